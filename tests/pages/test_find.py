"""Finding a case among those one may see."""

import datetime as dt
import re

import pytest

from casework.cases.models import Case
from casework.cases.operations import recuse
from casework.desk import found as found_
from casework.people import kept_words
from roles.models import Reading
from tests.factories import World
from tests.pages.browser import words
from wijkweb.models import Kern

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(world: World) -> Case:
    return world.case("onderzoek", person=world.person("Geheimhouder", phone="0186 123456"))


@pytest.mark.parametrize("asked", ["geheim", "Bep Geheim", "1-3-1942", "REF"])
def test_find_by_name_birth_date_and_reference_what_one_may_see(client, world: World, case: Case, asked: str) -> None:
    asked = asked.replace("REF", case.ref.lower())
    client.force_login(world.consulent)
    assert case.ref in client.post("/zaken/", {"q": asked}, follow=True).content.decode()
    client.force_login(world.consulent3)
    page = client.post("/zaken/", {"q": asked}, follow=True).content.decode()
    assert case.get_absolute_url() not in page
    assert "Niets gevonden" in page


@pytest.mark.parametrize("rows", [1, pytest.param(30, marks=pytest.mark.slow)])
def test_finding_costs_the_same(client, world: World, django_assert_num_queries, rows: int) -> None:
    for _ in range(rows):
        world.case()
    client.force_login(world.consulent)
    asked = client.post("/zaken/", {"q": "Jansen"}).url
    client.get(asked)
    with django_assert_num_queries(9 if rows == 1 else 8):  # where there are few, one looks for a wrong letter
        client.get(asked)


@pytest.mark.parametrize("who", ["middenveld", "uitvoerder", "financien", "inwoner", "privacy", "beheer"])
def test_who_has_no_cases_finds_none(client, world: World, who: str) -> None:
    client.force_login(getattr(world, who))
    assert client.get("/zaken/").status_code == 403


def test_what_is_looked_for_stands_in_no_address_and_can_be_come_back_to(client, world: World, case: Case) -> None:
    client.force_login(world.consulent)
    sent = client.post("/zaken/", {"q": "Geheimhouder"})
    assert sent.status_code == 303
    assert "geheim" not in sent.url.casefold()
    for _ in range(2):  # Back asks for the same address again
        assert case.ref in words(client.get(sent.url))
    assert client.post("/zaken/", {"q": "Geheimhouder"}).url == sent.url


def test_another_person_finds_nothing_behind_that_address(client, world: World, case: Case) -> None:
    client.force_login(world.consulent)
    url = client.post("/zaken/", {"q": "Geheimhouder"}).url
    client.force_login(world.teamleider)
    page = words(client.get(url))
    assert "Deze zoekvraag bewaren wij niet meer. Zoek opnieuw." in page
    assert "Gevonden bij" not in page


def test_a_question_is_kept_for_a_day_and_no_more_than_the_last_few(
    client, world: World, case: Case, monkeypatch
) -> None:
    client.force_login(world.consulent)
    first = client.post("/zaken/", {"q": "Geheimhouder"}).url
    for number in range(kept_words.KEPT):
        last = client.post("/zaken/", {"q": f"naam {number}"}).url
    assert "bewaren wij niet meer" in words(client.get(first))
    assert "naam 19" in words(client.get(last))
    monkeypatch.setattr(kept_words, "KEPT_FOR", -1)  # a day later
    assert "bewaren wij niet meer" in words(client.get(last))


def test_all_that_is_found_can_be_reached(client, world: World) -> None:
    refs = {world.case(person=world.person("Jansen")).ref for _ in range(30)}
    client.force_login(world.consulent)
    url = client.post("/zaken/", {"q": "Jansen"}).url
    first, second = words(client.get(url)), words(client.get(f"{url}&pagina=2"))
    assert {ref for ref in refs if ref in first + second} == refs
    assert "(30)" in first


# --- by whatever one has in hand ----------------------------------------------------------------------------------


