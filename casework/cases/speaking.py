"""Who speaks for a citizen: written down, corrected and ended; by age and by death it ends of itself."""

import datetime as dt
import uuid
from typing import Any

from django.db.models import DateField, F, Func, Q

from casework.cases.access import CaseGrant
from casework.cases.models import Case
from casework.engine.by_date import first_moment
from casework.engine.door import perform
from casework.engine.errors import NotNow, Reason, refuse_invalid
from casework.engine.holding import locked_row
from casework.engine.noun import ByDate
from casework.engine.possible_days import years
from casework.engine.said_before import refuse_said_before
from casework.engine.writes import Write, write_on
from casework.households import walls
from casework.people.models import ADULT, Representative, RepresentativeKind
from roles import grants
from roles.actions import Action
from roles.matrix import GrantKind
from roles.models import User
from roles.periods import not_ended
from roles.policy import Sight

OF_AGE = "De inwoner is 18 of ouder, dus een ouder of voogd spreekt niet meer vanzelf. Kies wat de persoon nu is."

ENDED_SINCE = "Een collega was u voor: wie u wilde vervangen, spreekt niet meer. Kijk bij Gegevens wie er nu spreekt."


def add_representative(
    case: Case,
    *,
    by: User | Sight,
    replaces: Representative | None = None,
    token: uuid.UUID | None = None,
    at: dt.datetime | None = None,
    **fields: Any,
) -> Representative:
    """Who stands in for consent and letters; whoever is replaced by them does so no more from that day."""
    with write_on(case, by=by, action=Action.EDIT_FILE, token=token, at=at) as write:
        row = Representative(person=write.anchor.person, **fields)
        _judge(row, fields)
        same = Representative.objects.filter(person=row.person, **fields)
        refuse_said_before(write, "representative.added", row.get_kind_display(), same)
        row.save()
        _tell(write, row, "added", "Vertegenwoordiger vastgelegd", "Er is een vertegenwoordiger voor u vastgelegd.")
        if replaces is not None:
            _end_on(write, _still_speaking(write, replaces), row.since)
    return row


def _still_speaking(write: Write, chosen: Representative) -> Representative:
    """Whoever is to be replaced, unless a colleague ended that since the page was opened."""
    row: Representative = locked_row(Representative, chosen.pk)
    if row.person_id != write.anchor.person_id or (row.until is not None and row.until <= write.on):
        raise NotNow([Reason(ENDED_SINCE)])
    return row


def change_representative(
    row: Representative, *, by: User | Sight, token: uuid.UUID | None = None, **fields: Any
) -> Representative:
    """Put right who it is, how they are reached, or from when until when."""
    with write_on(row.case, by=by, action=Action.EDIT_FILE, token=token) as write:
        row = locked_row(Representative, row.pk)
        if row.person_id != write.anchor.person_id:
            raise NotNow([Reason("De zaak gaat intussen over een andere inwoner.")])
        for name, value in fields.items():
            setattr(row, name, value)
        _judge(row, fields)
        row.save()
        _end_sight_of(write, row)
        ended = row.until is not None and row.until <= write.on
        told = (
            "Er spreekt iemand niet meer voor u." if ended else "De gegevens van uw vertegenwoordiger zijn gewijzigd."
        )
        _tell(write, row, "changed", "Vertegenwoordiger gewijzigd", told)
    return row


def _judge(row: Representative, fields: dict[str, Any]) -> None:
    refuse_invalid(row, fields)
    if row.until is None:  # who stopped can be put right, and speaks no more by that
        walls.refuse(row.person, name=row.name, phone=row.phone)
    if row.kind == RepresentativeKind.OUDER and row.person.is_adult(row.since):
        raise NotNow([Reason(OF_AGE)])


def _tell(write: Write, row: Representative, what: str, label: str, citizen: str) -> None:
    write.tell(
        f"representative.{what}",
        label,
        text=row.get_kind_display(),
        action=Action.EDIT_FILE if write.by else None,
        citizen=citizen,
        url=f"{write.anchor.get_absolute_url()}gegevens/",
    )


def _end_on(write: Write, row: Representative, day: dt.date) -> None:
    _stop_on(row, day)
    _end_sight_of(write, row)
    _tell_ended(write, row)


def stop_speaking(write: Write, row: Representative, day: dt.date) -> None:
    """From that day. What they may see by it is ended by whoever calls this, who tells it without their name."""
    _stop_on(row, day)
    _tell_ended(write, row)


