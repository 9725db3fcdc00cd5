"""The lists of Werkvoorraad: what waits for me, what is nobody's, what I asked of others, what is the team's."""

import datetime as dt
import re
from importlib import import_module

import pytest
from django.db import connection, transaction
from django.utils import timezone

from casework.applications.models import Application
from casework.cases.models import Case
from casework.cases.work import WorkItem
from casework.desk.kept_lists import AT_MOST, KeptList
from casework.desk.worklist_asked import LISTS
from casework.engine.door import perform
from casework.engine.holding import hold
from casework.engine.noun import Noun, PutOut
from casework.engine.registry import installed
from roles.matrix import Role
from roles.models import Reading
from tests.factories import World, absent, member, put_in_line, today, user
from tests.pages.browser import as_, post, send, words

pytestmark = pytest.mark.django_db
TABS = ("mijn", "verdelen", "uitgezet", "team")


def in_line(*cases: Case) -> None:
    put_in_line(Case, [case.pk for case in cases], timezone.now())


def read(client, who, tab: str = "mijn", more: str = "") -> str:
    return words(as_(client, who).get(f"/?lijst={tab}{more}"))


def whom(page: str) -> list[str]:
    """The names on the list, in its order."""
    return re.findall(r'<td class="wt-work__who" role="cell">(.*?)</td>', page)


# --- never mixed -------------------------------------------------------------------------------------------------


def test_what_is_mine_and_what_is_nobodys_are_two_lists(client, world: World) -> None:
    world.case("onderzoek", person=world.person("Eigen"))
    world.case("aanmelding", person=world.person("Vrij"))
    assert set(whom(read(client, world.consulent))) == {"Eigen, Bep"}
    assert set(whom(read(client, world.consulent, "verdelen"))) == {"Vrij, Bep"}
    assert set(whom(read(client, world.consulent, "team"))) == {"Eigen, Bep", "Vrij, Bep"}


def test_what_was_handed_to_me_is_mine_and_no_longer_in_the_pool(client, world: World) -> None:
    case = world.case("aanmelding", person=world.person("Vrij"))
    item = WorkItem.objects.open().get(case=case)
    send(as_(client, world.teamleider), "/uitdelen/", werk=item.mark, aan=world.consulent2.pk, waar="lijst=verdelen")
    assert whom(read(client, world.consulent2)) == ["Vrij, Bep"]
    assert whom(read(client, world.consulent, "verdelen")) == []
    assert whom(read(client, world.teamleider, "verdelen")) == []


def test_who_stands_in_has_it_on_their_own_list(client, world: World) -> None:
    world.case("onderzoek", person=world.person("Eigen"))
    absent(world.consulent.memberships.get(), cover=world.consulent2)
    assert set(whom(read(client, world.consulent2))) == {"Eigen, Bep"}


def test_the_leader_hands_out_from_the_pool_of_the_team(client, world: World) -> None:
    world.case("aanmelding", person=world.person("Vrij"))
    page = read(client, world.teamleider, "verdelen")
    assert whom(page) == ["Vrij, Bep"]
    assert 'name="werk"' in page
    assert "Vrij" not in read(client, world.teamleider3, "verdelen")


def test_the_tabs_say_how_many(client, world: World) -> None:
    world.case("aanmelding")
    world.case("onderzoek")
    for tab in TABS:
        page = read(client, world.consulent, tab)
        counts = re.findall(r'(Voor mij|Te verdelen|Uitgezet|Team) <span class="wt-count">(\S+?)<', page)
        assert counts == [("Voor mij", "2"), ("Te verdelen", "1"), ("Uitgezet", "0"), ("Team", "3")], tab


@pytest.mark.parametrize("who", ["middenveld", "uitvoerder"])
def test_who_has_one_list_has_no_tabs(client, world: World, who: str) -> None:
    page = words(as_(client, getattr(world, who)).get("/"))
    assert "Welke lijst" not in page
    assert "wt-chip" not in page
    assert "Er wacht niets op u" in page
    for tab in ("verdelen", "uitgezet", "team", "alles"):
        assert "Welke lijst" not in words(client.get(f"/?lijst={tab}"))


def test_who_has_an_empty_list_reads_where_their_work_is(client, world: World) -> None:
    """The front desk answers the phone and sees to the post: neither comes to this list."""
    page = words(as_(client, world.administratie).get("/"))
    assert "Er wacht niets op u" in page
    assert 'staan bij <a href="/post/">Post</a>' in page
    assert 'Zoek op naam of telefoonnummer bij <a href="/zaken/">Zaken</a>' in page
    page = words(as_(client, world.middenveld).get("/"))
    assert "telefoonnummer bij" not in page


