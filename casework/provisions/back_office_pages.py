"""`/backoffice/`: what must be told elsewhere of help that was granted, each row there until somebody took it over."""

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from typing import Any, Final
from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import path, reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from casework.engine import sheets
from casework.engine.asking import see_other
from casework.engine.finding import refuse, sight_of
from casework.engine.paging import page_of
from casework.law.days import plain
from casework.products.models import Unit
from casework.provisions.back_office import BackOfficeMessage, MessageKind
from casework.provisions.states import Form, Period
from roles import reading_log
from roles.actions import Action
from roles.policy import Sight

PER_PAGE: Final = 50
MOST: Final = 500  # at once
PER_PART: Final = 500  # rows of a file that are in memory at once
KINDS: Final = {"csv": sheets.as_csv, "ods": sheets.as_ods}
TAKEN_OVER: Final = "overgenomen"
COLUMNS: Final = (
    *(
        "bericht",
        "ingangsdatum",
        "gemaakt op",
        "zaaknummer",
        "achternaam",
        "voornaam",
        "geboortedatum",
        "besluitnummer",
    ),
    *(
        "hulp",
        "product",
        "vorm",
        "aanbieder",
        "hoeveel",
        "eenheid",
        "per",
        "omschrijving",
        "begint op",
        "loopt tot en met",
    ),
    *("reden", "overgenomen op", "kenmerk"),
)


class FilterForm(forms.Form):
    """Which rows: no name stands in the address."""

    few_required = True

    soort = forms.ChoiceField(label="Bericht", required=False, choices=[("", "Alle"), *MessageKind.choices])
    stand = forms.ChoiceField(
        label="Stand", required=False, choices=[("", "Wacht op overnemen"), (TAKEN_OVER, "Overgenomen")]
    )

    def __init__(self, given: Any) -> None:
        super().__init__(given, label_suffix="")
        for field in self.fields.values():
            field.error_messages["invalid_choice"] = "Kies uit de lijst."

    def chosen(self, name: str) -> str:
        self.is_valid()  # what is wrong is told beside its field
        return str(self.cleaned_data.get(name) or "")

    @property
    def taken_over(self) -> bool:
        return self.chosen("stand") == TAKEN_OVER

    @property
    def words(self) -> str:
        kind = self.chosen("soort")
        return ", ".join(
            filter(None, ("overgenomen" if self.taken_over else "wacht", MessageKind(kind).label if kind else ""))
        )

    @property
    def query(self) -> str:
        return urlencode({name: value for name in ("soort", "stand") if (value := self.chosen(name))})

    def rows(self, sight: Sight) -> Any:
        rows = BackOfficeMessage.objects.visible_to(sight).filter(taken_over_at__isnull=not self.taken_over)
        rows = rows.filter(kind=kind) if (kind := self.chosen("soort")) else rows
        return rows.order_by("-taken_over_at", "-pk") if self.taken_over else rows.order_by("made_at", "pk")


def _sight(request: HttpRequest, part: str) -> Sight:
    """Of who keeps the back office; another's attempt is remembered."""
    sight = sight_of(request)
    if not sight.has(Action.KEEP_BACK_OFFICE):
        refuse(request, None, part=part)
        raise PermissionDenied
    return sight


@require_safe
def back_office(request: HttpRequest) -> HttpResponse:
    sight = _sight(request, "backoffice")
    form = FilterForm(request.GET)
    page = page_of(request, form.rows(sight).select_related("case", "person", "taken_over_by"), PER_PAGE)
    why = f"{form.words}, bladzijde {page.number}"
    reading_log.listed(sight, part="backoffice", why=why, rows=len(page.object_list))
    rows = [_Row(one) for one in page.object_list]
    return render(request, "provisions/back_office.html", {"filter": form, "page": page, "rows": rows})


@require_safe
def exported(request: HttpRequest, kind: str) -> HttpResponseBase:
    """The same rows as a file; remembered with the filter and how many."""
    sight = _sight(request, "backoffice, uitvoer")
    if kind not in KINDS:
        raise Http404
    form = FilterForm(request.GET)
    keys = list(form.rows(sight).values_list("pk", flat=True))
    reading_log.exported(sight, part="backoffice, uitvoer", why=f"als {kind}: {form.words}", rows=len(keys))
    return KINDS[kind]("backoffice", COLUMNS, _cells(sight, keys))


