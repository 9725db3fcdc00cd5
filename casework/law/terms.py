"""The clocks of Wmo and Awb: from a date to a date, and why.

Pure functions of dates, dated rules, holidays and suspensions; nothing here reads the
database or asks for today. Each answer is a `Term`: the last day, and in plain Dutch
how it was counted, so that a page or a letter can show it.

How days are counted:

- The day something happened is not counted; six weeks from a Friday end on a Friday.
- Where the Algemene termijnenwet (Atw) applies (`Rule.rolls`), a term that ends on a
  Saturday, Sunday or public holiday runs on to the next ordinary working day (article
  1), and a term of three days or more holds at least two ordinary days (article 2).
- Public holidays are those of Atw article 3: 5 May and Good Friday count every year,
  whatever collective agreements say. Days by decree (article 3 lid 3) are given to the
  `Clock`.
- A term counted *back* from a date is not moved (article 1 lid 2).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import Enum
from types import MappingProxyType

from casework.law.days import ONE_DAY, WEEKEND, day_and_month, plain, public_holidays, sentence, weekends

SUSPENSION_ARTICLE = "Awb, artikel 4:15"
DELAY_ARTICLE = "Awb, artikel 4:14"
_NO_DAYS: Mapping[date, str] = MappingProxyType({})


class Unit(str, Enum):
    """What a term is counted in; the stored value is the Dutch word."""

    WEEKS = "weken"
    CALENDAR_DAYS = "kalenderdagen"
    WORKING_DAYS = "werkdagen"
    YEARS = "jaar"


_SINGULAR = {
    Unit.WEEKS: "week",
    Unit.CALENDAR_DAYS: "kalenderdag",
    Unit.WORKING_DAYS: "werkdag",
    Unit.YEARS: "jaar",
}


class NoRule(LookupError):
    """No rule of this code is in force on this day: the configuration has a gap."""

    def __init__(self, code: str, on: date) -> None:
        super().__init__(f"Er is geen termijn '{code}' ingesteld die geldt op {sentence(on)}.")
        self.code = code
        self.on = on

    def __reduce__(self) -> tuple[type["NoRule"], tuple[str, date]]:
        return (NoRule, (self.code, self.on))


@dataclass(frozen=True, slots=True)
class Rule:
    """How long a term is, from `since` until (not including) `until`.

    `article` is what a citizen is shown; `source` tells where the length comes from,
    and is shown where there is no article. `rolls`: the Algemene termijnenwet applies.
    """

    code: str
    length: int
    unit: Unit
    since: date
    until: date | None
    article: str
    source: str = ""
    rolls: bool = True

    def __post_init__(self) -> None:
        # A unit read from the database is a plain string; it must not pass for another.
        object.__setattr__(self, "unit", Unit(self.unit))
        if self.length < 0:
            raise ValueError(f"Termijn '{self.code}': de lengte is kleiner dan nul.")
        if self.until is not None and self.until <= self.since:
            raise ValueError(f"Termijn '{self.code}': het einde ligt niet na het begin.")

    def in_force(self, on: date) -> bool:
        return self.since <= on and (self.until is None or on < self.until)


@dataclass(frozen=True, slots=True)
class Term:
    """The last day of a term, and in plain Dutch how it was counted."""

    on: date
    why: str


@dataclass(frozen=True, slots=True)
class Suspension:
    """Days on which the decision term stands still (Awb 4:15), `until` exclusive.

    For a request for more information `since` is the day after that request was made
    and `until` the day the answer came in. An end that is known counts in full, also
    when it lies ahead (the applicant agreed to a delay); None is still running, until
    `lapses_on`: the day after the term that was set, where it went by unused.
    """

    since: date
    until: date | None
    lapses_on: date | None = None

    def __post_init__(self) -> None:
        _require_date(self.since)
        if self.until is not None and self.until < self.since:
            raise ValueError("Opschorting: het einde ligt voor het begin.")

    def ended_by(self, on: date) -> date | None:
        """The first day after it, as known on that day; None while it still runs."""
        if self.until is None and self.lapses_on is not None and self.lapses_on <= on:
            return self.lapses_on
        return self.until


class Clock:
    """Counts terms by dated rules and the Dutch calendar.

    Build one and keep it: the calendar is made once per year. `days_off` are the days
    that were put on a par with public holidays by decree, with their names. The
    calendar of holidays runs from 1966 to 2100; outside it only weekends, 5 May and
    decree days are known. Raises ValueError where two rules of one code overlap.
    """

    def __init__(self, rules: Iterable[Rule], days_off: Mapping[date, str] = _NO_DAYS) -> None:
        self._rules: dict[str, list[Rule]] = {}
        for rule in sorted(rules, key=lambda rule: (rule.code, rule.since)):
            same = self._rules.setdefault(rule.code, [])
            if same and (same[-1].until is None or rule.since < same[-1].until):
                raise ValueError(f"Termijn '{rule.code}': op {sentence(rule.since)} gelden er twee tegelijk.")
            same.append(rule)
        self._decreed = dict(days_off)
        self._years: dict[int, dict[date, str]] = {}

    # The calendar

    def day_off(self, day: date) -> str | None:
        """The Dutch name of a holiday or weekend day; None for an ordinary day.

        A holiday in a weekend is called by the name of the holiday.
        """
        _require_date(day)
        return self._days_off_in(day.year).get(day)

    def next_working_day(self, day: date) -> date:
        """The first ordinary day from `day` on; that is `day` itself if it is one."""
        _require_date(day)
        while day in self._days_off_in(day.year):
            day += ONE_DAY
        return day

    def add_working_days(self, start: date, n: int) -> date:
        """The n-th ordinary day after `start`, which is itself not counted.

        With n = 0: `start`, or the first ordinary day after it.
        """
        if n < 0:
            raise ValueError("Het aantal werkdagen is kleiner dan nul.")
        day = self.next_working_day(start) if n == 0 else start
        _require_date(day)
        while n > 0:
            day += ONE_DAY
            if day not in self._days_off_in(day.year):
                n -= 1
        return day

    def days_left(self, until: date, on: date) -> int:
        """Calendar days from `on` to `until`: 0 on the last day, negative when late."""
        _require_date(until)
        _require_date(on)
        return (until - on).days

    # The terms

    def counts_from(self, *codes: str) -> date:
        """The first day from which all these terms can be counted. Raises NoRule where one isn't known at all."""
        for code in codes:
            if not self._rules.get(code):
                raise NoRule(code, date.min)
        return max(self._rules[code][0].since for code in codes)

    def rule(self, code: str, on: date) -> Rule:
        """The rule of this code in force on a day. Raises NoRule."""
        _require_date(on)
        for rule in self._rules.get(code, ()):
            if rule.in_force(on):
                return rule
        raise NoRule(code, on)

    def term(self, code: str, start: date, *, label: str) -> Term:
        """The last day of a term that starts to run on the day after `start`.

        The rule is the one in force on `start`; `label` says what happened on that day
        ('melding', 'verzonden'). Raises NoRule.
        """
        rule = self.rule(code, start)
        end, parts = self._counted(rule, start, label)
        return Term(end, _explained(parts, rule.article or rule.source))

    def before(self, code: str, end: date, *, label: str) -> Term:
        """The day that lies a rule's length before `end`: for warnings and reminders.

        Counting back never moves off a weekend or holiday (Atw article 1 lid 2). The
        rule is the one in force on `end`; `label` says what ends. Raises NoRule.
        """
        rule = self.rule(code, end)
        if rule.unit is Unit.WORKING_DAYS:
            day, left = end, rule.length
            while left > 0:
                day -= ONE_DAY
                if day not in self._days_off_in(day.year):
                    left -= 1
        else:
            day = _by_calendar(end, rule, -1)
        part = f"{_length(rule)} vóór {label} {plain(end)} = {sentence(day)}"
        return Term(day, _explained([part], rule.article or rule.source))

    def suspendable(
        self,
        code: str,
        start: date,
        *,
        label: str,
        suspensions: Iterable[Suspension] = (),
        announced: date | None = None,
        on: date,
        article: str = SUSPENSION_ARTICLE,
    ) -> Term:
        """The last day of a term that can be suspended (Awb 4:15, or another `article`); `announced`: by which a notice
        (Awb 4:14) expects it.

        The term stands still on the days of the suspensions; a day in two of them
        counts once, and one that is still running counts through `on`, so the answer
        may move as long as it runs. A suspension that began when the term was over adds
        nothing. A notice moves nothing: it is told, and the day of the law stays. Raises NoRule.
        """
        _require_date(on)
        rule = self.rule(code, start)
        end = self._end(rule, start)
        parts = [_sum(label, start, rule, end)]
        articles = [rule.article or rule.source]

        moved = self._suspended(rule, start, end, suspensions, on, parts)
        if moved != end:
            parts.append(f"dus {sentence(moved)}")
            articles.append(article)

        last_day = self._rolled(rule, moved)
        parts += self._rolling(moved, last_day)
        if announced is not None:
            _require_date(announced)
            articles.append(DELAY_ARTICLE)
            parts.append(f"bericht van uitstel: verwacht op {sentence(announced)}, dat verschuift deze dag niet")
        return Term(last_day, _explained(parts, *articles))

    def _suspended(
        self, rule: Rule, start: date, end: date, suspensions: Iterable[Suspension], on: date, parts: list[str]
    ) -> date:
        """The counted end as the suspensions move it; what each did is added to `parts`."""
        counted_to = start + ONE_DAY
        for suspension in sorted(suspensions, key=_by_start):
            stop = suspension.ended_by(on) or max(on + ONE_DAY, suspension.since)
            begin = max(suspension.since, counted_to)
            days = (stop - begin).days
            if days <= 0:
                parts.append(f"{_period(suspension, stop)}: geen extra dagen")
            elif begin > self._rolled(rule, end):
                parts.append(f"{_period(suspension, stop)}: geen extra dagen, de termijn was toen al voorbij")
            else:
                # Between the counted end and the day it rolls to, no counted day is
                # left to shift: the term ends on the first ordinary day afterwards.
                end = end + (stop - begin) if begin <= end else stop
                counted_to = stop
                whole = (stop - suspension.since).days
                of = f" (van de {whole})" if days < whole else ""
                parts.append(f"{_period(suspension, stop)}: {_days(days)} erbij{of}")
        return end

    def agreeable(self, code: str, start: date, *, label: str, agreed_until: date | None = None) -> Term:
        """The last day of a term that knows no suspension, and that only the citizen can agree to make longer.

        The date agreed is taken as it is; the right to go on once the term itself is over stays. Raises NoRule.
        """
        rule = self.rule(code, start)
        last_day, parts = self._counted(rule, start, label)
        if agreed_until is not None:
            _require_date(agreed_until)
            if agreed_until > last_day:
                apply_from = sentence(last_day + ONE_DAY)
                last_day = agreed_until
                parts.append(f"met de inwoner afgesproken: uiterlijk {sentence(last_day)}")
                parts.append(f"het recht om na {_length(rule)} een aanvraag te doen blijft, dus vanaf {apply_from}")
            else:
                parts.append(f"met de inwoner afgesproken: {plain(agreed_until)}; dat is niet later en verandert niets")
        return Term(last_day, _explained(parts, rule.article or rule.source))

    # How it is done

    def _days_off_in(self, year: int) -> dict[date, str]:
        days = self._years.get(year)
        if days is None:
            days = weekends(year)
            days.update((d, n) for d, n in self._decreed.items() if d.year == year)
            days.update(public_holidays(year))
            self._years[year] = days
        return days

    def _end(self, rule: Rule, start: date) -> date:
        """The counted end, before the Algemene termijnenwet moves it."""
        if rule.unit is Unit.WORKING_DAYS:
            return self.add_working_days(start, rule.length)
        return _by_calendar(start, rule, 1)

    def _rolled(self, rule: Rule, end: date) -> date:
        return self.next_working_day(end) if rule.rolls else end

    def _counted(self, rule: Rule, start: date, label: str) -> tuple[date, list[str]]:
        end = self._end(rule, start)
        parts = [_sum(label, start, rule, end)]
        if rule.unit is Unit.WORKING_DAYS:
            parts += self._not_counted(start, end)
            return end, parts
        last_day = self._rolled(rule, end)
        if rule.rolls and (end - start).days >= 3:
            ordinary = self._ordinary_days(start, last_day, enough=2)
            if ordinary < 2:
                last_day = self.add_working_days(last_day, 2 - ordinary)
                parts += self._rolling(end, last_day, short=True)
                return last_day, parts
        parts += self._rolling(end, last_day)
        return last_day, parts

    def _ordinary_days(self, after: date, through: date, *, enough: int) -> int:
        """Ordinary days after a day, through another; stops counting at `enough`."""
        result = 0
        while after < through and result < enough:
            after += ONE_DAY
            if after not in self._days_off_in(after.year):
                result += 1
        return result

    def _rolling(self, end: date, last_day: date, *, short: bool = False) -> list[str]:
        """Why a term that was counted to `end` runs on to `last_day`."""
        if last_day == end:
            return []
        names = []
        day = end
        while day < last_day:
            name = self._days_off_in(day.year).get(day)
            if name is not None and (name not in WEEKEND or day == end):
                article = "een " if name in WEEKEND else ""
                names.append(f"{day_and_month(day)} is {article}{name}")
            day += ONE_DAY
        parts = [_and(names)] if names else []
        if short:
            parts.append("in de termijn zitten ten minste twee gewone dagen")
        parts.append(f"dus {sentence(last_day)}")
        return parts

    def _not_counted(self, start: date, end: date) -> list[str]:
        """Which days between start and end were no working days."""
        names = []
        weekend = False
        day = start + ONE_DAY
        while day < end:
            name = self._days_off_in(day.year).get(day)
            if name in WEEKEND:
                weekend = True
            elif name is not None:
                names.append(f"{day_and_month(day)} ({name})")
            day += ONE_DAY
        if weekend:
            names.insert(0, "het weekend")
        return [f"niet meegeteld: {_and(names)}"] if names else []