def test_nothing_waits_only_where_nothing_waits(client, world: World) -> None:
    assert "Er wacht niets op u" in read(client, world.consulent)
    world.case("aanmelding")
    page = read(client, world.consulent)
    assert "Er wacht niets" not in page
    assert "Er staat nu niets op uw naam" in page
    assert "Er wacht niets" not in read(client, world.consulent, "verdelen", "&laat=ja")
    assert "Met deze keuze staat er niets op de lijst" in read(client, world.consulent, "verdelen", "&laat=ja")
    past = read(client, world.consulent, "verdelen", "&pagina=3")
    assert "Bladzijde 3 is er niet" in past
    assert "Naar de eerste bladzijde" in past


# --- what I asked of others ----------------------------------------------------------------------------------------


def test_what_i_asked_of_others_stands_with_whom_and_by_when(client, world: World) -> None:
    case = world.case("onderzoek", person=world.person("Wacht"))
    world.handover(case)
    world.request(case, "aangevraagd")
    in_line(case)
    page = read(client, world.consulent, "uitgezet")
    assert "Overdracht" in page
    assert "Bij de Oma&#x27;s" in page
    assert "Vangnet, € 1.000,00" in page
    assert "Teamleider, Wijkteam Noord" in page
    assert whom(page) == ["Wacht, Bep"] * 2
    assert page.count("Ik red het niet meer alleen.") == 2
    assert "nog" in page
    assert "U wacht op niemand" in read(client, world.consulent2, "uitgezet")


def test_an_answer_takes_it_off_the_list(client, world: World) -> None:
    case = world.case("onderzoek")
    offer = world.handover(case)
    in_line(case)
    perform(offer, "refuse", by=world.middenveld, why="Wij zitten vol.")
    assert "U wacht op niemand" in read(client, world.consulent, "uitgezet")


def test_a_promise_makes_it_my_own_turn(client, world: World) -> None:
    case = world.case("onderzoek")
    world.handover(case, anonymous=True, willing_on=today())
    in_line(case)
    assert "U wacht op niemand" in read(client, world.consulent, "uitgezet")
    assert "Vraag toestemming en noem de naam" in read(client, world.consulent)


def test_an_indicatie_that_was_put_to_a_colleague(client, world: World) -> None:
    case = world.case("aanmelding", person=world.person("Haast"))
    world.indicatie(case, "voorgelegd")
    in_line(case)
    page = read(client, world.eerstecontact, "uitgezet")
    assert "Beslissing over Hulp bij het huishouden" in page
    assert "Consulent Test" in page
    assert "Ik red het niet meer" not in page, "who reported sees where it stands, and not the file"
    assert "Welke lijst" in page


def test_an_application_that_waits_for_who_may_decide(client, world: World) -> None:
    """Who leads the case without a mandate prepares it, and then waits for who has one."""
    case = world.case("onderzoek", regisseur=world.teamlid)
    application = world.application(case)
    in_line(case)
    assert "U wacht op niemand" in read(client, world.teamlid, "uitgezet")
    Application.objects.filter(pk=application.pk).update(
        state="voorbereid", prepared_by=world.teamlid, prepared_on=today()
    )
    in_line(case)
    page = read(client, world.teamlid, "uitgezet")
    assert "Besluit over Dagbesteding" in page
    assert "Wmo-consulent, Wijkteam Noord" in page


def test_one_that_i_decide_on_myself_was_asked_of_nobody(client, world: World) -> None:
    case = world.case("onderzoek")
    world.application(case)
    in_line(case)
    assert "U wacht op niemand" in read(client, world.consulent, "uitgezet")


def test_work_that_the_leader_handed_out_stays_in_their_sight(client, world: World) -> None:
    case = world.case("aanmelding")
    item = WorkItem.objects.open().get(case=case)
    send(as_(client, world.teamleider), "/uitdelen/", werk=item.mark, aan=world.consulent2.pk, waar="lijst=verdelen")
    page = read(client, world.teamleider, "uitgezet")
    assert "Bel en weeg" in page
    assert "Consulent2 Test" in page
    perform(case, "take_up", by=world.consulent2)
    assert "U wacht op niemand" in read(client, world.teamleider, "uitgezet")


