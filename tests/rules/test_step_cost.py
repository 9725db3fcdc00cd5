"""What each step costs the database, sent as a form through the whole stack, on a case with much on it.

Session included, transaction control not. The number may not grow with the case: everything is there three times.
"""

import datetime as dt
import re
import uuid
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from casework.applications.models import Application, ApplicationSuspension
from casework.appointments.models import Appointment
from casework.cases.models import Case
from casework.documents.models import Document
from casework.engine.door import perform
from casework.engine.machine import Step, steps_of
from casework.engine.registry import machines, verb_of
from casework.forcefields.models import ForceFieldParty
from casework.handovers.models import Handover
from casework.law.models import clock
from casework.objections.repairs import Repair, kept
from casework.sharing.models import Sharing
from casework.vangnet.models import VangnetRequest
from tests.casework.householdplans.household import Family
from tests.factories import World, put_in_line, today
from tests.rules.letters_table import STEPS as LETTERS
from tests.rules.needs.household import lived_in
from tests.rules.needs.household_plan import agreed
from tests.rules.needs.provision import given_back, with_a_pgb

# with the row of who hears of it, in the same round trip; a decision asks for its words, and for what goes out with it
MOST = 28
MORE = {
    # rare, and it gives sight back: whether consent holds still of who carried a goal, and of who held the question
    "case.undo": 2,
    "case.end": 2,  # and a letter
    "case.same_person": 1,  # whose cases stand at a wall is known before any of them is held
    # its letter also says who helps from now on
    "indicatie.issue": 3,
    "indicatie.issue_and_give": 3,
    # what was asked for is decided line by line, with the letter of all of it, which names who advised; and it may take
    # the place of what was revoked on an objection
    "application.decide": 9,
    "indicatie.correct": 1,  # not by who took what was revoked on an objection
    "research.sign_at_table": 4,  # report and application at once, and a letter of each
}
STEPS = [(model, declared) for model in machines() for declared in steps_of(model) if not declared.system]
LATER = (today() + dt.timedelta(days=30)).isoformat()
MUCH_LATER = (today() + dt.timedelta(days=120)).isoformat()
PDF = b"%PDF-1.7\n%fake but begins as one"


def busy(world: World, phase: str, **fields: Any) -> Case:
    """A case at a partner, with three of everything that may be there more than once."""
    held = {
        "holder_kind": "organisatie",
        "holder_team": None,
        "holder_organisation": world.partner,
        "layer": "middenveld",
    }
    case = world.case(phase, **held | fields)
    consent = Sharing.objects.create(
        case=case, text="delen", how="mondeling", given_by="zij", given_on=today(), recorded_by=world.consulent
    )
    world.handover(case, "aanvaard", consent=consent, accepted_on=today(), accepted_by="Sjaan")
    world.grant(case)
    for number in range(3):
        world.contact(case, f"Buur {number}")
        world.goal(
            case,
            "loopt" if phase in ("uitvoering", "evaluatie") else "voorgesteld",
            carrier_kind="organisatie",
            carrier_organisation=world.partner,
            consent=consent,
            shared_until=dt.date.max,
        )
        world.document(case)
        world.appointment(case, made_by=world.consulent)
    put_in_line(Case, [case.pk], timezone.now())
    return case


def plain(phase: str, **fields: Any) -> Callable[[World], Case]:
    return lambda world: busy(world, phase, **fields)


def child(make: str, *state: str, phase: str = "uitvoering", **fields: Any) -> Callable[[World], Any]:
    """A child of a busy case."""
    return lambda world: getattr(world, make)(busy(world, phase), *state, **fields)


drawn = child("force_field", "in_de_maak")
handed_in = child("force_field", "in_de_maak", handed_in=True)


def a_party(world: World) -> int:
    return ForceFieldParty.objects.latest("pk").pk


def looked_at_again(world: World) -> Any:
    field = world.force_field(busy(world, "uitvoering"), "besproken", review_on=today())
    field.parties.update(shielded=True, ground="Veiliger")
    return field


def looking_alike(world: World) -> Case:
    case = busy(world, "aanmelding")
    Case.objects.filter(pk=case.pk).update(looks_like=world.case("onderzoek"))
    return Case.objects.get(pk=case.pk)


