"""What the steps of a case ask."""

import datetime as dt
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError

from casework.cases.conditions import colleagues_there, later_research, tells_no
from casework.cases.doubles import goes_on_in, why_alike
from casework.cases.events import CaseEvent
from casework.cases.models import Case
from casework.cases.states import (
    FOR_THEMSELVES,
    REPRESENTED,
    CaseKind,
    EndReason,
    Layer,
    Outcome,
    Regie,
    Road,
    Weight,
)
from casework.engine.closing import warnings
from casework.engine.fields import WordsField
from casework.engine.forms import PersonChoice, StepForm, radio
from casework.engine.needed import When
from casework.engine.registry import happened
from casework.people import possible_days as people_days
from roles.actions import Action
from roles.policy import may
from wijkweb.models import Kern


class ConvertForm(StepForm):
    UPWARD: Final = {CaseKind.VRAAG: (CaseKind.MELDING,), CaseKind.SIGNAAL: (CaseKind.VRAAG, CaseKind.MELDING)}

    kind = radio("Wat wordt het?", ())
    knows = radio("Weet de inwoner ervan?", (("ja", "Ja"), ("nee", "Nee, nog niet")))
    citizen_knows = WordsField(
        label="Hoe weet de inwoner ervan?", help_text="Bijvoorbeeld: verteld aan tafel op 4 december."
    )

    def set_up(self) -> None:
        kinds = self.UPWARD.get(CaseKind(self.anchor.kind), ())
        self.fields["kind"].choices = [(one.value, one.label) for one in kinds]  # type: ignore[attr-defined]
        self.initial = {"kind": kinds[0] if len(kinds) == 1 else ""}
        if self.anchor.citizen_knows:  # shown, never filled in: what was true then may not be true now
            self.fields["knows"].help_text = f"Toen de vraag binnenkwam stond er: ‘{self.anchor.citizen_knows}’."

    def clean(self) -> dict[str, Any]:
        """A melding starts a clock and a letter: the citizen is told before the letter comes."""
        if self.cleaned_data.get("knows") == "nee":
            self.errors.pop("citizen_knows", None)  # there is no 'how' to a no
            self.add_error("knows", "Vertel het eerst aan de inwoner. Zet de zaak daarna om.")
        elif tells_no(self.cleaned_data.get("citizen_knows", "")):
            self.add_error("citizen_knows", "Zo weet de inwoner het nog niet. Vertel het eerst, en zeg dan hoe.")
        return self.cleaned_data

    def details(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("kind", "citizen_knows")}


class AdviseForm(StepForm):
    outcome = forms.ChoiceField(
        label="Wat is de uitkomst?",
        choices=[(one.value, one.label) for one in Outcome if one is not Outcome.MAATWERK],
        initial=Outcome.ADVIES,
    )
    advice = WordsField(label="Welk advies gaf u?", long=True)

    def set_up(self) -> None:
        if self.anchor.kind == CaseKind.MELDING:
            self.fields["withdrawn_how"] = WordsField(
                label="Hoe trok de inwoner de melding in?",
                help_text="Een melding handelt u alleen zo af als de inwoner haar intrekt.",
            )


class WeighForm(StepForm):
    """What the first call brought to light. Only what differs from what stands there is typed."""

    urgent = radio("Is er spoed?", (("ja", "Ja, vandaag"), ("nee", "Nee")))
    really_asked = WordsField(
        label="Wat wordt er echt gevraagd?",
        long=True,
        required=False,
        help_text="Alleen als het iets anders is dan in de melding staat.",
    )
    road = radio("Welke weg?", Road.choices)
    weight = radio("Hoe zwaar?", Weight.choices)

    @property
    def rings(self) -> Any:
        """Whom to call about which question, for who reads the file."""
        return self.anchor.person if may(self.sight, Action.VIEW_FILE, self.anchor) else None

    def set_up(self) -> None:
        self.initial = {
            "urgent": "ja" if self.anchor.urgent else "nee",
            "road": self.anchor.road,
            "weight": self.anchor.weight,
        }

    def details(self) -> dict[str, Any]:
        return super().details() | {"urgent": self.cleaned_data["urgent"] == "ja"}


class RoadForm(StepForm):
    """Only what differs from what one saw is changed: a colleague may have changed the other meanwhile."""

    road = radio("Welke weg?", Road.choices)
    weight = radio("Hoe zwaar?", Weight.choices)

    def set_up(self) -> None:
        self.initial = {"road": self.anchor.road, "weight": self.anchor.weight}
        for name, value in self.initial.items():
            self.fields[f"{name}_seen"] = forms.CharField(
                required=False, max_length=10, initial=value, widget=forms.HiddenInput
            )

    def details(self) -> dict[str, Any]:
        chosen = {name: self.cleaned_data[name] for name in ("road", "weight")}
        return {name: value for name, value in chosen.items() if value != self.cleaned_data[f"{name}_seen"]}


