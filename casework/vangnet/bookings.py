"""`/vangnet/boekingen/`: every movement on the budgets, by year, budget and period; as a file for the accounts too."""

import datetime as dt
from collections.abc import Iterator
from typing import Any, Final

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from casework.engine import sheets
from casework.engine.fields import DayField
from casework.engine.paging import page_of
from casework.engine.words import day_in_words
from casework.vangnet.budgets import counts_more_than_it_lists, visible_budgets
from casework.vangnet.models import LedgerEntry
from casework.vangnet.querysets import Balance
from casework.vangnet.tabs import sight_for, tabs
from roles import reading_log
from roles.actions import Action
from roles.policy import Sight

PER_PAGE: Final = 50
PER_PART: Final = 500  # rows of a file that are in memory at once
HERE: Final = "vangnet-boekingen"
KINDS: Final = {"csv": sheets.as_csv, "ods": sheets.as_ods}
COLUMNS: Final = (
    *("nummer", "geboekt op", "jaar van het budget", "team", "soort", "zaaknummer", "kenmerk aanvraag"),
    *("kenmerk bij de betaling", "aan wie", "toelichting"),
    *("vrij", "gereserveerd", "uitgegeven", "teruggekomen", "geboekt door"),
)


class PeriodForm(forms.Form):
    """Two days, both included. While something that was typed is wrong there is nothing to be seen."""

    few_required = True

    van = DayField(label="Van", required=False)
    tot = DayField(label="Tot en met", required=False)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if (first := data.get("van")) and (last := data.get("tot")) and first > last:
            self.add_error("tot", "Deze dag ligt voor de eerste. Kies een latere dag.")
        return data

    def chosen(self, name: str) -> Any:
        self.is_valid()
        return self.cleaned_data.get(name)

    @property
    def first(self) -> dt.date | None:
        return self.chosen("van")  # type: ignore[no-any-return]

    @property
    def last(self) -> dt.date | None:
        return self.chosen("tot")  # type: ignore[no-any-return]

    @property
    def period(self) -> str:
        """'van 1 maart 2026, tot en met 4 april 2026'; empty for always."""
        parts = (
            f"van {day_in_words(self.first)}" if self.first else "",
            f"tot en met {day_in_words(self.last)}" if self.last else "",
        )
        return ", ".join(filter(None, parts))


class BookingsForm(PeriodForm):
    """Which bookings, in the address."""

    field_order = ("jaar", "budget")

    def __init__(self, given: Any, *, budgets: list[Any]) -> None:
        super().__init__(given, label_suffix="")
        self.budgets = budgets
        years = sorted({one.year for one in budgets}, reverse=True)
        self.fields["jaar"] = forms.ChoiceField(
            label="Jaar", required=False, choices=[("", "Alle jaren"), *((str(year), str(year)) for year in years)]
        )
        self.fields["budget"] = forms.ChoiceField(
            label="Budget",
            required=False,
            choices=[("", "Alle budgetten"), *((str(one.pk), f"{one.team} {one.year}") for one in budgets)],
        )
        self.order_fields(self.field_order)
        for field in self.fields.values():
            if isinstance(field, forms.ChoiceField):
                field.error_messages["invalid_choice"] = "Kies uit de lijst."

    @property
    def chosen_budgets(self) -> list[Any]:
        year, key = self.chosen("jaar"), self.chosen("budget")
        return [one for one in self.budgets if (not year or str(one.year) == year) and (not key or str(one.pk) == key)]

    @property
    def words(self) -> str:
        """The filter as a title and the reading log say it."""
        key, year = self.chosen("budget"), self.chosen("jaar")
        budget = next((f"{one.team} {one.year}" for one in self.budgets if str(one.pk) == key), "")
        return ", ".join(filter(None, (budget, f"jaar {year}" if year and not budget else "", self.period)))


def _asked(request: HttpRequest, sight: Sight) -> tuple[BookingsForm, Any]:
    form = BookingsForm(request.GET, budgets=list(visible_budgets(sight)))
    if not form.is_valid():
        return form, LedgerEntry.objects.none()
    rows = LedgerEntry.objects.visible_to(sight).filter(budget__in=form.chosen_budgets)
    if form.first:
        rows = rows.filter(at__gte=_midnight(form.first))
    if form.last:
        rows = rows.filter(at__lt=_midnight(form.last + dt.timedelta(days=1)))
    return form, rows


def _midnight(day: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, dt.time()))


@require_safe
def bookings(request: HttpRequest) -> HttpResponse:
    sight = sight_for(request, Action.VIEW_BUDGET, part="vangnetboekingen")
    form, rows = _asked(request, sight)
    page = page_of(request, rows.select_related("budget__team", "request__case"), PER_PAGE)
    why = f"boekingen{f': {form.words}' if form.words else ''}, bladzijde {page.number}"
    reading_log.listed(sight, part="vangnetboekingen", why=why, rows=sum(one.request_id is not None for one in page))
    context = {
        "tabs": tabs(sight, HERE),
        "form": form,
        "page": page,
        "totals": rows.balance(),
        "hides": counts_more_than_it_lists(sight),
    }
    return render(request, "vangnet/bookings.html", context)


@require_safe
def exported_bookings(request: HttpRequest, kind: str) -> HttpResponseBase:
    """The same rows, the oldest first; remembered with the filter and how many."""
    sight = sight_for(request, Action.VIEW_BUDGET, part="vangnetboekingen, uitvoer")
    if kind not in KINDS:
        raise Http404
    form, rows = _asked(request, sight)
    keys = list(rows.order_by("at", "pk").values_list("pk", flat=True))
    why = f"als {kind}: {form.words or 'alle boekingen'}"
    reading_log.exported(sight, part="vangnetboekingen, uitvoer", why=why, rows=len(keys))
    return KINDS[kind]("vangnetboekingen", COLUMNS, _cells(sight, keys))


def _cells(sight: Sight, keys: list[int]) -> Iterator[tuple[sheets.Cell, ...]]:
    """A part at a time: what may be seen by then, in the order in which it was counted."""
    for start in range(0, len(keys), PER_PART):
        part = keys[start : start + PER_PART]
        rows = LedgerEntry.objects.visible_to(sight).select_related("budget__team", "request__case", "by")
        found = {one.pk: one for one in rows.filter(pk__in=part)}
        yield from (_line(found[pk]) for pk in part if pk in found)


def _line(entry: Any) -> tuple[sheets.Cell, ...]:
    request = entry.request
    about = (
        (request.case.ref, request.public_id, request.payment_reference, request.payee) if request else ("", "", "", "")
    )
    return (
        *(entry.pk, timezone.localtime(entry.at).date(), entry.budget.year, entry.budget.team.name),
        *(entry.get_kind_display(), *about, entry.words),
        *(getattr(entry, name) for name in Balance.__slots__),
        entry.by.name if entry.by else "",
    )
