"""`/vangnet/aanvragen/`: every request one may see, by state, period and payee, with what that comes to."""

from typing import Any, Final
from urllib.parse import urlencode

from django import forms
from django.db.models import Count, Sum
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from casework.engine.asking import see_other
from casework.engine.fields import WordsField
from casework.engine.paging import page_of
from casework.people.kept_words import keep, words_of
from casework.vangnet.bookings import PeriodForm
from casework.vangnet.models import VangnetRequest
from casework.vangnet.rows import with_the_case
from casework.vangnet.states import VangnetState
from casework.vangnet.tabs import sight_for, tabs
from roles import reading_log
from roles.actions import Action
from roles.policy import Sight

PER_PAGE: Final = 50
HERE: Final = "vangnet-aanvragen"
OPEN: Final = "lopend"  # all that isn't at its end
_ENDED: Final = (VangnetState.VERREKEND, *VangnetState.GONE)
_BY_WORD: Final = 6  # words of a payee that narrow down


class RequestsForm(PeriodForm):
    """Which requests. A payee can be somebody's name, so that one is posted and kept out of the address."""

    stand = forms.ChoiceField(
        label="Stand", required=False, choices=[("", "Alle"), (OPEN, "Lopend"), *VangnetState.choices]
    )
    aan = WordsField(label="Aan wie", longest=100, required=False)
    field_order = ("stand", "van", "tot", "aan")

    def __init__(self, given: Any) -> None:
        super().__init__(given, label_suffix="")
        self.fields["stand"].error_messages["invalid_choice"] = "Kies uit de lijst."

    @property
    def words(self) -> str:
        """The filter as the title says it: without a name."""
        state = self.chosen("stand")
        label = dict(self.fields["stand"].choices)[state].lower() if state else ""  # type: ignore[attr-defined]
        payee = "één ontvanger" if self.chosen("aan") else ""
        return ", ".join(filter(None, (label, self.period, payee)))

    def narrowed(self, rows: Any) -> Any:
        if not self.is_valid():
            return rows.none()
        state, first, last = self.chosen("stand"), self.first, self.last
        if state:
            rows = rows.exclude(state__in=_ENDED) if state == OPEN else rows.filter(state=state)
        if first:
            rows = rows.filter(asked_on__gte=first)
        if last:
            rows = rows.filter(asked_on__lte=last)
        for word in (self.chosen("aan") or "").split()[:_BY_WORD]:
            rows = rows.filter(payee__icontains=word)
        return rows


@require_http_methods(["GET", "HEAD", "POST"])
def request_list(request: HttpRequest) -> HttpResponse:
    """The filter is posted; what is in it comes back as an address, a payee under a key of the visitor's own."""
    sight = sight_for(request, Action.VIEW_VANGNET, part="vangnetaanvragen")
    if request.method == "POST":
        form = RequestsForm(request.POST)
        if form.is_valid():
            return see_other(_address(request, form))
        return render(request, "vangnet/request_list.html", _shown(request, sight, form))
    key = request.GET.get("v", "")
    given = {name: request.GET.get(name, "") for name in ("stand", "van", "tot")} | {"aan": words_of(request, key)}
    form = RequestsForm(given)
    context = _shown(request, sight, form) | {"forgotten": bool(key) and not given["aan"]}
    return render(request, "vangnet/request_list.html", context)


def _address(request: HttpRequest, form: RequestsForm) -> str:
    payee = form.chosen("aan")
    asked = {
        "stand": form.chosen("stand"),
        "van": form.first and form.first.isoformat(),
        "tot": form.last and form.last.isoformat(),
        "v": keep(request, payee) if payee else "",
    }
    there = urlencode({name: value for name, value in asked.items() if value})
    return f"{reverse(HERE)}?{there}" if there else reverse(HERE)


def _shown(request: HttpRequest, sight: Sight, form: RequestsForm) -> dict[str, Any]:
    rows = VangnetRequest.objects.visible_to(sight).annotate(asked_on=Coalesce("requested_on", "state_since"))
    rows = form.narrowed(rows)
    totals = _totals(rows)
    page = page_of(request, with_the_case(rows, sight).order_by("-asked_on", "-pk"), PER_PAGE, counted=False)
    for one in page.object_list:
        one.sees_why = one.named or one.requested_by_id in sight.acts_for
    why = f"aanvragen{f': {form.words}' if form.words else ''}, bladzijde {page.number}"
    reading_log.listed(sight, part="vangnetaanvragen", why=why, rows=len(page.object_list))
    return {"tabs": tabs(sight, HERE), "form": form, "page": page, "totals": totals, "words": form.words}


def _totals(rows: Any) -> dict[str, Any]:
    """How many, and how much by now (paid, else promised, else asked): in all and by state."""
    amount = Sum(Coalesce("paid_amount", "approved_amount", "amount"))
    counted = rows.order_by().values("state").annotate(n=Count("pk"), euros=amount)
    by_state = {row["state"]: row for row in counted}
    states = [
        {"label": VangnetState(state).label, **by_state[state]} for state in VangnetState.values if state in by_state
    ]
    return {"n": sum(one["n"] for one in states), "euros": sum(one["euros"] for one in states), "states": states}
