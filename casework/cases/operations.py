"""Writing on the file of a case, and who may see it by name."""

import datetime as dt
import uuid
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from casework.cases import spans as cases_spans
from casework.cases.access import CaseGrant, Recusal
from casework.cases.models import Case
from casework.engine.errors import NotNow, Reason, refuse, refuse_invalid
from casework.engine.writes import Visit, visit
from casework.people.models import Person, Representative
from roles import grants
from roles.actions import Action
from roles.matrix import GrantKind
from roles.models import User
from roles.policy import Sight, reads_files, sight


def correct_person(
    case: Case, *, by: User | Sight, token: uuid.UUID | None = None, at: dt.datetime | None = None, **fields: Any
) -> Person:
    """Correct personal data (AVG 16). The database keeps who, when and what it was; the timeline says that it was."""
    with visit(case, by=by, action=Action.EDIT_FILE, token=token, at=at) as here:
        person = Person.objects.select_for_update().get(pk=here.case.person_id)
        if fields.get("birth_date"):
            refuse(cases_spans.born(here.case, here.on).trouble(fields["birth_date"]))
        changed = [name for name, value in fields.items() if getattr(person, name) != value]
        for name in changed:
            setattr(person, name, fields[name])
        if changed:
            person.save()
            labels = ", ".join(str(getattr(Person._meta.get_field(name), "verbose_name", name)) for name in changed)
            here.tell(
                "person.corrected",
                "Gegevens verbeterd",
                text=labels,
                action=Action.EDIT_FILE,
                citizen="Uw gegevens zijn verbeterd.",
                url=f"{here.case.get_absolute_url()}gegevens/",
            )
        here.reroute = False
    return person


def receive_personal_plan(
    case: Case, *, by: User | Sight, on: dt.date, token: uuid.UUID | None = None, at: dt.datetime | None = None
) -> None:
    """The citizen's own plan came in (Wmo 2015, 2.3.2 lid 2)."""
    with visit(case, by=by, action=Action.EDIT_FILE, token=token, at=at) as here:
        refuse(cases_spans.happened(here.case, here.on).trouble(on))
        here.case.personal_plan_on = on
        here.tell(
            "case.personal_plan",
            "Persoonlijk plan ontvangen",
            action=Action.EDIT_FILE,
            citizen="Wij hebben uw persoonlijk plan ontvangen.",
        )


def add_representative(
    case: Case, *, by: User | Sight, token: uuid.UUID | None = None, at: dt.datetime | None = None, **fields: Any
) -> Representative:
    """Who stands in for consent and letters."""
    with visit(case, by=by, action=Action.EDIT_FILE, token=token, at=at) as here:
        row = Representative(person=here.case.person, **fields)
        refuse_invalid(row, fields)
        row.save()
        here.tell(
            "representative.added",
            "Vertegenwoordiger vastgelegd",
            text=row.get_kind_display(),
            action=Action.EDIT_FILE,
            citizen="Er is een vertegenwoordiger voor u vastgelegd.",
            url=f"{here.case.get_absolute_url()}gegevens/",
        )
        here.reroute = False
    return row


def link_case(
    case: Case, other: Case, *, by: User | Sight, token: uuid.UUID | None = None, at: dt.datetime | None = None
) -> None:
    """Link cases of partners; each keeps its own decisions, and its own sight."""
    with visit(case, by=by, action=Action.EDIT_FILE, token=token, at=at) as here:
        if other.pk == here.case.pk:
            raise NotNow([Reason("Dit is dezelfde zaak.")])
        here.case.linked.add(other)
        here.tell("case.linked", "Zaak gekoppeld", text=other.ref, action=Action.EDIT_FILE)
        here.reroute = False


def recuse(case: Case, *, by: User | Sight, token: uuid.UUID | None = None, at: dt.datetime | None = None) -> None:
    """'Ik ken deze persoon': from now on this case is closed to this colleague, whatever their roles.

    With it every other case that looks to be about the same person: one who knows them knows them there too.
    """
    with transaction.atomic():
        with visit(case, by=by, action=Action.RECUSE, token=token, at=at) as here:
            assert here.by is not None
            _close_to(here, here.by, action=Action.RECUSE)
        for other in Case.objects.looking_like(here.case).exclude(recusals__user=here.by).order_by("pk"):
            with visit(other, by=None, at=here.at) as there:
                _close_to(there, here.by)


def _close_to(here: Visit, colleague: User, action: Action | None = None) -> None:
    here.tell("case.recused", "Een collega kent deze persoon", action=action, url="/")
    Recusal.objects.create(case=here.case, user=colleague)
    if here.case.regisseur_id == colleague.pk:
        here.case.regisseur = None


def give_grant(
    case: Case,
    *,
    by: User | Sight,
    to: User,
    kind: GrantKind,
    reason: str,
    since: dt.date | None = None,
    until: dt.date | None = None,
    token: uuid.UUID | None = None,
    at: dt.datetime | None = None,
) -> CaseGrant:
    """Open this one case to one person by name.

    Raises NotNow where that one has it already, is the giver, or has no place that fits what is given.
    """
    with visit(case, by=by, action=Action.GIVE_GRANT, token=token, at=at) as here:
        _refuse_unfit(to, kind, until, here)
        try:
            grant: CaseGrant = grants.give(
                here.case, to=to, kind=kind, reason=reason, by=here.by, since=since or here.on, until=until
            )
        except ValidationError as error:
            raise NotNow([Reason(error.messages[0])]) from error
        here.tell(
            "grant.given",
            "Toegang op naam gegeven",
            text=f"{to.name}: {kind.label}",
            action=Action.GIVE_GRANT,
            citizen=f"{to.name} kan uw zaak zien: {kind.label.lower()}.",
            url=f"{here.case.get_absolute_url()}inzage/",
        )
    return grant


def _refuse_unfit(to: User, kind: GrantKind, until: dt.date | None, here: Visit) -> None:
    """A colleague reads along for a while; what is a citizen's own is not for somebody who works here."""
    works_here = sight(to, here.on).holdings
    reasons = []
    if to == here.by:
        reasons.append(Reason("U kunt uzelf geen toegang geven."))
    elif kind is GrantKind.READ_ALONG and not reads_files(works_here):
        reasons.append(Reason("Deze persoon werkt niet in een wijkteam, en kan dus niet meelezen als collega."))
    elif kind is not GrantKind.READ_ALONG and works_here:
        reasons.append(Reason("Dit is het account van een medewerker. Een inwoner of naaste heeft een eigen account."))
    if kind is GrantKind.READ_ALONG and until is None:
        reasons.append(Reason("Zeg tot wanneer uw collega meeleest."))
    if reasons:
        raise NotNow(reasons)


def end_grant(
    grant: CaseGrant, *, by: User | Sight | None, token: uuid.UUID | None = None, at: dt.datetime | None = None
) -> None:
    """Close it again, from today."""
    with visit(grant.case, by=by, action=Action.GIVE_GRANT, token=token, at=at) as here:
        name = grant.user.name
        grants.end(grant, on=here.on)
        here.tell(
            "grant.ended",
            "Toegang op naam beëindigd",
            text=name,
            action=Action.GIVE_GRANT,
            url=f"{here.case.get_absolute_url()}inzage/",
        )
