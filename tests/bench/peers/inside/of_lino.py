"""Lino Welfare: a client for each item, coached by someone, with notes. What is measured is the JSON that its own
interface asks for; drawing that in the browser isn't."""

import datetime as dt
import json
import os
from copy import copy
from typing import Any
from urllib.parse import urlencode

import django
import django.db
from asking import HEAD, SOUGHT, WORKER, Item, Question, Visitor, insert, worker_of

PACKAGES = ("lino-welfare", "lino-weleup", "lino-xl", "lino", "lino-react", "Django")
AGENT, ADMIN = "120", "900"  # an agent who also assigns newcomers; the administrator
STATES = {"fresh": "10", "busy": "30", "closed": "50"}
OWN, ALL, COACHES = "integ/Clients", "pcsw/Clients", "newcomers/AvailableCoachesByClient"


def set_up() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "lino_settings"
    # When it starts it reads tables that aren't there yet, and expects the error that SQLite and MySQL give.
    django.db.OperationalError = django.db.DatabaseError
    django.setup()


def load(items: list[Item]) -> None:
    from django.core.management import call_command
    from lino.api import rt

    call_command("prep", interactive=False, keepmedia=True, verbosity=0)
    coaching_type = rt.models.coachings.CoachingType.objects.create(name="Team", does_integ=True)
    coaching_types = {"coaching_type": coaching_type, "language": "de"}
    workers = sorted({worker_of(item) for item in items})
    made = [rt.models.users.User(username=name, user_type=AGENT, **coaching_types) for name in workers]
    for one in [*made, rt.models.users.User(username=HEAD, user_type=ADMIN, **coaching_types)]:
        one.full_clean()
        one.save()
    users = {one.username: one for one in made}
    insert(_client(item, rt) for item in items)
    insert(_coachings(items, users, coaching_type, rt))
    insert(_notes(items, users, rt))


def _client(item: Item, rt: Any) -> Any:
    now = dt.datetime.now()  # noqa: DTZ005  as Lino has it
    return rt.models.pcsw.Client(
        id=1000 + item["number"], first_name=item["given"], last_name=item["family"],
        name=f"{item['family']} {item['given']}", created=now, modified=now, language="de", email=item["mail"],
        street=item["street"], phone=item["phone"], birth_date=item["born"], client_state=STATES[item["phase"]],
        is_obsolete=item["phase"] == "closed", remarks=item["question"], gender="F",
    )  # fmt: skip


def _coachings(items: list[Item], users: dict[str, Any], coaching_type: Any, rt: Any) -> Any:
    for item in items:
        if item["phase"] == "busy":
            yield rt.models.coachings.Coaching(
                id=item["number"] + 1, client_id=1000 + item["number"], user=users[worker_of(item)], primary=True,
                type=coaching_type, start_date=dt.date.today() - dt.timedelta(days=item["days"]),  # noqa: DTZ011
            )  # fmt: skip


def _notes(items: list[Item], users: dict[str, Any], rt: Any) -> Any:
    # making one reads the site's configuration from the database each time; a copy doesn't
    key, blank = 0, rt.models.notes.Note(language="de")
    for item in items:
        for text in item["notes"]:
            key += 1
            one = copy(blank)
            one.id, one.project_id, one.user_id = key, 1000 + item["number"], users[worker_of(item)].pk
            one.subject, one.body = item["subject"], text
            one.date = dt.date.today() - dt.timedelta(days=item["days"] // 2)  # noqa: DTZ011
            yield one


def questions() -> dict[str, Question]:
    from django.contrib.contenttypes.models import ContentType
    from lino.api import rt

    worker, head = Visitor(WORKER), Visitor(HEAD)
    clients = rt.models.pcsw.Client
    own = clients.objects.filter(coachings_by_client__user=worker.user).order_by("pk")[4].pk
    fresh = iter(list(clients.objects.filter(client_state="10").order_by("pk")[:400].values_list("pk", flat=True)))
    client = ContentType.objects.get_for_model(clients).pk
    return {
        "list": Question(lambda _: _grid(worker, OWN)),
        "list_all": Question(lambda _: _grid(head, ALL)),
        "open": Question(lambda _: _detail(worker, own)),
        "find": Question(lambda _: _grid(worker, ALL, query=SOUGHT)),
        "find_all": Question(lambda _: _grid(head, ALL, query=SOUGHT)),
        "step": Question(lambda key: _assign(worker, client, key), lambda: next(fresh)),
    }


def _grid(visitor: Visitor, table: str, **more: Any) -> str:
    asked = {"fmt": "json", "limit": 15, "start": 0, "dm": "grid", "rp": "weak-key-1", "ul": "de", "wt": "t", **more}
    body = visitor.get(f"/api/{table}?{urlencode(asked)}")
    assert json.loads(body)["rows"], "no rows"
    return body


def _detail(visitor: Visitor, key: int) -> str:
    asked = {"fmt": "json", "an": "detail", "rp": "weak-key-2", "ul": "de", "wt": "d", "dm": "detail"}
    body = visitor.get(f"/api/{OWN}/{key}?{urlencode(asked)}")
    assert json.loads(body)["id"] == key
    return body


def _assign(visitor: Visitor, content_type: int, key: int) -> str:
    """Assign a newcomer to oneself: a coaching, another state, a message, what changed."""
    fields = {"an": "assign_coach", "mt": content_type, "mk": key, "sr": visitor.user.pk, "ul": "de", "wt": "t"}
    body = visitor.post(
        f"/api/{COACHES}/{visitor.user.pk}", status=(200,), **fields, fv=["Toegewezen", "Van nu af", "false"]
    )
    assert json.loads(body).get("success"), body
    return body
