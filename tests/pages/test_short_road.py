"""The short road: one question on one page, out of which the report comes; and on along the long one with all of it."""

import pytest

from casework.cases.models import Case
from casework.engine.door import perform
from casework.research.complete import Stands
from casework.research.models import Asked, EarlierText, Need
from casework.research.part_pages import newest_of
from casework.research.states import ResearchState
from tests.factories import World, fresh
from tests.pages.browser import as_, send, words
from tests.pages.looked_at import LookedAt

pytestmark = pytest.mark.django_db
WRITTEN = {
    "what": "Traplift",
    "extent": "U komt de trap niet meer op, elke dag.",
    "own": "U slaapt nu beneden.",
    "leaves": "ja",
    "left": "Een traplift.",
    "asked": ["identiteit", "ondersteuning", "vorm"],
}


@pytest.fixture
def case(world: World) -> Case:
    made = world.case("onderzoek", road="kort", question="Ik kom de trap niet meer op.", really_asked="Boven slapen.")
    Need.objects.all().delete()
    Asked.objects.all().delete()
    return made


def short(case: Case) -> str:
    return f"{case.get_absolute_url()}kort/"


def opened(client, case: Case) -> dict[str, str]:
    """With what a colleague may change meanwhile."""
    page = LookedAt(client.get(short(case)).content.decode())
    return {"opened": page.one("input[name=opened]")["value"]}


def test_one_page_holds_all_and_the_report_comes_from_it(client, world: World, case: Case) -> None:
    as_(client, world.consulent)
    page = words(client.get(short(case)))
    for said in (
        "Ik kom de trap niet meer op.",
        "Boven slapen.",
        "Wat is er nodig?",
        "b. Zelf en thuis",
        "e. In de kern",
    ):
        assert said in page, said
    assert not LookedAt(page).has("a[href$='/onderzoek/verslag/']")
    assert send(client, short(case), **opened(client, case), **WRITTEN).url == short(case)
    research = newest_of(case)
    (need,) = research.needs.all()
    assert (need.what, need.own, need.own_mark, need.left) == ("Traplift", "U slaapt nu beneden.", "", "Een traplift.")
    assert (need.network_mark, need.kern_mark, need.other_law_mark) == ("niet_besproken",) * 3
    assert Stands.of(research, case).missing() == []
    assert LookedAt(client.get(short(case)).content.decode()).has("a[href$='/onderzoek/verslag/']")
    perform(research, "settle", by=world.consulent)
    assert fresh(research).state == ResearchState.VASTGESTELD
    assert client.get(short(case)).url == f"{case.get_absolute_url()}onderzoek/"


def test_nothing_is_left_for_the_municipality(client, world: World, case: Case) -> None:
    as_(client, world.consulent)
    sent = WRITTEN | {"leaves": "nee", "left": ""}
    send(client, short(case), **opened(client, case), **sent)
    (need,) = newest_of(case).needs.all()
    assert (need.left, need.left_mark) == ("", "niets")
    assert Stands.of(newest_of(case), case).missing() == []


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"what": ""}, "Wat is er nodig?"),
        ({"leaves": "ja", "left": ""}, "Schrijf op wat er overblijft"),
        ({"leaves": "\0"}, "Korte route"),
        ({"asked": ["x\0"]}, "Korte route"),
        ({"own": "a" * 100_000}, "Korte route"),
    ],
)
def test_what_cant_be_right_is_told_and_nothing_is_written(
    client, world: World, case: Case, given: dict, said: str
) -> None:
    as_(client, world.consulent)
    answer = send(client, short(case), **opened(client, case), **WRITTEN | given)
    assert answer.status_code == 200
    assert said in words(answer)
    assert "U komt de trap niet meer op" in words(answer)
    assert not newest_of(case).needs.exists()


def test_a_colleague_who_wrote_meanwhile_isnt_written_over(client, world: World, case: Case) -> None:
    as_(client, world.consulent)
    send(client, short(case), **opened(client, case), **WRITTEN)
    before = opened(client, case)
    as_(client, world.teamleider)
    send(client, short(case), **opened(client, case), **WRITTEN | {"own": "U slaapt bij uw dochter."})
    as_(client, world.consulent)
    answer = send(client, short(case), **before, **WRITTEN | {"kern": "De dorpsbus rijdt tot de deur."})
    assert answer.status_code == 409
    assert "U slaapt bij uw dochter." in words(answer)
    assert newest_of(case).needs.get().own == "U slaapt bij uw dochter."
    assert EarlierText.objects.filter(text="U slaapt nu beneden.").exists()


def test_on_along_the_long_road_nothing_is_lost(client, world: World, case: Case) -> None:
    as_(client, world.consulent)
    send(client, short(case), **opened(client, case), **WRITTEN)
    tab = f"{case.get_absolute_url()}onderzoek/"
    assert LookedAt(client.get(tab).content.decode()).has(f"a[href='{short(case)}']")
    perform(fresh(case), "change_road", by=world.consulent, road="lang")
    assert client.get(short(case)).url == tab
    page = words(client.get(tab))
    for said in ("Traplift", "U slaapt nu beneden.", "Een traplift."):
        assert said in page, said
    perform(fresh(case), "change_road", by=world.consulent, road="kort")
    research = newest_of(case)
    research.needs.create(what="Nog iets", order=1)
    assert client.get(short(case)).url == tab  # two needs ask for the long one


def test_who_may_write_on_the_file_and_nobody_else(client, world: World, case: Case) -> None:
    """By hand: the address by persona."""
    for who, status in (
        ("consulent", 200), ("consulent2", 200), ("teamlid", 200), ("teamleider", 200), ("afdelingshoofd", 200),
        ("administratie", 404), ("consulent3", 404), ("eerstecontact", 404), ("middenveld", 404), ("uitvoerder", 404),
        ("financien", 404), ("privacy", 404), ("beheer", 404), ("inwoner", 404), ("outsider", 404),
    ):  # fmt: skip
        as_(client, getattr(world, who))
        assert client.get(short(case)).status_code == status, who
        if status == 404:
            assert send(client, short(case), **WRITTEN).status_code == 404, who
    assert not newest_of(case).needs.exists()
