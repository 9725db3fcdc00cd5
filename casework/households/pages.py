"""The page 'Gezin en huishouden', and the forms by which it is kept."""

from collections.abc import Callable, Iterator
from typing import Any, Final

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.http import require_safe

from casework.engine.finding import refuse, sight_of, visible, visible_anchor
from casework.engine.form_page import Elsewhere, form_page, of
from casework.engine.machine import Attempt, Permit, condition
from casework.engine.makes import may_make
from casework.engine.next_here import TurnsOf
from casework.engine.noun import Make, Part
from casework.engine.object_page import PER_PAGE, show
from casework.engine.paging import page_of
from casework.engine.parts import ask_on_page
from casework.engine.step_page import step_page
from casework.engine.surroundings import surroundings_of
from casework.households import deaths, forms, operations
from casework.households.models import Household, Member
from casework.households.querysets import cases
from casework.households.states import Asks, Ended
from casework.households.turns import ASKED
from casework.households.walls import reads_free_words
from casework.households.work import HouseholdWork
from roles import reading_log
from roles.actions import Action
from roles.fixed import Slot
from roles.policy import Sight, may
from roles.shape import Seen

PART: Final = "gezin en huishouden"


# --- the page ------------------------------------------------------------------------------------------------------


def _turns_of(sight: Sight, kind: Any, *, household: int) -> Any:
    rows = kind.objects.open().visible_to(sight).filter(household=household)
    return rows.for_list().told_apart(sight).order_by("due_on", "pk")


_TURNS: Final = Seen("turns of a household", _turns_of, household=Slot.ID)


class _TurnsOf(TurnsOf):
    """All that is asked on a household, whichever of them it is about."""

    def ask(self, obj: Any) -> None:
        self._rows = _TURNS.objects(self._sight, HouseholdWork, household=obj.pk)


@require_safe
def household(request: HttpRequest, key: str) -> HttpResponse:
    """Who live together, what happened, and of each the cases that this visitor may see: nothing tells of others."""
    sight = sight_of(request)
    turns = _TurnsOf(sight)
    found = visible(request, Household, key, part=PART, ask=turns.ask)
    members = list(
        Member.objects.visible_to(sight)
        .filter(household=found)
        .select_related("person")
        .prefetch_related("authority__person")
    )
    theirs = _cases_of(members, sight)
    reading_log.looked_over(
        sight, [one for rows in theirs.values() for one in rows], part=PART, action=Action.VIEW_FILE
    )
    writes = may(sight, Action.EDIT_FILE, found)
    return show(
        request,
        "households/household.html",
        found,
        turns,
        heading=found.subject,
        here=[_told(one, members, theirs, sight) for one in members if one.lives_here],
        before=[one for one in members if not one.lives_here],
        writes=writes and found.is_open,
        settles=writes,
        makes=may_make(found, sight, surroundings_of(found, sight, sight.on)),
        parts=ask_on_page(found, sight)(),
        free=reads_free_words(sight, found),
        page=page_of(request, found.events.visible_to(sight).order_by("-at", "-pk"), PER_PAGE, counted=False),
    )


def _cases_of(members: list[Member], sight: Sight) -> dict[int, list[Any]]:
    """By person: their cases of which this visitor may see the file."""
    people = [one.person_id for one in members if one.ended_why != Ended.VERTROKKEN]
    rows = cases().visible_to(sight, Action.VIEW_FILE).filter(person__in=people).select_related("regisseur", "person")
    found: dict[int, list[Any]] = {}
    for case in rows.order_by("-reported_at", "-pk"):
        found.setdefault(case.person_id, []).append(case)
    return found


def _told(member: Member, known: list[Member], theirs: dict[int, list[Any]], sight: Sight) -> dict[str, Any]:
    person = member.person
    return {
        "row": member,
        "age": person.age_in_words(sight.on),
        "minor": person.is_minor(sight.on),
        "holders": [one.name for one in member.authority.all() if one in known],
        "cases": theirs.get(person.pk, []),
    }


# --- from a case ---------------------------------------------------------------------------------------------------


@condition("Deze zaak gaat niet over een inwoner.", moot=True)
def is_of_a_person(attempt: Attempt) -> bool:
    person = attempt.anchor.person
    return person is not None and person.deceased_on is None


def household_of(case: Any) -> Household | None:
    """Where the person of this case lives."""
    return Household.objects.filter(members__person=case.person_id, members__until=None).first()


MAKE = Make(
    label="Begin een huishouden",
    url="huishouden-beginnen",
    order=90,
    by=Permit(Action.EDIT_FILE),
    needs=(is_of_a_person,),
    instead=lambda attempt: household_of(attempt.anchor),
    instead_label="Gezin en huishouden",
    tab="gegevens",
    beside_steps=False,
)
_HOUSEHOLD: Final = Seen(
    "the household of a case",
    lambda sight, *, person: (
        Member.objects.visible_to(sight)
        .here()
        .filter(household__members__person=person, household__members__until=None)
        .select_related("household", "person")
        .order_by("since", "pk")
    ),
    person=Slot.ID,
)


def _beside(case: Any, sight: Sight, rows: Iterator[Any]) -> dict[str, Any]:
    members = list(rows)
    return {
        "household": members[0].household if members else None,
        "others": [one for one in members if one.person_id != case.person_id],
    }