@pytest.fixture
def known(world: World) -> Case:
    """Jan-Willem van der Berg-Maaskant, of whom all is known."""
    club = world.partner
    person = world.person(
        "van der Berg-Maaskant",
        given_name="Jan Özdemir",
        birth_date=dt.date(1958, 12, 6),
        street="Lange Singel 27a",
        postcode="3281 AB",
        town="Numansdorp",
        phone="06 12345678",
        bsn="123456782",
    )
    return world.case(
        person=person,
        ref="HW-2026-7KQ4M",
        question="Ik durf niet meer alleen te douchen, en de drempels zijn te hoog.",
        holder_kind="organisatie",
        holder_team=None,
        holder_organisation=club,
        layer="middenveld",
    )


BY_WHAT_LISTS_SHOW = (
    "maaskant", "Maaskant, Jan", "jan maaskant", "van der berg", "v.d. Berg", "ozdemir", "Özdemir", "berg-maas",
    "masskant", "maskant", "maaskantt", "maaksant", "HW-2026-7KQ4M", "hw20267kq4m", "7kq4m", "6-12-58", "06.12.1958",
    "6 december 1958", "1958", "december 1958", "maaskant 6-12-58", "1958 Berg", "maaskant piershil",
)  # fmt: skip
BY_WHAT_STANDS_IN_THE_FILE = (
    "3281 AB", "3281ab", "3281AB 27", "3281 AB 27a", "Lange Singel", "lange singel 27", "singel 27 a", "0612345678",
    "06-12 34 56 78", "+31 6 1234 5678", "123456782", "1234.56.782", "douchen", "hoge drempel", "maaskant singel",
)  # fmt: skip


def found(client, asked: str) -> str:
    return words(client.post("/zaken/", {"q": asked}, follow=True))


@pytest.mark.parametrize("asked", BY_WHAT_LISTS_SHOW + BY_WHAT_STANDS_IN_THE_FILE)
def test_each_way_finds_it(client, world: World, known: Case, asked: str) -> None:
    world.case(person=world.person("Anders", birth_date=dt.date(1931, 1, 31), street="Elders 3", postcode="3299 ZZ"))
    client.force_login(world.consulent)
    page = found(client, asked)
    assert known.get_absolute_url() in page, page
    assert "Anders" not in page


def test_by_who_holds_it_who_leads_it_and_where(client, world: World, known: Case) -> None:
    client.force_login(world.consulent)
    for asked, why in (
        (known.holder_organisation.name, "ligt nu bij"),
        (known.regisseur.first_name, "casusregisseur"),
        (known.kern.name, "kern"),
    ):
        page = found(client, asked)
        assert known.get_absolute_url() in page, asked
        assert why in page, asked


@pytest.mark.parametrize(
    "asked", ["maaskan jansen", "12345678", "23456782", "1959", "3281 AC", "3281 AB 2", "singel 7", "12-6-58"]
)
def test_what_is_something_else_does_not(client, world: World, known: Case, asked: str) -> None:
    client.force_login(world.consulent)
    assert known.get_absolute_url() not in found(client, asked)


def test_who_lacks_the_file_finds_by_what_lists_show_alone(client, world: World, known: Case) -> None:
    client.force_login(world.eerstecontact)  # reported it
    for asked in BY_WHAT_LISTS_SHOW:
        assert known.get_absolute_url() in found(client, asked), asked
    for asked in BY_WHAT_STANDS_IN_THE_FILE:
        assert known.get_absolute_url() not in found(client, asked), asked
    page = found(client, "maaskant")
    for hidden in ("Singel", "douchen", "12345678", "3281"):
        assert hidden not in page


@pytest.mark.parametrize("who", ["consulent3", "recused"])
def test_who_may_not_see_it_finds_it_by_nothing(client, world: World, known: Case, who: str) -> None:
    if who == "recused":
        recuse(known, by=world.consulent2)
    client.force_login(world.consulent2 if who == "recused" else world.consulent3)
    for asked in (*BY_WHAT_LISTS_SHOW, *BY_WHAT_STANDS_IN_THE_FILE):
        page = found(client, asked)
        assert known.get_absolute_url() not in page, asked
        assert "Niets gevonden" in page, asked


@pytest.mark.parametrize("asked", ["3281 AB", "3281AB 27", "Lange Singel", "Numansdorp", "3281"])
def test_a_secret_address_is_found_by_nobody(client, world: World, known: Case, asked: str) -> None:
    known.person.secret_address = True
    known.person.save()
    for who in (world.consulent, world.afdelingshoofd):
        client.force_login(who)
        assert known.get_absolute_url() not in found(client, asked)
        page = found(client, "maaskant 1958")
        assert known.get_absolute_url() in page
        assert "Singel" not in page


