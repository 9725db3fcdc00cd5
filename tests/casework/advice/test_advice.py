"""An advice from asking to what the decision says of it (2 March 2026 is a Monday)."""

import datetime as dt
import uuid

import pytest
from django.test import Client

from casework.advice.models import Advice
from casework.advice.operations import ask_advice
from casework.advice.paper import on_decision
from casework.advice.put_out import put_out
from casework.cases.work import WorkItem
from casework.documents.models import Document
from casework.engine.door import perform
from casework.engine.errors import NotAllowed, NotNow
from casework.research.basis import sources
from casework.sharing.models import Sharing
from casework.waits.models import Wait
from roles.models import User
from roles.policy import sight
from tests.at_once import at_once
from tests.casework.on_the_lists import MONDAY, day, moment
from tests.factories import World, fresh, put_in_line, today
from tests.pages.browser import as_, send, words

SAID = {"text": "Wij vertellen het.", "how": "aan tafel", "given_by": "zij", "given_on": MONDAY}


def asked(world: World, case, *, on: dt.date = MONDAY, **more) -> Advice:
    given = {
        "by": case.regisseur, "kind": "medisch", "to": "Argonaut", "question": "Wordt dit beter?", "what": ["vraag"],
        "said": SAID, "expected_by": day(12), "address": "Dijk 3, 3261 AB Oud-Beijerland",
    }  # fmt: skip
    return ask_advice(case, at=moment(on), **given | more)


def mine(who: User, on: dt.date) -> set[str]:
    return set(WorkItem.objects.open().mine(sight(who, on)).values_list("step", flat=True))


def letter(advice: Advice) -> Document:
    return Document.objects.get(kind="advies_gevraagd", about=advice.public_id)


def test_it_is_asked_with_what_is_needed_and_waited_for(world: World, new_case) -> None:
    """The letter goes to the adviser with one need and what is shared, the case waits, and no term stands still."""
    case = new_case("onderzoek", clock_from=MONDAY)
    research = world.research(case)
    need = research.needs.all()[0]
    assert "research.settle" in mine(world.consulent, MONDAY)
    advice = asked(world, case, need=need, waits=True)
    assert (advice.about, advice.sharing.purpose, advice.sharing.what) == (need.what, "advies", ["vraag"])
    said = letter(advice).snapshot
    assert (said["to"]["name"], said["to"]["lines"]) == ("Argonaut", ["Dijk 3", "3261 AB Oud-Beijerland"])
    assert (said["about"], said["need"], said["parts"]) == (case.subject, need.what, [])
    person = case.person
    assert not {one for one in (person.street, person.phone) if one and one in str(said)}
    event = case.events.get(verb="advice.asked")
    assert (event.text, event.citizen) == (
        "Aan Argonaut, medisch adviseur, uiterlijk 12 maart 2026",
        "Wij vroegen advies over uw vraag aan Argonaut.",
    )
    assert (Wait.objects.get().on_what, Wait.objects.get().until) == ("een advies: Argonaut", day(12))
    assert mine(world.consulent, day(3)) == set()
    assert ("Argonaut, medisch adviseur", day(12)) in [(o.whom, o.due) for o in put_out(sight(world.consulent, day(3)))]
    # on the day: one turn, not two; longer, and it rests again
    assert mine(world.consulent, day(12)) == {"research.settle", "advice.receive", "document.send"} - {"document.send"}
    perform(fresh(advice), "extend", by=world.consulent, at=moment(day(12)), until=day(20))
    assert (Wait.objects.get().until, mine(world.consulent, day(12))) == (day(20), set())
    wait = Wait.objects.get()
    with pytest.raises(NotNow, match="wacht op een advies"):
        perform(wait, "come", by=world.consulent, at=moment(day(13)))
    due = WorkItem.objects.open().get(case=case, step="research.settle").due_on
    perform(fresh(advice), "receive", by=world.teamlid, at=moment(day(16)), received_on=day(16), answer="Dit blijft.")
    assert fresh(wait).state == "gekomen"
    assert "research.settle" in mine(world.consulent, day(16))
    assert WorkItem.objects.open().get(case=case, step="research.settle").due_on == due, "no term stood still"
    assert letter(advice).state == "achterhaald", "it never went out, and needn't any more"
    assert f"advies-{advice.public_id}" not in dict(sources(case, sight(world.consulent, day(16)), None))
    assert dict(sources(case, sight(world.consulent, day(16)), None))[f"advice-{advice.public_id}"].endswith(
        "Dit blijft."
    )


