"""What sharing asks, and what making it longer or ending it does."""

from typing import Any, Final

from django import forms

from casework.engine.fields import WordsField
from casework.engine.forms import StepForm, radio
from casework.engine.needed import When, needed
from casework.network.parties import Party
from casework.sharing.conditions import is_asked, lasting_days
from casework.sharing.consent_fields import ConsentFields
from casework.sharing.grounds import ASKED, GROUNDS, refusals
from casework.sharing.receivers import Receiver
from casework.sharing.states import FilePart, Purpose, Rests
from roles.actions import Action
from roles.policy import may

_OTHER: Final = "ander"
_FIRST: Final = ("to", "name", "what", "purpose", "rests", "why", "until")


class SharingForm(ConsentFields):
    """With whom, what and what for; and on which ground: most often the citizen's say."""

    consent_when = "Nodig als u deelt met toestemming van de inwoner."

    to = forms.ChoiceField(label="Met wie deelt u?")
    name = WordsField(
        label="Wie is die ander?",
        longest=120,
        required=False,
        help_text="Bijvoorbeeld: CAK, SVB, Veilig Thuis, huisartsenpraktijk De Dijk.",
    )
    what = forms.MultipleChoiceField(
        label="Wat deelt u?",
        choices=FilePart.choices,
        initial=[FilePart.VRAAG],
        widget=forms.CheckboxSelectMultiple,
        help_text="Niet meer dan nodig is voor het doel.",
    )
    purpose = radio("Waarvoor?", Purpose.choices, initial=Purpose.HULP)
    rests = radio("Op welke grond?", [(one.value, f"{one.label} ({GROUNDS[one].article})") for one in Rests],
                  initial=Rests.TOESTEMMING)  # fmt: skip
    why = WordsField(
        label="Waarom is dit nodig?",
        long=True,
        rows=2,
        required=False,
        help_text="De inwoner leest dit mee.",
    )

    def set_up(self) -> None:
        self.party = Party(self.anchor)
        near = [one for one in self.party.near() if one[0] != "De inwoner"]
        to = self.party.listed("Maak een keuze", near, self.party.organisations(), self.party.teams())
        to.append((_OTHER, "Iemand anders, die hier niet bij staat"))
        self.fields["to"].choices = to  # type: ignore[attr-defined]
        needed(self.fields["name"], When("verplicht bij iemand anders", "to", (_OTHER,)))
        unasked = tuple(str(one) for one in GROUNDS if one not in ASKED)
        needed(self.fields["why"], When("verplicht zonder toestemming", "rests", unasked))
        self.comes("until", "Tot wanneer deelt u?", required=False, span=lasting_days(self.attempt()),
                   help_text="Bij toestemming: zie hieronder.")  # fmt: skip
        self.ask_consent_in_a_line(to="de ander", when="verplicht bij toestemming")
        self.fields.setdefault(
            "consent_also_by",
            WordsField(
                label="Wie gaf nog meer toestemming?",
                longest=120,
                required=False,
                help_text="Nodig als het ook over een ander in huis gaat, zoals de partner.",
            ),
        )

    @property
    def plain_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in _FIRST]

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
        what, rests = data["what"], data["rests"]
        for name, words in refusals(rests, data["purpose"], what, Receiver.of(self.receiver)):
            self.add_error(name, words)
        if rests not in ASKED:
            self.require("why")
        elif not data.get(self.SAID):
            self.add_error(self.SAID, self.NOT_SAID)
        else:
            self.require(*self.CONSENT_NEEDED)
            self.refuse_who_said(what)
        return data

    def field_of(self, detail: str) -> str:
        return f"consent_{detail}" if detail == "said" else detail

    def details(self) -> dict[str, Any]:
        data = self.cleaned_data
        asked = data["rests"] in ASKED
        names = ("what", "purpose", "rests", "why", "until")
        return {name: data[name] for name in names} | {
            "to": self.receiver,
            "said": self.consent(Receiver.of(self.receiver).name) if asked else None,
        }


class LongerForm(StepForm):
    """Until when; and where it rests on the citizen's say, how they said so again."""

    def set_up(self) -> None:
        self.comes("until", "Tot wanneer?", span=lasting_days(self.attempt()))
        if is_asked.test(self.attempt()):
            self.fields["how"] = WordsField(
                label="Hoe gaf de inwoner opnieuw toestemming?", longest=120, initial="mondeling"
            )
            self.fields["given_by"] = WordsField(
                label="Wie gaf toestemming?", longest=120, initial=self.obj.given_by or self.anchor.subject[:120]
            )


class WithdrawForm(StepForm):
    """First what it means, then the button. A colleague writes down what the citizen said; a citizen owes nothing."""

    def set_up(self) -> None:
        self.follows: list[str] = []  # what later nouns tell of what rests on it
        if not may(self.sight, Action.VIEW_OWN, self.anchor):
            self.fields["why"] = WordsField(label="Wat zei de inwoner, en hoe liet die het weten?", long=True, rows=3)

    @property
    def beforehand(self) -> list[str]:
        return self.follows or ["Niemand gebruikt dit nu. Er verandert verder niets."]

    def details(self) -> dict[str, Any]:
        return {"why": self.cleaned_data.get("why") or "De inwoner trok de toestemming in."}
