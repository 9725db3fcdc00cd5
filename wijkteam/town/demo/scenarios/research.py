"""Questions that are being researched, often with temporary help meanwhile."""

import datetime as dt
from dataclasses import replace

from casework.contacts.words import Kind
from casework.research.parts import Part
from casework.waits.states import WaitsFor
from roles.matrix import GrantKind
from wijkteam.town.demo.came_in import email, photo_of_a_letter
from wijkteam.town.demo.ingredients import Agreement, Care, Money, Network, Question
from wijkteam.town.demo.municipality import WEST
from wijkteam.town.demo.played_case import PlayedCase
from wijkteam.town.demo.scenarios.parts import (
    converted,
    helped_at_once,
    opened,
    opened_with_help,
    planned,
)
from wijkteam.town.demo.timeline import Moments

# --- waiting for somebody --------------------------------------------------------------------------------------


def not_met_yet(case: PlayedCase, question: Question) -> Moments:
    """In the name of a namesake at first, who got the letter. Nobody answers the door: too late, and the call of yesterday
    wasn't made."""
    assert question.resident is not None
    namesake = replace(question.resident, given="Jeroen", age=58, street="Molenweg 31")
    yield case.workdays_ago(10, 14)
    case.report(replace(question, resident=namesake))
    case.letters(question.by)
    yield case.workdays_ago(8, 9)
    case.take_up()
    yield case.workdays_ago(7, 11)
    case.in_the_right_name(question.resident, "Naamgenoot: de melding ging over zijn neef")
    yield case.workdays_ago(3, 16)
    words = "Drie keer gebeld en een kaartje in de bus gedaan. De bovenbuurvrouw zegt dat hij 's avonds thuis is."
    case.contact(Kind.TELEFOON, words, reached=False)
    case.appointment("Ga na het eten langs", case.workday(-1), kind="huisbezoek", at_time=dt.time(18, 15))
    reason = "Kende meneer in Heinenoord, voor hij verhuisde"
    case.open_to("consulent3", GrantKind.READ_ALONG, reason, case.later(weeks=8))


def regisseur_left(case: PlayedCase, question: Question, network: Network) -> Moments:
    """Whoever watched over this case works elsewhere now."""
    yield from opened(case, question, case.weeks_ago(4, 13), network=network)
    yield case.after(weeks=1, hour=16)
    words = "Eerste gesprek over de rekeningen. Drie schoenendozen, ongeopend. Afgesproken: samen openmaken."
    case.contact(Kind.BEZOEK, words)
    words = "Geachte heer,\n\nOp onze eerdere brieven hebt u niet gereageerd. Uw achterstand is nu € 1.284,60.\n\nBetaalt u niet binnen veertien dagen, dan leveren wij geen stroom meer.\n\nPolderstroom, afdeling Incasso"
    case.came_in(
        photo_of_a_letter(words), title="Laatste aanmaning stroom", from_whom="Polderstroom", seen_by="inwoner"
    )


def waits_for_papers(case: PlayedCase, question: Question, network: Network) -> Moments:
    """The decision stands still until the resident's papers are in."""
    yield from opened(case, question, case.weeks_ago(8, 10), network=network)
    yield case.after(weeks=4, hour=13)
    found = "De badkamer is boven en de trap lukt niet meer. Verhuizen wil zij niet."
    case.reported(found)
    yield case.weeks_ago(2.5, 11)
    application = case.applied("Een badkamer beneden, of een traplift")
    yield case.after(days=2, hour=10)
    missing = "De schriftelijke toestemming van de verhuurder voor een traplift."
    case.take(application, "ask_more", missing=missing, asked_until=case.later_than_today(5))
    case.letters()
    case.note("De verhuurder moet schriftelijk toestemmen. Zij vraagt het zelf aan.")
    mail = email(
        "Woningstichting De Waard <verhuur@dewaard.example>",
        "Uw vraag over een traplift",
        "Goedemorgen,\n\nWij kijken of een traplift in deze woning mag. De trap is smal, daarom komt onze opzichter"
        " eerst meten. U hoort volgende week van ons.\n\nMet vriendelijke groet,\nafdeling Verhuur",
        f"{case.on:%d %b %Y} 09:12:00 +0100",
    )
    case.came_in(mail, kind="mail", seen_by="inwoner")


# --- with temporary help ---------------------------------------------------------------------------------------


def helped_since_yesterday(case: PlayedCase, question: Question, care: Care, network: Network) -> Moments:
    """Issued by the district nurse alone, with a slip she put right herself: somebody must look with fresh eyes."""
    yield case.workdays_ago(1, 15)
    slip = replace(care, frequency="elke dag")
    help_ = helped_at_once(case, question, slip)
    yield case.workdays_ago(1, 16.5)
    case.correct(help_, "Er stond niet hoe vaak op een dag.", question.by, frequency=care.frequency)
    case.letters(question.by, how="uitgereikt")
    yield case.minutes_ago(150)
    case.take_up()
    case.knows_all(network)


