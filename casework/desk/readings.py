"""`/inzage/`: the privacy officer searches who looked, when and why. No case content; an export is remembered too."""

import datetime as dt
from collections.abc import Iterator
from typing import Any, Final

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from casework.engine.fields import DayField, WordsField
from casework.engine.finding import sight_of
from casework.engine.paging import page_of
from casework.engine.sheets import as_csv
from roles import reading_log
from roles.actions import Action
from roles.models import Reading

PER_PAGE: Final = 50
PER_PART: Final = 2000  # rows of an export that are in memory at once
COLUMNS: Final = ("wanneer", "wie", "rol", "zaak", "deel", "waarom het mocht", "geweigerd", "regels")


class ReadingsForm(forms.Form):
    """What to look for; nothing filled in is everything."""

    zaak = WordsField(label="Zaaknummer", longest=20, required=False)
    naam = WordsField(label="Naam van de collega", longest=150, required=False)
    vanaf = DayField(label="Vanaf", required=False)
    tot_en_met = DayField(label="Tot en met", required=False)
    geweigerd = forms.BooleanField(label="Alleen geweigerde pogingen", required=False)

    def rows(self) -> Any:
        """The readings that fit; nothing at all while something typed is wrong."""
        if not self.is_valid():
            return Reading.objects.none()
        data, rows = self.cleaned_data, Reading.objects.all()
        if data["zaak"]:
            rows = rows.filter(ref=data["zaak"].strip().upper())
        if data["naam"]:
            rows = rows.filter(by_name__icontains=data["naam"].strip())
        if data["vanaf"]:
            rows = rows.filter(at__gte=_start_of(data["vanaf"]))
        if data["tot_en_met"]:
            rows = rows.filter(at__lt=_start_of(data["tot_en_met"] + dt.timedelta(days=1)))
        return rows.filter(refused=True) if data["geweigerd"] else rows

    def in_words(self) -> str:
        """The filter as the log keeps it beside an export."""
        filled = [f"{name}={value}" for name, value in self.cleaned_data.items() if value]
        return ", ".join(filled) or "alles"


def _start_of(day: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, dt.time.min))


@require_safe
def readings(request: HttpRequest) -> HttpResponse | StreamingHttpResponse:
    sight = sight_of(request)
    if not sight.has(Action.VIEW_READING_LOG):
        reading_log.refused(sight, file_id=None, ref="", part="inzage")
        raise PermissionDenied
    form = ReadingsForm(request.GET, label_suffix="")
    rows = form.rows().exclude(case_id__in=sight.recused)  # whoever knows somebody doesn't follow their file here
    if "csv" in request.GET and form.is_valid():
        reading_log.exported(sight, part="inzage", why=form.in_words(), rows=rows.count())
        return as_csv("inzage", COLUMNS, _cells(rows))
    return render(request, "desk/readings.html", {"form": form, "page": page_of(request, rows, PER_PAGE)})


def _cells(rows: Any) -> Iterator[tuple[Any, ...]]:
    for row in _in_parts(rows):
        at = timezone.localtime(row.at).strftime("%d-%m-%Y %H:%M:%S")
        yield (at, row.by_name, row.role, row.ref, row.part, row.why, "ja" if row.refused else "", row.rows or "")


def _in_parts(rows: Any) -> Iterator[Reading]:
    """Every row that stood there, newest first, a part at a time: a million take no room, no statement takes longer
    than a page may, and nothing stays open in between (a pooler wouldn't keep it)."""
    rows = rows.order_by("-pk")
    part = list(rows[:PER_PART])
    while part:
        yield from part
        part = list(rows.filter(pk__lt=part[-1].pk)[:PER_PART])
