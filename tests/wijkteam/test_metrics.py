"""`/metrics`: shut until a token is set, and nothing in it about anybody."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import OperationalError
from django.test import Client

from casework.cases.models import Case
from casework.engine import life
from casework.engine.door import perform
from roles.fixed import Select, Slot
from tests.factories import World
from tests.wijkteam.test_settings import SECURE, start

pytestmark = pytest.mark.django_db
TOKEN = "t" * 32
ASKED = {"Authorization": f"Bearer {TOKEN}"}
ROOT = Path(__file__).resolve().parents[2]


def value_of(client, line):
    """Of one line; 0 where it isn't there yet."""
    found = re.search(rf"^{re.escape(line)} (\S+)$", client.get("/metrics", headers=ASKED).content.decode(), re.M)
    return float(found[1]) if found else 0.0


@pytest.mark.parametrize(
    "sent", [{}, {"Authorization": TOKEN}, {"Authorization": "Bearer x"}, {"Authorization": "Bearer "},
             {"Authorization": "Bearer é"}, {"X-Forwarded-For": "127.0.0.1"}]
)  # fmt: skip
@pytest.mark.parametrize("token", ["", TOKEN])
def test_to_everybody_else_it_does_not_exist(client, settings, token, sent):
    settings.METRICS_TOKEN = token
    answer = client.get("/metrics", headers=sent)
    assert answer.status_code == 404
    assert "Deze pagina is er niet" in answer.content.decode()


def test_it_is_shut_unless_somebody_opens_it(client):
    assert client.get("/metrics", headers={"Authorization": "Bearer "}).status_code == 404
    assert start("print(repr(s.METRICS_TOKEN))").stdout.strip() == "''"
    assert "METRICS_TOKEN is te kort" in start(METRICS_TOKEN="kort").stderr


def test_it_only_answers_who_asks(client, settings):
    settings.METRICS_TOKEN = TOKEN
    assert client.post("/metrics", headers=ASKED).status_code == 404
    assert client.get("/metrics", headers=ASKED).headers["Content-Type"].startswith("text/plain")


def test_how_many_statements_are_composed_and_how_often_the_roster_is_read(client, settings, world: World):
    settings.METRICS_TOKEN = TOKEN
    composed, read = 'wijkteam_fixed_sql_total{what="composed"}', 'wijkteam_fixed_sql_total{what="roster_read"}'
    before = value_of(client, composed), value_of(client, read)
    list(Select(lambda one: Case.objects.filter(pk=one), one=Slot.ID).objects(one=1))
    perform(world.case("aanmelding"), "take_up", by=world.consulent)
    assert value_of(client, composed) > before[0]
    assert value_of(client, read) > before[1]


def test_how_long_pages_take(client, settings, world: World):
    settings.METRICS_TOKEN = TOKEN
    client.force_login(world.consulent)
    shown = 'wijkteam_page_seconds_count{method="GET",route="zaken/<ref:ref>/",status="200"}'
    gone = 'wijkteam_page_seconds_count{method="GET",route="unknown",status="404"}'
    before = value_of(client, shown), value_of(client, gone)
    case = world.case()
    client.get(case.get_absolute_url())
    client.get("/bestaat-niet/De-Wit/?q=De+Wit")
    assert (value_of(client, shown), value_of(client, gone)) == (before[0] + 1, before[1] + 1)
    page = client.get("/metrics", headers=ASKED).content.decode()
    assert "Wit" not in page
    assert case.ref not in page


def test_a_method_nobody_knows_is_no_line_of_its_own(client, settings):
    settings.METRICS_TOKEN = TOKEN
    client.generic("DE-WIT", "/inloggen/")
    page = client.get("/metrics", headers=ASKED).content.decode()
    assert "DE-WIT" not in page
    assert 'method="other",route="inloggen/"' in page


def test_how_it_goes_behind_the_screen(client, settings):
    settings.METRICS_TOKEN = TOKEN
    assert value_of(client, 'wijkteam_sign_well{sign="worker"}') == 0
    life.here(life.WORKER)
    assert value_of(client, 'wijkteam_sign_well{sign="worker"}') == 1
    assert value_of(client, 'wijkteam_sign{figure="last",sign="worker"}') > 1_700_000_000
    assert value_of(client, "wijkteam_database_up") == 1


def test_without_the_database_it_tells_that(client, settings, monkeypatch):
    def away(now=None):
        raise OperationalError

    settings.METRICS_TOKEN = TOKEN
    monkeypatch.setattr("casework.engine.signs.signs", away)
    answer = client.get("/metrics", headers=ASKED)
    assert answer.status_code == 200
    assert "wijkteam_database_up 0" in answer.content.decode()


def test_processes_count_together(tmp_path):
    """Two processes of the server, each with pages of its own; a third one is asked."""
    count = "from wijkteam import metrics as m; m.PAGES.labels('x/', 'GET', '200').observe(0.2)"
    tell = (
        "from wijkteam import metrics as m; from prometheus_client import CollectorRegistry, generate_latest;"
        " r = CollectorRegistry(); m.MultiProcessCollector(r); print(generate_latest(r).decode())"
    )
    env = {"PATH": os.environ["PATH"], **SECURE, "DJANGO_SETTINGS_MODULE": "wijkteam.settings"}
    env["PROMETHEUS_MULTIPROC_DIR"] = str(tmp_path / "metrics")  # it needn't be there yet

    def run(code):
        setup = "import django; django.setup(); "
        done = subprocess.run([sys.executable, "-c", setup + code], cwd=ROOT, env=env, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        return done.stdout

    run(count)
    run(count)
    assert 'wijkteam_page_seconds_count{method="GET",route="x/",status="200"} 2.0' in run(tell)


def test_asking_reads_no_session(client, settings, world: World, django_assert_num_queries):
    settings.METRICS_TOKEN = TOKEN
    client.force_login(world.consulent)
    with django_assert_num_queries(15):
        client.get("/metrics", headers=ASKED)
    assert Client().get("/metrics").status_code == 404
