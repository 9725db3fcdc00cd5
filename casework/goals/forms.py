"""What a goal, its steps and a report on it ask."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.text import Truncator

from casework.cases.conditions import colleagues_there
from casework.cases.for_one import ask_for_whom, for_whom
from casework.cases.models import Case
from casework.cases.put_right_form import PutRightForm
from casework.cases.states import Layer
from casework.engine.fields import EurosField, NumberField, WordsField
from casework.engine.forms import StepForm, radio
from casework.engine.noun import Asks
from casework.engine.telling import Reader
from casework.goals.conditions import unreported_goals
from casework.goals.models import Goal
from casework.goals.states import SCORES, TOLD_OF
from casework.law.models import Ground
from casework.network.parties import Party
from casework.sharing.consent_fields import ConsentFields
from roles.actions import Action
from roles.policy import basis


class HowGoalsGo(Asks):
    """With the evaluation: for each goal nobody reported on how it goes, by the regisseur."""

    def set_up(self) -> None:
        case = self.form.anchor
        self.goals = unreported_goals(case.goals.all(), case.goals_agreed_on)
        for goal in self.goals:
            wording = Truncator(goal.wording).chars(90)
            self.form.fields[f"score_{goal.public_id}"] = radio(f"‘{wording}’: hoe gaat het?", SCORES)
            self.form.fields[f"text_{goal.public_id}"] = WordsField(
                label=f"‘{wording}’: vertel", long=True, rows=3, reader=Reader.OUTSIDE
            )

    def details(self) -> dict[str, Any]:
        keys = [goal.public_id for goal in self.goals]
        data = self.form.cleaned_data
        return {"told": {key: (int(data[f"score_{key}"]), data[f"text_{key}"]) for key in keys}}


class GoalForm(ConsentFields):
    """An agreed result; also to change a proposed one. An organisation as carrier asks for consent."""

    consent_when = "Alleen nodig als een organisatie het doel gaat dragen."

    wording = WordsField(label="Het doel, in de woorden van de inwoner", long=True, rows=3, reader=Reader.OUTSIDE)
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
    rhythm_days = NumberField(
        label="Om de hoeveel dagen een bericht?",
        least=1,
        most=366,
        required=False,
        help_text="Laat leeg: dan vertelt wie het doel draagt bij de evaluatie hoe het gaat. Eén zin is genoeg.",
    )

    def set_up(self) -> None:
        self.party = Party(self.anchor)
        groups = [
            self.party.near(),
            self.party.organisations(),
            self.party.colleagues(colleagues_there(self.attempt())),
        ]
        if isinstance(self.obj, Goal):
            groups.append(self.party.kept(self._carrier(), *self._not_offered()))
            self.keep("ground", self.obj.ground)
        self.fields["carrier"].choices = self.party.listed("Nog niemand", *groups)  # type: ignore[attr-defined]
        if isinstance(self.obj, Goal):
            names = ("wording", "layer", "ground", "budget", "rhythm_days")
            self.initial = {name: getattr(self.obj, name) for name in names} | {"carrier": self._carrier()}
        ask_for_whom(self, self.obj if isinstance(self.obj, Goal) else None)
        if self.anchor.person is not None:
            self.ask_consent_in_a_line(to="de organisatie", when="verplicht bij een organisatie")

    def _carrier(self) -> str:
        goal = self.obj
        chosen = goal.carrier_contact_id or goal.carrier_organisation_id or goal.carrier_user_id
        return f"{goal.carrier_kind}:{chosen}" if chosen else str(goal.carrier_kind)

    def _not_offered(self) -> tuple[Any, str]:
        """Who carries it now, and why somebody can't be chosen (any more)."""
        goal = self.obj
        if goal.carrier_user is not None:
            away = any(post.user_id == goal.carrier_user_id for post in self.attempt().staff)
            return goal.carrier_user, "afwezig" if away else "niet meer in dit team"
        if goal.carrier_contact is not None:
            gone = goal.carrier_contact.removed_at is not None
            return goal.carrier_contact, "niet meer in het wijkweb" if gone else "er is geen contact meer"
        return goal.carrier_organisation, "niet meer actief"

    def _chosen(self) -> tuple[str, Any]:
        key = self.cleaned_data.get("carrier", "")
        return key.partition(":")[0], self.party.found.get(key)

    def _asks_consent(self) -> bool:
        """A new organisation asks for consent; the one that was agreed before does not again."""
        kind, chosen = self._chosen()
        if self.anchor.person is None or kind != "organisatie":
            return False
        before = self.obj if isinstance(self.obj, Goal) else None
        return not (before and before.consent_id and before.carrier_organisation_id == chosen.pk)

    def clean(self) -> dict[str, Any]:
        if self._asks_consent():
            self.require_consent(self._chosen()[1])
        return self.cleaned_data

    def field_of(self, detail: str) -> str:
        return "carrier" if detail.startswith("carrier_") else detail

    def details(self) -> dict[str, Any]:
        kind, chosen = self._chosen()
        names = ("wording", "layer", "ground", "budget", "rhythm_days")
        return (
            {name: self.cleaned_data[name] for name in names}
            | for_whom(self)
            | {
                "carrier_kind": kind,
                "carrier_contact": chosen if kind == "naaste" else None,
                "carrier_organisation": chosen if kind == "organisatie" else None,
                "carrier_user": chosen if kind == "collega" else None,
                "consent": self.consent(chosen.name) if self._asks_consent() else None,
            }
        )


