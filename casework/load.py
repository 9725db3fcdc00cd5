"""A load database: many believable cases, made in minutes, to measure with. Never for people to work in.

Teams of 400 cases, each case from a seed of its own: team 1 is the same whether it stands alone or among 250. What
happened is written in bulk (`load_story`), so it goes around the door; whose turn it is now is left to routing itself.
"""

import datetime as dt
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from decimal import Decimal
from random import Random
from typing import Any, Final

from django.apps import apps
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Permission
from django.db import connection, connections, models, transaction
from django.utils import timezone

from casework.cases.models import Case
from casework.cases.work import WorkItem
from casework.engine import lists as routing
from casework.law.models import DayOff, Ground, LegalTerm
from casework.load_story import Story
from casework.vangnet.models import VangnetBudget
from casework.vangnet.operations import provide_budget
from roles.matrix import GrantKind, Role
from roles.models import Mandate, MandateKind, Membership, Team, TeamKind, User
from wijkweb.models import Kern, LifeDomain, Organisation, OrganisationLayer

CASES_PER_TEAM: Final = 400
CASES_PER_COPY: Final = 2000
TEAMS_PER_NURSES: Final = 5  # one organisation of district nurses serves that many teams
SINCE: Final = dt.date(2020, 1, 1)
BUDGET: Final = Decimal(250_000)

Tell = Callable[[str], None]


class NotEmpty(Exception):
    """There are teams here that this module didn't make."""


# --- rows for COPY -----------------------------------------------------------------------------------------------


class Rows:
    """Rows of one table, kept until they are copied in together; their ids are handed out beforehand.

    Not those of work items: routing adds to them meanwhile, so there the database numbers.
    """

    def __init__(self, model: type[models.Model]) -> None:
        self.table, self.numbered = model._meta.db_table, model is not WorkItem
        fields = [one for one in model._meta.concrete_fields if self.numbered or not one.primary_key]
        self.columns = [one.column for one in fields]
        # what has no default here must be given: COPY refuses an Ellipsis
        self.empty: dict[str, Any] = {one.attname: _default(one) for one in fields}
        self.waiting: list[dict[str, Any]] = []
        self.last = model._default_manager.aggregate(last=models.Max("pk"))["last"] or 0

    def add(self, **values: Any) -> dict[str, Any]:
        """One row; it may still be changed until it is copied. Raises KeyError for a column that isn't there."""
        row = self.empty | values
        if self.numbered:
            self.last += 1
            row["id"] = self.last
        if len(row) != len(self.empty):
            raise KeyError(f"{self.table}: {values.keys() - self.empty.keys()}")
        self.waiting.append(row)
        return row

    def take(self) -> list[dict[str, Any]]:
        """What waits, to be copied; from now on these rows are final."""
        taken, self.waiting = self.waiting, []
        return taken

    def copy(self, cursor: Any, rows: list[dict[str, Any]]) -> None:
        names = ", ".join(f'"{name}"' for name in self.columns)
        with cursor.copy(f'COPY "{self.table}" ({names}) FROM STDIN') as copy:
            for row in rows:
                copy.write_row(tuple(row.values()))
        if self.numbered:
            cursor.execute("SELECT setval(pg_get_serial_sequence(%s, 'id'), %s)", [self.table, rows[-1]["id"]])


def _default(one: Any) -> Any:
    if one.has_default() and not callable(one.default):
        return one.default
    if getattr(one, "auto_now", False) or getattr(one, "auto_now_add", False) or one.has_default():
        return ...
    if one.null:
        return None
    return "" if one.empty_strings_allowed and one.blank else ...


class Book:
    """The rows of all tables, in the order in which they were first asked for."""

    def __init__(self) -> None:
        self._of: dict[type[models.Model], Rows] = {}

    def __getitem__(self, model: type[models.Model]) -> Rows:
        if model not in self._of:
            self._of[model] = Rows(model)
        return self._of[model]

    def take(self) -> "Batch":
        return [(rows, taken) for rows in self._of.values() if (taken := rows.take())]


Batch = list[tuple[Rows, list[dict[str, Any]]]]


