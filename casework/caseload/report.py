"""What came of taking over: how many cases, or what is wrong where."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any

Progress = Callable[[Iterable[Any], str], Iterable[Any]]  # gives the rows as they are, and shows how far it is


@dataclass(frozen=True, slots=True, order=True)
class Mistake:
    """What is wrong where, and what to do about it. Line 0 is the file as a whole."""

    line: int
    column: str
    words: str

    def __str__(self) -> str:
        where = f"regel {self.line}" if self.line else "bestand"
        return f"{where}{f', kolom {self.column}' if self.column else ''}: {self.words}"


@dataclass(slots=True)
class Report:
    """What came of it."""

    taken: int = 0
    skipped: int = 0  # taken over before
    mistakes: list[Mistake] = field(default_factory=list)


class Refused(Exception):
    """Inside the transaction: nothing of it is kept."""

    def __init__(self, *mistakes: Mistake) -> None:
        self.mistakes = list(mistakes)
        super().__init__()


def did_you_mean(word: str, known: Mapping[str, str], otherwise: str) -> str:
    """Asks for what looks most like it, or tells what to do. `known`: what is compared, and how it is written."""
    near = get_close_matches(word, known, n=1)
    return f"Bedoelt u ‘{known[near[0]]}’?" if near else otherwise
