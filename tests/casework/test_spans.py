"""Days that can't be true: the door refuses them in words, whoever comes by and however."""

import datetime as dt
from copy import deepcopy
from decimal import Decimal

import pytest

from casework.applications.operations import receive_application
from casework.appointments.operations import make_appointment
from casework.cases import reporting
from casework.cases.operations import correct_person, receive_personal_plan
from casework.engine import possible_days
from casework.engine.door import perform
from casework.engine.errors import NotNow
from casework.engine.possible_days import Days
from casework.indicaties.operations import draft_indicatie
from casework.law.models import LegalTerm, forget_clock
from casework.network import operations as plan
from casework.vangnet import operations as money
from tests.factories import World, today

DAY = dt.timedelta(days=1)
REPORTED = today() - dt.timedelta(days=9)
CONSENT = {"text": "t", "how": "aan tafel", "given_by": "zij"}


@pytest.fixture
def world(kept_world: World, db) -> World:
    return deepcopy(kept_world)


def test_the_day_that_is_needed_is_named() -> None:
    span = Days(dt.date(2026, 11, 22), dt.date(2026, 12, 1))
    assert span.refusal(dt.date(2026, 11, 21)) == "Vul een dag in vanaf 22 november 2026."
    assert span.refusal(dt.date(2026, 12, 2)) == "Vul een dag in tot en met 1 december 2026."
    assert span.refusal(dt.date(2026, 11, 22)) == span.refusal(dt.date(2026, 12, 1)) == ""


def test_a_year_on_from_a_leap_day_is_a_day() -> None:
    assert possible_days.years(dt.date(2028, 2, 29), 1) == dt.date(2029, 2, 28)


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
        ("onderzoek", "send_report", {"sent_on": TOO_EARLY, "found": "Eenzaam"}),
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
        plan.record_consent(case, by=world.consulent, on=today(), given_on=TOO_EARLY, **CONSENT)
    with pytest.raises(NotNow, match="Vul een dag in vanaf"):  # after the report that it is an answer to
        receive_application(case, by=world.consulent, what="Hulp", received_on=today() - 2 * DAY)
    with pytest.raises(NotNow, match="Vul een dag in tot en met"):
        make_appointment(case, by=world.consulent, what="Bel", on=TOO_LATE, person=world.consulent)
    with pytest.raises(NotNow, match="Vul een dag in tot en met"):
        correct_person(case, by=world.consulent, birth_date=REPORTED + DAY)


def drafted(world: World, **fields):
    return draft_indicatie(
        world.case("onderzoek"),
        by=world.consulent,
        **{"what": "Hulp", "provider": world.provider, "frequency": "elke dag", "amount_per_week": Decimal(100),
           "starts_on": today(), "ends_on": today() + dt.timedelta(weeks=4), "agreed_with": "haar",
           "why_now": "Nu"} | fields,
    )  # fmt: skip


def test_help_is_of_now(world: World) -> None:
    with pytest.raises(NotNow, match="Vul een dag in vanaf"):
        drafted(world, starts_on=today() - dt.timedelta(days=29))
    with pytest.raises(NotNow, match="Vul een dag in vanaf"):
        drafted(world, starts_on=today() - 9 * DAY, ends_on=today() - DAY)
    assert drafted(world, starts_on=today() - dt.timedelta(days=28))


def test_a_period_that_is_over_is_not_issued_or_put_to_anyone(world: World) -> None:
    over = {"starts_on": today() - 20 * DAY, "ends_on": today() - DAY}
    for step, more in (("issue", {}), ("submit", {"submitted_to": world.consulent2})):
        with pytest.raises(NotNow, match="De periode van deze indicatie is voorbij"):
            perform(world.indicatie(world.case(), **over), step, by=world.consulent, **more)


def test_withdrawing_never_makes_help_longer(world: World) -> None:
    heard = {"why": "Niet nodig", "heard_how": "gebeld", "heard_on": today()}
    running = world.indicatie(world.case(), "afgegeven", ends_on=today() + 5 * DAY)
    with pytest.raises(NotNow, match="niet later dan de hulp al zou stoppen"):
        perform(running, "withdraw", by=world.consulent, until=today() + 6 * DAY, **heard)
    perform(running, "withdraw", by=world.consulent, until=today() + 5 * DAY, **heard)
    last = world.indicatie(world.case(), "afgegeven", ends_on=today())
    with pytest.raises(NotNow, match="stopt vandaag al vanzelf"):
        perform(last, "withdraw", by=world.consulent, until=today() + DAY, **heard)


def test_ending_a_case_never_makes_help_longer(world: World) -> None:
    case = world.case("onderzoek")
    running = world.indicatie(case, "afgegeven", ends_on=today() + 5 * DAY)
    later = today() + 90 * DAY
    perform(case, "end", by=world.consulent, ended_reason="verhuisd", closing_words="x", help_until=later)
    running.refresh_from_db()
    assert (running.state, running.ends_on) == ("ingetrokken", today() + 5 * DAY)


def test_a_decision_starts_after_it_was_asked_and_lasts_five_years_at_most(world: World) -> None:
    application = world.application(world.case("onderzoek", on=REPORTED), received_on=today() - DAY)
    words = {"number": "B1", "frequency": "2 uur", "ground": world.maatwerk, "motivation": "Nodig"}
    with pytest.raises(NotNow, match="Vul een dag in vanaf"):
        perform(application, "grant", by=world.consulent, starts_on=today() - 2 * DAY, ends_on=today(), **words)
    too_long = possible_days.years(today(), 5)
    with pytest.raises(NotNow, match="hoogstens vijf jaar"):
        perform(application, "grant", by=world.consulent, starts_on=today(), ends_on=too_long, **words)
    perform(application, "grant", by=world.consulent, starts_on=today(), ends_on=too_long - DAY, **words)


def test_the_terms_of_a_decision_are_within_a_year(world: World) -> None:
    application = world.application(world.case("onderzoek"))
    with pytest.raises(NotNow, match="Vul een dag in tot en met"):
        perform(application, "suspend", by=world.consulent, ground="gegevens", asked_until=TOO_LATE)
    with pytest.raises(NotNow, match="hoogstens een jaar vooruit"):
        perform(application, "delay", by=world.consulent, until=TOO_LATE, why="Druk")


@pytest.mark.parametrize("on", [today() - DAY, today() + dt.timedelta(days=800)])
def test_money_comes_back_from_today_within_two_years(world: World, on: dt.date) -> None:
    words = {"purpose": "Lift", "amount": Decimal(100), "payee": "Zwembad", "why_now": "Nu"}
    with pytest.raises(NotNow, match="Vul een dag in"):
        money.draft_request(world.case(), by=world.consulent, recover_from="gemeente", recover_on=on, **words)
