"""The same person written otherwise is seen, after a correction too; and a question that is double goes on somewhere."""

import datetime as dt

import pytest
from django.db import transaction
from django.utils import timezone

from casework.cases.access import Recusal
from casework.cases.models import Case
from casework.cases.operations import correct_person
from casework.cases.reporting import open_case
from casework.cases.work import WorkItem
from casework.desk.asked import read
from casework.desk.found import Found, Search
from casework.desk.named import named_like
from casework.engine.door import perform
from casework.engine.errors import NotNow
from casework.people.models import Person, Representative
from roles.matrix import GrantKind
from roles.policy import sight
from tests.at_once import at_once
from tests.factories import SINCE, World, fresh, today
from tests.pages.browser import as_, post, words


@pytest.fixture
def world(db):
    return World()


def report(world, by="eerstecontact", **person):
    return open_case(
        by=getattr(world, by),
        kern=world.kern,
        kind="vraag",
        question="Ik zoek gezelschap.",
        received_on=today(),
        person=Person(**person),
    )


SPELLINGS = (
    {"family_name": "Ozdemir", "given_name": "Ayse", "birth_date": dt.date(1950, 2, 3)},
    {"family_name": "ÖZDEMİR", "given_name": "A.", "birth_date": dt.date(1950, 2, 3)},
    {"family_name": "Özdemir", "given_name": "Ayşe"},
    {"family_name": "Ozdemir", "given_name": "A.", "phone": "06 - 12 34 56 78"},
    {"family_name": "Ozdemir", "street": "Voorstraat 12 A", "postcode": "3265 AA"},
    {"family_name": "Smit", "given_name": "Ayşe", "birth_date": dt.date(1950, 2, 3), "phone": "+31612345678"},
    {"family_name": "Onbekend", "bsn": "123.456.782"},
)


@pytest.mark.parametrize("again", SPELLINGS, ids=str)
def test_the_same_person_written_otherwise_is_seen(world, again):
    known = world.case(
        person=world.person(
            "Özdemir",
            given_name="Ayşe",
            birth_date=dt.date(1950, 2, 3),
            street="Voorstraat 12-a",
            phone="0612345678",
            bsn="123456782",
        )
    )
    assert report(world, **again).looks_like == known


def test_a_number_without_its_zero_is_the_same_number(world):
    known = world.case(person=world.person("Een", bsn="012345672"))
    assert Person.objects.get(pk=known.person_id).bsn == "012345672"
    assert report(world, family_name="Ander", bsn="12345672").looks_like == known


def test_keys_are_kept_in_step_on_every_way_of_writing(world):
    person = world.person("van der Berg", phone="06-12345678")
    person.surname_prefix, person.family_name = "", "Çelik"
    person.save(update_fields=["surname_prefix", "family_name"])
    assert (fresh(person).family_key, fresh(person).search_name) == ("celik", "bep celik")
    with pytest.raises(TypeError):
        Person.objects.filter(pk=person.pk).update(family_name="Smit")
    with pytest.raises(TypeError), transaction.atomic():
        Person.objects.bulk_update([person], ["family_name"])
    Person.objects.filter(pk=person.pk).update(phone="06 87 65 43 21")
    assert fresh(person).phone == "+31687654321"
    (many,) = Person.objects.bulk_create([Person(family_name="’t Hart", phone="0186-123456")])
    assert (fresh(many).family_key, fresh(many).phone) == ("hart", "+31186123456")


@pytest.mark.parametrize("words", ["ozdemir", "Özdemir ayse", "AYŞE", "oneill", "O’Neill", "neill, ayse"])
def test_one_spelling_finds_the_other(world, words):
    case = world.case(person=world.person("Özdemir-O'Neill", given_name="Ayşe"))
    world.case()
    asked = read(words, today())
    search = Search(sight(world.consulent), asked, named_like(asked))
    assert [hit.pk for hit in Found(search).hits] == [case.pk]
    assert not read("-", today()).terms


# --- after a correction ------------------------------------------------------------------------------------------


def test_after_a_correction_it_is_looked_for_again(world):
    known = world.case(person=world.person("de Vries"), team=world.other_team, kern=world.other_kern)
    Recusal.objects.create(case=known, user=world.consulent2)
    case = world.case(person=world.person("de Vires", street="Elders 3"))
    Recusal.objects.create(case=case, user=world.consulent3)
    correct_person(case, by=world.consulent, family_name="Vries, de")
    assert fresh(case).looks_like == known
    assert WorkItem.objects.open().filter(case=case, key="case:double").exists()
    assert fresh(case).recusals.filter(user=world.consulent2).exists()
    assert fresh(known).recusals.filter(user=world.consulent3).exists()


def test_what_was_left_apart_stays_apart(world):
    world.case(person=world.person("de Vries"))
    case = world.case(person=world.person("de Vries"))
    correct_person(case, by=world.consulent, family_name="De Vriès", email="x@voorbeeld.example")
    assert fresh(case).looks_like is None


def test_why_it_may_be_the_same_is_shown(client, world):
    known = world.case(person=world.person("Özdemir"))
    case = world.case("aanmelding", person=world.person("Ozdemir", street="Elders 3"), looks_like=known)
    as_(client, world.consulent)
    why = "dezelfde achternaam, dezelfde geboortedatum"
    assert f"{why}. Voeg ze samen" in words(client.get(case.get_absolute_url()))
    assert why in words(client.get(f"{case.get_absolute_url()}stap/voeg-samen/"))


