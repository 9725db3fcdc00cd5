"""A random walk over all machines: people act, leave, fall ill, come back, and time passes.

After every move: each open case has exactly one holder and at least one open turn, and each open turn has someone
active who finds it on their list, may see its object, and can take a step that settles it. Money never goes below zero.
Judged by brute force over all people, not by the code that did the routing.
"""

import datetime as dt
import os
import uuid
from collections import Counter
from decimal import Decimal
from itertools import chain
from random import Random
from unittest import mock

import pytest
from django.db import connection, transaction
from django.utils import timezone
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from casework.advice.operations import ask_advice
from casework.advice.put_out import put_out as advices_put_out
from casework.applications.operations import receive_application
from casework.appointments.operations import make_appointment
from casework.callbacks.operations import ask_call_back
from casework.cases import operations as cases_operations
from casework.cases import reporting
from casework.cases.models import Case
from casework.cases.work import WorkItem
from casework.defaults.operations import register_notice
from casework.documents.models import Document
from casework.engine import by_date, lists, rerouting
from casework.engine.door import available, perform
from casework.engine.errors import NotAllowed, NotNow
from casework.engine.holding import hold
from casework.engine.registry import machines, model_of, noun_named, verb_of
from casework.forcefields.operations import ask_force_field
from casework.goals.operations import add_goal, report_progress
from casework.handovers.models import Handover
from casework.handovers.operations import offer_handover
from casework.indicaties.operations import draft_indicatie
from casework.sharing.models import Sharing
from casework.sharing.operations import share
from casework.vangnet.models import VangnetBudget
from casework.vangnet.operations import draft_request, provide_budget
from casework.visits.operations import Typed, keep
from casework.waits.operations import have_wait
from casework.waits.put_out import put_out as waits_put_out
from casework.waits.states import WaitsFor
from roles.actions import Action
from roles.matrix import Role
from roles.models import Absence, Mandate, Membership, User
from roles.policy import may, sight
from tests.factories import World, member, user
from tests.rules.at_random import details

PICK = st.integers(min_value=0, max_value=10_000)
# these two posts must always be filled: configuration refuses to let the last one go
ALWAYS_THERE = (Role.AFDELINGSHOOFD, Role.FINANCIEN)

with_open_cases = precondition(lambda self: Case.objects.open().exists())


