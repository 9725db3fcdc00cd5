"""What is found by a statement of fixed shape is what the same query finds when it is built anew, for whatever words."""

import datetime as dt
import random
from copy import deepcopy

import pytest
from django.db import connection

from casework.cases.models import Case
from casework.desk import found
from casework.desk.asked import Asked, Kind, Meaning, Term, read
from casework.desk.found import Search, Stage, named_like
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


@pytest.mark.parametrize("who", ["consulent", "eerstecontact", "afdelingshoofd"])
@pytest.mark.parametrize("asked", ASKED)
def test_it_finds_the_same(town: World, who: str, asked: str) -> None:
    words = read(asked, today())
    search = Search(sight(getattr(town, who)), words, named_like(words))
    for stage in search.stages:
        anew = found._some(search.ways(stage))
        assert search.some(stage) == anew, stage
    if who == "afdelingshoofd" and asked == "zeldzaam":
        assert len(search.some(Stage.ALL)) > 5


def test_it_really_is_of_fixed_shape(town: World, caplog) -> None:
    """Else it would be slower, and nothing would tell."""
    words = read("van den berg alleen", today())
    search = Search(sight(town.consulent), words, named_like(words))
    for stage in search.stages:
        search.some(stage)
    assert not caplog.records
    assert found._fixed.cache_info().currsize >= len(search.stages)


# what somebody can mean → by which indexes that is found; each is asked of a hundred thousand cases as well as of ten
BY_INDEX = {
    Kind.REF: ("HW-2026-7K3XQ", "casework_case_ref_"),
    Kind.TAIL: ("7K3XQ", "case_by_end_of_ref"),
    Kind.BSN: ("123456782", "casework_person_bsn_digest_"),
    Kind.PHONE: ("0186571402", "person_by_phone other_phone_by_number"),
    Kind.BORN: (dt.date(1942, 5, 1), "casework_pe_birth_d_"),
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
    named = found.Named(*({"berg": one} for _ in range(3)))
    with connection.cursor() as cursor:
        for way in ("seqscan", "indexscan", "indexonlyscan"):  # of few rows all are read, by whatever index
            cursor.execute(f"SET LOCAL enable_{way} = off")
    for kind, (value, indexes) in BY_INDEX.items():
        term = Term(str(value), (Meaning(kind, value),), "berg")
        legs = Search(sight(world.consulent), Asked("", (term,)), named)._legs(term)
        plans = "\n".join(Case.objects.order_by().filter(leg.way).values("pk").explain() for leg in legs)
        assert [index for index in indexes.split() if index not in plans] == [], f"{kind}:\n{plans}"
