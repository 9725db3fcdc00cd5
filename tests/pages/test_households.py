"""Gezin en huishouden: begun from a case, kept, and read by who sees the file of one of them; what happens to a member."""

import datetime as dt

import pytest
from django.utils import timezone

from casework.cases.models import Case
from casework.cases.work import WorkItem
from casework.engine import by_date, rerouting
from casework.engine.door import perform
from casework.households.models import Household, Member
from casework.households.work import HouseholdWork
from casework.people.models import Person
from roles.models import Notice, Reading
from tests.factories import World, fresh, today

pytestmark = pytest.mark.django_db
CHILD = {"given_name": "Mees", "birth_date": dt.date(2015, 5, 5)}
DAY = dt.timedelta(days=1)
QUERIES = 17  # of the page, however many live there; two of them of walls


@pytest.fixture
def case(world: World) -> Case:
    return world.case()


@pytest.fixture
def household(world: World, case: Case) -> Household:
    """Two and a child, of whom one has a case here and one elsewhere."""
    partner, child = world.person(given_name="Kees"), world.person(**CHILD)
    world.case(person=partner, team=world.other_team, kern=world.other_kern, regisseur=world.consulent3)
    made = world.household(case.person, partner, child)
    rerouting.work_off()
    return made


def of(household: Household, name: str) -> Member:
    return household.members.get(person__given_name=name)


def turns(household: Household) -> dict[str, str]:
    rows = HouseholdWork.objects.open().filter(household=household).select_related("for_user", "for_team")
    return {row.what: row.for_user.username if row.for_user else row.for_role for row in rows}


def test_it_is_begun_from_a_case_and_then_others_come_to_live_there(client, world: World, case: Case) -> None:
    client.force_login(world.teamlid)
    data_page, form = f"{case.get_absolute_url()}gegevens/", f"{case.get_absolute_url()}huishouden/"
    assert f'href="{form}"' in client.get(data_page).content.decode()
    page = client.post(form, {"name": "", "relation": "oom", "since": "1-2-1800"}).content.decode()
    for told in ("Vul dit in.", "Kies iets uit de lijst.", "Vul een datum in tussen 1900 en 2100"):
        assert told in page
    page = client.post(form, {"name": "Gezin Jansen", "relation": "ouder", "since": "1-2-2010"}, follow=True)
    household = Household.objects.get()
    assert page.redirect_chain[-1][0] == household.get_absolute_url()
    assert (household.street, household.team, f"{household}"[:4]) == ("Voorstraat 1", world.team, "GEZ-")
    assert f'href="{household.get_absolute_url()}"' in client.get(data_page).content.decode()
    assert "Naar Gezin Jansen" in client.get(case.get_absolute_url()).content.decode()
    assert client.get(form).status_code == 303, "there is one already"

    add = f"{household.get_absolute_url()}lid/"
    wrong = {
        "family_name": "Jan\0",
        "relation": "",
        "since": f"{today() + DAY}",
        "birth_date": "31-2-2000",
        "holders": "x",
    }
    page = client.post(add, wrong).content.decode()
    for told in ("Hier staat een teken", "Maak een keuze.", "Vul een dag in tot en met"):
        assert told in page
    known = world.case(person=world.person("Vermaat", given_name="Toos", street="Elders 9")).person
    hidden = world.case(
        person=world.person("Verborgen", given_name="Jan"), team=world.other_team, kern=world.other_kern
    )
    toos = {"given_name": "Toos", "family_name": "Vermaat", "birth_date": "1-3-1942", "relation": "partner"}
    toos |= {"since": "2020-01-01"}
    page = client.post(add, toos).content.decode()
    assert "Wij kennen iemand die dit kan zijn" in page
    assert 'value="Vermaat"' in page, "what was typed is kept"
    client.post(add, toos | {"same": known.public_id})
    assert fresh(known).street == "Voorstraat 1", "the address of the household is theirs"
    assert "voorstraat" in fresh(known).search_address
    page = client.post(add, toos | {"same": known.public_id}).content.decode()
    assert "Deze persoon woont al in een huishouden" in page
    client.post(add, toos | {"given_name": "Jan", "family_name": "Verborgen"})
    new = household.members.get(person__family_name="Verborgen").person
    assert new.pk != hidden.person_id, "nothing tells that they are known elsewhere"
    page = client.get(household.get_absolute_url()).content.decode()
    assert "Jan Verborgen" in page
    assert hidden.ref not in page


