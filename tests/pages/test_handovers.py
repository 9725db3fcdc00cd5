"""The pages of a hand-over: a partner sees what it is about and never the file."""

import uuid

import pytest

from casework.handovers.models import Handover
from roles.models import Reading
from tests.factories import World, today
from tests.pages.browser import as_, send, words
from tests.pages.filled_in import consent
from tests.pages.truus import NAME, SECRET, case_of_truus


@pytest.fixture
def case(world: World):
    return case_of_truus(world)


def test_a_partner_sees_need_kern_name_and_chosen_goals_never_the_file(client, world: World, case) -> None:
    handover = world.handover(case, reason="Zij drinkt te veel")
    chosen, other = world.goal(case, wording="Weer naar buiten"), world.goal(case, wording="Schulden betalen")
    handover.goals.set([chosen])
    page = words(as_(client, world.middenveld).get(handover.get_absolute_url()))
    for there in ("Gezelschap en iets te doen", "Piershil", NAME, "Weer naar buiten", "Neem over", "Weiger"):
        assert there in page
    for hidden in (SECRET, "Mijn vraag aan u", "Een notitie", "Zij drinkt", other.wording, "0612345678", "/zaken/HW"):
        assert hidden not in page
    reading = Reading.objects.get(case_id=case.pk, by=world.middenveld)
    assert (reading.part, reading.role) == ("overdracht", "Partner in de kern")


def test_without_a_name_there_is_need_and_kern_only(client, world: World, case) -> None:
    handover = world.handover(case, anonymous=True)
    handover.goals.set([world.goal(case, wording="Truus wil naar buiten")])
    as_(client, world.middenveld)
    for url in (
        handover.get_absolute_url(),
        "/overdrachten/",
        f"{handover.get_absolute_url()}stap/wij-kunnen-helpen/",
        f"{handover.get_absolute_url()}stap/weiger/",
    ):
        page = words(client.get(url))
        assert NAME not in page
        assert "Truus" not in page
        assert case.ref not in page
        assert SECRET not in page
    assert "Gezelschap en iets te doen" in page


def test_the_team_sees_all_of_it(client, world: World, case) -> None:
    handover = world.handover(case, anonymous=True, reason="Zij is alleen")
    page = words(as_(client, world.consulent).get(handover.get_absolute_url()))
    assert NAME in page
    assert "Zij is alleen" in page
    assert case.get_absolute_url() in page


def test_what_is_over_is_not_seen_any_more(client, world: World, case) -> None:
    handover = world.handover(case, "overgegaan", shared_until=today())
    answer = as_(client, world.middenveld).get(handover.get_absolute_url())
    assert answer.status_code == 410  # it was theirs: told that it is over, and nothing of whom it was about
    assert NAME not in words(answer)
    assert client.get(f"{handover.get_absolute_url()}stap/geef-terug/").status_code == 404
    assert Reading.objects.filter(by=world.middenveld, refused=True, case_id=case.pk).count() == 1


@pytest.mark.parametrize("who", ["uitvoerder", "financien", "consulent3", "outsider", "inwoner"])
def test_a_handover_is_nobody_elses(client, world: World, case, who: str) -> None:
    handover = world.handover(case)
    assert as_(client, getattr(world, who)).get(handover.get_absolute_url()).status_code == 404


def test_my_handovers_are_those_to_me_and_an_empty_page_advises(
    client, world: World, case, django_assert_num_queries
) -> None:
    assert "Er is niets aan u aangeboden" in words(as_(client, world.middenveld).get("/overdrachten/"))
    world.handover(case)
    page = words(client.get("/overdrachten/"))
    assert NAME in page
    assert "Wacht op uw antwoord" in page
    assert "Er is niets aan u aangeboden" in words(as_(client, world.uitvoerder).get("/overdrachten/"))


@pytest.mark.slow
def test_my_handovers_cost_the_same_with_one_and_with_thirty(client, world: World, django_assert_num_queries) -> None:
    as_(client, world.middenveld)
    for rows in (1, 29):
        for _ in range(rows):
            world.handover(world.case("uitvoering"))
        client.get("/overdrachten/")
        with django_assert_num_queries(5 if rows == 1 else 6):  # one more counts what is on the pages after it
            client.get("/overdrachten/")


def test_offering_with_consent(client, world: World, case) -> None:
    goal = world.goal(case)
    url = f"{case.get_absolute_url()}overdrachten/nieuw/"
    as_(client, world.consulent)
    page = words(client.get(url))
    assert "Toestemming van de inwoner" in page
    assert SECRET not in page
    to = f"organisatie:{world.partner.pk}"
    missing = send(client, url, to=to, need="Gezelschap")
    assert missing.status_code == 200
    assert "Vul een datum in" in words(missing)
    assert "Gezelschap" in words(missing)
    same = str(uuid.uuid4())
    for _ in range(2):
        response = client.post(
            url, {"token": same, "to": to, "need": "Gezelschap", "goals": [goal.public_id], **consent()}
        )
        assert response.status_code == 303
    handover = Handover.objects.get()
    assert response.url == handover.get_absolute_url()
    assert handover.consent.given_by == "Truus"
    assert list(handover.goals.all()) == [goal]


def test_offering_without_a_name_asks_no_consent(client, world: World, case) -> None:
    url = f"{case.get_absolute_url()}overdrachten/nieuw/"
    as_(client, world.consulent)
    assert send(client, url, to=f"team:{world.other_team.pk}", need="Hulp", anonymous="on").status_code == 200
    assert send(client, url, to=f"organisatie:{world.partner.pk}", need="Hulp", anonymous="on").status_code == 303
    assert Handover.objects.get().anonymous
    second = send(client, url, to=f"organisatie:{world.church.pk}", need="Andere hulp", anonymous="on")
    assert second.status_code == 409
    assert "Er staat al een overdracht open." in words(second)
    assert "Andere hulp" in words(second)


def test_handing_over_one_goal(client, world: World, case) -> None:
    goal = world.goal(case)
    contact = world.contact(case)
    as_(client, world.consulent)
    response = send(
        client,
        f"{case.get_absolute_url()}overdrachten/nieuw/",
        to=f"naaste:{contact.pk}",
        need="Help hem",
        goal=goal.public_id,
        **consent(),
    )
    assert response.status_code == 303
    assert Handover.objects.get().goal == goal


@pytest.mark.parametrize(
    "to", ["organisatie:0", "team:999999999999999999999", "naaste:1", "koning:1", "\x00", "inwoner:5"]
)
def test_offering_to_nobody(client, world: World, case, to: str) -> None:
    url = f"{case.get_absolute_url()}overdrachten/nieuw/"
    assert send(as_(client, world.consulent), url, to=to, need="x").status_code == 200
    assert not Handover.objects.exists()


def test_only_the_regisseur_offers_and_hears_so_before_typing(client, world: World, case) -> None:
    for place in ("overdrachten", "vangnet"):
        assert as_(client, world.teamlid).get(f"{case.get_absolute_url()}{place}/nieuw/").status_code == 403
