"""The cases somebody directs, or covers, and how each stands: one query, whatever their number."""

import datetime as dt
from enum import StrEnum
from functools import reduce
from operator import or_
from typing import Any, Final

from django.db.models import Case as If
from django.db.models import CharField, Count, DateField, Exists, F, IntegerField, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce, Greatest, JSONObject

from casework.cases.events import CaseEvent
from casework.cases.models import Case
from casework.cases.states import EndReason, Phase
from casework.cases.work import WorkItem
from casework.engine.registry import hanging_on
from casework.waits.models import Wait
from casework.waits.states import WaitState
from roles.actions import Action
from roles.matrix import Role
from roles.policy import Sight

REPORT_ON_A_GOAL: Final = "goal.report"
NO_END: Final = dt.date.max  # until when help runs that has no last day, as what is on loan


class Standing(StrEnum):
    """How a case stands for who directs it."""

    TURN = "aan-zet"
    WAITS = "wacht"
    SLEEPS = "slaapt"


def directed(sight: Sight) -> Any:
    """Those, with how it `stands` and until when help runs on: all that are open, and closed ones while it does."""
    stands = If(
        When(~Q(phase__in=Phase.OPEN), then=Value(str(Standing.SLEEPS))),
        When(waits(sight.on), then=Value(str(Standing.WAITS))),
        default=Value(str(Standing.TURN)),
        output_field=CharField(),
    )
    return (
        Case.objects.visible_to(sight, Action.VIEW_FILE)
        .filter(regisseur_id__in=sorted(sight.acts_for))
        .annotate(help_until=_help_until(sight.on), stands=stands)
        .filter(Q(phase__in=Phase.OPEN) | Q(help_until__isnull=False) & ~Q(ended_reason=EndReason.OVERLEDEN))
    )


def waits(on: dt.date, *where: Any) -> Exists:
    """Of a case: it waits for something, until a day to come. `where` says which cases it may be, if that is known."""
    return Exists(Wait.objects.filter(*where, case=OuterRef("pk"), state=WaitState.LOOPT, until__gt=on))


def sleeps(on: dt.date, *where: Any) -> Q:
    """Of a case: it is closed, and help that was given still runs."""
    running = [noun.help_runs(on) for noun in hanging_on(Case) if noun.help_runs is not None]
    helped = reduce(or_, (Q(Exists(rows.filter(*where, case=OuterRef("pk")))) for rows in running), Q(pk__in=[]))
    return ~Q(phase__in=Phase.OPEN) & ~Q(ended_reason=EndReason.OVERLEDEN) & helped


def _help_until(on: dt.date) -> Greatest:
    """The last day of help that runs, of any noun; `NO_END` where some of it has none."""
    running = [
        noun.help_runs(on).annotate(last=Coalesce("ends_on", Value(NO_END)))
        for noun in hanging_on(Case)
        if noun.help_runs is not None
    ]
    last = [rows.filter(case=OuterRef("pk")).order_by("-last").values("last")[:1] for rows in running]
    return Greatest(*(Subquery(one, output_field=DateField()) for one in last))


def counts(sight: Sight) -> Any:
    """How many stand so."""
    rows = directed(sight).order_by().values("stands").annotate(n=Count("pk"))
    return rows.values_list("stands", "n", named=True)


def shown(sight: Sight, standing: str, sort: str) -> Any:
    """The rows of the list: of one standing, or of all where it is empty, in the order of `SORTS`."""
    rows = directed(sight).for_caseload()
    rows = rows.filter(stands=standing) if standing else rows
    turns = WorkItem.objects.open().of_my_teams(sight).filter(case=OuterRef("pk")).order_by("due_on", "pk")
    waiting = Wait.objects.filter(case=OuterRef("pk"), state=WaitState.LOOPT)
    return rows.annotate(
        due_on=Subquery(turns.values("due_on")[:1]),
        due=Subquery(turns.values(json=JSONObject(what="what", why="due_why", url="url"))[:1]),
        waiting=Subquery(waiting.values(json=JSONObject(what="what", waits_for="waits_for", until="until"))[:1]),
        contact_at=Subquery(contacts().values("at")[:1]),
        late_goals=Coalesce(Subquery(_late_goals(sight.on)), 0),
        in_order=_in_order(),
    ).order_by(*_order(sort))


def contacts() -> Any:
    """When there was contact: said with the citizen or written of them, or done by the citizen."""
    verbs = sorted(verb for noun in hanging_on(Case) for verb in noun.in_touch)
    told = Q(verb__in=verbs) | Q(by_role=Role.BURGER.label)
    return CaseEvent.objects.filter(told, case=OuterRef("pk")).order_by("-at", "-pk")


def _late_goals(on: dt.date) -> Any:
    """Of how many goals the word that was agreed didn't come in time."""
    late = WorkItem.objects.open().filter(case=OuterRef("pk"), step=REPORT_ON_A_GOAL, due_on__lt=on)
    return late.order_by().values("case").annotate(n=Count("pk")).values("n")


def _in_order() -> If:
    """A phase by its place on the way."""
    phases = (When(phase=phase, then=Value(place)) for place, phase in enumerate(Phase.values))
    return If(*phases, output_field=IntegerField())


# by what one may sort, as it stands in the address, and what the first click on it puts first
SORTS: Final[dict[str, tuple[Any, ...]]] = {
    "wie": (F("person__sort_name").asc(nulls_last=True), "provision"),
    "stand": ("stands", F("due_on").asc(nulls_last=True)),
    "fase": ("in_order",),
    "laag": ("layer",),
    "datum": (F("due_on").asc(nulls_last=True),),
    "contact": (F("contact_at").asc(nulls_first=True),),
    "doelen": (F("late_goals").desc(), "evaluate_on"),
}
FIRST: Final = "datum"


def _order(sort: str) -> list[Any]:
    """'-wie' is the other way round. By date spoed comes first, whatever its own."""
    columns = [one if not isinstance(one, str) else F(one).asc() for one in SORTS[sort.removeprefix("-")]]
    if sort.startswith("-"):
        columns = [one.copy() for one in columns]
        for one in columns:
            one.reverse_ordering()
    return [*([F("urgent").desc()] if sort == FIRST else []), *columns, F("pk").asc()]
