"""joeflow: a workflow for each item. It has no list of its own, so that and finding are Django's plain ListView; the
machine's task, which a worker would do, is done at once, within the request."""

import datetime as dt
from typing import Any

import django
import dramatiq
from asking import FOUND, HEAD, SOUGHT, WORKER, Item, Question, Visitor, insert, settings, worker_of
from django.conf import settings as django_settings
from dramatiq.brokers.stub import StubBroker

PACKAGES = ("joeflow", "dramatiq", "Django")


def set_up() -> None:
    dramatiq.set_broker(StubBroker())  # nothing is sent
    found = settings(["joeflow", "joeflow_cases"], "joeflow_cases.urls", LOGIN_URL="/login/")
    found["MIDDLEWARE"] += ["django.contrib.auth.middleware.LoginRequiredMiddleware"]
    django_settings.configure(**found, JOEFLOW_TASK_RUNNER="of_joeflow.at_once")
    django.setup()


def at_once(*, task_pk: int, workflow_pk: int, countdown: Any = None, eta: Any = None, retries: int = 0) -> None:
    """Its own task of Dramatiq, called instead of sent."""
    from joeflow.runner.dramatiq import _dramatiq_task_runner

    _dramatiq_task_runner.fn(task_pk, workflow_pk)


def load(items: list[Item]) -> None:
    from django.contrib.auth.models import User
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    users = {name: User(username=name) for name in sorted({worker_of(item) for item in items})}
    User.objects.bulk_create([*users.values(), User(username=HEAD, is_superuser=True)])
    insert(_workflow(item, users) for item in items)
    insert(_tasks(items, users))
    insert(_links(items))


def _workflow(item: Item, users: dict[str, Any]) -> Any:
    from joeflow_cases.models import CaseWorkflow

    fresh = item["phase"] == "fresh"
    return CaseWorkflow(
        id=item["number"] + 1, name=f"{item['given']} {item['family']}", subject=item["subject"],
        question=item["question"], team=item["team"], note="" if fresh else item["notes"][0], told=not fresh,
        worker=users[worker_of(item)],
    )  # fmt: skip


NODES = (("report", "human"), ("take_up", "human"), ("tell", "machine"), ("look_into", "human"))
DONE = {"fresh": 1, "busy": 3, "closed": 4}


def _tasks(items: list[Item], users: dict[str, Any]) -> Any:
    from django.contrib.contenttypes.models import ContentType
    from joeflow.models import Task
    from joeflow_cases.models import CaseWorkflow

    content_type = ContentType.objects.get_for_model(CaseWorkflow)
    for item in items:
        begun, done = dt.datetime.now(dt.UTC) - dt.timedelta(days=item["days"]), DONE[item["phase"]]
        for place, (name, kind) in enumerate(NODES[: done + 1]):
            finished = place < done
            yield Task(
                id=_task(item, place), _workflow_id=item["number"] + 1, content_type=content_type, name=name,
                type=kind, status="succeeded" if finished else "scheduled", completed=begun if finished else None,
                completed_by_user=users[worker_of(item)] if finished and kind == "human" else None,
            )  # fmt: skip


def _links(items: list[Item]) -> Any:
    from joeflow.models import Task

    key = 0
    for item in items:
        for place in range(1, min(DONE[item["phase"]] + 1, len(NODES))):
            key += 1
            yield Task.parent_task_set.through(
                id=key, from_task_id=_task(item, place), to_task_id=_task(item, place - 1)
            )


def _task(item: Item, place: int) -> int:
    return len(NODES) * item["number"] + place + 1


def questions() -> dict[str, Question]:
    from joeflow.models import Task
    from joeflow_cases.models import CaseWorkflow

    worker, head = Visitor(WORKER), Visitor(HEAD)
    cases = CaseWorkflow.objects.filter(worker=worker.user).order_by("pk")
    own = cases.filter(task_set__name="look_into", task_set__status="scheduled")[4].pk
    team = CaseWorkflow.objects.filter(team=1)
    tasks = Task.objects.filter(name="take_up", status="scheduled", _workflow__in=team.values("pk"))
    fresh = iter(list(tasks.order_by("pk").values_list("pk", flat=True)))
    return {
        "list": Question(lambda _: _with(worker.get("/"), "/zaak/")),
        "list_all": Question(lambda _: _with(head.get("/"), "/zaak/")),
        "open": Question(lambda _: worker.get(f"/zaak/{own}/")),
        "find": Question(lambda _: _with(worker.get(f"/?q={SOUGHT}"), FOUND)),
        "find_all": Question(lambda _: _with(head.get(f"/?q={SOUGHT}"), FOUND)),
        "step": Question(lambda key: worker.post(f"/zaak/take_up/{key}/", note="Ik pak dit op."), lambda: next(fresh)),
    }


def _with(body: str, expected: str) -> str:
    assert expected in body, body
    return body
