"""What is typed of a report is kept for its writer: encrypted, not for long, bounded, and gone once it is made."""

import datetime as dt
import uuid

import pytest
from django.db import connection
from django.utils import timezone

from casework.cases import drafts
from casework.cases.drafts import AT_MOST, ReportDraft
from casework.cases.models import Case
from tests.factories import World
from tests.pages.browser import as_, words
from tests.pages.filled_in import report
from workers import tasks

pytestmark = pytest.mark.django_db
KEEP = "/zaken/nieuw/concept/"


@pytest.fixture
def typing(client, world: World):
    """Somebody at the table who types: `typing(question='…')` is one time that it is kept, and gives the answer."""
    as_(client, world.eerstecontact)

    def type_on(**data):
        answer = client.post(KEEP, data)
        ReportDraft.objects.update(saved_at=timezone.now() - dt.timedelta(minutes=1))
        return answer

    return type_on


def test_it_is_kept_and_gone_on_with(client, typing) -> None:
    key = str(uuid.uuid4())
    told = typing(
        token=key, question="Mijn man is gevallen", birth_date_year="1942", kind="melding", urgent="on"
    ).json()
    assert (told["key"], told["version"], told["apart"]) == (key, 1, False)
    assert typing(token=key, draft="1", question="Mijn man is gevallen.", kind="melding").json()["version"] == 2
    page = words(client.get("/zaken/nieuw/"))
    assert "Mijn man is gevallen." in page
    assert f"?concept={key}" in page
    again = client.get(f"/zaken/nieuw/?concept={key}")
    assert f'name="token" value="{key}"' in words(again)
    assert 'name="draft" value="2"' in words(again)
    form = again.context["form"]
    assert (form["question"].value(), form["kind"].value()) == ("Mijn man is gevallen.", "melding")
    assert not form.is_bound  # nothing is wrong yet


def test_each_field_comes_back_as_it_stood(client, typing) -> None:
    key = str(uuid.uuid4())
    sent = report(token=key, urgent="on", birth_date="", birth_date_year="1942", family_name="Verkerk")
    typing(**sent)
    form = client.get(f"/zaken/nieuw/?concept={key}").context["form"]
    assert [form[name].value() for name in ("family_name", "urgent", "channel", "lies")] == [
        "Verkerk",
        "on",
        "huisbezoek",
        "inwoner",
    ]


def test_what_it_says_stands_nowhere_in_the_clear(client, typing) -> None:
    typing(token=str(uuid.uuid4()), question="Niemand mag dit lezen", bsn="111222333")
    with connection.cursor() as cursor:
        cursor.execute("SELECT words FROM casework_reportdraft")
        stored = cursor.fetchone()[0]
    assert "Niemand" not in stored
    assert ReportDraft.objects.get().typed == {"question": "Niemand mag dit lezen"}  # nine digits are soon typed again


def test_two_windows_write_each_their_own(client, typing) -> None:
    key = str(uuid.uuid4())
    typing(token=key, question="Begin")
    typing(token=key, draft="1", question="Het ene venster")
    told = typing(token=key, draft="1", question="Het andere venster").json()
    assert (told["apart"], told["version"]) == (True, 1)
    assert told["key"] != key
    assert {one.typed["question"] for one in ReportDraft.objects.all()} == {"Het ene venster", "Het andere venster"}


def test_an_answer_that_got_lost_makes_no_second_one(client, typing) -> None:
    key, window = str(uuid.uuid4()), str(uuid.uuid4())
    for words_ in ("Mijn", "Mijn man", "Mijn man is gevallen"):
        told = typing(token=key, window=window, question=words_).json()  # it knows of none, each time
    assert (told["key"], told["version"], told["apart"]) == (key, 3, False)
    assert ReportDraft.objects.get().typed["question"] == "Mijn man is gevallen"


def test_what_is_apart_stays_one_where_that_answer_got_lost(client, typing) -> None:
    key, mine, other = (str(uuid.uuid4()) for _ in range(3))
    typing(token=key, window=mine, question="Begin")
    typing(token=key, draft="1", window=other, question="Het andere venster")
    first, again = (
        typing(token=key, draft="1", window=mine, question=words_).json() for words_ in ("Het ene", "Het ene venster")
    )
    assert (first["apart"], again["apart"], again["key"]) == (True, True, first["key"])
    assert {one.typed["question"] for one in ReportDraft.objects.all()} == {"Het andere venster", "Het ene venster"}


def test_once_reported_nothing_of_its_window_is_kept(client, typing) -> None:
    data = report() | {"window": str(uuid.uuid4())}
    typing(**data)
    typing(**data | {"draft": "1", "window": str(uuid.uuid4())})
    typing(**data | {"draft": "1"})
    typing(token=str(uuid.uuid4()), question="Iets anders", window=str(uuid.uuid4()))
    assert ReportDraft.objects.count() == 3
    assert client.post("/zaken/nieuw/", data | {"draft": "1"}).status_code == 303
    assert ReportDraft.objects.get().typed["question"] == "Iets anders"


def test_the_window_stays_the_same_where_the_form_comes_back(client, typing) -> None:
    window = str(uuid.uuid4())
    data = report(family_name="") | {"window": window}
    for _ in range(2):
        assert f'name="window" value="{window}"' in words(client.post("/zaken/nieuw/", data))
        ReportDraft.objects.update(saved_at=timezone.now() - dt.timedelta(minutes=1))
    assert ReportDraft.objects.get().version == 2


