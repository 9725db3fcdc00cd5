"""Clicks are a bar: what the tasks of a day cost by hand, and never more again. `./dev clicks` prints them.

Each begins on the list of Werkvoorraad on which it stands. Beside the bar stands what the same task cost before it was made
shorter. A task is here from when it reaches its bar.
"""

import datetime as dt
import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal

import pytest
from playwright.sync_api import Locator

from casework.appointments.models import Appointment
from casework.callbacks.models import CallBack
from casework.callbacks.states import CallBackState
from casework.cases.models import Case
from casework.contacts.models import ContactMoment
from casework.documents import press
from casework.documents.models import Document
from casework.documents.states import DocumentState
from casework.engine.door import perform
from casework.handovers.models import Handover
from casework.pieces.models import Piece
from casework.products.models import Product, ProductPrice
from casework.provisions.models import Provision
from casework.research.models import Research
from casework.sharing.models import Sharing
from casework.vangnet.models import VangnetRequest
from casework.vangnet.states import VangnetState
from casework.visits.models import Visit
from tests.casework.pieces import files
from tests.factories import World, put_in_line, today
from tests.journeys.hand import Cost, Hand

pytestmark = [pytest.mark.slow]

_TOLD: list[str] = []


@dataclass(frozen=True)
class Task:
    """`most` is the bar, `before` what it cost in the code before: screens and clicks. `start` is the list it stands on."""

    what: str
    who: str
    lays_ready: Callable[[World], object]
    do: Callable[[World, Hand], None]
    most: Cost
    before: Cost | None = None  # it couldn't be done at all
    start: str = "/"
    fields: int | None = None  # at most, where that is a bar too


def row(hand: Hand, words: str) -> Locator:
    """A turn on the list."""
    return hand.page.locator("main").get_by_role("link", name=re.compile(f"^{words}"))


def button(hand: Hand, words: str) -> Locator:
    return hand.page.locator("main").get_by_role("button", name=words)


# --- the tasks ---------------------------------------------------------------------------------------------------


def a_melding(town: World) -> Case:
    return town.case("aanmelding", person=town.person("Zeldzaam"))


def take_up(town: World, hand: Hand) -> None:
    page = hand.page
    hand.tap(row(hand, "Bel en weeg"))
    hand.tap(page.locator("details.wt-athand > summary", has_text="eerste bezoek"), panel=True)
    hand.type(page.locator("#bezoek_visit_on"), f"{today() + dt.timedelta(days=3)}")
    hand.type(page.locator("#bezoek_visit_at"), "10:30")
    hand.tap(button(hand, "Pak op en plan het bezoek"))
    assert Case.objects.get().phase == "onderzoek"
    visit = Appointment.objects.get()
    assert Document.objects.get().about == visit.public_id, "with the letters that the team's post takes along"


def a_case(town: World) -> Case:
    return town.case("onderzoek", person=town.person("Zeldzaam"))


def caller(town: World, hand: Hand) -> None:
    page = hand.page
    page.keyboard.press("/")
    page.keyboard.type("zeldzaam")
    hand.enter(page.locator(":focus"))
    hand.enter(page.locator("#zoek"))
    hand.type(page.locator("#snel_text"), "Zij belde: de taxi komt niet.")
    hand.choose(page.locator("#snel_kind"), "telefoon")
    hand.choose(page.locator("#snel_direction"), "in")
    hand.type(page.locator("#snel_next_what"), "Bel over de taxi")
    hand.type(page.locator("#snel_next_on"), f"{today() + dt.timedelta(days=3)}")
    hand.tap(button(hand, "Bewaar wat u schreef"))
    assert ContactMoment.objects.get().incoming
    assert Appointment.objects.count() == 1


def temporary_help(town: World, hand: Hand) -> None:
    page = hand.page
    hand.tap(row(hand, "Maak kennis"))
    hand.tap(page.locator("main").get_by_role("link", name="Voorlopige indicatie", exact=True))
    hand.type(page.locator("[name=what]"), "Hulp dag en nacht")
    hand.choose(page.locator("[name=provider]"), f"{town.provider.pk}")
    for name, words in (("frequency", "elke dag"), ("amount_per_week", "350"), ("agreed_with", "mevrouw")):
        hand.type(page.locator(f"[name={name}]"), words)
    hand.type(page.locator("[name=why_now]"), "U kunt niet alleen zijn.")
    hand.tap(button(hand, "Maak het concept"))
    assert page.locator(".wt-letter__sheet").is_visible()
    hand.tap(button(hand, "Geef af en reik uit"))
    letter = Document.objects.get()
    press.render(letter.pk)  # by the worker, which isn't there in the tests
    page.get_by_text("De brief is gegeven op").wait_for()
    letter.refresh_from_db()
    assert letter.state == DocumentState.VERSTUURD


