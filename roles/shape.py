"""What one person may see, as a statement of fixed shape: the same for everybody who brings along the same sorts of things.

A sight is a handful of ids. Which clauses a look-up has follows from their sorts: memberships of these roles, in a team
or an organisation, for some kernen or all, a grant, a recusal. So `visible_to` composes once per shape of sight, and the
ids are filled in; fifty memberships of one kind have the shape of two. It is written with a sight like any other, whose ids are those of nobody.
"""

import logging
from collections import OrderedDict
from collections.abc import Callable, Collection, Iterable, Iterator
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
    looked at: within `together` after that. `anew` as of `Select`.
    """

    def __init__(self, name: str, build: Build, *, anew: bool = False, **slots: Slot) -> None:
        self._name, self._build, self._anew, self._slots = name, build, anew, slots

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

        found = Shaped.of((self._name, *more, shape.key), build, shape.slots | self._slots, anew=self._anew)
        try:
            asked = found.send(**shape.values, **given)
        except ValueError as odd:  # a shape that doesn't compose: slower, and never wrong
            log.warning("Not of a fixed shape: %s, %s", self._name, type(odd).__name__)
            return iter(self._build(sight, *more, **given))
        return getattr(asked, how)()  # type: ignore[no-any-return]


class _Shape:
    """The shape of somebody's sight, and what fills it. Places of one kind are filled in together: there is one or there
    are more, however many. (The planner guesses ten ids where it can't see how many; most people have one place.)"""

    def __init__(self, sight: Sight) -> None:
        self.slots: dict[str, Slot] = {"sight_user": Slot.ID, "sight_on": Slot.DAY}
        self.values: dict[str, Any] = {"sight_user": sight.user_id, "sight_on": sight.on}
        self._places = _by_kind(sight.holdings)
        self._grants = sorted(set(sight.grants.values()))
        for kind in self._grants:
            self._slot(f"sight_{kind}", {case for case, one in sight.grants.items() if one == kind}, many=True)
        if sight.recused:
            self._slot("sight_recused", sight.recused, many=True)
        for number, held in enumerate(self._places.values()):
            self._slot(f"users_{number}", {one.user_id for one in held if one.cover})
            self._slot(f"teams_{number}", {one.team_id for one in held if one.team_id})
            self._slot(f"organisations_{number}", {one.organisation_id for one in held if one.organisation_id})
            self._slot(f"quarters_{number}", {quarter for one in held for quarter in one.quarters})
        self.key = (tuple(self._places), tuple(self.slots.items()))

    def _slot(self, name: str, ids: Collection[int], *, many: bool = False) -> None:
        if many or len(ids) > 1:
            self.slots[name], self.values[name] = Slot.IDS, ids
        elif ids:
            self.slots[name], self.values[name] = Slot.ID, next(iter(ids))

    def symbol(self, filled: dict[str, Any]) -> Sight:
        """A sight of this shape, with these ids: of each kind one place, which stands for as many as there are."""
        user = filled["sight_user"]
        one = {name: value[0] if isinstance(value, list) else value for name, value in filled.items()}
        return Sight(
            user=User(pk=user),
            on=filled["sight_on"],
            holdings=tuple(
                _Places(
                    role=held[0].role,
                    user_id=one.get(f"users_{number}", user),
                    team_id=one.get(f"teams_{number}"),
                    organisation_id=one.get(f"organisations_{number}"),
                    # which kernen is in their quarters: by itself a kern says too little
                    kern_ids=frozenset({one[f"quarters_{number}"]} if held[0].kern_ids else ()),
                    everywhere=held[0].everywhere,
                    cover=held[0].cover,
                )
                for number, held in enumerate(self._places.values())
            ),
            grants={one[f"sight_{kind}"]: GrantKind(kind) for kind in self._grants},
            recused=frozenset(filled.get("sight_recused", ())),
        )


class _Places(Holding):
    """All somebody's places of one kind."""

    __slots__ = ()

    @property
    def quarters(self) -> frozenset[int]:
        return self.kern_ids


def _by_kind(holdings: Iterable[Holding]) -> dict[tuple[Any, ...], list[Holding]]:
    """By what decides how a look-up is written: not which team, but that there is one."""
    found: dict[tuple[Any, ...], list[Holding]] = {}
    for one in sorted(holdings, key=_kind):
        found.setdefault(_kind(one), []).append(one)
    return found


def _kind(one: Holding) -> tuple[Any, ...]:
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
    def of(
        cls, key: tuple[Any, ...], build: Callable[..., Any], slots: dict[str, Slot], *, anew: bool = False
    ) -> Select:
        with cls._alone:
            found = cls._kept.pop(key) if key in cls._kept else Select(build, anew=anew, **slots)
            cls._kept[key] = found
            while len(cls._kept) > SHAPES:
                cls._kept.popitem(last=False)
                happened("let_go")
        return found
