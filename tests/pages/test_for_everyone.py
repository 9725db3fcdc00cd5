"""Every page, as everybody who comes there, heard instead of seen: one visit, and each rule that the HTML can prove."""

import datetime as dt
import re
from collections import defaultdict
from decimal import Decimal
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from django.test import Client
from django.urls import Resolver404, resolve

from casework.cases.models import Case
from casework.templatetags.titles import LISTS
from casework.vangnet.models import VangnetRequest
from casework.vangnet.operations import provide_budget
from casework.vangnet.paying import make_batch
from roles.matrix import Role
from roles.models import Proposal
from roles.policy import sight
from tests.factories import World, absent, member, today
from tests.pages import for_everyone as rules
from tests.pages.browser import send

PERSONAS = (
    "eerstecontact", "administratie", "teamlid", "consulent", "teamleider", "afdelingshoofd", "financien", "beheer", "privacy",
    "middenveld", "uitvoerder", "inwoner", "outsider",
)  # fmt: skip
BEFORE = ("/inloggen/", "/wachtwoord/vergeten/", "/wachtwoord/vergeten/verstuurd/", "/uitleg/", "/toegankelijkheid/")
NOWHERE = "/bestaat-niet/"
NOT_THERE = "Deze pagina is er niet"
# from research to decision: each is looked at
MIDDLE = (
    "zaken/<ref:ref>/onderzoek/", "zaken/<ref:ref>/kort/", "bezoeken/<slug:key>/", "delingen/<slug:key>/",
    "aanvragen/<slug:key>/", "voorzieningen/", "indicaties/", "voorzieningen/<slug:key>/", "ingebrekestellingen/<slug:key>/",
    "bezwaren/<slug:key>/",    "post/", "backoffice/", "mijn/<ref:ref>/verslag/",
)  # fmt: skip
AT_MOST = 2  # of one kind, per person: two, so that titles and names of the same kind are compared
BEHEER = "/beheer/"

pytestmark = pytest.mark.slow
Visits = dict[tuple[str, str], str]  # who and where → the page


def fill(world: World) -> None:
    """Two of everything, on cases of two people of one name."""
    for phase in ("aanmelding", "onderzoek", "uitvoering", "evaluatie"):
        for _ in range(2):
            case = world.case(phase)
    for case in (world.case("onderzoek"), world.case("uitvoering", urgent=True)):
        world.one_of_each(case)
        for which in ("timmeren", "zingen"):
            helper = {"carrier_kind": "organisatie", "wording": f"Samen {which}"}
            world.goal(case, "loopt", wording=f"Ik wil {which}")
            world.goal(case, "loopt", **helper, carrier_organisation=world.partner)
            world.goal(case, "loopt", **helper, carrier_organisation=world.provider)
            world.handover(case, "ingetrokken")
            world.indicatie(case, "vervallen", what=f"Hulp bij {which}")
            world.contact(case, f"Buur {which}")
            for state in ("concept", "aangevraagd", "goedgekeurd", "uitbetaald", "verantwoord"):
                world.request(case, state, purpose=f"{which} {state}")
        world.document(case, state="gevraagd")
        world.document(case, "indicatie_afgegeven", "verstuurd")
        world.grant(case)
        world.appointment(case, on=today() + dt.timedelta(days=3), what="Ga langs")
        for _ in range(3):  # and so enough to be counted
            world.obstacle(
                case, instead="vangnet", vangnet=case.vangnet_requests.first(), shielded=True, ground="Veilig"
            )
            world.obstacle(world.case("afgesloten"))
    for _ in range(2):
        middle_of(world)
    for _ in range(2):
        payable = VangnetRequest.objects.filter(state="goedgekeurd").order_by("case_id", "pk").distinct("case_id")
        make_batch(list(payable), pay_on=today(), by=sight(world.financien))
    world.case("afgesloten")
    provide_budget(world.team, year=today().year, amount=Decimal("-260"), by=None, words="Terug")
    absent(world.consulent2.memberships.get(), cover=world.teamlid)
    fresh = member(world.left, Role.TEAMLID, team=world.team, since=today())
    for place in (world.team, world.other_team):
        row = {"user": fresh.user_id, "role": "eerste_contact", "team": place.pk, "organisation": None}
        row |= {"since": f"{today()}", "until": None, "kernen": []}
        change = {"kind": "roles.membership", "pk": None, "before": {}, "after": row, "row": row}
        Proposal.objects.create(changes=[change], team=world.team, made_by=world.beheer)


