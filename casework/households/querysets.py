"""Households, their members and what happened there, as one person may see them."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import models
from django.db.models import Exists, OuterRef, Q

from casework.households.states import Ended
from casework.people.models import Person
from roles.actions import Action
from roles.periods import not_ended
from roles.policy import Sight

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


class OfHouseholdQuerySet(models.QuerySet[Any]):
    """What hangs on a household, for whoever sees that."""

    def visible_to(self, sight: Sight) -> Any:
        return self.filter(seen(sight, Action.VIEW_FILE, "household"))


class MemberQuerySet(OfHouseholdQuerySet):
    def here(self) -> MemberQuerySet:
        """Who live there now."""
        return self.filter(until=None)


class WallQuerySet(OfHouseholdQuerySet):
    def standing(self, on: dt.date) -> WallQuerySet:
        """Those that stand on that day."""
        return self.filter(not_ended(on), Q(lifted_on=None))
