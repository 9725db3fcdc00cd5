"""Ours: what a consulent and the afdelingshoofd see. It is filled by `manage.py seed_load`, as for the rest of the
bench."""

import uuid
from typing import Any

import django
from asking import FOUND, HEAD, SOUGHT, WORKER, Question, Visitor

PACKAGES = ("Django",)


def set_up() -> None:
    django.setup()


def watched() -> Any:
    """Ours sends statements together, past what Django counts by."""
    from tests.bench import watch

    return watch.watched()


def questions() -> dict[str, Question]:
    from tests.bench import steps
    from tests.bench.pages import own_case

    worker, head = Visitor(WORKER), Visitor(HEAD)
    own = own_case().get_absolute_url()
    return {
        "list": Question(lambda _: worker.get("/")),
        "list_all": Question(lambda _: head.get("/?lijst=alles")),
        "open": Question(lambda _: worker.get(own)),
        "find": Question(lambda _: _find(worker)),
        "find_all": Question(lambda _: _find(head)),
        "step": Question(lambda case: _take_up(worker, case), lambda: steps.reported(1)[0]),
    }


def _find(visitor: Visitor) -> str:
    """What is looked for is posted; the answer leads to the page that shows what was found."""
    body = visitor.get(visitor.post("/zaken/", q=SOUGHT))
    assert FOUND in body, body
    return body


def _take_up(visitor: Visitor, case: Any) -> str:
    token = str(uuid.uuid4())
    return visitor.post(f"{case.get_absolute_url()}stap/pak-op/", expected=case.phase, token=token)