@require_POST
def take_over(request: HttpRequest) -> HttpResponse:
    """What was ticked is taken over, or put back on the list: one or many at once. A second click finds it done."""
    sight = _sight(request, "backoffice, overnemen")
    keys = [one[:16].replace("\0", "") for one in request.POST.getlist("bericht")[:MOST]]
    rows = BackOfficeMessage.objects.visible_to(sight).filter(public_id__in=keys)
    back = FilterForm(request.POST).query
    if request.POST.get("doe") == "terug":
        done = _put_back(rows, sight)
        said = f"Terug op de lijst: {done}."
    else:
        done = rows.waiting().update(taken_over_at=timezone.now(), taken_over_by=sight.user)
        said = f"Overgenomen: {done}."
    if done:
        messages.success(request, said)
    else:
        messages.warning(request, "Kies eerst een of meer berichten. Er is niets veranderd.")
    return see_other(f"{reverse('backoffice')}?{back}".rstrip("?"))


def _put_back(rows: Any, sight: Sight) -> int:
    """How many. Of two at once the second finds them on the list already."""
    with transaction.atomic():
        locked = rows.exclude(taken_over_at=None).select_related("taken_over_by").select_for_update(of=("self",))
        found = list(locked.order_by("pk"))
        for one in found:
            one.goes_back(sight.user, timezone.now())
        BackOfficeMessage.objects.bulk_update(found, ["taken_over_at", "taken_over_by", "put_back"])
    return len(found)


class _Row:
    """One message as the list and the file say it: by what was frozen in it."""

    def __init__(self, one: BackOfficeMessage) -> None:
        self.one = one
        self.facts: dict[str, Any] = one.facts

    @property
    def amount(self) -> Decimal | None:
        return Decimal(self.facts["amount"]) if self.facts.get("amount") else None

    @property
    def unit(self) -> str:
        return str(Unit(self.facts["unit"]).label) if self.facts.get("unit") else ""

    @property
    def period(self) -> str:
        return str(Period(self.facts["period"]).label) if self.facts.get("period") else ""

    @property
    def much(self) -> str:
        counted = Unit(self.facts["unit"]).counted(self.amount) if self.amount and self.unit else ""
        return " ".join(filter(None, (counted, self.period if counted else "")))

    def day(self, name: str) -> dt.date | None:
        return dt.date.fromisoformat(self.facts[name]) if self.facts.get(name) else None

    @property
    def went_back(self) -> list[str]:
        """'Overgenomen op 3-3-2026 door Fien Bos; teruggezet op 5-3-2026 door Karin de Wit', the last first."""
        return [
            f"Overgenomen op {plain(dt.date.fromisoformat(one['taken']))} door {one['by']}; "
            f"teruggezet op {plain(dt.date.fromisoformat(one['back']))} door {one['back_by']}"
            for one in reversed(self.one.put_back)
        ]

    @property
    def starts(self) -> dt.date | None:
        return self.day("starts_on")

    @property
    def ends(self) -> dt.date | None:
        return self.day("ends_on")

    def cells(self) -> tuple[sheets.Cell, ...]:
        one, facts = self.one, self.facts
        form = str(Form(facts["form"]).label) if facts.get("form") else ""
        taken = timezone.localtime(one.taken_over_at).date() if one.taken_over_at else None
        return (
            *(one.get_kind_display(), one.day, timezone.localtime(one.made_at).date(), one.case.ref),
            *(one.person.family_name, one.person.given_name, one.person.birth_date, facts.get("number", "")),
            *(facts.get("what", ""), facts.get("product", ""), form, facts.get("provider", "")),
            *(self.amount, self.unit, self.period, facts.get("frequency", ""), self.starts, self.ends),
            *(facts.get("why", ""), taken, one.public_id),
        )


def _cells(sight: Sight, keys: list[int]) -> Iterator[tuple[sheets.Cell, ...]]:
    """A part at a time: what may be seen by then, in the order in which it was counted."""
    for start in range(0, len(keys), PER_PART):
        part = keys[start : start + PER_PART]
        rows = BackOfficeMessage.objects.visible_to(sight).select_related("case", "person")
        found = {one.pk: one for one in rows.filter(pk__in=part)}
        yield from (_Row(found[pk]).cells() for pk in part if pk in found)


URLS = (
    path("backoffice/", back_office, name="backoffice"),
    path("backoffice/overnemen/", take_over, name="backoffice-overnemen"),
    path("backoffice/uitvoer/<slug:kind>/", exported, name="backoffice-uitvoer"),
)
