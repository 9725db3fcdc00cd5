"""On what it rests that somebody outside was told about a member: a sharing in that member's case that held that day."""

from typing import Any, Final

from django.db.models import Prefetch, Q

from casework.households.walls import unknown_to
from casework.sharing.models import Sharing
from casework.sharing.receivers import Receiver
from casework.sharing.states import SharingState
from roles.policy import Sight

ASK: Final = "Van één gesprek staat niet vast waarom het mocht. Vraag uw teamleider."
PARTIES = ("member__person", "contact", "user", "organisation")


def participants_of(meeting: Any) -> list[Any]:
    """Who was there, with about whom was spoken with them: two queries."""
    rows = meeting.participants.select_related(*PARTIES)
    spoken = rows.model.spoken.rel.related_model.objects.select_related("member__person", "sharing__case")
    return list(rows.prefetch_related(Prefetch("spoken", spoken)))


def resting(meeting: Any, participants: list[Any]) -> list[tuple[Any, Any]]:
    """Each that was spoken of with somebody outside, and the sharing that allowed it that day; None where none did.

    It is looked for in all cases of a member: who writes this down needn't see one to have kept to it. One query.
    """
    rows = [(one, row) for one in participants if one.is_outside for row in one.spoken.all()]
    people = {row.member.person_id for _, row in rows}
    held = Q(state=SharingState.GEGEVEN) | Q(ended_on__gt=meeting.on)
    standing = Sharing.objects.filter(held, case__person__in=people, given_on__lte=meeting.on)
    found = list(standing.exclude(until__lte=meeting.on).select_related("case").order_by("-given_on", "-pk"))
    return [(row, next((it for it in found if _allows(it, one, row)), None)) for one, row in rows]


def _allows(sharing: Any, participant: Any, spoken: Any) -> bool:
    """Whether it is about this member, with this party; a party in words is the same by its name."""
    if sharing.case.person_id != spoken.member.person_id:
        return False
    to = Receiver.of(participant.party)
    if to.organisation is None and to.contact is None:
        return bool(sharing.with_name.casefold() == to.name.casefold())
    return (sharing.with_organisation_id, sharing.with_contact_id) == (
        participant.organisation_id,
        participant.contact_id,
    )


def without_ground(meeting: Any, sight: Sight | None) -> list[str]:
    """Of whom somebody outside was told though nothing allowed it: a sentence each, with what is to be done; without a name
    of whom this reader may not know."""
    participants = participants_of(meeting)
    rests = resting(meeting, participants)
    hidden = unknown_to(sight, [row.member.person_id for row, _ in rests]) if sight is not None else set()
    shown = [one for one in rests if one[0].member.person_id not in hidden]
    missing = any(sharing is None for row, sharing in rests if row.member.person_id in hidden)
    return [*in_words(participants, shown), *([ASK] if missing else [])]


def in_words(participants: list[Any], rests: list[tuple[Any, Any]]) -> list[str]:
    names = {one.pk: one.name for one in participants}
    return [
        f"Met {names[row.participant_id]} is gesproken over {row.member.person.name}, en daar is geen toestemming of "
        f"andere grond voor vastgelegd. Leg die vast in de zaak van {row.member.person.name}."
        for row, sharing in rests
        if sharing is None
    ]
