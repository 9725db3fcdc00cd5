"""Whose turn a letter makes it, and what must be announced."""

from casework.cases.work import WorkItem
from casework.documents.models import Document
from casework.engine.door import perform
from casework.indicaties.models import VoorlopigeIndicatie
from casework.law.models import clock
from tests.casework.on_the_lists import MONDAY, day, items, steps_for, who_by_when
from tests.factories import World, fresh, today


def test_a_letter_is_sent_by_its_maker(world: World, new_case) -> None:
    case = new_case()
    world.document(case, asked_by=world.eerstecontact, state_since=MONDAY)
    assert who_by_when(case)["document.send"] == ("eerstecontact", day(3))
    world.document(case, asked_by=None, state_since=MONDAY)
    assert {one.for_user.username for one in WorkItem.objects.open().filter(step="document.send")} == {"eerstecontact"}
    who_by_when(case)
    assert {one.for_user.username for one in WorkItem.objects.open().filter(step="document.send")} == {
        "eerstecontact", "consulent",
    }  # fmt: skip


def issued(world: World) -> tuple[VoorlopigeIndicatie, Document]:
    indicatie = world.indicatie(world.case(), made_by=world.consulent)
    perform(indicatie, "issue", by=world.consulent)
    return fresh(indicatie), indicatie.case.documents.get()


def made(document: Document) -> Document:
    perform(document, "ready", by=None, file="x.pdf", sha256="0" * 64, size=1)
    return fresh(document)


def test_a_dropped_decision_waits_to_be_made_again(world: World) -> None:
    indicatie, letter = issued(world)
    case = indicatie.case
    perform(made(letter), "drop", by=world.consulent, why="Naam fout")
    turn = items(case)["document.remake"]
    assert (turn.for_user, turn.what) == (world.consulent, "Deze brief moet nog naar de inwoner: maak hem opnieuw")
    assert turn.due_on == clock().add_working_days(today(), 2)
    person = case.person
    person.family_name, person.street = "Janssen", "Kerkweg 7"
    person.save()
    perform(letter, "remake", by=world.consulent2)
    again = case.documents.exclude(pk=letter.pk).get()
    assert (again.kind, again.about, again.state) == ("indicatie_afgegeven", indicatie.public_id, "gevraagd")
    assert again.snapshot["to"]["name"] == "Bep Janssen"
    assert again.snapshot["to"]["lines"][0] == "Kerkweg 7"
    assert again.snapshot["decided"] == letter.snapshot["decided"]  # by whom, under which mandate
    assert again.snapshot["decided"]["by"] == world.consulent.name
    assert "document.remake" not in items(case)
    made(again)
    assert items(case)["document.send"].object_id == again.public_id
    perform(again, "send", by=world.consulent2, sent_on=today(), sent_how="post")
    assert not [one for one in items(case) if one.startswith("document")]
    assert "remake" not in steps_for(letter, world.consulent)


def test_a_ready_letter_that_is_out_of_date_is_made_again_in_one_step(world: World) -> None:
    case = world.case()
    letter = world.document(case)
    perform(letter, "remake", by=world.consulent)
    assert fresh(letter).state == "vervallen"
    again = case.documents.exclude(pk=letter.pk).get()
    assert (again.kind, again.state) == ("bevestiging", "gevraagd")
    assert again.snapshot["to"]["name"] == "Bep Jansen"


def test_a_dropped_letter_that_tells_nothing_new_is_nobodys_turn(world: World) -> None:
    case = world.case()
    perform(world.document(case, "indicatie_geeindigd"), "drop", by=world.consulent, why="Gebeld")
    assert "document.remake" not in items(case)
    closed = world.case("afgesloten")
    world.document(closed, state="vervallen")
    assert "document.remake" not in items(closed, today())


def test_a_decision_is_announced_after_the_close_too_but_never_to_the_deceased(world: World) -> None:
    case = world.case("afgesloten")
    letter = world.document(case, "indicatie_ingetrokken")
    perform(letter, "drop", by=world.consulent, why="Fout")
    assert "document.remake" in items(case)
    case.person.deceased_on = today()
    case.person.save()
    assert "document.remake" not in items(case, today())
