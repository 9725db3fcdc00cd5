"""The hand-over: what each of its steps needs, and what is read where that is missing."""

import datetime as dt
from typing import Any, Final

from casework.cases.events import CaseEvent
from casework.engine.door import perform
from casework.handovers.models import Handover
from casework.sharing.models import Sharing
from tests.factories import World, today
from tests.rules.needs.taking import Before, But, Take, changed


def consent(world: World, handover: Handover, **fields: Any) -> Sharing:
    given = {"text": "Wij vertellen het.", "how": "aan tafel", "given_by": "zij", "given_on": today()}
    return Sharing.objects.create(case=handover.case, **given | fields)


def offered(world: World) -> Handover:
    return world.handover(world.case())


def without_a_name(world: World) -> Handover:
    return world.handover(world.case(), anonymous=True)


def now(**columns: Any) -> Before:
    return lambda world, handover: changed(handover, **columns)


def consent_ran_out(world: World, handover: Handover) -> None:
    changed(handover, consent=consent(world, handover, given_on=today() - dt.timedelta(days=9), until=today()))


def refused(world: World) -> Handover:
    return perform(offered(world), "refuse", by=world.middenveld, why="Vol").obj


def refused_a_week_ago(world: World, handover: Handover) -> None:
    """As it would have been written then: what happened is changed by nobody."""
    act = CaseEvent.objects.get(case=handover.case, verb="handover.refuse")
    act.pk, act.token, act.at = None, None, act.at - dt.timedelta(days=7)
    act.save()


WHY: Final = {"says_why": But("Zeg waarom.", why=" ")}

TAKES: Final = (
    Take(
        "accept",
        offered,
        by="middenveld",
        but={
            "has_a_name": But("De naam is nog niet genoemd", before=now(anonymous=True)),
            "consent_stands": But("De toestemming van de inwoner geldt niet meer", before=consent_ran_out),
        },
    ),
    Take(
        "accept",
        lambda world: world.handover(world.case(), to_organisation=world.church),  # without an account
        {"accepted_by": "de koster", "accepted_how": "gebeld"},
        but={"says_who_accepted": But("Leg vast wie overnam en hoe", accepted_how="")},
    ),
    Take(
        "promise",
        without_a_name,
        by="middenveld",
        but={
            "has_no_name": But("De naam is al genoemd", before=now(anonymous=False)),
            "not_yet_willing": But("U hebt al laten weten dat u kunt helpen", before=now(willing_on=today())),
        },
    ),
    Take(
        "name",
        without_a_name,
        lambda world, handover: {"consent": consent(world, handover)},
        but={
            "has_no_name": But("De naam is al genoemd", before=now(anonymous=False)),
            "says_consent": But("Leg de toestemming van de inwoner vast", given={"consent": None}),
        },
    ),
    Take("refuse", offered, {"why": "Vol"}, by="middenveld", but=WHY),
    Take(
        "undo",
        refused,
        {"why": "Verkeerd begrepen"},
        by="teamleider",
        but={
            "what_it_changed_is_kept": But(
                "Dit kan niet meer ongedaan worden gemaakt. Bied de vraag opnieuw aan.",
                before=now(state_since=today() - dt.timedelta(days=15)),
            ),
            "not_too_late_to_undo": But("Ongedaan maken kon tot en met", before=refused_a_week_ago),
            "nobody_acted_since": But(
                "Consulent Test deed daarna ‘Houd zelf’. Bied de vraag opnieuw aan.",
                before=lambda world, handover: perform(handover.case, "hold", by=world.consulent),
            ),
            "case_is_open": But(
                "De zaak is afgesloten.",
                before=lambda world, handover: changed(
                    handover.case, phase="afgesloten", closed_on=today(), outcome="advies"
                ),
            ),
            "nothing_is_offered": But(
                "Er staat al een overdracht open", before=lambda world, handover: world.handover(handover.case)
            ),
            "consent_stands": But("De toestemming van de inwoner geldt niet meer", before=consent_ran_out),
            "receiver_is_there": But(
                "Aan deze organisatie kan niets meer worden aangeboden",
                before=lambda world, handover: changed(handover.to_organisation, active=False),
            ),
            **WHY,
        },
    ),
    Take("withdraw", offered, {"why": "Toch niet"}, but=WHY),
    Take(
        "give_back",
        lambda world: world.handover(world.case(), "aanvaard"),
        {"why": "Lukt niet"},
        by="middenveld",
        but=WHY,
    ),
)
