"""What only a browser can tell of a page: the keyboard, a narrow screen, wide letters, a finger, forced colours.

Every page is opened once; what is asked of it is asked there.
"""

import datetime as dt
from collections.abc import Iterator

import pytest

from casework.applications.models import Application
from casework.cases.models import Case
from casework.defaults.models import DefaultNotice
from casework.documents.models import Document
from casework.provisions.models import Provision
from casework.sharing.models import Sharing
from casework.visits.models import Visit
from tests.factories import World, today
from tests.journeys.conftest import STICKS_OUT, Person

pytestmark = pytest.mark.slow
CITIZEN, DESK, TOUCH = "inwoner", 24, 48

# what has the focus is seen: it has a line around it, stands in the window, and nothing lies over it
SEEN = """() => {
  const one = document.activeElement;
  if (!one || one === document.body || one === document.documentElement) return null;
  const style = getComputedStyle(one), box = one.getBoundingClientRect();
  const inner = one.querySelector("polygon");
  const lined = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2 || style.boxShadow !== "none"
      || (inner && getComputedStyle(inner).strokeWidth === "5px");
  const x = box.left + box.width / 2, y = box.top + Math.min(box.height / 2, 12);
  const top = document.elementFromPoint(Math.min(Math.max(x, 0), innerWidth - 1), Math.min(Math.max(y, 0), innerHeight - 1));
  const covered = !(top && (one.contains(top) || top.contains(one) || top.closest("label")?.contains(one)));
  const inside = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
  const again = Boolean(one.dataset.walked); one.dataset.walked = 'ja';
  return {what: `${one.tagName} ${(one.textContent || one.name || "").trim().slice(0, 40)}`,
          again, lined, covered, inside};
}"""

# WCAG 1.4.12: with letters as wide as somebody may want them nothing is lost
WIDE = "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; } p { margin-block-end: 2em !important; }"
WIDEN = (
    """css => { const sheet = new CSSStyleSheet(); sheet.replaceSync(css); document.adoptedStyleSheets = [sheet]; }"""
)
# (of a list only the question may be)
CUT = """() => [...document.querySelectorAll("main a, main button, main label, main th, main td:not(.wt-work__asked, .wt-work__by), main h1, main h2, main h3, main summary, main dt")]
  .filter(one => { const style = getComputedStyle(one), box = one.getBoundingClientRect();
    return box.width > 2 && style.overflow !== "visible" && style.clipPath === "none" && (one.scrollHeight > one.clientHeight + 2 || one.scrollWidth > one.clientWidth + 2); })
  .map(one => `${one.tagName} ${one.textContent.trim().slice(0, 40)}`)"""

# targets: not those in a line of text (WCAG 2.5.8), nor what its label makes larger
SMALL = """least => [...document.querySelectorAll("a[href], button, summary, select, input:not([type=hidden]), textarea")]
  .filter(one => { const style = getComputedStyle(one); let box = one.getBoundingClientRect();
    if (box.width < 2 || box.height < 2 || style.visibility === "hidden" || one.closest(".wt-sr, .wt-skip")) return false;
    if (one.closest("label")) box = one.closest("label").getBoundingClientRect();
    if (style.display === "inline" && one.tagName === "A") return false;
    return box.height < least - 0.5 || box.width < 23.5; })
  .map(one => `${one.tagName}.${one.className} ${(one.textContent || one.name).trim().slice(0, 40)} ${Math.round(one.getBoundingClientRect().height)}`)"""

STICKY = """() => [...document.querySelectorAll("body *")]
  .filter(one => ["sticky", "fixed"].includes(getComputedStyle(one).position)).map(one => `${one.tagName}.${one.className}`)"""


def fill(town: World):
    case = town.case("uitvoering", urgent=True)
    town.one_of_each(case)
    for which in ("timmeren", "zingen"):
        town.goal(case, "loopt", wording=f"Ik wil {which}")
        town.contact(case, f"Buur {which}")
        town.request(case, "aangevraagd", purpose=which)
    for _ in range(14):
        town.case("aanmelding")
    town.grant(case)
    town.appointment(case, on=today() + dt.timedelta(days=3), what="Ga langs")
    town.case("onderzoek", road="kort")
    return case


