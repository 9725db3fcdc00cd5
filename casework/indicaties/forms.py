"""What a voorlopige indicatie and its steps ask."""

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from typing import Any, Final, cast

from django import forms

from casework.engine.fields import DayField, EurosField, WordsField
from casework.engine.forms import PersonChoice, StepForm, _in_order, radio
from casework.engine.needed import When
from casework.engine.noun import Asks
from casework.engine.own_mandate import own_mandate
from casework.engine.possible_days import Days
from casework.engine.telling import Reader
from casework.indicaties import possible_days as indicaties_days
from casework.indicaties.conditions import has_a_running_indicatie
from casework.indicaties.models import AFTER_END_RENEWED, AFTER_END_STOPPED, VoorlopigeIndicatie
from casework.indicaties.operations import default_end
from casework.indicaties.put_to import OnDuty, on_duty
from casework.indicaties.states import IndicatieState
from casework.products.fields import QuantityField
from casework.products.models import ProductPrice, Unit
from casework.products.offered import OTHER, choices, key_of, offered_in, price_of, providers_in
from roles.models import MandateKind
from wijkweb.models import Organisation

MOST_PER_WEEK: Final = Decimal("999999.99")


class OnDutyChoice(PersonChoice):
    """A colleague who is there, with the number to call."""

    def __init__(self, there: Sequence[OnDuty], **kwargs: Any) -> None:
        super().__init__([one.who.pk for one in there], **kwargs)
        self.phones = {one.who.pk: one.phone for one in there}

    def label_from_instance(self, obj: Any) -> str:
        return ", ".join(filter(None, (obj.name, self.phones.get(obj.pk))))


class SubmitForm(StepForm):
    def set_up(self) -> None:
        """Nobody to choose: the page says why, and asks nothing."""
        if not (there := on_duty(self.attempt())):
            return
        self.fields["submitted_to"] = OnDutyChoice(
            there,
            label="Aan wie legt u de indicatie voor?",
            help_text="Collega's die er vandaag zijn en dit mogen afgeven. Haast? Bel ook even.",
        )


class HelpStartedForm(StepForm):
    def set_up(self) -> None:
        self.happened("started_on", "Wanneer is de hulp begonnen?")


class HelpStoppedForm(StepForm):
    why = WordsField(label="Waarom is de hulp gestopt?", longest=200)

    def set_up(self) -> None:
        last = min(self.obj.ends_on, self.today)
        span = indicaties_days.help_stopped(self.obj, self.today)
        self.happened("stopped_on", "Wat was de laatste dag met hulp?", span=span, initial=last)


class HelpCannotForm(StepForm):
    why = WordsField(label="Waarom lukt het niet (op tijd)?", long=True, reader=Reader.CITIZEN)

    def set_up(self) -> None:
        self.comes(
            "able_from", "Vanaf wanneer lukt het wel?", required=False, help_text="Weet u het niet? Laat dit leeg."
        )


class ReviewForm(StepForm):
    ok = radio("Bent u akkoord met deze indicatie?", (("ja", "Ja, akkoord"), ("nee", "Nee, niet akkoord")))
    review_why = WordsField(label="Waarom niet?", long=True, required=False)
    NEEDED = {"review_why": When("verplicht bij ‘niet akkoord’", "ok", ("nee",))}

    def clean(self) -> dict[str, Any]:
        if self.cleaned_data.get("ok") == "nee":
            self.require("review_why")
        return self.cleaned_data

    def details(self) -> dict[str, Any]:
        return {"ok": self.cleaned_data["ok"] == "ja", "review_why": self.cleaned_data["review_why"]}


class ExtendForm(StepForm):
    def set_up(self) -> None:
        after = self.obj.ends_on + dt.timedelta(days=1)
        self.comes(
            "until",
            "Tot en met welke dag loopt de hulp?",
            first=after,
            initial=self.obj.ends_on + dt.timedelta(weeks=2),
        )


class WithdrawIndicatieForm(StepForm):
    why = WordsField(label="Waarom trekt u de indicatie in?", long=True)

    def set_up(self) -> None:
        self.fields["heard_how"] = WordsField(label="Hoe hebt u de inwoner gehoord?", longest=160)
        self.happened("heard_on", "Wanneer?")
        self.comes(
            "until",
            "Tot en met welke dag loopt de hulp nog?",
            initial=min(self.obj.ends_on, max(self.today + dt.timedelta(weeks=2), self.obj.starts_on)),
            span=indicaties_days.help_stops(self.obj, self.today),
        )


