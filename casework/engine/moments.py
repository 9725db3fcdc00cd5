"""What is due at a moment, not only on a day: once that has come, whoever has the turn gets a mail, within a minute.

It costs what became due: who was told already is known by the key of the mail, and nothing is looked for further back
than a day. Whoever wants no mail of what is due gets none.
"""

import datetime as dt
import logging
from typing import Any, Final

from django.apps import apps
from django.db import transaction
from django.utils import timezone

from casework.engine import outbox
from casework.engine.notifications import Notification
from casework.engine.registry import anchors
from roles import kept
from roles.models import ByMail, NoticeKind, User
from roles.notices import chosen_by
from roles.policy import Post

log = logging.getLogger(__name__)
BACK: Final = dt.timedelta(days=1)  # what was missed for longer is told as any turn that is late


def tell(at: dt.datetime) -> None:
    """May run as often as one likes."""
    for model in anchors():
        kind: Any = apps.get_model(model.work_model)
        for turn in kind.objects.open().filter(due_at__lte=at, due_at__gt=at - BACK).order_by("due_at", "pk"):
            try:
                with transaction.atomic():
                    _tell(turn, at)
            except Exception as error:  # whatever it is: the next one isn't to blame
                log.warning("Turn %s isn't told of: %s", turn.mark, type(error).__name__)


def _tell(turn: Any, at: dt.datetime) -> None:
    keys = {person: f"moment:{turn.mark}:{turn.due_at:%Y%m%d%H%M}:{person}" for person in _for_whom(turn, at)}
    told = set(Notification.objects.filter(key__in=keys.values()).values_list("key", flat=True))
    for person in User.objects.filter(pk__in=[one for one, key in keys.items() if key not in told]).order_by("pk"):
        if chosen_by(person)[NoticeKind.DUE] == ByMail.NEVER:
            continue
        outbox.notify(person, subject="Er wacht werk op u in Wijkteam", url="/", key=keys[person.pk], at=at)


def _for_whom(turn: Any, at: dt.datetime) -> set[int]:
    """Who acts today where it is: not who it is kept from."""
    who = turn.handed_to_id or turn.for_user_id
    posts = kept.posts(
        timezone.localtime(at).date(),
        None,
        teams=[one for one in (turn.for_team_id,) if one],
        organisations=[one for one in (turn.for_organisation_id,) if one],
        users=[who] if who else [],
    )
    acting = {user for post in posts if _is_at(post, turn, who) for user in post.acting_ids}
    known = acting if turn.known_to is None else acting & set(turn.known_to)
    return known - {turn.not_user_id}


def _is_at(post: Post, turn: Any, who: int | None) -> bool:
    if who:
        return post.user_id == who
    if post.role != turn.for_role or post.organisation_id != turn.for_organisation_id:
        return False
    return bool(turn.for_organisation_id) or (post.team_id == turn.for_team_id and _serves(post, turn))


def _serves(post: Post, turn: Any) -> bool:
    return turn.for_team_id != turn.team_id or post.serves(turn.team_id, turn.kern_id)
