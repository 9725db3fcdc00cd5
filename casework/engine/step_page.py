"""One page for every step of every machine: the address names the step, the step names its form and its people."""

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from typing import Any, NoReturn

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods

from casework.engine import seen_first
from casework.engine.asking import see_other, typed, warn
from casework.engine.door import Result, available, called, perform, permitted
from casework.engine.errors import NotAllowed, NotNow, Overtaken, Reason
from casework.engine.finding import SentBefore, refuse, sent_before, sight_of, token_of, visible
from casework.engine.forms import ConfirmForm, StepForm, form_for
from casework.engine.holding import hold
from casework.engine.in_place import asked_in_place, back_to, in_place
from casework.engine.lookup import landing, page_of_object
from casework.engine.machine import Machine, Step, step_at
from casework.engine.noun import ReadByOther
from casework.engine.registry import noun_of, verb_of
from casework.engine.stored_files import uploads_stored
from roles import reading_log
from roles.models import Reading


def step_page(model: type[Machine]) -> Callable[..., HttpResponse]:
    """The page of every step of this noun, at its addresses: `…/<key>/stap/<slug>/`."""

    @require_http_methods(["GET", "HEAD", "POST"])
    def view(request: HttpRequest, key: str, slug: str) -> HttpResponse:
        return _step(request, model, slug, key)

    return view


def _step(request: HttpRequest, model: type[Machine], slug: str, key: str) -> HttpResponse:
    """Step from the closed registry (else 404) → visible object (else 404) → its form → the one door."""
    declared = step_at(model, slug)
    if declared is None:
        raise Http404
    looks = Looks(request.method == "POST")
    try:
        obj = visible(request, model, key, part=_part(model, declared), twice=True, remember=looks.remember)
        return _answer(request, obj, declared, looks)
    except SentBefore:
        return _done(request, get_object_or_404(model, **{model.key_field: key}), declared)
    finally:
        looks.write()


class Looks:
    """The look of whoever sends a form: written with the step it asks for, and where that isn't taken by itself."""

    def __init__(self, later: bool) -> None:
        self.later, self.rows = later, list[Reading]()

    def remember(self, row: Reading) -> None:
        self.rows.append(row)
        if not self.later:
            self.write()

    def are_written(self) -> None:
        """With the step, and committed."""
        self.rows = []

    def write(self) -> None:
        """What isn't yet, whatever came of the form: before it is answered."""
        for row in self.rows:
            reading_log.written(row)
        self.are_written()


def _answer(request: HttpRequest, obj: Any, declared: Step, looks: Looks) -> HttpResponse:
    model = type(obj)
    form = form_for(model, declared)(typed(request), request.FILES or None, obj=obj, sight=sight_of(request))
    if request.method != "POST":
        return _ask(request, obj, declared, form)
    overtaken = request.POST.get("expected", obj.standing) != obj.standing
    if not overtaken and form.is_valid():
        return _take(request, obj, declared, form, looks)
    looks.write()
    if obj.anchor is not None and sent_before(request, type(obj.anchor)):
        return _done(request, obj, declared)
    if not permitted(obj, declared, form.sight):
        _refused(request, obj, declared)  # the page of the form tells what this person may not know
    return _page(request, obj, declared, form, overtaken=overtaken)


def _part(model: type[Machine], declared: Step) -> str:
    """What the reading log calls it. The team and the citizen read that too: of a step that tells of another anchor,
    or on what is kept apart, that the page was opened and no more."""
    return (
        model.logged_as or noun_of(model).tabs[0].key
        if declared.beside or model.logged_as
        else f"stap ‘{declared.label}’"[:60]
    )


def _ask(request: HttpRequest, obj: Any, declared: Step, form: StepForm) -> HttpResponse:
    """The page before anything was sent: the form, or why the step isn't possible (any more)."""
    if obj.standing not in declared.sources:
        if asked_in_place(request):
            return HttpResponse(headers={"HX-Redirect": request.path})
        return _page(request, obj, declared, ConfirmForm(obj=obj, sight=form.sight), reasons=_too_late(obj))
    offer = next((one for one in available(obj, form.sight, moot=True) if one.step.name == declared.name), None)
    if offer is None:
        _refused(request, obj, declared)
    if asked_in_place(request):
        about = page_of_object(form.sight, obj) | {"head": noun_of(type(obj)).step_head}
        about["label"] = called(declared, obj, form.sight)
        about["look"] = seen_first.button(verb_of(type(obj), declared.name), form)
        return in_place(request, declared, form, possible=offer.possible, **about)
    return _page(request, obj, declared, form, reasons=offer.reasons, status=200)


