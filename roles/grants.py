"""The only writer of named grants: on one case, to one person, with reason, giver, start and end.

Guardian ignores start and end, so nobody reads these rows through guardian's shortcuts: `policy` does.
The direct-FK table stands beside the model it is about; it is found through guardian, not imported.
"""

import datetime as dt
from typing import Any

from django.contrib.auth.models import Permission
from django.core.exceptions import ValidationError
from django.db.models import DateField, F, Value
from django.db.models.functions import Greatest
from guardian.utils import get_user_obj_perms_model

from roles.matrix import GrantKind
from roles.models import User


def give(
    case: Any, *, to: User, kind: GrantKind, reason: str, by: User | None, since: dt.date, until: dt.date | None = None
) -> Any:
    """Give `to` a named grant on the case from `since` until `until` (exclusive, None is open).

    Raises ValidationError (Dutch) when one of that kind already runs in that period.
    """
    table: Any = get_user_obj_perms_model(case)
    grant = table(
        user=to,
        content_object=case,
        permission=Permission.objects.get(content_type__app_label=case._meta.app_label, codename=kind.value),
        reason=reason,
        given_by=by,
        since=since,
        until=until,
    )
    try:
        grant.validate_constraints()
    except ValidationError as error:
        raise ValidationError("Deze persoon heeft deze machtiging in deze periode al.") from error
    grant.save()
    return grant


def end(grant: Any, *, on: dt.date) -> None:
    """End a grant on that day (exclusive): from then on it opens nothing. The row stays, to show that it was there."""
    grant.until = max(on, grant.since)
    grant.save(update_fields=["until"])


def end_all(rows: Any, *, on: dt.date) -> None:
    """The same, of a queryset of them, in one statement."""
    rows.update(until=Greatest(Value(on), F("since"), output_field=DateField()))
