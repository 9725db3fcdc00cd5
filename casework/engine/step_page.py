"""One page for every step of every machine: the address names the step, the step names its form and its people."""

from typing import Any, NoReturn

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods

from casework.applications.models import Application
from casework.appointments.models import Appointment
from casework.cases.models import Case
from casework.documents.models import Document
from casework.engine.asking import see_other, typed
from casework.engine.door import Result, available, perform, permitted
from casework.engine.errors import NotAllowed, NotNow, Overtaken, Reason
from casework.engine.finding import SentBefore, refuse, sent_before, sight_of, token_of, visible_case
from casework.engine.forms import ConfirmForm, StepForm
from casework.engine.lookup import landing, surroundings, visible_child
from casework.engine.machine import Machine, Step, step_at
from casework.engine.step_forms import form_for
from casework.goals.models import Goal
from casework.handovers.forms import ConsentForm
from casework.handovers.models import Handover
from casework.indicaties.models import VoorlopigeIndicatie
from casework.network.operations import record_consent
from casework.vangnet.models import VangnetRequest
from roles import reading_log


def of_case(request: HttpRequest, ref: str, slug: str) -> HttpResponse:
    return _step(request, Case, slug, ref=ref)


def of_handover(request: HttpRequest, key: str, slug: str) -> HttpResponse:
    return _step(request, Handover, slug, public_id=key)


def of_indicatie(request: HttpRequest, key: str, slug: str) -> HttpResponse:
    return _step(request, VoorlopigeIndicatie, slug, public_id=key)


def of_application(request: HttpRequest, key: str, slug: str) -> HttpResponse:
    return _step(request, Application, slug, public_id=key)


def of_request(request: HttpRequest, key: str, slug: str) -> HttpResponse:
    return _step(request, VangnetRequest, slug, public_id=key)


def of_goal(request: HttpRequest, key: str, slug: str) -> HttpResponse:
    return _step(request, Goal, slug, public_id=key)


def of_document(request: HttpRequest, key: str, slug: str) -> HttpResponse:
    return _step(request, Document, slug, public_id=key)


def of_appointment(request: HttpRequest, key: str, slug: str) -> HttpResponse:
    return _step(request, Appointment, slug, public_id=key)


@require_http_methods(["GET", "HEAD", "POST"])
def _step(request: HttpRequest, model: type[Machine], slug: str, **key: str) -> HttpResponse:
    """Step from the closed registry (else 404) → visible object (else 404) → its form → the one door."""
    declared = step_at(model, slug)
    if declared is None:
        raise Http404
    try:
        obj = _visible(request, model, f"stap ‘{declared.label}’"[:60], **key)
    except SentBefore:
        return _done(request, get_object_or_404(model, **key), declared)
    form = form_for(declared)(typed(request), request.FILES or None, obj=obj, sight=sight_of(request))
    if request.method != "POST":
        return _ask(request, obj, declared, form)
    overtaken = request.POST.get("expected", obj.standing) != obj.standing
    if not overtaken and form.is_valid():
        return _take(request, obj, declared, form)
    if sent_before(request):
        return _done(request, obj, declared)
    if not permitted(obj, declared, form.sight):
        _refused(request, obj, declared)  # the page of the form tells what this person may not know
    return _page(request, obj, declared, form, overtaken=overtaken)


def _visible(request: HttpRequest, model: type[Machine], part: str, **key: str) -> Any:
    if model is Case:
        return visible_case(request, key["ref"], part=part, twice=True)
    return visible_child(request, model, key["public_id"], part=part, twice=True)


def _ask(request: HttpRequest, obj: Any, declared: Step, form: StepForm) -> HttpResponse:
    """The page before anything was sent: the form, or why the step isn't possible (any more)."""
    if obj.standing not in declared.sources:
        return _page(request, obj, declared, ConfirmForm(obj=obj, sight=form.sight), reasons=_too_late(obj))
    offer = next((one for one in available(obj, form.sight, moot=True) if one.step.name == declared.name), None)
    if offer is None:
        _refused(request, obj, declared)
    return _page(request, obj, declared, form, reasons=offer.reasons, status=200)


def _take(request: HttpRequest, obj: Any, declared: Step, form: StepForm) -> HttpResponse:
    try:
        result = _perform(request, obj, declared, form)
    except Overtaken:
        return _page(request, type(obj)._default_manager.get(pk=obj.pk), declared, form, overtaken=True)
    except NotNow as trouble:
        return _page(request, obj, declared, form, reasons=trouble.reasons)
    except NotAllowed:
        _refused(request, obj, declared)
    return _done(request, result.obj, declared)


def _perform(request: HttpRequest, obj: Any, declared: Step, form: StepForm) -> Result:
    """Through the door; a consent the step rests on is written in the same transaction, or not at all."""
    sight, details = form.sight, form.details()
    with transaction.atomic():
        if isinstance(form, ConsentForm):
            # the case first: the door locks it too, and two who wait for each other's consent row would be stuck
            Case.objects.select_for_update(of=("self",)).get(pk=obj.case_id)
            details["consent"] = record_consent(obj.case, by=sight.user, on=sight.on, **details["consent"])
        result = perform(
            obj, declared.name, by=sight, expected=request.POST.get("expected"), token=token_of(request), **details
        )
        if result.repeated:
            transaction.set_rollback(True)
    return result


def _done(request: HttpRequest, obj: Any, declared: Step) -> HttpResponse:
    messages.success(request, declared.done)
    return see_other(landing(sight_of(request), obj))


def _refused(request: HttpRequest, obj: Any, declared: Step) -> NoReturn:
    """403, remembered: nothing of the attempt itself is left in the database."""
    part = f"stap ‘{declared.label}’"
    if obj.case is not None:
        refuse(request, obj.case, part=part)
    else:
        reading_log.refused(sight_of(request), case_id=None, ref="", part=part)
    raise PermissionDenied


def _too_late(obj: Any) -> tuple[Reason, ...]:
    return (Reason(f"Dit kan niet meer: de stand is nu ‘{_standing(obj)}’."),)


def _standing(obj: Any) -> str:
    return str(getattr(obj, f"get_{obj.state_field}_display")())


def _page(
    request: HttpRequest,
    obj: Any,
    declared: Step,
    form: StepForm,
    *,
    reasons: tuple[Reason, ...] = (),
    overtaken: bool = False,
    status: int | None = None,
) -> HttpResponse:
    """The step's page: with what was typed, and beside it what stands in the way."""
    context = surroundings(form.sight, obj) | {
        "step": declared,
        "form": form,
        "reasons": reasons,
        "overtaken": overtaken,
        "standing": _standing(obj),
        "possible": obj.standing in declared.sources,
    }
    return render(request, "steps/step.html", context, status=status or (409 if reasons or overtaken else 200))
