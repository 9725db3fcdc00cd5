"""Work handed to a colleague, several turns at once, from the list on which they were ticked."""

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Any, Final

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from casework.desk import handing_out
from casework.desk.worklist_asked import COLLEAGUES, Asked, asked_again, lists_of
from casework.desk.worklist_read import PER_PAGE
from casework.engine.all_work import marked
from casework.engine.asking import see_other
from casework.engine.errors import NotAllowed, Repeated
from casework.engine.finding import sight_of, token_of
from roles.actions import Action
from roles.fixed import Select, Slot
from roles.matrix import Role
from roles.models import Membership, User, running
from roles.policy import Sight


@require_POST
def hand_out(request: HttpRequest) -> HttpResponse:
    """The team leader gives several turns at once to one colleague; of each it is said what came of it."""
    sight = sight_of(request)
    if not sight.has(Action.HAND_OUT_WORK):
        raise PermissionDenied
    asked = asked_on(request, sight)
    items = picked(request, sight)
    chosen = next((one for one in there(sight, items) if str(one.pk) == request.POST.get("aan")), None)
    if chosen is None:
        messages.warning(request, "Kies eerst werk en een collega. Er is niets uitgedeeld.")
        return see_other(asked.address)
    items = [item for item in items if item.handed_to_id != chosen.pk]  # a second click has nothing left to do
    try:
        left = handing_out.hand_out(items, to=chosen, by=sight, token=token_of(request))
    except Repeated:
        return see_other(asked.address)  # the first click has told it
    except NotAllowed as error:
        raise PermissionDenied from error
    _tell(request, chosen, items, left)
    return see_other(asked.address)


def asked_on(request: HttpRequest, sight: Sight) -> Asked:
    """The list on which it was ticked, to go back to."""
    return asked_again(request.POST.get("waar", f"lijst={request.POST.get('lijst', '')}"), lists_of(sight))


def picked(request: HttpRequest, sight: Sight) -> list[Any]:
    """What was ticked, of what this person sees and is open still."""
    marks = request.POST.getlist("werk")[:PER_PAGE]
    return [item for kind, keys in marked(marks) for item in _picked(kind, keys, sight)]


def _picked(kind: type[Any], keys: list[int], sight: Sight) -> list[Any]:
    rows = kind.objects.open().visible_to(sight).filter(pk__in=keys)
    return list(rows.select_related(kind.anchor_field, f"{kind.anchor_field}__team", "for_user"))


def _tell(request: HttpRequest, to: User, items: list[Any], left: list[tuple[Any, str]]) -> None:
    """By number: a message passes through the browser, and what an appointment is about can name somebody."""
    stayed = {item.mark for item, _ in left}
    given = [str(item.anchor) for item in items if item.mark not in stayed]
    if given:
        refs = ", ".join(dict.fromkeys(given))
        messages.success(request, f"Uitgedeeld aan {to.name}: {len(given)}. {refs}.")
    elif not left:
        messages.info(request, f"{to.name} had dit al. Er is niets veranderd.")
    for item, why in left:
        messages.warning(request, f"{item.anchor} bleef liggen: {why}")


def there(sight: Sight, items: Iterable[Any]) -> Iterator[User]:
    """To whom a leader can hand these turns: who is in a place of their teams, today, from which files are seen."""
    teams = {item.team_id for item in items}
    if not any(holding.everywhere for holding in sight.holdings):
        teams &= sight.team_ids(Role.TEAMLEIDER)
    return _THERE.objects(teams=teams, on=sight.on)


def _there(teams: list[int], on: dt.date) -> Any:
    places = Membership.objects.filter(running(on), role__in=COLLEAGUES, team_id__in=teams)
    rows = User.objects.filter(pk__in=places.values("user_id"), is_active=True).order_by(
        "first_name", "last_name", "pk"
    )
    return rows.only("first_name", "last_name", "username", "is_active")


_THERE: Final = Select(_there, teams=Slot.IDS, on=Slot.DAY)
