"""The three real stories, from login to PDF, each person in a browser of their own."""

import datetime as dt

import pytest

from casework.applications.models import Application
from casework.cases.models import Case
from casework.documents.models import Document
from casework.documents.states import MADE
from casework.engine import by_date
from casework.engine.door import perform
from casework.goals.models import Goal
from casework.handovers.models import Handover
from casework.indicaties.models import VoorlopigeIndicatie
from casework.provisions.models import Provision
from casework.vangnet.models import VangnetBudget, VangnetRequest
from roles.matrix import GrantKind
from tests.factories import today

pytestmark = [pytest.mark.slow, pytest.mark.worker]


def ready(real_worker, **which) -> Document:
    """Wait until the worker has made the newest document like this."""
    rows = Document.objects.filter(**which).order_by("-pk")
    real_worker.wait_for(lambda: rows.first() and rows.first().state in MADE, seconds=60)
    return rows.first()


def day(after: int) -> str:
    return (today() + dt.timedelta(days=after)).isoformat()


def test_piershil_help_at_the_kitchen_table(real_worker, town, people) -> None:
    real_worker.start()
    nurse = people("eerstecontact").go("/zaken/nieuw/").shot("nieuwe-melding")
    nurse.fill(
        kind="melding",
        family_name="Kooijman",
        given_name="Neeltje",
        birth_date="1942-05-01",
        postcode="3265 AA",
        question="Mijn man is gevallen. Ik kan niet alleen blijven.",
        urgent=True,
    )
    nurse.send().sees("Neeltje Kooijman", "Ligt nu bij")
    case = Case.objects.get()
    assert case.kern == town.kern

    nurse.go(f"/zaken/{case.ref}/indicaties/nieuw/")
    nurse.fill(
        what="Hulp dag en nacht",
        provider="Heemzicht",
        frequency="elke dag",
        amount_per_week="350",
        agreed_with="mevrouw Kooijman",
        why_now="Zij kan niet alleen zijn.",
    )
    nurse.send()
    indicatie = VoorlopigeIndicatie.objects.get()
    nurse.at(indicatie).shot("indicatie-aan-tafel").press("Geef af en reik uit").sees("afgegeven")
    letter = ready(real_worker, kind="indicatie_afgegeven")
    assert "U krijgt tijdelijk hulp" in nurse.pdf(letter)
    nurse.at(indicatie).sees("De brief is gegeven op")
    nurse.at(letter).sees("Bezwaar kan tot en met")

    consulent = people("consulent").go("/?lijst=verdelen").sees("Kooijman", "Bel en weeg").shot("werkvoorraad")
    consulent.at(indicatie).press("Toets de voorlopige indicatie").fill(ok="ja").send()
    consulent.at(case).press("Pak op").sees("Onderzoek")
    consulent.press("Maak kennis").send()
    consulent.at(case).shot("zaak")
    people("uitvoerder").at(indicatie).press("Is de hulp gestart?").send()
    town.written(case.researches.get())  # how that is written: tests/journeys/test_research.py
    consulent.go(f"/zaken/{case.ref}/onderzoek/").press("Stel vast").sees("Verslag vastgesteld")
    assert "u kunt een aanvraag doen" in consulent.pdf(ready(real_worker, kind="onderzoeksverslag")).lower()
    consulent.go(f"/zaken/{case.ref}/onderzoek/").press("Verstuur het verslag").fill(sent_how="uitgereikt").send()
    consulent.go(f"/zaken/{case.ref}/aanvragen/nieuw/").fill(what="Hulp thuis").send()
    application = Application.objects.get()
    consulent.at(application).press("Besluit").fill(
        outcome_1="toegekend", provider_1=town.provider.name, frequency_1="elke dag", starts_on_1=day(0), ends_on_1=day(365),
        motivation_1="U kunt niet alleen zijn.", ground_1="Maatwerkvoorziening Wmo", verordening_1="artikel 9",
        looked_at=["woont", "verblijf", "wlz"],
    ).press("Besluit").sees("Toegekend")  # fmt: skip
    assert VoorlopigeIndicatie.objects.get().state == "omgezet"
    consulent.go(f"/zaken/{case.ref}/besluiten/").sees("Omgezet").shot("besluiten")
    help_ = Provision.objects.get()
    perform(ready(real_worker, kind="besluit"), "send", by=town.consulent, sent_on=today(), sent_how="post")
    people("uitvoerder").at(help_).press("Bevestig de start van de hulp").send().sees("de hulp is begonnen")
    consulent.go(f"/zaken/{case.ref}/stap/sluit-af/").fill(outcome="maatwerk", solved_layer="professional").send().sees(
        "Afgesloten"
    )
    # before its last day, also on the closed case
    Provision.objects.filter(pk=help_.pk).update(ends_on=today() + dt.timedelta(days=70))
    by_date.run()
    consulent.at(help_).press("Bekijk opnieuw").fill(changed="Haar man is weer thuis.").send()
    consulent.go(f"/zaken/{case.ref}/onderzoek/").sees("Haar man is weer thuis.").shot("heronderzoek")
    assert Case.objects.get().phase == "afgesloten"
    nurse.at(case).misses("Notities").shot("zaak-eerste-contact")
    people("consulent3").go(f"/zaken/{case.ref}/").sees("Deze pagina is er niet").misses("Kooijman")


