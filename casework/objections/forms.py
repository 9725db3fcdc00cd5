"""What an objection and its steps ask."""

from typing import Any

from django import forms

from casework.appointments.forms import TimeField
from casework.defaults.states import CameBy as NoticeCameBy
from casework.documents.content import representative
from casework.documents.kinds import deciding
from casework.documents.models import Document
from casework.documents.states import DocumentState
from casework.engine.fields import DayField, WordsField
from casework.engine.forms import StepForm, radio
from casework.engine.needed import When
from casework.engine.possible_days import EARLIEST, Days
from casework.engine.words import day_in_words
from casework.objections.conditions import (
    days_of_repair,
    days_since_receipt,
    days_to_be_heard,
    later_than_the_term,
)
from casework.objections.states import OUTCOMES, REVOKES, CameBy, Costs, HearingBy, Measure, RepairKind, Waived


class LetterChoice(forms.ModelChoiceField):  # type: ignore[type-arg]  # takes none at run time
    """A decision, by what it is called and when it was sent."""

    def label_from_instance(self, obj: Any) -> str:
        until = f", bezwaar kon tot en met {day_in_words(obj.object_until)}" if obj.object_until else ""
        return f"{obj.get_kind_display()}, verstuurd op {day_in_words(obj.sent_on)}{until}"


def decisions(form: StepForm) -> Any:
    """The letters one may object to, of those this person may read."""
    rows = Document.objects.visible_to(form.sight).filter(case=form.anchor, kind__in=deciding(), copy_of=None)
    return rows.filter(state=DocumentState.VERSTUURD, object_until__isnull=False).order_by("-sent_on", "-pk")


class ObjectionForm(StepForm):
    """What came in, as anyone of the team writes it down."""

    def set_up(self) -> None:
        self.fields["against"] = LetterChoice(
            decisions(self), label="Tegen welk besluit is het bezwaar?", empty_label="Kies een besluit"
        )
        self.fields["how"] = radio("Hoe kwam het binnen?", CameBy.choices)
        self.happened("received_on", "Wanneer kwam het binnen?")
        self.happened(
            "posted_on", "Welke dag staat op het poststempel?", required=False, initial=None,
            help_text="Alleen bij post. Is het stempel niet te lezen, laat dit dan leeg.",
        )  # fmt: skip
        self.fields["by_whom"] = forms.CharField(
            label="Wie schreef het, als dat niet de inwoner zelf is?", max_length=160, required=False
        )
        self.fields["text"] = WordsField(label="Wat staat erin?", long=True, required=False)
        self.fields["pro_forma"] = forms.BooleanField(label="Er staat nog niet in waarom", required=False)
        self.fields["late_why"] = WordsField(
            label="Is het te laat? Wat is daarvan de reden, volgens de inwoner?", long=True, rows=2, required=False
        )
        self.fields["costs_asked"] = forms.BooleanField(
            label="De inwoner vraagt om vergoeding van kosten", required=False
        )


class OwnObjectionForm(StepForm):
    """What the citizen, or who represents them, writes on their own page."""

    def set_up(self) -> None:
        self.fields["against"] = LetterChoice(
            decisions(self), label="Met welk besluit bent u het niet eens?", empty_label="Kies een besluit"
        )
        self.fields["text"] = WordsField(
            label="Waarom bent u het er niet mee eens?",
            long=True,
            required=False,
            help_text="Weet u het nog niet precies? Laat dit leeg. Wij vragen u er later om.",
        )
        self.fields["late_why"] = WordsField(
            label="Is de laatste dag al voorbij? Vertel dan waarom uw bezwaar nu pas komt.",
            long=True,
            rows=2,
            required=False,
        )


class TakeOnForm(StepForm):
    may_stay_empty = True
    committee = forms.BooleanField(
        label="Een commissie met een voorzitter van buiten adviseert (dan is de termijn twaalf weken)", required=False
    )


class RepairForm(StepForm):
    kind = radio("Wat ontbreekt er?", RepairKind.choices)
    missing = WordsField(label="Leg dat uit (dit leest de inwoner)", long=True)

    def set_up(self) -> None:
        self.comes("until", "Tot en met welke dag kan dat?")


class RepairedForm(StepForm):
    """Where one thing is awaited, that is what was repaired."""

    def set_up(self) -> None:
        places = [
            (str(number), f"{one.label} (gevraagd op {day_in_words(one.asked_on)})")
            for number, one in enumerate(self.obj.asked_to_repair)
            if one.is_awaited
        ]
        only = places[0][0] if len(places) == 1 else None
        self.fields["repair"] = radio("Wat is er gekomen?", places, initial=only)
        self.happened("repaired_on", "Op welke dag was dat er?", span=days_of_repair(self.attempt()))
        self.fields["words"] = WordsField(label="Wat schreef de inwoner?", long=True, required=False)


class AdjournForm(StepForm):
    why = WordsField(label="Waarom komt de beslissing later? (dit leest de inwoner)", long=True)


class AgreeForm(StepForm):
    def set_up(self) -> None:
        self.comes("agreed_until", "Tot en met welke dag?", span=later_than_the_term(self.attempt()))
        self.fields["how"] = forms.CharField(label="Hoe stemde de inwoner in, en wanneer?", max_length=160)


class InDefaultForm(StepForm):
    how = radio("Hoe kwam de brief binnen?", NoticeCameBy.choices)

    def set_up(self) -> None:
        self.happened("received_on", "Wanneer kwam de ingebrekestelling binnen?")