def test_what_went_to_another_team_is_out_of_sight(client, world: World) -> None:
    case = world.case("onderzoek", person=world.person("Weg"))
    world.handover(case)
    in_line(case)
    Case.objects.filter(pk=case.pk).update(team=world.other_team, kern=world.other_kern)
    assert "Weg" not in read(client, world.consulent, "uitgezet")
    assert "Weg" not in read(client, world.consulent3, "uitgezet")


def test_it_is_counted_as_it_is_listed(client, world: World) -> None:
    case = world.case("onderzoek")
    world.handover(case)
    world.request(case, "aangevraagd")
    in_line(case)
    for tab in TABS:
        assert 'Uitgezet <span class="wt-count">2<' in read(client, world.consulent, tab)


@pytest.mark.parametrize("rows", [1, pytest.param(12, marks=pytest.mark.slow)])
def test_it_costs_the_same_with_one_and_with_twelve(client, world: World, django_assert_num_queries, rows) -> None:
    for number in range(rows):
        case = world.case("onderzoek", person=world.person(f"Wacht{number}"))
        world.handover(case)
        in_line(case)
    as_(client, world.consulent).get("/?lijst=uitgezet")
    # of seven nouns and what was handed out of cases and of households, of applications also those to be completed; the
    # other lists, what one can choose, what is in default (on everybody's list); the look; session, user, sight
    with django_assert_num_queries(18):
        client.get("/?lijst=uitgezet")


def test_a_noun_that_says_only_what_was_put_out_is_counted_too(client, world: World) -> None:
    case = world.case("onderzoek", person=world.person("Wacht"))
    one = PutOut(anchor=case, what="Wacht op", whom="De inwoner", since=today(), due=None, url="/wacht/1/")
    with installed(Noun(name="wait", put_out=lambda sight: [one])):
        page = read(client, world.consulent, "uitgezet")
        assert 'Uitgezet <span class="wt-count">1<' in page
        assert "niet afgesproken" in page
        assert 'Uitgezet <span class="wt-count">1<' in read(client, world.consulent)


# --- the question --------------------------------------------------------------------------------------------------


def test_the_first_words_of_the_question_for_whom_sees_the_file(client, world: World) -> None:
    case = world.case("aanmelding", question="Mijn vrouw\n vergeet <het> gas. " + "x" * 300)
    page = read(client, world.consulent, "verdelen")
    assert "Mijn vrouw vergeet &lt;het&gt; gas." in page
    assert "x" * 121 not in page
    world.indicatie(case, "voorgelegd", submitted_to=world.consulent)
    in_line(case)
    assert "Mijn vrouw" not in read(client, world.eerstecontact)
    assert "Mijn vrouw" not in read(client, world.middenveld)


def test_the_question_can_be_switched_off_and_rows_made_low(client, world: World) -> None:
    world.case("onderzoek", question="Mijn vrouw vergeet het gas.")
    as_(client, world.consulent)
    answer = client.post("/werkvoorraad/weergave/", {"kies": "vraag", "waar": "lijst=team&pagina=2"})
    assert (answer.status_code, answer["Location"]) == (303, "/?lijst=team&pagina=2")
    client.post("/werkvoorraad/weergave/", {"kies": "rijen"})
    page = words(client.get("/"))
    assert "Mijn vrouw" not in page
    assert "Het onderzoek is begonnen." in page
    assert "wt-worklist--compact" in page
    client.post("/werkvoorraad/weergave/", {"kies": "vraag"})
    assert "Mijn vrouw" in words(client.get("/"))
    client.post("/werkvoorraad/weergave/", {"kies": "\0" * 9})


# --- today -------------------------------------------------------------------------------------------------------


def test_todays_appointments_open_the_list_with_the_address(client, world: World) -> None:
    case = world.case("onderzoek", person=world.person("Bezoek"))
    hidden = world.case("onderzoek", person=world.person("Schuil", street="Geheimlaan 7", secret_address=True))
    for one in (case, hidden):
        world.appointment(one, what="Huisbezoek")
    world.appointment(case, what="Morgen", on=today() + dt.timedelta(days=1))
    world.appointment(case, what="Van een ander", person=world.consulent2)
    page = read(client, world.consulent)
    today_ = page.partition('class="wt-today"')[2].partition("</section>")[0]
    assert "Huisbezoek" in today_
    assert "Bezoek, Bep" in today_
    assert "Voorstraat 1, Piershil" in today_
    assert "Geheim adres" in today_
    assert "Geheimlaan" not in page
    assert "Morgen" not in today_
    assert "Van een ander" not in today_
    assert 'class="wt-today"' not in read(client, world.consulent, "team")


