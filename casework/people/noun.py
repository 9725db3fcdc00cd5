"""What a person brings along."""

from casework.engine.noun import Keeps, Noun

NOUN = Noun(
    name="person",
    keeps={
        "persoonsgegevens": Keeps(15, "de laatste wijziging", "Wmo 2015, artikel 5.3.4 lid 1"),
        "vertegenwoordiger": Keeps(15, "het einde", "Wmo 2015, artikel 5.3.4 lid 1"),
    },
)
