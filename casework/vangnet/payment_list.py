"""`/betalingen/`: what is to be paid and what was paid, by state, day and payee; and many of it paid in one go."""

import datetime as dt
import uuid
from collections.abc import Sequence
from decimal import Decimal
from typing import Any, Final
from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Case, CharField, F, Value, When
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from casework.engine.asking import see_other
from casework.engine.errors import NotNow, Repeated
from casework.engine.fields import DayField, WordsField, read_day
from casework.engine.finding import refuse, sight_of, token_of
from casework.engine.noun import Pays
from casework.engine.paging import page_of
from casework.engine.words import day_in_words, euros
from casework.people.kept_words import keep, words_of
from casework.vangnet import account_number, paying
from casework.vangnet.batches import PaymentBatch, pays_of, that_pay
from roles import reading_log
from roles.actions import Action
from roles.policy import Sight

PER_PAGE: Final = 50
FILES_SHOWN: Final = 10
_WORDS: Final = 6  # words of a payee that narrow down
WAITS, UNDER_WAY, PAID, ALL = "", "bestand", "betaald", "alle"
STANDS: Final = {WAITS: "Te betalen", UNDER_WAY: "In een betaalbestand", PAID: "Betaald", ALL: "Alle"}


def _kinds() -> dict[str, Pays]:
    """What can be paid, by how an address names it: the vangnet, and what later nouns have beside it."""
    return {"" if name == "vangnet" else pays.label.lower(): pays for name, pays in that_pay().items()}