def ended_by_death(*, told: bool = False) -> Callable[[World], Case]:
    def make(world: World) -> Case:
        case = busy(world, "uitvoering")
        words = {"ended_reason": "overleden", "closing_words": "Bericht van de huisarts."}
        perform(case, "end", by=world.consulent, **words)
        if told:
            perform(case, "tell_alive", by=world.consulent, why="Zij belde zelf.")
        return Case.objects.get(pk=case.pk)

    return make


def sought(world: World) -> Case:
    return busy(world, "onderzoek", seeking_since=today(), holder_kind="team", holder_team=world.team,
                holder_organisation=None, layer="professional")  # fmt: skip


def ending(world: World) -> Case:
    case = busy(world, "uitvoering")
    world.indicatie(case, "afgegeven")
    return case


def all_at_once(world: World) -> Case:
    """Whoever dies in the middle of everything."""
    case = busy(world, "uitvoering")
    world.handover(case, to_organisation=world.church)
    world.indicatie(case, "afgegeven")
    world.indicatie(case)
    world.application(case)
    world.request(case, "aangevraagd")
    promised = world.request(case)
    perform(promised, "request", by=world.consulent)
    perform(promised, "approve", by=world.teamleider)
    return Case.objects.get(pk=case.pk)


def in_default(world: World) -> Any:
    return world.default_notice(busy(world, "uitvoering"), received_on=today() - dt.timedelta(days=70))


def objection(state: str = "in_behandeling", **fields: Any) -> Callable[[World], Any]:
    """Two weeks old, on a case with three of everything."""
    since = {"received_on": today() - dt.timedelta(days=14)}
    return lambda world: world.objection(busy(world, "uitvoering"), state, **since | fields)


def revoked_beside_another(world: World) -> Any:
    """While something else waits for a decision."""
    revoked = objection("gegrond")(world)
    revoked.case.applications.all().delete()
    world.application(revoked.case)
    return revoked


def application(world: World, *, suspended: bool = False, lapsed: bool = False) -> Application:
    case = busy(world, "uitvoering", report_sent_on=today())
    world.indicatie(case, "afgegeven")
    found = world.application(case)
    if lapsed:
        asked, until = today() - dt.timedelta(days=20), today() - dt.timedelta(days=5)
        found.suspensions.create(
            ground="gegevens", since=asked, told_on=asked, asked_until=until, words="Een verklaring"
        )
    if suspended:
        ApplicationSuspension.objects.create(
            application=found, ground="gegevens", since=today(), asked_until=today() + dt.timedelta(days=14)
        )
    return found


def approved(world: World, state: str = "goedgekeurd") -> VangnetRequest:
    """With its rows in the ledger, made by the steps themselves."""
    request = world.request(busy(world, "uitvoering"), own_request=True)
    perform(request, "request", by=world.consulent)
    perform(request, "approve", by=world.teamleider)
    if state != "goedgekeurd":
        perform(request, "pay", by=world.financien, paid_amount=Decimal(900), paid_on=today())
    if state == "verantwoord":
        perform(request, "account", by=world.consulent, result="Gelukt", receipt=SimpleUploadedFile("b.pdf", PDF),
                recoverable=True, recover_on=today())  # fmt: skip
    return VangnetRequest.objects.get(pk=request.pk)


def offered(**fields: Any) -> Callable[[World], Handover]:
    return child("handover", phase="onderzoek", **fields)


def without_account(world: World) -> VangnetRequest:
    request = approved(world)
    VangnetRequest.objects.filter(pk=request.pk).update(payee_iban="")
    return VangnetRequest.objects.get(pk=request.pk)


def waiting(world: World) -> VangnetRequest:
    request = world.request(busy(world, "uitvoering"), own_request=True)
    perform(request, "request", by=world.consulent)
    return VangnetRequest.objects.get(pk=request.pk)


def appointment(world: World) -> Appointment:
    return busy(world, "uitvoering").appointments.first()


def ended_by_mistake(make: Callable[[World], Case]) -> Callable[[World], Case]:
    def ended(world: World) -> Case:
        case = make(world)
        perform(case, "end", by=world.consulent, ended_reason="verhuisd", closing_words="Naar Rotterdam")
        return Case.objects.get(pk=case.pk)

    return ended


def refused(world: World) -> Handover:
    found: Handover = perform(offered()(world), "refuse", by=world.middenveld, why="Vol").obj
    return found


