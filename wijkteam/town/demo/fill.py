"""Fill an empty database with the demo: all of it, or nothing."""

import datetime as dt
import time
import uuid
from collections.abc import Callable
from typing import Final

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from casework.cases.drafts import keep
from casework.cases.models import Case
from casework.cases.work import WorkItem
from casework.desk.handing_out import hand_out
from casework.desk.meeting import ask_batch
from casework.documents.models import Document
from casework.documents.press import render
from casework.documents.states import DocumentState
from casework.engine.holding import in_any_order
from casework.engine.notifications import Notification
from roles.actions import Action
from roles.models import Mail, Notice, User
from roles.reading_log import looked, refused
from wijkteam.town.demo.case_list import all_cases
from wijkteam.town.demo.dwangsom import dwangsommen
from wijkteam.town.demo.household_plans import household_plan
from wijkteam.town.demo.households import household
from wijkteam.town.demo.municipality import LOGINS, NOORD, WEST, Municipality, build
from wijkteam.town.demo.obstacles import obstacles
from wijkteam.town.demo.press import Press
from wijkteam.town.demo.running_help import running_help
from wijkteam.town.demo.timeline import Timeline
from wijkteam.town.demo.walls import wall
from wijkteam.town.demo.weeks import weeks_before


def is_filled() -> bool:
    return User.objects.filter(username=LOGINS[0]).exists()


@transaction.atomic
def fill(*, say: Callable[[str], object], now: dt.datetime | None = None, press: Press | None = None) -> None:
    """A municipality, and sixty cases of the past year. `now` is the day it is made for; `say` hears of progress;
    `press` was started before, and is stopped here."""
    now, begun = now or timezone.now(), time.monotonic()
    with in_any_order(), press or Press() as press:
        say("Kernen, organisaties, teams en collega's …")
        town = build(now=now)
        say("Een jaar hulpvragen, stap voor stap …")

        def told(done: int, of: int) -> None:
            if done % 10 == 0 or done == of:
                took = f"{time.monotonic() - begun:.1f}".replace(".", ",")
                say(f"  {done} van de {of} zaken, na {took} s")

        timeline = Timeline(now)
        timeline.play(all_cases(town, timeline, press), told=told)
        running_help(town, now)
        dwangsommen(town, now)
        obstacles(town, timeline.workdays_ago(2, 17))
        family = household(town, now)
        household_plan(family, town, now)
        wall(town, family, now)
        _this_morning(town, now)
        _send_and_make_what_waits(press, now)


def _this_morning(town: Municipality, now: dt.datetime) -> None:
    """What happened today beside the cases: work handed out, paper asked for the meeting, and who looked."""
    leader = town.sight("teamleider", town.today)
    tarik = town.people["consulent2"]
    reported = WorkItem.objects.open().filter(step="case.weigh", for_team=town.teams[WEST]).select_related("case")
    theirs = reported.exclude(case__recusals__user=tarik)
    hand_out(list(theirs.order_by("-due_on", "pk")[:1]), to=tarik, by=leader, at=now)
    ask_batch(team=town.teams[WEST], by=leader, at=now)
    weeks_before(list(town.teams.values()), town.today)
    _is_being_reported(town, now)
    _look(town)


def _is_being_reported(town: Municipality, now: dt.datetime) -> None:
    """A report that was put aside when somebody came to the door."""
    typed = {
        "kind": "melding",
        "question": "Mijn moeder vindt de weg naar huis niet meer. Gisteren bracht de bakker haar terug.",
        "about": "persoon",
        "given_name": "Adri",
        "family_name": "Schelling",
        "on_behalf": "naaste",
    }
    keep(town.people["eerstecontact"], uuid.uuid4(), typed, seen=0, at=now - dt.timedelta(hours=1))


def _look(town: Municipality) -> None:
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
        looked(town.sight(name, town.today), town.case(key), part=part, action=action)
    for name, key in (("consulent2", "dementie"), ("consulent3", "eigen zaak")):
        case = town.case(key)
        refused(town.sight(name, town.today), file_id=case.pk, ref=case.ref, part="zaak")
    noord = Case.objects.filter(team=town.teams[NOORD]).order_by("pk")
    for case in noord[:3]:
        looked(town.sight("teamleider3", town.today), case, part="zaak", action=Action.VIEW_FILE)


STILL_NEW: Final = dt.timedelta(days=3)  # what people of the town hear of, and didn't read yet


def _send_and_make_what_waits(press: Press, now: dt.datetime) -> None:
    """The mails of past days went out on their day, and every document asked for was made. Raises RuntimeError."""
    Notification.objects.filter(made_at__lt=now, sent_at=None).update(sent_at=F("made_at"))
    Notice.objects.filter(at__lt=now).update(mail=Mail.DONE)
    Notice.objects.filter(at__lt=now - STILL_NEW).update(read_at=F("at"))
    for document in Document.objects.filter(state=DocumentState.GEVRAAGD):
        render(document.pk, at=now, pdf=press.document(document.snapshot).result())
    if Document.objects.filter(state=DocumentState.GEVRAAGD).exists():
        raise RuntimeError("Niet elk document kon worden gemaakt: ontbreken de bibliotheken voor PDF's?")
