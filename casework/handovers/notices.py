"""Who hears of a hand-over: who offered it, and the people of the organisation to which it is offered."""

from collections.abc import Iterable
from typing import Final

from casework.engine.noun import Told
from casework.engine.writes import Write
from casework.handovers.models import Handover
from roles import kept
from roles.matrix import Role
from roles.models import NoticeKind


def _asker(write: Write, offer: Handover) -> Iterable[int | None]:
    return (offer.offered_by_id,)


def _receivers(write: Write, offer: Handover) -> Iterable[int]:
    """Whoever answers there. A team has it on its lists."""
    there = {offer.to_organisation_id} if offer.to_organisation_id else set()
    held = write.held.roster if write.held is not None else None
    staff = kept.posts(write.on, held, teams=(), organisations=there, users=()) if there else ()
    return {one.user_id for one in staff if one.role is Role.MIDDENVELD and one.organisation_id in there}


def _answer(step: str, words: str) -> Told:
    return Told(verb=f"handover.{step}", kind=NoticeKind.ANSWER, words=words, to=_asker)


def _to_organisation(what: str, words: str) -> Told:
    return Told(verb=f"handover.{what}", kind=NoticeKind.ASKED, words=words, to=_receivers)


NOTICES: Final = (
    _to_organisation("offered", "Er is een vraag aan u aangeboden"),
    _to_organisation("name", "U weet nu om wie het gaat"),
    _to_organisation("withdraw", "Een aanbod aan u is ingetrokken"),
    _answer("accept", "Uw vraag is overgenomen"),
    _answer("promise", "Een ander kan helpen met uw vraag"),
    _answer("refuse", "Uw aanbod is geweigerd"),
    _answer("give_back", "Een vraag is aan u teruggegeven"),
)
