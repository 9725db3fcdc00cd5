"""Days that can't be true for a case and its file: the door refuses them in words, whoever comes by and however."""

import datetime as dt

import pytest

from casework.applications.operations import receive_application
from casework.appointments.operations import make_appointment
from casework.cases import reporting
from casework.cases.operations import correct_person, receive_personal_plan
from casework.engine.door import perform
from casework.engine.errors import NotNow
from casework.law.models import LegalTerm, forget_clock
from casework.sharing.operations import agree
from casework.sharing.receivers import Receiver
from tests.factories import World, today

DAY = dt.timedelta(days=1)
REPORTED = today() - dt.timedelta(days=9)
CONSENT = {"text": "t", "how": "aan tafel", "given_by": "zij"}


def opened(world: World, **fields):
    return reporting.open_case(
        by=world.consulent,
        **{"kern": world.kern, "kind": "melding", "question": "Help", "channel": "telefoon", "on_behalf": "zelf",
           "received_on": today(), "person": world.person()} | fields,
    )  # fmt: skip


@pytest.mark.parametrize("on", [dt.date(1900, 1, 1), dt.date(2014, 12, 31), today() + DAY])
def test_no_case_from_before_the_law_or_after_today(world: World, on: dt.date) -> None:
    with pytest.raises(NotNow, match="Vul een dag in"):
        opened(world, received_on=on)


def test_no_question_of_somebody_who_was_not_born(world: World) -> None:
    with pytest.raises(NotNow, match="Vul een dag in vanaf"):
        opened(world, received_on=today() - 2 * DAY, person=world.person(birth_date=today() - DAY))


def test_a_gap_in_the_terms_is_told_in_words(world: World) -> None:
    case = world.case("aanmelding")
    LegalTerm.objects.filter(code="kennismaken").update(since=today() + DAY)
    forget_clock()
    try:
        with pytest.raises(NotNow, match="Er is geen termijn 'kennismaken' ingesteld"):
            perform(case, "take_up", by=world.consulent)
    finally:
        forget_clock()


TOO_EARLY, TOO_LATE = REPORTED - DAY, today() + dt.timedelta(days=400)


@pytest.mark.parametrize(
    ("phase", "step", "wrong"),
    [
        ("onderzoek", "meet", {"met_on": TOO_EARLY}),
        ("onderzoek", "meet", {"met_on": today() + DAY}),
        ("onderzoek", "agree_later", {"research_until": TOO_LATE, "how": "aan tafel"}),
        ("plan", "start", {"agreed_on": TOO_EARLY, "agreed_how": "aan tafel", "evaluate_on": today()}),
        ("plan", "start", {"agreed_on": today(), "agreed_how": "aan tafel", "evaluate_on": TOO_LATE}),
        ("evaluatie", "go_on", {"evaluate_on": today() - DAY}),
        ("evaluatie", "go_on", {"evaluate_on": TOO_LATE}),
        ("plan", "end", {"ended_reason": "overleden", "closing_words": "x", "deceased_on": dt.date(1942, 2, 28)}),
    ],
)
def test_a_step_takes_no_day_that_cannot_be_true(world: World, phase: str, step: str, wrong: dict) -> None:
    case = world.case(phase, on=REPORTED)
    world.goal(case)
    with pytest.raises(NotNow, match=r"Vul een dag in|hoogstens een jaar vooruit"):
        perform(case, step, by=world.consulent, **wrong)


def test_what_is_written_on_the_file_lies_after_the_report(world: World) -> None:
    case = world.case("onderzoek", on=REPORTED, report_sent_on=today() - DAY)
    with pytest.raises(NotNow, match="Vul een dag in vanaf"):
        receive_personal_plan(case, by=world.consulent, on=TOO_EARLY)
    with pytest.raises(NotNow, match="Vul een dag in vanaf"):
        agree(case, Receiver.of(world.partner), {"given_on": TOO_EARLY, **CONSENT}, by=world.consulent, on=today())
    with pytest.raises(NotNow, match="Vul een dag in vanaf"):  # after the report that it is an answer to
        receive_application(case, by=world.consulent, what="Hulp", received_on=today() - 2 * DAY)
    with pytest.raises(NotNow, match="Vul een dag in tot en met"):
        make_appointment(case, by=world.consulent, what="Bel", on=TOO_LATE, person=world.consulent)
    with pytest.raises(NotNow, match="Vul een dag in tot en met"):
        correct_person(case, by=world.consulent, birth_date=REPORTED + DAY)
