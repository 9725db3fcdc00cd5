"""A letter that was made before a fact was put right never leaves as it is: why, and 'Maak opnieuw'."""

import pytest

from casework.cases.operations import correct_person
from casework.cases.speaking import add_representative
from casework.cases.work import WorkItem
from casework.documents.conditions import addressed_as_it_is_now
from casework.documents.content import addressee
from casework.documents.models import Document
from casework.documents.readdressing import readdress
from casework.engine.door import available, perform
from casework.engine.errors import NotNow
from roles.policy import sight
from tests.factories import World, today

WHY = addressed_as_it_is_now.reason


@pytest.fixture
def letter(world: World) -> Document:
    case = world.case()
    return world.document(case, snapshot={"kind": "bevestiging", "to": addressee(case, today())})


def moved(case) -> None:
    case.person.street = "Kerkstraat 9"
    case.person.save(update_fields=["street"])


def renamed(case) -> None:
    case.person.family_name = "Jansen-de Wit"
    case.person.save(update_fields=["family_name"])


def sealed(case) -> None:
    case.person.secret_address = True
    case.person.save(update_fields=["secret_address"])


def represented(case) -> None:
    case.person.representatives.create(name="Mr. Vos", kind="curator", since=today(), address="Markt 1, Dordrecht")


@pytest.mark.parametrize("changed", [moved, renamed, sealed, represented])
@pytest.mark.parametrize("how", ["post", "uitgereikt"])
def test_it_is_refused_with_why(world: World, letter: Document, changed, how: str) -> None:
    changed(letter.case)
    with pytest.raises(NotNow) as refused:
        perform(Document.objects.get(pk=letter.pk), "send", by=world.consulent, sent_on=today(), sent_how=how)
    assert [reason.text for reason in refused.value.reasons] == [WHY]


def test_the_button_says_why_and_the_way_out_is_there(world: World, letter: Document) -> None:
    moved(letter.case)
    offers = {
        one.step.name: one for one in available(Document.objects.get(pk=letter.pk), sight(world.consulent), moot=True)
    }
    assert [reason.text for reason in offers["send"].reasons] == [WHY]
    assert offers["remake"].possible


def test_made_again_it_can_be_sent(world: World, letter: Document) -> None:
    moved(letter.case)
    perform(Document.objects.get(pk=letter.pk), "remake", by=world.consulent)
    again = Document.objects.exclude(pk=letter.pk).get(case=letter.case)
    assert again.snapshot["to"]["lines"][0] == "Kerkstraat 9"
    assert addressed_as_it_is_now.reason == WHY
    perform(again, "ready", by=None, file="x.pdf", sha256="0" * 64, size=1)
    perform(again, "send", by=world.consulent, sent_on=today(), sent_how="post")


def test_a_letter_that_still_holds_is_sent(world: World, letter: Document) -> None:
    perform(letter, "send", by=world.consulent, sent_on=today(), sent_how="post")
    moved(letter.case)
    assert Document.objects.get(pk=letter.pk).state == "verstuurd"


def test_put_right_it_is_made_again_in_every_case_of_this_person(
    world: World, letter: Document, django_capture_on_commit_callbacks
) -> None:
    """In the case where it is done at once, in others by a worker; a letter of somebody else, and one that was sent, stay."""
    person = letter.case.person
    other, stranger = world.case("onderzoek", person=person), world.case("onderzoek")
    waits = world.document(other, "afspraak", asked_by=world.consulent2,
                           snapshot={"kind": "afspraak", "to": addressee(other, today())})  # fmt: skip
    gone = world.document(other, "afsluiting", "verstuurd", snapshot={"kind": "afsluiting", "to": {}})
    theirs = world.document(stranger, snapshot={"kind": "bevestiging", "to": addressee(stranger, today())})
    with django_capture_on_commit_callbacks() as then:
        correct_person(letter.case, by=world.consulent, street="Kerkstraat 9")
        assert Document.objects.get(pk=letter.pk).state == "vervallen"
        again = letter.case.documents.get(state="gevraagd")
        assert again.snapshot["to"]["lines"][0] == "Kerkstraat 9"
        assert Document.objects.get(pk=waits.pk).state == "klaar"
    assert len(then) >= 1
    for _ in range(2):  # a worker may look twice
        readdress(person.pk)
    new = other.documents.get(state="gevraagd")
    assert (new.kind, new.asked_by) == ("afspraak", world.consulent2)
    assert new.snapshot["to"]["lines"][0] == "Kerkstraat 9"
    states = [Document.objects.get(pk=one.pk).state for one in (waits, gone, theirs)]
    assert states == ["vervallen", "verstuurd", "klaar"]
    assert not WorkItem.objects.filter(case=other, object_id=waits.public_id).exists()
    add_representative(letter.case, by=world.consulent, name="Mr. Vos", kind="curator", since=today(),
                       address="Markt 1, Dordrecht")  # fmt: skip
    readdress(person.pk)
    assert other.documents.get(state="gevraagd").snapshot["to"]["name"] == "Mr. Vos"
