"""The voorlopige indicatie: what each of its steps needs, and what is read where that is missing."""

import datetime as dt
from decimal import Decimal
from typing import Any, Final

from casework.indicaties.conditions import CORRECTED
from casework.indicaties.models import VoorlopigeIndicatie
from roles.matrix import Role
from tests.factories import World, member, today
from tests.rules.needs.objection import revoked_for
from tests.rules.needs.taking import Before, But, Given, Take, changed

DAY, WEEK = dt.timedelta(days=1), dt.timedelta(weeks=1)


def draft(world: World) -> VoorlopigeIndicatie:
    return world.indicatie(world.case(), made_by=world.consulent)


def running(world: World, **fields: Any) -> VoorlopigeIndicatie:
    return world.indicatie(world.case(), "afgegeven", **fields)


def disagreed_with(world: World) -> VoorlopigeIndicatie:
    reviewed = {"reviewed_by": world.consulent2, "reviewed_on": today(), "review_ok": False, "review_why": "Te veel"}
    return running(world, **reviewed)


def now(**columns: Any) -> Before:
    return lambda world, indicatie: changed(indicatie, **columns)


def case_now(**columns: Any) -> Before:
    return lambda world, indicatie: changed(indicatie.case, **columns)


def works_for_the_provider(name: str) -> Before:
    return lambda world, indicatie: member(getattr(world, name), Role.UITVOERDER, organisation=world.provider)


def decided(outcome: str, **line: Any) -> Before:
    """There is a decision on the application; what was granted takes the place of this help."""

    def add(world: World, indicatie: VoorlopigeIndicatie) -> None:
        world.decided(indicatie.case, outcome, instead_of=indicatie if outcome == "toegekend" else None, **line)

    return add


def corrected(**fields: Any) -> Given:
    """As it stands, with something else."""

    def given(world: World, indicatie: VoorlopigeIndicatie) -> dict[str, Any]:
        stands = {name: getattr(indicatie, name) for name in CORRECTED}
        return {"why": "De uren waren verkeerd", **stands, **fields}

    return given


CLOSED: Final = But("De zaak is afgesloten.", before=case_now(phase="afgesloten", closed_on=today(), outcome="advies"))
OVER: Final = But(
    "De periode van deze indicatie is voorbij", before=now(starts_on=today() - WEEK, ends_on=today() - DAY)
)

