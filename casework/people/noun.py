"""What a person brings along."""

from casework.engine.noun import Keeps, Nothing, Noun

NOUN = Noun(
    name="person",
    on_summary=Nothing("the case says whom it is about; some are about nobody"),
    keeps={
        "persoonsgegevens": Keeps(15, "de laatste wijziging", "Wmo 2015, artikel 5.3.4 lid 1"),
        "telefoonnummer": Keeps(15, "de laatste wijziging", "Wmo 2015, artikel 5.3.4 lid 1"),
        "let op bij bezoek": Keeps(15, "het einde", "Wmo 2015, artikel 5.3.4 lid 1"),
        "vertegenwoordiger": Keeps(15, "het einde", "Wmo 2015, artikel 5.3.4 lid 1"),
    },
)
