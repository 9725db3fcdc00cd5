import datetime as dt, uuid, os
import pytest
from decimal import Decimal
from django.conf import settings
from django.core.files.base import ContentFile
from casework.operations import file, handing
from casework.operations.money import provide_budget
from casework.steps import perform
from casework.models import Document, VangnetRequest
from tests.factories import World, today

OUT = "/tmp/look2"

@pytest.mark.django_db(transaction=True)
def test_look(live_server, world, browser, client, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    os.makedirs(OUT, exist_ok=True)
    case = world.case("uitvoering", question="Ik red het niet meer alleen sinds mijn man er niet meer is.", evaluate_on=today()+dt.timedelta(days=40))
    world.grant(case)
    world.team.phone = "0186 123 456"; world.team.email="noord@voorbeeld.example"; world.team.save()
    goal = world.goal(case, "loopt", carrier_kind="organisatie", carrier_organisation=world.provider, shared_until=dt.date.max)
    own_goal = world.goal(case, "loopt", wording="Elke dag een rondje lopen")
    consent = {"text": "Wij vertellen Bij de Oma's uw naam en wat u nodig hebt. Meer vertellen wij niet. U kunt uw toestemming altijd intrekken.", "how": "aan tafel", "given_by": "Bep Jansen", "given_on": today()}
    ho = handing.offer_handover(case, by=world.consulent, to_kind="organisatie", to_organisation=world.partner, need="Gezelschap en iets te doen met haar handen. Zij was naaister.", consent=consent, goals=[own_goal])
    case2 = world.case("uitvoering", person=world.person("de Vries", given_name="Jan")); world.contact(case2)
    an = world.handover(case2, anonymous=True)
    ind = world.indicatie(case2, "afgegeven")
    app_case = world.case("onderzoek", report_sent_on=today())
    app = world.application(app_case)
    r1 = world.request(case, amount="4850", recover_from="gemeente, onderhoud accommodaties"); perform(r1, "request", by=world.consulent)
    r2 = world.request(case2, amount="1200", purpose="Nieuwe koelkast"); perform(r2, "request", by=world.consulent); perform(r2, "approve", by=world.teamleider)
    r3 = world.request(case2, amount="900", purpose="Fiets", recover_from="de verzekering"); perform(r3, "request", by=world.consulent); perform(r3, "approve", by=world.teamleider); perform(r3, "pay", by=world.financien, paid_amount=Decimal(800)); perform(r3, "account", by=world.consulent, result="Zij fietst", receipt="bonnen/x.pdf")
    doc = world.document(case); doc.file.save("x.pdf", ContentFile(b"%PDF-1.4")); 
    waiting = world.document(case, "samenvatting_inwoner", "gevraagd")
    up_case = world.case("uitvoering"); world.grant(up_case, world.outsider)
    up = world.handover(up_case, to_kind="inwoner", to_organisation=None, to_layer="burger", need="Zelf verder met de werkplaats")
    url = case.get_absolute_url()
    pages = {
        "consulent": {"handover": ho.get_absolute_url(), "new_handover": f"{case2.get_absolute_url()}overdrachten/nieuw/", "new_goal": f"{url}doelen/nieuw/", "new_indicatie": f"{app_case.get_absolute_url()}indicaties/nieuw/", "indicatie": ind.get_absolute_url(), "toets": f"{ind.get_absolute_url()}stap/toets/", "application": app.get_absolute_url(), "new_vangnet": f"{url}vangnet/nieuw/", "goal": goal.get_absolute_url(), "doc": doc.get_absolute_url(), "doc_wait": waiting.get_absolute_url(), "end": f"{url}stap/beeindig/", "evaluate": f"{url}stap/evalueer/", "not_now": f"{app_case.get_absolute_url()}stap/leg-plan-vast/", "too_late": f"{url}stap/pak-op/"},
        "teamleider": {"vangnet": "/vangnet/", "request": r1.get_absolute_url(), "assign": f"{url}stap/wijs-toe/"},
        "financien": {"fin": "/vangnet/", "fin_request": r2.get_absolute_url(), "settle": f"{r3.get_absolute_url()}stap/verreken/"},
        "middenveld": {"partner_list": "/overdrachten/", "partner": ho.get_absolute_url(), "partner_anon": an.get_absolute_url(), "partner_goals": "/doelen/"},
        "uitvoerder": {"goals": "/doelen/", "tell": f"{goal.get_absolute_url()}bericht/"},
        "inwoner": {"mine": f"/mijn/{case.ref}/", "looked": f"/mijn/{case.ref}/inzage/", "letter": doc.get_absolute_url()},
        "outsider": {"mine_offer": f"/mijn/{up_case.ref}/"},
        "privacy": {"insight": "/inzage/"},
    }
    problems = []
    from axe_playwright_python.sync_playwright import Axe
    for who, urls in pages.items():
        client.force_login(getattr(world, who))
        cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
        for width in (375, 1440):
            context = browser.new_context(viewport={"width": width, "height": 900})
            context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}])
            page = context.new_page()
            page.on("console", lambda m: problems.append((m.type, m.text[:300])) if m.type in ("error", "warning") else None)
            for name, u in urls.items():
                r = page.goto(live_server.url + u)
                page.screenshot(path=f"{OUT}/{name}_{width}.png", full_page=True)
                wide = page.evaluate("document.documentElement.scrollWidth")
                if wide > width: problems.append((name, width, "overflow", wide))
                if width == 375:
                    found = Axe().run(page)
                    for v in found.response["violations"]:
                        problems.append((name, v["id"], [n["html"][:160] for n in v["nodes"][:2]]))
                if name == "new_vangnet":
                    page.click("main form.wt-form button[type=submit]"); page.screenshot(path=f"{OUT}/errors_{width}.png", full_page=True)
            context.close()
    for p in problems: print(p)
