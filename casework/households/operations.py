"""Writing on a household: begun, who lives there, where that is, and what happens to one of them.

Locked in one order: the household, then people by their key, then its members.
"""

import datetime as dt
import uuid
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone

from casework.engine.door import perform
from casework.engine.errors import NotAllowed, NotNow, Reason, refuse, refuse_invalid
from casework.engine.holding import hold, locked_row
from casework.engine.possible_days import EARLIEST, Days
from casework.engine.refs import save_with_fresh_ref
from casework.engine.writes import Write, as_sight, only_once, write_on
from casework.households.models import Household, Member, new_ref
from casework.households.of_age import adult_on
from casework.households.states import Asks, Ended, HouseholdState, Relation
from casework.households.walling import MADE_ONE
from casework.households.walls import REFUSED, is_called, walled_from
from casework.people.models import Person
from roles.actions import Action
from roles.models import User
from roles.policy import Sight, may

ADDRESS = ("street", "postcode", "town", "secret_address")
LIVES_SOMEWHERE = "Deze persoon woont al in een huishouden. Leg daar eerst vast dat die persoon vertrokken is."
NOT_ANY_MORE = "Deze persoon woont hier niet meer. Een collega was u voor."


def begin(
    person: Person,
    *,
    by: User | Sight,
    team: Any,
    kern: Any,
    name: str,
    relation: str,
    since: dt.date,
    token: uuid.UUID | None = None,
    at: dt.datetime | None = None,
) -> Household:
    """A household with its first member, at the address of that person. Raises NotAllowed, NotNow, Repeated."""
    at = at or timezone.now()
    on = timezone.localtime(at).date()
    who = as_sight(by, on)
    with transaction.atomic():
        only_once(who.user if who else None, token, Household)
        household = Household(team=team, kern=kern, name=name, state_since=on)
        if who is None or not may(who, Action.EDIT_FILE, household):
            raise NotAllowed
        save_with_fresh_ref(household, new_ref, on.year)
        write = Write(household, hold(Household, [household.pk]), who, at, token)
        person = _locked(person.pk)
        for column in ADDRESS:
            setattr(household, column, getattr(person, column))
        member = _move_in(write, person, relation, since)
        write.tell("household.begun", "Huishouden begonnen", obj=member, text=member.name, action=Action.EDIT_FILE)
        write.finish()
    return household


def add_member(
    household: Household,
    *,
    by: User | Sight,
    person: Person,
    relation: str,
    since: dt.date,
    authority: Sequence[Member] = (),
    authority_elsewhere: str = "",
    authority_unknown: bool = False,
    born: bool = False,
    token: uuid.UUID | None = None,
    at: dt.datetime | None = None,
) -> Member:
    """One more who lives there; `person` may be unsaved. `born`: there is a child, and who holds gezag is asked."""
    with write_on(household, by=by, action=Action.EDIT_FILE, token=token, at=at) as write:
        _refuse_if_nobody_lives_here(write.anchor)
        if person.pk is None:
            person.save()
        else:
            person = _locked(person.pk)
        refuse("Deze persoon is overleden." if person.deceased_on else "")
        member = _move_in(write, person, relation, since)
        _say_authority(write, member, authority, authority_elsewhere, unknown=authority_unknown)
        if born and member.authority_said_on is None:
            member.asks_what_it_means(Asks.GEBOREN, write.on)
            member.save()
        _tell(write, member, *(("born", "Kind geboren") if born else ("member_added", "Lid van het huishouden")))
    return member


def _refuse_if_nobody_lives_here(household: Household) -> None:
    refuse("Dit huishouden is opgeheven." if household.standing == HouseholdState.OPGEHEVEN else "")


def _move_in(write: Write, person: Person, relation: str, since: dt.date) -> Member:
    """Their address is that of the household from now on. The person is locked, or new."""
    if Member.objects.here().filter(person=person).exists():
        raise NotNow([Reason(LIVES_SOMEWHERE)])
    here = write.anchor.members.filter(until=None, person__walled=True).values_list("person_id", flat=True)
    strangers = Person.objects.filter(pk__in=walled_from(here))
    if any(one.pk == person.pk or is_called(one, person.name) for one in strangers):
        raise NotNow([Reason(REFUSED)])
    refuse(days_of(person, write.on).refusal(since))
    member = Member(household=write.anchor, person=person, relation=relation, since=since)
    refuse_invalid(member, ("relation", "since"))
    if person.is_adult(write.on) and person.birth_date:
        member.of_age_on = adult_on(person.birth_date)
    member.save()
    _lives_at(write.anchor, [person])
    return member


