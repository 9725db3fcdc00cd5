"""The wijkweb: every field in words and in a picture, added to and changed where it stands, beside an earlier day."""

import datetime as dt
import re
import uuid

import pytest
from django.utils import timezone

from casework.cases.models import Case
from casework.network.models import Contact, Tie
from casework.network.operations import add_contact, change_contact
from casework.people.models import Representative
from roles.matrix import GrantKind
from roles.models import Reading
from tests.factories import World, today
from tests.pages.browser import as_, words
from wijkweb.models import LifeDomain

NASTY = ["\0", "x" * 10_000, "1800-01-01", "<script>", "&samen", "-1", "٣"]


@pytest.fixture
def case(world: World) -> Case:
    return world.case("onderzoek", person=world.person("Vermaat", given_name="Toos"))


def web(client, world: World, case: Case, asked: str = "") -> str:
    return words(as_(client, world.consulent).get(f"{case.get_absolute_url()}wijkweb/{asked}"))


def send(client, case: Case, place: str, **data):
    return client.post(f"{case.get_absolute_url()}wijkweb/{place}", {"token": str(uuid.uuid4())} | data)


def opened(page: str) -> str:
    found = re.search(r'name="opened" value="([^"]+)"', page)
    assert found
    return found[1]


def drawn(page: str) -> list[str]:
    """What is written in the picture."""
    return re.findall(r"<text[^>]*>([^<]*)</text>", page)


def test_every_field_is_there_empty_in_words_and_in_the_picture(client, world: World, case: Case) -> None:
    page = web(client, world, case)
    assert "Er staat nog niemand in het wijkweb." in page
    for one in LifeDomain:
        assert f'id="veld-{one}"' in page
        assert one.label in drawn(page)
        assert f'Voeg toe<span class="wt-sr"> bij {one.label}</span>' in page
    assert 'aria-hidden="true"' in page[page.index('<svg class="wt-web') :][:120]


def test_a_field_opens_its_form_there_with_name_and_relation(client, world: World, case: Case) -> None:
    page = web(client, world, case, "?erbij=kerk")
    form = page[page.index('id="formulier"') :]
    assert "Voeg iemand toe bij Kerk en levensbeschouwing" in form
    asked, folded = form[: form.index("<details")], form[form.index("<details") :]
    assert re.findall(r'name="(name|relation|domain|phone|strength|tie)"', asked) == ["name", "relation"]
    assert '<option value="kerk" selected' in folded
    assert "strength" not in form, "how strong a tie is, is asked only where the web is drawn together"
    answer = send(client, case, "nieuw/", name="Ds. Vos", relation="dominee", domain="kerk")
    assert (answer.status_code, answer["Location"]) == (303, f"{case.get_absolute_url()}wijkweb/")
    page = web(client, world, case)
    assert {"Ds. Vos", "dominee"} <= set(drawn(page))
    assert Contact.objects.get().strength is None


def test_drawn_together_the_strength_may_be_told(client, world: World, case: Case) -> None:
    page = web(client, world, case, "?samen=ja&erbij=familie")
    assert "U tekent het wijkweb nu samen met Toos Vermaat" in page
    assert "<title>Wijkweb, samen tekenen, erbij: Familie en naasten, Toos Vermaat" in page
    assert f"{case.get_absolute_url()}wijkweb/nieuw/?samen=ja" in page
    assert "afgeschermd" not in page.lower()
    together = f"{case.get_absolute_url()}wijkweb/?samen=ja"
    assert send(client, case, "nieuw/?samen=ja", name="Sandra", domain="familie", strength="3")["Location"] == together
    assert send(client, case, "nieuw/?samen=ja", name="Kees", domain="familie")["Location"] == together
    sandra = Contact.objects.get(name="Sandra")
    assert (sandra.strength, Contact.objects.get(name="Kees").strength) == (3, None)
    page = web(client, world, case, f"?wijzig={sandra.pk}")
    send(client, case, f"{sandra.pk}/", name="Sandra", domain="familie", tie="nu", strength="1", opened=opened(page))
    sandra.refresh_from_db()
    assert sandra.strength == 3, "elsewhere it isn't asked, and stays"
    page = web(client, world, case, f"?samen=ja&wijzig={sandra.pk}")
    send(
        client,
        case,
        f"{sandra.pk}/?samen=ja",
        name="Sandra",
        domain="familie",
        tie="nu",
        strength="",
        opened=opened(page),
    )
    sandra.refresh_from_db()
    assert sandra.strength is None


