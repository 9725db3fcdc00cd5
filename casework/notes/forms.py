"""Writing a note."""

from typing import Any

from django import forms

from casework.engine.fields import WordsField
from casework.engine.forms import StepForm
from casework.engine.telling import Reader


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
