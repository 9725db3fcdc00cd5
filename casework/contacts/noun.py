"""What a contact brings along. It is written down by writing what was said: see `notes`."""

from casework.contacts import pages, weighing
from casework.engine.noun import Keeps, Nothing, Noun, OnTimeline

NOUN = Noun(
    name="contact_moment",
    anchor="casework.Case",
    effects={"case.weigh": weighing.called},
    asks={"case.weigh": weighing.Spoke},
    in_touch=(weighing.CALLED,),
    makes=(pages.SHEET,),
    on_summary=Nothing("how it was told stands with what was said: among the notes"),
    urls=pages.URLS,
    on_timeline=(OnTimeline("contact_moment.", "phone", "contacten"),),
    keeps={"contactmoment": Keeps(15, "het vastleggen", "Wmo 2015, artikel 5.3.4 lid 1")},
)
