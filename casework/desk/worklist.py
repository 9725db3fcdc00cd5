"""Werkvoorraad: whose turn it is, grouped by when, with what can't wait on top."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from casework.appointments.today import Visit, visits
from casework.defaults.pages import ON_EVERY_LIST
from casework.desk.back import back_again
from casework.desk.handing_out import can_be_handed_out
from casework.desk.handing_out_page import there
from casework.desk.kept_lists import TO_CHOOSE
from casework.desk.moving import can_be_moved
from casework.desk.way_back import remember
from casework.desk.worklist_asked import ALL, LISTS, MINE, OUT, SORTS, Asked, asked_of, lists_of
from casework.desk.worklist_chips import chips, columns
from casework.desk.worklist_looks import Looks, looks_of
from casework.desk.worklist_read import (
    GROUPS,
    PER_PAGE,
    Counted,
    Totals,
    group_of,
    in_order_of_answer,
    listed,
    name_of_group,
    put_out,
)
from casework.desk.worklist_rows import as_html
from casework.engine.finding import sight_of
from casework.engine.paging import page_of
from casework.engine.registry import nouns
from roles import reading_log
from roles.actions import Action
from roles.fixed import together
from roles.matrix import MATRIX
from roles.policy import Sight
from roles.proposals import asked_of as confirmations_asked_of
from roles.proposals import waiting_for


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
    asked: str  # the first words of the question
    shown: bool  # whether what it is about may be shown at all
    can_be_picked: bool  # to be handed out or moved
    urgent: bool
    on_behalf: str = ""  # in whose place this visitor does it, while they are away

    @property
    def told(self) -> str:
        """Behind the task, to who hears the list: about whom, and which of two of one name."""
        whom = [self.subject, str(self.item.anchor)] if self.shown else [str(self.item.kern.name)]
        # two of one case can be settled on one page, as in a file for the bank
        key = self.item.object_id or self.item.url.rstrip("/").rpartition("/")[2]
        return ", ".join(whom if key in whom else [*whom, key[:4]])

    @property
    def lead(self) -> str:
        leads = getattr(self.item.anchor, "regisseur", None) if self.shown else None
        return leads.name if leads is not None else ""

    @property
    def doer(self) -> str:
        """Whose turn it is: short, where it is who leads it."""
        who = self.item.handed_to or self.item.for_user
        if who is None:
            place = self.item.for_organisation
            return str(place.name if place is not None else self.item.get_for_role_display())
        return "De regisseur" if who.pk == getattr(self.item.anchor, "regisseur_id", None) else str(who.name)


def worklist(request: HttpRequest) -> HttpResponse:
    """Whose turn is it? Mine, nobody's yet, or my team's; at most a page of it, the most urgent first. And what I asked of
    others."""
    sight = sight_of(request)
    home = home_of(sight)
    if home != "/":
        return redirect(home)
    lists = lists_of(sight)
    asked, looks = asked_of(request.GET, lists), looks_of(request)
    if asked.tab == OUT:
        return _out(request, sight, asked, lists)
    return _waiting(request, sight, asked, lists, looks)


def _waiting(request: HttpRequest, sight: Sight, asked: Asked, lists: tuple[str, ...], looks: Looks) -> HttpResponse:
    with together():
        rows = listed(sight, asked, question=looks.question)
        totals, around = Totals(sight, asked), _Around(sight, asked, lists)
        today = visits(sight) if asked.tab == MINE and asked.page == 1 else ()
        back = back_again(sight)
    page = page_of(request, rows, PER_PAGE, counted=False)
    groups = _grouped(list(page.object_list), sight, asked, totals.read())
    if asked.tab != ALL and not asked.narrowed:
        around.counted[asked.tab] = len(totals)
    picks = sight.has(Action.HAND_OUT_WORK) and any(row.can_be_picked for group in groups for row in group["rows"])
    with together():
        if asked.tab != MINE:  # whose turn it is needs to know; what is read of others' is remembered
            named = sum(row.shown for group in groups for row in group["rows"])
            reading_log.listed(sight, part="werkvoorraad", why=_why(asked, page.number), rows=named)
        colleagues = there(sight, page.object_list) if picks else ()
        confirm = confirmations_asked_of(sight) if sight.has(Action.CONFIRM_RIGHTS) else None
    whom = list(colleagues)
    for group in groups:
        group["html"] = as_html(group["rows"], of_others=asked.of_others, picks=bool(whom), question=looks.question)
    answer = render(
        request,
        "desk/worklist.html",
        around.context(asked)
        | {
            "groups": groups,
            "page": page,
            "looks": looks,
            "columns": columns(asked, lists, question=looks.question),
            "width": len(columns(asked, lists, question=looks.question)) + bool(whom),
            "colleagues": whom,
            "back": next(back, None),
            "visits": _of_today(today),
            "whole": Asked(tab=asked.tab).address,
            "meets": sight.has(Action.MAKE_BATCH),
            "to_confirm": len(waiting_for(sight, confirm)) if confirm is not None else 0,
        },
    )
    remember(answer, asked, [row.item.mark for group in groups for row in group["rows"]])
    return answer


def _why(asked: Asked, page: int) -> str:
    return asked.other(page=page).words


def _out(request: HttpRequest, sight: Sight, asked: Asked, lists: tuple[str, ...]) -> HttpResponse:
    """What this person asked of others: of whom, since when, and by when an answer is due."""
    with together():
        found, around = list(put_out(sight)), _Around(sight, asked, lists)
    rows = in_order_of_answer(found)
    page = page_of(request, rows, PER_PAGE, counted=False)
    named = sum(one.named for one in page.object_list)
    reading_log.listed(sight, part="werkvoorraad", why=_why(asked, page.number), rows=named)
    around.counted[OUT] = len(rows)
    return render(request, "desk/worklist_out.html", around.context(asked) | {"page": page})


class _Around:
    """What stands around any of the lists: the tabs with how many there are on each, and what can be chosen."""

    def __init__(self, sight: Sight, asked: Asked, lists: tuple[str, ...]) -> None:
        self.lists = lists
        self.counted: dict[str, int] = {}
        tabs = [key for key in lists if key != ALL]
        # the list itself tells of what it has, where all of it was asked for
        self._tabs = Counted(sight, (key for key in tabs if key != asked.tab or asked.narrowed))
        self._to_choose = TO_CHOOSE.rows(sight) if len(lists) == len(LISTS) else ()
        self._in_default = ON_EVERY_LIST.rows(sight) if sight.has(Action.EDIT_FILE) else ()

    def context(self, asked: Asked) -> dict[str, Any]:
        self.counted |= self._tabs.numbers()
        chosen = next(iter(self._to_choose), None)
        here = "team" if asked.tab == ALL else asked.tab
        return {
            "asked": asked,
            "tab": asked.tab,
            "title": "" if asked.tab == MINE else LISTS[asked.tab],
            "tabs": [
                {"key": key, "label": LISTS[key], "count": number, "here": key == here, "url": Asked(tab=key).address}
                for key, number in sorted(self.counted.items(), key=lambda one: self.lists.index(one[0]))
            ]
            if len(self.lists) > 1
            else [],
            "waits_elsewhere": [
                LISTS[key] for key in ("mijn", "verdelen") if self.counted.get(key) and key != asked.tab
            ],
            "in_default": list(self._in_default),
            "chooses": chosen is not None,
            "chips": ()
            if chosen is None or asked.tab == OUT
            else chips(asked, tuple((one["slug"], one["name"]) for one in chosen.there)),
            "kept": [] if chosen is None else chosen.kept,
        }


def _grouped(items: list[Any], sight: Sight, asked: Asked, totals: Totals) -> list[dict[str, Any]]:
    """By when, what can't wait on top; sorted by another column that is one group."""
    today = timezone.localdate()
    groups: dict[str, list[Row]] = {}
    for row in _rows(items, sight):
        key = group_of(row.urgent, row.item.due_on, today)
        groups.setdefault(key if key == "spoed" or asked.by == "uiterlijk" else "", []).append(row)
    return [
        {
            "name": name_of_group(key, today) if key else SORTS[asked.by],
            "late": key == "laat",
            "total": totals.of(*([key] if key else GROUPS[1:])),
            "rows": rows,
        }
        for key, rows in groups.items()
    ]


def _rows(items: list[Any], sight: Sight) -> list[Row]:
    """The subject's name only where the file is theirs to see; a partner reads the need or the goal instead."""
    words = _in_few_words([item.object_id for item in items if not item.shown and item.object_id], sight)
    return [
        Row(
            item,
            item.anchor.listed if item.shown else "",
            words.get(item.object_id, "") if not item.shown else "",
            " ".join(item.asked.split()) if item.shown else "",
            item.shown,
            can_be_handed_out(item) or can_be_moved(item),
            item.urgent,
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


def _of_today(found: Iterable[Visit]) -> dict[str, Any]:
    """The first one, and what a small screen folds away."""
    all_ = list(found)
    return {"first": all_[:1], "more": all_[1:]}
