"""`/metrics`, in Prometheus' format: how long pages take, and how it goes behind the screen. Nothing about anybody.

Shut until METRICS_TOKEN is set, and then open to who sends it; to everybody else the address doesn't exist. Where the
server has more than one process, each counts in a file in PROMETHEUS_MULTIPROC_DIR, and whichever is asked adds them up.
"""

import datetime as dt
import os
import time
from collections.abc import Callable, Iterator
from hmac import compare_digest
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import Error as DatabaseTrouble
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache

SHARED: Final = os.environ.get("PROMETHEUS_MULTIPROC_DIR", "")  # prometheus_client reads it when it is imported
if SHARED:
    Path(SHARED).mkdir(mode=0o700, parents=True, exist_ok=True)

from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Histogram, generate_latest  # noqa: E402
from prometheus_client.core import GaugeMetricFamily  # noqa: E402
from prometheus_client.multiprocess import MultiProcessCollector  # noqa: E402
from prometheus_client.registry import Collector  # noqa: E402

from roles import sending  # noqa: E402

METHODS: Final = frozenset({"GET", "POST", "HEAD"})  # of any other, how it is called is up to the one who asks
OF_THIS_PROCESS: Final = CollectorRegistry()
PAGES: Final = Histogram(
    "wijkteam_page_seconds",
    "How long a page took, by its kind of address",
    ("route", "method", "status"),
    buckets=(0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10),
    registry=OF_THIS_PROCESS,
)
STATEMENTS: Final = Counter(
    "wijkteam_fixed_sql",
    "Statements of fixed shape: composed, let go for others, and how often the roster of the day was read",
    ("what",),
    registry=OF_THIS_PROCESS,
)
sending.watch(lambda what: STATEMENTS.labels(what).inc())


class MeasureMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        start = time.perf_counter()
        response = self.get_response(request)
        found = request.resolver_match
        method = request.method if request.method in METHODS else "other"
        labels = (found.route if found else "unknown", method, str(response.status_code))
        PAGES.labels(*labels).observe(time.perf_counter() - start)
        return response


@login_not_required
@never_cache
def metrics(request: HttpRequest) -> HttpResponse:
    if request.method != "GET" or not may_read(request):
        raise Http404
    pages = OF_THIS_PROCESS
    if SHARED:
        pages = CollectorRegistry()
        MultiProcessCollector(pages)
    behind = CollectorRegistry()
    behind.register(Behind())
    return HttpResponse(generate_latest(pages) + generate_latest(behind), content_type=CONTENT_TYPE_LATEST)


def may_read(request: HttpRequest) -> bool:
    wanted = settings.METRICS_TOKEN
    sent = request.headers.get("Authorization", "")
    return bool(wanted) and compare_digest(sent.encode(), f"Bearer {wanted}".encode())


class Behind(Collector):
    """What `/readyz` tells. With the database away only that it is."""

    def collect(self) -> Iterator[Any]:
        from casework.engine.signs import signs

        try:
            found = signs()
        except DatabaseTrouble:
            found = []
        yield GaugeMetricFamily("wijkteam_database_up", "Whether the database answers", value=int(bool(found)))
        well = GaugeMetricFamily("wijkteam_sign_well", "Whether a part is within its limits", labels=("sign",))
        figures = GaugeMetricFamily(
            "wijkteam_sign", "A figure of a part; a moment in seconds since 1970", labels=("sign", "figure")
        )
        for sign in found:
            well.add_metric((sign.name,), int(sign.well))
            for name, value in sign.figures.items():
                if value is not None:
                    number = value.timestamp() if isinstance(value, dt.datetime) else value
                    figures.add_metric((sign.name, name), number)
        yield well
        yield figures
