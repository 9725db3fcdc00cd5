"""A copy of everything, made beside people who work; then all is destroyed, put back, and compared to the row and byte."""

import hashlib
import json
import os
import shutil
import subprocess
import sys
import tarfile
import threading
import uuid
from contextlib import contextmanager
from copy import deepcopy
from pathlib import Path
from types import SimpleNamespace

import psycopg
import pytest
from django.conf import settings as django_settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction
from django.test import override_settings

from casework.documents import press
from casework.documents.models import Document
from casework.engine.door import perform
from casework.people.field_key import refuse_wrong_key
from casework.people.fingerprint import fingerprint
from casework.people.models import Person
from casework.pieces.models import Piece
from casework.vangnet.models import LedgerEntry, VangnetRequest
from roles.models import Reading
from tests.factories import World
from tests.wijkteam.test_app_role import REFUSED
from wijkteam.local import backup, copies
from wijkteam.local.copies import Place
from wijkteam.local.places import binaries
from wijkteam.machine import Stop

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[2]


@contextmanager
def copied_from(template, media):
    """A copy of that database, to which we are then connected; gives its place and a connection to the server."""
    name = f"backup_{uuid.uuid4().hex}"
    host, user, ours = (connection.settings_dict[key] for key in ("HOST", "USER", "NAME"))
    with psycopg.connect(host=host, user=user, dbname="postgres", autocommit=True) as server:
        connection.close()
        server.execute(f"CREATE DATABASE {name} TEMPLATE {template or ours}")
        connection.settings_dict["NAME"] = name
        try:
            yield Place(binaries()[0], host, user, name, media), server
        finally:
            connection.close()
            connection.settings_dict["NAME"] = ours
            for each in (name, f"{name}_restored", f"{name}_before"):
                server.execute(f"DROP DATABASE IF EXISTS {each} WITH (FORCE)")


@pytest.fixture(scope="module")
def kept(django_db_setup, django_db_blocker, tmp_path_factory):
    """A database of its own, and a folder with files: people at work, paper, money, a reading. Nobody touches it."""
    media = tmp_path_factory.mktemp("kept") / "media"
    ours = connection.settings_dict["NAME"]
    with django_db_blocker.unblock(), override_settings(MEDIA_ROOT=media), copied_from(None, media) as (place, _):
        found = filled()
        connection.close()
        connection.settings_dict["NAME"] = ours
        yield SimpleNamespace(place=place, found=found)


@pytest.fixture
def town(kept, django_db_blocker, tmp_path, settings):
    """A copy of it for one test."""
    settings.MEDIA_ROOT = tmp_path / "data" / "media"
    shutil.copytree(kept.place.media, settings.MEDIA_ROOT)
    with (
        django_db_blocker.unblock(),
        copied_from(kept.place.database, settings.MEDIA_ROOT) as (place, server),
    ):
        yield SimpleNamespace(place=place, server=server, **deepcopy(kept.found))


def filled():
    refuse_wrong_key()
    world = World()
    case = world.case("onderzoek", person=world.person("Bos", bsn="123456782"))
    world.one_of_each(case)
    request = world.request(case, "aangevraagd")
    perform(request, "approve", by=world.teamleider)
    VangnetRequest.objects.filter(pk=request.pk).update(
        receipt=default_storage.save("bonnen/2026/bon.pdf", ContentFile(b"%PDF-1.4 bon"))
    )
    letter = b"%PDF-1.4 brief"
    Piece.objects.update(
        file=default_storage.save("stukken/2026/brief.pdf", ContentFile(letter)),
        sha256=hashlib.sha256(letter).hexdigest(),
        size=len(letter),
    )
    for number in range(3):
        press.render(world.document(case, state="gevraagd").pk, pdf=b"%%PDF-1.7 brief %d" % number)
    Reading.objects.create(by=world.consulent, by_name="Bep", role="regie", ref="HW-1", part="dossier", why="team")
    return {"world": world, "case": case, "request": request}


def rows(statement):
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchall()


def as_it_is(place):
    """Every row, every file, and how far the numbers have come."""
    with place.connect() as db:
        numbers = dict(db.execute("SELECT sequencename, last_value FROM pg_sequences").fetchall())
        return copies.counted(db), copies.digests(place.media), numbers


def destroy(town):
    connection.close()
    town.server.execute(f"DROP DATABASE {town.place.database}")
    shutil.rmtree(town.place.media)


