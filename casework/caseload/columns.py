"""The columns of the file, which of them a phase rests on, and which it can't have yet."""

from dataclasses import dataclass
from typing import Final

from casework.cases.states import Phase


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the file: whether each row fills it, and how many characters there is room for."""

    name: str
    required: bool = False
    longest: int = 4000


COLUMNS: Final = (
    Column("kenmerk", required=True, longest=80),
    Column("voornaam", longest=80),
    Column("achternaam", longest=120),
    Column("geboortedatum"),
    Column("bsn"),
    Column("straat", longest=160),
    Column("postcode", longest=7),
    Column("plaats", longest=80),
    Column("geheim_adres"),
    Column("telefoon", longest=40),
    Column("voorziening", longest=160),
    Column("kern"),
    Column("soort", required=True),
    Column("hulpvraag", required=True, longest=20000),
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
    Column("bevindingen", longest=20000),
    Column("verslag_op"),
    Column("regie"),
    Column("doelen", longest=20000),
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
