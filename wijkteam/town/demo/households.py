"""A household of four: a couple with a case each, and a daughter who came back with her son."""

import datetime as dt
from typing import Final

from casework.cases.models import Case
from casework.cases.states import Phase
from casework.households.models import Household
from casework.households.operations import add_member, begin
from casework.people.models import Person
from wijkteam.town.demo.municipality import Municipality

FAMILY: Final = "Maliepaard"
YEAR: Final = dt.timedelta(days=365)


def household(town: Municipality, now: dt.datetime) -> Household:
    """Begun by who leads one of their cases."""
    theirs = Case.objects.filter(person__family_name=FAMILY, phase__in=Phase.OPEN, regisseur__isnull=False)
    first, second = theirs.select_related("person", "regisseur").order_by("pk")[:2]
    by, on = first.regisseur, town.today
    assert by is not None
    assert first.person is not None
    assert second.person is not None
    made = begin(
        first.person,
        by=by,
        team=first.team,
        kern=first.kern,
        name=f"Familie {FAMILY}",
        relation="partner",
        since=on - 30 * YEAR,
        at=now,
    )
    add_member(made, by=by, person=second.person, relation="partner", since=on - 30 * YEAR, at=now)
    daughter = Person(given_name="Linda", family_name=FAMILY, birth_date=on - 44 * YEAR)
    mother = add_member(made, by=by, person=daughter, relation="kind", since=on - YEAR, at=now)
    son = Person(given_name="Daan", family_name="Verhoeven", birth_date=on - 17 * YEAR)
    add_member(
        made,
        by=by,
        person=son,
        relation="ander",
        since=on - YEAR,
        authority=[mother],
        authority_elsewhere="Erik Verhoeven, zijn vader",
        at=now,
    )
    return made
