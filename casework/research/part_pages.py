"""The pages on which the words of a research are written: a row, a cell, a line. Each is a small form of its own."""

import uuid
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone

from casework.cases.finding import writable_case
from casework.engine.finding import sight_of
from casework.engine.form_page import ON_FILE, Elsewhere, form_page
from casework.engine.forms import SureForm
from casework.engine.writes import write_on
from casework.goals.operations import add_goal
from casework.research import operations
from casework.research.forms import CarerNeedForm, FreeForm, NeedForm, OptionForm, TakeOverForm, part_form
from casework.research.goal_of_need import GoalOfNeed
from casework.research.held import held_now
from casework.research.known import known_by
from casework.research.models import Need, Research
from casework.research.parts import Part
from casework.research.states import ResearchKind, ResearchState
from roles.actions import Action
from roles.models import User
from roles.policy import Sight

TAB = "onderzoek/"


def with_rows() -> Any:
    """Researches with all that their page shows."""
    return Research.objects.prefetch_related("needs__bases", "needs__options", "asked", "bases")


def newest_of(case: Any) -> Research | None:
    """The one that is worked on."""
    found: Research | None = with_rows().filter(case=case).order_by("-pk").first()
    return found


def is_written(research: Research) -> bool:
    """Whether its words can still be changed, by who may write on the file: help that runs is looked at again on a closed
    case too."""
    goes_on = research.case.is_open or research.kind == ResearchKind.HERONDERZOEK
    return bool(research.state == ResearchState.LOOPT and goes_on)


def need_of(research: Research, key: str) -> Need | None:
    row: Need | None = next((one for one in research.needs.all() if one.public_id == key), None)
    if row is not None:
        row.research = research
    return row


def place_of(part: Part, need: Need | None = None) -> str:
    """Below the case: where this part is written."""
    return f"{TAB}{need.public_id}/{part.value}/" if need is not None else f"{TAB}{part.value}/"


def _research(request: HttpRequest, ref: str, part: str) -> Research:
    case = writable_case(request, ref, part)
    research = newest_of(case)
    if research is None:
        raise Http404
    research.case = case
    if request.method != "POST" and not is_written(research):
        messages.warning(request, operations.SETTLED if case.is_open else "De zaak is afgesloten.")
        raise Elsewhere(f"{case.get_absolute_url()}{TAB}")
    return research


def _need(request: HttpRequest, ref: str, need: str, part: str) -> Need:
    row = need_of(_research(request, ref, part), need)
    if row is None:
        raise Http404
    return row


def written(part: Part) -> Callable[..., Any]:
    def write(row: Research | Need, *, by: Any, token: uuid.UUID | None, **given: Any) -> Any:
        need = row if isinstance(row, Need) else None
        research = row.research if isinstance(row, Need) else row
        stands = {"text": part.text_of(row), "mark": part.mark_of(row)}  # what wasn't changed stays
        return operations.save_part(research, by=by, part=part, need=need, token=token, **stands | given)

    return write


def changed_need(
    need: Need,
    *,
    by: Any,
    token: uuid.UUID | None,
    what: str = "",
    extent: str | None = None,
    over: int | None = None,
) -> Any:
    stands = need.extent if extent is None else extent  # what wasn't changed stays
    return operations.save_need(need, by=by, token=token, what=what or need.what, extent=stands, over=over)


def _titled(part: Part) -> Callable[[Any], str]:
    return lambda need: f"{part.label}: {need.named}"


def _goal(need: Need, *, by: Any, token: uuid.UUID | None, **details: Any) -> Any:
    return add_goal(need.research.case, by=by, token=token, **details)


def _typed(part: Part, need: Need | None, research: Research) -> dict[str, Any]:
    """Where what is typed is saved meanwhile, and who writes there already."""
    return {
        "save_at": f"{research.case.get_absolute_url()}{place_of(part, need)}bewaren/",
        "held": held_now(research, part, need, timezone.now()),
    }


def _typed_whole(part: Part) -> Callable[[Any], dict[str, Any]]:
    return lambda research: _typed(part, None, research)


def _typed_cell(part: Part) -> Callable[[Any], dict[str, Any]]:
    return lambda need: {"need": need} | _typed(part, need, need.research)


# two who write in one part: what the other wrote meanwhile comes back beside the field (engine.changing)
_WORDS: Any = {"submit": "Bewaar", "done": "Bewaard.", "to": TAB, "edits": True, "template": "research/part.html"}

