"""From report to application: read and signed on one's own page, on paper, at the table, and without a report."""

import datetime as dt
import uuid

import pytest

from casework.applications.models import Application
from casework.applications.signing import asked_in, sign_online
from casework.cases.work import WorkItem
from casework.documents.models import Document
from casework.engine.door import perform
from casework.engine.errors import NotAllowed, NotNow, Repeated
from casework.research.models import Need, Research
from tests.factories import World, fresh, today
from tests.pages.browser import as_, words

pytestmark = pytest.mark.django_db
DAY, WEEK = dt.timedelta(days=1), dt.timedelta(weeks=1)


@pytest.fixture
def case(world: World):
    found = world.case("onderzoek", on=today() - 2 * WEEK)
    world.grant(found)
    return found


def send(client, url: str, **data):
    return client.post(url, {"token": str(uuid.uuid4())} | data)


def own(case, place: str = "verslag/") -> str:
    return f"/mijn/{case.ref}/{place}"


def test_read_and_signed_with_one_button(client, world: World, case) -> None:
    as_(client, world.inwoner)
    assert client.get(own(case)).status_code == 303  # nothing was handed over yet
    assert "Uw verslag is er" not in words(client.get(own(case, "")))
    research = world.reported(case, world.consulent)
    Need.objects.create(research=research, what="Een traplift", extent="De trap lukt niet.", left="Een traplift.")
    assert "Uw verslag is er" in words(client.get(own(case, "")))
    page = client.get(own(case))
    assert "U kunt niet koken." in words(page)
    assert "Doe mijn aanvraag" in words(page)
    # what can't be written is told beside the field, and stays; nothing was made
    wrong = send(client, own(case), reaction="Zie\0hier")
    assert "teken dat wij niet kunnen bewaren" in words(wrong)
    assert "Maak dit korter" in words(send(client, own(case), reaction="x" * 30_000))
    assert not Application.objects.exists()
    answer = send(client, own(case), reaction="Zo is het precies.")
    assert (answer.status_code, answer.url) == (303, own(case, ""))
    made = Application.objects.get()
    assert (made.what, made.received_on, made.report_signed) == ("Een traplift", today(), True)
    now = fresh(research)
    assert (now.signed_on, now.reaction, now.state) == (today(), "Zo is het precies.", "verstuurd")
    assert Document.objects.filter(kind="aanvraag_ontvangen", about=made.public_id).exists()
    assert WorkItem.objects.open().filter(case=case, step__startswith="application.").exists()
    event = case.events.get(verb="research.sign")
    assert (event.text, event.by) == ("Zo is het precies.", world.inwoner)
    page = words(client.get(own(case)))
    assert "U tekende dit verslag als aanvraag" in page
    assert "Doe mijn aanvraag" not in page
    with pytest.raises(NotNow, match="al een aanvraag open"):
        perform(now, "sign", by=world.inwoner)
    with pytest.raises(NotNow, match="rust een aanvraag"):
        perform(now, "revise", by=world.consulent, why="Een fout")
    # the regisseur reads the reaction beside the research
    assert "Zo is het precies." in words(as_(client, world.consulent).get(f"{case.get_absolute_url()}onderzoek/"))


def test_one_reaction_to_the_whole(client, world: World, case) -> None:
    world.reported(case, world.consulent)
    as_(client, world.inwoner)
    assert send(client, own(case, "verslag/reactie/"), reaction=" ").status_code == 409
    assert send(client, own(case, "verslag/reactie/"), reaction="Er mist iets.").status_code == 303
    assert send(client, own(case, "verslag/reactie/"), reaction="Nog iets.").status_code == 409
    research = Research.objects.current(case)
    assert (research.reaction, research.signed_on) == ("Er mist iets.", None)
    page = words(client.get(own(case)))
    assert "Er mist iets." in page
    assert "Stuur alleen mijn reactie" not in page
    # the next version is another report: what was said of the former stands in the timeline
    perform(research, "revise", by=world.consulent, why="Er miste iets")
    assert fresh(research).reaction == ""
    assert case.events.get(verb="research.reacted").text == "Er mist iets."
    assert client.get(own(case)).status_code == 303


def test_who_may_not_see_the_case_finds_no_page_of_it(client, world: World, case) -> None:
    research = world.reported(case, world.consulent)
    for stranger in (world.outsider, world.consulent, world.middenveld):
        as_(client, stranger)
        for place in ("verslag/", "verslag/reactie/", "aanvraag/"):
            assert client.get(own(case, place)).status_code == 404, stranger
    with pytest.raises(NotAllowed):
        perform(research, "sign", by=world.outsider)


