"""The page of the research: the question, what is still missing, the rows, and what is known already."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from casework.cases import drafts
from casework.cases.addresses import at_case
from casework.cases.finding import writable_case
from casework.cases.tabs import case_with_head, head_of
from casework.cases.terms import may_apply_without_report
from casework.documents.content import letter_content
from casework.documents.kinds import kind_of
from casework.documents.read_first import as_read
from casework.engine.asking import see_other
from casework.engine.door import available
from casework.engine.errors import NotNow, Repeated
from casework.engine.finding import sight_of, token_of, visible
from casework.engine.machine import Permit
from casework.engine.noun import Make, Tab
from casework.engine.step_page import step_page
from casework.research import operations, part_pages
from casework.research.basis import basis_of
from casework.research.complete import Stands
from casework.research.filing_pages import from_visits
from casework.research.forms import carers_of
from casework.research.held import held_by_others
from casework.research.known import known_of
from casework.research.models import EarlierText, Need, Research
from casework.research.operations import version_of
from casework.research.paper import REPORT
from casework.research.part_pages import is_written, newest_of, place_of
from casework.research.parts import Part
from casework.research.questions import Question
from casework.research.short import PLACE, short, takes_it
from casework.research.states import Mark
from casework.visits.conditions import its_file_is_worked_in
from roles.actions import Action
from roles.policy import Sight, may

MAKE = Make(
    label="Nog iets wat nodig is",
    url="onderzoek-nieuw",
    order=45,
    by=Permit(Action.EDIT_FILE),
    needs=(its_file_is_worked_in,),
    tab="onderzoek",
    beside_steps=False,
)
RESEARCH = Tab(key="onderzoek", place="onderzoek/", label="Onderzoek", order=10)


@require_safe
def research_page(request: HttpRequest, ref: str) -> HttpResponse:
    """What is needed, and what is there for it already?"""
    sight = sight_of(request)
    case = case_with_head(request, ref, part=RESEARCH.key)
    return _shown(request, case, newest_of(case), sight)


@require_safe
def one_research(request: HttpRequest, key: str) -> HttpResponse:
    """One research: the newest stands on the tab of its case, an older one here, to be read."""
    research = visible(request, Research, key, part=RESEARCH.key)
    newest = newest_of(research.case)
    if newest is not None and newest.pk == research.pk and takes_it(newest):
        return see_other(f"{research.case.get_absolute_url()}{PLACE}")
    if newest is None or newest.pk == research.pk:
        return see_other(f"{research.case.get_absolute_url()}{RESEARCH.place}")
    case = case_with_head(request, research.case.ref, part=RESEARCH.key)
    older = part_pages.with_rows().get(pk=research.pk)
    return _shown(request, case, older, sight_of(request), older=True)


def _shown(request: HttpRequest, case: Any, research: Any, sight: Sight, *, older: bool = False) -> HttpResponse:
    context = head_of(case, sight, RESEARCH.key)
    if research is None:
        return render(request, "research/none.html", context)
    research.case = case
    stands = Stands.of(research, case)
    writes = not older and is_written(research) and may(sight, Action.EDIT_FILE, case)
    offers = [] if older else available(research, sight)
    context |= {
        "research": research,
        "older": older,
        "short": writes and takes_it(research),
        "late": not older and may_apply_without_report(case, sight.on),
        "writes": writes,
        "offers": offers,
        "missing": [] if older else _missing(stands, writes=writes),
        "columns": [Part(one) for one in Part.COLUMNS],
        "rows": [_row(need) for need in stands.needs],
        "carer_rows": [_row(need) for need in stands.carers],
        "lines": [_cell(research, Part(one)) for one in Part.OF_THE_WHOLE],
        "questions": _questions(stands),
        "held": held_by_others(research, sight, timezone.now()) if writes else [],
        "said": None if older else from_visits(case, research, sight),
        "known": [] if older else list(known_of(case, sight)),
        "earlier": EarlierText.objects.filter(research=research)[:EARLIER_SHOWN],
        "carers": carers_of(case, sight) if writes and sight.has(Action.REPORT_CASE) else [],
        "others": [one for one in case.researches.all() if one.pk != research.pk],
    }
    return render(request, "research/research.html", context)


EARLIER_SHOWN = 50


def _missing(stands: Stands, *, writes: bool) -> list[Any]:
    return stands.missing() if writes else []


def _row(need: Need) -> dict[str, Any]:
    return {"need": need, "cells": [_cell(need, Part(one)) for one in Part.COLUMNS]}


def _cell(row: Any, part: Part) -> dict[str, Any]:
    """One part as it stands: its words, or by which key it was left empty, and the keys that there are."""
    need = row if isinstance(row, Need) else None
    return {
        "part": part,
        "need": need,
        "text": part.text_of(row),
        "mark": part.mark_of(row),
        "keys": part.marks,
        "place": place_of(part, need),
        "seen": version_of(row, part),
        "basis": basis_of(row, part),
    }


def _questions(stands: Stands) -> list[dict[str, Any]]:
    """What matters here, and what was asked besides; of a pgb once it was explained."""
    if not stands.is_of_the_law:
        return []
    matter = list(stands.questions)
    if Question.VORM in stands.asked:
        matter += [Question(one) for one in Question.PGB]
    matter += [one for one in map(Question, Question.values) if one in stands.asked and one not in matter]
    told = {one.question: one for one in stands.research.asked.all()}
    return [{"question": one, "asked": told.get(one), "needed": one in stands.questions} for one in matter]


@require_safe
def preview(request: HttpRequest, ref: str) -> HttpResponse:
    """The report as its reader will have it, of the rows as they stand now."""
    sight = sight_of(request)
    case = case_with_head(request, ref, part="verslag bekijken")
    research = newest_of(case)
    if research is None:
        raise Http404
    research.case = case
    read = as_read(letter_content(kind_of(REPORT), case, research, on=sight.on))
    missing = _missing(Stands.of(research, case), writes=is_written(research))
    context = {"research": research, "read": read, "missing": missing, "offers": available(research, sight)}
    return render(request, "research/preview.html", head_of(case, sight, RESEARCH.key) | context)


# --- what is one key -------------------------------------------------------------------------------------------


@require_POST
def put_mark(request: HttpRequest, ref: str) -> HttpResponse:
    """'Niet besproken' or 'Niets', for one part; pressed again, empty."""
    case, research = _written(request, ref, "niet besproken")
    part, mark = _one_of(Part, request.POST.get("deel")), _one_of(Mark, request.POST.get("teken", "x"))
    row = request.POST.get("rij", "")
    need = part_pages.need_of(research, row) if row else None
    if part is None or mark is None or (mark and mark not in part.marks) or bool(need) == (part in Part.OF_THE_WHOLE):
        return _back(request, case, "Kies een onderdeel uit de lijst.")
    return _done(
        request,
        case,
        lambda: operations.save_part(
            research,
            by=sight_of(request),
            part=part,
            need=need,
            mark=mark,
            seen=request.POST.get("gezien", ""),
            token=token_of(request),
        ),
        f"rij-{row}" if row else f"deel-{part.value}",
    )


@require_POST
def put_question(request: HttpRequest, ref: str) -> HttpResponse:
    """That something was asked or told, or that it wasn't."""
    case, research = _written(request, ref, "gevraagd")
    question = _one_of(Question, request.POST.get("vraag"))
    if question is None:
        return _back(request, case, "Kies een vraag uit de lijst.")
    asked = request.POST.get("gevraagd") == "ja"
    return _done(
        request,
        case,
        lambda: operations.put_question(
            research, by=sight_of(request), question=question, asked=asked, token=token_of(request)
        ),
        f"vraag-{question.value}",
    )


