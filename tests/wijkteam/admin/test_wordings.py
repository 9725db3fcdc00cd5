"""What letters say in the municipality's own words: from a day, seen first, agreed to by a second person."""

import datetime as dt

import pytest

from casework.documents.content import letter_content
from casework.documents.kinds import kind_of, letters
from casework.documents.models import Document
from casework.documents.preview import preview
from casework.engine.door import available, perform
from casework.engine.errors import NotNow
from casework.wording.models import Wording
from casework.wording.texts import paragraphs_of, unknown_in, wordings
from roles.policy import sight
from tests.factories import World, today
from tests.pages.browser import words
from tests.wijkteam.admin.pages import nl
from tests.wijkteam.admin.test_second_person import press

pytestmark = pytest.mark.django_db
URL = "/beheer/briefteksten/afsluiting/waarom/"
NEW = "Wij stoppen op [dag].\n\nDat is omdat [reden]. Groet van [wijkteam]."


def fill(beheer, text=NEW, since=None, **more):
    return beheer.post(URL, {"text": text, "since": since or nl(today())} | more)


def test_it_is_seen_first_waits_and_then_holds_from_its_day(beheer, world: World) -> None:
    page = words(beheer.get("/beheer/briefteksten/"))
    assert "Dat doen wij omdat [reden]." in page
    assert "binnen zes weken" not in page  # what the law asks in so many words isn't there to be changed
    look = words(fill(beheer, bekijk="1"))
    assert "Wij stoppen op [dag]." in look
    assert not Wording.objects.exists()
    later = today() + dt.timedelta(days=3)
    assert fill(beheer, since=nl(later)).status_code == 302
    assert not Wording.objects.exists()
    card = words(beheer.get("/bevestigen/"))
    assert "Wij sluiten uw zaak af, Waarom wij afsluiten" in card
    assert "Groet van [wijkteam]" in card
    assert press(world.beheer).status_code == 403
    assert press(world.afdelingshoofd).status_code == 303
    kind, case = kind_of("afsluiting"), world.case()
    assert "Dat doen wij" in letter_content(kind, case, None, on=today())["texts"]["waarom"]
    said = letter_content(kind, case, None, on=later)["texts"]["waarom"]
    assert said.endswith(f"Groet van {world.team.name}.")
    assert "Vanaf" in words(beheer.get("/beheer/briefteksten/"))


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Beste [voornaam], tot [dag]", "Dit kent deze brief niet: [voornaam]"),
        ("", "Vul een tekst in"),
        ("x" * 4001, "4.000"),
        ("Wij sluiten uw zaak af op [dag]. Dat doen wij omdat [reden].", "Dit staat er al"),
    ],
)
def test_what_is_refused(beheer, text: str, why: str) -> None:
    answer = fill(beheer, text)
    assert answer.status_code == 400
    assert why in words(answer)
    assert fill(beheer, since="1-1-1800").status_code == 400
    assert beheer.get("/beheer/briefteksten/niets/waarom/").status_code == 404
    assert beheer.get("/beheer/briefteksten/afsluiting/niets/").status_code == 404


def test_worded_by_two_at_once_the_second_is_looked_at_again(beheer, world: World) -> None:
    fill(beheer)
    Wording.objects.create(letter="afsluiting", paragraph="waarom", text="Anders.", since=today())
    assert press(world.afdelingshoofd).status_code == 409
    assert Wording.objects.count() == 1


def test_a_place_with_nothing_to_fill_in_keeps_the_letter_here(world: World) -> None:
    case = world.case("onderzoek")
    world.team.phone = ""
    world.team.save()
    Wording.objects.create(letter="bevestiging", paragraph="wachten", text="Bel [telefoon].", since=today())
    said = letter_content(kind_of("bevestiging"), case, None, on=today())
    letter = world.document(case, snapshot=said)
    with pytest.raises(NotNow) as refused:
        perform(letter, "send", by=world.consulent, sent_on=today(), sent_how="post")
    (why,) = [one.text for one in refused.value.reasons]
    assert why.startswith("In deze brief is nog niet ingevuld: [telefoon] (alinea ‘Kan het niet wachten?’).")
    offer = next(one for one in available(letter, sight(world.consulent)) if one.step.name == "send")
    assert not offer.possible
    world.team.phone = "0186 12 34 56"
    world.team.save()
    perform(Document.objects.get(pk=letter.pk), "remake", by=world.consulent)
    again = Document.objects.get(state="gevraagd")
    assert (again.snapshot["unfilled"], again.snapshot["texts"]["wachten"]) == ([], "Bel 0186 12 34 56.")


def test_what_people_typed_is_no_place_and_each_kind_can_be_looked_at(world: World) -> None:
    case = world.case(
        "aanmelding", holder_kind="organisatie", holder_organisation=world.partner, holder_team=None, layer="middenveld"
    )
    world.partner.name = "De [telefoon] <b>"
    said = letter_content(kind_of("wie_u_nu_helpt"), case, None, on=today())
    assert "De [telefoon] <b>" in said["texts"]["wie"]
    assert said["unfilled"] == []
    for kind in map(kind_of, letters()):
        for one in paragraphs_of(kind):
            assert unknown_in(one.text, one) == []
        assert kind.label in preview(kind, wordings(kind, today()), on=today())
