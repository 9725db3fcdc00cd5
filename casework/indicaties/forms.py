"""One form per step that asks something, and one per thing that is made. A form asks only what the step needs.

`form_for` gives the form a step names; each takes the object and who fills it in, and answers with `details`:
the keyword arguments of `perform` or of the operation.
"""

import datetime as dt
import secrets
from collections.abc import Iterable
from decimal import Decimal
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.text import Truncator
from stdnum import iban

from casework import spans
from casework.conditions import (
    has_a_running_indicatie,
    indicatie_deciders,
    is_receiver,
    later_decision,
    later_research,
    left_to_recover,
    tells_no,
    unreported_goals,
)
from casework.fields import DayField, EurosField, WordsField, ask_in_dutch
from casework.machine import Attempt, Step
from casework.models import (
    Case,
    Goal,
    Ground,
    Person,
    Regie,
    SentHow,
    SuspensionGround,
    VangnetRequest,
    VoorlopigeIndicatie,
)
from casework.models.indicatie import AFTER_END_RENEWED, AFTER_END_STOPPED
from casework.models.law import WMO
from casework.office import looking_at
from casework.operations.deciding import application_span, default_end
from casework.spans import Span
from casework.states import (
    SCORES,
    ApplicationState,
    CaseKind,
    EndReason,
    GoalState,
    HandoverState,
    IndicatieState,
    Layer,
    Outcome,
    PartyKind,
    VangnetState,
)
from roles.actions import Action
from roles.models import Team, TeamKind, User
from roles.policy import Sight, basis, may
from wijkweb.models import Kern, Organisation, OrganisationLayer

Choices = list[tuple[str, Any]]


class StepForm(forms.Form):
    """What a step asks. `set_up` adds what depends on the object; `details` is what the step gets."""

    use_required_attribute = False  # see ask_in_dutch
    opened = ""  # of a form that changes something: what it was opened with (see views.changing)

    def __init__(self, *args: Any, obj: Any, sight: Sight, **kwargs: Any) -> None:
        self.obj, self.sight = obj, sight
        self.unshown: dict[str, Any] = {}  # what the object says in a field that stays empty on the page
        self.emptied: frozenset[str] = frozenset()  # of those, what is taken away in so many words
        self.case: Case = getattr(obj, "case", obj)
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        self.set_up()
        ask_in_dutch(self.fields)

    def set_up(self) -> None:
        """Fields, choices and initial values that follow from the object and the day."""

    def details(self) -> dict[str, Any]:
        return dict(self.cleaned_data)

    @property
    def has_words(self) -> bool:
        """Whether anything was filled in: only then is it told that it isn't lost."""
        return self.is_bound and any(field.value() for field in self.visible_fields())

    @property
    def beforehand(self) -> list[str]:
        """What a step that can't be taken back brings about, told before it is taken."""
        return []

    def field_of(self, detail: str) -> str:
        """The field that asks for this detail."""
        return detail

    @property
    def today(self) -> dt.date:
        return self.sight.on

    def attempt(self) -> Attempt:
        """Someone at the door with nothing filled in yet, for conditions that name the people to choose from."""
        return looking_at(self.obj, self.sight)

    def happened(self, name: str, label: str, **kwargs: Any) -> None:
        """A day that has been: since the case came in, unless the span says otherwise."""
        span = kwargs.pop("span", None) or spans.happened(self.case, self.today)
        self.fields[name] = DayField(label=label, span=span, **{"initial": self.today} | kwargs)

    def comes(self, name: str, label: str, *, first: dt.date | None = None, **kwargs: Any) -> None:
        """A day to come: after today, and not further than people agree on."""
        span = kwargs.pop("span", None) or Span(first or self.today + spans.DAY, spans.agreed(self.today).last)
        self.fields[name] = DayField(label=label, span=span, **kwargs)

    def day_trouble(self, name: str, span: Span) -> None:
        """A day that only turns out wrong beside another answer is told at its own field too."""
        day = self.cleaned_data.get(name)
        if day and (trouble := span.trouble(day)):
            self.add_error(name, trouble)

    def require(self, *names: str) -> None:
        """Ask for what only this answer needs, with the words of the field itself."""
        for name in names:
            if name in self.fields and not self.cleaned_data.get(name) and name not in self.errors:
                self.add_error(name, self.fields[name].error_messages["required"])


class PersonChoice(forms.ModelChoiceField):  # type: ignore[type-arg]  # takes none at run time
    """A colleague, by name."""

    def __init__(self, people: Iterable[int], **kwargs: Any) -> None:
        rows = User.objects.filter(pk__in=list(people)).order_by("first_name", "last_name", "pk")
        super().__init__(rows, empty_label="Kies een collega", **kwargs)

    def label_from_instance(self, obj: Any) -> str:
        return str(obj.name)


def radio(label: str, choices: Any, **kwargs: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=choices, widget=forms.RadioSelect, **kwargs)


class ConfirmForm(StepForm):
    """A step that asks nothing."""


