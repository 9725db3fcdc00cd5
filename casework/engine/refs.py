"""A reference by which people call an anchor: read aloud over the phone, and telling nothing of how many there are."""

import secrets
from collections.abc import Callable
from typing import Any, Final

from django.db import IntegrityError, transaction

REF_ALPHABET: Final = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # no 0/O, no 1/I
REF_TAIL: Final = 5  # letters and digits that tell one from another
_TRIES: Final = 5


def drawn(prefix: str, year: int) -> str:
    """A reference like HW-2026-7KQ4M."""
    return f"{prefix}-{year}-" + "".join(secrets.choice(REF_ALPHABET) for _ in range(REF_TAIL))


def save_with_fresh_ref(row: Any, new_ref: Callable[[int], str], year: int) -> None:
    """A reference is random; the rare one that exists already is drawn again."""
    for attempt in range(_TRIES):
        row.ref = new_ref(year)
        try:
            with transaction.atomic():
                row.save()
                return
        except IntegrityError as error:
            if "ref" not in str(error) or attempt == _TRIES - 1:
                raise
