"""The columns of the file, which field of a form judges each, which a phase rests on, and which it can't have yet."""

from collections.abc import Iterator
from copy import deepcopy
from functools import cache
from typing import Final

from django import forms

from casework.caseload.read_file import Column
from casework.cases.file_forms import CorrectForm
from casework.cases.forms import PlanForm
from casework.cases.report_form import ReportForm
from casework.cases.states import Phase
from casework.engine.fields import WordsField, ask_in_dutch
from casework.goals.forms import GoalForm
from casework.network.forms import ContactForm
from casework.people.forms import OtherPhoneForm, SafetyNoteForm
from casework.provisions import forms as provision_forms
from casework.research.forms import FreeForm

COLUMNS: Final = (
    Column("kenmerk", required=True),
    Column("voornaam"),
    Column("voorletters"),
    Column("voorvoegsel"),
    Column("achternaam"),
    Column("partner_voorvoegsel"),
    Column("partner_achternaam"),
    Column("naamgebruik"),
    Column("aanhef"),
    Column("geboortedatum"),
    Column("bsn"),
    Column("straat"),
    Column("postcode"),
    Column("plaats"),
    Column("geheim_adres"),
    Column("telefoon"),
    Column("telefoons"),
    Column("taal"),
    Column("tolk"),
    Column("let_op"),
    Column("let_op_tot"),
    Column("voorziening"),
    Column("kern"),
    Column("soort", required=True),
    Column("hulpvraag", required=True),
    Column("ontvangen_op", required=True),
    Column("kanaal"),
    Column("namens"),
    Column("fase", required=True),
    Column("fase_sinds"),
    Column("ligt_nu_bij", required=True),
    Column("ligt_daar_sinds"),
    Column("toestemming_op"),
    Column("regisseur"),
    Column("kennisgemaakt_op"),
    Column("bevindingen"),
    Column("verslag_op"),
    Column("regie"),
    Column("doelen"),
    Column("hulp"),
    Column("akkoord_op"),
    Column("evaluatie_op"),
    Column("afgesloten_op"),
    Column("uitkomst"),
)
NAMES: Final = tuple(column.name for column in COLUMNS)
# what a phase rests on: without it no step could ever supply it afterwards
RESTS_ON: Final[dict[str, tuple[str, ...]]] = {
    Phase.PLAN: ("bevindingen", "regie", "doelen"),
    Phase.UITVOERING: ("bevindingen", "regie", "doelen", "akkoord_op", "evaluatie_op"),
    Phase.EVALUATIE: ("bevindingen", "regie", "doelen", "akkoord_op"),
    Phase.AFGESLOTEN: ("afgesloten_op", "uitkomst"),
}
# what can't be there yet: either the phase or the column is wrong
NOT_YET: Final[dict[str, tuple[str, ...]]] = {
    Phase.AANMELDING: (
        "kennisgemaakt_op",
        "verslag_op",
        "doelen",
        "akkoord_op",
        "evaluatie_op",
        "afgesloten_op",
        "uitkomst",
    ),
    Phase.ONDERZOEK: ("akkoord_op", "evaluatie_op", "afgesloten_op", "uitkomst"),
    Phase.PLAN: ("afgesloten_op", "uitkomst"),
    Phase.UITVOERING: ("afgesloten_op", "uitkomst"),
    Phase.EVALUATIE: ("afgesloten_op", "uitkomst"),
}

# The same words typed on a page are judged by this field of that form; a goal has three of its own, and `doelen` and
# `regie` are taken apart first. Choices aren't here: a page offers them, a file spells them. Days are all judged by
# `engine.fields.day_within`.
FIELD_OF: Final[dict[str, tuple[type[forms.Form], str]]] = {
    "voornaam": (ReportForm, "given_name"),
    "achternaam": (ReportForm, "family_name"),
    "voorletters": (CorrectForm, "initials"),
    "voorvoegsel": (CorrectForm, "surname_prefix"),
    "partner_voorvoegsel": (CorrectForm, "partner_prefix"),
    "partner_achternaam": (CorrectForm, "partner_name"),
    "taal": (ReportForm, "language"),
    "telefoons:nummer": (OtherPhoneForm, "number"),
    "telefoons:van": (OtherPhoneForm, "whose"),
    "telefoons:wanneer": (OtherPhoneForm, "when"),
    "let_op": (SafetyNoteForm, "text"),
    "geboortedatum:deels": (ReportForm, "birth_about"),
    "bsn": (ReportForm, "bsn"),
    "straat": (ReportForm, "street"),
    "postcode": (ReportForm, "postcode"),
    "plaats": (ReportForm, "town"),
    "telefoon": (ReportForm, "phone"),
    "voorziening": (ReportForm, "provision"),
    "hulpvraag": (ReportForm, "question"),
    "bevindingen": (FreeForm, "free"),
    "regie:naam": (PlanForm, "regie_name"),
    "doelen:doel": (GoalForm, "wording"),
    "doelen:budget": (GoalForm, "budget"),
    "doelen:naaste": (ContactForm, "name"),
    "hulp:wat": (provision_forms.CorrectForm, "what"),
    "hulp:hoeveel": (provision_forms.CorrectForm, "frequency"),
}
EMPTY: Final = "Vul dit in."


@cache
def fields() -> dict[str, forms.Field]:
    """Each as its form has it, with the form's own words for what is wrong; only what must be filled in differs."""
    found = {name: deepcopy(form.base_fields[field]) for name, (form, field) in FIELD_OF.items()}
    found["kenmerk"] = WordsField(longest=80)
    for field in found.values():
        field.required = False  # what must be there depends on the phase: see RESTS_ON
    ask_in_dutch(found)
    return found


def required() -> Iterator[str]:
    return (column.name for column in COLUMNS if column.required)
