"""Writing on the file of a case, and who may see it by name."""

import datetime as dt
import uuid
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.db import transaction

from casework.cases import possible_days as cases_days
from casework.cases.access import CaseGrant
from casework.cases.alike import hold_alike, marks_of
from casework.cases.conditions import case_is_open, is_about_a_person, is_just_reported, of_this_case_alone
from casework.cases.doubles import close_those_too, close_to, hold_what_it_becomes, point_out
from casework.cases.effects import to_the_right_team
from casework.cases.models import Case
from casework.cases.places import NO_KERN, kernen_at
from casework.engine import lists
from casework.engine.errors import NotNow, Reason, refuse
from casework.engine.holding import Held, hold, hold_roster, locked_row
from casework.engine.machine import unmet
from casework.engine.writes import Write, write_on
from casework.households import walls
from casework.people import possible_days as people_days
from casework.people.births import agree
from casework.people.models import Person
from casework.people.names import folded, name_key, name_words, same_given_name
from roles import grants
from roles.actions import Action
from roles.matrix import GrantKind
from roles.models import User
from roles.policy import Sight, may, reads_files, sight
from wijkweb.models import Kern

TO_CORRECT_REPORTED: Final = (case_is_open, is_about_a_person, is_just_reported, of_this_case_alone)
NOT_LINKED: Final = "Tussen deze twee inwoners staat een muur. Hun zaken kunt u niet koppelen."
NOBODY_SPEAKS: Final = (
    "Bij Gegevens staat geen vertegenwoordiger met de naam van dit account. Leg daar eerst vast wie er spreekt."
)


def correct_person(
    case: Case,
    *,
    by: User | Sight,
    move_kern: bool = False,
    token: uuid.UUID | None = None,
    at: dt.datetime | None = None,
    **fields: Any,
) -> Person:
    """Correct personal data (AVG 16). The database keeps who, when and what it was; the timeline says that it was."""
    with transaction.atomic():
        alike = hold_what_it_becomes(case, fields)
        with write_on(case, by=by, action=Action.EDIT_FILE, token=token, at=at) as write:
            person: Person = locked_row(Person, write.anchor.person_id)
            if fields.get("birth_date"):
                refuse(people_days.born(write.anchor, write.on).refusal(fields["birth_date"]))
            changed = [name for name, value in fields.items() if getattr(person, name) != value]
            for name in changed:
                setattr(person, name, fields[name])
            write.reroute = False
            if changed:
                person.save()
                write.anchor.person = person
                _tell_corrected(write, changed)
                point_out(write, alike)
            if move_kern:
                _follow_the_address(write, person)
        close_those_too(case, alike, write.at)
    return person


def _follow_the_address(write: Write, person: Person) -> None:
    """The kern of this case goes along with whom it is about. While nobody took it up the team does too."""
    kernen = kernen_at(person.postcode, Kern.objects.all())
    if len(kernen) != 1:
        raise NotNow([Reason(NO_KERN)])
    if kernen[0].pk == write.anchor.kern_id:
        return
    write.anchor.kern, write.reroute = kernen[0], True
    to_the_right_team(write, write.anchor, "", {})
    write.tell("case.kern_moved", "Kern gewijzigd", text=kernen[0].name, action=Action.EDIT_FILE)


def _tell_corrected(write: Write, changed: list[str], action: Action = Action.EDIT_FILE) -> None:
    labels = ", ".join(str(getattr(Person._meta.get_field(name), "verbose_name", name)) for name in changed)
    write.tell(
        "person.corrected",
        "Gegevens verbeterd",
        text=labels,
        action=action,
        citizen="Uw gegevens zijn verbeterd.",
        url=f"{write.anchor.get_absolute_url()}gegevens/",
    )


def receive_personal_plan(
    case: Case, *, by: User | Sight, on: dt.date, token: uuid.UUID | None = None, at: dt.datetime | None = None
) -> None:
    """The citizen's own plan came in (Wmo 2015, 2.3.2 lid 2)."""
    with write_on(case, by=by, action=Action.EDIT_FILE, token=token, at=at) as write:
        refuse(cases_days.happened(write.anchor, write.on).refusal(on))
        write.anchor.personal_plan_on = on
        write.tell(
            "case.personal_plan",
            "Persoonlijk plan ontvangen",
            action=Action.EDIT_FILE,
            citizen="Wij hebben uw persoonlijk plan ontvangen.",
        )


