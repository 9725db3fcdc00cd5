"""Call-backs: taken down by who picks up the phone, settled by who knows the case, and seen to be settled."""

import pytest

from casework.callbacks.models import CallBack
from casework.callbacks.put_out import put_out
from casework.cases.models import Case
from casework.cases.work import WorkItem
from casework.contacts.models import ContactMoment
from casework.notes.models import Note
from roles.models import Reading
from roles.policy import sight
from tests.factories import World, absent, today
from tests.pages.browser import as_, post, send, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(world: World) -> Case:
    return world.case("uitvoering")


def take_down(client, who, case: Case, **more: str):
    told = {"about": "Kan de taxi ook anders?", "phone": "0186 571402"} | more
    return send(as_(client, who), f"{case.get_absolute_url()}terugbelverzoeken/nieuw/", **told)


@pytest.mark.parametrize("who", ["eerstecontact", "administratie", "teamlid", "consulent2", "teamleider"])
def test_it_is_the_regisseurs_turn_whoever_took_it(client, world: World, case: Case, who: str) -> None:
    assert take_down(client, getattr(world, who), case).status_code == 303
    turn = WorkItem.objects.open().get(case=case, step="call_back.call")
    assert (turn.for_user, turn.what) == (world.consulent, "Bel terug")
    assert turn.why == "De inwoner wil gebeld worden: Kan de taxi ook anders?"
    assert turn.due_on > today()
    made = CallBack.objects.get()
    assert (made.phone, made.taken_by, made.number) == ("+31186571402", getattr(world, who), "+31186571402")


def test_without_a_regisseur_it_is_the_pools(client, world: World) -> None:
    case = world.case("aanmelding")
    take_down(client, world.eerstecontact, case)
    turn = WorkItem.objects.open().get(case=case, step="call_back.call")
    assert (turn.for_user, turn.for_role, turn.for_team) == (None, "wmo_consulent", world.team)


def test_who_is_away_without_cover_is_not_waited_for(client, world: World, case: Case) -> None:
    absent(world.consulent.memberships.get())
    take_down(client, world.administratie, case)
    assert WorkItem.objects.open().get(case=case, step="call_back.call").for_role == "wmo_consulent"


def test_the_logged_call_settles_it_and_who_took_it_sees_that(client, world: World, case: Case) -> None:
    take_down(client, world.administratie, case)
    asked = CallBack.objects.get()
    assert [one.whom for one in put_out(sight(world.administratie))] == [world.consulent.name]
    page = words(as_(client, world.consulent).get(asked.get_absolute_url()))
    assert 'href="tel:+31186571402"' in page
    assert post(client, asked, "bel-terug", text="De Wmo-taxi is aangevraagd.").status_code == 303
    asked.refresh_from_db()
    assert (asked.state, asked.called_by) == ("gebeld", world.consulent)
    assert not WorkItem.objects.open().filter(step="call_back.call").exists()
    moment = ContactMoment.objects.get()
    assert (moment.kind, moment.incoming, moment.words, moment.note.text) == (
        "telefoon", False, "Gebeld met de inwoner", "De Wmo-taxi is aangevraagd.",
    )  # fmt: skip
    assert [*put_out(sight(world.administratie))] == []
    mine = words(as_(client, world.administratie).get("/terugbelverzoeken/"))
    assert "Teruggebeld" in mine
    assert world.consulent.name in mine
    page = words(client.get(asked.get_absolute_url()))
    assert "Afgehandeld" in page
    for read in (mine, page, words(client.get(case.get_absolute_url()))):
        assert "De Wmo-taxi is aangevraagd." not in read


def test_nobody_answers_and_it_stays_with_a_count(client, world: World, case: Case) -> None:
    take_down(client, world.administratie, case)
    asked = CallBack.objects.get()
    as_(client, world.consulent)
    for _ in range(2):
        assert post(client, asked, "geen-gehoor").status_code == 303
    assert post(client, asked, "geen-gehoor", text="Voicemail ingesproken.").status_code == 303
    asked.refresh_from_db()
    assert (asked.state, asked.tries) == ("open", 3)
    assert "(3 keer geen gehoor)" in WorkItem.objects.open().get(step="call_back.call").why
    assert Note.objects.get().contact_moment.words == "Gebeld met de inwoner: geen gehoor"
    assert "3 keer geen gehoor" in words(client.get(asked.get_absolute_url()))


def test_ringing_back_without_a_word_asks_for_one(client, world: World, case: Case) -> None:
    asked = world.call_back(case)
    answer = post(as_(client, world.consulent), asked, "bel-terug", text=" ")
    assert "Vul dit in." in words(answer)
    asked.refresh_from_db()
    assert asked.state == "open"


