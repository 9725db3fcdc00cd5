"""Werkvoorraad: whose turn it is, grouped by when; and handing it out."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Page
from django.db.models import Case, Value, When
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from casework.desk import handing_out
from casework.desk.back import back_again
from casework.desk.worklist_rows import as_html
from casework.engine.all_work import kinds, marked, merged, open_work
from casework.engine.errors import NotAllowed, Repeated
from casework.engine.finding import sight_of, token_of
from casework.engine.paging import Ahead, is_first, page_of
from casework.engine.registry import nouns
from roles import reading_log
from roles.actions import Action
from roles.fixed import Select, Slot, together
from roles.matrix import MATRIX, Relation, Role
from roles.models import Membership, User, running
from roles.policy import Sight
from roles.proposals import asked_of, waiting_for
from roles.shape import Seen

PER_PAGE: Final = 25
SATURDAY: Final = 5
LISTS: Final = {"mijn": "Voor mij", "team": "Van mijn team", "alles": "Alles wat ik mag zien"}
COUNTED: Final = ("mijn", "team")  # the two lists one steers by; 'alles' is looked at, not counted
COUNT_TO: Final = 101  # beyond a hundred the exact number helps nobody
# roles that see files by their place: a turn can be handed to them
_COLLEAGUES: Final = tuple(role for role, rights in MATRIX.items() if Relation.TEAM in rights.get(Action.VIEW_FILE, ()))


def home_of(sight: Sight) -> str:
    """Where someone starts: the work list, or the page that is their work."""
    by_place: set[Action] = {action for holding in sight.holdings for action in MATRIX[holding.role]}
    if by_place & {Action.VIEW_CASE, Action.ANSWER_HANDOVER, Action.REPORT_GOAL}:
        return "/"
    for action, url in (
        (Action.PAY_VANGNET, "/vangnet/"),
        (Action.VIEW_READING_LOG, "/inzage/"),
        (Action.CONFIGURE, "/beheer/"),
    ):
        if action in by_place:
            return url
    return "/mijn/" if sight.grants else "/"


@dataclass(slots=True)
class Row:
    """One turn on the list, with as much of the subject as this visitor may know."""

    item: Any
    subject: str
    need: str
    shown: bool  # whether what it is about may be shown at all
    can_be_handed_out: bool
    urgent: bool
    on_behalf: str = ""  # in whose place this visitor does it, while they are away

    @property
    def told(self) -> str:
        """Behind the task, to who hears the list: about whom, and which of two of one name."""
        whom = [self.subject, str(self.item.anchor)] if self.shown else [str(self.item.kern.name)]
        key = self.item.url.rstrip("/").rpartition("/")[2]
        return ", ".join(whom if key in whom else [*whom, key[:4]])


def worklist(request: HttpRequest) -> HttpResponse:
    """Whose turn is it? Mine, my team's, or all I may see; at most a page of it, the most urgent first."""
    sight = sight_of(request)
    home = home_of(sight)
    if home != "/":
        return redirect(home)
    lists = _lists(sight)
    tab = request.GET.get("lijst", "mijn")
    tab = tab if tab in lists else "mijn"
    with together():
        rows = _listed(request, sight, tab)
        counted = {key: _Counted(sight, key) for key in lists if key in COUNTED}
        back = back_again(sight)
    page = page_of(request, rows, PER_PAGE, counted=False)
    groups = _grouped(page, sight)
    hands_out = tab != "mijn" and sight.has(Action.HAND_OUT_WORK) and page.object_list
    with together():
        if tab != "mijn":  # whose turn it is needs to know; what is read of others' is remembered
            named = sum(row.shown for group in groups for row in group["rows"])
            why = f"lijst ‘{LISTS[tab]}’, bladzijde {page.number}"
            reading_log.listed(sight, part="werkvoorraad", why=why, rows=named)
        there = _colleagues(sight, page.object_list) if hands_out else ()
        asked = asked_of(sight) if sight.has(Action.CONFIRM_RIGHTS) else None
    whom = list(there)
    for group in groups:
        group["html"] = as_html(group["rows"], tab=tab, picks=bool(whom))
    return render(
        request,
        "desk/worklist.html",
        {
            "groups": groups,
            "page": page,
            "tab": tab,
            "tabs": [
                {"key": key, "label": LISTS[key], "count": counted[key].number if key in counted else None}
                for key in lists
            ],
            "colleagues": whom,
            "back": next(back, None),
            "meets": sight.has(Action.MAKE_BATCH),
            "to_confirm": len(waiting_for(sight, asked)) if asked is not None else 0,
        },
    )


def _lists(sight: Sight) -> tuple[str, ...]:
    """Which of the lists are for this person."""
    colleague = any(holding.role in _COLLEAGUES or holding.everywhere for holding in sight.holdings)
    return tuple(LISTS) if colleague else ("mijn",)


def _of_list(kind: Any, sight: Sight, key: str) -> Any:
    rows = kind.objects.open()
    if key == "mijn":
        return rows.mine(sight)
    return rows.of_my_teams(sight) if key == "team" else rows.visible_to(sight)


def _first_page(sight: Sight, kind: Any, key: str) -> Any:
    return _to_show(_of_list(kind, sight, key), sight)[: PER_PAGE + 1]


def _to_show(rows: Any, sight: Sight) -> Any:
    """With all that a list shows of them, and whether what they are about may be shown to this person at all."""
    about = rows.model.anchor_field
    seen = rows.model._meta.get_field(about).related_model.seen(sight, f"{about}__")
    return rows.for_list().annotate(shown=Case(When(seen, then=Value(True)), default=Value(False)))


