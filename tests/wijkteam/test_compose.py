"""docker-compose.yml against the schema of the Compose specification, and against what we promise."""

import json
from pathlib import Path

import check_jsonschema
import jsonschema
import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
SCHEMA = Path(check_jsonschema.__file__).parent / "builtin_schemas" / "vendor" / "compose-spec.json"
OURS = ["migrate", "web", "worker", "beat"]


@pytest.fixture(scope="module")
def compose():
    return yaml.safe_load((ROOT / "docker-compose.yml").read_text())


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
    assert not {"SECRET_KEY", "FIELD_KEY", "DATABASE_PASSWORD"} & set(service["environment"])
    assert set(service["secrets"]) == set(compose["secrets"])


@pytest.mark.parametrize("name", OURS)
def test_our_containers_can_do_little(compose, name):
    service = compose["services"][name]
    assert service["cap_drop"] == ["ALL"]
    assert service["read_only"] is True


@pytest.mark.parametrize("name", OURS)
def test_uploads_do_not_fill_the_machine(compose, name):
    assert compose["services"][name]["tmpfs"] == ["/tmp:size=256m"]


def test_the_image_does_not_run_as_root():
    users = [line for line in (ROOT / "Dockerfile").read_text().splitlines() if line.startswith("USER ")]
    assert users == ["USER wijkteam"]
