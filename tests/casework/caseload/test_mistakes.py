"""What is wrong in the file of a caseload: where, and what to do."""

import pytest

from casework.cases.models import Case
from casework.people.models import Person
from tests.casework.caseload.rows import BSN, CLOSED, PLANNED, ROW, RUNNING, one_mistake, said, take
from tests.factories import today
from wijkweb.models import Kern, Organisation

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("row", "column", "words"),
    [
        (ROW | {"kenmerk": ""}, "kenmerk", "Vul dit in"),
        (ROW | {"kenmerk": "x" * 81}, "kenmerk", "hoogstens 80 tekens"),
        (ROW | {"achternaam": ""}, "achternaam", "Vul een achternaam in, of een voorziening"),
        (
            ROW | {"voorziening": "De tillift", "geboortedatum": "", "voornaam": ""},
            "achternaam",
            "Maak een van beide leeg",
        ),
        (ROW | {"geboortedatum": "31-2-1942"}, "geboortedatum", "Vul een datum in"),
        (ROW | {"geboortedatum": "1-1-42"}, "geboortedatum", "Vul een datum in"),
        (ROW | {"geboortedatum": "1-1-1842"}, "geboortedatum", "tussen 1900 en 2100"),
        (ROW | {"geboortedatum": "2-10-2025"}, "geboortedatum", "Later dan ontvangen_op kan niet"),
        (ROW | {"bsn": "123456789"}, "bsn", "klopt niet"),
        (ROW | {"postcode": "326"}, "postcode", "3265 AA"),
        (ROW | {"geboortedatum": "1850"}, "geboortedatum", "Dit jaar kan niet"),
        (ROW | {"telefoon": "06 12 (dochter)"}, "telefoon", "één telefoonnummer"),
        (ROW | {"geheim_adres": "misschien"}, "geheim_adres", "ja of nee"),
        (ROW | {"kern": "Piershill"}, "kern", "Bedoelt u ‘Piershil’?"),
        (ROW | {"kern": "", "postcode": "9999 AA"}, "kern", "Vul de kern in"),
        (ROW | {"kern": "Leeg"}, "kern", "nog geen wijkteam"),
        (ROW | {"kern": "Stad"}, "kern", "Kies: Stad Noord, Stad Zuid"),
        (ROW | {"soort": "verzoek"}, "soort", "Kies: vraag, melding, signaal"),
        (ROW | {"soort": "vraag"}, "soort", "Maak er een melding van"),
        (ROW | {"hulpvraag": ""}, "hulpvraag", "Vul dit in"),
        (ROW | {"ontvangen_op": "01-01-2099"}, "ontvangen_op", "tot en met"),
        (ROW | {"ontvangen_op": "31-12-2014"}, "ontvangen_op", "vanaf 1 januari 2015"),
        (ROW | {"kanaal": "duif"}, "kanaal", "Kies: huisbezoek"),
        (ROW | {"namens": "duif"}, "namens", "Kies: zelf"),
        (ROW | {"fase": "klaar"}, "fase", "Kies: aanmelding"),
        (ROW | {"fase_sinds": "01-09-2025"}, "fase_sinds", "Eerder dan ontvangen_op kan niet"),
        (ROW | {"ligt_nu_bij": ""}, "ligt_nu_bij", "Vul dit in"),
        (ROW | {"ligt_nu_bij": "Bij de Omas"}, "ligt_nu_bij", "Bedoelt u ‘Bij de Oma's’?"),
        (ROW | {"ligt_nu_bij": "Gestopt"}, "ligt_nu_bij", "kennen wij niet als organisatie"),
        (ROW | {"ligt_nu_bij": "Bij de Oma's"}, "toestemming_op", "Zonder toestemming ziet Bij de Oma's"),
        (ROW | {"ligt_nu_bij": "Bij de Oma's", "toestemming_op": "1-1-2099"}, "toestemming_op", "tot en met"),
        (ROW | {"regisseur": "consulen"}, "regisseur", "Bedoelt u ‘consulent"),
        (ROW | {"regisseur": "consulent3"}, "regisseur", "werkt niet in Wijkteam Noord"),
        (ROW | {"regisseur": "vertrokken"}, "regisseur", "werkt niet in Wijkteam Noord"),
        (ROW | {"fase": "aanmelding", "doelen": "Ik eet warm"}, "doelen", "kan dit er nog niet zijn"),
        (ROW | {"fase": "aanmelding", "kennisgemaakt_op": "05-10-2025"}, "kennisgemaakt_op", "nog niet zijn"),
        (ROW | {"akkoord_op": "05-10-2025"}, "akkoord_op", "nog niet zijn"),
        (PLANNED | {"doelen": ""}, "doelen", "kan niet zonder"),
        (PLANNED | {"doelen": "Weer naar buiten, bel 06-12345678", "telefoon": "0612345678"}, "doelen", "leest het"),
        (PLANNED | {"bevindingen": ""}, "bevindingen", "kan niet zonder"),
        (PLANNED | {"regie": ""}, "regie", "kan niet zonder"),
        (PLANNED | {"regie": "niemand"}, "regie", "Kies: inwoner"),
        (PLANNED | {"regie": "naaste"}, "regie", "naaste: Ria de Vries"),
        (PLANNED | {"afgesloten_op": "01-03-2026"}, "afgesloten_op", "nog niet zijn"),
        (PLANNED | {"doelen": "a;b;c;d;e;f"}, "doelen", "Doel 1 is niet te lezen"),
        (PLANNED | {"doelen": "Ik eet;hemel"}, "doelen", "is geen laag"),
        (PLANNED | {"doelen": "Ik eet;professional;inwoner"}, "doelen", "past niet bij wie het doel draagt"),
        (PLANNED | {"doelen": "Ik eet;;Bij de Oma's"}, "toestemming_op", "een organisatie die een doel draagt"),
        (PLANNED | {"doelen": "Ik eet;;naaste:"}, "doelen", "noem de naaste bij naam"),
        (PLANNED | {"doelen": "Ik eet;;inwoner;veel"}, "doelen", "Vul een bedrag"),
        (PLANNED | {"doelen": "Ik eet;;inwoner;nan"}, "doelen", "Vul een bedrag"),
        (PLANNED | {"doelen": "Ik eet;;inwoner;-5"}, "doelen", "Vul een bedrag"),
        (PLANNED | {"doelen": "Ik eet;;inwoner;1,234"}, "doelen", "Vul een bedrag"),
        (PLANNED | {"doelen": "Ik eet;;inwoner;;zomaar"}, "doelen", "de grond ‘zomaar’"),
        (PLANNED | {"doelen": "Ik eet;;iemand"}, "doelen", "kennen wij niet als organisatie"),
        (RUNNING | {"doelen": "Ik eet warm"}, "doelen", "iemand draagt het"),
        (RUNNING | {"evaluatie_op": ""}, "evaluatie_op", "kan niet zonder"),
        (RUNNING | {"akkoord_op": ""}, "akkoord_op", "kan niet zonder"),
        (CLOSED | {"uitkomst": ""}, "uitkomst", "kan niet zonder"),
        (CLOSED | {"afgesloten_op": ""}, "afgesloten_op", "kan niet zonder"),
        (CLOSED | {"uitkomst": "opgelost"}, "uitkomst", "Kies: advies"),
        (CLOSED | {"uitkomst": "dubbel"}, "uitkomst", "Haal deze regel weg"),
    ],
)
def test_a_wrong_row_says_where_and_what_to_do(tmp_path, world, row, column, words):
    Kern.objects.create(name="Leeg", village="Leeg", postcode4="3299")
    for name in ("Stad Noord", "Stad Zuid"):
        Kern.objects.create(name=name, village="Stad", postcode4="3298")
    Organisation.objects.create(name="Gestopt", layer="middenveld", domain="kerk", active=False)
    report = take(tmp_path, row)
    told = one_mistake(report)
    assert told.startswith(f"regel 2, kolom {column}: ")
    assert words in told
    assert not Case.objects.exists()


