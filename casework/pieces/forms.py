"""What adding a piece asks, and what putting it right asks."""

from typing import Any, Final

from django import forms

from casework.cases.put_right import Remedy
from casework.cases.put_right_form import PutRightForm
from casework.engine import scanner, uploads
from casework.engine.day_boxes import FarDayField
from casework.engine.fields import DayField, WordsField
from casework.engine.forms import StepForm, radio
from casework.engine.needed import When
from casework.engine.possible_days import Days
from casework.engine.telling import Reader
from casework.pieces import fields
from casework.pieces.incoming import Incoming
from casework.pieces.states import PieceKind, SeenBy

NO_FILE: Final = "Kies een bestand, of maak een foto."
NOT_LOOKED_AT: Final = "Er is geen viruscontrole ingesteld. Voeg alleen een bestand toe als u weet van wie het komt."


class AboutPiece(StepForm):
    """What one must know of a piece, besides its file."""

    NEEDED = {"ground": When("verplicht bij afschermen", "seen_by", (SeenBy.AFGESCHERMD,))}

    def set_up(self) -> None:
        until_today = Days(last=self.today)
        self.fields["kind"] = forms.ChoiceField(label="Soort", choices=PieceKind.choices, initial=PieceKind.BRIEF)
        self.fields["seen_by"] = radio("Wie mag het zien?", SeenBy.choices, initial=SeenBy.TEAM)
        self.fields["ground"] = WordsField(
            label="Waarom afschermen?",
            required=False,
            help_text="Alleen voor de veiligheid of om een ander te beschermen.",
        )
        self.fields["title"] = WordsField(label="Titel", longest=160)
        self.fields["from_whom"] = WordsField(label="Van wie", longest=160, required=False)
        self.fields["dated_on"] = FarDayField(label="Datum op het stuk", span=until_today, required=False)
        self.fields["received_on"] = DayField(label="Binnengekomen op", span=until_today, initial=self.today)

    def reader_of(self, name: str) -> Reader | None:
        """The citizen, where the piece is shown to them."""
        shown = self.cleaned_data.get("seen_by") == SeenBy.INWONER
        return Reader.CITIZEN if shown and name in ("title", "from_whom") else None

    def clean(self) -> dict[str, Any]:
        result = super().clean() or self.cleaned_data
        if result.get("seen_by") == SeenBy.AFGESCHERMD and not result.get("ground") and "ground" not in self.errors:
            self.add_error("ground", "Zeg waarom de inwoner dit stuk niet mag zien.")
        return result


class PieceForm(AboutPiece):
    """Files that came in. What the files say of themselves need not be typed."""

    few_required = True
    NEEDED = {**AboutPiece.NEEDED, "files": When("verplicht, of een foto")}

    def set_up(self) -> None:
        self.fields["files"], self.fields["photo"] = fields.files(), fields.photo()
        super().set_up()
        self.fields["title"].required = False
        self.fields["title"].help_text = "Leeg: het onderwerp van de e-mail of de naam van het bestand."
        self.scanned = scanner.is_configured()
        self.not_looked_at, self.largest = NOT_LOOKED_AT, uploads.largest()

    @property
    def excused_asked(self) -> Any:
        """Asked for where a word may be there for something else: see `StepForm`."""
        return self["excused"] if "excused" in self.fields else None

    def clean(self) -> dict[str, Any]:
        result = super().clean()
        if not self._incoming() and not {"files", "photo"} & {*self.errors}:
            self.add_error("files", NO_FILE)
        return result

    def _incoming(self) -> list[Incoming]:
        found = [*self.cleaned_data.get("files", ()), *self.cleaned_data.get("photo", ())]
        return list({one.sha256: one for one in found}.values())

    def details(self) -> dict[str, Any]:
        given = super().details()
        return {name: value for name, value in given.items() if name not in ("files", "photo")} | {
            "incoming": self._incoming()
        }


class MovePieceForm(PutRightForm):
    """To the case it belongs in. What is told of it is changed on a page of its own, and taking it out is a step."""

    NEEDED = {}

    def set_up(self) -> None:
        super().set_up()
        for name in ("text", "ground"):
            del self.fields[name]
        self.fields["what"] = forms.ChoiceField(widget=forms.HiddenInput, choices=Remedy.choices, required=False)
        self.fields["ref"].required = True

    def ask_words(self) -> None:
        self.fields["text"] = WordsField(label="", required=False)

    def clean_what(self) -> str:
        return Remedy.MOVE.value


class ChangePieceForm(AboutPiece):
    """What was told wrongly of it, put right; its file stays what it was."""

    NAMES: Final = ("kind", "seen_by", "ground", "title", "from_whom", "dated_on", "received_on")

    def set_up(self) -> None:
        super().set_up()
        self.initial = {**self.initial, **{name: getattr(self.obj, name) for name in self.NAMES}}