def middle_of(world: World) -> None:
    """From research to decision: what is written, decided, given and posted, in the states that show other pages."""
    short = world.case("onderzoek", road="kort")
    world.visit(short)
    world.appointment(short, kind="huisbezoek", on=today(), person=world.consulent)
    world.application(short, received_on=today() - dt.timedelta(weeks=1))
    decided = world.case("onderzoek")
    world.reported(decided, world.consulent)
    world.default_notice(decided, world.decided(decided, what="Vervoer"), "vastgesteld")
    world.default_notice(decided, state="geen_dwangsom")
    world.objection(decided, "in_behandeling")
    world.objection(decided, "gegrond")
    world.application(decided, "voorbereid", what="Traplift")
    world.provision(decided, "gevraagd", what="Traplift", once=True)
    world.provision(decided, "toegekend", form="pgb", pgb_holder="hijzelf", told_on=None)
    world.provision(decided, "gestart", ends_on=today() + dt.timedelta(weeks=10), announced_on=today())
    world.provision(decided, "beeindigd", what="Dagbesteding", ends_on=today())
    world.visit(decided, "klaar")
    world.sharing(decided, "ingetrokken", with_organisation=world.provider)
    world.sharing(decided, with_name="de huisarts", until=today() + dt.timedelta(days=7))
    world.grant(decided)


def kind_of(url: str) -> tuple[object, ...]:
    """Pages of one kind share an address but for what it names; a step is a kind of its own."""
    parts = urlsplit(url)
    found = resolve(parts.path)
    slug = found.kwargs.get("slug", "") if "/stap/" in parts.path else ""
    asked = () if parts.path.startswith(BEHEER) else tuple(sorted(re.findall(r"(\w+)=", parts.query)))
    return found.route, slug, asked


def is_a_combination(url: str) -> bool:
    """What narrows and sorts a list is looked at one by one: together they are hundreds of the same page."""
    parts = urlsplit(url)
    return parts.path == "/" and len(set(re.findall(r"(\w+)=", parts.query)) - {"lijst"}) > 1


def walk(client: Client, start: str) -> dict[str, str]:
    """Everywhere the links lead."""
    pages: dict[str, str] = {}
    often: dict[tuple[object, ...], int] = defaultdict(int)
    ahead, seen = [start], set()
    while ahead:
        url = ahead.pop(0)
        try:
            kind = kind_of(url)
        except Resolver404:
            continue
        most = 1 if url.startswith(BEHEER) else AT_MOST
        if url in seen or often[kind] >= most or (url.startswith(BEHEER) and "?" in url) or is_a_combination(url):
            continue
        seen.add(url)
        often[kind] += 1
        answer = client.get(url)
        if answer.status_code in (301, 302, 303):
            ahead.append(urljoin(url, answer["Location"]))
        if "text/html" not in answer.get("Content-Type", "") or not answer.content:
            continue
        pages[url] = answer.content.decode()
        for link in re.findall(r'<a\b[^>]*href="([^"#]+)', pages[url]):
            if not re.match(r"[a-z]+:", link):
                ahead.append(urljoin(url, link.replace("&amp;", "&")))
    return pages


@pytest.fixture(scope="module")
def visits(kept_world: World) -> Visits:
    fill(kept_world)
    found: Visits = {}
    out = Client()
    for url in (*BEFORE, NOWHERE):
        found["niemand", url] = out.get(url, follow=True).content.decode()
    for name in PERSONAS:
        client = Client()
        client.force_login(getattr(kept_world, name))
        for url, html in walk(client, "/").items():
            found[name, url] = html
        for case in Case.objects.filter(road="kort") if name in ("consulent", "teamlid") else ():
            url = f"{case.get_absolute_url()}kort/"
            found[name, url] = client.get(url).content.decode()
        found[name, NOWHERE] = client.get(NOWHERE).content.decode()
    writer = Client()
    writer.force_login(kept_world.consulent)
    found["fout", "/zaken/nieuw/"] = send(writer, "/zaken/nieuw/").content.decode()
    found["fout", "/inloggen/"] = Client().post("/inloggen/", {"login": "x"}).content.decode()
    return found


