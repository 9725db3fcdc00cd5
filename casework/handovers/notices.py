"""Who hears of a hand-over: who offered it, and the people of the organisation to which it is offered."""

from collections.abc import Iterable
from typing import Any, Final

from casework.engine.noun import Told
from casework.engine.writes import Write
from casework.handovers.models import Handover
from roles.matrix import Role
from roles.models import Membership, NoticeKind, running


def _asker(write: Write, offer: Handover) -> Iterable[int | None]:
    return (offer.offered_by_id,)


def _receivers(write: Write, offer: Handover) -> Iterable[int]:
    """Whoever answers there. A team has it on its lists."""
    if offer.to_organisation_id is None:
        return ()
    there = Membership.objects.filter(running(write.on), organisation=offer.to_organisation_id, role=Role.MIDDENVELD)
    return there.order_by("pk").values_list("user_id", flat=True)


def _answer(step: str, words: str) -> Told:
    return Told(verb=f"handover.{step}", kind=NoticeKind.ANSWER, words=words, to=_asker)


def _to_organisation(what: str, words: str) -> Told:
    to: Any = _receivers
    return Told(verb=f"handover.{what}", kind=NoticeKind.ASKED, words=words, to=to)


NOTICES: Final = (
    _to_organisation("offered", "Er is een vraag aan u aangeboden"),
    _to_organisation("name", "U weet nu om wie het gaat"),
    _to_organisation("withdraw", "Een aanbod aan u is ingetrokken"),
    _answer("accept", "Uw vraag is overgenomen"),
    _answer("promise", "Een ander kan helpen met uw vraag"),
    _answer("refuse", "Uw aanbod is geweigerd"),
    _answer("give_back", "Een vraag is aan u teruggegeven"),
)
