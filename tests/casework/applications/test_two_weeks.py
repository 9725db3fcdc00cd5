"""The steps of the two weeks as papers: what each letter says, from when the clock stands still, and when it is over."""

import datetime as dt

import pytest

from casework.applications.models import Application
from casework.applications.operations import receive_application
from casework.documents.models import Document
from casework.engine import by_date
from casework.engine.door import perform
from casework.engine.errors import NotNow
from casework.law.days import sentence
from tests.casework.on_the_lists import MONDAY, items, moment
from tests.factories import World, fresh, today

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


def march(day: int) -> dt.date:
    return dt.date(2026, 3, day)


@pytest.fixture
def application(world: World) -> Application:
    case = world.case(on=MONDAY, reported_at=moment(MONDAY), met_on=MONDAY)
    return world.application(case, received_on=MONDAY, state_since=MONDAY)


def take(world: World, application: Application, step: str, on: dt.date, **details) -> Application:
    return perform(fresh(application), step, by=world.consulent, at=moment(on), **details).obj


def letters(application: Application) -> dict[str, dict]:
    return {one.kind: one.snapshot for one in Document.objects.filter(about=application.public_id).order_by("pk")}


def send(world: World, application: Application, kind: str, on: dt.date) -> None:
    """The letter is there, and goes out."""
    one = Document.objects.filter(about=application.public_id, kind=kind).latest("pk")
    Document.objects.filter(pk=one.pk).update(state="klaar", sha256="x", file="documenten/brief.pdf")
    perform(Document.objects.get(pk=one.pk), "send", by=world.consulent, at=moment(on), sent_on=on, sent_how="post")


def test_an_application_is_confirmed_with_the_day_of_the_decision(world: World) -> None:
    case = world.case(report_sent_on=today() - DAY)
    made = receive_application(case, by=world.consulent, what="Een traplift", received_on=today())
    said = letters(made)["aanvraag_ontvangen"]
    assert said["decide"]["on"] == sentence(made.decide_by(today()).on)
    assert "objection" not in said


def test_to_complete_is_asked_in_a_letter_and_stands_still_from_the_day_after_it_went(
    world: World, application: Application
) -> None:
    take(world, application, "ask_more", march(4), missing="Een verklaring van de huisarts", asked_until=march(18))
    said = letters(application)["verzoek_om_aanvulling"]
    assert (said["missing"], said["until"]) == ("Een verklaring van de huisarts", sentence(march(18)))
    row = application.suspensions.get()
    assert (row.since, row.told_on) == (march(5), None)
    send(world, application, "verzoek_om_aanvulling", march(6))
    row.refresh_from_db()
    assert (row.since, row.told_on) == (march(7), march(6))
    # while the applicant is to answer it rests on the list of who decides, until the day after
    turn = items(application.case, march(9))["application.decide"]
    assert turn.rests_until == march(19)
    take(world, application, "resume", march(13), day=march(12))
    row.refresh_from_db()
    assert (row.until, row.completed_on) == (march(12), march(12))
    # from the 7th through the 11th: five days
    assert fresh(application).decide_by(march(13)).on == march(16) + 7 * DAY  # the 21st is a Saturday
    with pytest.raises(NotNow, match="De aanvraag is aangevuld"):
        take(world, application, "leave_out", march(20), motivation="Toch niet")


def test_what_was_not_completed_can_be_left_out_within_four_weeks(world: World, application: Application) -> None:
    take(world, application, "ask_more", march(4), missing="Een verklaring", asked_until=march(11))
    send(world, application, "verzoek_om_aanvulling", march(4))
    with pytest.raises(NotNow, match="nog aanvullen tot en met 11 maart 2026"):
        take(world, application, "leave_out", march(11), motivation="Niets gekregen")
    by_date.run(moment(march(12)))
    assert application.suspensions.get().until == march(12)
    with pytest.raises(NotNow, match="Dit kon tot en met 8 april 2026"):
        take(world, application, "leave_out", dt.date(2026, 4, 9), motivation="Niets gekregen")
    left = take(world, application, "leave_out", march(13), motivation="Zonder verklaring weten wij niet wat helpt.")
    assert (left.state, left.decided_by, left.number) == (
        "buiten_behandeling",
        world.consulent,
        f"{application.case.ref}-BB1",
    )
    assert left.is_to_be_told
    said = letters(application)["buiten_behandeling"]
    assert (said["missing"], said["told"]) == ("Een verklaring", "4 maart 2026")
    assert said["decided"]["mandate"]
    assert said["objection"]["within"] == "zes weken"
    # the clock stops at sending
    send(world, application, "buiten_behandeling", march(16))
    assert (fresh(application).announced_on, fresh(application).is_to_be_told) == (march(16), False)


def test_what_was_never_sent_was_never_asked(world: World, application: Application) -> None:
    take(world, application, "ask_more", march(4), missing="Een verklaring", asked_until=march(11))
    with pytest.raises(NotNow, match="niet op tijd verstuurd"):
        take(world, application, "leave_out", march(13), motivation="Niets gekregen")


@pytest.mark.parametrize(
    ("ground", "since", "end_is_told"),
    [
        ("buitenland", 5, True),  # from the day after the applicant was told so
        ("instemming", 4, False),
        ("toedoen", 4, True),
        ("overmacht", 4, True),
    ],
)
def test_the_other_grounds(world: World, application: Application, ground: str, since: int, end_is_told: bool) -> None:
    take(world, application, "suspend", march(4), ground=ground, why="Zo is het", asked_until=march(13))
    assert letters(application)["beslistermijn_stil"]["ground"] == ground
    assert application.suspensions.get().since == march(since)
    by_date.run(moment(march(16)))  # consent ends with its day; a cause lasts until it is over
    row = application.suspensions.get()
    assert row.until == (march(14) if ground == "instemming" else None)
    if ground != "instemming":
        take(world, application, "resume", march(17), day=march(14))
        assert application.suspensions.get().until == march(14)
    said = letters(application).get("beslistermijn_loopt")
    assert (said is not None) == end_is_told
    if said:
        assert said["decide"]["on"] == sentence(fresh(application).decide_by(march(17)).on)


def test_a_notice_of_delay_is_a_letter_and_the_day_of_the_law_stays(world: World, application: Application) -> None:
    told = take(world, application, "delay", march(13), until=march(27), why="De arts is ziek")
    said = letters(application)["bericht_van_uitstel"]
    assert (said["expected"], said["decide"]["on"]) == (sentence(march(27)), sentence(march(16)))
    assert told.decide_by(march(20)).on == march(16)
    assert items(application.case, march(20))["application.decide"].due_on == march(16)


def test_what_was_asked_and_did_not_go_out_goes_no_more_once_it_is_withdrawn(
    world: World, application: Application
) -> None:
    take(world, application, "ask_more", march(4), missing="Een verklaring", asked_until=march(18))
    take(world, application, "withdraw", march(5), why="Zij wil het niet meer")
    assert Document.objects.get(kind="verzoek_om_aanvulling").state == "achterhaald"
