"""Households, their members and what happened there, as one person may see them."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Exists, OuterRef, Q

from casework.households.states import Ended
from casework.people.models import Person
from roles.actions import Action
from roles.policy import Sight, which

# who died here belongs to the household for whoever has their case; who left doesn't
OF_IT = ("", Ended.OVERLEDEN)


def cases() -> Any:
    """The cases of people, which come later than this and are known by their relation alone."""
    related: Any = Person._meta.get_field("cases").related_model
    return related._default_manager.order_by()


def seen(sight: Sight, action: Action, household: str = "pk") -> Exists:
    """Whether this person may do that on a case of one who belongs to it."""
    theirs = cases().visible_to(sight, action)
    here = {"person__memberships__household": OuterRef(household), "person__memberships__ended_why__in": OF_IT}
    return Exists(theirs.filter(**here))


def recused_of(household: Any) -> Any:
    """Of the cases of who lives there: those that somebody may not see, whatever their roles."""
    here = {"person__memberships__household": household, "person__memberships__until": None}
    return cases().filter(recusals__isnull=False, **here)


class HouseholdQuerySet(models.QuerySet[Any]):
    def visible_to(self, sight: Sight, action: Action = Action.VIEW_FILE) -> HouseholdQuerySet:
        """Those of which this person may see the file of a member. Walls are asked where something is shown."""
        return self.filter(seen(sight, action))

    def for_page(self) -> HouseholdQuerySet:
        return self.select_related("team", "kern", "regisseur")


def standing_walls() -> Any:
    """Those that stand now, by their relation alone: until somebody lifts them, whatever day was agreed."""
    related: Any = Person._meta.get_field("walls_as_one").related_model
    return related._default_manager.standing().order_by()


def seen_by(sight: Sight) -> Any:
    """The cases of which this reader knows: of colleagues, and one's own or that of whom one speaks for."""
    return cases().filter(which(sight, Action.VIEW_CASE) | which(sight, Action.VIEW_OWN))


def open_to(sight: Sight, person: str = "person") -> Q:
    """Of rows about a person: those of whom this reader may know. Who sees a case of somebody, and none of who is behind a
    wall from them, knows nothing of the latter; who sees both sees both. `person` leads to the person."""
    seen, standing = seen_by(sight), standing_walls()
    sees_one = Exists(standing.filter(other=OuterRef(person), one__in=seen.values("person")))
    sees_other = Exists(standing.filter(one=OuterRef(person), other__in=seen.values("person")))
    return Q(~sees_one, ~sees_other) | Q(Exists(seen.filter(person=OuterRef(person))))


class OfHouseholdQuerySet(models.QuerySet[Any]):
    """What hangs on a household, for whoever sees that."""

    def visible_to(self, sight: Sight) -> Any:
        return self.filter(seen(sight, Action.VIEW_FILE, "household"))


class HouseholdEventQuerySet(OfHouseholdQuerySet):
    """What happened there, without what tells of somebody behind a wall."""

    def visible_to(self, sight: Sight) -> Any:
        wall = _rows_of("walls").filter(public_id=OuterRef("object_id"))
        member = _rows_of("members").filter(public_id=OuterRef("object_id"))
        hidden = Q(Exists(wall), ~Q(Exists(wall.visible_to(sight)))) | Q(
            Exists(member), ~Q(Exists(member.filter(open_to(sight))))
        )
        return super().visible_to(sight).exclude(hidden)


def _rows_of(name: str) -> Any:
    household: Any = Person._meta.get_field("memberships").related_model._meta.get_field("household").related_model
    return household._meta.get_field(name).related_model._default_manager.order_by()


class MemberQuerySet(OfHouseholdQuerySet):
    def visible_to(self, sight: Sight) -> Any:
        """Without who is behind a wall from somebody whose case this reader sees, where they see none of theirs."""
        return super().visible_to(sight).filter(open_to(sight))

    def here(self) -> MemberQuerySet:
        """Who live there now."""
        return self.filter(until=None)


class WallQuerySet(OfHouseholdQuerySet):
    def standing(self) -> WallQuerySet:
        """Those that stand: on its last day a wall doesn't open, somebody is asked."""
        return self.filter(lifted_on=None)

    def visible_to(self, sight: Sight) -> Any:
        """For who sees the file of both; and for who may lift it, because they direct a case of one of them or lead its
        team, or set it and see the household still: those read no name of whom they don't see."""
        files = cases().visible_to(sight, Action.VIEW_FILE)
        one, other = (Exists(files.filter(person=OuterRef(name))) for name in ("one", "other"))
        led = cases().visible_to(sight, Action.LEAD_CASE).filter(regisseur__in=sorted(sight.acts_for))
        leads = cases().visible_to(sight, Action.ASSIGN_CASE)
        sides = Q(person=OuterRef("one")) | Q(person=OuterRef("other"))
        known = Exists(cases().filter(sides, recusals__user=sight.user_id))
        mine = Q(~known, seen(sight, Action.VIEW_FILE, "household"), by__in=sorted(sight.acts_for))
        return self.filter(Q(one, other) | Exists(led.filter(sides)) | Exists(leads.filter(sides)) | mine)
