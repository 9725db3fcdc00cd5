"""The list for the weekly meeting."""

import datetime as dt
import io
import uuid

import pytest
from django.utils import timezone
from pypdf import PdfReader

from casework.cases.access import Recusal
from casework.cases.models import Case
from casework.desk.meeting import ask_batch
from casework.desk.meeting import list_for as batch
from casework.documents.models import Document
from casework.engine.errors import NotAllowed
from roles.models import Membership, Reading, Team
from roles.policy import sight
from tests.casework.documents import paper_fixtures as f
from tests.casework.documents.paper_fixtures import LONG

pytestmark = pytest.mark.django_db


def test_a_batch_has_the_open_cases_the_asker_may_see(office):
    late, calm = f.case(office), f.case(office, urgent=True)
    f.turn(calm, "Maak kennis", f.ON + dt.timedelta(days=3))
    f.turn(late, "Rond het onderzoek af", f.ON - dt.timedelta(days=1))
    f.turn(late, "Bel terug", f.ON + dt.timedelta(days=9))
    f.case(office, phase="afgesloten", closed_on=f.ON, outcome="advies")
    known = f.case(office)
    Recusal.objects.create(case=known, user=office.consulent)
    elsewhere = Team.objects.create(name="Wijkteam Zuid")
    f.case(office, team=elsewhere, holder_team=elsewhere)
    document = ask_batch(team=office.team, by=office.consulent, at=f.moment(f.ON))
    assert [(row["ref"], row["what"], row["due"], row["late"]) for row in document.snapshot["cases"]] == [
        (late.ref, "Rond het onderzoek af", "19 november 2026", True),
        (calm.ref, "Maak kennis", "23 november 2026", False),
    ]
    assert (document.kind, document.total, document.case, document.team) == ("overleg", 2, None, office.team)


def test_a_batch_is_logged_with_its_number_of_rows(office):
    f.case(office)
    ask_batch(team=office.team, by=office.consulent)
    row = Reading.objects.get()
    assert (row.by, row.part, row.why, row.rows) == (
        office.consulent,
        "weekoverleg",
        "open zaken van Wijkteam Noord",
        1,
    )


def test_a_batch_of_another_team_is_refused(office):
    elsewhere = Team.objects.create(name="Wijkteam Zuid")
    for who in (office.consulent, office.nurse):
        with pytest.raises(NotAllowed):
            ask_batch(team=elsewhere, by=who)
    Membership.objects.filter(user=office.consulent).update(until=timezone.localdate())
    with pytest.raises(NotAllowed):
        ask_batch(team=office.team, by=sight(office.consulent))
    assert not Reading.objects.exists()


def test_the_same_batch_form_twice_gives_the_first_document(office):
    token = uuid.uuid4()
    assert ask_batch(team=office.team, by=office.consulent, token=token) == ask_batch(
        team=office.team, by=office.consulent, token=token
    )
    assert Document.objects.count() == 1


@pytest.mark.parametrize("count", [1, 30])
def test_a_batch_reads_the_same_number_of_times(office, count, django_assert_num_queries):
    for _ in range(count):
        f.turn(f.case(office), "Maak kennis", f.ON)
    with django_assert_num_queries(2):
        batch(Case.objects.all(), team=office.team, on=f.ON)


def test_a_batch_keeps_its_pages_whatever_the_names(office):
    snapshot = batch(Case.objects.none(), team=office.team, on=f.ON)
    row = {
        "ref": "HW-2026-22222",
        "name": LONG,
        "kern": LONG,
        "layer": "Partner in de kern",
        "phase": "Uitvoering",
        "holder": LONG,
        "regisseur": LONG,
        "urgent": True,
        "due": "30 september 2026",
        "late": True,
        "what": LONG[:160],
    }
    pages = PdfReader(io.BytesIO(f.printed(snapshot | {"cases": [row] * 21}))).pages
    assert len(pages) == 3
    assert ["Pagina 3 van 3" in f.page_words(page) for page in pages] == [False, False, True]


def test_a_batch_of_nothing_says_so(office):
    snapshot = batch(Case.objects.none(), team=office.team, on=f.ON)
    assert "Er zijn geen open zaken die u mag zien." in f.words(f.printed(snapshot))
