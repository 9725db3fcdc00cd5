"""What asking for a krachtenveldanalyse and each of its steps asks."""

from collections import defaultdict
from typing import Any, ClassVar, Final

from django import forms

from casework.engine.fields import DayField, WordsField
from casework.engine.forms import AsItStandsNow, Choices, StepForm, WhyForm, radio
from casework.engine.needed import When, needed
from casework.engine.noun import Asks
from casework.engine.possible_days import Days
from casework.engine.telling import Reader
from casework.forcefields.asked import makers
from casework.forcefields.conditions import days_of_talking, days_to_make, days_to_make_longer, kept_now, review_days
from casework.forcefields.shown import known_parties
from casework.forcefields.states import ForceFieldState, Influence, Regie, Stance, There, TieKind
from casework.sharing.consent_fields import ConsentFields
from casework.sharing.for_advice import FITTING, on_which_ground, what_is_shared
from casework.sharing.grounds import ASKED, refusals
from casework.sharing.operations import standing
from casework.sharing.receivers import Receiver
from casework.sharing.states import Purpose
from wijkweb.models import Organisation

__all__ = ["WhyForm"]
_FIRST: Final = ("why", "maker", "due_on", "until", "what", "rests", "ground_why")
_READ: Final = "De inwoner leest dit later mee."
_CITIZEN: Final = "inwoner"


class AskForm(ConsentFields):
    """Why, of whom, by when; what they are told for it and on which ground, and until when they see that."""

    consent_when = "Nodig als u deelt met toestemming van de inwoner."

    why = WordsField(label="Waarom is een krachtenveldanalyse nodig?", long=True, rows=3, help_text=_READ)
    maker = forms.ChoiceField(
        label="Wie maakt haar?",
        help_text="Iemand van een andere organisatie dan die de zaak leidt, met een eigen login.",
    )
    what = what_is_shared("Niet meer dan nodig is.")
    rests = on_which_ground()
    ground_why = WordsField(
        label="Waarom is delen nodig?", long=True, rows=2, required=False, help_text="De inwoner leest dit mee."
    )

    def set_up(self) -> None:
        self.found = makers(self.anchor)
        groups: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for key, (person, organisation) in self.found.items():
            groups[organisation.name].append((key, f"{person.name}, {organisation.name}"))
        self.fields["maker"].choices = [("", "Maak een keuze"), *groups.items()]  # type: ignore[attr-defined]
        self.comes("due_on", "Wanneer moet zij klaar zijn?", span=days_to_make(self.attempt()))
        self.comes(
            "until",
            "Tot wanneer ziet de maker wat u deelt?",
            span=days_to_make(self.attempt()),
            help_text="Vanaf die dag niet meer. Dat gaat vanzelf.",
        )
        unasked = tuple(str(one) for one in FITTING if one not in ASKED)
        needed(self.fields["ground_why"], When("verplicht zonder toestemming", "rests", unasked))
        self.ask_consent_in_a_line(to="de ander", when="verplicht bij toestemming")
        del self.fields["consent_until"]  # asked above, for every ground

    @property
    def plain_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in _FIRST]

    @property
    def agreed_before(self) -> list[Any]:
        """For this, that is: what was agreed for help says nothing of it."""
        return []

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        due, until = data.get("due_on"), data.get("until")
        if due and until and until <= due:
            self.add_error("until", "Kies een dag na de dag waarop zij klaar moet zijn.")
        if self.errors:
            return data
        what, rests, to = data["what"], data["rests"], Receiver.of(self.found[data["maker"]][1])
        for name, words in refusals(rests, Purpose.ADVIES, what, to):
            self.add_error(name if name in self.fields else "rests", words)
        if rests not in ASKED:
            self.require("ground_why")
        elif data.get(self.SAID):
            self.require(*self.CONSENT_NEEDED)
            self.refuse_who_said(what)
        elif standing(self.anchor, to, self.today, what=what, purposes=(Purpose.ADVIES,)) is None:
            self.add_error(self.SAID, self.NOT_SAID)
        return data

    def field_of(self, detail: str) -> str:
        return {"said": self.SAID, "organisation": "maker"}.get(detail, detail)

    def details(self) -> dict[str, Any]:
        data = self.cleaned_data
        person, organisation = self.found[data["maker"]]
        said = self.consent(organisation.name) if data["rests"] in ASKED else None
        return {name: data[name] for name in ("why", "due_on", "until", "what", "rests", "ground_why")} | {
            "maker": person,
            "organisation": organisation,
            "said": said | {"until": data["until"]} if said else None,
        }