def put_back(place, file):
    connection.close()
    with copies.unpacked(file, file.parent) as (folder, contents):
        copies.put_back(place, folder, contents)
        return contents


def test_all_that_was_is_there_again(town, tmp_path):
    before = as_it_is(town.place)
    assert sum(count for count, _ in before[0].values()) > 100
    assert len(before[1]) == 5
    copies.write_copy(town.place, tmp_path / "kopie.tar")
    destroy(town)
    contents = put_back(town.place, tmp_path / "kopie.tar")
    assert as_it_is(town.place) == before
    assert (contents.tables, contents.files) == before[:2]
    for document in Document.objects.exclude(file=""):
        assert before[1][document.file.name] == document.sha256
    assert Person.objects.get(family_name="Bos").bsn == "123456782"
    call_command("check_files", verbosity=0)
    call_command("check_work", verbosity=0)


def test_what_may_not_change_still_may_not_and_numbers_go_on(town, tmp_path):
    copies.write_copy(town.place, tmp_path / "kopie.tar")
    destroy(town)
    put_back(town.place, tmp_path / "kopie.tar")
    kept = ("casework_ledgerentry", "casework_caseevent", "roles_reading")
    for table in (*kept, "casework_personevent"):
        assert rows(f"SELECT count(*) FROM {table}") > [(0,)]
    for change in (
        *(f"DELETE FROM {table}" for table in (*kept, "casework_personevent")),
        f"TRUNCATE {', '.join(kept)}",
    ):
        with pytest.raises(DatabaseError, match="pgtrigger: Cannot"), transaction.atomic():
            rows("SET CONSTRAINTS ALL IMMEDIATE; " + change)
    with pytest.raises(DatabaseError, match="open work of what is not held"), transaction.atomic():
        rows("UPDATE casework_workitem SET why = ''")
    last = Person.objects.order_by("-pk").values_list("pk", flat=True)[0]
    assert Person.objects.create(family_name="Nieuw").pk > last
    assert rows("SELECT nextval('wijkteam_roster') > max(number) FROM roles_rosterversion") == [(True,)]
    booked = LedgerEntry.objects.count()
    perform(VangnetRequest.objects.get(pk=town.request.pk), "pay", by=town.world.financien, paid_amount=100)
    assert LedgerEntry.objects.count() > booked


def test_the_website_gets_her_rights_again_and_no_more(town, tmp_path, settings):
    role = f"app_of_{town.place.database}"
    settings.APP_DATABASE = {"USER": role, "PASSWORD": "een geheim"}
    call_command("grant_app_role", verbosity=0)
    copies.write_copy(town.place, tmp_path / "kopie.tar")
    destroy(town)
    town.server.execute(f"DROP ROLE {role}")  # a new machine doesn't know it
    put_back(town.place, tmp_path / "kopie.tar")
    call_command("grant_app_role", verbosity=0)
    owner = connection.settings_dict["USER"]
    connection.close()
    connection.settings_dict["USER"] = role
    try:
        refuse_wrong_key()
        perform(VangnetRequest.objects.get(pk=town.request.pk), "pay", by=town.world.financien, paid_amount=100)
        for statement in REFUSED:
            with pytest.raises(DatabaseError), transaction.atomic():
                rows(statement)
    finally:
        connection.close()
        connection.settings_dict["USER"] = owner
        rows_without_result(f"DROP OWNED BY {role}")
        rows_without_result(f"DROP ROLE {role}")


def rows_without_result(statement):
    with connection.cursor() as cursor:
        cursor.execute(statement)


def test_beside_people_who_write_it_is_of_one_moment(town, tmp_path):
    """What comes out is compared with what was counted: a row more or less and it wouldn't be put back."""
    stop, written = threading.Event(), []

    def work():
        while not stop.is_set():
            with transaction.atomic():
                person = Person.objects.create(family_name="Druk", bsn="111222333")
                made = town.world.document(town.case, state="gevraagd")
            press.render(made.pk, pdf=b"%%PDF-1.7 van %d" % person.pk)
            written.append(person.pk)
        connection.close()

    thread = threading.Thread(target=work)
    thread.start()
    try:
        while len(written) < 3:
            pass
        copies.write_copy(town.place, tmp_path / "kopie.tar")
        at_the_end = len(written)
    finally:
        stop.set()
        thread.join()
    destroy(town)
    put_back(town.place, tmp_path / "kopie.tar")
    assert 3 <= Person.objects.filter(family_name="Druk").count() <= at_the_end + 1
    call_command("check_files", verbosity=0)  # every document that is there has its file