def write(batch: Batch) -> None:
    """All or nothing."""
    with transaction.atomic(), connection.cursor() as cursor:
        for rows, taken in batch:
            rows.copy(cursor, taken)


# --- places and people -------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Someone:
    pk: int
    name: str
    role: str


@dataclass(frozen=True, slots=True)
class Party:
    pk: int
    name: str
    layer: str
    accounts: bool


@dataclass(frozen=True, slots=True)
class Place:
    """One team with all that a story needs to know of it."""

    number: int
    slowness: float  # most teams keep up; some are far behind, and they hold the oldest deadlines
    team_id: int
    team_name: str
    kern_ids: tuple[int, ...]
    leader: Someone
    consulenten: tuple[Someone, ...]
    members: tuple[Someone, ...]
    nurses: tuple[Someone, ...]
    payer: Someone
    partners: tuple[Party, ...]
    provider: Party
    mandates: dict[str, int]  # who → its mandate: nurses, indicatie, besluit, vangnet
    budgets: dict[int, int]  # year → id
    grounds: dict[str, int]
    grants: dict[str, int]  # kind of grant → permission

    @property
    def regisseurs(self) -> tuple[Someone, ...]:
        return self.consulenten + self.members


class Town:
    """Makes the places one by one, each only once."""

    def __init__(self, today: dt.date) -> None:
        self.today = today
        self.years = range((today - dt.timedelta(days=Story.LONGEST)).year, today.year + 1)
        self.password = make_password("wijkteam")
        self.hall = self._hall()
        self.payer = self._someone(Role.FINANCIEN, team=self.hall)[0]
        self.grounds = dict(Ground.objects.values_list("code", "pk"))
        self.grants = {
            kind.value: Permission.objects.get(content_type__app_label="casework", codename=kind).pk
            for kind in GrantKind
        }

    def place(self, number: int) -> Place:
        """The team with that number, made if it isn't there yet."""
        team = Team.objects.filter(name=f"Wijkteam {number:03d}").first() or self._team(number)
        nurses = self._nurses((number - 1) // TEAMS_PER_NURSES + 1)
        of_team = Mandate.objects.filter(team=team).values_list("kind", "pk")
        *partners, provider = self._parties(number)
        return Place(
            number=number,
            slowness=3.0 if number % 8 == 4 else 1.0,
            team_id=team.pk,
            team_name=team.name,
            kern_ids=tuple(team.kernen.order_by("pk").values_list("pk", flat=True)),
            leader=self._someone(Role.TEAMLEIDER, team=team)[0],
            consulenten=self._someone(Role.WMO_CONSULENT, team=team),
            members=self._someone(Role.TEAMLID, team=team),
            nurses=self._someone(Role.EERSTE_CONTACT, organisation=nurses),
            payer=self.payer,
            partners=tuple(partners),
            provider=provider,
            mandates={**dict(of_team), "nurses": Mandate.objects.get(organisation=nurses).pk},
            budgets=dict(VangnetBudget.objects.filter(team=team).values_list("year", "pk")),
            grounds=self.grounds,
            grants=self.grants,
        )

    def _hall(self) -> Team:
        found = Team.objects.filter(kind=TeamKind.GEMEENTE).first()
        if found:
            return found
        hall = Team.objects.create(name="Gemeente", kind=TeamKind.GEMEENTE)
        for role in (Role.AFDELINGSHOOFD, Role.FINANCIEN, Role.BEHEER, Role.PRIVACY):
            self._people(role, [role.value], team=hall)
        self._mandate(MandateKind.VANGNET, Role.AFDELINGSHOOFD, team=hall, max_amount=25_000)
        self._mandate(MandateKind.BESLUIT, Role.AFDELINGSHOOFD, team=hall)
        return hall

    def _team(self, number: int) -> Team:
        kernen = [
            Kern.objects.create(
                name=f"Kern {number:03d} {side}", village=f"Dorp {number:03d}", postcode4=str(1000 + number % 9000)
            )
            for side in ("Noord", "Zuid")
        ]
        team = Team.objects.create(name=f"Wijkteam {number:03d}", phone="0186 55 00 00")
        team.kernen.set(kernen)
        self._people(Role.TEAMLEIDER, [f"teamleider{number:03d}"], team=team)
        self._people(Role.WMO_CONSULENT, [f"consulent{number:03d}{letter}" for letter in "abcde"], team=team)
        self._people(Role.TEAMLID, [f"teamlid{number:03d}{letter}" for letter in "abc"], team=team)
        self._mandate(MandateKind.INDICATIE, Role.WMO_CONSULENT, team=team, max_amount=500, max_weeks=12)
        self._mandate(MandateKind.BESLUIT, Role.WMO_CONSULENT, team=team)
        self._mandate(MandateKind.VANGNET, Role.TEAMLEIDER, team=team, max_amount=5000)
        for year in self.years:
            provide_budget(team, year=year, amount=BUDGET, by=None, words="Begroting")
        for name, layer, domain, role in (
            ("Buurthuis", OrganisationLayer.MIDDENVELD, LifeDomain.VERENIGING, Role.MIDDENVELD),
            ("Inloop", OrganisationLayer.MIDDENVELD, LifeDomain.KUNST, Role.MIDDENVELD),
            ("Kerk", OrganisationLayer.MIDDENVELD, LifeDomain.KERK, None),
            ("Thuiszorg", OrganisationLayer.PROFESSIONAL, LifeDomain.TWEEDELIJN, Role.UITVOERDER),
        ):
            party = Organisation.objects.create(name=f"{name} {number:03d}", layer=layer, domain=domain)
            party.kernen.set(kernen)
            if role:
                self._people(role, [f"{name.lower()}{number:03d}{letter}" for letter in "ab"], organisation=party)
        return team

    def _nurses(self, number: int) -> Organisation:
        name = f"Wijkverpleging {number:02d}"
        found = Organisation.objects.filter(name=name).first()
        if found:
            return found
        nurses = Organisation.objects.create(
            name=name, layer=OrganisationLayer.PROFESSIONAL, domain=LifeDomain.EERSTELIJN
        )
        people = [f"wijkverpleging{number:02d}{letter}" for letter in "abcdefgh"]
        self._people(Role.EERSTE_CONTACT, people, organisation=nurses)
        self._mandate(
            MandateKind.INDICATIE,
            Role.EERSTE_CONTACT,
            organisation=nurses,
            max_amount=400,
            max_weeks=10,
            employer=name,
            employer_consent_on=SINCE,
        )
        return nurses

    def _people(self, role: Role, names: list[str], **where: Any) -> None:
        users = User.objects.bulk_create(
            User(
                username=name,
                first_name=_GIVEN[sum(map(ord, name)) % len(_GIVEN)],
                last_name=name.capitalize(),
                email=f"{name}@voorbeeld.example",
                password=self.password,
            )
            for name in names
        )
        Membership.objects.bulk_create(Membership(user=user, role=role, since=SINCE, **where) for user in users)

    def _mandate(self, kind: MandateKind, role: Role, **fields: Any) -> None:
        Mandate.objects.create(
            kind=kind,
            role=role,
            since=SINCE,
            decision_on=SINCE,
            decision_number=f"L{Mandate.objects.count():05d}",
            **fields,
        )

    def _someone(self, role: Role, **where: Any) -> tuple[Someone, ...]:
        rows = Membership.objects.filter(role=role, **where).select_related("user").order_by("pk")
        return tuple(Someone(row.user_id, row.user.name, role.label) for row in rows)

    def _parties(self, number: int) -> list[Party]:
        rows = Organisation.objects.filter(name__endswith=f" {number:03d}").order_by("pk")
        return [Party(row.pk, row.name, row.layer, row.domain != LifeDomain.KERK) for row in rows]


_GIVEN: Final = (
    "Anouk",
    "Bas",
    "Carla",
    "Daan",
    "Esra",
    "Fatima",
    "Geert",
    "Hanneke",
    "Ilse",
    "Joost",
    "Karin",
    "Lars",
)


# --- filling and emptying ----------------------------------------------------------------------------------------


def fill(cases: int, *, at: dt.datetime | None = None, tell: Tell = lambda words: None) -> int:
    """Grow the load database to that many cases, and bring its work in line. Gives how many were added.

    Raises NotEmpty where teams stand that aren't ours.
    """
    at = at or timezone.now()
    today = timezone.localtime(at).date()
    if Team.objects.exclude(name__regex=r"^Wijkteam \d{3,}$").exclude(kind=TeamKind.GEMEENTE, name="Gemeente").exists():
        raise NotEmpty
    standing = Case.objects.count()
    numbers = _numbers(standing, cases)
    with transaction.atomic():
        town = Town(today)
        places = {team: town.place(team) for team in sorted({number // CASES_PER_TEAM + 1 for number in numbers})}
    book = Book()  # opened only now: places took ids of their own
    with Line() as line:
        for start in range(0, len(numbers), CASES_PER_COPY):
            part = numbers[start : start + CASES_PER_COPY]
            waiting = [key for number in part if (key := _tell(book, places, number, today))]
            line.send(book.take(), waiting, at)
            tell(f"{standing + start + len(part)} zaken")
    if numbers:
        settle()
    return len(numbers)


def _numbers(standing: int, cases: int) -> list[int]:
    """Which cases to add. They come in as in life, all teams in turn, so a team's rows lie scattered among the others."""
    return sorted(range(standing, cases), key=lambda number: (number % CASES_PER_TEAM, number))


def _tell(book: Book, places: dict[int, Place], number: int, today: dt.date) -> int | None:
    """The rows of one case. Gives its id if it may still be somebody's turn."""
    team, own = number // CASES_PER_TEAM + 1, number % CASES_PER_TEAM
    rng = Random(f"{team}:{own}")  # noqa: S311  the same each time is the point
    story = Story(book, places[team], number, rng, today)
    story.tell()
    return story.case["id"] if story.waits else None


class Line:
    """Writing, and routing what was written, each beside the telling of the next cases: two cores have work.

    Within a transaction of the caller nothing can go beside it; then all is done in turn.
    """

    DEEPEST: Final = 3  # batches in memory

    def __enter__(self) -> "Line":
        self._alone = connection.in_atomic_block
        self._writer, self._router = ThreadPoolExecutor(1), ThreadPoolExecutor(1)
        self._sent: list[Future[int]] = []
        return self

    def send(self, batch: Batch, waiting: list[int], at: dt.datetime) -> None:
        if self._alone:
            write(batch)
            routing.bring_in_line(Case, waiting, at)
            return
        written = self._writer.submit(write, batch)
        self._sent.append(self._router.submit(self._route, written, waiting, at))
        while len(self._sent) >= self.DEEPEST:
            self._sent.pop(0).result()

    @staticmethod
    def _route(written: "Future[None]", waiting: list[int], at: dt.datetime) -> int:
        written.result()
        return routing.bring_in_line(Case, waiting, at)

    def __exit__(self, *trouble: object) -> None:
        for thread in (self._writer, self._router):
            if not self._alone:
                thread.submit(connections.close_all)
            thread.shutdown()
        for one in self._sent:
            one.result()


def settle() -> None:
    """What autovacuum would have done by now: the planner knows the tables, index-only scans can skip them."""
    if connection.in_atomic_block:
        return  # VACUUM can't
    with connection.cursor() as cursor:
        cursor.execute("VACUUM (ANALYZE)")


def empty() -> None:
    """Throw everything away but the law: terms, days off and grounds."""
    kept = {one._meta.db_table for one in (LegalTerm, DayOff, Ground)}
    tables = [
        one._meta.db_table
        for app in ("casework", "roles", "wijkweb")
        for one in apps.get_app_config(app).get_models(include_auto_created=True)
        if not one._meta.proxy and one._meta.db_table not in kept
    ]
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # nothing may be pending
        # triggers refuse this; the superuser of a demo or test can put them aside, the role of a real website can't
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute("TRUNCATE " + ", ".join(f'"{table}"' for table in tables) + " RESTART IDENTITY CASCADE")
        cursor.execute("SET LOCAL session_replication_role = origin")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
