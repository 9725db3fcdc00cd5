"""Many people at the same moment, with real connections: steps, notes, reports, people who come and go, the night.

Afterwards each case's open work is what follows from the case, the people and the day; nobody fell between; the sums
hold; nothing was written twice; nobody got an error page.

In the suite eight people at once make twelve moves each on thirty cases, from one seed: about a hundred moves, of each
kind as many as its weight. `./dev walk --minutes 10 --seed 3` walks as long as one likes: that is what finds the rare.
"""

import datetime as dt
import os
import threading
import time
import uuid
from collections import Counter
from contextlib import suppress
from decimal import Decimal
from random import Random
from typing import Any

import pytest
from django.db import connections, transaction
from django.db.models import Count
from django.template import Template
from django.test import Client
from django.test.utils import _TestState
from django.utils import timezone

from casework.cases.events import CaseEvent
from casework.cases.models import Case
from casework.cases.work import WorkItem
from casework.engine import by_date, lists, rerouting
from casework.engine.door import available
from casework.engine.errors import NotAllowed, NotNow, Overtaken, Repeated
from casework.engine.forms import form_for
from casework.engine.holding import hold
from casework.law.models import LegalTerm
from casework.notes.operations import add_note
from casework.sharing.models import Sharing
from casework.vangnet.operations import provide_budget
from roles.matrix import Role
from roles.models import Proposal, User
from roles.policy import sight
from tests.factories import World, member, put_in_line, user
from tests.rules.test_random_walk import Walk
from tests.rules.test_step_cost import obvious
from tests.wijkteam.admin.pages import at as admin_page
from tests.wijkteam.admin.pages import nl, placed
from wijkteam.once_more import DEADLOCK, trouble_of

WALKERS, CASES = 8, 30
MOVES = 12  # of each, where no minutes are asked for
# what may come of something tried while others are at it; a name that is taken by another thread is no matter of ours
REFUSED = (NotNow, NotAllowed, Overtaken, Repeated)


