"""The short road: one question on one page. It holds the question, what is needed, what there is for it, and what is left.

It is the research itself, written in one form: its first row, and the lines below it. So the report is made of it as of any
research, and who goes on along the long road finds all of it there.
"""

import uuid
from typing import Any, Final

from django.contrib import messages
from django.http import Http404, HttpRequest

from casework.cases.finding import writable_case
from casework.cases.states import Road
from casework.engine.form_page import Elsewhere, form_page
from casework.engine.writes import Write, write_on
from casework.research import operations
from casework.research.complete import Stands
from casework.research.forms import AROUND, LINES, NO, YES, ShortForm, first_need, leaves_of
from casework.research.models import Asked, Need, Research
from casework.research.part_pages import TAB, is_written, newest_of
from casework.research.parts import Part
from casework.research.questions import Question, that_matter
from casework.research.states import Mark
from roles.actions import Action
from roles.models import User
from roles.policy import Sight

PLACE: Final = "kort/"


def save_short(research: Research, *, by: User | Sight, token: uuid.UUID | None = None, **changed: Any) -> Research:
    """Write what was changed on that page, under one lock. Raises NotAllowed, NotNow, Repeated."""
    with write_on(research.case, by=by, action=Action.EDIT_FILE, token=token) as write:
        write.reroute = False  # whose turn it is doesn't follow from the words
        need = _need(write, research, changed)
        for part in AROUND:
            _put(write, research, part, need, changed.get(part.column))
        leaves = changed.get("leaves", leaves_of(need))
        left = changed.get("left", need.left) if leaves == YES else ""
        operations.write_part(
            write, research, Part.LEFT, need, text=left, mark=Mark.NIETS if leaves == NO else Mark.GEEN
        )
        for part in LINES:
            _put(write, research, part, None, changed.get(part.column))
        if "asked" in changed:
            _ask(write, research, changed["asked"])
    return research


def _need(write: Write, research: Research, changed: dict[str, Any]) -> Need:
    need = first_need(Research.objects.get(pk=research.pk))
    extent = changed.get("extent")
    if need is None or extent is not None:
        text = extent or ""
        row = operations.write_part(write, research, Part.A, need, text=text)
        assert isinstance(row, Need)
        need = row
    if what := changed.get("what"):
        need.what = what
        need.save(update_fields=["what"])
    return need


def _put(write: Write, research: Research, part: Part, need: Need | None, text: str | None) -> None:
    """What was written; and of what is empty that it wasn't talked about."""
    row: Any = need if need is not None else Research.objects.get(pk=research.pk)
    if text is None and part.is_said(row):
        return
    text = text or ""
    operations.write_part(write, research, part, need, text=text, mark=Mark.GEEN if text else Mark.NIET_BESPROKEN)


def _ask(write: Write, research: Research, chosen: list[str]) -> None:
    matter = [one.value for one in that_matter(write.anchor, carer=True, left=True)]
    Asked.objects.filter(research=research, question__in=[one for one in matter if one not in chosen]).delete()
    for question in map(Question, chosen):
        Asked.objects.get_or_create(
            research=research, question=question, defaults={"on": write.on, "by_name": write.by_name}
        )


# --- the page ------------------------------------------------------------------------------------------------------


def _research(request: HttpRequest, ref: str, part: str) -> Research:
    """For a case that takes the short road, and while its words can be changed; otherwise to the research."""
    case = writable_case(request, ref, part)
    research = newest_of(case)
    if research is None:
        raise Http404
    research.case = case
    if request.method != "POST" and not takes_it(research):
        if not is_written(research):
            messages.warning(request, operations.SETTLED if case.is_open else "De zaak is afgesloten.")
        raise Elsewhere(f"{case.get_absolute_url()}{TAB}")
    return research


def takes_it(research: Research) -> bool:
    """Whether it can be written on one page: more than one need asks for the long road."""
    return (
        is_written(research)
        and research.case.road == Road.KORT
        and sum(not one.carer_name for one in research.needs.all()) <= 1
    )


def _shows(research: Research) -> dict[str, Any]:
    return {
        "research": research,
        "quote": "" if research.case.reporter_shielded else research.case.question,
        "really_asked": research.case.really_asked,
        "missing": Stands.of(research, research.case).missing() if research.needs.all() else [],
    }


short = form_page(
    _research,
    ShortForm,
    save_short,
    part="korte route",
    heading="Korte route: alles op één bladzijde",
    submit="Bewaar",
    done="Bewaard.",
    to=PLACE,
    back="",
    edits=True,
    template="research/short.html",
    shows=_shows,
)