def put_to_a_colleague(case: PlayedCase, question: Question, care: Care) -> Moments:
    """A member of the team without that mandate leads the case; a consultant decides today."""
    yield case.workdays_ago(2, 10)
    case.report(question)
    case.letters(question.by)
    yield case.workdays_ago(1, 9)
    case.step("assign", "teamleider", regisseur=case.who())
    case.take_up()
    yield case.minutes_ago(95)
    case.meet()
    case.researched()
    case.take(case.draft(care), "submit", submitted_to=case.who("consulent"))
    said = "Zij durft ’s nachts niet naar het toilet, sinds hij er niet meer naast ligt. Van het geld weet zij niets, dat deed hij"
    case.visited(said, done=False)


def help_runs_out(case: PlayedCase, question: Question, care: Care, network: Network, *, left: int,
                  weeks: float = 7) -> Moments:  # fmt: skip
    """Temporary help that ends in `left` days; nothing is decided yet."""
    start, until = case.weeks_ago(weeks, 11.5), case.later_than_today(left)
    yield from opened_with_help(
        case, question, care, start, until=until, taken_up=(1, 9.25), met=(2, 14), network=network
    )
    yield case.after(weeks=3, hour=10)
    case.note(care.found)
    if left > 0:
        how = "afgesproken aan tafel: eerst zien hoe het herstelt"
        case.step("agree_later", research_until=case.workday(6), how=how)
    else:  # it lapsed the day after its end: the letter about that is ready
        yield case.minutes_ago(170)
        case.letters(sent=False)


def prolonged(case: PlayedCase, question: Question, care: Care, network: Network) -> Moments:
    """Temporary help extended once; the research is too late, and the regisseur is ill: a colleague covers."""
    yield case.weeks_ago(10, 9.5)
    help_ = helped_at_once(case, question, care)
    yield case.after(days=1, hour=13)
    case.take_up()
    case.take(help_, "confirm_start", started_on=case.on)
    why = "Elke dag is veel: kijk of drie keer per week ook gaat."
    case.take(help_, "review", "consulent", ok=False, review_why=why)
    yield case.after(days=3, hour=10)
    case.meet()
    case.knows_all(network)
    yield case.after(weeks=4, hour=15)
    how = "met haar en haar zoon afgesproken, aan de telefoon"
    case.step("agree_later", research_until=case.workday(-2), how=how)
    yield case.after(weeks=1, hour=10)
    case.take(help_, "extend", "consulent", until=case.later_than_today(24))
    case.letters("consulent")
    case.note(care.found)


# --- with care for who may know --------------------------------------------------------------------------------


def dementia(case: PlayedCase, question: Question, money: Money, network: Network) -> Moments:
    """Two people who manage together, until now; a mentor speaks for her. One colleague knows the family."""
    yield from opened(case, question, case.weeks_ago(3, 10))
    case.known_as("dementie")
    case.represented("mentor", "Mr. J. Kleijwegt", "Postbus 214, 3260 AE Oud-Beijerland", "0186 55 61 20")
    case.knows_all(network)
    case.steps_aside("consulent2")
    yield case.workdays_ago(6, 15)
    visit = case.visited(
        "Zij vertelt prachtig over vroeger. De soep stond op een leeg vuur. Hij zegt: ‘Ik let wel op.’\n\n"
        "Wassen en aankleden doet zij zelf, als hij de kleren klaarlegt. Op straat raakt zij de weg kwijt. "
        "Roos van de schilderclub haalt haar op dinsdag op en brengt haar terug.\n\n"
        "Hij slaapt slecht. ‘Ik houd dit nog een paar maanden vol, langer niet.’ Van een eigen bijdrage wist hij niet."
    )
    need = case.put(visit, Part.A, "Op straat raakt")
    case.put(visit, Part.C, "Roos van", need=need)
    case.put(visit, Part.D, "Hij slaapt", "‘Ik houd")
    case.note(
        "De zoon vraagt om geld te lenen van zijn ouders. Zij heeft daar last van en durft het niet te zeggen.",
        shielded="de relatie met de zoon; zij vroeg erom",
    )
    case.appointment("Bel de casemanager dementie", case.workday(0), kind="bellen", at_time=dt.time(11))
    yield case.workdays_ago(1, 11)
    case.drafted(money)
    case.asks_advice(
        "organisatie",
        "Casemanager dementie, Zorgketen Zuid",
        "Wat kan mevrouw nog zelf op een dag, en wat vraagt dat van wie voor haar zorgt?",
        case.workday(6),
    )
    about = "Kan de casemanager ook op een vrijdag komen? Bel na vier uur."
    case.rang(about, "administratie", phone="0186 55 61 20", whom="Het kantoor van de mentor")


