"""A process with a wrong key, or without one that is needed, doesn't start; and while a key is being changed, whoever
looks somebody up by number finds them under either."""

from pathlib import Path

import pytest
from cryptography.fernet import Fernet
from django.db import connection

from casework.cases.models import Case
from casework.people import field_key
from casework.people.bsn import decrypted, digest, encrypted, todays_digests
from casework.people.field_key import CannotStart, FieldKey, encrypted_fields, refuse_wrong_key
from casework.people.fingerprint import fingerprint
from casework.people.models import Person
from tests.casework.caseload.rows import BSN, ROW, take

ROOT = Path(__file__).resolve().parents[3]
OLD, NEW, OTHER = (Fernet.generate_key().decode() for _ in range(3))


@pytest.fixture
def keys(settings):
    """`keys(NEW, OLD)`: what FIELD_KEY is from now on."""

    def set_them(*given):
        settings.FIELD_KEYS = given

    set_them(OLD)
    return set_them


def known():
    return set(FieldKey.objects.values_list("fingerprint", flat=True))


# --- starting --------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_the_first_start_writes_the_key_down_and_the_next_knows_it(keys):
    refuse_wrong_key()
    refuse_wrong_key()
    assert known() == {fingerprint(OLD)}
    assert OLD not in str(FieldKey.objects.values_list())


@pytest.mark.django_db
def test_another_key_is_refused_in_one_sentence_and_nothing_is_written(keys, django_assert_num_queries):
    refuse_wrong_key()
    keys(OTHER)
    with pytest.raises(CannotStart) as stop, django_assert_num_queries(2):
        refuse_wrong_key()
    assert str(stop.value).startswith("FIELD_KEY is niet de sleutel waarmee deze database is versleuteld (nodig: ")
    assert fingerprint(OLD)[:8] in str(stop.value)
    assert not {OLD, OTHER} & set(str(stop.value).replace(",", " ").split())
    assert known() == {fingerprint(OLD)}


@pytest.mark.django_db
def test_a_database_from_before_keys_were_written_down_is_read_first(keys):
    Person.objects.create(family_name="Zonder nummer")
    Person.objects.create(family_name="Bos", bsn=BSN)
    keys(OTHER)
    with pytest.raises(CannotStart, match="FIELD_KEY is niet de sleutel"):
        refuse_wrong_key()
    assert known() == set()
    keys(OLD)
    refuse_wrong_key()
    assert known() == {fingerprint(OLD)}


@pytest.mark.django_db
def test_a_new_key_is_written_down_before_it_writes_and_the_old_one_stays_needed(keys):
    refuse_wrong_key()
    keys(NEW, OLD)
    refuse_wrong_key()
    assert known() == {fingerprint(OLD), fingerprint(NEW)}
    for only in (NEW, OLD):  # the old one alone would not read what the new one wrote
        keys(only)
        with pytest.raises(CannotStart, match="In FIELD_KEY ontbreekt een sleutel die nog nodig is"):
            refuse_wrong_key()


@pytest.mark.django_db
def test_migrate_asks_and_writes_nothing_down(keys):
    refuse_wrong_key(remember=False)
    assert known() == set()
    Person.objects.create(family_name="Bos", bsn=BSN)
    keys(OTHER)
    with pytest.raises(CannotStart):
        refuse_wrong_key(remember=False)


@pytest.mark.django_db
def test_a_database_without_tables_is_for_migrate(keys, monkeypatch):
    monkeypatch.setattr(connection.introspection, "table_names", lambda cursor=None: [])
    refuse_wrong_key()
    assert known() == set()


def test_a_database_that_is_away_is_waited_for_and_then_told(monkeypatch, keys):
    from django.db import OperationalError

    tried = []

    def away():
        tried.append(1)
        raise OperationalError

    monkeypatch.setattr(field_key, "connection", type("Away", (), {"ensure_connection": staticmethod(away)}))
    monkeypatch.setattr(field_key.time, "sleep", lambda seconds: None)
    moments = iter(range(100))
    monkeypatch.setattr(field_key.time, "monotonic", lambda: next(moments))
    with pytest.raises(CannotStart, match="De database is niet bereikbaar"):
        refuse_wrong_key(patience=5)
    assert len(tried) == 5


# --- with two keys ---------------------------------------------------------------------------------------------


def test_the_first_key_writes_and_any_reads(keys):
    before = encrypted("tekst")
    keys(NEW, OLD)
    assert decrypted(before) == decrypted(encrypted("tekst")) == "tekst"
    assert Fernet(NEW).decrypt(encrypted("tekst"))


def test_a_number_has_a_digest_for_each_key(keys):
    before = digest(BSN)
    keys(NEW, OLD)
    assert todays_digests([BSN, ""]) == {before: digest(BSN), digest(BSN): digest(BSN)}
    assert before != digest(BSN)


def test_what_is_encrypted_is_known():
    assert {(model.__name__, *names) for model, names in encrypted_fields()} == {
        ("Person", "bsn"),
        ("DecisionDraft", "words"),
        ("ReportDraft", "words"),
        ("Visit", "text"),
        ("VangnetRequest", "payee_iban"),
        ("DefaultNotice", "payee_iban"),
        ("PaymentBatch", "content"),  # a file for the bank: names and account numbers
    }


def test_nothing_encrypted_stands_where_it_can_never_be_changed():
    from wijkteam.management.commands.grant_app_role import append_only

    assert not {model._meta.db_table for model, _ in encrypted_fields()} & append_only()


def test_every_use_of_encryption_is_known_to_the_change_of_a_key():
    """Whoever stores something encrypted elsewhere, adds it to wijkteam/change_key.py and then here."""
    users = {
        str(path.relative_to(ROOT))
        for room in ("casework", "roles", "wijkteam", "wijkweb", "workers")
        for path in (ROOT / room).rglob("*.py")
        if " encrypted(" in path.read_text() or "=encrypted(" in path.read_text()
    }
    assert users == {
        "casework/appointments/agenda_pages.py",  # an address between making it and showing it, in the session
        "casework/people/bsn.py",
        "wijkteam/change_key.py",
        "wijkteam/middleware.py",  # what was typed before a session ended
    }


@pytest.mark.django_db
def test_a_double_is_found_under_either_key(world, keys):
    first = world.case("onderzoek", person=world.person("Bos", bsn=BSN))
    keys(NEW, OLD)
    second = world.case("aanmelding", person=world.person("Anders", bsn=BSN))
    assert first.person.bsn_digest != second.person.bsn_digest
    assert list(Case.objects.all().looking_like(second)) == [first]
    assert list(Case.objects.all().looking_like(Case.objects.get(pk=first.pk))) == [second]


@pytest.mark.django_db
def test_the_import_knows_a_number_under_either_key(tmp_path, world, keys):
    here = world.case("onderzoek", person=world.person("Bakker", bsn=BSN))
    keys(NEW, OLD)
    born = f"{here.person.birth_date:%d-%m-%Y}"
    report = take(tmp_path, ROW | {"bsn": BSN, "achternaam": "Bakker", "geboortedatum": born})
    assert report.mistakes == []
    brought = Case.objects.exclude(pk=here.pk).get()
    assert brought.person == here.person
    assert brought.looks_like == here
