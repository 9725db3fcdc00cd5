"""The objection: what each of its steps needs, and what is read where that is missing."""

import datetime as dt
from typing import Any, Final

from casework.objections.models import Objection
from casework.objections.repairs import Repair, kept
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
    return handled(world, repairs=request())


def request(kind: str = "gronden", since: int = 1, until: int = 7) -> list[dict[str, Any]]:
    """One request to repair, asked so many days ago."""
    return kept([Repair(kind, "Waarom?", today() - since * DAY, today() + until * DAY)])


def invited(world: World) -> Objection:
    """For today, three weeks ago."""
    return handled(
        world, invited_on=today() - 21 * DAY, hearing_on=today(), hearing_at=dt.time(10), hearing_by="plek",
        hearing_place="Gemeentehuis", file_where="Gemeentehuis", file_open_on=today() - 7 * DAY,
    )  # fmt: skip


def revoked_for(name: str) -> Any:
    """What somebody decided about it was revoked on an objection."""
    return lambda world, one: world.objection(
        one.case, "gegrond", against=world.sent_decision(one.case, about=one.public_id), former_by=getattr(world, name)
    )


def late(world: World) -> Objection:
    return handled(world, last_day=today() - 60 * DAY)


def two_asked(world: World) -> Objection:
    """Revoked, while something else waits for a decision."""
    made = world.objection(world.case("uitvoering", report_sent_on=today()), "gegrond")
    world.application(made.case)
    return made


def none_open(world: World, objection: Objection) -> None:
    objection.case.applications.update(state="ingetrokken")
    objection.case.__dict__.pop("_prefetched_objects_cache", None)


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
        {"kind": "gronden", "missing": "Waarom?", "until": today() + 7 * DAY},
        **BY,
        but={
            "same_not_asked": But("Hierom vroeg u al", before=lambda w, o: changed(o, repairs=request())),
            "says_what_is_missing": But("Zeg wat er ontbreekt.", missing=" "),
            "until_can_be_true": But("Vul een dag in vanaf", until=today() - DAY),
        },
    ),
    Take(
        "repaired",
        asked,
        {"repair": "0", "repaired_on": today()},
        **BY,
        but={
            "repair_is_awaited": But("Er is niet om herstel", "Kies wat er is hersteld.", before=has(repairs=[])),
            "names_what_was_repaired": But("Kies wat er is hersteld.", repair="7"),
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
        "invite",
        handled,
        {
            "hearing_on": today() + 14 * DAY,
            "hearing_at": dt.time(10),
            "hearing_by": "plek",
            "hearing_place": "Gemeentehuis",
            "file_where": "Gemeentehuis",
        },
        **BY,
        but={
            "not_heard": But("De inwoner is al gehoord.", before=has(heard_on=today())),
            "hearing_on_can_be_true": But("Vul een dag in vanaf", hearing_on=today() + 13 * DAY),
            "says_where_and_when": But("Zeg hoe laat, waar", hearing_place=" "),
        },
    ),
    Take(
        "hear",
        invited,
        {"heard_on": today(), "file_open_on": today() - 7 * DAY, "heard_by": "S. Verkerk", "words": "Zij vertelde."},
        **BY,
        but={
            "not_heard": But("De inwoner is al gehoord.", before=has(heard_on=today())),
            "heard_on_can_be_true": But("Vul een dag in", "De inwoner is niet voor", heard_on=today() + DAY),
            "invited_or_agreed": But("De inwoner is niet voor deze dag", before=has(hearing_on=None)),
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
                before=lambda w, o: changed(o, repairs=request()),
            ),
            "says_why_so": But("Zeg waarom u zo beslist.", motivation=" "),
            "inadmissible_for_a_reason": But("Niet-ontvankelijk kan als", outcome="niet_ontvankelijk"),
            "late_is_excused": But("Het bezwaar kwam te laat.", before=has(in_time=False)),
            "says_what_comes_instead": But("Zeg wat er in de plaats komt", outcome="gegrond", instead=" "),
            "costs_fit": But("Kosten vergoedt u alleen", costs="vergoed", costs_amount=100),
        },
    ),
    Take(
        "in_default",
        late,
        {"received_on": today(), "how": "post"},
        **BY,
        but={
            "not_in_default_yet": But("Er is al een ingebrekestelling", before=has(in_default_until=today())),
            "term_is_over": But("De termijn loopt nog", "De termijn liep nog", before=has(last_day=today())),
            "late_already": But("De termijn liep nog tot en met", received_on=today() - 20 * DAY),
        },
    ),
    Take(
        "take_along",
        two_asked,
        but={
            "not_replaced": But(
                "Er is al vastgelegd wat", before=lambda w, o: changed(o, replaced_by=w.document(o.case, "besluit"))
            ),
            "nothing_asked_anew": But(
                "Hiervoor loopt al een aanvraag.", before=lambda w, o: changed(o, anew=o.case.applications.first())
            ),
            "another_waits": But("Er loopt geen andere aanvraag.", before=none_open),
        },
    ),
    Take("compile_file", handled, **BY),
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
