"""What Monday brings along: the pages of who leads a team."""

from casework.engine.noun import Keeps, Nothing, Noun
from casework.monday import addresses

NOUN = Noun(
    name="monday",
    anchor="casework.Case",
    urls=addresses.URLS,
    on_summary=Nothing("pages of who leads a team"),
    keeps={"weekcijfer van een team": Keeps(2, "de maandag", "werkafspraak: alleen aantallen, om te vergelijken")},
)