class WhyForm(StepForm):
    """Why. A colleague owes a reason; a citizen doesn't."""

    NOT_SAID: Final = "De inwoner gaf geen reden."

    why = WordsField(label="Waarom?", long=True)

    def set_up(self) -> None:
        if self.case is not None and may(self.sight, Action.VIEW_OWN, self.case):
            self.fields["why"].required = False

    def details(self) -> dict[str, Any]:
        return {"why": self.cleaned_data["why"] or self.NOT_SAID}


class WordForm(StepForm):
    text = WordsField(label="Wilt u er iets bij zeggen?", long=True, required=False)


# --- the case --------------------------------------------------------------------------------------------------


class ConvertForm(StepForm):
    UPWARD: Final = {CaseKind.VRAAG: (CaseKind.MELDING,), CaseKind.SIGNAAL: (CaseKind.VRAAG, CaseKind.MELDING)}

    kind = radio("Wat wordt het?", ())
    knows = radio("Weet de inwoner ervan?", (("ja", "Ja"), ("nee", "Nee, nog niet")))
    citizen_knows = WordsField(
        label="Hoe weet de inwoner ervan?", help_text="Bijvoorbeeld: verteld aan tafel op 4 december."
    )

    def set_up(self) -> None:
        kinds = self.UPWARD.get(CaseKind(self.case.kind), ())
        self.fields["kind"].choices = [(one.value, one.label) for one in kinds]  # type: ignore[attr-defined]
        self.initial = {"kind": kinds[0] if len(kinds) == 1 else ""}
        if self.case.citizen_knows:  # shown, never filled in: what was true then may not be true now
            self.fields["knows"].help_text = f"Toen de vraag binnenkwam stond er: ‘{self.case.citizen_knows}’."

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
        if self.case.kind == CaseKind.MELDING:
            self.fields["withdrawn_how"] = WordsField(
                label="Hoe trok de inwoner de melding in?",
                help_text="Een melding handelt u alleen zo af als de inwoner haar intrekt.",
            )


class MeetForm(StepForm):
    def set_up(self) -> None:
        self.happened("met_on", "Wanneer hebt u kennisgemaakt?")


class ResearchDateForm(StepForm):
    def set_up(self) -> None:
        span = later_research(self.attempt())
        self.comes("research_until", "Tot welke datum hebt u afgesproken?", span=span)
        self.fields["how"] = WordsField(label="Hoe en wanneer is dat met de inwoner afgesproken?")


class ReportSentForm(StepForm):
    found = WordsField(label="Wat heeft het onderzoek gevonden?", long=True, rows=8)

    def set_up(self) -> None:
        self.initial = {"found": self.case.found}
        self.happened(
            "sent_on",
            "Wanneer is het verslag gegeven of verstuurd?",
            help_text="Met daarbij: u kunt een aanvraag doen.",
        )


class PlanForm(StepForm):
    found = WordsField(label="Wat heeft het onderzoek gevonden?", long=True, rows=8)
    regie = radio("Wie heeft de regie?", Regie.choices)
    regie_name = WordsField(label="Hoe heet die?", longest=120)

    def set_up(self) -> None:
        named = self.case.regie_name or (self.case.subject if self.case.person else "")
        self.initial = {
            "found": self.case.found,
            "regie_name": named,
            "regie": self.case.regie or (Regie.INWONER if self.case.person else Regie.PROFESSIONAL),
        }
        if not self.case.contacts.filter(removed_at=None).exists():
            self.fields["no_network"] = forms.BooleanField(
                label="Er is naar het netwerk gekeken: er is niemand",
                required=False,
                help_text="Is er wel iemand? Voeg die eerst toe aan het wijkweb.",
            )


def _evaluation_day(form: StepForm) -> None:
    office = form.attempt().office
    assert office is not None
    day = office.clock.next_working_day(form.today + dt.timedelta(weeks=13))
    form.comes("evaluate_on", "Wanneer kijkt u samen hoe het gaat?", initial=day)


class StartForm(StepForm):
    agreed_how = WordsField(
        label="Hoe ging de inwoner akkoord?", help_text="Bijvoorbeeld: tekende het plan, aan tafel."
    )

    def set_up(self) -> None:
        self.happened("agreed_on", "Wanneer ging de inwoner akkoord?")
        _evaluation_day(self)


class EvaluateForm(StepForm):
    """For each goal nobody reported on: how it goes, by the regisseur."""

    def set_up(self) -> None:
        self.goals = unreported_goals(self.case.goals.all(), self.case.goals_agreed_on)
        for goal in self.goals:
            wording = Truncator(goal.wording).chars(90)
            self.fields[f"score_{goal.public_id}"] = radio(f"‘{wording}’: hoe gaat het?", SCORES)
            self.fields[f"text_{goal.public_id}"] = WordsField(label=f"‘{wording}’: vertel", long=True, rows=3)

    def details(self) -> dict[str, Any]:
        keys = [goal.public_id for goal in self.goals]
        data = self.cleaned_data
        return {"told": {key: (int(data[f"score_{key}"]), data[f"text_{key}"]) for key in keys}}


class ContinueForm(StepForm):
    def set_up(self) -> None:
        _evaluation_day(self)


