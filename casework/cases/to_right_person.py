"""The wrong person in a case: the case goes to whom it is about. What is true of a person stays with that person.

Numbers, representatives and what a visitor must know are of people, so they don't go along. What already reached
somebody can't be called back: it is listed, and the privacy officer says what follows from it (AVG 33 and 34).
"""

import datetime as dt
import uuid
from collections.abc import Collection
from typing import Final

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from casework.cases import walled
from casework.cases.alike import hold_alike, marks_of
from casework.cases.conditions import is_regisseur
from casework.cases.doubles import close_silently, point_out
from casework.cases.models import Case
from casework.cases.states import EndReason
from casework.cases.wrong_person import OF_A_CITIZEN, WrongPerson
from casework.engine.errors import NotAllowed, NotNow, Reason, refuse
from casework.engine.holding import hold, hold_roster, locked_row
from casework.engine.machine import Attempt
from casework.engine.noun import Reached
from casework.engine.possible_days import EARLIEST, Days
from casework.engine.registry import hanging_on
from casework.engine.together import write_together
from casework.engine.writes import Write, write_on
from casework.households import walls
from casework.households.walls import other_people
from casework.people.models import Person
from casework.people.same import why_same
from roles import grants
from roles.actions import Action
from roles.models import Reading, User
from roles.policy import Sight, may

SETTLED_AT: Final = "/inzage/doorgehaald/"
OVERTAKEN: Final = "Een collega was u voor: deze zaak staat intussen op een andere naam. Kijk wat er nu staat."
GONE: Final = "Een collega voegde deze gegevens net samen. Kijk wat er nu staat."
SAME: Final = "Deze zaak staat al op naam van deze inwoner."
DECEASED: Final = "Van deze inwoner is vastgelegd dat die is overleden. Kijk eerst in diens zaak of dat klopt."
BY_DEATH: Final = "Deze zaak is beëindigd omdat de inwoner overleed. Meld eerst dat de inwoner leeft."
A_WALL: Final = (
    "Tussen deze twee inwoners staat een muur. Wat in deze zaak staat, mag niet bij de ander komen. Begin voor de ander een "
    "nieuwe zaak."
)
IS_DOUBLE: Final = "Deze zaak is bij een andere gevoegd. Maak dat eerst ongedaan."


def may_move(attempt: Attempt) -> bool:
    """The regisseur or their cover, and the leader."""
    assert attempt.sight is not None
    return is_regisseur.test(attempt) or may(attempt.sight, Action.ASSIGN_CASE, attempt.anchor)


def born_by(case: Case, on: dt.date) -> Days:
    """Nobody asks for help before birth; when the wrong one died doesn't matter."""
    return Days(EARLIEST, min(on, case.received_on))


def to_right_person(
    case: Case,
    *,
    by: User | Sight,
    wrong: int,
    why: str,
    person: Person | None = None,
    beside: Case | None = None,
    consents_stand: bool = False,
    token: uuid.UUID | None = None,
    at: dt.datetime | None = None,
) -> WrongPerson:
    """The case goes from `wrong` (the key of whom it seemed to be about) to `person`, who may be unsaved, or to whom
    the case `beside` is about. `consents_stand`: it was the right one who agreed to what is shared.

    Raises NotAllowed, NotNow, Repeated.
    """
    with transaction.atomic():
        right, alike = _hold_all(case, person, beside)
        with write_on(case, by=by, action=Action.EDIT_FILE, token=token, at=at) as write:
            if not may_move(write.attempt()):
                raise NotAllowed
            _refuse(write, right, wrong)
            right = _saved(right)
            made = _remember(write, why)
            _move(write, right)
            write.tell(
                "case.person_moved",
                "Zaak op naam van de juiste inwoner gezet",
                text=why,
                action=Action.EDIT_FILE,
                url=f"{write.anchor.get_absolute_url()}gegevens/",
                details={"consents_stand": consents_stand},
            )
            walled.ended_by_who_it_is_about(write)
            close_silently(write, User.objects.filter(recusal__case__person=right.pk))
            point_out(write, alike)
    return made


def _hold_all(case: Case, person: Person | None, beside: Case | None) -> tuple[Person, Collection[int]]:
    """This case, the one beside it, those that look like either and those that point here: nobody merges or reports
    one of them meanwhile. Gives the right person, and the open cases that look to be about them."""
    hold_roster()
    former = Person.objects.get(cases=case)
    right = person or _of(beside)
    hold_alike(marks_of(former) | marks_of(right))
    same = set(Person.objects.same_as(right)) - {right.pk} - other_people(right)
    alike = set(Case.objects.open().filter(person__in=same).exclude(pk=case.pk).values_list("pk", flat=True))
    pointing = set(Case.objects.filter(looks_like=case).values_list("pk", flat=True))
    hold(Case, {case.pk, *alike, *pointing, *([beside.pk] if beside else [])})
    if beside is not None and _of(beside).pk != right.pk:
        raise NotNow([Reason(GONE)])
    return right, alike