class Walker(Walk):
    """One of those who walk at the same moment: the moves of the random walk, and steps through the pages."""

    def __init__(self, world: World, seed: int) -> None:
        self.world, self.rnd, self.now = world, Random(seed), timezone.now()
        self.settled: Counter[int] = Counter()
        self.clients: dict[int, Client] = {}
        self.seen: Counter[str] = Counter()
        self.errors: list[str] = []

    def try_to(self, call: Any, *args: Any, **kwargs: Any) -> Any:
        """Once more where the database let it go, as a page does by itself."""
        for attempt in (1, 2):
            try:
                self.seen[call.__name__] += 1
                return call(*args, **kwargs)
            except REFUSED:
                return None
            except Exception as error:
                if trouble_of(error) != DEADLOCK or attempt == 2:
                    raise
                self.seen["deadlock, once more"] += 1
        return None

    def roster_changed(self) -> None:
        """As a page does: once it is written."""
        transaction.on_commit(rerouting.soon, robust=True)

    def client_of(self, who: User) -> Client:
        if who.pk not in self.clients:
            self.clients[who.pk] = Client(raise_request_exception=False)
            self.clients[who.pk].force_login(who)
        return self.clients[who.pk]

    def send(self, who: User, url: str, data: dict[str, Any]) -> None:
        answer = self.client_of(who).post(url, {name: value for name, value in data.items() if value is not None})
        self.seen[f"{answer.status_code}"] += 1
        patience_over = answer.status_code == 503 and url.startswith(
            ("/beheer/", "/bevestigen/")
        )  # told, with what was typed
        if answer.status_code >= 500 and not patience_over:
            self.errors.append(f"{answer.status_code} at {url}")

    # --- moves -------------------------------------------------------------------------------------------------

    def one_move(self) -> None:
        rnd = self.rnd
        number = lambda: rnd.randrange(10_000)  # noqa: E731
        offers = ("organisatie", "kerk", "team", "ander team", "inwoner", "naaste", "zonder naam")
        kinds = ("melding", "vraag", "signaal")
        moves = (
            (40, self.page_step),
            (8, self.note),
            (6, lambda: self.report(number(), rnd.choice(kinds), rnd.random() < 0.3, urgent=rnd.random() < 0.2)),
            (6, lambda: self.offer(number(), number(), rnd.choice(offers), number())),
            (5, lambda: self.goal(number(), rnd.choice(("inwoner", "organisatie", "collega")), False, number())),
            (4, lambda: self.indicatie(number(), number(), rnd.randrange(1, 14), rnd.choice(("100", "450", "900")))),
            (4, lambda: self.vangnet(number(), number(), rnd.choice(("500", "4850", "9000")), rnd.random() < 0.5)),
            (2, lambda: self.application(number(), number())),
            (2, lambda: self.appointment(number(), number())),
            (2, lambda: self.have_it_wait(number(), rnd.randrange(1, 60))),
            (2, lambda: self.visit(number(), number())),
            (2, lambda: self.share(number(), number())),
            (1, lambda: self.notice(number(), number())),
            (3, lambda: Sharing.objects.filter(state="gegeven").exists() and self.withdraw_consent(number())),
            (2, lambda: self.recuse(number(), number())),
            (1, lambda: self.citizen_gets_an_account(number())),
            (2, lambda: self.somebody_joins(rnd.choice([Role.TEAMLID, Role.WMO_CONSULENT, Role.TEAMLEIDER]), number())),
            (2, lambda: self.somebody_falls_ill(number(), rnd.random() < 0.5, rnd.randrange(1, 30))),
            (2, self.membership_in_beheer),
            (1, self.account_in_beheer),
            (2, self.second_person),
            (1, lambda: self.a_mandate_ends(number())),
            (1, self.a_term_changes),
            (2, self.night),
            (2, lambda: rerouting.work_off(most=20)),
        )
        move = rnd.choices([one for _, one in moves], [weight for weight, _ in moves])[0]
        move()

    def page_step(self) -> None:
        """Somebody presses a button of a page they opened a moment ago; now and then twice."""
        for _ in range(10):
            obj = self.pick(self.objects(), self.rnd.randrange(10_000))
            who = self.pick(self.people(), self.rnd.randrange(10_000))
            actor = sight(who)
            if obj is not None and (offers := available(obj, actor)):
                break
        else:
            return
        offer = self.rnd.choice(offers)
        form = form_for(type(obj), offer.step)(None, None, obj=obj, sight=actor)
        data = {name: obvious(one, form.get_initial_for_field(one, name)) for name, one in form.fields.items()}
        data |= {"token": str(uuid.uuid4()), "expected": obj.standing}
        for _ in range(1 if self.rnd.random() < 0.8 else 2):
            self.send(who, offer.url, data)
        self.seen[f"step {type(obj).__name__}.{offer.step.name}"] += 1

    def note(self) -> None:
        case = self.pick(Case.objects.open().order_by("pk"), self.rnd.randrange(10_000))
        self.try_to(add_note, case, by=self.pick(self.people(), self.rnd.randrange(10_000)), text=str(uuid.uuid4()))

    def recuse(self, what: int, who: int) -> None:
        from casework.cases.operations import recuse

        actor = self.pick(self.people(), who)
        case = self.pick(Case.objects.open().order_by("pk"), what)
        busy = actor.memberships.filter(role__in=(Role.AFDELINGSHOOFD, Role.FINANCIEN, Role.BEHEER)).exists()
        if not busy and not case.recusals.filter(user=actor).exists():
            self.try_to(recuse, case, by=sight(actor))

    def citizen_gets_an_account(self, what: int) -> None:
        from casework.cases.operations import give_grant
        from roles.matrix import GrantKind

        case = self.pick(Case.objects.filter(grants=None).order_by("pk"), what)
        if case is not None:
            who = self.world.inwoner
            self.try_to(give_grant, case, by=self.world.teamleider, to=who, kind=GrantKind.OWN, reason="Eigen zaak")

    def somebody_joins(self, role: Role, number: int) -> None:
        member(
            user(f"nieuw{uuid.uuid4().hex[:12]}"), role, team=self.world.team if number % 3 else self.world.other_team
        )
        self.roster_changed()

    def somebody_falls_ill(self, what: int, covered: bool, days: int) -> None:
        with suppress(Exception), transaction.atomic():  # away twice: the database refuses that
            super().somebody_falls_ill(what, covered, days)

    def membership_in_beheer(self) -> None:
        """Somebody leaves, or comes back: two of beheer may be at it together."""
        row = self.pick(self.changeable().exclude(user=self.world.beheer), self.rnd.randrange(10_000))
        later = None if row.until else timezone.localdate() + dt.timedelta(days=self.rnd.choice((0, 0, 5)))
        if later is not None and later <= row.since:
            return
        self.send(self.world.beheer, admin_page("roles_membership", row), placed(row, until=nl(later) if later else ""))

    def account_in_beheer(self) -> None:
        who = self.pick(User.objects.filter(username__startswith="nieuw").order_by("pk"), self.rnd.randrange(10_000))
        if who is not None:
            data = {"username": who.username, "first_name": "N", "last_name": "Test", "email": who.email}
            self.send(self.world.beheer, admin_page("roles_user", who), data)

    def second_person(self) -> None:
        """Somebody confirms what beheer widened, or refuses it; perhaps two at once."""
        one = self.pick(Proposal.objects.waiting(), self.rnd.randrange(10_000))
        if one is not None:
            who = self.rnd.choice([self.world.teamleider, self.world.afdelingshoofd, self.world.beheer])
            button = self.rnd.choice(["bevestig", "bevestig", "wijs-af"])
            self.send(who, f"/bevestigen/{one.public_id}/{button}/", {"why": "Dit klopt niet."})

    def a_term_changes(self) -> None:
        with suppress(LegalTerm.DoesNotExist), transaction.atomic():
            row = LegalTerm.objects.get(code="kennismaken", until=None)
            row.length = self.rnd.randrange(3, 15)
            row.save()
        self.roster_changed()

    def night(self) -> None:
        assert by_date.run() == 0


