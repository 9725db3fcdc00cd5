"""The paragraphs of a letter that the municipality words itself: which there are, what they say that day, filled in."""

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from casework.engine.noun import Letter, Paragraph
from casework.engine.words import Json
from casework.wording.models import Wording

# what can be named in every paragraph: where in a letter's content it stands
EVERYWHERE: Final[Mapping[str, str]] = {
    "naam": "to.person",
    "wijkteam": "team.name",
    "telefoon": "team.phone",
    "e-mail": "team.email",
    "gemeente": "municipality",
    "postadres": "post",
    "kenmerk": "ref",
    "datum": "date",
}
OWN: Final = "eigen"
# every letter has room for something of the municipality's own
_OF_EVERY_LETTER: Final = (Paragraph(OWN, "Eigen alinea, boven ‘Hebt u vragen?’", ""),)
_PLACE: Final = re.compile(r"\[([^\[\]\n]{1,40})\]")


def paragraphs_of(kind: Letter) -> tuple[Paragraph, ...]:
    return (*kind.paragraphs, *_OF_EVERY_LETTER) if kind.letter else ()


def paragraph_of(kind: Letter, key: str) -> Paragraph:
    """Raises LookupError."""
    for one in paragraphs_of(kind):
        if one.key == key:
            return one
    raise LookupError(f"{kind.kind} has no paragraph {key}")


def places_in(text: str) -> list[str]:
    """Each '[veld]' of a text, once."""
    return list(dict.fromkeys(_PLACE.findall(text)))


def unknown_in(text: str, paragraph: Paragraph) -> list[str]:
    """What is named in a text and stands in no such letter."""
    return [name for name in places_in(text) if name not in EVERYWHERE and name not in paragraph.fields]


def known_in(paragraph: Paragraph) -> list[str]:
    return [*paragraph.fields, *EVERYWHERE]


def wordings(kind: Letter, on: dt.date) -> dict[str, str]:
    """What each paragraph of this letter says that day, places open. One query."""
    said = {one.key: one.text for one in paragraphs_of(kind)}
    rows = Wording.objects.filter(letter=kind.kind, since__lte=on).order_by("since", "pk")
    return said | {one.paragraph: one.text for one in rows if one.paragraph in said}


def worded(kind: Letter, content: Json, said: Mapping[str, str]) -> Json:
    """For a letter's snapshot: its paragraphs filled in, and of what stays open the place and where that stands."""
    texts, unfilled = {}, []
    for one in paragraphs_of(kind):
        texts[one.key] = filled_in(said[one.key], content, one)
        unfilled += [[name, one.label] for name in open_in(said[one.key], content, one)]
    return {"texts": texts, "unfilled": unfilled}


def filled_in(text: str, content: Json, paragraph: Paragraph) -> str:
    """In one go: what people typed is never looked through for places. What isn't known stays as it is."""
    return _PLACE.sub(lambda place: _value(place[1], content, paragraph) or place[0], text)


def open_in(text: str, content: Json, paragraph: Paragraph) -> list[str]:
    return [name for name in places_in(text) if not _value(name, content, paragraph)]


def _value(name: str, content: Json, paragraph: Paragraph) -> str:
    found: Any = content
    for part in (paragraph.fields.get(name) or EVERYWHERE.get(name) or "").split("."):
        found = found.get(part) if isinstance(found, dict) else None
    return str(found or "")


def said_in(content: Json, kind: Letter, key: str) -> str:
    """What a paragraph says in a letter that was frozen. One from before it was there says what the code says."""
    texts = content.get("texts") or {}
    if key not in texts:
        one = paragraph_of(kind, key)
        return filled_in(one.text, content, one)
    return str(texts[key])


def said_in_order(content: Json, kind: Letter) -> list[str]:
    """All that a letter's own paragraphs say, as they follow each other; the database keeps no order of names."""
    said = (said_in(content, kind, one.key) for one in kind.paragraphs)
    return [text for text in said if text.strip()]


def in_parts(text: str) -> Iterator[str]:
    """Between empty lines."""
    for part in re.split(r"\n\s*\n", text.replace("\r\n", "\n")):
        if part.strip():
            yield part.strip()


def open_places(unfilled: Iterable[Iterable[str]]) -> str:
    """'[telefoon] (alinea ‘Hebt u vragen?’)'."""
    return ", ".join(f"[{name}] (alinea ‘{label}’)" for name, label in unfilled)
