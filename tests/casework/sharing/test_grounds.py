"""Who may get what on which ground, and whose say it is by age: read against the law, written by hand."""

import pytest

from casework.law.models import LegalTerm, forget_clock
from casework.sharing.ages import Law, Says, who_says
from casework.sharing.grounds import ASKED, refusals
from casework.sharing.operations import said_by_whom
from casework.sharing.receivers import Receiver
from casework.sharing.states import FilePart, Purpose, Rests
from tests.factories import World, today

# ground → to whom, for what and which parts; all else is refused
MAY = """
toestemming  aanbieder partner buur CAK SVB VT huisarts  hulp advies afstemmen uitvoeren betalen veiligheid toezicht  vraag bereiken verslag besluit stukken huishouden
gemeente     aanbieder partner buur CAK SVB VT huisarts  hulp advies afstemmen                                        vraag elders
aanbieder    aanbieder                                   uitvoeren                                                   vraag bereiken besluit
cak          CAK                                         betalen                                                     bereiken besluit
svb          SVB                                         betalen                                                     bereiken besluit
toezicht     aanbieder partner buur CAK SVB VT huisarts  toezicht                                                    vraag besluit stukken
veilig_thuis VT                                          veiligheid                                                  vraag bereiken verslag besluit stukken huishouden
taak         aanbieder partner buur CAK SVB VT huisarts  advies afstemmen veiligheid                                 vraag bereiken
"""


@pytest.mark.django_db
def test_who_may_get_what_on_which_ground(world: World) -> None:
    case = world.case()
    to = {
        "aanbieder": Receiver.of(world.provider),
        "partner": Receiver.of(world.partner),
        "buur": Receiver.of(world.contact(case)),
        "CAK": Receiver.of("CAK"),
        "SVB": Receiver.of("SVB, afdeling pgb"),
        "VT": Receiver.of("Veilig Thuis Rotterdam Rijnmond"),
        "huisarts": Receiver.of("huisartsenpraktijk De Dijk"),
    }
    for line in MAY.strip().splitlines():
        rests, *words = line.split()
        for name, receiver in to.items():
            for purpose in Purpose:
                wrong = {field for field, _ in refusals(rests, purpose, list(FilePart), receiver)}
                assert ("rests" in wrong) is (name not in words), (rests, name)
                assert ("purpose" in wrong) is (purpose not in words), (rests, purpose)
        for part in FilePart:
            wrong = {field for field, _ in refusals(rests, words[0], [part], to["partner"])}
            assert ("what" in wrong) is (part not in words), (rests, part)
    assert {line.split()[0] for line in MAY.strip().splitlines()} == set(Rests)
    assert set(ASKED) == {"toestemming", "gemeente"}


SAYS = {
    11: {"wmo": Says.PARENT, "jeugdwet": Says.PARENT, "wgbo": Says.PARENT},
    12: {"wmo": Says.SELF, "jeugdwet": Says.BOTH, "wgbo": Says.BOTH},
    15: {"wmo": Says.SELF, "jeugdwet": Says.BOTH, "wgbo": Says.BOTH},
    16: {"wmo": Says.SELF, "jeugdwet": Says.SELF, "wgbo": Says.SELF},
    84: {"wmo": Says.SELF, "jeugdwet": Says.SELF, "wgbo": Says.SELF},
}


def of_age(world: World, years: int):
    """Their birthday is today."""
    person = world.person("Bos")
    person.birth_date = today().replace(year=today().year - years, day=min(today().day, 28))
    person.save()
    return person


@pytest.mark.django_db
def test_whose_say_it_is(world: World) -> None:
    for years, by_law in SAYS.items():
        person = of_age(world, years)
        assert {law: who_says(person, law, today()) for law in Law} == by_law, years
    unknown = world.person("Bos")
    unknown.birth_date = None
    assert who_says(unknown, "jeugdwet", today()) is Says.SELF
    # the municipality's lawyer reads it otherwise from a day: that is configuration
    LegalTerm.objects.filter(code="toestemming_zelf_wmo").update(length=16)
    forget_clock()
    assert who_says(of_age(world, 12), "wmo", today()) is Says.PARENT


@pytest.mark.django_db
def test_two_say_it_where_it_takes_two(world: World) -> None:
    child, grown = world.case(person=of_age(world, 14)), world.case()
    name = child.person.name
    for case, law, by, also, what, field in (
        (child, "wmo", name, "", [], ""),
        (child, "jeugdwet", name, "", [], "also_by"),
        (child, "jeugdwet", name, "Moeder", [], ""),
        (world.case(person=of_age(world, 9)), "wmo", name, "", [], "given_by"),
        (grown, "wmo", "zij", "", [FilePart.HUISHOUDEN], "also_by"),
        (grown, "wmo", "zij", "haar man", [FilePart.HUISHOUDEN], ""),
    ):
        wrong = said_by_whom(case, law, by, also, what, today())
        assert [*wrong] == ([field] if field else []), (law, by, also)
