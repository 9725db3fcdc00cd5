"""The teams of the load data, numbered from 1, each with its kernen, people, partners, mandates and budgets."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Permission

from casework.law.models import Ground
from casework.vangnet.models import VangnetBudget
from casework.vangnet.operations import provide_budget
from roles.matrix import GrantKind, Role
from roles.models import Mandate, MandateKind, Membership, Team, TeamKind, User
from wijkweb.models import Kern, LifeDomain, Organisation, OrganisationLayer

TEAMS_PER_NURSES: Final = 5  # one organisation of district nurses serves that many teams
SINCE: Final = dt.date(2020, 1, 1)
BUDGET: Final = Decimal(250_000)
OURS: Final = r"^Wijkteam \d{3,}$"  # the names of the teams that are made here
HALL: Final = "Gemeente"

_GIVEN: Final = (
    "Anouk", "Bas", "Carla", "Daan", "Esra", "Fatima", "Geert", "Hanneke", "Ilse", "Joost", "Karin", "Lars",
)  # fmt: skip
# of each team: name, layer, life domain, role of those who work there
_PARTIES: Final = (
    ("Buurthuis", OrganisationLayer.MIDDENVELD, LifeDomain.VERENIGING, Role.MIDDENVELD),
    ("Inloop", OrganisationLayer.MIDDENVELD, LifeDomain.KUNST, Role.MIDDENVELD),
    ("Kerk", OrganisationLayer.MIDDENVELD, LifeDomain.KERK, None),
    ("Thuiszorg", OrganisationLayer.PROFESSIONAL, LifeDomain.TWEEDELIJN, Role.UITVOERDER),
)


@dataclass(frozen=True, slots=True)
class Colleague:
    pk: int
    name: str
    role: str


@dataclass(frozen=True, slots=True)
class Party:
    """An organisation that a question can go to."""

    pk: int
    name: str
    layer: str


@dataclass(frozen=True, slots=True)
class StaffedTeam:
    """One team with all that the chronicle of a case needs to know of it."""

    number: int
    slowness: float  # most teams keep up; some are far behind, and they hold the oldest deadlines
    team_id: int
    team_name: str
    kern_ids: tuple[int, ...]
    leader: Colleague
    consulenten: tuple[Colleague, ...]
    members: tuple[Colleague, ...]
    nurses: tuple[Colleague, ...]
    payer: Colleague
    partners: tuple[Party, ...]
    provider: Party
    mandates: dict[str, int]  # by kind, and that of the nurses under 'nurses'
    budgets: dict[int, int]  # year → id
    grounds: dict[str, int]
    grants: dict[str, int]  # kind of grant → permission

    @property
    def regisseurs(self) -> tuple[Colleague, ...]:
        return self.consulenten + self.members


class Teams:
    """Makes the teams one by one, each only once, with a budget for each of these years."""

    def __init__(self, years: range) -> None:
        self.years = years
        self.password = make_password("wijkteam")
        self.payer = self._colleagues(Role.FINANCIEN, team=self._hall())[0]
        self.grounds = dict(Ground.objects.values_list("code", "pk"))
        self.grants = {
            kind.value: Permission.objects.get(content_type__app_label="casework", codename=kind).pk
            for kind in GrantKind
        }

    def staffed(self, number: int) -> StaffedTeam:
        """The team with that number, made if it isn't there yet."""
        team = Team.objects.filter(name=f"Wijkteam {number:03d}").first() or self._team(number)
        nurses = self._nurses((number - 1) // TEAMS_PER_NURSES + 1)
        of_team = Mandate.objects.filter(team=team).values_list("kind", "pk")
        *partners, provider = self._parties(number)
        return StaffedTeam(
            number=number,
            slowness=3.0 if number % 8 == 4 else 1.0,
            team_id=team.pk,
            team_name=team.name,
            kern_ids=tuple(team.kernen.order_by("pk").values_list("pk", flat=True)),
            leader=self._colleagues(Role.TEAMLEIDER, team=team)[0],
            consulenten=self._colleagues(Role.WMO_CONSULENT, team=team),
            members=self._colleagues(Role.TEAMLID, team=team),
            nurses=self._colleagues(Role.EERSTE_CONTACT, organisation=nurses),
            payer=self.payer,
            partners=tuple(partners),
            provider=provider,
            mandates={**dict(of_team), "nurses": Mandate.objects.get(organisation=nurses).pk},
            budgets=dict(VangnetBudget.objects.filter(team=team).values_list("year", "pk")),
            grounds=self.grounds,
            grants=self.grants,
        )

    # --- what there is already -----------------------------------------------------------------------------------

    def _colleagues(self, role: Role, **where: Any) -> tuple[Colleague, ...]:
        rows = Membership.objects.filter(role=role, **where).select_related("user").order_by("pk")
        return tuple(Colleague(row.user_id, row.user.name, role.label) for row in rows)

    def _parties(self, number: int) -> list[Party]:
        rows = Organisation.objects.filter(name__endswith=f" {number:03d}").order_by("pk")
        return [Party(row.pk, row.name, row.layer) for row in rows]

    # --- making --------------------------------------------------------------------------------------------------

    def _hall(self) -> Team:
        found = Team.objects.filter(kind=TeamKind.GEMEENTE).first()
        if found:
            return found
        hall = Team.objects.create(name=HALL, kind=TeamKind.GEMEENTE)
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
        self._partners(number, kernen)
        return team

    def _partners(self, number: int, kernen: list[Kern]) -> None:
        for name, layer, domain, role in _PARTIES:
            party = Organisation.objects.create(name=f"{name} {number:03d}", layer=layer, domain=domain)
            party.kernen.set(kernen)
            if role:
                self._people(role, [f"{name.lower()}{number:03d}{letter}" for letter in "ab"], organisation=party)

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
