"""Taking down a call-back, and telling how ringing back went."""

from typing import Any

from django import forms

from casework.callbacks.effects import Said
from casework.contacts.words import WithWhom
from casework.engine.fields import WordsField
from casework.engine.forms import StepForm
from casework.engine.needed import When, needed
from casework.engine.telling import Reader
from casework.notes.forms import WrittenForm
from casework.people.phones import PhoneWords
from roles.actions import Action
from roles.policy import may


class CallBackForm(StepForm):
    """Somebody is on the line: who, number, about what. Who lacks the file isn't shown who stands in the web."""

    few_required = True

    about = WordsField(
        label="Waarover wil deze persoon gebeld worden?",
        reader=Reader.CITIZEN,
        help_text="Eén zin, in hun eigen woorden. Wanneer mag u bellen? Zet dat er dan bij.",
    )

    def set_up(self) -> None:
        theirs: list[Any] = []
        if may(self.sight, Action.VIEW_FILE, self.anchor):
            theirs = list(self.anchor.contacts.filter(removed_at=None, shielded=False))
        around = [(str(one.pk), one.name) for one in theirs]
        asker = [(WithWhom.INWONER.value, "De inwoner")] if self.anchor.person_id else []
        self.fields["with_whom"] = forms.ChoiceField(
            label="Wie wil gebeld worden?",
            choices=[*asker, *around, (WithWhom.ANDER.value, "Iemand anders")],
            required=False,
        )
        self.fields["name"] = WordsField(
            label="Naam van deze persoon",
            longest=120,
            required=False,
            reader=Reader.CITIZEN,
        )
        self.fields["phone"] = PhoneWords(required=False, help_text=self._known())
        without = [str(one.pk) for one in theirs if not one.phone]
        asker_too = [] if self._known() else [WithWhom.INWONER.value]
        needed(self.fields["name"], When("verplicht bij iemand anders", "with_whom", (WithWhom.ANDER,)))
        needed(
            self.fields["phone"],
            When("verplicht zonder bekend nummer", "with_whom", (WithWhom.ANDER, *asker_too, *without)),
        )

    def _known(self) -> str:
        known = self.anchor.person is not None and self.anchor.person.phone
        return "Leeg: wij bellen het nummer dat wij van de inwoner hebben." if known else ""

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        chosen = data.get("with_whom") or self._first()
        if chosen == WithWhom.ANDER:
            self.require("name", "phone")
        elif data.get("name") and "with_whom" not in self.errors:
            self.add_error("with_whom", "U vulde een naam in. Kies hier dan ‘Iemand anders’, of haal de naam weg.")
        if chosen == WithWhom.INWONER and not self._known():
            self.require("phone")
        contact = self._contact(chosen)
        if contact is not None and not contact.phone:
            self.require("phone")
        return data

    def _first(self) -> str:
        return str(WithWhom.INWONER if self.anchor.person_id else WithWhom.ANDER)

    def _contact(self, chosen: str) -> Any:
        if not (chosen.isascii() and chosen.isdigit()):
            return None
        return self.anchor.contacts.filter(removed_at=None, pk=chosen).first()

    def details(self) -> dict[str, Any]:
        data = self.cleaned_data
        chosen = data.get("with_whom") or self._first()
        contact = self._contact(chosen)
        return {
            "with_whom": WithWhom.NETWERK if contact else WithWhom(chosen),
            "contact": contact,
            "name": contact.name if contact else data.get("name") or "",
            "phone": data.get("phone") or (contact.phone if contact else ""),
            "about": data["about"],
        }


class CallForm(WrittenForm):
    """What was said. The button beside it tells that nobody answered."""

    text = WordsField(label="Wat is er gezegd?", long=True)

    def details(self) -> dict[str, Any]:
        return {"said": Said(**self.written())}


class NoAnswerForm(CallForm):
    """Nobody answered: a word about it is welcome, and needn't be."""

    text = WordsField(label="Wilt u er iets bij zeggen?", long=True, required=False)