class CloseForm(StepForm):
    outcome = forms.ChoiceField(label="Wat is de uitkomst?", choices=[("", "Kies een uitkomst"), *Outcome.choices])
    solved_layer = radio("Op welke laag is het opgelost?", Layer.choices)
    closing_words = WordsField(label="Wilt u dat toelichten?", long=True, required=False)

    def set_up(self) -> None:
        self.initial = {"solved_layer": self.case.layer}
        if not self.case.applications.filter(state=ApplicationState.TOEGEKEND).exists():
            found = [("", "Kies een uitkomst"), *(one for one in Outcome.choices if one[0] != Outcome.MAATWERK)]
            self.fields["outcome"].choices = found  # type: ignore[attr-defined]


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
        help_text="Alleen bij ‘dubbel’: het zaaknummer, zoals HW-2026-7KQ4M.",
    )

    def set_up(self) -> None:
        double = self.case.looks_like
        self.initial = {"double_of": double.ref if double and may(self.sight, Action.VIEW_FILE, double) else ""}
        self.running = self.case.indicaties.filter(state=IndicatieState.AFGEGEVEN).first()
        if self.case.person is None:
            gone = (EndReason.OVERLEDEN, EndReason.VERHUISD)
            reasons = [(one.value, one.label) for one in self.REASONS if one not in gone]
            self.fields["ended_reason"].choices = reasons  # type: ignore[attr-defined]
        else:
            self.happened(
                "deceased_on",
                "Overleden op",
                required=False,
                initial=None,
                span=spans.died(self.case, self.today),
                help_text="Alleen als de inwoner is overleden.",
            )
        if self.running:
            last = max(self.running.ends_on, self.today)
            self.fields["help_until"] = DayField(
                label="Tot en met welke dag loopt de tijdelijke hulp?",
                span=Span(self.today, last),
                initial=min(last, self.today + dt.timedelta(weeks=2)),
            )

    @property
    def beforehand(self) -> list[str]:
        case, found = self.case, []
        if case.handovers.filter(state=HandoverState.AANGEBODEN).exists():
            found.append("Het aanbod dat nog openstaat, wordt ingetrokken.")
        if case.vangnet_requests.filter(state__in=VangnetState.UNPAID).exists():
            found.append("Wat uit het vangnet is gevraagd en nog niet is betaald, wordt ingetrokken.")
        if case.applications.filter(state=ApplicationState.ONTVANGEN).exists():
            found.append("De aanvraag die nog openstaat, wordt ingetrokken.")
        goals = case.goals.filter(state__in=GoalState.ACTIVE).count()
        if goals:
            found.append(f"{'Eén doel stopt' if goals == 1 else f'{goals} doelen stoppen'}.")
        if self.running:
            found.append(
                "De tijdelijke hulp eindigt op de dag die u hieronder invult. De inwoner krijgt daar een brief over."
            )
        found.append("Wie buiten het team meekeek, ziet de zaak niet meer. Afspraken vervallen.")
        if case.person is not None:
            found.append(
                "Is de inwoner overleden? Dan gaat er geen brief meer uit, ook niet als die al klaarligt. "
                "Dat kunt u niet terugdraaien."
            )
        found.append("Is de zaak dubbel? Dan gaat de vraag verder in de andere zaak. Ook dat kunt u niet terugdraaien.")
        return found

    def clean_double_of(self) -> Case | None:
        ref = self.cleaned_data["double_of"].strip().upper()
        if not ref or self.cleaned_data.get("ended_reason") != EndReason.DUBBEL:
            return None
        rows = Case.objects.visible_to(self.sight, Action.VIEW_FILE)
        other: Case | None = rows.filter(ref=ref).exclude(pk=self.case.pk).first()
        if other is None:
            raise ValidationError("Wij vinden geen andere zaak met dit nummer. Controleer het nummer.")
        return other

    def clean(self) -> dict[str, Any]:
        if self.cleaned_data.get("ended_reason") == EndReason.DUBBEL:
            self.require("double_of")
        return self.cleaned_data


class KernForm(StepForm):
    kern = forms.ModelChoiceField(
        Kern.objects.all(), label="In welke kern woont de inwoner?", empty_label="Kies een kern"
    )

    def set_up(self) -> None:
        self.initial = {"kern": self.case.kern_id}


class MergeForm(StepForm):
    """Two questions side by side, as far as this person may see both; then one is closed for good."""

    sure = forms.BooleanField(label="Ja, dit is dezelfde vraag. Voeg de zaken samen.")

    @property
    def pair(self) -> list[Case]:
        other = self.case.looks_like
        return [self.case, other] if other is not None and may(self.sight, Action.VIEW_FILE, other) else []

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


class AssignForm(StepForm):
    def set_up(self) -> None:
        self.fields["regisseur"] = PersonChoice(
            _colleagues(self), label="Wie wordt de casusregisseur?", initial=self.case.regisseur_id
        )


def _colleagues(form: StepForm) -> set[int]:
    """Who of the team is at their post today, apart from the first contacts."""
    case = form.case
    return {
        post.user_id
        for post in form.attempt().staff
        if post.team_id == case.team_id
        and post.acting_ids
        and post.serves(case.team_id, case.kern_id)
        and post.role != "eerste_contact"
    }


# --- consent ---------------------------------------------------------------------------------------------------