def test_the_vangnet_pays_for_the_tillift(real_worker, town, people, tmp_path) -> None:
    consulent = people("consulent").go("/zaken/nieuw/")
    consulent.fill(about="voorziening")
    consulent.fill(
        kind="vraag",
        provision="Tillift van het zwembad",
        kern="Piershil",
        question="De tillift is stuk. Repareren kost meer dan een nieuwe.",
    )
    consulent.send().sees("Tillift van het zwembad")
    case = Case.objects.get()
    consulent.go(f"/zaken/{case.ref}/vangnet/nieuw/").fill(
        purpose="Nieuwe tillift", amount="4.850,00", payee="Alerimus", payee_iban="NL91 ABNA 0417 1643 00", why_now="Het zwemmen ligt stil.",
        looked_at=["anders"], schemes="De begroting van het bad heeft geen post.", recover_from="gemeente, onderhoud accommodaties",
        recover_on=day(90),
    ).send().sees("4.850,00")  # fmt: skip
    request = VangnetRequest.objects.get()
    consulent.at(request).press("Vraag aan").sees("aangevraagd")
    people("consulent2").at(request).misses("Keur goed")
    leader = (
        people("teamleider")
        .go("/?lijst=verdelen")
        .sees("Beslis over het vangnet")
        .go("/vangnet/")
        .sees("4.850,00", "Alerimus")
        .shot("vangnet")
    )
    leader.at(request)
    with leader.page.expect_navigation():
        leader.page.get_by_role("button", name="Keur goed").click()  # which says the amount too
    leader.sees("goedgekeurd")
    payer = people("financien").go("/").sees("4.850,00").misses("Repareren kost meer").shot("vangnet-financien")
    payer.at(request).press("Betaal uit").fill(paid_amount="4850").send().sees("uitbetaald")
    receipt = tmp_path / "bon.pdf"
    receipt.write_bytes(b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n")
    consulent.at(request).press("Verantwoord de uitgave").fill(
        result="Er wordt weer gezwommen.", receipt=str(receipt)
    ).send()
    payer.at(request).press("Verreken").fill(returned_amount="4850").send().sees("verrekend")
    balance = VangnetBudget.objects.get().entries.balance()
    assert (balance.free, balance.reserved, balance.spent, balance.returned) == (10000, 0, 4850, 4850)
    leader.go("/vangnet/").sees("Teruggekomen").shot("vangnet-na-verrekening")
    consulent.at(case).press("Handel af of zet om").fill(outcome="vangnet", advice="De lift is er.").send().sees(
        "Afgesloten"
    )


def test_rising_again_with_the_partner_and_then_by_himself(real_worker, town, people) -> None:
    real_worker.start()
    consulent = people("consulent").go("/zaken/nieuw/")
    consulent.fill(
        kind="melding",
        family_name="de Vries",
        given_name="Arie",
        birth_date="1945-02-03",
        postcode="3265 AA",
        question="Ik wil naar de dagbesteding.",
    ).send()
    case = Case.objects.get()
    consulent.at(case).press("Pak op").go(f"/zaken/{case.ref}/wijkweb/nieuw/").fill(
        name="Zoon Jan", domain="familie"
    ).send()
    consulent.go(f"/zaken/{case.ref}/wijkweb/").sees("Zoon Jan").shot("wijkweb")
    consulent.go(f"/zaken/{case.ref}/doelen/nieuw/").fill(
        wording="Ik wil weer timmeren", ground=town.eigen.name, carrier="Bij de Oma's", budget="0",
        consent_said=True,
    ).send()  # fmt: skip
    goal = Goal.objects.get()
    town.written(case.researches.get())
    consulent.go(f"/zaken/{case.ref}/stap/leg-plan-vast/").fill(regie="inwoner", regie_name="hijzelf").send()
    consulent.sees("plan ligt vast")
    consulent.go(f"/zaken/{case.ref}/overdrachten/nieuw/").fill(
        to="Bij de Oma's", need="Gezelschap, en iets te doen met hout.", consent_said=True
    ).send()  # fmt: skip
    handover = Handover.objects.get()
    partner = people("middenveld").go("/overdrachten/").sees("Gezelschap").shot("overdrachten")
    partner.at(handover).sees("Arie de Vries").misses("Zoon Jan").shot("overdracht")
    partner.press("Neem over").send() if partner.page.locator("text=Neem over").count() else None
    assert Case.objects.get().layer == "middenveld"
    partner.go(f"/zaken/{case.ref}/").sees("Deze pagina is er niet")
    consulent.at(case).press("Start de uitvoering").fill(agreed_how="tekende het plan", evaluate_on=day(90)).send()
    partner.go("/doelen/").sees("timmeren").at(goal).press("Vertel hoe het gaat")
    partner.fill(text="Hij komt elke week.").send()
    consulent.go(f"/zaken/{case.ref}/plan/").sees("Hoe het ging (1)").shot("plan")

    town.grant(case, town.inwoner, GrantKind.OWN)
    consulent.go(f"/zaken/{case.ref}/overdrachten/nieuw/").fill(
        to="inwoner", need="Hij leidt nu zelf de werkplaats."
    ).send()
    up = Handover.objects.get(state="aangeboden")
    citizen = people("inwoner").go("/mijn/").sees("Ik wil naar de dagbesteding").shot("mijn")
    citizen.go(f"/mijn/{case.ref}/").sees("timmeren").shot("mijn-zaak")
    citizen.at(up).press("Ja, ik doe het zelf")
    if Handover.objects.get(pk=up.pk).state == "aangeboden":
        citizen.send()
    assert Case.objects.get().layer == "burger"
    partner.at(handover).sees("Dit is niet meer te zien")
    consulent.at(case).press("Evalueer").send().at(goal).press("Behaald").send()
    consulent.at(case).press("Sluit af").fill(outcome="eigen_kracht", solved_layer="burger").send().sees("Afgesloten")
    consulent.go("/driehoek/").shot("driehoek")

    consulent.go(f"/zaken/{case.ref}/documenten/nieuw/").send()
    summary = ready(real_worker, kind__startswith="samenvatting")
    words = consulent.pdf(summary)
    assert "Arie de Vries" in words
    assert "Bij de Oma's" in words
    citizen.go(f"/mijn/{case.ref}/inzage/").sees("consulent").shot("mijn-inzage")
