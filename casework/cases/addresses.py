"""Addresses at a case, for whatever is made or shown there. Its reference is random: it doesn't tell how many there are."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponseBase
from django.urls import URLPattern, path, register_converter
from django.urls.converters import StringConverter


class RefConverter(StringConverter):
    """A case's reference, as `new_ref` makes them: nothing stranger reaches the database."""

    regex = "[A-Z0-9-]{4,20}"


register_converter(RefConverter, "ref")


def at_case(place: str, view: Callable[..., HttpResponseBase], name: str, *, key: str = "ref") -> URLPattern:
    """`/zaken/<ref>/<place>`; `key` is what the page calls the reference."""
    result: Any = path(f"zaken/<ref:{key}>/{place}", view, name=name)
    return result  # type: ignore[no-any-return]
