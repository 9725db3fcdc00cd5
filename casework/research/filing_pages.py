"""What was said during visits, beside the research: its sentences are chosen and put where they belong."""

from collections.abc import Iterator
from itertools import groupby
from typing import Any, Final

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST

from casework.cases.addresses import at_case
from casework.cases.finding import writable_case
from casework.engine.asking import see_other
from casework.engine.errors import NotAllowed, NotNow, Repeated
from casework.engine.finding import refuse, sight_of, token_of
from casework.research.filing import file_sentences, unfile
from casework.research.models import Need, Research
from casework.research.part_pages import need_of, newest_of
from casework.research.parts import Part
from casework.visits.models import Visit
from casework.visits.sentences import sentences
from casework.visits.states import VisitState
from roles.actions import Action
from roles.policy import Sight, may

PART: Final = "uit het gesprek"
SECTION: Final = "uit-het-gesprek"
NEW: Final = "nieuw"  # another row, for what is needed
SHOWN: Final = 5  # visits; older ones are read at their own address


def from_visits(case: Any, research: Research, sight: Sight) -> dict[str, Any] | None:
    """The visits with their sentences and marks, for who works in the file; None for anybody else."""
    if not may(sight, Action.EDIT_FILE, case):
        return None
    rows = list(Visit.objects.visible_to(sight).filter(case=case).select_related("by")[: SHOWN + 1])
    needs = {one.public_id: one for one in research.needs.all()}
    return {
        "visits": [_visit(one, needs) for one in rows[:SHOWN]],
        "more": len(rows) > SHOWN,
        "parts": [Part(one) for one in Part.FILED],
        "needs": list(needs.values()),
        "new": NEW,
    }


def _visit(row: Visit, needs: dict[str, Need]) -> dict[str, Any]:
    done = row.state == VisitState.KLAAR
    marks = [_mark(one, row, needs) for one in row.filed]
    return {"row": row, "done": done, "paragraphs": list(_paragraphs(row, marks)) if done else (), "marks": marks}


def _mark(one: dict[str, Any], row: Visit, needs: dict[str, Need]) -> dict[str, Any]:
    need = needs.get(one["need"] or "")
    key = f"{one['from']}-{one['to']}-{one['part']}-{one['need'] or ''}"
    return {
        "from": one["from"],
        "part": Part(one["part"]),
        "need": need,
        "key": key,
        "words": row.text[one["from"] : one["to"]],
    }


def _paragraphs(row: Visit, marks: list[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    """The sentences, by line as they were written."""
    for _, line in groupby(sentences(row.text), key=lambda one: row.text.count("\n", 0, one.start)):
        yield [
            {"at": one.start, "text": one.text, "marks": [mark for mark in marks if mark["from"] == one.start]}
            for one in line
        ]


@require_POST
def put_sentences(request: HttpRequest, ref: str) -> HttpResponse:
    """What was chosen goes to one part; or one mark goes."""
    case = writable_case(request, ref, PART)
    research, sight = newest_of(case), sight_of(request)
    rows = Visit.objects.visible_to(sight)
    visit = get_object_or_404(rows, public_id=str(request.POST.get("bezoek", ""))[:16].replace("\0", ""), case=case)
    if research is None:
        raise Http404
    research.case = visit.case = case
    try:
        said = _unfiled(request, visit, research) if "weg" in request.POST else _filed(request, visit, research)
    except Repeated:
        said = ""
    except NotNow as later:
        for one in later.reasons:
            messages.error(request, one.text)
        return _back(case)
    except NotAllowed as error:
        refuse(request, case, part=PART)
        raise PermissionDenied from error
    if said:
        messages.success(request, said)
    return _back(case)


def _filed(request: HttpRequest, visit: Visit, research: Research) -> str:
    part, where = _one_of(request.POST.get("deel")), str(request.POST.get("rij", ""))
    starts = [int(one) for one in request.POST.getlist("zin") if one.isascii() and one.isdigit() and len(one) < 6]
    need = need_of(research, where) if where not in ("", NEW) else None
    if not starts:
        return _say(request, "Kies eerst een zin uit het gesprek.")
    if part is None:
        return _say(request, "Kies waar de zin hoort: a, b, c, d, e, f of g.")
    if part is Part.D and need is not None and need.carer_name:
        part = Part.A  # what that person needs stands in a row of its own
    if need is None and part.value in Part.COLUMNS:
        return _say(request, "Kies bij wat nodig is dit hoort. Staat het er nog niet? Zet de zin eerst bij a.")
    file_sentences(visit, research, by=sight_of(request), starts=starts, part=part, need=need, token=token_of(request))
    return f"Gezet bij {part.label}."


def _unfiled(request: HttpRequest, visit: Visit, research: Research) -> str:
    wanted = str(request.POST.get("weg"))
    mark = next((one for one in visit.filed if _key(one) == wanted), None)
    if mark is None:
        return _say(request, "Dit stond daar al niet meer.")
    found = unfile(visit, research, by=sight_of(request), mark=mark, token=token_of(request))
    name = Part(mark["part"]).label
    return (
        f"Weggehaald bij {name}."
        if found
        else f"Niet meer gemerkt. Bij {name} staat het in andere woorden: kijk daar zelf."
    )


def _key(one: dict[str, Any]) -> str:
    return f"{one['from']}-{one['to']}-{one['part']}-{one['need'] or ''}"


def _say(request: HttpRequest, words: str) -> str:
    messages.error(request, words)
    return ""


def _one_of(value: Any) -> Part | None:
    return Part(value) if value in Part.FILED else None


def _back(case: Any) -> HttpResponse:
    return see_other(f"{case.get_absolute_url()}onderzoek/#{SECTION}")


URLS = (at_case("onderzoek/uit-het-gesprek/", put_sentences, "uit-het-gesprek"),)
