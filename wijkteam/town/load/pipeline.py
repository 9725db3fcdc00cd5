"""Writing, and routing what was written, each beside the telling of the next cases: two cores have work."""

import datetime as dt
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Final

from django.db import connection, connections, transaction

from casework.cases.models import Case
from casework.engine.holding import hold
from casework.engine.lists import bring_in_line
from wijkteam.town.load.copying import Batch, write


class Pipeline:
    """Takes batches one after another. On leaving it, all of them are written and routed.

    Within a transaction of the caller nothing can go beside it; then all is done in turn.
    """

    DEEPEST: Final = 3  # batches in memory

    def __enter__(self) -> "Pipeline":
        self._alone = connection.in_atomic_block
        self._writer, self._router = ThreadPoolExecutor(1), ThreadPoolExecutor(1)
        self._sent: list[Future[int]] = []
        return self

    def send(self, batch: Batch, waiting: list[int], at: dt.datetime) -> None:
        """`waiting` are the ids of the cases in it that may be somebody's turn at that moment."""
        if self._alone:
            write(batch)
            bring_in_line(hold(Case, waiting), at)
            return
        written = self._writer.submit(write, batch)
        self._sent.append(self._router.submit(self._route, written, waiting, at))
        while len(self._sent) >= self.DEEPEST:
            self._sent.pop(0).result()

    @staticmethod
    def _route(written: "Future[None]", waiting: list[int], at: dt.datetime) -> int:
        written.result()
        with transaction.atomic():
            return bring_in_line(hold(Case, waiting), at)

    def __exit__(self, *trouble: object) -> None:
        for thread in (self._writer, self._router):
            if not self._alone:
                thread.submit(connections.close_all)
            thread.shutdown()
        for one in self._sent:
            one.result()
