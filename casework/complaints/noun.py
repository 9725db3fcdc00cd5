"""What a complaint brings along."""

from casework.complaints import effects, forms, pages, terms, turns
from casework.complaints.closing import CLOSING
from casework.complaints.models import Complaint
from casework.complaints.notices import NOTICES
from casework.complaints.paper import LETTERS
from casework.engine.noun import Keeps, Nothing, Noun, OnTimeline

NOUN = Noun(
    name="complaint",
    model="casework.Complaint",
    anchor="casework.Case",
    place="/klachten/",
    rows_name="complaints",
    rank=37,
    open_rows=turns.OPEN_ROWS,
    turns=turns.turns,
    effects={
        "complaint.adjourn": effects.adjourned,
        "complaint.leave_out": effects.left_out,
        "complaint.settle": effects.settled,
        "complaint.resolve": effects.settled,
    },
    seen_first=dict.fromkeys(
        ("complaint.settle", "complaint.adjourn", "complaint.resolve", "complaint.leave_out"), "Bekijk eerst de brief"
    ),
    ways={"complaint.take_up": ("complaint.take_up", "complaint.resolve", "complaint.leave_out")},
    kept_apart=lambda sight: Complaint.objects.visible_to(sight).values("public_id"),
    closing=CLOSING,
    makes=(pages.MAKE,),
    terms=terms.RULES,
    letters=LETTERS,
    forms=forms,
    on_tabs=pages.ON_TABS,
    on_summary=Nothing("a complaint is no part of the file"),
    for_citizen=pages.FOR_CITIZEN,
    urls=pages.URLS,
    on_timeline=(OnTimeline("complaint.", "file-text"),),
    notices=NOTICES,
    keeps={"klacht": Keeps(15, "de ontvangst", "Wmo 2015, artikel 5.3.4 lid 1")},
)
