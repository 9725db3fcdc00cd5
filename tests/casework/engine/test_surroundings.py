"""Who is at their post, and who acts for whom is away."""

import pytest
from django.core.exceptions import ValidationError

from roles.matrix import Role
from roles.models import Absence
from roles.policy import posts
from tests.casework.on_the_lists import HEAD, LEADER, MONDAY, day, in_days, items, steps_for, who_by_when
from tests.factories import World, absent, member, today, user


def test_a_regisseur_who_is_away_without_cover(world: World, new_case) -> None:
    case = new_case("plan")
    row = world.consulent.memberships.get()
    away = absent(row, since=MONDAY)
    assert who_by_when(case) == {"case.start": (LEADER, day(16)), "case.assign": (LEADER, MONDAY)}
    away.cover = world.consulent2
    away.save()
    assert who_by_when(case) == {"case.start": ("consulent", day(16))}


def test_without_a_leader_the_afdelingshoofd(world: World, new_case) -> None:
    world.teamleider.memberships.all().delete()
    assert who_by_when(new_case("plan", regisseur=None))["case.assign"] == (HEAD, MONDAY)


def test_a_cover_who_is_away_does_not_act(world: World) -> None:
    case = world.case("plan")
    away = absent(world.consulent.memberships.get(), cover=world.consulent2)
    assert items(case, today())["case.start"].for_user == world.consulent
    assert "start" in steps_for(case, world.consulent2)
    own = absent(world.consulent2.memberships.get())
    work = items(case, today())
    assert {work["case.start"].for_role, work["case.assign"].for_role} == {Role.TEAMLEIDER}
    assert "start" not in steps_for(case, world.consulent2)
    place = next(one for one in posts(today(), teams=[world.team.pk]) if one.user_id == world.consulent.pk)
    assert place.acting_ids == ()
    own.delete()
    absent(world.consulent2.memberships.get(), since=in_days(3), until=in_days(9))
    with pytest.raises(ValidationError, match="zelf niet"):
        away.clean()
    Absence.objects.filter(membership__user=world.consulent2).update(since=in_days(-9), until=today())
    away.clean()


def test_who_covers_for_the_last_one_there_is_not_away(world: World) -> None:
    second = user("tweede")
    place = member(second, Role.FINANCIEN, team=world.gemeente)
    absent(world.financien.memberships.get(), cover=second)
    with pytest.raises(ValidationError, match="neemt dan waar"):
        Absence(membership=place, since=in_days(1), until=in_days(5)).clean()
