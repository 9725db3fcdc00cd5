"""Every part of the look with its states on one page, to compare a theme with. In the demo alone."""

import datetime as dt
from typing import Any

from django import forms
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from casework.cases.states import Layer

ICONS = [
    "search",
    "bell",
    "phone",
    "map-pin",
    "mail",
    "file-text",
    "paperclip",
    "euro",
    "hand-helping",
    "lock",
    "eye",
    "clock-alert",
    "zap",
    "users",
    "house",
    "calendar",
    "printer",
    "camera",
    "undo-2",
    "ellipsis",
    "plus",
    "chevron-down",
    "check",
    "info",
    "circle-alert",
    "square-pen",
    "menu",
    "x",
    "link",
    "arrow-right",
]
COLOURS = ("ink", "soft", "edge", "line", "tint", "accent", "accent-tint", "link", "bad", "bad-tint", "warn", "warn-tint",
           "good", "good-tint")  # fmt: skip


class EveryField(forms.Form):
    """One of each sort; what isn't filled in is wrong."""

    name = forms.CharField(label="Naam", help_text="Zoals op de brief.")
    note = forms.CharField(label="Notitie", widget=forms.Textarea(attrs={"rows": 3}), required=False)
    on = forms.DateField(label="Datum", widget=forms.DateInput(attrs={"type": "date"}))
    amount = forms.IntegerField(label="Uren per week", required=False)
    phone = forms.CharField(label="Telefoon", widget=forms.TextInput(attrs={"type": "tel"}), required=False)
    layer = forms.ChoiceField(label="Laag", choices=Layer.choices)
    kind = forms.ChoiceField(
        label="Wat is het?", choices=[("melding", "Melding"), ("vraag", "Vraag")], widget=forms.RadioSelect
    )
    urgent = forms.BooleanField(label="Spoed: dit moet vandaag", required=False)
    closed = forms.CharField(label="Niet te wijzigen", disabled=True, initial="Wijkteam West", required=False)


@login_not_required
@require_safe
def stijl(request: HttpRequest) -> HttpResponse:
    day = timezone.localdate()
    context: dict[str, Any] = {
        "icons": ICONS,
        "swatches": COLOURS,
        "layers": list(Layer),
        "form": EveryField(auto_id="leeg_%s"),
        "wrong": EveryField({"layer": str(Layer.BURGER)}, auto_id="fout_%s"),
        "ties": [
            {"name": f"Band {strength}", "strength": strength, "get_strength_display": words}
            for strength, words in ((1, "zwak"), (2, "gewoon"), (3, "sterk"))
        ],
        "days": [day + dt.timedelta(days=days) for days in (-3, 0, 2, 20)],
        "money": [("vrij", 0, 360), ("gereserveerd", 360, 90), ("uitgegeven", 450, 150)],
    }
    return render(request, "stijl.html", context)
