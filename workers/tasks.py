"""Thin tasks: an id in, one call, safe to run twice. In which queue each waits stands in `workers.queues`."""

from celery import shared_task


@shared_task
def render_letter(document_id: int) -> None:
    from casework.documents import press

    press.render(document_id=document_id)


@shared_task
def render_later(document_id: int) -> None:
    """Paper for oneself: the same, behind every letter."""
    from casework.documents import press

    press.render(document_id=document_id)


@shared_task
def readdress(person_id: int) -> None:
    from casework.documents import readdressing

    readdressing.readdress(person_id)


@shared_task
def deliver_notification(notification_id: int) -> None:
    from casework.engine import outbox

    outbox.deliver(notification_id=notification_id)


@shared_task
def notice(notice_id: int) -> None:
    from casework.engine import notice_mails

    notice_mails.decide(notice_id)


@shared_task
def morning() -> None:
    from django.utils import timezone

    from casework.desk import back
    from casework.engine import notice_mails

    now = timezone.now()
    back.tell(timezone.localtime(now).date(), now)
    notice_mails.morning(now)
    notice_mails.forget(now)


@shared_task
def moments() -> None:
    from django.utils import timezone

    from casework.engine import moments

    moments.tell(timezone.now())


@shared_task
def check_piece(piece_id: int) -> None:
    from casework.pieces import checking

    checking.check(piece_id=piece_id)


@shared_task
def reroute(_: int = 0) -> None:
    from casework.engine import rerouting

    rerouting.piece()


@shared_task
def sweep() -> None:
    from casework.engine import life, nights, outbox

    life.here(life.WORKER)
    nights.sweep()
    outbox.sweep()


@shared_task
def nightly(_: int = 0) -> None:
    from casework.engine import by_date

    by_date.go_on_and_wake()


@shared_task
def asked_round(_: int = 0) -> None:
    """One that beheer asked for, unless the schedule was first; and with it a look at every list."""
    from casework.engine import by_date, nights, proof

    if nights.asked_for().exists():
        by_date.go_on_and_wake()
        proof.ask()


@shared_task
def prove(_: int = 0) -> None:
    from casework.engine import proof

    proof.prove()


@shared_task
def check_files(_: int = 0) -> None:
    from casework.engine import missing_files

    missing_files.go_on()


@shared_task
def week_figures() -> None:
    from django.utils import timezone

    from casework.monday import weeks

    weeks.keep(timezone.now())


@shared_task
def clear_drafts() -> None:
    from django.utils import timezone

    from casework.applications import drafts as decision_drafts
    from casework.cases import drafts

    drafts.forget_the_old(timezone.now())
    decision_drafts.forget_the_old(timezone.now())


@shared_task
def clear_mails() -> None:
    from django.utils import timezone

    from casework.engine import outbox

    outbox.forget(timezone.now())


@shared_task
def clear_sessions() -> None:
    from django.core.management import call_command

    call_command("clearsessions")