class CallForm(StepForm):
    def set_up(self) -> None:
        self.happened("called_on", "Wanneer belde u?", span=days_since_receipt(self.attempt()))
        self.fields["words"] = WordsField(label="Wat is er gezegd?", long=True)


class InviteForm(StepForm):
    def set_up(self) -> None:
        first = days_to_be_heard(self.attempt())
        self.fields["hearing_on"] = DayField(
            label="Welke dag?",
            span=first,
            initial=self.obj.hearing_on,
            help_text=f"Vanaf {day_in_words(first.first)}: dan kan de inwoner het dossier een week lezen (Awb 7:4).",
        )
        self.fields["hearing_at"] = TimeField(label="Hoe laat?", initial=self.obj.hearing_at)
        self.fields["hearing_by"] = radio("Hoe?", HearingBy.choices, initial=self.obj.hearing_by or HearingBy.PLEK)
        self.fields["hearing_place"] = WordsField(
            label="Waar, of op welk nummer belt u? (dit leest de inwoner)",
            longest=200,
            initial=self.obj.hearing_place,
        )
        self.fields["file_where"] = WordsField(
            label="Waar kan de inwoner het dossier lezen? (dit leest de inwoner)",
            longest=200,
            initial=self.obj.file_where or "op het gemeentehuis; bel ons voor een tijd",
        )

    def warnings(self) -> list[str]:
        """The letter goes to who speaks for them only where that is known (Awb 6:17)."""
        written_by, person = self.obj.by_whom, self.anchor.person
        if not written_by or person is None or representative(person, self.today):
            return super().warnings()
        told = f"{written_by} schreef dit bezwaar. Leg vast dat die de inwoner vertegenwoordigt, dan gaat de brief daarheen."
        return [*super().warnings(), told]


class HearForm(StepForm):
    def set_up(self) -> None:
        opened = self.obj.file_open_on
        there = opened if opened and opened <= self.today else None
        self.happened("heard_on", "Wanneer is de inwoner gehoord?", span=days_since_receipt(self.attempt()))
        self.happened(
            "file_open_on", "Vanaf welke dag lag het dossier ter inzage?", initial=there, required=False,
            span=days_since_receipt(self.attempt()), help_text="Ten minste een week voor het horen.",
        )  # fmt: skip
        self.fields["agreed"] = forms.CharField(
            label="Hoe en wanneer stemde de inwoner hiermee in?",
            max_length=160,
            required=False,
            help_text="Alleen nodig zonder uitnodiging, op een andere dag, of als het dossier er korter lag.",
        )
        self.fields["heard_by"] = forms.CharField(
            label="Wie hoorde, en wie was erbij? (dit leest de inwoner)", max_length=200
        )
        self.fields["words"] = WordsField(
            label="Wat is er gezegd? Dit is het verslag (dit leest de inwoner)", long=True, rows=8
        )


class WaiveForm(StepForm):
    waived = radio("Waarom hoort u niet? (Awb, artikel 7:3)", Waived.choices)
    why = WordsField(label="Leg dat uit (dit leest de inwoner)", long=True)


class DecideForm(StepForm):
    """Which of the four it is, why, what comes instead, and the costs."""

    outcome = radio("Wat is de beslissing?", OUTCOMES)
    motivation = WordsField(label="Waarom? (dit leest de inwoner)", long=True, rows=8)
    instead = WordsField(
        label="Wat komt in de plaats van het besluit? (dit leest de inwoner)", long=True, required=False
    )

    NEEDED = {"instead": When("verplicht bij gegrond en deels gegrond", "outcome", tuple(REVOKES))}

    def set_up(self) -> None:
        if not self.obj.in_time:
            self.fields["excused_late"] = forms.BooleanField(
                label="Dat het te laat kwam, is de inwoner niet aan te rekenen. De reden staat hierboven.",
                required=False,
            )
        if self.obj.costs_asked:
            self.fields["costs"] = forms.ChoiceField(
                label="Vergoedt u de kosten die de inwoner vroeg?",
                choices=[one for one in Costs.choices if one[0]],
                widget=forms.RadioSelect,
                help_text="Vergoedt u ze niet, zeg dan hierboven ook waarom.",
            )
            self.fields["costs_amount"] = forms.DecimalField(
                label="Hoeveel, in euro's?", max_digits=8, decimal_places=2, min_value=0, required=False
            )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("outcome") in REVOKES:
            self.require("instead")
        if data.get("costs") == Costs.VERGOED:
            self.require("costs_amount")
        return data


class MeasureForm(StepForm):
    measure = radio("Hoe staat het?", Measure.choices)

    def set_up(self) -> None:
        span = Days(self.obj.against.sent_on or EARLIEST, self.today)
        self.happened("measure_on", "Wanneer is het bij de rechtbank gevraagd?", span=span)
        self.fields["words"] = WordsField(label="Wat bepaalde de rechter?", long=True, required=False)


class ReplaceForm(StepForm):
    def set_up(self) -> None:
        rows = Document.objects.visible_to(self.sight).filter(case=self.anchor, kind__in=deciding(), copy_of=None)
        since = self.obj.decided_on or self.today  # before it is decided nothing comes in the place of what it is about
        later = rows.filter(asked_at__date__gte=since).exclude(pk=self.obj.against_id)
        self.fields["replaced_by"] = ReplacementChoice(
            later.exclude(state=DocumentState.VERVALLEN),
            label="Welk besluit kwam ervoor in de plaats?",
            empty_label="Kies een besluit",
            help_text="Neem eerst het nieuwe besluit: bij de aanvraag, de hulp of de indicatie.",
        )


class ReplacementChoice(LetterChoice):
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.get_kind_display()}, van {day_in_words(obj.asked_at.date())}"
