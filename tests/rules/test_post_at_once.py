"""Two who say at the same moment that all of it was posted: each letter is sent once, and the second hears so."""

import uuid

import pytest

from casework.documents import post
from casework.documents.models import Document
from roles.policy import sight
from tests.at_once import at_once
from tests.factories import World, today

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_say_that_all_was_posted(db) -> None:
    world = World()
    rows = [world.document(world.case("onderzoek")) for _ in range(3)]
    who = [sight(one) for one in (world.administratie, world.consulent)]
    got = at_once(*(lambda by=by: post.all_sent(rows, on=today(), by=by) for by in who))
    assert sum(sent for sent, _ in got) == 3, got
    assert sum(len(left) for _, left in got) == 3
    assert set(Document.objects.values_list("state", flat=True)) == {"verstuurd"}
    assert {one.case.events.filter(verb="document.send").count() for one in rows} == {1}


def test_one_form_twice_prints_once(db) -> None:
    world, token = World(), uuid.uuid4()
    rows = [world.document(world.case("onderzoek"), snapshot={"kind": "bevestiging", "title": "x"})]
    by = sight(world.administratie)
    got = at_once(*[lambda: post.print_all(list(rows), team=world.team, by=by, token=token)] * 2)
    assert len({one.pk for one in got}) == 1, got
