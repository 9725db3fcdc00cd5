"""`/beheer/mensen/`: people by a list. It is looked through first; what is right goes to a second person as one."""

import tempfile
from pathlib import Path
from typing import Any, Final

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from casework.engine.fields import ask_in_dutch
from roles import roster
from wijkteam.admin.guard import remember, sent_before
from wijkteam.admin.people_list import COLUMNS, Judged, judge
from wijkteam.second_person.proposing import propose
from wijkteam.second_person.who import able_to_confirm

SHOWN: Final = 200  # mistakes on the page
LARGEST: Final = 2 * 1024 * 1024
TOO_LARGE: Final = "Dit bestand is te groot: hoogstens 2 MB. Maak er twee lijsten van."


class ListForm(forms.Form):
    use_required_attribute = False

    file = forms.FileField(label="Lijst (CSV uit uw rekenprogramma)")
    only_look = forms.BooleanField(label="Kijk alleen na, en bewaar nog niets", required=False, initial=True)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        ask_in_dutch(self.fields)

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise forms.ValidationError(TOO_LARGE)
        return file


def people_page(request: Any, site: Any) -> HttpResponse:
    """The form, and under it what is wrong where; or on to what waits for confirmation."""
    form = ListForm(request.POST or None, request.FILES or None)
    judged: Judged | None = None
    if request.method == "POST" and form.is_valid():
        if first := sent_before(request):
            return redirect(first)
        with transaction.atomic():
            roster.change()
            judged = _judged(form.cleaned_data["file"], request)
            if not judged.mistakes and not form.cleaned_data["only_look"]:
                return _ask(request, judged)
    page = {
        **site.each_context(request),
        "title": "Mensen toevoegen uit een lijst",
        "form": form,
        "judged": judged,
        "mistakes": judged.mistakes[:SHOWN] if judged else [],
        "columns": COLUMNS,
    }
    return render(request, "admin/people.html", page, status=409 if judged and judged.mistakes else 200)


def _judged(file: Any, request: Any) -> Judged:
    with tempfile.NamedTemporaryFile() as kept:
        for part in file.chunks():
            kept.write(part)
        kept.flush()
        return judge(Path(kept.name), by=request.user)


def _ask(request: Any, judged: Judged) -> HttpResponse:
    proposal = propose(judged.changes, request.sight)
    url = reverse("bevestigen")
    remember(request, url)
    able = able_to_confirm([proposal])(proposal)
    who = (
        f"Dat kan: {', '.join(able)}."
        if able
        else "Er is nu niemand die dat kan. Zorg eerst voor een tweede beheerder."
    )
    messages.success(request, f"{in_words(judged)} Dit telt pas mee als een tweede persoon het bevestigt. {who}")
    return redirect(url)


def in_words(judged: Judged) -> str:
    accounts = "1 nieuw account" if judged.people == 1 else f"{judged.people} nieuwe accounts"
    places = "1 lidmaatschap" if judged.places == 1 else f"{judged.places} lidmaatschappen"
    return f"{accounts} en {places}."