def a_call_back(town: World) -> CallBack:
    return town.call_back(a_case(town))


def ring_back(town: World, hand: Hand) -> None:
    hand.tap(row(hand, "Bel terug"))
    hand.type(hand.page.locator("main [name=text]"), "De hulp komt maandag.")
    hand.tap(button(hand, "Bel terug: gesproken"))
    assert CallBack.objects.get().state == CallBackState.GEBELD


def add_a_photo(town: World, hand: Hand) -> None:
    page = hand.page
    hand.tap(row(hand, "Maak kennis"))
    hand.tap(page.locator("details.wt-athand > summary").first, panel=True)
    brought = {"name": "brief van de bank.jpg", "mimeType": "image/jpeg", "buffer": files.picture()}
    page.set_input_files("#stuk_files", [brought])  # as it is dropped in the box
    page.wait_for_selector("[data-chosen] li")
    hand.tap(button(hand, "Voeg toe bij de stukken"))
    assert Piece.objects.get().title == "brief van de bank"


def hand_over(town: World, hand: Hand) -> None:
    page = hand.page
    hand.tap(row(hand, "Maak kennis"))
    hand.tap(page.locator(".wt-next__beside a"), panel=True)
    hand.choose(page.locator("#hier_to"), f"organisatie:{town.partner.pk}")
    hand.type(page.locator("#hier_need"), "Gezelschap, en iets te doen met hout.")
    hand.tap(page.locator("#hier_consent_said"))
    hand.tap(button(hand, "Bied aan"))
    offered = Handover.objects.get()
    assert offered.to_organisation == town.partner
    assert offered.consent is not None


def agreed_before(town: World) -> Case:
    case = a_case(town)
    town.sharing(case)
    return case


def hand_over_again(town: World, hand: Hand) -> None:
    """The citizen agreed on this partner before: nothing is asked of it."""
    page = hand.page
    hand.tap(row(hand, "Maak kennis"))
    hand.tap(page.locator(".wt-next__beside a"), panel=True)
    hand.choose(page.locator("#hier_to"), f"organisatie:{town.partner.pk}")
    hand.type(page.locator("#hier_need"), "Gezelschap, en iets te doen met hout.")
    hand.tap(button(hand, "Bied aan"))
    assert Handover.objects.get().consent == Sharing.objects.get()


SAID = " ".join(f"Zin {number}: zij durft 's nachts niet alleen te zijn." for number in range(45))  # 405 words and more
SMALL = {"width": 375, "height": 667}


def a_visit_today(town: World) -> Appointment:
    return town.appointment(a_case(town), kind="huisbezoek", on=today(), person=town.consulent)


