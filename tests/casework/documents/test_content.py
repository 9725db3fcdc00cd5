"""What a document says: to whom, what it names, what it leaves out, and that it is frozen."""

import datetime as dt
import json
import uuid

import pytest
from django.utils import timezone

from casework.cases.access import Recusal
from casework.cases.models import Case
from casework.desk.chapters import parts, printed
from casework.desk.meeting import ask_batch
from casework.desk.meeting import list_for as batch
from casework.desk.summary import ask_summary, summary
from casework.documents.content import letter_content, letterhead
from casework.documents.kinds import kind_of, letters
from casework.documents.models import Document
from casework.engine import registry
from casework.engine.errors import NotAllowed, Repeated
from casework.engine.noun import Nothing, Noun, OnSummary, Readers
from casework.notes.models import Note
from casework.people.models import Representative
from roles.models import Membership, Reading, Team, User
from roles.policy import sight
from tests.casework.documents import paper_fixtures as f
from wijkweb.models import Organisation

pytestmark = pytest.mark.django_db


@pytest.fixture
def here():
    return f.office()


def letter(case, kind="bevestiging", obj=None, step=None):
    step = step or (f.step_taken(obj) if obj is not None else None)
    return letter_content(kind_of(kind), case, obj, on=f.ON, step=step)


# --- the letters -----------------------------------------------------------------------------------------------


def test_the_confirmation_counts_from_the_melding(here):
    said = letter(f.case(here))
    assert said["within"] == "zes weken"
    assert said["research"]["on"] == "maandag 4 januari 2027"  # six weeks end on New Year's Day
    assert "Nieuwjaarsdag" in said["research"]["why"]
    assert said["plan_within"] == "zeven dagen"
    assert said["plan"]["on"] == "vrijdag 27 november 2026"
    assert said["question"] == "Ik red het niet meer alleen na de val van mijn man."
    assert said["municipality"] == "Gemeente Hoeksche Waard"
    assert said["college"] == "het college van burgemeester en wethouders van de gemeente Hoeksche Waard"


def test_a_vraag_that_became_a_melding_says_both_days(here):
    said = letter(f.case(here, received_on=dt.date(2026, 11, 2)))
    assert (said["received"], said["clock_from"]) == ("2 november 2026", "20 november 2026")


def test_client_support_of_the_kern_is_named(here):
    elsewhere = Organisation.objects.create(
        name="Alver", layer="middenveld", domain="gemeente", what="Onafhankelijke cliëntondersteuning"
    )
    elsewhere.kernen.set([f.Kern.objects.create(name="Strijen", village="Strijen", postcode4="3291")])
    assert letter(f.case(here))["support"] == {}
    Organisation.objects.create(
        name="Zorgbelang", layer="middenveld", domain="gemeente", phone="0800 1", what="Gratis cliëntondersteuning"
    )
    assert letter(f.case(here))["support"] == {"name": "Zorgbelang", "phone": "0800 1", "email": ""}


def test_every_letter_is_plain_json(here):
    case = f.case(here)
    about = {"indicatie": f.indicatie(here, case), "vangnet": f.request(here, case), "bevestiging": None}
    for kind in letters():
        said = letter(case, kind, about[kind.partition("_")[0]])
        assert json.loads(json.dumps(said)) == said
        assert said["kind"] == kind


def test_who_decided_and_under_which_mandate_is_that_of_this_step(here):
    case = f.case(here)
    indicatie = f.indicatie(here, case)
    issued = letter(case, "indicatie_afgegeven", indicatie)["decided"]
    assert issued["by"] == "Anneke Vermeer"
    assert issued["mandate"] == "mandaatbesluit 2025/113 van 09-12-2025"
    assert (issued["employer"], issued["employer_consent_on"]) == ("Wijkverpleging Waard", "1 december 2025")
    step = f.step_taken(indicatie, by=here.consulent, role="Wmo-consulent")
    withdrawn = letter(case, "indicatie_ingetrokken", indicatie, step=step)["decided"]
    assert (withdrawn["by"], withdrawn["role"], withdrawn["mandate"]) == ("Karin de Wit", "Wmo-consulent", "")


def test_amounts_are_dutch(here):
    case = f.case(here)
    assert letter(case, "vangnet_goedgekeurd", f.request(here, case))["amount"] == "€ 4.850,00"


# --- whom it is for --------------------------------------------------------------------------------------------


