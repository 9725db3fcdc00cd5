"""The fields that ask for the citizen's say."""

from collections.abc import Collection
from typing import Any, Final

from django import forms

from casework.engine import possible_days
from casework.engine.fields import WordsField
from casework.engine.forms import StepForm, radio
from casework.engine.needed import When, needed
from casework.sharing.ages import Law, Says, who_says
from casework.sharing.models import Sharing
from casework.sharing.operations import FOR_HELP, said_by_whom, standing
from casework.sharing.receivers import Receiver
from casework.sharing.states import FilePart, SharingState


class ConsentFields(StepForm):
    """The citizen's say that someone outside the team may see something: text shown, how, by whom, when, until.

    Where it isn't always needed it is one line to tick, which says what was most often so: the citizen, today, aloud. What
    was otherwise is changed below it. What was agreed before and holds isn't asked again.
    """

    CONSENT: Final = ("text", "how", "given_by", "given_on", "until", "also_by", "law")
    CONSENT_NEEDED: Final = ("consent_text", "consent_how", "consent_given_by", "consent_given_on")
    SAID: Final = "consent_said"
    consent_when = ""  # when it is needed, where it isn't always
    NOT_SAID: Final = "Dit kan alleen met toestemming. Zet een vinkje als de inwoner die gaf."

    def ask_consent_in_a_line(self, *, to: str, when: str) -> None:
        """Where it depends on what is chosen; `when`, in words."""
        self.fields["consent_said"] = forms.BooleanField(
            label=f"{self.anchor.person.name} gaf vandaag mondeling toestemming",
            required=False,
            help_text="Was het anders? Wijzig het hieronder.",
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
        self._ask_of_whom()

    def _ask_of_whom(self) -> None:
        """Of who isn't of age yet under one of the laws: which it falls under, and who else said so."""
        person = self.anchor.person
        if person is None or all(who_says(person, law, self.today) is Says.SELF for law in Law):
            return
        self.fields["consent_law"] = radio("Onder welke wet valt dit?", Law.choices, initial=Law.WMO, required=False)
        self.fields["consent_also_by"] = WordsField(
            label="Welke ouder of voogd gaf ook toestemming?",
            longest=120,
            required=False,
            help_text=self._whose_say(person),
        )

    def _whose_say(self, person: Any) -> str:
        says = {law: who_says(person, law, self.today) for law in Law}
        return " ".join(f"{law.label.partition(':')[0]}: {one.value}." for law, one in says.items())

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

    @property
    def agreed_before(self) -> list[Sharing]:
        """With whom it was agreed already: for them it isn't asked again."""
        if self.anchor is None or self.anchor.person is None:
            return []
        rows = Sharing.objects.visible_to(self.sight).filter(
            case=self.anchor, state=SharingState.GEGEVEN, purpose__in=FOR_HELP, what__contains=[FilePart.VRAAG]
        )
        return list(rows.exclude(until__lte=self.today).select_related(*Sharing.alongside))

    def consent_stands(self, to: Any) -> bool:
        """Whether what was agreed with this receiver before fits."""
        return to is not None and standing(self.anchor, Receiver.of(to), self.today) is not None

    def require_consent(self, to: Any = None) -> None:
        """Unless what stands fits, and nothing was said anew."""
        said = self.cleaned_data.get(self.SAID)
        if not said and self.consent_stands(to):
            return
        if self.SAID in self.fields and not said:
            self.add_error(self.SAID, self.NOT_SAID)
        self.require(*self.CONSENT_NEEDED)
        self.refuse_who_said()

    def refuse_who_said(self, what: Collection[str] = ()) -> None:
        """Where by age, or for what is shared, it takes another's say."""
        data = self.cleaned_data
        said = (data.get("consent_given_by") or "", data.get("consent_also_by") or "")
        wrong = said_by_whom(self.anchor, data.get("consent_law") or Law.WMO, *said, what, self.today)
        for name, words in wrong.items():
            self.add_error(f"consent_{name}", words)

    def consent(self, to: str = "") -> dict[str, Any] | None:
        """As `operations.Said` wants it; it names who was chosen, for consent is to somebody (AVG 4:11). None where
        nothing was said anew."""
        if self.SAID in self.fields and not self.cleaned_data.get(self.SAID):
            return None
        said = {name: self.cleaned_data.get(f"consent_{name}") for name in self.CONSENT}
        result: dict[str, Any] = said | {"also_by": said["also_by"] or "", "law": said["law"] or Law.WMO}
        if to:
            result["text"] = result["text"].replace(self.told_to, f"Wij vertellen {to} ", 1)
        return result
