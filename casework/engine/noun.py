"""How nouns meet without the engine knowing them: each gives one `Noun`, by the same few names.

A name that is left out contributes nothing. Nothing registers itself by being imported: `casework.nouns` lists them,
and `install` puts that list in force. What is forgotten is refused there (see `complete`).
"""

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Protocol

from django.db.models import Q, QuerySet
from django.utils.safestring import SafeString

from casework.engine.machine import Attempt, Condition, Permit
from casework.law.terms import Rule, Term
from roles.actions import Action
from roles.matrix import Relation
from roles.models import NoticeKind

if TYPE_CHECKING:
    from casework.engine.forms import StepForm
    from casework.engine.open_rows import OpenRow
    from casework.engine.signs import Sign
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
    `names` gives the rows that name one of some people otherwise than by a column (a row below it).
    `mandates`: whether a mandate can decide whose turn it is. `relations`: how people stand to the anchor by it.
    `read` makes of a row what a turn needs, in place. Where `rows` or something `nested` is another on another day,
    `other_by_day` gives the anchors where it is because of the days after one, through another.
    """

    rows: Callable[[dt.date], QuerySet[Any]]
    columns: tuple[str, ...] = ()
    days: tuple[str, ...] = ()
    amounts: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()
    teams: tuple[str, ...] = ()
    names: Callable[[Collection[int]], Q] | None = None
    not_asked: tuple[str, ...] = ()
    mandates: bool = False
    relations: dict[Relation, tuple[str, ...]] = field(default_factory=dict)
    read: Callable[["OpenRow"], None] | None = None
    nested: dict[str, Callable[[dt.date], Any]] = field(default_factory=dict)  # rows below a row, as one more column
    other_by_day: Callable[[dt.date, dt.date], QuerySet[Any]] | None = None


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
    """How one is made from its anchor: the label of its button, the name of its address, and when that is offered.

    It stands beside the anchor's steps (unless `beside_steps` is false), in the order of all nouns', and on `tab`.
    `by` says who may; as long as `needs` hold, it is offered. `instead` gives what is shown in its place, where there
    is such a thing, under `instead_label`. `in_place`: meant so often that it isn't folded away, and its form opens
    on the anchor's own page (see `form_page`). `prompt`: the question after which it
    stands in plain sight, beside what is asked, for what can't wait.
    """

    label: str
    url: str  # name of the address; its argument is the anchor's key
    order: int
    by: Permit
    needs: tuple[Condition, ...] = ()
    instead: Callable[[Attempt], Any] | None = None
    instead_label: str = ""
    tab: str = ""
    beside_steps: bool = True
    in_place: bool = False
    prompt: str = ""


@dataclass(frozen=True, kw_only=True)
class ByDate:
    """What changes by itself on a day. `due` finds the rows it concerns; each is held, looked for by `due` once more,
    and then done, one at a time: by the day it was due, at the moment of the run (row, day, moment).

    `found_by` names the column with the day ('app.Model', 'column') by whose index the database finds what is due: what
    this costs follows from that, and not from how much there is.
    """

    name: str
    due: Callable[[dt.date], QuerySet[Any]]
    found_by: tuple[str, str] = ("", "")
    do: Callable[[Any, dt.date, dt.datetime], object]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A part of a letter that a municipality may word itself (never what the law asks in so many words).

    `text` is what it says as long as nobody worded it otherwise, parts between empty lines, with '[naam]' where
    something is filled in; `fields` are the places that only this letter has: name → where it stands in its content.
    """

    key: str  # stored with its words
    label: str  # how beheer finds it: mostly its heading
    text: str
    fields: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Letter:
    """A kind of paper: what it is called, how its content is frozen, and how it is printed.

    `content` gives what the letter says (of the anchor, its object, the day) in plain JSON and ready words. `clause`: one
    may object (Awb 3:45); `appeal`: one may go to the court (Awb 7:12). `announces`: it must reach the citizen, or what
    it tells doesn't count (Awb 3:41). `letter` False: paper that nobody sends, such as a summary. `office`: in whose name
    it goes, where that isn't the team. `pages` prints more than one template. `paragraphs`: what the municipality words
    itself, printed by `{% wording s "key" %}`. `reads` adds to its content what is read from stored files, once, before
    it is laid out; `bound` puts of that between its pages what isn't laid out. `joins`: all it says is its paragraphs;
    where a decision on the same anchor goes out that day, they stand in that one.
    """

    kind: str
    label: str
    template: str
    content: Callable[[Any, Any, dt.date], dict[str, Any]] | None = None
    clause: bool = False
    appeal: bool = False
    announces: bool = False
    office: str = ""
    letter: bool = True
    citizen_reads: bool = True
    apart: bool = False  # read by who reads what it is about (`Noun.kept_apart`), whose noun tells whose turn it is
    sent_by: str = ""  # the 'noun.step' that sends it, whose turn it then is: that of the letter itself isn't told
    taken_anew: bool = False  # decides nothing: made a second time it is taken anew as a whole
    pages: Callable[[dict[str, Any]], Iterable[tuple[str, int]]] | None = None
    reads: Callable[[dict[str, Any]], dict[str, Any]] | None = None
    bound: Callable[[dict[str, Any], bytes], bytes] | None = None
    paragraphs: tuple[Paragraph, ...] = ()
    joins: bool = False