def _length(rule: Rule) -> str:
    unit = _SINGULAR[rule.unit] if rule.length == 1 else rule.unit.value
    return f"{rule.length} {unit}"


def _days(n: int) -> str:
    return "1 dag" if n == 1 else f"{n} dagen"


def _and(items: list[str]) -> str:
    return " en ".join(filter(None, [", ".join(items[:-1]), *items[-1:]]))


def _sum(label: str, start: date, rule: Rule, end: date) -> str:
    return f"{label} {plain(start)} + {_length(rule)} = {sentence(end)}"


def _period(suspension: Suspension, stop: date) -> str:
    if suspension.until is None and stop != suspension.lapses_on:
        if stop == suspension.since:
            return f"opgeschort vanaf {plain(suspension.since)}, nog niet begonnen"
        through = plain(stop - ONE_DAY)
        since = plain(suspension.since)
        return f"opgeschort sinds {since}, loopt nog, tot en met {through}"
    if stop <= suspension.since + ONE_DAY:
        return f"opgeschort op {plain(suspension.since)}"
    through = plain(stop - ONE_DAY)
    return f"opgeschort van {plain(suspension.since)} tot en met {through}"


def _explained(parts: list[str], *articles: str) -> str:
    cited = "; ".join(filter(None, articles))
    return "; ".join(parts) + (f" ({cited})" if cited else "")


