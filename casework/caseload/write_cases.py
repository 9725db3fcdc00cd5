"""Writes the cases that were found right, each table once per chunk, and brings their open work in line.

Each begins with an event that says where it came from; the database's constraints hold as always.
"""

import datetime as dt
from collections.abc import Collection, Iterator
from itertools import islice
from typing import Final

from django.db import models

from casework.caseload.existing import AT_ONCE, Met
from casework.caseload.incoming import OLD_BOOKS, TAKEN_OVER, IncomingCase
from casework.cases.access import Recusal
from casework.cases.events import CaseEvent
from casework.cases.models import Case, new_ref
from casework.cases.states import Layer, PartyKind
from casework.engine.holding import hold
from casework.engine.lists import bring_in_line
from casework.goals.models import Goal
from casework.handovers.models import Handover
from casework.handovers.states import HandoverState
from casework.network.models import Contact
from casework.people.bsn import todays_digests
from casework.people.models import OtherPhone, Person, SafetyNote
from casework.people.same import TRAITS, Compared, marks, why_same
from casework.provisions.models import Provision
from casework.research.before import research_of
from casework.research.models import Research
from casework.sharing.models import Sharing
from roles import roster
from roles.models import User
from wijkweb.models import LifeDomain

CHUNK: Final = 500
_CONSENT_TEXT: Final = "Overgenomen: toestemming was al gegeven volgens de oude administratie"


def write_cases(incoming: Iterator[IncomingCase], *, by: User | None, at: dt.datetime) -> int:
    """Store them all as they come, inside the caller's transaction: how many. Raises NobodyThere where nobody can take
    up a turn."""
    mine: set[int] = set()
    while chunk := list(islice(incoming, CHUNK)):
        _write_chunk(chunk, by=by, at=at, mine=mine)
    _look_again(mine, at=at)
    return len(mine)


def _give_references(cases: list[Case]) -> None:
    """A reference for each; random ones that exist already are drawn again."""
    waiting, used = cases, set[str]()
    while waiting:
        for case in waiting:
            while not case.ref or case.ref in used:
                case.ref = new_ref(case.received_on.year)
            used.add(case.ref)
        there = set(Case.objects.filter(ref__in=[case.ref for case in waiting]).values_list("ref", flat=True))
        waiting = [case for case in waiting if case.ref in there]


def _point_out_doubles(cases: list[Case], *, but: Collection[int]) -> None:
    """At open cases: the newest other open one, there before, about who may be the same person."""
    about = [(case, case.person) for case in cases if case.person is not None and case.is_open]
    there = _there_before([person for _, person in about], but)
    for case, person in about:
        candidates = {pk: who for mark in marks(person) for pk, who in there.get(mark, ())}
        alike = (pk for pk, who in candidates.items() if why_same(person, who))
        case.looks_like_id = max(alike, default=None)


def _there_before(people: list[Person], but: Collection[int]) -> dict[tuple[str, str], list[tuple[int, Compared]]]:
    """Open cases by each mark that whom they are about shares with one of these."""
    kinds: dict[str, set[str]] = {"number": set(), "born": set(), "name": set()}
    for person in people:
        for kind, value in marks(person):
            kinds[kind].add(value)
    digests = todays_digests(person.bsn for person in people)
    rows = (
        Case.objects.open()
        .filter(
            models.Q(person__bsn_digest__in=digests)
            | models.Q(person__birth_date__in=kinds["born"])
            | models.Q(person__family_key__in=kinds["name"])
            | models.Q(person__other_names__overlap=sorted(kinds["name"]))
        )
        .values_list("pk", *(f"person__{name}" for name in TRAITS))
    )
    result: dict[tuple[str, str], list[tuple[int, Compared]]] = {}
    for columns in rows:
        who = Compared.of(columns, digests)
        for mark in marks(who) if who.pk not in but else ():
            result.setdefault(mark, []).append((who.pk, who))
    return result


