"""What a row is called on a page of beheer: people by their names. `str()` of it may end up in a log, so it has none."""

from functools import singledispatch
from typing import Any

from casework.defaults.models import DwangsomAmount
from casework.engine.words import euros
from casework.law.models import LegalTerm
from casework.products.models import ProductPrice
from casework.vangnet.models import VangnetBudget
from roles.models import Absence, Mandate, Membership, User


@singledispatch
def called(row: Any) -> str:
    return str(row)


@called.register
def _user(row: User) -> str:
    return row.name


@called.register
def _membership(row: Membership) -> str:
    return f"{row.user.name}, {row.get_role_display()}, {row.team or row.organisation}"


@called.register
def _absence(row: Absence) -> str:
    return f"{row.membership.user.name} afwezig vanaf {row.since:%d-%m-%Y}"


@called.register
def _mandate(row: Mandate) -> str:
    amount = f", tot {euros(row.max_amount)}" if row.max_amount is not None else ""
    return f"{row.get_kind_display()}, {row.holder}{amount}"


@called.register
def _budget(row: VangnetBudget) -> str:
    return f"Vangnet {row.team}, {row.year}"


@called.register
def _price(row: ProductPrice) -> str:
    return f"{row.product}, {row.provider}, {row.year}"


@called.register
def _dwangsom(row: DwangsomAmount) -> str:
    return f"Dwangsom vanaf {row.since:%d-%m-%Y}"


# what each term is about, for who sets its length
TERMS = {
    "onderzoek": "Onderzoek na de melding",
    "persoonlijk_plan": "Persoonlijk plan inleveren",
    "besluit": "Besluit na de aanvraag",
    "buiten_behandeling": "Een aanvraag buiten behandeling laten, na de termijn om aan te vullen",
    "ingebrekestelling": "Besluiten na een ingebrekestelling, zonder dwangsom",
    "dwangsom_vaststellen": "De dwangsom vaststellen na de laatste dag",
    "dwangsom_betalen": "De dwangsom betalen nadat hij is vastgesteld",
    "bezwaar": "Bezwaar na het versturen van een brief",
    "bezwaar_per_post": "Bezwaar dat per post kwam: binnen na het einde van de termijn",
    "bezwaar_beslissen": "Beslissen op een bezwaar, na het einde van de termijn voor bezwaar",
    "bezwaar_verdaagd": "Beslissen op een bezwaar dat is verdaagd",
    "bezwaar_commissie": "Beslissen op een bezwaar met een commissie",
    "bezwaar_commissie_verdaagd": "Beslissen op een bezwaar met een commissie dat is verdaagd",
    "bezwaar_oppakken": "Een bezwaar in behandeling nemen",
    "bezwaar_uitvoeren": "Na een gegrond bezwaar het nieuwe besluit nemen",
    "beroep": "Beroep bij de rechtbank na het versturen van de beslissing op bezwaar",
    "klacht_oppakken": "Een klacht in behandeling nemen",
    "klacht": "Een klacht afhandelen",
    "klacht_commissie": "Een klacht afhandelen met een commissie",
    "klacht_niet_behandelen": "Vertellen dat een klacht niet wordt behandeld",
    "klacht_verdaagd": "Een klacht afhandelen die is verdaagd",
    "krachtenveld_antwoord": "Beginnen aan een krachtenveldanalyse, of een nieuwe maker zoeken",
    "krachtenveld_ingrijpen": "Ingrijpen als een krachtenveldanalyse te laat is",
    "krachtenveld_bespreken": "Een krachtenveldanalyse bespreken met de inwoner",
    "meldcode_stap": "De volgende stap van de meldcode",
    "bel_en_weeg": "Bellen en wegen na een melding",
    "overlijden_afronden": "Een zaak beëindigen van wie elders als overleden is gemeld",
    "huishouden_regie": "De regie over een huishouden toewijzen",
    "huishouden_gebeurtenis": "Kijken wat een gebeurtenis voor een huishouden betekent",
    "toewijzen": "Een gewogen melding toewijzen",
    "oppakken": "Een vraag of signaal afhandelen of omzetten",
    "oppakken_escalatie": "Wat binnenkwam en bleef liggen: ook de teamleider",
    "dubbel": "Mogelijk dubbel: voeg samen of laat staan",
    "versturen": "Een brief die klaar is versturen",
    "terugbellen": "Terugbellen na een verzoek",
    "kennismaken": "Kennismaken na het begin van het onderzoek",
    "uitvoering_starten": "Uitvoering starten na het plan",
    "evaluatie_afronden": "Evaluatie: bijstellen, doorgaan of afsluiten",
    "overdracht": "Een aanbod overnemen of weigeren",
    "overdracht_escalatie": "Een aanbod overnemen of weigeren: ook de teamleider",
    "deling_loopt_af": "Delen loopt af: hoe lang ervoor de regisseur het hoort",
    "toestemming_zelf_wmo": "Toestemming onder de Wmo: zelf vanaf",
    "toestemming_samen_jeugdwet": "Toestemming onder de Jeugdwet: samen met een ouder of voogd vanaf",
    "toestemming_zelf_jeugdwet": "Toestemming onder de Jeugdwet: zelf vanaf",
    "toestemming_samen_wgbo": "Toestemming voor medische gegevens: samen met een ouder of voogd vanaf",
    "toestemming_zelf_wgbo": "Toestemming voor medische gegevens: zelf vanaf",
    "gezinsplan_afspreken": "Een gezinsplan in concept afspreken",
    "gezinsplan_akkoord": "Opnieuw akkoord vragen op een gezinsplan",
    "overleg_vastleggen": "Een gezamenlijk overleg opschrijven",
    "andere_partij": "Een andere partij zoeken, of zelf houden",
    "indicatie_afmaken": "Een indicatie in concept afmaken",
    "hulp_gestart": "Is de hulp gestart?",
    "toets": "Een afgegeven indicatie toetsen",
    "indicatie_extra": "Hoe lang een indicatie langer duurt dan het onderzoek",
    "indicatie_na_uitgifte": "Waarschuwing voor het einde: hoe lang na afgifte op zijn vroegst",
    "indicatie_waarschuwing": "Waarschuwing voor het einde van de hulp",
    "indicatie_escalatie": "Waarschuwing voor het einde van de hulp: ook de teamleider",
    "heronderzoek": "Hulp opnieuw bekijken: hoe lang voor het einde",
    "heronderzoek_besluit": "Hulp opnieuw bekijken: hoe lang voor het einde het besluit er is",
    "start_bevestigen": "Bevestigen dat de hulp is begonnen",
    "stop_bevestigen": "Bevestigen dat de hulp is gestopt",
    "pgb_opschorten": "Pgb: betaling opschorten",
    "vangnet_afmaken": "Een vangnetaanvraag in concept afmaken",
    "vangnet_beslissen": "Over een vangnetaanvraag beslissen",
    "vangnet_escalatie": "Over een vangnetaanvraag beslissen: het volgende mandaat",
    "vangnet_betalen": "Vangnet betalen na goedkeuring",
    "vangnet_verantwoorden": "Vangnet verantwoorden na betaling",
}


def term_called(code: str) -> str:
    """In words; one that a later noun brought and nobody described keeps its code."""
    return TERMS.get(code, code.replace("_", " ").capitalize())


@called.register
def _term(row: LegalTerm) -> str:
    return f"{term_called(row.code)}: {row.length} {row.unit}"
