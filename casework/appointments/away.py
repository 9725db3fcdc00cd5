"""Whether a colleague is there on the day of an appointment, and who covers. It is told, and refuses nothing."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from casework.engine.words import day_in_words
from roles.models import Absence, User
from roles.policy import posts


def away_on(case: Any, person: User, on: dt.date) -> str:
    """A sentence, empty where they are there: 'Arend Bezuijen is er op vrijdag 4 december 2026 niet. …'."""
    theirs = [
        one
        for one in posts(on, teams=[case.team_id], users=[person.pk])
        if one.user_id == person.pk and one.serves(case.team_id, case.kern_id)
    ]
    if any(one.present for one in theirs):
        return ""
    covers = User.objects.filter(pk__in=[one.cover_id for one in theirs if one.cover_id])
    names = " en ".join(one.name for one in covers)
    who_covers = f"{names} neemt dan waar." if names else "Niemand neemt dan waar."
    there = "niet" if theirs else "niet meer bij dit team"
    return f"{person.name} is er op {day_in_words(on)} {there}. {who_covers}"


def absences(people: Iterable[int], since: dt.date, until: dt.date) -> dict[int, str]:
    """Of each of these who is away in that time: '3 dec t/m 13 dec afwezig', for a list to choose from."""
    rows = Absence.objects.filter(membership__user_id__in=list(people), since__lt=until)
    rows = rows.exclude(until__lte=since).select_related("membership", "cover").order_by("since", "pk")
    found: dict[int, list[str]] = {}
    for one in rows:
        words = f"{_when(one, since)}{f', {one.cover.name} neemt waar' if one.cover else ''}"
        if words not in found.setdefault(one.membership.user_id, []):
            found[one.membership.user_id].append(words)
    return {user: f"afwezig {'; '.join(words)}" for user, words in found.items()}


def _when(one: Absence, since: dt.date) -> str:
    """'t/m 13-12-2026', 'vanaf 3-12-2026', '3-12-2026 t/m 13-12-2026'; the day it ends is the first of being back."""
    first = "" if one.since <= since else f"{one.since:%-d-%-m-%Y}"
    last = f"t/m {one.until - dt.timedelta(days=1):%-d-%-m-%Y}" if one.until else ""
    if first and last:
        return f"{first} {last}"
    return last or (f"vanaf {first}" if first else "voorlopig")
