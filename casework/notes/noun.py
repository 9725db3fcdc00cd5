"""What a note brings along."""

from casework.engine.noun import Keeps, Noun
from casework.notes.effects import words_copied

NOUN = Noun(
    name="note",
    effects={
        "case.advise": words_copied,
        "case.close": words_copied,
        "case.merge": words_copied,
        "case.end": words_copied,
    },
    keeps={"notitie": Keeps(15, "het schrijven", "Wmo 2015, artikel 5.3.4 lid 1")},
)
