"""At the same moment: two leaders take up one complaint; it is settled while it is withdrawn; a form that is sent twice."""

import uuid

import pytest

from casework.complaints.models import Complaint
from casework.complaints.operations import register_complaint
from casework.documents.models import Document
from casework.engine.door import perform
from casework.engine.errors import NotNow, Overtaken, Repeated
from tests.at_once import at_once
from tests.factories import World, today

pytestmark = pytest.mark.django_db(transaction=True)


def test_one_takes_it_up_one_end_holds_and_one_form_makes_one(transactional_db) -> None:
    world = World()
    case = world.case()
    world.grant(case)
    token = uuid.uuid4()
    said = {"about": "team", "received_on": today(), "how": "mijn_zaak", "text": "Niemand belde", "token": token}
    send = lambda: register_complaint(case, by=world.inwoner, **said)  # noqa: E731
    got = at_once(send, send)
    assert sum(isinstance(one, Repeated) for one in got) == 1, got
    one = Complaint.objects.get()
    assert Document.objects.filter(about=one.public_id).count() == 1

    take = lambda by: lambda: perform(one, "take_up", by=by, expected="ontvangen", about="team")  # noqa: E731
    got = at_once(take(world.teamleider), take(world.afdelingshoofd))
    assert sum(isinstance(one, Overtaken | NotNow) for one in got) == 1, got

    one = Complaint.objects.get()
    end = lambda: perform(one, "resolve", by=one.handler, expected="in_behandeling", done="Gebeld, het is goed")  # noqa: E731
    back = lambda: perform(one, "withdraw", by=world.inwoner, expected="in_behandeling", why="Laat maar")  # noqa: E731
    got = at_once(end, back)
    assert sum(isinstance(one, Overtaken | NotNow) for one in got) == 1, got
    settled = Complaint.objects.get().state == "afgehandeld"
    assert Document.objects.filter(kind="klacht_afgehandeld").count() == settled
