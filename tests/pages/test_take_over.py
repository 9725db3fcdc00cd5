"""A caseload goes to others in one go: what went, what stayed and why, and never past what somebody may see."""

import pytest
from django.utils import timezone

from casework.appointments.models import Appointment
from casework.cases.access import Recusal
from casework.cases.models import Case
from casework.cases.work import WorkItem
from casework.desk.handing_out import hand_out
from casework.notes.models import Note
from roles.models import Reading
from roles.policy import sight
from tests.factories import World, fresh, put_in_line, today

pytestmark = pytest.mark.django_db
TOKEN = "7b0f4a3e-0000-4000-8000-000000000009"


def address(world: World) -> str:
    return f"/team/collega/{world.consulent.public_id}/"


def send(client, world: World, **typed):
    data = {"team": world.team.pk, "token": TOKEN} | {name.replace("__", "-"): value for name, value in typed.items()}
    return client.post(address(world), data)


def in_line(*cases: Case) -> None:
    put_in_line(Case, [case.pk for case in cases], timezone.now())


def test_all_goes_to_one_with_appointments_and_turns(client, world: World) -> None:
    first, second = world.case(person=world.person("Een")), world.case(person=world.person("Twee"))
    one = world.appointment(first, what="Bel over de huur")
    in_line(first)
    client.force_login(world.teamleider)
    page = client.get(address(world)).content.decode()
    assert "Een, Bep" in page
    assert "1 afspraak gaat" in page
    answer = send(client, world, alles=world.consulent2.pk, **{f"notitie-{first.ref}": "Let op de hond."})
    assert answer.status_code == 303
    assert {fresh(case).regisseur for case in (first, second)} == {world.consulent2}
    assert fresh(one).person == world.consulent2
    assert set(WorkItem.objects.open().filter(case__in=[first, second]).values_list("for_user", flat=True)) == {
        world.consulent2.pk
    }
    note = Note.objects.get(case=first)
    assert (note.text, note.by) == ("Bij de overdracht aan Consulent2 Test: Let op de hond.", world.teamleider)
    assert "Gegeven aan Consulent2 Test" in client.get(address(world)).content.decode()


def test_each_can_go_to_somebody_else_or_stay(client, world: World) -> None:
    stays, goes, other = world.case(), world.case(), world.case()
    client.force_login(world.teamleider)
    typed = {f"zaak-{stays.ref}": "blijft", f"zaak-{other.ref}": world.teamlid.pk}
    assert send(client, world, alles=world.consulent2.pk, **typed).status_code == 303
    assert [fresh(one).regisseur for one in (stays, goes, other)] == [world.consulent, world.consulent2, world.teamlid]


def test_appointments_and_handed_out_work_on_cases_of_others_go_too(client, world: World) -> None:
    case = world.case(regisseur=world.teamlid)
    one = world.appointment(case)
    pool = world.case("aanmelding")
    item = WorkItem.objects.open().get(case=pool)
    hand_out([item], to=world.consulent, by=sight(world.teamleider))
    in_line(case)
    client.force_login(world.teamleider)
    typed = {f"afspraak-{one.public_id}": world.consulent2.pk, f"werk-{item.pk}": world.consulent2.pk}
    assert send(client, world, **typed).status_code == 303
    assert fresh(one).person == world.consulent2
    assert fresh(item).handed_to == world.consulent2
    assert fresh(case).regisseur == world.teamlid


def test_one_that_cant_says_why_and_keeps_what_was_typed(client, world: World) -> None:
    known, free = world.case(person=world.person("Bekend")), world.case(person=world.person("Vrij"))
    Recusal.objects.create(case=known, user=world.consulent2)
    client.force_login(world.teamleider)
    answer = send(client, world, alles=world.consulent2.pk, **{f"notitie-{known.ref}": "Mijn woorden"})
    words = answer.content.decode()
    assert answer.status_code == 409
    assert "Kies een collega van het team die er is." in words
    assert "Mijn woorden" in words
    assert "<title>Fout: Caseload" in words
    assert fresh(known).regisseur == world.consulent
    assert fresh(free).regisseur == world.consulent2
    assert not Note.objects.exists()