def _look_again(mine: Collection[int], *, at: dt.datetime) -> None:
    """What was reported, moved, or closed to somebody while these were written couldn't see them, nor they it. Who has
    the roster alone waits for every write that is under way, and the next one sees these."""
    roster.change(patience="60s")
    ids = sorted(mine)
    for start in range(0, len(ids), AT_ONCE):
        cases = list(
            Case.objects.open()
            .filter(pk__in=ids[start : start + AT_ONCE], person__isnull=False)
            .select_related("person")
            .only("phase", "looks_like", "person__bsn", *(f"person__{name}" for name in TRAITS))
        )
        before = {case.pk: case.looks_like_id for case in cases}
        _point_out_doubles(cases, but=mine)
        changed = [case for case in cases if case.looks_like_id != before[case.pk]]
        Case.objects.bulk_update(changed, ["looks_like"], batch_size=CHUNK)
        doubles = [case for case in cases if case.looks_like_id]
        Recusal.objects.bulk_create(_recusals(doubles), ignore_conflicts=True)
        bring_in_line(hold(Case, [case.pk for case in doubles]), at)


def _recusals(cases: list[Case]) -> list[Recusal]:
    """Who knows somebody knows them in this case too."""
    others = {one.looks_like_id for one in cases} - {None}
    known = list(Recusal.objects.filter(case__in=others).values_list("case_id", "user_id"))
    return [
        Recusal(case=one, user_id=user, told=False)
        for one in cases
        for case, user in known
        if case == one.looks_like_id
    ]


def _write_chunk(incoming: list[IncomingCase], *, by: User | None, at: dt.datetime, mine: set[int]) -> None:
    """Every table once, then whose turn it is. No letters: those were sent long ago."""
    _write_people(incoming)
    _reached_by(incoming)
    cases = [one.case for one in incoming]
    _give_references(cases)
    _point_out_doubles(cases, but=mine)
    Case.objects.bulk_create(cases)
    mine.update(case.pk for case in cases)
    Recusal.objects.bulk_create(_recusals(cases))
    Research.objects.bulk_create(filter(None, (research_of(one.case, one.found) for one in incoming)))
    agreed = _agreed(incoming, by)
    Goal.objects.bulk_create(_goals(incoming, agreed))
    Handover.objects.bulk_create(_handovers(incoming, agreed, by))
    Provision.objects.bulk_create(_provisions(incoming))
    CaseEvent.objects.bulk_create(_events(incoming, by, at))
    turning = [one.case.pk for one in incoming if one.case.is_open or one.provisions]  # help outlives its case
    bring_in_line(hold(Case, turning), at)


def _write_people(incoming: list[IncomingCase]) -> None:
    """Each once, however many rows are about them; their row of the database stands for the others."""
    new: dict[int, tuple[Met, Person]] = {}
    for one in incoming:
        if one.met is not None and one.person is not None and one.met.pk is None:
            new.setdefault(id(one.met), (one.met, one.person))
    Person.objects.bulk_create(person for _, person in new.values())
    for met, person in new.values():
        met.pk = person.pk
    for one in incoming:
        if one.met is not None and one.person is not None:
            one.person.pk = one.met.pk
        one.case.person = one.person


def _reached_by(incoming: list[IncomingCase]) -> None:
    """Numbers and warnings of each person, each once: also where several rows tell it, or it stood there already."""
    people = [one.met.pk for one in incoming if one.met is not None and (one.phones or one.safety)]
    there = set(OtherPhone.objects.filter(person__in=people).values_list("person_id", "number"))
    told = set(SafetyNote.objects.filter(person__in=people).values_list("person_id", "text", "until"))
    phones, notes = list[OtherPhone](), list[SafetyNote]()
    for one in incoming:
        if one.person is None:
            continue
        for phone in one.phones:
            phone.person = one.person
            if (phone.person_id, phone.number) not in there:
                there.add((phone.person_id, phone.number))
                phones.append(phone)
        if (note := one.safety) is not None:
            note.person = one.person
            if (note.person_id, note.text, note.until) not in told:
                told.add((note.person_id, note.text, note.until))
                notes.append(note)
    OtherPhone.objects.bulk_create(phones)
    SafetyNote.objects.bulk_create(notes)


