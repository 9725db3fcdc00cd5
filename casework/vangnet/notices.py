"""Whoever asked for money out of the vangnet hears what became of it."""

from collections.abc import Iterable
from typing import Final

from casework.engine.noun import Told
from casework.engine.writes import Write
from casework.vangnet.models import VangnetRequest
from roles.models import NoticeKind


def _asker(write: Write, request: VangnetRequest) -> Iterable[int | None]:
    return (request.requested_by_id,)


def _told(step: str, words: str) -> Told:
    return Told(verb=f"vangnet.{step}", kind=NoticeKind.ANSWER, words=words, to=_asker)


NOTICES: Final = (
    _told("approve", "Uw vangnetaanvraag is goedgekeurd"),
    _told("reject", "Uw vangnetaanvraag is afgewezen"),
    _told("ask_back", "Er is een vraag over uw vangnetaanvraag"),
    _told("withdraw", "Uw vangnetaanvraag is ingetrokken"),
    _told("pay", "Uw vangnetaanvraag is betaald"),
    _told("put_back", "Uw vangnetaanvraag staat weer zoals daarvoor"),
)
