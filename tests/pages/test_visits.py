"""A visit as it is written down: saved while one types, kept apart, done; who reads it, and what follows from it."""

import datetime as dt
import json
import uuid

import pytest
from django.db import connection

from casework.appointments.models import Appointment
from casework.cases.events import CaseEvent
from casework.cases.models import Case
from casework.cases.work import WorkItem
from casework.cases.written import WrittenBefore
from casework.contacts.models import ContactMoment
from casework.visits.models import Visit
from casework.visits.questions import GuidingQuestion
from casework.visits.states import LONGEST
from roles.models import Reading
from tests.factories import World, fresh, today
from tests.pages.browser import as_, post, send, words

pytestmark = pytest.mark.django_db

SAID = "Zij durft ’s nachts niet naar het toilet. Corrie komt vrijdag slapen."


@pytest.fixture
def case(world: World) -> Case:
    return world.case("onderzoek", regisseur=world.consulent)


class Phone:
    """A page that saves by itself, as its script does."""

    def __init__(self, client, case: Case, *, key: str = "", version: int = 0) -> None:
        self.client, self.url = client, f"{case.get_absolute_url()}bezoek/bewaren/"
        self.key, self.version, self.window, self.seq = key or str(uuid.uuid4()), version, str(uuid.uuid4()), 0

    def sends(self, text: str, *, lost: bool = False, **more: object) -> dict:
        """`lost`: the answer doesn't reach it."""
        self.seq += 1
        known = {"key": self.key, "version": self.version, "window": self.window, "seq": self.seq, "on": f"{today()}"}
        answer = self.client.post(self.url, known | {"text": text} | more)
        assert answer.headers["Content-Type"] == "application/json", answer.status_code
        found = json.loads(answer.content)
        if not lost and answer.status_code == 200:
            self.key, self.version = found["key"], found["version"]
        return found


def texts() -> list[str]:
    return sorted(Visit.objects.values_list("text", flat=True))


def to_do(case: Case, step: str):
    return WorkItem.objects.open().filter(case=case, step=step)


def test_it_is_saved_while_one_types_and_a_lost_answer_doubles_nothing(client, world: World, case: Case) -> None:
    phone = Phone(as_(client, world.consulent), case)
    assert phone.sends("")["version"] == 0
    assert not Visit.objects.exists()
    assert phone.sends("x" * LONGEST)["version"] == 1  # all that fits
    assert phone.sends("")["version"] == 0
    first = phone.sends("Zij")
    assert (first["version"], first["apart"]) == (1, False)
    assert to_do(case, "visit.finish").get().for_user == world.consulent
    phone.sends("Zij durft", lost=True)
    assert phone.sends("Zij durft niet")["apart"] is False
    phone.seq -= 1  # the same once more
    assert phone.sends("Zij durft niet")["version"] == 3
    phone.seq = 4  # one that comes late
    assert (phone.sends("Zij dur")["version"], texts()) == (3, ["Zij durft niet"])
    phone.seq = 6
    assert phone.sends("  ")["version"] == 0  # emptied it is gone, and so is the turn
    assert not Visit.objects.exists()
    assert not to_do(case, "visit.finish").exists()


def test_two_devices_never_write_over_each_other(client, world: World, case: Case) -> None:
    as_(client, world.consulent)
    phone = Phone(client, case)
    phone.sends("Op de telefoon")
    desk = Phone(client, case, key=phone.key, version=phone.version)
    assert desk.sends("Op de telefoon, en verder")["apart"] is False
    assert phone.sends("Op de telefoon, en anders", lost=True)["apart"] is True
    assert phone.sends("Op de telefoon, en nog anders")["apart"] is True  # in the one it has apart by now
    assert phone.sends("Op de telefoon, en weer anders")["apart"] is False
    assert texts() == ["Op de telefoon, en verder", "Op de telefoon, en weer anders"]
    send(client, f"{case.get_absolute_url()}bezoek/", key=desk.key, version=desk.version, text="Af", then="klaar")
    assert desk.sends("Toch nog iets")["apart"] is True  # it is done: what comes later stands beside it
    assert texts() == ["Af", "Op de telefoon, en weer anders", "Toch nog iets"]
    page = words(client.get(f"{case.get_absolute_url()}bezoek/"))
    assert "Toch nog iets" in page
    assert page.count("Bezoek van") == 1