class ConsentFields(StepForm):
    """The citizen's say that someone outside the team may see something: text shown, how, by whom, when, until."""

    CONSENT: Final = ("text", "how", "given_by", "given_on", "until")

    def ask_consent(self, *, to: str, required: bool) -> None:
        """`to`: whom it is about, or 'de ander' where that is chosen on the same page."""
        self.told_to = f"Wij vertellen {to} "
        text = f"{self.told_to}uw naam en wat u nodig hebt. Meer vertellen wij niet. U kunt uw toestemming altijd intrekken."
        name = self.case.subject if self.case.person else ""
        self.fields |= {
            "consent_text": WordsField(
                label="Welke tekst hebt u laten zien of voorgelezen?", long=True, initial=text, required=required
            ),
            "consent_how": WordsField(
                label="Hoe gaf de inwoner toestemming?",
                longest=120,
                required=required,
                help_text="Bijvoorbeeld: mondeling, aan tafel.",
            ),
            "consent_given_by": WordsField(label="Wie gaf toestemming?", longest=120, initial=name, required=required),
        }
        self.happened("consent_given_on", "Wanneer?", required=required)
        self.comes(
            "consent_until",
            "Tot wanneer geldt de toestemming?",
            required=False,
            span=spans.lasting(self.today),
            help_text="Leeg: tot de inwoner haar intrekt.",
        )

    @property
    def plain_fields(self) -> list[forms.BoundField]:
        return [field for field in self.visible_fields() if not field.name.startswith("consent_")]

    @property
    def consent_fields(self) -> list[forms.BoundField]:
        return [field for field in self.visible_fields() if field.name.startswith("consent_")]

    def require_consent(self) -> None:
        self.require(*(f"consent_{name}" for name in self.CONSENT if name != "until"))

    def consent(self, to: str = "") -> dict[str, Any]:
        """As `operations.plan.record_consent` wants it; it names who was chosen, for consent is to somebody (AVG 4:11)."""
        found: dict[str, Any] = {name: self.cleaned_data.get(f"consent_{name}") for name in self.CONSENT}
        if to:
            found["text"] = found["text"].replace(self.told_to, f"Wij vertellen {to} ", 1)
        return found


# --- the hand-over ---------------------------------------------------------------------------------------------


class AcceptForm(StepForm):
    """Whoever receives and has an account simply accepts; for anyone else the regisseur writes down who did."""

    def set_up(self) -> None:
        if is_receiver.test(Attempt(self.obj, self.sight, timezone.now(), self.today)):
            return
        self.fields["accepted_by"] = WordsField(
            label="Wie nam over?", longest=160, initial=self.obj.receiver_name[:160]
        )
        self.fields["accepted_how"] = WordsField(
            label="Hoe en wanneer?", longest=160, help_text="Bijvoorbeeld: aan tafel, vanmorgen."
        )


class ConsentForm(ConsentFields):
    """Naming the citizen: the view writes the consent down and takes the step in one transaction."""

    def set_up(self) -> None:
        self.ask_consent(to=self.obj.receiver_name, required=True)

    def details(self) -> dict[str, Any]:
        return {"consent": self.consent()}


class Party:
    """Whom one can choose: the citizen, their network, organisations, and teams or colleagues. Values like 'team:3'."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self.found: dict[str, Any] = {"inwoner": None}

    def _add(self, kind: str, rows: Iterable[Any]) -> Choices:
        choices: Choices = []
        for row in rows:
            key = f"{kind}:{row.pk}"
            self.found[key] = row
            choices.append((key, row.name))
        return choices

    def near(self, *, whole: bool = True) -> Choices:
        """The citizen and their own web; the web is part of the file."""
        person = self.case.person
        return [
            ("De inwoner", [("inwoner", person.name)] if person else []),
            ("Uit het netwerk", self._add("naaste", self.case.contacts.filter(removed_at=None)) if whole else []),
        ]

    def organisations(self) -> Choices:
        """First the partners in the case's own kern."""
        rows = list(Organisation.objects.filter(active=True).prefetch_related("kernen"))
        partners = [row for row in rows if row.layer == OrganisationLayer.MIDDENVELD]
        here = [row for row in partners if self.case.kern in row.kernen.all() or not row.kernen.all()]
        return [
            (f"Partners in {self.case.kern}", self._add("organisatie", here)),
            ("Partners in andere kernen", self._add("organisatie", (row for row in partners if row not in here))),
            ("Professionele organisaties", self._add("organisatie", (row for row in rows if row not in partners))),
        ]

    def teams(self) -> Choices:
        return [("Teams", self._add("team", Team.objects.exclude(kind=TeamKind.GEMEENTE)))]

    def colleagues(self, people: Iterable[int]) -> Choices:
        rows = User.objects.filter(pk__in=list(people)).order_by("first_name", "last_name", "pk")
        return [("Collega's van het team", self._add("collega", rows))]

    @staticmethod
    def listed(empty: str, *groups: Choices) -> Choices:
        return [("", empty), *(group for part in groups for group in part if group[1])]


