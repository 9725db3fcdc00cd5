"""Who hears of a krachtenveldanalyse: who was asked to make it, and who asked."""

from collections.abc import Iterable
from typing import Final

from casework.engine.noun import Told
from casework.engine.writes import Write
from casework.forcefields.models import ForceField
from roles.models import NoticeKind


def _maker(write: Write, field: ForceField) -> Iterable[int | None]:
    return (field.maker_id,)


def _asker(write: Write, field: ForceField) -> Iterable[int | None]:
    return (field.asked_by_id,)


def _to_maker(what: str, words: str) -> Told:
    return Told(verb=f"force_field.{what}", kind=NoticeKind.ASKED, words=words, to=_maker)


def _answer(step: str, words: str) -> Told:
    return Told(verb=f"force_field.{step}", kind=NoticeKind.ANSWER, words=words, to=_asker)


NOTICES: Final = (
    _to_maker("asked", "U bent gevraagd een krachtenveldanalyse te maken"),
    _to_maker("send_back", "Er is een aanvulling gevraagd op uw krachtenveldanalyse"),
    _to_maker("extend", "Voor uw krachtenveldanalyse is een andere dag afgesproken"),
    _answer("accept", "Er is begonnen aan uw krachtenveldanalyse"),
    _answer("give_back", "Uw vraag om een krachtenveldanalyse is teruggegeven"),
    _answer("hand_in", "De krachtenveldanalyse die u vroeg, is klaar"),
)
