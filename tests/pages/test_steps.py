"""One page for every step: who gets it, what it asks, and that nothing typed is ever lost."""

import json

import pytest

from casework.cases.events import CaseEvent
from casework.cases.models import Case
from casework.engine.door import perform
from casework.engine.forms import form_for
from casework.engine.machine import steps_of
from casework.engine.registry import asked_with, machines
from casework.handovers.models import Handover
from casework.people.bsn import encrypted
from roles.models import Reading
from roles.policy import sight
from tests.factories import World, today
from tests.pages.browser import as_, post, token, words

# --- the registry ----------------------------------------------------------------------------------------------


def test_every_step_has_the_form_it_names() -> None:
    named = [(model, declared) for model in machines() for declared in steps_of(model) if declared.form]
    assert named
    for model, declared in named:
        assert form_for(model, declared).__name__ == declared.form


def test_a_step_that_later_nouns_ask_something_with_has_a_page_of_its_own() -> None:
    """Without a form of its own it would be a button: pressed, it would be refused for what nobody was shown."""
    asked = [(model, declared) for model in machines() for declared in steps_of(model) if asked_with(model, declared)]
    assert {declared.name for _, declared in asked} >= {"evaluate", "end", "close", "set_plan"}
    assert [declared.name for _, declared in asked if not declared.form] == []


def test_evaluating_first_shows_what_it_asks(client, world: World) -> None:
    case = world.case("uitvoering", evaluate_on=today())
    goal = world.goal(case, "loopt", wording="Weer naar de markt")
    page = words(as_(client, world.consulent).get(case.get_absolute_url()))
    step = f"{case.get_absolute_url()}stap/evalueer/"
    assert f'href="{step}"' in page
    assert f'action="{step}"' not in page
    page = words(client.get(step))
    assert f"score_{goal.public_id}" in page
    assert "Fout" not in page
    told = {f"score_{goal.public_id}": "1", f"text_{goal.public_id}": "Zij gaat weer"}
    assert post(client, case, "evalueer", **told).status_code == 303
    kept = CaseEvent.objects.get(verb="case.evaluate").details
    assert kept == {"told": {goal.public_id: [1, "Zij gaat weer"]}}  # not the fields as well


def test_every_form_can_be_built_in_every_state(world: World) -> None:
    """A page opened just before a colleague acted must still be able to show what was typed."""
    case = world.case("aanmelding", kind="signaal")
    one_of_each = world.one_of_each(world.case("aanmelding", kind="signaal"))
    here = sight(world.consulent)
    for obj in (case, world.handover(case, anonymous=True), *one_of_each):
        for declared in steps_of(type(obj)):
            form = form_for(type(obj), declared)({}, obj=obj, sight=here)
            form.is_valid()
            assert "<" in form.as_p() or not form.fields


# --- the way through -------------------------------------------------------------------------------------------


def test_a_step_leads_to_the_object_with_a_plain_sentence(client, world: World) -> None:
    case = world.case("aanmelding")
    response = post(as_(client, world.consulent), case, "pak-op")
    assert response.status_code == 303
    assert response.url == case.get_absolute_url()
    assert "U hebt de melding opgepakt." in words(client.get(response.url))
    assert Case.objects.get(pk=case.pk).phase == "onderzoek"


def test_a_double_click_has_one_effect_and_shows_its_result(client, world: World) -> None:
    case, same = world.case("aanmelding"), token()
    as_(client, world.consulent)
    first = post(client, case, "pak-op", token=same)
    second = post(client, case, "pak-op", token=same)
    assert (first.status_code, second.status_code) == (303, 303)
    assert second.url == first.url
    assert CaseEvent.objects.filter(case=case, verb="case.take_up").count() == 1


def test_a_double_click_after_which_it_is_not_ones_own_any_more_leads_home(client, world: World) -> None:
    case = world.case("uitvoering")
    handover, same = world.handover(case), token()
    perform(handover, "accept", by=world.middenveld)
    handover.refresh_from_db()
    as_(client, world.middenveld)
    for _ in range(2):
        response = post(client, handover, "geef-terug", token=same, why="Wij hebben geen plek meer.")
        assert (response.status_code, response.url) == (303, "/")
    assert Handover.objects.get().state == "teruggegeven"


def test_a_missing_or_nonsense_token_does_no_harm(client, world: World) -> None:
    case = world.case("aanmelding")
    assert post(as_(client, world.consulent), case, "pak-op", token="\x00onzin").status_code == 303


def test_a_step_without_a_form_is_confirmed_on_a_page_of_its_own(client, world: World) -> None:
    case = world.case("aanmelding")
    page = words(as_(client, world.consulent).get(f"{case.get_absolute_url()}stap/pak-op/"))
    assert 'name="token"' in page
    assert 'name="expected" value="aanmelding"' in page
    assert Reading.objects.filter(case_id=case.pk, by=world.consulent, part="stap ‘Pak op’").exists()