class HandoverForm(ConsentFields):
    """To whom, what for, and with the citizen's consent or without a name."""

    to = forms.ChoiceField(label="Aan wie biedt u de vraag aan?")
    need = WordsField(
        label="Wat is er nodig?",
        long=True,
        help_text="Dit leest de ander. Zet er niet meer in dan nodig is, en geen adres.",
    )
    anonymous = forms.BooleanField(
        label="Vraag zonder naam", required=False, help_text="De ander ziet alleen wat er nodig is en in welke kern."
    )
    urgent = forms.BooleanField(label="Spoed", required=False)
    reason = WordsField(
        label="Waarom naar een professional?",
        long=True,
        rows=3,
        required=False,
        help_text="Alleen nodig als de vraag naar een professional zakt en het geen spoed is.",
    )

    def set_up(self) -> None:
        self.party = Party(self.case)
        whole = may(self.sight, Action.VIEW_FILE, self.case)
        near = self.party.near(whole=whole)
        to = self.party.listed("Maak een keuze", near, self.party.organisations(), self.party.teams())
        self.fields["to"].choices = to  # type: ignore[attr-defined]
        goals = list(self.case.goals.filter(state__in=GoalState.ACTIVE)) if whole else []
        if goals:
            named = [(goal.public_id, Truncator(goal.wording).chars(90)) for goal in goals]
            self.fields["goals"] = forms.MultipleChoiceField(
                label="Welke doelen mag de ander zien?",
                choices=named,
                required=False,
                widget=forms.CheckboxSelectMultiple,
            )
            self.fields["goal"] = forms.ChoiceField(
                label="Wat draagt u over?",
                choices=[("", "De hele vraag"), *((key, f"Alleen het doel ‘{words}’") for key, words in named)],
                required=False,
            )
        self.goals = {goal.public_id: goal for goal in goals}
        if self.case.person is not None:
            self.ask_consent(to="de ander", required=False)

    @property
    def outside(self) -> bool:
        """Anyone but the citizen and their own team."""
        kind, chosen = self._chosen()
        return kind in ("naaste", "organisatie") or (kind == "team" and chosen.pk != self.case.team_id)

    def _chosen(self) -> tuple[str, Any]:
        key = self.cleaned_data.get("to", "")
        return key.partition(":")[0], self.party.found.get(key)

    def clean(self) -> dict[str, Any]:
        if self.cleaned_data.get("anonymous") and self._chosen()[0] not in ("", "organisatie"):
            self.add_error("anonymous", "Een vraag zonder naam stelt u aan een organisatie.")
        elif self.outside and not self.cleaned_data.get("anonymous") and self.case.person is not None:
            self.require_consent()
        if self.outside and self.case.person is not None:
            self._keep_the_address(self.case.person)
        return self.cleaned_data

    def _keep_the_address(self, person: Person) -> None:
        """Who reads it is outside the team: a secret address isn't told in passing either."""
        for name in ("need", "reason"):
            if person.tells_secret_address(self.cleaned_data.get(name, "")):
                self.add_error(name, "Het adres van deze inwoner is geheim. Haal straat en postcode uit deze tekst.")

    def details(self) -> dict[str, Any]:
        data = self.cleaned_data
        kind, chosen = self._chosen()
        named = self.outside and not data["anonymous"] and self.case.person is not None
        return {
            "to_kind": kind,
            "to_contact": chosen if kind == PartyKind.NAASTE else None,
            "to_organisation": chosen if kind == PartyKind.ORGANISATIE else None,
            "to_team": chosen if kind == PartyKind.TEAM else None,
            **{name: data[name] for name in ("need", "reason", "urgent", "anonymous")},
            "goal": self.goals.get(data.get("goal", "")),
            "goals": [self.goals[key] for key in data.get("goals", [])],
            "consent": self.consent(chosen.name) if named else None,
        }


# --- voorlopige indicatie --------------------------------------------------------------------------------------


class SubmitForm(StepForm):
    def set_up(self) -> None:
        """Nobody to choose: the page says why, and asks nothing."""
        if not (deciders := indicatie_deciders(self.attempt())):
            return
        self.fields["submitted_to"] = PersonChoice(
            deciders,
            label="Aan wie legt u de indicatie voor?",
            help_text="Collega's die er vandaag zijn en dit mogen afgeven.",
        )


class HelpStartedForm(StepForm):
    def set_up(self) -> None:
        self.happened("started_on", "Wanneer is de hulp begonnen?")


class ReviewForm(StepForm):
    ok = radio("Bent u akkoord met deze indicatie?", (("ja", "Ja, akkoord"), ("nee", "Nee, niet akkoord")))
    review_why = WordsField(label="Waarom niet?", long=True, required=False)

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
            span=spans.help_stops(self.obj, self.today),
        )


