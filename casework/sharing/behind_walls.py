"""What is shared with somebody who is behind a wall from now on ends at once, and with it what rests on that."""

from typing import Any, Final

from casework.engine.noun import Is, TakesPart
from casework.engine.writes import Write
from casework.households.walls import is_called, is_reached_at
from casework.sharing.states import SharingState

STOPPED: Final = "Het wijkteam heeft het delen gestopt."  # read by who has the page of it: nothing says why


def takes_part(case: Any, is_them: Is) -> list[TakesPart]:
    """An organisation: with whom it is that is behind the wall it ended."""
    rows = case.sharings.filter(state=SharingState.GEGEVEN).exclude(with_organisation=None)
    return [
        TakesPart(
            f"Met {one.receiver_name} worden gegevens gedeeld", one.get_absolute_url(), "Bekijk wat er wordt gedeeld"
        )
        for one in rows.select_related("with_organisation")
        if is_them(organisation=one.with_organisation_id)
    ]


def behind_a_wall(write: Write, case: Any, before: str, details: dict[str, Any]) -> None:
    """`others`: people who may learn nothing of this case any more, by name or as somebody of its web."""
    theirs = []
    for row in case.sharings.filter(state=SharingState.GEGEVEN).select_related("with_contact"):
        phone = row.with_contact.phone if row.with_contact else ""
        name = row.with_contact.name if row.with_contact else row.with_name
        if any(is_called(one, name) or (phone and is_reached_at(one, phone)) for one in details["others"]):
            theirs.append(row.pk)
    if theirs:
        write.cascade(case.sharings.filter(pk__in=theirs), "lapse", why=STOPPED)
