"""Writing a note."""

from typing import Any

from django import forms

from casework.cases.models import Case
from casework.engine.fields import WordsField
from casework.engine.forms import StepForm, radio
from casework.engine.telling import Reader
from casework.notes.put_right import Remedy
from roles.actions import Action


class NoteForm(StepForm):
    text = WordsField(
        label="Notitie", long=True, help_text="De inwoner mag deze notitie lezen, tenzij u haar afschermt."
    )
    shielded = forms.BooleanField(label="Scherm deze notitie af voor de inwoner", required=False)
    ground = WordsField(
        label="Waarom afschermen?", required=False, help_text="Alleen voor de veiligheid of om een ander te beschermen."
    )

    def reader_of(self, name: str) -> Reader | None:
        """Nobody but the team, where it is shielded."""
        return None if self.cleaned_data.get("shielded") else super().reader_of(name)

    def clean(self) -> dict[str, Any]:
        result = super().clean() or self.cleaned_data
        if result.get("shielded") and not result.get("ground"):
            self.add_error("ground", "Zeg waarom de inwoner deze notitie niet mag lezen.")
        return result


class PutRightForm(StepForm):
    """What is wrong with a note, and what it should be. Each answer is asked where it is chosen."""

    few_required = True
    what = radio("Wat is er mis met deze notitie?", Remedy.choices)
    text = WordsField(
        label="De verbeterde tekst", long=True, required=False, help_text="Bij verbeteren: zo moet de notitie luiden."
    )
    ground = WordsField(
        label="Waarom mag de inwoner haar niet lezen?",
        required=False,
        help_text="Bij afschermen: voor de veiligheid, of om een ander te beschermen.",
    )
    ref = WordsField(
        label="Zaaknummer van de juiste zaak",
        longest=20,
        required=False,
        help_text="Bij verplaatsen, bijvoorbeeld: HW-2026-7KQ4M.",
    )
    why = WordsField(label="Wat ging er mis?", longest=200, help_text="Dit staat op de tijdlijn.")

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
