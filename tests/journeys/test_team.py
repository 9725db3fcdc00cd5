"""A leader's Monday in a real browser: share out, see who has what, give a caseload away, put an absence down."""

import datetime as dt
import io

import pytest
from pypdf import PdfReader

from casework.cases.models import Case
from roles.matrix import Role
from roles.models import Absence
from tests.factories import absent, member, today, user

pytestmark = [pytest.mark.slow]


@pytest.fixture
def monday(town):
    names = ("Bezuijen", "Weeda", "Schouten")
    cases = [town.case("aanmelding", person=town.person(name), urgent=name == "Bezuijen") for name in names]
    led = [town.case("onderzoek", person=town.person(name)) for name in ("Dekker", "Regt")]
    town.request(led[0], "aangevraagd", amount="1850", purpose="Achterstallige huur")
    town.appointment(led[0], what="Bel over de huur", on=today() + dt.timedelta(days=3))
    absent(
        town.consulent2.memberships.get(), since=today() + dt.timedelta(days=9), until=today() + dt.timedelta(days=16)
    )
    return cases, led


def test_the_sheet_of_the_meeting_of_a_full_team_is_one_page(people, town, monday) -> None:
    for number in range(6):
        town.case("aanmelding", person=town.person(f"Verdeel{number}"), question="Ik kan niet meer alleen naar buiten.")
        colleague = member(user(f"collega{number}"), Role.WMO_CONSULENT, team=town.team)
        town.case("onderzoek", person=town.person(f"Heeft{number}"), regisseur=colleague.user, weight="zwaar")
    page = people("teamleider").go("/team/").page
    assert page.locator(".wt-weights").count() == 7
    assert len(PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages) == 1


def test_a_leader_starts_the_week(people, town, monday) -> None:
    (urgent, *_), (led, other) = monday
    leader = (
        people("teamleider").go("/team/").sees("Te verdelen", "Wie heeft wat", "Te beslissen", "nog geen waarnemer")
    )
    page = leader.page
    leader.shot("team")
    page.set_viewport_size({"width": 1440, "height": 900})
    assert page.evaluate("document.documentElement.scrollHeight") <= 900
    assert len(PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages) == 1  # the sheet of the meeting

    page.locator(".wt-give > summary").first.focus()
    page.keyboard.press("Enter")
    leader.shot("team-wijs-toe")
    page.select_option(f"#regisseur-{urgent.ref}", str(town.consulent.pk))
    with page.expect_navigation():
        page.locator(".wt-give[open] button").click()
    leader.sees(f"{urgent.ref} is toegewezen aan Consulent Test.")
    assert Case.objects.get(pk=urgent.pk).regisseur == town.consulent

    with page.expect_navigation():
        page.locator(".wt-figure").first.click()
    leader.sees("Nieuw sinds").shot("team-lijst")

    leader.go(f"/team/collega/{town.consulent.public_id}/").sees("1 afspraak gaat mee").shot("caseload")
    page.select_option("#alles", label="Consulent2 Test")
    page.select_option(f"#zaak-{other.ref}", label="Teamlid Test")
    page.fill(f"#notitie-{led.ref}", "De huur is het dringendst.")
    with page.expect_navigation():
        page.get_by_role("button", name="Draag over").click()
    leader.sees("Gegeven aan Consulent2 Test", "Gegeven aan Teamlid Test", "niets dat u kunt overdragen")
    assert Case.objects.get(pk=led.pk).regisseur == town.consulent2
    assert Case.objects.get(pk=other.pk).regisseur == town.teamlid

    leader.go("/team/afwezig/").sees("Wie is er wanneer", "geen waarnemer").shot("team-afwezig")
    assert not leader.failures


def test_a_colleague_puts_their_own_absence_down(people, town) -> None:
    who = people("consulent").go("/afwezig/").shot("afwezig")
    who.send().sees("Dit klopt nog niet.", "Vul een datum in").shot("afwezig-fout")
    who.fill(
        since=f"{today():%Y-%m-%d}", until=f"{today() + dt.timedelta(days=5):%Y-%m-%d}", cover="Teamlid Test"
    ).send()
    who.sees("De afwezigheid staat vast.", "Een tweede persoon bevestigt dat eerst").shot("afwezig-vast")
    assert Absence.objects.get().cover is None
    assert not who.failures