@require_POST
def move_row(request: HttpRequest, ref: str, need: str) -> HttpResponse:
    """One place up or down."""
    case, research = _written(request, ref, "volgorde")
    row = part_pages.need_of(research, need)
    if row is None:
        raise Http404
    up = request.POST.get("kant") == "omhoog"
    return _done(
        request,
        case,
        lambda: operations.move_need(row, by=sight_of(request), up=up, token=token_of(request)),
        f"rij-{need}",
    )


@require_POST
def choose(request: HttpRequest, ref: str, need: str) -> HttpResponse:
    """The citizen's choice among several ways; or that way no more."""
    case, research = _written(request, ref, "keuze")
    row = part_pages.need_of(research, need)
    if row is None:
        raise Http404
    how = request.POST.get("hoe", "")
    if how not in ("kies", "laat", "weg"):
        return _back(request, case, "Kies een manier uit de lijst.")
    option = request.POST.get("manier", "").replace("\0", "")[:16]
    return _done(
        request,
        case,
        lambda: operations.choose_option(row, by=sight_of(request), option=option, how=how, token=token_of(request)),
        f"rij-{need}",
    )


@require_POST
def own_case(request: HttpRequest, ref: str) -> HttpResponse:
    """A report about who gives care, begun with what is known of them; only they themselves ask for it."""
    case, research = _written(request, ref, "eigen zaak mantelzorger")
    sight, key = sight_of(request), request.POST.get("naaste", "")
    carer = next((one for one in carers_of(case, sight) if str(one.pk) == key), None)
    if carer is None:
        return _back(request, case, "Kies een mantelzorger uit het wijkweb.")
    given, _, family = carer.name.rpartition(" ")
    typed = {
        "kind": "melding",
        "about": "persoon",
        "given_name": given or family,
        "family_name": family if given else "",
        "phone": str(carer.phone),
        "kern": str(case.kern_id),
        "question": _asked_for(research, carer),
    }
    kept = {name: text for name, text in typed.items() if text}
    try:
        draft = drafts.keep(sight.user, uuid.uuid4(), kept, seen=0, at=timezone.now())
    except drafts.NotKept as error:
        return _back(request, case, str(error))
    return see_other(f"{reverse('nieuw')}?concept={draft.key}")