def test_a_plain_form_does_it_all(client, world: World, case: Case) -> None:
    as_(client, world.consulent)
    url = f"{case.get_absolute_url()}bezoek/"
    planned = world.appointment(case, kind="huisbezoek", on=today(), person=world.consulent)
    assert "Schrijf tijdens het bezoek" in words(client.get(planned.get_absolute_url()))
    question = GuidingQuestion.objects.create(part="d", text="Wat heeft Corrie nodig?", since=today())
    GuidingQuestion.objects.create(part="d", text="Oude vraag", since=dt.date(2020, 1, 1), until=today())
    page = client.get(url)
    assert "Wat heeft Corrie nodig?" in words(page)
    assert "Oude vraag" not in words(page)
    key = str(page.context["key"])
    empty = send(client, url, key=key, version="0", then="klaar", text=" ")
    assert (empty.status_code, "Schrijf eerst op wat u hoorde" in words(empty)) == (409, True)

    photo = send(client, url, key=key, version="0", text=SAID, then="foto", asked=[str(question.pk), "x", "99999"])
    assert photo.url == f"{case.get_absolute_url()}stukken/nieuw/"
    assert fresh(Visit.objects.get()).asked == [question.pk]
    page = client.get(url)
    assert page.context["words"] == SAID
    assert "checked" in page.content.decode()
    agreed = send(client, url, key=key, version="1", text=SAID, then="afspraak", asked=[str(question.pk)])
    assert agreed.url == f"{case.get_absolute_url()}afspraken/nieuw/"
    assert to_do(case, "case.meet").exists()

    form = {"key": key, "version": "1", "text": SAID, "then": "klaar", "token": str(uuid.uuid4())}
    assert client.post(url, form).url == f"{case.get_absolute_url()}onderzoek/"
    assert client.post(url, form).status_code == 303  # a second click
    visit = Visit.objects.get()
    assert (visit.state, visit.text, visit.on) == ("klaar", SAID, today())
    assert (fresh(case).met_on, ContactMoment.objects.get().kind) == (today(), "bezoek")
    assert not to_do(case, "case.meet").exists()
    assert not to_do(case, "visit.finish").exists()
    assert Appointment.objects.get().state == "gedaan"
    assert CaseEvent.objects.filter(verb="visit.finish").count() == 1


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"text": "x" * (LONGEST + 1)}, "Dit zijn meer dan 20.000 tekens."),
        ({"text": "een\0twee"}, "een teken dat wij niet kunnen bewaren"),
        ({"on": "1800-01-01"}, ""),
        ({"on": f"{today() + dt.timedelta(days=9)}"}, ""),
    ],
)
def test_what_does_not_fit_is_told_and_kept_in_the_field(client, world: World, case: Case, typed, said: str) -> None:
    as_(client, world.consulent)
    sent = {"key": "geen sleutel", "version": "veel", "window": "\0", "seq": "-1", "text": SAID, "then": "?"} | typed
    page = send(client, f"{case.get_absolute_url()}bezoek/", **sent)
    assert (page.status_code, said in words(page)) == (200, True)
    assert typed.get("text", SAID)[-20:] in page.content.decode().replace("\ufffd", "\0")
    answer = client.post(f"{case.get_absolute_url()}bezoek/bewaren/", sent)
    assert (answer.status_code, "why" in json.loads(answer.content)) == (400, True)
    assert not Visit.objects.exists()
    for asked in ({}, {"asked": "\0"}, {"seq": "9" * 40, "key": "\0"}):
        assert client.post(f"{case.get_absolute_url()}bezoek/bewaren/", asked).status_code == 200
    assert client.get(f"{case.get_absolute_url()}bezoek/?x=%00").status_code == 200


