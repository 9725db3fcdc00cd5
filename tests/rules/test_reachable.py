"""Every state a factory can put an object into can be reached by steps, or is the one in which it is made."""

import datetime as dt
import uuid
from dataclasses import replace
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from casework.advice.operations import ask_advice
from casework.applications.operations import receive_application
from casework.appointments.operations import make_appointment
from casework.callbacks.effects import Said
from casework.callbacks.operations import ask_call_back
from casework.cases import reporting
from casework.cases.events import CaseEvent
from casework.cases.models import Case
from casework.complaints.operations import register_complaint
from casework.defaults.operations import register_notice
from casework.documents.models import Document
from casework.engine.door import perform
from casework.engine.registry import machines, noun_of
from casework.forcefields.operations import ask_force_field
from casework.goals.operations import add_goal
from casework.handovers.operations import offer_handover
from casework.households.events import HouseholdEvent
from casework.households.operations import leave
from casework.indicaties import by_date
from casework.indicaties.conditions import CORRECTED
from casework.indicaties.operations import draft_indicatie
from casework.meldcode.operations import begin_meldcode
from casework.objections.operations import register_objection
from casework.pieces.incoming import judged
from casework.pieces.operations import add_pieces
from casework.sharing.operations import share
from casework.vangnet.account_number import AccountNumber
from casework.vangnet.operations import draft_request
from casework.vangnet.paying import book, call_off, make_batch, release
from casework.visits.operations import Typed, keep
from casework.waits.operations import have_wait
from roles.policy import sight
from tests.casework.householdplans.household import Family
from tests.factories import World, today


def report(world: World, **fields) -> Case:
    given = {"by": world.consulent, "kern": world.kern, "kind": "melding", "question": "Help", "channel": "telefoon",
             "on_behalf": "zelf", "received_on": today(), "person": world.person()}  # fmt: skip
    return reporting.open_case(**given | fields)


def researched(world: World) -> Case:
    case = report(world)
    perform(case, "take_up", by=world.consulent)
    world.reported(case, by=world.consulent)
    return case


def draft(world: World, case: Case, **fields):
    given = {"by": world.consulent, "what": "Hulp", "provider": world.provider, "frequency": "elke dag",
             "amount_per_week": Decimal(100), "starts_on": today(), "ends_on": today() + dt.timedelta(weeks=4),
             "agreed_with": "haar", "why_now": "Nu"}  # fmt: skip
    return draft_indicatie(case, **given | fields)


def walk_a_case(world: World) -> None:
    case = researched(world)
    for wording in ("Timmeren", "Wandelen", "Zingen"):
        add_goal(
            case,
            by=world.consulent,
            wording=wording,
            layer="burger",
            ground=world.eigen,
            budget=Decimal(0),
            carrier_kind="inwoner",
        )
    perform(case, "set_plan", by=world.consulent, regie="inwoner", regie_name="zij", no_network=True)
    perform(case, "start", by=world.consulent, agreed_on=today(), agreed_how="aan tafel", evaluate_on=today())
    goals = list(case.goals.order_by("pk"))
    perform(goals[0], "achieve", by=world.consulent)
    perform(goals[1], "adjust", by=world.consulent, wording="Korter wandelen", why="Te ver")
    perform(goals[2], "stop", by=world.consulent, why="Geen zin")
    told = {goal.public_id: (0, "Goed") for goal in case.goals.all()}
    perform(case, "evaluate", by=world.consulent, told=told)
    perform(case, "close", by=world.consulent, outcome="eigen_kracht", solved_layer="burger")


def walk_the_handovers(world: World) -> None:
    case = researched(world)
    consent = {"text": "t", "how": "h", "given_by": "zij", "given_on": today()}

    def offer():
        return offer_handover(
            case, by=world.consulent, to_kind="organisatie", to_organisation=world.partner, need="Iets", consent=consent
        )

    perform(offer(), "refuse", by=world.middenveld, why="Vol")
    perform(offer(), "withdraw", by=world.consulent, why="Toch niet")
    first = offer()
    perform(first, "accept", by=world.middenveld)
    up = offer_handover(case, by=world.consulent, to_kind="inwoner", need="Zelf")
    perform(up, "accept", by=world.consulent, accepted_by="zij", accepted_how="gebeld")
    perform(up, "give_back", by=world.consulent, why="Lukt niet")


