"""Two people write in one research at the same moment, or settle it twice: nothing is lost, and nothing is done double."""

import uuid

import pytest

from casework.documents.models import Document
from casework.engine.door import perform
from casework.engine.errors import NotNow
from casework.research.models import EarlierText, Need, Research
from casework.research.operations import Meanwhile, add_need, save_part, version_of
from casework.research.parts import Part
from casework.research.states import Mark
from tests.at_once import at_once
from tests.factories import World, fresh, today

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def world(transactional_db) -> World:
    return World()


@pytest.fixture
def research(world: World) -> Research:
    return world.case("onderzoek").researches.get()


def test_of_six_who_write_in_one_part_one_is_first_and_five_are_told(world: World, research: Research) -> None:
    need = research.needs.get()
    seen = version_of(need, Part.B)
    texts = [f"Tekst {number}" for number in range(6)]
    got = at_once(
        *[
            lambda text=text: save_part(research, by=world.teamlid, part=Part.B, need=need, text=text, seen=seen)
            for text in texts
        ]
    )
    told = [one for one in got if isinstance(one, Meanwhile)]
    assert (len(told), fresh(need).own in texts) == (5, True), got
    assert {one.theirs for one in told} == {fresh(need).own}
    assert EarlierText.objects.get().text == "U eet bij uw zus."


def test_words_and_a_key_in_other_parts_both_stand(world: World, research: Research) -> None:
    need = research.needs.get()
    got = at_once(
        lambda: save_part(research, by=world.teamlid, part=Part.C, need=need, text="Ans brengt soep."),
        lambda: save_part(research, by=world.consulent, part=Part.E, need=need, mark=Mark.NIET_BESPROKEN),
        lambda: save_part(research, by=world.consulent2, part=Part.G, text="€ 21 per maand"),
    )
    assert not [one for one in got if isinstance(one, Exception)], got
    assert (fresh(need).network, fresh(need).kern_mark) == ("Ans brengt soep.", "niet_besproken")
    assert fresh(research).contribution == "€ 21 per maand"


def test_the_same_row_sent_twice_is_one(world: World, research: Research) -> None:
    token = uuid.uuid4()
    at_once(*[lambda: add_need(research, by=world.teamlid, what="Post", token=token)] * 3)
    assert Need.objects.filter(what="Post").count() == 1


def test_settled_twice_there_is_one_letter_and_nobody_writes_after_it(world: World, research: Research) -> None:
    got = at_once(*[lambda: perform(research, "settle", by=world.consulent)] * 3)
    assert sum(isinstance(one, NotNow) for one in got) == 2, got
    letter = Document.objects.get(kind="onderzoeksverslag")
    perform(letter, "ready", by=None, file="verslag.pdf", sha256="0" * 64, size=1)
    # sent as a letter by one, and as the report by another
    got = at_once(
        lambda: perform(fresh(letter), "send", by=world.consulent2, sent_on=today(), sent_how="post"),
        lambda: perform(fresh(research), "send", by=world.consulent, sent_on=today(), sent_how="post"),
    )
    assert sum(isinstance(one, NotNow) for one in got) == 1, got
    assert (fresh(letter).state, fresh(research).state) == ("verstuurd", "verstuurd")
    assert research.case.events.filter(verb="research.send").count() == 1
    with pytest.raises(NotNow, match="staat al vast"):
        save_part(research, by=world.teamlid, part=Part.G, text="Later")
