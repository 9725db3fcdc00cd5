"""What beheer wants to widen, and no second person has confirmed yet: nobody gains sight, or money to spend, alone.

A proposal holds the change beside what it is about. Until it is confirmed there is no such membership, mandate, cover or
amount: what isn't written can count nowhere. Narrowing and ending need nobody, and never come here.
"""

import datetime as dt
import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import BigIntegerField, F, Q, QuerySet, Value
from django.utils import timezone

from roles.actions import Action
from roles.matrix import MATRIX, Relation, Role
from roles.people import Absence, Membership, Team, User
from roles.periods import not_ended, running
from roles.policy import Holding, Sight, basis, posts, which
from roles.shape import Seen

LATELY: Final = dt.timedelta(days=14)
MEMBERSHIP: Final = "roles.membership"
ABSENCE: Final = "roles.absence"
MANDATE: Final = "roles.mandate"
ACCOUNT: Final = "roles.user"
BUDGET: Final = "casework.vangnetbudget"
WORDING: Final = "casework.wording"


class Outcome(models.TextChoices):
    WAITS = "wacht", "Wacht op bevestiging"
    CONFIRMED = "bevestigd", "Bevestigd"
    REFUSED = "afgewezen", "Afgewezen"
    WITHDRAWN = "ingetrokken", "Ingetrokken"


class ProposalQuerySet(QuerySet["Proposal"]):
    def visible_to(self, sight: Sight) -> "ProposalQuerySet":
        """Of one's own team, or of all: a proposal is of a team, never of some of its kernen."""
        no_kern: dict[str, Any] = {"kern_id": Value(None, output_field=BigIntegerField())}
        rows = self.annotate(**no_kern)
        return rows.filter(which(sight, Action.CONFIRM_RIGHTS, named=False))

    def waiting(self) -> "ProposalQuerySet":
        return self.filter(outcome=Outcome.WAITS)


class Proposal(models.Model):
    """One form of beheer, or one list of people: confirmed as a whole or not at all.

    `changes` says per row what it becomes (see `wijkteam.second_person.changes`). `team` is whose leader may confirm
    it, empty where it is about more teams than one or about none. `made_by` asked for it, and `made_for` is the
    colleague in whose place they did, if they were covering: neither confirms.
    """

    objects = ProposalQuerySet.as_manager()
    kern_id = None  # who leads some kernen of a team alone can't speak for all of it

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    changes = models.JSONField("wijzigingen")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, null=True, related_name="+")
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    made_for = ArrayField(BigIntegerField(), default=list, editable=False)
    made_at = models.DateTimeField(default=timezone.now)
    outcome = models.CharField("uitkomst", max_length=20, choices=Outcome.choices, default=Outcome.WAITS)
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    why = models.TextField("waarom", blank=True)

    class Meta:
        verbose_name = "voorstel"
        verbose_name_plural = "voorstellen"
        ordering = ("made_at", "pk")
        indexes = (
            models.Index(fields=("team",), condition=Q(outcome="wacht"), name="proposals_waiting"),
            models.Index(fields=("-decided_at",), name="proposals_decided"),
        )
        constraints = (
            models.CheckConstraint(
                name="a_proposal_is_decided_by_somebody",
                condition=Q(outcome="wacht", decided_by=None, decided_at=None)
                | ~Q(outcome="wacht") & Q(decided_by__isnull=False, decided_at__isnull=False),
            ),
            models.CheckConstraint(
                name="nobody_confirms_what_they_made",
                condition=~Q(outcome="bevestigd") | ~Q(decided_by=F("made_by")),
            ),
        )
        triggers = (
            pgtrigger.Protect(name="a_proposal_stays", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(
                name="what_was_proposed_stays",
                fields=["public_id", "changes", "team", "made_by", "made_for", "made_at"],
            ),
            pgtrigger.Protect(
                name="what_was_decided_stays",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__outcome__in=["bevestigd", "afgewezen", "ingetrokken"]),
            ),
        )

    def __str__(self) -> str:
        return str(self.public_id)

    @property
    def waits(self) -> bool:
        return self.outcome == Outcome.WAITS