class FilterForm(forms.Form):
    """Which payments. A payee can be somebody's name, so that is posted and kept out of the address."""

    soort = forms.ChoiceField(label="Wat", required=False)
    stand = forms.ChoiceField(label="Stand", required=False, choices=list(STANDS.items()))
    van = DayField(label="Vanaf", required=False)
    tot = DayField(label="Tot en met", required=False)
    aan = WordsField(label="Aan wie", longest=100, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["soort"].choices = [(key, one.label) for key, one in sorted(_kinds().items())]  # type: ignore[attr-defined]

    @property
    def pays(self) -> Pays:
        return _kinds()[self.chosen("soort") or ""]

    def chosen(self, name: str) -> Any:
        """What was filled in and can be; nonsense in an address narrows nothing."""
        self.is_valid()  # what is wrong is told beside its field
        return self.cleaned_data.get(name)

    @property
    def words(self) -> str:
        """The filter without a name."""
        days = (("vanaf", self.chosen("van")), ("tot en met", self.chosen("tot")))
        parts = [
            *filter(None, [self.chosen("soort")]),
            STANDS[self.chosen("stand") or WAITS].lower(),
            *(f"{at} {day_in_words(day)}" for at, day in days if day),
        ]
        return ", ".join([*parts, *(["één ontvanger"] if self.chosen("aan") else [])])

    def narrowed(self, rows: Any) -> Any:
        """Each with how it stands: `stands`."""
        found = {WAITS: self.pays.waits, UNDER_WAY: self.pays.under_way, PAID: self.pays.paid}
        stands = Case(*(When(such, then=Value(key)) for key, such in found.items()), output_field=CharField())
        stand = self.chosen("stand") or WAITS
        such = found[WAITS] | found[UNDER_WAY] | found[PAID] if stand == ALL else found[stand]
        rows = rows.filter(such).annotate(stands=stands)
        rows = rows.annotate(of_day=Coalesce(F("paid_on"), F("decided_on")))
        if day := self.chosen("van"):
            rows = rows.filter(of_day__gte=day)
        if day := self.chosen("tot"):
            rows = rows.filter(of_day__lte=day)
        for word in (self.chosen("aan") or "").split()[:_WORDS]:
            rows = rows.filter(payee__icontains=word)
        return rows


def sight_for_payments(request: HttpRequest, *, part: str) -> Sight:
    """Of who may have these pages at all; another's attempt is remembered."""
    sight = sight_of(request)
    if not sight.has(Action.RELEASE_PAYMENT):
        refuse(request, None, part=part)
        raise PermissionDenied
    return sight


@require_http_methods(["GET", "HEAD", "POST"])
def payments(request: HttpRequest) -> HttpResponse:
    """What is asked for is posted; the address that it leads to holds no name."""
    sight = sight_for_payments(request, part="betalingen")
    if request.method == "POST":
        form = FilterForm(request.POST, label_suffix="")
        return see_other(_address(request, form)) if form.is_valid() else _page(request, sight, form, "")
    given = request.GET.dict()
    form = FilterForm(given | {"aan": words_of(request, given.get("v", ""))}, label_suffix="")
    named = ("soort", "stand", "van", "tot", "v")
    asked = urlencode({name: value for name, value in given.items() if name in named})
    return _page(request, sight, form, asked)


def _page(request: HttpRequest, sight: Sight, form: FilterForm, asked: str) -> HttpResponse:
    pays = form.pays
    rows = form.narrowed(pays.model.objects.visible_to(sight))
    rows = rows.select_related("case", "batch", *pays.model.alongside).defer("batch__content")
    page = page_of(request, rows.order_by("of_day", "pk"), PER_PAGE)
    reading_log.listed(sight, part="betalingen", why=form.words, rows=len(page.object_list))
    files = PaymentBatch.objects.visible_to(sight).select_related("made_by").defer("content").order_by("-pk")
    context = {
        "filter": form,
        "page": page,
        "rows": [_Row(pays, one) for one in page.object_list],
        "others": _other_kinds(pays, sight),
        "kind": form.chosen("soort") or "",
        "pays": sight.has(Action.PAY_VANGNET),
        "can_make_a_file": paying.debtor() is not None,
        "today": sight.on,
        "files": files[:FILES_SHOWN],
        "asked": asked,
    }
    return render(request, "vangnet/payments.html", context)


def _address(request: HttpRequest, form: FilterForm) -> str:
    """Of what was asked for: a name stands under its key."""
    asked = {
        **{name: form.chosen(name) for name in ("soort", "stand")},
        **{name: str(form.chosen(name) or "") for name in ("van", "tot")},
    }
    if words := form.chosen("aan"):
        asked["v"] = keep(request, words)
    return f"{reverse('betalingen')}?{urlencode({name: value for name, value in asked.items() if value})}".rstrip("?")


def _other_kinds(shown: Pays, sight: Sight) -> list[tuple[str, str, int]]:
    """What else waits to be paid: its name in an address, how it is called, and how many there are."""
    others = [(key, one) for key, one in _kinds().items() if one is not shown]
    counted = [(key, one.label, one.model.objects.visible_to(sight).filter(one.waits).count()) for key, one in others]
    return [one for one in counted if one[2]]


class _Row:
    """One payment as the list shows it: what came of it, and whether it can be ticked."""

    def __init__(self, pays: Pays, one: Any) -> None:
        self.one, self.to = one, pays.told(one)
        self.ready: str = pays.ready
        self.charged_to = pays.charged_to(one)
        self.account = account_number.masked(one.payee_iban)
        self.has_account = account_number.can_be_paid(one.payee_iban)
        self.can_be_ticked = one.stands == WAITS and self.has_account
        self.file = one.batch if one.stands == UNDER_WAY else None

    @property
    def came_of_it(self) -> str:
        if self.one.paid_on:
            return f"Betaald op {day_in_words(self.one.paid_on)}"
        if self.file is not None:
            return str(self.file.standing)
        if not self.one.payee_iban:
            return "Wacht op het rekeningnummer"
        return self.ready if self.has_account else "Op dit rekeningnummer kan niet worden betaald"


@require_POST
def pay_many(request: HttpRequest) -> HttpResponse:
    """What was ticked, booked as paid on a day or put in a file for the bank; of each it is said what came of it."""
    sight = sight_for_payments(request, part="betalingen")
    if not sight.has(Action.PAY_VANGNET):
        refuse(request, None, part="uitbetalen")
        raise PermissionDenied
    back = f"{reverse('betalingen')}?{request.POST.get('waar', '')[:200]}".rstrip("?")
    if any(ord(one) < ord(" ") for one in back):
        back = reverse("betalingen")
    pays = _kinds().get(request.POST.get("soort", ""), _kinds()[""])
    keys = [one[:16].replace("\0", "") for one in request.POST.getlist("aanvraag")[: paying.MOST]]
    chosen = list(
        pays.model.objects.visible_to(sight)
        .filter(public_id__in=keys)
        .select_related("case", *pays.model.alongside)
        .order_by("case_id", "pk")
    )
    day = read_day(request.POST.get("dag", ""))
    if not chosen or day is None:
        messages.warning(request, "Kies eerst betalingen en een betaaldag. Er is niets gedaan.")
        return see_other(back)
    if request.POST.get("doe") == "bestand":
        return _file(request, sight, chosen, day, back)
    return _booked(request, sight, chosen, day, back)


def _booked(request: HttpRequest, sight: Sight, chosen: Sequence[Any], day: dt.date, back: str) -> HttpResponse:
    left = paying.book_each(chosen, paid_on=day, by=sight, token=token_of(request))
    stayed = {one.pk for one, _ in left}
    done = [one for one in chosen if one.pk not in stayed]
    if done:
        total = euros(sum((_amount(one) for one in done), Decimal(0)))
        messages.success(request, f"Uitbetaald op {day_in_words(day)}: {len(done)}, samen {total}. {_named(done)}.")
    _tell_what_stayed(request, left)
    return see_other(back)


def _file(request: HttpRequest, sight: Sight, chosen: Sequence[Any], day: dt.date, back: str) -> HttpResponse:
    token: uuid.UUID | None = token_of(request)
    try:
        batch, left = paying.make_batch(chosen, pay_on=day, by=sight, token=token)
    except Repeated:
        return see_other(back)  # the first click has told it
    except NotNow as error:
        for reason in error.reasons:
            messages.warning(request, f"{reason.text} Er is geen bestand gemaakt.")
        return see_other(back)
    _tell_what_stayed(request, left)
    if batch is None:
        return see_other(back)
    messages.success(
        request, f"Het betaalbestand is gemaakt: {len(chosen) - len(left)} betalingen. Een ander geeft het vrij."
    )
    return see_other(batch.get_absolute_url())


def _tell_what_stayed(request: HttpRequest, left: paying.Left) -> None:
    for one, why in left:
        messages.warning(request, f"{_named([one])} bleef staan: {why}")


def _named(rows: Sequence[Any]) -> str:
    """By number and amount, without a payee: a message passes through the browser."""
    return ", ".join(f"{one.case.ref} {euros(_amount(one))} ({one.public_id})" for one in rows)


def _amount(one: Any) -> Decimal:
    return pays_of(one)[1].told(one).amount