@dataclass(frozen=True, kw_only=True)
class Tab:
    """A page of the anchor that shows this noun whole, at `place` below it: for whom all `actions` are theirs.

    `formerly` are places that lead here for ever: events, mails and bookmarks hold them. With `in_row` false it is no tab
    among the others, and something else leads to it.
    """

    key: str  # also how a look at it is logged
    place: str
    label: str
    order: int
    actions: tuple[Action, ...] = (Action.VIEW_FILE,)
    formerly: tuple[str, ...] = ()
    in_row: bool = True


@dataclass(frozen=True, kw_only=True)
class TabCount:
    """How many there are behind a tab, told beside its label: `ask` asks it of anchor and visitor by a statement of fixed
    shape, which gives one row at most, with `n` of all and `new` of those that came since this visitor looked there."""

    tab: str
    words: str  # what they are, as one counts them
    ask: Callable[[Any, "Sight"], Iterable[Any]]


@dataclass(frozen=True, kw_only=True)
class Part:
    """A noun's part of a page of its anchor: a template, what it is given (of anchor and visitor), and its place.

    `ask` asks what it reads, by statements of fixed shape: all parts of a page in one round trip. `context` is then given
    what it gave, as a third. On a page by tab, `tab` is the key of that one; for whom all `actions` are theirs.
    """

    template: str
    order: int
    context: Callable[..., dict[str, Any]]
    ask: Callable[[Any, "Sight"], Any] | None = None
    tab: str = ""
    actions: tuple[Action, ...] = ()


@dataclass(frozen=True, slots=True)
class OnTimeline:
    """How a timeline shows what happened: for each verb that begins with this, the longest that does.

    `icon` is one of the few; `kind` is under which choice it is found ('contacten', 'besluiten', 'geld', 'inzage'), or
    under none of them.
    """

    verb: str
    icon: str
    kind: str = ""


@dataclass(frozen=True, kw_only=True)
class Seen:
    """Through what of an anchor people see it: whom its rows name, and what they show to whom may take `action` there.

    The columns hold ids. `rows` are those that show something on that day, in `words`; with `else_nothing` they are
    told of only for who sees nothing else of the anchor.
    """

    people: Iterable[int | None] = ()
    organisations: Iterable[int | None] = ()
    teams: Iterable[int | None] = ()
    rows: Sequence[Any] = ()
    action: Action = Action.VIEW_FILE
    words: str = ""
    else_nothing: bool = False


@dataclass(frozen=True, kw_only=True)
class TurnName:
    """What a turn's row is called beside the turn, where the turn alone doesn't tell it from another: a column of the
    row with its words, and which rows have it."""

    column: str
    words: Callable[[str], str]
    only: Callable[[], Q]


@dataclass(frozen=True, slots=True)
class Readers:
    """For whom a summary is made: `shielded` says that what is kept from the citizen may be in it, never in theirs."""

    citizen: bool
    shielded: bool


