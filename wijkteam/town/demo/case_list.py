"""Who plays what: each scene with the play it follows."""

from collections.abc import Callable
from typing import Any

from wijkteam.town.demo.municipality import Town
from wijkteam.town.demo.played_case import Scene
from wijkteam.town.demo.timeline import Play, Timeline


class Cast:
    """The scenes of one town, on one timeline."""

    def __init__(self, town: Town, line: Timeline) -> None:
        self.town, self.line = town, line
        self.scenes: list[tuple[Scene, Play]] = []

    def add(self, lead: str, scenario: Callable[..., Play], *args: Any, **more: Any) -> None:
        """A case led by `lead`, and how it goes."""
        scene = Scene(self.town, self.line, lead)
        self.scenes.append((scene, scenario(scene, *args, **more)))
