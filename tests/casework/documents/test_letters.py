"""What a letter says on paper, that it holds whatever was typed, and that it reads aloud."""

import io
import json

import pytest
from pypdf import PdfReader

from casework.desk.summary import summary
from casework.documents.content import letter_content
from casework.documents.kinds import kind_of, letters
from tests.casework.documents import paper_fixtures as f
from tests.casework.documents.paper_fixtures import LONG, NASTY, stands_in

pytestmark = pytest.mark.django_db


def about(office, case, kind):
    if kind == "indicatie_hersteld":
        wrong = f.indicatie(
            office, case, state="vervangen", frequency="elke dag", replaced_why="Er stond te weinig hulp."
        )
        return f.indicatie(office, case, replaces=wrong)
    if kind.startswith("voorziening_"):
        return f.provision(office, case, kind.removeprefix("voorziening_"))
    if kind == "besluit":
        return f.decided(office, case)
    if kind == "afspraak":
        return f.appointment(office, case)
    if kind.startswith("indicatie"):
        return f.indicatie(office, case)
    return f.request(office, case) if kind.startswith("vangnet") else None


# by hand, from the law: with an objection clause, or without
CLAUSE = {
    "bevestiging": False,
    "afspraak": False,
    "besluit": True,
    "indicatie_afgegeven": True,
    "indicatie_hersteld": True,
    "indicatie_verlengd": True,
    "indicatie_ingetrokken": True,
    "indicatie_geeindigd": False,
    "voorziening_verlengd": True,
    "voorziening_overbrugd": True,
    "voorziening_gewijzigd": True,
    "voorziening_hersteld": True,
    "voorziening_ingetrokken": True,
    "voorziening_herzien": True,
    "voorziening_opgeschort": True,
    "voorziening_teruggevorderd": True,
    "voorziening_loopt_af": False,
    "voorziening_stopt": False,
    "voorziening_gestopt": False,
    "vangnet_goedgekeurd": True,
    "vangnet_afgewezen": True,
}


@pytest.mark.parametrize(("kind", "clause"), CLAUSE.items())
def test_each_letter(office, kind, clause):
    case = f.case(office)
    pdf = f.paper(kind, case, about(office, case, kind))
    said = f.words(pdf)
    assert kind_of(kind).label in said
    assert "Geachte Bep van der Waal," in said
    assert "Voorstraat 12 3265 BT Piershil" in said
    assert "0186 12 34 56" in said
    assert ("binnen zes weken na de dag waarop deze brief is verstuurd of aan u is gegeven" in said) is clause
    assert ("artikel 10:3, derde lid" in said) is clause
    assert ("namens het college van burgemeester en wethouders van de gemeente Hoeksche Waard" in said) is clause
    for number, page in enumerate(PdfReader(io.BytesIO(pdf)).pages, 1):
        text = f.page_words(page)
        assert "Gemeente Hoeksche Waard" in text
        assert case.ref in text
        assert f"Pagina {number} van {len(PdfReader(io.BytesIO(pdf)).pages)}" in text


def test_every_kind_of_letter_is_in_the_table():
    assert set(CLAUSE) == set(letters())
    assert {kind for kind, clause in CLAUSE.items() if clause} == {kind for kind in letters() if kind_of(kind).clause}


def test_the_corrected_indicatie_says_what_replaced_what(office):
    case = f.case(office)
    said = f.words(f.paper("indicatie_hersteld", case, about(office, case, "indicatie_hersteld")))
    assert "Deze brief komt in plaats van de brief over het besluit van 20 november 2026" in said
    assert "Er stond te weinig hulp." in said
    assert "Hoeveel Er stond: elke dag Het moet zijn: elke dag twee keer een half uur" in said
    assert "Wie geeft de hulp Er stond" not in said
    assert "310" not in said


DECIDED_SAYS = (
    "U krijgt begeleiding thuis van Thuiszorg Heemzicht, 3 uur per week.",
    "De hulp begint op vrijdag 20 november 2026 en loopt tot en met vrijdag 19 november 2027.",
    "Rond vrijdag 20 augustus 2027 kijken wij samen met u of de hulp nog past.",
    "U ziet bijna niets meer. <b>Buiten</b> lopen lukt niet zonder hulp.",
    "Dat staat in de Wmo 2015, artikel 2.3.5 en in artikel 9 van de verordening.",
    "Ja, een eigen bijdrage. Het CAK stelt het bedrag vast",
    "artikel 2.1.4b",
    "Vertel het ons meteen als uw situatie verandert",
    "artikel 2.3.8",
    "U krijgt een persoonsgebonden budget (pgb) voor vervoer",
    "Het tarief is € 21,50 per uur. Uw dochter Ria beheert het pgb.",
    "de Sociale Verzekeringsbank (SVB) betaalt wie u helpt",
    "U krijgt traplift van Thuiszorg Heemzicht. U krijgt het te leen.",
    "Ja: de woningstichting, per brief (artikel 2.3.7 van de Wmo 2015).",
    "Nee. Voor een rolstoel betaalt u geen eigen bijdrage.",
    "U krijgt geen dagbesteding. Waarom krijgt u deze hulp niet?",
    "uw aanvraag van 20 november 2026",
    "artikel 1.2.1",
    "Besluit op uw aanvraag van 20 november 2026, nummer HW-",
    "mandaatbesluit 2025/113 van 9 december 2025",
    "beslist niet over uw bezwaar",
    "Het besluit geldt ook als u bezwaar maakt.",
    "voorlopige voorziening",
)


