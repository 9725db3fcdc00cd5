"""Memberships and absences: judged in words, nobody on their own, and no role left to nobody."""

import datetime as dt

import pytest

from casework.cases.work import WorkItem
from roles.matrix import Role
from roles.models import Absence, Membership, Proposal, User
from tests.factories import absent, member, today, user
from tests.wijkteam.admin.pages import TOMORROW, at, errors, new_absence, nl, place_of, placed

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("who", "role"), [("afdelingshoofd", "afdelingshoofd"), ("financien", "financiën")])
def test_the_last_one_of_a_role_stays(beheer, world, who, role):
    someone = getattr(world, who)
    data = {"username": who, "first_name": "A", "last_name": "T", "email": someone.email}
    said = errors(beheer.post(at("roles_user", someone), data))
    assert f"niemand als {role}" in said
    row = place_of(someone)
    for until in (today() + TOMORROW, today() + dt.timedelta(days=90)):
        said = errors(beheer.post(at("roles_membership", row), placed(row, until=nl(until))))
        assert f"vanaf {nl(until)} niemand als {role}" in said
    said = errors(beheer.post(at("roles_membership", row), placed(row, **new_absence(row))))
    assert f"niemand als {role}" in said
    assert User.objects.get(pk=someone.pk).is_active
    assert not Absence.objects.exists()


def test_the_last_one_goes_when_a_successor_follows(beheer, world):
    later = today() + dt.timedelta(days=30)
    row = place_of(world.afdelingshoofd)
    next_one = user("opvolger")
    member(next_one, Role.AFDELINGSHOOFD, team=world.gemeente, since=later)
    assert "niemand als" in errors(beheer.post(at("roles_membership", row), placed(row, until=nl(later - TOMORROW))))
    assert beheer.post(at("roles_membership", row), placed(row, until=nl(later))).status_code == 302


def test_the_last_one_is_away_when_somebody_covers(beheer, world):
    row = place_of(world.financien)
    away = new_absence(row, cover=world.afdelingshoofd)
    assert beheer.post(at("roles_membership", row), placed(row, **away)).status_code == 302
    # and now the cover can't be closed off either
    data = {"username": "afdelingshoofd", "first_name": "A", "last_name": "T", "email": world.afdelingshoofd.email}
    said = errors(beheer.post(at("roles_user", world.afdelingshoofd), data))
    assert "niemand als" in said


def test_two_who_hold_each_other_up_cannot_both_go(beheer, world):
    other = user("tweede")
    member(other, Role.AFDELINGSHOOFD, team=world.gemeente)
    absent(Membership.objects.get(user=other), cover=world.afdelingshoofd)
    data = {"username": "afdelingshoofd", "first_name": "A", "last_name": "T", "email": world.afdelingshoofd.email}
    assert "niemand als afdelingshoofd" in errors(beheer.post(at("roles_user", world.afdelingshoofd), data))


def test_a_membership_moves_the_work(beheer, world):
    case = world.case()
    row = place_of(world.consulent)
    yesterday = today() - TOMORROW
    Membership.objects.filter(pk=row.pk).update(since=yesterday - TOMORROW)
    row.refresh_from_db()
    assert beheer.post(at("roles_membership", row), placed(row, until=nl(today()))).status_code == 302
    assert not WorkItem.objects.open().filter(case=case, for_user=world.consulent).exists()


@pytest.mark.parametrize(
    ("place", "words"),
    [
        ({"role": "wmo_consulent"}, "Kies een team of een organisatie"),
        ({"role": "middenveld", "team": "team"}, "bestaat niet"),
        ({"role": "financien", "team": "team"}, "hoort in het team van de gemeente"),
        ({"role": "teamlid", "team": "gemeente"}, "alleen gemeentelijke rollen"),
        ({"role": "wmo_consulent", "team": "team", "user": "consulent"}, "al in dit team"),
        ({"role": "middenveld", "organisation": "partner", "user": "middenveld"}, "al in deze organisatie"),
        ({"role": "teamlid", "team": "team", "until": "2020-01-01"}, "na de begindatum"),
        ({"role": "teamlid", "team": "team", "since": ""}, "Vul een datum in"),
        ({"role": "teamlid", "team": "team", "kernen": "other_kern"}, "Numansdorp: niet van Wijkteam Noord"),
    ],
)
def test_a_membership_is_judged_in_words(beheer, world, place, words):
    data = {"user": world.outsider.pk, "since": "2020-01-01"}
    for name, value in place.items():
        data[name] = getattr(world, value).pk if name in ("user", "team", "organisation", "kernen") else value
    assert words in errors(beheer.post(at("roles_membership", page="add"), data))
    assert not Membership.objects.filter(user=world.outsider).exists()


def test_a_period_that_meets_another_is_refused_on_change_too(beheer, world):
    row = place_of(world.consulent)
    Membership.objects.filter(pk=row.pk).update(until=today())
    again = member(world.consulent, Role.WMO_CONSULENT, team=world.team, since=today())
    said = errors(beheer.post(at("roles_membership", again), placed(again, since=nl(today() - TOMORROW))))
    assert "al in dit team" in said


