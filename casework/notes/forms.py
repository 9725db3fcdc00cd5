"""Writing on the file: a note, or what was said in a contact, and the next appointment with it."""

from dataclasses import replace
from typing import Any, Final

from django import forms

from casework.appointments.forms import colleagues
from casework.cases.for_one import ask_for_whom, for_whom
from casework.cases.put_right_form import PutRightForm
from casework.contacts.blocks import blocks_for, text_of
from casework.contacts.forms import around, contact_fields, contacted, refuse_contact
from casework.contacts.words import Kind
from casework.engine import possible_days
from casework.engine.fields import DayField, WordsField
from casework.engine.forms import StepForm
from casework.engine.needed import When, needed
from casework.engine.telling import Reader
from casework.notes.operations import Next
from roles.form_writer import COMPLETE

NO_CONTACT: Final = ""
KINDS: Final = ((NO_CONTACT, "Notitie"), *Kind.choices)
READERS: Final = (("", "De inwoner mag dit lezen"), ("on", "Alleen het team: afgeschermd"))


class WrittenForm(StepForm):
    """Words on the file, and who may read them."""

    few_required = True

    text = WordsField(label="Wat schrijft u op?", long=True)
    shielded = forms.TypedChoiceField(label="Wie mag dit lezen?", choices=READERS, coerce=bool, required=False)
    ground = WordsField(
        label="Waarom afschermen?",
        required=False,
        help_text="Alleen voor de veiligheid of om een ander te beschermen.",
    )
    NEEDED = {"ground": When("verplicht bij afschermen", "shielded", ("on",))}

    def reader_of(self, name: str) -> Reader | None:
        """Nobody but the team, where it is shielded."""
        return None if self.cleaned_data.get("shielded") else super().reader_of(name)

    def clean(self) -> dict[str, Any]:
        result = super().clean() or self.cleaned_data
        if result.get("shielded") and not result.get("ground"):
            self.add_error("ground", "Zeg waarom de inwoner deze notitie niet mag lezen.")
        if result.get("shielded") and result.get("only_for"):
            self.add_error("only_for", "Wat u afschermt, leest alleen het team. Kies een van de twee.")
        return result

    def written(self) -> dict[str, Any]:
        data = self.cleaned_data
        shielded = bool(data.get("shielded"))
        return {"text": data["text"], "shielded": shielded, "ground": data["ground"] if shielded else ""}


class NoteForm(WrittenForm):
    """One way to write: what sort it is and who may read it are choices, and what belongs to a contact is optional."""

    kind = forms.ChoiceField(label="Wat is dit?", choices=KINDS, required=False)

    def __init__(self, data: Any = None, files: Any = None, **kwargs: Any) -> None:
        super().__init__(_with_block(data, kwargs["obj"]), files, **kwargs)

    def set_up(self) -> None:
        self.ask_block()
        self.ask_for_whom()
        contact_fields(self)
        self.fields["next_what"] = WordsField(label="Volgende afspraak: wat?", longest=160, required=False)
        self.fields["next_on"] = DayField(
            label="Volgende afspraak: wanneer?", span=possible_days.agreed(self.today), required=False
        )
        needed(self.fields["next_what"], When("verplicht met een dag"))
        needed(self.fields["next_on"], When("verplicht met een afspraak"))
        self.ask_who()

    def ask_block(self) -> None:
        blocks = [(str(one.pk), one.name) for one in blocks_for(self.anchor)]
        if blocks:
            self.fields["block"] = forms.ChoiceField(
                label="Tekstblok", choices=[("", "Kies een tekstblok"), *blocks], required=False
            )

    def ask_for_whom(self) -> None:
        ask_for_whom(self)

    def ask_who(self) -> None:
        self.fields["next_person"] = colleagues(self, label="Volgende afspraak: wie?", required=False)

    def clean(self) -> dict[str, Any]:
        result = super().clean()
        if result.get("kind"):
            refuse_contact(self)
        elif result.get("name") or result.get("time"):
            self.add_error("kind", "U vulde iets in over een contact. Kies hier wat voor contact het was.")
        self._refuse_half_an_appointment(result)
        return result

    def _refuse_half_an_appointment(self, data: dict[str, Any]) -> None:
        if data.get("next_what") and not data.get("next_on") and "next_on" not in self.errors:
            self.add_error("next_on", "Zeg op welke dag u dit hebt afgesproken.")
        if data.get("next_on") and not data.get("next_what") and "next_what" not in self.errors:
            self.add_error("next_what", "Zeg wat u voor deze dag hebt afgesproken.")

    def details(self) -> dict[str, Any]:
        data = self.cleaned_data
        agreed = Next(data["next_what"], data["next_on"], data.get("next_person")) if data.get("next_on") else None
        return {
            **self.written(),
            **for_whom(self),
            "told": contacted(self, data["kind"]) if data.get("kind") else None,
            "agreed": agreed,
        }


class QuickForm(NoteForm):
    """The same at hand on the case's page, without what would have to be looked up for it."""

    def ask_block(self) -> None:
        """On the page of its own."""

    def ask_for_whom(self) -> None:
        """On the page of its own."""

    def ask_who(self) -> None:
        """Whoever writes keeps the appointment."""


def _with_block(data: Any, case: Any) -> Any:
    """What was typed so far, and the words of the block that was chosen, to be completed."""
    chosen = data.get("block", "") if data and COMPLETE in data else ""
    if not (chosen and chosen.isascii() and chosen.isdigit()):
        return data
    words = text_of(case, chosen)
    data = data.copy()
    data["text"] = "\n\n".join(one for one in (data.get("text", "").rstrip(), words) if one)
    data["block"] = ""
    return data


class PutNoteRightForm(PutRightForm):
    """Of a note; and where it was said in a contact, how, when and with whom that was."""

    def ask_words(self) -> None:
        super().ask_words()
        told = self.obj.told
        self.tells = told is not None and (told.contact is None or told.contact in around(self))
        if told is None or not self.tells:
            return
        self.fields["kind"] = forms.ChoiceField(label="Wat was het?", choices=Kind.choices, required=False)
        contact_fields(self)
        whom = str(told.contact.pk) if told.contact else told.with_whom.value
        self.initial = {
            **self.initial,
            "kind": told.kind.value,
            "direction": "in" if told.incoming else "uit" if told.reached else "geen",
            "with_whom": whom,
            "name": "" if told.contact else told.name,
            "on": told.on,
            "time": told.time,
        }

    def judge_words(self) -> None:
        super().judge_words()
        if self.tells:
            refuse_contact(self)

    def words(self) -> dict[str, Any]:
        told = self.obj.told
        if not self.tells:
            return super().words()
        now = contacted(self, self.cleaned_data.get("kind") or told.kind.value)
        return super().words() | {"told": replace(now, time=self.cleaned_data.get("time"))}
