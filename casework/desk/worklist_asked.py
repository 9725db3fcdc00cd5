"""What somebody asks of Werkvoorraad: which list, narrowed by what, in which order.

All of it stands in the address, in words that say nothing of anybody: so it survives Back, paging and being kept.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Any, Final
from urllib.parse import unquote, urlencode

from django.http import QueryDict
from django.utils.text import slugify

from casework.cases.states import Layer
from casework.engine.registry import model_of, once, ranked
from roles.actions import Action
from roles.matrix import MATRIX, Relation
from roles.policy import Sight

MINE, POOL, OUT, TEAM, ALL = "mijn", "verdelen", "uitgezet", "team", "alles"
LISTS: Final = {MINE: "Voor mij", POOL: "Te verdelen", OUT: "Uitgezet", TEAM: "Team", ALL: "Alles wat ik mag zien"}
OF_OTHERS: Final = (TEAM, ALL)
LEADS: Final = {"ik": "Ik ben regisseur", "geen": "Zonder regisseur"}
YES: Final = "ja"
# by what a column is sorted: the word in the address → what the group is called then
SORTS: Final = {
    "wat": "Op wat er te doen is",
    "wie": "Op naam",
    "kern": "Op kern",
    "bij": "Op wie de vraag heeft",
    "aanzet": "Op wie aan zet is",
    "regie": "Op regisseur",
    "sinds": "Op hoe lang het wacht",
    "uiterlijk": "",
}
ONLY_OF_OTHERS: Final = ("aanzet", "regie", "sinds")
# roles that see files by their place: a turn can be handed to them
COLLEAGUES: Final = tuple(role for role, rights in MATRIX.items() if Relation.TEAM in rights.get(Action.VIEW_FILE, ()))
_SLUG: Final = re.compile(r"[-a-z0-9_]{1,60}")
_NUMBER: Final = re.compile(r"[1-9][0-9]{0,5}")


def is_colleague(sight: Sight) -> bool:
    """Whether the files of a team are theirs to read: for whom there is more than their own list."""
    return any(holding.role in COLLEAGUES or holding.everywhere for holding in sight.holdings)


def lists_of(sight: Sight) -> tuple[str, ...]:
    """Which of the lists are for this person, in order. Whoever asks things of others without being of a team has two."""
    if is_colleague(sight):
        return tuple(LISTS)
    return (MINE, OUT) if sight.has(Action.OFFER_HANDOVER) and sight.has(Action.REPORT_CASE) else (MINE,)


@once
def kinds_of_work() -> dict[str, tuple[str, str]]:
    """The word in the address → the noun that makes the turn, and what it is called."""
    found = [(one.name, model_of(one)) for one in ranked() if one.turns is not None]
    return {
        slugify(str(model._meta.verbose_name_plural)): (name, str(model._meta.verbose_name).capitalize())
        for name, model in found
        if model is not None
    }


@dataclass(frozen=True, slots=True)
class Asked:
    """One list as it is asked for."""

    tab: str = MINE
    kern: str = ""
    work: str = ""
    layer: str = ""
    lead: str = ""
    late: bool = False
    urgent: bool = False
    sort: str = ""  # a key of `SORTS`; after a '-' the other way round
    page: int = 1

    @property
    def of_others(self) -> bool:
        return self.tab in OF_OTHERS

    @property
    def by(self) -> str:
        """The column by which it is sorted."""
        return self.sort.removeprefix("-") or "uiterlijk"

    @property
    def down(self) -> bool:
        return self.sort.startswith("-")

    @property
    def narrowed(self) -> bool:
        return bool(self.kern or self.work or self.layer or self.lead or self.late or self.urgent)

    @property
    def plain(self) -> bool:
        """As nearly everybody asks for it: the first page, by day."""
        return not self.narrowed and self.sort == "" and self.page == 1

    @property
    def query(self) -> str:
        """As it stands in the address: only what is asked beyond the usual."""
        words = {
            "lijst": self.tab if self.tab != MINE else "",
            "kern": self.kern,
            "soort": self.work,
            "laag": self.layer,
            "regie": self.lead,
            "laat": YES if self.late else "",
            "spoed": YES if self.urgent else "",
            "op": self.sort,
            "pagina": str(self.page) if self.page > 1 else "",
        }
        return urlencode({key: value for key, value in words.items() if value})

    @property
    def address(self) -> str:
        return f"/?{self.query}" if self.query else "/"

    def other(self, **changes: Any) -> "Asked":
        """The same with something else; from its first page on."""
        return replace(self, **{"page": 1} | changes)

    @property
    def chosen_words(self) -> str:
        """What narrows and sorts it, in the words of the address: 'kern=piershil, laat=ja'."""
        return unquote(self.other(tab=MINE).query).replace("&", ", ")

    @property
    def words(self) -> str:
        """For the reading log: which list, narrowed how, which page."""
        said = [f"lijst ‘{LISTS[self.tab]}’"]
        if self.narrowed:
            said.append(f"gekozen: {self.chosen_words}")
        return ", ".join([*said, f"bladzijde {self.page}"])


def asked_of(given: QueryDict, lists: Collection[str]) -> Asked:
    """What is asked for in the address; what isn't known there is not asked."""
    tab = given.get("lijst", MINE)
    tab = tab if tab in lists else MINE
    page = given.get("pagina", "")
    asked = Asked(tab=tab, page=int(page) if _NUMBER.fullmatch(page) else 1)
    if tab == OUT:
        return asked
    asked = replace(
        asked, late=given.get("laat") == YES, urgent=given.get("spoed") == YES, sort=_sort(given, tab, lists)
    )
    if len(lists) < len(LISTS):
        return asked
    return replace(
        asked,
        kern=given.get("kern", "") if _SLUG.fullmatch(given.get("kern", "")) else "",
        work=given.get("soort", "") if given.get("soort") in kinds_of_work() else "",
        layer=given.get("laag", "") if given.get("laag") in Layer.values else "",
        lead=given.get("regie", "") if given.get("regie") in LEADS else "",
    )


def asked_again(query: str, lists: Collection[str]) -> Asked:
    """The same of what a form or a cookie kept of it; garbage asks for one's own list."""
    return asked_of(QueryDict(query[:500].replace("\0", "")), lists)


def _sort(given: QueryDict, tab: str, lists: Collection[str]) -> str:
    """By which column. Who may not know of whom a row is, learns nothing from the order either: they sort by day alone."""
    sort = given.get("op", "")
    by = sort.removeprefix("-")
    known = by in SORTS and len(lists) == len(LISTS) and (tab in OF_OTHERS or by not in ONLY_OF_OTHERS)
    return sort if known and sort != "uiterlijk" else ""