class AfterEndForm(StepForm):
    """One of two; that there is a new indicatie can only be said where there is one."""

    why = WordsField(label="Waarom is dat goed?", longest=200, required=False)

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
    """A draft; also to change one."""

    what = WordsField(label="Welke hulp?", longest=160)
    provider = forms.ModelChoiceField(
        Organisation.objects.filter(active=True, layer=OrganisationLayer.PROFESSIONAL),
        label="Wie geeft de hulp?",
        empty_label="Kies een organisatie",
    )
    frequency = WordsField(label="Hoeveel uren of hoe vaak?", longest=120)
    amount_per_week = EurosField(label="Wat kost dit per week, in euro's?", most=Decimal("999999.99"))
    agreed_with = WordsField(label="Met wie is dit afgesproken?", longest=160)
    why_now = WordsField(label="Waarom kan dit niet wachten?", long=True)

    def set_up(self) -> None:
        if isinstance(self.obj, VoorlopigeIndicatie):
            names = (
                "what",
                "provider",
                "frequency",
                "amount_per_week",
                "agreed_with",
                "why_now",
                "starts_on",
                "ends_on",
            )
            self.initial = {name: getattr(self.obj, name) for name in names}
        else:
            starts = self.today
            self.initial = {"starts_on": starts, "ends_on": default_end(self.case, self.sight, starts)}
        self.fields["starts_on"] = DayField(label="Begint op", span=spans.help_starts(self.today))
        self.fields["ends_on"] = DayField(
            label="Loopt tot en met",
            span=spans.help_ends(self.today),
            help_text="De onderzoekstermijn en twee weken erbij, hoogstens wat uw mandaat toelaat.",
        )

    def clean(self) -> dict[str, Any]:
        _in_order(self, "starts_on", "ends_on")
        return self.cleaned_data


def _in_order(form: StepForm, first: str, last: str) -> None:
    starts, ends = form.cleaned_data.get(first), form.cleaned_data.get(last)
    if starts and ends and ends < starts:
        form.add_error(last, "De einddatum moet op of na de begindatum liggen.")


# --- the application -------------------------------------------------------------------------------------------


class ApplicationForm(StepForm):
    what = WordsField(label="Wat vraagt de inwoner aan?")

    def set_up(self) -> None:
        span = application_span(self.case, self.today)
        if span.first > self.today:  # too early for any day: the door tells which law says so
            span = spans.happened(self.case, self.today)
        self.happened("received_on", "Wanneer kwam de aanvraag binnen?", span=span)
        self.fields["report_signed"] = forms.BooleanField(
            label="Het ondertekende verslag is de aanvraag", required=False
        )


class GrantForm(StepForm):
    number = WordsField(label="Besluitnummer", longest=40)
    ground = forms.ModelChoiceField(
        Ground.objects.filter(active=True, maatwerk=True, article__istartswith=WMO),
        label="Op welke grond?",
        empty_label="Kies een grond",
    )
    frequency = WordsField(label="Hoeveel uren of hoe vaak?", longest=120)
    motivation = WordsField(label="Waarom? (dit leest de inwoner)", long=True, rows=6)

    def set_up(self) -> None:
        span = spans.grant_starts(self.obj, self.today)
        self.fields["starts_on"] = DayField(label="Begint op", initial=self.today, span=span)
        self.fields["ends_on"] = DayField(label="Loopt tot en met", initial=self.today + dt.timedelta(days=364))

    def clean(self) -> dict[str, Any]:
        _in_order(self, "starts_on", "ends_on")
        if (starts := self.cleaned_data.get("starts_on")) and "ends_on" not in self.errors:
            self.day_trouble("ends_on", spans.grant_ends(starts))
        return self.cleaned_data


class RejectForm(StepForm):
    number = WordsField(label="Besluitnummer", longest=40)
    motivation = WordsField(label="Waarom? (dit leest de inwoner)", long=True, rows=6)


class SuspendForm(StepForm):
    ground = radio("Waarom staat de termijn stil?", SuspensionGround.choices)

    def set_up(self) -> None:
        self.comes("asked_until", "Welke termijn stelt u?", initial=self.today + dt.timedelta(weeks=2))


class DelayForm(StepForm):
    why = WordsField(label="Waarom komt het besluit later?", long=True)

    def set_up(self) -> None:
        self.comes("until", "Uiterlijk wanneer komt het besluit?", span=later_decision(self.attempt()))


# --- money -----------------------------------------------------------------------------------------------------


class VangnetForm(StepForm):
    """A draft; also to change one."""

    NAMES: Final = (
        "purpose",
        "amount",
        "payee",
        "payee_iban",
        "payment_reference",
        "why_now",
        "urgent",
        "schemes",
        "recover_from",
        "recover_on",
        "own_request",
    )

    purpose = WordsField(label="Waarvoor is het geld?")
    amount = EurosField(label="Bedrag in euro's", most=Decimal("99999999.99"))
    payee = WordsField(label="Aan wie betalen wij?", longest=160, help_text="Dat mag ook zijn wie het voorschoot.")
    payee_iban = WordsField(
        label="Rekeningnummer (IBAN)", longest=42, required=False, help_text="Nodig om het aan te vragen."
    )
    payment_reference = WordsField(label="Kenmerk bij de betaling", longest=80, required=False)
    why_now = WordsField(label="Waarom kan dit niet wachten?", long=True)
    urgent = forms.BooleanField(label="Spoed: de uitleg over regelingen volgt achteraf", required=False)
    schemes = WordsField(
        label="Welke regelingen zijn bekeken, en waarom passen die niet?",
        long=True,
        required=False,
        help_text="Nodig om het aan te vragen, behalve bij spoed.",
    )
    recover_from = WordsField(label="Op wie is dit te verhalen?", longest=160, required=False)

    def set_up(self) -> None:
        span = spans.recovered(self.today)
        self.fields["recover_on"] = DayField(label="Uiterlijk wanneer verrekenen?", required=False, span=span)
        if self.case.person is not None:
            self.fields["own_request"] = forms.BooleanField(
                label="De inwoner vroeg dit zelf aan", required=False, help_text="Dan krijgt de inwoner een brief."
            )
        if isinstance(self.obj, VangnetRequest):
            self.initial = {name: getattr(self.obj, name) for name in self.NAMES}

    def clean_payee_iban(self) -> str:
        number = str(self.cleaned_data["payee_iban"])
        if number and not iban.is_valid(number):
            raise ValidationError("Dit rekeningnummer klopt niet. Controleer de letters en cijfers.")
        return str(iban.compact(number)) if number else ""


