"""What is being done: by partners, family, providers and residents themselves."""

from dataclasses import replace
from decimal import Decimal
from typing import Final

from casework.callbacks.effects import Said
from casework.goals.models import Goal
from casework.waits.states import WaitsFor
from roles.matrix import GrantKind
from wijkteam.town.demo.ingredients import Agreement, Care, Money, Network, Question
from wijkteam.town.demo.parties import INWONER
from wijkteam.town.demo.played_case import PlayedCase
from wijkteam.town.demo.scenarios.parts import (
    applied_for,
    opened,
    opened_with_help,
    paid_out,
    planned,
    taken_over,
    told,
)
from wijkteam.town.demo.timeline import Moments

# --- the resident who can log in -------------------------------------------------------------------------------

# weeks ago, and what was told of the walk, of the talking and of going out
_HOW_JAN_DID: Final = (
    (16, "Tot de brug en terug, met de rollator.", "Hij oefent thuis met zijn dochter, elke avond.",
     "Jan komt op woensdag. Hij lacht meer dan hij zegt."),
    (10, "Nu zonder rollator. De hond trekt niet meer.", "Hij belt ons nu zelf als hij later komt.",
     "Hij zet de koffie en houdt de lijst bij."),
    (3.8, "Elke dag, ook met regen.", "Hele zinnen. Alleen de telefoon blijft lastig.",
     "Vorige week las hij voor aan drie mensen."),
)  # fmt: skip


def own_case(case: PlayedCase, question: Question, care: Care, network: Network) -> Moments:
    """The resident who can log in: follows his own case, tells how it goes, and is asked to take it back."""
    yield from opened_with_help(case, question, care, case.weeks_ago(26, 10), met=(2, 10))
    case.open_to("inwoner", GrantKind.OWN, "Het is zijn eigen zaak; hij vroeg erom aan de keukentafel")
    case.brings_own_plan()
    case.note("Hij schreef zelf een plan, twee kantjes: 'Eerst lopen, dan praten, dan de hond.'")
    case.knows_all(network)
    application = yield from applied_for(
        case, care.what, care.found, report=(2, 14), applied=(2, 10), decided=(5, 11),
        says="Zo is het. Lopen wil ik het eerst, en zelf.",
    )  # fmt: skip
    case.granted(application, care, weeks=52)
    walk = case.goal("Ik wil elke dag zelf met de hond langs de dijk", INWONER, every=14)
    talk = case.goal_of(care)
    out = case.goal("Ik wil weer onder de mensen, ook al praat ik langzaam", case.organisation("Bij de Oma's"))
    case.plan(care.found)
    yield case.after(days=2, hour=13)
    case.start(case.workday(9))
    case.shares("CAK", ("bereiken", "besluit"), "betalen", "cak", "Het CAK int de eigen bijdrage voor uw begeleiding.")
    why = "Uw huisarts en wij stemmen af wat u na uw beroerte weer kunt."
    case.shares("Huisartsenpraktijk De Dijk", ("vraag",), "afstemmen", "taak", why, until=case.workday(6))
    yield from _told_by_all(case, _HOW_JAN_DID[:2], walk, talk, out)
    yield from _drawn_by_welzijn(case)
    yield from _told_by_all(case, _HOW_JAN_DID[2:], walk, talk, out)
    yield from _asked_to_take_it_back(case, walk, out)


def _told_by_all(case: PlayedCase, told: tuple[tuple[float, str, str, str], ...], walk: Goal, talk: Goal,
                 out: Goal) -> Moments:  # fmt: skip
    for weeks, of_walk, of_talk, of_out in told:
        yield case.weeks_ago(weeks, 11)
        case.tell(walk, of_walk, "inwoner")
        case.tell(talk, of_talk, "uitvoerder", score=0)
        case.tell(out, of_out, "middenveld")


