"""Writing on the file: a note, or what was said in a contact, and the next appointment with it."""

from typing import Any, Final

from django import forms

from casework.appointments.forms import colleagues
from casework.cases.models import Case
from casework.contacts.blocks import blocks_for, text_of
from casework.contacts.forms import contact_fields, contacted, refuse_contact
from casework.contacts.words import Kind
from casework.engine import possible_days
from casework.engine.fields import DayField, WordsField
from casework.engine.forms import StepForm, radio
from casework.engine.needed import When, needed
from casework.engine.telling import Reader
from casework.notes.operations import Next
from casework.notes.put_right import Remedy
from roles.actions import Action
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
            "told": contacted(self, data["kind"]) if data.get("kind") else None,
            "agreed": agreed,
        }


class QuickForm(NoteForm):
    """The same at hand on the case's page, without what would have to be looked up for it."""

    def ask_block(self) -> None:
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


class PutRightForm(StepForm):
    """What is wrong with a note, and what it should be. Each answer is asked where it is chosen."""

    few_required = True
    what = radio("Wat is er mis met deze notitie?", Remedy.choices)
    text = WordsField(label="De verbeterde tekst", long=True, required=False, help_text="Zo moet de notitie luiden.")
    ground = WordsField(
        label="Waarom mag de inwoner haar niet lezen?",
        required=False,
        help_text="Voor de veiligheid, of om een ander te beschermen.",
    )
    ref = WordsField(
        label="Zaaknummer van de juiste zaak",
        longest=20,
        required=False,
        help_text="Bijvoorbeeld: HW-2026-7KQ4M.",
    )
    why = WordsField(label="Wat ging er mis?", longest=200, help_text="Dit staat op de tijdlijn.")
    NEEDED = {
        "text": When("verplicht bij verbeteren", "what", (Remedy.CORRECT,)),
        "ground": When("verplicht bij afschermen", "what", (Remedy.SHIELD,)),
        "ref": When("verplicht bij verplaatsen", "what", (Remedy.MOVE,)),
    }

    def set_up(self) -> None:
        self.initial = {"text": self.obj.text}

    def reader_of(self, name: str) -> Reader | None:
        """Nobody but the team, where it is shielded, or goes to another file."""
        read = self.cleaned_data.get("what") == Remedy.CORRECT and not self.obj.shielded
        return super().reader_of(name) if read else None

    def clean(self) -> dict[str, Any]:
        what, data = self.cleaned_data.get("what"), self.cleaned_data
        if what == Remedy.CORRECT and not data.get("text") and "text" not in self.errors:
            self.add_error("text", "Vul in hoe de notitie moet luiden.")
        if what == Remedy.SHIELD and not data.get("ground") and "ground" not in self.errors:
            self.add_error("ground", "Zeg waarom de inwoner deze notitie niet mag lezen.")
        if what == Remedy.MOVE and "ref" not in self.errors:
            self._find(data.get("ref", ""))
        return data

    def _find(self, ref: str) -> None:
        """Another case that this person may see the file of; else it isn't there."""
        rows = Case.objects.visible_to(self.sight, Action.EDIT_FILE)
        self.other = rows.filter(ref__iexact=ref.strip()).first() if ref.strip() else None
        if self.other is None:
            self.add_error("ref", "Dit zaaknummer kennen wij niet, of u mag in die zaak niet schrijven.")

    def details(self) -> dict[str, Any]:
        data = {name: self.cleaned_data[name] for name in ("what", "text", "ground", "why")}
        return data | {"other": getattr(self, "other", None)}
