"""State × step × persona, written by hand from the machines of the domain; nothing here is read from the code.

Each line: the step, the states from which it may be taken, and who may. Everyone not named may not.
"""

import pytest

from casework.applications.models import Application
from casework.applications.states import ApplicationState
from casework.appointments.models import Appointment
from casework.appointments.states import AppointmentState
from casework.cases.models import Case
from casework.cases.states import Phase
from casework.documents.models import Document
from casework.documents.states import DocumentState
from casework.engine.door import available
from casework.goals.models import Goal
from casework.goals.states import GoalState
from casework.handovers.models import Handover
from casework.handovers.states import HandoverState
from casework.indicaties.models import VoorlopigeIndicatie
from casework.indicaties.states import IndicatieState
from casework.vangnet.models import VangnetRequest
from casework.vangnet.states import VangnetState
from roles.matrix import GrantKind, Role
from roles.policy import sight
from tests.factories import World, member, today, user

PERSONAS = (
    "eerstecontact", "teamlid", "consulent", "consulent2", "consulent3", "teamleider", "teamleider3",
    "afdelingshoofd", "financien", "beheer", "privacy", "middenveld", "uitvoerder", "inwoner", "meelezer", "outsider",
    "left",
)  # fmt: skip
LEADERS = {"teamleider", "afdelingshoofd"}
CONSULENTS = {"consulent", "consulent2"}
TEAM = {"teamlid", *CONSULENTS, *LEADERS}
REGISSEUR = {"consulent"}
OPEN = {"aanmelding", "onderzoek", "plan", "uitvoering", "evaluatie"}
LED = OPEN - {"aanmelding"}

CASE = [
    ("convert", {"aanmelding"}, {"eerstecontact"} | CONSULENTS | LEADERS),
    ("take_up", {"aanmelding"}, CONSULENTS | LEADERS),
    ("advise", {"aanmelding"}, {"eerstecontact"} | CONSULENTS | LEADERS),
    ("meet", {"onderzoek"}, REGISSEUR),
    ("agree_later", {"onderzoek"}, REGISSEUR),
    ("send_report", {"onderzoek"}, REGISSEUR),
    ("set_plan", {"onderzoek"}, REGISSEUR),
    ("start", {"plan"}, REGISSEUR),
    ("evaluate", {"uitvoering"}, REGISSEUR),
    ("revise", {"evaluatie"}, REGISSEUR),
    ("go_on", {"evaluatie"}, REGISSEUR),
    ("close", {"onderzoek", "plan", "evaluatie"}, REGISSEUR),
    ("end", LED, REGISSEUR | LEADERS),
    ("end", {"aanmelding"}, LEADERS),
    ("merge", {"aanmelding"}, CONSULENTS | LEADERS),
    ("same_person", OPEN, CONSULENTS | LEADERS),
    ("correct_kern", {"aanmelding"}, {"eerstecontact"} | CONSULENTS | LEADERS),
    ("keep_apart", OPEN, CONSULENTS | LEADERS),
    ("reopen", {"afgesloten"}, CONSULENTS | LEADERS),
    ("assign", OPEN, LEADERS),
    ("hold", LED, REGISSEUR),
    ("hold", {"aanmelding"}, {"eerstecontact"} | LEADERS),
]
HANDOVER = [  # offered by the regisseur to an organisation with an account
    ("accept", {"aangeboden"}, {"middenveld"}),
    ("promise", {"aangeboden"}, {"middenveld"}),
    ("name", {"aangeboden"}, REGISSEUR),
    ("refuse", {"aangeboden"}, {"middenveld"}),
    ("withdraw", {"aangeboden"}, REGISSEUR | LEADERS),
    ("give_back", {"aanvaard"}, {"middenveld"}),
]
INDICATIE = [  # made and issued by the eerste contact, put to the regisseur
    ("issue", {"concept", "voorgelegd"}, {"eerstecontact"} | CONSULENTS),
    ("submit", {"concept"}, {"eerstecontact"} | TEAM),
    ("send_back", {"voorgelegd"}, CONSULENTS),
    ("discard", {"concept", "voorgelegd"}, {"eerstecontact", "consulent"} | LEADERS),
    ("confirm_start", {"afgegeven"}, {"eerstecontact", "consulent"} | LEADERS),
    ("review", {"afgegeven"}, CONSULENTS | LEADERS),
    ("explain", {"afgegeven"}, {"eerstecontact", "consulent"} | LEADERS),
    ("extend", {"afgegeven"}, CONSULENTS | LEADERS),
    ("withdraw", {"afgegeven"}, REGISSEUR | LEADERS),
    ("decide_after_end", {"geeindigd"}, LEADERS),
]
APPLICATION = [
    ("grant", {"ontvangen"}, CONSULENTS | {"afdelingshoofd"}),
    ("reject", {"ontvangen"}, CONSULENTS | {"afdelingshoofd"}),
    ("withdraw", {"ontvangen"}, REGISSEUR | LEADERS),
    ("suspend", {"ontvangen"}, CONSULENTS | {"afdelingshoofd"}),
    ("resume", {"ontvangen"}, CONSULENTS | {"afdelingshoofd"}),
    ("delay", {"ontvangen"}, CONSULENTS | {"afdelingshoofd"}),
]
VANGNET = [  # € 1.000, asked by the regisseur
    ("request", {"concept"}, REGISSEUR | {"eerstecontact"}),
    ("approve", {"aangevraagd"}, LEADERS),
    ("reject", {"aangevraagd"}, LEADERS),
    ("ask_back", {"aangevraagd"}, LEADERS),
    ("withdraw", {"concept", "aangevraagd", "goedgekeurd"}, REGISSEUR | LEADERS),
    ("pay", {"goedgekeurd"}, {"financien"}),
    ("account", {"uitbetaald"}, REGISSEUR | LEADERS),
    ("recover", {"verantwoord"}, {"financien"}),
    ("settle", {"verantwoord"}, {"financien"}),
]
GOAL = [
    ("keep_carrier", {"voorgesteld", "loopt"}, REGISSEUR),
    ("achieve", {"loopt"}, REGISSEUR),
    ("adjust", {"loopt"}, REGISSEUR),
    ("stop", {"voorgesteld", "loopt"}, REGISSEUR),
]
DOCUMENT = [  # asked for by the regisseur
    ("retry", {"mislukt"}, TEAM),
    ("send", {"klaar"}, TEAM),
    ("drop", {"klaar", "mislukt"}, TEAM),
    ("remake", {"klaar", "mislukt", "vervallen"}, TEAM),
]
APPOINTMENT = [("fulfil", {"gepland"}, TEAM), ("drop", {"gepland"}, TEAM)]


