"""A care question comes in: one page, one minute. Doubles are looked for afterwards, by the team."""

import datetime as dt
import uuid

from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from casework.cases.access import Recusal
from casework.cases.models import Case, new_ref
from casework.cases.places import team_for
from casework.cases.reported_before import refuse_reported_before
from casework.cases.states import CaseKind, Layer, PartyKind
from casework.engine import possible_days
from casework.engine.errors import NotAllowed, no_term_is_a_refusal, refuse
from casework.engine.writes import Write, as_sight, refuse_repeated
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
    channel: str,
    on_behalf: str,
    received_on: dt.date,
    person: Person | None = None,
    provision: str = "",
    lies_with_team: bool = False,
    urgent: bool = False,
    citizen_knows: str = "",
    reporter_name: str = "",
    reporter_shielded: bool = False,
    token: uuid.UUID | None = None,
    at: dt.datetime | None = None,
    import_key: str = "",
) -> Case:
    """Report a care question ('Meld aan'): the case, its first event, the confirmation letter of a melding, its turn.

    `person` may be unsaved. The question lies with the person unless `lies_with_team` (a provision's always does).
    Raises NotAllowed, NotNow, Repeated.
    """
    at = at or timezone.now()
    on = timezone.localtime(at).date()
    who = as_sight(by, on)
    assert who is not None
    if not allowed(who, Action.REPORT_CASE):
        raise NotAllowed
    melding = kind == CaseKind.MELDING
    refuse(
        _impossible_day(received_on, person, on),
        "Een voorziening of initiatief meldt u als vraag." if melding and person is None else "",
    )
    with no_term_is_a_refusal(), transaction.atomic():
        _only_once(who, token)
        refuse_reported_before(who, token, at, kind=kind, question=question, person=person, provision=provision)
        if person is not None and person.pk is None:
            person.save()
        team = team_for(kern, person, received_on)
        with_team = lies_with_team or person is None
        case = Case(
            person=person,
            provision=provision,
            kern=kern,
            team=team,
            kind=kind,
            question=question,
            channel=channel,
            on_behalf=on_behalf,
            received_on=received_on,
            urgent=urgent,
            citizen_knows=citizen_knows,
            reporter_name=reporter_name,
            reporter_shielded=reporter_shielded,
            clock_from=received_on if kind == CaseKind.MELDING else None,
            reported_by=who.user,
            reported_at=at,
            holder_kind=PartyKind.TEAM if with_team else PartyKind.INWONER,
            holder_team=team if with_team else None,
            layer=Layer.PROFESSIONAL if with_team else Layer.BURGER,
            held_since=on,
            state_since=on,
            import_key=import_key,
        )
        _save_with_fresh_ref(case, on.year)
        case.looks_like = Case.objects.open().looking_like(case).order_by("pk").first()
        if case.looks_like:
            case.save(update_fields=["looks_like"])
            colleagues = Recusal.objects.filter(case=case.looks_like).values_list("user", flat=True)
            Recusal.objects.bulk_create([Recusal(case=case, user_id=one) for one in colleagues])
        write = Write(case, who, at, token)
        write.tell(
            "case.opened",
            f"{case.get_kind_display()} gemeld",
            text=question,
            action=Action.REPORT_CASE,
            citizen="Uw vraag is bij ons binnengekomen.",
            after=case.phase,
            layer=case.layer,
            holder=case.holder_name[:160],
        )
        write.finish()
    return case


def _impossible_day(received_on: dt.date, person: Person | None, on: dt.date) -> str:
    """Since there is a law to count by, not before the citizen was born, not after today."""
    born = person.birth_date if person else None
    counts_from = clock().counts_from("onderzoek", "persoonlijk_plan")
    return possible_days.Days(max(counts_from, born or counts_from), on).refusal(received_on)


def _only_once(who: Sight, token: uuid.UUID | None) -> None:
    """There is no case to lock yet, so the form's token is the lock: the second click waits, then finds the first."""
    if token is None:
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [str(token)])
    refuse_repeated(who.user, token, Case)


def _save_with_fresh_ref(case: Case, year: int) -> None:
    """A reference is random; the rare one that exists already is drawn again."""
    for attempt in range(5):
        case.ref = new_ref(year)
        try:
            with transaction.atomic():
                case.save()
                return
        except IntegrityError as error:
            if "ref" not in str(error) or attempt == 4:
                raise
