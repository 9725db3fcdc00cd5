"""The research of a case of the load data: begun when it is taken up, and reported."""

from casework.research.models import Need, Research
from wijkteam.town.load.chronicle import Chronicle
from wijkteam.town.load.copying import Row
from wijkteam.town.load.words import FOUND, NEEDED


def begin_research(case: Chronicle) -> Row:
    return case.tables[Research].add(
        public_id=case.public_id(),
        case_id=case.row["id"],
        kind="melding",
        state="loopt",
        state_since=case.day,
        begun_on=case.day,
    )


def report_research(case: Chronicle) -> None:
    """What is needed, in a row or more, and the report of it."""
    research = case.research
    for order in range(case.dice.choices((1, 2, 3, 4), (30, 35, 25, 10))[0]):
        what, extent, own, left = case.pick(NEEDED)
        case.tables[Need].add(
            public_id=case.public_id(),
            research_id=research["id"],
            order=order,
            what=what,
            extent=extent,
            own=own,
            network_mark="niet_besproken",
            kern_mark="niet_besproken",
            other_law_mark="niet_besproken",
            left=left,
            left_mark="" if left else "niets",
        )
    research |= {
        "state": "verstuurd",
        "state_since": case.day,
        "settled_on": case.day,
        "settled_by_id": case.regisseur.pk,
        "sent_on": case.day,
        "free": case.pick(FOUND),
        "person_mark": "niet_besproken",
    }
    case.event(
        case.regisseur,
        "research.settle",
        "Stel vast",
        object_id=research["public_id"],
        before="loopt",
        after="vastgesteld",
        citizen="Het verslag van het onderzoek ligt klaar.",
    )
    case.event(
        case.regisseur,
        "research.send",
        "Verstuur het verslag",
        object_id=research["public_id"],
        before="vastgesteld",
        after="verstuurd",
        citizen="Wij hebben u het verslag van het onderzoek gegeven.",
    )
