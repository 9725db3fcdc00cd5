"""Whatever goes wrong with whom: no name, number or text of them is in the log, the figures, or the page of beheer."""

import datetime as dt
import json
import logging

import pytest
from django.test import Client
from django.utils import timezone

from casework.cases.operations import correct_person
from casework.documents import press
from casework.engine import by_date, lists, outbox, rerouting
from casework.engine.notifications import Notification
from tests.factories import World
from tests.wijkteam.test_logs import console  # noqa: F401  the log as it is written
from tests.wijkteam.test_metrics import ASKED, TOKEN
from wijkteam.logs import JsonFormatter, PlainFormatter

pytestmark = pytest.mark.django_db
MARKED = ("Zeldzaamheid", "0611122233", "merk@voorbeeld.example", "Merkstraat", "merkwoord")


@pytest.fixture(params=[JsonFormatter, PlainFormatter])
def written(console, request):  # noqa: F811
    handler = next(one for one in logging.getLogger().handlers if isinstance(one.formatter, PlainFormatter))
    before = handler.formatter
    handler.setFormatter(request.param())
    yield console
    handler.setFormatter(before)


@pytest.fixture
def everything_fails(world: World, monkeypatch):
    """A case full of marked words on which the night, the paper, the mail and its page fail, each with those words."""
    case = world.case(question="Een vraag met een merkwoord")
    correct_person(case, by=world.consulent, family_name="Zeldzaamheid", phone="0611122233", street="Merkstraat 1")
    world.consulent.email = "merk@voorbeeld.example"
    world.consulent.save()
    rerouting.work_off()
    document = world.document(case, state="gevraagd", snapshot={"kind": "bevestiging", "words": "merkwoord"})
    document.asked_at = timezone.now() - dt.timedelta(hours=1)
    document.save()
    outbox.notify(world.consulent, subject="Er is werk", url="/", key="merk", at=timezone.now() - dt.timedelta(hours=1))
    rerouting.ToReroute.objects.create(
        anchor="casework.Case", anchor_id=case.pk, asked_at=timezone.now() - dt.timedelta(hours=1)
    )

    def trips(*args, **options):
        raise RuntimeError(" ".join(MARKED))

    monkeypatch.setattr(lists, "turns", trips)
    monkeypatch.setattr(press, "_pdf", trips)
    monkeypatch.setattr("casework.desk.case_page.render", trips)
    monkeypatch.setattr(outbox, "get_connection", trips)
    by_date.run()
    rerouting.work_off()
    press.render(document_id=document.pk)
    outbox.deliver(notification_id=Notification.objects.get().pk)
    client = Client(raise_request_exception=False)
    client.force_login(world.consulent)
    assert client.get(f"{case.get_absolute_url()}?q=merkwoord").status_code == 500
    client.post(f"{case.get_absolute_url()}notities/nieuw/merkwoord", {"text": "merkwoord"})
    return case


def test_nothing_personal(world: World, written, everything_fails, client, settings) -> None:
    settings.METRICS_TOKEN = TOKEN
    ready = client.get("/readyz")
    assert {name for name, part in ready.json().items() if "degraded" in str(part)} >= {
        "night", "mails", "documents", "rerouting",
    }  # fmt: skip
    figures = client.get("/metrics", headers=ASKED)
    client.force_login(world.beheer)
    page = client.get("/beheer/hoe-gaat-het/")
    assert everything_fails.ref in page.content.decode()
    log = written()
    for told in ("By date", "Document", "Mail", "By date, case of", "Internal Server Error"):
        assert told in log
    shown = {
        "log": log,
        "readyz": json.dumps(ready.json()),
        "metrics": figures.content.decode(),
        "page": page.content.decode(),
    }
    found = [(where, word) for where, text in shown.items() for word in MARKED if word.lower() in text.lower()]
    assert found == []
    assert everything_fails.ref not in shown["readyz"] + shown["metrics"]
