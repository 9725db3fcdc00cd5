"""Being away and covering, by oneself or by who leads the team: judged as beheer is, and nobody gains by it alone."""

import datetime as dt

import pytest
from django.urls import reverse

from casework.notes.operations import add_note
from roles.covering import extends
from roles.matrix import Role
from roles.models import Absence, MandateKind, Outcome, Proposal, Reading
from roles.policy import sight
from tests.factories import World, absent, fresh, mandate, member, today, user

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)
TOKEN = "7b0f4a3e-0000-4000-8000-00000000000a"


def nl(day: dt.date) -> str:
    return f"{day:%d-%m-%Y}"


def away(**typed) -> dict:
    return {"since": nl(today()), "until": nl(today() + 7 * DAY)} | typed


def test_by_oneself_with_a_colleague_of_the_same_role(client, world: World) -> None:
    case = world.case()
    client.force_login(world.consulent)
    answer = client.post("/afwezig/", away(cover=world.consulent2.pk, token=TOKEN))
    assert answer.status_code == 303
    row = Absence.objects.get()
    assert (row.membership.user, row.cover, row.until) == (world.consulent, world.consulent2, today() + 7 * DAY)
    assert not Proposal.objects.exists()
    assert world.consulent.pk in sight(world.consulent2).acts_for
    client.force_login(world.consulent2)
    page = client.get(case.get_absolute_url()).content.decode()
    assert "Neemt waar" in page
    assert "Consulent2 Test, vanaf" in page


def test_the_cover_reads_for_whom_it_is(client, world: World) -> None:
    world.case()
    absent(world.consulent.memberships.get(), cover=world.consulent2, until=today() + DAY)
    client.force_login(world.consulent2)
    assert "namens Consulent Test" in client.get("/").content.decode()
    client.force_login(world.consulent)
    assert "namens" not in client.get("/").content.decode()


def test_two_clicks_put_it_down_once(client, world: World) -> None:
    client.force_login(world.consulent)
    typed = away(cover=world.consulent2.pk, token=TOKEN)
    assert [client.post("/afwezig/", typed).status_code for _ in range(2)] == [303, 303]
    assert Absence.objects.count() == 1


def test_who_gets_more_by_it_waits_for_a_second_person(client, world: World) -> None:
    """A teamlid in the place of a consulent; being away counts at once."""
    client.force_login(world.consulent)
    answer = client.post("/afwezig/", away(cover=world.teamlid.pk), follow=True)
    assert "Een tweede persoon bevestigt dat eerst. Dat kan: Teamleider Test" in answer.content.decode()
    assert "waarneming wacht op bevestiging" in answer.content.decode()
    assert Absence.objects.get().cover is None
    assert world.consulent.pk not in sight(world.teamlid).acts_for
    proposal = Proposal.objects.get()
    for who, may in ((world.consulent, False), (world.teamlid, False), (world.teamleider, True)):
        client.force_login(who)
        status = client.post(reverse("bevestig", args=[proposal.public_id])).status_code
        assert (status == 303) is may, who
    assert fresh(proposal).outcome == Outcome.CONFIRMED
    assert Absence.objects.get().cover == world.teamlid


def test_a_leader_who_asks_for_more_doesnt_confirm_it_alone(client, world: World) -> None:
    client.force_login(world.teamleider)
    typed = away(person=world.consulent.pk, cover=world.teamlid.pk, team=world.team.pk)
    assert client.post("/team/afwezig/", typed).status_code == 303
    proposal = Proposal.objects.get()
    assert client.post(reverse("bevestig", args=[proposal.public_id])).status_code in (403, 409)
    assert fresh(proposal).waits


@pytest.mark.parametrize("where", ["/afwezig/", "/team/afwezig/"])
def test_nobody_arranges_their_own_covering(client, world: World, where: str) -> None:
    client.force_login(world.teamleider)
    person = world.consulent if "team" in where else world.teamleider
    answer = client.post(where, away(person=person.pk, cover=world.teamleider.pk, team=world.team.pk))
    assert answer.status_code == 409
    assert not Absence.objects.exists()


