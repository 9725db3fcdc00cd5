"""The demo data, made once for this module: its cases, and real work behind every login."""

import datetime as dt
import re
from collections import Counter
from decimal import Decimal
from io import StringIO

import pytest
from django.apps import apps
from django.contrib.auth import authenticate
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import override_settings
from django.utils import timezone

from casework.applications.models import Application
from casework.applications.states import ApplicationState
from casework.cases.events import CaseEvent
from casework.cases.models import Case
from casework.cases.reporter import ReporterAddress
from casework.cases.states import CaseKind, EndReason, Layer, Outcome, Phase
from casework.cases.work import WorkItem
from casework.documents.models import Document
from casework.goals.models import Goal
from casework.goals.states import GoalState
from casework.handovers.models import Handover
from casework.handovers.states import HandoverState
from casework.indicaties.models import VoorlopigeIndicatie
from casework.indicaties.states import IndicatieState
from casework.law.models import clock
from casework.meldcode.models import Meldcode
from casework.people.names import split_prefix
from casework.vangnet.models import VangnetBudget, VangnetRequest
from casework.vangnet.states import VangnetState
from roles.actions import Action
from roles.models import Reading, Team, User
from roles.policy import sight
from wijkteam.town.demo.municipality import LOGINS, OOST, WEST
from wijkweb.models import Kern, Organisation

pytestmark = [pytest.mark.slow, pytest.mark.django_db]


@pytest.fixture(scope="module", autouse=True)
def said(django_db_setup, django_db_blocker, tmp_path_factory):
    """Seeds in a transaction around all tests of this module; gives what was told meanwhile."""
    told = StringIO()
    with (
        django_db_blocker.unblock(),
        override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("media")),
        transaction.atomic(),
    ):
        call_command("seed_demo", stdout=told)
        yield told.getvalue()
        transaction.set_rollback(True)


def mine(name: str):
    return WorkItem.objects.open().mine(sight(User.objects.get(username=name)))


def case_of(family: str) -> Case:
    prefix, main = split_prefix(family)
    return Case.objects.get(person__surname_prefix=prefix, person__family_name=main)


def way(case: Case) -> list[str]:
    return list(case.events.exclude(layer="").order_by("at", "pk").values_list("layer", flat=True))


def test_it_tells_how_far_it_is(said: str) -> None:
    *_, cases, ready = said.splitlines()
    assert re.fullmatch(r"  64 van de 64 zaken, na \d+,\d s", cases)
    assert ready == "De demogegevens staan klaar."


def test_the_neighbourhood_is_the_real_one() -> None:
    assert Kern.objects.count() == 17
    assert Kern.objects.values("village").distinct().count() == 15
    assert Organisation.objects.count() == 52
    assert Organisation.objects.values("domain").distinct().count() == 11
    assert Team.objects.filter(kind="wijkteam").count() == 3
    assert all(kern.teams.count() == 1 for kern in Kern.objects.all())


def test_its_cases_are_in_every_phase_layer_and_outcome() -> None:
    assert Case.objects.count() == 65
    for field, every in (
        ("phase", Phase.values),
        ("layer", Layer.values),
        ("outcome", Outcome.values),
        ("ended_reason", EndReason.values),
        ("kind", CaseKind.values),
    ):
        assert set(every) <= set(Case.objects.values_list(field, flat=True)), field
    assert set(Case.objects.open().values_list("layer", flat=True)) == set(Layer.values)
    assert Case.objects.filter(person=None).count() == 3
    assert not Team.objects.exclude(kind="gemeente").filter(cases=None).exists()


def test_every_state_of_every_machine_occurs() -> None:
    for model, states in (
        (Handover, HandoverState),
        (VoorlopigeIndicatie, IndicatieState),
        (Application, ApplicationState),
        (VangnetRequest, VangnetState),
        (Goal, GoalState),
    ):
        assert set(model.objects.values_list("state", flat=True)) == set(states.values), model