class TakeUpForm(StepForm):
    """Asks nothing itself: what else can be said at once, later nouns ask."""

    may_stay_empty = True


class MeetForm(StepForm):
    def set_up(self) -> None:
        self.happened("met_on", "Wanneer hebt u kennisgemaakt?")


class ResearchDateForm(StepForm):
    def set_up(self) -> None:
        span = later_research(self.attempt())
        self.comes("research_until", "Tot welke datum hebt u afgesproken?", span=span)
        self.fields["how"] = WordsField(label="Hoe en wanneer is dat met de inwoner afgesproken?")


class PlanForm(StepForm):
    regie = radio("Wie heeft de regie?", Regie.choices)
    regie_name = WordsField(label="Hoe heet die?", longest=120)

    def set_up(self) -> None:
        named = self.anchor.regie_name or (self.anchor.subject if self.anchor.person else "")
        self.initial = {
            "regie_name": named,
            "regie": self.anchor.regie or (Regie.INWONER if self.anchor.person else Regie.PROFESSIONAL),
        }


def _evaluation_day(form: StepForm) -> None:
    day = form.attempt().surroundings.clock.next_working_day(form.today + dt.timedelta(weeks=13))
    form.comes("evaluate_on", "Wanneer kijkt u samen hoe het gaat?", initial=day)


class StartForm(StepForm):
    agreed_how = WordsField(
        label="Hoe ging de inwoner akkoord?", help_text="Bijvoorbeeld: tekende het plan, aan tafel."
    )

    def set_up(self) -> None:
        self.happened("agreed_on", "Wanneer ging de inwoner akkoord?")
        _evaluation_day(self)


class EvaluateForm(StepForm):
    """Asks what the nouns on the case ask, so it has a page of its own: a button alone would fail unseen."""

    def details(self) -> dict[str, Any]:
        return {}  # nothing of its own: each noun makes of its fields what the step gets


class ContinueForm(StepForm):
    def set_up(self) -> None:
        _evaluation_day(self)


class CloseForm(StepForm):
    outcome = forms.ChoiceField(label="Wat is de uitkomst?", choices=[("", "Kies een uitkomst"), *Outcome.choices])
    solved_layer = radio("Op welke laag is het opgelost?", Layer.choices)
    closing_words = WordsField(label="Wilt u dat toelichten?", long=True, required=False)

    def set_up(self) -> None:
        self.initial = {"solved_layer": self.anchor.layer}


class EndForm(StepForm):
    # what is final stands last, and nothing is chosen beforehand
    REASONS: Final = (
        EndReason.INGETROKKEN,
        EndReason.VERHUISD,
        EndReason.ANDERE_WET,
        EndReason.ONBEREIKBAAR,
        EndReason.STEMT_NIET_IN,
        EndReason.DUBBEL,
        EndReason.OVERLEDEN,
    )

    ended_reason = radio("Waarom eindigt de zaak?", [(one.value, one.label) for one in REASONS])
    closing_words = WordsField(label="Licht dat toe", long=True)
    double_of = WordsField(
        label="Bij welke zaak hoort deze?",
        longest=20,
        required=False,
        help_text="Het zaaknummer, zoals HW-2026-7KQ4M.",
    )
    NEEDED = {"double_of": When("verplicht bij ‘dubbel’", "ended_reason", (EndReason.DUBBEL,))}

    def set_up(self) -> None:
        double = self.anchor.looks_like
        self.initial = {"double_of": double.ref if double and may(self.sight, Action.VIEW_FILE, double) else ""}
        if self.anchor.person is None:
            gone = (EndReason.OVERLEDEN, EndReason.VERHUISD)
            reasons = [(one.value, one.label) for one in self.REASONS if one not in gone]
            self.fields["ended_reason"].choices = reasons  # type: ignore[attr-defined]
        else:
            self.happened(
                "deceased_on",
                "Overleden op",
                by_heart=True,
                required=False,
                initial=None,
                span=people_days.died(self.anchor, self.today),
                help_text="Alleen als de inwoner is overleden.",
            )

    @property
    def beforehand(self) -> list[str]:
        case, result = self.anchor, warnings(self.anchor)
        result.append("Wie buiten het team meekeek, ziet de zaak niet meer. Afspraken vervallen.")
        if case.person is not None:
            result.append(
                "Is de inwoner overleden? Dan gaat er geen brief meer uit, ook niet als die al klaarligt, en wie voor de "
                "inwoner sprak ziet de zaak niet meer. Een vergissing zetten twee collega’s samen recht."
            )
        result.append(
            "Is de zaak dubbel? Dan gaat de vraag verder in de andere zaak. Ook dat kunt u niet terugdraaien."
        )
        return result

    def clean_double_of(self) -> Case | None:
        ref = self.cleaned_data["double_of"].strip().upper()
        if not ref or self.cleaned_data.get("ended_reason") != EndReason.DUBBEL:
            return None
        rows = Case.objects.visible_to(self.sight, Action.VIEW_FILE)
        other: Case | None = rows.filter(ref=ref).exclude(pk=self.anchor.pk).first()
        if other is None:
            raise ValidationError("Wij vinden geen andere zaak met dit nummer. Controleer het nummer.")
        return self._where_it_goes_on(other)

    def _where_it_goes_on(self, other: Case) -> Case:
        """A case that is itself a double leads to the one in which its question goes on, for who may see that one."""
        goes_on: Case | None = goes_on_in(other)
        if goes_on is not None and goes_on.pk == self.anchor.pk:
            raise ValidationError(f"{other.ref} is zelf bij deze zaak gevoegd. Kies een andere zaak.")
        if goes_on is None or not may(self.sight, Action.VIEW_FILE, goes_on):
            raise ValidationError(f"{other.ref} is afgesloten. Heropen die eerst, of kies een zaak die open is.")
        return goes_on

    def clean(self) -> dict[str, Any]:
        if self.cleaned_data.get("ended_reason") == EndReason.DUBBEL:
            self.require("double_of")
        return self.cleaned_data