# --- narrowed and sorted -------------------------------------------------------------------------------------------


@pytest.fixture
def five(world: World) -> World:
    late = timezone.now() - dt.timedelta(weeks=9)
    world.case("aanmelding", person=world.person("van der Berg"), reported_at=late, kind="melding")
    world.case("onderzoek", person=world.person("Aarts"), layer="burger", holder_kind="inwoner", holder_team=None)
    world.case("aanmelding", person=world.person("Cornelisse"), urgent=True)
    case = world.case("onderzoek", person=world.person("Dirksen"), regisseur=None)
    world.appointment(case, what="Bel terug")
    in_line(case)
    return world


@pytest.mark.parametrize(
    ("more", "names"),
    [
        ("&laat=ja", {"Van der Berg, Bep"}),
        ("&spoed=ja", {"Cornelisse, Bep"}),
        ("&laag=burger", {"Aarts, Bep"}),
        ("&regie=ik", {"Aarts, Bep"}),
        ("&regie=geen", {"Van der Berg, Bep", "Cornelisse, Bep", "Dirksen, Bep"}),
        ("&soort=afspraken", {"Dirksen, Bep"}),
        ("&kern=piershil", {"Van der Berg, Bep", "Aarts, Bep", "Cornelisse, Bep", "Dirksen, Bep"}),
        ("&kern=numansdorp", set()),
        ("&kern=piershil&laat=ja&soort=zaken", {"Van der Berg, Bep"}),
    ],
)
def test_a_list_is_narrowed(client, five: World, more: str, names: set[str]) -> None:
    page = read(client, five.consulent, "team", more)
    assert set(whom(page)) == names
    assert ("Met deze keuze" in page) is (not names)


@pytest.mark.parametrize("junk", ["\0", "<script>", "x" * 10_000, "-", "';--", "é", "1" * 30])
@pytest.mark.parametrize("key", ["lijst", "kern", "soort", "laag", "regie", "laat", "spoed", "op", "pagina"])
def test_garbage_asks_for_the_list_as_it_is(client, world: World, key: str, junk: str) -> None:
    world.case("onderzoek")
    answer = as_(client, world.consulent).get("/", {"lijst": "team"} | {key: junk})
    assert answer.status_code == 200
    assert "<script>alert" not in words(answer)


def test_sorted_by_a_column_and_the_other_way_round(client, five: World) -> None:
    page = read(client, five.consulent, "team", "&op=wie")
    names = list(dict.fromkeys(whom(page)))
    assert names == ["Cornelisse, Bep", "Aarts, Bep", "Van der Berg, Bep", "Dirksen, Bep"], "spoed first, B before D"
    assert 'aria-sort="ascending"><a href="/?lijst=team&amp;op=-wie"' in page
    down = list(dict.fromkeys(whom(read(client, five.consulent, "team", "&op=-wie"))))
    assert down == ["Cornelisse, Bep", "Dirksen, Bep", "Van der Berg, Bep", "Aarts, Bep"]
    for by in ("wat", "kern", "bij", "aanzet", "regie", "sinds", "-uiterlijk"):
        assert set(whom(read(client, five.consulent, "team", f"&op={by}"))) == set(names), by


def test_the_choice_survives_paging_and_is_told_to_the_log(client, world: World) -> None:
    for _ in range(30):
        world.case("onderzoek")
    page = read(client, world.consulent, "team", "&regie=ik&op=wie")
    assert 'href="?lijst=team&amp;regie=ik&amp;op=wie&amp;pagina=2"' in page
    assert read(client, world.consulent, "team", "&regie=ik&op=wie&pagina=2").count('class="wt-work"') == 25
    row = Reading.objects.latest("pk")
    assert row.why == "lijst ‘Team’, gekozen: regie=ik, op=wie, bladzijde 2"


def test_a_group_says_how_many_it_has_on_all_pages_together(client, world: World) -> None:
    for _ in range(30):
        world.case("aanmelding")
    page = read(client, world.consulent, "verdelen")
    assert re.search(r'(Deze week|Komende week|Later|Vandaag) <span class="wt-count">30<', page)
    assert re.search(r'<span class="wt-count">30<', read(client, world.consulent, "verdelen", "&kern=piershil"))


