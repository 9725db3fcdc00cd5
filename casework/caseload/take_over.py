"""The running caseload a team brings along from its old administration: judged whole, then taken over whole."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

from django.db import IntegrityError, OperationalError, connection, transaction
from django.utils import timezone

from casework.caseload.columns import COLUMNS
from casework.caseload.existing import Existing
from casework.caseload.incoming import IncomingCase
from casework.caseload.judge_case import judge_case
from casework.caseload.judge_person import meet_people
from casework.caseload.read_file import Rows, read_file
from casework.caseload.report import Mistake, Mistakes, Progress, Refused, Report, beside
from casework.caseload.row import Row
from casework.caseload.write_cases import write_cases
from casework.engine.fields import read_day
from casework.engine.holding import hold_roster
from casework.engine.turns import NobodyThere
from roles.models import User


def take_over(
    path: Path,
    *,
    by: User | None = None,
    dry_run: bool = False,
    at: dt.datetime | None = None,
    progress: Progress = lambda rows, what: rows,
    mistakes_in: Path | None = None,
) -> Report:
    """Read the file and take all its cases over, or none: all that is wrong is in the report at once.

    What was taken over before (same `kenmerk`) is passed over. `dry_run` does the same and keeps nothing of it.
    """
    at = at or timezone.now()
    try:
        rows = read_file(path, COLUMNS)
    except Refused as refusal:
        return _refused(*refusal.mistakes)
    report = Report()
    with Mistakes(report, mistakes_in or beside(path)) as mistakes:
        first = Existing(timezone.localtime(at).date(), by=by)
        for _ in _judged(rows, first, Report(), mistakes, progress, "Nalezen"):
            pass  # nobody waits for this: what is found right is looked at again once nothing can change any more
        if report.count:
            return report
        try:
            with transaction.atomic():
                _one_at_a_time()
                existing = Existing(first.on, died=first.died, by=by)
                incoming = _judged(rows, existing, report, mistakes, progress, "Overnemen")
                report.taken = write_cases(incoming, by=by, at=at)
                if report.count:
                    raise Refused
                transaction.set_rollback(dry_run)
        except Refused:
            report.taken = report.skipped = 0
        except NobodyThere as error:
            return _refused(Mistake(0, "", str(error)))
        except (IntegrityError, OperationalError):  # a lock that wasn't to be had, or taken from us by the database
            words = "Iemand anders werkte tegelijk aan dezelfde zaken. Er is niets overgenomen; probeer het opnieuw."
            return _refused(Mistake(0, "", words))
    return report


def _refused(*mistakes: Mistake) -> Report:
    return Report(mistakes=sorted(mistakes), count=len(mistakes), lines=len({one.line for one in mistakes} - {0}))


def _one_at_a_time() -> None:
    """Two that each have the roster, and at their end want it alone, would wait for each other. From here on who is
    there stays so. What a row names is looked for at once, not at the end: a list of all that must still be looked for
    is gone through again at each line of the history.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended('caseload', 1))")
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    hold_roster()


def _judged(
    rows: Rows, existing: Existing, report: Report, mistakes: Mistakes, progress: Progress, what: str
) -> Iterator[IncomingCase]:
    """Every row that is right, and of the others all that is wrong with them; what was taken before is passed over."""
    meet_people(rows, existing)
    for cells in progress(rows, what):
        if cells.mistakes:
            mistakes.add(cells.mistakes)
            continue
        row = Row(cells, existing)
        if _taken_before(row):
            report.skipped += 1
            continue
        result = judge_case(row)
        if row.mistakes:
            mistakes.add(row.mistakes)
        elif result is not None:
            yield result


def _taken_before(row: Row) -> bool:
    """The same key again is the same case, unless it says otherwise: then two teams number alike."""
    key, lines, before = row.text("kenmerk"), row.existing.line_of, row.existing.taken_over
    if not key:
        return False
    if key in lines:
        row.wrong("kenmerk", f"Dit kenmerk staat ook op regel {lines[key]}. Geef elke zaak een eigen kenmerk.")
        return False
    lines[key] = row.cells.line
    if key not in before:
        return False
    ref, received_on = before[key]
    if read_day(row.text("ontvangen_op")) == received_on:
        return True
    row.wrong(
        "kenmerk",
        f"Dit kenmerk hoort al bij {ref}, met een andere ontvangstdatum. Is dit een andere zaak? "
        "Zet dan de letters van uw team voor het kenmerk.",
    )
    return False
