"""The file with which a bank is told to pay: a SEPA credit transfer, ISO 20022 pain.001.001.09.

Its schema is `schema/pain.001.001.09.xsd`: what we write of that message, after ISO 20022 and EPC132-08.
"""

import datetime as dt
import hashlib
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, Final

from lxml import etree

NAMESPACE: Final = "urn:iso:std:iso:20022:tech:xsd:pain.001.001.09"
_SCHEMA: Final = Path(__file__).parent / "schema" / "pain.001.001.09.xsd"
_LATIN: Final = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789/-?:().,'+ ")  # EPC217-08
_OTHERWISE: Final = str.maketrans(
    {"ß": "ss", "ø": "o", "Ø": "O", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "ð": "d", "Ð": "D", "þ": "th", "Þ": "Th",
     "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ı": "i", "’": "'", "‘": "'", "–": "-", "—": "-", "&": "+", "€": "EUR",
     "_": "-", ";": ",", "\N{NO-BREAK SPACE}": " "}
)  # fmt: skip
NAME, REFERENCE, WORDS = 70, 35, 140  # letters


class NotByTheSchema(Exception):
    """We made a file that no bank takes. The text has element names and no values."""


@dataclass(frozen=True, slots=True)
class Debtor:
    """From whose account it is paid. `bic` may be empty: within SEPA the account says which bank it is."""

    name: str
    iban: str
    bic: str = ""


@dataclass(frozen=True, slots=True)
class Transfer:
    """One payment, in euros. `reference` returns on the statement of whoever pays, `words` on that of who is paid."""

    reference: str
    amount: Decimal
    name: str
    iban: str
    words: str


def letters(text: str, most: int) -> str:
    """In the letters that every bank takes, without what they have on top; at most so many. Never empty."""
    plain = unicodedata.normalize("NFKD", " ".join(text.translate(_OTHERWISE).split()))
    kept = "".join(one if one in _LATIN else "" if unicodedata.combining(one) else "." for one in plain)
    return kept[:most].strip(" /") or "."


def message(key: str, *, debtor: Debtor, transfers: Sequence[Transfer], pay_on: dt.date, at: dt.datetime) -> bytes:
    """The whole file, as the bank gets it. Raises NotByTheSchema."""
    total = sum((one.amount for one in transfers), Decimal(0))
    root = etree.Element(f"{{{NAMESPACE}}}Document", nsmap={None: NAMESPACE})
    order = _under(root, "CstmrCdtTrfInitn")
    head = _under(order, "GrpHdr")
    _under(head, "MsgId", letters(key, REFERENCE))
    _under(head, "CreDtTm", at.replace(microsecond=0, tzinfo=None).isoformat())
    _under(head, "NbOfTxs", str(len(transfers)))
    _under(head, "CtrlSum", f"{total:.2f}")
    _under(head, "InitgPty", Nm=letters(debtor.name, NAME))
    body = _under(order, "PmtInf")
    _under(body, "PmtInfId", letters(key, REFERENCE))
    _under(body, "PmtMtd", "TRF")
    _under(body, "NbOfTxs", str(len(transfers)))
    _under(body, "CtrlSum", f"{total:.2f}")
    _under(_under(body, "PmtTpInf"), "SvcLvl", Cd="SEPA")
    _under(body, "ReqdExctnDt", Dt=pay_on.isoformat())
    _under(body, "Dbtr", Nm=letters(debtor.name, NAME))
    _under(_under(body, "DbtrAcct"), "Id", IBAN=debtor.iban)
    bank = _under(_under(body, "DbtrAgt"), "FinInstnId")
    if debtor.bic:
        _under(bank, "BICFI", debtor.bic)
    else:
        _under(bank, "Othr", Id="NOTPROVIDED")
    _under(body, "ChrgBr", "SLEV")
    for one in transfers:
        _transfer(_under(body, "CdtTrfTxInf"), one)
    made: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)
    refuse_other(made)
    return made


def _transfer(at: Any, one: Transfer) -> None:
    _under(at, "PmtId", EndToEndId=letters(one.reference, REFERENCE))
    amount = _under(_under(at, "Amt"), "InstdAmt", f"{one.amount:.2f}")
    amount.set("Ccy", "EUR")
    _under(at, "Cdtr", Nm=letters(one.name, NAME))
    _under(_under(at, "CdtrAcct"), "Id", IBAN=one.iban)
    _under(at, "RmtInf", Ustrd=letters(one.words, WORDS))


def _under(parent: Any, name: str, text: str | None = None, **below: str) -> Any:
    """One more element, with its words or with elements below it."""
    made = etree.SubElement(parent, f"{{{NAMESPACE}}}{name}")
    made.text = text
    for under, words in below.items():
        _under(made, under, words)
    return made


def refuse_other(file: bytes) -> None:
    """Whether a bank will take it: its shape. Raises NotByTheSchema."""
    schema = _schema()
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    if not schema.validate(etree.fromstring(file, parser)):
        where = sorted({f"{one.path}: {one.type_name}" for one in schema.error_log})
        raise NotByTheSchema("; ".join(where))


@cache
def _schema() -> Any:
    return etree.XMLSchema(etree.parse(str(_SCHEMA)))


def hash_of(file: bytes) -> str:
    """By which one who releases, one who hands it to the bank and the bank know that it is the same file."""
    return hashlib.sha256(file).hexdigest()
