"""What the history keeps beside each model's own rows: links that come and go, and who made a change."""

from collections.abc import Callable

import pghistory
import pghistory.models
import pgtrigger
from django.db import models

from roles.append_only import NotEmptied
from roles.mandates import Mandate
from roles.people import Membership, Team
from roles.roster import EVERYWHERE, roster_of


def _kernen_history() -> Callable[[type[models.Model]], type[models.Model]]:
    """A link that comes and one that goes: the kernen of a team, membership or mandate decide who sees and may what.

    Stands on a proxy of the link table, because a tracked model must be one of ours.
    """
    tracked: Callable[[type[models.Model]], type[models.Model]] = pghistory.track(
        pghistory.InsertEvent(), pghistory.DeleteEvent(), obj_field=None
    )
    return tracked


@_kernen_history()
class TeamKern(Team.kernen.through):  # type: ignore[name-defined]
    class Meta:
        proxy = True
        triggers = roster_of("SELECT {row}.team_id, NULL::bigint, NULL::bigint")


@_kernen_history()
class MembershipKern(Membership.kernen.through):  # type: ignore[name-defined]
    class Meta:
        proxy = True
        triggers = roster_of(
            "SELECT team_id, organisation_id, user_id FROM roles_membership WHERE id = {row}.membership_id"
        )


@_kernen_history()
class MandateKern(Mandate.kernen.through):  # type: ignore[name-defined]
    class Meta:
        proxy = True
        triggers = roster_of(EVERYWHERE)


class HistoryContext(pghistory.models.Context):
    """Who made the changes of one request, beside the history's own rows. A proxy, to give that table its triggers."""

    class Meta:
        proxy = True
        default_permissions = ()
        triggers = (
            # django-pghistory completes the row during the request (who, once that is known); what stands in it stays
            pgtrigger.Protect(
                name="context_is_only_added_to",
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition(
                    "OLD.id <> NEW.id OR OLD.created_at <> NEW.created_at"
                    " OR NOT (NEW.metadata @> jsonb_strip_nulls(OLD.metadata))"
                ),
            ),
            pgtrigger.Protect(name="context_is_not_deleted", operation=pgtrigger.Delete),
            NotEmptied(name="context_is_not_emptied"),
        )
