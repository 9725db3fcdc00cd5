"""What runs by itself: the whole table. Times are those of Amsterdam."""

from typing import Any, NamedTuple

from celery.beat import Scheduler
from celery.schedules import crontab, schedule
from django.conf import settings
from django.db import connection


class Row(NamedTuple):
    task: str
    when: crontab | schedule
    why: str


SCHEDULE = [
    Row(
        "workers.tasks.sweep",
        schedule(settings.SWEEP_SECONDS),
        "elke tien seconden: wat een werker moet doen en bleef liggen, omdat de broker weg was of een werker omviel",
    ),
    Row(
        "workers.tasks.reroute",
        crontab(),
        "elke minuut: zaken die nog op orde moeten worden gebracht na een wijziging elders",
    ),
    Row(
        "workers.tasks.moments",
        crontab(),
        "elke minuut: wie iets vóór een uur van vandaag moet doen, hoort dat zodra dat uur er is",
    ),
    Row(
        "workers.tasks.nightly",
        crontab(hour=0, minute=15),
        "kort na middernacht: wat op datum afloopt, herinnert of begint",
    ),
    Row(
        "workers.tasks.nightly",
        crontab(minute=45),
        "elk uur: inhalen als de nacht gemist is; twee keer geeft hetzelfde",
    ),
    Row(
        "workers.tasks.morning",
        crontab(hour="7-19", minute="3,18,33,48"),
        "overdag elk kwartier: wie terug is hoort dat, en wie dat koos krijgt één mail per ochtend",
    ),
    Row(
        "workers.tasks.prove",
        crontab(minute="5,20,35,50"),
        "elk kwartier: een stukje van alle lijsten nakijken, elke dag eens rond",
    ),
    Row(
        "workers.tasks.check_files",
        crontab(hour=4, minute=0),
        "elke nacht: of elk bestand er is waarvan de database vertelt",
    ),
    Row(
        "workers.tasks.week_figures",
        crontab(hour=1, minute=15),
        "elke nacht: de cijfers van de week, voor elk team één keer bewaard",
    ),
    Row(
        "workers.tasks.clear_drafts",
        crontab(hour=3, minute=20),
        "elke nacht: concepten van meldingen weg waarin zeven dagen niets meer is getypt",
    ),
    Row(
        "workers.tasks.clear_mails",
        crontab(hour=3, minute=25),
        "elke nacht: e-mailadressen weg van mail die niet aankwam, en wat er 90 dagen geleden werd gemaild",
    ),
    Row(
        "workers.tasks.clear_sessions",
        crontab(hour=3, minute=30),
        "elke nacht: verlopen sessies weg, ook wat daarin nog was getypt",
    ),
]


def beat_schedule() -> dict[str, Any]:
    """The table as Celery wants it. A message that wasn't taken in time is dropped: the next one is as good."""
    return {
        f"{row.task}, {row.why}": {"task": row.task, "schedule": row.when, "options": {"expires": _expires(row)}}
        for row in SCHEDULE
    }


def _expires(row: Row) -> int:
    return 300 if isinstance(row.when, crontab) else int(settings.SWEEP_SECONDS)


class Clock(Scheduler):
    """Celery's own, in memory: every task in the table may run late, twice or again. It leaves a sign of life where
    people can see it, also while the broker is away."""

    def apply_entry(self, entry: Any, producer: Any = None) -> None:
        from casework.engine import life

        life.here(life.SCHEDULE)
        connection.close()  # for the rest of the minute it needs none
        super().apply_entry(entry, producer=producer)
