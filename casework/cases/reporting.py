"""A care question comes in: one page, one minute. Doubles are looked for afterwards, by the team."""

import datetime as dt
import uuid
from typing import Any, Final

from django.db import connection, transaction
from django.utils import timezone

from casework.cases.alike import hold_alike, marks_of
from casework.cases.events import CaseEvent
from casework.cases.models import NO_CASE, Case, new_ref
from casework.cases.places import team_for
from casework.cases.reporter import keep_address
from casework.cases.states import CaseKind, Layer, PartyKind
from casework.engine import possible_days
from casework.engine.errors import NotAllowed, SaidBefore, no_term_is_a_refusal, refuse
from casework.engine.holding import Held, hold, hold_roster
from casework.engine.refs import save_with_fresh_ref
from casework.engine.said_before import A_MOMENT
from casework.engine.writes import Write, as_sight, only_once
from casework.law.models import clock
from casework.people.models import Person
from roles.actions import Action
from roles.models import User
from roles.policy import Sight
from roles.policy import may as allowed
from wijkweb.models import Kern


def open_case(
    *,
    by: User | Sight,
    kern: Kern,
    kind: str,
    question: str,
    received_on: dt.date,
    person: Person | None = None,
    provision: str = "",
    lies_with_team: bool = False,
    token: uuid.UUID | None = None,
    at: dt.datetime | None = None,
    reporter_address: str = "",
    **columns: Any,
) -> Case:
    """Report a care question ('Meld aan'): the case, its first event, the confirmation letter of a melding, its turn.

    `person` may be unsaved. The question lies with the person unless `lies_with_team` (a provision's always does).
    `reporter_address`: where whoever reported hears of it by mail. `columns` are further ones of the case, how it came
    in: channel, on_behalf, urgent, citizen_knows, reporter_name, reporter_shielded, import_key. Raises NotAllowed,
    NotNow, Repeated.
    """
    at = at or timezone.now()
    who = _reporter(by, at)
    if person is not None:
        person.work_out()
    said: dict[str, Any] = {"kind": kind, "question": question, "person": person, "provision": provision}
    refuse(
        _impossible_day(received_on, person, who.on),
        "Een voorziening of initiatief meldt u als vraag." if kind == CaseKind.MELDING and person is None else "",
    )
    with no_term_is_a_refusal(), transaction.atomic():
        only_once(who.user, token, Case)
        hold_roster()
        who = _reporter(by, at)  # by the rights of after the wait
        # with their own words: without a birth date or number nothing else makes two of one moment alike
        hold_alike({*marks_of(person, provision=provision, kern_id=kern.pk), f"asked {who.user_id} {question}"})
        _refuse_reported_before(who, token, at, **said)
        if person is not None and person.pk is None:
            person.save()
        case = Case(person=person, provision=provision, kern=kern, kind=kind, question=question, **columns)
        _receive(case, received_on, who, at)
        _lay_it(case, with_team=lies_with_team or person is None, on=who.on)
        save_with_fresh_ref(case, new_ref, who.on.year)
        keep_address(case, reporter_address)
        _tell(Write(case, _hold_beside_its_double(case), who, at, token))
    return case


def _reporter(by: User | Sight, at: dt.datetime) -> Sight:
    who = as_sight(by, timezone.localtime(at).date())
    assert who is not None
    if not allowed(who, Action.REPORT_CASE):
        raise NotAllowed
    return who


def _receive(case: Case, on: dt.date, who: Sight, at: dt.datetime) -> None:
    """When and by whom: which team it is for follows from it, and from when the terms of the law count."""
    case.received_on, case.reported_by, case.reported_at = on, who.user, at
    case.team = team_for(case.kern, case.person, on)
    case.clock_from = on if case.kind == CaseKind.MELDING else None


def _lay_it(case: Case, *, with_team: bool, on: dt.date) -> None:
    """Who holds the question at first."""
    case.holder_kind = PartyKind.TEAM if with_team else PartyKind.INWONER
    case.holder_team = case.team if with_team else None
    case.layer = Layer.PROFESSIONAL if with_team else Layer.BURGER
    case.held_since = case.state_since = on


def _hold_beside_its_double(case: Case) -> Held:
    """Hold it, together with the open cases of the same one; whoever knows them there knows them in this one too.

    The same statements whether there is such a case or not: by the time it takes, who reports could tell.
    """
    alike = list(Case.objects.open().looking_like(case).order_by("pk").values_list("pk", flat=True))
    held = hold(Case, [case.pk, *alike])  # one may be on its way to another team, or go on in another of them
    case.looks_like = Case.objects.open().filter(pk__in=alike or [NO_CASE]).order_by("pk").first()
    Case.objects.filter(pk=case.pk).update(looks_like=case.looks_like)
    with connection.cursor() as cursor:
        cursor.execute(_KNOWN_THERE, {"case": case.pk, "other": case.looks_like_id or NO_CASE})
    return Held(Case, held.ids & {case.pk})


# inserted from what is there, in one statement, so that it is the same for nobody and for many
_KNOWN_THERE: Final = """
INSERT INTO casework_recusal (case_id, user_id, at, told)
SELECT %(case)s, user_id, now(), false FROM casework_recusal WHERE case_id = %(other)s
"""


def _tell(write: Write) -> None:
    case = write.anchor
    write.tell(
        "case.opened",
        f"{case.get_kind_display()} gemeld",
        text=case.question,
        action=Action.REPORT_CASE,
        citizen="Uw vraag is bij ons binnengekomen.",
        after=case.phase,
        layer=case.layer,
        holder=case.holder_name[:160],
    )
    write.finish()


def _impossible_day(received_on: dt.date, person: Person | None, on: dt.date) -> str:
    """Since there is a law to count by, not before the citizen was born, not after today."""
    born = person.birth_date if person else None
    counts_from = clock().counts_from("onderzoek", "persoonlijk_plan")
    return possible_days.Days(max(counts_from, born or counts_from), on).refusal(received_on)


def _refuse_reported_before(
    who: Sight, token: uuid.UUID | None, at: dt.datetime, *, kind: str, question: str, person: Any, provision: str
) -> None:
    """The same question about the same one. Raises SaidBefore; another person, or another subject, is another question."""
    if token is None:
        return
    said = CaseEvent.objects.filter(by=who.user, verb="case.opened", text=question, at__gte=at - A_MOMENT)
    said = said.filter(case__kind=kind, case__provision=provision)
    if person is not None:
        said = said.filter(
            case__person__given_name=person.given_name,
            case__person__family_name=person.family_name,
            case__person__birth_date=person.birth_date,
        )
    first = said.first()
    if first:
        raise SaidBefore(first.url, first.label)
