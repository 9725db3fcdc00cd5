"""*Wat nu?*: what is asked of who looks is one list, and each task carries its own button."""

import pytest
from django.utils import timezone

from casework.cases.models import Case
from casework.engine.door import perform
from casework.engine.machine import steps_of
from casework.engine.registry import model_of, nouns, step_of
from tests.factories import World, fresh, put_in_line, today
from tests.pages.looked_at import LookedAt, page_of

pytestmark = pytest.mark.django_db


def lines(page: LookedAt) -> list[tuple[str, str]]:
    """What each button says, and where it leads; nowhere, where one chooses how."""
    found = []
    for line in page.all(".wt-next > ol > .wt-next__line"):
        links, forms = line.all(".wt-next__do > a"), line.all(".wt-next__do > form")
        if links or forms:
            said = links[0] if links else forms[0].one("button")
            found.append((said.words, links[0]["href"] if links else forms[0]["action"]))
        else:
            found.append((line.one("summary.wt-button").words, ""))
    return found


def more(page: LookedAt) -> list[str]:
    return [one.words for one in page.all(".wt-next__more .wt-next__ways > li")]


def test_a_task_is_called_as_its_button(client, world: World) -> None:
    case = world.case("onderzoek")
    page = page_of(client, world.consulent, case)
    base = case.get_absolute_url()
    assert lines(page) == [
        ("Maak kennis", f"{base}stap/maak-kennis/"),
        ("Stel het verslag vast", case.researches.get().get_absolute_url()),  # where it is written
    ]
    tasks = [one["what"] for one in Case.objects.get(pk=case.pk).work.filter(closed_at=None).values("what")]
    assert {said for said, _ in lines(page)} == set(tasks)
    assert "Maak kennis" not in more(page)


def test_what_is_not_possible_yet_has_its_button_which_tells_what_is_missing(client, world: World) -> None:
    case = world.case("onderzoek", road="lang", report_sent_on=today(), met_on=today())
    url = f"{case.get_absolute_url()}stap/leg-plan-vast/"
    client.force_login(world.consulent)
    answer = client.get(url)
    assert answer.status_code == 200
    assert f'href="{case.get_absolute_url()}plan/">Er is nog geen doel.' in answer.content.decode()


def test_what_can_be_settled_in_more_ways_is_one_button_with_those(client, world: World) -> None:
    case = world.case("evaluatie")
    page = page_of(client, world.consulent, case)
    assert lines(page) == [("Stel bij, ga door of sluit af", "")]
    choices = [one.words for one in page.all(".wt-choose .wt-next__ways > li")]
    assert choices == ["Stel bij", "Ga door", "Sluit af"]
    assert not set(choices) & set(more(page))


def test_a_turn_on_what_hangs_on_the_case_leads_to_the_form_that_settles_it(client, world: World) -> None:
    case = world.case("onderzoek")
    letter = world.document(case, asked_by=world.consulent)
    put_in_line(Case, [case.pk], timezone.now())
    url = dict(lines(page_of(client, world.consulent, case)))["Verstuur of reik uit"]
    assert url == f"{letter.get_absolute_url()}stap/verstuur-of-reik-uit/"
    assert client.get(url).status_code == 200


def test_or_to_its_page_where_there_is_a_choice(client, world: World) -> None:
    case = world.case("onderzoek")
    request = world.request(case, "concept", requested_by=world.consulent)
    put_in_line(Case, [case.pk], timezone.now())
    assert dict(lines(page_of(client, world.consulent, case)))["Maak af of trek in"] == request.get_absolute_url()


def test_three_lines_and_the_rest_folded(client, world: World) -> None:
    case = world.case("onderzoek")
    for _ in range(4):
        world.document(case, asked_by=world.consulent)
    put_in_line(Case, [case.pk], timezone.now())
    page = page_of(client, world.consulent, case)
    assert len(lines(page)) == 3
    assert page.one(".wt-next__foot").text.startswith("Nog 3 taken voor u")
    assert len(page.all(".wt-next__foot .wt-next__line")) == 3