def test_a_deceased_person_and_a_closed_case_are_found_and_say_so(client, world: World) -> None:
    person = world.person("Zeldzaam", deceased_on=dt.date(2026, 1, 5))
    closed = world.case("afgesloten", person=person)
    client.force_login(world.consulent)
    page = found(client, "zeldzaam")
    assert closed.get_absolute_url() in page
    assert "overleden" in page
    assert "Afgesloten" in page


# --- why, and what else -----------------------------------------------------------------------------------------


def test_each_says_why_it_was_found_marked(client, world: World, known: Case) -> None:
    client.force_login(world.consulent)
    for asked, why, marked in (
        ("maaskant", "naam", "Maaskant"),
        ("ozdemir", "naam", "Özdemir"),
        ("masskant", "naam lijkt op ‘masskant’", "Maaskant"),
        ("singel", "adres", "Singel"),
        ("drempel", "de vraag", "drempels"),
        ("123456782", "BSN", "782"),
        ("0612345678", "telefoon", "12345678"),
    ):
        page = found(client, asked)
        assert f"Gevonden op</span> {why}" in page, asked
        assert f'<mark class="wt-hit__mark">{marked}' in page or f"{marked}</mark>" in page, (asked, page)


def test_what_was_typed_is_never_taken_for_a_page(client, world: World) -> None:
    world.case(person=world.person("<b>Vet</b>"), question="<script>alert(1)</script> wil ik niet")
    client.force_login(world.consulent)
    for asked in ("vet", "script", "<script>alert(1)</script>"):
        page = found(client, asked)
        assert "<b>Vet" not in page
        assert "<script>alert" not in page


def test_the_other_cases_of_the_same_person_stand_with_it(client, world: World, known: Case) -> None:
    other = world.case("afgesloten", person=known.person)
    hidden = world.case(person=known.person, team=world.other_team, kern=world.other_kern)
    client.force_login(world.consulent)
    page = found(client, "7kq4m")
    assert f"{other.get_absolute_url()}" in page
    assert "Ook van deze persoon" in page
    assert hidden.ref not in page


def test_exact_comes_before_near(client, world: World) -> None:
    for name in ("Jansonius", "Jansen", "Jansens", "Janse"):
        world.case(person=world.person(name))
    client.force_login(world.consulent)
    page = found(client, "jansen")
    order = sorted(("Bep Jansonius", ">Jansen<", "Jansens", ">Janse<"), key=lambda one: page.find(one))
    assert [one for one in order if one in page] == [">Jansen<", "Jansens", ">Janse<"]


def test_the_filters_count_and_narrow(client, world: World) -> None:
    for phase in ("onderzoek", "onderzoek", "afgesloten"):
        world.case(phase, person=world.person("Jansen"))
    client.force_login(world.consulent)
    url = client.post("/zaken/", {"q": "jansen"}).url
    assert "(3)" in words(client.get(url))
    closed = words(client.get(f"{url}&staat=afgesloten"))
    assert closed.count('class="wt-row wt-hit"') == 1
    assert 'aria-current="true"' in closed
    for nonsense in ("staat=x", "laag=%00", "kern=x", "staat=open&pagina=99"):
        assert client.get(f"{url}&{nonsense}").status_code == 200


@pytest.mark.parametrize("counted", [2])
def test_of_very_many_the_newest_are_shown_and_more_words_asked(
    client, world: World, monkeypatch, counted: int
) -> None:
    cases = [world.case(person=world.person("Jansen"), question="Ik wil timmeren") for _ in range(4)]
    monkeypatch.setattr(found_, "COUNTED_TO", counted)
    client.force_login(world.consulent)
    for asked in ("jansen", "timmeren", "van jansen"):
        page = found(client, asked)
        assert "meer dan 1.000" in page
        assert cases[3].ref in page
        assert cases[0].ref not in page
    url = client.post("/zaken/", {"q": "jansen"}).url
    assert cases[3].ref in words(client.get(f"{url}&staat=open"))


