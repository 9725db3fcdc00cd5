"""Whose turn it is, as rows: derived from the turns by `lists`, and by nothing else."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any, ClassVar, Final

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone

from roles.matrix import Role
from roles.models import Team, User
from roles.policy import Sight, reads_files, there
from wijkweb.models import Kern, Organisation


class OpenWorkQuerySet(models.QuerySet[Any]):
    """Lists filter on literals: ids of the user's own places, resolved before."""

    def open(self) -> OpenWorkQuerySet:
        return self.filter(closed_at__isnull=True)

    def mine(self, sight: Sight) -> OpenWorkQuerySet:
        """What this person should do now: theirs, without what rests."""
        return self.theirs(sight).filter(_awake(sight.on))

    def theirs(self, sight: Sight) -> OpenWorkQuerySet:
        """What is for this person: by name, by cover, handed out to them, or for a role they hold."""
        return self._not_closed_to(sight).filter(self._personal(sight) | self._for_a_role(sight))

    def told_apart(self, sight: Sight) -> OpenWorkQuerySet:
        """Each with whether it is this person's: `mine` to do now, or `theirs` and perhaps at rest."""
        every = self.model.objects
        mine, theirs = (rows.filter(pk=OuterRef("pk")) for rows in (every.mine(sight), every.theirs(sight)))
        told: OpenWorkQuerySet = self.annotate(mine=Exists(mine), theirs=Exists(theirs))
        return told

    def personal(self, sight: Sight) -> OpenWorkQuerySet:
        """What waits now for this person and for nobody else: by name, by cover, or handed out to them."""
        return self._not_closed_to(sight).filter(self._personal(sight)).filter(_awake(sight.on))

    def pool(self, sight: Sight, *, hands_out: bool) -> OpenWorkQuerySet:
        """What is nobody's yet, and this person's to take; for who hands it out all of it in their teams."""
        theirs = self._for_a_role(sight)
        if hands_out:
            theirs |= self._team_work(sight, "for_team_id") & Q(for_team=F("team"))  # one index has what is for a team
        return self._not_closed_to(sight).filter(theirs, for_user__isnull=True, handed_to__isnull=True)

    @staticmethod
    def _personal(sight: Sight) -> Q:
        people = sorted(sight.acts_for)
        return Q(for_user_id__in=people) | Q(handed_to_id__in=people)

    @staticmethod
    def _for_a_role(sight: Sight) -> Q:
        theirs = Q(pk__in=[])
        for role in sorted({one.role for one in sight.holdings}):
            teams = [one for one in sight.holdings if one.role is role and one.organisation_id is None]
            outside = [one for one in sight.holdings if one.role is role and one.organisation_id is not None]
            if teams:
                theirs |= Q(for_role=role) & there(teams, "for_team_id", "kern_id")
            if outside:
                theirs |= Q(for_role=role) & there(outside, "for_organisation_id", "kern_id")
        return theirs & Q(handed_to__isnull=True)

    def of_my_teams(self, sight: Sight) -> OpenWorkQuerySet:
        """All open turns of the teams one works in."""
        return self._not_closed_to(sight).filter(self._team_work(sight))

    def visible_to(self, sight: Sight) -> OpenWorkQuerySet:
        """Mine, and whatever stands open where I may see the whole file."""
        theirs = self.theirs(sight)
        return self._not_closed_to(sight).filter(Q(pk__in=theirs.values("pk")) | self._team_work(sight))

    @staticmethod
    def _team_work(sight: Sight, team: str = "team_id") -> Q:
        # the same attributes as the anchor's own, copied on the row: a list needs no join to judge them
        places = [one for one in sight.holdings if reads_files([one])]
        if any(one.everywhere for one in places):
            return ~Q(pk__in=[])
        return there(places, team, "kern_id")

    def _not_closed_to(self, sight: Sight) -> OpenWorkQuerySet:
        if not sight.user_id:
            return self
        known = Q(known_to=None) | Q(known_to__contains=[sight.user_id])
        return self.exclude(not_user_id=sight.user_id).filter(known)

    def put_out_by(self, people: Iterable[int]) -> OpenWorkQuerySet:
        """What one of these people handed to somebody else, and isn't done."""
        among = sorted(people)
        return self.filter(handed_by_id__in=among, handed_to__isnull=False).exclude(handed_to_id__in=among)

    def for_list(self, *, of_others: bool = False) -> OpenWorkQuerySet:
        """With what a row of a list shows, and no more: a list reads nobody's number."""
        about = self.model.anchor_field
        anchor = self.model._meta.get_field(about).related_model
        shown = anchor.on_a_list or [one.name for one in anchor._meta.concrete_fields]
        shown = [*shown, *(anchor.on_a_team_list if of_others else ())]
        beside = {one.rpartition("__")[0] for one in shown} - {""}
        return self.select_related(
            about, *(f"{about}__{one}" for one in beside), "kern", "for_user", "handed_to", "for_organisation"
        ).only(*_ON_A_LIST, *(f"{about}__{one}" for one in shown))


