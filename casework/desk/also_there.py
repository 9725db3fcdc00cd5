"""*Ook op dit adres*: other cases of the same person, at the same address, or linked, among those that one may see whole.

A secret address is no address here, on either side; and of what somebody may not see there is no word. Who sees both sides of
a wall sees that it stands.
"""

from collections.abc import Sequence
from typing import Any, Final

from django.db.models import CharField, OuterRef, Q, Value

from casework.cases.models import Case
from casework.cases.states import Phase
from casework.households.querysets import standing_walls
from casework.households.walls import apart
from roles import reading_log
from roles.actions import Action
from roles.fixed import Slot
from roles.policy import Sight
from roles.shape import Seen

MOST: Final = 8  # of each: a house with more is no household
NOWHERE: Final = "-"  # no address has this key
NOBODY: Final = 0
WHY: Final = ("dezelfde inwoner", "zelfde adres", "gekoppeld", "muur")  # by what binds most
_SHOWN: Final = ("pk", "ref", "phase", "provision", "person__given_name", "person__family_name", "why", "walled")


def _others(sight: Sight, case: Any, why: str, which: Q, walled: Any) -> Any:
    rows = Case.objects.visible_to(sight, Action.VIEW_FILE).filter(which).exclude(pk=case)
    return (
        rows.annotate(why=Value(why, CharField()), walled=walled).order_by("-received_on", "-pk").values(*_SHOWN)[:MOST]
    )


def _there(sight: Sight, *, case: Any, person: Any, address: Any) -> Any:
    """In one query, each way by its own index."""
    linked = Case.linked.through.objects.filter(from_case=case).values("to_case")
    which = (
        Q(person=person),
        Q(person__address_key=address, person__secret_address=False),
        Q(pk__in=linked),
    )
    return _union(sight, case, which, Value(False))


def _there_by_a_wall(sight: Sight, *, case: Any, person: Any, address: Any) -> Any:
    """The same of somebody near a wall: with who is behind it, and marked. Who doesn't see both sees neither."""
    linked = Case.linked.through.objects.filter(from_case=case).values("to_case")
    standing = standing_walls()
    behind = Q(person__in=standing.filter(one=person).values("other"))
    behind |= Q(person__in=standing.filter(other=person).values("one"))
    which = (
        Q(person=person),
        Q(person__address_key=address, person__secret_address=False),
        Q(pk__in=linked),
        behind,
    )
    return _union(sight, case, which, apart(person, OuterRef("person")))


def _union(sight: Sight, case: Any, which: Sequence[Q], walled: Any) -> Any:
    first, *more = (_others(sight, case, why, one, walled) for why, one in zip(WHY, which, strict=False))
    return first.union(*more, all=True)


_THERE: Final = Seen("cases that belong with a case", _there, case=Slot.ID, person=Slot.ID, address=Slot.TEXT)
_BY_A_WALL: Final = Seen(
    "cases that belong with a case, by a wall", _there_by_a_wall, case=Slot.ID, person=Slot.ID, address=Slot.TEXT
)


class AlsoThere:
    """Asked when it is made, and read when it is looked at."""

    def __init__(self, case: Any, sight: Sight) -> None:
        self._case, self._sight, person = case, sight, case.person
        address = person.address_key if person is not None and not person.secret_address else ""
        given = {"case": case.pk, "person": case.person_id or NOBODY, "address": address or NOWHERE}
        near = person is not None and person.walled
        self._asked = (_BY_A_WALL if near else _THERE).rows(sight, **given)

    def found(self) -> list[dict[str, Any]]:
        """Each once. That they were named is remembered."""
        result: dict[int, dict[str, Any]] = {}
        for one in sorted(self._asked, key=lambda one: WHY.index(one["why"])):
            result.setdefault(one["pk"], _shown(one))
        reading_log.listed(self._sight, part="ook op dit adres", why=f"bij {self._case.ref}", rows=len(result))
        return list(result.values())


def _shown(one: dict[str, Any]) -> dict[str, Any]:
    name = f"{one['person__given_name'] or ''} {one['person__family_name'] or ''}".strip()
    return {
        "url": f"/zaken/{one['ref']}/",
        "ref": one["ref"],
        "subject": name or one["provision"],
        "why": one["why"] if one["why"] != "muur" else "",
        "walled": one["walled"],
        "phase": Phase(one["phase"]).label,
    }
