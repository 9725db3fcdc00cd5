"""A query that is compiled once says what the same query says when it is built anew."""

import datetime as dt

import pytest
from django.db.models import DateField, Value

from casework.engine.compiled import Compiled
from wijkweb.models import Kern

DAY = dt.date(2026, 11, 28)


def by_day(on: dt.date):
    return (
        Kern.objects.filter(village="Strijen").order_by("-pk").values("pk", "name").annotate(on=Value(on, DateField()))
    )


@pytest.mark.django_db
def test_it_says_the_same_for_each_day_and_any_ids():
    kernen = [Kern.objects.create(name=f"Kern {n}", village="Strijen", postcode4="3291") for n in range(3)]
    compiled, ids = Compiled(by_day), [one.pk for one in kernen]
    for on in (DAY, DAY + dt.timedelta(days=1)):
        assert list(compiled.rows(on, ids[1:])) == list(by_day(on).filter(pk__in=ids[1:]))
    assert list(compiled.rows(DAY, [])) == []


@pytest.mark.parametrize(
    "build",
    [
        lambda on: Kern.objects.filter(pk__gt=on.day).values("pk"),
        lambda on: Kern.objects.values("pk").order_by("pk" if on.day == 1 else "-pk"),
    ],
    ids=["a value made from the day", "another query on another day"],
)
def test_what_cant_be_compiled_once_is_refused(build):
    with pytest.raises(ValueError, match="day"):
        Compiled(build)