DECIDED = {
    "outcome_1": "toegekend",
    "provider_1": lambda world: world.provider.pk,
    "product_1": "",
    "amount_1": "2",
    "unit_1": "uur",
    "starts_on_1": today().isoformat(),
    "ends_on_1": LATER,
    "motivation_1": "Nodig",
    "ground_1": lambda world: world.maatwerk.pk,
    "verordening_1": "artikel 9",
    "looked_at": ["woont", "verblijf", "wlz"],
}
# step → how the object comes about, who takes it, what they fill in beyond the obvious
TABLE: dict[str, tuple[Callable[[World], Any], str, dict[str, Any]]] = {
    "case.convert": (plain("aanmelding", kind="vraag"), "consulent", {"kind": "melding"}),
    "case.weigh": (
        plain("aanmelding"),
        "teamlid",
        {"urgent": "nee", "really_asked": "Rust", "road": "kort", "weight": "zwaar", "spoke": "ja"},
    ),
    "case.change_road": (plain("aanmelding", weighed_on=today()), "consulent", {"road": "kort", "weight": "zwaar"}),
    "case.take_up": (plain("aanmelding"), "consulent", {}),
    "case.advise": (plain("aanmelding", kind="vraag"), "consulent", {}),
    "case.meet": (plain("onderzoek"), "consulent", {}),
    "case.agree_later": (plain("onderzoek"), "consulent", {"research_until": MUCH_LATER}),
    "case.set_plan": (plain("onderzoek"), "consulent", {}),
    "case.start": (plain("plan"), "consulent", {"evaluate_on": LATER}),
    "case.evaluate": (plain("uitvoering"), "consulent", {}),
    "case.revise": (plain("evaluatie"), "consulent", {}),
    "case.go_on": (plain("evaluatie"), "consulent", {"evaluate_on": LATER}),
    "case.close": (plain("evaluatie"), "consulent", {"solved_layer": "middenveld"}),
    "case.end": (ending, "consulent", {"ended_reason": "verhuisd"}),
    "case.merge": (looking_alike, "consulent", {"sure": "on"}),
    "case.same_person": (looking_alike, "consulent", {}),
    "case.correct_kern": (plain("aanmelding"), "consulent", {"kern": lambda world: world.other_kern.pk}),
    "case.keep_apart": (looking_alike, "consulent", {}),
    "case.reopen": (plain("afgesloten"), "teamleider", {}),
    "case.undo": (ended_by_mistake(ending), "consulent", {}),
    "case.tell_alive": (ended_by_death(), "consulent", {}),
    "case.confirm_alive": (ended_by_death(told=True), "consulent2", {"sure": "on"}),
    "case.stay_closed": (ended_by_death(told=True), "consulent", {}),
    "case.say_who_speaks": (plain("onderzoek", came_of_age_on=today()), "consulent", {}),
    "case.assign": (plain("onderzoek"), "teamleider", {}),
    "case.hold": (sought, "consulent", {}),
    "research.settle": (child("research", phase="onderzoek"), "consulent", {}),
    "research.send": (child("research", "vastgesteld", phase="onderzoek"), "consulent", {}),
    "research.sign": (child("research", "verstuurd", phase="onderzoek"), "consulent", {}),
    "research.sign_at_table": (child("research", phase="onderzoek"), "consulent", {}),
    "research.revise": (child("research", "verstuurd", phase="onderzoek"), "consulent", {}),
    "handover.accept": (offered(to_kind="inwoner", to_organisation=None, to_layer="burger"), "consulent", {}),
    "handover.promise": (offered(anonymous=True), "middenveld", {}),
    "handover.name": (offered(anonymous=True, willing_on=today()), "consulent", {}),
    "handover.refuse": (offered(), "middenveld", {}),
    "handover.undo": (refused, "teamleider", {}),
    "handover.withdraw": (offered(), "consulent", {}),
    "handover.give_back": (lambda world: busy(world, "uitvoering").handovers.get(), "middenveld", {}),
    "indicatie.issue": (child("indicatie", phase="onderzoek"), "consulent", {}),
    "indicatie.issue_and_give": (child("indicatie", phase="onderzoek"), "consulent", {}),
    "indicatie.submit": (child("indicatie", phase="onderzoek"), "consulent", {}),
    "indicatie.send_back": (child("indicatie", "voorgelegd"), "consulent", {}),
    "indicatie.discard": (child("indicatie"), "consulent", {}),
    "indicatie.confirm_start": (child("indicatie", "afgegeven"), "consulent", {}),
    "indicatie.confirm_stop": (child("indicatie", "afgegeven", help_started_on=today()), "consulent", {}),
    "indicatie.cannot": (child("indicatie", "afgegeven"), "consulent", {}),
    "indicatie.agree": (child("indicatie", "afgegeven", cannot_on=today()), "consulent", {}),
    "indicatie.review": (child("indicatie", "afgegeven"), "consulent", {"ok": "ja"}),
    "indicatie.explain": (
        child("indicatie", "afgegeven", reviewed_on=today(), review_ok=False, review_why="Te veel"),
        "consulent",
        {},
    ),
    "indicatie.correct": (
        child("indicatie", "afgegeven"),
        "teamleider",
        {"frequency": "1 uur", "provider": lambda world: world.provider.pk},
    ),
    "indicatie.extend": (child("indicatie", "afgegeven"), "consulent", {"until": MUCH_LATER}),
    "indicatie.withdraw": (child("indicatie", "afgegeven"), "consulent", {"until": LATER}),
    "indicatie.decide_after_end": (child("indicatie", "geeindigd"), "teamleider", {"why": "Mag"}),
    "application.prepare": (application, "consulent", DECIDED),
    "application.decide": (application, "consulent", DECIDED),
    "application.withdraw": (application, "consulent", {}),
    "application.ask_more": (application, "consulent", {"asked_until": LATER}),
    "application.suspend": (application, "consulent", {"ground": "overmacht", "asked_until": LATER}),
    "application.resume": (lambda world: application(world, suspended=True), "consulent", {}),
    "application.delay": (application, "consulent", {"until": MUCH_LATER}),
    "provision.confirm_start": (child("provision"), "consulent", {}),
    "provision.order": (
        child("provision", once=True, lent=True),
        "consulent",
        {"what": "Een lift", "deliver_by": LATER},
    ),
    "provision.take_back": (child("provision", "gestart", once=True, lent=True), "consulent", {}),
    "provision.confirm_stop": (child("provision", "gestart"), "consulent", {}),
    "provision.cannot": (child("provision"), "consulent", {}),
    "provision.agree": (child("provision", cannot_on=today()), "consulent", {}),
    "provision.pause": (child("provision", "gestart"), "consulent", {}),
    "provision.resume": (child("provision", "gestart", paused_from=today()), "consulent", {}),
    "provision.extend": (child("provision", "gestart"), "consulent", {}),
    "provision.bridge": (child("provision", "gestart"), "consulent", {}),
    "provision.change": (child("provision", "gestart"), "consulent", {"amount": "5"}),
    "provision.correct": (child("provision", "gestart"), "consulent", {"amount": "5"}),
    "provision.review": (
        child("provision", "gestart"),
        "consulent",
        {
            "how": "intrekken",
            "heard_how": "gebeld",
            "heard_on": today().isoformat(),
            "on_purpose": None,
            "not_heard": "",
        },
    ),
    "provision.suspend_payment": (with_a_pgb, "consulent", {}),
    "provision.recover": (given_back, "consulent", {"recovered": "900"}),
    "provision.look_again": (child("provision", "gestart", announced_on=today()), "consulent", {}),
    "provision.let_end": (child("provision", "gestart"), "consulent", {}),
    "provision.keep": (child("provision", "gestart", case_ended_on=today()), "consulent", {}),
    "application.leave_out": (lambda world: application(world, lapsed=True), "consulent", {}),
    "objection.take_on": (objection("ontvangen"), "bezwaar", {}),
    "objection.ask_repair": (objection(), "bezwaar", {"until": LATER, "kind": "gronden"}),
    "objection.repaired": (
        objection(repairs=kept([Repair("gronden", "Waarom?", today(), today() + dt.timedelta(days=7))])),
        "bezwaar",
        {"repair": "0", "repaired_on": today().isoformat()},
    ),
    "objection.adjourn": (objection(), "bezwaar", {}),
    "objection.agree": (
        objection(),
        "bezwaar",
        {"agreed_until": (today() + dt.timedelta(days=200)).isoformat(), "how": "gebeld"},
    ),
    "objection.call": (objection(), "bezwaar", {}),
    "objection.invite": (
        objection(),
        "bezwaar",
        {"hearing_on": (today() + dt.timedelta(days=21)).isoformat(), "hearing_at": "10:00", "hearing_by": "plek"},
    ),
    "objection.in_default": (
        objection(last_day=today() - dt.timedelta(days=60)),
        "bezwaar",
        {"received_on": today().isoformat(), "how": "post"},
    ),
    "objection.take_along": (revoked_beside_another, "consulent", {}),
    "objection.hear": (
        objection(),
        "bezwaar",
        {"agreed": "gebeld", "file_open_on": (today() - dt.timedelta(days=8)).isoformat(), "heard_by": "Suzanne"},
    ),
    "objection.waive": (objection(), "bezwaar", {}),
    "objection.decide": (objection(waived="b"), "bezwaar", {"outcome": "ongegrond", "costs": None}),
    "objection.compile_file": (objection(), "bezwaar", {}),
    "objection.withdraw": (objection(), "bezwaar", {}),
    "objection.record_measure": (objection(), "bezwaar", {"measure_on": today().isoformat()}),
    "objection.replace": (
        objection("gegrond"),
        "consulent",
        {"replaced_by": lambda world: world.document(Case.objects.latest("pk"), "besluit").pk},
    ),
    "default_notice.establish": (in_default, "consulent", {"nothing_owed": None}),
    "default_notice.pay": (child("default_notice", state="vastgesteld"), "financien", {}),
    "default_notice.give_account": (
        child("default_notice", state="vastgesteld"),
        "financien",
        {"payee": "A. Blok", "payee_iban": "NL91 ABNA 0417 1643 00"},
    ),
    "default_notice.withdraw": (in_default, "consulent", {}),
    "complaint.take_up": (child("complaint"), "teamleider", {}),
    "complaint.tell": (child("complaint"), "teamleider", {}),
    "complaint.hear": (
        child("complaint", "in_behandeling"),
        "teamleider",
        {"waived": "", "heard_on": today().isoformat()},
    ),
    "complaint.adjourn": (child("complaint"), "teamleider", {}),
    "complaint.agree": (child("complaint"), "teamleider", {"agreed_until": MUCH_LATER}),
    "complaint.correct": (child("complaint", "in_behandeling"), "teamleider", {"about": "team"}),
    "complaint.leave_out": (child("complaint"), "teamleider", {"left_out": "klein"}),
    "complaint.settle": (
        child("complaint", "in_behandeling", told_on=today(), heard_on=today()),
        "teamleider",
        {},
    ),
    "complaint.resolve": (child("complaint"), "teamleider", {}),
    "complaint.withdraw": (child("complaint"), "teamleider", {}),
    "force_field.accept": (child("force_field"), "middenveld", {}),
    "force_field.add_party": (child("force_field", "in_de_maak"), "middenveld", {"name": "Kerk", "there": "allebei"}),
    "force_field.tie": (drawn, "middenveld", {"one": a_party, "other": "inwoner", "now": "steunend"}),
    "force_field.take_out": (drawn, "middenveld", {"row": lambda world: f"partij:{a_party(world)}"}),
    "force_field.hand_in": (drawn, "middenveld", {"change": "Rust", "regie_now": "niemand", "regie_then": "inwoner"}),
    "force_field.send_back": (handed_in, "consulent", {"due_on": LATER}),
    "force_field.extend": (child("force_field"), "consulent", {"due_on": LATER}),
    "force_field.give_back": (child("force_field"), "middenveld", {}),
    "force_field.withdraw": (child("force_field"), "consulent", {}),
    "force_field.discuss": (handed_in, "consulent", {"said": "Zo is het."}),
    "force_field.shield": (handed_in, "consulent", {"party": a_party, "ground": "Veiliger", "review_on": LATER}),
    "force_field.look_again": (looked_at_again, "consulent", {"kept": a_party, "review_on": LATER}),
    "meldcode.note_signals": (child("meldcode"), "consulent", {}),
    "meldcode.note_advice": (child("meldcode", "advies"), "consulent", {}),
    "meldcode.note_talk": (
        child("meldcode", "gesprek"),
        "consulent",
        {"talked_on": today().isoformat(), "talked": "Goed"},
    ),
    "meldcode.weigh": (child("meldcode", "wegen"), "consulent", {}),
    "meldcode.decide": (child("meldcode", "beslissen"), "consulent", {}),
    "meldcode.join": (child("meldcode"), "consulent", {"leads": ""}),
    "meldcode.keep": (child("meldcode"), "consulent", {"review_on": (today() + dt.timedelta(days=9)).isoformat()}),
    "meldcode.open_up": (child("meldcode"), "consulent", {}),
    "vangnet.request": (child("request"), "consulent", {}),
    "vangnet.approve": (waiting, "teamleider", {}),
    "vangnet.reject": (waiting, "teamleider", {}),
    "vangnet.ask_back": (waiting, "teamleider", {}),
    "vangnet.withdraw": (approved, "consulent", {}),
    "vangnet.pay": (approved, "financien", {"paid_amount": "900"}),
    "vangnet.give_account": (without_account, "consulent", {"payee_iban": "NL91 ABNA 0417 1643 00"}),
    "vangnet.account": (lambda world: approved(world, "uitbetaald"), "consulent", {}),
    "vangnet.recover": (lambda world: approved(world, "verantwoord"), "financien", {"returned_amount": "10"}),
    "vangnet.settle": (lambda world: approved(world, "verantwoord"), "financien", {"returned_amount": "900"}),
    "vangnet.replace_receipt": (
        child("request", "verantwoord", receipt="bonnen/zoek.pdf", own_request=True),
        "consulent",
        {"receipt": lambda world: SimpleUploadedFile("b.pdf", PDF)},
    ),
    "goal.keep_carrier": (child("goal", "loopt", seeking_since=today()), "consulent", {}),
    "goal.achieve": (child("goal", "loopt"), "consulent", {}),
    "goal.adjust": (child("goal", "loopt"), "consulent", {}),
    "goal.stop": (child("goal", "loopt"), "consulent", {}),
    "document.retry": (child("document", "bevestiging", "mislukt"), "consulent", {}),
    "document.reprint": (child("document", file="documenten/zoek.pdf"), "consulent", {}),
    "document.send": (child("document", "indicatie_afgegeven"), "consulent", {}),
    "document.remake": (child("document"), "consulent", {}),
    "document.drop": (child("document"), "consulent", {}),
    "appointment.fulfil": (appointment, "consulent", {}),
    "appointment.move": (appointment, "consulent", {"day": LATER}),
    "appointment.pass_on": (appointment, "consulent", {"person": lambda world: world.consulent2.pk}),
    "appointment.drop": (appointment, "consulent", {}),
    "visit.finish": (child("visit"), "consulent", {}),
    "sharing.extend": (
        child("sharing", until=today() + dt.timedelta(days=9)),
        "consulent",
        {"until": LATER, "how": "gebeld", "given_by": "zij"},
    ),
    "sharing.let_end": (child("sharing", until=today() + dt.timedelta(days=9)), "consulent", {}),
    "sharing.withdraw": (child("sharing"), "consulent", {"why": "Zij belde"}),
    "advice.receive": (child("advice"), "consulent", {"answer": "Dit blijft zo.", "piece": ""}),
    "advice.extend": (child("advice"), "consulent", {"until": (today() + dt.timedelta(days=9)).isoformat()}),
    "advice.miss": (child("advice"), "consulent", {}),
    "advice.call_off": (child("advice"), "consulent", {}),
    "wait.come": (child("wait"), "consulent", {}),
    "wait.extend": (child("wait"), "consulent", {"until": (today() + dt.timedelta(days=9)).isoformat()}),
    "wait.stop": (child("wait"), "consulent", {}),
    "call_back.call": (child("call_back"), "consulent", {"shielded": ""}),
    "call_back.miss": (child("call_back"), "consulent", {"text": "Morgen weer.", "shielded": ""}),
    "call_back.drop": (child("call_back"), "consulent", {}),
    "piece.strike": (child("piece"), "consulent", {}),
    "piece.restore": (child("piece", "geschrapt"), "consulent", {}),
}