def test_who_died_stays_and_is_told_as_such(client, world: World, case: Case) -> None:
    jan = world.contact(case, "Jan", relation="echtgenoot", phone="0186 571902", for_emergency=True)
    page = web(client, world, case, f"?wijzig={jan.pk}")
    assert "Haal van het wijkweb" in page
    sent = {"name": "Jan", "relation": "echtgenoot", "domain": "familie", "phone": "0186 571902", "for_emergency": "on"}
    sent |= {"opened": opened(page)}
    wrong = send(client, case, f"{jan.pk}/", **sent, tie="nu", ended_on=str(today()))
    assert wrong.status_code == 200
    assert "Er is nog contact." in words(wrong)
    answer = send(client, case, f"{jan.pk}/", **sent, tie="overleden", ended_on="3-3-1998")
    assert answer.status_code == 303
    jan.refresh_from_db()
    assert (jan.tie, str(jan.ended_on)) == (Tie.OVERLEDEN, "1998-03-03")
    page = web(client, world, case)
    assert "echtgenoot, contact in nood, overleden (3 mrt 1998)" in page
    assert "is-ended" in page
    roles = page[page.index('<dl class="wt-roles"') : page.index("</dl>")]
    assert "Jan" not in roles, "who died is nobody to call"
    offers = words(client.get(f"{case.get_absolute_url()}doelen/nieuw/"))
    assert f"naaste:{jan.pk}" not in offers


def test_the_fixed_roles_stand_above_with_their_phone(client, world: World, case: Case) -> None:
    world.contact(case, "Dokter Zand", is_gp=True, phone="0186 571900", domain="eerstelijn")
    for name in ("Riet", "Sandra"):
        world.contact(case, name, for_emergency=True)
    for kind, name in (("mentor", "Mr. Mentor"), ("gemachtigde", "Neef Piet")):
        Representative.objects.create(person=case.person, kind=kind, name=name, since=today(), phone="0186 571901")
    page = web(client, world, case)
    roles = page[page.index('<dl class="wt-roles"') : page.index("</dl>")]
    for there in ("Dokter Zand", "tel:+31186571900", "Riet", "Sandra", "Mr. Mentor", "mentor", "tel:+31186571901"):
        assert there in roles
    assert "Neef Piet" not in roles, "who was asked to speak isn't so by law"
    assert roles.count("Niet bekend") == 1
    assert "Dokter Zand" in words(client.get(case.get_absolute_url()))


def test_a_facility_has_a_web_too(client, world: World) -> None:
    case = world.case("onderzoek", provision="Zwembad")
    world.contact(case, "Badmeester")
    assert "Badmeester" in drawn(web(client, world, case))
    assert "Huisarts</dt>" not in web(client, world, case)


@pytest.mark.parametrize("value", NASTY)
@pytest.mark.parametrize("name", ["erbij", "wijzig", "samen", "op"])
def test_nonsense_in_the_address_is_no_error(client, world: World, case: Case, name: str, value: str) -> None:
    as_(client, world.consulent)
    for page in ("wijkweb/", "wijkweb/toen/", "wijkweb/blad/"):
        assert client.get(f"{case.get_absolute_url()}{page}", {name: value}).status_code == 200


@pytest.mark.parametrize("value", NASTY)
@pytest.mark.parametrize("name", ["name", "relation", "domain", "phone", "tie", "ended_on", "organisation", "ground"])
def test_nonsense_in_a_form_is_told_beside_its_field(client, world: World, case: Case, name: str, value: str) -> None:
    as_(client, world.consulent)
    whole = {"name": "Ria", "domain": "kerk", "relation": "zus"}
    answer = send(client, case, "nieuw/", **whole | {name: value})
    assert answer.status_code in (200, 303)
    if answer.status_code == 200:
        page = words(answer)
        assert "wt-error" in page
        assert '<details class="wt-more" open>' in page or name in ("name", "relation", "domain")
        assert Contact.objects.count() == 0


def test_a_day_that_can_not_be_is_told_and_kept(client, world: World, case: Case) -> None:
    as_(client, world.consulent)
    then = f"{case.get_absolute_url()}wijkweb/toen/"
    assert "Vul een datum in" in words(client.get(then, {"op": "gisteren"}))
    page = words(client.get(then, {"op": "2001-01-01"}))
    assert "Vul een dag in vanaf" in page
    assert 'value="2001-01-01"' in page
    assert "Wat er anders is" not in page


