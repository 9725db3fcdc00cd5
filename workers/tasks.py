"""Thin tasks: an id in, one call, safe to run twice."""

from celery import shared_task


@shared_task
def render_document(document_id: int) -> None:
    from casework.documents import press

    press.render(document_id=document_id)


@shared_task
def deliver_notification(notification_id: int) -> None:
    from casework.engine import outbox

    outbox.deliver(notification_id=notification_id)


@shared_task
def reroute(_: int = 0) -> None:
    from casework.engine import rerouting

    rerouting.work_off()


@shared_task
def sweep() -> None:
    from casework.engine import life, nights, outbox, rerouting

    life.here(life.WORKER)
    nights.sweep()
    outbox.sweep()
    rerouting.work_off()


@shared_task
def nightly() -> None:
    from casework.engine import by_date

    by_date.run()


@shared_task
def asked_round(_: int = 0) -> None:
    """One that beheer asked for, unless the schedule was first."""
    from casework.engine import by_date, nights

    if nights.asked_for().exists():
        by_date.run()


@shared_task
def clear_sessions() -> None:
    from django.core.management import call_command

    call_command("clearsessions")
