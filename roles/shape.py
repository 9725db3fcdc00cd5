"""What one person may see, as a statement of fixed shape: the same for everybody who brings along the same sorts of things.

A sight is a handful of ids. Which clauses a look-up has follows from their sorts: so many memberships of these roles, in
a team or an organisation, for some kernen or all, a grant, a recusal. So `visible_to` composes once per shape of sight,
and the ids are filled in. It is written with a sight like any other, whose ids are those of nobody.
"""

import logging
from collections import OrderedDict
from collections.abc import Callable, Iterator
from threading import Lock
from typing import Any, Final

from roles.fixed import Select, Slot
from roles.matrix import GrantKind
from roles.people import User
from roles.policy import Holding, Sight
from roles.sending import happened

log = logging.getLogger(__name__)
SHAPES: Final = 400  # statements per process that are kept
Build = Callable[..., Any]  # a sight, and what fills the slots → a queryset


class Seen:
    """Querysets that depend on who looks: `build(sight, **given)` makes one, `objects` asks it for somebody.

    `slots` are what varies beside the sight; `name` tells it from others. It is asked at once and read when it is
    looked at: within `together` after that.
    """

    def __init__(self, name: str, build: Build, **slots: Slot) -> None:
        self._name, self._build, self._slots = name, build, slots

    def objects(self, sight: Sight, *more: Any, **given: Any) -> Iterator[Any]:
        """`more` goes to `build` too, and makes it another statement: an action, a model."""
        return self._asked(sight, more, given, "objects")

    def rows(self, sight: Sight, *more: Any, **given: Any) -> Iterator[Any]:
        """Of a query of values: named rows."""
        return self._asked(sight, more, given, "rows")

    def _asked(self, sight: Sight, more: tuple[Any, ...], given: dict[str, Any], how: str) -> Iterator[Any]:
        shape = _Shape(sight)

        def build(**filled: Any) -> Any:
            return self._build(shape.symbol(filled), *more, **{name: filled[name] for name in self._slots})

        found = Shaped.of((self._name, *more, shape.key), build, shape.slots | self._slots)
        try:
            asked = found.send(**shape.values, **given)
        except ValueError as odd:  # a shape that doesn't compose: slower, and never wrong
            log.warning("Not of a fixed shape: %s, %s", self._name, type(odd).__name__)
            return iter(self._build(sight, *more, **given))
        return getattr(asked, how)()  # type: ignore[no-any-return]


class _Shape:
    """The shape of somebody's sight, and what fills it."""

    def __init__(self, sight: Sight) -> None:
        self._holdings = sorted(sight.holdings, key=_sort)
        self._kinds = sorted(set(sight.grants.values()))
        self._recused = bool(sight.recused)
        self.key = (tuple(map(_sort, self._holdings)), tuple(self._kinds), self._recused)
        self.slots: dict[str, Slot] = {"sight_user": Slot.ID, "sight_on": Slot.DAY}
        self.values: dict[str, Any] = {"sight_user": sight.user_id, "sight_on": sight.on}
        for kind in self._kinds:
            theirs = [case for case, one in sight.grants.items() if one == kind]
            self._slot(f"sight_{kind}", Slot.IDS, theirs)
        if self._recused:
            self._slot("sight_recused", Slot.IDS, sight.recused)
        for number, one in enumerate(self._holdings):
            self._slot_of(number, one)

    def _slot_of(self, number: int, one: Holding) -> None:
        if one.cover:
            self._slot(f"user_{number}", Slot.ID, one.user_id)
        if one.team_id:
            self._slot(f"team_{number}", Slot.ID, one.team_id)
        if one.organisation_id:
            self._slot(f"organisation_{number}", Slot.ID, one.organisation_id)
        if one.kern_ids:
            self._slot(f"kernen_{number}", Slot.IDS, one.kern_ids)

    def _slot(self, name: str, slot: Slot, value: Any) -> None:
        self.slots[name], self.values[name] = slot, value

    def symbol(self, filled: dict[str, Any]) -> Sight:
        """A sight of this shape, with these ids."""
        user = filled["sight_user"]
        return Sight(
            user=User(pk=user),
            on=filled["sight_on"],
            holdings=tuple(
                Holding(
                    role=one.role,
                    user_id=filled.get(f"user_{number}", user),
                    team_id=filled.get(f"team_{number}"),
                    organisation_id=filled.get(f"organisation_{number}"),
                    kern_ids=frozenset(filled.get(f"kernen_{number}", ())),
                    everywhere=one.everywhere,
                    cover=one.cover,
                )
                for number, one in enumerate(self._holdings)
            ),
            grants={filled[f"sight_{kind}"][0]: GrantKind(kind) for kind in self._kinds},
            recused=frozenset(filled.get("sight_recused", ())),
        )


def _sort(one: Holding) -> tuple[Any, ...]:
    """What decides how a look-up is written: not which team, but that there is one."""
    return (
        one.role,
        bool(one.team_id),
        bool(one.organisation_id),
        bool(one.kern_ids),
        one.everywhere,
        one.cover,
    )


class Shaped:
    """Statements that differ by the shape of who asks: each shape is composed once. So many are kept, the last used."""

    _kept: "OrderedDict[tuple[Any, ...], Select]" = OrderedDict()
    _alone = Lock()

    @classmethod
    def forget(cls) -> None:
        """What they were composed from is another now."""
        with cls._alone:
            cls._kept.clear()

    @classmethod
    def of(cls, key: tuple[Any, ...], build: Callable[..., Any], slots: dict[str, Slot]) -> Select:
        with cls._alone:
            found = cls._kept.pop(key) if key in cls._kept else Select(build, **slots)
            cls._kept[key] = found
            while len(cls._kept) > SHAPES:
                cls._kept.popitem(last=False)
                happened("let_go")
        return found
