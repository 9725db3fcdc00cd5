"""Viewflow: a process for each item, with tasks done and one to do, through its own site."""

import datetime as dt
from typing import Any
from urllib.parse import urlencode

import django
from asking import FOUND, HEAD, SOUGHT, WORKER, Item, Question, Visitor, insert, settings, worker_of
from django.conf import settings as django_settings

PACKAGES = ("django-viewflow", "Django")


def set_up() -> None:
    apps = ["django_filters", "viewflow", "viewflow.workflow", "viewflow_cases"]
    found = settings(apps, "viewflow_cases.urls")
    found["MIDDLEWARE"] += ["viewflow.middleware.SiteMiddleware", "viewflow.middleware.HotwireTurboMiddleware"]
    django_settings.configure(**found)
    django.setup()


def load(items: list[Item]) -> None:
    from django.contrib.auth.models import Permission, User
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    users = {name: User(username=name) for name in sorted({worker_of(item) for item in items})}
    User.objects.bulk_create([*users.values(), User(username=HEAD, is_superuser=True)])
    view = Permission.objects.get(codename="view_caseprocess")
    User.user_permissions.through.objects.bulk_create(
        User.user_permissions.through(user=user, permission=view) for user in users.values()
    )
    insert(_process(item, users) for item in items)
    insert(_tasks(items, users))
    insert(_links(items))


def _process(item: Item, users: dict[str, Any]) -> Any:
    from viewflow_cases.flows import CaseFlow
    from viewflow_cases.models import CaseProcess

    closed = item["phase"] == "closed"
    begun = _begun(item)
    return CaseProcess(
        id=item["number"] + 1, flow_class=CaseFlow, status="DONE" if closed else "NEW", created=begun,
        finished=begun if closed else None, name=f"{item['given']} {item['family']}", subject=item["subject"],
        question=item["question"], note="" if item["phase"] == "fresh" else item["notes"][0], team=item["team"],
        worker=users[worker_of(item)],
    )  # fmt: skip


def _tasks(items: list[Item], users: dict[str, Any]) -> Any:
    """Of each: what was done, and what is to be done by whom it is for."""
    from viewflow.workflow.models import Task
    from viewflow_cases.flows import CaseFlow

    nodes = (CaseFlow.start, CaseFlow.take_up, CaseFlow.look_into, CaseFlow.end)
    for item in items:
        begun, done = _begun(item), _done(item)
        for place, node in enumerate(nodes[: min(done + 1, len(nodes))]):
            finished = place < done
            yield Task(
                id=_task(item, place), process_id=item["number"] + 1, flow_task=node, flow_task_type=node.task_type,
                status="DONE" if finished else "ASSIGNED", created=begun, assigned=begun,
                started=begun if finished else None, finished=begun if finished else None,
                owner=None if node is CaseFlow.end else users[worker_of(item)],
            )  # fmt: skip


def _links(items: list[Item]) -> Any:
    from viewflow.workflow.models import Task

    key = 0
    for item in items:
        for place in range(1, min(_done(item) + 1, 4)):
            key += 1
            yield Task.previous.through(id=key, from_task_id=_task(item, place), to_task_id=_task(item, place - 1))


def _begun(item: Item) -> dt.datetime:
    return dt.datetime.now(dt.UTC) - dt.timedelta(days=item["days"])


def _done(item: Item) -> int:
    return {"fresh": 1, "busy": 2, "closed": 4}[item["phase"]]


def _task(item: Item, place: int) -> int:
    return 4 * item["number"] + place + 1


def questions() -> dict[str, Question]:
    from viewflow.workflow.models import Task
    from viewflow_cases.flows import CaseFlow

    worker, head = Visitor(WORKER), Visitor(HEAD)
    mine = Task.objects.filter(owner=worker.user, status="ASSIGNED").order_by("pk")
    own = mine.filter(flow_task=CaseFlow.look_into)[4].process_id
    fresh = iter(_fresh())
    find = urlencode({"_search": SOUGHT})
    return {
        "list": Question(lambda _: _with(worker.get("/zaak/inbox/"), "/take_up/")),
        "list_all": Question(lambda _: _with(head.get("/zaak/flows/"), "/zaak/")),
        "open": Question(lambda _: worker.get(f"/zaak/{own}/")),
        "find": Question(lambda _: _with(worker.get(f"/zaken/?{find}"), FOUND)),
        "find_all": Question(lambda _: _with(head.get(f"/zaken/?{find}"), FOUND)),
        "step": Question(lambda ready: _take_up(*ready), lambda: next(fresh)),
    }


def _fresh() -> list[tuple[Visitor, int, int]]:
    """Of the worker's whole team: each by whom it is for; their own last, so that the list that is measured stays full."""
    from viewflow.workflow.models import Task
    from viewflow_cases.flows import CaseFlow

    tasks = Task.objects.select_related("owner").filter(
        status="ASSIGNED", flow_task=CaseFlow.take_up, process__caseprocess__team=1
    )
    tasks = sorted(tasks, key=lambda one: (one.owner.username == WORKER, one.pk))
    visitors = {name: Visitor(name) for name in sorted({one.owner.username for one in tasks})}
    return [(visitors[one.owner.username], one.process_id, one.pk) for one in tasks]


def _with(body: str, expected: str) -> str:
    assert expected in body, body
    return body


def _take_up(visitor: Visitor, process: int, task: int) -> str:
    """Complete the task 'take up' with a note; the next one is made and given to the same."""
    return visitor.post(f"/zaak/{process}/take_up/{task}/execute/", note="Ik pak dit op.")
