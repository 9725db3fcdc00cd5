"""The pages of help that was granted: the provider's, the team's, the citizen's, and the list of the back office."""

import datetime as dt
from io import BytesIO
from zipfile import ZipFile

import pytest

from casework.documents.models import Document
from casework.engine.door import perform
from casework.engine.words import day_in_words
from casework.provisions.back_office import BackOfficeMessage
from casework.provisions.models import Provision
from roles.models import Reading
from tests.factories import World, fresh, today
from tests.pages.browser import as_, post, send, words
from tests.pages.truus import NAME, SECRET, case_of_truus

pytestmark = pytest.mark.django_db
LATER = (today() + dt.timedelta(days=500)).isoformat()


@pytest.fixture
def help_of_truus(world: World) -> Provision:
    case = case_of_truus(world)
    world.provision(case, what="Vervoer", provider=world.nursing)
    return world.provision(case, motivation="U ziet slecht.", price_per_week=120)


def test_a_provider_reads_what_it_is_to_do_and_no_more(client, world: World, help_of_truus) -> None:
    page = words(as_(client, world.uitvoerder).get("/voorzieningen/"))
    assert "Hulp bij het huishouden" in page
    assert NAME in page
    assert "Vervoer" not in page
    assert Reading.objects.filter(by=world.uitvoerder, part="voorzieningen").count() == 1
    page = words(client.get(help_of_truus.get_absolute_url()))
    assert "3 uur per week" in page
    for hidden in (SECRET, "0612345678", "Mijn vraag aan u", "U ziet slecht", "120", "Vervoer", "notitie uit"):
        assert hidden not in page, hidden
    for path in (help_of_truus.case.get_absolute_url(), f"{help_of_truus.case.get_absolute_url()}besluiten/"):
        assert client.get(path).status_code == 404
    other = help_of_truus.case.provisions.get(what="Vervoer")
    assert client.get(other.get_absolute_url()).status_code == 404
    assert client.get(f"{other.get_absolute_url()}stap/bevestig-start/").status_code == 404


def test_a_provider_says_how_it_goes_and_the_regisseur_hears_of_trouble(client, world: World, help_of_truus) -> None:
    as_(client, world.uitvoerder)
    assert post(client, help_of_truus, "kan-niet-op-tijd", why="Geen personeel", able_from="").status_code == 303
    turn = help_of_truus.case.work.open().get(key__endswith=":trouble")
    assert (turn.for_user, turn.due_on) == (world.consulent, today())
    assert post(client, fresh(help_of_truus), "bevestig-start", started_on=today().isoformat()).status_code == 303
    assert not help_of_truus.case.work.open().filter(key__endswith=":trouble").exists()
    assert "loopt tot en met" in words(client.get("/voorzieningen/")).lower()
    assert post(client, fresh(help_of_truus), "verleng-ongewijzigd", until=LATER, why="x").status_code == 403


def test_an_aid_is_ordered_brought_and_taken_back_and_lies_with_somebody_all_along(client, world: World) -> None:
    case = case_of_truus(world)
    once = {"once": True, "lent": True, "amount": None, "unit": "", "period": "", "ends_on": None}
    lift = world.provision(case, what="Traplift", motivation="U ziet slecht.", **once)

    def lies() -> set[str]:
        return {f"{one.key.rpartition(':')[2]} {one.for_user or one.for_organisation}" for one in
                case.work.open().filter(key__startswith="provision:")}  # fmt: skip

    assert "Toegekend, nog niet besteld" in words(
        as_(client, world.consulent).get(f"{case.get_absolute_url()}besluiten/")
    )
    assert world.provision(world.case(), form="pgb", **once).stands(today()) == "toegekend, nog niet geleverd"
    for what, by in (("", LATER), ("x\x00", "1-1-1800"), ("x" * 10_000, "")):
        assert post(client, lift, "bestel", what=what, deliver_by=by).status_code == 200
    soon = (today() + dt.timedelta(days=20)).isoformat()
    looked = words(post(client, lift, "bestel", what="Traplift links, 4 meter.", deliver_by=soon, bekijk="1"))
    assert f"Het bestelblad, voor {world.provider}" in looked
    assert "Traplift links, 4 meter." in looked.partition("Wat bestelt u?")[0]
    assert post(client, lift, "bestel", what="Traplift links, 4 meter.", deliver_by=soon).status_code == 303
    assert lies() == {f"start {world.provider}"}
    sheet = Document.objects.get(kind="bestelblad")
    said = f"{sheet.snapshot}"
    assert "Traplift links, 4 meter." in said
    assert "U ziet slecht" not in said
    assert SECRET not in said
    assert "Besteld, komt uiterlijk" in words(client.get(f"{case.get_absolute_url()}besluiten/"))
    seen = words(as_(client, world.uitvoerder).get(lift.get_absolute_url()))
    assert "Traplift links, 4 meter." in seen
    assert "U ziet slecht" not in seen
    assert client.get(sheet.get_absolute_url()).status_code == 404
    assert post(client, fresh(lift), "bestel", what="Iets anders", deliver_by=soon).status_code == 403
    assert post(client, fresh(lift), "bevestig-start", started_on=today().isoformat()).status_code == 303
    assert lies() == set()
    Provision.objects.filter(pk=lift.pk).update(state="gestart", ends_on=today() - dt.timedelta(days=1))
    perform(fresh(lift), "lapse", by=None, last=today() - dt.timedelta(days=1), decided=True)
    assert lies() == {f"back_home {world.provider}"}
    assert post(client, fresh(lift), "haal-terug", taken_back_on=today().isoformat()).status_code == 303
    assert (lies(), fresh(lift).stands(today())) == (set(), f"teruggehaald op {day_in_words(today())}")
    stop = BackOfficeMessage.objects.get(provision=lift, kind="307")
    assert stop.day == today()