def test_each_open_case_has_one_holder_and_somebody_whose_turn_it_is() -> None:
    for case in Case.objects.open().for_page():
        parties = [case.holder_contact, case.holder_organisation, case.holder_team]
        assert sum(party is not None for party in parties) == (0 if case.holder_kind == "inwoner" else 1)
        assert WorkItem.objects.open().filter(case=case).exists(), case.subject
    assert not Document.objects.filter(state__in=("gevraagd", "mislukt")).exists()


def test_piershil_rose_to_the_neighbours() -> None:
    case = case_of("van der Waal")
    help_ = case.indicaties.get()
    assert (case.phase, case.outcome, case.solved_layer) == ("afgesloten", "netwerk", "burger")
    assert way(case) == ["burger", "professional", "burger"]
    assert (help_.issued_by.username, help_.reviewed_by.username) == ("eerstecontact", "consulent")
    assert help_.state == "ingetrokken"
    assert help_.issued_on == case.received_on
    assert help_.heard_on is not None
    assert help_.mandate.employer == "Wijkverpleging Hoeksche Waard"
    letters = case.documents.filter(state="verstuurd").values_list("kind", "sent_on")
    assert set(letters) >= {("bevestiging", case.received_on), ("indicatie_afgegeven", case.received_on)}
    assert "indicatie_ingetrokken" in {kind for kind, _ in letters}
    assert all(document.file.size > 1000 for document in case.documents.all())


def test_another_like_it_was_turned_into_a_decision() -> None:
    case = case_of("Kranenburg")
    assert case.indicaties.get().state == "omgezet"
    assert case.applications.get().mandate is not None
    assert case.outcome == "maatwerk"


def test_the_tillift_was_paid_at_once_and_the_budget_has_its_money_back() -> None:
    case = Case.objects.get(provision__startswith="Tillift")
    request = case.vangnet_requests.get()
    assert (case.kind, case.phase, case.outcome) == ("vraag", "afgesloten", "vangnet")
    assert (request.state, request.paid_amount, request.decided_by.username) == (
        "verrekend",
        Decimal(4850),
        "teamleider",
    )
    assert request.requested_on == request.decided_on == case.received_on
    assert request.settled_on - request.paid_on > dt.timedelta(weeks=12)
    assert sum(row.spent - row.returned for row in request.entries.all()) == 0
    assert request.receipt.size > 1000


def test_the_carpenter_rose_again() -> None:
    case = case_of("Groenewegen")
    assert way(case) == ["professional", "middenveld", "burger"]
    assert (case.phase, case.outcome, case.solved_layer) == ("afgesloten", "eigen_kracht", "burger")
    to_oma, to_himself = case.handovers.order_by("offered_on")
    assert (to_oma.to_organisation.name, to_oma.state) == ("Bij de Oma's", "overgegaan")
    assert (to_himself.to_kind, to_himself.state) == ("inwoner", "aanvaard")
    assert set(case.goals.values_list("state", flat=True)) == {"behaald"}
    assert {"samenvatting_inwoner", "samenvatting_professional"} <= set(case.documents.values_list("kind", flat=True))


@pytest.mark.parametrize("name", LOGINS)
def test_each_login_works(name: str) -> None:
    assert authenticate(username=name, password="wijkteam") is not None


def test_nobody_else_can_log_in() -> None:
    others = User.objects.exclude(username__in=LOGINS)
    assert others.count() > 15
    assert not any(other.has_usable_password() for other in others)