def walk_the_indicaties(world: World) -> None:
    perform(draft(world, researched(world)), "discard", by=world.consulent)
    submitted = draft(world, researched(world))
    perform(submitted, "submit", by=world.consulent, submitted_to=world.consulent2)
    perform(submitted, "send_back", by=world.consulent2, why="Hoeveel uur?")
    perform(submitted, "submit", by=world.consulent, submitted_to=world.consulent2)
    perform(submitted, "issue", by=world.consulent2)
    perform(
        submitted,
        "withdraw",
        by=world.consulent,
        why="Niet nodig",
        until=today() + dt.timedelta(days=7),
        heard_how="gebeld",
        heard_on=today(),
    )
    wrong = draft(world, researched(world))
    perform(wrong, "issue", by=world.consulent)
    stands = {name: getattr(wrong, name) for name in CORRECTED} | {"frequency": "twee keer per dag"}
    perform(wrong, "correct", by=world.consulent, why="Verkeerde uren", **stands)
    converted = draft(world, case := researched(world))
    perform(converted, "issue", by=world.consulent)
    application = receive_application(case, by=world.consulent, what="Hulp", received_on=today())
    perform(application, "prepare", by=world.consulent, content=world.decision())
    perform(application, "decide", by=world.consulent, content=world.decision(), takes_over="1")
    ended = draft(world, researched(world))
    perform(ended, "issue", by=world.consulent)
    later = today() + dt.timedelta(weeks=5)
    for one in by_date.over(later):
        by_date.lapse(one, later, timezone.now())
    other = receive_application(researched(world), by=world.consulent, what="Hulp", received_on=today())
    perform(other, "withdraw", by=world.consulent, why="Zelf")


def send(world: World, obj, kind: str) -> None:
    """The letter about it, as if a worker made it."""
    letter = Document.objects.get(about=obj.public_id, kind=kind)
    perform(letter, "ready", by=None, file="brief.pdf", sha256="0" * 64, size=1)
    perform(letter, "send", by=world.consulent, sent_on=today(), sent_how="post")


def walk_what_is_not_completed(world: World) -> None:
    """A week was given to complete it; nothing came."""
    application = receive_application(researched(world), by=world.consulent, what="Hulp", received_on=today())
    asked = {"missing": "Een verklaring", "asked_until": today() + dt.timedelta(weeks=1)}
    perform(application, "ask_more", by=world.consulent, **asked)
    send(world, application, "verzoek_om_aanvulling")
    later = timezone.now() + dt.timedelta(days=9)
    perform(application, "leave_out", by=world.consulent, at=later, motivation="Wij weten niet wat nodig is.")


def walk_the_defaults(world: World) -> None:
    """Two applications that lie too long; and a melding, over which nothing is owed."""
    long_ago, came = today() - dt.timedelta(weeks=30), today() - dt.timedelta(weeks=9)

    def late():
        case = report(world, received_on=long_ago)
        perform(case, "take_up", by=world.consulent)
        receive_application(case, by=world.consulent, what="Hulp", received_on=today() - dt.timedelta(weeks=20))
        return register_notice(case, by=world.consulent, received_on=came, how="post")

    owed = perform(late(), "establish", by=world.consulent).obj
    account = {"payee": "A. Blok", "payee_iban": AccountNumber("NL91ABNA0417164300")}
    owed = perform(owed, "give_account", by=world.teamleider, **account).obj
    first, _ = make_batch([owed], pay_on=today(), by=sight(world.financien))
    call_off(first, by=sight(world.financien), why="Verkeerde dag")
    second, _ = make_batch([owed], pay_on=today(), by=sight(world.financien))
    release(second, by=sight(world.afdelingshoofd))
    type(second).objects.filter(pk=second.pk).update(fetched_at=timezone.now())
    book(second, by=sight(world.financien))
    perform(late(), "withdraw", by=world.consulent, why="Zij trekt de brief in")
    case = report(world, received_on=long_ago)
    perform(case, "take_up", by=world.consulent)
    assert register_notice(case, by=world.consulent, received_on=came, how="post").state == "geen_dwangsom"