# of a household its own table: what hangs on no case
TABLE |= {
    "household.direct": (lived_in, "teamleider", {}),
    "household_plan.choose": (lambda world: Family(world).plan(), "consulent", {}),
    "household_plan.record": (lambda world: Family(world).plan(), "consulent", {}),
    "household_plan.agree": (lambda world: Family(world).plan(said=True), "consulent", {"evaluate_on": LATER}),
    "household_plan.evaluate": (agreed, "consulent", {"evaluate_on": LATER}),
    "household_plan.adjust": (agreed, "consulent", {}),
    "household_plan.finish": (agreed, "consulent", {}),
    "meeting.join": (lambda world: Family(world).meeting(), "consulent", {"who": "ander", "called": "De school"}),
    "meeting.promise": (lambda world: Family(world).meeting(), "consulent", {"until": LATER}),
    "meeting.take_out": (lambda world: Family(world).meeting(), "consulent", {}),
    "meeting.settle": (lambda world: Family(world).meeting(), "consulent", {}),
    "meeting.tick": (lambda world: Family(world).meeting("vastgelegd"), "consulent", {}),
    "meeting.cancel": (lambda world: Family(world).meeting(), "consulent", {}),
}


@pytest.mark.slow
@pytest.mark.parametrize(("model", "declared"), STEPS, ids=lambda one: getattr(one, "name", None) or one.__name__)
def test_a_step_costs_at_most_so_many_queries(client, world: World, settings, tmp_path, model, declared) -> None:
    settings.MEDIA_ROOT = tmp_path
    make, who, given = TABLE[verb_of(model, declared.name)]
    obj = make(world)
    client.force_login(getattr(world, who))
    client.get("/mijn/")  # the session knows when it was last seen
    given = {name: value(world) if callable(value) else value for name, value in given.items()}
    before = set(Document.objects.values_list("pk", flat=True))
    asked = cost(client, obj, declared, given)
    assert len(asked) <= MOST + MORE.get(verb_of(model, declared.name), 0), "\n".join(asked)
    made = Document.objects.exclude(pk__in=before).exclude(state="achterhaald").order_by("pk")
    assert tuple(made.values_list("kind", flat=True)) == LETTERS.get(verb_of(model, declared.name), ())