def test_the_order_tells_nothing_of_whom_one_may_not_know(client, five: World) -> None:
    page = words(as_(client, five.middenveld).get("/?op=wie&regie=ik&laag=burger"))
    assert "aria-sort" not in page or "op=" not in page


# --- kept by name --------------------------------------------------------------------------------------------------


def test_a_list_is_kept_by_name_and_thrown_away(client, world: World) -> None:
    world.case("onderzoek")
    as_(client, world.consulent)
    answer = client.post(
        "/werkvoorraad/bewaren/", {"naam": " Mijn  maandag ", "waar": "lijst=team&laat=ja&wat=is&kern=piershil"}
    )
    assert answer["Location"] == "/?lijst=team&kern=piershil&laat=ja"
    kept = KeptList.objects.get()
    assert (kept.name, kept.asks, kept.user) == ("Mijn maandag", "lijst=team&kern=piershil&laat=ja", world.consulent)
    assert 'href="/?lijst=team&amp;kern=piershil&amp;laat=ja">Mijn maandag</a>' in words(client.get("/"))
    client.post("/werkvoorraad/bewaren/", {"naam": "Mijn maandag", "waar": "lijst=verdelen"})
    assert KeptList.objects.get().asks == "lijst=verdelen"
    as_(client, world.consulent2).post("/werkvoorraad/verwijderen/", {"lijst": kept.public_id})
    assert KeptList.objects.exists()
    assert ">Mijn maandag</a>" not in words(client.get("/"))
    as_(client, world.consulent).post("/werkvoorraad/verwijderen/", {"lijst": kept.public_id})
    assert not KeptList.objects.exists()
    assert client.post("/werkvoorraad/verwijderen/", {"lijst": kept.public_id}).status_code == 303


@pytest.mark.parametrize(
    ("name", "said"), [("", "Geef de lijst een naam"), ("\0 ", "Geef de lijst"), ("x" * 10_000, "te lang")]
)
def test_a_name_that_is_none_is_told(client, world: World, name: str, said: str) -> None:
    answer = as_(client, world.consulent).post("/werkvoorraad/bewaren/", {"naam": name, "waar": "\0x=%"}, follow=True)
    assert said in words(answer)
    assert not KeptList.objects.exists()


def test_there_is_an_end_to_how_many_are_kept(client, world: World) -> None:
    as_(client, world.consulent)
    for number in range(AT_MOST + 1):
        answer = client.post("/werkvoorraad/bewaren/", {"naam": f"Lijst {number}"}, follow=True)
    assert "Verwijder er eerst een" in words(answer)
    assert KeptList.objects.count() == AT_MOST


def test_who_has_one_list_keeps_none(client, world: World) -> None:
    assert as_(client, world.middenveld).post("/werkvoorraad/bewaren/", {"naam": "x"}).status_code == 403
    assert client.get("/werkvoorraad/bewaren/").status_code == 405


# --- handed out ----------------------------------------------------------------------------------------------------


def test_what_routing_would_take_back_is_not_said_to_be_handed_out(client, world: World) -> None:
    """The regisseur is away and nobody stands in: the leader's turn, which no consulent can take."""
    case = world.case("onderzoek")
    absent(world.consulent.memberships.get())
    in_line(case)
    item = WorkItem.objects.open().get(case=case, step="case.assign")
    answer = as_(client, world.teamleider).post(
        "/uitdelen/", {"werk": [item.mark], "aan": world.consulent2.pk, "waar": "lijst=team"}, follow=True
    )
    page = words(answer)
    assert "Uitgedeeld" not in page
    assert "bleef liggen: dit is werk voor een teamleider: Consulent2 Test kan deze stap niet zetten" in page
    item.refresh_from_db()
    assert (item.handed_to, item.handed_by, item.handed_on) == (None, None, None)


def test_of_each_row_it_is_said_what_happened(client, world: World) -> None:
    mine, free = world.case("onderzoek"), [world.case("aanmelding"), world.case("aanmelding")]
    marks = [
        *(WorkItem.objects.open().get(case=one).mark for one in free),
        WorkItem.objects.open().filter(case=mine).first().mark,
    ]
    answer = as_(client, world.teamleider).post(
        "/uitdelen/", {"werk": marks, "aan": world.consulent2.pk, "waar": "lijst=team&kern=piershil&pagina=2"}
    )
    assert answer["Location"] == "/?lijst=team&kern=piershil&pagina=2"
    page = words(client.get("/?lijst=team"))
    assert "Uitgedeeld aan Consulent2 Test: 2." in page
    for one in free:
        assert one.ref in page
    assert "op naam van Consulent Test" in page
    again = client.post("/uitdelen/", {"werk": marks[:2], "aan": world.consulent2.pk, "waar": ""}, follow=True)
    assert "had dit al" in words(again)