# who stands around Jan, now and as it could be
_AROUND_JAN: Final = (
    {"name": "Dochter Lisa", "role": "dochter, doet alles", "influence": "groot", "stance": "mee",
     "influence_then": "gemiddeld"},
    {"name": "Zoon Rob", "role": "zoon, wil een verpleeghuis", "influence": "groot", "stance": "tegen",
     "stance_then": "neutraal"},
    {"name": "Heemzicht", "role": "begeleiding thuis", "influence": "gemiddeld", "stance": "mee"},
    {"name": "De logopedist", "role": "taal na de beroerte", "influence": "klein", "stance": "mee"},
    {"name": "De huisarts", "role": "", "influence": "gemiddeld", "stance": "neutraal", "stance_then": "mee"},
    {"name": "De woningcorporatie", "role": "verhuurder", "influence": "klein", "stance": ""},
    {"name": "Buurman Kees", "role": "loopt mee met de hond", "there": "straks", "influence": "klein", "stance": "mee"},
)  # fmt: skip
_TIES_OF_JAN: Final = (
    ("Dochter Lisa", "", "steunend", "steunend"),
    ("Zoon Rob", "", "gespannen", "steunend"),
    ("Dochter Lisa", "Zoon Rob", "verbroken", "zakelijk"),
    ("Heemzicht", "", "steunend", "steunend"),
    ("Heemzicht", "Dochter Lisa", "gespannen", "steunend"),
    ("De logopedist", "Heemzicht", "", "zakelijk"),
    ("De huisarts", "Zoon Rob", "zakelijk", "zakelijk"),
    ("De huisarts", "", "zakelijk", "steunend"),
    ("Buurman Kees", "", "", "steunend"),
)


def _drawn_by_welzijn(case: PlayedCase) -> Moments:
    """His children pull him two ways. Welzijn, which doesn't lead the case, draws who stands around him; he reads it."""
    yield case.weeks_ago(9, 10)
    field = case.asks_for_a_field(
        "nadia.bouchar", "Welzijn Hoeksche Waard",
        "Zijn dochter regelt alles, zijn zoon wil hem naar een verpleeghuis. Elke hulpverlener hoort een ander verhaal."
        " Wij staan er zelf te dicht op.",
        weeks=3,
    )  # fmt: skip
    yield case.weeks_ago(8.6, 9)
    case.take(field, "accept", "nadia.bouchar")
    yield case.weeks_ago(7.6, 13)
    there = tuple({"there": "allebei"} | one for one in _AROUND_JAN)
    case.draws(
        field, there, _TIES_OF_JAN, directs="Dochter Lisa", regie_then="inwoner",
        change="Jan beslist weer zelf, met één rustig gesprek per maand. Lisa doet minder: Heemzicht belt Jan zelf en niet"
        " haar. Rob komt eens mee naar de logopedist, dan hoort hij wat zijn vader al zegt. De huisarts vertelt beide"
        " kinderen hetzelfde, met Jan erbij.",
    )  # fmt: skip
    yield case.weeks_ago(6.6, 14)
    case.take(
        field, "discuss", discussed_on=case.on,
        said="‘Ik ben geen pakketje. Het eerste gesprek is aan mijn eigen tafel, met allebei de kinderen.’",
    )  # fmt: skip


def _asked_to_take_it_back(case: PlayedCase, walk: Goal, out: Goal) -> Moments:
    yield case.workdays_ago(8, 19)
    case.tell(walk, "Drie keer per dag, en de laatste ronde met de buurman.", "inwoner")
    yield case.workdays_ago(6, 10)
    case.take(out, "achieve")
    case.summaries()
    case.known_as("eigen zaak")
    yield case.workdays_ago(3, 9)
    taxi = case.rang("Kan de taxi naar het ziekenhuis ook op de middag?", "administratie", phone="0186 55 84 02")
    yield case.workdays_ago(2, 16)
    said = Said("De taxi kan ook om half drie. Jan belt zelf om hem te verzetten, zijn dochter luistert mee.")
    case.take(taxi, "call", said=said)
    yield case.workdays_ago(1, 14)
    case.offer(INWONER, "U loopt, praat en leest voor. Wilt u het zelf weer in de hand nemen? Wij blijven te bellen.")
    case.appointment("Bel Jan over het aanbod", case.workday(1))


# --- with a partner --------------------------------------------------------------------------------------------


def held_by_partner(case: PlayedCase, question: Question, agreement: Agreement, network: Network) -> Moments:
    """The question rests with the partner; what is told about it comes from there."""
    yield from opened(case, question, case.weeks_ago(13, 14), network=network)
    yield case.after(weeks=2, hour=11)
    goal = case.goal(agreement.goal, case.organisation(agreement.partner))
    case.goal("Ik bel mijn zus elke week, ook als het goed gaat", INWONER, every=90)
    case.plan(agreement.found)
    yield from taken_over(case, agreement, goal, answered=(3, 10))
    case.start(case.workday(22))
    yield from told(case, goal, agreement, weeks=4, hour=16)