def link_case(
    case: Case, other: Case, *, by: User | Sight, token: uuid.UUID | None = None, at: dt.datetime | None = None
) -> None:
    """Link cases of partners; each keeps its own decisions, and its own sight."""
    with write_on(case, by=by, action=Action.EDIT_FILE, token=token, at=at) as write:
        if other.pk == write.anchor.pk:
            raise NotNow([Reason("Dit is dezelfde zaak.")])
        refuse(NOT_LINKED if walls.stands_between(write.anchor.person, other.person) else "")
        write.anchor.linked.add(other)
        write.tell("case.linked", "Zaak gekoppeld", text=other.ref, action=Action.EDIT_FILE, beside=other)
        write.reroute = False


def unlink_case(
    case: Case,
    other: Case,
    *,
    by: User | Sight,
    why: str,
    token: uuid.UUID | None = None,
    at: dt.datetime | None = None,
) -> None:
    """Linked by mistake. Nothing went along with the link, so nothing returns."""
    with write_on(case, by=by, action=Action.EDIT_FILE, token=token, at=at) as write:
        if not write.anchor.linked.filter(pk=other.pk).exists():
            raise NotNow([Reason("Deze zaken zijn niet meer gekoppeld.")])
        write.anchor.linked.remove(other)
        write.tell(
            "case.unlinked",
            "Koppeling verbroken",
            text=f"{other.ref}: {why}",
            action=Action.EDIT_FILE,
            beside=other,
            url=f"{write.anchor.get_absolute_url()}gegevens/",
        )
        write.reroute = False


def correct_reported(
    case: Case, *, by: User | Sight, token: uuid.UUID | None = None, at: dt.datetime | None = None, **fields: Any
) -> Person:
    """Whoever reported puts right the name, birth date or phone they wrote down, until somebody takes it up."""
    if fields.get("birth_date"):
        fields["birth_about"] = ""  # more is known now
    with transaction.atomic():
        alike = hold_what_it_becomes(case, fields)
        with write_on(case, by=by, action=Action.CONVERT_CASE, token=token, at=at) as write:
            if reasons := unmet(TO_CORRECT_REPORTED, write.attempt()):
                raise NotNow(reasons)
            person: Person = locked_row(Person, write.anchor.person_id)
            if fields.get("birth_date"):
                refuse(people_days.born(write.anchor, write.on).refusal(fields["birth_date"]))
            changed = [name for name, value in fields.items() if getattr(person, name) != value]
            for name in changed:
                setattr(person, name, fields[name])
            write.reroute = False
            if changed:
                person.save()
                write.anchor.person = person
                _tell_corrected(write, changed, Action.CONVERT_CASE)
                point_out(write, alike)
        close_those_too(case, alike, write.at)
    return person


def recuse(case: Case, *, by: User | Sight, token: uuid.UUID | None = None, at: dt.datetime | None = None) -> None:
    """'Ik ken deze persoon': from now on this case is closed to this colleague, whatever their roles.

    With it every other case that looks to be about the same person: one who knows them knows them there too.
    """
    with transaction.atomic():
        alike, pointing = _hold_all_alike(case)
        with write_on(case, by=by, action=Action.RECUSE, token=token, at=at) as write:
            assert write.by is not None
            close_to(write, write.by, action=Action.RECUSE)
        for other in alike:
            with write_on(other, by=None, at=write.at) as there:
                if not other.recusals.filter(user=write.by).exists():
                    # a team that this colleague isn't of would learn from it that somebody is known elsewhere
                    told = write.sight is not None and may(write.sight, Action.VIEW_CASE, there.anchor)
                    close_to(there, write.by, told=told)
        lists.bring_in_line(pointing, write.at)  # who may see both cases is somebody else there now


def _hold_all_alike(case: Case) -> tuple[list[Case], Held]:
    """The other cases that look to be about the same person, and those that point to one of them: all are held."""
    hold_roster()
    now = Case.objects.select_related("person").get(pk=case.pk)
    hold_alike(marks_of(now.person, provision=now.provision, kern_id=now.kern_id))
    now = Case.objects.select_related("person", "kern").get(pk=case.pk)
    alike = list(Case.objects.looking_like(now).order_by("pk"))
    same = [case.pk, *(one.pk for one in alike)]
    pointing = set(Case.objects.filter(looks_like__in=same).values_list("pk", flat=True))
    held = hold(Case, [*same, *pointing])
    return alike, Held(Case, held.ids & pointing)


