"""Step × condition: each step can be taken, and each of its conditions alone keeps it from being taken, in these words.

Written by hand in `tests/rules/needs/`, one file per machine; a condition that isn't there, or no more, fails by name.
"""

import pytest

from casework.advice.models import Advice
from casework.applications.models import Application
from casework.appointments.models import Appointment
from casework.callbacks.models import CallBack
from casework.cases.models import Case
from casework.complaints.models import Complaint
from casework.defaults.models import DefaultNotice
from casework.documents.models import Document
from casework.engine.door import perform
from casework.engine.errors import NotNow
from casework.engine.machine import steps_of
from casework.engine.registry import machines, needs_of, noun_of
from casework.forcefields.models import ForceField
from casework.goals.models import Goal
from casework.handovers.models import Handover
from casework.householdplans.models import HouseholdPlan
from casework.households.models import Household
from casework.indicaties.models import VoorlopigeIndicatie
from casework.meetings.models import Meeting
from casework.meldcode.models import Meldcode
from casework.objections.models import Objection
from casework.pieces.models import Piece
from casework.provisions.models import Provision
from casework.research.models import Research
from casework.sharing.models import Sharing
from casework.vangnet.models import VangnetRequest
from casework.visits.models import Visit
from casework.waits.models import Wait
from tests.factories import World
from tests.rules.needs import (
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
from tests.rules.needs.taking import But, Take, filled_in

TAKES = {
    Case: case.TAKES,
    Handover: handover.TAKES,
    VoorlopigeIndicatie: indicatie.TAKES,
    Application: application.TAKES,
    VangnetRequest: vangnet.TAKES,
    Goal: goal.TAKES,
    Document: document.TAKES,
    Appointment: appointment.TAKES,
    Advice: advice.TAKES,
    Wait: wait.TAKES,
    CallBack: call_back.TAKES,
    Piece: piece.TAKES,
    Sharing: sharing.TAKES,
    Provision: provision.TAKES,
    DefaultNotice: default_notice.TAKES,
    Objection: objection.TAKES,
    Complaint: complaint.TAKES,
    Meldcode: meldcode.TAKES,
    ForceField: force_field.TAKES,
    Visit: visit.TAKES,
    Research: research.TAKES,
    Household: household.TAKES,
    HouseholdPlan: household_plan.TAKES,
    Meeting: meeting.TAKES,
}
EVERY_TAKE = [(model, take) for model, takes in TAKES.items() for take in takes]
SOUND = [pytest.param(take, id=f"{noun_of(model).name}.{take.step}") for model, take in EVERY_TAKE]
ONE_MISSING = [
    pytest.param(take, but, id=f"{noun_of(model).name}.{take.step}-{name}")
    for model, take in EVERY_TAKE
    for name, but in take.but.items()
]


@pytest.mark.parametrize("model", machines(), ids=lambda model: noun_of(model).name)
def test_every_condition_has_its_row(model: type) -> None:
    built = {(step.name, need.name) for step in steps_of(model) for need in needs_of(model, step)}
    told = {(take.step, name) for take in TAKES[model] for name in take.but}
    assert sorted(built - told) == [], "not in the table"
    assert sorted(told - built) == [], "in the table, and nowhere else"


def taken(world: World, take: Take, but: But | None = None) -> None:
    made = take.make(world)
    if but is not None and but.before is not None:
        but.before(world, made)
    obj = type(made).objects.get(pk=made.pk)
    given = filled_in(take.given, world, obj)
    if but is not None:
        given = given | filled_in(but.given, world, obj) | but.fields
    perform(obj, take.step, by=getattr(world, take.by), **given)


@pytest.mark.parametrize("take", SOUND)
def test_the_step_can_be_taken(town: World, take: Take) -> None:
    taken(town, take)


@pytest.mark.parametrize(("take", "but"), ONE_MISSING)
def test_one_thing_missing_keeps_it_from_being_taken(town: World, take: Take, but: But) -> None:
    with pytest.raises(NotNow) as refused:
        taken(town, take, but)
    read = [reason.text.replace("\N{NO-BREAK SPACE}", " ") for reason in refused.value.reasons]
    assert len(read) == len(but.words), read
    assert [text for text, words in zip(read, but.words, strict=True) if not text.startswith(words)] == []