@pytest.mark.parametrize(
    ("name", "steps"),
    [
        ("eerstecontact", {"indicatie.discard", "document.send"}),
        ("consulent", {"case.weigh", "case.advise", "case.meet", "case.evaluate", "case.keep_apart", "case.hold",
                       "case.start", "case.go_on", "indicatie.issue", "indicatie.review", "handover.name",
                       "vangnet.withdraw", "appointment.fulfil"}),
        ("consulent2", {"indicatie.withdraw", "vangnet.account", "research.settle", "document.send"}),
        ("consulent3", {"case.weigh", "case.advise", "application.decide", "indicatie.withdraw", "case.go_on"}),
        ("teamleider", {"vangnet.approve", "case.assign", "case.weigh", "indicatie.decide_after_end",
                        "handover.withdraw"}),
        ("teamleider3", {"vangnet.approve", "case.advise", "indicatie.withdraw"}),
        ("afdelingshoofd", {"vangnet.approve"}),
        ("middenveld", {"handover.accept", "handover.promise", "goal.report"}),
        ("uitvoerder", {"goal.report"}),
        ("financien", {"vangnet.pay", "vangnet.settle"}),
        ("financien2", {"vangnet.pay", "vangnet.release", "vangnet.book"}),
        ("inwoner", {"handover.accept", "goal.report"}),
    ],
)  # fmt: skip
def test_real_work_waits_behind_the_login(name: str, steps: set[str]) -> None:
    assert steps <= set(mine(name).values_list("step", flat=True))


def test_the_consulents_list_has_every_group() -> None:
    today = timezone.localdate()
    due = list(mine("consulent").values_list("due_on", flat=True))
    sunday = today + dt.timedelta(days=6 - today.weekday())
    assert min(due) < today
    assert today in due
    assert max(due) > sunday
    if today.weekday() < 3 and not clock().day_off(today + dt.timedelta(days=1)):
        assert any(today < day <= sunday for day in due)


def test_a_request_above_the_team_leaders_mandate_is_the_heads() -> None:
    large = VangnetRequest.objects.get(amount=12_500)
    assert mine("afdelingshoofd").filter(case=large.case, step="vangnet.approve").exists()
    assert not mine("teamleider3").filter(case=large.case, step="vangnet.approve").exists()


def test_the_first_contact_sees_own_reports_and_no_more() -> None:
    who = User.objects.get(username="eerstecontact")
    seen = Case.objects.visible_to(sight(who))
    assert 5 < seen.count() < 20
    assert set(seen.values_list("reported_by__username", flat=True)) == {"eerstecontact"}


def test_the_resident_finds_his_own_case() -> None:
    who = sight(User.objects.get(username="inwoner"))
    case = Case.objects.visible_to(who, Action.VIEW_OWN).get()
    assert case.subject == who.user.name
    assert case.phase == "uitvoering"
    assert Goal.objects.visible_to(who).filter(state="loopt").count() == 2
    assert {"bevestiging", "indicatie_afgegeven", "samenvatting_inwoner"} <= set(
        Document.objects.visible_to(who).values_list("kind", flat=True)
    )
    assert case.handovers.get(state="aangeboden").to_kind == "inwoner"
    # he signed the report on his own page: that was his application
    signed = case.events.get(verb="research.sign")
    assert (signed.by, case.applications.get().report_signed) == (who.user, True)


def test_the_partner_holds_a_question_and_the_provider_carries_goals() -> None:
    oma = sight(User.objects.get(username="middenveld"))
    held = Case.objects.open().get(holder_organisation__name="Bij de Oma's")
    assert Handover.objects.visible_to(oma).filter(case=held, state="aanvaard").exists()
    assert not Case.objects.visible_to(oma).exists()
    heemzicht = sight(User.objects.get(username="uitvoerder"))
    assert Goal.objects.visible_to(heemzicht).filter(state="loopt").count() == 2


def test_privacy_finds_looks_and_refusals() -> None:
    assert Reading.objects.filter(refused=False).exclude(why="").count() > 10
    assert Reading.objects.filter(refused=True).count() == 2
    assert Reading.objects.filter(rows__gt=0).exists()
    for name in ("privacy", "beheer"):
        assert not Case.objects.visible_to(sight(User.objects.get(username=name))).exists()


