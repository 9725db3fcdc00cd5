"""Writing on the file: notes, network, appointments, corrections, and who may see it by name."""

import datetime as dt
import uuid
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from casework import spans
from casework.errors import NotNow, Reason, refuse, refuse_invalid
from casework.models import (
    Appointment,
    Case,
    CaseGrant,
    Contact,
    Note,
    Person,
    Recusal,
    Representative,
    WorkItem,
)
from casework.operations.again import A_MOMENT, refuse_said_before
from casework.steps import Visit, visit
from roles import grants
from roles.actions import Action
from roles.matrix import GrantKind
from roles.models import User
from roles.policy import Sight, reads_files, sight
from roles.policy import may as allowed


def add_note(
    case: Case,
    *,
    by: User | Sight,
    text: str,
    shielded: bool = False,
    ground: str = "",
    token: uuid.UUID | None = None,
    at: dt.datetime | None = None,
) -> Note:
    """A note on the file, open to the citizen unless shielded with a ground. Raises NotAllowed, Repeated."""
    with visit(case, by=by, action=Action.EDIT_FILE, token=token, at=at) as here:
        assert here.by is not None
        same = Note.objects.filter(case=here.case, by=here.by, text=text, shielded=shielded, at__gte=here.at - A_MOMENT)
        refuse_said_before(here, "note.added", "", same)
        note = Note.objects.create(
            case=here.case,
            text=text,
            shielded=shielded,
            ground=ground if shielded else "",
            by=here.by,
            by_name=here.by.name,
            at=here.at,
        )
        here.tell("note.added", "Afgeschermde notitie" if shielded else "Notitie", action=Action.EDIT_FILE)
        here.reroute = False
    return note


def add_contact(
    case: Case, *, by: User | Sight, token: uuid.UUID | None = None, at: dt.datetime | None = None, **fields: Any
) -> Contact:
    """Add a dot to the wijkweb: name, relation, domain, strength, phone, organisation."""
    with visit(case, by=by, action=Action.EDIT_FILE, token=token, at=at) as here:
        same = Contact.objects.filter(case=here.case, removed_at=None, **fields)
        refuse_said_before(here, "contact.added", fields["name"], same)
        contact = Contact.objects.create(case=here.case, **fields)
        here.tell(
            "contact.added",
            "Contact toegevoegd",
            text=contact.name,
            action=Action.EDIT_FILE,
            url=f"{here.case.get_absolute_url()}wijkweb/",
        )
        here.reroute = False
    return contact


def change_contact(contact: Contact, *, by: User | Sight, token: uuid.UUID | None = None, **fields: Any) -> Contact:
    with visit(contact.case, by=by, action=Action.EDIT_FILE, token=token) as here:
        before = {name: getattr(contact, name) for name in fields}
        for name, value in fields.items():
            setattr(contact, name, value)
        contact.save(update_fields=list(fields))
        here.tell(
            "contact.changed",
            "Contact gewijzigd",
            text=contact.name,
            action=Action.EDIT_FILE,
            details={"was": before},
            url=f"{here.case.get_absolute_url()}wijkweb/",
        )
        here.reroute = False
    return contact


def remove_contact(contact: Contact, *, by: User | Sight, token: uuid.UUID | None = None) -> None:
    """Off the web. Raises NotNow while this person holds the question or carries a goal."""
    with visit(contact.case, by=by, action=Action.EDIT_FILE, token=token) as here:
        if here.case.holder_contact_id == contact.pk:
            raise NotNow([Reason("De vraag ligt nu bij deze persoon. Draag die eerst over.")])
        if here.case.goals.filter(carrier_contact=contact, state__in=("voorgesteld", "loopt")).exists():
            raise NotNow([Reason("Deze persoon draagt een doel. Wijzig eerst dat doel.", "plan")])
        contact.removed_at = here.at
        contact.save(update_fields=["removed_at"])
        here.tell(
            "contact.removed",
            "Contact verwijderd",
            text=contact.name,
            action=Action.EDIT_FILE,
            url=f"{here.case.get_absolute_url()}wijkweb/",
        )
        here.reroute = False


def make_appointment(
    case: Case,
    *,
    by: User | Sight,
    what: str,
    on: dt.date,
    person: User,
    token: uuid.UUID | None = None,
    at: dt.datetime | None = None,
) -> Appointment:
    """'Bel dinsdag': a turn with a date for one colleague of the team, who must be able to see the file."""
    with visit(case, by=by, action=Action.EDIT_FILE, token=token, at=at) as here:
        if not here.case.is_open:
            raise NotNow([Reason("De zaak is afgesloten. Heropen de zaak eerst.")])
        refuse(spans.agreed(here.on).trouble(on))
        same = Appointment.objects.filter(case=here.case, what=what, on=on, person=person, made_by=here.by)
        refuse_said_before(here, "appointment.made", what, same)
        appointment = Appointment.objects.create(
            case=here.case, what=what, on=on, person=person, made_by=here.by, state_since=here.on
        )
        here.tell("appointment.made", "Afspraak gemaakt", text=what, action=Action.EDIT_FILE)
    return appointment


def correct_person(
    case: Case, *, by: User | Sight, token: uuid.UUID | None = None, at: dt.datetime | None = None, **fields: Any
) -> Person:
    """Correct personal data (AVG 16). The database keeps who, when and what it was; the timeline says that it was."""
    with visit(case, by=by, action=Action.EDIT_FILE, token=token, at=at) as here:
        person = Person.objects.select_for_update().get(pk=here.case.person_id)
        if fields.get("birth_date"):
            refuse(spans.born(here.case, here.on).trouble(fields["birth_date"]))
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
        refuse(spans.happened(here.case, here.on).trouble(on))
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


def stays_where_it_is(item: WorkItem) -> str:
    """Why this turn can be handed to nobody; empty where it can."""
    if item.for_user_id is not None:
        return "dit werk staat op naam."
    if item.for_team_id != item.team_id:
        return "dit werk is niet van uw team."
    return ""


def _not_for(item: WorkItem, to: User, theirs: Sight, case: Case) -> str:
    """Why this turn isn't for this colleague; empty where it is."""
    if stays := stays_where_it_is(item):
        return stays
    if to.pk == item.not_user_id:
        return "deze collega deed zelf de vorige stap; een ander moet ernaar kijken."
    if not allowed(theirs, Action.VIEW_FILE, case):
        return "deze collega mag deze zaak niet zien."
    return ""


def hand_out(
    items: list[WorkItem], *, to: User, by: Sight, at: dt.datetime | None = None
) -> list[tuple[WorkItem, str]]:
    """The leader hands several turns to one colleague. Only turns of one's own teams, and only to who can take them.

    Returns what stayed where it is, each with why.
    """
    left = []
    theirs = sight(to, by.on)
    for item in items:
        with visit(item.case, by=by, action=Action.ASSIGN_CASE, at=at) as here:
            why = _not_for(item, to, theirs, here.case)
            if why:
                left.append((item, why))
                continue
            item.handed_to = to
            item.save(update_fields=["handed_to"])
            here.tell("work.handed_out", "Werk uitgedeeld", text=f"{item.what}: {to.name}", action=Action.ASSIGN_CASE)
    return left
