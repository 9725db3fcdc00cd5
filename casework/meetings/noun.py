"""What a joint meeting brings along."""

from casework.engine.noun import Keeps, Nothing, Noun, OnTimeline
from casework.meetings import effects, forms, pages, turns
from casework.meetings.closing import CLOSING
from casework.meetings.taking_part import takes_part
from casework.meetings.terms import RULES

NOUN = Noun(
    name="meeting",
    model="casework.Meeting",
    anchor="casework.Household",
    takes_part=takes_part,
    place="/overleggen/",
    rows_name="meetings",
    rank=131,
    open_rows=turns.OPEN_ROWS,
    turns=turns.turns,
    effects={
        "meeting.join": effects.joined,
        "meeting.promise": effects.promised,
        "meeting.take_out": effects.taken_out,
        "meeting.settle": effects.settled,
        "meeting.tick": effects.ticked,
    },
    closing=CLOSING,
    makes=(pages.MAKE,),
    terms=RULES,
    forms=forms,
    on_page=pages.ON_PAGE,
    on_summary=Nothing("a summary is of a case; of a meeting each who was there has a sheet of their own"),
    on_timeline=(OnTimeline("meeting.", "users", "contacten"),),
    keeps={
        "gezamenlijk overleg": Keeps(15, "het overleg", "Wmo 2015, artikel 5.3.4 lid 1"),
        "afspraak van een overleg": Keeps(15, "het overleg", "Wmo 2015, artikel 5.3.4 lid 1"),
    },
    urls=pages.URLS,
)