class Walk(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.atomic = transaction.atomic()
        self.atomic.__enter__()
        self.today_is_theirs = mock.patch.object(
            lists, "_is_over", return_value=False
        )  # the days of a walk are its own
        self.today_is_theirs.start()
        self.world = World()
        self.settled: Counter[int] = Counter()  # by whom, how many turns were found to have somebody
        self.now = dt.datetime(2026, 3, 2, 10, tzinfo=dt.UTC)
        for year in (2026, 2027):
            provide_budget(self.world.team, year=year, amount=Decimal(20_000), by=None, words="", at=self.now)
            provide_budget(self.world.other_team, year=year, amount=Decimal(8_000), by=None, words="", at=self.now)
        Membership.objects.update(since=dt.date(2020, 1, 1))

    def teardown(self) -> None:
        self.today_is_theirs.stop()
        transaction.set_rollback(True)
        self.atomic.__exit__(None, None, None)

    # --- helpers -----------------------------------------------------------------------------------------------

    @property
    def on(self) -> dt.date:
        return timezone.localtime(self.now).date()

    def people(self) -> list[User]:
        return list(User.objects.filter(is_active=True).order_by("pk"))

    def pick(self, rows, number):
        rows = list(rows)
        return rows[number % len(rows)] if rows else None

    def open_case(self, number) -> Case | None:
        return self.pick(Case.objects.open().order_by("pk"), number)

    def sights(self):
        return [sight(one, self.on) for one in self.people()]

    def try_to(self, call, *args, **kwargs):
        """Whatever somebody tries, the answer is an effect or a refusal in words, never a crash."""
        try:
            with transaction.atomic():
                return call(*args, at=self.now, **kwargs)
        except (NotNow, NotAllowed):
            return None

    def details(self, name: str, obj, number: int) -> dict:
        return details(self, verb_of(type(obj), name), obj, number)

    def consent(self, case: Case, number: int) -> Sharing:
        return Sharing.objects.create(
            case=case,
            with_organisation=self.world.partner,
            text="t",
            how="h",
            given_by="zij",
            given_on=self.on,
            until=self.on + dt.timedelta(days=20) if number % 2 else None,
        )

    def objects(self):
        yield from Case.objects.order_by("pk")
        for model in machines():
            if model.anchor_field != Case.anchor_field or model is Case:
                continue
            yield from model.objects.filter(case__isnull=False).select_related("case").order_by("pk")

    @initialize(seed=PICK)
    def a_team_with_work(self, seed) -> None:
        """Some cases, a few of them well on their way: a walk from nothing rarely gets far."""
        rnd = Random(seed)
        for kind in ("melding", "melding", "vraag"):
            self.report(0, kind, rnd.random() < 0.3, urgent=False)
        for case in Case.objects.filter(kind="melding").order_by("pk"):
            self.report_and_research(case, rnd)

    def report_and_research(self, case: Case, rnd: Random) -> None:
        self.try_to(perform, case, "take_up", by=self.world.consulent)
        for research in case.researches.all():
            self.world.written(research)
        self.goal(case.pk, ("inwoner", "organisatie", "collega")[rnd.randrange(3)], False, 1)
        if rnd.random() < 0.6:
            for name in ("meet", "set_plan", "start"):
                self.try_to(perform, case, name, by=self.world.consulent, **self.details(name, case, 5))

    @rule(seed=PICK, moves=st.integers(4, 14))
    def a_busy_day(self, seed, moves) -> None:
        """Many moves in a row, by whoever comes along."""
        rnd = Random(seed)
        number = lambda: rnd.randrange(10_000)  # noqa: E731
        offers = ("organisatie", "kerk", "team", "ander team", "inwoner", "naaste", "zonder naam")
        for _ in range(moves):
            match rnd.randrange(12):
                case 0:
                    self.offer(number(), number(), rnd.choice(offers), number())
                case 1:
                    self.goal(number(), rnd.choice(("inwoner", "organisatie", "collega")), rnd.random() < 0.3, number())
                case 2:
                    self.indicatie(number(), number(), rnd.randrange(1, 14), rnd.choice(("100", "450", "900")))
                case 3:
                    self.vangnet(number(), number(), rnd.choice(("500", "4850", "9000")), rnd.random() < 0.5)
                case 4:
                    self.application(number(), number())
                case 5:
                    self.appointment(number(), number())
                    self.have_it_wait(number(), rnd.randrange(1, 60))
                    self.ask_for_advice(number(), rnd.randrange(1, 60))
                    self.ask_for_a_field(number(), rnd.randrange(1, 60))
                    self.call_back(number(), number())
                    self.visit(number(), number())
                    self.share(number(), number())
                    self.notice(number(), number())
                case 6 | 7 | 8:
                    self.step(number(), number(), number(), number())
                case _:
                    self.do_the_work(number(), number())
        for _ in range(2):
            if Document.objects.filter(state="gevraagd").exists():
                self.the_worker_makes_a_document(number())

    # --- what people do ----------------------------------------------------------------------------------------

    @rule(who=PICK, kind=st.sampled_from(["melding", "vraag", "signaal"]), team=st.booleans(), urgent=st.booleans())
    def report(self, who, kind, team, urgent) -> None:
        self.try_to(
            reporting.open_case,
            by=self.pick(self.people(), who),
            kern=self.world.kern,
            kind=kind,
            question="Help",
            person=self.world.person(birth_date=dt.date(1940, 1, 1 + who % 28)),
            channel="telefoon",
            on_behalf="zelf",
            received_on=self.on,
            lies_with_team=team,
            urgent=urgent,
        )

    @rule(what=PICK, who=PICK, which=PICK, number=PICK)
    @precondition(lambda self: Case.objects.exists())
    def step(self, what, who, which, number) -> None:
        """Somebody takes one of the steps that are offered to them."""
        obj = self.pick(self.objects(), what)
        if obj is None:
            return
        actor = sight(self.pick(self.people(), who), self.on)
        offer = self.pick(available(obj, actor, at=self.now), which)
        if offer:
            self.try_to(perform, obj, offer.step.name, by=actor, **self.details(offer.step.name, obj, number))

    @rule(what=PICK, number=PICK)
    @precondition(lambda self: WorkItem.objects.open().exists())
    def do_the_work(self, what, number) -> None:
        """Somebody who has a turn on their list takes it."""
        item = self.pick(WorkItem.objects.open().order_by("pk"), what)
        if item is None:
            return
        for actor in self.sights():
            if WorkItem.objects.open().mine(actor).filter(pk=item.pk).exists():
                obj, name = self.settling(item)
                if name == "report":
                    self.try_to(report_progress, obj, by=actor, text="Gaat goed", score=1)
                    return
                onward = [offer.step.name for offer in available(obj, actor, at=self.now) if offer.step.primary]
                if onward and number % 4:
                    name = self.pick(onward, number)
                self.try_to(perform, obj, name, by=actor, **self.details(name, obj, number))
                return

    @rule(
        what=PICK,
        who=PICK,
        kind=st.sampled_from(["organisatie", "kerk", "team", "ander team", "inwoner", "naaste", "zonder naam"]),
        number=PICK,
    )
    @with_open_cases
    def offer(self, what, who, kind, number) -> None:
        case, world = self.open_case(what), self.world
        if case is None:
            return
        consent = {
            "text": "t",
            "how": "h",
            "given_by": "zij",
            "given_on": self.on,
            "until": self.on + dt.timedelta(days=30) if number % 2 else None,
        }
        to = {
            "organisatie": {"to_kind": "organisatie", "to_organisation": world.partner},
            "kerk": {"to_kind": "organisatie", "to_organisation": world.church},
            "team": {"to_kind": "team", "to_team": case.team},
            "ander team": {"to_kind": "team", "to_team": world.other_team},
            "inwoner": {"to_kind": "inwoner"},
            "naaste": {"to_kind": "naaste", "to_contact": world.contact(case)},
            "zonder naam": {"to_kind": "organisatie", "to_organisation": world.partner, "anonymous": True},
        }[kind]
        self.try_to(
            offer_handover,
            case,
            by=case.regisseur if case.regisseur and who % 3 else self.pick(self.people(), who),
            need="Iets",
            reason="Nodig",
            consent=None if kind == "zonder naam" else consent,
            **to,
        )

    @rule(
        what=PICK, carrier=st.sampled_from(["inwoner", "organisatie", "collega"]), maatwerk=st.booleans(), number=PICK
    )
    @with_open_cases
    def goal(self, what, carrier, maatwerk, number) -> None:
        case, world = self.open_case(what), self.world
        if case is None:
            return
        more = {
            "inwoner": {},
            "organisatie": {
                "carrier_organisation": world.partner,
                "consent": {
                    "text": "t",
                    "how": "h",
                    "given_by": "zij",
                    "given_on": self.on,
                    "until": self.on + dt.timedelta(days=25),
                },
            },
            "collega": {"carrier_user": case.regisseur or world.consulent},
        }[carrier]
        self.try_to(
            add_goal,
            case,
            by=case.regisseur or world.consulent,
            wording="Weer naar buiten",
            layer="burger",
            ground=world.maatwerk if maatwerk else world.eigen,
            budget=Decimal(0),
            carrier_kind=carrier,
            **more,
        )

    @rule(what=PICK, who=PICK, weeks=st.integers(1, 14), amount=st.sampled_from(["100", "450", "900"]))
    @with_open_cases
    def indicatie(self, what, who, weeks, amount) -> None:
        case = self.open_case(what)
        if case is None:
            return
        self.try_to(
            draft_indicatie,
            case,
            by=case.regisseur if case.regisseur and who % 3 else self.pick(self.people(), who),
            what="Hulp",
            provider=self.world.provider,
            frequency="elke dag",
            amount_per_week=Decimal(amount),
            starts_on=self.on,
            ends_on=self.on + dt.timedelta(weeks=weeks),
            agreed_with="haar",
            why_now="Nu",
        )

    @rule(what=PICK, who=PICK)
    @with_open_cases
    def application(self, what, who) -> None:
        case = self.open_case(what)
        if case is None:
            return
        self.try_to(
            receive_application,
            case,
            by=self.pick(self.people(), who),
            what="Dagbesteding",
            received_on=self.on,
        )

    @rule(what=PICK, who=PICK, amount=st.sampled_from(["500", "4850", "9000", "30000"]), recover=st.booleans())
    @with_open_cases
    def vangnet(self, what, who, amount, recover) -> None:
        case = self.open_case(what)
        if case is None:
            return
        more = {"recover_from": "gemeente", "recover_on": self.on + dt.timedelta(days=60)} if recover else {}
        self.try_to(
            draft_request,
            case,
            by=case.regisseur or self.pick(self.people(), who),
            purpose="Lift",
            amount=Decimal(amount),
            payee="Alerimus",
            payee_iban="NL91ABNA0417164300",
            why_now="Nu",
            schemes="Geen",
            **more,
        )

    @rule(what=PICK, who=PICK)
    @with_open_cases
    def appointment(self, what, who) -> None:
        case = self.open_case(what)
        if case is None:
            return
        self.try_to(
            make_appointment,
            case,
            by=case.regisseur or self.world.consulent,
            what="Bel",
            on=self.on + dt.timedelta(days=2),
            person=case.regisseur or self.pick(self.people(), who),
        )

    @rule(what=PICK, days=st.integers(1, 60))
    @with_open_cases
    def have_it_wait(self, what, days) -> None:
        case = self.open_case(what)
        if case is None:
            return
        until = self.on + dt.timedelta(days=days)
        kind = WaitsFor.values[days % len(WaitsFor)]
        self.try_to(have_wait, case, by=case.regisseur or self.world.consulent, waits_for=kind, until=until)

    @rule(what=PICK, days=st.integers(1, 60))
    @with_open_cases
    def ask_for_advice(self, what, days) -> None:
        case = self.open_case(what)
        if case is None:
            return
        said = {"text": "t", "how": "h", "given_by": "zij", "given_on": self.on}
        self.try_to(
            ask_advice, case, by=case.regisseur or self.pick(self.people(), days), kind="medisch", to="Argonaut",
            question="Wordt dit beter?", what=["vraag"], said=said, expected_by=self.on + dt.timedelta(days=days),
            waits=case.regisseur is not None and days % 2 == 0,
        )  # fmt: skip

    @rule(what=PICK, days=st.integers(1, 60))
    @with_open_cases
    def ask_for_a_field(self, what, days) -> None:
        case = self.open_case(what)
        if case is None:
            return
        due = self.on + dt.timedelta(days=days)
        until = due + dt.timedelta(days=1 + days % 9)
        said = {"text": "t", "how": "h", "given_by": "zij", "given_on": self.on, "until": until}
        self.try_to(
            ask_force_field, case, by=case.regisseur or self.world.teamleider, why="Te veel mensen", due_on=due, until=until,
            maker=self.world.middenveld, organisation=self.world.partner, what=["vraag"], said=said,
        )  # fmt: skip

    @rule(what=PICK, who=PICK)
    @with_open_cases
    def call_back(self, what, who) -> None:
        case = self.open_case(what)
        if case is not None:
            self.try_to(ask_call_back, case, by=self.pick(self.people(), who), about="De hulp", phone="0186571402")

    @rule(what=PICK, who=PICK)
    @with_open_cases
    def visit(self, what, who) -> None:
        case = self.open_case(what)
        if case is not None:
            typed = Typed(key=uuid.uuid4(), text="Zij slaapt slecht.", on=self.on)
            by = case.regisseur or self.pick(self.people(), who)
            self.try_to(keep, case, by=by, typed=typed)

    @rule(what=PICK, number=PICK)
    @with_open_cases
    def share(self, what, number) -> None:
        """By what the citizen said, until a day or not; or by an article with who carries out a decision."""
        case = self.open_case(what)
        if case is None:
            return
        until = self.on + dt.timedelta(days=number % 60 + 1) if number % 2 else None
        said = {"text": "t", "how": "h", "given_by": "zij", "given_on": self.on, "until": until}
        ground = (
            {"to": self.world.partner, "what": ["vraag"], "purpose": "hulp", "said": said},
            {"to": "De huisarts", "what": ["vraag", "verslag"], "purpose": "afstemmen", "said": said},
            {"to": self.world.provider, "what": ["vraag", "besluit"], "purpose": "uitvoeren", "rests": "aanbieder",
             "why": "Er is een besluit.", "until": until},
        )[number % 3]  # fmt: skip
        self.try_to(share, case, by=case.regisseur or self.pick(self.people(), number), **ground)

    @rule(what=PICK, who=PICK)
    @with_open_cases
    def notice(self, what, who) -> None:
        case = self.open_case(what)
        if case is not None:
            self.try_to(register_notice, case, by=self.pick(self.people(), who), received_on=self.on, how="post")

    @rule(what=PICK, who=PICK)
    @with_open_cases
    def recuse(self, what, who) -> None:
        actor = self.pick(self.people(), who)
        if actor.memberships.filter(role__in=ALWAYS_THERE).exists():
            return
        with transaction.atomic():
            try:
                cases_operations.recuse(self.open_case(what), by=sight(actor, self.on))
            except NotAllowed:
                return
        assert by_date.reroute(self.now) == 0

    @rule(what=PICK)
    @precondition(lambda self: Sharing.objects.filter(state="gegeven").exists())
    def withdraw_consent(self, what) -> None:
        consent = self.pick(Sharing.objects.filter(state="gegeven").order_by("pk"), what)
        self.try_to(perform, consent, "withdraw", by=None, why="Toch niet")

    @rule(what=PICK)
    @precondition(lambda self: Case.objects.filter(person__isnull=False).exists())
    def citizen_gets_an_account(self, what) -> None:
        case = self.pick(Case.objects.filter(grants=None).order_by("pk"), what)
        if case:
            self.world.grant(case, since=self.on)
            assert by_date.reroute(self.now) == 0

    # --- people come and go ------------------------------------------------------------------------------------

    def changeable(self):
        return Membership.objects.exclude(role__in=ALWAYS_THERE).order_by("pk")

    @rule(what=PICK)
    def somebody_leaves(self, what) -> None:
        row = self.pick(self.changeable().filter(until=None), what)
        if row:
            row.until = self.on
            row.save()
            self.roster_changed()

    @rule(role=st.sampled_from([Role.TEAMLID, Role.WMO_CONSULENT, Role.TEAMLEIDER]), number=PICK)
    def somebody_joins(self, role, number) -> None:
        name = f"nieuw{User.objects.count()}"
        member(user(name), role, team=self.world.team if number % 3 else self.world.other_team)
        self.roster_changed()

    @rule(what=PICK, covered=st.booleans(), days=st.integers(1, 30))
    def somebody_falls_ill(self, what, covered, days) -> None:
        row = self.pick(self.changeable().filter(until=None, absences=None), what)
        if row is None:
            return
        mates = Membership.objects.filter(team=row.team, organisation=row.organisation, until=None).exclude(
            user=row.user
        )
        mate = mates.order_by("pk").first()
        Absence.objects.create(
            membership=row,
            since=self.on,
            until=self.on + dt.timedelta(days=days),
            cover=mate.user if covered and mate else None,
        )
        self.roster_changed()

    @rule(what=PICK)
    def a_mandate_ends(self, what) -> None:
        row = self.pick(Mandate.objects.filter(until=None).order_by("pk"), what)
        if row:
            row.until = self.on
            row.save()
            self.roster_changed()

    def roster_changed(self) -> None:
        assert rerouting.work_off(at=self.now) == 0
        self.nobody_is_passed_over()

    def nobody_is_passed_over(self) -> None:
        """Only what is concerned was looked at; the round that looks at everything would change nothing."""
        with transaction.atomic():
            held = hold(Case, by_date.with_work(Case))
            assert lists.differences(held, self.now) == 0

    @rule(days=st.integers(1, 40))
    def time_passes(self, days) -> None:
        self.now += dt.timedelta(days=days)
        assert by_date.run(self.now) == 0
        self.nobody_is_passed_over()
        before = set(WorkItem.objects.open().values_list("pk", "due_on", "for_user", "for_role"))
        assert by_date.run(self.now) == 0
        assert set(WorkItem.objects.open().values_list("pk", "due_on", "for_user", "for_role")) == before

    @rule(what=PICK)
    @precondition(lambda self: Document.objects.filter(state="gevraagd").exists())
    def the_worker_makes_a_document(self, what) -> None:
        document = self.pick(Document.objects.filter(state="gevraagd").order_by("pk"), what)
        if what % 5:
            perform(document, "ready", by=None, at=self.now, file="x.pdf", sha256="0" * 64, size=1)
        else:
            perform(document, "fail", by=None, at=self.now, trouble="De brief kon niet worden gemaakt.")

    # --- what must always hold ---------------------------------------------------------------------------------

    def settling(self, item: WorkItem):
        kind, name = item.step.split(".")
        model = model_of(noun_named(kind))
        obj = Case.objects.get(pk=item.case_id) if model is Case else model.objects.get(public_id=item.object_id)
        return obj, name

    @invariant()
    def nobody_falls_between(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        with_a_turn = set(WorkItem.objects.open().values_list("case", flat=True))
        for case in Case.objects.open():
            assert case.pk in with_a_turn, f"nobody's turn on {case} in {case.phase}"
        self.what_rests_is_put_out()
        for handover in Handover.objects.filter(state="aangeboden").select_related("case"):
            assert handover.case.is_open

    def what_rests_is_put_out(self) -> None:
        """Where all turns of a case rest, somebody sees it among what they wait for."""
        resting = set(WorkItem.objects.open().exclude(rests_until=None).values_list("case", flat=True))
        for one in self.sights() if resting else ():
            resting -= set(WorkItem.objects.open().mine(one).filter(case__in=resting).values_list("case", flat=True))
            resting -= {row.anchor.pk for row in chain(waits_put_out(one), advices_put_out(one))} if resting else set()
            if not resting:
                return
        assert not resting

    @invariant()
    def every_turn_has_someone(self) -> None:
        """Whoever it is for can settle it, also where it rests still. First asked of who could settle most until now:
        most of all that is asked here is found with a few people, and nobody is left out where it isn't."""
        unsettled = {item.pk: item for item in WorkItem.objects.open()}
        for one in sorted(self.people(), key=lambda who: -self.settled[who.pk]):
            if not unsettled:
                return
            who = sight(one, self.on)
            for pk in WorkItem.objects.open().theirs(who).filter(pk__in=unsettled).values_list("pk", flat=True):
                if self.can_settle(who, *self.settling(unsettled[pk])):
                    del unsettled[pk]
                    self.settled[one.pk] += 1
        assert not unsettled, "\n".join(
            f"{item.key} {item.what} for {item.for_user or item.for_role} on {item.case}: nobody can"
            for item in unsettled.values()
        )

    def can_settle(self, who, obj, name: str) -> bool:
        if isinstance(obj, Case):
            seen = Case.objects.visible_to(who).filter(pk=obj.pk).exists()
        else:
            seen = type(obj).objects.visible_to(who).filter(pk=obj.pk).exists()
        if not seen:
            return False
        if name == "report":
            return may(who, Action.REPORT_GOAL, obj)
        return name in {offer.step.name for offer in available(obj, who, at=self.now, moot=True)}

    @invariant()
    def money_fits(self) -> None:
        for budget in VangnetBudget.objects.all():
            balance = budget.entries.balance()
            assert min(balance.free, balance.reserved, balance.spent) >= 0
            approved = sum((one.approved_amount for one in budget.requests.filter(state="goedgekeurd")), Decimal(0))
            assert balance.reserved == approved


@pytest.mark.slow
@pytest.mark.django_db
def test_nobody_falls_between_whatever_happens() -> None:
    run_state_machine_as_test(
        Walk,
        settings=settings(
            max_examples=int(os.environ.get("WALKS", "4")),
            stateful_step_count=18,
            deadline=None,
            print_blob=True,
            suppress_health_check=list(HealthCheck),
        ),
    )


@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.parametrize("seed", range(int(os.environ.get("LONG_WALKS", "2"))))
def test_a_long_walk(seed: int) -> None:
    """The same moves, many in a row from one seed: deep into the machines, where a generated example rarely comes."""
    walk, rnd = Walk(), Random(seed)
    number = lambda: rnd.randrange(10_000)  # noqa: E731
    people = (
        lambda: walk.somebody_leaves(number()),
        lambda: walk.somebody_joins(rnd.choice([Role.TEAMLID, Role.WMO_CONSULENT, Role.TEAMLEIDER]), number()),
        lambda: walk.somebody_falls_ill(number(), rnd.random() < 0.5, rnd.randrange(1, 30)),
        lambda: walk.a_mandate_ends(number()),
        lambda: walk.recuse(number(), number()),
        lambda: walk.withdraw_consent(number()) if Sharing.objects.filter(state="gegeven").exists() else None,
        lambda: walk.citizen_gets_an_account(number()),
    )
    try:
        walk.a_team_with_work(seed)
        for _ in range(12):
            walk.a_busy_day(number(), rnd.randrange(8, 20))
            if rnd.random() < 0.5:
                rnd.choice(people)()
            walk.time_passes(rnd.randrange(1, 25))
            walk.nobody_falls_between()
            walk.every_turn_has_someone()
            walk.money_fits()
    finally:
        walk.teardown()