def something_due(world: World, cases: list[Case]) -> None:
    """For the night: consents that ran out, help that ended."""
    yesterday = timezone.localdate() - dt.timedelta(days=1)
    for case in cases[::3]:
        consent = Sharing.objects.create(
            case=case, text="t", how="h", given_by="zij", given_on=yesterday - dt.timedelta(days=9), until=yesterday
        )
        world.handover(
            case, "aanvaard", consent=consent, accepted_on=yesterday, accepted_by="Sjaan", from_team=case.team
        )
    for case in cases[1::3]:
        world.indicatie(case, "afgegeven", starts_on=yesterday - dt.timedelta(weeks=3), ends_on=yesterday)
    put_in_line(Case, [case.pk for case in cases], timezone.now())


def walk(world: World, *, seed: int, seconds: float, moves: int) -> list[Walker]:
    """All of them, each until it made its moves or the time is over."""
    end = time.monotonic() + seconds
    walkers = [Walker(world, seed * 100 + number) for number in range(WALKERS)]

    def go(walker: Walker) -> None:
        try:
            for _ in range(moves):
                if time.monotonic() > end:
                    break
                try:
                    walker.one_move()
                except Exception as error:
                    walker.errors.append(f"{type(error).__name__} ({trouble_of(error)}): {error}"[:300])
        finally:
            connections.close_all()

    threads = [threading.Thread(target=go, args=(one,)) for one in walkers]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    return walkers


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_nobody_falls_between_while_all_are_at_it(monkeypatch, settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path
    # the test client listens to every template that is rendered, also by the client of another thread
    monkeypatch.setattr(Template, "_render", _TestState.saved_data.template_render)
    seed = int(os.environ.get("WALK_SEED", "1"))
    minutes = float(os.environ.get("WALK_MINUTES", "0"))
    world = World()
    member(user("beheer2"), Role.BEHEER, team=world.gemeente)
    for team in (world.team, world.other_team):
        provide_budget(team, year=timezone.localdate().year, amount=Decimal(40_000), by=None, words="")
    phases = ("aanmelding", "onderzoek", "plan", "uitvoering", "evaluatie")
    cases = [world.case(phases[number % 5]) for number in range(CASES)]
    something_due(world, cases)
    rerouting.work_off()

    walkers = walk(world, seed=seed, seconds=minutes * 60 or 300, moves=10**9 if minutes else MOVES)

    seen = sum((one.seen for one in walkers), Counter())
    print("\n".join(f"{count:6} {what}" for what, count in seen.most_common()))
    errors = [error for one in walkers for error in one.errors]
    told = [f"{count} × {error}" for error, count in Counter(errors).most_common(20)]
    assert not told, "\n".join(told)
    judged(walkers[0])


def judged(walker: Walker) -> None:
    """What must hold when everybody has gone home."""
    assert rerouting.work_off() == 0
    assert by_date.run() == 0
    assert not rerouting.waiting()
    ids = by_date.with_work(Case)
    walker.now = timezone.now()
    with transaction.atomic():
        assert lists.differences(hold(Case, ids), walker.now) == 0
    for case in Case.objects.open():
        assert WorkItem.objects.open().filter(case=case).exists(), f"nobody's turn on {case} in {case.phase}"
    walker.every_turn_has_someone()
    walker.money_fits()
    twice = CaseEvent.objects.filter(verb__in=("sharing.lapse", "indicatie.lapse")).values("case", "object_id", "verb")
    assert not twice.annotate(times=Count("pk")).filter(times__gt=1).exists()
