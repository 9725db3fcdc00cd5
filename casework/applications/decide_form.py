"""The form of a decision, in the order of its letter: the same to prepare one and to take it."""

import datetime as dt
from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import cached_property
from typing import Any, Final

from django import forms
from django.http import QueryDict
from django.utils import timezone

from casework.applications.beforehand import Preview, preview
from casework.applications.closed_with_it import CHOICES, close, may_close
from casework.applications.drafts import draft_of
from casework.applications.faults import Fault, faults
from casework.applications.first_content import first_content
from casework.applications.lines import (
    EMPTY,
    LONGEST_NAME,
    Form,
    Kind,
    LookedAt,
    Outcome,
    Period,
    PgbMet,
    is_granted,
    is_once,
    line,
    per_week,
    total_per_week,
    unit_price,
)
from casework.applications.to_you import to_you
from casework.cases.tabs import shown_head
from casework.engine.door import permitted
from casework.engine.fields import DayField, EurosField, WordsField
from casework.engine.forms import StepForm, radio
from casework.engine.lookup import sees_anchor
from casework.engine.machine import step_named
from casework.engine.mandates import covers
from casework.engine.own_mandate import own_mandate
from casework.engine.speaks_about import speaks_about
from casework.engine.telling import Reader
from casework.engine.words import Json, euros
from casework.law.models import WMO, Ground
from casework.products.fields import QuantityField
from casework.products.models import Product, ProductPrice, Unit
from casework.products.offered import providers_in
from roles.models import MandateKind

MOST_LINES: Final = 6
LENT: Final = (("bruikleen", "In bruikleen"), ("eigendom", "Wordt van de inwoner"))
YES_NO: Final = (("ja", "Ja, via het CAK"), ("nee", "Nee"))


class RowChoice(forms.ChoiceField):
    """One of these rows, by its key; None where nothing is chosen."""

    def __init__(self, rows: Mapping[str, Any], empty: str, **kwargs: Any) -> None:
        self.rows = rows
        choices = [("", empty), *((key, str(row)) for key, row in rows.items())]
        super().__init__(choices=choices, required=False, **kwargs)

    def clean(self, value: Any) -> Any:
        return self.rows.get(super().clean(value))


def _by_key(rows: Iterable[Any]) -> dict[str, Any]:
    return {str(one.pk): one for one in rows}


