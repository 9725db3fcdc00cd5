"""Pages say what holds today, whatever the state is called; and before an act what ends by it and what stays."""

import datetime as dt
from decimal import Decimal

import pytest

from casework.engine.door import perform
from casework.handovers.consents import what_follows
from casework.sharing.models import Sharing
from casework.vangnet.models import VangnetRequest
from roles.policy import sight
from tests.factories import World, today
from tests.pages.browser import as_, words

LATER, LONG_AGO = today() + dt.timedelta(days=20), today() - dt.timedelta(days=90)


@pytest.fixture
def case(world: World):
    made = world.case("uitvoering")
    world.grant(made)
    return made


def agreed(case) -> Sharing:
    return Sharing.objects.create(case=case, text="Ja", how="aan tafel", given_by="Bep", given_on=today())


def carried(world: World, case, consent: Sharing, organisation, **fields):
    return world.goal(
        case,
        "loopt",
        carrier_kind="organisatie",
        carrier_organisation=organisation,
        consent=consent,
        shared_until=dt.date.max,
        **fields,
    )


# --- consent taken back ----------------------------------------------------------------------------------------


def test_what_is_said_of_taking_consent_back_is_what_then_happens(world: World, case) -> None:
    consent = agreed(case)
    help_given = world.indicatie(case, "afgegeven")
    goal = carried(world, case, consent, world.provider)
    told = what_follows(case, consent)
    assert told == [
        f"Heemzicht ziet uw doel ‘{goal.wording}’ niet meer. {world.consulent.name} houdt dan bij hoe het gaat.",
        "Krijgt u hulp door een besluit of een voorlopige indicatie? Die hulp gaat door. Wilt u dat die ook stopt?"
        " Bel Wijkteam Noord.",
    ]
    perform(consent, "withdraw", by=world.consulent, why="Dat zei de inwoner.")
    goal.refresh_from_db()
    assert goal.carrier_user == world.consulent
    assert not type(goal).objects.visible_to(sight(world.uitvoerder)).filter(pk=goal.pk).exists()
    help_given.refresh_from_db()
    assert help_given.state == "afgegeven"


@pytest.mark.parametrize("leads", [True, False])
@pytest.mark.parametrize("state", ["loopt", "voorgesteld"])
def test_who_carries_it_then_is_told_in_each_case(world: World, case, leads: bool, state: str) -> None:
    if not leads:
        type(case).objects.filter(pk=case.pk).update(regisseur=None)
        case.refresh_from_db()
    consent = agreed(case)
    goal = carried(world, case, consent, world.provider)
    type(goal).objects.filter(pk=goal.pk).update(state=state)
    said = what_follows(case, consent)[0]
    perform(consent, "withdraw", by=world.consulent if leads else world.teamleider, why="Dat zei de inwoner.")
    goal = type(goal).objects.get(pk=goal.pk)
    who = {"collega": "houdt dan bij", "inwoner": "U vertelt dan zelf", "": "zoeken wij dan een ander"}
    assert who[goal.carrier_kind] in said


def test_who_helps_is_not_told_that_nothing_need_be_done(client, world: World, case) -> None:
    consent = agreed(case)
    goal = carried(world, case, consent, world.provider)
    world.indicatie(case, "afgegeven")
    perform(consent, "withdraw", by=world.consulent, why="Dat zei de inwoner.")
    page = words(as_(client, world.uitvoerder).get(goal.get_absolute_url()))
    assert "U hoeft niets meer te doen" not in page
    if "Dit is niet meer te zien" in page:
        assert "Die gaat door tot u een bericht krijgt" in page


# --- giving back -----------------------------------------------------------------------------------------------


def test_what_hung_on_a_hand_over_goes_back_with_it(client, world: World, case) -> None:
    consent = agreed(case)
    handover = world.handover(case, "aanvaard", consent=consent)
    mine, chosen, other = (
        carried(world, case, consent, world.partner, wording="Samen eten"),
        carried(world, case, agreed(case), world.partner, wording="Samen lopen"),
        carried(world, case, agreed(case), world.partner, wording="Iets anders"),
    )
    handover.goals.set([chosen])
    as_(client, world.middenveld)
    page = words(client.get(f"{handover.get_absolute_url()}stap/geef-terug/"))
    assert "Dit doel gaat mee terug: ‘Samen eten’" in page
    assert "Dit doel gaat mee terug: ‘Samen lopen’" in page
    assert "Iets anders" not in page
    perform(handover, "give_back", by=world.middenveld, why="Wij stoppen")
    page = words(client.get("/doelen/"))
    assert "Samen eten" not in page
    assert "Samen lopen" not in page
    assert "Iets anders" in page
    for goal, carrier in ((mine, world.consulent), (chosen, world.consulent), (other, None)):
        goal.refresh_from_db()
        assert goal.carrier_user == carrier


