"""Whose turn it is, as rows: derived from the turns by `lists`, and by nothing else."""

from __future__ import annotations

from typing import Any, ClassVar, Final

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from roles.matrix import Role
from roles.models import Team, User
from roles.policy import Sight, reads_files, there
from wijkweb.models import Kern, Organisation


class OpenWorkQuerySet(models.QuerySet[Any]):
    """Lists filter on literals: ids of the user's own places, resolved before."""

    def open(self) -> OpenWorkQuerySet:
        return self.filter(closed_at__isnull=True)

    def mine(self, sight: Sight) -> OpenWorkQuerySet:
        """What this person should do: by name, by cover, handed out to them, or for a role they hold."""
        people = sorted(sight.acts_for)
        mine = Q(for_user_id__in=people) | Q(handed_to_id__in=people)
        free = Q(handed_to__isnull=True) | Q(handed_to_id__in=people)
        for role in sorted({one.role for one in sight.holdings}):
            teams = [one for one in sight.holdings if one.role is role and one.organisation_id is None]
            outside = [one for one in sight.holdings if one.role is role and one.organisation_id is not None]
            if teams:
                mine |= Q(for_role=role) & there(teams, "for_team_id", "kern_id") & free
            if outside:
                mine |= Q(for_role=role) & there(outside, "for_organisation_id", "kern_id") & free
        return self._not_closed_to(sight).filter(mine)

    def of_my_teams(self, sight: Sight) -> OpenWorkQuerySet:
        """All open turns of the teams one works in."""
        return self._not_closed_to(sight).filter(self._team_work(sight))

    def visible_to(self, sight: Sight) -> OpenWorkQuerySet:
        """Mine, and whatever stands open where I may see the whole file."""
        mine = self.mine(sight)
        return self._not_closed_to(sight).filter(Q(pk__in=mine.values("pk")) | self._team_work(sight))

    @staticmethod
    def _team_work(sight: Sight) -> Q:
        # the same attributes as the anchor's own, copied on the row: a list needs no join to judge them
        places = [one for one in sight.holdings if reads_files([one])]
        if any(one.everywhere for one in places):
            return ~Q(pk__in=[])
        return there(places, "team_id", "kern_id")

    def _not_closed_to(self, sight: Sight) -> OpenWorkQuerySet:
        if not sight.user_id:
            return self
        known = Q(known_to=None) | Q(known_to__contains=[sight.user_id])
        return self.exclude(not_user_id=sight.user_id).filter(known)

    def for_list(self) -> OpenWorkQuerySet:
        """With what a row of a list shows, and no more: a list reads nobody's number or question."""
        about = self.model.anchor_field
        anchor = self.model._meta.get_field(about).related_model
        shown = anchor.on_a_list or [one.name for one in anchor._meta.concrete_fields]
        beside = {one.rpartition("__")[0] for one in shown} - {""}
        return self.select_related(
            about, *(f"{about}__{one}" for one in beside), "kern", "for_user", "handed_to", "for_organisation"
        ).only(*_ON_A_LIST, *(f"{about}__{one}" for one in shown))


_NAME: Final = ("first_name", "last_name", "username")
_ON_A_LIST: Final = (
    *("team", "step", "object_id", "url", "what", "why", "for_role", "for_team", "due_on", "due_why"),
    *("kern__name", "for_organisation__name"),
    *(f"{who}__{name}" for who in ("for_user", "handed_to") for name in _NAME),
)


class OpenWork(models.Model):
    """One open turn: what to do, why, for whom and by when. For a role in a team or organisation, or a person.

    `key` names the turn within its anchor ('noun:ab12:answer'): at most one is open per key.
    """

    anchor_field: ClassVar[str]  # the foreign key to what it is about
    mark_prefix: ClassVar[
        str
    ]  # tells its rows apart on a list from those of other kinds: 'things-', or nothing for one

    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+")  # of the anchor, for lists
    kern = models.ForeignKey(Kern, on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=80)
    step = models.CharField(max_length=60)  # 'noun.step': what settles it
    object_id = models.CharField(max_length=16, blank=True)
    url = models.CharField(max_length=120)
    what = models.CharField(max_length=160)
    why = models.CharField(max_length=300)
    for_user = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    for_role = models.CharField(max_length=20, choices=Role.choices, blank=True)
    for_team = models.ForeignKey(Team, on_delete=models.PROTECT, null=True, related_name="+")
    for_organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, related_name="+")
    not_user = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")  # four eyes
    handed_to = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")  # by the leader
    # where it tells of something else that not everybody here may see: who may know of it at all
    known_to = ArrayField(models.BigIntegerField(), null=True, editable=False)
    due_on = models.DateField()
    due_why = models.CharField(max_length=300)
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True
        ordering = ("due_on", "pk")

    def __str__(self) -> str:
        return self.key

    @property
    def anchor(self) -> Any:
        return getattr(self, self.anchor_field)

    @property
    def doer(self) -> str:
        """'Een Wmo-consulent van Wijkteam Noord', or the name of who has it."""
        who = self.handed_to or self.for_user
        if who is not None:
            return str(who.name)
        role = str(self.get_for_role_display())
        place = self.for_team or self.for_organisation
        return f"Een {role if '-' in role else role.lower()}{f' van {place}' if place else ''}"

    @property
    def mark(self) -> str:
        """By which a list knows it again, whatever its kind."""
        return f"{self.mark_prefix}{self.pk}"


def one_open_per_key(anchor_field: str, name: str) -> Any:
    return models.UniqueConstraint(fields=(anchor_field, "key"), condition=Q(closed_at__isnull=True), name=name)


def for_somebody(name: str) -> Any:
    """A turn is a person's, or a role's in a team or an organisation."""
    return models.CheckConstraint(
        name=name,
        condition=Q(for_user__isnull=False, for_role="")
        | Q(for_user__isnull=True) & ~Q(for_role="") & (Q(for_team__isnull=False) | Q(for_organisation__isnull=False)),
    )