TO_ISSUE: Final = {
    "on_a_melding_of_a_person": But("Een voorlopige indicatie kan alleen", before=case_now(kind="vraag")),
    "case_is_open": CLOSED,
    "period_is_not_over": OVER,
    "not_own_employer": But("U werkt zelf bij deze aanbieder", before=works_for_the_provider("consulent")),
    "within_indicatie_mandate": But("Dit valt buiten uw mandaat", before=now(amount_per_week=501)),
    "no_running_indicatie": But(
        "Er loopt al een voorlopige indicatie", before=lambda world, one: world.indicatie(one.case, "afgegeven")
    ),
}
TAKES: Final = (
    Take("issue", draft, but=TO_ISSUE),
    Take("issue_and_give", draft, but=TO_ISSUE),
    Take(
        "submit",
        draft,
        lambda world, indicatie: {"submitted_to": world.consulent2},
        by="teamlid",
        but={
            "case_is_open": CLOSED,
            "period_is_not_over": OVER,
            "somebody_may_issue": But(
                "Niemand anders mag deze indicatie afgeven",
                "Kies een collega die dit mandaat heeft",
                before=now(amount_per_week=501),
            ),
            "submitted_to_a_mandate_holder": But(
                "Kies een collega die dit mandaat heeft", given=lambda world, one: {"submitted_to": world.teamleider}
            ),
        },
    ),
    Take(
        "send_back",
        lambda world: world.indicatie(world.case(), "voorgelegd"),
        {"why": "Te veel"},
        but={"says_why": But("Zeg waarom.", why=" ")},
    ),
    Take(
        "confirm_stop",
        lambda world: running(world, help_started_on=today()),
        {"stopped_on": today(), "why": "Verhuisd"},
        but={
            "help_began": But("De hulp is nooit begonnen", before=now(help_started_on=None)),
            "help_not_stopped": But("Er staat al wanneer de hulp is gestopt", before=now(help_stopped_on=today())),
            "stopped_on_can_be_true": But("Vul een dag in", stopped_on=today() - DAY),
            "says_why": But("Zeg waarom.", why=" "),
        },
    ),
    Take(
        "cannot",
        running,
        {"why": "Geen personeel"},
        but={
            "no_trouble_yet": But("Er staat al dat het niet", before=now(cannot_on=today())),
            "says_why": But("Zeg waarom.", why=" "),
        },
    ),
    Take(
        "agree",
        lambda world: running(world, cannot_on=today()),
        {"why": "Morgen begint zij"},
        but={
            "there_is_trouble": But("Er is niets gemeld", before=now(cannot_on=None)),
            "says_why": But("Zeg waarom.", why=" "),
        },
    ),
    Take(
        "confirm_start",
        running,
        {"started_on": today()},
        but={
            "help_not_started": But("De hulp is al begonnen", before=now(help_started_on=today())),
            "started_on_can_be_true": But("Vul een dag in tot en met", started_on=today() + DAY),
        },
    ),
    Take(
        "review",
        running,
        {"ok": True},
        by="consulent2",
        but={
            "not_reviewed": But("De indicatie is al getoetst", before=now(reviewed_on=today())),
            "not_own_employer": But("U werkt zelf bij deze aanbieder", before=works_for_the_provider("consulent2")),
            "disagreement_says_why": But("Zeg waarom u niet akkoord bent", ok=False),
        },
    ),
    Take(
        "explain",
        disagreed_with,
        {"why": "Haar man ligt in het ziekenhuis"},
        but={
            "review_waits_for_an_answer": But("Een collega was niet", before=now(review_answered_on=today())),
            "says_why": But("Zeg waarom.", why=" "),
        },
    ),
    Take(
        "extend",
        running,
        lambda world, indicatie: {"until": indicatie.ends_on + WEEK},
        by="consulent2",
        but={
            "no_decision_yet": But("De aanvraag is afgewezen", before=decided("afgewezen")),
            "not_own_employer": But("U werkt zelf bij deze aanbieder", before=works_for_the_provider("consulent2")),
            "extends": But("De nieuwe einddatum moet na de huidige", given=lambda world, one: {"until": one.ends_on}),
            "up_to_the_decision": But(
                "Verleng hoogstens tot en met de dag voordat het besluit begint",
                before=decided("toegekend", starts_on=today() + 8 * WEEK, ends_on=today() + 20 * WEEK),
            ),
            "extension_within_mandate": But(
                "Een verlenging kan hoogstens 12 weken", given=lambda world, one: {"until": one.ends_on + 13 * WEEK}
            ),
        },
    ),
    Take(
        "correct",
        running,
        corrected(amount_per_week=Decimal(90)),
        by="teamleider",
        but={
            "help_has_yet_to_begin": But(
                "De hulp is al begonnen. Moet zij eerder stoppen?", before=now(help_started_on=today())
            ),
            "not_own_employer": But("U werkt zelf bij deze aanbieder", before=works_for_the_provider("teamleider")),
            "says_why": But("Zeg waarom.", given=corrected(amount_per_week=Decimal(90), why=" ")),
            "says_what_is_different": But("U hebt niets gewijzigd", given=corrected()),
            "starts_on_can_be_true": But(
                "Vul een dag in vanaf", given=corrected(starts_on=today() - 5 * WEEK, ends_on=today() + WEEK)
            ),
            "ends_on_can_be_true": But(
                "Vul een dag in vanaf", given=corrected(starts_on=today() - WEEK, ends_on=today() - DAY)
            ),
            "corrected_ends_after_it_starts": But(
                "De einddatum moet op of na de begindatum liggen",
                given=corrected(starts_on=today() + WEEK, ends_on=today() + DAY),
            ),
            "corrected_within_mandate": But(
                "Dit valt buiten het mandaat", given=corrected(amount_per_week=Decimal(501))
            ),
            "another_decides_anew": But("U nam het besluit dat op bezwaar", before=revoked_for("teamleider")),
        },
    ),
    Take(
        "withdraw",
        running,
        {"why": "De buren nemen het over", "until": today() + DAY, "heard_how": "gebeld", "heard_on": today()},
        but={
            "help_goes_on": But(
                "De hulp stopt vandaag al vanzelf", "Kies een dag na vandaag", before=now(ends_on=today())
            ),
            "says_why": But("Zeg waarom.", why=" "),
            "citizen_was_heard": But("Leg vast hoe en wanneer u de inwoner hebt gehoord", heard_how=""),
            "ends_in_the_future": But("Kies een dag na vandaag als laatste dag", until=today()),
        },
    ),
    Take(
        "decide_after_end",
        lambda world: world.indicatie(world.case(), "geeindigd"),
        {"why": "Haar dochter is er nu"},
        by="teamleider",
        but={
            "not_decided_after_end": But("Over het einde is al besloten", before=now(after_end_on=today())),
            "renewed_or_says_why": But("Er loopt geen nieuwe indicatie op deze zaak", why=" "),
        },
    ),
)
