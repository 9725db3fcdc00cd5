"""Whose turn it is follows from more than the case: who else is concerned by a change gets it after its commit."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection, transaction
from django.utils import timezone

from casework.cases.models import Case
from casework.cases.operations import recuse
from casework.cases.work import WorkItem
from casework.engine import rerouting
from casework.engine.door import perform
from casework.law.models import DayOff, LegalTerm
from roles.matrix import Role
from roles.models import Membership, RosterChange
from tests.factories import World, put_in_line, today
from tests.rules.test_at_the_same_moment import in_line
from tests.wijkteam.admin.pages import place_of

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def world() -> World:
    made = World()
    rerouting.work_off()
    return made


def change(act: Callable[[], Any]) -> None:
    """As every page does: the change, and after its commit the lists."""
    with transaction.atomic():
        act()
    rerouting.soon()


def test_every_way_of_changing_who_is_there_is_written_down(world) -> None:
    assert not RosterChange.objects.exists()
    row = place_of(world.middenveld)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE roles_membership SET until = %s WHERE id = %s", [today(), row.pk])
    told = RosterChange.objects.first()
    assert (told.organisation_id, told.user_id) == (world.partner.pk, world.middenveld.pk)
    rerouting.work_off()
    world.middenveld.last_login = timezone.now()
    world.middenveld.save()  # all columns, and none that counts
    assert not RosterChange.objects.exists()
    with transaction.atomic():
        row.delete()
        transaction.set_rollback(True)
    assert not RosterChange.objects.exists()


def test_a_provider_who_leaves(world) -> None:
    case = world.case("uitvoering")
    world.goal(case, "loopt", carrier_kind="organisatie", carrier_organisation=world.provider, shared_until=dt.date.max)
    put_in_line(Case, [case.pk], timezone.now())
    item = WorkItem.objects.open().get(case=case, step="goal.report")
    assert item.for_organisation == world.provider
    change(lambda: Membership.objects.filter(user=world.uitvoerder).update(until=today()))
    item.refresh_from_db()
    assert item.for_user == world.consulent
    change(lambda: Membership.objects.filter(user=world.uitvoerder).update(until=None))
    item.refresh_from_db()
    assert item.for_organisation == world.provider


def test_a_citizen_whose_account_is_closed_and_opened_again(world) -> None:
    case = world.case("uitvoering")
    world.grant(case)
    world.goal(case, "loopt")
    put_in_line(Case, [case.pk], timezone.now())
    item = WorkItem.objects.open().get(case=case, step="goal.report")
    assert item.for_user == world.inwoner
    for active, whose in ((False, world.consulent), (True, world.inwoner)):
        world.inwoner.is_active = active
        change(world.inwoner.save)
        item.refresh_from_db()
        assert item.for_user == whose


def test_terms_and_days_off(world) -> None:
    case = world.case("aanmelding")
    item = WorkItem.objects.open().get(case=case)
    before = item.due_on
    change(lambda: LegalTerm.objects.filter(code="bel_en_weeg").update(length=12))
    item.refresh_from_db()
    assert item.due_on > before
    later = item.due_on
    change(lambda: DayOff.objects.create(day=later, name="Feest", source="besluit"))
    item.refresh_from_db()
    assert item.due_on > later


def test_a_death_that_is_told_on_another_case(world) -> None:
    person = world.person()
    here, there = world.case("onderzoek", person=person), world.case("onderzoek", person=person)
    world.document(there, "indicatie_afgegeven", "vervallen")
    put_in_line(Case, [there.pk], timezone.now())
    assert WorkItem.objects.open().filter(case=there, step="document.remake").exists()
    perform(here, "end", by=world.consulent, ended_reason="overleden", deceased_on=today(), closing_words="")
    assert not WorkItem.objects.open().filter(case=there, step="document.remake").exists()
    assert in_line(there)


def test_the_double_that_moves_to_another_team_and_who_knows_that_one(world) -> None:
    """'Mogelijk dubbel' is for who may see both: not for who was kept from the other one."""
    other = world.case("onderzoek")
    case = world.case("aanmelding", looks_like=other)
    item = WorkItem.objects.open().get(case=case, step="case.keep_apart")
    assert item.for_role == Role.WMO_CONSULENT
    for who in (world.consulent, world.consulent2):
        recuse(other, by=who)
    item.refresh_from_db()
    assert item.for_role == Role.TEAMLEIDER
    handover = world.handover(other, to_kind="team", to_organisation=None, to_team=world.other_team,
                              to_layer="professional")  # fmt: skip
    perform(handover, "accept", by=world.consulent3, accepted_by="x", accepted_how="x")
    item.refresh_from_db()
    assert item.for_role == Role.AFDELINGSHOOFD
    assert in_line(case, other)
