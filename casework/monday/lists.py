"""What a leader looks at on Monday, as lists: the figure on the page and the list behind it are one queryset.

All of it is of one team, and of what the leader may see. Lists of cases have the question's first words and the day of the
first turn; lists of turns are of the team's open work.
"""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any, Final

from django.db.models import Count, DateField, Exists, F, Min, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Left
from django.utils import timezone

from casework.applications.models import Application
from casework.cases.models import Case
from casework.cases.states import CaseKind, Phase
from casework.cases.work import WorkItem
from casework.defaults.models import DefaultNotice
from casework.defaults.states import DefaultState
from casework.indicaties.models import VoorlopigeIndicatie
from casework.indicaties.states import IndicatieState
from casework.people.models import NAME
from casework.provisions.models import Provision
from casework.provisions.states import ProvisionState
from casework.vangnet.models import VangnetRequest
from roles.actions import Action
from roles.fixed import Slot
from roles.lookups import among
from roles.policy import Sight
from roles.shape import Seen

NEAR: Final = dt.timedelta(days=7)  # who looks once a week sees it before it is too late
RESEARCH: Final = dt.timedelta(weeks=6)  # Wmo 2015, 2.3.2 lid 1; of what wasn't even begun
HELP_ENDS: Final = dt.timedelta(weeks=12)
WORDS: Final = 160  # letters of the question that a row can show


@dataclass(frozen=True, slots=True)
class Days:
    """The days on which Monday turns: today, the Monday before it, and until or since when something counts."""

    on: dt.date

    @property
    def monday(self) -> dt.date:
        """The last Monday before today: on a Monday a week ago."""
        return self.on - dt.timedelta(days=self.on.weekday() or 7)

    @property
    def slots(self) -> dict[str, Any]:
        return {
            "since": timezone.make_aware(dt.datetime.combine(self.monday, dt.time.min)),
            "before": timezone.make_aware(dt.datetime.combine(self.monday - dt.timedelta(weeks=1), dt.time.min)),
            "near": self.on + NEAR,
            "received": self.on + NEAR - RESEARCH,
            "ends": self.on + HELP_ENDS,
            "ended": self.on - HELP_ENDS,
        }


_SLOTS: Final[dict[str, Any]] = {
    "team": Slot.ID,
    "since": Slot.MOMENT,
    "before": Slot.MOMENT,
    "near": Slot.DAY,
    "received": Slot.DAY,
    "ends": Slot.DAY,
    "ended": Slot.DAY,
}


def turns_of(case: str, **which: Any) -> QuerySet[WorkItem]:
    """The open turns of a case that not only some may know of. `team`, where it is known of the case, has an index."""
    return WorkItem.objects.open().filter(case=OuterRef(case), known_to=None, **which)


def of_team(team: int) -> Any:
    """Of what hangs on a case: it is one of this team's. Else all of the municipality is read, to have it at hand."""
    return among(Case.objects.filter(team=team).order_by().values("pk"), "case")


def _turn(given: dict[str, Any], **which: Any) -> Exists:
    """Of a case: there is such a turn. The night asks it of every team at once."""
    return Exists(turns_of("pk", **({"team": given["team"]} if "team" in given else {}), **which))


def _there(given: dict[str, Any]) -> Any:
    return of_team(given["team"]) if "team" in given else Q()


# --- lists of cases ----------------------------------------------------------------------------------------------


def _new(cases: Any, on: dt.date, given: dict[str, Any]) -> Any:
    return cases.filter(reported_at__gte=given["since"])


def _new_before(cases: Any, on: dt.date, given: dict[str, Any]) -> Any:
    return cases.filter(reported_at__gte=given["before"], reported_at__lt=given["since"])


def _not_met(cases: Any, on: dt.date, given: dict[str, Any]) -> Any:
    """The turn *Maak kennis* is past: five working days after the research began."""
    return cases.filter(_turn(given, step="case.meet", due_on__lt=on))


def _research(cases: Any, on: dt.date, given: dict[str, Any]) -> Any:
    """Past its term or nearly so, also where nobody began; not where the report went out in time."""
    begun = Q(phase=Phase.ONDERZOEK, report_sent_on=None) & Q(_turn(given, step__in=_REPORT, due_on__lte=given["near"]))
    waits = Q(phase=Phase.AANMELDING, kind=CaseKind.MELDING, clock_from__lte=given["received"])
    return cases.filter(begun | waits)


def _undecided(cases: Any, on: dt.date, given: dict[str, Any]) -> Any:
    """Nobody decided in time; somebody did and it wasn't sent; or the applicant wrote that it is late."""
    steps = ("application.decide", "application.prepare", "application.delay")
    late = _turn(given, step__in=steps, due_on__lt=on)
    untold = Application.objects.filter(case=OuterRef("pk"), decided_on__isnull=False, announced_on=None)
    untold = untold.filter(_there(given))
    unsent = _turn(given, step__in=_LETTERS, due_on__lt=on) & Exists(untold)
    return cases.filter(late | unsent | Exists(_in_default("pk").filter(_there(given))))


