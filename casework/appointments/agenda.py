"""Somebody's appointments in the calendar of their phone: a secret address without a login, and so without a name.

What is told is the kind, the reference of the case and the moment: RFC 5545, in UTC. Of the address only a print is kept:
whoever reads the database can't open an agenda with it.
"""

import datetime as dt
import hashlib
import secrets
from typing import Any, Final
from urllib.parse import urlsplit

from django.conf import settings
from django.db import models
from django.utils import timezone
from icalendar import Calendar, Event

from casework.appointments.models import Appointment
from casework.appointments.states import AppointmentState
from roles import reading_log
from roles.models import User
from roles.policy import Sight, sight

PAST: Final = dt.timedelta(days=30)
LASTS: Final = dt.timedelta(hours=1)  # nobody says how long
ONE_LOOK: Final = dt.timedelta(hours=1)  # a phone asks each quarter of an hour; remembered once


class AgendaLink(models.Model):
    """That somebody's appointments can be fetched, by whoever knows the address. One per person; made anew it is another."""

    user = models.OneToOneField(User, on_delete=models.CASCADE, related_name="agenda_link")
    print = models.CharField(max_length=64, unique=True, editable=False)  # SHA-256 of what stands in the address
    made_at = models.DateTimeField()
    fetched_at = models.DateTimeField(null=True)
    remembered_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "agenda-adres"
        verbose_name_plural = "agenda-adressen"

    def __str__(self) -> str:
        return f"agenda-adres {self.pk}"


def print_of(secret: str) -> str:
    """256 random bits need no salt."""
    return hashlib.sha256(secret.encode()).hexdigest()


def open_link(user: User) -> str:
    """A new address, in place of the one there was. Gives its secret, which is known now and never again."""
    secret = secrets.token_urlsafe(32)
    fresh = {"print": print_of(secret), "made_at": timezone.now(), "fetched_at": None, "remembered_at": None}
    AgendaLink.objects.update_or_create(user=user, defaults=fresh)
    return secret


def close_link(user: User) -> None:
    AgendaLink.objects.filter(user=user).delete()


def link_of(secret: str) -> AgendaLink | None:
    """Of somebody who may still log in."""
    rows = AgendaLink.objects.filter(print=print_of(secret), user__is_active=True)
    return rows.select_related("user").first()


def fetched(link: AgendaLink) -> bytes:
    """What a calendar gets now; that it was fetched is written down, and in the reading log once an hour."""
    now, seen = timezone.now(), sight(link.user)
    rows = _appointments(seen)
    columns: dict[str, Any] = {"fetched_at": now}
    if link.remembered_at is None or now - link.remembered_at >= ONE_LOOK:
        columns["remembered_at"] = now
        reading_log.listed(seen, part="agenda", why="eigen afspraken, opgehaald door een agenda", rows=len(rows))
    AgendaLink.objects.filter(pk=link.pk).update(**columns)
    return calendar(rows, now)


def _appointments(seen: Sight) -> list[Appointment]:
    """Their own, of cases that they may see today."""
    rows = Appointment.objects.visible_to(seen).filter(person=seen.user, on__gte=seen.on - PAST)
    return list(rows.exclude(state=AppointmentState.VERVALLEN).select_related("case"))


def calendar(rows: list[Appointment], now: dt.datetime) -> bytes:
    made = Calendar()
    made.add("prodid", "-//Wijkteam//Afspraken//NL")
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", settings.PRODUCT)
    made.add("refresh-interval", dt.timedelta(hours=1), parameters={"value": "DURATION"})
    made.add("x-published-ttl", "PT1H")
    for one in rows:
        made.add_component(_event(one, now))
    return bytes(made.to_ical())


def _event(one: Appointment, now: dt.datetime) -> Event:
    event = Event()
    event.add("uid", f"{one.public_id}@{urlsplit(settings.ADDRESS).hostname}")
    event.add("dtstamp", now.astimezone(dt.UTC))
    if one.at_time is None:  # of that day; it leaves the hours free
        event.add("dtstart", one.on)
        event.add("dtend", one.on + dt.timedelta(days=1))
        event.add("transp", "TRANSPARENT")
    else:
        start = timezone.make_aware(dt.datetime.combine(one.on, one.at_time))
        event.add("dtstart", start.astimezone(dt.UTC))
        event.add("dtend", (start + LASTS).astimezone(dt.UTC))
    event.add("summary", f"{one.get_kind_display() if one.kind != 'anders' else 'Afspraak'}, {one.case.ref}")
    event.add("class", "PRIVATE")
    event.add("url", f"{settings.ADDRESS}{one.get_absolute_url()}")
    return event