def learning_to_live_alone(case: PlayedCase, question: Question, agreement: Agreement, money: Money,
                           network: Network) -> Moments:  # fmt: skip
    """Nineteen, a room of his own; money approved that must still be paid."""
    yield from opened(case, question, case.weeks_ago(11, 13), network=network)
    yield case.after(weeks=1, hour=15)
    work = case.goal(agreement.goal, case.organisation(agreement.partner), every=42)
    post = case.goal("Ik maak mijn post open op de dag dat die komt", INWONER, every=42)
    case.plan(agreement.found)
    yield from taken_over(case, agreement, work, answered=(2, 11))
    case.start(case.workday(15))
    yield case.weeks_ago(4, 10)
    case.tell(work, agreement.told[0], agreement.by)
    case.tell(post, "Hij zette een bakje bij de deur.", score=0)
    yield case.workdays_ago(3, 9.5)
    case.in_a_file(case.take(case.asked(money), "approve", "teamleider3"), pay_on=case.workday(2))
    bicycle = replace(money, purpose="Een tweedehands fiets, om op tijd op zijn werk te zijn", amount="140.00")
    case.in_a_released_file(case.take(case.asked(bicycle), "approve", "teamleider3"), pay_on=case.workday(1))
    case.waits(WaitsFor.LEVERANCIER, "het bed en de kast", case.workday(7))


def partner_of(case: PlayedCase, question: Question, agreement: Agreement) -> Moments:
    """The wife of a resident with day care: her own case, her own decisions, linked to his."""
    yield from opened(case, question, case.weeks_ago(9, 11))
    case.linked("dagopvang")
    case.knows("Trudie Bestman", "vriendin van het koor", "kunst", 2)
    yield case.after(weeks=2, hour=13)
    goal = planned(case, agreement, every=21)
    yield case.after(days=1, hour=10)
    case.start(case.workday(3))
    yield case.weeks_ago(4, 12)
    case.tell(goal, agreement.told[0], agreement.by)
    yield case.workdays_ago(2, 9.5)
    case.offer(case.organisation(agreement.partner), agreement.need, anonymous=True)
    case.waits(WaitsFor.OFFERTE, "voor de tweede trapleuning", case.workday(0))


# --- with a provider -------------------------------------------------------------------------------------------


def at_the_provider(case: PlayedCase, question: Question, care: Care, network: Network) -> Moments:
    """Day care on a decision; the evaluation is today, and the provider should have told how it goes."""
    yield from opened(case, question, case.weeks_ago(24, 10), network=network)
    case.known_as("dagopvang")
    application = yield from applied_for(case, care.what, care.found, report=(3, 15), applied=(2, 11), decided=(6, 9.5))
    case.granted(application, care, starts=case.later(days=5))
    goal = case.goal_of(care, every=28)
    case.plan(care.found, "naaste", "zijn vrouw Coby")
    yield case.after(weeks=1, hour=10)
    case.help_begins()
    case.start(case.workday(0))
    why = "Zij voeren het besluit over de dagopvang uit."
    case.shares(case.organisation(care.provider), ("bereiken", "besluit"), "uitvoeren", "aanbieder", why)
    case.shares("CAK", ("bereiken", "besluit"), "betalen", "cak", "Het CAK int de eigen bijdrage voor de dagopvang.")
    for text, score in (("Hij moest wennen en liep twee keer weg.", -1), ("Hij helpt in de tuin en eet mee.", 0)):
        yield case.after(weeks=4, hour=15)
        case.tell(goal, text, "uitvoerder", score=score)
    yield case.weeks_ago(5, 15)
    case.tell(goal, "Vaste dagen doen hem goed. De chauffeur kent hem nu.", "uitvoerder", score=1)


# --- with the family -------------------------------------------------------------------------------------------


def with_the_family(case: PlayedCase, question: Question, agreement: Agreement, network: Network) -> Moments:
    """Held by a grandson; one offer to a partner was taken back when he stepped in."""
    near, *_ = yield from opened(case, question, case.weeks_ago(14, 9), network=network)
    yield case.after(weeks=1, hour=10)
    goal = case.goal(agreement.goal, near, every=60)
    case.plan(agreement.found, "naaste", near.name)
    offer = case.offer(case.organisation(agreement.partner), agreement.need)
    yield case.after(days=3, hour=14)
    case.take(offer, "withdraw", why="Zijn kleinzoon wil het zelf doen, samen met zijn vriendin.")
    again = case.offer(near, "Elke week boodschappen, en op zondag eten.")
    case.accepted(again, who=near.name, how="aan de telefoon, hij belde zelf")
    yield case.after(days=2, hour=11)
    case.start(case.workday(30))
    yield case.weeks_ago(5, 16)
    case.tell(goal, agreement.told[0], score=1)


