"""Whoever reported without an account, and left an address: hears that it was taken up and that it was settled.

No more than that: no name, no number, no link. Nobody reads the address, and it goes once the last was said: from the
night after which a closing can't be undone any more. It stays with the case that was reported, also where that goes on
in another: taken apart again, whoever reported hears of their own.
"""

import datetime as dt
from functools import reduce
from operator import or_
from typing import Any, Final

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import models
from django.db.models import Q
from django.template.loader import render_to_string

from casework.cases.models import Case
from casework.cases.states import Phase
from casework.engine import outbox
from casework.engine.by_date import first_moment
from casework.engine.notices import is_news
from casework.engine.notifications import Notification
from casework.engine.noun import ByDate
from casework.engine.writes import Write
from casework.law.days import ONE_DAY
from casework.law.models import clock

TAKEN_UP: Final = "melding_opgepakt"
SETTLED: Final = "melding_afgehandeld"
# the case that was reported, and those of which it is a double, so many deep
WHERE_IT_GOES_ON: Final = tuple(f"case{'__double_of' * deep}" for deep in range(4))


class ReporterAddress(models.Model):
    """Where one who reported is reached. `settled_from`: the first day on which it can be told that it was settled, if it is closed then."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+")
    address = models.EmailField("e-mailadres van wie meldt")
    settled_from = models.DateField(null=True, editable=False)

    class Meta:
        verbose_name = "e-mailadres van wie meldde"
        verbose_name_plural = "e-mailadressen van wie meldde"
        indexes = (
            models.Index(
                fields=("settled_from",), condition=Q(settled_from__isnull=False), name="reporters_to_be_told"
            ),
        )

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def anchor(self) -> Case:
        return self.case


def keep_address(case: Case, address: str) -> None:
    if address:
        ReporterAddress.objects.create(case=case, address=address)


def taken_up(write: Write, case: Case, before: str, details: dict[str, Any]) -> None:
    """Once, whoever directs it afterwards. Asked only where somebody else than the citizen reported."""
    for row in ReporterAddress.objects.filter(case=case).order_by("pk") if case.reporter_name else ():
        _mail(write.at, row, TAKEN_UP)


def settled(write: Write, case: Case) -> None:
    """Closed. What goes on in another case isn't settled, but was looked at."""
    if case.double_of_id is not None:
        taken_up(write, case, "", {})
        return
    _going_on_in(case).update(settled_from=clock().add_working_days(write.on, 1) + ONE_DAY)


def _going_on_in(case: Case) -> Any:
    """Of those who reported it, and of what was put together with it."""
    return ReporterAddress.objects.filter(reduce(or_, (Q(**{path: case}) for path in WHERE_IT_GOES_ON)))


def _mail(at: dt.datetime, row: ReporterAddress, kind: str) -> None:
    if is_news(at):
        key = f"melder:{row.pk}:{kind}"
        outbox.notify(None, subject="Uw melding", url="", key=key, at=at, kind=kind, address=row.address)


def _to_be_told(on: dt.date) -> Any:
    """What is open again, itself or where it went on, isn't settled: the day is set anew when that closes."""
    goes_on = reduce(or_, (Q(**{f"{path}__phase__in": Phase.OPEN}) for path in WHERE_IT_GOES_ON))
    return ReporterAddress.objects.filter(settled_from__lte=on).exclude(goes_on).select_related("case")


def _tell_settled(row: Any, on: dt.date, at: dt.datetime) -> None:
    if is_news(first_moment(row.settled_from)):
        _mail(at, row, SETTLED)
    row.delete()


BY_DATE = (
    ByDate(
        name="reporters",
        due=_to_be_told,
        do=_tell_settled,
        found_by=("casework.ReporterAddress", "settled_from"),
    ),
)


# --- the mail itself, as the worker makes it -----------------------------------------------------------------------


def told_it_is_taken_up(row: Notification) -> EmailMessage:
    return _made(row, "opgepakt. Het wijkteam gaat ermee aan de slag")


def told_it_is_settled(row: Notification) -> EmailMessage:
    return _made(row, "afgehandeld")


def _made(row: Notification, what: str) -> EmailMessage:
    page = {"what": what, "municipality": settings.WIJKTEAM_MUNICIPALITY, "product": settings.PRODUCT}
    body = render_to_string("mail/reporter.txt", page).strip()
    return EmailMessage(" ".join(row.subject.split()), body, None, [row.reaches])
