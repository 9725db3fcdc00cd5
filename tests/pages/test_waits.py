"""A case that waits, on its own pages, on the case's and on the citizen's."""

import datetime as dt

import pytest

from casework.cases.models import Case
from casework.waits.models import Wait
from tests.factories import World, today

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(world: World) -> Case:
    return world.case("onderzoek")


def in_days(days: int) -> dt.date:
    return today() + dt.timedelta(days=days)


def form_of(case: Case) -> str:
    return f"{case.get_absolute_url()}wachten/nieuw/"


def test_it_is_set_in_one_step(client, world: World, case: Case) -> None:
    client.force_login(world.consulent)
    assert f'href="{form_of(case)}"' in client.get(case.get_absolute_url()).content.decode()
    data = {"waits_for": "offerte", "what": "de traplift", "until": f"{in_days(9)}"}
    page = client.post(form_of(case), data, follow=True).content.decode()
    wait = Wait.objects.get(case=case)
    assert (wait.waits_for, wait.what, wait.until, wait.made_by) == (
        "offerte",
        "de traplift",
        in_days(9),
        world.consulent,
    )
    assert "Wacht op een offerte: de traplift" in page
    assert "Zaak wacht" in page, "on the timeline"
    assert f'href="{form_of(case)}"' not in page, "one thing at a time"
    for step in ("het-is-er", "wacht-langer", "stop-met-wachten"):
        assert f"{wait.get_absolute_url()}stap/{step}/" in page


def test_the_form_tells_which_terms_run_on(client, world: World, case: Case) -> None:
    client.force_login(world.consulent)
    page = client.get(form_of(case)).content.decode()
    assert "Deze termijnen lopen door" in page
    assert "Onderzoek klaar" in page


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("waits_for", "", "Maak een keuze"),
        ("waits_for", "de maan", "Kies"),
        ("until", "", "Vul een datum in"),
        ("until", "1800-01-01", "Vul een datum in tussen 1900 en 2100"),
        ("until", f"{today()}", "Vul een dag in vanaf"),
        ("until", "gisteren", "Vul een datum in"),
        ("what", "x" * 10_000, "160"),
    ],
)
def test_what_is_wrong_is_said_beside_it_and_what_was_typed_is_kept(
    client, world: World, case: Case, field: str, value: str, told: str
) -> None:
    client.force_login(world.consulent)
    data = {"waits_for": "offerte", "what": "de traplift van boven", "until": f"{in_days(9)}"} | {field: value}
    answer = client.post(form_of(case), data)
    assert (answer.status_code, Wait.objects.count()) == (200, 0)
    assert told in " ".join(answer.context["form"].errors[field])
    assert field == "what" or "de traplift van boven" in answer.content.decode()


def test_a_sign_that_is_no_letter_is_no_crash(client, world: World, case: Case) -> None:
    client.force_login(world.consulent)
    data = {"waits_for": "offerte", "what": "trap\x00lift", "until": f"{in_days(9)}", "\x00": "\x00"}
    assert client.post(form_of(case), data).status_code in (200, 303, 400)


def test_the_citizen_reads_it_without_the_words_of_a_colleague(client, world: World, case: Case) -> None:
    world.grant(case)
    world.wait(case, waits_for="inwoner", what="of zij dit keer wel opneemt", until=in_days(9))
    client.force_login(world.inwoner)
    page = client.get(case.citizen_url).content.decode()
    assert "Wij wachten op <strong>iets van u</strong>" in page
    assert "opneemt" not in page


def test_another_colleague_says_it_is_there_and_can_not_stop_it(client, world: World, case: Case) -> None:
    wait = world.wait(case)
    client.force_login(world.teamlid)
    assert client.post(f"{wait.get_absolute_url()}stap/stop-met-wachten/", {"expected": "loopt"}).status_code == 403
    assert client.post(f"{wait.get_absolute_url()}stap/het-is-er/", {"expected": "loopt"}).status_code == 303
    wait.refresh_from_db()
    assert wait.state == "gekomen"
