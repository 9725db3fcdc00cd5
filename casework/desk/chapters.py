"""The chapters of the summary for professionals, and what each noun prints in them."""

from dataclasses import dataclass
from typing import Any, Final

from django.template.loader import render_to_string

from casework.desk import way
from casework.engine import registry
from casework.engine.noun import OnSummary


@dataclass(frozen=True, slots=True)
class Chapter:
    """A heading, and what stands under it where nobody has anything to tell."""

    title: str
    empty: str = "Hierover staat er nog niets in het dossier."


CHAPTERS: Final = (
    Chapter("Over wie en wat"),
    Chapter("De weg door de driehoek"),
    Chapter("Netwerk", "Er staan nog geen mensen in het wijkweb."),
    Chapter("Doelen en hoe het gaat", "Er zijn nog geen doelen."),
    Chapter("Afspraken", "Er zijn nog geen afspraken."),
    Chapter("Besluiten", "Er zijn nog geen besluiten."),
    Chapter("Termijnen die nu lopen", "Er lopen nu geen termijnen."),
    Chapter("Overdrachten", "Er zijn geen overdrachten geweest."),
    Chapter("Notities", "Er zijn geen notities."),
)


def parts() -> tuple[OnSummary, ...]:
    """What the nouns print, in the order in which people read them."""
    return tuple(part for noun in registry.ranked() if isinstance(noun.on_summary, tuple) for part in noun.on_summary)


def printed(content: dict[str, Any]) -> list[dict[str, Any]]:
    """The chapters in order, each with the HTML of its parts; a chapter that isn't known here comes last."""
    context = {"s": content, "way": way.way(content["way"])}
    known = {one.title: one for one in CHAPTERS}
    pieces: dict[str, list[str]] = {title: [] for title in known}
    for part in parts():
        html = render_to_string(part.template, context)
        pieces.setdefault(part.chapter, []).extend([html] if html.strip() else [])
    return [_chapter(known.get(title) or Chapter(title), html) for title, html in pieces.items()]


def _chapter(chapter: Chapter, pieces: list[str]) -> dict[str, Any]:
    return {"title": chapter.title, "pieces": pieces, "empty": chapter.empty}
