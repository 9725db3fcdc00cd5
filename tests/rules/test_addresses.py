"""Every noun brings its own addresses; in whatever order they are listed, each leads to one page."""

import re

import pytest
from django.urls import Resolver404, URLPattern

from casework.urls import patterns

SAMPLES = {
    "ref": "HW-2026-7KQ4M",
    "slug": "ab12cd34ef56",
    "key": "ab12cd34ef56",
    "part": "b",
    "int": "7",
    "uuid": "7b0f4a3e-0000-4000-8000-000000000001",
}


def sample(pattern: URLPattern) -> str:
    return re.sub(r"<(\w+):\w+>", lambda found: SAMPLES[found[1]], str(pattern.pattern))


def leads_there(pattern: URLPattern, path: str) -> bool:
    try:
        return pattern.resolve(path) is not None
    except Resolver404:
        return False


@pytest.mark.parametrize("pattern", patterns(), ids=lambda one: one.name)
def test_no_address_shadows_another(pattern: URLPattern) -> None:
    path = sample(pattern)
    assert [one.name for one in patterns() if leads_there(one, path)] == [pattern.name]


def test_each_name_is_given_once() -> None:
    names = [one.name for one in patterns()]
    assert sorted(names) == sorted({*names})
