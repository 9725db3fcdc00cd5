"""The fields that ask for the citizen's say."""

from typing import Any, Final

from django import forms

from casework.engine import possible_days
from casework.engine.fields import WordsField
from casework.engine.forms import StepForm
from casework.engine.needed import When, needed


class ConsentFields(StepForm):
    """The citizen's say that someone outside the team may see something: text shown, how, by whom, when, until.

    Where it isn't always needed it is one line to tick, which says what was most often so: the citizen, today, aloud. What
    was otherwise is changed below it.
    """

    CONSENT: Final = ("text", "how", "given_by", "given_on", "until")
    CONSENT_NEEDED: Final = tuple(f"consent_{name}" for name in CONSENT if name != "until")
    SAID: Final = "consent_said"
    consent_when = ""  # when it is needed, where it isn't always
    NOT_SAID: Final = "Dit kan alleen met toestemming. Zet een vinkje als de inwoner die gaf."

    def ask_consent_in_a_line(self, *, to: str, when: str) -> None:
        """Where it depends on what is chosen; `when`, in words."""
        self.fields["consent_said"] = forms.BooleanField(
            label=f"{self.anchor.person.name} gaf toestemming",
            required=False,
            help_text="Mondeling, vandaag. Was het anders? Wijzig het hieronder.",
        )
        needed(self.fields["consent_said"], When(when))
        self.ask_consent(to=to, when=when)

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
                initial="" if required else "mondeling",
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
        """How it was given: below the line that says that it was."""
        return [
            field for field in self.visible_fields() if field.name.startswith("consent_") and field.name != self.SAID
        ]

    @property
    def consent_is_wrong(self) -> bool:
        return any(field.errors for field in self.consent_fields)

    def require_consent(self) -> None:
        if not self.cleaned_data.get(self.SAID):
            self.add_error(self.SAID, self.NOT_SAID)
        self.require(*self.CONSENT_NEEDED)

    def consent(self, to: str = "") -> dict[str, Any]:
        """As `operations.record_consent` wants it; it names who was chosen, for consent is to somebody (AVG 4:11)."""
        result: dict[str, Any] = {name: self.cleaned_data.get(f"consent_{name}") for name in self.CONSENT}
        if to:
            result["text"] = result["text"].replace(self.told_to, f"Wij vertellen {to} ", 1)
        return result