def visit(town: World, hand: Hand) -> None:
    """Sixty minutes of it without connection."""
    page = hand.page
    page.set_viewport_size(SMALL)
    page.clock.install()
    hand.tap(page.locator("main").get_by_role("link", name=re.compile("^Schrijf op")))
    page.context.set_offline(True)
    for minute in range(1, 61):
        hand.type(page.locator("[name=text]"), SAID[: len(SAID) * minute // 60])
        page.clock.fast_forward("01:00")
    page.locator("[data-said]", has_text="Geen verbinding. Bewaard op").wait_for()
    assert not Visit.objects.exists()
    page.context.set_offline(False)
    page.locator("[data-said-done]:not([hidden])").wait_for()
    with page.expect_navigation():
        hand.tap(button(hand, "Klaar met het bezoek"))
    done = Visit.objects.get()
    assert (done.text, done.state) == (SAID, "klaar"), "not a letter lost"
    assert Appointment.objects.get().state == "gedaan"


def a_request(town: World) -> VangnetRequest:
    return town.request(town.case("onderzoek"), VangnetState.AANGEVRAAGD, "300")


def three_letters(town: World) -> None:
    for name in ("Bakker", "Visser", "Smit"):
        town.document(town.case("onderzoek", person=town.person(name)))


def post_them(town: World, hand: Hand) -> None:
    """Printed and on the post, whatever their number; before, each on its own page: three screens and four clicks."""
    hand.tap(button(hand, "Print alles"))
    hand.tap(hand.page.get_by_role("navigation", name="Hoofdmenu").get_by_role("link", name="Post"))
    hand.tap(button(hand, "Alles verstuurd"))
    assert set(Document.objects.filter(kind="bevestiging").values_list("state", flat=True)) == {"verstuurd"}


def approve(town: World, hand: Hand) -> None:
    hand.tap(row(hand, "Beslis over het vangnet"))
    hand.tap(button(hand, "Keur goed"))
    assert VangnetRequest.objects.get().state == VangnetState.GOEDGEKEURD


def help_that_ends(town: World) -> Provision:
    ends = today() + dt.timedelta(weeks=10)
    return town.provision(a_case(town), "gestart", ends_on=ends, announced_on=today())


def extend_unchanged(town: World, hand: Hand) -> None:
    hand.tap(row(hand, "Bekijk opnieuw"))
    hand.tap(button(hand, "Verleng ongewijzigd"))
    assert Document.objects.get().kind == "voorziening_verlengd"


def a_visit_to_write_out(town: World) -> Case:
    """All of it is written but what two sentences of the visit say."""
    case = a_case(town)
    town.visit(case, "klaar", text="Zij durft niet alleen. Corrie slaapt er.")
    return case


def to_report(town: World, hand: Hand) -> None:
    page = hand.page
    hand.tap(row(hand, "Stel het verslag vast"))
    for number, part in ((0, "e. In de kern"), (1, "f. Andere wet")):
        hand.tick(page.locator("form[data-talk] input[type=checkbox]").nth(number))
        hand.tap(page.get_by_role("button", name=part, exact=True))
    hand.tap(page.locator("main").get_by_role("link", name="Bekijk het verslag", exact=True))
    page.get_by_role("heading", name="Zo leest de inwoner het verslag").wait_for()
    hand.tap(button(hand, "Stel vast"))
    letter = Document.objects.get(kind="onderzoeksverslag")  # which the team's post takes along
    assert Research.objects.get(public_id=letter.about).state == "vastgesteld"


def prices(town: World) -> Product:
    product = Product.objects.create(name="Hulp bij het huishouden", unit="uur")
    row = {"product": product, "provider": town.provider, "price": Decimal("30.60")}
    for year in (today().year, today().year + 1):
        ProductPrice.objects.create(**row, year=year)
    return product


def signed_report(town: World) -> Case:
    prices(town)
    case = town.case("onderzoek", road="kort", met_on=today())
    research = town.reported(case, town.consulent)
    research.needs.update(left="U hebt hulp nodig bij het huishouden.", left_mark="")
    perform(research, "sign", by=town.consulent, signed_on=today())
    return case


def decide_and_close(town: World, hand: Hand) -> None:
    page = hand.page
    hand.tap(page.locator("main").get_by_role("link", name="Besluit", exact=True))
    hand.choose(page.locator("[name=product_1]"), f"{Product.objects.get().pk}")
    hand.choose(page.locator("[name=provider_1]"), f"{town.provider.pk}")
    hand.type(page.locator("[name=amount_1]"), "3")
    for name, day in (("starts_on_1", today()), ("ends_on_1", today() + dt.timedelta(days=364))):
        hand.type(page.locator(f"[name={name}]"), f"{day}")
    if page.locator("[name=ground_1]").input_value() == "":
        hand.choose(page.locator("[name=ground_1]"), f"{town.maatwerk.pk}")
    hand.type(page.locator("[name=verordening_1]"), "artikel 9")
    for box in page.locator("[name=looked_at]").all():
        hand.tick(box)
    hand.tap(button(hand, "Besluit en sluit af"))
    assert Provision.objects.get().state == "toegekend"
    assert Case.objects.get().phase == "afgesloten"


def grant_and_close(town: World, hand: Hand) -> None:
    hand.tap(row(hand, "Beslis op de aanvraag"))
    decide_and_close(town, hand)


def the_whole_short_road(town: World, hand: Hand) -> None:
    """On the phone, at the table, and at the desk: each its envelope, or fewer where they fall on one day."""
    page = hand.page
    main = page.locator("main")
    hand.tap(page.get_by_role("link", name="Nieuwe melding"))
    hand.tick(page.locator("[name=kind][value=melding]"))
    person = (("given_name", "Bep"), ("family_name", "Zeldzaam"), ("postcode", "3265 AA"))
    for name, words in (("question", "Ik kan niet meer poetsen."), *person):
        hand.type(page.locator(f"[name={name}]"), words)
    hand.tap(main.locator("form button[type=submit]").last)
    hand.tap(main.locator(".wt-choose > summary", has_text="Bel en weeg"))
    hand.tap(main.get_by_role("link", name="Bel en weeg", exact=True))
    hand.tick(page.locator("[name=road][value=kort]"))
    hand.tap(main.locator("form button[type=submit]").last)
    hand.tap(main.locator(".wt-next__more > summary"))  # the leader assigns, unless one takes it up oneself
    hand.tap(main.get_by_role("button", name="Pak op", exact=True))
    hand.tap(main.get_by_role("link", name=re.compile("^Stel het verslag vast")))
    need = (("what", "Een schoon huis"), ("extent", "U kunt niet tillen en bukken."), ("own", "U stoft zelf af."))
    for name, words in (*need, ("left", "Hulp bij het zware werk.")):
        hand.type(page.locator(f"[name={name}]"), words)
    hand.tick(page.locator("[name=leaves][value=ja]"))
    for box in page.locator("[name=asked]").all():
        hand.tick(box)
    hand.tap(button(hand, "Bewaar"))
    hand.tap(main.get_by_role("link", name="Bekijk het verslag en stel het vast"))
    hand.tap(main.get_by_role("link", name="Teken aan tafel"))
    hand.tap(button(hand, "Teken aan tafel"))
    press.render(Document.objects.get(kind="onderzoeksverslag").pk)
    hand.tap(page.get_by_role("link", name="Overzicht", exact=True))
    hand.tap(main.get_by_role("link", name=re.compile("^Beslis op de aanvraag")))
    decide_and_close(town, hand)
    posted = Document.objects.exclude(sent_how="uitgereikt").order_by("pk").values_list("kind", flat=True)
    assert [*posted] == ["bevestiging", "aanvraag_ontvangen", "besluit"], "three envelopes; the report was handed over"


TASKS = (
    Task("beller aan de lijn: vinden, noteren, afspreken", "consulent", a_case, caller, (3, 5), (7, 7)),
    Task(
        "oppakken, bezoek plannen, bevestiging eruit",
        "consulent",
        a_melding,
        take_up,
        (2, 4),
        (7, 8),
        "/?lijst=verdelen",
    ),
    Task("voorlopige indicatie aan tafel, brief gegeven", "consulent", a_case, temporary_help, (3, 8), (7, 9)),
    Task("bezoek: 400 woorden, 60 minuten zonder verbinding", "consulent", a_visit_today, visit, (2, 4)),
    Task("terugbellen", "consulent", a_call_back, ring_back, (2, 3)),
    Task("foto of e-mail in de juiste zaak", "consulent", a_case, add_a_photo, (2, 3)),
    Task("overdragen met toestemming", "consulent", a_case, hand_over, (2, 6)),
    Task("drie brieven printen en op de bus", "administratie", three_letters, post_them, (2, 3), (9, 12), "/post/"),
    Task("overdragen, toestemming was er al", "consulent", agreed_before, hand_over_again, (2, 5)),
    Task("hulp ongewijzigd verlengen", "consulent", help_that_ends, extend_unchanged, (2, 5)),
    Task("van het gesprek naar het verslag: bekeken en eruit", "consulent", a_visit_to_write_out, to_report, (3, 8)),
    Task(
        "getekend verslag: toegekend, eruit en afgesloten",
        "consulent",
        signed_report,
        grant_and_close,
        (3, 10),
        fields=8,
    ),
    Task(
        "de hele korte route, van melding tot afgesloten",
        "consulent",
        prices,
        the_whole_short_road,
        (12, 40),
        fields=25,
    ),
    Task("geld uit het vangnet goedkeuren", "teamleider", a_request, approve, (1, 2), (1, 2), "/?lijst=verdelen"),
)


@pytest.fixture(autouse=True, scope="module")
def told() -> Iterator[None]:
    yield
    if os.environ.get("CLICKS"):
        print("\n\nschermen en klikken: nu, hoogstens, eerst\n" + "\n".join(_TOLD))


@pytest.mark.parametrize("task", TASKS, ids=lambda task: task.what)
def test_no_more_than_the_bar(task: Task, town: World, people, settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"
    task.lays_ready(town)
    put_in_line(Case, list(Case.objects.values_list("pk", flat=True)), dt.datetime.now(dt.UTC))
    hand = Hand(people(task.who).go(task.start).page)
    task.do(town, hand)
    before = "kon niet" if task.before is None else f"{task.before[0]} / {task.before[1]}"
    _TOLD.append(f"  {task.what:<50} {hand.screens} / {hand.clicks}   {task.most[0]} / {task.most[1]}   {before}")
    assert hand.screens <= task.most[0], hand.cost
    assert hand.clicks <= task.most[1], hand.cost
    assert task.fields is None or hand.fields <= task.fields, hand.fields
