"""What a letter says: to whom, what it names, what it leaves out, and that it is frozen."""

import datetime as dt
import json

import pytest

from casework.desk.summary import summary
from casework.documents.content import letter_content
from casework.documents.kinds import kind_of, letters
from casework.people.models import Representative
from tests.casework.documents import paper_fixtures as f
from tests.casework.documents.about import about
from wijkweb.models import Organisation

pytestmark = pytest.mark.django_db


def letter(case, kind="bevestiging", obj=None, step=None):
    step = step or (f.step_taken(obj) if obj is not None and kind_of(kind).clause else None)
    return letter_content(kind_of(kind), case, obj, on=f.ON, step=step)


# --- the letters -----------------------------------------------------------------------------------------------


def test_the_confirmation_counts_from_the_melding(office):
    said = letter(f.case(office))
    assert said["within"] == "zes weken"
    assert said["research"]["on"] == "maandag 4 januari 2027"  # six weeks end on New Year's Day
    assert "Nieuwjaarsdag" in said["research"]["why"]
    assert said["plan_within"] == "zeven dagen"
    assert said["plan"]["on"] == "vrijdag 27 november 2026"
    assert said["question"] == "Ik red het niet meer alleen na de val van mijn man."
    assert said["municipality"] == "Gemeente Hoeksche Waard"
    assert said["college"] == "het college van burgemeester en wethouders van de gemeente Hoeksche Waard"


def test_a_vraag_that_became_a_melding_says_both_days(office):
    said = letter(f.case(office, received_on=dt.date(2026, 11, 2)))
    assert (said["received"], said["clock_from"]) == ("2 november 2026", "20 november 2026")


def test_client_support_of_the_kern_is_named(office):
    elsewhere = Organisation.objects.create(
        name="Alver", layer="middenveld", domain="gemeente", what="Onafhankelijke cliëntondersteuning"
    )
    elsewhere.kernen.set([f.Kern.objects.create(name="Strijen", village="Strijen", postcode4="3291")])
    assert letter(f.case(office))["support"] == {}
    Organisation.objects.create(
        name="Zorgbelang", layer="middenveld", domain="gemeente", phone="0800 1", what="Gratis cliëntondersteuning"
    )
    assert letter(f.case(office))["support"] == {"name": "Zorgbelang", "phone": "0800 1", "email": ""}


def test_every_letter_is_plain_json(office):
    for kind in letters():
        case = f.case(office)
        said = letter(case, kind, about(office, case, kind))
        assert json.loads(json.dumps(said)) == said
        assert said["kind"] == kind


def test_who_decided_and_under_which_mandate_is_that_of_this_step(office):
    case = f.case(office)
    indicatie = f.indicatie(office, case)
    issued = letter(case, "indicatie_afgegeven", indicatie)["decided"]
    assert issued["by"] == "Anneke Vermeer"
    assert issued["mandate"] == "mandaatbesluit 2025/113 van 9 december 2025"
    assert (issued["employer"], issued["employer_consent_on"]) == ("Wijkverpleging Waard", "1 december 2025")
    step = f.step_taken(indicatie, by=office.consulent, role="Wmo-consulent")
    withdrawn = letter(case, "indicatie_ingetrokken", indicatie, step=step)["decided"]
    assert (withdrawn["by"], withdrawn["role"], withdrawn["mandate"]) == ("Karin de Wit", "Wmo-consulent", "")


def test_amounts_are_dutch(office):
    case = f.case(office)
    assert letter(case, "vangnet_goedgekeurd", f.request(office, case))["amount"] == "€\N{NO-BREAK SPACE}4.850,00"


# --- whom it is for --------------------------------------------------------------------------------------------


def represented(
    person, kind, name, *, since=dt.date(2026, 1, 1), until=None, address="Dorpsstraat 3, 3265 AA Piershil"
):
    return Representative.objects.create(person=person, kind=kind, name=name, since=since, until=until, address=address)


def test_a_letter_goes_to_the_person(office):
    assert letter(f.case(office))["to"] == {
        "name": "Bep van der Waal",
        "greeting": "Geachte Bep van der Waal",
        "person": "Bep van der Waal",
        "stands_in": "",
        "lines": ["Voorstraat 12", "3265 BT Piershil"],
    }


def test_a_representative_of_today_gets_the_letter(office):
    case = f.case(office)
    represented(case.person, "curator", "Oude Curator", until=f.ON)  # ends today, so it ended
    represented(case.person, "partner", "Piet van der Waal")
    represented(case.person, "mentor", "Mieke Mentor")
    assert letter(case)["to"] == {
        "name": "Mieke Mentor",
        "greeting": "Geachte Mieke Mentor",
        "person": "Bep van der Waal",
        "stands_in": "mentor",
        "lines": ["Dorpsstraat 3", "3265 AA Piershil"],
    }


def test_a_secret_address_is_in_no_document(office):
    case = f.case(office, person=f.person(secret_address=True))
    assert letter(case)["to"]["lines"] == []
    represented(case.person, "partner", "Piet", address="")
    assert letter(case)["to"]["lines"] == []
    for for_citizen in (True, False):
        said = json.dumps(summary(case, for_citizen=for_citizen, shielded=not for_citizen, on=f.ON))
        assert "Voorstraat" not in said
        assert "geheim adres" in said


def test_a_representative_under_the_same_roof_does_not_give_the_secret_away(office):
    case = f.case(office, person=f.person(secret_address=True))
    represented(case.person, "partner", "Piet", address="voorstraat 12, Piershil")
    assert letter(case)["to"]["lines"] == []


def test_a_representative_elsewhere_without_an_address_does_not_get_the_persons(office):
    case = f.case(office)
    represented(case.person, "bewindvoerder", "Bewind BV", address="")
    assert letter(case)["to"] == {
        "name": "Bewind BV",
        "greeting": "Geachte Bewind BV",
        "person": "Bep van der Waal",
        "stands_in": "bewindvoerder",
        "lines": [],
    }


def test_a_shielded_reporter_is_not_given_away(office):
    case = f.case(
        office, reporter_name="Buurvrouw Toos", reporter_shielded=True, question="Mijn buurvrouw eet niet meer."
    )
    for said in (letter(case), summary(case, for_citizen=True, shielded=True, on=f.ON)):
        assert "Toos" not in json.dumps(said)
        assert "Mijn buurvrouw" not in json.dumps(said)
    professional = summary(case, for_citizen=False, shielded=False, on=f.ON)
    assert "Toos" not in json.dumps(professional)
    assert professional["question"]["words"] == "Mijn buurvrouw eet niet meer."
    assert summary(case, for_citizen=False, shielded=True, on=f.ON)["question"]["reporter"] == "Buurvrouw Toos"