def _in_default(case: str) -> QuerySet[DefaultNotice]:
    """Notices of default whose decision didn't go out yet, the first day first."""
    rows = DefaultNotice.objects.filter(case=OuterRef(case), state=DefaultState.ONTVANGEN)
    return rows.filter(application__announced_on=None).order_by("due_on")


def _help_ends(cases: Any, on: dt.date, given: dict[str, Any]) -> Any:
    """Temporary help that ended or will, and help by a decision, where nothing was decided that goes on after it."""
    granted = Provision.objects.filter(case=OuterRef("case"), state__in=ProvisionState.RUNS)
    goes_on = granted.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=OuterRef("ends_on")))
    temporary = VoorlopigeIndicatie.objects.filter(~Exists(goes_on), case=OuterRef("pk"))
    temporary = temporary.filter(
        Q(state=IndicatieState.AFGEGEVEN, ends_on__lte=given["ends"])
        | Q(state=IndicatieState.GEEINDIGD, after_end_on__isnull=True)
    )
    decided = Provision.objects.filter(
        ~Exists(goes_on.exclude(pk=OuterRef("pk"))),
        case=OuterRef("pk"),
        state__in=ProvisionState.RUNS,
        ends_on__gte=given["ended"],
        ends_on__lte=given["ends"],
    )
    provisions = Provision.objects.filter(
        Q(state__in=ProvisionState.RUNS, looked_on=None, ends_on__lte=given["ends"]) | Q(undecided_since__isnull=False),
        case=OuterRef("pk"),
    )
    found = (rows.filter(_there(given)) for rows in (temporary, decided, provisions))
    return cases.filter(reduce(or_, map(Exists, found)))


def _to_share(cases: Any, on: dt.date, given: dict[str, Any]) -> Any:
    """Open, and nobody watches over it: no regisseur, or one who isn't there and for whom nobody covers."""
    return cases.open().filter(Q(regisseur=None) | _turn(given, step="case.assign"))


# --- lists of turns ----------------------------------------------------------------------------------------------

DECIDING: Final = (
    "vangnet.approve",
    "indicatie.issue",
    "indicatie.review",
    "indicatie.decide_after_end",
    "application.decide",
    "provision.review",
    "provision.keep",
    "default_notice.establish",
)
_OTHERS: Final = ("handover.accept", "handover.promise", "handover.withdraw", "advice.receive", "wait.come")
_REPORT: Final = ("research.settle", "research.send")
_LETTERS: Final = ("document.send", "document.retry", "document.remake")


def _to_decide(turns: Any, sight: Sight) -> Any:
    """What this leader may decide, at once: vangnet, above the mandate of others, reviews."""
    return turns.mine(sight).filter(step__in=DECIDING)


def _waits_too_long(turns: Any, sight: Sight) -> Any:
    """What was asked of another and isn't there on its day (a hand-over's answer, an advice, what a case waits for): one row
    for each, however many turns it made."""
    late = turns.of_my_teams(sight).filter(step__in=_OTHERS, due_on__lt=sight.on)
    earlier = late.filter(object_id=OuterRef("object_id"), pk__lt=OuterRef("pk"))
    return late.filter(~Exists(earlier))


def _unsent(turns: Any, sight: Sight) -> Any:
    return turns.of_my_teams(sight).filter(step__in=_LETTERS, due_on__lt=sight.on)


def _objections(turns: Any, sight: Sight) -> Any:
    """Against a decision of this team, and nobody handles it yet. It isn't theirs to handle: they know of it."""
    return turns.of_my_teams(sight).filter(step="objection.take_on")


# --- all of them -------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class TeamList:
    """One list: its address, what it is called, what is said where it is empty, and its rows. `first_day` gives of a case
    the day that the figure tells with its number."""

    slug: str
    label: str
    empty: str
    of_cases: Callable[[Any, dt.date, dict[str, Any]], Any] | None = None
    of_turns: Callable[[Any, Sight], Any] | None = None
    first_day: Callable[[], Any] | None = None

    def rows(self, sight: Sight, given: dict[str, Any]) -> Any:
        """Bare: what a figure counts."""
        if self.of_cases is not None:
            cases = Case.objects.visible_to(sight, Action.VIEW_FILE).filter(team=given["team"])
            return self.of_cases(cases, sight.on, given)
        assert self.of_turns is not None
        return self.of_turns(WorkItem.objects.open(), sight).filter(team=given["team"])

    def to_show(self, sight: Sight, given: dict[str, Any]) -> Any:
        """The same in order, with what a row shows."""
        rows = self.rows(sight, given)
        return shown_cases(rows) if self.of_cases is not None else _shown_turns(rows)


