"""Help that was granted: what each of its steps needs, and what is read where that is missing."""

import datetime as dt
from decimal import Decimal
from typing import Any, Final

from django.utils import timezone

from casework.law.models import LegalTerm
from casework.provisions.models import Provision
from casework.provisions.versions import ProvisionVersion
from roles.matrix import Role
from tests.factories import World, member, today
from tests.rules.needs.objection import revoked_for
from tests.rules.needs.taking import But, Take, changed

DAY, WEEK = dt.timedelta(days=1), dt.timedelta(weeks=1)
OTHERWISE: Final = {"columns": {"amount": Decimal(5)}, "why": "U hebt meer hulp nodig."}
REVIEW: Final = {
    "ground": "b",
    "since": today() + DAY,
    "withdraws": True,
    "columns": {},
    "why": "U hebt deze hulp niet meer nodig.",
    "heard_how": "aan tafel",
    "heard_on": today(),
}


def granted(world: World) -> Provision:
    return world.provision(world.case())


def started(world: World, **fields: Any) -> Provision:
    return world.provision(world.case(), "gestart", **fields)


def lift(world: World, state: str) -> Provision:
    """Given once, on loan."""
    once = {"once": True, "lent": True, "amount": None, "unit": "", "period": "", "ends_on": None}
    return world.provision(world.case(), state, **once)


def given_back(world: World) -> Provision:
    """Withdrawn on ground a, on purpose."""
    made = started(world)
    ProvisionVersion.objects.create(
        provision=made, kind="ingetrokken", since=today(), decided_at=timezone.now(), decided_by=world.consulent,
        ground="a", on_purpose=True, why="Opzet", not_heard="doel",
    )  # fmt: skip
    return made


def with_a_pgb(world: World) -> Provision:
    """Where the verordening knows of suspending."""
    LegalTerm.objects.filter(code="pgb_opschorten").update(length=13, article="artikel 8 van de verordening")
    return started(world, form="pgb")


def by_way_of(**columns: Any) -> Any:
    return lambda world, made: changed(made, **columns)


def who_works_there(world: World, made: Provision) -> None:
    member(world.consulent, Role.UITVOERDER, organisation=world.provider)


def no_term(world: World, made: Provision) -> None:
    LegalTerm.objects.filter(code="pgb_opschorten").update(length=0)


def recovered(world: World, made: Provision) -> None:
    ProvisionVersion.objects.create(
        provision=made, kind="teruggevorderd", since=today(), decided_at=timezone.now(), decided_by=world.consulent,
        recovered=Decimal(10), why="Opzet",
    )  # fmt: skip


WORKS_THERE: Final = But("U werkt zelf bij deze aanbieder", before=who_works_there)
STOPPED: Final = But("Er staat al wanneer de hulp is gestopt", before=by_way_of(stopped_on=today()))
NO_REASON: Final = But("Zeg waarom.", why=" ")

