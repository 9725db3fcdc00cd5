"""Summaries by two processes at once, as a server with two cores makes them; and four hundred through the real queue."""

import multiprocessing
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final, NamedTuple
from urllib.parse import urlsplit

from django.db import connection, connections
from django.utils import timezone

from casework.cases.models import Case
from casework.desk.meeting import list_for
from casework.desk.summary import ask_summary, summary
from casework.documents import press
from casework.documents.models import Document
from tests.bench.databases import Database

CORES: Final = 2
SECONDS: Final = 15
BATCH: Final = 400
AFTER: Final = 180  # seconds: then it is told how far it came
CELERY: Final = (
    *(sys.executable, "-m", "celery", "-q", "-A", "workers.app:app"),
    *("worker", "--without-gossip", "--without-mingle"),
)

Say = Callable[[str], None]
Snapshots = list[dict[str, Any]]


def measure(database: Database, say: Say) -> None:
    with database.as_default():
        press.warm()
        for words, for_citizen in (("voor professionals", False), ("voor de inwoner", True)):
            _per_second(words, _snapshots(for_citizen=for_citizen), say)
        _meeting(say)
        _through_the_queue(database, say)


def _cases() -> list[Case]:
    return list(Case.objects.for_page().filter(regisseur__isnull=False, closed_on=None).order_by("ref")[:BATCH])


def _snapshots(*, for_citizen: bool) -> Snapshots:
    on = timezone.localdate()
    return [summary(case, for_citizen=for_citizen, shielded=not for_citizen, on=on) for case in _cases()[:40]]


def _per_second(words: str, snapshots: Snapshots, say: Say) -> None:
    """Of the same forty cases; what a document took of a core stands beside it, for a machine that isn't ours alone."""
    forked = multiprocessing.get_context("fork")
    connections.close_all()  # no process shares one with another
    begin, answers = forked.Barrier(CORES), forked.Queue()
    workers = [forked.Process(target=_lay_out, args=(snapshots, begin, answers)) for _ in range(CORES)]
    for worker in workers:
        worker.start()
    found = [answers.get(timeout=AFTER) for _ in workers]
    for worker in workers:
        worker.join()
    count, cores = sum(made for made, _ in found), sum(worked for _, worked in found)
    each = cores / count * 1000
    say(f"Samenvatting {words}: {count / SECONDS:.1f} per seconde op {CORES} kernen, {each:.0f} ms rekenwerk elk.")


def _lay_out(snapshots: Snapshots, begin: Any, answers: Any) -> None:
    press.printed(snapshots[0])
    begin.wait()
    until, worked, made = time.perf_counter() + SECONDS, time.process_time(), 0
    while time.perf_counter() < until:
        press.printed(snapshots[made % len(snapshots)])
        made += 1
    answers.put((made, time.process_time() - worked))


def _meeting(say: Say) -> None:
    case = _cases()[0]
    assert case.team is not None
    content = list_for(Case.objects.filter(team=case.team), team=case.team, on=timezone.localdate())
    content["cases"] = (content["cases"] * BATCH)[:BATCH]
    begun, worked = time.perf_counter(), time.process_time()
    press.printed(content)
    took, cores = time.perf_counter() - begun, time.process_time() - worked
    say(f"Weekoverleg met {BATCH} zaken: {took:.1f} s, {cores:.1f} s rekenwerk.")


def _through_the_queue(database: Database, say: Say) -> None:
    """All asked for beforehand. The clock begins with the first that is ready: a worker on a server has been started."""
    asked = [ask_summary(case, by=case.regisseur, for_citizen=False).pk for case in _cases()]
    with _worker(database) as worker:
        until = time.perf_counter() + AFTER
        begun = _wait(asked, 1, worker, until)
        ended = _wait(asked, len(asked), worker, until)
    count, took = ended.ready - begun.ready, ended.at - begun.at
    cores = (ended.worked - begun.worked) / max(count, 1) * 1000
    say(
        f"{ended.ready} van {len(asked)} samenvattingen door de wachtrij, {CORES} werkers: {took:.0f} s, "
        f"{count / took:.1f} per seconde, {cores:.0f} ms rekenwerk van de werkers elk."
    )


class Moment(NamedTuple):
    ready: int
    at: float
    worked: float


def _wait(asked: list[int], count: int, worker: int, until: float) -> Moment:
    while True:
        ready = Document.objects.filter(pk__in=asked, state="klaar").count()
        now = time.perf_counter()
        if ready >= count or now > until:
            return Moment(ready, now, _worked(worker))
        time.sleep(0.1)


def _worked(pid: int) -> float:
    """Seconds of a core, of a process and those it split into."""
    kids = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    ticks = 0
    for one in (pid, *kids):
        user, system = Path(f"/proc/{one}/stat").read_text().rpartition(")")[2].split()[11:13]
        ticks += int(user) + int(system)
    return ticks / os.sysconf("SC_CLK_TCK")


@contextmanager
def _worker(database: Database) -> Iterator[int]:
    """A real one, with as many processes as there are cores. Its log would hide the figures."""
    connection.close()
    url = urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{database.name}").geturl()
    command = [*CELERY, "--concurrency", str(CORES), "-Q", "later"]
    with tempfile.TemporaryDirectory() as media:
        env = os.environ | {"DATABASE_URL": url, "MEDIA_ROOT": media}
        process = subprocess.Popen(command, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            yield process.pid
        finally:
            process.terminate()
            process.wait()
