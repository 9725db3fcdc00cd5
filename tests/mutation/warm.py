"""Takes the place of pytest's own loop: the tests are collected once, and run again and again in processes split off.

First each file with tests runs once as it is, to see which tests meet which rules. Then, per mutant, those that met
its rule, until one fails: the one that killed it last time first, then the tables, then the quickest.
"""

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.db import connection, connections

from tests.mutation import results as known
from tests.mutation.mutants import Mutant, watch
from tests.mutation.pool import Job, Pool

JOBS = 2
SLOWER = 10  # how many times longer than alone a mutant's tests may take, before it counts as noticed
START = 20  # seconds to begin with
NEVER = ("transactional_db", "real_worker", "live_server", "page")  # they write for all to see, or need more than us


class Warm:
    """A pytest plugin for one run: `again` forgets what is known of these mutants."""

    def __init__(self, mutants: list[Mutant], *, again: bool = False) -> None:
        self.mutants, self.again = mutants, again
        self.results, self.meetings = known.Results(), known.Meetings()
        self.reports: list[pytest.TestReport] = []
        self.current = ""

    # --- what pytest calls -------------------------------------------------------------------------------------

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        self.items = {
            one.nodeid: one for one in session.items if not set(NEVER) & set(getattr(one, "fixturenames", ()))
        }
        self.first = next(one for one in session.items if one.nodeid.startswith("tests/mutation/"))
        with_database = self._warm_up()
        try:
            self._see_who_meets_what()
            self._judge()
        finally:
            self._drop(with_database)
        return True

    def pytest_runtest_logstart(self, nodeid: str) -> None:
        self.current = nodeid

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self.reports.append(report)

    # --- one process for all -----------------------------------------------------------------------------------

    def _warm_up(self) -> list[str]:
        """Run one test, so that the database is there; then copy that for each process that works at a time."""
        elsewhere = next(one for one in self.items.values() if one.parent is not self.first.parent)
        self._run(self.first, elsewhere)
        assert not any(one.failed for one in self.reports), self.reports
        connections.close_all()  # a process split off opens its own
        template = connection.settings_dict["NAME"]
        names = [f"{template}_mutant{number}" for number in range(JOBS)]
        self._drop(names)
        self._on_the_server(*(f'CREATE DATABASE "{name}" TEMPLATE "{template}"' for name in names))
        self.pool = Pool(names, known.FOLDER)
        return names

    def _drop(self, names: list[str]) -> None:
        self._on_the_server(*(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)' for name in names))

    def _on_the_server(self, *commands: str) -> None:
        there = connection.get_connection_params() | {"dbname": "postgres"}
        with psycopg.connect(**there, autocommit=True) as server:
            for command in commands:
                server.execute(command)

    # --- in a process of its own -------------------------------------------------------------------------------

    def _run(self, item: pytest.Item, after: pytest.Item) -> None:
        """One test, with what it shares with the one after it left standing. The session's own is never torn down."""
        item.config.hook.pytest_runtest_protocol(item=item, nextitem=after)

    def _until_one_fails(self, ids: list[str]) -> str:
        """Its id, or nothing."""
        self.reports.clear()
        row = [self.items[one] for one in ids]
        for item, after in zip(row, [*row[1:], self.first], strict=True):
            self._run(item, after)
            if any(one.failed for one in self.reports):
                return item.nodeid
        return ""

    def _watched(self, ids: list[str]) -> dict[str, dict[str, Any]]:
        """Each test as it is: how long it takes, which mutants it would meet, whether it passes."""
        found: dict[str, dict[str, Any]] = {one: {"seconds": 0.0, "meets": set(), "passed": True} for one in ids}
        watch(lambda mutant: found[self.current]["meets"].add(mutant) if self.current in found else None)
        row = [self.items[one] for one in ids]
        for item, after in zip(row, [*row[1:], self.first], strict=True):
            self.reports.clear()
            started = time.monotonic()
            self._run(item, after)
            found[item.nodeid]["seconds"] = round(time.monotonic() - started, 3)
            found[item.nodeid]["passed"] = not any(one.failed for one in self.reports)
        return {name: row | {"meets": sorted(row["meets"])} for name, row in found.items()}

    # --- first: who meets what ---------------------------------------------------------------------------------

    def _see_who_meets_what(self) -> None:
        by_file: dict[str, list[str]] = {}
        for one in self.items:
            by_file.setdefault(one.partition("::")[0], []).append(one)
        unknown = self.meetings.unknown(by_file)
        if not unknown or all(one.tests for one in self.mutants):
            return
        say(f"{len(unknown)} files with tests run once as they are, to see which rules they meet …")
        self.pool.work(self._seeing(path, by_file[path]) for path in sorted(unknown, key=_largest_first))

    def _seeing(self, path: str, ids: list[str]) -> Job:
        def done(answer: Any, seconds: float) -> None:
            if answer is None:
                say(f"  {path}: could not be run, and is left out")
                return
            self.meetings.keep(path, answer)
            failed = [name for name, row in answer.items() if not row["passed"]]
            say(f"  {path}: {len(ids)} tests, {seconds:.0f} s{''.join(f', fails by itself: {one}' for one in failed)}")

        return Job(path, lambda: self._watched(ids), done, limit=1800)

    # --- then: mutant by mutant --------------------------------------------------------------------------------

    def _judge(self) -> None:
        todo = [one for one in self.mutants if self.again or not self.results.outcome(one)]
        say(f"{len(self.mutants)} mutants, of {len(self.mutants) - len(todo)} it is known how they end.")
        self.count, self.started = 0, time.monotonic()
        self.pool.work(self._judging(todo))

    def _judging(self, todo: list[Mutant]) -> Iterator[Job]:
        tests = {name: row for name, row in self.meetings.tests().items() if name in self.items and row["passed"]}
        meets: dict[str, list[str]] = {}
        for name, row in tests.items():
            for mutant in row["meets"]:
                meets.setdefault(mutant, []).append(name)
        for mutant in todo:
            ids = self._in_order(mutant, tests, meets.get(mutant.id, []))
            if not ids:
                self._ended(mutant, known.SURVIVED, "", 0, len(todo))
                continue
            alone = sum(tests.get(one, {"seconds": 1})["seconds"] for one in ids)
            yield self._job(mutant, ids, int(START + SLOWER * alone), len(todo))

    def _in_order(self, mutant: Mutant, tests: dict[str, dict[str, Any]], met: list[str]) -> list[str]:
        if mutant.tests:
            return list(dict.fromkeys(one for start in mutant.tests for one in self.items if one.startswith(start)))
        last = self.results.last_killer(mutant)
        return sorted(met, key=lambda one: (one != last, "_table.py" not in one, tests[one]["seconds"]))

    def _job(self, mutant: Mutant, ids: list[str], limit: int, of: int) -> Job:
        def run() -> str:
            mutant.apply()
            return self._until_one_fails(ids)

        def done(answer: Any, seconds: float) -> None:
            killer = ids[0] if answer is None else answer  # it broke down, or went on without end: that is noticed too
            self._ended(mutant, known.KILLED if killer else known.SURVIVED, killer, seconds, of)

        return Job(mutant.id, run, done, limit)

    def _ended(self, mutant: Mutant, outcome: str, killer: str, seconds: float, of: int) -> None:
        self.results.keep(known.result(mutant, outcome, killer, seconds))
        self.count += 1
        if outcome == known.SURVIVED and mutant.id not in known.excused():
            say(f"  survived ({seconds:.0f} s): {mutant.id}")
        if self.count % 100 == 0:
            say(f"  {self.count} of {of}, {time.monotonic() - self.started:.0f} s")


def _largest_first(path: str) -> int:
    return -Path(path).stat().st_size


def say(text: str) -> None:
    print(text, flush=True)
