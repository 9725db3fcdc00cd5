"""Step → letter → to whom → what it must say → who sends it by when: by hand, from the law and docs/glossary.md, nothing
read from the code. `test_step_cost` takes every step there is and holds it to `STEPS`; `test_every_letter` prints each kind
and holds it to `KINDS`.

Who adds a letter adds a row to `KINDS`, the steps that make it to `STEPS`, and what it is about to `about` in
`tests/casework/documents/about.py`.
"""

from dataclasses import dataclass
from typing import Final

PERSON: Final = "the person, or who speaks for them"
ADVISER: Final = "whoever is asked, at the address that was written down"
SENDER: Final = "who asked for it; the day after, by /post/ or by hand"
# of a decision, word for word; of these no other letter has one. That one may ask the voorzieningenrechter is told in
# others too (Awb 8:81), but that the outcome is still to come only here.
CLAUSE: Final = (
    "binnen zes weken na de dag waarop deze brief is verstuurd of aan u is gegeven (artikel 6:7 van de Awb)",
    "(artikel 10:3, derde lid, van de Awb)",
    "namens het college van burgemeester en wethouders van de gemeente Hoeksche Waard (artikel 10:10",
    "Het besluit geldt ook als u bezwaar maakt. Kunt u niet wachten op de uitkomst? Dan kunt u de voorzieningenrechter"
    " van de rechtbank om een voorlopige voorziening vragen.",
)


# of a decision on help that goes on: the contribution, the duty to report, the verordening
OF_HELP: Final = ("Het CAK stelt het bedrag vast", "artikel 2.3.8", "artikel 5 van de verordening")


@dataclass(frozen=True)
class Row:
    """A kind of letter: to whom, whether one may object, what it must say besides, and who sends it by when."""

    says: tuple[str, ...]
    clause: bool = False
    appeal: bool = False  # one may go to the court, and not object again
    to: str = PERSON
    by: str = SENDER
    joins: bool = False  # a paragraph of the decision that goes out the same day
    # what the municipality words itself, by key and in their order, before 'eigen', which every letter has. None where all
    # of it is law, or made of what was decided
    own: tuple[str, ...] = ()


