"""After 'Ik ken deze persoon' nothing of that case is on any list; and what isn't there costs what is hidden costs."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from casework.cases.models import Case
from casework.cases.operations import link_case, recuse
from casework.engine.door import perform
from casework.monday.lists import LISTS
from roles.matrix import Role
from roles.models import Reading
from tests.factories import World, fresh, member
from tests.pages.browser import as_, words


@pytest.fixture
def closed(world: World) -> Case:
    """A case with something of everything, closed to the leader of its team."""
    case = world.case("uitvoering", person=world.person("Zeldzaam"))
    request = world.request(case, amount="1234")
    request.payee = "Firma Herkenbaar"
    request.save()
    perform(request, "request", by=world.consulent)
    perform(fresh(request), "approve", by=world.afdelingshoofd)
    world.goal(case, "loopt")
    world.handover(case)
    world.indicatie(case, "afgegeven")
    world.document(case)
    recuse(case, by=world.teamleider)
    return fresh(case)


def test_the_ledger_tells_neither_payee_nor_sum_nor_link(client, world: World, closed: Case) -> None:
    there = ("Firma Herkenbaar", "1.234,00", closed.vangnet_requests.get().public_id)
    page = words(as_(client, world.teamleider).get("/vangnet/"))
    bookings = page[page.index("Laatste boekingen") :]  # the sums above count them
    for one in there:
        assert one not in bookings
    assert "Budget toegekend" in bookings
    assert "staan hier niet bij" in bookings
    assert "Firma Herkenbaar" not in page
    other = words(as_(client, world.afdelingshoofd).get("/vangnet/"))
    for one in there:
        assert one in other
    assert "staan hier niet bij" not in other


def test_whatever_roles_one_holds_no_list_tells_of_it(client, world: World, closed: Case) -> None:
    for role in (Role.AFDELINGSHOOFD, Role.FINANCIEN, Role.PRIVACY, Role.BEHEER):
        member(world.teamleider, role, team=world.gemeente)
    as_(client, world.consulent).get(closed.get_absolute_url())  # somebody looked
    as_(client, world.teamleider)
    secrets = ("Zeldzaam", "Firma Herkenbaar", closed.ref, *(
        one.public_id
        for rows in (closed.vangnet_requests, closed.goals, closed.handovers, closed.documents)
        for one in rows.all()
    ))  # fmt: skip
    for url in (
        "/", "/?lijst=verdelen", "/?lijst=uitgezet", "/?lijst=team", "/?lijst=alles", "/zaken/", "/driehoek/", "/vangnet/",
        "/overdrachten/", "/doelen/", "/inzage/", "/inzage/?csv=1", "/kernen/", "/mijn/", "/beheer/", "/casussen/",
        "/team/", *(f"/team/lijst/{slug}/" for slug in LISTS),
        f"/beheer/casework/vangnetbudget/{closed.vangnet_requests.get().budget_id}/change/",
    ):  # fmt: skip
        answer = client.get(url)
        page = b"".join(answer.streaming_content).decode() if answer.streaming else words(answer)
        assert answer.status_code == 200, url
        for secret in secrets:
            assert secret not in page, (url, secret)
    for words_ in ("Zeldzaam", closed.ref):
        found = words(client.post("/zaken/", {"q": words_}))
        assert closed.get_absolute_url() not in found


def test_that_two_cases_are_linked_is_read_by_who_may_see_both(client, world: World) -> None:
    case = world.case("onderzoek", person=world.person("Bos"))
    partner = world.case("onderzoek", person=world.person("Bos", given_name="Jan", birth_date=None))
    link_case(case, partner, by=world.consulent)
    assert partner.ref in words(as_(client, world.consulent2).get(case.get_absolute_url()))
    recuse(partner, by=world.consulent2)
    page = words(client.get(case.get_absolute_url()))
    assert partner.ref not in page
    assert "Zaak gekoppeld" not in page


# --- what is hidden, and what isn't there --------------------------------------------------------------------------


def asked(client, url: str) -> list[str]:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(url).status_code == 404, url
    return [re.sub(r"'[^']*'|\d+|NULL", "?", str(one["sql"]))[:60] for one in queries.captured_queries]


def test_a_404_costs_the_same_whether_it_exists_or_not(client, world: World, closed: Case) -> None:
    as_(client, world.consulent3)
    client.get("/zaken/")
    hidden = [closed, *(rows.get() for rows in (closed.goals, closed.handovers, closed.documents))]
    for obj in hidden:
        place = obj.get_absolute_url()
        nowhere = "/zaken/HW-2026-ZZZZZ/" if obj is closed else re.sub(r"[^/]+/$", "bestaatniet12/", place)
        for more in ("", "plan/", "inzage/", "stap/stop/", "stap/laat-staan/", "bestand/"):
            assert asked(client, place + more) == asked(client, nowhere + more), place + more


def test_who_tries_numbers_is_remembered_either_way(client, world: World, closed: Case) -> None:
    as_(client, world.consulent3)
    for ref in (closed.ref, "HW-2026-ZZZZZ"):
        client.get(f"/zaken/{ref}/")
    rows = Reading.objects.filter(by=world.consulent3, refused=True).order_by("pk")
    assert [one.ref for one in rows] == [closed.ref, ""]


# --- lists of names leave a row ------------------------------------------------------------------------------------


def test_a_list_of_names_is_remembered_with_its_filter_and_how_many(client, world: World) -> None:
    for name in ("Een", "Twee"):
        world.case("onderzoek", person=world.person(name))
    as_(client, world.teamleider)
    for url, part, why, rows in (
        ("/zaken/", "zaken", "open zaken, bladzijde 1", 2),
        ("/?lijst=team", "werkvoorraad", "lijst ‘Team’, bladzijde 1", None),
        ("/?lijst=alles", "werkvoorraad", "lijst ‘Alles wat ik mag zien’, bladzijde 1", None),
        (f"/driehoek/?kern={world.kern.slug}&laag=professional", "driehoek", "kern Piershil, laag professional", 2),
    ):
        before = set(Reading.objects.values_list("pk", flat=True))
        assert client.get(url).status_code == 200
        row = Reading.objects.exclude(pk__in=before).get()
        assert (row.part, row.why, row.by) == (part, why, world.teamleider)
        assert row.rows == rows if rows else row.rows > 0


def test_ones_own_turns_and_an_empty_list_leave_none(client, world: World) -> None:
    as_(client, world.consulent3)
    for url in ("/zaken/", "/?lijst=team", "/driehoek/"):
        client.get(url)
    world.case("onderzoek")
    as_(client, world.consulent).get("/")
    assert not Reading.objects.exists()
