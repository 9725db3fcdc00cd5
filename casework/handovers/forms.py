"""What offering and answering a hand-over asks."""

from typing import Any, Final

from django import forms
from django.utils import timezone
from django.utils.text import Truncator

from casework.cases.holder import layer_of
from casework.cases.places import asks_for_a_kern, kern_there
from casework.cases.states import PartyKind
from casework.engine.fields import WordsField
from casework.engine.forms import StepForm, WhyForm
from casework.engine.machine import Attempt
from casework.engine.noun import Asks
from casework.engine.telling import Reader
from casework.goals.states import GoalState
from casework.handovers.conditions import is_receiver, sinks_to_a_professional
from casework.handovers.consents import goals_given_back, what_follows
from casework.network.parties import Party
from casework.sharing.consent_fields import ConsentFields
from casework.sharing.operations import agree
from casework.sharing.receivers import Receiver
from roles.actions import Action
from roles.policy import may


class AcceptForm(StepForm):
    """Whoever receives and has an account simply accepts; for anyone else the regisseur writes down who did."""

    def set_up(self) -> None:
        team = self.obj.to_team
        if self.obj.goal_id is None and asks_for_a_kern(self.anchor, team):
            here = kern_there(self.anchor, team)
            self.fields["kern"] = forms.ModelChoiceField(
                team.kernen.all(),
                label="In welke kern woont de inwoner nu?",
                required=False,
                empty_label=f"Nog steeds in {self.anchor.kern}",
                initial=here.pk if here != self.anchor.kern else None,
                help_text=f"De zaak staat in {self.anchor.kern}; die kern is niet van {team}.",
            )
        if is_receiver.test(Attempt(self.obj, self.sight, timezone.now(), self.today)):
            return
        self.fields["accepted_by"] = WordsField(
            label="Wie nam over?", longest=160, initial=self.obj.receiver_name[:160]
        )
        self.fields["accepted_how"] = WordsField(
            label="Hoe en wanneer?", longest=160, help_text="Bijvoorbeeld: aan tafel, vanmorgen."
        )


class GiveBackForm(WhyForm):
    @property
    def beforehand(self) -> list[str]:
        """What goes back along with the question."""
        told = [f"De vraag ligt dan weer bij {self.anchor.team.name}."]
        goals = [f"‘{Truncator(goal.wording).chars(90)}’" for goal in goals_given_back(self.obj)]
        return [*told, *(f"Dit doel gaat mee terug: {goal}. U ziet het dan niet meer." for goal in goals)]


class ConsentForm(ConsentFields):
    """Naming the citizen: the consent is written down and the step taken in one transaction. Where the citizen agreed
    to share with them before, and that holds, nothing is asked."""

    writes_along = True

    def set_up(self) -> None:
        self.stands = self.consent_stands(self.obj.to_organisation)
        if not self.stands:
            self.ask_consent(to=self.obj.receiver_name)

    def clean(self) -> dict[str, Any]:
        if not self.stands:
            self.refuse_who_said()
        return self.cleaned_data

    def details(self) -> dict[str, Any]:
        return {}

    def write_along(self) -> dict[str, Any]:
        said = None if self.stands else self.consent()
        to = Receiver.of(self.obj.to_organisation)
        return {"consent": agree(self.anchor, to, said, by=self.sight.user, on=self.today)}


class WhatFollows(Asks):
    """With taking back what is shared: what happens then to what rests on it."""

    def set_up(self) -> None:
        self.form.follows += what_follows(self.form.anchor, self.form.obj)  # type: ignore[attr-defined]


class WithdrawForm(WhyForm):
    """The other reads why."""

    def reader_of(self, name: str) -> Reader | None:
        return Reader.NAMELESS if self.obj.anonymous else Reader.OUTSIDE


class HandoverForm(ConsentFields):
    """To whom, what for, and with the citizen's consent or without a name."""

    FIRST: Final = ("to", "need")
    consent_when = (
        "Nodig als de ander buiten het team werkt en de naam mag weten. Vraagt u zonder naam, dan is dit niet nodig."
    )

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
        help_text="Nodig als de vraag naar een professional zakt en het geen spoed is.",
    )

    def set_up(self) -> None:
        self.party = Party(self.anchor)
        whole = may(self.sight, Action.VIEW_FILE, self.anchor)
        near = self.party.near(whole=whole)
        to = self.party.listed("Maak een keuze", near, self.party.organisations(), self.party.teams())
        self.fields["to"].choices = to  # type: ignore[attr-defined]
        goals = list(self.anchor.goals.filter(state__in=GoalState.ACTIVE)) if whole else []
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
        if self.anchor.person is not None:
            self.ask_consent_in_a_line(to="de ander", when="verplicht bij wie buiten het team werkt")

    @property
    def first_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.FIRST]

    @property
    def seldom_fields(self) -> list[forms.BoundField]:
        return [field for field in self.plain_fields if field.name not in self.FIRST]

    @property
    def seldom_is_told(self) -> bool:
        """Something of it was filled in, or is wrong: then it isn't folded away."""
        return self.is_bound and any(field.errors or field.value() for field in self.seldom_fields)

    @property
    def outside(self) -> bool:
        """Anyone but the citizen and their own team."""
        kind, chosen = self._chosen()
        return kind in ("naaste", "organisatie") or (kind == "team" and chosen.pk != self.anchor.team_id)

    def _chosen(self) -> tuple[str, Any]:
        key = self.cleaned_data.get("to", "")
        return key.partition(":")[0], self.party.found.get(key)

    def clean(self) -> dict[str, Any]:
        if self.cleaned_data.get("anonymous") and self._chosen()[0] not in ("", "organisatie"):
            self.add_error("anonymous", "Een vraag zonder naam stelt u aan een organisatie.")
        elif self.outside and not self.cleaned_data.get("anonymous") and self.anchor.person is not None:
            self.require_consent(self._chosen()[1])
        self._ask_for_the_reason()
        return self.cleaned_data

    def _ask_for_the_reason(self) -> None:
        kind, chosen = self._chosen()
        sinks = bool(kind) and sinks_to_a_professional(self.anchor, layer_of(kind, chosen))
        if sinks and not self.cleaned_data.get("urgent") and not self.cleaned_data.get("reason"):
            self.add_error("reason", "Zeg waarom de vraag naar een professional gaat, of dat er spoed is.")

    def reader_of(self, name: str) -> Reader | None:
        """Outside the team somebody reads what is needed, and why it sinks; to whom is chosen on the same page."""
        if name not in ("need", "reason"):
            return super().reader_of(name)
        if not self.outside:
            return Reader.CITIZEN
        return Reader.NAMELESS if self.cleaned_data.get("anonymous") else Reader.OUTSIDE

    def details(self) -> dict[str, Any]:
        data = self.cleaned_data
        kind, chosen = self._chosen()
        named = self.outside and not data["anonymous"] and self.anchor.person is not None
        return {
            "to_kind": kind,
            "to_contact": chosen if kind == PartyKind.NAASTE else None,
            "to_organisation": chosen if kind == PartyKind.ORGANISATIE else None,
            "to_team": chosen if kind == PartyKind.TEAM else None,
            **{name: data[name] for name in ("need", "reason", "urgent", "anonymous")},
            "goal": self.goals.get(data.get("goal", "")),
            "goals": [self.goals[key] for key in data.get("goals", [])],
            "consent": self.consent(chosen.name) if named and chosen is not None else None,
            "excused": self.excused,
        }
