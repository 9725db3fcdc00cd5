"""What Werkvoorraad reads: one list, how many there are on each, and how many per group.

The plain list, which nearly everybody asks for, is a statement of fixed shape; what is narrowed or sorted is composed.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any, Final

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Case, CharField, F, Func, IntegerField, OuterRef, Q, Value, When
from django.db.models.functions import Cast, Lower
from django.utils import timezone

from casework.desk.worklist_asked import ALL, MINE, OUT, POOL, TEAM, Asked, is_colleague, kinds_of_work
from casework.engine.all_work import MOST_URGENT, Merged, kinds, merged
from casework.engine.noun import PutOut
from casework.engine.paging import Ahead
from casework.engine.registry import nouns
from roles.actions import Action
from roles.fixed import Slot
from roles.lookups import among
from roles.models import Team, User
from roles.policy import Sight
from roles.shape import Seen

PER_PAGE: Final = 25
COUNT_TO: Final = 101  # beyond a hundred the exact number helps nobody
TOTALS_TO: Final = 501  # rows of a list that are divided over its groups
WORDS_OF_QUESTION: Final = 120  # letters: as many as fit beside the rest of a row
SATURDAY: Final = 5
GROUPS: Final = ("spoed", "laat", "vandaag", "week", "later")  # in the order of a list


def anchor_of(kind: Any) -> Any:
    return kind._meta.get_field(kind.anchor_field).related_model


def of_list(kind: Any, sight: Sight, key: str) -> Any:
    """The open work of one list. Who is of no team has all that is theirs on one."""
    rows = kind.objects.open()
    if key == MINE:
        return rows.personal(sight) if is_colleague(sight) else rows.mine(sight)
    if key == POOL:
        return rows.pool(sight, hands_out=sight.has(Action.HAND_OUT_WORK))
    return rows.visible_to(sight) if key == ALL else rows.of_my_teams(sight)


def to_show(rows: Any, sight: Sight, *, of_others: bool, question: bool) -> Any:
    """With all that a list shows of them, and whether what they are about may be shown to this person at all; the first
    words of the question for whoever may read all of it."""
    anchor, path = anchor_of(rows.model), f"{rows.model.anchor_field}__"
    words = anchor.in_own_words(sight, path, WORDS_OF_QUESTION) if question else None
    shown = Case(When(anchor.seen(sight, path), then=Value(True)), default=Value(False))
    rows = rows.for_list(of_others=of_others)
    return rows.annotate(shown=shown, asked=Value("") if words is None else words)


_KEY: Final = F("pk")


def _first_page(sight: Sight, kind: Any, key: str, of_others: bool, question: bool) -> Any:
    """Which those are is found first: what stands beside a row is read for those alone, not for all that is in order."""
    most = PER_PAGE + 1
    first = _first(sight, kind, key, most)
    if _by_team(sight, key):
        first = kind.objects.filter(among(first)).order_by(*MOST_URGENT).values("pk")[:most]
    rows = kind.objects.filter(among(first)).order_by(*MOST_URGENT)
    return to_show(rows, sight, of_others=of_others, question=question)


def _first(sight: Sight, kind: Any, key: str, most: int, what: Any = _KEY) -> Any:
    """The keys of the first so many of one list, or `what` of them. By team it is so many of each of them."""
    rows = of_list(kind, sight, key).order_by(*MOST_URGENT)
    if not _by_team(sight, key):
        return rows.values(first=what)[:most]
    # of one team, said so that the order begins with it: only the index of teams is in that order. By any other the planner
    # hopes to meet a team's first soon, and passes by all that is open of the municipality where that team has nothing.
    team = OuterRef("pk")
    of_one = rows.filter(team__gte=team, team__lte=team).order_by("team_id", *MOST_URGENT)
    of_one = _row(of_one.values(first=what)[:most])
    return Team.objects.filter(pk__in=sorted(sight.team_ids())).order_by().values(first=_Each(of_one))


def _by_team(sight: Sight, key: str) -> bool:
    """Whether a list is found team by team: each has an index in order. In the order of the municipality, all that isn't
    theirs would be passed by until there are enough."""
    return key == TEAM and not any(one.everywhere for one in sight.holdings)


def _row(values: Any) -> Cast:
    """Of its kind, also where nobody of this shape has any: then it is written as nothing at all."""
    row = ArraySubquery(values)
    return Cast(row, row.output_field)


class _Each(Func):
    """Each value of a row of them."""

    function = "unnest"
    set_returning = True

    def _resolve_output_field(self) -> Any:
        row: Any = self.source_expressions[0].output_field
        return row.base_field


_FIRST: Final = Seen("the first page of a list", _first_page)


def listed(sight: Sight, asked: Asked, *, question: bool) -> Ahead:
    """The rows of the list: of the plain one the first page is asked for now."""
    first = None
    if asked.plain:
        first = [_FIRST.objects(sight, kind, asked.tab, asked.of_others, question) for kind in kinds()]

    def rows() -> Merged:
        found = [_in_order(narrowed(kind, sight, asked), sight, asked) for kind in kinds()]
        shown = [to_show(one, sight, of_others=asked.of_others, question=question) for one in found]
        return Merged(shown, by=_SORTED if asked.sort else None, down=asked.down)

    return Ahead(merged(first, slice(0, PER_PAGE + 1)) if first else None, rows, PER_PAGE)


# --- narrowed, and in another order --------------------------------------------------------------------------------

_SORTED: Final = "sorted_by"


def narrowed(kind: Any, sight: Sight, asked: Asked) -> Any:
    """What is known of the anchor alone narrows only where it may be seen: which row is there would tell it."""
    rows, anchor, path = of_list(kind, sight, asked.tab), anchor_of(kind), f"{kind.anchor_field}__"
    if asked.kern:
        rows = rows.filter(kern__slug=asked.kern)
    if asked.work:
        rows = rows.filter(step__startswith=f"{kinds_of_work()[asked.work][0]}.")
    if asked.late:
        rows = rows.filter(due_on__lt=timezone.localdate())
    if asked.urgent:
        rows = rows.filter(urgent=True)
    about = _about(anchor, path, sight, asked)
    return rows if about is None else rows.filter(anchor.seen(sight, path) & about)


def _about(anchor: Any, path: str, sight: Sight, asked: Asked) -> Q | None:
    if not asked.layer and not asked.lead:
        return None
    about = Q()
    if asked.layer:
        has_layer = any(one.name == "layer" for one in anchor._meta.concrete_fields)
        about &= Q(**{f"{path}layer": asked.layer}) if has_layer else Q(pk__in=[])
    if asked.lead:
        led = anchor.led_by(sorted(sight.acts_for) if asked.lead == "ik" else (), path)
        about &= Q(pk__in=[]) if led is None else led
    return about


def _in_order(rows: Any, sight: Sight, asked: Asked) -> Any:
    """What can't wait always first."""
    if not asked.sort:
        return rows.order_by(*MOST_URGENT)
    by = F(_SORTED)
    ordered = rows.annotate(**{_SORTED: _column(rows.model, sight, asked.by)})
    return ordered.order_by("-urgent", by.desc() if asked.down else by.asc(), "due_on", "pk")