@dataclass(frozen=True, slots=True)
class Standing:
    """The places of one person, today or later, and of whom they cover for: what is given to such a place is theirs."""

    user_id: int
    places: frozenset[tuple[str, int | None, int | None]]  # role, team, organisation
    covered: frozenset[int]  # memberships of others

    @classmethod
    def of(cls, user: User) -> "Standing":
        later = not_ended(timezone.localdate())
        covered = frozenset(Absence.objects.filter(later, cover=user).values_list("membership_id", flat=True))
        rows = Membership.objects.filter(later, Q(user=user) | Q(pk__in=covered))
        return cls(user.pk, frozenset(rows.values_list("role", "team_id", "organisation_id")), covered)

    def gains(self, change: dict[str, Any]) -> bool:
        """Whether that change is for this person: by name, by a place of theirs, or of one they cover for."""
        row = change["row"]
        match change["kind"]:
            case "roles.membership":
                return row["user"] == self.user_id or change["pk"] in self.covered
            case "roles.absence":
                return bool(row["cover"] == self.user_id)
            case "roles.mandate":
                return self.holds(row["user"], row["role"], row["team"], row["organisation"])
            case "roles.user":
                return bool(row["id"] == self.user_id)
        return False

    def holds(self, user: int | None, role: str, team: int | None, organisation: int | None) -> bool:
        """Whether a mandate to that person, or to that role there, is theirs."""
        return user == self.user_id if user else (role, team, organisation) in self.places


def why_not_confirmed_by(proposal: Proposal, sight: Sight, standing: Standing) -> str:
    """Why this person isn't the second one; empty where they are. Four eyes are of people *and* of places: who covers
    for the maker acts in the maker's place."""
    makers = {proposal.made_by_id, *proposal.made_for}
    if sight.user_id in makers:
        return "U vroeg dit zelf aan. Een ander bevestigt."
    if any(standing.gains(change) for change in proposal.changes):
        return "Dit is (ook) voor uzelf. Een ander bevestigt."
    own = Sight(sight.user, sight.on, tuple(one for one in sight.holdings if one.user_id not in makers))
    if basis(own, Action.CONFIRM_RIGHTS, proposal) is None:
        return "Dit bevestigt iemand anders."
    return ""


_WAITING: Final = Seen(
    "what waits to be confirmed",
    lambda sight: Proposal.objects.waiting().visible_to(sight).select_related("made_by", "team"),
)


def asked_of(sight: Sight) -> Iterator[Proposal]:
    """What may wait for this person, asked now: `waiting_for` reads it."""
    return _WAITING.objects(sight)


def waiting_for(sight: Sight, asked: Iterable[Proposal] | None = None) -> list[Proposal]:
    """What waits for this person to confirm. One query where nothing waits."""
    rows = list(asked_of(sight) if asked is None else asked)
    if not rows:
        return []
    standing = Standing.of(sight.user)
    return [one for one in rows if not why_not_confirmed_by(one, sight, standing)]


def makers_of(sight: Sight) -> list[int]:
    """In whose place somebody acts who may configure only because a colleague of beheer is away."""
    places: Iterable[Holding] = [one for one in sight.holdings if Action.CONFIGURE in MATRIX[one.role]]
    return [] if any(not one.cover for one in places) else sorted({one.user_id for one in places})


def addresses_changed(sight: Sight) -> list[User]:
    """Colleagues of one's own team whose e-mail address was changed lately: who reads it may choose their password."""
    places = Membership.objects.filter(running(sight.on))
    if not any(one.everywhere for one in sight.holdings):
        leading = {role for role, rights in MATRIX.items() if Relation.TEAM in rights.get(Action.CONFIRM_RIGHTS, ())}
        places = places.filter(team__in=sight.team_ids(*leading))
    since = timezone.now() - LATELY
    return list(User.objects.filter(pk__in=places.values("user_id"), email_changed_at__gte=since).order_by("last_name"))


def leaders_of(team: Team | None) -> list[User]:
    """Who is over that team today, or covers for who is: its leaders, else those of all teams."""
    for relation in (Relation.TEAM, Relation.EVERYWHERE):
        roles = {
            role
            for role, rights in MATRIX.items()
            if relation in rights.get(Action.CONFIRM_RIGHTS, ()) and Action.CONFIGURE not in rights
        }
        if found := _at_their_post(roles, team, everywhere=relation is Relation.EVERYWHERE):
            return found
    return []


def others_of_beheer(makers: Iterable[int]) -> list[User]:
    """The other colleagues of beheer who are there today."""
    roles = {role for role, rights in MATRIX.items() if Action.CONFIGURE in rights}
    return [one for one in _at_their_post(roles, None, everywhere=True) if one.pk not in makers]


def _at_their_post(roles: set[Role], team: Team | None, *, everywhere: bool) -> list[User]:
    staff = posts(timezone.localdate(), teams=[team.pk] if team else ())
    # who leads some kernen of a team can't speak for all of it
    here = [one for one in staff if team and one.team_id == team.pk and not one.kern_ids]
    there = [one for one in (staff if everywhere else here) if one.role in roles]
    acting = {user for post in there for user in post.acting_ids}
    return list(User.objects.filter(pk__in=acting, is_active=True).order_by("pk"))
