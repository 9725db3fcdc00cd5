"""Mandates: judged in words, nobody for themselves, and the work follows."""

import pytest

from casework.cases.work import WorkItem
from casework.engine import rerouting
from roles.matrix import Role
from roles.models import Mandate
from tests.factories import SINCE, absent, member, today
from tests.wijkteam.admin.pages import at, confirm_all, errors, nl, place_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({}, "Kies een persoon, of een rol"),
        (
            {"role": "teamleider", "team": "team", "kind": "voorlopige_indicatie"},
            "Een indicatie heeft een bedrag en weken",
        ),
        ({"role": "teamleider", "team": "gemeente"}, "alleen gemeentelijke rollen"),
        ({"role": "eerste_contact", "organisation": "nursing"}, "Awb 10:4"),
        ({"role": "teamleider", "team": "team", "until": "2020-01-01"}, "na de begindatum"),
        ({"role": "teamleider", "team": "team", "decision_number": ""}, "Vul dit in"),
    ],
)
def test_a_mandate_is_judged_in_words(beheer, world, more, words):
    data = {
        "kind": "vangnet",
        "max_amount": "1000",
        "since": "2020-01-01",
        "decision_number": "B1",
        "decision_on": "2020-01-01",
    }
    for name, value in more.items():
        data[name] = getattr(world, value).pk if name in ("team", "organisation") else value
    before = Mandate.objects.count()
    assert words in errors(beheer.post(at("roles_mandate", page="add"), data))
    assert Mandate.objects.count() == before


def test_a_mandate_moves_the_work(beheer, world, second):
    case = world.case()
    world.request(case, "aangevraagd", amount="8000")
    assert rerouting.work_off() == 0
    assert WorkItem.objects.open().get(key__contains=":decide").for_role == Role.AFDELINGSHOOFD
    mandate = Mandate.objects.get(team=world.team, role=Role.TEAMLEIDER)
    data = {"max_amount": "9000", "since": nl(SINCE), "decision_number": "B9", "decision_on": nl(SINCE)}
    assert beheer.post(at("roles_mandate", mandate), data).status_code == 302
    assert WorkItem.objects.open().get(key__contains=":decide").for_role == Role.AFDELINGSHOOFD
    confirm_all(second)
    assert WorkItem.objects.open().get(key__contains=":decide").for_role == Role.TEAMLEIDER


def test_a_used_mandate_ends_but_stays(beheer, world):
    case = world.case()
    world.indicatie(case, "afgegeven")
    used = Mandate.objects.filter(kind="voorlopige_indicatie").first()
    Mandate.objects.filter(pk=used.pk).update(since=today())
    page = beheer.get(at("roles_mandate", used, "delete")).content.decode()
    assert "Dit is al gebruikt" in page
    assert case.ref not in page
    beheer.post(at("roles_mandate", used, "delete"), {"post": "yes"})
    assert Mandate.objects.filter(pk=used.pk).exists()


@pytest.mark.parametrize("place", ["person", "role", "covered"])
def test_nobody_mandates_themselves(beheer, world, place):
    data = {
        "kind": "vangnet",
        "max_amount": "1000",
        "since": nl(today()),
        "decision_number": "B1",
        "decision_on": nl(today()),
    }
    if place == "person":
        data["user"] = world.beheer.pk
    elif place == "role":
        data |= {"role": "beheer", "team": world.gemeente.pk}
    else:
        absent(place_of(world.financien), cover=world.beheer)
        data |= {"role": "financien", "team": world.gemeente.pk}
    before = Mandate.objects.count()
    said = errors(beheer.post(at("roles_mandate", page="add"), data))
    assert "Kies iets uit de lijst" in said or "ook voor uzelf" in said
    assert Mandate.objects.count() == before


def test_nobody_touches_the_mandate_of_their_own_role(beheer, world):
    member(world.beheer, Role.TEAMLEIDER, team=world.team)
    mine = Mandate.objects.get(team=world.team, role=Role.TEAMLEIDER)
    theirs = Mandate.objects.get(team=world.other_team, role=Role.TEAMLEIDER)
    changed = {"max_amount": "9000", "since": nl(SINCE), "decision_number": "B9", "decision_on": nl(SINCE)}
    assert beheer.post(at("roles_mandate", mine), changed).status_code == 403
    assert beheer.post(at("roles_mandate", theirs), changed | {"max_amount": "900"}).status_code == 302
    assert Mandate.objects.get(pk=theirs.pk).max_amount == 900
    assert Mandate.objects.get(pk=mine.pk).max_amount == 5000