def _of(case: Case | None) -> Person:
    person: Person | None = Person.objects.filter(cases=case).first() if case else None
    if person is None:
        raise NotNow([Reason(GONE)])
    return person


def _refuse(write: Write, right: Person, wrong: int) -> None:
    case = write.anchor
    if right.pk is None:  # written down anew: who does so needn't know of who is behind a wall
        walls.refuse(case.person, name=right.name, phone=right.phone)
    refuse(
        OVERTAKEN if case.person_id != wrong else "",
        SAME if right.pk is not None and case.person_id == right.pk else "",
        DECEASED if right.deceased_on else "",
        BY_DEATH if case.ended_reason == EndReason.OVERLEDEN else "",
        IS_DOUBLE if case.double_of_id is not None else "",
        A_WALL if right.pk is not None and walls.stands_between(case.person, right) else "",
        born_by(case, write.on).refusal(right.birth_date) if right.birth_date else "",
    )


def _saved(right: Person) -> Person:
    if right.pk is None:
        right.save()
        return right
    try:
        row: Person = locked_row(Person, right.pk)
    except Person.DoesNotExist as gone:
        raise NotNow([Reason(GONE)]) from gone
    return row


# --- what reached others -------------------------------------------------------------------------------------------


def reached(case: Case) -> list[Reached]:
    """What of this case reached somebody under the name it has now, the first first."""
    found = [one for noun in hanging_on(Case) if noun.reached is not None for one in noun.reached(case)]
    return sorted(found, key=lambda one: one.on)


def seen_by_accounts(case: Case) -> list[Reached]:
    """Citizens who looked at it with an account of their own, by the log of who looked."""
    saw_it = _accounts(case, timezone.now())
    rows = Reading.objects.filter(case_id=case.pk, refused=False, by__in=saw_it, at__gte=since(case))
    first: dict[str, dt.date] = {}
    for at, name in rows.order_by("at").values_list("at", "by_name"):
        first.setdefault(name, at.date())
    return [Reached("De zaak bekeken met een eigen account", name, on) for name, on in first.items()]


def since(case: Case) -> dt.datetime:
    """From when it stands in the name it has."""
    return case.person_since or case.reported_at


def _accounts(case: Case, until: dt.datetime) -> set[int]:
    """Of citizens, that saw it in the name it has now: those of who was taken for them before ended when it moved."""
    begun, now = timezone.localdate(since(case)), timezone.localdate(until)
    rows = case.grants.filter(Q(until=None) | Q(until__gt=begun), permission__codename__in=OF_A_CITIZEN, since__lte=now)
    return set(rows.values_list("user_id", flat=True))


def _remember(write: Write, why: str) -> WrongPerson:
    case = write.anchor
    made = WrongPerson.objects.create(
        case=case,
        was_id=case.person_id,
        since=min(since(case), write.at),
        at=write.at,
        by_name=write.by_name,
        why=why,
        reached=[{"what": one.what, "whom": one.whom, "on": one.on.isoformat()} for one in reached(case)],
    )
    made.accounts.set(_accounts(case, write.at))
    return made


# --- moving it -----------------------------------------------------------------------------------------------------


def _move(write: Write, right: Person) -> None:
    case = write.anchor
    case.person, case.person_since = right, write.at
    case.looks_like, case.came_of_age_on, case.said_who_speaks_on = None, None, None
    own_sight = case.grants.filter(permission__codename__in=OF_A_CITIZEN).exclude(until__lte=write.on)
    grants.end_all(own_sight, on=write.on)
    _look_like_it_no_more(write, right)


def _look_like_it_no_more(write: Write, right: Person) -> None:
    """Those that were pointed at this case for whom it seemed to be about."""
    pointing = list(Case.objects.filter(looks_like=write.anchor).select_related("person"))
    gone = [one for one in pointing if one.person is None or not _alike(one.person, right)]
    for one in gone:
        one.looks_like = None
    write_together([(gone, ["looks_like_id"])])
    write.elsewhere.update(one.pk for one in pointing)


def _alike(one: Person, other: Person) -> bool:
    one.work_out()
    other.work_out()
    return one.pk == other.pk or bool(why_same(one, other))


def settle(
    row: WrongPerson, *, by: User | Sight, token: uuid.UUID | None = None, at: dt.datetime | None = None
) -> None:
    """The privacy officer looked at what reached others, and at what follows from it."""
    with write_on(row.case, by=by, action=Action.VIEW_READING_LOG, token=token, at=at) as write:
        row = locked_row(WrongPerson, row.pk)
        if row.settled_at is not None:
            raise NotNow([Reason("Hierover is al beslist.")])
        row.settled_at, write.reroute = write.at, False
        row.save(update_fields=["settled_at"])
        write.tell(
            "case.person_settled",
            "Privacy officer keek wat de andere inwoner moet horen",
            action=Action.VIEW_READING_LOG,
            url=SETTLED_AT,
        )
