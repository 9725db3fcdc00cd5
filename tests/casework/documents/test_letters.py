"""What a letter says on paper, that it holds whatever was typed, and that it reads aloud."""

import io
import json

import pytest
from pypdf import PdfReader

from casework.desk.summary import summary
from casework.documents.content import letter_content
from casework.documents.kinds import kind_of
from casework.documents.press import pages_of
from casework.provisions.versions import ProvisionVersion
from casework.wording.models import Wording
from tests.casework.documents import paper_fixtures as f
from tests.casework.documents.about import about
from tests.casework.documents.paper_fixtures import LONG, NASTY, stands_in

pytestmark = pytest.mark.django_db


def test_the_corrected_indicatie_says_what_replaced_what(office):
    case = f.case(office)
    said = f.words(f.paper("indicatie_hersteld", case, about(office, case, "indicatie_hersteld")))
    assert "Deze brief komt in plaats van de brief over het besluit van 20 november 2026" in said
    assert "Er stond te weinig hulp." in said
    assert "Hoeveel Er stond: elke dag Het moet zijn: elke dag twee keer een half uur" in said
    assert "Wie geeft de hulp Er stond" not in said
    assert "310" not in said


DECIDED_SAYS = (
    "U krijgt: begeleiding thuis van Thuiszorg Heemzicht, 3 uur per week.",
    "De hulp begint op vrijdag 20 november 2026 en loopt tot en met vrijdag 19 november 2027.",
    "Rond vrijdag 20 augustus 2027 kijken wij samen met u of de hulp nog past.",
    "U ziet bijna niets meer. <b>Buiten</b> lopen lukt niet zonder hulp.",
    "Dat staat in de Wmo 2015, artikel 2.3.5 en in artikel 9 van de verordening.",
    "Ja, een eigen bijdrage. Het CAK stelt het bedrag vast",
    "artikel 2.1.4b",
    "Vertel het ons meteen als uw situatie verandert",
    "artikel 2.3.8",
    "U krijgt een persoonsgebonden budget (pgb) voor: vervoer",
    "Het tarief is € 21,50 per uur. Uw dochter Ria beheert het pgb.",
    "de Sociale Verzekeringsbank (SVB) betaalt wie u helpt",
    "U krijgt: traplift van Thuiszorg Heemzicht. U krijgt het te leen.",
    "Ja: de woningstichting, per brief (artikel 2.3.7 van de Wmo 2015).",
    "Nee. Voor een rolstoel betaalt u geen eigen bijdrage.",
    "Dit krijgt u niet: dagbesteding. Waarom krijgt u deze hulp niet?",
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
    first = said.index("U krijgt: begeleiding thuis, vervoer, traplift. Dit krijgt u niet: dagbesteding.")
    assert first < said.index("Waarom krijgt u deze hulp?")
    assert "[[" not in said


def test_a_change_says_what_was_and_what_is_in_words_with_its_unit(office):
    """Also of what is given once, which begins nowhere, and where another decision counts otherwise."""
    case = f.case(office)
    lift = {"once": True, "lent": True, "amount": None, "unit": "", "period": "", "frequency": "", "ends_on": None}
    other = f.provision(office, case, "gewijzigd")
    ProvisionVersion.objects.update(
        was={"amount": "2.00", "unit": "keer", "period": "maand", "contribution": False},
        became={"amount": "3.50", "unit": "uur", "period": "week", "contribution": True},
    )
    said = f.words(f.paper("voorziening_gewijzigd", case, other))
    assert "Hoeveel Was: 2 keer per maand Wordt: 3,5 uur per week" in said
    assert "Eigen bijdrage Was: nee Wordt: ja" in said
    assert "Gerekend in" not in said
    said = f.words(f.paper("voorziening_loopt_af", case, f.provision(office, case, what="Een traplift", **lift)))
    assert "U krijgt het vanaf donderdag 20 november 2025" in said
    assert "Begint op" not in said


# what a letter said there before the municipality could word it, and what it is asked in
WORDED = {
    "verzoek_om_aanvulling": ("hulp", "Bel ons. Wij helpen u."),
    "voorziening_loopt_af": ("nu", "Een onafhankelijke cliëntondersteuner kan met u meedenken."),
    "voorziening_stopt": ("later", "Meld u dan opnieuw bij het wijkteam."),
    "voorziening_gestopt": ("nodig", "Bel ons dan meteen."),
    "onderzoeksverslag": ("klopt", "of voegen wij uw reactie toe."),
}


def test_what_the_municipality_words_in_newer_letters(office):
    """A letter that was frozen before there was such a paragraph goes on saying what it said."""
    for kind, (key, was) in WORDED.items():
        case = f.case(office)
        obj = about(office, case, kind)
        Wording.objects.create(letter=kind, paragraph=key, text="Bel [wijkteam] maar.", since=f.ON)
        said = letter_content(kind_of(kind), case, obj, on=f.ON)
        before = said | {"texts": {name: text for name, text in said["texts"].items() if name != key}}
        now, then = (" ".join(html for html, _ in pages_of(one)) for one in (said, before))
        assert "Bel Wijkteam Noord maar." in now, kind
        assert was not in now, kind
        assert was in then, kind


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