def test_the_keys_are_not_in_it_and_nobody_else_can_read_it(town, tmp_path):
    file = tmp_path / "kopie.tar"
    copies.write_copy(town.place, file)
    assert file.stat().st_mode & 0o777 == 0o600
    with tarfile.open(file) as tar:
        assert {name.partition("/")[0] for name in tar.getnames()} == {"database.dump", "media", "contents.json"}
        contents = json.load(tar.extractfile("contents.json"))
    assert contents["keys"] == [fingerprint(django_settings.FIELD_KEYS[0])]
    for secret in (*django_settings.FIELD_KEYS, django_settings.SECRET_KEY):
        assert secret.encode() not in file.read_bytes()
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["kopie.tar"]  # nothing is left beside it


def test_another_copy_is_never_overwritten(town, tmp_path):
    (tmp_path / "kopie.tar").write_text("een andere")
    with pytest.raises(FileExistsError):
        copies.write_copy(town.place, tmp_path / "kopie.tar")
    assert (tmp_path / "kopie.tar").read_text() == "een andere"


@pytest.mark.parametrize("damage", ["cut", "changed", "no tar"])
def test_a_damaged_copy_is_refused_before_anything_is_touched(town, tmp_path, damage):
    file, before = tmp_path / "kopie.tar", as_it_is(town.place)
    copies.write_copy(town.place, file)
    whole = file.read_bytes()
    file.write_bytes(
        {
            "cut": whole[: len(whole) // 2],
            "changed": whole.replace(b"brief 1", b"brief 9"),
            "no tar": b"een brief",
        }[damage]
    )
    with pytest.raises(Stop, match="Er is niets veranderd"):
        put_back(town.place, file)
    assert as_it_is(town.place) == before


@pytest.mark.parametrize("where", ["pg_restore", "another row"])
def test_what_does_not_come_out_whole_leaves_what_was(town, tmp_path, monkeypatch, where):
    file = tmp_path / "kopie.tar"
    copies.write_copy(town.place, file)
    Person.objects.create(family_name="Later")
    before = as_it_is(town.place)
    if where == "pg_restore":
        with copies.unpacked(file, tmp_path) as (folder, contents):
            (folder / "database.dump").write_bytes((folder / "database.dump").read_bytes()[:-2000])
            connection.close()
            with pytest.raises(Stop, match="pg_restore is mislukt"):
                copies.put_back(town.place, folder, contents)
    else:
        monkeypatch.setattr(copies, "counted", lambda db: {})
        with pytest.raises(Stop, match="is niet wat erin ging"):
            put_back(town.place, file)
        monkeypatch.undo()
    assert as_it_is(town.place) == before
    assert Person.objects.filter(family_name="Later").exists()


def test_a_file_that_is_gone_or_changed_is_told(town):
    gone, changed, _ = Document.objects.exclude(file="").order_by("pk")
    default_storage.delete(gone.file.name)
    (town.place.media / changed.file.name).write_bytes(b"anders")
    told = []
    with pytest.raises(CommandError, match="Van 5 bestanden zijn er 2 niet in orde"):
        call_command("check_files", stderr=SimpleNamespace(write=told.append, isatty=lambda: False))
    assert "".join(told).splitlines() == [f"{gone}: het bestand ontbreekt", f"{changed}: het bestand is veranderd"]


def test_a_copy_of_another_key_is_refused():
    contents = SimpleNamespace(keys=[fingerprint("sleutel een"), fingerprint("sleutel twee")])
    backup.refuse_other_keys({"FIELD_KEY": "sleutel-een"}, SimpleNamespace(keys=[fingerprint("sleutel-een")]))
    with pytest.raises(Stop, match=f"is een andere FIELD_KEY nodig \\({contents.keys[1][:8]}\\)"):
        backup.refuse_other_keys(
            {"FIELD_KEY": "nieuw,een"}, SimpleNamespace(keys=[fingerprint("een"), contents.keys[1]])
        )
    with pytest.raises(Stop, match="Er is niets veranderd"):
        backup.refuse_other_keys({}, contents)


def test_the_one_machine_launcher_needs_no_django_for_it():
    code = (
        "from types import SimpleNamespace as C; from wijkteam.local.backup import refuse_other_keys;"
        "from casework.people.fingerprint import fingerprint;"
        "refuse_other_keys({'FIELD_KEY': 'een'}, C(keys=[fingerprint('een')]))"
    )
    env = {"PATH": os.environ["PATH"]}
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=env, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