def _column(kind: Any, sight: Sight, by: str) -> Any:
    match by:
        case "wat":
            return Lower("what")
        case "kern":
            return Lower("kern__name")
        case "sinds":
            return F("opened_at")
        case "uiterlijk":
            return F("due_on")
        case "aanzet":
            named = Lower("for_user__first_name")
            handed = When(handed_to__isnull=False, then=Lower("handed_to__first_name"))
            return Case(handed, When(for_user__isnull=False, then=named), default=F("for_role"))
    anchor, path = anchor_of(kind), f"{kind.anchor_field}__"
    found = anchor.sorted_by({"wie": "name", "bij": "holder", "regie": "lead"}[by], path)
    return Value("") if found is None else Case(When(anchor.seen(sight, path), then=found), default=Value(""))


# --- how many ------------------------------------------------------------------------------------------------------


def _count(sight: Sight, keys: tuple[str, ...]) -> Any:
    """In one statement: it is asked no more often by there being more lists, or more kinds of anchor."""
    # in order, so that an index of what is open finds them: not by passing by all that is closed
    found = {
        f"{key}_{number}": _HowMany(_row(_first(sight, kind, key, COUNT_TO)))
        for key in keys
        for number, kind in enumerate(kinds())
    }
    return _of(sight, found)


def _of(sight: Sight, found: dict[str, Any]) -> Any:
    """One row, of the person themselves."""
    return User.objects.filter(pk=sight.user_id).annotate(**found).values_list(*found, named=True)


class _HowMany(Func):
    function = "cardinality"
    output_field = IntegerField()


_COUNT: Final = Seen("how many on some lists", _count)