KINDS: Final[dict[str, Row]] = {
    "bevestiging": Row(
        own=("gesprek", "persoonlijk_plan", "clientondersteuner", "wachten"),
        says=(
            "artikel 2.3.2 van de Wet maatschappelijke ondersteuning 2015",
            "binnen zes weken: uiterlijk op maandag 4 januari 2027",
            "binnen zeven dagen na uw melding: uiterlijk op vrijdag 27 november 2026",
            "Deze hulp is gratis en onafhankelijk",
            "Dan mag u ook zonder verslag een aanvraag doen.",
        ),
    ),
    "wie_u_nu_helpt": Row(
        own=("wie", "wij"), says=("Uw vraag ligt sinds 20 november 2026 bij Wijkteam Noord.",), joins=True
    ),
    "afsluiting": Row(
        own=("waarom", "later"),
        says=("Wij sluiten uw zaak af op 20 november 2026.", "Hebt u later weer hulp nodig"),
        joins=True,
    ),
    "afspraak": Row(
        own=("kunt_u_niet", "voorbereiden"),
        says=("Wij hebben een afspraak met u: 25 november 2026 om 14.30 uur.", "Kunt u niet?"),
    ),
    "indicatie_afgegeven": Row(
        own=("begin", "hierna"),
        clause=True,
        says=("artikel 2.3.3", "Thuiszorg Heemzicht", "mandaatbesluit 2025/113 van 9 december 2025"),
    ),
    "indicatie_hersteld": Row(clause=True, says=("komt in plaats van de brief over het besluit van 20 november 2026",)),
    "indicatie_verlengd": Row(clause=True, says=("artikel 2.3.3", "tot en met vrijdag 15 januari 2027")),
    "indicatie_ingetrokken": Row(clause=True, says=("De laatste dag met hulp is vrijdag 15 januari 2027.",)),
    "indicatie_geeindigd": Row(
        own=("nu",), says=("liep tot en met vrijdag 15 januari 2027", "Wij kunnen opnieuw tijdelijke hulp")
    ),
    "onderzoeksverslag": Row(
        own=("klopt",),
        says=("De trap op komen", "Een traplift.", "U kunt een aanvraag doen", "artikel 2.3.5", "Handtekening"),
    ),
    "advies_gevraagd": Row(
        own=("antwoord",),
        to=ADVISER,
        says=(
            "Wij vragen u om advies. Wij krijgen het graag uiterlijk op vrijdag 4 december 2026.",
            "De trap op komen",
            "Kan een traplift hier veilig?",
            "gaf daar toestemming voor op 20 november 2026.",
            "artikel 3:8 van de Algemene wet bestuursrecht",
        ),
    ),
    "aanvraag_ontvangen": Row(
        own=("intussen",), says=("Wij hebben uw aanvraag ontvangen op 20 november 2026.", "artikel 2.3.5, tweede lid")
    ),
    "verzoek_om_aanvulling": Row(
        own=("hulp",),
        says=(
            "tot en met vrijdag 4 december 2026",
            "artikel 4:5",
            "Wat gebeurt er als u niets stuurt?",
            "artikel 4:15",
        ),
    ),
    "beslistermijn_stil": Row(own=("intussen",), says=("staat stil vanaf vrijdag 20 november 2026", "onder c")),
    "beslistermijn_loopt": Row(says=("loopt hij weer.", "artikel 4:15, vierde lid", "in gebreke stellen")),
    "bericht_van_uitstel": Row(
        own=("intussen",), says=("artikel 4:14", "Die dag blijft staan.", "Dit bericht verandert niets aan dat recht.")
    ),
    "besluit": Row(
        clause=True,
        says=(
            "U krijgt: begeleiding thuis van Thuiszorg Heemzicht, 3 uur per week.",
            "Dit krijgt u niet: dagbesteding.",
            "artikel 2.3.5 en in artikel 9 van de verordening",
            "Het CAK stelt het bedrag vast",
            "artikel 2.3.8",
            "artikel 2.3.7",
        ),
    ),
    "buiten_behandeling": Row(
        own=("opnieuw",), clause=True, says=("Dit is besluit B-12.", "artikel 4:5", "binnen vier weken")
    ),
    "klacht_ontvangen": Row(
        own=("gesprek",),
        says=("Wij laten u uiterlijk op maandag 4 januari 2027 weten", "artikel 9:7", "artikel 9:10"),
    ),
    "klacht_verdaagd": Row(
        own=("intussen",), says=("U hoort nu uiterlijk op maandag 1 februari 2027 van ons.", "artikel 9:11")
    ),
    "klacht_niet_behandeld": Row(
        own=("wel",),
        says=(
            "Wij behandelen uw klacht niet.",
            "Het belang is duidelijk te klein (artikel 9:8, tweede lid, van de Awb).",
            "de Nationale ombudsman, Postbus 93122, 2509 AC Den Haag",
            "geen bezwaar maken (artikel 9:3 van de Awb)",
        ),
    ),
    "klacht_afgehandeld": Row(
        own=("hierna",),
        says=(
            "Wij vinden uw klacht gegrond.",
            "was er niet bij betrokken (artikel 9:7",
            "de Nationale ombudsman, Postbus 93122, 2509 AC Den Haag",
            "binnen één jaar na deze brief",
            "geen bezwaar maken (artikel 9:3 van de Awb)",
        ),
    ),
    "ingebrekestelling": Row(own=("bellen",), says=("artikel 4:17",)),
    "dwangsom": Row(own=("rekening",), clause=True, says=("Dit is besluit D-3.", "artikel 4:17")),
    "bezwaar_ontvangen": Row(
        own=("bellen",),
        says=(
            "Van Juridische zaken, Gemeente Hoeksche Waard",
            "Wij beslissen uiterlijk op",
            "artikel 7:2",
            "artikel 7:4",
            "Uw bezwaar is gratis",
            "Het besluit geldt zolang wij nog niet hebben beslist (artikel 6:16",
            "de voorzieningenrechter van de rechtbank om een voorlopige voorziening vragen (artikel 8:81",
        ),
    ),
    "bezwaar_herstel": Row(
        own=("hulp",), says=("U kunt dit aanvullen tot en met", "artikel 6:6", "artikel 7:10, tweede lid")
    ),
    "bezwaar_verdaagd": Row(
        own=("intussen",),
        says=("zes weken later dan eerst", "artikel 7:10, derde lid", "artikel 4:17 en 7:14", "artikel 6:12"),
    ),
    "bezwaar_uitnodiging": Row(
        own=("gesprek",),
        says=(
            "Wij nodigen u uit op vrijdag 11 december 2026 om 14.30 uur. Het gesprek is hier: Gemeentehuis, kamer 2.",
            "Dat kan vanaf vrijdag 4 december 2026 tot het gesprek",
            "uiterlijk op dinsdag 1 december 2026",
            "artikel 7:4 van de Awb",
            "U mag iemand meenemen",
            "een tolk",
            "artikel 7:8",
        ),
    ),
    "beslissing_op_bezwaar": Row(
        own=("uitleg",),
        appeal=True,
        says=(
            "U krijgt gelijk.",
            "artikel 7:11",
            "Van Juridische zaken, Gemeente Hoeksche Waard",
            "binnen zes weken na de dag waarop deze brief is verstuurd of aan u is gegeven (artikel 6:7 van de Awb)",
            "aan de rechtbank Rotterdam",
            "Nog een keer bezwaar maken kan niet.",
            "namens het college van burgemeester en wethouders van de gemeente Hoeksche Waard (artikel 10:10",
        ),
    ),
    "voorziening_verlengd": Row(
        clause=True,
        says=("Uw hulp loopt door tot en met donderdag 18 november 2027. Verder verandert er niets.", *OF_HELP),
    ),
    "voorziening_overbrugd": Row(clause=True, says=("Wij bekijken nog met u welke hulp u nodig hebt.", *OF_HELP)),
    "voorziening_gewijzigd": Row(
        clause=True,
        says=(
            "Uw hulp verandert vanaf woensdag 2 december 2026.",
            "Hoeveel Was: 2 uur per week Wordt: 3,5 uur per week",
            *OF_HELP,
        ),
    ),
    "voorziening_hersteld": Row(clause=True, says=("Was: de was Wordt: schoonmaken", *OF_HELP)),
    "voorziening_ingetrokken": Row(
        clause=True,
        says=(
            "De laatste dag met hulp is donderdag 18 november 2027.",
            "artikel 2.3.10, eerste lid, onder b,",
            "Wij hebben u hierover gehoord op 20 november 2026 (aan de keukentafel).",
        ),
    ),
    "voorziening_herzien": Row(
        clause=True,
        says=("Wij herzien het besluit over uw hulp vanaf vrijdag 20 november 2026.", "onder c,", *OF_HELP),
    ),
    "voorziening_opgeschort": Row(
        clause=True, says=("De betaling van uw pgb staat stil tot en met vrijdag 18 december 2026.", "(SVB)")
    ),
    "voorziening_teruggevorderd": Row(
        clause=True, says=("Wij vragen € 1.250,00 van u terug.", "artikel 2.4.1", "met opzet")
    ),
    "voorziening_loopt_af": Row(
        own=("nu",),
        says=("Uw hulp loopt af op donderdag 18 november 2027.", "Deze brief is geen besluit.", "cliëntondersteuner"),
    ),
    "voorziening_stopt": Row(
        own=("later",), says=("De laatste dag met hulp is donderdag 18 november 2027.", "met hulp van uw dochter")
    ),
    "voorziening_gestopt": Row(
        own=("nodig",), says=("De laatste dag met hulp was donderdag 18 november 2027.", "Bel ons dan meteen.")
    ),
    "vangnet_goedgekeurd": Row(own=("vangnet",), clause=True, says=("Dat geld komt er.", "Alerimus")),
    "vangnet_afgewezen": Row(
        own=("wat_wel",), clause=True, says=("Dat geld komt er niet.", "Een tweedehands scootmobiel")
    ),
}