_FIRST: Final = Seen("the first page of a list", _first_page)
_COUNT: Final = Seen(
    "how many on a list",
    # in order, so that an index of what is open finds them: not by passing by all that is closed
    lambda sight, kind, key: _of_list(kind, sight, key).values_list("pk", named=True)[:COUNT_TO],
)


def _listed(request: HttpRequest, sight: Sight, key: str) -> Ahead:
    """The open work of one list, of every kind, the first page of it asked for now."""
    first = [_FIRST.objects(sight, kind, key) for kind in kinds()] if is_first(request) else None
    return Ahead(
        merged(first, slice(0, PER_PAGE + 1)) if first else None,
        lambda: open_work().each(lambda rows: _to_show(_of_list(rows.model, sight, key), sight)),
        PER_PAGE,
    )


class _Counted:
    """How many there are on a list, as far as anybody counts."""

    def __init__(self, sight: Sight, key: str) -> None:
        self._rows = [_COUNT.rows(sight, kind, key) for kind in kinds()]

    @cached_property
    def number(self) -> int:
        return min(sum(len(list(rows)) for rows in self._rows), COUNT_TO)


def _grouped(page: Page[Any], sight: Sight) -> list[dict[str, Any]]:
    """By when; in each group first what is urgent."""
    today = timezone.localdate()
    groups: dict[str, list[Row]] = {}
    for row in _rows(list(page.object_list), sight):
        groups.setdefault(group_of(row.item.due_on, today), []).append(row)
    return [
        {"name": name, "late": name == "Te laat", "rows": sorted(rows, key=lambda row: not row.urgent)}
        for name, rows in groups.items()
    ]


def group_of(due: dt.date, today: dt.date) -> str:
    """The name of the group this day belongs to. On a Saturday or Sunday the week that counts is the one to come."""
    weekend = today.weekday() >= SATURDAY
    sunday = today + dt.timedelta(days=6 - today.weekday() + (7 if weekend else 0))
    if due <= today:
        return "Te laat" if due < today else "Vandaag"
    if due <= sunday:
        return "Komende week" if weekend else "Deze week"
    return "Later"


def _rows(items: list[Any], sight: Sight) -> list[Row]:
    """The subject's name only where the file is theirs to see; a partner reads the need or the goal instead."""
    words = _in_few_words([item.object_id for item in items if not item.shown and item.object_id], sight)
    return [
        Row(
            item,
            item.anchor.subject if item.shown else "",
            words.get(item.object_id, "") if not item.shown else "",
            item.shown,
            not handing_out.stays_where_it_is(item),
            bool(getattr(item.anchor, "urgent", False)),
            item.in_place_of(sight),
        )
        for item in items
    ]


def _in_few_words(object_ids: list[str], sight: Sight) -> dict[str, str]:
    """What somebody reads of it who may see it but not the file: each noun says it of its own."""
    if not object_ids:
        return {}
    told = [noun.in_few_words(sight, object_ids) for noun in nouns() if noun.in_few_words]
    return {key: words for one in told for key, words in one.items()}


def colleagues(sight: Sight, items: Iterable[Any]) -> list[User]:
    """Whom a leader can hand these turns to: who is in a place of their teams, today, from which files are seen."""
    return list(_colleagues(sight, items))


def _colleagues(sight: Sight, items: Iterable[Any]) -> Iterator[User]:
    teams = {item.team_id for item in items}
    if not any(holding.everywhere for holding in sight.holdings):
        teams &= sight.team_ids(Role.TEAMLEIDER)
    return _THERE.objects(teams=teams, on=sight.on)


def _there(teams: list[int], on: dt.date) -> Any:
    places = Membership.objects.filter(running(on), role__in=_COLLEAGUES, team_id__in=teams)
    rows = User.objects.filter(pk__in=places.values("user_id"), is_active=True).order_by(
        "first_name", "last_name", "pk"
    )
    return rows.only("first_name", "last_name", "username", "is_active")


_THERE: Final = Select(_there, teams=Slot.IDS, on=Slot.DAY)


@require_POST
def hand_out(request: HttpRequest) -> HttpResponse:
    """The team leader gives several turns at once to one colleague."""
    sight = sight_of(request)
    if not sight.has(Action.HAND_OUT_WORK):
        raise PermissionDenied
    marks = request.POST.getlist("werk")[:PER_PAGE]
    picked = [rows for kind, keys in marked(marks) for rows in [_picked(kind, keys, sight)]]
    items = [item for rows in picked for item in rows]
    chosen = next((one for one in colleagues(sight, items) if str(one.pk) == request.POST.get("aan")), None)
    if chosen is None:
        messages.warning(request, "Kies eerst werk en een collega. Er is niets uitgedeeld.")
        return _back_to_list(request)
    items = [item for item in items if item.handed_to_id != chosen.pk]  # a second click has nothing left to do
    try:
        left = handing_out.hand_out(items, to=chosen, by=sight, token=token_of(request))
    except Repeated:
        return _back_to_list(request)  # the first click has told it
    except NotAllowed as error:
        raise PermissionDenied from error
    messages.success(request, f"Uitgedeeld aan {chosen.name}: {len(items) - len(left)}.")
    for item, why in left:
        messages.warning(request, f"‘{item.what}’ ({item.anchor}) bleef liggen: {why}")
    return _back_to_list(request)


def _picked(kind: type[Any], keys: list[int], sight: Sight) -> list[Any]:
    rows = kind.objects.open().visible_to(sight).filter(pk__in=keys)
    return list(rows.select_related(kind.anchor_field, f"{kind.anchor_field}__team"))


def _back_to_list(request: HttpRequest) -> HttpResponse:
    tab = request.POST.get("lijst", "")
    return HttpResponseRedirect(f"/?lijst={tab}" if tab in ("team", "alles") else "/", status=303)
