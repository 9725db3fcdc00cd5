"""What narrows and sorts Werkvoorraad, as links: each is the list as it stands with one thing more, or less."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from casework.cases.states import Layer
from casework.desk.worklist_asked import LEADS, LISTS, ONLY_OF_OTHERS, Asked, kinds_of_work


@dataclass(frozen=True, slots=True)
class Choice:
    label: str
    url: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Chip:
    """One thing to choose: its name, what is chosen of it, the choices, and where none is chosen."""

    label: str
    choices: tuple[Choice, ...]
    without: str

    @property
    def chosen(self) -> str:
        return ", ".join(one.label for one in self.choices if one.chosen)


@lru_cache(maxsize=500)
def chips(asked: Asked, kernen: tuple[tuple[str, str], ...]) -> tuple[Chip, ...]:
    work = [(key, label) for key, (_, label) in kinds_of_work().items()]
    return (
        _one_of(asked, "Kern", "kern", kernen),
        _one_of(asked, "Soort werk", "work", work),
        _one_of(asked, "Laag", "layer", [(str(one), str(one.label)) for one in Layer]),
        _one_of(asked, "Regie", "lead", list(LEADS.items())),
        Chip(
            "Alleen",
            (
                Choice("Te laat", asked.other(late=not asked.late).address, asked.late),
                Choice("Spoed", asked.other(urgent=not asked.urgent).address, asked.urgent),
            ),
            asked.other(late=False, urgent=False).address,
        ),
    )


def _one_of(asked: Asked, label: str, name: str, known: Iterable[tuple[str, str]]) -> Chip:
    now = getattr(asked, name)
    choices = tuple(Choice(words, asked.other(**{name: key}).address, key == now) for key, words in known)
    return Chip(label, choices, asked.other(**{name: ""}).address)


# --- columns -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Column:
    """The head of a column: a link that sorts by it, for whom the order may tell something. `name` is that of its look."""

    name: str
    label: str
    url: str  # empty where it isn't sorted by
    sorts: str  # as in aria-sort; empty where another column does


# by the word in the address: how it looks, what it is called
_COLUMNS: Final = {
    "wat": ("what", "Wat"),
    "wie": ("who", "Wie"),
    "vraag": ("asked", "De vraag"),
    "kern": ("kern", "Kern"),
    "bij": ("by", "Ligt nu bij"),
    "aanzet": ("turn", "Aan zet"),
    "regie": ("lead", "Regisseur"),
    "sinds": ("since", "Sinds"),
    "uiterlijk": ("due", "Uiterlijk"),
}


@lru_cache(maxsize=500)
def columns(asked: Asked, lists: tuple[str, ...], *, question: bool) -> tuple[Column, ...]:
    shown = [key for key in _COLUMNS if asked.of_others or key not in ONLY_OF_OTHERS]
    return tuple(_column(key, asked, len(lists) == len(LISTS), question) for key in shown)


def _column(key: str, asked: Asked, sorts: bool, question: bool) -> Column:
    name, label = _COLUMNS[key]
    if key == "vraag":
        return Column(name, label if question else "Waarom", "", "")
    here = asked.by == key
    other_way = f"-{key}" if here and not asked.down else "" if key == "uiterlijk" else key
    way = ("descending" if asked.down else "ascending") if here else ""
    return Column(name, label, asked.other(sort=other_way).address if sorts else "", way)