def test_what_is_missing_is_told_beside_the_field_and_the_rest_is_kept(client, world: World) -> None:
    case = world.case("plan")
    response = post(
        as_(client, world.consulent), case, "start-uitvoering", agreed_on="32-13-2026", agreed_how="Zij belde zelf."
    )
    assert response.status_code == 200
    page = words(response)
    assert "Vul een datum in, bijvoorbeeld 4-12-2026." in page
    assert "Zij belde zelf." in page
    assert Case.objects.get(pk=case.pk).agreed_on is None


@pytest.mark.parametrize("typed", ["{:%d-%m-%Y}", "{:%Y-%m-%d}", "{:%d/%m/%Y}"])
def test_a_date_may_be_written_the_dutch_way(client, world: World, typed: str) -> None:
    case = world.case("onderzoek")
    assert post(as_(client, world.consulent), case, "maak-kennis", met_on=typed.format(today())).status_code == 303
    assert Case.objects.get(pk=case.pk).met_on == today()


def test_all_reasons_at_once_and_what_was_typed_stays(client, world: World) -> None:
    case = world.case("onderzoek")
    response = post(
        as_(client, world.consulent),
        case,
        "leg-plan-vast",
        regie="inwoner",
        regie_name="Bep van de overkant",
    )
    assert response.status_code == 409
    page = words(response)
    assert "Er is nog niet naar het netwerk gekeken." in page
    assert "Er is nog geen doel." in page
    assert f'{case.get_absolute_url()}plan/"' in page
    assert "Bep van de overkant" in page


def test_the_reasons_are_told_before_anyone_types(client, world: World) -> None:
    case = world.case("onderzoek")
    page = words(as_(client, world.consulent).get(f"{case.get_absolute_url()}stap/leg-plan-vast/"))
    assert "Er is nog geen doel." in page


def test_a_colleague_was_first_and_nothing_typed_is_lost(client, world: World) -> None:
    case = world.case("evaluatie")
    as_(client, world.consulent)
    perform(case, "go_on", by=world.consulent, evaluate_on=today())
    response = client.post(
        f"{case.get_absolute_url()}stap/stel-bij/",
        {"token": token(), "expected": "evaluatie", "why": "Het gaat anders dan gedacht."},
    )
    assert response.status_code == 409
    page = words(response)
    assert "Een collega was u voor." in page
    assert "‘Uitvoering’" in page
    assert "Het gaat anders dan gedacht." in page


def test_a_step_that_is_too_late_says_so(client, world: World) -> None:
    case = world.case("plan")
    response = as_(client, world.consulent).get(f"{case.get_absolute_url()}stap/pak-op/")
    assert response.status_code == 409
    assert "de stand is nu ‘Plan’" in words(response)


@pytest.mark.parametrize("method", ["get", "post"])
def test_not_allowed_is_403_and_remembered(client, world: World, method: str) -> None:
    case = world.case("aanmelding")
    response = getattr(as_(client, world.teamlid), method)(f"{case.get_absolute_url()}stap/pak-op/")
    assert response.status_code == 403
    assert Reading.objects.filter(case_id=case.pk, by=world.teamlid, refused=True).count() == 1
    assert Case.objects.get(pk=case.pk).phase == "aanmelding"


@pytest.mark.parametrize(
    "who", ["consulent3", "middenveld", "inwoner", "outsider", "left", "beheer", "privacy", "financien"]
)
def test_invisible_is_404_and_remembered(client, world: World, who: str) -> None:
    case = world.case("aanmelding")
    response = post(as_(client, getattr(world, who)), case, "pak-op")
    assert response.status_code == 404
    assert Reading.objects.filter(case_id=case.pk, refused=True).count() == 1


def test_an_unknown_step_an_unknown_object_and_a_step_of_the_system_are_404(client, world: World) -> None:
    case = world.case("plan")
    goal = world.goal(case)
    as_(client, world.consulent)
    for url in (
        f"{case.get_absolute_url()}stap/verdwijn/",
        "/overdrachten/bestaatniet/stap/neem-over/",
        f"{goal.get_absolute_url()}stap/begin/",
    ):
        assert client.get(url).status_code == 404
        assert client.post(url).status_code == 404


def test_only_reading_and_posting(client, world: World) -> None:
    case = world.case("plan")
    assert as_(client, world.consulent).put(f"{case.get_absolute_url()}stap/pak-op/").status_code == 405


def test_what_was_typed_before_a_log_out_is_there_again(client, world: World) -> None:
    case = world.case("evaluatie")
    url = f"{case.get_absolute_url()}stap/stel-bij/"
    as_(client, world.consulent)
    session = client.session
    kept = {"user": str(world.consulent.pk), "paths": [url], "fields": {"why": ["Het gaat anders."]}}
    session["kept_form"] = encrypted(json.dumps(kept))
    session.save()
    assert "Het gaat anders." in words(client.get(url))
    assert "Het gaat anders." not in words(client.get(url))
