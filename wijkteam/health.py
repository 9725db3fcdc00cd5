"""Is the process there, and can it do its work? Asked by machines, without logging in.

`python -m wijkteam.health` asks it of the own web server, for the container.
"""

import contextlib
import datetime as dt
import os
import sys
import urllib.request
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from wijkteam.serving import OLDEST

PATHS = ("/healthz", "/readyz", "/metrics")
TOO_LONG = 8  # seconds that a page has waited; after ten it is refused
_migrated = False  # once in line it stays so for as long as this process runs


@login_not_required
@never_cache
@require_safe
def healthz(request: HttpRequest) -> JsonResponse:
    """Whether a page is served in time. It needs no database, and the server keeps a lane free for it."""
    waits = float(request.META.get(OLDEST, 0))
    status = "ok" if waits < TOO_LONG else "busy"
    return JsonResponse({"status": status}, status=200 if status == "ok" else 503)


@login_not_required
@never_cache
@require_safe
def readyz(request: HttpRequest) -> JsonResponse:
    """200 when people can work; 503 when they can't. Where something behind the screen isn't well they can: 'degraded'."""
    database = database_state()
    migrations = migrations_state() if database == "ok" else "unknown"
    broker = broker_state()
    works = database == migrations == "ok"
    behind = signs_of_life() if works else {}
    well = broker == "ok" and all(one["status"] == "ok" for one in behind.values())
    status = "failing" if not works else "ok" if well else "degraded"
    answer = {"status": status, "database": database, "migrations": migrations, "broker": broker, **behind}
    return JsonResponse(answer, status=200 if works else 503)


def signs_of_life() -> dict[str, dict[str, Any]]:
    """The worker, the schedule, the last round, what waits: figures and moments, never which case."""
    from casework.engine.signs import signs  # the probe below needs none of it

    found: dict[str, dict[str, Any]] = {}
    for sign in signs():
        figures = {name: of.isoformat() if isinstance(of, dt.datetime) else of for name, of in sign.figures.items()}
        found[sign.name] = {"status": "ok" if sign.well else "degraded", **figures}
    return found


def database_state() -> str:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return "away"
    return "ok"


def migrations_state() -> str:
    global _migrated
    if not _migrated:
        try:
            executor = MigrationExecutor(connection)
            _migrated = not executor.migration_plan(executor.loader.graph.leaf_nodes())
        except DatabaseError:
            return "unknown"
    return "ok" if _migrated else "pending"


def broker_state() -> str:
    from workers.app import app  # the probe below needs no Celery

    try:
        with contextlib.closing(app.connection_for_write()) as broker:
            broker.ensure_connection(max_retries=1, timeout=1)
    except Exception:  # kombu passes on whatever its transport raises
        return "away"
    return "ok"


def probe(url: str = "http://127.0.0.1:8000/healthz") -> int:
    host = os.environ.get("ALLOWED_HOSTS", "localhost").split(",")[0].lstrip(".")
    request = urllib.request.Request(url, headers={"Host": host})
    try:
        with urllib.request.urlopen(request, timeout=4) as response:
            return 0 if response.status == 200 else 1
    except OSError:
        return 1


if __name__ == "__main__":
    sys.exit(probe())
