"""The example beside the documentation fits the demo as it is on its first day, whichever that is."""

import datetime as dt

import pytest
from django.utils import timezone

from casework.caseload.take_over import take_over
from casework.cases.models import Case
from casework.cases.work import WorkItem
from tests.casework.caseload.rows import ROOT
from wijkteam.town.demo.municipality import build

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("day", ["2026-11-28", "2026-12-25", "2027-01-01", "2027-08-15", "2028-02-29", "2029-04-27"])
def test_the_example_fits_the_demo(day):
    """As it is on its first day, whichever that is: a Saturday, Christmas, a leap day. Who left by then isn't named."""
    now = timezone.make_aware(dt.datetime.combine(dt.date.fromisoformat(day), dt.time(10)))
    build(now=now)
    report = take_over(ROOT / "docs" / "voorbeeld-import.csv", at=now)
    assert [str(one) for one in report.mistakes] == []
    assert report.taken == 200
    waiting = WorkItem.objects.open().values("case").distinct().count()
    assert waiting == Case.objects.open().count()