def represented(
    person, kind, name, *, since=dt.date(2026, 1, 1), until=None, address="Dorpsstraat 3, 3265 AA Piershil"
):
    return Representative.objects.create(person=person, kind=kind, name=name, since=since, until=until, address=address)


def test_a_letter_goes_to_the_person(here):
    assert letter(f.case(here))["to"] == {
        "name": "Bep van der Waal",
        "person": "Bep van der Waal",
        "stands_in": "",
        "lines": ["Voorstraat 12", "3265 BT Piershil"],
    }


def test_a_representative_of_today_gets_the_letter(here):
    case = f.case(here)
    represented(case.person, "curator", "Oude Curator", until=f.ON)  # ends today, so it ended
    represented(case.person, "partner", "Piet van der Waal")
    represented(case.person, "mentor", "Mieke Mentor")
    assert letter(case)["to"] == {
        "name": "Mieke Mentor",
        "person": "Bep van der Waal",
        "stands_in": "mentor",
        "lines": ["Dorpsstraat 3", "3265 AA Piershil"],
    }


def test_a_secret_address_is_in_no_document(here):
    case = f.case(here, person=f.person(secret_address=True))
    assert letter(case)["to"]["lines"] == []
    represented(case.person, "partner", "Piet", address="")
    assert letter(case)["to"]["lines"] == []
    for for_citizen in (True, False):
        said = json.dumps(summary(case, for_citizen=for_citizen, shielded=not for_citizen, on=f.ON))
        assert "Voorstraat" not in said
        assert "geheim adres" in said


def test_a_representative_under_the_same_roof_does_not_give_the_secret_away(here):
    case = f.case(here, person=f.person(secret_address=True))
    represented(case.person, "partner", "Piet", address="voorstraat 12, Piershil")
    assert letter(case)["to"]["lines"] == []


def test_a_representative_elsewhere_without_an_address_does_not_get_the_persons(here):
    case = f.case(here)
    represented(case.person, "bewindvoerder", "Bewind BV", address="")
    assert letter(case)["to"] == {
        "name": "Bewind BV",
        "person": "Bep van der Waal",
        "stands_in": "bewindvoerder",
        "lines": [],
    }


def test_a_shielded_reporter_is_not_given_away(here):
    case = f.case(
        here, reporter_name="Buurvrouw Toos", reporter_shielded=True, question="Mijn buurvrouw eet niet meer."
    )
    for said in (letter(case), summary(case, for_citizen=True, shielded=True, on=f.ON)):
        assert "Toos" not in json.dumps(said)
        assert "Mijn buurvrouw" not in json.dumps(said)
    professional = summary(case, for_citizen=False, shielded=False, on=f.ON)
    assert "Toos" not in json.dumps(professional)
    assert professional["question"]["words"] == "Mijn buurvrouw eet niet meer."
    assert summary(case, for_citizen=False, shielded=True, on=f.ON)["question"]["reporter"] == "Buurvrouw Toos"


# --- the summary -----------------------------------------------------------------------------------------------


def test_the_way_through_the_triangle_is_in_order(here):
    way = summary(f.full_case(here), for_citizen=True, shielded=False, on=f.ON)["way"]
    assert [(point["layer"], point["holder"], point["on"]) for point in way] == [
        ("burger", "Arie Kooijman", "04-05-2026"),
        ("professional", "Wijkteam Noord", "24-05-2026"),
        ("middenveld", "Bij de Oma's", "22-08-2026"),
        ("burger", "Arie Kooijman", "20-11-2026"),
    ]


def test_a_case_without_a_history_lies_where_it_lies(here):
    way = summary(f.case(here), for_citizen=True, shielded=False, on=f.ON)["way"]
    assert [(point["layer"], point["holder"], point["on"]) for point in way] == [
        ("professional", "Wijkteam Noord", "20-11-2026")
    ]


@pytest.mark.parametrize(
    ("for_citizen", "shielded", "there"),
    [
        (True, True, False),
        (True, False, False),
        (False, False, False),
        (False, True, True),
    ],
)
def test_what_is_shielded_is_only_for_professionals_who_may_see_it(here, for_citizen, shielded, there):
    said = summary(f.full_case(here), for_citizen=for_citizen, shielded=shielded, on=f.ON)
    assert ("ZEERGEHEIM" in json.dumps(said)) is there
    assert said["shielded"] is there
    assert "Meneer vertelt graag over vroeger." in json.dumps(said)


