"""What somebody changes in the address of a list of /beheer/ is answered, in Dutch."""

import pytest
from django.contrib.admin.views.main import ORDER_VAR, PAGE_VAR, SEARCH_VAR

from tests.factories import World
from wijkteam.admin.site import site

STRANGE = ["\x00", "a\x00b", "9" * 5000, "-1"]


@pytest.fixture
def world(db) -> World:
    return World()


def lists() -> list:
    return sorted(site._registry, key=lambda model: model._meta.label)


def parameter(given) -> str:
    """A field, a field with how it is offered, or a filter of our own."""
    if isinstance(given, tuple):
        return given[0]
    return given if isinstance(given, str) else given.parameter_name


@pytest.mark.parametrize("strange", STRANGE, ids=lambda value: ascii(value)[:12])
def test_no_filter_breaks_a_list(client, world: World, strange: str) -> None:
    client.force_login(world.beheer)
    for model in lists():
        place = f"/beheer/{model._meta.app_label}/{model._meta.model_name}/"
        if client.get(place).status_code == 404:
            continue
        admin = site._registry[model]
        names = [parameter(name) for name in admin.get_list_filter(None)]
        asked = [f"{name}{ending}" for name in names for ending in ("", "__exact", "__id__exact", "__isnull")]
        for name in (*asked, SEARCH_VAR, ORDER_VAR, PAGE_VAR, "_facets", "all", "e", "_changelist_filters"):
            answer = client.get(place, {name: strange})
            assert answer.status_code in (200, 302, 400, 404), (place, name)


def test_nor_does_a_strange_key(client, world: World) -> None:
    client.force_login(world.beheer)
    for model in lists():
        for page in ("change", "history", "delete"):
            for key in ("%00", "9" * 30, "_5F", "x"):
                answer = client.get(f"/beheer/{model._meta.app_label}/{model._meta.model_name}/{key}/{page}/")
                assert answer.status_code in (302, 403, 404), (model, page, key)