def _stop_on(row: Representative, day: dt.date) -> None:
    day = max(day, row.since)  # who is ended before they began never spoke
    row.until = min(day, row.until or day)  # who ends sooner isn't given longer by it
    row.save(update_fields=["until"])


def _tell_ended(write: Write, row: Representative) -> None:
    _tell(write, row, "ended", "Vertegenwoordiging geëindigd", "Er spreekt iemand niet meer voor u.")


def _end_sight_of(write: Write, row: Representative) -> None:
    """Who speaks for somebody no more reads on no longer, unless they speak as something else too."""
    if row.user_id is None or row.until is None:
        return
    last = max(row.until, write.on)
    if row.person.representatives.filter(not_ended(last), user=row.user_id).exists():
        return
    rows = _running(write, GrantKind.REPRESENT).filter(user=row.user_id, content_object__person=row.person)
    _end_sight(write, rows.filter(not_ended(last)), on=last)


def _end_sight(write: Write, rows: Any, *, on: dt.date | None = None) -> None:
    """What was opened by name is closed again, today or on that day; on other cases of this person too."""
    found = list(rows)
    if found:
        grants.end_all(CaseGrant.objects.filter(pk__in=[one.pk for one in found]), on=on or write.on)
    for grant in found:
        if grant.content_object_id == write.anchor.pk:
            name = f"{grant.user.name}: {grant.kind.label}"
            write.tell("grant.ended", "Toegang op naam beëindigd", text=name, url=write.anchor.get_absolute_url())
        else:
            write.elsewhere.add(grant.content_object_id)


def _running(write: Write, *kinds: GrantKind) -> Any:
    rows = CaseGrant.objects.filter(not_ended(write.on), permission__codename__in=kinds)
    return rows.select_related("user", "permission").order_by("pk")


def ended_by_death(write: Write, died_on: dt.date) -> None:
    """Nobody speaks for who died: not in letters, and not in what they may see."""
    person = write.anchor.person
    for row in person.representatives.filter(not_ended(died_on)).order_by("pk"):
        _end_on(write, row, died_on)
    _end_sight(write, _running(write, GrantKind.OWN, GrantKind.REPRESENT).filter(content_object__person=person))


# --- eighteen ------------------------------------------------------------------------------------------------------


def adult_on(birth_date: dt.date) -> dt.date:
    """The day on which somebody is 18; who was born on 29 February is so on 1 March."""
    return years(birth_date - dt.timedelta(days=1), ADULT) + dt.timedelta(days=1)


def came_of_age(write: Write, case: Case, before: str, details: dict[str, Any]) -> None:
    """A parent or guardian speaks no more of itself (BW 1:233, 1:245), nor reads along."""
    assert case.person is not None
    assert case.person.birth_date is not None
    day = adult_on(case.person.birth_date)
    for row in case.person.representatives.filter(not_ended(day), kind=RepresentativeKind.OUDER).order_by("pk"):
        _end_on(write, row, day)
    others = case.person.representatives.filter(not_ended(write.on), user__isnull=False).values("user")
    read_along = _running(write, GrantKind.REPRESENT).filter(content_object=case, since__lt=day)
    _end_sight(write, read_along.exclude(user__in=others))


def _of_age(on: dt.date) -> Any:
    """Open cases of who is 18 by now, for whom somebody spoke because they weren't."""
    day = Func(
        F("person__birth_date"),
        template="((%(expressions)s - 1 + interval '18 years')::date + 1)",
        output_field=DateField(),
    )
    rows = Case.objects.open().filter(came_of_age_on=None).annotate(adult_on=day).filter(adult_on__lte=on)
    bare = Case.objects.order_by().annotate(adult_on=day)
    # begun at who speaks and who reads along, of whom there are few, and not at every open case
    of_parents = bare.filter(
        Q(person__representatives__until__isnull=True) | Q(person__representatives__until__gte=F("adult_on")),
        person__representatives__kind=RepresentativeKind.OUDER,
        person__representatives__since__lt=F("adult_on"),
    )
    of_readers = bare.filter(
        not_ended(on, "grants__"),
        grants__permission__codename=GrantKind.REPRESENT,
        grants__since__lt=F("adult_on"),
    )
    return rows.filter(pk__in=of_parents.values("pk").union(of_readers.values("pk")))


def _come_of_age(case: Any, on: dt.date, at: dt.datetime) -> None:
    perform(case, "come_of_age", by=None, at=first_moment(max(case.adult_on, case.received_on)), routed_at=at)


BY_DATE = (ByDate(name="came_of_age", due=_of_age, do=_come_of_age, found_by=("casework.Representative", "until")),)