def test_the_citizens_summary_has_the_citizens_words(here):
    case = f.full_case(here)
    said = summary(case, for_citizen=True, shielded=False, on=f.ON)
    labels = {row[0] for row in said["stands"]} | {row[0] for goal in said["goals"] for row in goal["facts"]}
    assert {"Hoe ver zijn wij", "Uw vaste contactpersoon"} <= labels
    assert not labels & {"Fase", "Laag", "Casusregisseur", "Grond", "Budget", "Opgelost op laag", "Wie draagt dit"}
    professional = {row[0] for row in summary(case, for_citizen=False, shielded=False, on=f.ON)["stands"]}
    assert {"Fase", "Laag", "Casusregisseur"} <= professional


def test_the_summary_has_the_whole_case(here):
    said = summary(f.full_case(here), for_citizen=True, shielded=False, on=f.ON)
    assert json.loads(json.dumps(said)) == said
    assert [group["domain"] for group in said["network"]] == ["Vereniging en sport", "Familie en naasten"]
    goal = said["goals"][0]
    assert ["Wie helpt hierbij", "Bij de Oma's"] in goal["facts"]
    professional = summary(f.full_case(here), for_citizen=False, shielded=False, on=f.ON)["goals"][0]
    assert ["Wie draagt dit", "Bij de Oma's"] in professional["facts"]
    assert ["Budget", "€ 1.250,00"] in professional["facts"]
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
    assert [row["amount"] for row in said["money"]] == ["€ 4.800,00"]
    assert said["appointments"][0]["who"] == "Karin de Wit"
    assert ["Akkoord met het plan", "20 november 2026, aan de keukentafel, met zijn dochter erbij"] in said[
        "agreements"
    ]


def test_a_draft_indicatie_was_never_promised(here):
    case = f.case(here)
    f.indicatie(here, case, state="concept", issued_by=None, issued_on=None, mandate=None)
    assert summary(case, for_citizen=True, shielded=False, on=f.ON)["indicaties"] == []


@pytest.mark.parametrize("rows", [1, 30])
def test_a_summary_reads_the_same_number_of_times(here, rows, django_assert_num_queries):
    case = f.full_case(here)
    for n in range(rows - 1):
        Note.objects.create(case=case, text=f"notitie {n}", by_name="Karin", at=f.moment(f.ON))
        f.Contact.objects.create(case=case, name=f"contact {n}", domain="kerk", organisation=here.partner)
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
    with django_assert_num_queries(13):
        summary(case, for_citizen=False, shielded=True, on=f.ON)


def test_every_noun_says_what_the_summary_tells_of_it_or_why_nothing():
    assert [one.name for one in registry.nouns() if one.on_summary is None] == []
    assert {one.name for one in registry.nouns() if isinstance(one.on_summary, Nothing)} == {"person", "document"}


def test_no_two_parts_of_the_summary_give_the_same_key(here):
    case = f.full_case(here)
    keys = [key for part in parts() for key in part.content(case, Readers(citizen=False, shielded=True), f.ON)]
    assert sorted(keys) == sorted(set(keys))
    assert not set(keys) & set(letterhead(kind_of("samenvatting_inwoner"), case, f.ON))


def test_a_part_in_a_chapter_nobody_knows_comes_last(here):
    """Also on paper that was frozen before there was such a part; then the chapter says that there is nothing."""
    before = summary(f.full_case(here), for_citizen=True, shielded=False, on=f.ON)
    visit = OnSummary(
        chapter="Huisbezoeken", template="notes/pdf/on_summary.html", content=lambda case, readers, on: {"visits": 3}
    )
    with registry.installed(Noun(name="visit", on_summary=(visit,))):
        assert summary(f.case(here), for_citizen=True, shielded=False, on=f.ON)["visits"] == 3
        titles = [one["title"] for one in printed(before)]
        assert "Hierover staat er nog niets" in f.words(f.printed(before | {"notes": []}))
    assert titles == [
        "Over wie en wat",
        "De weg door de driehoek",
        "De mensen om u heen",
        "Doelen en hoe het gaat",
        "Afspraken",
        "Besluiten",
        "Termijnen die nu lopen",
        "Overdrachten",
        "Notities",
        "Huisbezoeken",
    ]


# --- asking for it ---------------------------------------------------------------------------------------------


