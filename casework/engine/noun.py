"""How nouns meet without the engine knowing them: each gives one `Noun`, by the same few names.

A name that is left out contributes nothing. Nothing registers itself by being imported: `casework.nouns` lists them,
and `install` puts that list in force. What is forgotten is refused there (see `complete`).
"""

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.db.models import Q, QuerySet

from casework.engine.machine import Attempt, Condition
from casework.law.terms import Rule
from roles.matrix import Relation

if TYPE_CHECKING:
    from casework.engine.forms import StepForm
    from casework.engine.open_rows import OpenRow
    from casework.engine.turns import Roster, Turn
    from casework.engine.writes import Write
    from roles.policy import Sight

Effect = Callable[["Write", Any, str, dict[str, Any]], None]  # write, object, state before, details


@dataclass(frozen=True, kw_only=True)
class OpenRows:
    """The open rows of a noun that routing reads, of any number of anchors in one query together with all others.

    `rows` gives them for a day; `columns` are what its turns look at, besides `id` (public id) and `since`, which are
    always there. `days` and `amounts` name annotations that are dates or decimals (columns of the model need no
    mention). `people`, `organisations` and `teams` name the columns that say whose memberships decide who is there;
    `not_asked` names columns with people or places that never get a turn by it, each for a reason in a comment.
    `mandates`: whether a mandate can decide whose turn it is. `relations`: how people stand to the anchor by it.
    `read` makes of a row what a turn needs, in place.
    """

    rows: Callable[[dt.date], QuerySet[Any]]
    columns: tuple[str, ...] = ()
    days: tuple[str, ...] = ()
    amounts: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()
    teams: tuple[str, ...] = ()
    not_asked: tuple[str, ...] = ()
    mandates: bool = False
    relations: dict[Relation, tuple[str, ...]] = field(default_factory=dict)
    read: Callable[["OpenRow"], None] | None = None
    nested: dict[str, Callable[[dt.date], Any]] = field(default_factory=dict)  # rows below a row, as one more column


@dataclass(frozen=True, slots=True)
class Ending:
    """What closing does to some rows: a step the system takes on each, or columns that are set."""

    rows: Sequence[Any]
    step: str = ""
    details: dict[str, Any] = field(default_factory=dict)
    columns: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Closing:
    """What closing or ending an anchor has to do with this noun: which states stand in the way, end, or live on.

    Every state that isn't final stands in at least one of the four. `at_close` and `at_end` tell what ends; both are
    given the rows in those states (read together with every other noun's, in one query) and give `Ending`s, which are
    written together, in one statement. `only` leaves out rows that aren't meant, by their columns.
    """

    blocks: tuple[str, ...] = ()  # closing waits for these; ending doesn't
    reason: str = ""  # what is said then, with the tab or page where it is put right
    where: str = ""
    ends: tuple[str, ...] = ()  # ended by closing and by ending, unless they block
    outlives: tuple[str, ...] = ()
    only: Callable[[], Q] | None = None
    leave_out: tuple[str, ...] = ()  # wide columns that no ending looks at
    at_close: Callable[["Write", list[Any], dict[str, Any]], Iterable[Ending]] | None = None
    at_end: Callable[["Write", list[Any], dict[str, Any]], Iterable[Ending]] | None = None
    warns: Callable[[Any, list[Any]], str] | None = None  # anchor, rows: what ending brings about, told beforehand

    @property
    def states(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys((*self.blocks, *self.ends)))


@dataclass(frozen=True, kw_only=True)
class Make:
    """How one is made from its anchor: the label of its button, the name of its address, and when it is offered."""

    label: str
    url: str  # name of the address; its argument is the anchor's reference
    offered: Callable[[Attempt], bool]
    needs: tuple[Condition, ...] = ()  # what the operation refuses on, for docs/steps.md
    instead: Callable[[Attempt], tuple[str, str] | None] | None = None  # another link in its place: label and address
    tab: str = ""  # the tab on which its button stands too


@dataclass(frozen=True, kw_only=True)
class ByDate:
    """What changes by itself on a day. `due` finds the rows it may concern; `do` looks again and does it, one at a
    time: by the day it was due, at the moment of the run (row, day, moment)."""

    name: str
    due: Callable[[dt.date], Iterable[Any]]
    do: Callable[[Any, dt.date, dt.datetime], object]