class KernForm(StepForm):
    kern = forms.ModelChoiceField(
        Kern.objects.all(), label="In welke kern woont de inwoner?", empty_label="Kies een kern"
    )

    def set_up(self) -> None:
        self.initial = {"kern": self.anchor.kern_id}


class MergeForm(StepForm):
    """Two questions side by side, as far as this person may see both; then one is closed for good."""

    sure = forms.BooleanField(label="Ja, dit is dezelfde vraag. Voeg de zaken samen.")

    @property
    def pair(self) -> list[Case]:
        other = self.anchor.looks_like
        return [self.anchor, other] if other is not None and may(self.sight, Action.VIEW_FILE, other) else []

    @property
    def why_alike(self) -> list[str]:
        return why_alike(self.anchor) if self.pair else []

    @property
    def beforehand(self) -> list[str]:
        if not self.pair:
            return []
        here, there = (one.ref for one in self.pair)
        return [
            f"Zaak {here} sluit. De vraag gaat verder in {there}; de woorden komen daar als notitie.",
            f"Doelen en afspraken van {here} stoppen. Wie buiten het team meekeek, ziet {here} niet meer.",
            f"Loopt er een termijn? Dan telt die van {there}.",
            "U kunt dit niet terugdraaien.",
        ]

    def details(self) -> dict[str, Any]:
        return {}


class AliveForm(StepForm):
    """A second person says so; what the death ended is told beforehand, for it isn't begun again by itself."""

    sure = forms.BooleanField(label="Ja, ik heb nagegaan dat de inwoner leeft.")

    @property
    def beforehand(self) -> list[str]:
        told = CaseEvent.objects.filter(case=self.anchor, verb="case.tell_alive").first()
        result = [f"{told.by_name} meldde: ‘{told.text}’"] if told else []
        result.append("De zaak gaat weer open in onderzoek. Er kunnen weer brieven uit.")
        if ended := what_it_ended(self.anchor):
            result.append("Wat door het overlijden eindigde, blijft geëindigd. Begin het zo nodig opnieuw:")
            result += ended
        elsewhere = Case.objects.visible_to(self.sight).filter(
            person=self.anchor.person_id, ended_reason=EndReason.OVERLEDEN
        )
        if refs := list(elsewhere.exclude(pk=self.anchor.pk).values_list("ref", flat=True)):
            result.append(
                f"Ook deze zaken eindigden door het overlijden: {', '.join(refs)}. Een collega daar kijkt het na."
            )
        return result

    def details(self) -> dict[str, Any]:
        return {}


def what_it_ended(case: Case) -> list[str]:
    """What followed from the step that ended a case, as the timeline tells it."""
    end = CaseEvent.objects.filter(case=case, verb="case.end").first()
    if end is None:
        return []
    rows = CaseEvent.objects.filter(case=case, at=end.at, pk__gt=end.pk).order_by("pk")
    told = [(happened(one.verb, one.label), one.text) for one in rows]
    # that it was because of the case goes without saying
    return [f"{label}: {text}" if text and not text.startswith("De zaak is") else label for label, text in told]


class WhoSpeaksForm(StepForm):
    who_speaks = radio("Wie spreekt er voor de inwoner?", [(one, one) for one in (FOR_THEMSELVES, REPRESENTED)])


class AssignForm(StepForm):
    def set_up(self) -> None:
        self.fields["regisseur"] = PersonChoice(
            colleagues_there(self.attempt()), label="Wie wordt de casusregisseur?", initial=self.anchor.regisseur_id
        )
