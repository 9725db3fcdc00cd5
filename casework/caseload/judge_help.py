"""Help that runs: 'hulp;van wie;hoeveel;begon op;loopt tot en met;eigen bijdrage', and the next after a '|'."""

import datetime as dt
from collections.abc import Iterator
from typing import Final

from django.core.exceptions import ValidationError

from casework.caseload.row import Row
from casework.cases.models import Case
from casework.cases.states import EndReason
from casework.engine.fields import day_within
from casework.engine.possible_days import GRANTED, Days, years
from casework.people.models import Person
from casework.provisions.models import Provision
from casework.provisions.states import Form, ProvisionState

LONGEST_HOLDER: Final = 160
SO: Final = "Schrijf: hulp;van wie;hoeveel;begon op;loopt tot en met;eigen bijdrage."


def judge_help(row: Row, case: Case, person: Person | None) -> Iterator[Provision]:
    """What was granted elsewhere and runs: its decision was sent, and its provider has begun."""
    for number, words in enumerate(filter(None, (one.strip() for one in row.text("hulp").split("|"))), start=1):
        parts = [part.strip() for part in words.split(";")]
        about = f"Hulp {number}: "
        if person is None:
            row.wrong("hulp", f"{about}toegekende hulp is van een inwoner. Maak dit leeg bij een voorziening.")
        elif case.ended_reason == EndReason.OVERLEDEN:
            row.wrong("hulp", f"{about}deze zaak eindigde met een overlijden. Er loopt dan geen hulp meer.")
        elif len(parts) > 6 or len(parts) < 4 or not parts[0]:
            row.wrong("hulp", f"Hulp {number} is niet te lezen. {SO}")
        else:
            yield from _help(row, about, (*parts, "", "")[:6])


def _help(row: Row, about: str, parts: tuple[str, ...]) -> Iterator[Provision]:
    what, of_whom, much, began, until, pays = parts
    starts = _day(row, about, began, Days(last=row.today))
    ends = _day(row, about, until, Days(row.today, years(row.today, GRANTED))) if until else None
    if pays.casefold() not in ("", "ja", "nee"):
        row.wrong("hulp", f"{about}vul bij eigen bijdrage ja of nee in.")
    is_pgb, _, holder = of_whom.partition(":")
    pgb = is_pgb.strip().casefold() == "pgb"
    provider = row.organisation("hulp", of_whom) if of_whom and not pgb else None
    if len(holder) > LONGEST_HOLDER:
        row.wrong("hulp", f"{about}de naam van wie het pgb beheert is te lang.")
    made = Provision(
        state=ProvisionState.GESTART,
        what=row.judged("hulp", "hulp:wat", what, about=about) or "",
        frequency=row.judged("hulp", "hulp:hoeveel", much, about=about) or "",
        form=Form.PGB if pgb else Form.ZIN,
        pgb_holder=holder.strip() if pgb else "",
        provider=provider,
        once=ends is None,
        lent=True if ends is None else None,
        contribution=pays.casefold() != "nee",
    )
    if starts is None:
        return
    made.starts_on = made.started_on = made.told_on = made.state_since = starts
    made.ends_on, made.shared_until = ends, dt.date.max if provider else None
    yield made


def _day(row: Row, about: str, words: str, days: Days) -> dt.date | None:
    try:
        return day_within(words, days)
    except ValidationError as error:
        row.wrong("hulp", about + " ".join(error.messages))
        return None
