"""Paper for the demo, made in a process of its own while the play goes on: two cores have work.

That process is the command `demo_press`: a line of JSON in, the length of a PDF and the PDF out.
"""

import json
import subprocess
import sys
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, Final

from django.conf import settings

LENGTH: Final = 4  # bytes that say how long the PDF is


class Press:
    """Takes what must be printed and gives it later; warms up at once. Use it with `with`, or `stop` it."""

    def __init__(self) -> None:
        command, pipe = [sys.executable, "manage.py", "demo_press"], subprocess.PIPE
        # in a session of its own it doesn't hear Ctrl-C; when we are gone, its input ends and so does it
        self._printer = subprocess.Popen(
            command, stdin=pipe, stdout=pipe, cwd=settings.BASE_DIR, start_new_session=True
        )
        self._counter = ThreadPoolExecutor(1)

    def __enter__(self) -> "Press":
        return self

    def __exit__(self, *trouble: object) -> None:
        self.stop()

    def stop(self) -> None:
        self._counter.shutdown(cancel_futures=True)
        self._printer.communicate()

    def document(self, snapshot: dict[str, Any]) -> "Future[bytes]":
        return self._counter.submit(self._print, {"snapshot": snapshot})

    def page(self, html: str) -> "Future[bytes]":
        return self._counter.submit(self._print, {"html": html})

    def _print(self, order: dict[str, Any]) -> bytes:
        """Raises RuntimeError where the other process ended; it told why."""
        into, out = self._printer.stdin, self._printer.stdout
        assert into is not None
        assert out is not None
        try:
            into.write(json.dumps(order).encode() + b"\n")
            into.flush()
        except BrokenPipeError:
            pass  # then nothing comes out either
        length = int.from_bytes(out.read(LENGTH), "big")
        if not length:
            raise RuntimeError("Een PDF kon niet worden gemaakt: ontbreken de bibliotheken daarvoor?")
        return out.read(length)
