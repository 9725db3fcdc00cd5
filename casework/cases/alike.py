"""Two cases about the same one: who looks for them, or acts on all of them, lets nobody else do so at that moment.

A case that is being reported can't be seen yet by who closes all cases of this person to themselves, nor the other way
round; nor do two reports of the same moment see each other. So they wait for each other, by what makes them look alike.
"""

from collections.abc import Iterable
from typing import Any

from django.db import connection

from casework.people.same import marks


def marks_of(person: Any, *, provision: str = "", kern_id: int | None = None) -> set[str]:
    """What `CaseQuerySet.looking_like` compares: two that look alike share at least one of these."""
    if person is None:
        return {f"provision {provision.casefold()} {kern_id}"}
    person.work_out()  # it may not be stored yet
    return {f"{kind} {mark}" for kind, mark in marks(person)} | ({f"person {person.pk}"} if person.pk else set())


def hold_alike(marks: Iterable[str]) -> None:
    """Wait for whoever is at it with one of these; nobody else is until this transaction ends. The roster comes before
    it, and the cases after it."""
    ordered = sorted(set(marks))
    if not ordered:
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtextextended(mark, 1))"
            " FROM (SELECT unnest(%s::text[]) AS mark ORDER BY 1) AS marks",
            [ordered],
        )
