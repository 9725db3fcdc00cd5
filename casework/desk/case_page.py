"""The page of a case: where it stands, what is next, the question, and what happened. The rest is the nouns'."""

from typing import Any, Final

from django.db.models import OuterRef, Subquery
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from casework.cases.doubles import why_alike
from casework.cases.finding import visible_case
from casework.cases.models import Case
from casework.cases.tabs import head_of
from casework.cases.work import WorkItem, who_takes_it_up
from casework.desk import covering, timeline, timeline_rows
from casework.desk.also_there import AlsoThere
from casework.desk.path import Path
from casework.desk.what_now import what_now
from casework.engine.along import Along
from casework.engine.asking import see_other
from casework.engine.door import available
from casework.engine.finding import sight_of
from casework.engine.makes import may_make
from casework.engine.noun import Noun
from casework.engine.object_page import PER_PAGE
from casework.engine.paging import page_of
from casework.engine.parts import ask_for_counts, ask_on_page, at_hand, on_limited_page, shut_tabs
from casework.engine.registry import hanging_on, model_of
from casework.engine.surroundings import surroundings_of
from casework.people.kept_words import keep
from roles.actions import Action
from roles.fixed import Slot
from roles.policy import Sight, may
from roles.shape import Seen


@require_http_methods(["GET", "HEAD", "POST"])
def case(request: HttpRequest, ref: str) -> HttpResponse:
    """Where does it stand, what is next? Whoever lacks the file sees where it stands, and their own part.

    What is looked for in the timeline is posted, and comes back as a key in the address (see `kept_words`).
    """
    sight = sight_of(request)
    if request.method == "POST":
        return _looks_for(request, visible_case(request, ref, part=timeline.PART))
    what = timeline.chosen(request)
    asked: list[_Asked] = []
    result = visible_case(
        request, ref, part=timeline.PART, ask=lambda one: asked.append(_Asked(request, one, sight, what))
    )
    read = asked[0]
    read.along.keep()
    around = surroundings_of(result, sight, sight.on)
    whole = may(sight, Action.VIEW_FILE, result)
    now = what_now(result, read.turns(), available(result, sight, around=around), may_make(result, sight, around))
    page: dict[str, Any] = {
        "now": now,
        "away": next(read.away, None),
        "whose": now.whose,
        "page": page_of(request, read.happened.rows, PER_PAGE, counted=False),
        "recuses": may(sight, Action.RECUSE, result),
        "what": what,
        "longest": timeline.LONGEST,
    }
    page |= _whole(result, sight, read) if whole else _own_part(result, sight)
    entries = read.happened.entries(page["page"].object_list)
    writes = whole and may(sight, Action.EDIT_FILE, result)
    shut = page.get("shut", ())
    page["happened"] = timeline_rows.as_html(entries, result, leads=whole, shut=shut, writes=writes)
    return render(request, "desk/case.html" if whole else "desk/limited.html", head_of(result, sight, "zaak") | page)


def _looks_for(request: HttpRequest, found: Any) -> HttpResponse:
    words = " ".join(request.POST.get("zoek", "").replace("\0", " ").split())[: timeline.LONGEST]
    key = f"?v={keep(request, words)}" if words else ""
    return see_other(f"{found.get_absolute_url()}{key}#tijdlijn")


class _Asked:
    """What the page reads of a case that was found, asked with the look at it."""

    def __init__(self, request: HttpRequest, case: Any, sight: Sight, what: timeline.Chosen) -> None:
        self.along, self.what = Along(case), what
        self.happened = timeline.Happened(request, case, sight, what)
        whole = may(sight, Action.VIEW_FILE, case)
        self.path = Path(case, sight) if whole else None
        self.also_there = AlsoThere(case, sight) if whole else None
        self.away = covering.asked_of(case, sight.on)
        self._turns = _TURNS.objects(sight, case=case.pk)
        self.beside = ask_on_page(case, sight) if whole else list
        if whole:
            ask_for_counts(case, sight)

    def turns(self) -> list[WorkItem]:
        """The open turns on this case, each with what it is about where the turn alone doesn't tell."""
        naming, turns = _naming(), list(self._turns)
        for turn in turns:
            turn.named = _named(turn, naming)
        return turns


def _naming() -> list[Noun]:
    return [noun for noun in hanging_on(Case) if noun.turn_name is not None]


def _turns_on(sight: Sight, *, case: int) -> Any:
    rows = WorkItem.objects.open().visible_to(sight).filter(case=case).for_list().told_apart(sight)
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


def _whole(case: Any, sight: Sight, read: _Asked) -> dict[str, Any]:
    double = _if_visible(case.looks_like, sight)
    return {
        "chips": timeline.chips(case, read.what),
        "path": read.path.drawn() if read.path else None,
        "also_there": read.also_there.found() if read.also_there else (),
        "parts": read.beside(),
        "at_hand": at_hand(case, sight) if may(sight, Action.EDIT_FILE, case) else (),
        "shut": shut_tabs(case, sight),
        "double": double,
        "why_alike": why_alike(case) if double else [],
        "goes_on": _if_visible(case.double_of, sight),
        "sees_reporter": not case.reporter_shielded or may(sight, Action.VIEW_SHIELDED, case),
    }


def _if_visible(other: Any, sight: Sight) -> Any:
    """Another case, for whom may see its file; for anyone else this page doesn't tell that it exists."""
    return other if other is not None and may(sight, Action.VIEW_FILE, other) else None


def _own_part(case: Any, sight: Sight) -> dict[str, Any]:
    """What whoever reported, issued an indicatie or picks up the phone sees besides where it stands."""
    receives = may(sight, Action.VIEW_RECEPTION, case)
    return {"turn": who_takes_it_up(case), "parts": on_limited_page(case, sight), "receives": receives}
