"""What the desk brings along: paper that is about all nouns at once."""

from casework.desk import papers
from casework.engine.noun import Keeps, Noun

NOUN = Noun(
    name="desk",
    letters=papers.PAPERS,
    keeps={"weekoverleg": Keeps(1, "het maken", "werkafspraak: alleen voor het overleg zelf")},
)