@dataclass(frozen=True, kw_only=True)
class Letter:
    """A kind of paper: what it is called, how its content is frozen, and how it is printed.

    `content` gives what the letter says (of the anchor, its object, the day) in plain JSON and ready words. `clause`:
    one may object (Awb 3:45). `announces`: it must reach the citizen, or what it tells doesn't count (Awb 3:41).
    `letter` False: paper that nobody sends, such as a summary. `pages` prints more than one template.
    """

    kind: str
    label: str
    template: str
    content: Callable[[Any, Any, dt.date], dict[str, Any]] | None = None
    clause: bool = False
    announces: bool = False
    letter: bool = True
    citizen_reads: bool = True
    taken_anew: bool = False  # decides nothing: made a second time it is taken anew as a whole
    pages: Callable[[dict[str, Any]], Iterable[tuple[str, int]]] | None = None


@dataclass(frozen=True, kw_only=True)
class Tab:
    """A page of the anchor that shows this noun whole."""

    key: str
    place: str
    label: str
    shown: Callable[["Sight", Any], bool]
    order: int


@dataclass(frozen=True, kw_only=True)
class Part:
    """A noun's part of a page: a template and what it is given. `prefetch` is read with the anchor itself."""

    template: str
    context: Callable[["Sight", Any], dict[str, Any]]
    order: int = 0
    prefetch: Callable[[], tuple[Any, ...]] = tuple


@dataclass(frozen=True, kw_only=True)
class OnSummary:
    """A noun's part of the summary on paper: keys of the frozen content, and the template that prints them.

    `chapter` is the heading under which it stands. `content` is given the anchor, whether it is for the citizen,
    whether what is shielded may be in it, and the day.
    """

    chapter: str
    template: str
    content: Callable[..., dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Nothing:
    """Written down: this noun has no part there, and why."""

    why: str


@dataclass(frozen=True, slots=True)
class Keeps:
    """How long a kind of piece is kept, counted from what, and where that stands."""

    years: int
    counted_from: str
    source: str


@dataclass(frozen=True, slots=True)
class Clock:
    """One term that runs on an anchor: its last day, and how it was counted."""

    name: str
    on: dt.date
    why: str


@dataclass(frozen=True, kw_only=True, eq=False)
class Noun:
    """What one noun brings along. `name` stands in events and open work, for ever; `formerly` are names it had."""

    name: str
    model: str = ""  # 'app.Model' of its machine, where it has one
    anchor: str = ""  # 'app.Model' of what it hangs on; its own model for an anchor; '' for what hangs on nothing
    place: str = ""  # where its pages are: '/things/'
    rows_name: str = ""  # what its anchor calls its rows: 'things'
    formerly: tuple[str, ...] = ()
    rank: int = 100  # where it stands in what people read: turns, what blocks closing, docs/steps.md
    open_rows: OpenRows | None = None
    turns: Callable[["Roster", Sequence["OpenRow"]], list["Turn"]] | None = None
    needs: dict[str, tuple[Condition, ...]] = field(default_factory=dict)
    effects: dict[str, Effect] = field(default_factory=dict)
    asks: dict[str, type["Asks"]] = field(default_factory=dict)
    closing: Closing | None = None
    makes: tuple[Make, ...] = ()
    terms: tuple[Rule, ...] = ()
    by_date: tuple[ByDate, ...] = ()
    queue: Callable[[dt.datetime], tuple[str, QuerySet[Any]]] | None = (
        None  # a worker's task, and the rows it waits for
    )
    letters: tuple[Letter, ...] = ()
    forms: Any = None  # the module with the forms that its steps name
    tabs: tuple[Tab, ...] = ()
    on_case: tuple[Part, ...] = ()
    beside_case: tuple[Part, ...] = ()
    on_limited_case: tuple[Part, ...] = ()
    for_citizen: tuple[Part, ...] = ()
    on_summary: tuple[OnSummary, ...] | Nothing | None = None
    # public ids → what somebody reads of them on a list who may see them, but not the file they belong to
    in_few_words: Callable[["Sight", list[str]], dict[str, str]] | None = None
    who_sees: Callable[..., Any] | None = None
    clocks: Callable[[Any, dt.date], Iterable[Clock]] | None = None
    step_head: str = ""  # the template with what stands above a step's form
    keeps: dict[str, Keeps] = field(default_factory=dict)
    urls: Sequence[Any] = ()


class Asks:
    """What a noun adds to the form of a step of a noun before it: fields when the form is set up, details afterwards."""

    def __init__(self, form: "StepForm") -> None:
        self.form = form

    def set_up(self) -> None:
        """Add fields to `self.form`."""

    def details(self) -> dict[str, Any]:
        """What the step gets of them."""
        return {}