def test_what_waits_for_another_is_told_and_not_asked(client, world: World) -> None:
    case = world.case("onderzoek")
    page = page_of(client, world.consulent2, case)
    assert lines(page) == []
    others = [one.words for one in page.all(".wt-next__others li")]
    assert len(others) == 2
    assert others[0].startswith(f"Wacht op een ander: {world.consulent.name}, Maak kennis, ")


def test_ending_it_always_stands_last_under_more(client, world: World) -> None:
    for phase in ("aanmelding", "onderzoek", "plan", "uitvoering", "evaluatie"):
        page = page_of(client, world.teamleider, world.case(phase, regisseur=world.teamleider))
        assert more(page)[-1] == "Beëindig", phase
        assert "Beëindig" not in dict(lines(page))


SAID = ", ".join(f".wt-next__{part} {tag}" for part in ("lines", "more") for tag in ("a", "form"))


def test_each_step_that_can_be_taken_is_offered_once(client, world: World) -> None:
    for phase in ("aanmelding", "onderzoek", "plan", "uitvoering", "evaluatie", "afgesloten"):
        case = world.case(phase, regisseur=None if phase == "aanmelding" else world.consulent)
        world.goal(case)
        for who in (world.consulent, world.teamleider, world.eerstecontact):
            page = page_of(client, who, case)
            offered = [one["href"] or one["action"] for one in page.all(SAID)]
            steps = [one for one in offered if "/stap/" in one and one.startswith(case.get_absolute_url())]
            assert len(steps) == len(set(steps)), (phase, who)


def test_each_missing_thing_leads_to_where_it_is_done(client, world: World) -> None:
    case = world.case("onderzoek")
    world.handover(case, offered_by=world.consulent)
    page = page_of(client, world.consulent, case)
    places = {one["href"].removeprefix(case.get_absolute_url()) for one in page.all(".wt-notyet a")}
    assert {"plan/", "plan/#overdrachten"} <= places
    for place in places:
        assert client.get(case.get_absolute_url() + place.partition("#")[0]).status_code == 200
    assert [one.text for one in page.all(".wt-reasons li") if not one.has("a")] == []


def test_a_step_says_what_changed_and_whose_turn_it_is(client, world: World) -> None:
    case = world.case("onderzoek")
    client.force_login(world.consulent)
    answer = client.post(
        f"{case.get_absolute_url()}stap/maak-kennis/",
        {"met_on": today().isoformat(), "expected": "onderzoek"},
        follow=True,
    )
    notice = LookedAt(answer.content.decode()).one(".wt-notice")
    assert notice.text.startswith("De kennismaking staat vast. Nu aan u: Stel het verslag vast (nog ")
    assert notice.element.etree_element.get("autofocus") is not None


def test_whose_turn_it_is_stands_only_after_a_step(client, world: World) -> None:
    assert not page_of(client, world.consulent, world.case("onderzoek")).has(".wt-notice")


def test_a_turn_that_is_not_for_who_looks_is_told_by_name(client, world: World) -> None:
    case = world.case("aanmelding")
    client.force_login(world.teamleider)
    answer = client.post(
        f"{case.get_absolute_url()}stap/wijs-toe/",
        {"regisseur": world.consulent2.pk, "expected": "aanmelding"},
        follow=True,
    )
    notice = LookedAt(answer.content.decode()).one(".wt-notice")
    assert f"Nu aan {world.consulent2.name}: Bel en weeg" in notice.text


# --- what nouns say of it ------------------------------------------------------------------------------------------


def test_the_ways_that_nouns_name_are_there() -> None:
    for noun in nouns():
        for verb, ways in noun.ways.items():
            assert step_of(verb) is not None, verb
            assert len(ways) > 1, verb
            assert all("." not in way or step_of(way) is not None for way in ways), verb


def test_what_closes_an_open_case_at_once_is_called_end() -> None:
    """`what_now` knows it by its name."""
    assert "end" in {one.name for one in steps_of(Case)}
    assert model_of(next(one for one in nouns() if one.name == "case")) is Case


# --- opened in place -----------------------------------------------------------------------------------------------

HX = {"HX-Request": "true"}