class Counted:
    """How many there are on each of these lists, as far as anybody counts. Asked when it is made, read when it is looked at."""

    def __init__(self, sight: Sight, keys: Iterable[str]) -> None:
        self._keys = tuple(keys)
        work = tuple(key for key in self._keys if key != OUT)
        self._work: Iterable[Any] = _COUNT.rows(sight, work) if work else ()
        self._out: list[Iterable[Any]] = []
        if OUT in self._keys:
            self._out = [_COUNT_OUT.rows(sight)]
            self._out += [noun.put_out(sight) for noun in nouns() if noun.put_out and noun.put_out_keys is None]

    def numbers(self) -> dict[str, int]:
        found: Counter[str] = Counter()
        for row in self._work:
            for name, number in row._asdict().items():
                found[name.rpartition("_")[0]] += number or 0  # of nothing there is no row
        found[OUT] = sum(1 for rows in self._out for _ in rows)
        return {key: min(found[key], COUNT_TO) for key in self._keys}


def end_of_week(today: dt.date) -> dt.date:
    """On a Saturday or Sunday the week that counts is the one to come."""
    return today + dt.timedelta(days=6 - today.weekday() + (7 if today.weekday() >= SATURDAY else 0))


def group_of(urgent: bool, due: dt.date, today: dt.date) -> str:
    """The key of the group in which this turn stands."""
    if urgent:
        return "spoed"
    if due <= today:
        return "laat" if due < today else "vandaag"
    return "week" if due <= end_of_week(today) else "later"


def name_of_group(key: str, today: dt.date) -> str:
    if key == "week":
        return "Komende week" if today.weekday() >= SATURDAY else "Deze week"
    return {"spoed": "Spoed", "laat": "Te laat", "vandaag": "Vandaag", "later": "Later"}[key]


def _group(today: Any, sunday: Any) -> Any:
    """The twin of `group_of`, in the database."""
    return Case(
        When(urgent=True, then=Value("spoed")),
        When(due_on__lt=today, then=Value("laat")),
        When(due_on=today, then=Value("vandaag")),
        When(due_on__lte=sunday, then=Value("week")),
        default=Value("later"),
        output_field=CharField(),
    )


def _totals(sight: Sight, key: str, *, today: dt.date, sunday: dt.date) -> Any:
    group = _group(today, sunday)
    return _per_kind(sight, [_first(sight, kind, key, TOTALS_TO, group) for kind in kinds()])


def _per_kind(sight: Sight, groups: Iterable[Any]) -> Any:
    """One row, with of each kind the group of each turn that is counted: of so many no row is looked up again."""
    return _of(sight, {f"kind_{number}": _row(one) for number, one in enumerate(groups)})


_TOTALS: Final = Seen("how many per group of a list", _totals, today=Slot.DAY, sunday=Slot.DAY)


class Totals:
    """How many there are per group. Of a list longer than is counted the last group that was reached says '+', and the
    groups after it nothing."""

    def __init__(self, sight: Sight, asked: Asked) -> None:
        today = timezone.localdate()
        sunday = end_of_week(today)
        if asked.narrowed:
            lists = (narrowed(kind, sight, asked).order_by(*MOST_URGENT) for kind in kinds())
            group = _group(today, sunday)
            self._asked: Iterable[Any] = _per_kind(sight, [rows.values(first=group)[:TOTALS_TO] for rows in lists])
        else:
            self._asked = _TOTALS.rows(sight, asked.tab, today=today, sunday=sunday)
        self._found: dict[str, int] = {}

    def read(self) -> "Totals":
        """In the order of the groups, as far as is counted."""
        found = Counter(group for row in self._asked for kind in row for group in kind or ())
        left = TOTALS_TO
        for key in GROUPS:
            self._found[key] = min(found[key], left)
            left -= self._found[key]
        return self

    def __len__(self) -> int:
        return sum(self._found.values())

    def of(self, *keys: str) -> str:
        """'12', '500+', or nothing where it isn't known."""
        reached = sum(self._found.get(key, 0) for key in keys)
        if len(self) < TOTALS_TO:
            return str(reached) if reached else ""
        last = next(key for key in reversed(GROUPS) if self._found.get(key))
        return f"{reached}+" if last in keys else str(reached) if reached else ""


# --- what was asked of others --------------------------------------------------------------------------------------


def _count_out(sight: Sight) -> Any:
    keys = [one for noun in nouns() if noun.put_out_keys is not None for one in noun.put_out_keys(sight)]
    return keys[0].union(*keys[1:], all=True)[:COUNT_TO]


_COUNT_OUT: Final = Seen("how many were asked of others", _count_out)


def put_out(sight: Sight) -> Iterator[Iterable[PutOut]]:
    """What each noun knows that this person asked of others: asked now, read when it is looked at."""
    return (found for found in [noun.put_out(sight) for noun in nouns() if noun.put_out is not None])


def in_order_of_answer(found: Iterable[Iterable[PutOut]]) -> list[PutOut]:
    """The first due first; what has no day last."""
    return sorted((one for rows in found for one in rows), key=lambda one: (one.due or dt.date.max, one.since, one.url))