def test_the_decision_says_what_the_law_asks(office):
    """What and how much first, each kind of help on its own; why, on which articles, the contribution, the duty to report,
    what belongs to a pgb, the owner heard; the objection, the mandate and who (Awb 3:46, 3:47; Wmo 2015, 2.3.5 to 2.3.8)."""
    case = f.case(office)
    said = f.words(f.paper("besluit", case, f.decided(office, case)))
    assert [part for part in DECIDED_SAYS if not stands_in(part, said)] == []
    first = said.index("U krijgt begeleiding thuis. U krijgt vervoer.")
    assert first < said.index("Waarom krijgt u deze hulp?")
    assert "[[" not in said


HELP_SAYS = {
    "voorziening_verlengd": "Uw hulp loopt door tot en met donderdag 18 november 2027. Verder verandert er niets. | artikel 2.3.5",
    "voorziening_overbrugd": "Wij bekijken nog met u welke hulp u nodig hebt. | Dat staat in artikel 2.3.5",
    "voorziening_gewijzigd": "Uw hulp verandert vanaf woensdag 2 december 2026. | Hoeveel Was: 2 Wordt: 3,5 | 3,5 uur per week",
    "voorziening_hersteld": "Wij hebben een fout in ons besluit over uw hulp hersteld. | Was: de was Wordt: schoonmaken",
    "voorziening_ingetrokken": "De laatste dag met hulp is donderdag 18 november 2027. | artikel 2.3.10, eerste lid, onder b, | "
    "u deze hulp niet meer nodig hebt | Wij hebben u hierover gehoord op 20 november 2026 (aan de keukentafel).",
    "voorziening_herzien": "Wij herzien het besluit over uw hulp vanaf vrijdag 20 november 2026. | onder c,",
    "voorziening_opgeschort": "De betaling van uw pgb staat stil tot en met vrijdag 18 december 2026. | (SVB)",
    "voorziening_teruggevorderd": "Wij vragen € 1.250,00 van u terug. | artikel 2.4.1 | met opzet",
    "voorziening_loopt_af": "Uw hulp loopt af op donderdag 18 november 2027. | Deze brief is geen besluit. | cliëntondersteuner",
    "voorziening_stopt": "De laatste dag met hulp is donderdag 18 november 2027. | met hulp van uw dochter",
    "voorziening_gestopt": "De laatste dag met hulp was donderdag 18 november 2027. | Bel ons dan meteen.",
}


@pytest.mark.parametrize(("kind", "says"), HELP_SAYS.items())
def test_letters_about_help_that_was_granted_say_what_the_law_asks(office, kind, says):
    """A decision also: the contribution, the duty to report, the articles of law and of the verordening."""
    case = f.case(office)
    said = f.words(f.paper(kind, case, about(office, case, kind)))
    for part in says.split(" | "):
        assert part in said.replace("\N{NO-BREAK SPACE}", " "), part
    decides_on = CLAUSE[kind] and kind not in ("voorziening_ingetrokken", "voorziening_teruggevorderd")
    for part in ("Het CAK stelt het bedrag vast", "artikel 2.3.8"):
        assert (part in said) is decides_on
    assert ("artikel 5 van de verordening" in said) is (CLAUSE[kind] and kind != "voorziening_opgeschort")


def test_the_confirmation_says_what_the_law_asks(office):
    said = f.words(f.paper("bevestiging", f.case(office)))
    assert "binnen zes weken: uiterlijk op maandag 4 januari 2027" in said
    assert "binnen zeven dagen na uw melding: uiterlijk op vrijdag 27 november 2026" in said
    assert "Deze hulp is gratis en onafhankelijk" in said
    assert "Duurt het onderzoek langer dan zes weken? Dan mag u ook zonder verslag een aanvraag doen." in said


def test_the_issued_indicatie_says_what_the_law_asks(office):
    case = f.case(office)
    said = f.words(f.paper("indicatie_afgegeven", case, f.indicatie(office, case)))
    for part in (
        "Thuiszorg Heemzicht",
        "elke dag twee keer een half uur",
        "vrijdag 20 november 2026",
        "vrijdag 15 januari 2027",
        "artikel 2.3.3",
        "artikel 10:10",
        "mandaatbesluit 2025/113 van 9 december 2025",
        "Anneke Vermeer werkt bij Wijkverpleging Waard",
        "Anneke Vermeer beslist niet over uw bezwaar",
        "Zij kan niet alleen blijven",
    ):
        assert part in said