def test_what_was_said_can_be_shielded_and_no_event_keeps_a_copy(client, world: World, case: Case) -> None:
    asked = world.call_back(case)
    post(as_(client, world.consulent), asked, "bel-terug", text="Haar zoon dreigt.", shielded="on", ground="veiligheid")
    note = Note.objects.get()
    assert (note.shielded, note.ground) == (True, "veiligheid")
    assert not [one for one in case.events.all() if "dreigt" in f"{one.text}{one.details}{one.citizen}"]


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ({"about": ""}, "Vul dit in."),
        ({"about": "x" * 10_000}, "Maak dit korter"),
        ({"about": "Bel\0mij"}, "een teken dat wij niet kunnen bewaren"),
        ({"phone": ""}, "Vul dit in."),
        ({"phone": "06 (dochter)"}, "Vul één telefoonnummer in"),
        ({"with_whom": "ander"}, "Vul dit in."),
        ({"with_whom": "999"}, "Kies iets uit de lijst."),
        ({"name": "Haar zus"}, "Kies hier dan ‘Iemand anders’"),
    ],
)
def test_what_is_wrong_is_said_beside_it(client, world: World, case: Case, told: dict[str, str], sentence: str) -> None:
    answer = take_down(client, world.administratie, case, **told)
    assert answer.status_code == 200
    assert sentence in words(answer)
    assert not CallBack.objects.exists()


def test_the_number_we_have_needs_no_typing(client, world: World) -> None:
    case = world.case("uitvoering", person=world.person(phone="0186571499"))
    assert take_down(client, world.eerstecontact, case, phone="").status_code == 303
    made = CallBack.objects.get()
    assert (made.phone, made.number) == ("", "+31186571499")
    page = words(client.get(made.get_absolute_url()))
    assert "571499" not in page.replace(" ", ""), "who reported may not read the number of the file"


def test_who_stands_in_the_web_is_offered_to_who_may_see_it(client, world: World, case: Case) -> None:
    ria = world.contact(case, phone="0612345678")
    url = f"{case.get_absolute_url()}terugbelverzoeken/nieuw/"
    assert ria.name not in words(as_(client, world.administratie).get(url))
    assert ria.name in words(as_(client, world.teamlid).get(url))
    assert take_down(client, world.administratie, case, with_whom=str(ria.pk)).status_code == 200
    assert take_down(client, world.teamlid, case, with_whom=str(ria.pk), phone="").status_code == 303
    assert CallBack.objects.get().number == "+31612345678"


def test_the_citizen_reads_that_they_are_called_back_and_nothing_of_others(client, world: World, case: Case) -> None:
    world.grant(case)
    take_down(client, world.administratie, case)
    take_down(client, world.administratie, case, about="Hoe gaat het met haar?", with_whom="ander", name="Een nicht")
    page = words(as_(client, world.inwoner).get(case.citizen_url))
    assert "Wij bellen u terug" in page
    assert "Kan de taxi ook anders?" in page
    assert "Een nicht" not in page
    assert "Hoe gaat het met haar?" not in page
    post(as_(client, world.consulent), CallBack.objects.get(with_whom="inwoner"), "bel-terug", text="Ja, dat kan.")
    page = words(as_(client, world.inwoner).get(case.citizen_url))
    assert "Wij bellen u terug" not in page
    assert "Ja, dat kan." in page


def test_one_sees_those_one_took_and_the_team_all(client, world: World, case: Case) -> None:
    mine, other = world.call_back(case, taken_by=world.eerstecontact), world.call_back(case)
    as_(client, world.eerstecontact)
    assert client.get(mine.get_absolute_url()).status_code == 200
    assert client.get(other.get_absolute_url()).status_code == 404
    assert Reading.objects.filter(refused=True, part="terugbelverzoek").exists()
    assert "Wat u aannam" in words(client.get("/terugbelverzoeken/"))
    assert other.get_absolute_url() not in words(client.get("/terugbelverzoeken/"))
    for who in (world.consulent3, world.middenveld, world.inwoner, world.outsider, world.financien):
        assert as_(client, who).get(mine.get_absolute_url()).status_code == 404
        assert mine.get_absolute_url() not in words(client.get("/terugbelverzoeken/"))


def test_whoever_stepped_aside_is_kept_from_it(client, world: World, case: Case) -> None:
    asked = world.call_back(case, taken_by=world.consulent2)
    case.recusals.create(user=world.consulent2)
    as_(client, world.consulent2)
    assert client.get(asked.get_absolute_url()).status_code == 404
    assert asked.about not in words(client.get("/terugbelverzoeken/"))
    assert [*put_out(sight(world.consulent2))] == []


def test_a_list_of_mine_costs_the_same_however_long(client, world: World) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def asked() -> int:
        client.get("/terugbelverzoeken/")
        with CaptureQueriesContext(connection) as seen:
            client.get("/terugbelverzoeken/")
        return len(seen)

    as_(client, world.teamlid)
    world.call_back(world.case(), taken_by=world.teamlid)
    few = asked()
    for _ in range(12):
        world.call_back(world.case(), taken_by=world.teamlid)
    assert asked() == few


def test_a_closed_case_takes_none(client, world: World) -> None:
    case = world.case("afgesloten")
    assert take_down(client, world.administratie, case).status_code == 409
