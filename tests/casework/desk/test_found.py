"""What is found by a statement of fixed shape is what the same query finds when it is built anew, for whatever words."""

import json
import random
from copy import deepcopy

import pytest
from django.db import connection

from casework.cases.models import Case
from casework.desk import found
from casework.desk.asked import Kind, Meaning, Term, read
from casework.desk.found import Begin, Found, Hit, Plan, Search, Stage
from casework.desk.named import Named, _called, named_like
from casework.desk.ways import QUESTION, Ways
from roles.models import User
from roles.policy import sight
from tests.factories import World, today

WORDS = (
    "zeldzaam",
    "zeldzame",
    "berg",
    "numansdorp",
    "50%",
    "a_b",
    "o'neill",
    "back\\slash",
    "şahin",
    "{0}",
    "$1",
    "%s",
    "alleen",
)
MANY_WORDS = "zeldzaam van berg alleen 27 numansdorp kortjes şahin 1950"  # eight of them, and a small one
ASKED = (
    "zeldzaam",
    "van den berg",
    "berg alleen",
    "50% korting",
    "a_b zeldzaam",
    "back\\slash",
    "o'neill şahin",
    "%s $1",
    "ikz",
    "berg 1950",
    "zeldzaam 1-5-1942",
    "berg 1-5-08",  # a child, or somebody very old
    "0186571402 berg",
    MANY_WORDS,
)


@pytest.fixture(scope="module")
def kept_town(kept_world: World) -> World:
    chance = random.Random(16)
    for _ in range(60):
        name, street, question = (" ".join(chance.choices(WORDS, k=2)) for _ in range(3))
        place = {"team": kept_world.other_team, "kern": kept_world.other_kern} if chance.random() < 0.3 else {}
        person = kept_world.person(name, street=street)
        kept_world.case("onderzoek", person=person, question=question, **place)
    return kept_world


@pytest.fixture
def town(kept_town: World, db) -> World:
    return deepcopy(kept_town)


WAYS_TO_BEGIN = (
    *(Plan(begin) for begin in (Begin.SEEN, Begin.RARE, Begin.RAREST, Begin.NEAR)),
    *(Plan(Begin.NEWEST, stage, (0, 4)) for stage in Stage),
    *(Plan(Begin.NAME, stage) for stage in (Stage.FULL, Stage.NAME)),
)


def searched(who: User, asked: str) -> Search:
    words = read(asked, today())
    return Search(sight(who), words, named_like(words))


@pytest.mark.parametrize("who", ["consulent", "eerstecontact", "afdelingshoofd"])
@pytest.mark.parametrize("asked", ASKED)
def test_it_finds_the_same(town: World, who: str, asked: str) -> None:
    search = searched(getattr(town, who), asked)
    for plan in WAYS_TO_BEGIN:
        if (plan.begin is Begin.NEAR and not search._guesses) or (plan.stage not in search.stages):
            continue
        guesses = search._guesses if plan.begin is Begin.NEAR else {}
        assert set(search._ask(plan, guesses)) == set(search.rows(plan, **guesses)), plan
    if who == "afdelingshoofd" and asked == "zeldzaam":
        assert len(search.hits()) > 5


@pytest.mark.parametrize("asked", ASKED)
def test_wherever_it_begins_it_finds_the_same_in_the_same_order(town: World, asked: str, monkeypatch) -> None:
    """By what is rare, among all that is seen, and from the newest on, in steps."""
    search = searched(town.afdelingshoofd, asked)
    whole = search.ask(Plan(Begin.SEEN))
    assert search.hits() == search.ask(Plan(Begin.RAREST)) == search.ask(Plan(Begin.RARE)) == whole
    monkeypatch.setattr(found, "MANY", -1)
    monkeypatch.setattr(found, "RARE", -1)
    monkeypatch.setattr(found, "_newest_are_fewer", lambda numbers: True)
    assert search.hits() == whole
    monkeypatch.setattr(found, "NEWEST", (3, 5, 20))
    assert search.hits() == whole


@pytest.mark.parametrize("asked", ["zeldzamm", "zeldzam alleen", "brg zeldzaam", "nummansdorp", "alleen sahim"])
def test_what_is_near_is_the_same_for_who_sees_some_and_who_sees_all(town: World, asked: str) -> None:
    """One looks at the names themselves, the other in their index."""
    everybody, team = searched(town.afdelingshoofd, asked), searched(town.consulent, asked)
    theirs = set(Case.objects.visible_to(team.sight).values_list("pk", flat=True))
    assert {hit.pk for hit in team.near()} == {hit.pk for hit in everybody.near()} & theirs
    if asked == "zeldzamm":
        assert team.near()


@pytest.mark.parametrize("who", ["consulent", "afdelingshoofd"])
@pytest.mark.parametrize("letter", ["a", "ß", "ﬃ"])
def test_a_word_longer_than_any_of_a_name_is_no_trouble(town: World, who: str, letter: str) -> None:
    """Some letters are read as two or three: of the hundred that one may type there are three hundred then."""
    assert not Found(searched(getattr(town, who), letter * 100)).hits


def test_it_really_is_of_fixed_shape(town: World, caplog) -> None:
    """Else it would be slower, and nothing would tell."""
    for asked in (
        "van den berg alleen",
        "berg 27",
        "3265 ab berg",
        "berg 1950",
        "berg 1-5-08",
        "0186571402",
        MANY_WORDS,
    ):
        for who in (town.consulent, town.afdelingshoofd):
            found._fixed.cache_clear()
            Found(searched(who, asked))
            assert found._fixed.cache_info().currsize, asked
    assert not caplog.records


