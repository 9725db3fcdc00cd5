"""A random public id for an address: it doesn't tell how many there are."""

import secrets

from django.urls import register_converter
from django.urls.converters import StringConverter


def public_id() -> str:
    """A random public id: it doesn't tell how many there are."""
    return secrets.token_urlsafe(9).replace("-", "a").replace("_", "b").lower()


class PublicIdConverter(StringConverter):
    """`<key:…>`: a public id, so that no word of an address is taken for one."""

    regex = "[0-9a-z]{12}|[0-9a-f]{16}"


register_converter(PublicIdConverter, "key")
