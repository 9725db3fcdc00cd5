"""Fill an empty database with the demo: all of it, or nothing."""

import datetime as dt
from collections.abc import Callable
from typing import Final

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from casework.cases.models import Case
from casework.cases.work import WorkItem
from casework.demo import closed, still_open
from casework.demo import town as towns
from casework.demo.cast import Cast
from casework.demo.timeline import Timeline
from casework.demo.town import NOORD, WEST, Town
from casework.desk import handing_out as file
from casework.desk import meeting as paper
from casework.documents import press as documents
from casework.documents.models import Document
from casework.documents.states import DocumentState
from casework.engine.notifications import Notification
from roles import reading_log
from roles.actions import Action
from roles.models import User
from roles.policy import sight

PARTS: Final = (
    closed.told_before,
    closed.answered,
    closed.ended,
    still_open.new,
    still_open.researched,
    still_open.planned,
    still_open.carried_out,
    still_open.looked_back,
)


def is_there() -> bool:
    return User.objects.filter(username=towns.LOGINS[0]).exists()


@transaction.atomic
def seed(*, say: Callable[[str], object], now: dt.datetime | None = None) -> None:
    """A municipality, and sixty cases of the past year. `now` is the day it is made for; `say` hears of progress."""
    now = now or timezone.now()
    say("Kernen, organisaties, teams en collega's …")
    town = towns.build(now=now)
    say("Een jaar hulpvragen, stap voor stap …")
    cast = Cast(town, line := Timeline(now))
    for part in PARTS:
        part(cast)

    def told(done: int, of: int) -> None:
        if done % 10 == 0 or done == of:
            say(f"  {done} van de {of} zaken")

    line.play(cast.scenes, told=told)
    _today(town, now)
    _went_out(now)


def _today(town: Town, now: dt.datetime) -> None:
    """What happened this morning beside the cases: work handed out, paper for the meeting, and who looked."""
    on = town.today
    leader = sight(town.people["teamleider"], on)
    reported = WorkItem.objects.open().filter(step="case.take_up", for_team=town.teams[WEST]).select_related("case")
    file.hand_out(list(reported.order_by("-due_on", "pk")[:1]), to=town.people["consulent2"], by=leader, at=now)
    batch = paper.ask_batch(team=town.teams[WEST], by=leader, at=now)
    documents.render(batch.pk, at=now)
    _looked(town)


def _looked(town: Town) -> None:
    """Rows for the privacy officer: ordinary looks, the resident at his own file, and attempts turned away."""
    looks = (
        ("consulent", "dementie", "zaak", Action.VIEW_FILE),
        ("consulent", "dementie", "wijkweb", Action.VIEW_FILE),
        ("lotte.bijkerk", "dementie", "zaak", Action.VIEW_FILE),
        ("teamleider", "dagopvang", "zaak", Action.VIEW_FILE),
        ("consulent", "dagopvang", "plan", Action.VIEW_FILE),
        ("afdelingshoofd", "dagopvang", "zaak", Action.VIEW_FILE),
        ("consulent", "eigen zaak", "zaak", Action.VIEW_FILE),
        ("consulent2", "eigen zaak", "plan", Action.VIEW_FILE),
        ("eerstecontact", "eigen zaak", "zaak", Action.VIEW_CASE),
        ("inwoner", "eigen zaak", "mijn zaak", Action.VIEW_OWN),
    )
    for name, key, part, action in looks:
        reading_log.looked(sight(town.people[name], town.today), town.cases[key], part=part, action=action)
    for name, key in (("consulent2", "dementie"), ("consulent3", "eigen zaak")):
        case = town.cases[key]
        reading_log.refused(sight(town.people[name], town.today), case_id=case.pk, ref=case.ref, part="zaak")
    noord = Case.objects.filter(team=town.teams[NOORD]).order_by("pk")
    for case in noord[:3]:
        reading_log.looked(sight(town.people["teamleider3"], town.today), case, part="zaak", action=Action.VIEW_FILE)


def _went_out(now: dt.datetime) -> None:
    """The mails of past days went out on their day, and every document asked for was made. Raises RuntimeError."""
    Notification.objects.filter(made_at__lt=now, sent_at=None).update(sent_at=F("made_at"))
    for pk in Document.objects.filter(state=DocumentState.GEVRAAGD).values_list("pk", flat=True):
        documents.render(pk, at=now)
    if Document.objects.filter(state=DocumentState.GEVRAAGD).exists():
        raise RuntimeError("Niet elk document kon worden gemaakt: ontbreken de bibliotheken voor PDF's?")
