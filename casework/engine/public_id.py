"""A random public id for an address: it doesn't tell how many there are."""

import secrets


def public_id() -> str:
    """A random public id: it doesn't tell how many there are."""
    return secrets.token_urlsafe(9).replace("-", "a").replace("_", "b").lower()