_OF_THE_WHOLE = {
    one: form_page(
        _research,
        part_form(Part(one)),
        written(Part(one)),
        part=f"onderzoek {one}",
        heading=Part(one).label,
        deel=Part(one),
        shows=_typed_whole(Part(one)),
        **_WORDS,
    )
    for one in Part.OF_THE_WHOLE
}
_OF_A_NEED = {
    one: form_page(
        _need,
        part_form(Part(one)),
        written(Part(one)),
        part=f"onderzoek {one}",
        heading=_titled(Part(one)),
        deel=Part(one),
        shows=_typed_cell(Part(one)),
        **_WORDS,
    )
    for one in Part.COLUMNS
} | {
    Part.A.value: form_page(
        _need,
        NeedForm,
        changed_need,
        part="onderzoek a",
        heading=lambda need: f"a. Wat is er nodig: {need.named}",
        deel=Part.A,
        shows=_typed_cell(Part.A),
        **_WORDS,
    )
}


def of_the_whole(request: HttpRequest, ref: str, deel: str) -> HttpResponse:
    """The words of a line below the rows."""
    if deel not in _OF_THE_WHOLE:
        raise Http404
    return _OF_THE_WHOLE[deel](request, ref=ref)


def of_a_need(request: HttpRequest, ref: str, need: str, deel: str) -> HttpResponse:
    """The words of one cell."""
    if deel not in _OF_A_NEED:
        raise Http404
    return _OF_A_NEED[deel](request, ref=ref, need=need)


new_need = form_page(
    _research,
    NeedForm,
    operations.add_need,
    part="onderzoek nieuw",
    heading="Nog iets wat nodig is",
    submit="Zet erbij",
    done="Het staat erbij.",
    to=TAB,
    template=ON_FILE,
)
new_carer_need = form_page(
    _research,
    CarerNeedForm,
    operations.add_need,
    part="onderzoek mantelzorger",
    heading="Wat de mantelzorger nodig heeft",
    submit="Zet erbij",
    done="Het staat erbij.",
    to=TAB,
    template=ON_FILE,
)
new_option = form_page(
    _need,
    OptionForm,
    operations.add_option,
    part="onderzoek manier",
    heading=lambda need: f"Een andere manier: {need.named}",
    submit="Zet erbij",
    done="De manier staat erbij.",
    to=TAB,
)
goal = form_page(
    _need,
    GoalOfNeed,
    _goal,
    part="onderzoek doel",
    heading=lambda need: f"Maak een doel van: {need.named}",
    submit="Voeg het doel toe",
    done="Het doel staat in het plan.",
    to="plan/",
    template="goals/new.html",
    back=TAB,
)
free = form_page(
    _research, FreeForm, operations.save_free, part="onderzoek vrij", heading="Wat u verder vond", **_WORDS
)
remove = form_page(
    _need,
    SureForm,
    operations.remove_need,
    part="onderzoek weg",
    heading=lambda need: f"Haal weg: {need.named}",
    submit="Haal weg",
    done="De regel is weg. Wat er stond, staat bij ‘Eerdere teksten’.",
    to=TAB,
    template=ON_FILE,
    lead="De hele regel gaat weg. Wat er staat, blijft te lezen bij ‘Eerdere teksten’.",
)


def take_over(request: HttpRequest, ref: str, key: str) -> HttpResponse:
    """What is known already, put where it belongs."""

    def find(request: HttpRequest, ref: str, part: str) -> Research:
        research = _research(request, ref, part)
        known = known_by(research.case, sight_of(request), key)
        if known is None:
            raise Http404
        research.__dict__["taken_over"] = known
        return research

    page = form_page(
        find,
        _TakeOver,
        _added,
        part="onderzoek neem over",
        heading="Neem over",
        submit="Zet erbij",
        done="Het staat erbij.",
        to=TAB,
        template=ON_FILE,
        shows=lambda research: {"quote": research.__dict__["taken_over"].words},
    )
    return page(request, ref=ref)


class _TakeOver(TakeOverForm):
    def set_up(self) -> None:
        super().set_up()
        known = self.obj.__dict__.get("taken_over")
        self.initial = {"text": known.words if known else ""}


def _added(
    research: Research, *, by: User | Sight, token: uuid.UUID | None, need: Need | None, part: Part, text: str
) -> Any:
    """After what stands there under the lock: nothing of it is replaced."""
    with write_on(research.case, by=by, action=Action.EDIT_FILE, token=token) as write:
        write.reroute = False
        return operations.add_words(write, research, part, need, text=text)