class DecideForm(StepForm):
    """What is missing is told at its field, and at the top of the page while one types: nothing is required by the field
    alone, because what a grant needs a refusal doesn't."""

    page = "applications/decide.html"
    few_required = tells_what_is_missing = True
    only_looked = False  # nothing is sent yet: what is missing is told at the top alone

    def set_up(self) -> None:
        self.rules = self.obj.rules(self.today)
        self.asks_care = self.anchor.report_sent_on is None
        self.kept = None if self.is_bound else draft_of(self.obj, self.sight.user, timezone.now())
        self.initial = {} if self.is_bound else self._as_it_stands()
        self.many = _many(self.data.get("lines") if self.is_bound else self.initial.get("lines"))
        for number in range(1, self.many + 1):
            for name, field in self._of_a_line().items():
                self.fields[f"{name}_{number}"] = field
        self.fields["looked_at"] = forms.MultipleChoiceField(
            label="Hebt u gekeken of de inwoner …",
            choices=LookedAt.choices,
            widget=forms.CheckboxSelectMultiple,
            required=False,
        )
        self.fields["close_as"] = forms.ChoiceField(label="Uitkomst bij afsluiten", choices=CHOICES, required=False)
        if self.asks_care:
            self.fields["care"] = WordsField(
                label="Wat hebt u nagegaan, nu er geen onderzoeksverslag is?", long=True, required=False
            )

    def _of_a_line(self) -> dict[str, forms.Field]:
        words: dict[str, Any] = {"required": False, "reader": Reader.CITIZEN}
        local = {"list": "artikelen-verordening"}
        return {
            "outcome": radio("Wat besluit u?", Outcome.choices, required=False),
            "kind": radio("Wat voor hulp?", Kind.choices, required=False),
            "product": RowChoice(self._products, "Staat niet in de lijst", label="Hulp"),
            "what": WordsField(
                label="Hulp, zoals de inwoner het leest",
                longest=LONGEST_NAME,
                help_text="De brief zegt: ‘U krijgt: …’. Bijvoorbeeld ‘een traplift’ of ‘hulp bij het huishouden’.",
                **words,
            ),
            "provider": RowChoice(self._providers, "Kies een aanbieder", label="Aanbieder"),
            "amount": QuantityField(label="Hoeveel", required=False),
            "unit": forms.ChoiceField(
                label="Eenheid", choices=[("", "zoals het product"), *Unit.choices], required=False
            ),
            "period": forms.ChoiceField(label="Per", choices=Period.choices, required=False),
            "frequency": WordsField(label="Wat gebeurt er hoe vaak?", longest=300, **words),
            "price": EurosField(label="Prijs per eenheid, of het bedrag van de offerte", required=False),
            "lent": radio("In bruikleen of eigendom?", LENT, required=False),
            "owner_heard": WordsField(label="Hoe is de eigenaar van de woning gehoord?", longest=300, **words),
            "starts_on": DayField(label="Vanaf", required=False),
            "ends_on": DayField(label="Tot en met", required=False),
            "review_on": DayField(label="Opnieuw bekijken op", required=False),
            "form": radio("Vorm", Form.choices, required=False),
            "pgb_tariff": EurosField(label="Tarief van het pgb, per eenheid", required=False),
            "pgb_holder": WordsField(label="Wie beheert het pgb?", longest=160, **words),
            "pgb_met": forms.MultipleChoiceField(
                label="Zorg in natura en pgb zijn uitgelegd, en de inwoner …",
                choices=PgbMet.choices,
                widget=forms.CheckboxSelectMultiple,
                required=False,
            ),
            "motivation": WordsField(label="Waarom (dit leest de inwoner)", long=True, rows=5, required=False),
            "ground": RowChoice(self._grounds, "Kies een artikel", label="Wet"),
            "verordening": WordsField(
                label="Verordening of beleidsregel", longest=200, widget=forms.TextInput(attrs=local), **words
            ),
            "contribution": radio("Eigen bijdrage?", YES_NO, required=False),
            "no_contribution_why": WordsField(
                label="Waarom geen eigen bijdrage?",
                longest=200,
                widget=forms.TextInput(attrs={"list": "uitzonderingen"}),
                **words,
            ),
        }

    # --- what can be chosen, read once for all lines ---------------------------------------------------------------

    @cached_property
    def _products(self) -> dict[str, Any]:
        return _by_key(Product.objects.filter(active=True))

    @cached_property
    def _providers(self) -> dict[str, Any]:
        return _by_key(providers_in(self.anchor.kern_id))

    @cached_property
    def _grounds(self) -> dict[str, Any]:
        return _by_key(Ground.objects.filter(active=True, maatwerk=True, article__istartswith=WMO))

    @cached_property
    def _prices(self) -> dict[tuple[int, int, int], Decimal]:
        """Of these providers, in every year."""
        rows = ProductPrice.objects.filter(provider__in=[one.pk for one in self._providers.values()])
        return {(one.product_id, one.provider_id, one.year): one.price for one in rows}

    # --- what stands in it -----------------------------------------------------------------------------------------

    def _as_it_stands(self) -> dict[str, Any]:
        """What this person typed and didn't send; else what is prepared; else what was asked."""
        if self.kept is not None:
            return {
                name: values if name.startswith(_SEVERAL) else values[-1] for name, values in self.kept.typed.items()
            }
        content = self.obj.content or self._before_anything()
        initial: dict[str, Any] = {"lines": len(content["lines"]), "looked_at": content["looked_at"]}
        initial["care"] = content["care"]
        for number, one in enumerate(content["lines"], 1):
            initial |= {f"{name}_{number}": _shown(name, one[name]) for name in self._of_a_line()}
        return initial

    def _before_anything(self) -> Json:
        """As the research leaves it. Where there is only one ground to choose from, it is that."""
        content = first_content(self.obj)
        if len(self._grounds) == 1:
            (only,) = self._grounds.values()
            content["lines"] = [one | {"ground": only.pk} for one in content["lines"]]
        return content

    @property
    def is_kept(self) -> str:
        """'11.42', where what stands here was kept while typing."""
        return f"{timezone.localtime(self.kept.saved_at):%H.%M}" if self.kept else ""

    @cached_property
    def content(self) -> Json:
        """Of what is filled in as far as it can be understood; before anything was sent, of what stands there."""
        if not self.is_bound:
            twin = type(self)(self._as_sent(), obj=self.obj, sight=self.sight)
            twin.is_valid()
            found: Json = twin.content
            return found
        self.errors  # noqa: B018  it is read when the form is cleaned
        read: Json = self.__dict__["content"]
        return read

    def _as_sent(self) -> QueryDict:
        data = QueryDict(mutable=True)
        for name, value in self.initial.items():
            data.setlist(name, [str(one) for one in value] if isinstance(value, list) else [str(value)])
        return data

    def _line(self, number: int) -> Json:
        """As it is understood; the price is that of the list, of the year in which the help begins, where it has one."""
        typed = {name: self.cleaned_data.get(f"{name}_{number}") for name in EMPTY if f"{name}_{number}" in self.fields}
        product, provider = typed["product"], typed["provider"]
        given = {name: value for name, value in typed.items() if value not in (None, "", [])}
        if product is not None:
            given.pop("unit", None)
        if typed["form"] == Form.PGB:
            given.pop("provider", None)
            provider = None
        if product and provider and typed["kind"] in (Kind.HULP, "", None):
            listed = self._prices.get((product.pk, provider.pk, (typed["starts_on"] or self.today).year))
            if listed is not None:
                given["price"] = listed
        return line(**given)

    # --- what is said of it ----------------------------------------------------------------------------------------

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = self.cleaned_data
        for number in range(1, self.many + 1):
            self._tell_another_price(number)
        return data

    def _clean_form(self) -> None:
        super()._clean_form()
        self.content = {
            "lines": [self._line(number) for number in range(1, self.many + 1)],
            "looked_at": sorted(self.cleaned_data.get("looked_at") or ()),
            "care": self.cleaned_data.get("care") or "",
            "asks_care": self.asks_care,
        }
        for one in faults(self.content, self.obj, self.today):
            if one.field not in self.errors:
                self.add_error(one.field, one.sentence)

    def _tell_another_price(self, number: int) -> None:
        """What the page showed when it was sent isn't what the list says by now."""
        seen, one = self.data.get(f"seen_{number}", ""), self._line(number)
        if seen and one["product"] and one["form"] == Form.ZIN and not is_once(one) and seen != one["price"]:
            now = unit_price(one)
            words = f"De prijs is gewijzigd, en is nu {euros(now)}." if now else "Deze prijs is er niet meer."
            self.add_error(f"product_{number}", f"{words} Kijk het besluit nog eens na.")

    def details(self) -> dict[str, Any]:
        return {"content": self.content}

    @cached_property
    def missing(self) -> list[tuple[str, Any]]:
        """What is missing yet, in words, with its field: in the order of the letter."""
        several = self.many > 1
        return [(_told(one, several), self[one.field]) for one in self._faults if one.short]

    @cached_property
    def _faults(self) -> list[Fault]:
        return faults(self.content, self.obj, self.today)

    @cached_property
    def mandates(self) -> list[Any]:
        return own_mandate(self.sight, MandateKind.BESLUIT, self.anchor)

    @cached_property
    def letter(self) -> Preview | None:
        return preview(self.obj, self.content, self.sight, self.mandates, opened=str(self.data.get("gelezen", "")))

    @property
    def read(self) -> str:
        """What the letter said when the page was opened: it comes back with each change."""
        return str(self.data.get("gelezen", "")) or (self.letter.words if self.letter else "")

    @cached_property
    def head(self) -> dict[str, Any]:
        """Of the case, as its other pages have it; empty for who doesn't see it."""
        return shown_head(self.anchor, self.sight, "besluiten") if sees_anchor(self.sight, self.anchor) else {}

    @cached_property
    def may_decide(self) -> bool:
        return self._may("decide")

    @cached_property
    def may_prepare(self) -> bool:
        return self._may("prepare")

    def _may(self, name: str) -> bool:
        declared = step_named(type(self.obj), name)
        return declared is not None and permitted(self.obj, declared, self.sight)

    # --- and closed in one act ---------------------------------------------------------------------------------------

    @cached_property
    def may_close(self) -> bool:
        return may_close(self.anchor, self.sight, but=self.obj)

    @property
    def follows_up(self) -> bool:  # type: ignore[override]
        return self.is_bound and self.data.get("sluit") == "ja" and self.may_decide

    def follow_up(self, obj: Any) -> None:
        granted = any(is_granted(one) for one in self.content["lines"])
        close(self.anchor, self.sight, self.cleaned_data.get("close_as", ""), granted=granted)

    @property
    def term(self) -> Any:
        """Until when there is time to decide."""
        return self.obj.decide_by(self.today)

    @property
    def asked_by_others(self) -> list[Any]:
        """What later nouns ask with it; and what the writer may excuse."""
        return [self[name] for name in self.fields if name not in self.own]

    @property
    def needs_second(self) -> bool:
        """Whether a second person decides on what stands here."""
        return bool(self.rules.needs_second(self.content["lines"]))

    @property
    def total(self) -> str:
        """What it costs per week together, and whether that is within one's mandate."""
        amount = total_per_week(self.content["lines"])
        if amount is None:
            return ""
        return f"Samen {euros(amount)} per week · {self._within(amount)}" if self.many > 1 else ""

    def _within(self, amount: Decimal) -> str:
        if not self.mandates:
            return "u hebt geen mandaat voor dit besluit"
        if any(one.max_amount is None for one in self.mandates):
            return "binnen uw mandaat"
        most = max(one.max_amount for one in self.mandates)
        inside = any(covers(one, amount=amount) for one in self.mandates)
        return f"{'binnen' if inside else 'boven'} uw mandaat (tot {euros(most)} per week)"

    @property
    def each(self) -> list[dict[str, Any]]:
        """The lines, each with its fields by their name and what is said beside them."""
        name = self.anchor.person.name if self.anchor.person else ""
        return [
            {"number": number, "several": self.many > 1}
            | {field: self[f"{field}_{number}"] for field in self._of_a_line()}
            | {"costs": self._costs(one), "seen": one["price"] if one["product"] else ""}
            | {"about": [(words, to_you(words)) for words in speaks_about(one["motivation"], name)]}
            for number, one in enumerate(self.content["lines"], 1)
        ]

    def _costs(self, one: Json) -> str:
        """'€ 61,20 per uur · € 183,60 per week · binnen uw mandaat (tot € 400,00 per week)'."""
        price, week = unit_price(one), per_week(one)
        if not is_granted(one) or price is None:
            return ""
        told = [f"{euros(price)} per {one['unit']}" if one["unit"] and not is_once(one) else euros(price)]
        if week is not None:
            told += [f"{euros(week)} per week", *([] if self.many > 1 else [self._within(week)])]
        return " · ".join(told)

    @property
    def exceptions(self) -> list[str]:
        return list(self.rules.listed("exceptions"))

    @property
    def articles(self) -> list[str]:
        return list(self.rules.listed("articles"))


_SEVERAL: Final = ("looked_at", "pgb_met")


def _many(asked: Any) -> int:
    text = str(asked or "")
    return max(1, min(int(text), MOST_LINES)) if text.isascii() and text.isdigit() and len(text) < 3 else 1


def _shown(name: str, value: Any) -> Any:
    """As a field shows it: an amount the Dutch way, a day as a day."""
    if name in ("price", "pgb_tariff", "amount") and value:
        return Decimal(value)
    if name in ("starts_on", "ends_on", "review_on") and value:
        return dt.date.fromisoformat(value)
    return "" if value is None else value


def _told(one: Fault, several: bool) -> str:
    return f"{one.short} ({one.line})" if several and one.line else one.short