def pages(case) -> dict[str, list[str]]:
    base = f"/zaken/{case.ref}/"
    short = Case.objects.get(road="kort")
    visit, sharing, provision, asked, notice = (
        one.objects.filter(case=case)[0].get_absolute_url()
        for one in (Visit, Sharing, Provision, Application, DefaultNotice)
    )
    tabs = ("", "onderzoek/", "plan/", "besluiten/", "wijkweb/", "stukken/", "inzage/", "gegevens/")
    return {
        "teamleider": [
            "/?lijst=team",
            "/vangnet/",
            "/vangnet/aanvragen/",
            "/vangnet/budgetten/",
            "/vangnet/boekingen/",
            "/vangnet/verrekenen/",
            "/driehoek/",
            "/bevestigen/",
            "/team/",
            "/team/lijst/te-verdelen/",
            "/team/afwezig/",
            "/afwezig/",
        ],
        "consulent": [
            *(base + tab for tab in tabs),
            *(f"{base}wijkweb/{one}" for one in ("?erbij=kerk", "toen/", "blad/")),
            "/zaken/nieuw/",
            "/zaken/",
            "/kernen/",
            f"{base}doelen/nieuw/",
            *(visit, sharing, provision, asked, notice),
            f"{asked}stap/besluit/",
            f"{short.get_absolute_url()}kort/",
        ],
        "administratie": ["/post/"],
        "financien": ["/backoffice/"],
        "uitvoerder": ["/voorzieningen/", provision],
        CITIZEN: ["/mijn/", f"/mijn/{case.ref}/", f"/mijn/{case.ref}/inzage/"],
        "privacy": ["/inzage/", "/uitleg/", "/toegankelijkheid/"],
    }


WALK = f"""() => {{
  scrollTo(0, 0); document.querySelector('.wt-skip').focus();
  document.querySelectorAll('[data-walked]').forEach(one => delete one.dataset.walked);
  if (!window.wtSeen) addEventListener('keyup', () => window.wtSeen.push(({SEEN})()), true);
  window.wtSeen = [];
}}"""
AT_A_TIME = 8  # steps, after which is asked what was seen at each: asking takes as long as a step


def steps(person: Person, most: int) -> Iterator[dict]:
    """Tab through the page from its beginning, once round: what is seen wherever the focus comes."""
    person.page.evaluate(WALK)
    for _ in range(0, most, AT_A_TIME):
        for _ in range(AT_A_TIME):
            person.page.keyboard.press("Tab")
        all_seen = person.page.evaluate("window.wtSeen.splice(0)")
        for seen in all_seen:
            if seen is None or seen["again"]:
                return
            yield seen
        if len(all_seen) < AT_A_TIME:  # the focus left the page
            return


def walked(person: Person, most: int = 80) -> Iterator[str]:
    count = 0
    for seen in steps(person, most):
        count += 1
        if not seen["lined"]:
            yield f"no focus to see on {seen['what']}"
        if seen["covered"] or not seen["inside"]:
            yield f"out of sight: {seen['what']} (covered {seen['covered']}, inside {seen['inside']})"
    if count < 3:
        yield f"the keyboard comes at {count} things"


def wrong(person: Person) -> Iterator[str]:
    page = person.page
    for width, height in ((1280, 800), (320, 640)):
        page.set_viewport_size({"width": width, "height": height})
        for words in walked(person):
            yield f"{width}: {words}"
        if page.evaluate("document.documentElement.scrollWidth") > width:
            yield f"{width}: {page.evaluate(STICKS_OUT, width)[:3]}"
        least = TOUCH if person.name == CITIZEN else DESK
        yield from (f"{width}: too small: {one}" for one in page.evaluate(SMALL, least))
    page.evaluate(WIDEN, WIDE)
    if page.evaluate("document.documentElement.scrollWidth") > 320:
        yield f"wide letters: {page.evaluate(STICKS_OUT, 320)[:3]}"
    yield from (f"wide letters cut off: {one}" for one in page.evaluate(CUT))
    for width, height in ((479, 900), (1280, 599)):
        page.set_viewport_size({"width": width, "height": height})
        yield from (f"sticks at {width} × {height}: {one}" for one in page.evaluate(STICKY))
    page.set_viewport_size({"width": 1280, "height": 800})


def test_each_page_by_keyboard_narrow_wide_and_by_finger(town: World, people) -> None:
    case = fill(town)
    told = []
    for name, places in pages(case).items():
        person = people(name)
        for place in places:
            person.go(place)
            told += [f"{name} {place}: {words}" for words in wrong(person)]
    assert not told, "\n".join(dict.fromkeys(told))