def walk_the_objections(world: World) -> None:
    """Against one decision after another: each outcome, and one that is taken back."""
    case = researched(world)
    world.grant(case)

    def handled():
        given = {"by": world.consulent, "against": world.sent_decision(case), "received_on": today(), "how": "post"}
        made = register_objection(case, **given)
        perform(made, "take_on", by=world.bezwaar)
        perform(made, "waive", by=world.bezwaar, waived="b", why="Duidelijk")
        return made

    for outcome in ("gegrond", "deels_gegrond", "ongegrond"):
        perform(handled(), "decide", by=world.bezwaar, outcome=outcome, motivation="Zo is het", instead="Meer")
    late = handled()
    perform(
        late, "ask_repair", by=world.bezwaar, kind="gronden", missing="Waarom?", until=today() + dt.timedelta(days=1)
    )
    later = timezone.now() + dt.timedelta(days=3)
    perform(late, "decide", by=world.bezwaar, at=later, outcome="niet_ontvankelijk", motivation="Geen reden")
    perform(handled(), "withdraw", by=world.inwoner, why="Toch niet")


def walk_the_vangnet(world: World) -> None:
    case = researched(world)

    def asked():
        request = draft_request(
            case,
            by=world.consulent,
            purpose="Lift",
            amount=Decimal(100),
            payee="Zwembad",
            payee_iban="NL91ABNA0417164300",
            why_now="Nu",
            schemes="Geen",
            recover_from="gemeente",
            recover_on=today(),
        )
        perform(request, "request", by=world.consulent)
        return request

    perform(asked(), "reject", by=world.teamleider, why="Nee")
    perform(asked(), "withdraw", by=world.consulent)
    request = asked()
    perform(request, "ask_back", by=world.teamleider, why="Waarom?")
    perform(request, "request", by=world.consulent)
    perform(request, "approve", by=world.teamleider)
    first, _ = make_batch([request], pay_on=today(), by=sight(world.financien))
    call_off(first, by=sight(world.financien), why="Verkeerde dag")
    second, _ = make_batch([request], pay_on=today(), by=sight(world.financien))
    release(second, by=sight(world.afdelingshoofd))
    type(second).objects.filter(pk=second.pk).update(fetched_at=timezone.now())
    book(second, by=sight(world.financien))
    perform(request, "account", by=world.consulent, result="Goed", receipt=SimpleUploadedFile("bon.pdf", b"%PDF-"))
    perform(request, "settle", by=world.financien, returned_amount=Decimal(100))


def walk_the_papers(world: World) -> None:
    def letter():
        return Document.objects.get(case=report(world), kind="bevestiging")

    sent, failed = letter(), letter()
    perform(sent, "ready", by=None, file="x.pdf", sha256="0" * 64, size=1)
    perform(sent, "send", by=world.consulent, sent_on=today(), sent_how="post")
    perform(failed, "fail", by=None, trouble="Het lukte niet.")
    perform(failed, "retry", by=world.consulent)
    perform(failed, "fail", by=None, trouble="Het lukte niet.")
    perform(failed, "drop", by=world.consulent, why="Hoeft niet meer")
    case = researched(world)
    for name in ("fulfil", "drop"):
        appointment = make_appointment(case, by=world.consulent, what="Bel", on=today(), person=world.consulent)
        perform(appointment, name, by=world.consulent, why="Hoeft niet")
    for name, more in (("call", {"said": Said("Morgen")}), ("drop", {"why": "Zij belde zelf"})):
        asked = ask_call_back(case, by=world.consulent, about="De hulp")
        perform(asked, name, by=world.consulent, **more)
    for name in ("come", "stop"):
        wait = have_wait(case, by=world.consulent, waits_for="advies", until=today() + dt.timedelta(days=7))
        perform(wait, name, by=world.consulent)
    typed = Typed(key=uuid.uuid4(), text="Zij durft niet.", on=today())
    perform(keep(case, by=world.consulent, typed=typed).visit, "finish", by=world.consulent)


