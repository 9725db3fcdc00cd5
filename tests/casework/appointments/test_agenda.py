"""An agenda in a phone: a secret address, without a name in it, as RFC 5545 says it."""

import datetime as dt
import re

import pytest
from django.utils import timezone
from icalendar import Calendar

from casework.appointments import agenda
from casework.appointments.agenda import AgendaLink, calendar
from roles.models import Reading
from tests.factories import World, today
from tests.pages.browser import as_, words

WINTER, SUMMER = dt.date(2026, 12, 4), dt.date(2026, 7, 3)


def made(world: World, **fields):
    case = world.case(person=world.person("Geheim", street="Dijk 1"))
    return world.appointment(case, what="Praat met Toos over haar zoon", place="Dijk 1", **fields)


def file(client, secret: str):
    client.logout()
    return client.get(f"/agenda/{secret}.ics")


def test_it_is_written_as_the_standard_says(world: World) -> None:
    rows = [
        made(world, on=WINTER, at_time=dt.time(14, 30), kind="huisbezoek"),
        made(world, on=SUMMER, at_time=dt.time(0, 15), kind="bellen"),
        made(world, on=WINTER),
    ]
    written = calendar(rows, timezone.now())
    assert written.endswith(b"END:VCALENDAR\r\n")
    lines = written.split(b"\r\n")
    assert not any(b"\n" in line or b"\r" in line for line in lines), "3.1: lines end with CRLF"
    assert max(map(len, lines)) <= 75, "3.1: a line has at most 75 octets"
    for needed in (b"VERSION:2.0", b"PRODID:"):
        assert any(line.startswith(needed) for line in lines)
    events = Calendar.from_ical(written).walk("VEVENT")
    assert len({str(event["uid"]) for event in events}) == 3
    assert all(event["dtstamp"].dt.tzinfo is not None for event in events)
    visit, call, day = events
    assert visit["dtstart"].to_ical() == b"20261204T133000Z"
    assert visit["dtend"].to_ical() == b"20261204T143000Z"
    assert call["dtstart"].to_ical() == b"20260702T221500Z", "in summer two hours, and so the day before"
    assert (day["dtstart"].to_ical(), day["dtend"].to_ical()) == (b"20261204", b"20261205")
    assert day["dtstart"].params["value"] == "DATE"
    assert str(visit["summary"]) == f"Huisbezoek, {rows[0].case.ref}"
    assert str(day["summary"]) == f"Afspraak, {rows[2].case.ref}"


def test_nothing_personal_is_in_it(client, world: World) -> None:
    made(world, on=today(), at_time=dt.time(9), kind="huisbezoek", person=world.consulent)
    written = file(client, agenda.open_link(world.consulent))
    assert written["Content-Type"] == "text/calendar; charset=utf-8"
    assert written["Cache-Control"] == "private, no-store"
    text = re.sub(r"\r\n[ \t]", "", written.content.decode())
    for word in ("Geheim", "Toos", "zoon", "Dijk", "Consulent"):
        assert word not in text, word


def test_one_sees_what_is_ones_own_and_still_to_be_seen(client, world: World) -> None:
    mine = made(world, on=today(), person=world.consulent)
    made(world, on=today(), person=world.consulent2)
    made(world, state="vervallen", on=today(), person=world.consulent)
    made(world, on=today() - dt.timedelta(days=31), person=world.consulent)
    elsewhere = world.appointment(world.case(team=world.other_team), on=today(), person=world.consulent)
    secret = agenda.open_link(world.consulent)
    text = file(client, secret).content.decode()
    assert text.count("BEGIN:VEVENT") == 1
    assert mine.case.ref in text
    assert elsewhere.case.ref not in text
    mine.case.recusals.create(user=world.consulent)
    assert "BEGIN:VEVENT" not in file(client, secret).content.decode()


def test_the_address_is_shown_once_and_made_anew_and_stopped(client, world: World) -> None:
    as_(client, world.consulent)
    assert "U hebt nog geen adres" in words(client.get("/agenda/"))
    shown = words(client.post("/agenda/", {"doe": "maak"}, follow=True))
    (first,) = re.findall(r"/agenda/([\w-]{43})\.ics", shown)
    assert first not in words(client.get("/agenda/")), "once"
    assert first not in AgendaLink.objects.get().print, "of it a print is kept"
    assert file(client, first).status_code == 200
    (second,) = re.findall(
        r"/agenda/([\w-]{43})\.ics", words(as_(client, world.consulent).post("/agenda/", follow=True))
    )
    assert "voor het laatst opgehaald" not in words(client.get("/agenda/"))
    assert [file(client, one).status_code for one in (first, second)] == [404, 200]
    assert "voor het laatst opgehaald" in words(as_(client, world.consulent).get("/agenda/"))
    client.post("/agenda/", {"doe": "stop"})
    assert file(client, second).status_code == 404


def test_who_left_has_no_agenda(client, world: World) -> None:
    secret = agenda.open_link(world.consulent)
    world.consulent.is_active = False
    world.consulent.save()
    assert file(client, secret).status_code == 404


def test_it_is_remembered_once_an_hour_that_it_was_fetched(client, world: World) -> None:
    made(world, on=today(), person=world.consulent)
    secret = agenda.open_link(world.consulent)
    for _ in range(3):
        file(client, secret)
    (row,) = Reading.objects.filter(part="agenda")
    assert (row.by, row.rows) == (world.consulent, 1)
    AgendaLink.objects.update(remembered_at=timezone.now() - dt.timedelta(hours=1))
    file(client, secret)
    assert Reading.objects.filter(part="agenda").count() == 2


def test_who_guesses_is_stopped(client, world: World) -> None:
    secret = agenda.open_link(world.consulent)
    found = [file(client, secret).status_code for _ in range(61)]
    assert found == [200] * 60 + [429]
    guessed = {file(client, f"geraden{number}").status_code for number in range(70)}
    assert guessed == {404, 429}


def test_it_costs_the_same_for_many(client, world: World, django_assert_num_queries) -> None:
    secret = agenda.open_link(world.consulent)
    link = agenda.link_of(secret)
    for more in (1, 20):
        for _ in range(more):
            made(world, on=today(), person=world.consulent)
        link.remembered_at = None
        with django_assert_num_queries(4):
            agenda.fetched(link)


@pytest.mark.parametrize("odd", ["x", "../etc", "a" * 5000, "%00", "é"])
def test_an_odd_address_is_no_address(client, world: World, odd: str) -> None:
    assert client.get(f"/agenda/{odd}.ics").status_code in (302, 404)
