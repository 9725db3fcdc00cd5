"""Who looked, together per person and day: one line says when, at what and how often; each look stands under it."""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.utils import timezone


@dataclass(frozen=True, slots=True)
class Looks:
    """Of one person on one day, on one ground. The newest first."""

    rows: list[Any]

    @property
    def lead(self) -> Any:
        return self.rows[0]

    @property
    def begun_at(self) -> dt.datetime:
        at: dt.datetime = self.rows[-1].at
        return at

    @property
    def parts(self) -> str:
        """At what, each once: 'zaak, plan'."""
        return ", ".join(dict.fromkeys(one.part for one in self.rows))


def together(rows: Iterable[Any], *, who: Callable[[Any], Any]) -> list[Looks]:
    """In the order of their newest look; what was refused stands apart from what was seen."""
    found: dict[Any, list[Any]] = {}
    for one in rows:
        key = (timezone.localtime(one.at).date(), who(one), one.role, one.why, one.refused)
        found.setdefault(key, []).append(one)
    return [Looks(group) for group in found.values()]
