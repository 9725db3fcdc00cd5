"""What nouns bring to the pages of their anchor: tabs, and parts of a page, in the order in which people read them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from casework.engine.noun import Noun, Part
from casework.engine.registry import hanging_on
from roles.policy import Sight, may


@dataclass(frozen=True, slots=True)
class Shown:
    """A part with what its template is given; the tag `part` prints it."""

    template: str
    context: dict[str, Any]


def ask_on_page(anchor: Any, sight: Sight) -> Callable[[], list[Shown]]:
    """What stands beside the anchor, for whom may see it whole: asked now, and read when this is called."""
    return _ask(anchor, sight, (one for noun in _of(anchor) for one in noun.on_page))


def at_hand(anchor: Any, sight: Sight) -> list[Shown]:
    """What one writes most, ready to be typed, for whom may write in the file."""
    return _shown(anchor, sight, (one for noun in _of(anchor) for one in noun.at_hand))


def on_tab(anchor: Any, sight: Sight, tab: str) -> list[Shown]:
    """What other nouns show on that page by tab, for whom may see it."""
    parts = (one for noun in _of(anchor) for one in noun.on_tabs if one.tab == tab)
    return _shown(anchor, sight, (one for one in parts if all(may(sight, action, anchor) for action in one.actions)))


def on_limited_page(anchor: Any, sight: Sight) -> list[Shown]:
    """Their own part, for whom may see no more than where it stands."""
    return _shown(anchor, sight, (one for noun in _of(anchor) for one in noun.on_limited_page))


def ask_for_citizen(anchor: Any, sight: Sight) -> Callable[[], list[Shown]]:
    """What it is about for whom it is about: asked now, and read when this is called."""
    return _ask(anchor, sight, (one for noun in _of(anchor) for one in noun.for_citizen))


def ask_for_counts(anchor: Any, sight: Sight) -> None:
    """Ask how many there are behind each tab; `tabs_of` reads it."""
    counts = [(one, one.ask(anchor, sight)) for noun in _of(anchor) for one in noun.tab_counts]
    anchor.__dict__["_tab_counts"] = counts


def _counted(anchor: Any) -> dict[str, dict[str, Any]]:
    """By the key of the tab; nothing where that wasn't asked."""
    read: dict[str, dict[str, Any]] | None = anchor.__dict__.get("_tabs_counted")
    if read is None:
        asked = [(one, next(iter(rows), None)) for one, rows in anchor.__dict__.get("_tab_counts", ())]
        read = {one.tab: {"count": row.n, "new": row.new, "words": one.words} for one, row in asked if row is not None}
        anchor.__dict__["_tabs_counted"] = read
    return read


def tabs_of(anchor: Any, sight: Sight) -> list[dict[str, Any]]:
    """The pages of the anchor that this person may see, in order: key, url, label, whether it stands in the row, and how
    many there are behind it."""
    tabs = sorted((tab for noun in _of(anchor) for tab in noun.tabs), key=lambda tab: tab.order)
    return [
        {"key": tab.key, "url": anchor.get_absolute_url() + tab.place, "label": tab.label, "in_row": tab.in_row}
        | _counted(anchor).get(tab.key, {})
        for tab in tabs
        if all(may(sight, action, anchor) for action in tab.actions)
    ]


def shut_tabs(anchor: Any, sight: Sight) -> set[str]:
    """The addresses, today's and former ones, of the tabs that this person may not see."""
    start = anchor.get_absolute_url()
    open_to = {tab["key"] for tab in tabs_of(anchor, sight)}
    shut = [tab for noun in _of(anchor) for tab in noun.tabs if tab.key not in open_to]
    return {start + place for tab in shut for place in (tab.place, *tab.formerly)}


def _of(anchor: Any) -> tuple[Noun, ...]:
    return hanging_on(type(anchor))


def _shown(anchor: Any, sight: Sight, parts: Iterable[Part]) -> list[Shown]:
    return _ask(anchor, sight, parts)()


def _ask(anchor: Any, sight: Sight, parts: Iterable[Part]) -> Callable[[], list[Shown]]:
    given = [
        (one, () if one.ask is None else (one.ask(anchor, sight),)) for one in sorted(parts, key=lambda one: one.order)
    ]
    return lambda: [Shown(one.template, one.context(anchor, sight, *asked)) for one, asked in given]
