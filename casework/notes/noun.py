"""What a note brings along."""

from casework.engine.noun import Keeps, Noun, OnTimeline
from casework.notes import pages
from casework.notes.effects import words_copied, words_taken_back
from casework.notes.known import known
from casework.notes.paper import ON_SUMMARY

NOUN = Noun(
    name="note",
    anchor="casework.Case",
    effects={
        "case.advise": words_copied,
        "case.close": words_copied,
        "case.merge": words_copied,
        "case.end": words_copied,
        "case.undo": words_taken_back,
    },
    in_touch=("note.added",),
    makes=(pages.MAKE,),
    known=known,
    at_hand=pages.AT_HAND,
    on_summary=ON_SUMMARY,
    for_citizen=pages.FOR_CITIZEN,
    urls=pages.URLS,
    on_timeline=(OnTimeline("note.", "square-pen", "contacten"),),
    keeps={"notitie": Keeps(15, "het schrijven", "Wmo 2015, artikel 5.3.4 lid 1")},
)