@pytest.fixture(scope="module")
def heard(visits: Visits) -> dict[tuple[str, str], rules.Page]:
    return {where: rules.Page(html) for where, html in visits.items()}


def test_the_visit_is_of_the_whole_product(visits: Visits) -> None:
    kinds = {kind_of(url)[:2] for _, url in visits if url != NOWHERE and not url.startswith(BEHEER)}
    assert len(kinds) > 60, kinds
    routes = {str(route) for route, _ in kinds}
    assert not {one for one in MIDDLE if one not in routes}
    for name in PERSONAS:
        assert (name, "/uitleg/") in visits, name


def test_no_two_pages_share_a_title(heard) -> None:
    named: dict[str, set[str]] = defaultdict(set)
    for (who, url), page in heard.items():
        place = urlsplit(url).path if url.startswith(BEHEER) else re.sub(r"[?&](pagina=1|van=\w+)$", "", url)
        named[page.title].add(place)
        assert page.title.endswith(" – Wijkteam"), (who, url, page.title)
    double = {title: places for title, places in named.items() if len(places) > 1 and NOT_THERE not in title}
    assert not double, double


def test_a_title_says_whom_it_is_about_and_that_something_is_wrong(heard) -> None:
    titles = {where: page.title for where, page in heard.items()}
    plan = next(title for (who, url), title in titles.items() if who == "consulent" and url.endswith("/plan/"))
    assert re.fullmatch(r"Plan, Bep Jansen, HW-2026-\w+ – Wijkteam", plan)
    assert titles["fout", "/zaken/nieuw/"] == "Fout: Nieuwe melding – Wijkteam"
    assert titles["fout", "/inloggen/"] == "Fout: Inloggen – Wijkteam"
    assert titles["consulent", NOWHERE] == "Fout: Deze pagina is er niet – Wijkteam"


def test_each_list_of_a_page_is_in_its_title(client, kept_world: World, db) -> None:
    templates = [one.read_text() for one in (Path(__file__).parents[2] / "templates").rglob("*.html")]
    named = {name for text in templates for name in re.findall(r'parts/pages.html" with [^%]*name="(\w+)"', text)}
    assert named | {"pagina", "eerder"} == set(LISTS)
    client.force_login(kept_world.consulent)
    assert "<title>Zaken, bladzijde 2 – Wijkteam</title>" in client.get("/zaken/?pagina=2&q=7").content.decode()


@pytest.mark.parametrize("rule", rules.CHECKS, ids=lambda rule: rule.__name__.removeprefix("wrong_"))
def test_every_page_is_as_the_rules_say(heard, rule) -> None:
    told: dict[str, list[str]] = defaultdict(list)
    for (who, url), page in heard.items():
        for words in rule(page):
            told[words].append(f"{who} {url}")
    assert not told, "\n".join(f"{words}  ({len(places)}, {places[0]})" for words, places in told.items())


def test_what_is_wrong_is_where_one_lands(heard) -> None:
    for url in ("/zaken/nieuw/", "/inloggen/"):
        page = heard["fout", url]
        summary = next(one for one in page.root.iter() if one.get("role") == "alert")
        assert summary.get("tabindex") == "-1"
        assert summary.get("autofocus") is not None
        first = next(one for one in page.root.iter() if one.get("autofocus") is not None)
        assert first is summary


def test_a_group_says_what_is_wrong_and_that_it_is_required(heard) -> None:
    page = heard["fout", "/zaken/nieuw/"]
    group = next(one for one in page.each("fieldset") if one.get("role") == "radiogroup")
    assert group.get("aria-required") == "true"
    said = [page.own_text(page.by_id[part]) for part in group.get("aria-describedby").split()]
    assert any("Maak een keuze" in one for one in said)
    assert "(verplicht)" in page.own_text(group.find("legend"))
