"""Every process that serves or writes asks for the right key at its start, and ends with one sentence."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from cryptography.fernet import Fernet
from django.db import connection

from casework.people.field_key import FieldKey, refuse_wrong_key
from casework.people.fingerprint import fingerprint

pytestmark = [pytest.mark.worker, pytest.mark.django_db(transaction=True)]

ROOT = Path(__file__).resolve().parents[3]
OLD, NEW, OTHER = (Fernet.generate_key().decode() for _ in range(3))
WEB = ("-m", "wijkteam.serving")
WORKER = ("-m", "celery", "-q", "-A", "workers.app:app", "worker", "--concurrency", "1", "--without-mingle")


@pytest.fixture
def old_key(settings):
    FieldKey.objects.all().delete()  # the tests have a key too, and a server that one of them started wrote it down
    settings.FIELD_KEYS = (OLD,)
    refuse_wrong_key()


def known():
    return set(FieldKey.objects.values_list("fingerprint", flat=True))


def run(*command, **environment):
    """In a process of its own, on this test's database."""
    url, _, options = os.environ["DATABASE_URL"].partition("?")
    database = f"{url.rpartition('/')[0]}/{connection.settings_dict['NAME']}?{options}"
    env = {key: value for key, value in os.environ.items() if key != "PYTEST_VERSION"}
    return subprocess.run(
        [sys.executable, *command],
        cwd=ROOT,
        env=env | {"BIND": "127.0.0.1:0", "DATABASE_URL": database, "PYTHONWARNINGS": "ignore", **environment},
        capture_output=True,
        text=True,
        timeout=60,
    )


@pytest.mark.parametrize(
    "command",
    [WEB, WORKER, ("manage.py", "import_cases", "x.csv"), ("manage.py", "shell", "-c", "1"), ("manage.py", "migrate")],
    ids=["web", "worker", "import", "shell", "migrate"],
)
def test_every_process_refuses(command, old_key):
    done = run(*command, FIELD_KEY=OTHER)
    assert done.returncode == 1, done.stderr
    assert [line.partition("nodig: ")[0] + "nodig: " for line in (done.stdout + done.stderr).splitlines() if line] == [
        "FIELD_KEY is niet de sleutel waarmee deze database is versleuteld (nodig: "
    ]
    assert known() == {fingerprint(OLD)}


def test_the_right_key_passes(old_key):
    done = run("manage.py", "check_work", FIELD_KEY=f"{NEW}\n{OLD}\n")
    assert done.returncode == 0, done.stderr
    assert known() == {fingerprint(OLD), fingerprint(NEW)}
