"""Finding an object for someone: look-up, permission and the reading log are one act.

Every page begins here, so no answer goes out without its row in the log. Whoever lacks the file can still do their
part: each object is found through its own `visible_to`.
"""

import datetime as dt
import uuid
from collections.abc import Callable
from typing import Any, Final, NoReturn, cast

from django.apps import apps
from django.http import Http404, HttpRequest
from django.utils import timezone

from casework.engine.anchor import Anchor
from roles import reading_log
from roles.actions import Action
from roles.fixed import Slot, together
from roles.matrix import MATRIX
from roles.middleware import SightRequest
from roles.models import Reading
from roles.policy import Sight
from roles.shape import Seen

Remember = Callable[[Reading], object]
ONE_LOOK: Final = dt.timedelta(minutes=10)  # a page that asks for itself again, while something is being made


class SentBefore(Exception):
    """This form did its work the first time, and took what it was about out of this person's sight."""


def sight_of(request: HttpRequest) -> Sight:
    return cast(SightRequest, request).sight


def visible_anchor(
    request: HttpRequest,
    model: type[Any],
    key: str,
    action: Action,
    *,
    part: str,
    ask: Callable[[Any], object] | None = None,
    polls: bool = False,
    twice: bool = False,
    remember: Remember = reading_log.written,
) -> Any:
    """The anchor, if this person may do that on it; the look is logged as `part` before anything is answered.

    `ask` asks what else the page reads of it, by statements of fixed shape: together with the look.
    `polls`: a page that asks for itself again is one look, logged once in ten minutes.
    `twice`: a form may come a second time; raises SentBefore where the first took it out of sight.
    `remember` writes the look: who writes it with something else sees to it that it is written before the answer.
    Raises Http404 where there is none and where it isn't theirs to see; the second is remembered.
    """
    sight = sight_of(request)
    anchor = next(_ANCHOR.objects(sight, model, action, key=key), None)
    if anchor is None:
        if twice and sent_before(request, model):
            raise SentBefore
        turn_away(request, model, key, part=part)
    looked = polls and looked_lately(sight, anchor, part)
    with together():
        if not looked:
            remember(reading_log.look(sight, anchor, part=part, action=action))
        if ask is not None:
            ask(anchor)
    return anchor


def _anchor(sight: Sight, model: Any, action: Action, *, key: str) -> Any:
    return model._default_manager.for_page().visible_to(sight, action).filter(**{model.key_field: key}).order_by()


_ANCHOR: Final = Seen("anchor", _anchor, key=Slot.TEXT)


def visible(
    request: HttpRequest,
    model: type[Any],
    key: str,
    *,
    part: str,
    ask: Callable[[Any], object] | None = None,
    polls: bool = False,
    twice: bool = False,
    remember: Remember = reading_log.written,
) -> Any:
    """The object of this noun, if this person may see it; the look is logged as `part` before anything is answered.

    `ask`, `polls`, `twice` and `remember`: see `visible_anchor`. Raises Http404 as that does.
    """
    if issubclass(model, Anchor):
        return visible_anchor(
            request, model, key, model.view, part=part, ask=ask, polls=polls, twice=twice, remember=remember
        )
    sight, anchor = sight_of(request), _anchor_of(model)
    obj = next(_CHILD.objects(sight, model, key=key), None)
    if obj is None:
        if twice and sent_before(request, anchor):
            raise SentBefore
        turn_away(request, model, key, part=part)
    looked = obj.anchor is None or (polls and looked_lately(sight, obj.anchor, part))
    with together():
        if not looked:
            remember(reading_log.look(sight, obj.anchor, part=part, action=model.view, obj=obj))
        if ask is not None:
            ask(obj)
    return obj


def _anchor_of(model: type[Any]) -> Any:
    return model._meta.get_field(model.anchor_field).related_model


def _child(sight: Sight, model: Any, *, key: str) -> Any:
    along = [f"{model.anchor_field}__{name}" for name in _anchor_of(model).beside_child]
    rows = model._default_manager.select_related(*along, *model.alongside)
    return rows.visible_to(sight).filter(public_id=key).order_by()


_CHILD: Final = Seen("child", _child, key=Slot.TEXT)


def looked_lately(sight: Sight, anchor: Any, part: str) -> bool:
    return reading_log.looked_since(sight, anchor, part=part, since=timezone.now() - ONE_LOOK)


def turn_away(request: HttpRequest, model: type[Any], key: str, *, part: str) -> NoReturn:
    """404, whether it exists or not, and remembered either way: the answer may take no longer where it does.

    Raises Http404, always.
    """
    along = () if issubclass(model, Anchor) else (model.anchor_field,)
    row = model._default_manager.select_related(*along).filter(**{model.key_field: key}).first()
    refuse(request, row.anchor if row is not None else None, part=part)
    raise Http404


def refuse(request: HttpRequest, anchor: Any, *, part: str) -> None:
    """Remember that someone tried what they may not do; called when the transaction has rolled back."""
    file_id, ref = (anchor.file_id, str(anchor)) if anchor is not None else (None, "")
    reading_log.refused(sight_of(request), file_id=file_id, ref=ref, part=part)


def token_of(request: HttpRequest) -> uuid.UUID | None:
    """The form's token, by which a double click is known; None where there is none."""
    try:
        return uuid.UUID(request.POST.get("token", ""))
    except ValueError:
        return None


def sent_before(request: HttpRequest, anchor: type[Any]) -> bool:
    """Whether this same form has done its work already, on what this address is about and on nothing else."""
    token, (about, _, _) = token_of(request), request.path.partition("stap/")
    events = apps.get_model(anchor.event_model)._default_manager
    return token is not None and events.filter(by=sight_of(request).user, token=token, url=about).exists()


def is_over(request: HttpRequest, model: type[Any], key: str) -> bool:
    """Whether this was asked of one's own organisation and isn't theirs (any more): told plainly, without a name.

    Only to those who could see it then; for anyone else it doesn't exist.
    """
    sight = sight_of(request)
    places = [one.organisation_id for one in sight.holdings if one.organisation_id and model.view in MATRIX[one.role]]
    rows = model._default_manager.filter(model.asked_of_any(places), public_id=key)
    rows = rows.exclude(**{f"{model.anchor_field}_id__in": sight.recused})
    seen = model._default_manager.visible_to(sight).values("pk")
    return bool(places) and rows.exclude(pk__in=seen).exists()