def hoarding(case: PlayedCase, question: Question, network: Network) -> Moments:
    """Asked without a name first; the partner can help, so now the name may be told, if he agrees."""
    start, told = case.weeks_ago(5, 15), "verteld aan de deur; hij vond het eerst niets, toen wel goed"
    yield from converted(case, question, start, wait=(1, 10), told=told, met=(3, 11))
    case.knows_all(network)
    case.note(
        "Eén looppad, van de deur naar het bed. Het fornuis is vrij. De brandweer is langs geweest en gaf advies."
    )
    case.note("De wijkagent meldde een ruzie over de gang met de buurman.", shielded="gegevens van een ander")
    yield case.after(weeks=1, hour=14)
    down = case.offer(
        case.town.teams[WEST],
        "Iemand van het team die elke week meekijkt en meedoet.",
        reason="Hij kan het niet alleen en wil geen vreemden.",
    )
    case.accepted(down, "lotte.bijkerk")
    yield case.workdays_ago(4, 10)
    offer = case.offer(
        case.organisation("Kringloopwinkel Het Tweede Leven"),
        "Wilt u met iemand een huis vol spullen uitzoeken, kamer voor kamer, in zijn tempo?",
        anonymous=True,
    )
    yield case.workdays_ago(2, 15)
    case.take(offer, "promise", "fatma.yildiz", text="Ja, op woensdag. Twee van ons hebben dit vaker gedaan.")
    case.waits(WaitsFor.INWONER, "welke kamer het eerst mag", case.workday(3))


_AT_HOME = Care(
    what="Begeleiding thuis",
    provider="Cavent",
    frequency="twee ochtenden per week",
    why="U bouwt met uw zoontje een nieuw huishouden op. Regelen, plannen en post lukken nog niet zonder hulp.",
)


def hidden(case: PlayedCase, question: Question, network: Network) -> Moments:
    """A secret address, and a time at which one may call. The decision is late, and she wrote so."""
    start = case.weeks_ago(7, 9.5)
    yield from opened(case, question, start, taken_up=(0, 9.5), met=(1, 10.5), how="uitgereikt", network=network)
    case.note(
        "Veilig Thuis is betrokken. Nooit een bericht achterlaten en geen post sturen.", shielded="haar veiligheid"
    )
    yield case.after(weeks=3, hour=10)
    found = "Zij en haar zoontje staan er alleen voor en bouwen iets nieuws op."
    case.reported(found)
    yield case.weeks_ago(3.5, 14)
    application = case.applied("Begeleiding bij het opzetten van een eigen huishouden")
    yield case.weeks_ago(2, 10)
    why = "Overleg over een plek waar zij en haar zoontje veilig zijn."
    case.shares("Veilig Thuis", ("vraag", "bereiken"), "veiligheid", "veilig_thuis", why)
    why = "Eerst overleggen met Veilig Thuis over een veilige plek."
    case.take(application, "delay", until=case.workday(4), why=why)
    yield case.workdays_ago(2, 11)
    case.in_default()
    yield case.workdays_ago(1, 11)
    case.prepared(application, _AT_HOME)
    case.complains(
        "Ik had gevraagd alleen tussen tien en twaalf te bellen. U belde om vijf uur, toen hij mijn zoontje terugbracht. "
        "Ik wil dat iemand mij zegt hoe dat kan en dat het niet weer gebeurt.",
    )


def at_the_youth_team(case: PlayedCase, question: Question, network: Network) -> Moments:
    """Sixteen, with a parent who speaks for him; the first partner was told the name too soon for his liking."""
    yield from opened(case, question, case.weeks_ago(5, 16))
    case.represented("ouder", "Petra Hordijk", "")
    case.knows_all(network)
    yield case.after(weeks=1, hour=15)
    school = case.organisation("Scholengemeenschap Waardlanden")
    offer = case.offer(school, "Een rustige plek om in te halen wat hij miste.")
    case.accepted(offer, who="Robin Verschoor, stagecoördinator", how="in een gesprek op school")
    yield case.workdays_ago(5, 14)
    case.consent_withdrawn()
    case.note("Hij wil niet dat school het weet. Zijn moeder begrijpt dat. We zoeken iemand buiten school.")


# --- come back -------------------------------------------------------------------------------------------------


def reopened(case: PlayedCase, question: Question, agreement: Agreement) -> Moments:
    """Closed in spring; the old question came back."""
    yield from opened(case, question, case.weeks_ago(30, 11))
    case.knows("Wim Baars", "van het Taalhuis", "onderwijs", 2, agreement.partner)
    yield case.after(weeks=2, hour=10)
    goal = planned(case, agreement)
    yield case.after(days=1, hour=14)
    offer = case.offer(case.organisation(agreement.partner), agreement.need, goals=[goal])
    case.accepted(offer, who="Wim Baars", how="aan de telefoon")
    case.start(case.later(weeks=8))
    yield case.after(weeks=6, hour=19)
    case.tell(goal, agreement.told[0])
    yield case.after(weeks=2, hour=10)
    case.step("evaluate", told={})
    yield case.after(days=1, hour=11)
    case.close("middenveld", "Hij leest zijn post weer zelf.", "middenveld")
    yield case.weeks_ago(2, 15)
    why = "Zijn vrouw is opgenomen. De post blijft weer liggen en er is een brief van de deurwaarder."
    case.step("reopen", why=why)
    yield case.after(days=2, hour=10)
    case.meet()
    how = "hij wil wachten tot zijn vrouw thuis is, aan de telefoon"
    case.step("agree_later", research_until=case.later(weeks=8), how=how)
