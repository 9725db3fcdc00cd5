"""What asking for an advice asks, and what writing it down does."""

from typing import Any, Final

from django import forms

from casework.advice.conditions import days_it_came, days_to_wait
from casework.advice.states import AdviceState, Adviser
from casework.cases.conditions import is_regisseur
from casework.engine.fields import WordsField
from casework.engine.forms import StepForm, WhyForm, radio
from casework.engine.needed import When, needed
from casework.engine.noun import Asks
from casework.engine.telling import Reader
from casework.network.parties import Party
from casework.research.models import Need
from casework.sharing.consent_fields import ConsentFields
from casework.sharing.for_advice import FITTING, on_which_ground, what_is_shared
from casework.sharing.grounds import ASKED, refusals
from casework.sharing.operations import standing
from casework.sharing.receivers import Receiver
from casework.sharing.states import Purpose

__all__ = ["AdviceForm", "LongerForm", "ReceiveForm", "WhyForm"]
_OTHER: Final = "ander"
_FIRST: Final = (
    "kind", "to", "name", "address", "need", "question", "what", "rests", "why", "until", "waits"
)  # fmt: skip


class AdviceForm(ConsentFields):
    """Of whom, on what, and what they are told: most often by the citizen's say."""

    consent_when = "Nodig als u deelt met toestemming van de inwoner."

    kind = radio("Wat voor advies vraagt u?", Adviser.choices)
    to = forms.ChoiceField(label="Aan wie?")
    name = WordsField(
        label="Wie is dat?",
        longest=120,
        required=False,
        help_text="Bijvoorbeeld: Argonaut, of ergotherapeut mevrouw De Wit.",
    )
    address = WordsField(
        label="Naar welk adres gaat de brief?",
        longest=300,
        required=False,
        help_text="Straat, postcode en plaats, met komma’s ertussen. Leeg: u geeft of mailt de brief zelf.",
    )
    need = forms.ChoiceField(label="Waarover gaat het?", required=False)
    question = WordsField(
        label="Wat wilt u weten?",
        long=True,
        rows=4,
        reader=Reader.CITIZEN,
        help_text="Dit staat zo in de brief. De inwoner leest hem ook. Schrijf niet meer dan nodig is.",
    )
    what = what_is_shared("Niet meer dan nodig is voor dit advies.")
    rests = on_which_ground()
    why = WordsField(
        label="Waarom is dit nodig?", long=True, rows=2, required=False, help_text="De inwoner leest dit mee."
    )

    def set_up(self) -> None:
        self.party = Party(self.anchor)
        to = self.party.listed("Maak een keuze", self.party.organisations())
        to.append((_OTHER, "Iemand anders, die hier niet bij staat"))
        self.fields["to"].choices = to  # type: ignore[attr-defined]
        needed(self.fields["name"], When("verplicht bij iemand anders", "to", (_OTHER,)))
        unasked = tuple(str(one) for one in FITTING if one not in ASKED)
        needed(self.fields["why"], When("verplicht zonder toestemming", "rests", unasked))
        rows = Need.objects.filter(research__case=self.anchor).order_by("-research", "order", "pk")[:30]
        self.needs = {one.public_id: one for one in rows}
        whole = ("", "Over alles wat nodig is")
        self.fields["need"].choices = [whole, *((key, one.named) for key, one in self.needs.items())]  # type: ignore[attr-defined]
        self.comes("until", "Wanneer moet het advies er zijn?", span=days_to_wait(self.attempt()))
        if is_regisseur.test(self.attempt()):
            self.fields["waits"] = forms.BooleanField(
                label="De zaak wacht op dit advies",
                required=False,
                help_text="Uw gewone werk aan deze zaak rust tot die dag. De termijnen van de wet lopen door.",
            )
        self.ask_consent_in_a_line(to="de ander", when="verplicht bij toestemming")

    @property
    def plain_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in _FIRST if name in self.fields]

    @property
    def agreed_before(self) -> list[Any]:
        """For advice, that is: what was agreed for help says nothing of this."""
        return []

    @property
    def receiver(self) -> Any:
        """Who was chosen: a row, or in words."""
        key = self.cleaned_data.get("to", "")
        return self.cleaned_data.get("name", "") if key == _OTHER else self.party.found.get(key)

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        if data.get("to") == _OTHER:
            self.require("name")
        if self.errors or not self.receiver:
            return data
        what, rests, to = data["what"], data["rests"], Receiver.of(self.receiver)
        for name, words in refusals(rests, Purpose.ADVIES, what, to):
            self.add_error(name, words)
        if rests not in ASKED:
            self.require("why")
        elif data.get(self.SAID):
            self.require(*self.CONSENT_NEEDED)
            self.refuse_who_said(what)
        elif standing(self.anchor, to, self.today, what=what, purposes=(Purpose.ADVIES,)) is None:
            self.add_error(self.SAID, self.NOT_SAID)
        return data

    def field_of(self, detail: str) -> str:
        return {"said": self.SAID, "expected_by": "until"}.get(detail, detail)

    def details(self) -> dict[str, Any]:
        data = self.cleaned_data
        told = {name: data[name] for name in ("kind", "address", "question", "what", "rests", "why")}
        return told | {
            "to": self.receiver,
            "need": self.needs.get(data["need"]),
            "expected_by": data["until"],
            "waits": data.get("waits", False),
            "said": self.consent(Receiver.of(self.receiver).name) if data["rests"] in ASKED else None,
        }


class WhatFollows(Asks):
    """With taking back what is shared: whoever was asked on it is asked no more."""

    def set_up(self) -> None:
        if any(one.state == AdviceState.GEVRAAGD for one in self.form.obj.advices.all()):
            self.form.follows.append("Wij vragen het advies niet meer. Wat al is verstuurd, kan niet terug.")  # type: ignore[attr-defined]


class LongerForm(StepForm):
    def set_up(self) -> None:
        self.comes("until", "Wanneer komt het nu?", span=days_to_wait(self.attempt()))


class ReceiveForm(StepForm):
    """In words, or as the piece in which it stands; both is well too."""

    def set_up(self) -> None:
        self.happened("received_on", "Wanneer kwam het advies binnen?", span=days_it_came(self.attempt()))
        self.fields["answer"] = WordsField(
            label="Wat is het advies?",
            long=True,
            rows=5,
            required=False,
            reader=Reader.CITIZEN,
            help_text="De inwoner leest dit, ook in het besluit. Kort, in gewone woorden. Of kies hieronder het stuk.",
        )
        pieces = self.anchor.pieces.all().visible_to(self.sight).filter(state="opgenomen")
        self.fields["piece"] = PieceChoice(
            pieces, label="In welk stuk staat het?", required=False, empty_label="Nog niet bij de stukken"
        )


class PieceChoice(forms.ModelChoiceField):  # type: ignore[type-arg]  # takes none at run time
    def label_from_instance(self, obj: Any) -> str:
        return str(obj.said)
