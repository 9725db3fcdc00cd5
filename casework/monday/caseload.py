"""What one colleague has in a team, as far as its leader may see it."""

from collections.abc import Iterator
from typing import Any, Final
from uuid import UUID

from django.db.models import Count, Q
from django.db.models.functions import Left
from django.http import Http404

from casework.appointments.models import Appointment
from casework.appointments.states import AppointmentState
from casework.cases.models import Case
from casework.cases.work import WorkItem
from casework.monday.colleagues import ROLES
from casework.monday.lists import WORDS, shown_cases
from roles.actions import Action
from roles.models import Membership, Team, User, running
from roles.policy import Sight

AT_ONCE: Final = 50  # cases on a page, and in one go


def colleague_of(team: Team, key: UUID) -> User:
    """Somebody who works in this team or once did. Raises Http404."""
    row = Membership.objects.filter(team=team, user__public_id=key).select_related("user").first()
    if row is None:
        raise Http404
    return row.user


def cases_of(sight: Sight, team: Team, who: User) -> Any:
    """The open cases that they direct, in order, each with how many appointments of theirs go along."""
    rows = Case.objects.visible_to(sight, Action.ASSIGN_CASE).open().filter(team=team, regisseur=who)
    theirs = Q(appointments__person=who, appointments__state=AppointmentState.GEPLAND)
    return shown_cases(rows).annotate(along=Count("appointments", filter=theirs))


def appointments_of(sight: Sight, team: Team, who: User) -> Any:
    """Those on cases of others."""
    rows = Appointment.objects.visible_to(sight).filter(case__team=team, person=who, state=AppointmentState.GEPLAND)
    return rows.exclude(case__regisseur=who).select_related("case__person", "case__kern").order_by("on", "pk")


def handed_to(sight: Sight, team: Team, who: User) -> Any:
    """Turns of a role that a leader gave them."""
    return _turns(sight, team).filter(handed_to=who)


def by_name(sight: Sight, team: Team, who: User) -> Any:
    """Turns on cases of others that are theirs because they began it: these stay, and a cover takes them while they are
    away."""
    rows = _turns(sight, team).filter(for_user=who).exclude(case__regisseur=who)
    return rows.exclude(step="appointment.fulfil")


def _turns(sight: Sight, team: Team) -> Any:
    rows = WorkItem.objects.open().of_my_teams(sight).filter(team=team)
    return rows.for_list().annotate(asked=Left("case__question", WORDS)).order_by("due_on", "pk")


def receivers(sight: Sight, team: Team, who: User) -> Iterator[User]:
    """The others of the team who can be regisseur, by name. Whether one may is judged by the step, case by case."""
    places = Membership.objects.filter(running(sight.on), team=team, role__in=ROLES)
    rows = User.objects.filter(pk__in=places.values("user_id"), is_active=True).exclude(pk=who.pk)
    yield from rows.order_by("first_name", "last_name", "username")
