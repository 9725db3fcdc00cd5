"""A notice of default from its receipt to what is owed: the letters, the decision that came in time, and the mere melding."""

import datetime as dt
from decimal import Decimal

import pytest

from casework.cases.work import WorkItem
from casework.defaults.models import DefaultNotice
from casework.defaults.operations import register_notice
from casework.documents.models import Document
from casework.engine.door import perform
from casework.engine.errors import NotAllowed, NotNow
from tests.factories import World, fresh, today

pytestmark = pytest.mark.django_db
DAY, WEEK = dt.timedelta(days=1), dt.timedelta(weeks=1)


@pytest.fixture
def late(world: World):
    """Asked five weeks ago, and nobody decided."""
    return world.application(world.case(on=today() - 12 * WEEK), received_on=today() - 5 * WEEK)


def register(world: World, case, **fields):
    return register_notice(case, **{"by": world.teamlid, "received_on": today(), "how": "post"} | fields)


def letter(case, kind: str) -> dict:
    return Document.objects.filter(case=case, kind=kind).latest("pk").snapshot


def sent(world: World, application, on: dt.date, *, kind: str = "buiten_behandeling") -> None:
    """The decision was taken; its letter goes out that day."""
    type(application).objects.filter(pk=application.pk).update(
        state="buiten_behandeling", decided_by=world.consulent, decided_on=on, number="B1",
        mandate=world.besluit_mandate(),
    )  # fmt: skip
    one = world.document(application.case, kind=kind, about=application.public_id)
    Document.objects.filter(pk=one.pk).update(asked_at=dt.datetime.combine(on, dt.time(8), dt.UTC))
    perform(one, "send", by=world.consulent, sent_on=on, sent_how="post")


def test_anyone_of_the_team_writes_it_down_and_it_has_a_letter(world: World, late) -> None:
    piece = world.piece(late.case)
    notice = register(world, late.case, received_on=today() - DAY, piece=piece)
    assert (notice.application, notice.state, notice.piece) == (late, "ontvangen", piece)
    assert notice.due_on >= today() + 13 * DAY
    said = letter(late.case, "ingebrekestelling")
    assert said["due"]["why"] == notice.due_why
    assert "decided" not in said  # no clause: it decides nothing
    event = late.case.events.get(verb="default_notice.registered")
    assert event.citizen == "Wij hebben uw ingebrekestelling ontvangen."
    for kept_out in (world.middenveld, world.administratie, world.consulent3):
        with pytest.raises(NotAllowed):
            register(world, late.case, by=kept_out)


def test_what_is_no_notice_of_default_is_refused_with_why(world: World, late) -> None:
    register(world, late.case)
    with pytest.raises(NotNow, match="Er ligt al een ingebrekestelling"):
        register(world, late.case)
    early = world.application(world.case(), received_on=today() - WEEK)
    with pytest.raises(NotNow, match="De beslistermijn liep nog tot en met"):
        register(world, early.case)
    asked = world.case("aanmelding", kind="vraag")
    with pytest.raises(NotNow, match="over een melding van een inwoner"):
        register(world, asked)
    told = world.application(
        world.case(), state="besloten", decided_by=world.consulent, decided_on=today(), announced_on=today(),
        number="B1", mandate=world.besluit_mandate(), received_on=today() - 5 * WEEK,
    )  # fmt: skip
    with pytest.raises(NotNow, match="al besloten"):
        register(world, told.case)


def test_over_a_mere_melding_nothing_is_owed_and_the_letter_says_so(world: World) -> None:
    case = world.case(on=today() - 9 * WEEK)
    notice = register(world, case)
    assert (notice.application, notice.due_on, notice.state) == (None, None, "geen_dwangsom")
    assert letter(case, "ingebrekestelling")["may_apply"]
    assert not WorkItem.objects.open().filter(case=case, key__startswith="default_notice")


def test_a_decision_that_goes_out_within_the_two_weeks_costs_nothing(world: World, late) -> None:
    notice = register(world, late.case, received_on=today() - 14 * DAY)
    sent(world, late, today())
    assert fresh(late).announced_on == today()
    assert fresh(notice).state == "vervallen" or today() > notice.due_on


def test_what_is_owed_is_set_by_a_mandate_holder_with_a_clause(world: World, late) -> None:
    type(late).objects.filter(pk=late.pk).update(received_on=today() - 20 * WEEK)
    received = today() - 40 * DAY
    notice = register(world, late.case, received_on=received)
    with pytest.raises(NotNow, match="De dwangsom loopt nog"):
        perform(notice, "establish", by=world.consulent)
    sent(world, late, today())
    notice = fresh(notice)
    assert notice.state == "ontvangen"
    item = WorkItem.objects.open().get(case=late.case, key__startswith="default_notice")
    assert (item.step, item.for_role) == ("default_notice.establish", "wmo_consulent")
    owed = (today() - DAY - notice.due_on).days
    notice = perform(notice, "establish", by=world.consulent).obj
    expected = Decimal(23) * min(owed, 14) + Decimal(35) * max(min(owed - 14, 14), 0)
    assert (notice.amount, notice.state) == (expected, "vastgesteld")
    said = letter(late.case, "dwangsom")
    assert said["decided"]["mandate"]
    assert said["objection"]["within"]
    assert sum(part["days"] for part in said["parts"]) == owed
    other = world.default_notice(world.case(), received_on=received - 50 * DAY)
    none = perform(other, "establish", by=world.consulent, nothing_owed="te_laat", motivation="Twee jaar gewacht").obj
    assert none.amount == 0
    said = letter(other.case, "dwangsom")
    assert (said["owed"], said["nothing_owed_place"]) == (False, "a")
    assert said["nothing_owed"] == "Uw brief dat wij te laat waren, kwam onredelijk laat"


def test_what_is_withdrawn_leaves_nothing_to_decide(world: World, late) -> None:
    notice = register(world, late.case)
    perform(late, "withdraw", by=world.consulent, why="Zij wil het niet meer")
    assert DefaultNotice.objects.get(pk=notice.pk).state == "vervallen"