def walk_the_sharings(world: World) -> None:
    case = report(world)
    for name in ("withdraw", "lapse"):
        given = {"to": "CAK", "what": ["besluit"], "purpose": "betalen", "rests": "cak", "why": "Bijdrage."}
        perform(share(case, by=world.consulent, **given), name, by=world.consulent if name == "withdraw" else None)


def walk_the_pieces(world: World) -> None:
    case = report(world)

    def piece(content: bytes, *, looked_at: bool | None):
        incoming = judged(SimpleUploadedFile("brief.pdf", content))
        given = {"incoming": [replace(incoming, looked_at=looked_at)], "kind": "brief", "received_on": today()}
        return add_pieces(case, by=world.consulent, **given)

    there = piece(b"%PDF-1", looked_at=False)
    perform(there, "strike", by=world.consulent, why="Van een ander")
    perform(there, "restore", by=world.consulent, why="Toch niet")
    perform(piece(b"%PDF-2", looked_at=None), "pass_check", by=None)
    refused = piece(b"%PDF-3", looked_at=None)
    perform(refused, "fail_check", by=None, virus="Eicar")
    perform(refused, "strike", by=world.consulent, why="Het was een virus")


def walk_the_provisions(world: World) -> None:
    case = researched(world)
    refused, granted = (world.provision(case, "gevraagd") for _ in range(2))
    perform(refused, "refuse", by=None)
    perform(granted, "grant", by=None)
    perform(granted, "confirm_start", by=world.uitvoerder, started_on=today())
    perform(granted, "lapse", by=None, last=today())


def walk_out(world: World) -> None:
    """The last one leaves."""
    home = world.household(report(world).person)
    nowhere = {"street": "", "postcode": "", "town": "", "secret_address": False}
    leave(home.members.get(), by=world.consulent, on=today(), **nowhere)


def walk_the_households(world: World) -> None:
    family = Family(world)
    plan = family.plan(said=True)
    perform(plan, "agree", by=world.consulent, evaluate_on=today() + dt.timedelta(days=30))
    perform(plan, "finish", by=world.consulent, why="Klaar")
    perform(family.meeting(), "settle", by=world.teamlid)
    perform(family.meeting(), "cancel", by=world.teamlid, why="Ging niet door")


def walk_the_advices(world: World) -> None:
    case = researched(world)
    said = {"text": "Wij vertellen het.", "how": "aan tafel", "given_by": "zij", "given_on": today()}
    ends = {
        "receive": {"received_on": today(), "answer": "Dit blijft zo."},
        "miss": {"why": "Te druk"},
        "call_off": {"why": "Hersteld"},
    }
    for name, more in ends.items():
        given = {"kind": "medisch", "to": "Argonaut", "question": "Wordt dit beter?", "what": ["vraag"], "said": said}
        asked = ask_advice(case, by=world.consulent, expected_by=today() + dt.timedelta(days=14), **given)
        perform(asked, name, by=world.consulent, **more)


def walk_the_complaints(world: World) -> None:
    case = researched(world)

    def complained(text: str):
        given = {"about": "aanbieder", "received_on": today(), "how": "telefoon", "text": text}
        return register_complaint(case, by=world.consulent, **given)

    heard = complained("Niet teruggebeld")
    perform(heard, "take_up", by=world.teamleider, about="aanbieder")
    perform(heard, "hear", by=world.teamleider, heard_on=today(), heard="Zij wachtte een week.")
    perform(
        heard, "settle", by=world.teamleider, finding="gegrond", found="U wachtte te lang.", done="Wij bellen eerder."
    )
    perform(complained("Te laat"), "withdraw", by=world.teamleider, why="Zij belde zelf")


