"""The summary: what it says to whom, that it is frozen, and who may ask for it."""

import json
import uuid

import pytest

from casework.cases.models import Case
from casework.desk.chapters import parts, printed
from casework.desk.summary import ask_summary, summary
from casework.documents.content import letterhead
from casework.documents.kinds import kind_of
from casework.documents.models import Document
from casework.engine import registry
from casework.engine.errors import NotAllowed, Repeated
from casework.engine.noun import Nothing, Noun, OnSummary, Readers
from casework.notes.models import Note
from roles.models import User
from tests.casework.documents import paper_fixtures as f
from tests.casework.documents.paper_fixtures import LONG, NASTY

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("for_citizen", "shielded", "there"),
    [
        (True, True, False),
        (True, False, False),
        (False, False, False),
        (False, True, True),
    ],
)
def test_what_is_shielded_is_only_for_professionals_who_may_see_it(office, for_citizen, shielded, there):
    said = summary(f.full_case(office), for_citizen=for_citizen, shielded=shielded, on=f.ON)
    assert ("ZEERGEHEIM" in json.dumps(said)) is there
    assert said["shielded"] is there
    assert "Meneer vertelt graag over vroeger." in json.dumps(said)


def test_the_citizens_summary_has_the_citizens_words(office):
    case = f.full_case(office)
    said = summary(case, for_citizen=True, shielded=False, on=f.ON)
    labels = {row[0] for row in said["stands"]} | {row[0] for goal in said["goals"] for row in goal["facts"]}
    assert {"Hoe ver zijn wij", "Uw vaste contactpersoon"} <= labels
    assert not labels & {"Fase", "Laag", "Casusregisseur", "Grond", "Budget", "Opgelost op laag", "Wie draagt dit"}
    professional = {row[0] for row in summary(case, for_citizen=False, shielded=False, on=f.ON)["stands"]}
    assert {"Fase", "Laag", "Casusregisseur"} <= professional


def test_the_summary_has_the_whole_case(office):
    said = summary(f.full_case(office), for_citizen=True, shielded=False, on=f.ON)
    assert json.loads(json.dumps(said)) == said
    assert [group["domain"] for group in said["network"]] == ["Vereniging en sport", "Familie en naasten"]
    goal = said["goals"][0]
    assert ["Wie helpt hierbij", "Bij de Oma's"] in goal["facts"]
    professional = summary(f.full_case(office), for_citizen=False, shielded=False, on=f.ON)["goals"][0]
    assert ["Wie draagt dit", "Bij de Oma's"] in professional["facts"]
    assert ["Budget", "€\N{NO-BREAK SPACE}1.250,00"] in professional["facts"]
    assert [report["score"] for report in goal["reports"]] == [
        "−1 minder dan gehoopt",
        "0 zoals afgesproken",
        "+2 veel beter dan gehoopt",
    ]
    assert [row["what"] for row in said["terms"]] == [
        "Besluit op de aanvraag",
        "Tijdelijke hulp eindigt",
        "Evaluatie",
    ]
    assert said["terms"][0]["on"] == "vrijdag 4 december 2026"
    assert said["terms"][0]["left"] == "nog 14 dagen"
    assert [row["to"] for row in said["handovers"]] == ["Bij de Oma's", "Koos Bak"]
    assert [row["amount"] for row in said["money"]] == ["€\N{NO-BREAK SPACE}4.800,00"]
    assert said["appointments"][0]["who"] == "Karin de Wit"
    assert ["Akkoord met het plan", "20 november 2026, aan de keukentafel, met zijn dochter erbij"] in said[
        "agreements"
    ]


def test_a_draft_indicatie_was_never_promised(office):
    case = f.case(office)
    f.indicatie(office, case, state="concept", issued_by=None, issued_on=None, mandate=None)
    assert summary(case, for_citizen=True, shielded=False, on=f.ON)["indicaties"] == []


@pytest.mark.parametrize("rows", [1, 30])
def test_a_summary_reads_the_same_number_of_times(office, rows, django_assert_num_queries):
    case = f.full_case(office)
    for n in range(rows - 1):
        Note.objects.create(case=case, text=f"notitie {n}", by_name="Karin", at=f.moment(f.ON))
        f.Contact.objects.create(case=case, name=f"contact {n}", domain="kerk", organisation=office.partner)
        f.Goal.objects.create(
            case=case,
            wording=f"doel {n}",
            layer="burger",
            state_since=f.ON,
            carrier_kind="inwoner",
            ground=case.goals.first().ground,
        )
    summary(case, for_citizen=False, shielded=True, on=f.ON)  # the clock is read once a minute
    case = Case.objects.for_page().get(pk=case.pk)
    # the research and its rows; what was granted; notices of default, objections, advice and the field of forces: each its
    # rows, once per paper
    with django_assert_num_queries(20):
        summary(case, for_citizen=False, shielded=True, on=f.ON)


