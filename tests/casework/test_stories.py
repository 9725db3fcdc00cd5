"""The three real stories, through the door: every state change by a step, every turn on somebody's list."""

import datetime as dt
from decimal import Decimal

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from casework.applications.operations import receive_application
from casework.cases import reporting
from casework.cases.events import CaseEvent
from casework.cases.models import Case
from casework.cases.work import WorkItem
from casework.documents.models import Document
from casework.engine.door import perform
from casework.goals.operations import add_goal, report_progress
from casework.handovers.models import Handover
from casework.handovers.operations import offer_handover
from casework.indicaties.operations import draft_indicatie
from casework.network.operations import add_contact
from casework.vangnet.models import LedgerEntry, VangnetBudget
from casework.vangnet.operations import draft_request
from tests.factories import World, fresh, today

CONSENT = {
    "text": "Wij vertellen Bij de Oma's uw naam en uw vraag.",
    "how": "mondeling, aan tafel",
    "given_by": "de inwoner",
}


def open_turns(case: Case) -> set[str]:
    return set(WorkItem.objects.open().filter(case=case).values_list("step", flat=True))


def test_piershil_help_at_the_kitchen_table_and_then_a_decision(world: World) -> None:
    case = reporting.open_case(
        by=world.eerstecontact,
        kern=world.kern,
        person=world.person(),
        kind="melding",
        question="Mijn man is gevallen, ik kan niet alleen blijven.",
        channel="huisbezoek",
        on_behalf="zelf",
        received_on=today(),
    )
    assert case.layer == "burger"
    assert open_turns(case) == {"case.weigh"}
    indicatie = draft_indicatie(
        case,
        by=world.eerstecontact,
        what="Hulp dag en nacht",
        provider=world.provider,
        frequency="elke dag",
        amount_per_week=Decimal("350"),
        starts_on=today(),
        ends_on=today() + dt.timedelta(weeks=8),
        agreed_with="mevrouw",
        why_now="Zij kan niet alleen zijn.",
    )
    perform(indicatie, "issue", by=world.eerstecontact)
    case = fresh(case)
    assert case.holder_team == world.team
    assert case.layer == "professional"
    assert Document.objects.filter(case=case, kind="indicatie_afgegeven").count() == 1
    assert Document.objects.filter(case=case, kind="bevestiging").count() == 1
    assert {"indicatie.confirm_start", "indicatie.review"} <= {
        turn.replace("indicatie.", "indicatie.") for turn in open_turns(case)
    }
    perform(indicatie, "review", by=world.consulent, ok=True)
    perform(indicatie, "confirm_start", by=world.eerstecontact, started_on=today())
    perform(case, "take_up", by=world.consulent)
    perform(case, "meet", by=world.consulent, met_on=today())
    world.reported(case, by=world.consulent)
    application = receive_application(
        case, by=world.consulent, what="Hulp thuis", received_on=today(), report_signed=True
    )
    perform(
        application,
        "decide",
        by=world.consulent,
        content=world.decision(frequency="elke dag", ends_on=today() + dt.timedelta(days=365)),
        takes_over="1",
    )
    assert fresh(indicatie).state == "omgezet"
    assert fresh(application).mandate is not None


def test_tillift_the_vangnet_pays_and_gets_its_money_back(world: World) -> None:
    case = reporting.open_case(
        by=world.consulent,
        kern=world.kern,
        provision="Tillift van het zwembad",
        kind="vraag",
        question="De tillift is stuk.",
        channel="partner",
        on_behalf="professional",
        received_on=today(),
    )
    request = draft_request(
        case,
        by=world.consulent,
        purpose="Nieuwe tillift",
        amount=Decimal("4850"),
        payee="Alerimus",
        payee_iban="NL91ABNA0417164300",
        why_now="Het zwemmen ligt stil",
        schemes="Begroting bad: geen post.",
        recover_from="gemeente, onderhoud accommodaties",
        recover_on=today() + dt.timedelta(days=90),
    )
    perform(request, "request", by=world.consulent)
    assert "vangnet.approve" in open_turns(case)
    perform(request, "approve", by=world.teamleider)
    budget = VangnetBudget.objects.get()
    assert budget.entries.balance().free == Decimal("5150")
    perform(request, "pay", by=world.financien, paid_amount=Decimal("4850"))
    perform(
        request,
        "account",
        by=world.consulent,
        result="Er wordt weer gezwommen",
        receipt=SimpleUploadedFile("bon.pdf", b"%PDF-1.4"),
    )
    assert "vangnet.settle" in open_turns(case)
    perform(request, "settle", by=world.financien, returned_amount=Decimal("4850"))
    balance = budget.entries.balance()
    assert (balance.free, balance.reserved, balance.spent, balance.returned) == (10000, 0, 4850, 4850)
    assert LedgerEntry.objects.filter(request=request).count() == 3
    perform(case, "advise", by=world.consulent, outcome="vangnet", advice="De lift is er.")
    assert open_turns(case) == set()


def test_rising_again_from_the_team_to_the_partner_to_himself(world: World) -> None:
    case = reporting.open_case(
        by=world.consulent,
        kern=world.kern,
        person=world.person("de Vries"),
        kind="melding",
        question="Dagbesteding",
        channel="telefoon",
        on_behalf="zelf",
        received_on=today(),
        lies_with_team=True,
    )
    perform(case, "take_up", by=world.consulent)
    add_contact(case, by=world.consulent, name="Zoon Jan", domain="familie")
    goal = add_goal(
        case,
        by=world.consulent,
        wording="Ik wil weer timmeren",
        layer="middenveld",
        ground=world.eigen,
        budget=Decimal(0),
        carrier_kind="organisatie",
        carrier_organisation=world.partner,
        consent={**CONSENT, "given_on": today()},
    )
    perform(case, "meet", by=world.consulent, met_on=today())
    world.written(case.researches.get())
    perform(case, "set_plan", by=world.consulent, regie="inwoner", regie_name="hijzelf")
    handover = offer_handover(
        case,
        by=world.consulent,
        to_kind="organisatie",
        to_organisation=world.partner,
        need="Gezelschap",
        consent={**CONSENT, "given_on": today()},
        goals=[goal],
    )
    assert fresh(case).holder_kind == "team"
    perform(handover, "accept", by=world.middenveld)
    assert fresh(case).layer == "middenveld"
    perform(case, "start", by=world.consulent, agreed_on=today(), agreed_how="aan tafel", evaluate_on=today())
    report_progress(fresh(goal), by=world.middenveld, text="Hij komt elke week.")
    up = offer_handover(case, by=world.consulent, to_kind="inwoner", need="Zelf verder")
    perform(up, "accept", by=world.consulent, accepted_by="meneer de Vries", accepted_how="aan tafel")
    assert fresh(handover).state == "overgegaan"
    assert fresh(case).layer == "burger"
    perform(case, "evaluate", by=world.consulent, told={})
    perform(fresh(goal), "achieve", by=world.consulent)
    perform(case, "close", by=world.consulent, outcome="eigen_kracht", solved_layer="burger")
    way = CaseEvent.objects.filter(case=case).exclude(layer="").order_by("pk").values_list("layer", flat=True)
    assert list(way) == ["professional", "middenveld", "burger"]
    assert Handover.objects.filter(case=case, state="aanvaard").count() == 1
    assert timezone.localdate() == fresh(case).closed_on
