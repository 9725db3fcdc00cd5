"""A meeting on paper, for one who was there: what was told to them, on what that rests, and what they promised."""

from typing import Any, Final

from casework.engine.words import Json, day_in_words
from casework.householdplans.paper import head
from casework.households.walls import walled_from
from casework.meetings.resting import PARTIES, participants_of
from roles.policy import Sight

TEMPLATE: Final = "meetings/pdf/sheet.html"


def sheet_for(meeting: Any, participant: Any, told: dict[int, Any], sight: Sight) -> Json:
    """`told`: of each telling the sharing it rests on.

    A member reads what others promised about them too; anybody else only what they promised themselves. Of who is behind
    a wall that was put up since, nothing.
    """
    people = participants_of(meeting)
    behind = walled_from([participant.member.person_id]) if participant.member else set()
    there = [one for one in people if one.member is None or one.member.person_id not in behind]
    return head(meeting.household, "Wat wij samen afspraken", sight.on) | {
        "person": participant.name,
        "held_on": day_in_words(meeting.on),
        "about": "" if behind else meeting.about,  # words of before the wall may be of anybody
        "there": [one.name for one in there],
        "told": [_told(row, told.get(row.pk)) for row in participant.spoken.all()] if participant.is_outside else [],
        "promises": [_promise(one) for one in _theirs(meeting, participant, behind)],
    }


def _told(row: Any, sharing: Any) -> Json:
    parts = [one.lower() for one in sharing.parts] if sharing is not None else []
    return {"about": row.member.person.name, "parts": parts, "ground": sharing.get_rests_display() if sharing else ""}


def _theirs(meeting: Any, participant: Any, behind: set[int]) -> list[Any]:
    rows = meeting.promises.select_related("member", *(f"who__{one}" for one in PARTIES))
    member = participant.member_id
    return [
        one
        for one in rows
        if one.who_id == participant.pk
        or (member is not None and one.member_id == member and _in_sight(one.who, behind))
    ]


def _in_sight(who: Any, behind: set[int]) -> bool:
    return who.member is None or who.member.person_id not in behind


def _promise(one: Any) -> Json:
    return {"what": one.what, "who": one.who.name, "until": day_in_words(one.until), "done": one.done_on is not None}