class GoalAchievedForm(StepForm):
    text = WordsField(label="Wilt u er iets bij zeggen?", long=True, required=False)


class GoalAdjustForm(StepForm):
    wording = WordsField(label="Het nieuwe doel, in de woorden van de inwoner", long=True, reader=Reader.OUTSIDE)
    why = WordsField(label="Waarom stelt u het bij?", long=True)

    def set_up(self) -> None:
        self.initial = {"wording": self.obj.wording}


class PutReportRightForm(PutRightForm):
    """Of a report: its words and its number; and of which goal of the other case it is."""

    def ask_words(self) -> None:
        super().ask_words()
        if self.obj.score is not None:
            self.fields["score"] = radio("In een cijfer", SCORES, initial=self.obj.score, required=False)

    def ask_place(self) -> None:
        self.place: Goal | None = None
        there = Case.objects.visible_to(self.sight, Action.EDIT_FILE).filter(
            ref__iexact=str(self.data.get("ref", "")).replace("\0", "").strip()[:20]
        )
        goals = Goal.objects.filter(case__in=there, state__in=TOLD_OF) if self.keeps and self.is_bound else []
        self.goals = {one.public_id: one for one in goals}
        if self.goals:
            choices = [(key, one.wording) for key, one in self.goals.items()]
            self.fields["goal"] = radio("Bij welk doel van die zaak?", choices, required=False)

    def find_place(self, other: Case) -> None:
        if not self.goals:
            self.add_error("ref", "Deze zaak heeft geen doel dat loopt of liep.")
        elif len(self.goals) == 1:
            (self.place,) = self.goals.values()
        elif "goal" not in self.errors and self.cleaned_data.get("goal"):
            self.place = self.goals[self.cleaned_data["goal"]]
        else:
            self.add_error("goal", "Kies bij welk doel dit bericht hoort.")

    def words(self) -> dict[str, Any]:
        score = self.cleaned_data.get("score")
        return super().words() | ({"score": int(score) if score else None} if "score" in self.fields else {})

    def details(self) -> dict[str, Any]:
        return super().details() | {"place": self.place}


class ReportForm(StepForm):
    """How it goes: a sentence by anyone, a score by professionals only."""

    text = WordsField(label="Hoe gaat het?", long=True, reader=Reader.OUTSIDE)

    def set_up(self) -> None:
        ground = basis(self.sight, Action.REPORT_GOAL, self.obj)
        if basis(self.sight, Action.EDIT_FILE, self.obj) or (ground and ground.role == "uitvoerder"):
            self.fields["score"] = radio("In een cijfer", SCORES, required=False)

    def details(self) -> dict[str, Any]:
        score = self.cleaned_data.get("score")
        return {"text": self.cleaned_data["text"], "score": int(score) if score else None}
