"""`/beheer/briefteksten/`: what letters say in the municipality's own words, from a day, agreed to by a second person."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone

from casework.documents.kinds import kind_of, letters
from casework.documents.preview import preview
from casework.engine.fields import DayField, WordsField, ask_in_dutch
from casework.engine.noun import Letter, Paragraph
from casework.engine.possible_days import Days
from casework.wording.models import Wording
from casework.wording.texts import known_in, paragraph_of, paragraphs_of, unknown_in, wordings
from roles import roster
from roles.proposals import WORDING
from wijkteam.admin.guard import remember, sent_before
from wijkteam.second_person.changes import change
from wijkteam.second_person.proposing import propose
from wijkteam.second_person.who import able_to_confirm

LONGEST: Final = 4000
AHEAD: Final = dt.timedelta(days=731)
NOBODY_CAN: Final = "Er is nu niemand die dat kan. Zorg eerst voor een tweede beheerder."


@dataclass(frozen=True, slots=True)
class Worded:
    """A paragraph as it reads today, and what is known to come."""

    paragraph: Paragraph
    text: str
    coming: tuple[Wording, ...]


class WordingForm(forms.Form):
    use_required_attribute = False

    text = WordsField(label="Tekst", long=True, longest=LONGEST, required=False)
    since = DayField(label="Geldt vanaf")

    def __init__(self, paragraph: Paragraph, said: str, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        self.paragraph, self.said = paragraph, said
        today = timezone.localdate()
        self.fields["since"] = DayField(label="Geldt vanaf", span=Days(today, today + AHEAD))
        ask_in_dutch(self.fields)

    def clean_text(self) -> str:
        text = str(self.cleaned_data["text"]).strip()
        if not text and self.paragraph.text:
            raise forms.ValidationError("Vul een tekst in: boven deze alinea staat een kop.")
        if unknown := unknown_in(text, self.paragraph):
            named = ", ".join(f"[{name}]" for name in unknown)
            known = ", ".join(f"[{name}]" for name in known_in(self.paragraph))
            raise forms.ValidationError(f"Dit kent deze brief niet: {named}. U kunt kiezen uit {known}.")
        if text == self.said.strip():
            raise forms.ValidationError("Dit staat er al. Wijzig de tekst, of ga terug.")
        return text


def overview(request: Any, site: Any) -> HttpResponse:
    today = timezone.localdate()
    kinds = [(one, list(_worded(one, today))) for one in map(kind_of, letters())]
    page = {**site.each_context(request), "title": "Briefteksten", "kinds": kinds}
    return render(request, "admin/wordings.html", page)


def _worded(kind: Letter, on: dt.date) -> Iterator[Worded]:
    said = wordings(kind, on)
    later = list(Wording.objects.filter(letter=kind.kind, since__gt=on).order_by("since", "pk"))
    for one in paragraphs_of(kind):
        yield Worded(one, said[one.key], tuple(row for row in later if row.paragraph == one.key))


def edit(request: Any, kind: str, key: str, site: Any) -> HttpResponse:
    """Look at the letter with these words, or have them wait for a second person."""
    this, paragraph = _asked(kind, key)
    said = wordings(this, timezone.localdate())
    typed = request.POST or {"text": said[key], "since": ""}
    form = WordingForm(paragraph, said[key], request.POST or None, initial=typed)
    shown: Any = None
    if request.method == "POST" and form.is_valid():
        if "bekijk" not in request.POST:
            return sent_before_or(request, this, form)
        shown = preview(this, said | {key: form.cleaned_data["text"]}, on=form.cleaned_data["since"])
    page = {
        **site.each_context(request),
        "title": f"Brieftekst: {paragraph.label}",
        "kind": this,
        "paragraph": paragraph,
        "places": known_in(paragraph),
        "form": form,
        "shown": shown,
        "said": said[key],
        "earlier": Wording.objects.filter(letter=this.kind, paragraph=key).order_by("-since", "-pk")[:20],
    }
    return render(request, "admin/wording.html", page, status=400 if form.is_bound and form.errors else 200)


def _asked(kind: str, key: str) -> tuple[Letter, Paragraph]:
    if kind not in letters():
        raise Http404
    try:
        return kind_of(kind), paragraph_of(kind_of(kind), key)
    except LookupError as none:
        raise Http404 from none


def sent_before_or(request: Any, kind: Letter, form: WordingForm) -> HttpResponse:
    """The same form has one effect, however often it is sent."""
    with transaction.atomic():
        roster.change()
        if first := sent_before(request):
            return redirect(first)
        proposal = propose([_change(kind, form)], request.sight)
        remember(request, reverse("bevestigen"))
    able = able_to_confirm([proposal])(proposal)
    who = f"Dat kan: {', '.join(able)}." if able else NOBODY_CAN
    messages.success(request, f"De tekst telt pas mee als een tweede persoon hem bevestigt. {who}")
    return redirect("bevestigen")


def _change(kind: Letter, form: WordingForm) -> Any:
    key = form.paragraph.key
    latest = Wording.objects.filter(letter=kind.kind, paragraph=key).order_by("-pk").first()
    after = {
        "letter": kind.kind,
        "paragraph": key,
        "text": form.cleaned_data["text"],
        "since": form.cleaned_data["since"].isoformat(),
    }
    row = after | {"about": f"{kind.label}, {form.paragraph.label}", "on_top_of": latest.pk if latest else None}
    return change(WORDING, None, {"text": form.said}, after, row)


def urls(site: Any) -> list[Any]:
    def of(view: Any) -> Any:
        return site.admin_view(lambda request, **keys: view(request, site=site, **keys))

    return [
        path("briefteksten/", of(overview), name="briefteksten"),
        path("briefteksten/<slug:kind>/<slug:key>/", of(edit), name="brieftekst"),
    ]
