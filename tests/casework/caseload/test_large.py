"""Very many rows, right and wrong: what is told, what it takes, and that it is all or nothing."""

import csv
import os
import subprocess
import sys
from urllib.parse import urlsplit

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from casework.caseload import report as reports
from casework.caseload import take_over as taking
from casework.caseload import write_cases
from casework.caseload.existing import Existing
from casework.cases.models import Case
from casework.cases.work import WorkItem
from casework.people.models import Person
from roles.models import Membership
from tests.bench import caseload as bench
from tests.casework.caseload.rows import BSN, CLOSED, ROOT, ROW, RUNNING, one_mistake, said, take, written
from tests.factories import today

MANY = [ROW | {"kenmerk": f"A-{number}", "soort": "x", "postcode": "3265 SS"} for number in range(300)]


def told(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [tuple(row) for row in csv.reader(file, delimiter=";")]


@pytest.mark.django_db
def test_the_first_on_the_screen_and_all_in_a_file(tmp_path, world, capsys):
    path = written(tmp_path, MANY)
    with pytest.raises(CommandError) as error:
        call_command("import_cases", str(path), verbosity=0)
    assert str(error.value) == (
        "Er is iets mis in 300 regels. Hierboven staan de eerste 200 van 600 fouten. "
        f"Alle fouten staan in {tmp_path / 'zaken-fouten.csv'}. Er is niets overgenomen."
    )
    assert len(capsys.readouterr().err.splitlines()) == 200
    rows = told(tmp_path / "zaken-fouten.csv")
    assert len(rows) == 601
    assert rows[0] == ("regel", "kolom", "wat er niet goed is")
    assert rows[-1][:2] == ("301", "soort")
    assert not Case.objects.exists()


@pytest.mark.django_db
def test_the_mistakes_of_an_earlier_try_go_but_nothing_else_does(tmp_path, world):
    assert take(tmp_path, ROW | {"soort": "x"}).file == tmp_path / "zaken-fouten.csv"
    assert take(tmp_path, ROW).taken == 1
    assert not (tmp_path / "zaken-fouten.csv").exists()
    (tmp_path / "zaken-fouten.csv").write_text("van mijzelf")
    assert take(tmp_path, ROW | {"kenmerk": "A-2"}).taken == 1
    assert (tmp_path / "zaken-fouten.csv").read_text() == "van mijzelf"


@pytest.mark.django_db
def test_the_mistakes_are_for_who_asked_alone(tmp_path, world):
    """They quote names and numbers."""
    path = take(tmp_path, ROW | {"soort": "x"}).file
    assert path.stat().st_mode & 0o777 == 0o600


@pytest.mark.django_db
def test_no_file_of_somebody_else_is_written_over(tmp_path, world):
    mine = tmp_path / "zaken-fouten.csv"
    mine.write_text("van mijzelf")
    assert take(tmp_path, ROW | {"soort": "x"}).file is None
    assert mine.read_text() == "van mijzelf"
    path = written(tmp_path, [ROW | {"soort": "x"}])
    before = path.read_bytes()
    with pytest.raises(CommandError):
        call_command("import_cases", str(path), "--mistakes", str(path), verbosity=0)
    assert path.read_bytes() == before
    behind = tmp_path / "elders"
    mine.unlink()
    mine.symlink_to(behind)
    assert take(tmp_path, ROW | {"soort": "x"}).file is None
    assert not behind.exists()


@pytest.mark.django_db
def test_where_there_is_no_room_beside_the_file(tmp_path, world):
    path = written(tmp_path, MANY)
    (tmp_path / "zaken-fouten.csv").mkdir()
    with pytest.raises(CommandError, match="kies een plek met --mistakes"):
        call_command("import_cases", str(path), verbosity=0)
    elsewhere = tmp_path / "elders.csv"
    with pytest.raises(CommandError, match=r"Alle fouten staan in .*elders"):
        call_command("import_cases", str(path), "--mistakes", str(elsewhere), verbosity=0)
    assert len(told(elsewhere)) == 601


@pytest.mark.django_db
def test_only_the_first_are_kept_in_memory(tmp_path, world):
    report = take(tmp_path, *MANY)
    assert (len(report.mistakes), report.count, report.lines) == (reports.SHOWN, 600, 300)


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_a_file_full_of_mistakes_takes_little_memory(tmp_path):
    """In a process of its own, as it is run. A hundred thousand may take 300 MB: `./dev bench --caseload` measures that;
    of five thousand, less than a kilobyte and a half each above what the product takes anyway."""
    url = urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{connection.settings_dict['NAME']}").geturl()

    def megabytes(rows):
        path = tmp_path / f"{rows}.csv"
        bench.write(path, map(bench.wrong, range(rows)))
        command = [sys.executable, "manage.py", "import_cases", str(path), "-v", "0"]
        process = subprocess.Popen(command, cwd=ROOT, env=os.environ | {"DATABASE_URL": url}, stderr=subprocess.DEVNULL)
        _, status, used = os.wait4(process.pid, 0)
        assert os.waitstatus_to_exitcode(status) == 1
        assert len(told(reports.beside(path))) > 3 * rows
        return used.ru_maxrss / 1024

    few, many = megabytes(500), megabytes(5500)
    assert many - few < 7.5


@pytest.mark.django_db
def test_what_holds_many_is_one_list_however_often_it_grows(tmp_path, world, monkeypatch):
    """In parts, each in line, and the parts know of each other: a person, a reference, a death told later."""
    monkeypatch.setattr(write_cases, "CHUNK", 2)
    monkeypatch.setattr(write_cases, "AT_ONCE", 2)
    rows = [
        ROW | {"kenmerk": "1", "bsn": BSN},
        ROW | {"kenmerk": "2", "achternaam": "Bijl"},
        RUNNING | {"kenmerk": "3", "achternaam": "Cats"},
        ROW | {"kenmerk": "4", "bsn": BSN},
        CLOSED | {"kenmerk": "5", "uitkomst": "overleden", "bsn": BSN},
    ]
    assert take(tmp_path, *rows).taken == 5
    assert Person.objects.count() == 3
    assert Person.objects.exclude(deceased_on=None).get().bsn == BSN
    assert Case.objects.filter(person__deceased_on__isnull=False).count() == 3
    assert not Case.objects.exclude(looks_like=None).exists()  # they are brought along, not there before
    waiting = WorkItem.objects.open().values("case").distinct().count()
    assert waiting == Case.objects.open().count() == 4


@pytest.mark.django_db
def test_what_changed_since_it_was_read_through_is_judged_again(tmp_path, world, monkeypatch):
    """Who is there may change until the roster is held: nothing is taken over on what was true before."""
    real = taking._one_at_a_time

    def later():
        Membership.objects.filter(user=world.consulent).update(until=today())
        real()

    monkeypatch.setattr(taking, "_one_at_a_time", later)
    report = take(tmp_path, ROW | {"regisseur": "consulent"})
    assert "werkt niet in" in one_mistake(report)
    assert said(report) == [(2, "regisseur")]
    assert (report.taken, report.file) == (0, tmp_path / "zaken-fouten.csv")
    assert not Case.objects.exists()


@pytest.mark.django_db
def test_reading_through_holds_nothing_up(tmp_path, world, monkeypatch):
    """A file is read and judged before the transaction begins: nobody waits for that."""
    seen = []
    real = Existing.__init__
    before = len(connection.savepoint_ids)

    def watched(self, *args, **more):
        seen.append(len(connection.savepoint_ids) - before)
        real(self, *args, **more)

    monkeypatch.setattr(Existing, "__init__", watched)
    take(tmp_path, ROW)
    assert seen == [0, 1]
