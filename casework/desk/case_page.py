"""The page of a case: where it stands, what is next, the question, and what happened. The rest is the nouns'."""

from typing import Any, Final, cast

from django.db.models import BooleanField, CharField, F, OuterRef, Subquery, Value
from django.db.models.query import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from casework.cases.doubles import why_alike
from casework.cases.events import CaseEvent
from casework.cases.finding import visible_case
from casework.cases.models import Case
from casework.cases.tabs import head_of
from casework.cases.work import WorkItem, who_takes_it_up
from casework.desk import timeline_rows
from casework.engine.along import Along
from casework.engine.door import available
from casework.engine.finding import sight_of
from casework.engine.makes import may_make
from casework.engine.noun import Noun
from casework.engine.object_page import PER_PAGE
from casework.engine.paging import Ahead, is_first, page_of
from casework.engine.parts import at_hand, on_limited_page, on_page, tabs_of
from casework.engine.registry import hanging_on, model_of
from casework.engine.running_terms import running_terms
from casework.engine.surroundings import surroundings_of
from casework.notes.models import Note
from roles.actions import Action
from roles.fixed import Slot
from roles.policy import Sight, may
from roles.shape import Seen


def case(request: HttpRequest, ref: str) -> HttpResponse:
    """Where does it stand, what is next? Whoever lacks the file sees where it stands, and their own part."""
    sight = sight_of(request)
    asked: list[_Asked] = []
    result = visible_case(request, ref, part="zaak", ask=lambda one: asked.append(_Asked(request, one, sight)))
    read = asked[0]
    read.along.keep()
    around = surroundings_of(result, sight, sight.on)
    whole = may(sight, Action.VIEW_FILE, result)
    page: dict[str, Any] = {
        "offers": available(result, sight, around=around),
        "makes": may_make(result, sight, around),
        "work": read.work(),
        "page": page_of(request, read.happened, PER_PAGE, counted=False),
        "recuses": may(sight, Action.RECUSE, result),
    }
    page |= _whole(result, sight) if whole else _own_part(result, sight)
    writes = whole and may(sight, Action.EDIT_FILE, result)
    shut = page.get("shut", ())
    page["happened"] = timeline_rows.as_html(page["page"], result, leads=whole, shut=shut, writes=writes)
    return render(request, "desk/case.html" if whole else "desk/limited.html", head_of(result, sight, "zaak") | page)


class _Asked:
    """What the page reads of a case that was found, asked with the look at it."""

    def __init__(self, request: HttpRequest, case: Any, sight: Sight) -> None:
        self.along = Along(case)
        self.happened = _happened(request, case, sight)
        self._turns = _TURNS.objects(sight, case=case.pk)

    def work(self) -> list[WorkItem]:
        """The open turns on this case, each with what it is about where the turn alone doesn't tell."""
        naming, turns = _naming(), list(self._turns)
        for turn in turns:
            turn.named = _named(turn, naming)
        return turns


def _naming() -> list[Noun]:
    return [noun for noun in hanging_on(Case) if noun.turn_name is not None]


def _turns_on(sight: Sight, *, case: int) -> Any:
    rows = WorkItem.objects.open().visible_to(sight).filter(case=case).for_list()
    return rows.annotate(**{f"{noun.name}_name": _name_of_its_row(noun) for noun in _naming()})


_TURNS: Final = Seen("turns on a case", _turns_on, case=Slot.ID)


def _name_of_its_row(noun: Noun) -> Subquery:
    model, name = model_of(noun), noun.turn_name
    assert model is not None
    assert name is not None
    rows = model._default_manager.filter(name.only(), public_id=OuterRef("object_id"))
    return Subquery(rows.values(name.column)[:1])


def _named(turn: Any, naming: list[Noun]) -> str:
    for noun in naming:
        value = getattr(turn, f"{noun.name}_name")
        if value is not None and noun.turn_name is not None:
            return noun.turn_name.words(value)
    return ""


def _whole(case: Any, sight: Sight) -> dict[str, Any]:
    double = _if_visible(case.looks_like, sight)
    return {
        "terms": running_terms(case, sight.on),
        "parts": on_page(case, sight),
        "at_hand": at_hand(case, sight) if may(sight, Action.EDIT_FILE, case) else (),
        "shut": _shut_tabs(case, sight),
        "double": double,
        "why_alike": why_alike(case) if double else [],
        "goes_on": _if_visible(case.double_of, sight),
        "sees_reporter": not case.reporter_shielded or may(sight, Action.VIEW_SHIELDED, case),
    }


def _shut_tabs(found: Any, sight: Sight) -> set[str]:
    """The tabs that this person may not see: what happened there is told, and doesn't lead to a page that isn't."""
    tabs = {found.get_absolute_url() + tab.place for noun in hanging_on(Case) for tab in noun.tabs}
    return tabs - {tab["url"] for tab in tabs_of(found, sight)}


def _if_visible(other: Any, sight: Sight) -> Any:
    """Another case, for whom may see its file; for anyone else this page doesn't tell that it exists."""
    return other if other is not None and may(sight, Action.VIEW_FILE, other) else None


def _own_part(case: Any, sight: Sight) -> dict[str, Any]:
    """What whoever reported, or issued an indicatie, sees besides where it stands."""
    return {"turn": who_takes_it_up(case), "parts": on_limited_page(case, sight)}


# --- what happened ---------------------------------------------------------------------------------------------

_COLUMNS: Final = (
    "at",
    "order",
    "verb",
    "label",
    "text",
    "by_name",
    "role",
    "shielded",
    "ground",
    "layer",
    "url",
    "is_note",
)
_NOTHING: Final = Value("", output_field=CharField())
_NO: Final = Value(False, output_field=BooleanField())


def _happened(request: HttpRequest, case: Any, sight: Sight) -> Ahead:
    first = _FIRST.rows(sight, case=case.pk) if is_first(request) else None
    return Ahead(first, lambda: timeline(case.pk, sight), PER_PAGE)


def timeline(case: Any, sight: Sight) -> QuerySet[Any, Any]:
    """Events and notes as one list, newest first: one query, so that a page of it can be cut."""
    events = (
        CaseEvent.objects.visible_to(sight)
        .filter(case=case)
        .exclude(verb="note.added")  # the note itself stands there
        .annotate(order=F("pk"), role=F("by_role"), shielded=_NO, ground=_NOTHING, is_note=_NO)
    )
    notes = (
        Note.objects.visible_to(sight)
        .filter(case=case)
        .annotate(
            order=F("pk"),
            verb=_NOTHING,
            label=Value("Notitie", output_field=CharField()),
            role=_NOTHING,
            layer=_NOTHING,
            url=_NOTHING,
            is_note=Value(True, output_field=BooleanField()),
        )
    )
    merged = events.order_by().values(*_COLUMNS).union(notes.order_by().values(*_COLUMNS), all=True)
    return cast(QuerySet[Any, Any], merged.order_by("-at", "-is_note", "-order"))


_FIRST: Final = Seen(
    "the first page of what happened", lambda sight, *, case: timeline(case, sight)[: PER_PAGE + 1], case=Slot.ID
)