ON_CASE: Final = (
    Part(
        template="households/on_case.html",
        order=25,
        ask=lambda case, sight: _HOUSEHOLD.objects(sight, person=case.person_id or 0),
        context=_beside,
    ),
)


def _case_to_begin(request: HttpRequest, ref: str, part: str) -> Any:
    case = visible_anchor(request, cases().model, ref, Action.VIEW_FILE, part=part)
    if not may(sight_of(request), Action.EDIT_FILE, case):
        refuse(request, case, part=part)
        raise PermissionDenied
    if case.person is None:
        raise Elsewhere(case.get_absolute_url())
    if request.method != "POST" and (there := household_of(case)) is not None:
        raise Elsewhere(there.get_absolute_url())
    return case


def _begin(case: Any, **details: Any) -> Household:
    return operations.begin(case.person, team=case.team, kern=case.kern, **details)


begin = form_page(
    _case_to_begin,
    forms.BeginForm,
    _begin,
    part=PART,
    heading="Begin een huishouden",
    submit="Begin",
    done="Het huishouden is begonnen. Voeg toe wie er nog meer wonen.",
    to=None,
    back="gegevens/",
    lead="Met deze inwoner, op het adres dat nu bekend is. Vanaf dan staat het adres bij het huishouden.",
)


# --- who lives there -----------------------------------------------------------------------------------------------


def _at(
    find: Callable[..., Any], form: Any, write: Callable[..., Any], heading: Any, submit: str, done: str, **more: Any
) -> Any:
    return form_page(find, form, write, part=PART, heading=heading, submit=submit, done=done, **more)


def _open(request: HttpRequest, key: str, part: str) -> Any:
    found = of(Household, Action.EDIT_FILE)(request, key=key, part=part)
    if not found.is_open and request.method != "POST":
        raise Elsewhere(found.get_absolute_url())
    return found


def _member(*, asks: bool = False) -> Callable[..., Any]:
    """One who lives there, or of whom is asked what it means that they don't."""

    def find(request: HttpRequest, key: str, part: str) -> Any:
        row = of(Member, Action.EDIT_FILE)(request, key=key, part=part)
        if request.method != "POST" and not (row.asks if asks else row.lives_here):
            raise Elsewhere(row.household.get_absolute_url())
        return row

    return find


add = _at(
    _open,
    forms.MemberForm,
    operations.add_member,
    "Voeg iemand toe",
    "Voeg toe",
    "De persoon staat bij het huishouden.",
)
born = _at(
    _open,
    forms.BornForm,
    operations.add_member,
    "Er is een kind geboren",
    "Leg vast",
    "Het kind staat bij het huishouden.",
)
move = _at(
    _open,
    forms.MoveForm,
    operations.move,
    "Het huishouden verhuist",
    "Leg de verhuizing vast",
    "Het nieuwe adres staat vast, voor wie er wonen.",
    lead="Iedereen die er nu woont, krijgt dit adres. Verhuist er één? Leg dan bij die persoon vast: is vertrokken.",
)
change = _at(
    _member(),
    forms.ChangeMemberForm,
    operations.change_member,
    lambda row: f"Verbeter wat er staat van {row.name}",
    "Bewaar",
    "De gegevens zijn verbeterd.",
)
leave = _at(
    _member(),
    forms.LeaveForm,
    operations.leave,
    lambda row: f"{row.name} is vertrokken",
    "Leg het vertrek vast",
    "Het vertrek staat vast.",
    to=lambda row, sight: _home_of(row, sight),
)
die = _at(
    _member(),
    forms.DiedForm,
    deaths.has_died,
    lambda row: f"{row.name} is overleden",
    "Leg het overlijden vast",
    "Het overlijden staat vast.",
)
settle = _at(
    _member(asks=True),
    forms.SettleForm,
    operations.settle,
    lambda row: f"{ASKED[Asks(row.asks)][0] if row.asks else 'Leg vast wat het betekent'}: {row.name}",
    "Leg vast",
    "Het staat vast.",
)


def _home_of(row: Member, sight: Sight) -> str:
    """The household, or home where it isn't this person's to see any more."""
    there = Household.objects.visible_to(sight).filter(pk=row.household_id).exists()
    return row.household.get_absolute_url() if there else "/"


URLS = (
    path("zaken/<slug:ref>/huishouden/", begin, name="huishouden-beginnen"),
    path("huishoudens/<key:key>/", household, name="huishouden"),
    path("huishoudens/<key:key>/stap/<slug:slug>/", step_page(Household), name="huishouden-stap"),
    path("huishoudens/<key:key>/lid/", add, name="lid-toevoegen"),
    path("huishoudens/<key:key>/geboren/", born, name="lid-geboren"),
    path("huishoudens/<key:key>/verhuizen/", move, name="huishouden-verhuizen"),
    path("huishoudens/lid/<key:key>/wijzigen/", change, name="lid-wijzigen"),
    path("huishoudens/lid/<key:key>/vertrokken/", leave, name="lid-vertrokken"),
    path("huishoudens/lid/<key:key>/overleden/", die, name="lid-overleden"),
    path("huishoudens/lid/<key:key>/gezien/", settle, name="lid-gezien"),
)