def test_a_short_form_opens_where_its_button_is(client, world: World) -> None:
    case = world.case("onderzoek")
    page = page_of(client, world.consulent, case)
    button = page.one(".wt-next__do > a")
    assert button["hx-get"] == button["href"]
    assert page.has(button["hx-target"])
    part = client.get(button["href"], headers=HX)
    assert "<html" not in part.content.decode()
    form = LookedAt(part.content.decode())
    assert form.one("form")["action"].partition("?")[0] == button["href"]
    assert form.one("h3")["tabindex"] == "-1"
    assert form.has('input[name="expected"][value="onderzoek"]')
    assert len(form.all('input[name="token"]')) == 1


def test_what_it_sends_is_the_step(client, world: World) -> None:
    case = world.case("onderzoek")
    client.force_login(world.consulent)
    url = f"{case.get_absolute_url()}stap/maak-kennis/"
    form = LookedAt(client.get(url, headers=HX).content.decode())
    sent = {one["name"]: one["value"] for one in form.all("form input")} | {"met_on": today().isoformat()}
    assert client.post(url, sent).status_code == 303
    assert fresh(case).met_on == today()


def test_a_longer_one_has_its_own_page(client, world: World) -> None:
    case = world.case("onderzoek")
    client.force_login(world.consulent)
    url = f"{case.get_absolute_url()}stap/beeindig/"
    assert client.get(url, headers=HX).headers["HX-Redirect"] == url
    assert "<html" in client.get(url).content.decode()


def test_so_has_one_that_is_not_possible_any_more(client, world: World) -> None:
    case = world.case("onderzoek")
    client.force_login(world.consulent)
    url = f"{case.get_absolute_url()}stap/maak-kennis/"
    perform(case, "meet", by=world.consulent, met_on=today())
    assert client.get(url, headers=HX).headers["HX-Redirect"] == url


def test_in_place_too_who_may_not_sees_nothing(client, world: World) -> None:
    case = world.case("onderzoek")
    for who, status in ((world.consulent2, 403), (world.consulent3, 404), (world.eerstecontact, 403)):
        client.force_login(who)
        assert client.get(f"{case.get_absolute_url()}stap/maak-kennis/", headers=HX).status_code == status


def test_taken_from_the_page_of_the_case_it_leads_there_again(client, world: World) -> None:
    """Whatever it was taken on: there stands what is next, and whose turn it is. From its own page it leads to that."""
    case = world.case("onderzoek")
    letters = [world.document(case, asked_by=world.consulent) for _ in range(2)]
    put_in_line(Case, [case.pk], timezone.now())
    client.force_login(world.consulent)
    url = f"{letters[0].get_absolute_url()}stap/verstuur-of-reik-uit/"
    form = LookedAt(client.get(url, headers=HX).content.decode())
    sent = {"sent_on": today().isoformat(), "sent_how": "uitgereikt", "expected": "klaar"}
    answer = client.post(form.one("form")["action"], sent)
    assert answer["Location"] == case.get_absolute_url()
    assert "Nu aan u: " in LookedAt(client.get(answer["Location"]).content.decode()).one(".wt-notice").text
    other = f"{letters[1].get_absolute_url()}stap/verstuur-of-reik-uit/"
    assert client.post(other, sent)["Location"] == letters[1].get_absolute_url()


def test_on_the_page_of_an_object_it_opens_there_and_one_stays(client, world: World) -> None:
    """As on the case: the button leads to the form's own page, and with script the form opens below it."""
    call_back = world.call_back(world.case("uitvoering"))
    client.force_login(world.consulent)
    here = call_back.get_absolute_url()
    page = LookedAt(client.get(here).content.decode())
    short = page.all(".wt-next [hx-get]")
    assert [one["href"].rsplit("/", 2)[1] for one in short] == ["laat-vervallen"]
    assert all(page.has(one["hx-target"]) and one["hx-get"] == f"{one['href']}?hier" for one in short)
    form = LookedAt(client.get(short[0]["hx-get"], headers=HX).content.decode())
    assert form.one("form")["action"] == short[0]["href"]
    sent = {one["name"]: one["value"] for one in form.all("form input")} | {
        form.one("textarea")["name"]: "Zij kwam langs."
    }
    assert client.post(short[0]["href"], sent)["Location"] == here