def _by_start(suspension: Suspension) -> tuple[date, date]:
    return suspension.since, suspension.until or date.max


def _by_calendar(day: date, rule: Rule, way: int) -> date:
    """A rule's length on (1) or back (-1). Who was born on 29 February is a year older on 1 March of most years."""
    if rule.unit is not Unit.YEARS:
        return day + way * timedelta(days=rule.length * (7 if rule.unit is Unit.WEEKS else 1))
    year = day.year + way * rule.length
    try:
        return day.replace(year=year)
    except ValueError:
        return date(year, 3, 1)


def _require_date(day: date) -> None:
    """A moment is no day: its date depends on the time zone, and it equals no date."""
    if isinstance(day, datetime):
        raise TypeError("A term counts days: give a date, not a datetime.")


SINCE = date(2015, 1, 1)
WMO = "Wmo 2015, artikel "
AWB = "Awb, artikel "


def law(code: str, length: int, unit: Unit, article: str, source: str) -> Rule:
    """A term of the law, with its article and where its length stands."""
    return Rule(code, length, unit, SINCE, None, article, source)


def house(code: str, length: int, unit: Unit = Unit.WORKING_DAYS) -> Rule:
    """A term that the house has agreed with itself."""
    return Rule(code, length, unit, SINCE, None, "", "werkafspraak")
