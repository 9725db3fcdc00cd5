"""Step × role × state, by how somebody stands to the object: every cell written by hand, nothing read from the code.

The tables are in `tests/rules/steps/`, one file per machine. Where the domain is silent or says otherwise than what is
built: docs/who-may-what.md.
"""

from collections.abc import Iterator

import pytest
from django.db import transaction

from casework.engine.door import available
from casework.engine.machine import steps_of
from casework.engine.registry import machines
from roles.matrix import Role
from roles.policy import sight
from tests.factories import World, absent
from tests.rules.steps import (
    advice,
    application,
    appointment,
    call_back,
    case,
    complaint,
    default_notice,
    document,
    force_field,
    goal,
    handover,
    household,
    household_plan,
    indicatie,
    meeting,
    meldcode,
    objection,
    piece,
    provision,
    research,
    sharing,
    vangnet,
    visit,
    wait,
)
from tests.rules.steps.stands import Scene, Stand, Table
from tests.truth import COLUMNS

TABLES = (
    case.TABLE, handover.TABLE, indicatie.TABLE, application.TABLE, vangnet.TABLE, goal.TABLE, document.TABLE,
    appointment.TABLE, wait.TABLE, call_back.TABLE, piece.TABLE, research.TABLE, visit.TABLE, provision.TABLE, default_notice.TABLE,
    sharing.TABLE, advice.TABLE, objection.TABLE, complaint.TABLE, household_plan.TABLE, meeting.TABLE, household.TABLE,
    meldcode.TABLE, force_field.TABLE,
)  # fmt: skip
BY_MACHINE = [pytest.param(table, id=table.name) for table in TABLES]
BY_STAND = [pytest.param(table, stand, id=f"{table.name}-{stand.words}") for table in TABLES for stand in table.stands]


def test_every_machine_has_its_table() -> None:
    assert set(machines()) == {table.model for table in TABLES}


def test_every_role_has_its_column() -> None:
    assert set(COLUMNS.values()) == set(Role)


@pytest.mark.parametrize("table", BY_MACHINE)
def test_every_step_exists_in_these_states(table: Table) -> None:
    built = {one.name: set(one.sources) for one in steps_of(table.model)}
    assert built == {step: set(states.split()) for step, states in table.steps.items()}


@pytest.mark.parametrize(("table", "stand"), BY_STAND)
def test_every_step_has_its_row(table: Table, stand: Stand) -> None:
    rows = {row.partition("@")[0] for row, _ in stand.cells}
    there = {step for state in table.states(stand) for step in table.steps_in(state)}
    assert rows == there


@pytest.fixture(scope="module")
def scene(django_db_setup, django_db_blocker) -> Iterator[Scene]:
    """Once for the module: what a stand changes, it changes on copies."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield Scene()
        transaction.set_rollback(True)


@pytest.mark.parametrize(("table", "stand"), BY_STAND)
def test_who_may_take_which_step(scene: Scene, table: Table, stand: Stand) -> None:
    wrong = []
    for state in table.states(stand):
        for role in Role:
            here = scene.situation(table, stand, state, role)
            offered = {offer.step.name for offer in available(here.obj, here.sight, moot=True)}
            said = {step for step in table.steps_in(state) if stand.says(step, state, role)}
            for step in sorted(offered ^ said):
                answer = ("no", "yes") if step in offered else ("yes", "no")
                wrong.append(f"{table.name}.{step} in {state} · {role}: the table says %s, the machine %s" % answer)
    assert wrong == []


@pytest.mark.parametrize("table", BY_MACHINE)
def test_elsewhere_nobody_may_anything(scene: Scene, table: Table) -> None:
    """Of another team, organisation or case, or of no place any more. Who sits in the municipality is in the tables."""
    for state in sorted({state for states in table.steps.values() for state in states.split()}):
        for words, who in scene.elsewhere:
            assert available(scene.saved(table.model, state), who, moot=True) == [], f"{words} in {state}"


# with the mandates of `World`: of a role in a team or organisation, where the tables have them by name
BY_ROLE = [
    ("indicatie", "concept", "issue", "eerstecontact consulent consulent2"),
    ("indicatie", "concept", "issue_and_give", "eerstecontact consulent consulent2"),
    ("indicatie", "voorgelegd", "send_back", "consulent consulent2 teamleider afdelingshoofd"),
    ("indicatie", "afgegeven", "review", "consulent consulent2 teamleider afdelingshoofd"),
    ("indicatie", "afgegeven", "extend", "consulent consulent2 teamleider afdelingshoofd"),
    ("application", "ontvangen", "prepare", "consulent consulent2 afdelingshoofd"),
    ("application", "ontvangen", "decide", "consulent consulent2 afdelingshoofd"),
    ("application", "voorbereid", "decide", "consulent consulent2 afdelingshoofd"),
    ("request", "aangevraagd", "approve", "teamleider afdelingshoofd"),
    ("request", "aangevraagd", "ask_back", "teamleider afdelingshoofd"),
]


@pytest.mark.parametrize(("child", "state", "step", "who"), BY_ROLE)
def test_a_mandate_of_the_role_is_as_good_as_one_by_name(
    world: World, child: str, state: str, step: str, who: str
) -> None:
    obj = getattr(world, child)(world.case(), state=state)
    people = [
        "eerstecontact",
        "teamlid",
        "consulent",
        "consulent2",
        "consulent3",
        "teamleider",
        "teamleider3",
        "afdelingshoofd",
        "left",
    ]
    may = {name for name in people for one in available(obj, sight(getattr(world, name))) if one.step.name == step}
    assert may == set(who.split())


def test_a_recused_colleague_may_nothing(world: World) -> None:
    case = world.case()
    case.recusals.create(user=world.teamleider)
    assert available(case, sight(world.teamleider)) == []


def test_a_cover_may_what_the_absent_regisseur_may(world: World) -> None:
    case = world.case("plan")
    row = world.consulent.memberships.get()
    assert "start" not in {offer.step.name for offer in available(case, sight(world.teamlid))}
    absent(row, cover=world.teamlid)
    assert "start" in {offer.step.name for offer in available(case, sight(world.teamlid))}


def test_the_teamleider_steps_in_where_the_regisseur_is_away_without_cover(world: World) -> None:
    case = world.case("plan")
    assert "start" not in {offer.step.name for offer in available(case, sight(world.teamleider))}
    absent(world.consulent.memberships.get())
    assert "start" in {offer.step.name for offer in available(case, sight(world.teamleider))}


def test_who_issued_an_indicatie_does_not_review_it(world: World) -> None:
    indicatie = world.indicatie(world.case(), "afgegeven", issued_by=world.teamleider)
    assert not {"review", "extend"} & {offer.step.name for offer in available(indicatie, sight(world.teamleider))}


def test_who_asked_for_money_does_not_approve_it(world: World) -> None:
    request = world.request(world.case(), "aangevraagd", requested_by=world.teamleider)
    assert "approve" not in {offer.step.name for offer in available(request, sight(world.teamleider))}
    assert "approve" in {offer.step.name for offer in available(request, sight(world.afdelingshoofd))}


def test_a_request_above_the_teamleiders_mandate_is_for_the_afdelingshoofd(world: World) -> None:
    request = world.request(world.case(), "aangevraagd", amount="5000.01")
    assert "approve" not in {offer.step.name for offer in available(request, sight(world.teamleider))}
    assert "approve" in {offer.step.name for offer in available(request, sight(world.afdelingshoofd))}