def test_a_withdrawal_says_why_how_heard_and_from_when(office):
    case = f.case(office)
    indicatie = f.indicatie(
        office, case, withdrawn_why="De buren nemen het over.", heard_how="aan de keukentafel", heard_on=f.ON
    )
    said = f.words(f.paper("indicatie_ingetrokken", case, indicatie))
    assert "De laatste dag met hulp is vrijdag 15 januari 2027." in said
    assert "De buren nemen het over." in said
    assert "Wij hebben u hierover gehoord op 20 november 2026 (aan de keukentafel)." in said


def test_a_letter_with_a_secret_address_is_given_by_hand(office):
    said = f.words(f.paper("bevestiging", f.case(office, person=f.person(secret_address=True))))
    assert "Persoonlijk overhandigen" in said
    assert "Voorstraat" not in said


def test_pages_are_tagged_and_speak_dutch(office):
    for pdf in (
        f.paper("bevestiging", f.case(office)),
        f.printed(summary(f.full_case(office), for_citizen=True, shielded=False, on=f.ON)),
    ):
        catalog = PdfReader(io.BytesIO(pdf)).trailer["/Root"]
        assert catalog["/Lang"] == "nl"
        assert catalog["/MarkInfo"]["/Marked"]
        assert catalog["/ViewerPreferences"]["/DisplayDocTitle"]
        assert b'pdfuaid:part="1"' in catalog["/Metadata"].get_data()
        kinds = list(tags(catalog["/StructTreeRoot"]))
        assert kinds.count("/H1") == 1
        assert {"/P", "/Table", "/TH", "/TD", "/H2"} <= set(kinds)
        assert all(alt for kind, alt in figures(catalog["/StructTreeRoot"]))


def tags(node):
    for kid in children(node):
        yield kid.get("/S")
        yield from tags(kid)


def figures(node):
    for kid in children(node):
        if kid.get("/S") == "/Figure":
            yield "/Figure", kid.get("/Alt")
        yield from figures(kid)


def children(node):
    kids = node.get("/K", [])
    for kid in kids if isinstance(kids, list) else [kids]:
        kid = kid.get_object()
        if isinstance(kid, dict) and "/S" in kid:
            yield kid


def test_what_was_typed_neither_breaks_nor_injects_anything(office, offline):
    case = f.case(office, question=NASTY + "\n\n" + "Heel veel tekst. " * 800, person=f.person(family_name=LONG[:120]))
    pdf = f.paper("bevestiging", case)
    said = f.words(pdf)
    for part in (
        "\"kom\" & 'ga'",
        "<script>alert(1)</script>",
        "<b>vet</b>",
        "{{ s.ref }}",
        "{% now 'Y' %}",
        "omgekeerd",
        "<link rel=attachment href=file:///etc/passwd>",
    ):
        assert stands_in(part, said), part
    assert stands_in(LONG, said)
    assert "/EmbeddedFiles" not in PdfReader(io.BytesIO(pdf)).trailer["/Root"].get("/Names", {})
    assert on_the_paper(pdf)


def on_the_paper(pdf):
    """No line of text begins outside the page."""
    starts = []
    for page in PdfReader(io.BytesIO(pdf)).pages:
        width = float(page.mediabox.width)
        page.extract_text(
            visitor_text=lambda text, cm, tm, *rest, width=width: starts.append(0 <= tm[4] * cm[0] + cm[4] <= width)
        )
    return all(starts)


def test_the_same_snapshot_gives_the_same_document(office):
    case = f.case(office)
    snapshot = json.loads(json.dumps(letter_content(kind_of("bevestiging"), case, None, on=f.ON)))
    first = f.printed(snapshot)
    case.person.family_name = "Anders"
    case.person.save()
    type(office.team).objects.filter(pk=office.team.pk).update(name="Ander team")
    assert f.printed(snapshot) == first


def test_only_the_fonts_of_the_product_are_used_and_nothing_is_a_box(office, offline):
    case = f.case(office, question="Zij zei 😊 en ሰላም, “ja” – Łódź")
    pdf = f.paper("bevestiging", case)
    said = f.words(pdf)
    assert "Zij zei [plaatje] en [tekens die niet op papier kunnen], “ja” – Łódź" in said
    names = {
        str(font.get_object()["/BaseFont"])
        for page in PdfReader(io.BytesIO(pdf)).pages
        for font in page["/Resources"]["/Font"].values()
    }
    assert names
    assert {name.split("+")[1].split("-")[0] for name in names} == {"Source"}
