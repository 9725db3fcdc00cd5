"""The pages of a file for the bank: what is in it, who releases it, and the file itself."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from casework.engine.asking import see_other
from casework.engine.errors import NotAllowed, NotNow, Repeated
from casework.engine.fields import WordsField
from casework.engine.finding import refuse, sight_of, token_of
from casework.engine.forms import StepForm
from casework.vangnet import account_number, paying
from casework.vangnet.batches import PaymentBatch, of, that_pay
from casework.vangnet.payment_list import pay_many, payments, sight_for_payments
from roles import reading_log
from roles.actions import Action
from roles.policy import Sight


class CallOffForm(StepForm):
    why = WordsField(label="Waarom annuleert u dit bestand?", long=True)

    def ask_of(self, batch: PaymentBatch) -> None:
        """What went to the bank already would be paid twice."""
        if batch.released_at:
            self.fields["not_executed"] = forms.BooleanField(
                label="Ik heb nagekeken dat de bank dit bestand niet uitvoert",
                error_messages={"required": "Kijk dit eerst na bij de bank. Anders wordt er twee keer betaald."},
            )


def _visible(request: HttpRequest, key: str, *, part: str) -> tuple[Sight, PaymentBatch]:
    """The file, if this person may see all of it. Raises Http404; an attempt is remembered."""
    sight = sight_for_payments(request, part=part)
    rows = PaymentBatch.objects.visible_to(sight)
    batch = rows.select_related("made_by", "released_by", "booked_by", "cancelled_by").filter(public_id=key).first()
    if batch is None:
        refuse(request, None, part=part)
        raise Http404
    return sight, batch


def _only_theirs(request: HttpRequest, key: str) -> Any:
    """The payment of which they read on a list that it waits, for who may not see the whole file."""
    sight = sight_of(request)
    if sight.has(Action.RELEASE_PAYMENT):
        return None
    found = (pays.model.objects.visible_to(sight).filter(batch__public_id=key) for pays in that_pay().values())
    return next((one for rows in found for one in rows if one.public_id == request.GET.get("van")), None)


@require_safe
def batch(request: HttpRequest, key: str) -> HttpResponse:
    if one := _only_theirs(request, key):
        return see_other(one.get_absolute_url())
    sight, found = _visible(request, key, part="betaalbestand")
    lines = of(found)
    _remember(sight, found, lines, "betaalbestand")
    releases = paying.releases(found, sight)
    context = {
        "batch": found,
        "lines": [(one, account_number.in_groups(one.paid.payee_iban)) for one in lines],
        "total": paying.total(lines),
        "may_release": releases and not found.released_at and not found.is_over,
        "waits_for_another": not releases and not found.released_at and not found.is_over,
        "may_fetch": bool(found.released_at) and not found.is_over,
        "may_book": bool(found.released_at) and not found.is_over and sight.has(Action.PAY_VANGNET),
        "day_has_come": found.pay_on <= sight.on,
    }
    return render(request, "vangnet/batch.html", context)


def _remember(sight: Sight, found: PaymentBatch, lines: list[Any], part: str) -> None:
    reading_log.looked_over(sight, [one.paid for one in lines], part=part, action=that_pay()[found.of].model.view)


@require_safe
def file(request: HttpRequest, key: str) -> HttpResponse:
    """What goes to the bank: only after a second person released it, and not once that is done with."""
    sight, found = _visible(request, key, part="betaalbestand ophalen")
    if not found.released_at:
        refuse(request, None, part="betaalbestand ophalen")
        raise Http404
    try:
        content = paying.to_fetch(found)
    except NotNow as error:
        refuse(request, None, part="betaalbestand ophalen")
        messages.error(request, error.reasons[0].text)
        return see_other(found.get_absolute_url())
    lines = of(found)
    _remember(sight, found, lines, "betaalbestand ophalen")
    reading_log.exported(sight, part="betaalbestand", why=f"{found.public_id}, sha256 {found.sha256}", rows=len(lines))
    PaymentBatch.objects.filter(pk=found.pk, fetched_at=None).update(fetched_at=timezone.now())
    response = HttpResponse(content, content_type="application/xml")
    response.headers["Content-Disposition"] = f'attachment; filename="pain001-{found.public_id}.xml"'
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _act(act: Callable[..., Any], part: str, done: str) -> Callable[[HttpRequest, str], HttpResponse]:
    @require_POST
    def view(request: HttpRequest, key: str) -> HttpResponse:
        sight, found = _visible(request, key, part=part)
        return _taken(request, found, done, part, lambda: act(found, by=sight, token=token_of(request)))

    return view


def _taken(request: HttpRequest, found: PaymentBatch, done: str, part: str, act: Callable[[], object]) -> HttpResponse:
    try:
        act()
    except Repeated:
        pass  # the first click did it
    except NotAllowed as error:
        refuse(request, None, part=part)
        raise PermissionDenied from error
    except paying.ReleasedMeanwhile:
        raise  # asked beside its field
    except NotNow as error:
        for reason in error.reasons:
            messages.warning(request, reason.text)
        return see_other(found.get_absolute_url())
    messages.success(request, done)
    return see_other(found.get_absolute_url())


@require_http_methods(["GET", "HEAD", "POST"])
def call_off(request: HttpRequest, key: str) -> HttpResponse:
    sight, found = _visible(request, key, part="betaalbestand annuleren")
    form = _call_off_form(request, sight, found)
    status = 200
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        looked = {"why": given["why"], "not_executed": bool(given.get("not_executed"))}
        done = "Het betaalbestand is geannuleerd. Wat erin stond, staat weer bij te betalen."
        try:
            return _taken(
                request, found, done, "betaalbestand annuleren",
                lambda: paying.call_off(found, by=sight, token=token_of(request), **looked),
            )  # fmt: skip
        except paying.ReleasedMeanwhile:  # since the form was judged: it is asked now, beside what was typed
            found.refresh_from_db()
            form, status = _call_off_form(request, sight, found), 409
    return render(request, "vangnet/call_off.html", {"batch": found, "form": form}, status=status)


def _call_off_form(request: HttpRequest, sight: Sight, found: PaymentBatch) -> CallOffForm:
    form = CallOffForm(request.POST if request.method == "POST" else None, obj=None, sight=sight)
    form.ask_of(found)
    return form


URLS = (
    path("betalingen/", payments, name="betalingen"),
    path("betalingen/uitbetalen/", pay_many, name="betalingen-uitbetalen"),
    path("betalingen/<key:key>/", batch, name="betaalbestand"),
    path("betalingen/<key:key>/bestand/", file, name="betaalbestand-ophalen"),
    path(
        "betalingen/<key:key>/vrijgeven/",
        _act(paying.release, "betaalbestand vrijgeven", "Het betaalbestand is vrijgegeven. U kunt het nu ophalen."),
        name="betaalbestand-vrijgeven",
    ),
    path(
        "betalingen/<key:key>/boeken/",
        _act(paying.book, "betaalbestand boeken", "De betalingen zijn geboekt."),
        name="betaalbestand-boeken",
    ),
    path("betalingen/<key:key>/annuleren/", call_off, name="betaalbestand-annuleren"),
)