class WhatFollows(Asks):
    """With taking back what is shared: whoever draws on it stops."""

    def set_up(self) -> None:
        rows = self.form.obj.force_fields.all()
        if any(one.state in ForceFieldState.AT_THE_MAKER for one in rows):
            self.form.follows.append("De maker van de krachtenveldanalyse ziet dan niets meer.")  # type: ignore[attr-defined]


class PartyForm(StepForm):
    """Somebody, as they stand now and in the proposal."""

    few_required = True
    NEEDED: ClassVar = {}

    name = WordsField(
        label="Wie of wat is het?",
        longest=80,
        reader=Reader.CITIZEN,
        help_text="Een naam, of bijvoorbeeld: de woningcorporatie. Staat die naam er al? Dan komt dit in de plaats.",
    )
    role = WordsField(
        label="Wie is dat voor de inwoner?",
        longest=80,
        required=False,
        reader=Reader.CITIZEN,
        help_text="Bijvoorbeeld: zus, begeleider, schuldeiser.",
    )
    organisation = forms.ModelChoiceField(
        Organisation.objects.none(),
        label="Welke organisatie?",
        required=False,
        empty_label="Geen, of staat er niet bij",
    )
    there = radio("Waar hoort diegene in?", There.choices, initial=There.ALLEBEI)
    influence = radio("Invloed nu", [("", "Niet gezegd"), *Influence.choices], required=False, initial="")
    stance = radio("Houding nu", [("", "Niet gezegd"), *Stance.choices], required=False, initial="")
    influence_then = radio(
        "Invloed in het voorstel", [("", "Zoals nu"), *Influence.choices], required=False, initial=""
    )
    stance_then = radio("Houding in het voorstel", [("", "Zoals nu"), *Stance.choices], required=False, initial="")
    ground = WordsField(
        label="Mag de inwoner dit niet lezen? Zeg waarom",
        required=False,
        help_text="Alleen voor de veiligheid, of voor de privacy van een ander. Leeg: de inwoner leest het.",
    )

    def set_up(self) -> None:
        self.fields["organisation"].queryset = Organisation.objects.filter(active=True).order_by("name", "pk")  # type: ignore[attr-defined]

    def clean_name(self) -> str:
        return " ".join(str(self.cleaned_data["name"]).split())


class _OfThem(StepForm):
    """A form that chooses from who stands in the field, as far as this person may know of them."""

    def rows(self) -> dict[str, Any]:
        self.there = {str(one.pk): one for one in known_parties(self.obj, self.sight)}
        return self.there

    def names(self) -> Choices:
        return [(key, one.name) for key, one in self.rows().items()]


class TieForm(_OfThem):
    def set_up(self) -> None:
        names = self.names()
        self.fields["one"] = forms.ChoiceField(label="Wie?", choices=[("", "Maak een keuze"), *names])
        self.fields["other"] = forms.ChoiceField(
            label="Met wie?", choices=[(_CITIZEN, f"{self.anchor.subject} (de inwoner)"), *names]
        )
        kinds = [("", "Geen band"), *TieKind.choices]
        self.fields["now"] = radio("Hoe is het nu?", kinds, required=False, initial="")
        self.fields["then"] = radio("Hoe is het in het voorstel?", kinds, required=False, initial="")

    def details(self) -> dict[str, Any]:
        given = self.cleaned_data
        chosen = {"one": self.there[given["one"]], "other": self.there.get(given["other"])}
        return chosen | {"now": given["now"], "then": given["then"]}


class TakeOutForm(StepForm):
    def set_up(self) -> None:
        there = {one.pk: one for one in known_parties(self.obj, self.sight)}
        self.rows = {f"partij:{key}": one for key, one in there.items()}
        names = [(key, f"{one.name}, met alle banden") for key, one in self.rows.items()]
        rows = self.obj.ties.select_related("one", "other")
        ties = {f"band:{one.pk}": one for one in rows if {one.one_id, one.other_id} - {None} <= there.keys()}
        self.rows |= ties
        between = [(key, f"De band tussen {one.one.name} en {_other(one, self.anchor)}") for key, one in ties.items()]
        self.fields["row"] = radio("Wat haalt u weg?", [*names, *between])

    def details(self) -> dict[str, Any]:
        return {"row": self.rows[self.cleaned_data["row"]]}


def _other(tie: Any, case: Any) -> str:
    return str(tie.other.name if tie.other else case.subject)