# --- a double goes on somewhere ------------------------------------------------------------------------------------


def as_double(case, other, by):
    return perform(case, "end", by=by, ended_reason="dubbel", closing_words="Dezelfde vraag.", double_of=other)


def test_a_double_of_something_closed_is_refused(world):
    closed, case = world.case("afgesloten"), world.case()
    with pytest.raises(NotNow, match="afgesloten"):
        as_double(case, closed, world.consulent)
    assert fresh(case).is_open


def test_a_double_of_a_double_goes_on_where_that_one_does(client, world):
    last, middle, case = world.case(), world.case(), world.case()
    as_double(middle, last, world.consulent)
    as_(client, world.consulent)
    sent = {"ended_reason": "dubbel", "closing_words": "Dezelfde vraag.", "double_of": middle.ref}
    assert post(client, case, "beeindig", **sent).status_code == 303
    assert fresh(case).double_of == last
    refused = words(post(client, last, "beeindig", **sent))
    assert f"{middle.ref} is zelf bij deze zaak gevoegd" in refused
    assert fresh(last).is_open


def test_one_that_is_closed_without_going_on_is_refused_beside_its_number(client, world):
    closed, case = world.case("afgesloten"), world.case()
    sent = {"ended_reason": "dubbel", "closing_words": "Dezelfde vraag.", "double_of": closed.ref}
    answer = words(post(as_(client, world.consulent), case, "beeindig", **sent))
    assert f"{closed.ref} is afgesloten. Heropen die eerst" in answer
    assert "Dezelfde vraag." in answer


def test_nothing_is_merged_into_something_closed(world):
    other = world.case()
    case = world.case("aanmelding", looks_like=other)
    perform(other, "end", by=world.consulent, ended_reason="verhuisd", closing_words="Naar elders.")
    with pytest.raises(NotNow, match="intussen afgesloten"):
        perform(case, "merge", by=world.consulent)
    assert WorkItem.objects.open().filter(case=case, key="case:double").exists()
    perform(case, "same_person", by=world.consulent)
    assert fresh(case).person == fresh(other).person


def test_who_looks_like_a_double_looks_like_where_it_goes_on(world):
    last, middle = world.case(), world.case("aanmelding")
    case = world.case("aanmelding", looks_like=middle)
    Case.objects.filter(pk=last.pk).update(looks_like=middle)
    Case.objects.filter(pk=middle.pk).update(looks_like=last)
    perform(fresh(middle), "merge", by=world.consulent)
    assert fresh(case).looks_like == last
    assert fresh(last).looks_like is None


@pytest.mark.django_db(transaction=True)
def test_two_that_are_ended_as_each_others_double_at_the_same_moment_leave_one(transactional_db):
    world = World()
    for _ in range(3):
        one, other = world.case(), world.case()
        answers = at_once(
            lambda one=one, other=other: as_double(one, other, world.consulent),
            lambda one=one, other=other: as_double(other, one, world.consulent),
        )
        assert [type(answer) for answer in answers].count(NotNow) == 1, answers
        left = [case for case in (fresh(one), fresh(other)) if case.is_open]
        assert len(left) == 1
        assert WorkItem.objects.open().filter(case=left[0]).exists()


@pytest.mark.django_db(transaction=True)
def test_merged_into_one_that_closes_at_the_same_moment(transactional_db):
    world = World()
    for _ in range(3):
        other = world.case()
        case = world.case("aanmelding", looks_like=other)
        at_once(
            lambda case=case: perform(case, "merge", by=world.consulent),
            lambda other=other: perform(
                other,
                "end",
                by=world.consulent,
                ended_reason="ingetrokken",
                closing_words="Hoeft niet.",
                at=timezone.now(),
            ),
        )
        ended = fresh(case)
        if not ended.is_open:  # then the other was still open
            assert fresh(other).notes.filter(text__contains="nog eens binnen").exists()


def test_a_death_that_becomes_known_by_merging_ends_who_speaks_and_reads(world):
    """What was recorded of one of two that are one person holds for both: as if it were told there."""
    known, again = world.person("Bos"), world.person("Bosch")
    world.case(person=again)  # where the death is told
    other = world.case(person=known)
    case = world.case("aanmelding", person=again, looks_like=other)
    curator = Representative.objects.create(person=known, kind="curator", name="C. Rator", since=SINCE)
    grant = world.grant(other, kind=GrantKind.REPRESENT)
    type(again).objects.filter(pk=again.pk).update(deceased_on=today())
    perform(case, "same_person", by=world.consulent)
    assert fresh(known).deceased_on == today()
    assert fresh(curator).until == today()
    assert fresh(grant).until == today()


def test_who_speaks_in_another_case_goes_on_there(world):
    """Of two cases of one person one turns out to be of somebody known: the other is about whom it was about."""
    again = world.person("Bosch")
    stays, other = world.case(person=again), world.case(person=world.person("Bos"))
    case = world.case("aanmelding", person=again, looks_like=other)
    Representative.objects.create(person=again, kind="mentor", name="M. Entor", since=SINCE)
    perform(case, "same_person", by=world.consulent)
    for one in (stays, case):
        assert [row.name for row in fresh(one).person.speaking(today())] == ["M. Entor"]
    assert fresh(stays).person == again