def _take(request: HttpRequest, obj: Any, declared: Step, form: StepForm, looks: Looks) -> HttpResponse:
    try:
        if seen_first.asked(request):
            return _page(request, obj, declared, form, read=_read_first(request, obj, declared, form))
        result = _perform(request, obj, declared, form, looks)
    except Overtaken:
        return _page(request, type(obj)._default_manager.get(pk=obj.pk), declared, form, overtaken=True)
    except NotNow as error:
        return _page(request, obj, declared, form, reasons=error.reasons)
    except NotAllowed:
        looks.write()
        _refused(request, obj, declared)
    response = _done(request, result.obj, declared)
    warn(request, form)
    return response


def _read_first(request: HttpRequest, obj: Any, declared: Step, form: StepForm) -> list[ReadByOther] | None:
    """What others will read of it; None where that can't be seen first. Without the token of the form: whoever looks
    hasn't sent it."""
    if not seen_first.button(verb_of(type(obj), declared.name), form):
        return None

    def act() -> Any:
        details = form.given() | _along(obj, form)
        return perform(obj, declared.name, by=form.sight, expected=request.POST.get("expected"), **details).obj

    return seen_first.read_first(act, form.sight)


def _perform(request: HttpRequest, obj: Any, declared: Step, form: StepForm, looks: Looks) -> Result:
    """Through the door; what the form writes with it is written in the same transaction, or not at all."""
    with uploads_stored(obj, form.given()) as details, _transaction_of(form):
        details |= _along(obj, form)
        result = perform(
            obj,
            declared.name,
            by=form.sight,
            expected=request.POST.get("expected"),
            token=token_of(request),
            looks=looks.rows,
            **details,
        )
        if result.repeated and form.writes_along:
            transaction.set_rollback(True)
        elif form.follows_up and not result.repeated:
            form.follow_up(result.obj)
    if not result.repeated:
        looks.are_written()
    return result


def _along(obj: Any, form: StepForm) -> dict[str, Any]:
    """What the form writes with the step, and gives it of that."""
    if not form.writes_along:
        return {}
    # the anchor first: the door locks it too, and two who wait for each other's rows would be stuck
    hold(type(obj.anchor), [obj.anchor_id])
    return form.write_along()


def _transaction_of(form: StepForm) -> AbstractContextManager[Any]:
    """The step has one of its own; one around it is for what the form writes with it, or what follows at once."""
    return transaction.atomic() if form.writes_along or form.follows_up else nullcontext()


def _done(request: HttpRequest, obj: Any, declared: Step) -> HttpResponse:
    messages.success(request, declared.done)
    sight = sight_of(request)
    return see_other(back_to(request, sight, obj) or landing(sight, obj))


def _refused(request: HttpRequest, obj: Any, declared: Step) -> NoReturn:
    """403, remembered: nothing of the attempt itself is left in the database."""
    refuse(request, obj.anchor, part=_part(type(obj), declared))
    raise PermissionDenied


def _too_late(obj: Any) -> tuple[Reason, ...]:
    return (Reason(f"Dit kan niet meer: de stand is nu ‘{obj.state_label}’."),)


def _page(
    request: HttpRequest,
    obj: Any,
    declared: Step,
    form: StepForm,
    *,
    reasons: tuple[Reason, ...] = (),
    overtaken: bool = False,
    status: int | None = None,
    read: list[ReadByOther] | None = None,
) -> HttpResponse:
    """The step's page: with what was typed, and beside it what stands in the way, or what others will `read`."""
    context = page_of_object(form.sight, obj) | {
        "step": declared,
        "label": called(declared, obj, form.sight),
        "head": noun_of(type(obj)).step_head,
        "form": form,
        "reasons": reasons,
        "overtaken": overtaken,
        "standing": obj.state_label,
        "possible": obj.standing in declared.sources,
        "look": seen_first.button(verb_of(type(obj), declared.name), form),
        "read": read,
    }
    return render(request, form.page, context, status=status or (409 if reasons or overtaken else 200))