def walk_the_meldcode(world: World) -> None:
    """All five steps, one after the other."""
    soon = today() + dt.timedelta(days=14)
    one = begin_meldcode(researched(world), by=world.consulent, kept_why="Hij leest mee.", review_on=soon)
    steps = {
        "note_signals": {"signals": "Een blauwe plek."},
        "note_advice": {"advised_by": "collega", "advised_on": today(), "advice": "Praat met haar."},
        "note_talk": {"not_talked_why": "Hij was er steeds bij."},
        "weigh": {"weighed": "acuut", "weighing": "Zij is bang."},
        "decide": {"reported_on": today(), "reported": "Wat ik zag.", "helped": "Opvang geregeld."},
    }
    for name, told in steps.items():
        perform(one, name, by=world.consulent, **told)


def walk_the_force_fields(world: World) -> None:
    """One drawn and talked over, one that comes back, and one that isn't needed any more."""
    case = researched(world)
    said = {"text": "Wij vertellen het.", "how": "aan tafel", "given_by": "zij", "given_on": today()}
    due, until = today() + dt.timedelta(days=14), today() + dt.timedelta(days=30)
    given = {"why": "Te veel hulpverleners", "maker": world.middenveld, "organisation": world.partner, "due_on": due,
             "until": until, "what": ["vraag"], "said": said}  # fmt: skip
    back = ask_force_field(case, by=world.consulent, **given)
    perform(back, "give_back", by=world.middenveld, why="Te druk")
    one = ask_force_field(case, by=world.teamleider, **given)
    perform(one, "extend", by=world.consulent, due_on=due)
    perform(one, "accept", by=world.middenveld)
    perform(one, "add_party", by=world.middenveld, name="Zus Anja", there="allebei")
    sister = one.parties.get()
    perform(one, "tie", by=world.middenveld, one=sister, now="steunend")
    perform(one, "take_out", by=world.middenveld, row=one.ties.get())
    perform(one, "hand_in", by=world.middenveld, change="Meer rust", regie_now="niemand", regie_then="inwoner")
    perform(one, "send_back", by=world.consulent, due_on=due, why="De kerk mist")
    perform(one, "hand_in", by=world.middenveld, change="Meer rust", regie_now="niemand", regie_then="inwoner")
    perform(one, "shield", by=world.consulent, party=sister, ground="Zij vroeg daarom", review_on=due)
    perform(one, "discuss", by=world.consulent, discussed_on=today(), said="Zo is het.", review_on=due)
    perform(one, "look_again", by=world.consulent, kept=[])
    perform(ask_force_field(case, by=world.consulent, **given), "withdraw", by=world.consulent, why="Hoeft niet meer")


WALKS = (
    walk_the_force_fields,
    walk_the_advices,
    walk_the_complaints,
    walk_the_meldcode,
    walk_the_households,
    walk_out,
    walk_a_case,
    walk_the_handovers,
    walk_the_indicaties,
    walk_what_is_not_completed,
    walk_the_defaults,
    walk_the_objections,
    walk_the_vangnet,
    walk_the_papers,
    walk_the_sharings,
    walk_the_pieces,
    walk_the_provisions,
)


@pytest.mark.slow
def test_every_state_is_reached_by_a_step(world: World) -> None:
    for walk in WALKS:
        walk(world)
    seen: dict[str, set[str]] = {}
    told = [*CaseEvent.objects.exclude(after=""), *HouseholdEvent.objects.exclude(after="")]
    for verb, before, after in ((one.verb, one.before, one.after) for one in told):
        seen.setdefault(verb.split(".")[0], set()).update({before, after} - {""})
    for one in machines():  # and what is in its only state from the start
        seen.setdefault(noun_of(one).name, set()).update(one._default_manager.values_list(one.state_field, flat=True))
    there_are = {noun_of(one).name: set(dict(one._meta.get_field(one.state_field).choices)) for one in machines()}
    assert {name: seen.get(name) for name in there_are} == there_are
    assert timezone.localdate() == today()
