"""What a letter says otherwise than when its page was opened: those words are marked while one types."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Final

from django.utils.safestring import SafeString, mark_safe

MOST_WORDS: Final = 4_000  # in what is longer nothing is marked: comparing takes their square
GAP: Final = '<mark class="wt-besluit__gap">'
_NEW: Final = '<mark class="wt-besluit__net">'
_TAG: Final = re.compile(r"(<[^>]*>)")
_WORD: Final = re.compile(r"\S+")


def words_in(html: str) -> str:
    """All that it says, in one line: what a page keeps to compare with."""
    return " ".join(word for _, word in _words(html))


def marked(html: SafeString, opened: str) -> SafeString:
    """The same, with what is not in `opened` marked. `opened` comes back from the browser: it is compared, never shown."""
    before, now = opened.split(), list(_words(html))
    if not before or max(len(before), len(now)) > MOST_WORDS:
        return html
    said = [word for _, word in now]
    changes = SequenceMatcher(a=before, b=said, autojunk=False).get_opcodes()
    spots = {
        now[at][0] for tag, _, _, start, end in changes if tag in ("replace", "insert") for at in range(start, end)
    }
    return mark_safe("".join(_with_marks(html, spots)))  # noqa: S308  our own marks around words that were escaped


def _parts(html: str) -> Iterator[tuple[int, str]]:
    """Tags and texts as they follow each other, each with where it begins."""
    at = 0
    for part in _TAG.split(html):
        yield at, part
        at += len(part)


def _words(html: str) -> Iterator[tuple[int, str]]:
    """Each word with where it begins."""
    for at, part in _parts(html):
        if not part.startswith("<"):
            yield from ((at + found.start(), found[0]) for found in _WORD.finditer(part))


def _with_marks(html: str, spots: set[int]) -> Iterator[str]:
    """Words that follow each other in one mark; what is missing has a mark of its own."""
    missing = False
    for at, part in _parts(html):
        if part.startswith("<"):
            missing = part == GAP or (missing and part != "</mark>")
            yield part
        elif missing or not any(at <= one < at + len(part) for one in spots):
            yield part
        else:
            yield _in_text(part, at, spots)


def _in_text(text: str, at: int, spots: set[int]) -> str:
    runs: list[list[int]] = []
    for found in _WORD.finditer(text):
        if at + found.start() not in spots:
            continue
        if runs and not text[runs[-1][1] : found.start()].strip():
            runs[-1][1] = found.end()
        else:
            runs.append([found.start(), found.end()])
    for start, end in reversed(runs):
        text = f"{text[:start]}{_NEW}{text[start:end]}</mark>{text[end:]}"
    return text