def test_what_is_wrong_stands_beside_its_field_and_nothing_is_lost(client, world: World) -> None:
    one = world.provision(world.case(), "gestart")
    as_(client, world.consulent)
    slugs = ["verleng-ongewijzigd", "overbrug", "wijzig", "herstel", "trek-in-of-herzie", "pauzeer", "bevestig-stop"]
    for slug in slugs:
        nonsense = dict.fromkeys(("why", "heard_how", "frequency", "no_contribution_why", "what"), "\x00é" * 6000)
        days = dict.fromkeys(("until", "since", "ends_on", "starts_on", "stopped_on", "paused_from"), "31-2-1800")
        more = {"amount": "-3", "unit": "ton", "period": "x", "provider": "99999999999999999999", "ground": "z"}
        answer = post(client, one, slug, **nonsense, **days, **more, rommel="1")
        assert answer.status_code == 409 or answer.status_code == 200, slug
        assert "Fout" in words(answer), slug
    assert fresh(one).versions.count() == 0
    answer = post(
        client, one, "trek-in-of-herzie", how="intrekken", ground="b", since=today().isoformat(), why="Klaar."
    )
    assert "Hoe hebt u de inwoner gehoord" in words(answer)
    assert "Klaar." in words(answer)


def test_the_letter_is_read_before_it_is_made_and_the_page_says_what_holds_today(client, world: World) -> None:
    one = world.provision(world.case(), "gestart", ends_on=today() + dt.timedelta(days=60))
    as_(client, world.consulent)
    until = (today() + dt.timedelta(days=400)).isoformat()
    seen = post(client, one, "verleng-ongewijzigd", until=until, why="Er is niets veranderd.", bekijk="1")
    assert "Uw hulp loopt door" in words(seen)
    assert not Document.objects.exists()
    assert post(client, one, "verleng-ongewijzigd", until=until, why="Er is niets veranderd.").status_code == 303
    later = today() + dt.timedelta(days=30)
    columns = {"amount": "5", "unit": "uur", "period": "week", "ends_on": until, "provider": world.provider.pk}
    changed = post(
        client, fresh(one), "wijzig", since=later.isoformat(), why="U hebt meer nodig.", contribution="on", **columns
    )
    assert changed.status_code == 303, words(changed)
    page = words(client.get(one.get_absolute_url()))
    assert "3 uur per week" in page.partition("Besloten: vanaf")[0]
    assert "5 uur per week" in page.partition("Besloten: vanaf")[2]
    assert "Ongewijzigd verlengd" in page
    assert "3 uur per week" in words(client.get(f"{one.case.get_absolute_url()}besluiten/"))
    world.grant(one.case)
    page = words(as_(client, world.inwoner).get(f"/mijn/{one.case.ref}/"))
    assert "3 uur per week" in page
    assert client.get(one.get_absolute_url()).status_code == 200


