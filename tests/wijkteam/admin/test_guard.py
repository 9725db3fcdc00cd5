"""Beheer is as strict as the rest: the same form once, nobody over a colleague, what was typed stays, people by name."""

import re
import uuid

import pytest

from casework.vangnet.models import VangnetBudget
from roles.models import Absence, Mandate, Membership, Team
from tests.factories import SINCE, absent, today
from tests.pages.browser import words
from tests.wijkteam.admin.pages import TOMORROW, at, confirm_all, errors, nl, place_of, placed
from tests.wijkteam.admin.test_second_person import as_
from tests.wijkteam.mails import sent

pytestmark = pytest.mark.django_db

TEAM = "roles_team"


def hidden(page, name):
    """What a hidden field of the page says."""
    return re.search(rf'name="{name}" value="([^"]*)"', page.content.decode()).group(1)


def opened(client, url):
    page = client.get(url)
    return {name: hidden(page, name) for name in ("token", "opened")}


def token():
    return {"token": str(uuid.uuid4())}


# --- once ---------------------------------------------------------------------------------------------------------


def test_a_budget_raised_by_four_clicks_is_raised_once(beheer, world, second):
    budget = VangnetBudget.objects.get(team=world.team)
    url = at("casework_vangnetbudget", budget)
    form = opened(beheer, url) | {"amount": "100,00", "words": "Raadsbesluit 12"}
    answers = [beheer.post(url, form) for _ in range(4)]
    assert {one.status_code for one in answers} == {302}
    assert len({one.headers["Location"] for one in answers}) == 1
    confirm_all(second)
    assert beheer.post(url, form).status_code == 302
    confirm_all(second)
    assert budget.entries.balance().free == 10100


def test_taking_back_by_two_clicks_is_once(beheer, world):
    budget = VangnetBudget.objects.get(team=world.team)
    url = at("casework_vangnetbudget", budget)
    form = opened(beheer, url) | {"amount": "-100", "words": "Terug"}
    assert [beheer.post(url, form).status_code for _ in range(2)] == [302, 302]
    assert budget.entries.balance().free == 9900


@pytest.mark.parametrize("name", ["roles_team", "roles_user", "wijkweb_organisation", "casework_dayoff"])
def test_what_is_added_by_two_clicks_is_there_once(beheer, world, name):
    person = {"username": "nieuw", "first_name": "Noor", "last_name": "Nieuw", "email": "noor@voorbeeld.example"}
    typed = {
        "roles_team": {"name": "Wijkteam Midden", "kind": "wijkteam"},
        "roles_user": person,
        "wijkweb_organisation": {"name": "De Brug", "layer": "middenveld", "domain": "vereniging", "active": "on"},
        "casework_dayoff": {"day": nl(today()), "name": "Kroningsdag", "source": "KB 1"},
    }[name] | token()
    first, again = (beheer.post(at(name, page="add"), typed) for _ in range(2))
    assert first.status_code == again.status_code == 302, errors(first)
    assert first.headers["Location"] == again.headers["Location"]


def test_a_mail_is_sent_once_by_two_clicks(beheer, world):
    again = {"action": "send_password_mail", "_selected_action": [world.outsider.pk]} | token()
    for _ in range(2):
        beheer.post(at("roles_user", page="changelist"), again)
        assert len(sent()) == 1


def test_a_form_with_an_error_may_be_sent_again(beheer, world):
    """Only what had its effect counts."""
    data = {"name": "", "kind": "wijkteam"} | token()
    assert "Vul dit in" in errors(beheer.post(at(TEAM, page="add"), data))
    assert beheer.post(at(TEAM, page="add"), data | {"name": "Wijkteam Midden"}).status_code == 302


# --- a colleague was first ----------------------------------------------------------------------------------------