class HandInForm(_OfThem):
    """Who holds the regie, and what should change."""

    change = WordsField(
        label="Wat zou er moeten veranderen?",
        long=True,
        rows=6,
        help_text=f"{_READ} Wie doet wat anders, en waarom helpt dat?",
    )

    def set_up(self) -> None:
        fixed = [(one.value, one.label) for one in (Regie.INWONER, Regie.NIEMAND)]
        names = self.names()
        self.fields["regie_now"] = radio("Wie houdt nu de regie?", [*fixed, *names], initial=self._chosen("now"))
        self.fields["regie_then"] = radio(
            "Wie houdt de regie in het voorstel?", [*fixed, *names], initial=self._chosen("then")
        )
        self.fields["change"].initial = self.obj.change
        self.order_fields(["regie_now", "regie_then", "change"])

    def _chosen(self, when: str) -> str:
        party = getattr(self.obj, f"regie_{when}_party_id")
        return str(party or getattr(self.obj, f"regie_{when}"))

    def details(self) -> dict[str, Any]:
        found = {"change": self.cleaned_data["change"]}
        for when in ("regie_now", "regie_then"):
            party = self.there.get(self.cleaned_data[when])
            found |= {when: Regie.PARTIJ if party else self.cleaned_data[when], f"{when}_party": party}
        return found


class LaterForm(StepForm):
    def set_up(self) -> None:
        self.fields["due_on"] = DayField(label="Wanneer is zij klaar?", span=days_to_make_longer(self.attempt()))


class SendBackForm(LaterForm):
    why = WordsField(label="Wat moet erbij, of anders?", long=True, rows=3, reader=Reader.OUTSIDE)

    def set_up(self) -> None:
        super().set_up()
        self.order_fields(["why", "due_on"])


def review_field(form: StepForm, *, required: bool) -> DayField:
    span: Days = review_days(form.today)
    return DayField(
        label="Op welke dag kijkt u opnieuw naar wat is afgeschermd?",
        span=span,
        required=required,
        initial=form.obj.review_on,
        help_text="Hoogstens drie maanden. Die dag staat het op uw lijst.",
    )


class DiscussForm(StepForm):
    said = WordsField(label="Wat vond de inwoner ervan? (dit leest de inwoner)", long=True, rows=4)

    def set_up(self) -> None:
        span = days_of_talking(self.attempt())
        self.happened("discussed_on", "Wanneer besprak u dit met de inwoner?", span=span)
        if self.obj.parties.filter(shielded=True).exists():
            self.fields["review_on"] = review_field(self, required=True)
        self.order_fields(["discussed_on", "said", "review_on"])


class ShieldForm(_OfThem):
    ground = WordsField(
        label="Waarom mag de inwoner dit niet lezen?",
        help_text="Alleen voor de veiligheid, of voor de privacy van een ander.",
    )

    def set_up(self) -> None:
        self.fields["party"] = radio("Wie schermt u af, met alle banden?", self.names())
        self.fields["review_on"] = review_field(self, required=True)
        self.order_fields(["party", "ground", "review_on"])

    def details(self) -> dict[str, Any]:
        return self.cleaned_data | {"party": self.there[self.cleaned_data["party"]]}


class LookAgainForm(StepForm):
    NEEDED: ClassVar = {"review_on": When("verplicht als iemand afgeschermd blijft")}

    def set_up(self) -> None:
        known = {one.pk for one in known_parties(self.obj, self.sight)}
        shielded = [one for one in self.obj.parties.all() if one.shielded]
        self.kept = {str(one.pk): one for one in shielded if one.pk in known}
        self.unseen = [one for one in shielded if one.pk not in known]  # nobody lets go of whom they can't see
        self.fields["kept"] = forms.MultipleChoiceField(
            label="Wie blijft afgeschermd?",
            choices=[(key, f"{one.name}: {one.ground}") for key, one in self.kept.items()],
            required=False,
            initial=list(self.kept),
            widget=forms.CheckboxSelectMultiple,
            help_text="Wie u weghaalt, leest de inwoner vanaf nu.",
        )
        self.fields["review_on"] = review_field(self, required=False)
        self.fields["review_on"].initial = None
        stands = kept_now(self.obj)
        self.fields["kept_seen"] = forms.CharField(required=False, initial=stands, widget=AsItStandsNow(stands))

    def clean(self) -> dict[str, Any]:
        if self.cleaned_data.get("kept"):
            self.require("review_on")
        return self.cleaned_data

    def details(self) -> dict[str, Any]:
        kept = [*(self.kept[key] for key in self.cleaned_data["kept"]), *self.unseen]
        seen = self.cleaned_data["kept_seen"] or None
        return {"kept": kept, "review_on": self.cleaned_data["review_on"], "kept_seen": seen}
