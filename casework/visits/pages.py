"""The page on which one writes during a visit, what it sends while one types, and the visit as it was written."""

import uuid
from contextlib import suppress
from typing import Any, Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from casework.cases.addresses import at_case
from casework.cases.finding import visible_case, writable_case
from casework.cases.put_right_page import put_right_page
from casework.engine.asking import see_other, typed
from casework.engine.door import perform
from casework.engine.errors import NotAllowed, NotNow, Reason
from casework.engine.finding import sight_of, token_of, visible
from casework.engine.machine import Permit
from casework.engine.next_here import TurnsOf
from casework.engine.noun import Make
from casework.engine.object_page import show
from casework.engine.step_page import step_page
from casework.visits.conditions import its_file_is_worked_in
from casework.visits.forms import PutVisitRightForm, VisitForm
from casework.visits.models import Visit
from casework.visits.operations import Kept, keep
from casework.visits.states import LONGEST, VisitState
from roles.actions import Action
from roles.policy import Sight, may

MAKE: Final = Make(
    label="Schrijf tijdens een bezoek",
    url="bezoek",
    order=58,
    by=Permit(Action.EDIT_FILE),
    needs=(its_file_is_worked_in,),
)
PART: Final = "bezoek"
APART: Final = (
    "Op een ander toestel of in een ander venster schreef u ook verder. Niets is overschreven: dit staat nu als een "
    "bezoek apart."
)
NOTHING_YET: Final = "Schrijf eerst op wat u hoorde. Dan kan het bezoek klaar zijn."
LEADS: Final = {"foto": "nieuw-stuk", "afspraak": "nieuwe-afspraak"}  # the rest of what one does at the table


@require_http_methods(["GET", "HEAD", "POST"])
def visit_page(request: HttpRequest, ref: str) -> HttpResponse:
    """Today's visit of whoever looks: as far as it was written, or an empty field. Nothing is stored by looking."""
    case = writable_case(request, ref, PART)
    sight = sight_of(request)
    if request.method == "POST":
        return _sent(request, case, sight)
    return _writing(request, case, sight, _of_today(case, sight))


def _of_today(case: Any, sight: Sight) -> Any:
    rows = _theirs(case, sight).filter(on=sight.on)
    return next(iter(rows), None)


def _theirs(case: Any, sight: Sight) -> Any:
    rows = Visit.objects.visible_to(sight).filter(case=case, by=sight.user, state=VisitState.BEZIG)
    return rows.order_by("-saved_at")


def _writing(
    request: HttpRequest,
    case: Any,
    sight: Sight,
    row: Any,
    form: Any = None,
    reasons: Any = (),
    status: int = 200,
    of: Any = None,
) -> HttpResponse:
    """`of`: at an address of its own. `form`: what came back to be put right. What was typed just before somebody was logged out stands in it too."""
    before = typed(request) if form is None else None
    if form is None:
        form = VisitForm(before, obj=case, sight=sight)
    sent = form.data if form.is_bound else {}
    asked = form.asked if form.is_bound else row.asked if row else ()
    page = {
        "case": case,
        "anchor": case,
        "of": of,
        "person": case.person,
        "form": form,
        "reasons": reasons,
        "visit": row,
        "words": sent.get("text", "") if form.is_bound else row.text if row else "",
        "key": sent.get("key") or (row.key if row else uuid.uuid4()),
        "version": sent.get("version") or (row.version if row else 0),
        "window": uuid.uuid4(),
        "on": row.on if row else sight.on,
        "questions": [(one, one.pk in asked) for one in form.questions],
        "longest": LONGEST,
        "others": _theirs(case, sight).exclude(pk=row.pk if row else None)[:10],
    }
    return render(request, "visits/writing.html", page, status=status)


def _sent(request: HttpRequest, case: Any, sight: Sight) -> HttpResponse:
    """The plain form: kept, and on to what the button said."""
    form = VisitForm(request.POST, obj=case, sight=sight)
    if not form.is_valid():
        return _writing(request, case, sight, None, form)
    then = str(request.POST.get("then", ""))
    try:
        kept = keep(case, by=sight, typed=form.typed)
    except NotNow as later:
        return _writing(request, case, sight, None, form, later.reasons, status=409)
    if kept.apart:
        messages.warning(request, APART)
    if then in LEADS:
        return see_other(reverse(LEADS[then], args=[case.ref]))
    if then == "klaar":
        return _finished(request, case, sight, form, kept)
    if kept.visit is not None:
        messages.success(request, "Wat u schreef, is bewaard.")
    return see_other(reverse("bezoek", args=[case.ref]))


def _finished(request: HttpRequest, case: Any, sight: Sight, form: VisitForm, kept: Kept) -> HttpResponse:
    if kept.visit is None:
        return _writing(request, case, sight, None, form, (Reason(NOTHING_YET),), status=409)
    if kept.visit.writes:
        with suppress(NotNow):  # done meanwhile, in another window or because the case closed
            messages.success(request, perform(kept.visit, "finish", by=sight, token=token_of(request)).said)
    return see_other(f"{case.get_absolute_url()}onderzoek/")


@require_POST
def keep_typed(request: HttpRequest, ref: str) -> HttpResponse:
    """What a page sends while somebody types. Answers how it stands now, or why it isn't kept."""
    case = visible_case(request, ref, Action.EDIT_FILE, part=PART, polls=True)
    form = VisitForm(request.POST, obj=case, sight=sight_of(request))
    if not form.is_valid():
        return JsonResponse(
            {"why": " ".join(str(one) for errors in form.errors.values() for one in errors)}, status=400
        )
    try:
        kept = keep(case, by=form.sight, typed=form.typed)
    except NotNow as later:
        return JsonResponse({"why": " ".join(one.text for one in later.reasons)}, status=409)
    except NotAllowed:
        return JsonResponse({"why": "U werkt niet meer in dit dossier."}, status=403)
    row = kept.visit
    if row is None:
        return JsonResponse({"key": str(form.typed.key), "version": 0, "at": "", "apart": False})
    at = f"{timezone.localtime(row.saved_at):%H.%M}"
    return JsonResponse({"key": str(row.key), "version": row.version, "at": at, "apart": kept.apart})


@require_safe
def visit(request: HttpRequest, key: str) -> HttpResponse:
    """Being written by who looks: there they go on. Otherwise as it was written."""
    sight = sight_of(request)
    turns = TurnsOf(sight)
    row = visible(request, Visit, key, part=PART, ask=turns.ask)
    if row.writes and row.by_id == sight.user_id and may(sight, Action.EDIT_FILE, row.case):
        return _writing(request, row.case, sight, row, of=row)
    return show(request, "visits/visit.html", row, turns, earlier=row.before())


def _to_put_right(request: HttpRequest, ref: str, pk: int, part: str) -> Any:
    case = writable_case(request, ref, part)
    row = get_object_or_404(Visit.objects.visible_to(sight_of(request)), pk=pk, case=case)
    row.case = case
    return row


put_visit_right = put_right_page(_to_put_right, PutVisitRightForm, Visit, to="onderzoek/")

URLS = (
    at_case("bezoek/", visit_page, "bezoek"),
    at_case("bezoek/bewaren/", keep_typed, "bezoek-bewaren"),
    at_case("bezoeken/<int:pk>/rechtzetten/", put_visit_right, "bezoek-rechtzetten"),
    path("bezoeken/<slug:key>/", visit, name="een-bezoek"),
    path("bezoeken/<slug:key>/stap/<slug:slug>/", step_page(Visit), name="bezoek-stap"),
)