def test_the_second_does_not_undo_the_first(beheer, world, second):
    url = at(TEAM, world.team)
    mine = opened(beheer, url) | {"name": "Wijkteam Noord", "phone": "0186 1", "kernen": [world.kern.pk]}
    theirs = opened(as_(second), url) | {"name": "Wijkteam Noord", "email": "noord@voorbeeld.example"}
    assert as_(second).post(url, theirs | {"kernen": [world.kern.pk]}).status_code == 302
    answer = beheer.post(url, mine)
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "Een collega heeft dit net gewijzigd. Er is nog niets bewaard." in page
    assert "Uw collega wijzigde dit in: ‘noord@voorbeeld.example’. Dat staat er nu." in page
    assert 'value="0186 1"' in page
    assert 'value="noord@voorbeeld.example"' in page
    world.team.refresh_from_db()
    assert (world.team.phone, world.team.email) == ("", "noord@voorbeeld.example")
    seen = {name: hidden(answer, name) for name in ("token", "opened")}
    assert beheer.post(url, mine | seen | {"email": "noord@voorbeeld.example"}).status_code == 302
    world.team.refresh_from_db()
    assert (world.team.phone, world.team.email) == ("0186 1", "noord@voorbeeld.example")


def test_both_changed_the_same(beheer, world, second):
    url = at(TEAM, world.team)
    mine = opened(beheer, url) | {"name": "Wijkteam Mijn", "kernen": [world.kern.pk]}
    as_(second).post(url, opened(as_(second), url) | {"name": "Wijkteam Hun", "kernen": [world.kern.pk]})
    page = beheer.post(url, mine).content.decode()
    assert "Uw collega vulde hier in: ‘Wijkteam Hun’. Uw eigen woorden staan er nog." in page
    assert 'value="Wijkteam Mijn"' in page
    assert Team.objects.get(pk=world.team.pk).name == "Wijkteam Hun"


def test_kernen_of_a_colleague_stand_there_too(beheer, world, second):
    url, row = at("roles_membership", place_of(world.consulent)), place_of(world.consulent)
    mine = opened(beheer, url) | placed(row, until=nl(today() + TOMORROW))
    assert as_(second).post(url, opened(as_(second), url) | placed(row, kernen=[world.kern.pk])).status_code == 302
    page = beheer.post(url, mine).content.decode()
    assert "Uw collega wijzigde dit in: ‘Piershil’. Dat staat er nu." in page
    assert Membership.objects.get(pk=row.pk).until is None


def test_an_absence_of_a_colleague_is_not_overwritten(beheer, world, second):
    row = place_of(world.consulent)
    url = at("roles_membership", row)
    page = beheer.get(url)
    mine = {name: hidden(page, name) for name in ("token", "opened", "absences-opened")} | placed(row)
    absent(row, until=today() + TOMORROW)
    answer = beheer.post(url, mine | {"until": nl(today() + TOMORROW)})
    assert answer.status_code == 409
    assert "Een collega heeft de afwezigheden net gewijzigd" in answer.content.decode()
    assert Membership.objects.get(pk=row.pk).until is None
    assert Absence.objects.count() == 1


def test_who_changed_it_first_is_told_of_a_mandate_too(beheer, world, second):
    mandate = Mandate.objects.get(team=world.team, role="teamleider")
    url = at("roles_mandate", mandate)
    data = {"since": nl(SINCE), "decision_number": "B9", "decision_on": nl(SINCE)}
    mine = opened(beheer, url) | data | {"max_amount": "4000"}
    as_(second).post(url, opened(as_(second), url) | data | {"max_amount": "3000"})
    assert "‘€ 3.000,00’" in words(beheer.post(url, mine))
    mandate.refresh_from_db()
    assert mandate.max_amount == 3000


# --- what was typed stays ---------------------------------------------------------------------------------------


