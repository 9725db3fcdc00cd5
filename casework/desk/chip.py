"""One of the choices above a list (`parts/chips.html`): where it leads, whether it is the one, and how many it has."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Chip:
    """`heard` is what only who listens needs: of what this narrows down, or what was counted."""

    label: str
    url: str
    chosen: bool
    heard: str
    count: int | None = None
    key: str = ""
