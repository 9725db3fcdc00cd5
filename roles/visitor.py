"""Who sends a request, and what they may draw on: asked at every page, so together and by statements of fixed shape."""

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from roles.fixed import Select, Slot, together
from roles.notices import with_unread
from roles.people import User
from roles.policy import Sight, sight, sight_soon, today

_DRAWN: Final = "drawn"  # what was read with the user, until it is looked at
_USER: Final = Select(lambda pk: with_unread(User.objects.filter(pk=pk), pk), pk=Slot.ID)


def visitor(pk: int) -> User | None:
    """The account with that key, with how many notices wait for them, and what they may draw on."""
    with together():
        found, drawn = _USER.send(pk=pk), sight_soon(User(pk=pk), today())
    user = next(found.objects(), None)
    if user is not None:
        setattr(user, _DRAWN, drawn)
    return user


def sight_of(user: User) -> Sight:
    """What this request's user may draw on today, as it was read with them."""
    drawn: Callable[[], Sight] | None = getattr(user, _DRAWN, None)
    if drawn is None:
        return sight(user)
    delattr(user, _DRAWN)  # a reading is looked at once
    return replace(drawn(), user=user)
