"""The running caseload a team brings along from its old administration: judged whole, then taken over whole."""

import datetime as dt
from pathlib import Path

from django.db import IntegrityError, OperationalError, connection, transaction
from django.utils import timezone

from casework.caseload.existing import Existing
from casework.caseload.incoming import IncomingCase
from casework.caseload.judge_case import judge_case
from casework.caseload.judge_person import meet_people
from casework.caseload.read_file import Cells, read_file
from casework.caseload.report import Mistake, Progress, Refused, Report
from casework.caseload.row import Row, read_day
from casework.caseload.write_cases import write_cases
from casework.engine.holding import hold_roster
from casework.engine.turns import NobodyThere
from roles import roster
from roles.models import User


def take_over(
    path: Path,
    *,
    by: User | None = None,
    dry_run: bool = False,
    at: dt.datetime | None = None,
    progress: Progress = lambda rows, what: rows,
) -> Report:
    """Read the file and take all its cases over, or none: every wrong row is in the report, all at once.

    What was taken over before (same `kenmerk`) is passed over. `dry_run` does the same and keeps nothing of it.
    """
    at = at or timezone.now()
    report = Report()
    try:
        with transaction.atomic():
            _one_at_a_time()
            judged_by = roster.version()
            incoming = _judge(read_file(path), Existing(timezone.localtime(at).date()), report, progress)
            if report.mistakes:
                raise Refused(*report.mistakes)
            _refuse_another_roster(judged_by)
            write_cases(incoming, by=by, at=at, progress=progress)
            report.taken = len(incoming)
            transaction.set_rollback(dry_run)
    except Refused as refusal:
        return Report(mistakes=sorted(refusal.mistakes))
    except NobodyThere as error:
        return Report(mistakes=[Mistake(0, "", str(error))])
    except (IntegrityError, OperationalError):  # a lock that wasn't to be had, or taken from us by the database
        words = "Iemand anders werkte tegelijk aan dezelfde zaken. Er is niets overgenomen; probeer het opnieuw."
        return Report(mistakes=[Mistake(0, "", words)])
    return report


def _one_at_a_time() -> None:
    """Two that each have the roster, and at their end want it alone, would wait for each other."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended('caseload', 1))")


def _refuse_another_roster(judged_by: int) -> None:
    """Judging takes a while, and nobody should wait for it; from here on who is there stays so. Raises Refused."""
    hold_roster()
    if roster.version() != judged_by:
        words = "Iemand wijzigde tegelijk wie waar werkt. Er is niets overgenomen; probeer het opnieuw."
        raise Refused(Mistake(0, "", words))


def _judge(rows: list[Cells], existing: Existing, report: Report, progress: Progress) -> list[IncomingCase]:
    """Every row, each with all that is wrong with it; what was taken over before is passed over."""
    meet_people(rows, existing)
    incoming = []
    for cells in progress(rows, "Nalezen"):
        if cells.mistakes:
            report.mistakes += cells.mistakes
            continue
        row = Row(cells, existing)
        if _taken_before(row):
            report.skipped += 1
            continue
        result = judge_case(row)
        report.mistakes += row.mistakes
        if result is not None and not row.mistakes:
            incoming.append(result)
    return incoming


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