# --- whatever is typed --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "asked",
    [
        "\x00",
        "a\x00b",
        "😀",
        "x" * 10_000,
        "jansen " * 2_000,
        "%",
        "_",
        "'",
        '"',
        "\\",
        "';--",
        "‮abc",
        "((((",
        "-",
        "a b c d e f g h i j k",
    ],
)
def test_whatever_is_typed_gets_an_answer(client, world: World, known: Case, asked: str) -> None:
    client.force_login(world.consulent)
    assert client.post("/zaken/", {"q": asked}, follow=True).status_code == 200


def test_nothing_found_says_what_was_tried_and_how_to_write_it(client, world: World) -> None:
    client.force_login(world.consulent)
    page = found(client, "Bestaatniet 6-12-58")
    assert "‘6-12-58’: geboortedatum" in page
    assert "‘Bestaatniet’: een woord uit naam" in page
    assert "Een zaak moet bij alles passen" in page
    assert "Zo kunt u het ook schrijven" in page


def test_a_citizens_number_stands_in_no_log_and_no_session_in_the_clear(client, world: World, known: Case) -> None:
    client.force_login(world.consulent)
    found(client, "123456782")
    assert "eindigend op 782" in Reading.objects.get(part="zoeken").why
    assert "123456782" not in str(dict(client.session.items()))


# --- while typing -------------------------------------------------------------------------------------------------


def test_while_typing_the_list_alone_comes_under_the_same_key(client, world: World, known: Case) -> None:
    client.force_login(world.consulent)
    typing = {"HTTP_HX_REQUEST": "true"}
    first = client.post("/zaken/", {"q": "maas"}, **typing)
    key = first.headers["HX-Replace-Url"].removeprefix("/zaken/?v=")
    assert "<html" not in words(first)
    assert known.get_absolute_url() in words(first)
    then = client.post("/zaken/", {"q": "maaskant", "v": key}, **typing)
    assert then.headers["HX-Replace-Url"] == f"/zaken/?v={key}"
    assert "‘maaskant’" in words(client.get(f"/zaken/?v={key}"))
    assert client.post("/zaken/", {"q": "", "v": key}, **typing).headers["HX-Replace-Url"] == "/zaken/"


# --- keys ---------------------------------------------------------------------------------------------------------


def test_single_keys_are_switched_off_for_oneself_wherever_one_logs_in(client, world: World) -> None:
    client.force_login(world.consulent)
    assert 'data-keys="aan"' in words(client.get("/"))
    assert "staan uit" in words(client.post("/toetsen/", {"aan": "nee"}, follow=True))
    client.logout()
    client.force_login(world.consulent)
    assert 'data-keys="uit"' in words(client.get("/"))
    client.force_login(world.consulent2)
    assert 'data-keys="aan"' in words(client.get("/"))


def test_who_has_no_cases_gets_no_field(client, world: World) -> None:
    for who in (world.middenveld, world.financien, world.inwoner, world.privacy):
        client.force_login(who)
        assert "data-find" not in words(client.get("/kernen/"))
        assert client.get("/toetsen/").status_code == 403


def test_a_question_that_goes_on_shows_that_it_does(client, world: World) -> None:
    """What is cut reads as all that was asked, else."""
    long = "Ik ben met mijn zoon bij mijn ouders ingetrokken en nu slaat mijn vader van zich af sinds hij ziek is."
    world.case(person=world.person("Zoekman"), question=long)
    world.case(person=world.person("Zoekman"), question="Ik kom niet meer uit het bad.")
    client.force_login(world.consulent)
    page = found(client, "zoekman")
    assert "Ik kom niet meer uit het bad." in page
    assert "het bad.…" not in page
    (shown,) = re.findall(r"Ik ben met mijn[^<]*", page)
    assert shown.strip() != long
    assert shown.strip().endswith("…")


def test_the_kernen_stand_in_the_order_of_their_names(client, world: World) -> None:
    """Where one counts what is there, the order of the model doesn't hold."""
    Kern.objects.create(name="Aaldijk", village="Aaldijk", postcode4="3298")
    client.force_login(world.consulent)
    names = [one.name for one in client.get("/kernen/").context["kernen"]]
    assert names[0] == "Aaldijk"
    assert names == sorted(names)