def test_who_reads_it_and_that_it_stands_nowhere_else(client, world: World, case: Case) -> None:
    """Whoever works in the file; one look per page, however often it saves; no word in logs, events or addresses."""
    ours = world.visit(case, text=SAID)
    for who, saves, reads in (
        ("consulent", 200, 200), ("teamlid", 200, 200), ("teamleider", 200, 200), ("administratie", 404, 404),
        ("consulent3", 404, 404), ("middenveld", 404, 404), ("inwoner", 404, 404), ("beheer", 404, 404),
    ):  # fmt: skip
        world.grant(case) if who == "inwoner" else None
        as_(client, getattr(world, who))
        answer = client.post(
            f"{case.get_absolute_url()}bezoek/bewaren/", {"text": f"Van {who}", "key": f"{uuid.uuid4()}"}
        )
        assert (who, answer.status_code) == (who, saves)
        assert (who, client.get(ours.get_absolute_url()).status_code) == (who, reads)
    as_(client, world.consulent2)
    looks = Reading.objects.filter(by=world.consulent2, part="bezoek")
    assert not looks.exists()
    phone = Phone(client, case)
    for number in range(3):
        phone.sends(f"{SAID} {number}")
    assert looks.count() == 1
    assert "toilet" in words(client.get(ours.get_absolute_url())), "a colleague reads it"
    theirs = {"key": str(ours.key), "version": "1", "text": "Overschreven"}
    client.post(f"{case.get_absolute_url()}bezoek/bewaren/", theirs)
    assert fresh(ours).text == SAID, "and writes their own"
    assert post(client, ours, "klaar").status_code == 403
    as_(client, world.consulent)
    assert post(client, ours, "klaar").status_code == 303
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT row_to_json(one)::text FROM casework_visit one UNION ALL SELECT row_to_json(one)::text FROM casework_caseevent one"
        )
        assert not any("toilet" in row for (row,) in cursor.fetchall())
    assert "toilet" not in words(client.get(case.get_absolute_url()))


def test_a_recused_colleague_and_a_closed_case(client, world: World, case: Case) -> None:
    visit = world.visit(case, text=SAID)
    case.recusals.create(user=world.consulent2)
    as_(client, world.consulent2)
    assert client.get(visit.get_absolute_url()).status_code == 404
    closed = world.case("afgesloten")
    as_(client, world.consulent)
    answer = send(client, f"{closed.get_absolute_url()}bezoek/", text=SAID, then="klaar")
    assert (answer.status_code, "Heropen de zaak eerst" in words(answer)) == (409, True)
    assert SAID in words(answer)


def test_it_is_put_right_moved_and_struck(client, world: World, case: Case) -> None:
    visit = world.visit(case, "klaar", text=SAID, filed=[{"from": 42, "to": 69, "part": "c", "need": None}])
    as_(client, world.consulent)
    url = f"{case.get_absolute_url()}bezoeken/{visit.pk}/rechtzetten/"
    better = f"Net gezegd. {SAID}"
    assert send(client, url, what="verbeter", text=better, why="Vergeten").status_code == 303
    visit = fresh(visit)
    (mark,) = visit.filed
    assert (visit.text, better[mark["from"] : mark["to"]]) == (better, SAID[42:69])
    assert WrittenBefore.objects.get().said == SAID
    other = world.case("onderzoek")
    assert send(client, url, what="verplaats", ref=other.ref, why="Andere zaak").status_code == 303
    visit = fresh(visit)
    assert (visit.case, visit.filed) == (other, [])
    url = f"{other.get_absolute_url()}bezoeken/{visit.pk}/rechtzetten/"
    assert send(client, url, what="weg", why="Hoort hier niet").status_code == 303
    assert client.get(visit.get_absolute_url()).status_code == 404
    as_(client, world.privacy)
    assert "toilet" in words(client.get("/inzage/doorgehaald/"))
