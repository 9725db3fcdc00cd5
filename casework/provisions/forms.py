"""What the steps of a provision ask."""

import datetime as dt
from typing import Any, ClassVar, cast

from django import forms

from casework.engine.fields import DayField, EurosField, WordsField
from casework.engine.forms import StepForm, radio
from casework.engine.needed import When
from casework.engine.possible_days import DAY, years
from casework.engine.telling import Reader
from casework.products.fields import QuantityField
from casework.products.models import Unit
from casework.products.offered import providers_in
from casework.provisions import possible_days as days
from casework.provisions.states import Form, NotHeard, Period, ReviewGround
from wijkweb.models import Organisation


class StartedForm(StepForm):
    def set_up(self) -> None:
        label = "Wanneer is het geleverd?" if self.obj.once else "Wanneer is de hulp begonnen?"
        span = days.started(self.obj, self.today)
        self.happened("started_on", label, span=span, initial=min(self.obj.starts_on or self.today, self.today))


class OrderForm(StepForm):
    """What the supplier must know to bring the right thing: it reads this, and no more of the file."""

    what = WordsField(
        label="Wat bestelt u?",
        long=True,
        reader=Reader.OUTSIDE,
        help_text="Dit leest de leverancier. Noem het product, de maten en waar het komt. Niet waarom.",
    )

    def set_up(self) -> None:
        self.initial = {"what": self.obj.order_words or self.obj.what, "deliver_by": self.obj.deliver_by}
        span = days.delivered_by(self.today)
        self.fields["deliver_by"] = DayField(label="Uiterlijk te leveren op", span=span)


class TakenBackForm(StepForm):
    def set_up(self) -> None:
        span = days.taken_back(self.obj, self.today)
        self.happened("taken_back_on", "Wanneer is het teruggehaald?", span=span)


class StoppedForm(StepForm):
    why = WordsField(label="Waarom is de hulp gestopt?", longest=200)

    def set_up(self) -> None:
        last = min(filter(None, (self.obj.ends_on, self.today)), default=self.today)
        span = days.stopped(self.obj, self.today)
        self.happened("stopped_on", "Wat was de laatste dag met hulp?", span=span, initial=last)


class CannotForm(StepForm):
    why = WordsField(label="Waarom lukt het niet (op tijd)?", long=True, reader=Reader.CITIZEN)

    def set_up(self) -> None:
        self.comes(
            "able_from", "Vanaf wanneer lukt het wel?", required=False, help_text="Weet u het niet? Laat dit leeg."
        )


class PauseForm(StepForm):
    why = WordsField(label="Waarom?", longest=200, help_text="Bijvoorbeeld: opname in het ziekenhuis.")

    def set_up(self) -> None:
        span = days.paused(self.obj, self.today)
        self.happened("paused_from", "Vanaf wanneer is er geen hulp?", span=span)
        self.comes("until", "Wanneer gaat de hulp weer door, denkt u?", required=False)


class ResumeForm(StepForm):
    def set_up(self) -> None:
        span = days.resumed(self.obj, self.today)
        self.happened("resumed_on", "Vanaf wanneer is er weer hulp?", span=span)


def _why(label: str = "Waarom besluit u dit?", **more: Any) -> WordsField:
    return WordsField(
        label=label,
        long=True,
        reader=Reader.CITIZEN,
        **{"help_text": "Dit staat in de brief aan de inwoner."} | more,
    )


class ExtendForm(StepForm):
    """One screen: until when, with the words of most letters already there."""

    why = _why(initial="Wij hebben met u gebeld. Er is niets veranderd: u hebt deze hulp nog nodig.")

    def set_up(self) -> None:
        span = days.extended(self.obj, self.today)
        initial = years(self.obj.ends_on or self.obj.review_on or self.today, 1)
        label = "Tot en met welke dag?" if self.obj.ends_on else "Wanneer bekijken wij het weer?"
        until = DayField(label=label, span=span, initial=min(max(initial, span.first), span.last))
        self.fields = {"until": until, **self.fields}


class LookAgainForm(StepForm):
    changed = WordsField(
        label="Wat is er veranderd?",
        long=True,
        help_text="Bel of bezoek de inwoner. Wat het vorige onderzoek vond, staat straks al in het nieuwe.",
    )


class BridgeForm(StepForm):
    why = _why(initial="Ons nieuwe besluit is nog niet klaar. Tot die tijd hebt u deze hulp nodig.")

    def set_up(self) -> None:
        if self.obj.ends_on is None:
            return
        span = days.bridged(self.obj, self.today)
        initial = min(self.obj.ends_on + dt.timedelta(weeks=8), span.last)
        until = DayField(label="Tot en met welke dag?", span=span, initial=max(initial, span.first))
        self.fields = {"until": until, **self.fields}