class AfterEndForm(StepForm):
    """One of two; that there is a new indicatie can only be said where there is one."""

    why = WordsField(label="Waarom is dat goed?", longest=200, required=False)
    NEEDED = {"why": When("verplicht als de hulp stopt", "after", ("gestopt",))}

    def set_up(self) -> None:
        choices = [("gestopt", AFTER_END_STOPPED)]
        if has_a_running_indicatie(self.attempt()):
            choices.insert(0, ("nieuw", AFTER_END_RENEWED))
        self.fields = {"after": radio("Hoe gaat het verder?", choices), **self.fields}

    def clean(self) -> dict[str, Any]:
        if self.cleaned_data.get("after") == "gestopt":
            self.require("why")
        return self.cleaned_data

    def details(self) -> dict[str, Any]:
        return {"renewed": self.cleaned_data["after"] == "nieuw", "why": self.cleaned_data["why"]}


class IndicatieForm(StepForm):
    """A draft; also to change one.

    Help out of the list counts its own cost and brings its own words; either can still be written otherwise. Where the
    municipality has no list, or the help isn't in it, all of it is written.
    """

    WRITTEN: Final = ("what", "provider", "frequency", "amount_per_week")  # of help that isn't in the list

    offer = forms.ChoiceField(label="Welke hulp, en van wie?")
    units_per_week = QuantityField(
        label="Hoeveel per week?",
        help_text="Een getal, bijvoorbeeld 2,5. De kosten per week tellen wij daarmee.",
    )
    what = WordsField(label="Welke hulp?", longest=160, reader=Reader.CITIZEN)
    provider = forms.ModelChoiceField(
        Organisation.objects.none(), label="Wie geeft de hulp?", empty_label="Kies een organisatie"
    )
    frequency = WordsField(label="Hoeveel uren of hoe vaak?", longest=120, reader=Reader.CITIZEN)
    amount_per_week = EurosField(label="Wat kost dit per week, in euro's?", most=MOST_PER_WEEK)
    agreed_with = WordsField(label="Met wie is dit afgesproken?", longest=160, reader=Reader.CITIZEN)
    why_now = WordsField(label="Waarom kan dit niet wachten?", long=True)

    @property
    def mandates(self) -> list[Any]:
        """What this person may decide alone: told before they fill anything in."""
        return own_mandate(self.sight, MandateKind.INDICATIE, self.anchor)

    def set_up(self) -> None:
        self.offers = offered_in(self.anchor.kern_id, self.today.year)
        cast(Any, self.fields["provider"]).queryset = providers_in(self.anchor.kern_id)
        if isinstance(self.obj, VoorlopigeIndicatie):
            self.initial = self._as_it_stands(self.obj)
            self.keep("provider", self.obj.provider, "niet in deze kern, of niet meer actief")
        else:
            starts = self.today
            self.initial = {"starts_on": starts, "ends_on": default_end(self.anchor, self.sight, starts)}
        self.fields["starts_on"] = DayField(label="Begint op", span=indicaties_days.help_starts(self.today))
        self.fields["ends_on"] = DayField(
            label="Loopt tot en met",
            span=indicaties_days.help_ends(self.today),
            help_text="De onderzoekstermijn en twee weken erbij, hoogstens wat uw mandaat toelaat.",
        )
        self._ask_by_the_list()

    def _as_it_stands(self, stands: VoorlopigeIndicatie) -> dict[str, Any]:
        """What follows from the list stays empty, so that it follows again when the answer changes."""
        names = (*self.WRITTEN, "agreed_with", "why_now", "starts_on", "ends_on")
        initial: dict[str, Any] = {name: getattr(stands, name) for name in names}
        if not self.offers:
            return initial
        offer, units = self._offer(f"{stands.product_id}-{stands.provider_id}"), stands.units_per_week
        if offer is None or units is None:
            return initial | {"offer": OTHER, "units_per_week": None}
        follows = self._follows(offer, units, stands.starts_on.year)
        initial |= {name: None for name, value in follows.items() if value == initial[name]}
        return initial | {"offer": key_of(offer.product_id, offer.provider_id), "units_per_week": units}

    def _ask_by_the_list(self) -> None:
        if not self.offers:
            del self.fields["offer"], self.fields["units_per_week"]
            return
        other = "Andere hulp of aanbieder: vul hieronder in welke"
        cast(Any, self.fields["offer"]).choices = choices(self.offers, other)
        written = (self.data.get("offer") if self.is_bound else self.initial.get("offer")) == OTHER
        self.fields["units_per_week"].required = not written
        for name in self.WRITTEN:
            self.fields[name].required = written
        self.fields["frequency"].label = "Hoe vaak of wanneer, in woorden"
        self.fields["amount_per_week"].help_text = "Leeg: dan tellen wij het, hoeveel keer de prijs."

    @property
    def at_once(self) -> list[Any]:
        return [field for field in self.visible_fields() if not self.offers or field.name not in self.WRITTEN]

    @property
    def folded(self) -> list[Any]:
        """What is only written where the list doesn't say it."""
        return [self[name] for name in self.WRITTEN] if self.offers else []

    @property
    def opens(self) -> bool:
        return any(one.errors or one.value() for one in self.folded)

    def _offer(self, key: str) -> ProductPrice | None:
        return next((one for one in self.offers if key_of(one.product_id, one.provider_id) == key), None)

    @staticmethod
    def _follows(offer: ProductPrice, units: Decimal, year: int) -> dict[str, Any]:
        """What the list says of it; without an amount where that year has no price."""
        price = offer if year == offer.year else price_of(offer.product_id, offer.provider_id, year)
        return {
            "what": offer.product.name,
            "provider": offer.provider,
            "frequency": f"{Unit(offer.product.unit).counted(units)} per week",
            "amount_per_week": price.per_week(units) if price else None,
        }

    def clean(self) -> dict[str, Any]:
        _in_order(self, "starts_on", "ends_on")
        self.chosen, self.follows = self._offer(self.cleaned_data.get("offer", "")), dict[str, Any]()
        if self.chosen is not None:
            self._follow(self.chosen)
        return self.cleaned_data

    def _follow(self, offer: ProductPrice) -> None:
        typed = self.cleaned_data.get("provider")
        if typed and typed != offer.provider:
            self.add_error("provider", f"U koos hulp van {offer.provider}. Is het een ander? Kies dan ‘Andere hulp’.")
        units, starts = self.cleaned_data.get("units_per_week"), self.cleaned_data.get("starts_on")
        if not units or not starts:
            return
        self.follows = self._follows(offer, units, starts.year)
        if self.cleaned_data.get("amount_per_week") or "amount_per_week" in self.errors:
            return
        amount = self.follows["amount_per_week"]
        if amount is None:
            none = f"Voor {starts.year} is er nog geen prijs van {offer.provider}. Vul in wat het per week kost."
            self.add_error("amount_per_week", none)
        elif amount > MOST_PER_WEEK:
            self.add_error("units_per_week", "Zo wordt het bedrag te groot. Vul minder in.")

    def details(self) -> dict[str, Any]:
        given = {name: value for name, value in super().details().items() if name not in ("offer", "units_per_week")}
        given |= {name: value for name, value in self.follows.items() if not given[name]}
        units = self.cleaned_data.get("units_per_week") if self.chosen else None
        return given | {"product": self.chosen.product if self.chosen else None, "units_per_week": units}

    def field_of(self, detail: str) -> str:
        """What was left empty follows from the list, whatever in this form was changed."""
        if detail in self.follows and not self.cleaned_data.get(detail):
            return "follows"
        return "offer" if detail == "product" else detail


