"""Whoever reported without an account, and left an address: hears that it was taken up and that it was settled.

No more than that: no name, no number, no link. Nobody reads the address, and it goes once the last was said.
"""

from typing import Any, Final

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import models
from django.template.loader import render_to_string

from casework.cases.models import Case
from casework.engine import outbox
from casework.engine.notices import is_news
from casework.engine.notifications import Notification
from casework.engine.writes import Write

TAKEN_UP: Final = "melding_opgepakt"
SETTLED: Final = "melding_afgehandeld"


class ReporterAddress(models.Model):
    """Where one who reported is reached; of a double both go on in the one case."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+")
    address = models.EmailField("e-mailadres van wie meldt")

    class Meta:
        verbose_name = "e-mailadres van wie meldde"
        verbose_name_plural = "e-mailadressen van wie meldde"

    def __str__(self) -> str:
        return str(self.pk)


def keep_address(case: Case, address: str) -> None:
    if address:
        ReporterAddress.objects.create(case=case, address=address)


def taken_up(write: Write, case: Case, before: str, details: dict[str, Any]) -> None:
    """Once, whoever directs it afterwards. Asked only where somebody else than the citizen reported."""
    for row in ReporterAddress.objects.filter(case=case).order_by("pk") if case.reporter_name else ():
        _mail(write, row, TAKEN_UP)


def settled(write: Write, case: Case) -> None:
    """Closed. What goes on in another case isn't settled, but was looked at."""
    if case.double_of_id is not None:
        taken_up(write, case, "", {})
        ReporterAddress.objects.filter(case=case).update(case=case.double_of_id)
        return
    for row in ReporterAddress.objects.filter(case=case).order_by("pk"):
        _mail(write, row, SETTLED)
        row.delete()


def _mail(write: Write, row: ReporterAddress, kind: str) -> None:
    if is_news(write.at):
        key = f"melder:{row.pk}:{kind}"
        outbox.notify(None, subject="Uw melding", url="", key=key, at=write.at, kind=kind, address=row.address)


# --- the mail itself, as the worker makes it -----------------------------------------------------------------------


def told_it_is_taken_up(row: Notification) -> EmailMessage:
    return _made(row, "opgepakt. Het wijkteam gaat ermee aan de slag")


def told_it_is_settled(row: Notification) -> EmailMessage:
    return _made(row, "afgehandeld")


def _made(row: Notification, what: str) -> EmailMessage:
    page = {"what": what, "municipality": settings.WIJKTEAM_MUNICIPALITY, "product": settings.PRODUCT}
    body = render_to_string("mail/reporter.txt", page).strip()
    return EmailMessage(" ".join(row.subject.split()), body, None, [row.reaches])
