"""Several people at the same moment, each on a connection of their own."""

import threading

from django.db import connections


def at_once(count: int, call) -> list:
    """Run `call(i)` on that many connections at the same moment; gives what each returned or raised."""
    results: list = [None] * count
    gate = threading.Barrier(count)

    def run(index: int) -> None:
        try:
            gate.wait()
            results[index] = call(index)
        except Exception as error:
            results[index] = error
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(index,)) for index in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results