def test_pages_ask_the_same_however_much_there_is(client, world: World, django_assert_num_queries) -> None:
    case = world.case()
    one = world.provision(case, "gestart")
    as_(client, world.uitvoerder).get("/voorzieningen/")
    with django_assert_num_queries(5):
        client.get("/voorzieningen/")
    for _ in range(6):
        more = world.provision(case, "gestart")
        perform(more, "extend", by=world.consulent, until=dt.date.fromisoformat(LATER), why="Zo.")
    with django_assert_num_queries(5):
        client.get("/voorzieningen/")
    as_(client, world.consulent).get("/")
    with django_assert_num_queries(13):  # also whether a decision on objection waits: who decided then decides no more
        client.get(one.get_absolute_url())
    for _ in range(4):
        last = fresh(one).ends_on
        perform(one, "extend", by=world.consulent, until=last + dt.timedelta(days=100), why="Zo.")
    with django_assert_num_queries(13):
        client.get(one.get_absolute_url())


# --- the back office -------------------------------------------------------------------------------------------------


@pytest.fixture
def told(world: World) -> list[BackOfficeMessage]:
    for number in range(3):
        one = world.provision(world.case(person=world.person(f"Bos{number}")))
        perform(one, "confirm_start", by=world.uitvoerder, started_on=today())
    return list(BackOfficeMessage.objects.order_by("pk"))


def test_each_row_stays_until_it_is_ticked_one_or_many_at_once(client, world: World, told) -> None:
    page = words(as_(client, world.financien).get("/backoffice/"))
    assert page.count("Start (iWmo 305)</th>") == page.count("CAK: start eigen bijdrage</th>") == 3
    ticked = {"bericht": [one.public_id for one in told[:5]], "doe": "neem"}
    assert send(client, "/backoffice/overnemen/", **ticked).status_code == 303
    send(client, "/backoffice/overnemen/", **ticked)  # a second click
    send(client, "/backoffice/overnemen/", bericht=["\0", "x" * 300], doe="neem")
    left = BackOfficeMessage.objects.filter(taken_over_at=None)
    assert left.count() == 1
    assert {one.taken_over_by for one in BackOfficeMessage.objects.exclude(taken_over_at=None)} == {world.financien}
    page = words(client.get("/backoffice/?stand=overgenomen&soort=305"))
    assert page.count("<tr>") == 1 + 3
    send(client, "/backoffice/overnemen/", bericht=[told[0].public_id], doe="terug", stand="overgenomen")
    assert left.count() == 2
    day = day_in_words(today())
    finance = world.financien.name
    was = f"Overgenomen op {day} door {finance}; teruggezet op {day} door {finance}"
    assert was in words(client.get("/backoffice/"))
    send(client, "/backoffice/overnemen/", bericht=[told[0].public_id], doe="neem")
    assert was in words(client.get("/backoffice/?stand=overgenomen"))
    send(client, "/backoffice/overnemen/", bericht=[told[0].public_id], doe="terug", stand="overgenomen")
    assert left.count() == 2
    assert client.get("/backoffice/?soort=<x>&stand=niets&pagina=9").status_code == 200
    assert Reading.objects.filter(by=world.financien, part="backoffice", rows=6).exists()


def test_it_leaves_as_a_file_logged_with_its_filter_and_rows(client, world: World, told) -> None:
    as_(client, world.financien)
    csv = b"".join(client.get("/backoffice/uitvoer/csv/?soort=305").streaming_content).decode("utf-8-sig")
    assert csv.splitlines()[0].startswith("bericht;ingangsdatum")
    assert len(csv.splitlines()) == 1 + 3
    assert "Bos0;Bep;01-03-1942" in csv
    ods = b"".join(client.get("/backoffice/uitvoer/ods/").streaming_content)
    assert b"Bos2" in ZipFile(BytesIO(ods)).read("content.xml")
    assert client.get("/backoffice/uitvoer/xml/").status_code == 404
    said = Reading.objects.filter(part="backoffice, uitvoer").order_by("pk").values_list("why", "rows")
    assert list(said) == [("als csv: wacht, Start (iWmo 305)", 3), ("als ods: wacht", 6)]


def test_nobody_else_sees_or_ticks_it(client, world: World, told) -> None:
    for who in (world.consulent, world.teamleider, world.afdelingshoofd, world.administratie, world.uitvoerder):
        as_(client, who)
        assert client.get("/backoffice/").status_code == 403
        assert client.get("/backoffice/uitvoer/csv/").status_code == 403
        assert send(client, "/backoffice/overnemen/", bericht=[told[0].public_id]).status_code == 403
    assert not BackOfficeMessage.objects.exclude(taken_over_at=None).exists()
    told[0].case.recusals.create(user=world.financien)
    page = words(as_(client, world.financien).get("/backoffice/"))
    assert "Bos0" not in page
    send(client, "/backoffice/overnemen/", bericht=[told[0].public_id], doe="neem")
    assert not BackOfficeMessage.objects.exclude(taken_over_at=None).exists()