def shown_cases(cases: Any) -> Any:
    """With the question's first words and the day of the first turn; spoed first, whatever its day."""
    first = turns_of("pk").order_by("due_on").values("due_on")[:1]
    people = ("regisseur__first_name", "regisseur__last_name", "regisseur__username")
    names = (*(f"person__{one}" for one in NAME), "kern__name")
    return (
        cases.annotate(due_on=Subquery(first), asked=Left("question", WORDS))
        .annotate(default_on=Subquery(_in_default("pk").values("due_on")[:1]))
        .select_related("person", "kern", "regisseur")
        .only("ref", "provision", "urgent", "weight", "phase", "layer", "closed_on", *names, *people)
        .order_by("-urgent", F("due_on").asc(nulls_last=True), "pk")
    )


def _shown_turns(turns: Any) -> Any:
    """With the question's first words; and of money that is asked, how much and what for."""
    request = VangnetRequest.objects.filter(public_id=OuterRef("object_id"))
    return (
        turns.for_list()
        .annotate(asked=Left("case__question", WORDS), amount=Subquery(request.values("amount")))
        .annotate(purpose=Subquery(request.values("purpose")))
        .order_by("due_on", "pk")
    )


FIGURES: Final = (
    TeamList("nieuw", "nieuw sinds", "Er is sinds maandag niets nieuws binnengekomen.", of_cases=_new),
    TeamList(
        "niet-gebeld",
        "niet gebeld binnen 5 werkdagen",
        "Met iedereen is binnen vijf werkdagen kennisgemaakt.",
        of_cases=_not_met,
    ),
    TeamList(
        "onderzoek",
        "onderzoek voorbij of bijna aan 6 weken",
        "Geen onderzoek is over zijn termijn of binnen een week zo ver.",
        of_cases=_research,
    ),
    TeamList(
        "besluit-te-laat",
        "besluit te laat",
        "Geen besluit is te laat.",
        of_cases=_undecided,
        first_day=lambda: Subquery(_in_default("pk").values("due_on")[:1]),
    ),
    TeamList(
        "hulp-stopt",
        "hulp gestopt of stopt binnen 12 weken, zonder besluit",
        "Er stopt binnen 12 weken geen hulp zonder dat er een besluit is.",
        of_cases=_help_ends,
    ),
)
BEFORE: Final = TeamList(
    "nieuw-vorige-week", "nieuw in de week daarvoor", "In die week kwam er niets binnen.", of_cases=_new_before
)
TO_SHARE: Final = TeamList("te-verdelen", "Te verdelen", "Elke zaak heeft een regisseur die er is.", of_cases=_to_share)
TO_DECIDE: Final = TeamList("te-beslissen", "Te beslissen", "Er wacht niets op uw besluit.", of_turns=_to_decide)
WAITS: Final = TeamList(
    "wacht-te-lang", "Wacht te lang op een ander", "Niemand anders laat ons te lang wachten.", of_turns=_waits_too_long
)
UNSENT: Final = TeamList("brieven", "Brieven niet verstuurd", "Elke brief is op tijd verstuurd.", of_turns=_unsent)
OBJECTIONS: Final = TeamList("nieuwe-bezwaren", "Nieuwe bezwaren", "Er is geen nieuw bezwaar.", of_turns=_objections)
LISTS: Final = {one.slug: one for one in (*FIGURES, BEFORE, TO_SHARE, TO_DECIDE, WAITS, UNSENT, OBJECTIONS)}


def _counted(sight: Sight, slug: str, **given: Any) -> Any:
    one = LISTS[slug]
    rows = one.rows(sight, given).order_by()
    day = one.first_day() if one.first_day else Value(None, DateField())
    counted = rows.annotate(day=day).values("team_id").annotate(n=Count("pk", distinct=True), first=Min("day"))
    return counted.values_list("n", "first", named=True)


def _first(sight: Sight, slug: str, most: int, **given: Any) -> Any:
    return LISTS[slug].to_show(sight, given)[:most]


_COUNT: Final = Seen("how many on a list of the team", _counted, **_SLOTS)
_FIRST: Final = Seen("the first of a list of the team", _first, **_SLOTS)


class Asked:
    """A list of this team, asked now: how many, and the first of them."""

    def __init__(self, one: TeamList, sight: Sight, team: int, most: int = 0) -> None:
        given = Days(sight.on).slots | {"team": team}
        self.list = one
        self._count = _COUNT.rows(sight, one.slug, **given)
        self._rows: Iterator[Any] = _FIRST.objects(sight, one.slug, most, **given) if most else iter(())
        self._read: tuple[int, dt.date | None, list[Any]] | None = None

    def _found(self) -> tuple[int, dt.date | None, list[Any]]:
        if self._read is None:
            counted = next(((row.n, row.first) for row in self._count), (0, None))
            self._read = (*counted, list(self._rows))
        return self._read

    @property
    def count(self) -> int:
        return self._found()[0]

    @property
    def first_day(self) -> dt.date | None:
        """Of a notice of default: the first day by which a decision must be out."""
        return self._found()[1]

    @property
    def rows(self) -> list[Any]:
        return self._found()[2]

    @property
    def more(self) -> int:
        return self.count - len(self.rows)


def whole(one: TeamList, sight: Sight, team: int) -> Any:
    """The list itself, as a queryset to be paged."""
    return one.to_show(sight, Days(sight.on).slots | {"team": team})