@pytest.mark.parametrize(
    ("absence", "words"),
    [
        ({"cover": "consulent"}, "Kies iets uit de lijst"),  # oneself
        ({"cover": "consulent3"}, "Kies iets uit de lijst"),  # of another team
        ({"cover": "leaving"}, "die er zolang is"),  # gone before the other is back
        ({"until": "2020-01-01"}, "na de begindatum"),
    ],
)
def test_a_cover_is_a_colleague_who_is_there(beheer, world, absence, words):
    world.leaving = user("bijnaweg")
    member(world.leaving, Role.TEAMLID, team=world.team, until=today() + TOMORROW)
    row = place_of(world.consulent)
    cover = getattr(world, absence["cover"]) if "cover" in absence else None
    data = placed(row, **new_absence(row, cover=cover))
    if "until" in absence:
        data["absences-0-until"] = absence["until"]
    assert words in errors(beheer.post(at("roles_membership", row), data))
    assert not Absence.objects.exists()


def test_absences_do_not_overlap_stored_or_new(beheer, world):
    row = place_of(world.consulent)
    absent(row, since=today(), until=today() + dt.timedelta(days=5))
    one = new_absence(row, since=today() + TOMORROW, number=1)
    assert "Voor deze periode" in errors(beheer.post(at("roles_membership", row), placed(row, **one)))
    Absence.objects.all().delete()
    two = {**new_absence(row), **new_absence(row, since=today() + TOMORROW, number=1), "absences-TOTAL_FORMS": 2}
    assert "overlappen" in errors(beheer.post(at("roles_membership", row), placed(row, **two)))


def test_who_covers_does_not_leave(beheer, world):
    absent(place_of(world.teamlid), cover=world.consulent, until=today() + dt.timedelta(days=9))
    row = place_of(world.consulent)
    said = errors(beheer.post(at("roles_membership", row), placed(row, until=nl(today() + TOMORROW))))
    assert "neemt dan nog waar voor Teamlid Test" in said
    enough = placed(row, until=nl(today() + dt.timedelta(days=9)))
    assert beheer.post(at("roles_membership", row), enough).status_code == 302


def test_only_what_has_just_begun_is_removed(beheer, world):
    old, fresh = place_of(world.teamlid), member(world.outsider, Role.TEAMLID, team=world.team, since=today())
    page = beheer.get(at("roles_membership", old, "delete"))
    assert "al ingegaan" in page.content.decode()
    assert "gerelateerde objecten" not in page.content.decode()
    beheer.post(at("roles_membership", old, "delete"), {"post": "yes"})
    beheer.post(at("roles_membership", fresh, "delete"), {"post": "yes"})
    assert Membership.objects.filter(pk=old.pk).exists()
    assert not Membership.objects.filter(pk=fresh.pk).exists()


def test_nobody_on_their_own_membership(beheer, world):
    row = place_of(world.beheer)
    assert beheer.get(at("roles_membership", row)).status_code == 200  # to read
    assert beheer.post(at("roles_membership", row), placed(row, until=nl(today() + TOMORROW))).status_code == 403
    assert beheer.post(at("roles_membership", row, "delete"), {"post": "yes"}).status_code == 403
    data = {"user": world.beheer.pk, "role": "teamlid", "team": world.team.pk, "since": nl(today())}
    assert "Kies iets uit de lijst" in errors(beheer.post(at("roles_membership", page="add"), data))
    assert Membership.objects.get(user=world.beheer).until is None


def test_a_colleague_can(client, world, second):
    client.force_login(second)
    row = place_of(world.beheer)
    assert client.post(at("roles_membership", row), placed(row, until=nl(today() + TOMORROW))).status_code == 302


def test_nobody_covers_by_their_own_hand(beheer, world, second):
    row = place_of(world.financien)
    said = errors(beheer.post(at("roles_membership", row), placed(row, **new_absence(row, cover=world.beheer))))
    assert "Kies iets uit de lijst" in said
    # and where a colleague arranged it, they don't stretch it
    absent(row, cover=world.beheer, until=today() + TOMORROW)
    assert beheer.post(at("roles_membership", row), placed(row)).status_code == 403


def test_contract_hours_open_nothing_and_count_at_once(beheer, world):
    row = place_of(world.consulent)
    assert beheer.post(at("roles_membership", row), placed(row, hours="28")).status_code == 302
    assert Membership.objects.get(pk=row.pk).hours == 28
    assert not Proposal.objects.exists()
    for wrong in ("0", "41", "-3", "veel", "9" * 400):
        answer = beheer.post(at("roles_membership", row), placed(row, hours=wrong))
        assert errors(answer), wrong
    assert Membership.objects.get(pk=row.pk).hours == 28
    later = nl(today() + dt.timedelta(days=90))
    Membership.objects.filter(pk=row.pk).update(until=today() + dt.timedelta(days=30))
    row.refresh_from_db()
    assert beheer.post(at("roles_membership", row), placed(row, hours="32", until=later)).status_code == 302
    assert Proposal.objects.get().changes[0]["after"] == {"until": f"{today() + dt.timedelta(days=90)}", "hours": 32}
