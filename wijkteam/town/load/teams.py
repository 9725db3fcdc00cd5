"""The teams of the load data, numbered from 1, as the chronicle of a case needs to know them."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import Permission

from casework.law.models import Ground
from casework.vangnet.models import VangnetBudget
from roles.matrix import GrantKind, Role
from roles.models import Mandate, Membership, Team
from wijkteam.town.load.making_teams import hall, nurses_name, party_names, team_name
from wijkweb.models import Organisation


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


def staffed(numbers: Iterable[int]) -> dict[int, StaffedTeam]:
    """The teams with these numbers; `making_teams` made them."""
    return _Standing(sorted(numbers)).staffed


class _Standing:
    """Read in a handful of queries: a million cases have 2.500 teams."""

    def __init__(self, numbers: list[int]) -> None:
        self.payer = _colleagues(team=hall())[None, hall().pk, Role.FINANCIEN][0]
        self.grounds = dict(Ground.objects.values_list("code", "pk"))
        self.grants = {
            kind.value: Permission.objects.get(content_type__app_label="casework", codename=kind).pk
            for kind in GrantKind
        }
        teams = Team.objects.filter(name__in=[team_name(number) for number in numbers])
        self.people = _colleagues(team__in=teams) | _colleagues(organisation__name__startswith="Wijkverpleging")
        self.mandates = _grouped(Mandate.objects.exclude(team=None), "team_id", "kind", "pk")
        self.of_nurses = dict(Mandate.objects.exclude(organisation=None).values_list("organisation_id", "pk"))
        self.budgets = _grouped(VangnetBudget.objects.all(), "team_id", "year", "pk")
        self.kernen = _grouped(Team.kernen.through.objects.order_by("kern_id"), "team_id", "kern_id", "kern_id")
        self.parties = {one.name: Party(one.pk, one.name, one.layer) for one in Organisation.objects.all()}
        by_name = {team.name: team for team in teams}
        self.staffed = {number: self._team(number, by_name[team_name(number)]) for number in numbers}

    def _team(self, number: int, team: Team) -> StaffedTeam:
        *partners, provider = (self.parties[name] for name in party_names(number))
        nurses = self.parties[nurses_name(number)].pk
        return StaffedTeam(
            number=number,
            slowness=3.0 if number % 8 == 4 else 1.0,
            team_id=team.pk,
            team_name=team.name,
            kern_ids=tuple(self.kernen[team.pk]),
            leader=self.people[None, team.pk, Role.TEAMLEIDER][0],
            consulenten=self.people[None, team.pk, Role.WMO_CONSULENT],
            members=self.people[None, team.pk, Role.TEAMLID],
            nurses=self.people[nurses, None, Role.EERSTE_CONTACT],
            payer=self.payer,
            partners=tuple(partners),
            provider=provider,
            mandates=self.mandates[team.pk] | {"nurses": self.of_nurses[nurses]},
            budgets=self.budgets[team.pk],
            grounds=self.grounds,
            grants=self.grants,
        )


def _colleagues(**where: Any) -> dict[tuple[int | None, int | None, str], tuple[Colleague, ...]]:
    """By organisation, team and role, in the order in which they came."""
    found: dict[Any, list[Colleague]] = defaultdict(list)
    for row in Membership.objects.filter(**where).select_related("user").order_by("pk"):
        who = Colleague(row.user_id, row.user.name, Role(row.role).label)
        found[row.organisation_id, row.team_id, row.role].append(who)
    return {key: tuple(people) for key, people in found.items()}


def _grouped(rows: Any, by: str, key: str, value: str) -> dict[int, dict[Any, int]]:
    found: dict[int, dict[Any, int]] = defaultdict(dict)
    for one, named, held in rows.values_list(by, key, value):
        found[one][named] = held
    return found
