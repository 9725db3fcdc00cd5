"""Drafts of a report kept by two windows at the same moment, and kept while the report is being made."""

import datetime as dt
import uuid

import pytest
from django.test import Client
from django.utils import timezone

from casework.cases.drafts import AT_MOST, ReportDraft
from casework.cases.models import Case
from tests.at_once import at_once
from tests.factories import World
from tests.pages.filled_in import report

pytestmark = [pytest.mark.django_db(transaction=True)]


@pytest.fixture
def world(transactional_db) -> World:
    return World()


def posts(who, url: str, data: dict[str, str]):
    client = Client()
    client.force_login(who)
    return lambda: client.post(url, data).status_code


def keeps(who, key: str, question: str, seen: str = "0", window: str = ""):
    return posts(who, "/zaken/nieuw/concept/", {"token": key, "draft": seen, "question": question, "window": window})


def a_while_ago(world: World, count: int) -> list[ReportDraft]:
    at = timezone.now() - dt.timedelta(minutes=5)
    rows = [
        ReportDraft(user=world.consulent, key=uuid.uuid4(), words='{"question": "x"}', saved_at=at)
        for _ in range(count)
    ]
    return ReportDraft.objects.bulk_create(rows)


def test_two_windows_at_once_lose_nothing(world: World) -> None:
    (row,) = a_while_ago(world, 1)
    one, other = (keeps(world.consulent, str(row.key), words, seen="1") for words in ("Het ene", "Het andere"))
    assert at_once(one, other) == [200, 200]
    assert {one.typed["question"] for one in ReportDraft.objects.all()} == {"Het ene", "Het andere"}


def test_a_new_one_twice_at_once_loses_nothing(world: World) -> None:
    key = str(uuid.uuid4())
    assert at_once(keeps(world.consulent, key, "Het ene"), keeps(world.consulent, key, "Het andere")) == [200, 200]
    assert {one.typed["question"] for one in ReportDraft.objects.all()} == {"Het ene", "Het andere"}


def test_one_window_twice_at_once_keeps_one(world: World) -> None:
    (row,) = a_while_ago(world, 1)
    window = str(uuid.uuid4())
    both = [keeps(world.consulent, str(row.key), words, seen="1", window=window) for words in ("Een", "Een, twee")]
    assert sorted(at_once(*both)) == [200, 429]  # the second is asked to try again
    assert ReportDraft.objects.get().version == 2


def test_no_more_than_fit(world: World) -> None:
    a_while_ago(world, AT_MOST - 1)
    new = [keeps(world.consulent, str(uuid.uuid4()), words) for words in ("Een", "Twee")]
    assert sorted(at_once(*new)) == [200, 409]
    assert ReportDraft.objects.count() == AT_MOST


@pytest.mark.parametrize("_", range(3))
def test_nothing_is_kept_of_what_is_being_reported(world: World, _: int) -> None:
    data = report()
    done, kept = at_once(
        posts(world.eerstecontact, "/zaken/nieuw/", data), posts(world.eerstecontact, "/zaken/nieuw/concept/", data)
    )
    assert (done, Case.objects.count()) == (303, 1)
    assert kept in (200, 410)  # before it, or after
    assert not ReportDraft.objects.exists()