def test_the_end_of_everything_at_once_does_not_grow_with_the_case(client, world: World) -> None:
    """A hand-over, requests, an application, a running and a drafted indicatie, letters, goals and appointments: all
    of them are read in one query and written in one statement, however many there are and of however many nouns. By
    itself is asked whether a notice of default waits for the application that is withdrawn."""
    given = {"ended_reason": "overleden", "deceased_on": today().isoformat()}
    (declared,) = (one for one in steps_of(Case) if one.name == "end")
    client.force_login(world.consulent)
    client.get("/mijn/")
    assert len(cost(client, all_at_once(world), declared, given)) == 28


def test_what_is_undone_is_read_once_per_noun_however_many_rows(client, world: World) -> None:
    """Everything at once, by mistake: each noun's rows are read together, and all are written in one statement; the letters
    that said so are among them, and are read once more when they stand again."""
    (declared,) = (one for one in steps_of(Case) if one.name == "undo")
    client.force_login(world.consulent)
    client.get("/mijn/")
    assert len(cost(client, ended_by_mistake(all_at_once)(world), declared, {})) == 37


def cost(client, obj: Any, declared: Step, given: dict[str, Any]) -> list[str]:
    url = f"{obj.get_absolute_url()}stap/{declared.slug}/"
    form = client.get(url).context["form"]
    data = {name: obvious(field, form.get_initial_for_field(field, name)) for name, field in form.fields.items()}
    data |= {"token": str(uuid.uuid4()), "expected": obj.standing} | given
    clock()  # its two queries come once a minute
    with CaptureQueriesContext(connection) as seen:
        response = client.post(url, {name: value for name, value in data.items() if value is not None})
    assert response.status_code == 303, response.content.decode().partition("<main")[2]
    # the history's context is set in front of each write, in the same statement
    sent = [one["sql"] or "prepared" for one in seen]  # Django can't tell the text of what was sent prepared
    return [sql for sql in sent if not re.search(r"(^|; )(SAVEPOINT|RELEASE|BEGIN|COMMIT)", sql)]


def obvious(field: Any, initial: Any) -> Any:
    """What fits this kind of field."""
    if initial not in (None, ""):
        return initial
    name = type(field).__name__
    if "Choice" in name:
        return next((str(value) for value, _ in field.choices if str(value)), "")  # none is left, at times
    if "Date" in name and field.required:
        return today().isoformat()
    if "File" in name:
        return SimpleUploadedFile("bon.pdf", PDF)
    return "Nodig" if name == "WordsField" and field.required else None
