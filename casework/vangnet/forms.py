"""What a vangnet request and its steps ask."""

import re
from decimal import Decimal
from typing import Any, ClassVar, Final, cast

from django import forms
from django.conf import settings

from casework.engine import uploads
from casework.engine.fields import DayField, EurosField, WordsField
from casework.engine.forms import StepForm
from casework.engine.needed import When
from casework.engine.telling import Reader
from casework.vangnet import account_number
from casework.vangnet import possible_days as vangnet_days
from casework.vangnet.account_number import AccountNumber, check_account
from casework.vangnet.models import VangnetRequest
from casework.vangnet.schemes import choices

_CENTS: Final = re.compile(r"\d{1,12}\.\d{2}", re.ASCII)


class AccountField(WordsField):
    """An account number as people write it, with spaces or without; what comes of it is one that money can be sent to."""

    def __init__(self, **options: Any) -> None:
        super().__init__(label="Rekeningnummer (IBAN)", longest=42, **options)

    def clean(self, value: Any) -> str:
        number = str(super().clean(value))
        if number:
            check_account(number)
        return account_number.compact(number)


class SchemesField(forms.MultipleChoiceField):
    """Of the list of beheer, as it is that day."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            label="Welke regelingen hebt u bekeken?",
            required=False,
            widget=forms.CheckboxSelectMultiple,
            error_messages={"invalid_choice": "Kies regelingen uit de lijst."},
            **options,
        )


class _AsksForSchemes(StepForm):
    """Which were looked at, beside why they don't fit."""

    def offer_schemes(self, chosen: list[str]) -> None:
        cast(Any, self.fields["looked_at"]).choices = choices(self.today, chosen)

    def clean(self) -> Any:
        """Words without a choice are those of before there was a list: they stay as they were."""
        data = super().clean() or self.cleaned_data
        why, before = data.get("schemes"), self.initial.get("schemes")
        if why and why != before and "looked_at" in self.fields and not data.get("looked_at"):
            self.add_error("looked_at", "Kies welke regelingen u hebt bekeken, of kies ‘Anders’.")
        return data


class VangnetForm(_AsksForSchemes):
    """A draft; also to change one."""

    NAMES: Final = (
        "purpose",
        "amount",
        "payee",
        "payee_iban",
        "payment_reference",
        "why_now",
        "urgent",
        "looked_at",
        "schemes",
        "recover_from",
        "recover_on",
        "own_request",
    )

    # a draft may do without; to ask for the money they are needed, and then nothing else reads as free to leave out
    NEEDED: ClassVar = {name: When("verplicht om het aan te vragen") for name in ("payee_iban", "looked_at", "schemes")}

    purpose = WordsField(label="Waarvoor is het geld?", reader=Reader.OUTSIDE)
    amount = EurosField(label="Bedrag in euro's", most=Decimal("99999999.99"))
    payee = WordsField(label="Aan wie betalen wij?", longest=160, help_text="Dat mag ook zijn wie het voorschoot.")
    payee_iban = AccountField(required=False, help_text="Bij spoed mag het later.")
    payment_reference = WordsField(label="Kenmerk bij de betaling", longest=80, required=False, reader=Reader.OUTSIDE)
    why_now = WordsField(label="Waarom kan dit niet wachten?", long=True)
    urgent = forms.BooleanField(label="Spoed: de uitleg over regelingen volgt achteraf", required=False)
    looked_at = SchemesField()
    schemes = WordsField(
        label="Waarom passen die regelingen niet?",
        long=True,
        required=False,
        help_text="Bij spoed mag het achteraf.",
    )
    recover_from = WordsField(label="Op wie is dit te verhalen?", longest=160, required=False)

    def set_up(self) -> None:
        span = vangnet_days.recovered(self.today)
        self.fields["recover_on"] = DayField(label="Uiterlijk wanneer verrekenen?", required=False, span=span)
        if self.anchor.person is not None:
            self.fields["own_request"] = forms.BooleanField(
                label="De inwoner vroeg dit zelf aan", required=False, help_text="Dan krijgt de inwoner een brief."
            )
        if isinstance(self.obj, VangnetRequest):
            self.initial = {name: getattr(self.obj, name) for name in self.NAMES}
        self.offer_schemes(self.initial.get("looked_at") or [])