class CorrectIndicatieForm(IndicatieForm):
    """What stands there, to be put right; and what was wrong, which the letter says."""

    why = WordsField(
        label="Wat was er fout?",
        longest=300,
        reader=Reader.CITIZEN,
        help_text="Dit staat in de brief aan de inwoner.",
    )

    def set_up(self) -> None:
        super().set_up()
        del self.fields["why_now"]
        self.fields = {"why": self.fields.pop("why"), **self.fields}


class LastDayOfHelp(Asks):
    """With the end of a case: until when the help that runs goes on."""

    def set_up(self) -> None:
        form = self.form
        running = form.anchor.indicaties.filter(state=IndicatieState.AFGEGEVEN).first()
        if running is None:
            return
        last = max(running.ends_on, form.today)
        form.fields["help_until"] = DayField(
            label="Tot en met welke dag loopt de tijdelijke hulp?",
            span=Days(form.today, last),
            initial=min(last, form.today + dt.timedelta(weeks=2)),
        )

    def details(self) -> dict[str, Any]:
        until = self.form.cleaned_data.get("help_until")
        return {"help_until": until} if until else {}


class TakenOver(Asks):
    """With a decision: which of the help it grants takes the place of the temporary help that runs."""

    def set_up(self) -> None:
        form: Any = self.form
        if not form.anchor.indicaties.filter(state=IndicatieState.AFGEGEVEN).exists():
            return
        several = form.many > 1
        lines = [(str(one), f"Ja, voorziening {one}" if several else "Ja") for one in range(1, form.many + 1)]
        form.fields["takes_over"] = radio(
            "Neemt dit besluit de tijdelijke hulp over, op de dag dat het begint?",
            [*lines, ("", "Nee")],
            required=False,
        )
        form.initial.setdefault("takes_over", form.obj.content.get("takes_over", "1"))

    def details(self) -> dict[str, Any]:
        return {"takes_over": self.form.cleaned_data.get("takes_over", "")}