@dataclass(frozen=True, kw_only=True)
class OnSummary:
    """A noun's part of the summary on paper: keys of the frozen content, and the template that prints them.

    `chapter` is the heading under which it stands: the desk knows their order, and one it doesn't know comes last.
    `content` is given the anchor, for whom it is and the day; it gives plain JSON in ready words, under keys that no
    other part has, and asks the database as often for many rows as for one. `prefetch` is read with the anchor, for
    every part that looks at those rows. `template` gets all content as `s`, also such as was frozen before this part
    was there; where it has nothing to tell it prints nothing, and a chapter without anything says so.
    """

    chapter: str
    template: str
    content: Callable[[Any, Readers, dt.date], dict[str, Any]]
    prefetch: Callable[[], tuple[Any, ...]] = tuple


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
class Reached:
    """What of an anchor reached somebody under the name it has: what it was, whom it reached, and the day."""

    what: str
    whom: str
    on: dt.date


class Is(Protocol):
    """Whether what a row says of somebody (their name, number, or the key of their organisation) is who is looked for."""

    def __call__(self, *, name: str = "", phone: str = "", organisation: int | None = None) -> bool: ...


@dataclass(frozen=True, slots=True)
class TakesPart:
    """A row in which somebody takes part: in words, what it is; and where somebody decides about that, by which button."""

    what: str
    url: str
    button: str


@dataclass(frozen=True, slots=True)
class Known:
    """Something that is known of an anchor: in words that can be quoted, where it stands, and by which key of its noun."""

    key: str
    words: str
    source: str


@dataclass(frozen=True, slots=True)
class RunningTerm:
    """One term that runs on an anchor, and what it is of. `told`: how its citizen reads it, before the day and after it.
    `order`: of two that end on one day. Not `ours`: it is the citizen's to use or not."""

    name: str
    told: tuple[str, str]
    term: Term
    order: int
    ours: bool = True


@dataclass(frozen=True, slots=True)
class PutOut:
    """One thing that somebody asked of others and waits for: what, of whom, since when, and by when an answer is due.

    `due` is None where nothing says by when. `url` is where the asker finds it, and can take it back or ask again.
    `named`: whether they may know whom it is about; `asked`: the first words of the question, where they may read it.
    """

    anchor: Any
    what: str
    whom: str
    since: dt.date
    due: dt.date | None
    url: str
    named: bool = True
    asked: str = ""


@dataclass(frozen=True, slots=True)
class PaidTo:
    """What the bank is told of one payment: whose account, its number, how much in euros, and what stands on their
    statement (where that is empty: who pays, and its key)."""

    name: str
    iban: str
    amount: Decimal
    words: str = ""


@dataclass(frozen=True, kw_only=True, eq=False)
class Pays:
    """Rows of a noun that are paid, many at once in a file for the bank.

    Their model takes `pay` by hand; and of a file `prepare`, `release`, `book` and `take_out`, each on all rows in it, by
    who acts on the file. It has `payee`, `payee_iban`, `batch`, `decided_on` and `paid_on`.
    `payments` gives the model of what was put in files: `batch`, `reference`, `amount`, and the row itself in column `of`.
    """

    label: str  # of many: how who pays finds them
    payments: Callable[[], type[Any]]
    of: str
    waits: Q
    under_way: Q
    paid: Q
    ready: str  # how one stands that can be put in a file
    why_not: Callable[[Any, "Sight"], str]  # of a row that is held: why this person can't put it in a file now; or ''
    hands: Callable[[Any], Collection[int]]  # who had a hand in a row: none of them releases its file
    told: Callable[[Any], PaidTo]
    charged_to: Callable[[Any], str]

    @property
    def model(self) -> Any:
        return self.payments()._meta.get_field(self.of).related_model


@dataclass(frozen=True, kw_only=True)
class Told:
    """Who hears that something happened ('noun.step', of this noun or one before it), besides who did it.

    `words` names nobody: what it was about is shown beside it, to who may see that. `to` gives keys of people.
    """

    verb: str
    kind: NoticeKind
    words: str
    to: Callable[["Write", Any], Iterable[int | None]]