class AccountNumberForm(StepForm):
    """Whose account it is, is whom we pay: that is asked beside it, and told to the bank."""

    payee_iban = AccountField(
        help_text="Van wie het geld krijgt. Vraag het na: een ander krijgt het geld als het niet klopt."
    )

    def details(self) -> dict[str, Any]:
        return {"payee_iban": AccountNumber(self.cleaned_data["payee_iban"])}


class FreeSeen(forms.Field):
    """What the page said was free, in euros: sent along unseen. What is no such amount was never shown by us: None.

    Shown again it is what is free by then, not what was sent.
    """

    widget = forms.HiddenInput

    def clean(self, value: Any) -> Decimal | None:
        return Decimal(value) if isinstance(value, str) and _CENTS.fullmatch(value) else None

    def bound_data(self, data: Any, initial: Any) -> Any:
        return initial


class ApproveForm(StepForm):
    """Asks nothing: it says what its decider saw."""

    def set_up(self) -> None:
        self.fields["free_seen"] = FreeSeen(required=False, initial=self._free)

    def _free(self) -> Decimal | None:
        budget = self.obj.budget_on(self.today)
        return budget.entries.balance().free if budget else None


class PayForm(StepForm):
    def set_up(self) -> None:
        approved = self.obj.approved_amount or self.obj.amount
        self.fields["paid_amount"] = EurosField(
            label="Welk bedrag is betaald, in euro's?",
            most=approved,
            initial=approved,
            help_text="Is het minder dan goedgekeurd? Dan komt de rest weer vrij.",
        )
        self.fields["paid_on"] = DayField(
            label="Op welke dag is betaald?",
            required=False,
            initial=self.today,
            span=vangnet_days.paid(self.obj, self.today),
        )


def receipt_field(*, required: bool) -> forms.FileField:
    return forms.FileField(
        label="Bon of factuur",
        required=required,
        widget=forms.FileInput(attrs={"accept": ".pdf,.jpg,.jpeg,.png"}),
        help_text=f"Een {uploads.named(uploads.RECEIPT)} van hoogstens {settings.UPLOAD_MAX_MB} MB.",
    )


class ReceiptForm(StepForm):
    def set_up(self) -> None:
        self.fields["receipt"] = receipt_field(required=True)

    def clean_receipt(self) -> Any:
        return uploads.safe(self.cleaned_data["receipt"], uploads.RECEIPT)


class AccountForm(_AsksForSchemes):
    result = WordsField(label="Wat heeft het opgeleverd?", long=True)

    def set_up(self) -> None:
        if not self.obj.schemes.strip():
            self.fields["looked_at"] = SchemesField()
            self.fields["schemes"] = WordsField(label="Waarom pasten die regelingen niet?", long=True)
            self.offer_schemes(self.obj.looked_at)
        self.fields["receipt"] = receipt_field(required=not self.obj.receipt)

    def clean_receipt(self) -> Any:
        upload = self.cleaned_data.get("receipt")
        return uploads.safe(upload, uploads.RECEIPT) if upload else None


class RecoverForm(StepForm):
    def set_up(self) -> None:
        left = self.obj.left_to_recover
        self.fields["returned_amount"] = EurosField(label="Welk bedrag kwam terug, in euro's?", most=left)


class SettleForm(StepForm):
    def set_up(self) -> None:
        left = self.obj.left_to_recover
        self.fields["returned_amount"] = EurosField(
            label="Welk bedrag kwam als laatste terug, in euro's?",
            least=Decimal(0),
            most=left,
            initial=left,
            help_text="Nul mag ook.",
        )
        self.fields["why"] = WordsField(label="Komt niet alles terug? Zeg waarom", long=True, required=False)
