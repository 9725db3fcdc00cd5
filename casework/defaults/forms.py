"""What a notice of default and the setting of the dwangsom ask."""

from typing import Any

from django import forms

from casework.defaults.conditions import paid
from casework.defaults.states import CameBy, NothingOwed
from casework.engine.fields import WordsField
from casework.engine.forms import StepForm, radio
from casework.engine.needed import When
from casework.pieces.models import Piece
from casework.pieces.states import PieceState
from casework.vangnet.account_number import AccountNumber
from casework.vangnet.forms import AccountField


class DefaultNoticeForm(StepForm):
    how = radio("Hoe kwam de brief binnen?", CameBy.choices)

    def set_up(self) -> None:
        self.happened("received_on", "Wanneer kwam de ingebrekestelling binnen?")
        pieces = Piece.objects.visible_to(self.sight).filter(case=self.anchor, state=PieceState.OPGENOMEN)
        self.fields["piece"] = PieceChoice(
            pieces, label="Welk stuk is het?", required=False, empty_label="Nog niet bij de stukken"
        )


class PieceChoice(forms.ModelChoiceField):  # type: ignore[type-arg]  # takes none at run time
    def label_from_instance(self, obj: Any) -> str:
        return str(obj.said)


class DwangsomForm(StepForm):
    nothing_owed = forms.ChoiceField(
        label="Is de dwangsom verschuldigd?",
        choices=[("", "Ja"), *((key, f"Nee. {words}") for key, words in NothingOwed.choices)],
        widget=forms.RadioSelect,
        required=False,
    )
    motivation = WordsField(label="Waarom niet? (dit leest de inwoner)", long=True, required=False)

    NEEDED = {"motivation": When("verplicht zonder dwangsom", "nothing_owed", tuple(NothingOwed.values))}

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("nothing_owed"):
            self.require("motivation")
        return data


class DwangsomAccountForm(StepForm):
    """Told to the bank as it stands here."""

    payee = WordsField(label="Op wiens naam staat de rekening?", longest=160)
    payee_iban = AccountField(help_text="Van wie de dwangsom krijgt. Vraag het na.")

    def set_up(self) -> None:
        self.initial = {"payee": self.obj.payee or (self.obj.case.person.name if self.obj.case.person else "")}

    def details(self) -> dict[str, Any]:
        return {"payee": self.cleaned_data["payee"], "payee_iban": AccountNumber(self.cleaned_data["payee_iban"])}


class PaidForm(StepForm):
    def set_up(self) -> None:
        self.happened("paid_on", "Wanneer is de dwangsom betaald?", span=paid(self.obj, self.today))
