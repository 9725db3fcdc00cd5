"""Splits off a process per job, as many at a time as there are databases; each has one to itself."""

import ctypes
import gc
import json
import os
import signal
import sys
import time
import warnings
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_libc = ctypes.CDLL(None) if sys.platform == "linux" else None
_PR_SET_PDEATHSIG = 1


@dataclass(frozen=True)
class Job:
    """`run` works in the process split off and gives what JSON can hold; `done` gets that here, with the seconds.

    It gets None where the process was ended: by its own doing, or because `limit` seconds were over.
    """

    name: str
    run: Callable[[], Any]
    done: Callable[[Any, float], None]
    limit: int


class Pool:
    def __init__(self, databases: list[str], folder: Path) -> None:
        self.free, self.folder = list(databases), folder
        self.running: dict[int, tuple[Job, str, float]] = {}

    def work(self, jobs: Iterable[Job]) -> None:
        waiting: Iterator[Job] = iter(jobs)
        gc.collect()
        gc.freeze()  # what is there stays; a process split off needn't copy it only to look through it
        try:
            while True:
                while self.free and (job := next(waiting, None)) is not None:
                    self._start(job)
                if not self.running:
                    return
                self._await_one()
        finally:
            for pid in self.running:
                os.kill(pid, signal.SIGKILL)
            for pid in self.running:
                os.waitpid(pid, 0)

    def _start(self, job: Job) -> None:
        database = self.free.pop()
        sys.stdout.flush()
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)  # threads that a library started stay with the parent
            pid = os.fork()
        if pid == 0:
            self._child(job, database)
        self.running[pid] = job, database, time.monotonic()

    def _child(self, job: Job, database: str) -> None:
        """Never returns: what the parent still has to tidy up is the parent's."""
        code = 1
        try:
            _end_with_the_parent()
            signal.signal(signal.SIGALRM, signal.SIG_DFL)
            signal.alarm(job.limit)
            quiet = os.open(os.devnull, os.O_WRONLY)
            os.dup2(quiet, 1)
            os.dup2(quiet, 2)
            _use(database)
            self._answer(os.getpid()).write_text(json.dumps(job.run()))
            code = 0
        finally:
            os._exit(code)

    def _await_one(self) -> None:
        pid, status = os.waitpid(-1, 0)
        job, database, started = self.running.pop(pid)
        self.free.append(database)
        answer, path = None, self._answer(pid)
        if path.exists():
            answer = json.loads(path.read_text()) if status == 0 else None
            path.unlink()
        job.done(answer, time.monotonic() - started)

    def _answer(self, pid: int) -> Path:
        return self.folder / f"answer-{pid}.json"


def _end_with_the_parent() -> None:
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    if _libc is not None:
        _libc.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)


def _use(database: str) -> None:
    from django.db import connection

    connection.settings_dict["NAME"] = database
