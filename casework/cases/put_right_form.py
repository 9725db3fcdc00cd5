"""What is wrong with something that was written, and what it should be. Each answer is asked where it is chosen."""

from typing import Any

from casework.cases.models import Case
from casework.cases.put_right import Remedy
from casework.engine.fields import WordsField
from casework.engine.forms import StepForm, radio
from casework.engine.needed import When
from casework.engine.telling import Reader
from roles.policy import may


class PutRightForm(StepForm):
    """The remedies that this person has here. `WORDS` are the columns that a correction is of."""

    few_required = True
    NEEDED = {
        "text": When("verplicht bij verbeteren", "what", (Remedy.CORRECT,)),
        "ground": When("verplicht bij afschermen", "what", (Remedy.SHIELD,)),
        "ref": When("verplicht bij verplaatsen", "what", (Remedy.MOVE,)),
    }
    WORDS: tuple[str, ...] = ("text",)

    def set_up(self) -> None:
        self.other: Case | None = None
        self.keeps = may(self.sight, self.obj.keeps, self.anchor)
        offered = [one for one in Remedy.choices if self.keeps or one[0] == Remedy.CORRECT]
        self.fields["what"] = radio(
            f"Wat is er mis met {self.obj.the}?", offered, initial=None if self.keeps else Remedy.CORRECT
        )
        self.ask_words()
        if self.keeps:
            self.fields["ground"] = WordsField(
                label="Waarom mag de inwoner dit niet lezen?",
                required=False,
                help_text="Voor de veiligheid, of om een ander te beschermen.",
            )
            self.fields["ref"] = WordsField(
                label="Zaaknummer van de juiste zaak",
                longest=20,
                required=False,
                help_text="Bijvoorbeeld: HW-2026-7KQ4M.",
            )
        self.ask_place()
        self.fields["why"] = WordsField(label="Wat ging er mis?", longest=200, help_text="Dit staat op de tijdlijn.")

    def ask_words(self) -> None:
        self.fields["text"] = WordsField(
            label="De verbeterde tekst",
            long=True,
            required=False,
            help_text=f"Zo moet {self.obj.the} luiden.",
        )
        self.initial = {"text": self.obj.text}

    def ask_place(self) -> None:
        """Where in the other file, of what stands in no file by itself."""

    def reader_of(self, name: str) -> Reader | None:
        """Nobody but the team, where it is shielded, or goes to another file."""
        read = self.cleaned_data.get("what") == Remedy.CORRECT and not self.obj.is_kept_from_citizen()
        return super().reader_of(name) if read else None

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        what = data.get("what")
        if what == Remedy.CORRECT:
            self.judge_words()
        if what == Remedy.SHIELD and not data.get("ground") and "ground" not in self.errors:
            self.add_error("ground", f"Zeg waarom de inwoner {self.obj.the} niet mag lezen.")
        if what == Remedy.MOVE and "ref" not in self.errors:
            self._find(data.get("ref", ""))
        return data

    def judge_words(self) -> None:
        if not self.cleaned_data.get("text") and "text" not in self.errors:
            self.add_error("text", f"Vul in hoe {self.obj.the} moet luiden.")

    def _find(self, ref: str) -> None:
        """Another case that this person may write in; else it isn't there."""
        rows = Case.objects.visible_to(self.sight, self.obj.keeps)
        self.other = rows.filter(ref__iexact=ref.strip()).first() if ref.strip() else None
        if self.other is None:
            self.add_error("ref", "Dit zaaknummer kennen wij niet, of u mag in die zaak niet schrijven.")
        else:
            self.find_place(self.other)

    def find_place(self, other: Case) -> None:
        """Told at its own field where it isn't there."""

    def words(self) -> dict[str, Any]:
        return {name: self.cleaned_data.get(name) for name in self.WORDS}

    def details(self) -> dict[str, Any]:
        data = self.cleaned_data
        asked = {"what": data["what"], "why": data["why"], "ground": data.get("ground", ""), "other": self.other}
        return asked | (self.words() if data["what"] == Remedy.CORRECT else {})
