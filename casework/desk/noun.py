"""What the desk brings along: paper that is about all nouns at once."""

from casework.desk.paper import LETTERS
from casework.desk.summary import ON_SUMMARY
from casework.engine.noun import Keeps, Noun

NOUN = Noun(
    name="desk",
    letters=LETTERS,
    on_summary=ON_SUMMARY,
    keeps={"weekoverleg": Keeps(1, "het maken", "werkafspraak: alleen voor het overleg zelf")},
)