def test_what_was_typed_stands_there_after_logging_in_again(client, world):
    client.force_login(world.beheer)
    url = at(TEAM, world.team)
    form = opened(client, url) | {"by": hidden(client.get(url), "by"), "name": "Wijkteam Noordrand", "phone": "0186 1"}
    client.logout()
    assert client.post(url, form, headers={"Referer": f"http://testserver{url}"}).status_code == 302
    client.force_login(world.beheer)
    answer = client.get(url)
    page = answer.content.decode()
    assert 'value="Wijkteam Noordrand"' in page
    assert "Wat u typte staat hier weer. Er is nog niets bewaard" in page
    assert Team.objects.get(pk=world.team.pk).name == "Wijkteam Noord"


# --- people by their names ----------------------------------------------------------------------------------------


def test_pages_call_people_by_their_names(beheer, world, second):
    world.consulent.first_name, world.consulent.last_name = "Hanneke", "Dekker"
    world.consulent.save()
    row = place_of(world.consulent)
    absent(row, cover=world.teamlid)
    mandate = Mandate.objects.create(
        kind="vangnet", user=world.consulent, max_amount=100, since=today(), decision_number="B1", decision_on=today()
    )
    fresh = Membership.objects.create(user=world.consulent, role="eerste_contact", team=world.team, since=today())
    addresses = [at("roles_membership", page="changelist"), at("roles_mandate", page="changelist")]
    addresses += [at("roles_membership", row, page) for page in ("change", "history")]
    addresses += [at("roles_membership", fresh, "delete"), at("roles_mandate", mandate, "delete")]
    addresses += [at("roles_mandate", mandate), at("roles_mandate", mandate, "history")]
    for url in addresses:
        page = beheer.get(url).content.decode()
        assert "Hanneke Dekker" in page, url
        shown = re.sub(r"<option[^>]*>[^<]*</option>|<[^>]*>", " ", page)
        assert not re.search(r"(?<![-\w])consulent\b", shown), url


def test_messages_call_people_by_their_names(beheer, world):
    row = place_of(world.consulent)
    page = beheer.post(at("roles_membership", row), placed(row, until=nl(today() + TOMORROW)), follow=True)
    assert [str(one) for one in page.context["messages"]] == [
        "Consulent Test, Wmo-consulent, Wijkteam Noord: gewijzigd."
    ]


def test_terms_are_called_by_what_they_are_about(beheer, world):
    from casework.engine.registry import rules
    from wijkteam.called import TERMS

    assert {rule.code for rule in rules()} == set(TERMS)
    page = beheer.get(at("casework_legalterm", page="changelist")).content.decode()
    assert "Bellen en wegen na een melding" in page
    assert "oppakken_escalatie<" not in page


# --- amounts, days, numbers ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "becomes"), [("4.000,00", 4000), ("€ 4000", 4000), ("1e3", None), ("NaN", None), ("٤٠٠٠", None)]
)
def test_a_mandate_takes_amounts_as_everywhere(beheer, world, typed, becomes):
    mandate = Mandate.objects.get(team=world.team, role="teamleider")
    data = {"since": nl(SINCE), "decision_number": "B9", "decision_on": nl(SINCE), "max_amount": typed}
    answer = beheer.post(at("roles_mandate", mandate), data)
    mandate.refresh_from_db()
    if becomes is None:
        assert "Vul een bedrag in, bijvoorbeeld 4.850,00." in errors(answer)
        assert mandate.max_amount == 5000
    else:
        assert mandate.max_amount == becomes


@pytest.mark.parametrize(("typed", "words"), [("31-02-2026", "Vul een datum in"), ("1-1-9999", "tussen 1900 en 2100")])
def test_a_day_is_a_day_as_everywhere(beheer, world, typed, words):
    row = place_of(world.consulent)
    answer = beheer.post(at("roles_membership", row), placed(row, until=typed))
    assert words in errors(answer)


@pytest.mark.parametrize("typed", ["1e3", "١٢", "3,5", "-1"])
def test_a_number_is_a_number(beheer, world, typed):
    data = {"team": world.team.pk, "year": typed, "amount": "10", "words": "x"}
    assert "Vul een heel getal in" in errors(beheer.post(at("casework_vangnetbudget", page="add"), data))