@pytest.fixture
def cast(world: World) -> World:
    world.meelezer = user("meelezer")  # a colleague of the other team
    member(world.meelezer, Role.TEAMLID, team=world.other_team)
    return world


def in_state(world: World, model: type, state: str) -> object:
    if model is Case:
        return world.case(state)
    case = world.case()
    match model.__name__:
        case "Handover":
            return world.handover(case, state)
        case "VoorlopigeIndicatie":
            return world.indicatie(case, state)
        case "Application":
            decided = {}
            if state in ("toegekend", "afgewezen"):
                decided = {
                    "decided_by": world.consulent,
                    "decided_on": today(),
                    "number": "B1",
                    "frequency": "1 uur",
                    "mandate": world.indicatie_mandate(),
                    "ground": world.maatwerk,
                    "starts_on": today(),
                    "ends_on": today(),
                }
            return world.application(case, state=state, **decided)
        case "VangnetRequest":
            return world.request(case, state)
        case "Goal":
            return world.goal(case, state)
        case "Document":
            return world.document(case, state=state)
    return Appointment.objects.create(
        case=case, what="Bel", on=today(), person=world.consulent, state=state, state_since=today()
    )


MACHINES = [
    (Case, Phase, CASE), (Handover, HandoverState, HANDOVER), (VoorlopigeIndicatie, IndicatieState, INDICATIE),
    (Application, ApplicationState, APPLICATION), (VangnetRequest, VangnetState, VANGNET), (Goal, GoalState, GOAL),
    (Document, DocumentState, DOCUMENT), (Appointment, AppointmentState, APPOINTMENT),
]  # fmt: skip


@pytest.mark.parametrize(
    ("model", "state", "table"),
    [pytest.param(model, state, table, id=f"{model.__name__}-{state}") for model, states, table in MACHINES
     for state in states.values],
)  # fmt: skip
def test_who_may_take_which_step(cast: World, model: type, state: str, table: list) -> None:
    obj = in_state(cast, model, state)
    cast.grant(obj.case)
    cast.grant(obj.case, cast.meelezer, GrantKind.READ_ALONG)
    for name in PERSONAS:
        offered = {offer.step.name for offer in available(obj, sight(getattr(cast, name)), moot=True)}
        expected = {step for step, states, who in table if state in states and name in who}
        assert offered == expected, f"{name} on {model.__name__} in {state}"


def test_a_recused_colleague_may_nothing(cast: World) -> None:
    case = cast.case()
    case.recusals.create(user=cast.teamleider)
    assert available(case, sight(cast.teamleider)) == []


def test_a_cover_may_what_the_absent_regisseur_may(cast: World) -> None:
    from tests.factories import absent

    case = cast.case("plan")
    row = cast.consulent.memberships.get()
    assert "start" not in {offer.step.name for offer in available(case, sight(cast.teamlid))}
    absent(row, cover=cast.teamlid)
    assert "start" in {offer.step.name for offer in available(case, sight(cast.teamlid))}


def test_the_teamleider_steps_in_where_the_regisseur_is_away_without_cover(cast: World) -> None:
    from tests.factories import absent

    case = cast.case("plan")
    assert "start" not in {offer.step.name for offer in available(case, sight(cast.teamleider))}
    absent(cast.consulent.memberships.get())
    assert "start" in {offer.step.name for offer in available(case, sight(cast.teamleider))}


def test_who_issued_an_indicatie_does_not_review_it(cast: World) -> None:
    indicatie = cast.indicatie(cast.case(), "afgegeven", issued_by=cast.teamleider)
    assert not {"review", "extend"} & {offer.step.name for offer in available(indicatie, sight(cast.teamleider))}


def test_who_asked_for_money_does_not_approve_it(cast: World) -> None:
    request = cast.request(cast.case(), "aangevraagd", requested_by=cast.teamleider)
    assert "approve" not in {offer.step.name for offer in available(request, sight(cast.teamleider))}
    assert "approve" in {offer.step.name for offer in available(request, sight(cast.afdelingshoofd))}


def test_a_request_above_the_teamleiders_mandate_is_for_the_afdelingshoofd(cast: World) -> None:
    request = cast.request(cast.case(), "aangevraagd", amount="5000.01")
    assert "approve" not in {offer.step.name for offer in available(request, sight(cast.teamleider))}
    assert "approve" in {offer.step.name for offer in available(request, sight(cast.afdelingshoofd))}
