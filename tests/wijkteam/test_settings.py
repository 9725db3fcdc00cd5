"""Production refuses to start insecurely, with one sentence for each reason."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from cryptography.fernet import Fernet

from wijkteam.serving.address import on_loopback

ROOT = Path(__file__).resolve().parents[2]
SECURE = {
    "SECRET_KEY": "Kq3-" * 16,
    "FIELD_KEY": Fernet.generate_key().decode(),
    "ALLOWED_HOSTS": "wijkteam.example.nl",
    "DATABASE_URL": "postgres://wijkteam@database/wijkteam",
    "REDIS_URL": "redis://broker:6379/0",
    "WIJKTEAM_ADDRESS": "https://wijkteam.example.nl",
    "EMAIL_URL": "smtp+tls://mail.example.nl:587",
}
SECURE["SECRET_KEY"] = "".join(chr(97 + i % 26) for i in range(60))


def start(code="", *command, **environment):
    """Imports the settings in a process of its own, perhaps for a command; None leaves a variable out."""
    values = {key: value for key, value in (SECURE | environment).items() if value is not None}
    return subprocess.run(
        [sys.executable, "-c", f"import wijkteam.settings as s; {code}", *command],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], **values},
        capture_output=True,
        text=True,
    )


def test_production_starts_when_all_is_there():
    code = "print(s.SECURE_SSL_REDIRECT, s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE, s.DEBUG, s.SESSION_COOKIE_NAME)"
    done = start(code)
    assert done.stderr == ""
    assert done.stdout.split() == ["True", "True", "True", "False", "__Host-wijkteam"]


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"SECRET_KEY": None}, "SECRET_KEY ontbreekt: een lange willekeurige tekst die niemand kent."),
        ({"SECRET_KEY": "kort"}, "SECRET_KEY is te kort of te eenvoudig"),
        ({"FIELD_KEY": None}, "FIELD_KEY ontbreekt"),
        ({"FIELD_KEY": "geen sleutel"}, "FIELD_KEY is geen geldige Fernet-sleutel"),
        ({"DEBUG": "1"}, "DEBUG staat aan"),
        ({"ALLOWED_HOSTS": None}, "ALLOWED_HOSTS ontbreekt"),
        ({"ALLOWED_HOSTS": "*"}, "ALLOWED_HOSTS mag geen * bevatten"),
        ({"DATABASE_URL": None}, "DATABASE_URL ontbreekt"),
        ({"DATABASE_URL": "sqlite:///x"}, "DATABASE_URL is geen PostgreSQL"),
        ({"MIGRATE_DATABASE_URL": "sqlite:///x"}, "MIGRATE_DATABASE_URL is geen PostgreSQL"),
        (
            {"MIGRATE_DATABASE_URL": "postgres://wijkteam:geheim@elders/wijkteam"},
            "MIGRATE_DATABASE_URL noemt dezelfde databaserol als DATABASE_URL",
        ),
        ({"REDIS_URL": None}, "REDIS_URL ontbreekt"),
        ({"WIJKTEAM_ADDRESS": None}, "WIJKTEAM_ADDRESS ontbreekt"),
        ({"WIJKTEAM_ADDRESS": "http://wijkteam.example.nl"}, "WIJKTEAM_ADDRESS begint niet met https://"),
        ({"EMAIL_URL": None}, "EMAIL_URL ontbreekt"),
        ({"UPLOAD_MAX_MB": "0"}, "UPLOAD_MAX_MB moet tussen 1 en 100 liggen."),
        ({"CLAMAV_URL": "clamav:3310"}, "CLAMAV_URL moet tcp://naam:3310 zijn"),
        ({"CLAMAV_URL": "tcp://iemand:geheim@clamav:3310"}, "CLAMAV_URL moet tcp://naam:3310 zijn"),
        ({"WIJKTEAM_CRISIS_NUMBERS": "0186 710000"}, "WIJKTEAM_CRISIS_NUMBERS noemt elk nummer met zijn naam"),
        ({"WIJKTEAM_CRISIS_NUMBERS": "Post: <b>1</b>"}, "WIJKTEAM_CRISIS_NUMBERS noemt elk nummer met zijn naam"),
        ({"METRICS_TOKEN": "kort"}, "METRICS_TOKEN is te kort"),
        ({"WIJKTEAM_LOOK": "/nergens"}, "WIJKTEAM_LOOK is geen map"),
        ({"WIJKTEAM_THEME": '"><script>'}, "WIJKTEAM_THEME is geen naam van een thema"),
        *[
            ({"WIJKTEAM_WORKING_HOURS": hours}, "WIJKTEAM_WORKING_HOURS is geen werkdag")
            for hours in ("8:30-17:00", "08:30", "17:00-08:30", "08:30-08:30", "08:30Z-17:00Z", "overdag", "")
        ],
        ({"WIJKTEAM_DECIDE_WITHIN": "0"}, "WIJKTEAM_DECIDE_WITHIN is geen aantal minuten"),
        ({"WIJKTEAM_ADDRESS_SERVICE": "pdok.nl/free"}, "WIJKTEAM_ADDRESS_SERVICE is geen webadres"),
        ({"LOG_FORMAT": "xml"}, "LOG_FORMAT is iets anders dan plain"),
        ({"WIJKTEAM_DEMO": "1"}, "WIJKTEAM_DEMO mag alleen op dit apparaat zelf"),
    ],
)
def test_refuses_with_one_sentence(change, sentence):
    done = start(**change)
    assert done.returncode != 0
    reasons = done.stderr.split("Wijkteam start niet.\n")[1].strip().splitlines()
    assert len(reasons) == 1
    assert reasons[0].startswith(sentence)


@pytest.mark.parametrize("bind", ["0.0.0.0:8000", "10.0.0.4:8000", ":8000", "127.0.0.1:8000,0.0.0.0:8001", "[::]:8000"])
def test_the_demo_does_not_listen_on_the_network(bind):
    done = start(WIJKTEAM_DEMO="1", ALLOWED_HOSTS=None, WIJKTEAM_ADDRESS=None, EMAIL_URL=None, BIND=bind)
    assert done.returncode != 0
    reasons = done.stderr.split("Wijkteam start niet.\n")[1].strip().splitlines()
    assert len(reasons) == 1
    assert reasons[0].startswith("WIJKTEAM_DEMO mag niet op het netwerk luisteren")


@pytest.mark.parametrize("bind", ["127.0.0.1:8000", "127.0.0.1", "localhost:80", "[::1]:8000"])
def test_loopback_is_this_machine(bind):
    assert on_loopback(bind)


def test_production_listens_where_it_is_told():
    assert start("print(s.DEMO)", BIND="0.0.0.0:8000").stdout.strip() == "False"


def test_the_image_is_built_before_it_listens_on_the_network():
    """collectstatic runs as a demo, which refuses the address that the container listens on."""
    dockerfile = (ROOT / "Dockerfile").read_text()
    assert 0 < dockerfile.index("WIJKTEAM_DEMO=1") < dockerfile.index("BIND=0.0.0.0")


@pytest.mark.parametrize(("change", "used"), [({}, "json"), ({"LOG_FORMAT": "plain"}, "plain")])
def test_log_lines_are_for_machines_unless_asked_otherwise(change, used):
    done = start("print(s.LOGGING['handlers']['console']['formatter'])", **change)
    assert done.stdout.strip() == used


def test_nothing_is_refused_after_the_refusals_were_told():
    before, told, after = (ROOT / "wijkteam/settings.py").read_text().partition("if refusals:\n    raise ")
    assert told
    assert "refusals.append" in before
    assert "refusals.append" not in after
    assert "required(" not in after


def test_the_hours_of_work_are_read_once():
    done = start("print(*s.WIJKTEAM_WORKING_HOURS, s.WIJKTEAM_DECIDE_WITHIN)", WIJKTEAM_WORKING_HOURS=" 07:00-15:30 ")
    assert done.stdout.split() == ["07:00:00", "15:30:00", "60"]


def test_tells_all_reasons_at_once():
    done = start(SECRET_KEY=None, FIELD_KEY=None, ALLOWED_HOSTS=None)
    assert len(done.stderr.split("Wijkteam start niet.\n")[1].strip().splitlines()) == 3


def test_secrets_come_from_files_too(tmp_path):
    (tmp_path / "key").write_text(SECURE["SECRET_KEY"] + "\n")
    done = start("print(s.SECRET_KEY)", SECRET_KEY=None, SECRET_KEY_FILE=str(tmp_path / "key"))
    assert done.stdout.strip() == SECURE["SECRET_KEY"]


def test_password_of_the_database_comes_from_a_file(tmp_path):
    (tmp_path / "password").write_text("geheim\n")
    done = start("print(s.DATABASES['default']['PASSWORD'])", DATABASE_PASSWORD_FILE=str(tmp_path / "password"))
    assert done.stdout.strip() == "geheim"


@pytest.mark.parametrize(
    ("command", "role", "password"),
    [
        ("migrate", "eigenaar", "van de eigenaar"),
        ("grant_app_role", "eigenaar", "van de eigenaar"),
        ("shell", "wijkteam", "van de website"),
        ("import_cases", "wijkteam", "van de website"),
        (None, "wijkteam", "van de website"),  # the web server, celery
    ],
)
def test_only_what_changes_tables_connects_as_their_owner(tmp_path, command, role, password):
    (tmp_path / "app").write_text("van de website\n")
    (tmp_path / "owner").write_text("van de eigenaar\n")
    done = start(
        "print(s.DATABASES['default']['USER'], s.DATABASES['default']['PASSWORD'], sep='/')",
        *([command] if command else []),
        DATABASE_PASSWORD_FILE=str(tmp_path / "app"),
        MIGRATE_DATABASE_URL="postgres://eigenaar@database/wijkteam",
        MIGRATE_DATABASE_PASSWORD_FILE=str(tmp_path / "owner"),
    )
    assert done.stdout.strip() == f"{role}/{password}"


def test_without_an_owner_of_its_own_migrate_connects_as_everything_else():
    done = start("print(s.DATABASES['default']['USER'], s.AS_OWNER)", "migrate")
    assert done.stdout.split() == ["wijkteam", "False"]


def test_demo_works_over_plain_http_on_loopback():
    done = start(
        "print(s.ALLOWED_HOSTS, hasattr(s, 'SECURE_SSL_REDIRECT'))",
        WIJKTEAM_DEMO="1",
        ALLOWED_HOSTS=None,
        WIJKTEAM_ADDRESS=None,
        EMAIL_URL=None,
    )
    assert done.stdout.strip() == "['localhost', '127.0.0.1', '[::1]'] False"