def test_on_paper_the_regisseur_says_when_it_came_and_which_piece_it_is(client, world: World, case) -> None:
    research = world.reported(case, world.consulent)
    piece = world.piece(case)
    as_(client, world.consulent)
    url = f"{research.get_absolute_url()}stap/teken-als-aanvraag/"
    assert send(client, url, signed_on="3-3-1800", expected="verstuurd").status_code == 200
    assert send(client, url, signed_on=today().isoformat(), piece=piece.pk, expected="verstuurd").status_code == 303
    assert fresh(research).signed_piece == piece
    assert Application.objects.get().received_on == today()


def test_signed_before_it_is_handed_over_it_waits_for_that_day(world: World, case) -> None:
    research = Research.objects.current(case)
    perform(research, "sign", by=world.consulent, signed_on=today() - DAY)
    assert not Application.objects.exists()
    with pytest.raises(NotNow, match="Er is al getekend"):
        perform(fresh(research), "sign", by=world.consulent, signed_on=today())
    world.reported(case, world.consulent)
    made = Application.objects.get()
    assert (made.received_on, made.report_signed) == (today(), True)
    assert fresh(research).signed_on == today() - DAY


def test_at_the_table_all_of_it_is_one_step(world: World, case) -> None:
    research = Research.objects.current(case)
    perform(research, "sign_at_table", by=world.consulent, reaction="Akkoord")
    now = fresh(research)
    assert (now.state, now.sent_on, now.signed_on, now.settled_by) == ("verstuurd", today(), today(), world.consulent)
    assert fresh(case).report_sent_on == today()
    report = Document.objects.get(kind="onderzoeksverslag")
    assert (report.state, report.give_when_made) == ("gevraagd", True)
    assert Application.objects.get().received_on == today()
    # where the letter was there already, it is that one that is given
    other = world.case("onderzoek")
    settled = Research.objects.current(other)
    perform(settled, "settle", by=world.consulent)
    letter = Document.objects.get(about=settled.public_id)
    perform(letter, "ready", by=None, file="verslag.pdf", sha256="0" * 64, size=1)
    perform(fresh(settled), "sign_at_table", by=world.consulent)
    letter.refresh_from_db()
    assert (letter.state, letter.sent_how) == ("verstuurd", "uitgereikt")
    assert Document.objects.filter(about=settled.public_id).count() == 1


def test_after_six_weeks_without_a_report_the_citizen_may_apply_anyway(client, world: World) -> None:
    case = world.case("onderzoek", on=today() - 8 * WEEK)
    early = world.case("onderzoek", on=today() - 2 * WEEK)
    for one in (case, early):
        world.grant(one)
    as_(client, world.inwoner)
    assert client.get(own(early, "aanvraag/")).status_code == 303
    assert "U mag nu een aanvraag doen" in words(client.get(own(case, "")))
    assert "U mag nu een aanvraag doen" not in words(client.get(own(early, "")))
    research = f"{case.get_absolute_url()}onderzoek/"
    assert "Zes weken zijn voorbij" in words(as_(client, world.consulent).get(research))
    as_(client, world.inwoner)
    assert send(client, own(case, "aanvraag/"), what="").status_code == 200
    assert send(client, own(case, "aanvraag/"), what="Een traplift").status_code == 303
    made = Application.objects.get()
    assert (made.what, made.received_on, made.report_signed) == ("Een traplift", today(), False)
    assert send(client, own(case, "aanvraag/"), what="Nog een").status_code == 409
    assert "U mag nu een aanvraag doen" not in words(client.get(own(case, "")))


def test_what_is_asked_is_what_is_left_of_the_needs(world: World, case) -> None:
    research = Research.objects.current(case)
    assert asked_in(research) == "Warm eten"
    Need.objects.create(research=research, what="Een traplift", left="Een traplift.")
    assert asked_in(fresh(research)) == "Een traplift"
    Need.objects.create(research=research, what="x" * 160, left="Veel")
    assert len(asked_in(fresh(research))) <= 200
    Need.objects.all().delete()
    assert asked_in(fresh(research)) == "Hulp volgens het verslag"


def test_sent_twice_it_is_one_application(world: World, case) -> None:
    research = world.reported(case, world.consulent)
    token = uuid.uuid4()
    sign_online(research, by=world.inwoner, token=token)
    with pytest.raises(Repeated):
        sign_online(research, by=world.inwoner, token=token)
    assert Application.objects.count() == 1
