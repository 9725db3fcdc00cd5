"""The Celery app: `celery -A workers.app:app worker -Q letters` (`later`, `night`) and `… beat`.

A task is never the only place that knows of the work: what must be done is a
row first, and the sweep finds what was missed. So publishing may fail, and
then it must fail fast.
"""

import gc
import os
from typing import Any

from celery import Celery
from celery.signals import setup_logging, worker_init
from kombu import Queue

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wijkteam.settings")

app = Celery("wijkteam")


def configuration() -> dict[str, Any]:
    from django.conf import settings  # read when it is first needed, so that Django starts first

    from workers.queues import LETTERS, QUEUES, limits, routes
    from workers.schedule import beat_schedule

    return dict(  # noqa: C408  reads like Celery's own settings
        broker_url=settings.CELERY_BROKER_URL,
        broker_transport_options={
            "global_keyprefix": settings.CELERY_KEY_PREFIX,
            # Longer than any task may take, so nothing is handed out twice while it runs.
            "visibility_timeout": 15 * 60,
            "socket_connect_timeout": 1,
            "socket_timeout": 2,
            "retry_policy": {"max_retries": 0},
            "max_retries": 0,
            "queue_order_strategy": "priority",  # a worker of more than one queue takes letters first
        },
        broker_connection_timeout=1,
        broker_connection_retry_on_startup=True,
        broker_connection_max_retries=None,  # a worker waits for its broker for ever
        # Nobody waits for an answer: progress and result are in the row.
        task_ignore_result=True,
        task_publish_retry=False,
        # The message goes when the work is done; a killed worker gives it back.
        task_acks_late=True,
        task_reject_on_worker_lost=True,
        worker_prefetch_multiplier=1,
        task_queues=[Queue(name) for name in QUEUES],
        task_default_queue=LETTERS,
        task_routes=routes(),
        task_annotations=limits(),
        task_serializer="json",
        accept_content=["json"],
        worker_max_tasks_per_child=500,
        # A document that is half done is begun again elsewhere.
        worker_cancel_long_running_tasks_on_connection_loss=True,
        enable_utc=True,
        timezone=settings.TIME_ZONE,
        beat_schedule=beat_schedule(),
        beat_scheduler="workers.schedule:Clock",
        imports=["workers.tasks"],
    )


app.add_defaults(configuration)


@setup_logging.connect
def keep_djangos_log(**kwargs: Any) -> None:
    """Django's log has no personal data in it; Celery's own would print the errors' texts."""


@worker_init.connect
def refuse_wrong_key(**kwargs: Any) -> None:
    """Before it takes any work. SystemExit ends it; anything less Celery would only write down."""
    from django.db import connections

    from casework.people import field_key

    field_key.refuse_wrong_key(patience=60)
    connections.close_all()  # no process shares one with another


@worker_init.connect
def warm_up(**kwargs: Any) -> None:
    """Loads WeasyPrint and its fonts once, before the worker splits into processes; what is there by then is never
    rubbish, and isn't looked through again with each search for it."""
    from casework.documents import press

    press.warm()
    gc.collect()
    gc.freeze()
