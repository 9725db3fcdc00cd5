"""What steps do to what is shared."""

from collections.abc import Iterable
from typing import Any, Final

from django.utils import timezone

from casework.cases.models import Case
from casework.engine.noun import Reached
from casework.engine.writes import Write
from casework.sharing.grounds import ASKED
from casework.sharing.states import SharingState

OF_ANOTHER: Final = "De zaak stond op naam van een ander."


def to_another(write: Write, case: Case, before: str, details: dict[str, Any]) -> None:
    """Whoever agreed was somebody else: what rests on it ends, unless it was the right one who agreed. What brought the
    case to the team that has it stays: it would take the case away from who puts it right."""
    if details.get("consents_stand"):
        return
    standing = case.sharings.filter(state=SharingState.GEGEVEN, rests__in=ASKED).exclude(until__lte=write.on)
    write.cascade(standing.exclude(handovers__to_team=case.team_id), "lapse", why=OF_ANOTHER)


def reached(case: Case) -> Iterable[Reached]:
    """What was told outside this product, by what was agreed or by an article. Hand-overs and goals tell their own."""
    rows = case.sharings.filter(handovers=None, goals=None)
    for one in rows.select_related("with_organisation", "with_team", "with_contact"):
        if case.person_since is None or one.given_on >= timezone.localdate(case.person_since):
            yield Reached("Gegevens gedeeld, met naam", one.receiver_name, one.given_on)