def _awake(on: dt.date) -> Q:
    """What doesn't rest that day. What is due never does, nor what a leader handed to somebody."""
    return Q(rests_until=None) | Q(rests_until__lte=on) | Q(due_on__lte=on) | Q(handed_to__isnull=False)


_NAME: Final = ("first_name", "last_name", "username")
_ON_A_LIST: Final = (
    *(
        "team",
        "step",
        "object_id",
        "url",
        "what",
        "why",
        "for_role",
        "for_team",
        "due_on",
        "due_why",
        "due_at",
        "urgent",
    ),
    *("opened_at", "closed_at", "handed_on", "rests_until"),
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
    for_user = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    for_role = models.CharField(max_length=20, choices=Role.choices, blank=True)
    for_team = models.ForeignKey(Team, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    for_organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    not_user = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )  # four eyes
    handed_to = models.ForeignKey(
        User, on_delete=models.SET_NULL, null=True, related_name="+", db_index=False
    )  # by the leader
    handed_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+", db_index=False)
    handed_on = models.DateField(null=True)
    # copied from its anchor as team and kern are: what can't wait stands first in a list, whatever its day
    urgent = models.BooleanField(default=False, db_default=False)
    # where it tells of something else that not everybody here may see: who may know of it at all
    known_to = ArrayField(models.BigIntegerField(), null=True, editable=False)
    due_on = models.DateField()
    due_why = models.CharField(max_length=300)
    due_at = models.DateTimeField(null=True, editable=False)  # on that day, where it can't wait until the evening
    # until then it leaves the list of who should do it: what it waits for isn't there; never from the day it is due
    rests_until = models.DateField(null=True, editable=False)
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

    def in_place_of(self, sight: Sight) -> str:
        """For whom this visitor does it, as their cover; empty where it is their own, or nobody's by name."""
        who = self.handed_to or self.for_user
        return str(who.name) if who is not None and who.pk != sight.user_id and who.pk in sight.acts_for else ""

    def rests_on(self, day: dt.date) -> bool:
        """Whether it can wait that day, with what it waits for: as `_awake` asks it of the database."""
        until = self.rests_until
        return until is not None and until > day and self.due_on > day and self.handed_to_id is None

    @property
    def rests_now(self) -> bool:
        return self.rests_on(timezone.localdate())

    @property
    def mark(self) -> str:
        """By which a list knows it again, whatever its kind."""
        return f"{self.mark_prefix}{self.pk}"


def one_open_per_key(anchor_field: str, name: str) -> Any:
    """With what says of an anchor whether something is past its day: that is asked of many at once."""
    return models.UniqueConstraint(
        fields=(anchor_field, "key"),
        include=("due_on", "known_to"),
        condition=Q(closed_at__isnull=True),
        name=name,
    )


def for_somebody(name: str) -> Any:
    """A turn is a person's, or a role's in a team or an organisation."""
    return models.CheckConstraint(
        name=name,
        condition=Q(for_user__isnull=False, for_role="")
        | Q(for_user__isnull=True) & ~Q(for_role="") & (Q(for_team__isnull=False) | Q(for_organisation__isnull=False)),
    )