def _asked_for(research: Any, carer: Any) -> str:
    """What they need, as it was written down."""
    theirs = [one for one in research.needs.all() if one.carer_id == carer.pk]
    rows = [f"{one.what}: {one.extent}" if one.extent else one.what for one in theirs]
    return "\n".join(filter(None, [research.carer, *rows]))


def _written(request: HttpRequest, ref: str, part: str) -> tuple[Any, Any]:
    """The case to write on, and its research. Raises Http404, PermissionDenied."""
    case = writable_case(request, ref, part)
    research = newest_of(case)
    if research is None:
        raise Http404
    research.case = case
    return case, research


def _one_of(kind: Any, value: Any) -> Any:
    """What was sent, if it is one of these."""
    return kind(value) if value in kind.values else None


def _done(request: HttpRequest, case: Any, write: Any, section: str) -> HttpResponse:
    try:
        write()
    except Repeated:
        pass
    except NotNow as error:
        return _back(request, case, *(one.text for one in error.reasons))
    return see_other(f"{case.get_absolute_url()}{RESEARCH.place}#{section}")


def _back(request: HttpRequest, case: Any, *words: str) -> HttpResponse:
    for one in words:
        messages.error(request, one)
    return see_other(f"{case.get_absolute_url()}{RESEARCH.place}")


URLS = (
    at_case("onderzoek/", research_page, "onderzoek"),
    at_case("kort/", short, "onderzoek-kort"),
    at_case("onderzoek/verslag/", preview, "onderzoek-verslag"),
    at_case("onderzoek/teken/", put_mark, "onderzoek-teken"),
    at_case("onderzoek/gevraagd/", put_question, "onderzoek-gevraagd"),
    at_case("onderzoek/nieuw/", part_pages.new_need, "onderzoek-nieuw"),
    at_case("onderzoek/mantelzorger/", part_pages.new_carer_need, "onderzoek-mantelzorger"),
    at_case("onderzoek/vrij/", part_pages.free, "onderzoek-vrij"),
    at_case("onderzoek/neem-over/<slug:key>/", part_pages.take_over, "onderzoek-neem-over"),
    at_case("onderzoek/eigen-zaak/", own_case, "onderzoek-eigen-zaak"),
    at_case("onderzoek/<key:need>/volgorde/", move_row, "onderzoek-volgorde"),
    at_case("onderzoek/<key:need>/manier/", part_pages.new_option, "onderzoek-manier"),
    at_case("onderzoek/<key:need>/keuze/", choose, "onderzoek-keuze"),
    at_case("onderzoek/<key:need>/doel/", part_pages.goal, "onderzoek-doel"),
    at_case("onderzoek/<key:need>/weg/", part_pages.remove, "onderzoek-weg"),
    at_case("onderzoek/<part:deel>/", part_pages.of_the_whole, "onderzoek-deel"),
    at_case("onderzoek/<key:need>/<part:deel>/", part_pages.of_a_need, "onderzoek-cel"),
    path("onderzoeken/<slug:key>/", one_research, name="onderzoek-los"),
    path("onderzoeken/<slug:key>/stap/<slug:slug>/", step_page(Research), name="onderzoek-stap"),
)