class PayForm(StepForm):
    def set_up(self) -> None:
        approved = self.obj.approved_amount or self.obj.amount
        self.fields["paid_amount"] = EurosField(
            label="Welk bedrag is betaald, in euro's?",
            most=approved,
            initial=approved,
            help_text="Is het minder dan goedgekeurd? Dan komt de rest weer vrij.",
        )


MEGABYTE: Final = 1024 * 1024
KINDS: Final = (("pdf", b"%PDF-"), ("jpg", b"\xff\xd8\xff"), ("png", b"\x89PNG\r\n\x1a\n"))


def safe_receipt(upload: Any) -> Any:
    """A PDF or picture judged by its content, under a name that tells nothing. Raises ValidationError."""
    if upload.size > 10 * MEGABYTE:
        raise ValidationError("Dit bestand is te groot. Kies een bestand van hoogstens 10 MB.")
    upload.seek(0)
    start = upload.read(16)
    upload.seek(0)
    ending = next((ending for ending, mark in KINDS if start.startswith(mark)), None)
    if ending is None:
        raise ValidationError("Kies een PDF, JPG of PNG.")
    upload.name = f"{secrets.token_hex(8)}.{ending}"
    return upload


class AccountForm(StepForm):
    result = WordsField(label="Wat heeft het opgeleverd?", long=True)

    def set_up(self) -> None:
        if not self.obj.schemes.strip():
            self.fields["schemes"] = WordsField(
                label="Welke regelingen zijn bekeken, en waarom pasten die niet?", long=True
            )
        self.fields["receipt"] = forms.FileField(
            label="Bon of factuur",
            required=not self.obj.receipt,
            widget=forms.FileInput(attrs={"accept": ".pdf,.jpg,.jpeg,.png"}),
            help_text="Een PDF, JPG of PNG van hoogstens 10 MB.",
        )

    def clean_receipt(self) -> Any:
        upload = self.cleaned_data.get("receipt")
        return safe_receipt(upload) if upload else None


class RecoverForm(StepForm):
    def set_up(self) -> None:
        left = left_to_recover(self.obj)
        self.fields["returned_amount"] = EurosField(label="Welk bedrag kwam terug, in euro's?", most=left)


class SettleForm(StepForm):
    def set_up(self) -> None:
        left = left_to_recover(self.obj)
        self.fields["returned_amount"] = EurosField(
            label="Welk bedrag kwam als laatste terug, in euro's?",
            least=Decimal(0),
            most=left,
            initial=left,
            help_text="Nul mag ook.",
        )
        self.fields["why"] = WordsField(label="Komt niet alles terug? Zeg waarom", long=True, required=False)


# --- goals, paper, appointments --------------------------------------------------------------------------------


