"""Who is at the table of a meeting that is being written down, for who must decide whether they go on being there."""

from collections.abc import Iterable
from typing import Any

from casework.engine.noun import Is, TakesPart
from casework.engine.words import day_in_words
from casework.meetings.resting import PARTIES
from casework.meetings.states import MeetingState


def takes_part(household: Any, is_them: Is) -> Iterable[TakesPart]:
    for one in household.meetings.filter(state=MeetingState.CONCEPT):
        if any(is_them(name=row.name) for row in one.participants.select_related(*PARTIES)):
            what = f"Zij zitten samen in het overleg van {day_in_words(one.on)}"
            yield TakesPart(what, f"{one.get_absolute_url()}stap/haal-iets-weg/", "Haal een van hen uit het overleg")