def test_the_decision_names_who_advised_and_the_term_runs_on(world: World) -> None:
    """Awb 3:8. What came before an earlier decision isn't told again."""
    case = world.case("onderzoek", on=MONDAY)
    application = world.application(case, received_on=MONDAY)
    before = application.decide_by(day(6))
    advice = asked(world, case, on=MONDAY)
    assert fresh(application).decide_by(day(6)) == before
    assert on_decision(case, day(6)) == []
    perform(advice, "receive", by=world.consulent, at=moment(day(5)), received_on=day(5), answer="Een lift kan.")
    assert on_decision(fresh(case), day(4)) == []
    told = {"of": "Argonaut, medisch adviseur", "on": "5 maart 2026", "about": "", "answer": "Een lift kan."}
    assert on_decision(fresh(case), day(6)) == [told]
    type(application).objects.filter(pk=application.pk).update(
        state="buiten_behandeling", decided_by=world.consulent, decided_on=day(9), number="B1", mandate=world.besluit_mandate()
    )  # fmt: skip
    assert on_decision(fresh(case), day(10)) == []


def test_taken_back_nobody_is_asked_any_more(world: World, new_case) -> None:
    """The letter never goes, the case waits no more, and what came in time stays. Said anew, it rests on the new words."""
    case = new_case("onderzoek")
    advice = asked(world, case, waits=True)
    again = asked(world, case, question="En de hand?")
    assert again.sharing == advice.sharing, "what was agreed holds for the next question"
    perform(again, "receive", by=world.consulent, at=moment(day(3)), received_on=day(3), answer="Goed.")
    newer = asked(world, case, said=SAID | {"text": "Anders gezegd."}, question="En de voet?")
    assert fresh(advice).sharing == newer.sharing != advice.sharing
    assert Sharing.objects.filter(state="gegeven").count() == 1
    perform(newer.sharing, "withdraw", by=None, at=moment(day(4)), why="Toch niet")
    assert [fresh(one).state for one in (advice, again, newer)] == ["ingetrokken", "ontvangen", "ingetrokken"]
    assert letter(newer).state == letter(advice).state == "achterhaald"
    assert Wait.objects.get().state == "gestopt"


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({"said": None}, "De inwoner moet toestemming geven"),
        ({"rests": "taak", "said": None}, "Zeg waarom dit nodig is"),
        ({"rests": "taak", "said": None, "why": "x", "what": ["vraag", "verslag"]}, "Op deze grond mag u dit niet"),
        ({"rests": "cak", "said": None, "why": "x"}, "Op deze grond deelt u alleen"),
        ({"expected_by": MONDAY}, "Vul een dag in vanaf"),
        ({"question": " "}, "Zeg wat u wilt weten"),
        ({"to": " "}, "Zeg met wie u deelt"),
    ],
)
def test_what_cant_be_asked(world: World, new_case, more, why) -> None:
    with pytest.raises(NotNow, match=why):
        asked(world, new_case("onderzoek"), **more)
    assert not Advice.objects.exists()
    assert not Sharing.objects.exists()


def test_by_whom_and_on_what(world: World, new_case) -> None:
    case, other = new_case("onderzoek"), new_case("onderzoek")
    with pytest.raises(NotAllowed):
        asked(world, case, by=world.eerstecontact)
    with pytest.raises(NotNow, match="casusregisseur"):
        asked(world, case, by=world.teamlid, waits=True)
    with pytest.raises(NotNow, match="onderzoek van deze zaak"):
        asked(world, case, need=world.research(other).needs.all()[0])
    theirs = asked(world, case, by=world.teamlid)
    assert mine(world.teamlid, day(11)) == set()
    assert "advice.receive" in mine(world.teamlid, day(12)), "who asked hears that it isn't there"
    world.teamlid.memberships.all().delete()
    put_in_line(type(case), [case.pk], moment(day(12)))
    assert "advice.receive" in mine(world.consulent, day(12)), "and where they left, who leads the case"
    perform(case, "end", by=world.consulent, at=moment(day(13)), ended_reason="verhuisd", closing_words="Weg")
    assert fresh(theirs).state == "ingetrokken"