def test_a_provision_has_no_resident(tmp_path, world):
    bare = {**RUNNING, "voornaam": "", "achternaam": "", "geboortedatum": "", "voorziening": "De tillift"}
    assert said(take(tmp_path, bare | {"ligt_nu_bij": "inwoner"})) == [(2, "doelen"), (2, "ligt_nu_bij")]


def test_everything_at_once_and_nothing_taken(tmp_path, world):
    rows = [
        ROW,
        ROW | {"kenmerk": "A-2", "soort": "x", "ontvangen_op": "gisteren", "bsn": "1"},
        ROW | {"kenmerk": "A-3", "kern": "Nergens"},
        ROW,
    ]
    report = take(tmp_path, *rows)
    assert said(report) == [(3, "bsn"), (3, "ontvangen_op"), (3, "soort"), (4, "kern"), (5, "kenmerk")]
    assert report.taken == 0
    assert not Case.objects.exists()
    assert not Person.objects.exists()


def test_a_number_is_not_repeated(tmp_path, world):
    report = take(tmp_path, ROW | {"bsn": "123456789"})
    assert "123456789" not in one_mistake(report)


def test_one_number_for_two_people(tmp_path, world):
    rows = [ROW | {"bsn": BSN}, ROW | {"bsn": BSN, "kenmerk": "A-2", "achternaam": "Bijl"}]
    assert said(take(tmp_path, *rows)) == [(3, "bsn")]


def test_nobody_to_turn_to_is_told(tmp_path, world):
    for who in (world.teamleider, world.afdelingshoofd):
        who.memberships.update(until=today())
    assert "afdelingshoofd" in one_mistake(take(tmp_path, ROW))
    assert not Case.objects.exists()