class _ColumnsForm(StepForm):
    """What stands, to be made otherwise. `details` gives it as `columns`, only what this form asks."""

    ASKED: ClassVar[tuple[str, ...]] = (
        "provider",
        "amount",
        "unit",
        "period",
        "frequency",
        "ends_on",
        "contribution",
        "no_contribution_why",
    )

    provider = forms.ModelChoiceField(
        Organisation.objects.none(), label="Wie geeft de hulp?", required=False, empty_label="Nog niet bekend"
    )
    amount = QuantityField(label="Hoeveel?", required=False)
    unit = forms.ChoiceField(label="Gerekend in", choices=[("", "Niet van toepassing"), *Unit.choices], required=False)
    period = forms.ChoiceField(
        label="Hoe vaak?", choices=[("", "Niet van toepassing"), *Period.choices], required=False
    )
    frequency = WordsField(label="Wat gebeurt er, en hoe vaak?", longest=300, required=False, reader=Reader.CITIZEN)
    ends_on = DayField(label="Loopt tot en met", required=False)
    contribution = forms.BooleanField(label="De inwoner betaalt een eigen bijdrage", required=False)
    no_contribution_why = WordsField(
        label="Waarom geen eigen bijdrage?", longest=200, required=False, reader=Reader.CITIZEN
    )

    def set_up(self) -> None:
        cast(Any, self.fields["provider"]).queryset = providers_in(self.anchor.kern_id)
        self.keep("provider", self.obj.provider, "niet in deze kern, of niet meer actief")
        if self.obj.form == Form.PGB:
            del self.fields["provider"]
        if self.obj.ends_on is None:
            del self.fields["ends_on"]
        else:
            self.fields["ends_on"].required = True
        stands = {name: getattr(self.obj, name) for name in self.ASKED} | {"provider": self.obj.provider_id}
        self.initial = stands | dict(self.initial)

    def columns(self) -> dict[str, Any]:
        found = {name: self.cleaned_data[name] for name in self.ASKED if name in self.fields}
        if "provider" in found:
            found["provider_id"] = getattr(found.pop("provider"), "pk", None)
        if found.get("contribution"):
            found["no_contribution_why"] = ""
        return found

    def details(self) -> dict[str, Any]:
        given = {name: value for name, value in super().details().items() if name not in self.ASKED}
        return given | {"columns": self.columns()}

    def field_of(self, detail: str) -> str:
        return "amount" if detail == "columns" else detail


class ChangeForm(_ColumnsForm):
    why = _why("Waarom verandert dit?")
    field_order = ("since", *_ColumnsForm.ASKED, "why")

    def set_up(self) -> None:
        super().set_up()
        span = days.changes(self.obj, self.today)
        first = min(max(self.today, span.first), span.last)
        since = DayField(label="Vanaf wanneer geldt dit?", span=span, initial=first)
        self.fields = {"since": since, **self.fields}


class CorrectForm(_ColumnsForm):
    """A slip: also what help it is and from when can be put right."""

    ASKED: ClassVar[tuple[str, ...]] = ("what", "starts_on", *_ColumnsForm.ASKED)

    what = WordsField(label="Welke hulp?", longest=200, reader=Reader.CITIZEN)
    starts_on = DayField(label="Begint op")
    why = _why("Wat was er fout?")
    field_order = (*ASKED, "why")


class ReviewForm(_ColumnsForm):
    """Withdrawn as a whole, or made otherwise, on a ground of the law; the citizen was heard, or it says why not."""

    how = radio("Wat besluit u?", (("intrekken", "Ik trek het besluit in"), ("herzien", "Ik herzie het besluit")))
    ground = radio("Op welke grond (Wmo 2015, artikel 2.3.10)?", ReviewGround.choices)
    on_purpose = forms.BooleanField(
        label="Bij grond a: de inwoner deed dit met opzet",
        required=False,
        help_text="Alleen dan kunt u geld terugvragen.",
    )
    why = _why()
    heard_how = WordsField(label="Hoe hebt u de inwoner gehoord?", longest=160, required=False)
    not_heard = forms.ChoiceField(
        label="Niet gehoord? Waarom niet?",
        choices=[("", "De inwoner is gehoord"), *NotHeard.choices],
        required=False,
    )
    field_order = (
        "how",
        "ground",
        "on_purpose",
        "since",
        *_ColumnsForm.ASKED,
        "why",
        "heard_how",
        "heard_on",
        "not_heard",
    )

    def set_up(self) -> None:
        super().set_up()
        span = days.reviewed(self.obj, self.today)
        first = min(max(self.today + DAY, span.first), span.last)
        self.fields["since"] = DayField(
            label="Vanaf welke dag geldt dit?",
            span=span,
            initial=first,
            help_text="Trekt u in? Dan is de dag hiervoor de laatste dag met hulp.",
        )
        self.happened("heard_on", "Wanneer?", required=False, initial=None)
        self.order_fields(self.field_order)

    def clean(self) -> dict[str, Any]:
        super().clean()
        given = self.cleaned_data
        if not given.get("not_heard"):
            self.require("heard_how", "heard_on")
        if given.get("on_purpose") and given.get("ground") not in (None, ReviewGround.A):
            self.add_error("on_purpose", "Opzet hoort bij grond a.")
        return given

    NEEDED = {
        "heard_how": When("verplicht als u de inwoner hebt gehoord"),
        "heard_on": When("verplicht als u de inwoner hebt gehoord"),
    }

    def details(self) -> dict[str, Any]:
        given = super().details()
        withdraws = given.pop("how") == "intrekken"
        if given["not_heard"]:
            given |= {"heard_how": "", "heard_on": None}
        return given | {"withdraws": withdraws} | ({"columns": {}} if withdraws else {})


class SuspendPaymentForm(StepForm):
    why = _why("Waarom staat de betaling stil?")

    def set_up(self) -> None:
        span = days.payment_stops(self.obj, self.today)
        until = DayField(label="Tot en met welke dag?", span=span, initial=span.last)
        self.fields = {"until": until, **self.fields}


class RecoverForm(StepForm):
    recovered = EurosField(label="Welk bedrag vraagt u terug, in euro's?")
    why = _why("Hoe komt u aan dit bedrag?")
