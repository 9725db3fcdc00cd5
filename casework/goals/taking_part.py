"""Who carries a goal, for who must decide whether they go on doing so."""

from collections.abc import Iterable
from typing import Any

from casework.engine.noun import Is, TakesPart
from casework.goals.states import GoalState


def takes_part(case: Any, is_them: Is) -> Iterable[TakesPart]:
    rows = case.goals.filter(state__in=GoalState.ACTIVE)
    for one in rows.select_related("carrier_contact", "carrier_organisation"):
        contact = one.carrier_contact
        near = contact is not None and is_them(name=contact.name, phone=contact.phone)
        if near or is_them(organisation=one.carrier_organisation_id):
            what = f"{contact.name if near else one.carrier_organisation.name} draagt het doel ‘{one.wording}’"
            yield TakesPart(what, one.get_absolute_url(), "Kies wie dit doel draagt")
