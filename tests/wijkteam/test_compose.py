"""docker-compose.yml against the schema of the Compose specification, and against what we promise."""

import inspect
import json
import re
from pathlib import Path
from urllib.parse import urlsplit

import check_jsonschema
import jsonschema
import pytest
import yaml

from wijkteam import health

ROOT = Path(__file__).resolve().parents[2]
SCHEMA = Path(check_jsonschema.__file__).parent / "builtin_schemas" / "vendor" / "compose-spec.json"
OURS = ["migrate", "web", "worker", "worker-later", "worker-night", "beat"]


@pytest.fixture(scope="module")
def compose():
    return yaml.safe_load((ROOT / "docker-compose.yml").read_text())


def role_in(url):
    return urlsplit(url).username


def test_compose_fits_the_schema(compose):
    jsonschema.validate(compose, json.loads(SCHEMA.read_text()))


def test_compose_runs_every_part(compose):
    assert set(compose["services"]) == {"postgres", "redis", *OURS}
    assert compose["services"]["postgres"]["image"] == "postgres:18"


def test_every_lasting_service_says_how_it_is(compose):
    without = {name for name, service in compose["services"].items() if "healthcheck" not in service}
    assert without == {"migrate"}  # runs once


@pytest.mark.parametrize("name", OURS)
def test_no_secret_stands_in_the_environment(compose, name):
    service = compose["services"][name]
    secrets = {"SECRET_KEY", "FIELD_KEY", "DATABASE_PASSWORD", "MIGRATE_DATABASE_PASSWORD"}
    assert not secrets & set(service["environment"])
    files = {value for key, value in service["environment"].items() if key.endswith("_FILE")}
    assert files == {f"/run/secrets/{secret}" for secret in service["secrets"]}


@pytest.mark.parametrize("name", OURS)
def test_what_the_example_offers_reaches_every_container(compose, name):
    """Compose reads .env for its own file alone: what isn't passed on there does nothing."""
    offered = re.findall(r"^#?([A-Z_]+)=", (ROOT / ".env.example").read_text(), re.MULTILINE)
    assert len(offered) > 15
    assert [one for one in offered if one not in compose["services"][name]["environment"]] == []


@pytest.mark.parametrize("name", OURS)
def test_our_containers_can_do_little(compose, name):
    service = compose["services"][name]
    assert service["cap_drop"] == ["ALL"]
    assert service["read_only"] is True


@pytest.mark.parametrize("name", OURS)
def test_uploads_do_not_fill_the_machine(compose, name):
    assert compose["services"][name]["tmpfs"] == ["/tmp:size=256m"]


@pytest.mark.parametrize("name", ["web", "worker", "beat"])
def test_what_answers_people_is_not_the_owner_of_the_tables(compose, name):
    service = compose["services"][name]
    assert role_in(service["environment"]["DATABASE_URL"]) == "wijkteam_app"
    assert not [key for key in service["environment"] if key.startswith("MIGRATE_")]
    assert "database_owner_password" not in service["secrets"]
    assert service["depends_on"]["migrate"] == {"condition": "service_completed_successfully"}


def test_migrate_is_the_owner_and_ends_with_the_rights_of_the_others(compose):
    migrate, postgres = compose["services"]["migrate"], compose["services"]["postgres"]
    owner = migrate["environment"]["MIGRATE_DATABASE_URL"]
    assert role_in(owner) == postgres["environment"]["POSTGRES_USER"] == "wijkteam"
    assert migrate["command"][-1].split(" && ") == [
        "python manage.py migrate --noinput",
        "python manage.py grant_app_role",
    ]
    assert postgres["secrets"] == ["database_owner_password"]


def test_the_image_does_not_run_as_root():
    users = [line for line in (ROOT / "Dockerfile").read_text().splitlines() if line.startswith("USER ")]
    assert users == ["USER wijkteam"]


def test_the_image_and_the_demo_run_the_same_server():
    command = [line for line in (ROOT / "Dockerfile").read_text().splitlines() if line.startswith("CMD ")]
    assert command == ['CMD ["python", "-m", "wijkteam.serving"]']
    assert '"-m", "wijkteam.serving"' in (ROOT / "wijkteam" / "local" / "demo.py").read_text()


def test_the_container_is_probed_where_it_answers_in_a_crowd(compose):
    assert compose["services"]["web"]["healthcheck"]["test"] == ["CMD", "python", "-m", "wijkteam.health"]
    assert inspect.signature(health.probe).parameters["url"].default.endswith("/healthz")