@dataclass(frozen=True, slots=True)
class ReadByOther:
    """What one reader outside the team gets to read: what it is called, and the thing itself as they see it.

    `speaks_about`: where it speaks about the citizen, who reads it themselves (see `speaks_about.py`).
    """

    heading: str
    html: SafeString
    speaks_about: tuple[str, ...] = ()


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
    # until when its anchor waits for something, so that the ordinary work of its own seat (`Seat.rests`) rests
    rests: Callable[["Roster", Sequence["OpenRow"]], dt.date | None] | None = None
    needs: dict[str, tuple[Condition, ...]] = field(default_factory=dict)
    effects: dict[str, Effect] = field(default_factory=dict)
    asks: dict[str, type["Asks"]] = field(default_factory=dict)
    closing: Closing | None = None
    makes: tuple[Make, ...] = ()
    terms: tuple[Rule, ...] = ()
    by_date: tuple[ByDate, ...] = ()
    # a worker's tasks, each with the rows it waits for
    queues: Callable[[dt.datetime], Iterable[tuple[str, QuerySet[Any]]]] | None = None
    signs: tuple[Callable[[dt.datetime], "Sign"], ...] = ()  # how it goes with its work behind the screen
    letters: tuple[Letter, ...] = ()
    forms: Any = None  # the module with the forms that its steps name
    tabs: tuple[Tab, ...] = ()
    tab_counts: tuple[TabCount, ...] = ()
    on_tabs: tuple[Part, ...] = ()  # below what another noun shows on its tab
    reads_along: Callable[[], tuple[Any, ...]] = tuple  # what the anchor's page reads of it, as for prefetch_related
    at_hand: tuple[Part, ...] = ()  # on the anchor's page, between what is next and what happened: for who writes there
    on_page: tuple[Part, ...] = ()  # beside the anchor, for who may see it whole
    on_limited_page: tuple[Part, ...] = ()  # for who sees only where it stands: their own part
    for_citizen: tuple[Part, ...] = ()
    on_timeline: tuple[OnTimeline, ...] = ()
    # 'noun.step' of a step that is no more → what the timeline goes on saying where it was taken
    told_before: dict[str, str] = field(default_factory=dict)
    turn_name: TurnName | None = None
    # of a turn that is settled in more than one way: 'noun.step' that it names → those ways, each a 'noun.step' or the
    # address of a `Make`, in the order in which they are chosen from
    ways: dict[str, tuple[str, ...]] = field(default_factory=dict)
    on_summary: tuple[OnSummary, ...] | Nothing | None = None
    # what this person asked of others and still waits for, the first due first: the list *Uitgezet*
    put_out: Callable[["Sight"], Iterable[PutOut]] | None = None
    # the keys of the same, of a fixed shape: every list shows how many there are, so all nouns' are counted in one go
    put_out_keys: Callable[["Sight"], Iterable[QuerySet[Any]]] | None = None
    # verbs of what was said with whom it is about, or written of them: the last of it is when one was in touch
    in_touch: tuple[str, ...] = ()
    pays: Pays | None = None  # what of it goes to the bank
    # its rows of help that runs that day or will; `ends_on` is the last day of it, none where it has no end
    help_runs: Callable[[dt.date], QuerySet[Any]] | None = None
    # of an anchor: its help as it holds that day, in words, a line each; for who is told what help there is
    help_in_words: Callable[[Any, dt.date], list[str]] | None = None
    # public ids → what somebody reads of them on a list who may see them, but not the file they belong to
    in_few_words: Callable[["Sight", list[str]], dict[str, str]] | None = None
    who_sees: Callable[[Any, dt.date], Seen] | None = None
    # of rows that not everyone who reads of their anchor may know: the keys (`Machine.kept_apart`) of those this person may
    kept_apart: Callable[["Sight"], QuerySet[Any]] | None = None
    notices: tuple[Told, ...] = ()
    # what others read of something because of what was just done: of what was done or made, who did it, since when
    read_by_others: Callable[[Any, "Sight", dt.datetime], Iterable[ReadByOther]] | None = None
    # a 'noun.step', or the address where one is made → the button by which that is seen before it is done
    seen_first: dict[str, str] = field(default_factory=dict)
    # what of its rows reached somebody outside under the anchor's name, and can't be called back
    reached: Callable[[Any], Iterable[Reached]] | None = None
    # its rows on an anchor in which somebody takes part that runs still: for who has to decide whether it goes on
    takes_part: Callable[[Any, Is], Iterable[TakesPart]] | None = None
    # what is known of an anchor already, that one needn't write again: of anchor and visitor
    known: Callable[[Any, "Sight"], Iterable[Known]] | None = None
    running_terms: Callable[[Any, dt.date, bool], Iterable[RunningTerm]] | None = None  # anchor, day, whether printed
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

    def warnings(self) -> list[str]:
        """What isn't wrong, and yet worth a look: told when the step is taken."""
        return []
