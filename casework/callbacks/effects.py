"""What ringing back leaves on the file: a contact, with what was said."""

from dataclasses import dataclass
from typing import Any

from casework.callbacks.models import CallBack
from casework.contacts.models import Contacted
from casework.contacts.words import Kind, WithWhom
from casework.engine.writes import Write
from casework.notes.operations import write_down


@dataclass(frozen=True, slots=True)
class Said:
    """What was said in the call. The step's event keeps no copy of it: the words stand in one place, the note."""

    text: str
    shielded: bool = False
    ground: str = ""

    def __str__(self) -> str:
        return "in de notitie"


def called(write: Write, one: CallBack, before: str, details: dict[str, Any]) -> None:
    _write_down(write, one, details["said"], reached=True)


def missed(write: Write, one: CallBack, before: str, details: dict[str, Any]) -> None:
    """Only where something was said about it: the step itself stands on the timeline."""
    said = details.get("said")
    if said is not None and said.text:
        _write_down(write, one, said, reached=False)


def _write_down(write: Write, one: CallBack, said: Said, *, reached: bool) -> None:
    told = Contacted(
        kind=Kind.TELEFOON,
        on=write.on,
        with_whom=WithWhom(one.with_whom),
        contact=one.contact,
        name=one.name,
        reached=reached,
    )
    write_down(write, text=said.text, shielded=said.shielded, ground=said.ground, told=told)