def test_the_page_asks_it_and_shows_the_letter_first(client: Client, world: World) -> None:
    case = world.case("onderzoek")
    need = world.research(case).needs.all()[0]
    as_(client, world.consulent)
    url = f"{case.get_absolute_url()}adviezen/nieuw/"
    page = words(client.get(url))
    for there in ("Een advies zet geen termijn stil", "De zaak wacht op dit advies", "Bekijk eerst de brief"):
        assert there in page, there
    given = {
        "kind": "ergotherapeut", "to": "ander", "name": "De Wit", "need": need.public_id, "question": "Kan dit veilig?",
        "what": ["vraag"], "rests": "toestemming", "consent_said": "on", "waits": "on",
        "until": f"{today() + dt.timedelta(days=9):%d-%m-%Y}", "consent_text": "Wij vertellen het.",
        "consent_how": "mondeling", "consent_given_by": "zij", "consent_given_on": f"{today():%d-%m-%Y}",
    }  # fmt: skip
    shown = words(send(client, url, **given, bekijk="ja"))
    assert "Wij vragen u om advies." in shown
    assert "Geachte adviseur" in shown
    assert not Advice.objects.exists()
    for wrong, sentence in (
        ({"question": ""}, "Wat wilt u weten"),
        ({"name": ""}, "Wie is dat"),
        ({"consent_said": ""}, "Dit kan alleen met toestemming"),
        ({"rests": "taak"}, "Waarom is dit nodig"),
        ({"until": "01-01-1800"}, "Fout: "),
        ({"question": "Kan\0dit?", "kind": "dokter"}, "Kies"),
        ({"need": "x" * 9000, "to": "\0"}, "Kan dit veilig?"),
    ):
        answer = send(client, url, **given | wrong)
        assert answer.status_code == 422 or answer.status_code == 200, (wrong, answer.status_code)
        assert sentence in words(answer), wrong
    assert send(client, url, **given).status_code == 303
    made = Advice.objects.get()
    assert (made.need, made.sharing.receiver_name, Wait.objects.get().advice) == (need, "De Wit", made)
    assert "Advies" in words(client.get(f"{case.get_absolute_url()}onderzoek/"))
    page = words(client.get(made.get_absolute_url()))
    assert "De Wit, ergotherapeut" in page
    assert "Kan dit veilig?" in page
    step = f"{made.get_absolute_url()}stap/leg-het-advies-vast/"
    assert "Zeg wat het advies is" in words(send(client, step, received_on=f"{today():%d-%m-%Y}", answer=""))
    assert send(client, step, received_on=f"{today():%d-%m-%Y}", answer="Ja, met een beugel.").status_code == 303
    assert "Ja, met een beugel." in words(client.get(f"{case.get_absolute_url()}onderzoek/"))


@pytest.mark.django_db(transaction=True)
def test_two_at_once(transactional_db) -> None:
    """The same form twice is one advice; taken back while it comes in, it came or it didn't, and nothing is in between."""
    world = World()
    case = world.case("onderzoek", on=MONDAY)
    token = uuid.uuid4()
    at_once(lambda: asked(world, case, token=token), lambda: asked(world, case, token=token))
    advice = Advice.objects.get()
    assert Document.objects.filter(kind="advies_gevraagd").count() == 1
    came = {"received_on": day(3), "answer": "Zo."}
    got = at_once(
        lambda: perform(fresh(advice), "receive", by=world.teamlid, at=moment(day(3)), **came),
        lambda: perform(advice.sharing, "withdraw", by=None, at=moment(day(3)), why="Nee"),
    )
    assert fresh(advice).state in ("ontvangen", "ingetrokken"), got
    assert fresh(advice.sharing).state == "ingetrokken"