def days_of(person: Person | None, on: dt.date) -> Days:
    """Since when somebody can live somewhere."""
    return Days((person.birth_date if person else None) or EARLIEST, on)


def _lives_at(household: Household, people: Iterable[Person]) -> None:
    for person in people:
        if any(getattr(person, one) != getattr(household, one) for one in ADDRESS):
            for one in ADDRESS:
                setattr(person, one, getattr(household, one))
            person.save(update_fields=[*ADDRESS])


def change_member(
    member: Member,
    *,
    by: User | Sight,
    relation: str,
    since: dt.date,
    authority: Sequence[Member] = (),
    authority_elsewhere: str = "",
    authority_unknown: bool = False,
    token: uuid.UUID | None = None,
    **person_fields: Any,
) -> Member:
    """Put right what somebody is in the household, since when, who holds gezag; and of who has no case their name."""
    with write_on(member.household, by=by, action=Action.EDIT_FILE, token=token) as write:
        member = _still_here(write, member)
        person = member.person
        changed = [name for name, value in person_fields.items() if getattr(person, name) != value]
        for name in changed:
            setattr(person, name, person_fields[name])
        if changed:
            person.save()
        refuse(days_of(person, write.on).refusal(since))
        member.relation, member.since = relation, since
        refuse_invalid(member, ("relation", "since"))
        _say_authority(write, member, authority, authority_elsewhere, unknown=authority_unknown)
        if member.asks == Asks.GEBOREN and member.authority_said_on is not None:
            member.asks_no_more()
        member.save()
        _tell(write, member, "member_changed", "Gegevens verbeterd")
    return member


def _say_authority(write: Write, member: Member, holders: Sequence[Member], elsewhere: str, *, unknown: bool) -> None:
    """Of a minor alone; who holds it lives here, and isn't a minor."""
    if not holders and not elsewhere and not unknown:
        return
    refuse("Over iemand van 18 of ouder heeft niemand gezag." if member.person.is_adult(write.on) else "")
    rows = list(Member.objects.here().filter(household=write.anchor, pk__in=[one.pk for one in holders]))
    if len(rows) != len(holders) or any(one.pk == member.pk or one.person.is_minor(write.on) for one in rows):
        raise NotNow([Reason("Kies bij het gezag iemand van 18 of ouder die hier woont.")])
    member.authority.set(rows)
    member.authority_elsewhere, member.authority_said_on = elsewhere, write.on
    member.save()


def _still_here(write: Write, member: Member) -> Member:
    """Locked after whom it is about: two records that are made one take along where the former lived."""
    person = _locked(Member.objects.values_list("person", flat=True).get(pk=member.pk))
    row: Member = locked_row(Member, member.pk)
    if row.person_id != person.pk:
        raise NotNow([Reason(MADE_ONE)])
    if not row.lives_here:
        raise NotNow([Reason(NOT_ANY_MORE)])
    row.person, row.household = person, write.anchor
    return row


def _as_it_is(member: Member) -> Member:
    row: Member = locked_row(Member, member.pk, Member.objects.select_related("person"))
    return row


def _locked(person: int) -> Person:
    """Raises NotNow where they turned out to be somebody else meanwhile."""
    try:
        row: Person = locked_row(Person, person)
    except Person.DoesNotExist as gone:
        raise NotNow([Reason(MADE_ONE)]) from gone
    return row


def _tell(write: Write, member: Member, what: str, label: str) -> None:
    """Of one of them: who may not know of them doesn't read it (see `events`)."""
    write.tell(f"household.{what}", label, obj=member, text=_of(member), action=Action.EDIT_FILE)


def _of(member: Member) -> str:
    return f"{member.name}, {Relation(member.relation).label.lower()}"


# --- moves ---------------------------------------------------------------------------------------------------------