def test_it_stays_handed_out_through_the_next_rounds(world: World, client) -> None:
    case = world.case("aanmelding")
    item = WorkItem.objects.open().get(case=case)
    second = member(user("leider2"), Role.TEAMLEIDER, team=world.team).user
    send(as_(client, second), "/uitdelen/", werk=item.mark, aan=world.consulent2.pk)
    in_line(case)
    item.refresh_from_db()
    assert (item.handed_to, item.handed_by, item.handed_on) == (world.consulent2, second, today())


def test_who_brings_in_a_new_version_finds_what_is_urgent_on_top(world: World) -> None:
    cases = [world.case("aanmelding", urgent=True), world.case("uitvoering", urgent=True), world.case("aanmelding")]
    hold_all = [case.pk for case in cases]
    with transaction.atomic():
        hold(Case, hold_all)
        WorkItem.objects.update(urgent=False)
    with connection.cursor() as cursor:
        cursor.execute(import_module("casework.migrations.0020_werkvoorraad").URGENT)
    assert set(WorkItem.objects.filter(urgent=True).values_list("case", flat=True)) == {cases[0].pk}


# --- and back ------------------------------------------------------------------------------------------------------


def test_after_a_step_the_next_one_is_one_key_away(client, world: World) -> None:
    made = [world.case("aanmelding", person=world.person(f"Rij{number}")) for number in range(3)]
    as_(client, world.consulent)
    client.get("/?lijst=verdelen&op=wie")
    page = words(post(client, made[1], "pak-op").client.get(made[1].get_absolute_url()))
    assert f'<a href="{made[2].get_absolute_url()}" data-key="v">Volgende: Bel en weeg, Rij2, Bep</a>' in page
    assert re.search(
        r'<a href="/\?lijst=verdelen&amp;op=wie#werk-\d+" data-key="w">Terug naar de werkvoorraad</a>', page
    )
    assert "Volgende: Bel en weeg" not in words(client.get(made[1].get_absolute_url())), "said once"


def test_after_the_last_one_there_is_only_the_way_back(client, world: World) -> None:
    case = world.case("aanmelding")
    as_(client, world.consulent)
    client.get("/?lijst=verdelen")
    post(client, case, "pak-op")
    page = words(client.get(case.get_absolute_url()))
    assert 'data-key="w"' in page
    assert "Volgende:" not in page


def test_who_came_from_elsewhere_is_not_led_to_a_list(client, world: World) -> None:
    other, case = world.case("aanmelding"), world.case("aanmelding")
    as_(client, world.consulent)
    client.get("/?lijst=verdelen&spoed=ja")
    post(client, case, "pak-op")
    assert 'data-key="' not in words(client.get(case.get_absolute_url()))
    client.cookies["lijst"] = f"\0garbage|x.{'9' * 40}.%00.-1"
    post(client, other, "pak-op")
    assert 'data-key="' not in words(client.get(other.get_absolute_url()))


def test_what_is_next_is_only_what_may_still_be_seen(client, world: World) -> None:
    made = [world.case("aanmelding", person=world.person(f"Rij{number}")) for number in range(3)]
    as_(client, world.consulent)
    client.get("/?lijst=verdelen&op=wie")
    made[1].recusals.create(user=world.consulent)
    post(client, made[0], "pak-op")
    page = words(client.get(made[0].get_absolute_url()))
    assert "Rij1" not in page
    assert "Volgende: Bel en weeg, Rij2, Bep" in page


def test_the_address_and_what_the_browser_keeps_say_nothing_of_anybody(client, world: World) -> None:
    case = world.case("onderzoek", person=world.person("Zeldzaam"))
    read(client, world.consulent, "mijn")
    kept = client.cookies["lijst"].value
    assert "Zeldzaam" not in kept
    assert case.ref not in kept
    assert client.cookies["lijst"]["httponly"]


def test_every_list_has_a_name_of_its_own(client, world: World) -> None:
    titles = {re.search("<title>(.*?)</title>", read(client, world.consulent, tab))[1] for tab in LISTS}
    assert len(titles) == len(LISTS)
