"""How it goes behind the screen: of each part one sign, in words for people and in figures for machines.

Each sign has a limit beyond which it isn't well. Nothing personal is in it: references at most.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from django.db.models import Count, Min
from django.utils import timezone

from casework.engine import life, missing_files, nights
from casework.engine.notifications import Notification
from casework.engine.registry import anchors, nouns
from casework.engine.rerouting import ToReroute
from casework.law import days
from roles.models import RosterChange

SCHEDULE_SILENT: Final = dt.timedelta(minutes=5)  # it has something to do each minute
WORKER_SILENT: Final = dt.timedelta(minutes=15)  # with both hands full of long papers nobody sweeps for minutes
NO_ROUND: Final = dt.timedelta(minutes=150)  # each hour one: two were missed
ROUND_LASTS: Final = dt.timedelta(minutes=11)  # a task that takes longer is ended
MAIL_WAITS: Final = dt.timedelta(minutes=15)  # four tries: it isn't one hiccup of the mail server
MAIL_LOST: Final = dt.timedelta(days=7)  # as long as it is told of that one couldn't be delivered
WAITS_FOR_LINE: Final = dt.timedelta(minutes=10)  # looked for each minute
OUT_OF_LINE: Final = 1_000  # waiting at once: more than a worker does in a minute or two, so told before that


@dataclass(frozen=True, kw_only=True)
class Sign:
    """`figures` are numbers and moments; `about` gives, by what is the matter, the references."""

    name: str  # for machines: 'mails'
    label: str
    well: bool
    words: str
    figures: dict[str, int | dt.datetime | None] = field(default_factory=dict)
    about: dict[str, list[str]] = field(default_factory=dict)


def signs(now: dt.datetime | None = None) -> list[Sign]:
    """Of the engine itself, and what the nouns give."""
    now = now or timezone.now()
    own = (worker, schedule, night, rerouting, mails, files)
    return [one(now) for one in (*own, *(each for noun in nouns() for each in noun.signs))]


def worker(now: dt.datetime) -> Sign:
    return _alive(life.WORKER, "Werkers", "Maken brieven, versturen mail en houden lijsten bij.", WORKER_SILENT, now)


def schedule(now: dt.datetime) -> Sign:
    return _alive(life.SCHEDULE, "Klok", "Zegt de werkers wanneer er iets moet gebeuren.", SCHEDULE_SILENT, now)


def _alive(part: str, label: str, what: str, silent: dt.timedelta, now: dt.datetime) -> Sign:
    at = life.last(part)
    well = at is not None and now - at <= silent
    seen = f"Voor het laatst gezien: {when(at)}." if at else "Nog nooit gezien."
    return Sign(name=part, label=label, well=well, words=f"{what} {seen}", figures={"last": at})


def night(now: dt.datetime) -> Sign:
    """The last round: whether it came in time, to its end, and whether all went well."""
    row = nights.last()
    if row is None or row.started_at is None:
        return Sign(name="night", label="Ronde van elk uur", well=False, words="Er is nog nooit een ronde geweest.")
    going_on = row.ended_at is None and now - row.started_at <= ROUND_LASTS
    in_time = now - row.started_at <= NO_ROUND and (row.ended_at is not None or going_on)
    lost = row.put_right if _second_of_its_day(row) else 0
    waits = nights.asked_for().exists()
    return Sign(
        name="night",
        label="Ronde van elk uur",
        well=in_time and not row.failed and not lost,
        words=" ".join(_words_of_round(row, going_on, lost, waits)),
        figures={
            "started": row.started_at,
            "ended": row.ended_at,
            "acts": row.acts,
            "anchors": row.anchors,
            "failed": row.failed,
            "put_right": row.put_right,
            "out_of_line": lost,
        },
        about=_failures(row),
    )


def _second_of_its_day(row: nights.NightlyRound) -> bool:
    """By the first one of a day turns change because it is another day; by a later one they only do if one was lost."""
    assert row.started_at is not None
    midnight = timezone.localtime(row.started_at).replace(hour=0, minute=0, second=0, microsecond=0)
    return nights.NightlyRound.objects.filter(
        started_at__gte=midnight, started_at__lt=row.started_at, ended_at__isnull=False, failed=0
    ).exists()


def _words_of_round(row: nights.NightlyRound, going_on: bool, lost: int, waits: bool) -> Iterable[str]:
    yield "Doet wat op datum loopt, en kijkt elke lijst na."
    if going_on:
        yield f"Een ronde is bezig sinds {when(row.started_at)}."
    elif row.ended_at is None:
        yield f"De laatste, van {when(row.started_at)}, is afgebroken. De volgende gaat verder waar zij ophield."
    else:
        yield (
            f"De laatste was {when(row.started_at)}. Zaken nagekeken: {row.anchors}. Op datum gedaan: {row.acts}."
            f" Mislukt: {row.failed}."
        )
    if lost:
        yield (
            f"Op de lijsten stond {lost} keer iets anders dan er hoorde te staan. Dat is rechtgezet. Het hoort niet te"
            " gebeuren: meld het aan wie het programma onderhoudt."
        )
    if waits:
        yield "Er is om een ronde gevraagd; zij begint zodra een werker vrij is."


def _failures(row: nights.NightlyRound) -> dict[str, list[str]]:
    found = defaultdict(list)
    for what, error, ref in row.failures.order_by("what", "error", "ref").values_list("what", "error", "ref"):
        found[f"Mislukt: {what} ({error})"].append(ref)
    return dict(found)


def rerouting(now: dt.datetime) -> Sign:
    """What must still be brought in line because of something elsewhere."""
    first = min(
        filter(
            None,
            (ToReroute.objects.aggregate(at=Min("asked_at"))["at"], RosterChange.objects.aggregate(at=Min("at"))["at"]),
        ),
        default=None,
    )
    waiting = ToReroute.objects.values("anchor", "anchor_id").distinct().count()
    late = first is not None and now - first > WAITS_FOR_LINE
    words = "Wijzigt er iets in wie waar werkt, dan wordt nagekeken wie er nu aan zet is."
    words += f" Aantal dat wacht: {waiting}, het langste sinds {when(first)}." if first else " Er wacht niets."
    return Sign(
        name="rerouting",
        label="Lijsten bijwerken",
        well=not late and waiting <= OUT_OF_LINE,
        words=words,
        figures={"waiting": waiting, "oldest": first},
        about={"Wacht te lang": found} if late and waiting and (found := _waiting_too_long(now)) else {},
    )


def _waiting_too_long(now: dt.datetime) -> list[str]:
    late = ToReroute.objects.filter(asked_at__lt=now - WAITS_FOR_LINE)
    found: list[str] = []
    for model in anchors():
        ids = late.filter(anchor=model._meta.label).values("anchor_id")
        found += [str(one) for one in model._default_manager.filter(pk__in=ids).order_by("pk")]
    return found


def mails(now: dt.datetime) -> Sign:
    unsent, over = Notification.objects.filter(sent_at__isnull=True), Notification.objects.given_up()
    waiting = unsent.exclude(pk__in=over.values("pk"))
    first, count = waiting.aggregate(at=Min("made_at"), count=Count("pk")).values()
    # who left since is not to be told: no mail is lost
    lost = over.filter(made_at__gt=now - MAIL_LOST, to__is_active=True).exclude(to__email="", address="")
    given_up = lost.count()
    words = f"Aantal dat wacht: {count}, het langste sinds {when(first)}." if first else "Er wacht geen bericht."
    if given_up:
        words += f" In de laatste week niet bezorgd: {given_up}."
    return Sign(
        name="mails",
        label="Mail",
        well=not given_up and (first is None or now - first <= MAIL_WAITS),
        words=words,
        figures={"waiting": count, "oldest": first, "given_up": given_up},
    )


def files(now: dt.datetime) -> Sign:
    """Files that rows tell of, and that aren't there."""
    gone, about = missing_files.missing(), defaultdict(list)
    for one in gone:
        about[f"Bestand weg: {one.what}"].append(one.where)
    words = f"Zoek: {len(gone)}. Zet ze terug uit de back-up." if gone else "Elk bestand is er."
    return Sign(
        name="files",
        label="Bestanden",
        well=not gone,
        words=f"Elke nacht wordt gekeken of elk bestand er nog is. {words}",
        figures={"missing": len(gone)},
        about=dict(about),
    )


def when(at: dt.datetime | None) -> str:
    """'vandaag om 14.05 uur'; else with the day."""
    if at is None:
        return "nooit"
    local = timezone.localtime(at)
    if local.date() == timezone.localdate():
        return f"vandaag om {local:%H.%M} uur"
    return f"{days.sentence(local.date())} om {local:%H.%M} uur"