def test_where_one_lands_and_what_closes_with_escape(town: World, people) -> None:
    person = people("consulent").go("/zaken/nieuw/")
    page = person.page
    person.send()
    assert page.title().startswith("Fout: Nieuwe melding")
    assert page.evaluate("document.activeElement.getAttribute('role')") == "alert"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')").startswith("#id_")
    page.locator(".wt-who > summary").focus()
    page.keyboard.press("Enter")
    assert page.locator(".wt-who[open]").count() == 1
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    assert page.locator(".wt-who[open]").count() == 0
    assert page.evaluate("document.activeElement.parentElement.classList.contains('wt-who')")
    case = town.case("onderzoek")
    person.go(f"/zaken/{case.ref}/notities/nieuw/").fill(text="Even gebeld").send()
    assert page.evaluate("document.activeElement.classList.contains('wt-notice')")
    person.shot("genoteerd")
    person.go("/uitleg/").shot("uitleg").go("/toegankelijkheid/").shot("toegankelijkheid")


def test_what_asks_for_itself_leaves_one_where_one_is(town: World, people) -> None:
    case = town.case("onderzoek")
    paper = town.document(case, state="gevraagd")
    page = people("consulent").go(f"/zaken/{case.ref}/stukken/").page
    link = page.locator("#documenten a").first
    link.focus()
    page.evaluate("document.activeElement.dataset.here = 'ja'")
    with page.expect_response(lambda answer: answer.url.endswith("/stukken/")):
        pass
    page.wait_for_timeout(300)
    assert page.evaluate("document.activeElement.dataset.here") == "ja"
    Document.objects.filter(pk=paper.pk).update(state="mislukt", trouble="Het lukte niet.")
    page.wait_for_function("document.getElementById('gezegd').textContent !== ''", timeout=15_000)
    assert page.evaluate("document.activeElement.dataset.here") == "ja"
    page.locator("#inhoud").focus()
    page.wait_for_selector("text=Niet gelukt", timeout=6_000)


@pytest.mark.parametrize("key", ["Enter", "Escape"])
def test_nearly_logged_out_one_stays_by_keyboard_and_loses_nothing(town: World, people, settings, key: str) -> None:
    case = town.case("onderzoek")
    person = people("consulent")
    settings.SESSION_IDLE_SECONDS = 12
    page = person.go(f"/zaken/{case.ref}/notities/nieuw/").fill(text="Een lang verhaal").page
    page.locator("[name=text]").focus()
    page.wait_for_selector("#blijf[open]", timeout=12_000)
    assert "uitgelogd" in page.inner_text("#blijf h2")
    assert page.evaluate("document.activeElement.id") == "blijf-kop"
    if key == "Enter":
        person.shot("bijna-uitgelogd")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.textContent") == "Blijf ingelogd"
    with page.expect_response(
        lambda answer: answer.url.endswith("/ingelogd/") and answer.request.method == "POST"
    ) as sent:
        page.keyboard.press(key)
    assert sent.value.status == 200
    assert page.locator("#blijf[open]").count() == 0
    assert page.evaluate("document.activeElement.name") == "text"
    settings.SESSION_IDLE_SECONDS = 1800
    person.send().sees("De notitie staat in het dossier")


def test_too_late_the_words_come_back_after_logging_in(town: World, people, settings) -> None:
    case = town.case("onderzoek")
    person = people("consulent")
    settings.SESSION_IDLE_SECONDS = 4
    page = person.go(f"/zaken/{case.ref}/notities/nieuw/").fill(text="Een lang verhaal").page
    page.wait_for_selector("#blijf h2:text('U bent uitgelogd')", timeout=15_000)
    settings.SESSION_IDLE_SECONDS = 1800
    page.keyboard.press("Escape")
    person.send().sees("Log opnieuw in")
    page.fill("[name=login]", "consulent")
    page.fill("[name=password]", "wijkteam")
    page.click("main button[type=submit]")
    page.wait_for_selector("[name=text]")
    assert page.input_value("[name=text]") == "Een lang verhaal"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_in_forced_colours_one_sees_where_one_is(town: World, people, scheme: str) -> None:
    case = fill(town)
    person = people("teamleider")
    person.page.emulate_media(forced_colors="active", color_scheme=scheme)
    for name, place in {"lijst": "/?lijst=team", "zaak": f"/zaken/{case.ref}/", "driehoek": "/driehoek/"}.items():
        person.go(place)
        lines = person.page.locator(".wt-menu__link, .wt-tabs a").evaluate_all(
            "all => all.filter(one => one.offsetWidth).map(one => [one.hasAttribute('aria-current'),"
            " getComputedStyle(one).borderBlockEndColor])"
        )
        assert {colour for here, colour in lines if here}.isdisjoint({colour for here, colour in lines if not here}), (
            place
        )
        inks = person.page.locator(".wt-triangle__dot").evaluate_all(
            "all => all.map(one => getComputedStyle(one).fill)"
        )
        assert len(set(inks)) <= 1, inks  # a colour of ours would be grey on black
        person.shot(f"{name}-geen-kleur-{scheme}")