# --- Mijn zaak -------------------------------------------------------------------------------------------------


def mine(client, world: World, case) -> str:
    return words(as_(client, world.inwoner).get(f"/mijn/{case.ref}/"))


def test_a_refusal_is_told(client, world: World, case) -> None:
    world.decided(case, "afgewezen", motivation="Voorliggend")
    page = mine(client, world, case)
    assert "Wij hebben dit afgewezen op" in page
    assert "bezwaar" in page


def test_an_application_that_waits_says_until_when(client, world: World, case) -> None:
    world.application(case)
    assert "U hoort uiterlijk" in mine(client, world, case)


def test_what_was_granted_and_is_over_says_so(client, world: World, case) -> None:
    world.decided(case, starts_on=LONG_AGO, ends_on=today() - dt.timedelta(days=1))
    assert "Dat is nu voorbij" in mine(client, world, case)


def test_help_that_stops_later_still_runs_today(client, world: World, case) -> None:
    help_given = world.indicatie(case, "ingetrokken", ends_on=LATER)
    page = mine(client, world, case)
    assert "geeft u nog Hulp bij het huishouden" in page
    assert "dat dit stopt: de laatste dag is" in page
    as_(client, world.consulent)
    assert "Ingetrokken, loopt tot en met" in words(client.get(f"{case.get_absolute_url()}besluiten/"))
    assert "De laatste dag is" in words(client.get(help_given.get_absolute_url()))


def test_help_that_stopped_is_not_told_as_running(client, world: World, case) -> None:
    world.indicatie(case, "geeindigd", starts_on=LONG_AGO, ends_on=today() - dt.timedelta(days=3))
    page = mine(client, world, case)
    assert "is gestopt. De laatste dag was" in page
    assert "geeft u" not in page


def test_help_that_has_to_begin_says_when(client, world: World, case) -> None:
    world.indicatie(case, "afgegeven", starts_on=LATER, ends_on=LATER + dt.timedelta(days=30))
    assert "Dat is vanaf" in mine(client, world, case)
    page = words(as_(client, world.consulent).get(f"{case.get_absolute_url()}besluiten/"))
    assert "Begint op" in page


# --- money -----------------------------------------------------------------------------------------------------


def test_what_nobody_pays_back_is_not_awaited(client, world: World, case) -> None:
    request = world.request(case, "uitbetaald")
    as_(client, world.consulent)
    assert "Nog niet teruggekomen" not in words(client.get(request.get_absolute_url()))
    request = world.request(case, "verantwoord", recover_from="de verzekering")
    assert "Nog niet teruggekomen" in words(client.get(request.get_absolute_url()))
    VangnetRequest.objects.filter(pk=request.pk).update(state="verrekend", settled_on=today(), settled_why="Niets")
    assert "Nog niet teruggekomen" not in words(client.get(request.get_absolute_url()))


def test_what_is_to_be_settled_shows_what_is_left(client, world: World, case) -> None:
    request = world.request(case, "aangevraagd", amount="1120", recover_from="de verzekering")
    perform(request, "approve", by=world.teamleider)
    request.refresh_from_db()
    perform(request, "pay", by=world.financien, paid_amount=Decimal(1120))
    request.refresh_from_db()
    perform(request, "account", by=world.consulent, result="Klaar", receipt="bonnen/x.pdf")
    request.refresh_from_db()
    perform(request, "recover", by=world.financien, returned_amount=Decimal(560))
    as_(client, world.financien)
    for url in ("/vangnet/", f"{request.get_absolute_url()}stap/verreken/", request.get_absolute_url()):
        assert "€ 560,00" in words(client.get(url)), url


def test_an_amount_that_was_paid_is_the_amount(client, world: World, case) -> None:
    request = world.request(case, "aangevraagd", amount="900")
    perform(request, "approve", by=world.teamleider)
    request.refresh_from_db()
    perform(request, "pay", by=world.financien, paid_amount=Decimal(750))
    page = words(as_(client, world.consulent).get(f"{case.get_absolute_url()}besluiten/"))
    assert "€ 750,00" in page
    assert "€ 900,00" not in page