def test_asking_for_a_summary_puts_it_in_the_queue_and_on_the_timeline(here):
    case = f.full_case(here)
    document = ask_summary(case, by=here.consulent, for_citizen=False)
    assert (document.state, document.kind, document.shielded) == ("gevraagd", "samenvatting_professional", True)
    assert document.asked_by_name == "Karin de Wit"
    event = case.events.get(verb="document.asked")
    assert (event.object_id, event.url, event.by_role) == (
        document.public_id,
        document.get_absolute_url(),
        "Wmo-consulent",
    )


def test_a_summary_for_the_citizen_is_never_shielded(here):
    document = ask_summary(f.full_case(here), by=here.consulent, for_citizen=True)
    assert (document.kind, document.shielded) == ("samenvatting_inwoner", False)
    assert "ZEERGEHEIM" not in json.dumps(document.snapshot)


def test_without_anything_shielded_the_professional_one_is_open(here):
    assert ask_summary(f.case(here), by=here.consulent, for_citizen=False).shielded is False


def test_the_same_form_twice_asks_once(here):
    case, token = f.case(here), uuid.uuid4()
    first = ask_summary(case, by=here.consulent, for_citizen=True, token=token)
    with pytest.raises(Repeated) as again:
        ask_summary(case, by=here.consulent, for_citizen=True, token=token)
    assert again.value.url == first.get_absolute_url()
    assert Document.objects.count() == 1


def test_whoever_may_not_see_the_case_makes_no_summary(here):
    stranger = User.objects.create(username="vreemd")
    with pytest.raises(NotAllowed):
        ask_summary(f.case(here), by=stranger, for_citizen=False)
    with pytest.raises(NotAllowed):
        ask_summary(f.case(here, reported_by=here.nurse), by=here.nurse, for_citizen=True)


# --- the weekly meeting ----------------------------------------------------------------------------------------


def test_a_batch_has_the_open_cases_the_asker_may_see(here):
    late, calm = f.case(here), f.case(here, urgent=True)
    f.turn(calm, "Maak kennis", f.ON + dt.timedelta(days=3))
    f.turn(late, "Rond het onderzoek af", f.ON - dt.timedelta(days=1))
    f.turn(late, "Bel terug", f.ON + dt.timedelta(days=9))
    f.case(here, phase="afgesloten", closed_on=f.ON, outcome="advies")
    known = f.case(here)
    Recusal.objects.create(case=known, user=here.consulent)
    elsewhere = Team.objects.create(name="Wijkteam Zuid")
    f.case(here, team=elsewhere, holder_team=elsewhere)
    document = ask_batch(team=here.team, by=here.consulent, at=f.moment(f.ON))
    assert [(row["ref"], row["what"], row["due"], row["late"]) for row in document.snapshot["cases"]] == [
        (late.ref, "Rond het onderzoek af", "19 november 2026", True),
        (calm.ref, "Maak kennis", "23 november 2026", False),
    ]
    assert (document.kind, document.total, document.case, document.team) == ("overleg", 2, None, here.team)


def test_a_batch_is_logged_with_its_number_of_rows(here):
    f.case(here)
    ask_batch(team=here.team, by=here.consulent)
    row = Reading.objects.get()
    assert (row.by, row.part, row.why, row.rows) == (here.consulent, "weekoverleg", "open zaken van Wijkteam Noord", 1)


def test_a_batch_of_another_team_is_refused(here):
    elsewhere = Team.objects.create(name="Wijkteam Zuid")
    for who in (here.consulent, here.nurse):
        with pytest.raises(NotAllowed):
            ask_batch(team=elsewhere, by=who)
    Membership.objects.filter(user=here.consulent).update(until=timezone.localdate())
    with pytest.raises(NotAllowed):
        ask_batch(team=here.team, by=sight(here.consulent))
    assert not Reading.objects.exists()


def test_the_same_batch_form_twice_gives_the_first_document(here):
    token = uuid.uuid4()
    assert ask_batch(team=here.team, by=here.consulent, token=token) == ask_batch(
        team=here.team, by=here.consulent, token=token
    )
    assert Document.objects.count() == 1


@pytest.mark.parametrize("count", [1, 30])
def test_a_batch_reads_the_same_number_of_times(here, count, django_assert_num_queries):
    for _ in range(count):
        f.turn(f.case(here), "Maak kennis", f.ON)
    with django_assert_num_queries(2):
        batch(Case.objects.all(), team=here.team, on=f.ON)
