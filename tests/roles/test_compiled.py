"""A query that is compiled once says what the same query says when it is built anew."""

import datetime as dt

import pytest
from django.db.models import DateField, Q, Value

from roles import policy
from roles.compiled import CompiledQuery, Slot
from tests.factories import World, absent, today
from wijkweb.models import Kern

DAY = dt.date(2026, 11, 28)


def by_day(on: dt.date, one: int, many: list[int]):
    found = Kern.objects.filter(Q(pk__in=many) | Q(pk=one), village="Strijen").order_by("-pk")
    return found.annotate(on=Value(on, DateField())).values_list("pk", "name", "on", named=True)


@pytest.mark.django_db
def test_it_says_the_same_for_any_filling():
    kernen = [Kern.objects.create(name=f"Kern {n}", village="Strijen", postcode4="3291").pk for n in range(4)]
    compiled = CompiledQuery(by_day, on=Slot.DAY, one=Slot.ID, many=Slot.IDS)
    for on in (DAY, DAY + dt.timedelta(days=1)):
        for many in ([], kernen[2:], kernen):
            assert list(compiled.rows(on=on, one=kernen[0], many=many)) == list(by_day(on, kernen[0], many))
    assert [row.name for row in compiled.rows(on=DAY, one=0, many={kernen[1]})] == ["Kern 1"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "build",
    [
        lambda on: Kern.objects.filter(pk__gt=on.year).values_list("pk"),
        lambda on: Kern.objects.order_by("pk" if on.year == 1000 else "-pk").values_list("pk"),
    ],
    ids=["a value made from the day", "another query on another day"],
)
def test_what_cant_be_compiled_once_is_refused(build):
    with pytest.raises(ValueError, match="fill"):
        CompiledQuery(build, on=Slot.DAY).rows(on=DAY)


def test_the_queries_of_policy_say_what_they_are_built_from(world: World) -> None:
    absent(world.consulent.memberships.get(), cover=world.teamlid)
    absent(world.teamleider.memberships.get(), since=today() - dt.timedelta(days=9), until=today())
    case = world.case()
    world.grant(case)
    case.recusals.create(user=world.inwoner)
    for on in (today(), today() - dt.timedelta(days=5)):
        for name in ("teamlid", "consulent", "teamleider", "middenveld", "inwoner", "left"):
            filling = {"user": getattr(world, name).pk, "on": on}
            assert list(policy._DRAWN.rows(**filling)) == list(policy._drawn(**filling))
        for teams, organisations, users in (
            ([world.team.pk], [], []),
            ([], [], []),
            ([world.other_team.pk], [world.partner.pk, world.nursing.pk], [world.consulent.pk]),
        ):
            filling = {"on": on, "teams": teams, "organisations": organisations, "users": users}
            assert sorted(policy._POSTS.rows(**filling)) == sorted(policy._staffed(**filling))
