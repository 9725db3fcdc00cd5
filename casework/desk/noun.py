"""What the desk brings along: its pages, and paper that is about all nouns at once."""

from casework.desk import addresses, paper, who_sees
from casework.desk.summary import ON_SUMMARY
from casework.engine.machine import may
from casework.engine.noun import Keeps, Make, Noun
from roles.actions import Action

NOUN = Noun(
    name="desk",
    anchor="casework.Case",
    makes=(
        Make(
            label="Maak een samenvatting",
            url="nieuw-document",
            order=90,
            by=may(Action.MAKE_DOCUMENT),
            tab="documenten",
            beside_steps=False,
        ),
    ),
    tabs=(who_sees.INSIGHT,),
    urls=addresses.URLS,
    letters=paper.LETTERS,
    on_summary=ON_SUMMARY,
    keeps={"weekoverleg": Keeps(1, "het maken", "werkafspraak: alleen voor het overleg zelf")},
)
