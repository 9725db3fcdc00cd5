"""What a page reads along lies where `prefetch_related` would have put it."""

from typing import Any

import pytest
from django.db.models import Prefetch, prefetch_related_objects

from casework.cases.models import Case
from casework.engine.along import Along
from casework.engine.registry import hanging_on
from casework.goals.models import Goal
from casework.network.models import Contact
from tests.factories import World, today

pytestmark = pytest.mark.django_db


@pytest.fixture
def cases(world: World) -> list[Case]:
    """Two with everything, and one with nothing."""
    made = [world.case("uitvoering") for _ in range(3)]
    for case in made[:2]:
        world.one_of_each(case)
        application = case.applications.get()
        application.suspensions.create(ground="informatie", since=today(), asked_until=today())
        for _ in range(2):
            consent = case.sharings.create(text="t", how="h", given_by="zij", given_on=today())
            world.goal(case, consent=consent)
            world.handover(case, "geweigerd", consent=consent)
        world.contact(case, removed_at=case.reported_at)
    return made


def of_nouns() -> list[Any]:
    return [one for noun in hanging_on(Case) for one in noun.reads_along()]


def chosen() -> tuple[Any, ...]:
    return (
        Prefetch("contacts", Contact.objects.filter(removed_at=None)),
        Prefetch("goals", Goal.objects.order_by("pk")),
    )


@pytest.mark.parametrize("lookups", [of_nouns, chosen])
def test_as_prefetch_lays_it_down(cases: list[Case], lookups: Any, django_assert_num_queries) -> None:
    for case in cases:
        ours, djangos = Case.objects.get(pk=case.pk), Case.objects.get(pk=case.pk)
        Along(ours, lookups).keep()
        prefetch_related_objects([djangos], *lookups())
        assert ours._prefetched_objects_cache.keys() == djangos._prefetched_objects_cache.keys()
        with django_assert_num_queries(0):
            assert tree(ours) == tree(djangos)


def tree(one: Any) -> Any:
    """What lies there, by name and in order, with what each row hangs on."""
    kept = getattr(one, "_prefetched_objects_cache", {})
    return {name: [(row.pk, _above(row, one), tree(row)) for row in rows] for name, rows in sorted(kept.items())}


def _above(row: Any, one: Any) -> bool:
    return any(value is one for value in row._state.fields_cache.values())