def test_a_cover_changes_nothing_of_their_own_covering(client, world: World) -> None:
    row = absent(world.consulent.memberships.get(), cover=world.teamleider, until=today() + DAY)
    client.force_login(world.teamleider)
    page = client.post(f"/afwezig/{row.pk}/", away(cover=world.teamleider.pk))
    assert "U neemt hier zelf waar" in page.content.decode()
    assert client.post(f"/afwezig/{row.pk}/voorbij/", follow=True).status_code == 200
    assert fresh(row).until == today() + DAY


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"since": ""}, "Vul een datum in"),
        ({"since": "01-01-1800"}, "Vul een datum in tussen 1900 en 2100"),
        ({"since": "\x00"}, "Vul een datum in"),
        ({"since": "9" * 10_000}, "Vul een datum in"),
        ({"until": "01-01-2020"}, "Vul een dag in vanaf"),
        ({"since": nl(today() + 9 * DAY)}, "moet na de eerste dag"),
        ({"cover": "x"}, "Kies iets uit de lijst"),
        ({"cover": "elsewhere"}, "Kies iets uit de lijst"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_written(client, world: World, typed: dict, said: str) -> None:
    client.force_login(world.consulent)
    if typed.get("cover") == "elsewhere":
        typed = {"cover": world.consulent3.pk}
    answer = client.post("/afwezig/", away(**typed))
    assert answer.status_code == 409
    assert said in answer.content.decode()
    assert "<title>Fout: Mijn afwezigheid" in answer.content.decode()
    assert not Absence.objects.exists()


def test_two_at_once_and_a_cover_who_is_away_are_refused_in_words(client, world: World) -> None:
    absent(world.consulent2.memberships.get())
    client.force_login(world.consulent)
    answer = client.post("/afwezig/", away(cover=world.consulent2.pk))
    assert "Deze collega is er in deze periode zelf niet" in answer.content.decode()
    client.post("/afwezig/", away())
    answer = client.post("/afwezig/", away(since=nl(today() + DAY)))
    assert "Voor deze periode staat al een afwezigheid" in answer.content.decode()
    assert Absence.objects.filter(membership__user=world.consulent).count() == 1


def test_the_last_afdelingshoofd_cant_be_away_without_a_cover(client, world: World) -> None:
    client.force_login(world.afdelingshoofd)
    answer = client.post("/afwezig/", away())
    assert answer.status_code == 409
    assert "niemand als afdelingshoofd" in answer.content.decode()


def test_another_leader_finds_no_such_absence(client, world: World) -> None:
    row = absent(world.consulent.memberships.get(), until=today() + DAY)
    for who in (world.teamleider3, world.consulent2, world.inwoner):
        client.force_login(who)
        assert client.get(f"/afwezig/{row.pk}/").status_code == 404
        assert client.post(f"/afwezig/{row.pk}/voorbij/").status_code == 404
    client.force_login(world.teamleider3)
    assert client.post("/team/afwezig/", away(person=world.consulent.pk, team=world.team.pk)).status_code == 404
    assert client.post("/team/afwezig/", away(person=world.consulent.pk)).status_code == 409
    assert Absence.objects.count() == 1


def test_a_leader_puts_down_changes_and_ends_it(client, world: World) -> None:
    client.force_login(world.teamleider)
    client.post("/team/afwezig/", away(person=world.consulent.pk, team=world.team.pk))
    row = Absence.objects.get()
    assert "Consulent Test" in client.get("/team/afwezig/").content.decode()
    assert client.get(f"/afwezig/{row.pk}/").status_code == 200
    client.post(f"/afwezig/{row.pk}/", away(cover=world.consulent2.pk))
    assert fresh(row).cover == world.consulent2
    client.post(f"/afwezig/{row.pk}/voorbij/")
    assert not Absence.objects.exists()  # it had just begun


def test_what_a_colleague_changed_meanwhile_isnt_written_over(client, world: World) -> None:
    row = absent(world.consulent.memberships.get(), until=today() + DAY)
    client.force_login(world.consulent)
    opened = client.get(f"/afwezig/{row.pk}/").context["opened"]
    Absence.objects.filter(pk=row.pk).update(until=today() + 2 * DAY)
    answer = client.post(f"/afwezig/{row.pk}/", away(opened=opened))
    assert answer.status_code == 409
    assert "Een collega heeft deze afwezigheid net gewijzigd" in answer.content.decode()
    assert fresh(row).until == today() + 2 * DAY


def test_longer_under_a_cover_who_gains_waits_too(client, world: World) -> None:
    row = absent(world.consulent.memberships.get(), cover=world.teamlid, until=today() + DAY)
    client.force_login(world.consulent)
    client.post(f"/afwezig/{row.pk}/", away(cover=world.teamlid.pk))
    assert fresh(row).until == today() + DAY
    assert Proposal.objects.get().waits


def test_when_covering_gives_somebody_more(world: World) -> None:
    consulent, lid, leader = (one.memberships.get() for one in (world.consulent, world.teamlid, world.teamleider))
    until = today() + DAY

    def more(place, cover) -> bool:
        return extends(place, cover, today(), until)

    assert not more(consulent, world.consulent2)
    assert more(consulent, world.teamlid)
    assert not more(lid, world.consulent)  # sees and may all of it; no mandate goes with it
    assert more(consulent, world.teamleider)  # the mandate to decide on an application isn't the leader's
    assert more(leader, world.consulent)
    assert more(consulent, world.consulent3)
    half = user("half")
    member(half, Role.WMO_CONSULENT, team=world.team, kernen=(world.kern,))
    assert more(consulent, half)
    leaves = user("leaves")
    member(leaves, Role.WMO_CONSULENT, team=world.team, until=today() + DAY)
    assert not more(consulent, leaves)
    assert extends(consulent, leaves, today(), None)
    mandate(MandateKind.BESLUIT, role=Role.TEAMLID, team=world.team)
    assert more(lid, world.consulent)


def test_back_again_one_reads_what_others_did(client, world: World) -> None:
    case, other = world.case(person=world.person("Mijn")), world.case(regisseur=world.teamlid)
    row = absent(
        world.consulent.memberships.get(), cover=world.consulent2, since=today() - 3 * DAY, until=today() + DAY
    )
    add_note(case, by=world.consulent2, text="Belde met haar zoon.")
    add_note(other, by=world.consulent2, text="Iets anders.")
    add_note(case, by=world.consulent, text="Zelf, van huis.")
    client.force_login(world.consulent)
    assert "U was de laatste tijd niet afwezig" in client.get("/terug/").content.decode()
    Absence.objects.filter(pk=row.pk).update(until=today() - DAY, since=today() - 5 * DAY)
    assert "U was weg tot" in client.get("/").content.decode()
    page = client.get("/terug/")
    assert page.status_code == 200
    assert "Er gebeurde niets in uw zaken." in page.content.decode()  # what was today is later


def test_what_others_did_is_of_ones_own_cases_and_within_sight(client, world: World, monkeypatch) -> None:
    case = world.case(person=world.person("Mijn"), question="Mijn vraag")
    other = world.case(person=world.person("Ander"), regisseur=world.teamlid)
    yesterday = dt.datetime.combine(today() - DAY, dt.time(12), tzinfo=dt.UTC)
    for one in (case, other):
        add_note(one, by=world.consulent2, text="Belde.", at=yesterday)
    add_note(case, by=world.consulent, text="Zelf.", at=yesterday)
    absent(world.consulent.memberships.get(), cover=world.consulent2, since=today() - 3 * DAY, until=today())
    client.force_login(world.consulent)
    page = client.get("/terug/")
    assert [(found.pk, len(events)) for found, events in page.context["cases"]] == [(case.pk, 1)]
    assert "Consulent2 Test" in page.content.decode()
    assert Reading.objects.get(part="teruggekomen").rows == 1
    client.force_login(world.financien)
    assert client.get("/terug/").status_code == 403


@pytest.mark.parametrize("rows", [1, 8])
def test_the_calendar_costs_the_same_however_many(client, world: World, django_assert_num_queries, rows: int) -> None:
    for number in range(rows):
        row = member(user(f"collega{number}"), Role.TEAMLID, team=world.team)
        absent(row, cover=world.consulent, until=today() + 20 * DAY)
    client.force_login(world.teamleider)
    client.get("/team/afwezig/")
    with django_assert_num_queries(11):
        page = client.get("/team/afwezig/").content.decode()
    assert "weg" in page
