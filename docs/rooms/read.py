"""Which rooms there are and who imports whom, read from the code as it is."""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Final

import grimp

ROOT: Final = Path(__file__).resolve().parents[2]
OPENED: Final = ("casework",)  # the rooms of which the picture shows the inside

Arrow = tuple[str, str]  # who imports, what is imported


@dataclass(frozen=True)
class Imports:
    """Rooms by their dotted name, and the arrows between them."""

    rooms: tuple[str, ...]
    arrows: frozenset[Arrow]

    @cached_property
    def reach(self) -> dict[str, set[str]]:
        """What each room imports, directly or by way of others."""
        direct: dict[str, set[str]] = {room: set() for room in self.rooms}
        for source, target in self.arrows:
            direct[source].add(target)
        return {room: _everything_from(room, direct) for room in self.rooms}

    def within(self, rooms: Iterable[str]) -> "Imports":
        """These rooms alone, with the arrows between them."""
        kept = tuple(sorted(rooms))
        return Imports(kept, frozenset(one for one in self.arrows if set(one) <= set(kept)))

    def circles(self) -> list[tuple[str, ...]]:
        """The rooms in groups: a room by itself, or all those that reach each other."""
        groups = {
            tuple(sorted({room, *(other for other in self.reach[room] if room in self.reach[other])}))
            for room in self.rooms
        }
        return sorted(groups)

    def shortened(self) -> frozenset[Arrow]:
        """Without the arrows that also run by way of another room. Only for imports without circles."""
        return frozenset(
            (source, target)
            for source, target in self.arrows
            if not any(
                target in self.reach[other] for other in self.reach[source] - {target} if (source, other) in self.arrows
            )
        )


def _everything_from(room: str, direct: dict[str, set[str]]) -> set[str]:
    found: set[str] = set()
    waiting = [room]
    while waiting:
        new = direct[waiting.pop()] - found
        found |= new
        waiting.extend(new)
    return found


def top_rooms() -> list[str]:
    """The packages at the root, as import-linter guards them."""
    with (ROOT / "pyproject.toml").open("rb") as file:
        found: list[str] = tomllib.load(file)["tool"]["importlinter"]["root_packages"]
    return sorted(found)


def room_of(module: str) -> str:
    """The room a module is in: a package or module directly under an opened room, else the package at the root."""
    parts = module.split(".")
    return ".".join(parts[:2]) if parts[0] in OPENED else parts[0]


def read_imports() -> Imports:
    """All rooms of the code, those inside an opened room apart, with every arrow between two of them."""
    graph = grimp.build_graph(*top_rooms(), cache_dir=None)
    arrows = {
        (room_of(module), room_of(imported))
        for module in graph.modules
        for imported in graph.find_modules_directly_imported_by(module)
    }
    rooms = {room_of(module) for module in graph.modules if module not in OPENED}
    return Imports(
        tuple(sorted(rooms)), frozenset(one for one in arrows if one[0] != one[1] and set(one) <= rooms)
    )  # an opened room's own __init__ stays empty


def is_package(room: str) -> bool:
    return ROOT.joinpath(*room.split(".")).is_dir()