def test_beside_an_earlier_day_it_says_what_is_otherwise(client, world: World) -> None:
    def at(ago: int) -> dt.datetime:
        return timezone.now() - dt.timedelta(days=ago)

    case = world.case("uitvoering", on=today() - dt.timedelta(days=60))
    jan = add_contact(case, by=world.consulent, at=at(50), name="Jan", domain="familie", relation="man")
    case.events.create(at=at(40), by_name="Test", verb="case.set_plan", label="Plan")
    change_contact(jan, by=world.consulent, at=at(10), tie="overleden")
    add_contact(case, by=world.consulent, at=at(5), name="Ria", domain="wonen", relation="buurvrouw")
    as_(client, world.consulent)
    page = words(client.get(f"{case.get_absolute_url()}wijkweb/toen/"))
    assert "de dag waarop het plan werd vastgelegd" in page
    assert page.count('<svg class="wt-web') == 2
    assert "Ria, buurvrouw" in page[page.index("Erbij") : page.index("Veranderd")]
    assert "Jan: is overleden" in page
    before, now = page[page.index("<h3>Toen") : page.index("<h3>Nu")], page[page.index("<h3>Nu") :]
    assert ("Ria" in before, "Ria" in now) == (False, True)
    assert "Er is niets veranderd." in words(
        client.get(f"{case.get_absolute_url()}wijkweb/toen/", {"op": f"{today()}"})
    )
    assert set(Reading.objects.values_list("part", flat=True)) == {"wijkweb, toen en nu"}


def test_a_sheet_to_take_along_empty_or_filled(client, world: World, case: Case) -> None:
    world.contact(case, "Ria")
    world.contact(case, "Geheim", shielded=True, ground="veiligheid")
    as_(client, world.consulent)
    filled = words(client.get(f"{case.get_absolute_url()}wijkweb/blad/"))
    assert "Ria" in drawn(filled)
    assert "Geheim" not in filled, "it is given to whose web it is"
    empty = words(client.get(f"{case.get_absolute_url()}wijkweb/blad/?leeg=ja"))
    assert "wt-web__rule" in empty
    assert "Ria" not in empty
    assert set(Reading.objects.values_list("part", flat=True)) == {"wijkweb op papier"}


# --- who sees whom ---------------------------------------------------------------------------------------------


@pytest.fixture
def shielded(world: World, case: Case) -> Contact:
    world.grant(case)
    world.contact(case, "Buurvrouw Ria", relation="buurvrouw")
    return world.contact(case, "Geheime oom", shielded=True, ground="veiligheid")


def test_whose_web_it_is_sees_it_without_who_is_shielded(client, world: World, case: Case, shielded: Contact) -> None:
    page = words(as_(client, world.inwoner).get(case.citizen_url))
    assert "De mensen om u heen" in page
    assert "Buurvrouw Ria" in drawn(page)
    assert "Geheime oom" not in page
    assert client.get(f"{case.get_absolute_url()}wijkweb/").status_code == 404


def test_who_reads_along_does_not_see_who_is_shielded(client, world: World, case: Case, shielded: Contact) -> None:
    world.grant(case, world.consulent3, GrantKind.READ_ALONG)
    as_(client, world.consulent3)
    for place in ("", "wijkweb/", "wijkweb/toen/", "wijkweb/blad/"):
        page = words(client.get(case.get_absolute_url() + place))
        assert "Geheime oom" not in page
        assert "erbij=" not in page, "who may not write is offered no form"
    assert "Buurvrouw Ria" in words(client.get(f"{case.get_absolute_url()}wijkweb/"))


def test_the_team_sees_who_is_shielded_marked(client, world: World, case: Case, shielded: Contact) -> None:
    page = web(client, world, case)
    assert "Geheime oom" in page
    assert "Afgeschermd" in page
    assert "Geheime oom" not in web(client, world, case, "?samen=ja"), "the citizen looks along"
    assert f"naaste:{shielded.pk}" not in words(client.get(f"{case.get_absolute_url()}doelen/nieuw/"))


def test_shielding_needs_its_ground(client, world: World, case: Case) -> None:
    as_(client, world.consulent)
    answer = send(client, case, "nieuw/", name="Ria", domain="kerk", shielded="on")
    assert "Zeg waarom de inwoner dit contact niet mag zien." in words(answer)
    assert send(client, case, "nieuw/", name="Ria", domain="kerk", shielded="on", ground="x").status_code == 303
