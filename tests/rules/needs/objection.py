"""The objection: what each of its steps needs, and what is read where that is missing."""

import datetime as dt
from typing import Any, Final

from casework.objections.models import Objection
from tests.factories import World, today
from tests.rules.needs.taking import But, Take, changed

DAY = dt.timedelta(days=1)
BY: Final = {"by": "bezwaar"}


def handled(world: World, **fields: Any) -> Objection:
    """Two weeks old, and the citizen needn't be heard."""
    return world.objection(
        world.case(on=today() - 30 * DAY), "in_behandeling", received_on=today() - 14 * DAY, **fields
    )


def ready(world: World) -> Objection:
    return handled(world, waived="b", waived_why="Duidelijk.")


def asked(world: World) -> Objection:
    return handled(world, repair_asked_on=today() - DAY, repair_until=today() + 7 * DAY, repair_what="Waarom?")


def has(**columns: Any) -> Any:
    return lambda world, objection: changed(objection, **columns)


def later(world: World, objection: Objection) -> dict[str, Any]:
    return {"replaced_by": world.document(objection.case, "besluit")}


DECISION: Final = {"outcome": "ongegrond", "motivation": "Het blijft zo."}
TAKES: Final = (
    Take(
        "take_on",
        lambda world: world.objection(world.case()),
        **BY,
        but={
            "another_handles_it": But("U behandelt dit bezwaar al.", before=lambda w, o: changed(o, handler=w.bezwaar))
        },
    ),
    Take(
        "ask_repair",
        handled,
        {"missing": "Waarom?", "until": today() + 7 * DAY},
        **BY,
        but={
            "repair_not_asked": But(
                "Om herstel is al gevraagd.", before=has(repair_asked_on=today(), repair_until=today())
            ),
            "says_what_is_missing": But("Zeg wat er ontbreekt.", missing=" "),
        },
    ),
    Take(
        "repaired",
        asked,
        {"repaired_on": today()},
        **BY,
        but={
            "repair_is_awaited": But("Er is niet om herstel gevraagd", before=has(repaired_on=today())),
            "repaired_on_can_be_true": But("Vul een dag in", repaired_on=today() + DAY),
        },
    ),
    Take(
        "adjourn",
        handled,
        {"why": "Wij wachten op advies."},
        **BY,
        but={
            "not_adjourned": But("De beslissing is al verdaagd.", before=has(adjourned_on=today())),
            "term_runs": But("De termijn liep tot en met", before=has(last_day=today() - 60 * DAY)),
            "says_why": But("Zeg waarom.", why=" "),
        },
    ),
    Take(
        "agree",
        handled,
        {"agreed_until": today() + 200 * DAY, "how": "gebeld"},
        **BY,
        but={"agreed_until_can_be_true": But("Vul een dag in", agreed_until=today() + DAY)},
    ),
    Take(
        "call",
        handled,
        {"called_on": today(), "words": "Zij wil meer uren."},
        **BY,
        but={"called_on_can_be_true": But("Vul een dag in", called_on=today() + DAY)},
    ),
    Take(
        "hear",
        handled,
        {"heard_on": today(), "file_open_on": today() - 7 * DAY, "heard_by": "S. Verkerk", "words": "Zij vertelde."},
        **BY,
        but={
            "not_heard": But("De inwoner is al gehoord.", before=has(heard_on=today())),
            "heard_on_can_be_true": But("Vul een dag in", heard_on=today() + DAY),
            "file_lay_open_a_week": But("Het dossier ligt ten minste een week", file_open_on=today()),
        },
    ),
    Take(
        "waive",
        handled,
        {"waived": "c", "why": "Zij wil niet komen."},
        **BY,
        but={
            "not_heard": But("De inwoner is al gehoord.", before=has(heard_on=today())),
            "not_waived": But("Er is al vastgelegd waarom", before=has(waived="c")),
            "says_why_not_heard": But("Noem de grond", waived=""),
            "says_why": But("Zeg waarom.", why=" "),
        },
    ),
    Take(
        "decide",
        ready,
        DECISION,
        **BY,
        but={
            "heard_or_waived": But("Hoor de inwoner eerst", before=has(waived="")),
            "repair_is_over": But(
                "De inwoner kan het bezwaar nog aanvullen",
                before=has(repair_asked_on=today(), repair_until=today() + DAY),
            ),
            "says_why_so": But("Zeg waarom u zo beslist.", motivation=" "),
            "inadmissible_for_a_reason": But("Niet-ontvankelijk kan als", outcome="niet_ontvankelijk"),
            "late_is_excused": But("Het bezwaar kwam te laat.", before=has(in_time=False)),
            "says_what_comes_instead": But("Zeg wat er in de plaats komt", outcome="gegrond", instead=" "),
            "costs_fit": But("Kosten vergoedt u alleen", costs="vergoed", costs_amount=100),
        },
    ),
    Take("withdraw", handled, {"why": "Het is opgelost"}, **BY, but={"says_why": But("Zeg waarom.", why=" ")}),
    Take(
        "record_measure",
        handled,
        {"measure_on": today(), "measure": "loopt"},
        **BY,
        but={"measure_on_can_be_true": But("Vul een dag in", measure_on=today() + DAY)},
    ),
    Take(
        "replace",
        lambda world: world.objection(world.case(), "gegrond"),
        later,
        but={
            "not_replaced": But(
                "Er is al vastgelegd wat", before=lambda w, o: changed(o, replaced_by=w.document(o.case, "besluit"))
            ),
            "names_what_replaces": But("Kies de brief met het besluit", given=lambda w, o: {"replaced_by": o.against}),
        },
    ),
)
