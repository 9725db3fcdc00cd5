"""What the desk brings along: its pages, and paper that is about all nouns at once."""

from casework.desk import addresses, handed_out, paper, summary, who_sees
from casework.engine.noun import Keeps, Noun

NOUN = Noun(
    name="desk",
    anchor="casework.Case",
    makes=(summary.MAKE,),
    tabs=(who_sees.INSIGHT,),
    put_out=handed_out.put_out,
    put_out_keys=handed_out.keys,
    urls=addresses.URLS,
    letters=paper.LETTERS,
    on_summary=summary.ON_SUMMARY,
    keeps={"weekoverleg": Keeps(1, "het maken", "werkafspraak: alleen voor het overleg zelf")},
)
