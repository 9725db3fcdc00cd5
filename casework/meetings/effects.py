"""What steps do to a meeting: who was there, what was agreed, and on what it rests."""

from typing import Any

from casework.engine.writes import Write
from casework.meetings.models import Meeting, Participant, Promise, Spoken
from casework.meetings.resting import participants_of, resting


def joined(write: Write, meeting: Meeting, before: str, details: dict[str, Any]) -> None:
    """Twice the same party is one who was there, spoken with about both."""
    party = {name: details.get(name) for name in ("member", "contact", "user", "organisation")}
    row, _ = Participant.objects.get_or_create(meeting=meeting, called=details.get("called") or "", **party)
    if row.is_outside:
        for member in details.get("spoken") or ():
            Spoken.objects.get_or_create(participant=row, member=member)


def promised(write: Write, meeting: Meeting, before: str, details: dict[str, Any]) -> None:
    agreed = {name: details.get(name) for name in ("what", "who", "until", "member")}
    Promise.objects.create(meeting=meeting, **agreed)


def taken_out(write: Write, meeting: Meeting, before: str, details: dict[str, Any]) -> None:
    """With somebody goes what they promised."""
    details["row"].delete()


def settled(write: Write, meeting: Meeting, before: str, details: dict[str, Any]) -> None:
    """On what each telling rested stands here from now on, whatever becomes of it later."""
    for spoken, sharing in resting(meeting, participants_of(meeting)):
        Spoken.objects.filter(pk=spoken.pk).update(sharing=sharing)


def ticked(write: Write, meeting: Meeting, before: str, details: dict[str, Any]) -> None:
    meeting.promises.filter(pk=details["promise"].pk).update(done_on=write.on, done_text=details.get("text") or "")