def test_what_must_be_shielded_is_there_to_be_shielded() -> None:
    assert Case.objects.filter(reporter_shielded=True).count() >= 3
    assert Case.objects.get(person__secret_address=True).notes.filter(shielded=True).exists()
    assert Case.objects.filter(person__representatives__kind="mentor", recusals__user__username="consulent2").exists()


def test_the_meldcode_is_there_for_two_of_the_logins_alone() -> None:
    one = Meldcode.objects.get()
    everybody = {name: sight(User.objects.get(username=name)) for name in LOGINS}
    assert {name for name, who in everybody.items() if Meldcode.objects.visible_to(who)} == {"consulent2", "teamleider"}
    assert one.state == "gesprek"
    assert mine("consulent2").filter(case=one.case, step="meldcode.note_talk").exists()
    others = [name for name in LOGINS if name != "consulent2"]
    assert not any(mine(name).filter(step__startswith="meldcode.").exists() for name in others)
    assert not one.case.notes.filter(text__icontains="polsen").exists()


def test_a_neighbour_who_left_an_address_waits_to_hear_that_it_was_taken_up() -> None:
    waiting = ReporterAddress.objects.get()
    assert waiting.case.reporter_name
    assert waiting.case.phase == Phase.AANMELDING
    assert waiting.address.endswith(".example")


def test_ledger_and_requests_agree_to_the_cent() -> None:
    budgets = VangnetBudget.objects.all()
    assert budgets.count() == 8
    for budget in budgets:
        balance = budget.entries.balance()
        provided = sum(row.free for row in budget.entries.filter(kind="toekenning"))
        requests = list(budget.requests.all())
        waiting = [
            one.approved_amount for one in requests if one.state in ("goedgekeurd", "in_betaling", "vrijgegeven")
        ]
        assert balance.total == provided
        assert balance.reserved == sum(waiting, Decimal(0))
        assert balance.spent == sum((one.paid_amount or Decimal(0) for one in requests), Decimal(0))
        assert balance.free >= 0


def test_it_happened_in_working_hours_and_never_tomorrow() -> None:
    now, today = timezone.now(), timezone.localdate()
    assert not CaseEvent.objects.filter(at__gt=now).exists()
    for event in CaseEvent.objects.exclude(by=None):
        at = timezone.localtime(event.at)
        if at.date() != today:
            assert clock().day_off(at.date()) is None, event
            assert 8 <= at.hour < 22, event
    assert today - timezone.localdate(CaseEvent.objects.earliest("at").at) > dt.timedelta(weeks=45)


def test_a_state_was_never_set_without_its_step() -> None:
    for case in Case.objects.all():
        changed = case.events.filter(verb__startswith="case.").exclude(after="").order_by("pk")
        assert changed.last().after == case.phase
    for request in VangnetRequest.objects.exclude(state="concept"):
        assert request.case.events.filter(object_id=request.public_id, after=request.state).exists()


def test_a_second_run_changes_nothing() -> None:
    def count() -> Counter[str]:
        return Counter({model._meta.label: model._default_manager.count() for model in apps.get_models()})

    before, told = count(), StringIO()
    call_command("seed_demo", stdout=told)
    assert told.getvalue() == "De demogegevens staan er al.\n"
    assert count() == before


def test_it_refuses_where_known_passwords_do_harm(settings) -> None:
    settings.DEMO = settings.TESTING = False
    with pytest.raises(CommandError, match="alleen in de demo"):
        call_command("seed_demo")


def test_the_teams_are_manned() -> None:
    for name in (WEST, OOST):
        assert Team.objects.get(name=name).memberships.filter(role="teamleider").count() == 1
    # one colleague is away, another has just come back
    assert User.objects.get(username="consulent2").covers.count() == 2


def test_a_letter_on_an_objection_names_a_number_of_its_own() -> None:
    """Without one it would be that of the wijkteam that took the decision."""
    phones = set(User.objects.filter(memberships__role="bezwaar").values_list("phone", flat=True))
    assert len(phones) == 2
    assert not phones & {"", *Team.objects.values_list("phone", flat=True)}