TAKES: Final = (
    Take(
        "confirm_start",
        granted,
        {"started_on": today()},
        but={
            "decision_was_sent": But("Het besluit is nog niet verstuurd", before=by_way_of(told_on=None)),
            "start_has_come": But("De hulp begint later", "Vul een dag in", before=by_way_of(starts_on=today() + WEEK)),
            "started_on_can_be_true": But("Vul een dag in", started_on=today() - DAY),
        },
    ),
    Take(
        "order",
        lambda world: lift(world, "toegekend"),
        {"what": "Een traplift, 4 meter.", "deliver_by": today() + 4 * WEEK},
        but={
            "is_given_once": But("Dit is hulp die doorloopt", before=by_way_of(once=False)),
            "has_a_provider": But("Er staat nog niet bij welke leverancier", before=by_way_of(provider_id=None)),
            "decision_was_sent": But("Het besluit is nog niet verstuurd", before=by_way_of(told_on=None)),
            "deliver_by_can_be_true": But("Vul een dag in", deliver_by=today() - DAY),
            "says_what_is_ordered": But("Schrijf op wat u bestelt", what=" "),
        },
    ),
    Take(
        "take_back",
        lambda world: lift(world, "gestart"),
        {"taken_back_on": today()},
        but={
            "is_lent": But("Dit is niet in bruikleen", before=by_way_of(lent=False)),
            "began": But("De hulp is nooit begonnen", before=by_way_of(state="beeindigd", started_on=None)),
            "not_taken_back": But("Er staat al wanneer het is teruggehaald", before=by_way_of(taken_back_on=today())),
            "taken_back_on_can_be_true": But("Vul een dag in", taken_back_on=today() - DAY),
        },
    ),
    Take(
        "confirm_stop",
        started,
        {"stopped_on": today(), "why": "Verhuisd"},
        but={
            "began": But("De hulp is nooit begonnen", before=by_way_of(state="beeindigd", started_on=None)),
            "not_stopped": STOPPED,
            "stopped_on_can_be_true": But("Vul een dag in", stopped_on=today() - DAY),
            "says_why": NO_REASON,
        },
    ),
    Take(
        "cannot",
        granted,
        {"why": "Geen personeel"},
        but={
            "decision_was_sent": But("Het besluit is nog niet verstuurd", before=by_way_of(told_on=None)),
            "no_trouble_yet": But("Er staat al dat het niet", before=by_way_of(cannot_on=today())),
            "says_why": NO_REASON,
        },
    ),
    Take(
        "agree",
        lambda world: started(world, cannot_on=today()),
        {"why": "Volgende week begint zij"},
        but={
            "there_is_trouble": But("Er is niets gemeld", before=by_way_of(cannot_on=None)),
            "says_why": NO_REASON,
        },
    ),
    Take(
        "pause",
        started,
        {"paused_from": today(), "why": "Ziekenhuis"},
        but={
            "not_paused": But("De hulp staat al op pauze", before=by_way_of(paused_from=today())),
            "not_stopped": STOPPED,
            "paused_from_can_be_true": But("Vul een dag in", paused_from=today() - DAY),
            "says_why": NO_REASON,
        },
    ),
    Take(
        "resume",
        lambda world: started(world, paused_from=today()),
        {"resumed_on": today()},
        but={
            "paused": But("De hulp staat niet op pauze", before=by_way_of(paused_from=None)),
            "resumed_on_can_be_true": But("Vul een dag in", resumed_on=today() - DAY),
        },
    ),
    Take(
        "extend",
        started,
        {"until": today() + 100 * WEEK, "why": "Niets veranderd"},
        but={
            "not_own_employer": WORKS_THERE,
            "has_a_day": But("Deze hulp heeft geen einddatum, en geen dag", before=by_way_of(ends_on=None)),
            "not_stopped": STOPPED,
            "until_can_be_true": But("Vul een dag in", until=today() + DAY),
            "says_why": NO_REASON,
            "another_decides_anew": But("U nam het besluit dat op bezwaar", before=revoked_for("consulent")),
        },
    ),
    Take(
        "bridge",
        started,
        {"until": today() + dt.timedelta(days=364) + 8 * WEEK, "why": "Het besluit komt later"},
        but={
            "not_own_employer": WORKS_THERE,
            "has_an_end": But("Deze hulp heeft geen einddatum", "Vul een dag in", before=by_way_of(ends_on=None)),
            "not_stopped": STOPPED,
            "until_can_be_true": But("Vul een dag in", until=today() + DAY),
            "says_why": NO_REASON,
        },
    ),
    Take(
        "change",
        started,
        OTHERWISE | {"since": today() + DAY},
        but={
            "not_own_employer": WORKS_THERE,
            "not_stopped": STOPPED,
            "since_can_be_true": But("Vul een dag in", since=today() - WEEK),
            "something_differs": But("U hebt niets gewijzigd", columns={"amount": Decimal(3)}),
            "ends_after_it_starts": But("De einddatum moet op of na", columns={"ends_on": today() - WEEK}),
            "says_why": NO_REASON,
            "another_decides_anew": But("U nam het besluit dat op bezwaar", before=revoked_for("consulent")),
        },
    ),
    Take(
        "correct",
        started,
        OTHERWISE,
        but={
            "not_own_employer": WORKS_THERE,
            "something_differs": But("U hebt niets gewijzigd", columns={"amount": Decimal(3)}),
            "ends_after_it_starts": But("De einddatum moet op of na", columns={"ends_on": today() - WEEK}),
            "says_why": NO_REASON,
            "another_decides_anew": But("U nam het besluit dat op bezwaar", before=revoked_for("consulent")),
        },
    ),
    Take(
        "review",
        started,
        REVIEW,
        but={
            "not_own_employer": WORKS_THERE,
            "names_a_ground": But("Kies de grond van de wet", ground=""),
            "since_can_be_true": But("Vul een dag in", since=today() - WEEK),
            "says_what_it_becomes": But("Zeg wat de hulp wordt", withdraws=False),
            "heard_or_not": But("Zeg hoe en wanneer u de inwoner hebt gehoord", heard_how=""),
            "says_why": NO_REASON,
            "another_decides_anew": But("U nam het besluit dat op bezwaar", before=revoked_for("consulent")),
        },
    ),
    Take(
        "suspend_payment",
        with_a_pgb,
        {"until": today() + 4 * WEEK, "why": "Wij onderzoeken het"},
        but={
            "is_a_pgb": But("Dit kan alleen bij een pgb", before=by_way_of(form="zin")),
            "verordening_lets_suspend": But(
                "De verordening van uw gemeente noemt opschorten niet", "Vul een dag in", before=no_term
            ),
            "until_can_be_true": But("Vul een dag in", until=today() + 14 * WEEK),
            "says_why": NO_REASON,
        },
    ),
    Take(
        "recover",
        given_back,
        {"recovered": Decimal(900), "why": "Zo geteld"},
        but={
            "not_own_employer": WORKS_THERE,
            "withdrawn_on_purpose": But(
                "Terugvorderen kan na intrekken", before=lambda world, made: made.versions.update(on_purpose=False)
            ),
            "not_recovered_yet": But("Er is al besloten om terug te vorderen", before=recovered),
            "names_an_amount": But("Vul in welk bedrag", recovered=None),
            "says_why": NO_REASON,
        },
    ),
    Take(
        "look_again",
        lambda world: started(world, announced_on=today()),
        {"changed": "Haar dochter is verhuisd."},
        but={
            "was_announced": But("Dit komt pas aan de orde", before=by_way_of(announced_on=None)),
            "nobody_looks_yet": But(
                "Een collega bekijkt dit al",
                before=lambda world, made: changed(made, looking_by_id=world.consulent2.pk),
            ),
            "says_what_changed": But("Schrijf op wat er is veranderd", changed=" "),
        },
    ),
    Take(
        "let_end",
        started,
        {"why": "Zij redt het zelf"},
        but={
            "has_an_end": But("Deze hulp heeft geen einddatum", before=by_way_of(ends_on=None)),
            "not_looked_at": But("Er is al naar gekeken", before=by_way_of(looked_on=today())),
            "says_why": NO_REASON,
        },
    ),
    Take(
        "keep",
        lambda world: started(world, case_ended_on=today()),
        {"why": "Nog nodig"},
        but={
            "case_was_ended": But("De zaak is niet beëindigd", before=by_way_of(case_ended_on=None)),
            "says_why": NO_REASON,
        },
    ),
)