def give_grant(
    case: Case,
    *,
    by: User | Sight,
    to: User,
    kind: GrantKind,
    reason: str,
    since: dt.date | None = None,
    until: dt.date | None = None,
    born: dt.date | None = None,
    token: uuid.UUID | None = None,
    at: dt.datetime | None = None,
) -> CaseGrant:
    """Open this one case to one person by name. `born` is what who has the account says of themselves.

    Raises NotNow where that one has it already, is the giver, has no place that fits what is given, or is another
    than the citizen, or who speaks for them.
    """
    with write_on(case, by=by, action=Action.GIVE_GRANT, token=token, at=at) as write:
        _refuse_unfit(to, kind, until, write)
        walls.refuse(write.anchor.person, user=to)
        _refuse_another(to, kind, born, write)
        try:
            grant: CaseGrant = grants.give(
                write.anchor, to=to, kind=kind, reason=reason, by=write.by, since=since or write.on, until=until
            )
        except ValidationError as error:
            raise NotNow([Reason(error.messages[0])]) from error
        write.tell(
            "grant.given",
            "Toegang op naam gegeven",
            text=f"{to.name}: {kind.label}",
            action=Action.GIVE_GRANT,
            citizen=f"{to.name} kan uw zaak zien: {kind.label.lower()}.",
            url=f"{write.anchor.get_absolute_url()}inzage/",
        )
    return grant


def _refuse_unfit(to: User, kind: GrantKind, until: dt.date | None, write: Write) -> None:
    """A colleague reads along for a while; what is a citizen's own is not for somebody who works here."""
    works_here = sight(to, write.on).holdings
    reasons = []
    if to == write.by:
        reasons.append(Reason("U kunt uzelf geen toegang geven."))
    elif kind is GrantKind.READ_ALONG and not reads_files(works_here):
        reasons.append(Reason("Deze persoon werkt niet in een wijkteam, en kan dus niet meelezen als collega."))
    elif kind is not GrantKind.READ_ALONG and works_here:
        reasons.append(Reason("Dit is het account van een medewerker. Een inwoner of naaste heeft een eigen account."))
    if kind is GrantKind.READ_ALONG and until is None:
        reasons.append(Reason("Zeg tot wanneer uw collega meeleest."))
    if reasons:
        raise NotNow(reasons)


def _refuse_another(to: User, kind: GrantKind, born: dt.date | None, write: Write) -> None:
    """An account joined to another person opens a file to a stranger."""
    person = write.anchor.person
    if kind is GrantKind.READ_ALONG or person is None:
        return
    if kind is GrantKind.OWN:
        same = name_key(to.last_name) in person.surname_keys and same_given_name(
            folded(to.first_name), person.given_key
        )
        refuse(
            ""
            if same
            else "Dit account staat op een andere naam dan die van de inwoner. Laat functioneel beheer de "
            "naam van het account nagaan, of verbeter de gegevens van de inwoner.",
            "De geboortedatum is een andere dan die van de inwoner. Vraag na van wie dit account is."
            if born and agree(born, "", person.birth_date, person.birth_about) is False
            else "",
        )
        return
    surname = set(name_words(to.last_name))
    speaks = [one for one in person.speaking(write.on) if surname and surname <= set(name_words(one.name))]
    if not speaks:
        raise NotNow([Reason(NOBODY_SPEAKS, "gegevens")])
    speaks[-1].user = to  # at 18, or at an end, it is known whose sight it was
    speaks[-1].save(update_fields=["user"])


def end_grant(
    grant: CaseGrant, *, by: User | Sight | None, token: uuid.UUID | None = None, at: dt.datetime | None = None
) -> None:
    """Close it again, from today."""
    with write_on(grant.case, by=by, action=Action.GIVE_GRANT, token=token, at=at) as write:
        grant = locked_row(CaseGrant, grant.pk)
        if grant.until is not None and grant.until <= write.on:
            raise NotNow([Reason("Deze toegang is al beëindigd.")])
        name = grant.user.name
        grants.end(grant, on=write.on)
        write.tell(
            "grant.ended",
            "Toegang op naam beëindigd",
            text=name,
            action=Action.GIVE_GRANT,
            url=f"{write.anchor.get_absolute_url()}inzage/",
        )