class GoalForm(ConsentFields):
    """An agreed result; also to change a proposed one. An organisation as carrier asks for consent."""

    wording = WordsField(label="Het doel, in de woorden van de inwoner", long=True, rows=3)
    layer = radio(
        "Op welke laag?",
        Layer.choices,
        initial=Layer.BURGER,
        help_text="Kiest u wie dit doel draagt? Dan volgt de laag daaruit.",
    )
    ground = forms.ModelChoiceField(
        Ground.objects.filter(active=True), label="Op welke grond?", empty_label="Kies een grond"
    )
    carrier = forms.ChoiceField(label="Wie draagt dit doel?", required=False)
    budget = EurosField(
        label="Budget in euro's",
        least=Decimal(0),
        most=Decimal("99999999.99"),
        required=False,
        help_text="Nul mag ook. Nodig voordat de uitvoering begint.",
    )
    rhythm_days = forms.IntegerField(label="Om de hoeveel dagen een bericht?", min_value=1, max_value=366, initial=28)

    def set_up(self) -> None:
        self.party = Party(self.case)
        carriers = self.party.listed(
            "Nog niemand", self.party.near(), self.party.organisations(), self.party.colleagues(_colleagues(self))
        )
        self.fields["carrier"].choices = carriers  # type: ignore[attr-defined]
        if isinstance(self.obj, Goal):
            names = ("wording", "layer", "ground", "budget", "rhythm_days")
            self.initial = {name: getattr(self.obj, name) for name in names} | {"carrier": self._carrier()}
        if self.case.person is not None:
            self.ask_consent(to="de organisatie", required=False)

    def _carrier(self) -> str:
        goal = self.obj
        chosen = goal.carrier_contact_id or goal.carrier_organisation_id or goal.carrier_user_id
        return f"{goal.carrier_kind}:{chosen}" if chosen else str(goal.carrier_kind)

    def _chosen(self) -> tuple[str, Any]:
        key = self.cleaned_data.get("carrier", "")
        return key.partition(":")[0], self.party.found.get(key)

    def _asks_consent(self) -> bool:
        """A new organisation asks for consent; the one that was agreed before does not again."""
        kind, chosen = self._chosen()
        if self.case.person is None or kind != "organisatie":
            return False
        before = self.obj if isinstance(self.obj, Goal) else None
        return not (before and before.consent_id and before.carrier_organisation_id == chosen.pk)

    def clean(self) -> dict[str, Any]:
        if self._asks_consent():
            self.require_consent()
        return self.cleaned_data

    def field_of(self, detail: str) -> str:
        return "carrier" if detail.startswith("carrier_") else detail

    def details(self) -> dict[str, Any]:
        kind, chosen = self._chosen()
        names = ("wording", "layer", "ground", "budget", "rhythm_days")
        return {name: self.cleaned_data[name] for name in names} | {
            "carrier_kind": kind,
            "carrier_contact": chosen if kind == "naaste" else None,
            "carrier_organisation": chosen if kind == "organisatie" else None,
            "carrier_user": chosen if kind == "collega" else None,
            "consent": self.consent(chosen.name) if self._asks_consent() else None,
        }


class GoalAchievedForm(StepForm):
    text = WordsField(label="Wilt u er iets bij zeggen?", long=True, required=False)


class GoalAdjustForm(StepForm):
    wording = WordsField(label="Het nieuwe doel, in de woorden van de inwoner", long=True)
    why = WordsField(label="Waarom stelt u het bij?", long=True)

    def set_up(self) -> None:
        self.initial = {"wording": self.obj.wording}


class ReportForm(StepForm):
    """How it goes: a sentence by anyone, a score by professionals only."""

    text = WordsField(label="Hoe gaat het?", long=True)

    def set_up(self) -> None:
        ground = basis(self.sight, Action.REPORT_GOAL, self.obj)
        if basis(self.sight, Action.EDIT_FILE, self.obj) or (ground and ground.role == "uitvoerder"):
            self.fields["score"] = radio("In een cijfer", SCORES, required=False)

    def details(self) -> dict[str, Any]:
        score = self.cleaned_data.get("score")
        return {"text": self.cleaned_data["text"], "score": int(score) if score else None}


class SummaryForm(StepForm):
    for_whom = radio(
        "Voor wie is de samenvatting?",
        (("inwoner", "Voor de inwoner"), ("professional", "Voor professionals")),
        initial="inwoner",
    )

    def details(self) -> dict[str, Any]:
        return {"for_citizen": self.cleaned_data["for_whom"] == "inwoner"}


class SendForm(StepForm):
    sent_how = radio("Hoe?", SentHow.choices)

    def set_up(self) -> None:
        self.happened("sent_on", "Wanneer is de brief verstuurd of gegeven?", span=self._since_made())
        if not self.obj.can_be_posted:
            ways = [one for one in SentHow.choices if one[0] != SentHow.POST]
            self.fields["sent_how"].choices = ways  # type: ignore[attr-defined]
            self.fields["sent_how"].help_text = "Op deze brief staat geen adres. Geef de brief zelf."

    def _since_made(self) -> Span:
        return Span(timezone.localdate(self.obj.asked_at), self.today)


class AppointmentDoneForm(StepForm):
    text = WordsField(label="Hoe ging het?", long=True, required=False)


# --- which form a step asks ------------------------------------------------------------------------------------

FORMS: Final[dict[str, type[StepForm]]] = {
    form.__name__: form
    for form in (
        WhyForm,
        WordForm,
        ConvertForm,
        AdviseForm,
        MeetForm,
        ResearchDateForm,
        ReportSentForm,
        PlanForm,
        StartForm,
        EvaluateForm,
        ContinueForm,
        CloseForm,
        EndForm,
        MergeForm,
        AssignForm,
        KernForm,
        AcceptForm,
        ConsentForm,
        SubmitForm,
        HelpStartedForm,
        ReviewForm,
        ExtendForm,
        WithdrawIndicatieForm,
        AfterEndForm,
        GrantForm,
        RejectForm,
        SuspendForm,
        DelayForm,
        PayForm,
        AccountForm,
        RecoverForm,
        SettleForm,
        GoalAchievedForm,
        GoalAdjustForm,
        SendForm,
        AppointmentDoneForm,
    )
}


def form_for(declared: Step) -> type[StepForm]:
    """The form a step names; one that asks nothing is only confirmed."""
    return FORMS[declared.form] if declared.form else ConfirmForm


__all__ = [
    "FORMS",
    "ApplicationForm",
    "GoalForm",
    "HandoverForm",
    "IndicatieForm",
    "ReportForm",
    "StepForm",
    "SummaryForm",
    "VangnetForm",
    "form_for",
]
