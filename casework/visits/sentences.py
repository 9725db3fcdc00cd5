"""The sentences of what was written during a visit, and which of them were put where. All by character."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final

# after a full stop, question mark or exclamation mark, a quotation mark perhaps, and white; or at an empty line
_ENDS: Final = re.compile(r"(?<=[.!?…])[\"'”’)]*\s+|\n+")


@dataclass(frozen=True, slots=True)
class Sentence:
    """`start` and `end` as a slice has them, without the white around it."""

    start: int
    end: int
    text: str


def sentences(text: str) -> list[Sentence]:
    return list(_sentences(text))


def _sentences(text: str) -> Iterator[Sentence]:
    ends = [0, *(found.end() for found in _ENDS.finditer(text)), len(text)]
    for start, end in pairwise(ends):
        piece = text[start:end]
        bare = piece.strip()
        if bare:
            begin = start + len(piece) - len(piece.lstrip())
            yield Sentence(begin, begin + len(bare), bare)


def marked_anew(before: str, after: str, marks: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """The marks of a text that was put right: those whose words still stand in it, where they stand now."""
    result, searched = [], 0
    for mark in sorted(marks, key=lambda one: one["from"]):
        words = before[mark["from"] : mark["to"]]
        at = after.find(words, searched)
        if at < 0:
            continue
        result.append({**mark, "from": at, "to": at + len(words)})
        searched = at + len(words)
    return result
