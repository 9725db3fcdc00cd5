"""Makes the teams of the load data in bulk: rows that point to each other, written per table."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal
from functools import cache
from typing import Any, Final

from django.contrib.auth.hashers import make_password
from django.db.models import Model
from django.utils import timezone
from django.utils.text import slugify

from casework.vangnet.models import LedgerEntry, LedgerKind, VangnetBudget
from roles.matrix import Role
from roles.models import Mandate, MandateKind, Membership, Team, TeamKind, User
from wijkweb.models import Kern, LifeDomain, Organisation, OrganisationLayer

TEAMS_PER_NURSES: Final = 5  # one organisation of district nurses serves that many teams
SINCE: Final = dt.date(2020, 1, 1)
BUDGET: Final = Decimal(250_000)
OURS: Final = r"^Wijkteam \d{3,}$"  # the names of the teams that are made here
HALL: Final = "Gemeente"
AT_ONCE: Final = 1000

_GIVEN: Final = (
    "Anouk", "Bas", "Carla", "Daan", "Esra", "Fatima", "Geert", "Hanneke", "Ilse", "Joost", "Karin", "Lars",
)  # fmt: skip
# of each team: name, layer, life domain, role of those who work there; the last one delivers help
_PARTIES: Final = (
    ("Buurthuis", OrganisationLayer.MIDDENVELD, LifeDomain.VERENIGING, Role.MIDDENVELD),
    ("Inloop", OrganisationLayer.MIDDENVELD, LifeDomain.KUNST, Role.MIDDENVELD),
    ("Kerk", OrganisationLayer.MIDDENVELD, LifeDomain.KERK, None),
    ("Thuiszorg", OrganisationLayer.PROFESSIONAL, LifeDomain.TWEEDELIJN, Role.UITVOERDER),
)
# what is pointed to, before what points to it
_ORDER: Final[tuple[type[Any], ...]] = (
    Kern, Team, Organisation, Team.kernen.through, Organisation.kernen.through, User, Membership, Mandate, VangnetBudget,
    LedgerEntry,
)  # fmt: skip


def team_name(number: int) -> str:
    return f"Wijkteam {number:03d}"


def nurses_name(number: int) -> str:
    """Of those who serve the team with this number."""
    return f"Wijkverpleging {(number - 1) // TEAMS_PER_NURSES + 1:02d}"


def party_names(number: int) -> list[str]:
    return [f"{name} {number:03d}" for name, *_ in _PARTIES]


def hall() -> Team:
    """The municipality's own team."""
    return Team.objects.get(kind=TeamKind.GEMEENTE)


def make(numbers: Iterable[int], years: range) -> None:
    """The teams with these numbers, those that aren't there yet."""
    new = _New(years)
    if not Team.objects.filter(kind=TeamKind.GEMEENTE).exists():
        new.hall()
    standing = set(Team.objects.values_list("name", flat=True)) | set(
        Organisation.objects.values_list("name", flat=True)
    )
    for number in numbers:
        if nurses_name(number) not in standing:
            standing.add(nurses_name(number))
            new.nurses(nurses_name(number))
        if team_name(number) not in standing:
            new.team(number)
    new.write()


class _New:
    """Rows that aren't written yet, by table."""

    def __init__(self, years: range) -> None:
        self.years, self.rows = years, defaultdict[type[Model], list[Any]](list)
        self.decided = Mandate.objects.count()

    def write(self) -> None:
        for model in _ORDER:
            model._default_manager.bulk_create(self.rows[model], batch_size=AT_ONCE)

    def add(self, row: Any) -> Any:
        self.rows[type(row)].append(row)
        return row

    def hall(self) -> None:
        team = self.add(Team(name=HALL, kind=TeamKind.GEMEENTE))
        for role in (Role.AFDELINGSHOOFD, Role.FINANCIEN, Role.BEHEER, Role.PRIVACY):
            self._people(role, [role.value], team=team)
        self._mandate(MandateKind.VANGNET, Role.AFDELINGSHOOFD, team=team, max_amount=25_000)
        self._mandate(MandateKind.BESLUIT, Role.AFDELINGSHOOFD, team=team)

    def team(self, number: int) -> None:
        kernen = [self._kern(number, side) for side in ("Noord", "Zuid")]
        team = self.add(Team(name=team_name(number), phone="0186 55 00 00"))
        for kern in kernen:
            self.add(Team.kernen.through(team=team, kern=kern))
        self._people(Role.TEAMLEIDER, [f"teamleider{number:03d}"], team=team)
        self._people(Role.WMO_CONSULENT, [f"consulent{number:03d}{letter}" for letter in "abcde"], team=team)
        self._people(Role.TEAMLID, [f"teamlid{number:03d}{letter}" for letter in "abc"], team=team)
        self._mandate(MandateKind.INDICATIE, Role.WMO_CONSULENT, team=team, max_amount=500, max_weeks=12)
        self._mandate(MandateKind.BESLUIT, Role.WMO_CONSULENT, team=team)
        self._mandate(MandateKind.VANGNET, Role.TEAMLEIDER, team=team, max_amount=5000)
        for year in self.years:
            self._budget(team, year)
        self._parties(number, kernen)

    def nurses(self, name: str) -> None:
        nurses = self.add(
            Organisation(name=name, layer=OrganisationLayer.PROFESSIONAL, domain=LifeDomain.EERSTELIJN)
        )  # fmt: skip
        number = name.rpartition(" ")[2]
        people = [f"wijkverpleging{number}{letter}" for letter in "abcdefgh"]
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

    def _kern(self, number: int, side: str) -> Kern:
        name = f"Kern {number:03d} {side}"
        postcode4 = str(1000 + number % 9000)
        kern: Kern = self.add(
            Kern(name=name, slug=slugify(name), village=f"Dorp {number:03d}", postcode4=postcode4)
        )  # fmt: skip
        return kern

    def _parties(self, number: int, kernen: list[Kern]) -> None:
        for full, (name, layer, domain, role) in zip(party_names(number), _PARTIES, strict=True):
            party = self.add(Organisation(name=full, layer=layer, domain=domain))
            for kern in kernen:
                self.add(Organisation.kernen.through(organisation=party, kern=kern))
            if role:
                self._people(role, [f"{name.lower()}{number:03d}{letter}" for letter in "ab"], organisation=party)

    def _people(self, role: Role, names: list[str], **where: Any) -> None:
        for name in names:
            user = self.add(
                User(
                    username=name,
                    first_name=_GIVEN[sum(map(ord, name)) % len(_GIVEN)],
                    last_name=name.capitalize(),
                    email=f"{name}@voorbeeld.example",
                    password=_password(),
                    phone="",  # what the database would fill in by itself makes each row a sentence of its own
                    theme="",
                )
            )
            self.add(Membership(user=user, role=role, since=SINCE, **where))

    def _mandate(self, kind: MandateKind, role: Role, **fields: Any) -> None:
        self.decided += 1
        number = f"L{self.decided:05d}"
        self.add(Mandate(kind=kind, role=role, since=SINCE, decision_on=SINCE, decision_number=number, **fields))

    def _budget(self, team: Team, year: int) -> None:
        budget = self.add(VangnetBudget(team=team, year=year))
        self.add(
            LedgerEntry(budget=budget, kind=LedgerKind.TOEKENNING, free=BUDGET, at=timezone.now(), words="Begroting")
        )


@cache
def _password() -> str:
    return make_password("wijkteam")