def _agreed(incoming: list[IncomingCase], by: User | None) -> dict[tuple[int, int | None], Sharing]:
    """Of each case, with each organisation that has a goal or the question: what was agreed, by the old books."""
    rows: dict[tuple[int, int | None], Sharing] = {}
    for one in incoming:
        if one.person is None or one.consent_on is None:
            continue
        carriers = [coming.goal.carrier_organisation for coming in one.goals] if one.shares else []
        for party in (*carriers, one.case.holder_organisation):
            if party is not None:
                rows[one.case.pk, party.pk] = Sharing(
                    case=one.case,
                    with_organisation=party,
                    text=_CONSENT_TEXT,
                    how=OLD_BOOKS,
                    given_by=one.person.name[:120],
                    given_on=one.consent_on,
                    state_since=one.consent_on,
                    recorded_by=by,
                )
    Sharing.objects.bulk_create(rows.values())
    return rows


def _goals(incoming: list[IncomingCase], agreed: dict[tuple[int, int | None], Sharing]) -> list[Goal]:
    """Each with its consent, and with a contact for who of the network carries it: one per name on a case."""
    contacts: dict[tuple[int, str], Contact] = {}
    for one in incoming:
        for coming in one.goals:
            coming.goal.case = one.case
            if coming.goal.carrier_organisation is not None and one.shares:
                coming.goal.consent = agreed.get((one.case.pk, coming.goal.carrier_organisation.pk))
            if coming.contact:
                key = (one.case.pk, coming.contact.casefold())
                contacts.setdefault(key, Contact(case=one.case, name=coming.contact, domain=LifeDomain.FAMILIE))
    Contact.objects.bulk_create(contacts.values())
    for one in incoming:
        for coming in one.goals:
            if coming.contact:
                coming.goal.carrier_contact = contacts[one.case.pk, coming.contact.casefold()]
    return [coming.goal for one in incoming for coming in one.goals]


def _provisions(incoming: list[IncomingCase]) -> list[Provision]:
    for one in incoming:
        for provision in one.provisions:
            provision.case = one.case
    return [provision for one in incoming for provision in one.provisions]


def _handovers(
    incoming: list[IncomingCase], agreed: dict[tuple[int, int | None], Sharing], by: User | None
) -> list[Handover]:
    """Where an organisation holds the question it must see it, and be able to give it back."""
    return [
        Handover(
            case=one.case,
            from_name=one.case.team.name,
            from_layer=Layer.PROFESSIONAL,
            to_kind=PartyKind.ORGANISATIE,
            to_organisation=one.case.holder_organisation,
            to_layer=one.case.layer,
            state=HandoverState.AANVAARD,
            # nothing of the file: what was agreed with them, they know
            need=f"Deze vraag lag al bij u. {TAKEN_OVER}.",
            consent=agreed.get((one.case.pk, one.case.holder_organisation_id)),
            shared_until=dt.date.max,
            offered_by=by,
            offered_on=one.case.held_since,
            state_since=one.case.held_since,
            accepted_by=str(one.case.holder_name)[:160],
            accepted_how=OLD_BOOKS,
            accepted_on=one.case.held_since,
        )
        for one in incoming
        if one.case.is_open and one.case.holder_kind == PartyKind.ORGANISATIE
    ]


def _events(incoming: list[IncomingCase], by: User | None, at: dt.datetime) -> list[CaseEvent]:
    return [
        CaseEvent(
            case=one.case,
            at=at,
            by=by,
            by_name=by.name if by else "Het systeem",
            verb="case.imported",
            label=TAKEN_OVER,
            citizen="Uw zaak is overgenomen uit de oude administratie.",
            after=str(one.case.phase),
            layer=one.case.layer,
            holder=one.case.holder_name[:160],
            details={"kenmerk": one.case.import_key},
            url=one.case.get_absolute_url(),
        )
        for one in incoming
    ]