def test_one_that_another_just_changed_says_so(client, world: World) -> None:
    case = world.case()
    Case.objects.filter(pk=case.pk).update(regisseur=world.teamlid)
    client.force_login(world.teamleider)
    answer = send(client, world, **{f"zaak-{case.ref}": world.consulent2.pk})
    assert answer.status_code == 409
    assert "Een collega was u voor" in answer.content.decode()
    assert fresh(case).regisseur == world.teamlid


def test_two_clicks_are_one(client, world: World) -> None:
    case = world.case()
    client.force_login(world.teamleider)
    typed = {f"zaak-{case.ref}": world.consulent2.pk, f"notitie-{case.ref}": "Eén keer"}
    assert [send(client, world, **typed).status_code for _ in range(2)] == [303, 303]
    assert Note.objects.count() == 1
    assert case.events.filter(verb="case.assign").count() == 1


@pytest.mark.parametrize("value", ["x", "0", "9" * 40, "\x00", "-1"])
def test_strange_choices_change_nothing(client, world: World, value: str) -> None:
    case = world.case()
    client.force_login(world.teamleider)
    answer = send(client, world, **{f"zaak-{case.ref}": value, f"zaak-{'y' * 300}": value})
    assert answer.status_code == 409
    assert "Kies een collega uit de lijst." in answer.content.decode()
    assert fresh(case).regisseur == world.consulent


def test_nothing_chosen_says_so(client, world: World) -> None:
    world.case()
    client.force_login(world.teamleider)
    answer = send(client, world)
    assert answer.status_code == 409
    assert "Kies bij ten minste één" in answer.content.decode()


def test_a_note_is_judged_as_any_note(client, world: World) -> None:
    case = world.case()
    client.force_login(world.teamleider)
    answer = send(client, world, **{f"zaak-{case.ref}": world.consulent2.pk, f"notitie-{case.ref}": "x" * 30_000})
    assert answer.status_code == 409
    assert fresh(case).regisseur == world.consulent


def test_what_is_closed_to_the_leader_stays_unseen_and_ungiven(client, world: World) -> None:
    case = world.case(person=world.person("Zeldzaam"))
    Recusal.objects.create(case=case, user=world.teamleider)
    client.force_login(world.teamleider)
    assert "Zeldzaam" not in client.get(address(world)).content.decode()
    answer = send(client, world, alles=world.consulent2.pk, **{f"zaak-{case.ref}": world.consulent2.pk})
    assert answer.status_code == 409
    assert "Zeldzaam" not in answer.content.decode()
    assert fresh(case).regisseur == world.consulent


def test_who_leads_another_team_finds_nobody_here(client, world: World) -> None:
    case = world.case()
    client.force_login(world.teamleider3)
    assert client.get(address(world)).status_code == 404
    assert client.post(address(world), {f"zaak-{case.ref}": world.consulent2.pk}).status_code == 404
    client.force_login(world.consulent)
    assert client.get(address(world)).status_code == 403
    client.force_login(world.teamleider)
    assert client.get(f"/team/collega/{world.outsider.public_id}/").status_code == 404


def test_the_look_is_remembered(client, world: World) -> None:
    world.case()
    client.force_login(world.teamleider)
    client.get(address(world))
    row = Reading.objects.get(part="caseload")
    assert (row.rows, row.why) == (1, "caseload van Consulent Test, Wijkteam Noord")


def test_what_they_began_on_cases_of_others_is_told_and_stays(client, world: World) -> None:
    case = world.case(regisseur=world.consulent2)
    world.request(case, "concept", purpose="Een bed")
    in_line(case)
    client.force_login(world.teamleider)
    assert "Blijft bij Consulent Test" in client.get(address(world)).content.decode()


@pytest.mark.parametrize("rows", [1, 12])
def test_the_page_costs_the_same_however_many(client, world: World, django_assert_num_queries, rows: int) -> None:
    for _ in range(rows):
        world.appointment(world.case())
        world.appointment(world.case(regisseur=world.teamlid), on=today())
    client.force_login(world.teamleider)
    client.get(address(world))
    with django_assert_num_queries(11):
        client.get(address(world))
    assert Appointment.objects.count() == 2 * rows
