"""What follows from a complaint: its letters; and what isn't sent any more once it is over."""

from typing import Any

from casework.complaints import paper
from casework.complaints.models import Complaint
from casework.documents.asking import letter
from casework.engine.writes import Write


def adjourned(write: Write, one: Complaint, before: str, details: dict[str, Any]) -> None:
    letter(write, paper.ADJOURNED, one)


def left_out(write: Write, one: Complaint, before: str, details: dict[str, Any]) -> None:
    letter(write, paper.LEFT_OUT, one)


def settled(write: Write, one: Complaint, before: str, details: dict[str, Any]) -> None:
    letter(write, paper.SETTLED, one)
