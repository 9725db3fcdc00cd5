"""What a decision still lacks, or says that can't be: one answer for the form, the top of the page and the door."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from casework.applications import possible_days
from casework.applications.lines import Form, Kind, LookedAt, PgbMet, called, day_of, is_granted, is_once
from casework.engine.possible_days import Days
from casework.engine.words import Json


@dataclass(frozen=True, slots=True)
class Fault:
    """At which field of which line (0 is the decision as a whole); `short` where it is missing, else `words` say what is
    wrong with it."""

    name: str
    line: int = 0
    short: str = ""
    words: str = ""

    @property
    def field(self) -> str:
        return f"{self.name}_{self.line}" if self.line else self.name

    @property
    def sentence(self) -> str:
        return self.words or f"Vul in: {self.short}."


def faults(content: Json, application: Any, on: dt.date) -> list[Fault]:
    """In the order of the letter. `on` is the day of the decision."""
    found: list[Fault] = []
    for number, one in enumerate(content["lines"], 1):
        found += [Fault(name, number, *rest) for name, *rest in _of_line(one, application, on)]
    if {*LookedAt.values} - {*content["looked_at"]}:
        found.append(Fault("looked_at", short="woonplaats, verblijf en Wlz"))
    if content.get("asks_care") and not content["care"]:
        found.append(Fault("care", short="wat u hebt nagegaan"))
    return found


_Told = Iterator[tuple[str, ...]]  # field, what is missing, or else what is wrong


def _of_line(one: Json, application: Any, on: dt.date) -> _Told:
    if not one["outcome"]:
        yield "outcome", "het besluit"
    if not called(one):
        yield "what", "welke hulp"
    if is_granted(one):
        yield from _of_what_is_granted(one, application, on)
    if not one["motivation"]:
        yield "motivation", "waarom"
    if one["ground"] is None:
        yield "ground", "artikel van de wet"
    if not one["verordening"]:
        yield "verordening", "artikel van de verordening"
    if is_granted(one) and one["contribution"] == "nee" and not one["no_contribution_why"]:
        yield "no_contribution_why", "waarom geen eigen bijdrage"


def _of_what_is_granted(one: Json, application: Any, on: dt.date) -> _Told:
    if one["form"] == Form.ZIN and one["provider"] is None:
        yield "provider", "aanbieder"
    yield from _once(one) if is_once(one) else _goes_on(one)
    yield from _days(one, application, on)
    if one["form"] == Form.PGB:
        yield from _pgb(one)


def _once(one: Json) -> _Told:
    if one["form"] == Form.ZIN and not one["price"]:
        yield "price", "het bedrag van de offerte"
    if not one["lent"]:
        yield "lent", "bruikleen of eigendom"
    if one["kind"] == Kind.WONING and not one["owner_heard"]:
        yield "owner_heard", "hoe de eigenaar is gehoord"


def _goes_on(one: Json) -> _Told:
    if not one["amount"] and not one["frequency"]:
        yield "amount", "hoeveel"


def _days(one: Json, application: Any, on: dt.date) -> _Told:
    """A start that can be, not before it was asked; an end within the years that a decision may run."""
    starts = day_of(one["starts_on"])
    if starts is None:
        yield "starts_on", "begindatum"
    if not is_once(one) and not one["ends_on"] and not one["review_on"]:
        yield "ends_on", "einddatum, of wanneer u opnieuw kijkt"
    if starts is None:
        return
    yield from _wrong("starts_on", starts, possible_days.grant_starts(application, on))
    for name in ("ends_on", "review_on"):
        day = day_of(one[name])
        if day is not None and day < starts:
            yield name, "", "Deze dag moet op of na de begindatum liggen."
        elif day is not None and possible_days.grant_ends(starts).refusal(day):
            yield name, "", "Een besluit duurt hoogstens vijf jaar. Kies een eerdere dag."


def _wrong(name: str, day: dt.date, span: Days) -> _Told:
    if error := span.refusal(day):
        yield name, "", error


def _pgb(one: Json) -> _Told:
    if not one["pgb_tariff"]:
        yield "pgb_tariff", "het tarief van het pgb"
    if not one["pgb_holder"]:
        yield "pgb_holder", "wie het pgb beheert"
    if {*PgbMet.values} - {*one["pgb_met"]}:
        yield "pgb_met", "of het pgb kan"