def test_other_words_are_the_same_statement(town: World) -> None:
    """However long, in whatever order, and whether a kern or an organisation is called so: else each search would be
    composed by itself."""
    words = ["zeldzaam", "alleen", "numansdorp", "berg", town.provider.name]
    Found(searched(town.afdelingshoofd, " ".join(words)))
    composed = found._fixed.cache_info().misses
    Found(searched(town.afdelingshoofd, " ".join(reversed(words))))
    Found(searched(town.afdelingshoofd, "thuis zeldzame kortjes sahin maasdijk"))
    assert found._fixed.cache_info().misses == composed


@pytest.mark.parametrize("asked", ASKED)
def test_how_many_there_are_is_estimated_as_of_the_query_itself(town: World, asked: str) -> None:
    search = searched(town.afdelingshoofd, asked)
    for term in search.asked.terms:
        if found._is_plain(term):
            rows = search._ways(term).all_apart().explain(format="json")
            assert search._estimate(term) == pytest.approx(json.loads(rows)[0]["Plan"]["Plan Rows"], abs=2)


def test_an_organisation_by_whose_name_is_looked_for_is_no_place_of_who_looks(town: World) -> None:
    """Both are ids that fill one statement."""
    organisation = town.partner
    search = searched(town.eerstecontact, organisation.name)
    assert search.named.organisations
    assert search.hits() == [Hit(*row) for row in search.rows(Plan(Begin.SEEN))]


# --- plans --------------------------------------------------------------------------------------------------------


def plan_of(rows: object) -> str:
    return rows.explain()  # type: ignore[attr-defined,no-any-return]


@pytest.mark.parametrize("asked", ["berg alleen voorstraat 27", "berg voorstraat 27", "berg 1950", "berg"])
@pytest.mark.parametrize("who", ["consulent", "eerstecontact"])
def test_of_a_team_its_cases_are_read_and_nothing_for_each_of_them_but_the_person(
    town: World, who: str, asked: str
) -> None:
    """An index of people, looked through anew for each case because there seems to be only one, took ten seconds."""
    search = searched(getattr(town, who), asked)
    with connection.cursor() as cursor:
        for way in ("seqscan", "indexscan", "indexonlyscan", "hashjoin", "mergejoin"):  # of few rows all are read
            cursor.execute(f"SET LOCAL enable_{way} = off")
    for plan in (Plan(Begin.SEEN), Plan(Begin.NEAR)):
        if plan.begin is Begin.NEAR and not search._guesses:
            continue
        said = plan_of(search.rows(plan, **(search._guesses if plan.begin is Begin.NEAR else {})))
        assert not said or "on casework_person_pkey" in said, said  # without a file nobody finds by a house number
        assert "person_by_" not in said, said
        assert "casework_pe_birth" not in said, said


def test_who_sees_what_they_reported_or_issued_has_these_found_by_index(town: World) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
    said = plan_of(Case.objects.visible_to(sight(town.eerstecontact)).order_by())
    assert "BitmapOr" in said, said
    assert "casework_case_pkey" in said, said


@pytest.mark.parametrize("table", ["kern", "organisation", "user"])
def test_what_there_is_few_of_is_found_by_an_index_too(town: World, table: str) -> None:
    with connection.cursor() as cursor:
        for way in ("seqscan", "indexscan", "indexonlyscan"):
            cursor.execute(f"SET LOCAL enable_{way} = off")
        cursor.execute("EXPLAIN " + _called(1)._ready.sql.replace("$1::text", "'%berg%'"))
        said = "\n".join(row[0] for row in cursor.fetchall())
    assert f"{table}_by_part_of_name" in said, said


# what somebody can mean → by which indexes that is found; each is asked of a hundred thousand cases as well as of ten
BY_INDEX = {
    Kind.REF: ("HW-2026-7K3XQ", "casework_case_ref_"),
    Kind.TAIL: ("7K3XQ", "case_by_end_of_ref"),
    Kind.BSN: ("123456782", "person_by_bsn"),
    Kind.PHONE: ("0186571402", "person_by_phone other_phone_by_number"),
    Kind.BORN: ("1942-05-01", "casework_pe_birth_d_"),
    Kind.MONTH: ("1942-05", "casework_pe_birth_d_ person_by_birth_about"),
    Kind.YEAR: ("1942", "casework_pe_birth_d_ person_by_birth_about"),
    Kind.POSTCODE: ("3265 bt", "person_by_part_of_address"),
    Kind.FIGURES: ("3265", "person_by_part_of_address"),
    Kind.HOUSE: ("3265bt 12", "person_by_part_of_address"),
    Kind.NUMBER: ("1234", "person_by_part_of_address"),
    Kind.WORD: (
        "berg",
        "person_by_part_of_name person_by_part_of_address case_by_part_of_provision case_by_words_of_question "
        "casework_ca_kern_id_ casework_case_holder_organisation_id_ casework_case_regisseur_id_",
    ),
}


def test_every_kind_is_found_by_an_index(world: World) -> None:
    """A plan without reading a table whole: never slower with the number of cases than with what is found."""
    assert set(BY_INDEX) == set(Kind)
    one = frozenset({1})
    named = Named(*({"berg": one} for _ in range(3)))
    with connection.cursor() as cursor:
        for way in ("seqscan", "indexscan", "indexonlyscan"):  # of few rows all are read, by whatever index
            cursor.execute(f"SET LOCAL enable_{way} = off")
    for kind, (value, indexes) in BY_INDEX.items():
        term = Term(value, (Meaning(kind, value),), "berg")
        ways = Ways(sight(world.afdelingshoofd), named, term)
        plans = Case.objects.order_by().alias(said=QUESTION).filter(ways.by_index([])).values("pk").explain()
        assert [index for index in indexes.split() if index not in plans] == [], f"{kind}:\n{plans}"
