"""What an appointment brings along."""

from casework.appointments import effects, forms, pages, turns
from casework.appointments.closing import CLOSING
from casework.appointments.conditions import tells_what_was_agreed
from casework.appointments.paper import LETTERS, ON_SUMMARY
from casework.appointments.taking_part import takes_part
from casework.engine.noun import Keeps, Noun, OnTimeline

NOUN = Noun(
    name="appointment",
    model="casework.Appointment",
    anchor="casework.Case",
    takes_part=takes_part,
    place="/afspraken/",
    rows_name="appointments",
    rank=70,
    open_rows=turns.OPEN_ROWS,
    turns=turns.turns,
    in_touch=("appointment.fulfil",),
    needs={"document.send": (tells_what_was_agreed,)},
    seen_first={
        "nieuwe-afspraak": "Bekijk eerst de brief",
        "appointment.move": "Bekijk eerst de brief",
        "case.take_up": "Bekijk eerst de brief",
    },
    effects={
        "case.take_up": effects.first_visit,
        "visit.finish": effects.kept,
        "appointment.made": effects.confirmed,
        "appointment.move": effects.moved,
        "appointment.drop": effects.dropped,
    },
    letters=LETTERS,
    closing=CLOSING,
    makes=(pages.MAKE,),
    forms=forms,
    asks={"case.take_up": forms.FirstVisit},
    at_hand=pages.AT_HAND,
    on_limited_page=pages.ON_LIMITED_PAGE,
    on_summary=ON_SUMMARY,
    urls=pages.URLS,
    on_timeline=(OnTimeline("appointment.", "calendar", "contacten"),),
    keeps={"afspraak": Keeps(15, "het maken", "Wmo 2015, artikel 5.3.4 lid 1")},
)
