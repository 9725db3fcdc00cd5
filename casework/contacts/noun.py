"""What a contact brings along. It is written down by writing what was said: see `notes`."""

from casework.contacts import effects, pages, visiting, weighing
from casework.engine.noun import Keeps, Nothing, Noun, OnTimeline

NOUN = Noun(
    name="contact_moment",
    anchor="casework.Case",
    effects={
        "contact.added": effects.named_as_now,
        "contact.changed": effects.named_as_now,
        "case.weigh": weighing.called,
        "visit.finish": visiting.visited,
    },
    asks={"case.weigh": weighing.Spoke},
    in_touch=("contact_moment.called",),
    makes=(pages.SHEET,),
    on_summary=Nothing("how it was told stands with what was said: among the notes"),
    urls=pages.URLS,
    on_timeline=(OnTimeline("contact_moment.", "phone", "contacten"),),
    keeps={"contactmoment": Keeps(15, "het vastleggen", "Wmo 2015, artikel 5.3.4 lid 1")},
)
