"""`manage.py change_key`: everything with the new key, beside people who write, broken off or not."""

import pytest
from cryptography.fernet import Fernet
from django.contrib.sessions.models import Session
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from casework.people.bsn import digest
from casework.people.field_key import FieldKey, refuse_wrong_key
from casework.people.fingerprint import fingerprint
from casework.people.models import Person
from tests.at_once import at_once, meanwhile
from wijkteam import change_key as module
from wijkteam.change_key import change_key
from wijkteam.middleware import TYPED_BEFORE, read_typed

OLD, NEW, LOST = (Fernet.generate_key().decode() for _ in range(3))
NUMBERS = ["123456782", "111222333", "010000008", "999990019"]


@pytest.fixture
def people(transactional_db, settings):
    """Of before the change: some with a number, one without. Then both keys are there."""
    settings.FIELD_KEYS = (OLD,)
    refuse_wrong_key()
    made = [Person.objects.create(family_name=f"Bos {number}", bsn=number) for number in NUMBERS]
    Person.objects.create(family_name="Zonder")
    settings.FIELD_KEYS = (NEW, OLD)
    refuse_wrong_key()
    return made


def stored():
    with connection.cursor() as cursor:
        cursor.execute("SELECT bsn, bsn_digest FROM casework_person ORDER BY id")
        return cursor.fetchall()


def under(key):
    def fits(token):
        try:
            return bool(Fernet(key).decrypt(token))
        except Exception:
            return False

    return [Fernet(key).decrypt(token).decode() for token, _ in stored() if token and fits(token)]


def quiet(batches, what):
    return batches


def history():
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM casework_personevent")
        return cursor.fetchone()[0]


def test_everything_is_renewed_and_the_old_key_is_no_longer_needed(people, settings, capsys):
    before = history()
    call_command("change_key", verbosity=0)
    said = capsys.readouterr().out
    assert "Alles is versleuteld met sleutel" in said
    assert f"Niet meer nodig: {fingerprint(OLD)[:8]}" in said
    assert OLD not in said
    settings.FIELD_KEYS = (NEW,)
    refuse_wrong_key()
    assert under(NEW) == NUMBERS
    assert [mark for _, mark in stored()] == [*(digest(number) for number in NUMBERS), ""]
    assert [one.bsn for one in Person.objects.order_by("pk")] == [*NUMBERS, ""]
    assert history() == before  # nobody corrected anything
    assert list(FieldKey.objects.values_list("fingerprint", flat=True)) == [fingerprint(NEW)]


def test_broken_off_it_goes_on_where_it_was(people, monkeypatch):
    monkeypatch.setattr(module, "BATCH", 1)

    def two_batches(batches, what):
        for number, batch in enumerate(batches):
            if number == 2:
                raise KeyboardInterrupt
            yield batch

    with pytest.raises(KeyboardInterrupt):
        change_key(two_batches)
    assert (len(under(NEW)), len(under(OLD))) == (2, 2)
    assert FieldKey.objects.count() == 2  # both are needed
    assert change_key(quiet).renewed == 2
    assert under(NEW) == NUMBERS


def test_what_somebody_writes_meanwhile_stays(people, monkeypatch):
    """Between finding a row and renewing it, its number was corrected."""
    renew = module.renew_rows

    def first_somebody_else(*args):
        monkeypatch.setattr(module, "renew_rows", renew)
        with transaction.atomic():
            person = Person.objects.get(pk=people[0].pk)
            person.bsn = "999993653"
            person.save()
        return renew(*args)

    monkeypatch.setattr(module, "renew_rows", first_somebody_else)
    assert change_key(quiet).is_done
    assert under(NEW) == ["999993653", *NUMBERS[1:]]
    assert Person.objects.get(pk=people[0].pk).bsn_digest == digest("999993653")


def test_a_row_that_somebody_holds_is_not_waited_for_and_not_forgotten(people, monkeypatch):
    monkeypatch.setattr(module, "PAUSE", 0.01)

    def correct():
        person = Person.objects.select_for_update().get(pk=people[1].pk)
        person.family_name = "Bosch"
        person.save()

    with meanwhile(correct) as let_go:
        monkeypatch.setattr(module, "ROUNDS", 2)
        outcome = change_key(quiet)
        # that person's row stands under the old key until they commit
        assert (outcome.renewed, outcome.left) == (3, 1)
        assert FieldKey.objects.count() == 2
        with pytest.raises(CommandError, match="1 zijn bij iemand in gebruik"):
            call_command("change_key", verbosity=0)
        let_go()
    assert change_key(quiet).is_done
    assert sorted(under(NEW)) == sorted(NUMBERS)
    assert Person.objects.get(pk=people[1].pk).family_name == "Bosch"


def test_beside_eight_who_write_nothing_is_lost(people, monkeypatch):
    monkeypatch.setattr(module, "BATCH", 2)
    new = ["999993653", "999990639", "999994542", "999990482"]

    def write(person, number):
        def correct():
            for _ in range(5):
                with transaction.atomic():
                    one = Person.objects.select_for_update().get(pk=person.pk)
                    one.bsn = number
                    one.save()

        return correct

    writers = [write(person, number) for person, number in zip(people, new, strict=True)]
    results = at_once(lambda: change_key(quiet), *writers, lambda: change_key(quiet))
    assert [one for one in results if isinstance(one, Exception)] == []
    assert change_key(quiet).is_done
    assert under(NEW) == new
    assert [mark for _, mark in stored()][:4] == [digest(number) for number in new]


def test_what_no_key_can_read_is_told_and_no_key_is_let_go(people, settings):
    settings.FIELD_KEYS = (LOST,)
    Person.objects.create(family_name="Verloren", bsn=NUMBERS[0])
    settings.FIELD_KEYS = (NEW, OLD)
    with pytest.raises(CommandError, match="1 gegevens zijn met geen van deze sleutels te lezen"):
        call_command("change_key", verbosity=0)
    assert FieldKey.objects.count() == 2
    assert under(NEW) == NUMBERS  # the others were renewed


def test_what_was_typed_before_a_session_ended_is_renewed_too(people, settings, client):
    settings.FIELD_KEYS = (OLD,)
    form = {"text": "Een lang verhaal"}
    client.post("/zaken/nieuw/", form)
    session = client.session
    from casework.people.bsn import encrypted

    session[TYPED_BEFORE] = encrypted('{"user": "7", "paths": [], "fields": {}}')
    session.save()
    settings.FIELD_KEYS = (NEW, OLD)
    assert change_key(quiet).is_done
    settings.FIELD_KEYS = (NEW,)
    held = Session.objects.get(pk=session.session_key).get_decoded()
    assert read_typed(held[TYPED_BEFORE])["user"] == "7"


def test_with_one_key_it_says_that_all_is_well(people, settings, capsys):
    call_command("change_key", verbosity=0)
    settings.FIELD_KEYS = (NEW,)
    call_command("change_key", verbosity=0)
    assert "(0 gegevens opnieuw)" in capsys.readouterr().out
