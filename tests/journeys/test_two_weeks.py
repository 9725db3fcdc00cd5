"""From the report on one's own page to the two weeks in a real browser: signed on a phone, asked to complete, and too late."""

import datetime as dt

import pytest

from casework.applications.models import Application
from casework.documents.models import Document
from tests.factories import fresh, today

pytestmark = [pytest.mark.slow]
WEEK = dt.timedelta(weeks=1)


def test_signed_on_a_phone_asked_to_complete_and_too_late(people, town) -> None:
    case = town.case("onderzoek", met_on=today())
    town.grant(case)
    town.reported(case, town.consulent)
    citizen = people("inwoner")
    citizen.page.set_viewport_size({"width": 375, "height": 667})
    citizen.go(f"/mijn/{case.ref}/").sees("Uw verslag is er").shot("mijn-zaak-verslag")
    citizen.press("Lees het verslag").sees("U kunt niet koken.").shot("mijn-verslag")
    citizen.fill(reaction="Zo is het precies.").press("Doe mijn aanvraag").sees("Uw aanvraag is binnen")
    application = Application.objects.get()
    assert application.report_signed

    consulent = people("consulent").at(application).sees("Besluit uiterlijk", "Hoe is dat geteld?").shot("aanvraag")
    consulent.press("Vraag om aanvulling").fill(missing="Een verklaring van uw huisarts.")
    consulent.press("Bekijk eerst de brief").sees("Wat gebeurt er als u niets stuurt?").shot("aanvulling-bekeken")
    consulent.send().sees("De brief met het verzoek wordt gemaakt").go("/?lijst=uitgezet").sees(
        "Aanvulling van de aanvraag"
    ).shot("uitgezet")
    assert Document.objects.filter(kind="verzoek_om_aanvulling").exists()
    citizen.go(f"/mijn/{case.ref}/").sees("Wilt u dit aanvullen tot en met").shot("mijn-zaak-aanvullen")
    # it came: with the keyboard alone
    page = consulent.at(application).page
    page.get_by_role("link", name="Hervat", exact=True).or_(
        page.get_by_role("button", name="Hervat", exact=True)
    ).first.focus()
    page.keyboard.press("Enter")
    consulent._wait_until_opened()
    submits = "form button[type=submit]:not([name=bekijk])"
    opened = page.locator(f".wt-inplace {submits}")
    (opened if opened.count() else page.locator(f"main {submits}")).last.focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert application.suspensions.get().completed_on == today()

    late = town.application(town.case(on=today() - 9 * WEEK), received_on=today() - 5 * WEEK)
    colleague = people("teamlid").go(f"{late.case.get_absolute_url()}ingebrekestellingen/nieuw/")
    colleague.shot("ingebrekestelling-nieuw").fill(how="post").send().sees("Verstuur het besluit uiterlijk")
    colleague.shot("ingebrekestelling").go("/").sees("Ingebrekestelling: verstuur het besluit uiterlijk")
    colleague.shot("werkvoorraad-ingebrekestelling")
    people("teamleider").go("/team/lijst/besluit-te-laat/").sees("ingebrekestelling: verstuur het besluit").shot(
        "team-te-laat"
    )
    assert fresh(late).default_notices.get().state == "ontvangen"
