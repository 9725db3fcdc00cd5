"""The fields that ask for the citizen's say."""

from typing import Any, Final

from django import forms

from casework.engine import possible_days
from casework.engine.fields import WordsField
from casework.engine.forms import StepForm
from casework.engine.needed import When, needed


class ConsentFields(StepForm):
    """The citizen's say that someone outside the team may see something: text shown, how, by whom, when, until."""

    CONSENT: Final = ("text", "how", "given_by", "given_on", "until")
    CONSENT_NEEDED: Final = tuple(f"consent_{name}" for name in CONSENT if name != "until")

    def ask_consent(self, *, to: str, when: str = "") -> None:
        """`to`: whom it is about, or 'de ander' where that is chosen on the same page; then `when` says when it is needed."""
        required = not when
        self.told_to = f"Wij vertellen {to} "
        text = f"{self.told_to}uw naam en wat u nodig hebt. Meer vertellen wij niet. U kunt uw toestemming altijd intrekken."
        name = self.anchor.subject if self.anchor.person else ""
        self.fields |= {
            "consent_text": WordsField(
                label="Welke tekst hebt u laten zien of voorgelezen?", long=True, initial=text, required=required
            ),
            "consent_how": WordsField(
                label="Hoe gaf de inwoner toestemming?",
                longest=120,
                required=required,
                help_text="Bijvoorbeeld: mondeling, aan tafel.",
            ),
            "consent_given_by": WordsField(label="Wie gaf toestemming?", longest=120, initial=name, required=required),
        }
        self.happened("consent_given_on", "Wanneer?", required=required)
        for name in self.CONSENT_NEEDED:
            needed(self.fields[name], When(when))
        self.comes(
            "consent_until",
            "Tot wanneer geldt de toestemming?",
            required=False,
            span=possible_days.lasting(self.today),
            help_text="Leeg: tot de inwoner haar intrekt.",
        )

    @property
    def plain_fields(self) -> list[forms.BoundField]:
        return [field for field in self.visible_fields() if not field.name.startswith("consent_")]

    @property
    def consent_fields(self) -> list[forms.BoundField]:
        return [field for field in self.visible_fields() if field.name.startswith("consent_")]

    def require_consent(self) -> None:
        self.require(*self.CONSENT_NEEDED)

    def consent(self, to: str = "") -> dict[str, Any]:
        """As `operations.record_consent` wants it; it names who was chosen, for consent is to somebody (AVG 4:11)."""
        result: dict[str, Any] = {name: self.cleaned_data.get(f"consent_{name}") for name in self.CONSENT}
        if to:
            result["text"] = result["text"].replace(self.told_to, f"Wij vertellen {to} ", 1)
        return result
