"""How it goes behind the screen: of each part one sign, in words for people and in figures for machines.

Each sign has a limit beyond which it isn't well. Nothing personal is in it: references at most.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from django.db.models import Count, Min, Q
from django.utils import timezone

from casework.engine import life, missing_files, nights
from casework.engine.notifications import Notification
from casework.engine.proof import Proof, ProofFinding
from casework.engine.registry import anchors, nouns
from casework.engine.rerouting import Reorganisation, ToReroute
from casework.engine.words import whole_number
from casework.law import days
from roles.models import Mail, Notice, RosterChange

SCHEDULE_SILENT: Final = dt.timedelta(minutes=5)  # it has something to do each minute
WORKER_SILENT: Final = dt.timedelta(minutes=15)  # with both hands full of long papers nobody sweeps for minutes
NO_ROUND: Final = dt.timedelta(minutes=150)  # each hour one: two were missed
ROUND_LASTS: Final = nights.BROKEN_OFF
PROVED: Final = dt.timedelta(days=3)  # every list is looked at once a day
MAIL_WAITS: Final = dt.timedelta(minutes=15)  # four tries: it isn't one hiccup of the mail server
MAIL_LOST: Final = dt.timedelta(days=7)  # as long as it is told of that one couldn't be delivered
NOTICE_WAITS: Final = dt.timedelta(minutes=15)  # told to a worker at once, and again each minute
MORNING_WAITS: Final = dt.timedelta(hours=26)  # what just missed a morning goes with the next, whatever the clocks do
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
    own = (worker, schedule, night, lists, rerouting, mails, notices, files)
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
    going_on = row.ended_at is None and now - (row.seen_at or row.started_at) <= ROUND_LASTS
    in_time = now - row.started_at <= NO_ROUND and (row.ended_at is not None or going_on)
    waits = nights.asked_for().exists()
    return Sign(
        name="night",
        label="Ronde van elk uur",
        well=in_time and not row.failed,
        words=" ".join(_words_of_round(row, going_on, waits)),
        figures={
            "started": row.started_at,
            "ended": row.ended_at,
            "acts": row.acts,
            "anchors": row.anchors,
            "failed": row.failed,
            "put_right": row.put_right,
        },
        about=_failures(row),
    )


def _words_of_round(row: nights.NightlyRound, going_on: bool, waits: bool) -> Iterable[str]:
    yield "Doet wat op datum loopt, en werkt de lijsten bij die er door de dag anders uitzien."
    if going_on:
        yield f"Een ronde is bezig sinds {when(row.started_at)}."
    elif row.ended_at is None:
        yield f"De laatste, van {when(row.started_at)}, is afgebroken. De volgende gaat verder waar zij ophield."
    else:
        yield (
            f"De laatste was {when(row.started_at)}. Zaken nagekeken: {row.anchors}. Op datum gedaan: {row.acts}."
            f" Mislukt: {row.failed}."
        )
    if waits:
        yield "Er is om een ronde gevraagd; zij begint zodra een werker vrij is."


def _failures(row: nights.NightlyRound) -> dict[str, list[str]]:
    found = defaultdict(list)
    for what, error, ref in row.failures.order_by("what", "error", "ref").values_list("what", "error", "ref"):
        found[f"Mislukt: {what} ({error})"].append(ref)
    return dict(found)


def lists(now: dt.datetime) -> Sign:
    """Every list, looked at once a day: whether nobody was passed over."""
    rounds = list(Proof.objects.order_by("-started_at", "-pk")[:2])  # one begins where the one before has ended
    row = rounds[0] if rounds else None
    ended = next((one for one in rounds if one.ended_at is not None), None)
    lost, failed = sum(one.lost for one in rounds), sum(one.failed for one in rounds)
    since = ended.started_at if ended else row.started_at if row else None
    return Sign(
        name="lists",
        label="Alle lijsten",
        well=not lost and not failed and (since is None or now - since <= PROVED),
        words=" ".join(_words_of_proof(row, ended, lost)),
        figures={
            "last": ended.ended_at if ended else None,
            "anchors": ended.anchors if ended else None,
            "out_of_line": lost,
            "failed": failed,
        },
        about=_found_on_lists(rounds) if lost or failed else {},
    )


def _words_of_proof(row: Proof | None, ended: Proof | None, lost: int) -> Iterable[str]:
    yield "Elke dag wordt elke lijst nagekeken, een stukje per keer."
    if ended is not None:
        yield f"Voor het laatst rond: {when(ended.ended_at)}. Zaken nagekeken: {ended.anchors}."
    if row is not None and row.ended_at is None:
        yield f"Nu bezig sinds {when(row.started_at)}. Zaken nagekeken: {row.anchors}."
    if lost:
        yield (
            f"Op de lijsten stond {lost} keer iets anders dan er hoorde te staan. Dat is rechtgezet. Het hoort niet te"
            " gebeuren: meld het aan wie het programma onderhoudt."
        )


def _found_on_lists(rounds: Iterable[Proof]) -> dict[str, list[str]]:
    found = defaultdict(list)
    for ref, error in ProofFinding.objects.filter(of__in=[one.pk for one in rounds]).values_list("ref", "error"):
        found[f"Niet nagekeken ({error})" if error else "Rechtgezet"].append(ref)
    return {what: sorted(set(refs)) for what, refs in sorted(found.items())}


def rerouting(now: dt.datetime) -> Sign:
    """What must still be brought in line because of something elsewhere. A change that concerns many may take long, as
    long as it goes on."""
    apart = ToReroute.objects.filter(of__isnull=True)
    first = min(
        filter(
            None,
            (apart.aggregate(at=Min("asked_at"))["at"], RosterChange.objects.aggregate(at=Min("at"))["at"]),
        ),
        default=None,
    )
    waiting = apart.values("anchor", "anchor_id").distinct().count()
    late = first is not None and now - first > WAITS_FOR_LINE
    words = "Wijzigt er iets in wie waar werkt, dan wordt nagekeken wie er nu aan zet is."
    large = list(Reorganisation.objects.filter(ended_at=None).order_by("pk"))
    if first or not large:
        words += f" Aantal dat wacht: {waiting}, het langste sinds {when(first)}." if first else " Er wacht niets."
    words = " ".join([words, *(_how_far(one, now) for one in large)])
    stopped = any(now - one.seen_at > WAITS_FOR_LINE for one in large)
    return Sign(
        name="rerouting",
        label="Lijsten bijwerken",
        well=not late and not stopped and waiting <= OUT_OF_LINE,
        words=words,
        figures={
            "waiting": waiting,
            "oldest": first,
            "large_total": sum(one.total for one in large),
            "large_done": sum(one.done for one in large),
        },
        about={"Wacht te lang": found} if late and waiting and (found := _waiting_too_long(now)) else {},
    )


def _how_far(one: Reorganisation, now: dt.datetime) -> str:
    """'Een wijziging van vandaag om 14.05 uur raakt 40.000 zaken. Daarvan bijgewerkt: 12.000.'"""
    done = one.done
    told = f"Een wijziging van {when(one.asked_at)} raakt {whole_number(one.total)} zaken. Daarvan bijgewerkt: {whole_number(done)}."
    if not done:
        return told
    left = (now - one.asked_at) * (one.total - done) / done
    return f"{told} Nog ongeveer {max(round(left.total_seconds() / 60), 1)} min."


def _waiting_too_long(now: dt.datetime) -> list[str]:
    late = ToReroute.objects.filter(asked_at__lt=now - WAITS_FOR_LINE, of__isnull=True)
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


def notices(now: dt.datetime) -> Sign:
    """Of which nobody looked yet whether they are mailed, and those of which the morning went by."""
    here, tomorrow = Q(mail=Mail.OPEN), Q(mail=Mail.MORNING)
    found = Notice.objects.filter(here | tomorrow).aggregate(
        waiting=Count("pk", filter=here), oldest=Min("at", filter=here), morning=Min("at", filter=tomorrow)
    )
    first, passed_over = found["oldest"], found["morning"] is not None and now - found["morning"] > MORNING_WAITS
    words = "Van elk bericht wordt gekeken of er ook een mail bij hoort."
    words += f" Aantal dat wacht: {found['waiting']}, het langste sinds {when(first)}." if first else " Er wacht niets."
    if passed_over:
        words += f" Een mail van de ochtend bleef liggen: {when(found['morning'])} was er al een bericht voor."
    return Sign(
        name="notices",
        label="Berichten",
        well=not passed_over and (first is None or now - first <= NOTICE_WAITS),
        words=words,
        figures=found,
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