def test_who_sees_the_file_of_one_sees_who_live_there_and_no_case_of_another(
    client, world: World, case: Case, household: Household, django_assert_num_queries
) -> None:
    elsewhere = Case.objects.get(team=world.other_team)
    url = household.get_absolute_url()
    client.force_login(world.teamlid)
    page = client.get(url).content.decode()
    for told in ("Bep Jansen", "Kees Jansen", "Mees Jansen", "Gezag: niet bekend", case.ref, "Voorstraat 1"):
        assert told in page
    assert elsewhere.ref not in page
    assert world.consulent3.name not in page
    looks = Reading.objects.filter(by=world.teamlid, part="gezin en huishouden")
    assert {(one.ref, one.case_id) for one in looks} == {(household.ref, None), (case.ref, case.pk)}
    client.force_login(world.consulent3)
    page = client.get(url).content.decode()
    assert elsewhere.ref in page
    assert case.ref not in page
    assert "Is vertrokken" not in page, "it is kept by the team of the household"
    assert client.get(f"{url}lid/").status_code == 403
    for nobody in (world.eerstecontact, world.administratie, world.teamleider3, world.financien, world.inwoner):
        client.force_login(nobody)
        seen = 200 if nobody == world.teamleider3 else 404
        assert client.get(url).status_code == seen, nobody
    Household.objects.filter(pk=household.pk).update(secret_address=True)
    client.force_login(world.teamlid)
    assert "Voorstraat" not in client.get(url).content.decode()
    with django_assert_num_queries(QUERIES):
        client.get(url)
    for number in range(3):
        world.member(household, world.case(person=world.person(given_name=f"Kind {number}")).person)
    with django_assert_num_queries(QUERIES):
        client.get(url)
    case.recusals.create(user=world.teamlid)
    for other in Case.objects.filter(team=world.team).exclude(pk=case.pk):
        other.recusals.create(user=world.teamlid)
    assert client.get(url).status_code == 404


def test_the_whole_household_moves_or_one_of_them(client, world: World, case: Case, household: Household) -> None:
    client.force_login(world.consulent)
    url = household.get_absolute_url()
    move = {"street": "Kerkstraat 5", "postcode": "3265 BB", "town": "Piershil", "on": f"{today()}"}
    assert "Vul dit in." in client.post(f"{url}verhuizen/", move | {"street": ""}).content.decode()
    client.post(f"{url}verhuizen/", move)
    assert {one.person.street for one in household.members.select_related("person")} == {"Kerkstraat 5"}
    assert "Kerkstraat" not in " ".join(household.events.values_list("text", flat=True))

    corrects = f"{case.get_absolute_url()}gegevens/wijzigen/"
    page = client.get(corrects)
    data = {name: page.context["form"][name].value() or "" for name in page.context["form"].fields}
    data |= {"street": "Dorpsstraat 8", "birth_date": "1-3-1942"}
    page = client.post(corrects, {k: v for k, v in data.items() if v not in (False, "")}).content.decode()
    assert "het adres staat daar" in page
    assert fresh(case.person).street == "Kerkstraat 5"

    kees = of(household, "Kees")
    leaves = f"/huishoudens/lid/{kees.public_id}/vertrokken/"
    assert "Vul een dag in vanaf" in client.post(leaves, {"on": "2001-01-01"}).content.decode()
    client.post(leaves, {"on": f"{today()}"})
    assert fresh(kees).until == today()
    assert fresh(kees.person).street == "", "nobody knows where: no letter to the old address"
    assert turns(household) == {"Kijk wat het vertrek betekent": "teamleider"}
    assert client.get(leaves).status_code == 303, "gone already"
    client.force_login(world.consulent3)
    assert client.get(url).status_code == 404, "who only has the case of who left"
    client.force_login(world.teamleider)
    settle = f"/huishoudens/lid/{kees.public_id}/gezien/"
    assert f'href="{settle}"' in client.get(url).content.decode()
    client.post(settle, {"said": "Bep draagt nu alleen."})
    assert turns(household) == {}
    assert "Bep draagt nu alleen." in client.get(url).content.decode()
    for name in ("Mees", "Bep"):
        client.post(f"/huishoudens/lid/{of(household, name).public_id}/vertrokken/", {"on": f"{today()}"})
    assert fresh(household).state == "opgeheven"
    assert turns(household) == {}


def test_nobody_directs_while_two_have_open_cases(client, world: World, case: Case, household: Household) -> None:
    what = "Wijs iemand aan voor de regie over het huishouden"
    assert turns(household) == {what: "teamleider"}
    client.force_login(world.teamleider)
    assert household.name in client.get("/?lijst=team").content.decode()
    step = f"{household.get_absolute_url()}stap/wijs-de-regie-toe/"
    assert "Kies" in client.post(step, {"regisseur": world.consulent3.pk, "expected": "bewoond"}).content.decode()
    client.post(step, {"regisseur": world.consulent2.pk, "expected": "bewoond"})
    assert fresh(household).regisseur == world.consulent2
    page = client.get(household.get_absolute_url()).content.decode()
    assert f"<h1>{household.name}</h1>" in page
    assert "Regie over het huishouden toegewezen" in page, "what happened, not what somebody should do"
    assert turns(household) == {}
    case.recusals.create(user=world.consulent2)
    rerouting.work_off()
    assert turns(household) == {what: "teamleider"}, "who knows one of them privately directs nothing there"
    perform(case, "end", by=world.teamleider, ended_reason="ingetrokken", closing_words="Wil niet meer")
    rerouting.work_off()
    assert turns(household) == {}, "one open case needs nobody over it"