def test_every_noun_says_what_the_summary_tells_of_it_or_why_nothing():
    assert [one.name for one in registry.nouns() if one.on_summary is None] == []
    nothing = {one.name for one in registry.nouns() if isinstance(one.on_summary, Nothing)}
    assert nothing == {
        "person", "document", "contact_moment", "call_back", "wait", "piece", "monday", "visit", "sharing",
        "household", "household_at_case", "wall", "household_plan", "meeting", "complaint", "meldcode",
        "household_plan_at_case", "obstacle",
    }  # fmt: skip


def test_no_two_parts_of_the_summary_give_the_same_key(office):
    case = f.full_case(office)
    keys = [key for part in parts() for key in part.content(case, Readers(citizen=False, shielded=True), f.ON)]
    assert sorted(keys) == sorted(set(keys))
    assert not set(keys) & set(letterhead(kind_of("samenvatting_inwoner"), case, f.ON))


def test_a_part_in_a_chapter_nobody_knows_comes_last(office):
    """Also on paper that was frozen before there was such a part; then the chapter says that there is nothing."""
    before = summary(f.full_case(office), for_citizen=False, shielded=False, on=f.ON)
    visit = OnSummary(
        chapter="Huisbezoeken", template="notes/pdf/on_summary.html", content=lambda case, readers, on: {"visits": 3}
    )
    with registry.installed(Noun(name="visit", on_summary=(visit,))):
        assert summary(f.case(office), for_citizen=False, shielded=False, on=f.ON)["visits"] == 3
        titles = [one["title"] for one in printed(before)]
        assert "Hierover staat er nog niets" in f.words(f.printed(before | {"notes": []}))
    assert titles == [
        "Over wie en wat",
        "De weg door de driehoek",
        "Netwerk",
        "Doelen en hoe het gaat",
        "Afspraken",
        "Besluiten",
        "Termijnen die nu lopen",
        "Overdrachten",
        "Notities",
        "Huisbezoeken",
    ]


# --- asking for it ---------------------------------------------------------------------------------------------


def test_asking_for_a_summary_puts_it_in_the_queue_and_on_the_timeline(office):
    case = f.full_case(office)
    document = ask_summary(case, by=office.consulent, for_citizen=False)
    assert (document.state, document.kind, document.shielded) == ("gevraagd", "samenvatting_professional", True)
    assert document.asked_by_name == "Karin de Wit"
    event = case.events.get(verb="document.asked")
    assert (event.object_id, event.url, event.by_role) == (
        document.public_id,
        document.get_absolute_url(),
        "Wmo-consulent",
    )


def test_a_summary_for_the_citizen_is_never_shielded(office):
    document = ask_summary(f.full_case(office), by=office.consulent, for_citizen=True)
    assert (document.kind, document.shielded) == ("samenvatting_inwoner", False)
    assert "ZEERGEHEIM" not in json.dumps(document.snapshot)


def test_without_anything_shielded_the_professional_one_is_open(office):
    assert ask_summary(f.case(office), by=office.consulent, for_citizen=False).shielded is False


def test_the_same_form_twice_asks_once(office):
    case, token = f.case(office), uuid.uuid4()
    first = ask_summary(case, by=office.consulent, for_citizen=True, token=token)
    with pytest.raises(Repeated) as again:
        ask_summary(case, by=office.consulent, for_citizen=True, token=token)
    assert again.value.url == first.get_absolute_url()
    assert Document.objects.count() == 1


def test_whoever_may_not_see_the_case_makes_no_summary(office):
    stranger = User.objects.create(username="vreemd")
    with pytest.raises(NotAllowed):
        ask_summary(f.case(office), by=stranger, for_citizen=False)
    with pytest.raises(NotAllowed):
        ask_summary(f.case(office, reported_by=office.nurse), by=office.nurse, for_citizen=True)


def test_the_summary_for_professionals(office):
    """What a citizen takes home is another paper: see test_own_plan."""
    snapshot = summary(f.full_case(office), for_citizen=False, shielded=True, on=f.ON)
    said = f.words(f.printed(snapshot))
    for part in (
        "De weg door de driehoek",
        "24 mei 2026",
        "Koos Bak (Bij de Oma's)",
        "+2 veel beter dan gehoopt",
        "vrijdag 4 december 2026",
        "Dagbesteding op dinsdag",
        "Van Wijkteam Noord naar Bij de Oma's",
        "Meneer vertelt graag over vroeger.",
    ):
        assert part in said
    for part in ("ZEERGEHEIM", "Vertrouwelijk", "€ 1.250,00"):
        assert part in said


def test_a_summary_of_next_to_nothing(office):
    case = f.case(office, person=None, provision="De tillift van zwembad De Wellen", kind="vraag", clock_from=None)
    said = f.words(f.printed(summary(case, for_citizen=False, shielded=False, on=f.ON)))
    assert "De tillift van zwembad De Wellen" in said
    assert "Er zijn nog geen doelen." in said


def test_a_summary_full_of_nasty_text(office, offline):
    case = f.full_case(office)
    case.notes.update(text=NASTY, by_name=NASTY[:150].replace("\x01", ""))
    case.goals.update(wording=NASTY)
    case.contacts.update(name=LONG[:120], relation=LONG[:80])
    said = f.words(f.printed(summary(case, for_citizen=False, shielded=True, on=f.ON)))
    assert said.count("<script>alert(1)</script>") >= 4
