"""What is due at a moment, not only on a day: once that has come, whoever has the turn gets a mail, within a minute.

It costs what became due: who was told already is known by the key of the mail, and nothing is looked for further back
than a day. Whoever wants no mail of what is due gets none.
"""

import datetime as dt
from typing import Any, Final

from django.apps import apps
from django.utils import timezone

from casework.engine import outbox
from casework.engine.apart import apart
from casework.engine.notifications import Notification
from casework.engine.registry import anchors
from roles import kept
from roles.models import ByMail, NoticeKind, User
from roles.notices import chosen_by
from roles.policy import Post

BACK: Final = dt.timedelta(days=1)  # what was missed for longer is told as any turn that is late


def tell(at: dt.datetime) -> None:
    """May run as often as one likes: where all was told, the turns, who is there and the keys are all it asks."""
    for model in anchors():
        kind: Any = apps.get_model(model.work_model)
        due = list(kind.objects.open().filter(due_at__lte=at, due_at__gt=at - BACK).order_by("due_at", "pk"))
        if due:
            _tell(_not_told(due, at), at)


def _tell(new: list[tuple[str, int, Any]], at: dt.datetime) -> None:
    people = User.objects.in_bulk({person for _, person, _ in new})
    for key, person, turn in new:
        with apart(f"Turn {turn.mark} isn't told of"):
            if chosen_by(people[person])[NoticeKind.DUE] != ByMail.NEVER:
                outbox.notify(people[person], subject="Er wacht werk op u in Wijkteam", url="/", key=key, at=at)


def _not_told(due: list[Any], at: dt.datetime) -> list[tuple[str, int, Any]]:
    """By the key of its mail: who, and of which turn."""
    posts = _posts_around(due, at)
    found = [(_key(turn, one), one, turn) for turn in due for one in sorted(_for_whom(turn, posts))]
    told = set(Notification.objects.filter(key__in=[key for key, *_ in found]).values_list("key", flat=True))
    return [one for one in found if one[0] not in told]


def _key(turn: Any, person: int) -> str:
    return f"moment:{turn.mark}:{turn.due_at:%Y%m%d%H%M}:{person}"


def _posts_around(due: list[Any], at: dt.datetime) -> tuple[Post, ...]:
    return kept.posts(
        timezone.localtime(at).date(),
        None,
        teams={one.for_team_id for one in due} - {None},
        organisations={one.for_organisation_id for one in due} - {None},
        users={who for one in due if (who := _by_name(one))},
    )


def _by_name(turn: Any) -> int | None:
    who: int | None = turn.handed_to_id or turn.for_user_id
    return who


def _for_whom(turn: Any, posts: tuple[Post, ...]) -> set[int]:
    """Who acts today where it is: not who it is kept from."""
    who = _by_name(turn)
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
