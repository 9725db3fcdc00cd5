"""Several at the same moment: each call in a thread with a connection of its own, all let go together."""

import threading
from collections.abc import Callable
from contextlib import contextmanager
from typing import Any

from django.db import connections, transaction


def at_once(*calls: Callable[[], Any]) -> list[Any]:
    """What each gave, or the exception that it raised."""
    results: list[Any] = [None] * len(calls)
    gate = threading.Barrier(len(calls))

    def run(number: int) -> None:
        try:
            gate.wait()
            results[number] = calls[number]()
        except Exception as error:
            results[number] = error
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(number,)) for number in range(len(calls))]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    return results


@contextmanager
def meanwhile(write: Callable[[], Any]):
    """Somebody else wrote and hasn't committed yet, as long as the block lasts; then they do."""
    written, go_on, error = threading.Event(), threading.Event(), []

    def run() -> None:
        try:
            with transaction.atomic():
                write()
                written.set()
                go_on.wait(20)
        except Exception as raised:
            error.append(raised)
        finally:
            written.set()
            connections.close_all()

    thread = threading.Thread(target=run)
    thread.start()
    written.wait(20)
    try:
        yield lambda: (go_on.set(), thread.join())
    finally:
        go_on.set()
        thread.join()
    assert not error, error
