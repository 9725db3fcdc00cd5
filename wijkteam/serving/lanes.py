"""Who is served when.

Three lanes, each with threads of its own: is it well, what needs no database (a style sheet, a refusal), and pages. A
page that can't be had within `LONGEST` is refused at once, in the second lane, so nobody waits to hear that.
"""

import logging
import threading
import time
from collections import deque
from collections.abc import Callable
from typing import Any, Final

LONGEST: Final = 10.0  # seconds that a page may take, its waiting included
FIRST_GUESS: Final = 0.1  # of how long a page takes, before any was served
HOPELESS: Final = 12.0  # of who waits already: it takes so much longer than was expected when they came
NEWEST: Final = 0.2  # how much the last page counts in how long a page takes
HEALTH: Final = "/healthz"

log = logging.getLogger(__name__)


class Lane:
    def __init__(self, name: str, threads: int) -> None:
        self.threads = threads
        self.serving = 0
        self.takes = FIRST_GUESS  # from beginning to end, and of that the work of Python itself
        self.works = FIRST_GUESS
        self.moved = time.monotonic()  # when somebody was last begun or done with
        self.waiting: deque[tuple[float, Any]] = deque()
        self.changed = threading.Condition()
        for number in range(threads):
            threading.Thread(target=self._serve, name=f"{name}-{number}", daemon=True).start()

    def add(self, channel: Any) -> None:
        with self.changed:
            self.waiting.append((time.monotonic(), channel))
            self.changed.notify()

    def _serve(self) -> None:
        while True:
            with self.changed:
                while not self.waiting:
                    self.changed.wait()
                _, channel = self.waiting.popleft()
                self.serving += 1
                begun = self.moved = time.monotonic()
                worked = time.thread_time()
            try:
                channel.service()
            except Exception as error:  # a thread that ends serves nobody any more
                log.error("A connection failed: %s", error)
            with self.changed:
                self.serving -= 1
                self.moved = time.monotonic()
                self.takes += NEWEST * (self.moved - begun - self.takes)
                self.works += NEWEST * (time.thread_time() - worked - self.works)

    def expected(self) -> float:
        """How long it takes until the next to come has its answer.

        Where all are busy and none got ready for a while, it isn't quicker than that while: a database that hangs is
        noticed before the first page gives up.
        """
        with self.changed:
            if self.serving + len(self.waiting) < self.threads:
                return self.takes
            each = max(self._each(), time.monotonic() - self.moved)
            return (len(self.waiting) + 1) * each + self.takes

    def oldest(self) -> float:
        """How long the first in the queue has waited."""
        with self.changed:
            return time.monotonic() - self.waiting[0][0] if self.waiting else 0.0

    def _each(self) -> float:
        """How long after one page the next is ready. Threads wait beside each other, but Python works one at a time."""
        return max(self.works, self.takes / self.threads)

    def take_out_late(self) -> list[Any]:
        """Who waited as long as anybody should, and who surely will."""
        late, stay = [], deque[tuple[float, Any]]()
        with self.changed:
            now, each = time.monotonic(), self._each()
            for came, channel in self.waiting:
                waited, will = now - came, (len(stay) + 1) * each + self.takes
                if waited > LONGEST or waited + will > HOPELESS:
                    late.append(channel)
                else:
                    stay.append((came, channel))
            self.waiting = stay
        return late

    def is_idle(self) -> bool:
        with self.changed:
            return not self.waiting and not self.serving


class Lanes:
    """What waitress calls its task dispatcher."""

    def __init__(self, threads: int, static: str, oldest: Callable[[], float] | None = None) -> None:
        self.static = static
        self.health, self.light, self.pages = Lane("health", 1), Lane("light", 1), Lane("page", threads)
        self.oldest = oldest or self.pages.oldest  # of all processes, where there are more
        self.refused = 0

    def add_task(self, channel: Any) -> None:
        """A request that is whole, its body too: no thread waits for a client."""
        request = channel.requests[0]
        if request.error:
            self.light.add(channel)
        elif request.path == HEALTH:
            self.health.add(channel)
        elif request.path.startswith(self.static):
            self.light.add(channel)
        elif self.pages.expected() > LONGEST:
            self.refuse(channel)
        else:
            self.pages.add(channel)

    def refuse(self, channel: Any) -> None:
        self.refused += 1
        channel.requests[0].refused = 503
        self.light.add(channel)

    def refuse_late(self) -> None:
        for channel in self.pages.take_out_late():
            self.refuse(channel)

    def are_idle(self) -> bool:
        return all(lane.is_idle() for lane in (self.health, self.light, self.pages))