def move(
    household: Household,
    *,
    by: User | Sight,
    on: dt.date,
    token: uuid.UUID | None = None,
    at: dt.datetime | None = None,
    **address: Any,
) -> None:
    """The household lives somewhere else, and with it all who live there. Where that is, no event says."""
    with write_on(household, by=by, action=Action.EDIT_FILE, token=token, at=at) as write:
        _refuse_if_nobody_lives_here(write.anchor)
        refuse(Days(EARLIEST, write.on).refusal(on))
        for name, value in address.items():
            setattr(write.anchor, name, value)
        keys = Member.objects.here().filter(household=write.anchor).order_by("person").values_list("person", flat=True)
        _lives_at(write.anchor, [_locked(key) for key in keys])
        write.tell("household.moved", "Verhuisd", text="Met wie er wonen", action=Action.EDIT_FILE)


def leave(
    member: Member,
    *,
    by: User | Sight,
    on: dt.date,
    token: uuid.UUID | None = None,
    at: dt.datetime | None = None,
    **address: Any,
) -> Member:
    """One of them lives somewhere else; where that isn't known, no letter goes to the old address any more."""
    with transaction.atomic():
        with write_on(member.household, by=by, action=Action.EDIT_FILE, token=token, at=at) as write:
            member = _still_here(write, member)
            refuse(Days(member.since, write.on).refusal(on))
            person = member.person
            for name, value in address.items():
                setattr(person, name, value)
            person.save(update_fields=[*ADDRESS])
            _end(member, Ended.VERTROKKEN, on)
            _tell(write, member, "member_left", "Vertrokken")
        _dissolve_if_empty(member.household, write.at)
    return member


def _end(member: Member, why: Ended, on: dt.date) -> None:
    """Who lives here no more holds no gezag here that we know of."""
    member.end(why, on)
    member.save()
    member.authority_over.clear()


def _dissolve_if_empty(household: Household, at: dt.datetime) -> None:
    if not Member.objects.here().filter(household=household).exists():
        perform(household, "dissolve", by=None, at=at)


def settle(
    member: Member, *, by: User | Sight, said: str, token: uuid.UUID | None = None, at: dt.datetime | None = None
) -> Member:
    """What it means for the household that something happened: it is said, and nobody is asked any more."""
    with write_on(member.household, by=by, action=Action.EDIT_FILE, token=token, at=at) as write:
        member = _as_it_is(member)
        if not member.asks:
            raise NotNow([Reason("Dit is al vastgelegd. Een collega was u voor.")])
        what = Asks(member.asks).label
        member.asks_no_more()
        member.save()
        text = f"{member.name}, {what.lower()}: {said}"
        write.tell("household.settled", "Vastgelegd wat het betekent", obj=member, text=text, action=Action.EDIT_FILE)
    return member


# --- by the day, and by a death ------------------------------------------------------------------------------------


def come_of_age(member: Member, at: dt.datetime, routed_at: dt.datetime) -> None:
    """Gezag is over (BW 1:233, 1:245), and what was agreed for them is asked of themselves: 'household.of_age' tells
    whoever keeps such an agreement."""
    with write_on(member.household, by=None, at=at) as write:
        write.routed_at = routed_at
        member = _still_here(write, member)
        assert member.person.birth_date is not None
        member.of_age_on = adult_on(member.person.birth_date)
        member.authority.clear()
        member.authority_elsewhere = ""
        member.asks_what_it_means(Asks.ACHTTIEN, member.of_age_on)
        member.save()
        write.tell("household.of_age", "18 geworden", text=member.name, obj=member)


def died(member: Member, at: dt.datetime) -> None:
    """Who died lives there no more; who has the regie hears of it, and says what it means."""
    with transaction.atomic():
        with write_on(member.household, by=None, at=at) as write:
            row = _as_it_is(member)
            if not row.lives_here or row.person.deceased_on is None:
                return
            _end(row, Ended.OVERLEDEN, row.person.deceased_on)
            write.tell("household.died", "Overleden", obj=row, text=row.name)
        _dissolve_if_empty(member.household, at)


def lives(member: Member, at: dt.datetime) -> None:
    """A death was recorded wrongly, and nobody moved in elsewhere meanwhile: they live here as before."""
    with write_on(member.household, by=None, at=at) as write:
        row = _as_it_is(member)
        mistaken = row.ended_why == Ended.OVERLEDEN and row.person.deceased_on is None
        if not mistaken or write.anchor.standing != HouseholdState.BEWOOND:
            return
        row.until, row.ended_why = None, ""
        row.asks_no_more()
        row.save()
        write.tell("household.lives", "Overlijden hersteld", obj=row, text=row.name)
