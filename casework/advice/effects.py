"""What follows from asking for an advice, and what the end of what it rests on does to it."""

from typing import Any

from casework.advice.models import Advice
from casework.advice.paper import ASKED
from casework.advice.states import AdviceState
from casework.documents.asking import letter
from casework.documents.models import Document
from casework.engine.writes import Write
from casework.sharing.models import Sharing

NO_MORE: str = "De inwoner deelt de gegevens hiervoor niet meer."


def asked(write: Write, advice: Advice, before: str, details: dict[str, Any]) -> None:
    """The question goes out as a letter, with what is shared for it and no more."""
    letter(write, ASKED, advice)


def not_asked(write: Write, advice: Advice, before: str, details: dict[str, Any]) -> None:
    """A letter that didn't go out yet never does."""
    write.cascade(Document.objects.unsent_about(advice), "overtake")


def no_longer_shared(write: Write, sharing: Sharing, before: str, details: dict[str, Any]) -> None:
    """Taken back, or lapsed: nobody may be told more. What came in time stays."""
    rows = Advice.objects.filter(sharing=sharing, state=AdviceState.GEVRAAGD)
    write.cascade(rows.select_related("sharing"), "call_off", why=NO_MORE)


def shared_anew(write: Write, sharing: Sharing, before: str, details: dict[str, Any]) -> None:
    """What rested on it rests on what was agreed instead."""
    Advice.objects.filter(sharing=sharing).update(sharing=details["successor"])
