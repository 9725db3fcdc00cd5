"""What somebody asked of others on a case and waits for: of whom, and by when, as the open turn says it."""

import datetime as dt
from collections.abc import Callable, Iterator
from typing import Any, Final

from django.db.models import Case as Choose
from django.db.models import Exists, OuterRef, Subquery, Value, When
from django.db.models.functions import Coalesce, JSONObject

from casework.cases.models import Case
from casework.cases.work import WorkItem
from casework.engine.noun import PutOut
from roles.matrix import Role
from roles.policy import Sight
from roles.shape import Seen

WORDS_OF_QUESTION: Final = 120  # as in Werkvoorraad


class WaitingFor:
    """Rows of one noun that hang on a case: `mine(sight)` gives those that this person asked, of what they may see."""

    def __init__(self, name: str, mine: Callable[[Sight], Any], *columns: str) -> None:
        self._columns = columns
        self._mine = mine
        self._asked = Seen(f"put out: {name}", self._rows)

    def of(self, sight: Sight, told: Callable[[Any], dict[str, Any]]) -> Iterator[PutOut]:
        """Asked now. `told` says of a row what was asked, since when, and perhaps of whom and by when."""
        rows = self._asked.objects(sight)
        return (self._put_out(row, told(row)) for row in rows)

    def keys(self, sight: Sight) -> Iterator[Any]:
        """The same, to be counted."""
        yield self._of_others(sight).order_by().values_list("pk", named=True)

    def _of_others(self, sight: Sight) -> Any:
        """Without what waits for this person themselves: that is on their own list."""
        turns = WorkItem.objects.open().filter(case=OuterRef("case"), object_id=OuterRef("public_id"))
        return self._mine(sight).exclude(Exists(turns.personal(sight)))

    def _rows(self, sight: Sight) -> Any:
        rows = self._of_others(sight).order_by("pk")
        about = [f"case__{one}" for one in (*Case.on_a_list, "kern__name")]
        beside = {one.rpartition("__")[0] for one in (*about, *self._columns)} - {""}
        seen = Choose(When(Case.seen(sight, "case__"), then=Value(True)), default=Value(False))
        return (
            rows.select_related(*sorted(beside))
            .only("public_id", *about, *self._columns)
            .annotate(named=seen, asked=Case.in_own_words(sight, "case__", WORDS_OF_QUESTION), turn=_turn())
        )

    @staticmethod
    def _put_out(row: Any, told: dict[str, Any]) -> PutOut:
        turn = row.turn or {}
        due = told.pop("due", None) or (dt.date.fromisoformat(turn["due"]) if turn else None)
        whom = told.pop("whom", "") or _who(turn)
        return PutOut(
            anchor=row.case, whom=whom, due=due, url=row.get_absolute_url(), named=row.named, asked=row.asked, **told
        )


def _turn() -> Subquery:
    """The first turn that the row makes: whose, and by when."""
    rows = WorkItem.objects.open().filter(case=OuterRef("case"), object_id=OuterRef("public_id"))
    whose = {
        "first": Coalesce("handed_to__first_name", "for_user__first_name"),
        "last": Coalesce("handed_to__last_name", "for_user__last_name"),
        "role": "for_role",
        "place": Coalesce("for_team__name", "for_organisation__name"),
        "due": "due_on",
    }
    return Subquery(rows.order_by("due_on", "pk").values(json=JSONObject(**whose))[:1])


def _who(turn: dict[str, Any]) -> str:
    """'Hanneke Dekker', or 'Wmo-consulent, Wijkteam Noord'."""
    if turn.get("last"):
        return f"{turn['first']} {turn['last']}".strip()
    return ", ".join(filter(None, (Role(turn["role"]).label if turn.get("role") else "", turn.get("place") or "")))