def test_a_child_is_born_and_who_holds_gezag_is_asked(client, world: World, household: Household) -> None:
    client.force_login(world.consulent)
    born = {"given_name": "Saar", "family_name": "Jansen"}
    assert "birth_date" in client.post(f"{household.get_absolute_url()}geboren/", born).context["form"].errors
    day = today() - DAY
    born |= {"birth_date": f"{day}"}
    client.post(f"{household.get_absolute_url()}geboren/", born)
    saar = of(household, "Saar")
    assert (saar.relation, saar.since, saar.person.street) == ("kind", day, "Voorstraat 1")
    assert "Leg vast wie het gezag heeft" in turns(household)
    change = f"/huishoudens/lid/{saar.public_id}/wijzigen/"
    data = born | {"relation": "kind", "since": f"{day}", "holders": [of(household, "Bep").public_id, "elders"]}
    assert "Vul in wie dat is" in client.post(change, data).content.decode()
    client.post(change, data | {"authority_elsewhere": "Piet Smit", "given_name": "Sara"})
    saar = of(household, "Sara")
    assert "Leg vast wie het gezag heeft" not in turns(household)
    assert "Gezag: Bep Jansen en Piet Smit (woont elders)" in client.get(household.get_absolute_url()).content.decode()
    client.post(change, data | {"holders": ["onbekend"]})
    assert saar.authority.count() == 0
    bep = f"/huishoudens/lid/{of(household, 'Bep').public_id}/wijzigen/"
    assert "given_name" not in client.get(bep).context["form"].fields, "that is put right in the case"


def test_a_death_is_told_once_and_heard_by_all(
    client, world: World, case: Case, household: Household, django_capture_on_commit_callbacks
) -> None:
    Household.objects.filter(pk=household.pk).update(regisseur=world.consulent2)
    other = world.case(person=case.person, team=world.other_team, kern=world.other_kern, regisseur=world.consulent3)
    client.force_login(world.teamlid)
    die = f"/huishoudens/lid/{of(household, 'Bep').public_id}/overleden/"
    words = {"closing_words": "Bep is thuis overleden."}
    assert "Vul een dag in vanaf" in client.post(die, words | {"deceased_on": "1-1-1930"}).content.decode()
    client.force_login(world.consulent)  # the regisseur of the first case
    with django_capture_on_commit_callbacks(execute=True):
        client.post(die, words | {"deceased_on": "1-1-2026"})
    assert (fresh(case).phase, fresh(case).ended_reason) == ("afgesloten", "overleden")
    assert fresh(other).phase == "onderzoek", "who has it ends it"
    assert WorkItem.objects.open().get(case=other, key="case:died").for_user == world.consulent3
    assert other.events.filter(verb="case.died").count() == 1
    assert Notice.objects.get(to=world.consulent3).verb == "case.died"
    assert Notice.objects.get(to=world.consulent2).url == household.get_absolute_url()
    bep = of(household, "Bep")
    assert (bep.until, bep.ended_why) == (dt.date(2026, 1, 1), "overleden")
    assert turns(household)["Kijk wat het overlijden betekent"] == "consulent2"
    client.force_login(world.consulent2)
    page = client.get("/berichten/").content.decode()
    assert household.get_absolute_url() not in page or "Huishouden" in page
    assert client.post(die, words | {"deceased_on": "1-1-2026"}).status_code == 409, "told already"
    for one in (case, other):
        Case.objects.filter(pk=one.pk).update(alive_told_on=today(), alive_told_by=world.teamleider)
    with django_capture_on_commit_callbacks(execute=True):
        perform(case, "confirm_alive", by=world.consulent2)
    assert fresh(bep).lives_here, "a mistake is put right here too"


def test_the_night_finds_who_is_18_and_a_death_that_was_not_heard(world: World, household: Household) -> None:
    mees, kees = of(household, "Mees"), of(household, "Kees")
    mees.authority.set([kees])
    Person.objects.filter(pk=mees.person_id).update(birth_date=today().replace(year=today().year - 18))
    Person.objects.filter(pk=kees.person_id).update(deceased_on=today() - DAY)
    by_date.run(timezone.now())
    mees = fresh(mees)
    assert (mees.of_age_on, mees.asks, mees.authority.count()) == (today(), "achttien", 0)
    assert fresh(kees).ended_why == "overleden"
    assert set(turns(household)) >= {"Vraag opnieuw akkoord", "Kijk wat het overlijden betekent"}
    told = household.events.get(verb="household.of_age")
    assert told.object_id == mees.public_id, "for whoever keeps an agreement of theirs"
    by_date.run(timezone.now())
    assert household.events.filter(verb="household.of_age").count() == 1
