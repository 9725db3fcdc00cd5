"""Work behind the screen is done in pieces: none holds a worker for long, and whoever is killed leaves the rest to the
next, because what is left stands in the database."""

import time
from typing import Final

PIECE: Final = 20.0  # seconds; what is under way then is finished first


class TimeIsUp(Exception):
    """Nothing is wrong: the next piece goes on."""


class Until:
    """How long a piece may take; None is as long as it takes."""

    def __init__(self, seconds: float | None = None) -> None:
        self._end = None if seconds is None else time.monotonic() + seconds

    def stop_in_time(self) -> None:
        """Called before each bit of work. Raises TimeIsUp."""
        if self._end is not None and time.monotonic() >= self._end:
            raise TimeIsUp


ALL_OF_IT: Final = Until()