def overloaded(case: PlayedCase, question: Question, agreement: Agreement, care: Care, money: Money,
               network: Network) -> Moments:  # fmt: skip
    """A daughter who does everything; one goal was offered on, and nobody answers."""
    brother, mother = yield from opened(case, question, case.weeks_ago(12, 16), network=network)
    yield case.after(weeks=2, hour=10)
    shared = case.goal("Mijn broer doet het weekend", brother, every=42)
    breathe = case.goal(agreement.goal, case.who(), every=42)
    case.plan(agreement.found, "naaste", mother.name)
    yield case.after(days=3, hour=14)
    case.start(case.workday(6))
    yield case.weeks_ago(6, 10)
    case.take(case.draft(care), "discard")
    case.note("Haar broer betaalt een hulp voor hun moeder. De voorlopige indicatie is niet nodig.")
    request = case.asked(money)
    # a little less than was approved: the rest is free again
    yield from paid_out(case, request, "teamleider", approved=(0, 15), paid=(1, 11), amount="325.00")
    yield case.weeks_ago(5, 15)
    case.tell(shared, "Hij komt om het weekend. Dat is al iets.", score=-1)
    case.tell(breathe, "Zij sliep twee nachten door, in een logeerbed.", score=0)
    yield case.workdays_ago(12, 11)
    case.offer(case.organisation(agreement.partner), agreement.need, goal=breathe)
    yield case.workdays_ago(10, 11)
    field = case.asks_for_a_field(
        "uitvoerder",
        "Heemzicht",
        "Anja zorgt voor haar moeder, met een broer, de thuiszorg, een bewindvoerder en de dagopvang eromheen. Niemand"
        " weet wie wat beslist.",
        weeks=5,
    )
    yield case.workdays_ago(7, 15)
    case.take(field, "accept", "uitvoerder")
    for name, role in (("Broer Wim", "woont in Zeeland"), ("De bewindvoerder", "regelt het geld van haar moeder")):
        case.take(field, "add_party", "uitvoerder", name=name, role=role, there="allebei")
    yield from _worried_about_her_mother(case)


def _worried_about_her_mother(case: PlayedCase) -> Moments:
    """Care that became too much: the meldcode was begun, and she is to be spoken with now. On the file stands none of it."""
    yield case.workdays_ago(4, 14.5)
    meldcode = case.suspects(
        "Op huisbezoek zag ik blauwe plekken om beide polsen van haar moeder. Anja zei: ‘Ik trok te hard, zij wilde niet"
        " uit bed.’ Zij huilde daarbij. Haar moeder zei niets en keek weg. De thuiszorg belde een dag later: vorige week"
        " zat de kamerdeur aan de buitenkant op slot. Mijn indruk: zij is op, en schaamt zich.",
        kept_why="Leest zij dit voordat wij haar spreken, dan laat zij misschien niemand meer bij haar moeder.",
        review_on=case.workday(10),
    )
    yield case.workdays_ago(1, 10)
    case.take(
        meldcode, "note_advice", advised_by="veilig_thuis", advised_on=case.on,
        advice="Dit lijkt op zorg die te zwaar werd. Spreek eerst haar moeder alleen, en Anja daarna. Regel deze week"
        " nog een logeerbed. Is zij daarna nog bang, of gebeurt het weer? Bel dan opnieuw, met hun namen.",
    )  # fmt: skip


def advanced(case: PlayedCase, question: Question, agreement: Agreement, money: Money,
             network: Network) -> Moments:  # fmt: skip
    """Paid and accounted for; the insurer should have paid it back by now."""
    near = yield from opened(case, question, case.weeks_ago(20, 10), network=network)
    yield case.after(weeks=2, hour=11)
    case.reported(agreement.found)
    application = case.applied("Vervoer naar de dialyse")
    yield case.after(days=2, hour=10)
    case.take(application, "withdraw", why="De zorgverzekeraar gaat erover. Hij vraagt het daar aan.")
    goal = planned(case, agreement, near, every=84)
    yield case.after(days=2, hour=13)
    case.start(case.workday(12))
    request = case.asked(money)
    yield from paid_out(case, request, "teamleider3", approved=(0, 15.5), paid=(1, 9))
    yield case.after(weeks=8, hour=10)
    case.accounted(request, "Alle ritten gereden. Hij miste geen behandeling.")
    case.tell(goal, agreement.told[0], score=0)
    yield case.weeks_ago(2, 14)
    case.take(request, "recover", "financien", returned_amount=Decimal(money.amount) / 2)