# what each step asks for, as `test_step_cost` takes it: of a melding, and of a vangnet that the citizen asked for. A step
# that isn't here makes no letter.
STEPS: Final[dict[str, tuple[str, ...]]] = {
    "case.convert": ("bevestiging",),
    "case.reopen": ("bevestiging",),
    "case.confirm_alive": ("bevestiging",),
    "case.close": ("afsluiting",),
    "case.end": ("indicatie_ingetrokken",),  # the end stands in the decision on the help that ends with it
    "handover.give_back": ("wie_u_nu_helpt",),
    "indicatie.issue": ("indicatie_afgegeven",),  # which says who helps now
    "indicatie.issue_and_give": ("indicatie_afgegeven",),
    "indicatie.correct": ("indicatie_hersteld",),
    "indicatie.extend": ("indicatie_verlengd",),
    "indicatie.withdraw": ("indicatie_ingetrokken",),
    "vangnet.approve": ("vangnet_goedgekeurd",),
    "vangnet.reject": ("vangnet_afgewezen",),
    "document.remake": ("bevestiging",),
    "research.settle": ("onderzoeksverslag",),
    "research.sign": ("aanvraag_ontvangen",),
    "research.sign_at_table": ("onderzoeksverslag", "aanvraag_ontvangen"),
    "application.decide": ("besluit",),
    "application.ask_more": ("verzoek_om_aanvulling",),
    "application.suspend": ("beslistermijn_stil",),
    "application.delay": ("bericht_van_uitstel",),
    "application.leave_out": ("buiten_behandeling",),
    "default_notice.establish": ("dwangsom",),
    "provision.order": ("bestelblad",),  # to the supplier; the citizen gets none
    "objection.ask_repair": ("bezwaar_herstel",),
    "objection.invite": ("bezwaar_uitnodiging", "bezwaardossier"),
    "objection.in_default": ("ingebrekestelling",),
    "objection.adjourn": ("bezwaar_verdaagd",),
    "objection.compile_file": ("bezwaardossier",),
    "objection.decide": ("beslissing_op_bezwaar",),
    "complaint.adjourn": ("klacht_verdaagd",),
    "complaint.leave_out": ("klacht_niet_behandeld",),
    "complaint.settle": ("klacht_afgehandeld",),
    "complaint.resolve": ("klacht_afgehandeld",),
    "provision.extend": ("voorziening_verlengd",),
    "provision.bridge": ("voorziening_overbrugd",),
    "provision.change": ("voorziening_gewijzigd",),
    "provision.correct": ("voorziening_hersteld",),
    "provision.review": ("voorziening_ingetrokken",),  # taken as a withdrawal
    "provision.suspend_payment": ("voorziening_opgeschort",),
    "provision.recover": ("voorziening_teruggevorderd",),
    "provision.let_end": ("voorziening_stopt",),
}
