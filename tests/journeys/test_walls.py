"""A household of four with a wall, from moving in to the plan that each reads on their own page; and the meldcode, of which
only those who work on it can tell that it exists."""

import datetime as dt

import pytest

from casework.households.models import Wall
from casework.meldcode.models import Meldcode
from tests.casework.householdplans.household import Family
from tests.factories import today

pytestmark = [pytest.mark.slow]
SMALL = {"width": 375, "height": 667}


def test_a_household_of_four_with_a_wall(people, town) -> None:
    family = Family(town)
    town.contact(family.case, name="Kemal Yılmaz")
    his = town.case("uitvoering", person=family.father.person, team=town.other_team, kern=town.other_kern,
                    regisseur=town.consulent3)  # fmt: skip
    town.grant(family.case)
    plan = family.plan("afgesproken", agreed_on=today(), evaluate_on=today() + dt.timedelta(days=40))
    household = family.row.get_absolute_url()

    who = people("consulent").go(f"{household}lid/")
    who.fill(given_name="Nur", family_name="Yılmaz", relation="grootouder", since="2024-01-01").send().sees(
        "Nur Yılmaz"
    )
    who.go(household).shot("huishouden").press("Zet een muur").shot("muur-zetten")
    who.fill(one="Fatma Yılmaz", other="Kemal Yılmaz", why="Zij is bang voor hem.")
    who.page.locator("[name=until]").fill((today() + dt.timedelta(days=90)).isoformat())
    who.send().sees("De muur staat", "Fatma Yılmaz").shot("muur").press("Loop beide zaken na")
    who.sees("Dit is gestopt", "Kemal Yılmaz staat in het wijkweb").shot("muur-nalopen").send().sees("nagelopen")
    who.go(household).misses("Kemal").go(plan.get_absolute_url()).misses("Kemal")

    other = people("consulent3").go(household).sees("Kemal").misses("Fatma", family.case.ref)
    other.at(Wall.objects.get()).misses("Fatma", "bang voor hem").go(his.get_absolute_url()).misses("Fatma")
    head = people("afdelingshoofd").go(household).sees("Kemal", "Fatma", "Muur").shot("huishouden-beide-kanten")

    citizen = people("inwoner")
    citizen.page.set_viewport_size(SMALL)
    citizen.go(f"/mijn/{family.case.ref}/").press("Bekijk ons gezinsplan").misses("Kemal").shot("mijn-gezinsplan")
    boxes = citizen.page.locator("[name=about]")
    for number in range(boxes.count()):
        boxes.nth(number).check()
    citizen.page.locator("main form button[type=submit]").last.focus()
    with citizen.page.expect_navigation():
        citizen.page.keyboard.press("Enter")
    citizen.sees("Uw akkoord staat vast", "U hoeft hier nu niets te doen")
    assert not [one for person in (who, other, head, citizen) for one in person.failures]


def test_only_who_works_on_a_meldcode_can_tell_that_there_is_one(people, town) -> None:
    case = town.case("uitvoering")
    town.grant(case)
    who = people("consulent").go(f"{case.get_absolute_url()}meldcode/nieuw/")
    who.page.locator("[name=kept_why]").fill("Haar partner leest mee op haar telefoon.")
    who.page.locator("[name=review_on]").fill((today() + dt.timedelta(days=20)).isoformat())
    who.shot("meldcode-nieuw").send().sees("De meldcode is begonnen")
    who.at(Meldcode.objects.get()).go(f"{Meldcode.objects.get().get_absolute_url()}stap/leg-de-signalen-vast/")
    who.page.locator("[name=signals]").fill("Een blauw oog, gezien op dinsdag.")
    who.send().sees("De signalen staan vast").shot("meldcode")
    meldcode = Meldcode.objects.get()
    for name in ("teamlid", "consulent2", "inwoner"):
        place = f"/mijn/{case.ref}/" if name == "inwoner" else case.get_absolute_url()
        other = people(name).go(place).misses("blauw oog", "leest mee op haar telefoon")
        assert meldcode.get_absolute_url() not in other.page.content()
        assert other.page.goto(other.address + meldcode.get_absolute_url()).status == 404, name
    assert not who.failures