@pytest.mark.parametrize("window", ["", "x", "\0", "x" * 10_000])
def test_who_does_not_say_which_window_it_is_overwrites_nothing(client, typing, window: str) -> None:
    key = str(uuid.uuid4())
    for words_ in ("Het ene", "Het andere"):
        assert typing(token=key, window=window, question=words_).status_code == 200
    assert ReportDraft.objects.count() == 2


def test_it_is_its_writers_alone(client, typing, world: World) -> None:
    key = str(uuid.uuid4())
    typing(token=key, question="Van mij alleen")
    as_(client, world.consulent)
    page = words(client.get(f"/zaken/nieuw/?concept={key}"))
    assert "Van mij alleen" not in page
    assert "Dit concept is er niet meer" in page
    assert client.post(f"{KEEP}{key}/weg/").status_code == 404
    assert typing(token=key, draft="1", question="Onder dezelfde sleutel").json()["version"] == 1
    assert ReportDraft.objects.count() == 2


def test_it_is_thrown_away(client, typing) -> None:
    key = str(uuid.uuid4())
    typing(token=key, question="Toch niet")
    assert client.post(f"{KEEP}{key}/weg/", follow=True).status_code == 200
    assert not ReportDraft.objects.exists()
    assert client.post(f"{KEEP}{key}/weg/").status_code == 404


def test_once_reported_nothing_of_it_is_kept(client, typing, world: World) -> None:
    data = report()
    typing(**data)
    assert client.post("/zaken/nieuw/", data | {"draft": "1"}).status_code == 303
    assert not ReportDraft.objects.exists()
    late = typing(**data)
    assert (late.status_code, late.json()["why"]) == (410, "Deze melding is al gedaan.")
    assert not ReportDraft.objects.exists()


def test_what_can_not_be_reported_yet_is_kept_without_script(client, typing) -> None:
    data = report(family_name="")
    page = words(client.post("/zaken/nieuw/", data))
    assert "Bewaard als concept" in page
    assert 'name="draft" value="1"' in page
    assert ReportDraft.objects.get().typed["question"] == data["question"]
    assert client.post("/zaken/nieuw/", data | {"draft": "1", "family_name": "Pieters"}).status_code == 303
    assert not ReportDraft.objects.exists()
    assert Case.objects.exists()


def test_seven_days_and_no_longer(client, typing) -> None:
    key = str(uuid.uuid4())
    typing(token=key, question="Te oud")
    ReportDraft.objects.update(saved_at=timezone.now() - drafts.KEPT)
    assert "Te oud" not in words(client.get(f"/zaken/nieuw/?concept={key}"))
    tasks.clear_drafts()
    assert not ReportDraft.objects.exists()
    typing(token=key, question="Nog niet")
    tasks.clear_drafts()
    assert ReportDraft.objects.exists()


def test_an_old_one_under_the_same_key_begins_anew(typing) -> None:
    key = str(uuid.uuid4())
    typing(token=key, question="Oud")
    ReportDraft.objects.update(saved_at=timezone.now() - drafts.KEPT)
    assert typing(token=key, draft="1", question="Nieuw").json()["version"] == 1


def test_it_has_bounds(client, typing) -> None:
    key = str(uuid.uuid4())
    assert client.post(KEEP, {"token": key, "question": "Een"}).status_code == 200
    soon = client.post(KEEP, {"token": key, "draft": "1", "question": "Een, twee"})
    assert (soon.status_code, ReportDraft.objects.get().typed["question"]) == (429, "Een")
    long = typing(token=key, draft="1", question="x" * 50_000)
    assert (long.status_code, long.json()["why"]) == (409, "Dit is te lang om als concept te bewaren.")
    for _ in range(AT_MOST - 1):
        assert typing(token=str(uuid.uuid4()), question="Nog een").status_code == 200
    full = typing(token=str(uuid.uuid4()), question="Eén te veel")
    assert full.status_code == 409
    assert "Gooi er eerst een weg" in full.json()["why"]
    assert typing(token=key, draft="1", question="Van wat er is, gaat het door").status_code == 200


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"question": "Zonder sleutel"},
        {"token": "geen sleutel", "question": "x"},
        {"token": str(uuid.uuid4())},
        {"token": str(uuid.uuid4()), "kind": "melding", "about": "persoon", "received_on": "2026-01-01"},
    ],
)
def test_where_nothing_was_typed_there_is_no_draft(typing, data) -> None:
    answer = typing(**data)
    assert (answer.status_code, answer.json()) == (200, {})
    assert not ReportDraft.objects.exists()


@pytest.mark.parametrize("draft", ["", "-1", "x", "9" * 400, "\0", "١"])
def test_nonsense_beside_it_breaks_nothing(typing, draft) -> None:
    assert typing(token=str(uuid.uuid4()), draft=draft, question="Met een \0 erin", kern="9" * 40).status_code == 200
    assert ReportDraft.objects.get().typed["question"] == "Met een  erin"


@pytest.mark.parametrize("key", ["x", "\0", str(uuid.UUID(int=1)), "x" * 10_000])
def test_a_draft_that_is_not_there(client, typing, key) -> None:
    answer = client.get("/zaken/nieuw/", {"concept": key})
    assert answer.status_code == 200
    assert "Dit concept is er niet meer" in words(answer)


@pytest.mark.parametrize("who", ["middenveld", "financien", "inwoner", "privacy", "beheer"])
def test_only_who_may_report(client, world: World, who: str) -> None:
    as_(client, getattr(world, who))
    assert client.post(KEEP, {"token": str(uuid.uuid4()), "question": "x"}).status_code == 403
    assert client.post(f"{KEEP}{uuid.uuid4()}/weg/").status_code == 403
    assert client.get(KEEP).status_code in (403, 405)
