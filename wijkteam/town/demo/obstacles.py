"""What stood in the way this year and last: enough of some schemes to be told of, too few of others."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from casework.cases.models import Case
from casework.obstacles.models import Instead
from casework.obstacles.operations import record_obstacle
from casework.vangnet.schemes import Scheme
from roles.actions import Action
from roles.policy import Sight, may
from wijkteam.town.demo.municipality import NOORD, OOST, WEST, Municipality

ELSEWHERE: Final = "Urgentie voor een woning"  # on no list


@dataclass(frozen=True, slots=True)
class Stood:
    """One scheme, in how many cases of a team; `years_ago` when, and what those cases lost, the first most."""

    scheme: str
    team: str
    cases: int
    text: str
    days: int
    euros: int
    years_ago: int = 0
    done: str = ""  # instead; nothing where it is empty


STOOD: Final = (
    Stood("Zorgverzekering", WEST, 6, "Het hulpmiddel wordt pas vergoed na een tweede afwijzing.", 60, 240),
    Stood("Zorgverzekering", WEST, 5, "Vervoer naar de behandeling valt er niet onder.", 45, 180, 1),
    Stood("Zorgverzekering", NOORD, 5, "De machtiging liet op zich wachten.", 40, 0),
    Stood("Bijzondere bijstand", WEST, 7, "Achteraf wordt niets vergoed, en wachten kon niet.", 30, 310, 0,
          "Wij belden elke week, en de diaconie schoot het voor."),
    Stood("Bijzondere bijstand", WEST, 2, "De aanvraag moest opnieuw, op papier.", 25, 120, 1),
    Stood("Bijzondere bijstand", OOST, 3, "Wie vorig jaar iets kreeg, moet een jaar wachten.", 80, 400),
    Stood("Schuldhulpverlening", WEST, 3, "Pas na het intakegesprek stopt de deurwaarder.", 50, 900),
    Stood("Wet langdurige zorg (Wlz)", WEST, 2, "Zolang het CIZ beslist, betaalt niemand het verblijf.", 55, 0),
    Stood(ELSEWHERE, WEST, 2, "Urgentie is er pas na een jaar inschrijving.", 120, 0),
    Stood("Wmo-voorziening", NOORD, 2, "De verordening kent deze aanpassing niet.", 35, 650),
)  # fmt: skip


def obstacles(town: Municipality, until: dt.datetime) -> None:
    """Told one after the other, the last at that moment."""
    schemes = {one.name: one.pk for one in Scheme.objects.all()}
    for place, stood in enumerate(STOOD):
        rows = Case.objects.filter(team=town.teams[stood.team], received_on__lt=town.today - dt.timedelta(days=7))
        rows = rows.exclude(regisseur=None).exclude(person=None).select_related("regisseur")
        cases = [one for one in rows.order_by("pk") if may(_sight(town, one), Action.EDIT_FILE, one)]
        first = place * 3  # not all in the same cases
        for n, case in enumerate([*cases[first:], *cases[:first]][: stood.cases]):
            record_obstacle(
                case,
                by=_sight(town, case),
                at=until - dt.timedelta(minutes=place * 20 + n),
                scheme_id=schemes.get(stood.scheme),
                unlisted="" if stood.scheme in schemes else stood.scheme,
                text=stood.text,
                since=_day(town.today, stood.years_ago, n),
                days=stood.days - n * 3,
                euros=Decimal(stood.euros - n * 10) if stood.euros else None,
                instead=Instead.ANDERS if stood.done else Instead.NIETS,
                done=stood.done,
            )


def _sight(town: Municipality, case: Case) -> Sight:
    assert case.regisseur is not None
    return town.sight(case.regisseur.username, town.today)


def _day(today: dt.date, years_ago: int, n: int) -> dt.date:
    """In that year, however young it is."""
    first = dt.date(today.year - years_ago, 1, 1)
    return first + dt.timedelta(days=n * 9) if years_ago else min(first + dt.timedelta(days=10 + n * 9), today)
