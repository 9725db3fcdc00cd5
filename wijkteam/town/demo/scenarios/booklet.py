"""The three stories of the booklet, start to end."""

from casework.goals.models import Goal
from casework.indicaties.models import VoorlopigeIndicatie
from casework.network.models import Contact
from wijkteam.town.demo.ingredients import Care, Money, Network, Question
from wijkteam.town.demo.parties import INWONER
from wijkteam.town.demo.played_case import PlayedCase
from wijkteam.town.demo.scenarios.parts import Part, paid_out
from wijkteam.town.demo.timeline import Moments

# --- chapter 6: Piershil ---------------------------------------------------------------------------------------


def piershil(case: PlayedCase, question: Question, care: Care, network: Network) -> Moments:
    """Help at the kitchen table; then the neighbours and the church take over."""
    help_ = yield from _helped_at_the_table(case, question, care)
    ria = yield from _met_with_her_neighbour(case, network)
    home, church, support = yield from _planned_with_the_street(case, care, ria)
    yield from _taken_over_by_the_street(case, ria, church, support)
    yield from _help_no_longer_needed(case, help_, support)
    yield case.after(weeks=2, hour=13)
    told = {
        home.public_id: (1, "Het rooster loopt. Zij bakt koek voor wie langskomt."),
        church.public_id: (0, "Elke zondag, behalve met de gladheid."),
    }
    case.step("evaluate", told=told)
    case.take(home, "achieve")
    case.take(church, "achieve")
    yield case.after(days=1, hour=11)
    words = "De buren en de kerk hebben het overgenomen. Zij weten ons te vinden als het verandert."
    case.close("netwerk", words, "burger")
    case.summaries()


def _helped_at_the_table(case: PlayedCase, question: Question, care: Care) -> Part[VoorlopigeIndicatie]:
    yield case.weeks_ago(15, 14.5)
    case.report(question)
    help_ = case.draft(care, question.by, agreed="mevrouw Van der Waal, en buurvrouw Ria die erbij zat")
    case.take(help_, "issue", question.by)
    case.letters(question.by, how="uitgereikt")  # the letter is there before she leaves
    yield case.after(days=1, hour=9)
    case.take(help_, "confirm_start", question.by, started_on=case.on)
    case.take(help_, "review", ok=True)
    case.take_up()
    return help_


def _met_with_her_neighbour(case: PlayedCase, network: Network) -> Part[Contact]:
    """Gives the neighbour: Ria."""
    call = case.appointment("Bel de dochter over de komende weken", case.later(days=2))
    yield case.after(days=2, hour=10.5)
    case.meet()
    case.take(call, "fulfil", text="Zij komt de weekenden. Door de week kan zij niet.")
    _, ria, *_ = case.knows_all(network)
    case.note(
        "Mevrouw wil in haar eigen huis blijven. De trap is het grootste gevaar; beneden slapen kan, er is een kamer."
    )
    return ria


def _planned_with_the_street(case: PlayedCase, care: Care, ria: Contact) -> Part[tuple[Goal, Goal, Goal]]:
    """Gives the goals: at home, to church, and safely out of bed."""
    yield case.after(weeks=2, hour=11)
    case.note(
        "Haar man gaat naar het revalidatiecentrum, zes weken. Ria en twee andere buren willen een rooster maken."
    )
    home = case.goal("Ik wil thuis blijven wonen, met elke dag iemand die binnenloopt", ria)
    congregation = case.organisation("Protestantse gemeente Piershil")
    church = case.goal("Ik wil op zondag weer naar de kerk", congregation)
    support = case.goal_of(care, every=14)
    case.plan(care.found, name="mevrouw Van der Waal, met haar dochter")
    yield case.after(days=2, hour=14)
    case.start(case.later(weeks=7))
    return home, church, support


def _taken_over_by_the_street(case: PlayedCase, ria: Contact, church: Goal, support: Goal) -> Moments:
    yield case.after(weeks=2, hour=15)
    words = "Opstaan en naar bed gaat goed. 's Nachts heeft zij nog twee keer gebeld."
    case.tell(support, words, "uitvoerder", score=0)
    case.tell(church, "Corrie haalt haar op zondag op. Zij drinkt na de dienst koffie mee.")
    offer = case.offer(ria, "Elke dag iemand die even binnenloopt. Ria maakt het rooster met de buren van de dijk.")
    yield case.after(days=2, hour=16)
    case.accepted(offer, who="Ria Kooijman", how="aan de keukentafel, met het rooster erbij")


def _help_no_longer_needed(case: PlayedCase, help_: VoorlopigeIndicatie, support: Goal) -> Moments:
    yield case.after(days=2, hour=10)
    case.take(
        help_,
        "withdraw",
        until=case.later(days=7),
        heard_on=case.on,
        heard_how="aan de keukentafel, met haar man en Ria erbij",
        why="Haar man is weer thuis en de buren lopen elke dag binnen. Mevrouw vindt de hulp niet meer nodig.",
    )
    case.letters()
    yield case.after(weeks=1, hour=9.5)
    words = "Laatste dag. Zij staat zelf op; haar man helpt met de kousen."
    case.tell(support, words, "uitvoerder", score=1)
    case.take(support, "achieve")


# --- chapter 7: the tillift ------------------------------------------------------------------------------------


def tillift(case: PlayedCase, question: Question, money: Money, network: Network) -> Moments:
    """No budget line fits, procedure would take months; help first, settle afterwards."""
    yield case.weeks_ago(38, 9.25)
    case.report(question)
    case.knows_all(network)
    case.note("Alerimus wil het voorschieten, als zij het dan wel terugkrijgen.")
    request = case.asked(money, recover_on=case.later(weeks=24))
    yield from paid_out(case, request, "teamleider", approved=(0, 13.5), paid=(1, 10))
    yield case.after(weeks=2, hour=15)
    case.note("De lift hangt. Donderdag waren er weer zestien zwemmers.")
    case.accounted(request, "De nieuwe tillift hangt er. Het zwemmen op donderdag is nul keer uitgevallen.")
    case.stood_in_the_way(
        "Onderhoud accommodaties", "Er is een post voor, maar het besluit duurt drie maanden.", request, days=90
    )
    case.step("advise", outcome="vangnet", advice="De lift is er. De verrekening met de gemeente loopt door.")
    yield case.after(weeks=22, hour=11)
    case.take(request, "settle", "financien", returned_amount=request.amount, why="")


# --- chapters 4 and 5: rising ----------------------------------------------------------------------------------


def rising(case: PlayedCase, question: Question, network: Network) -> Moments:
    """From a request for day care to the workshop he now runs himself."""
    yield case.weeks_ago(34, 11)
    case.report(question)
    case.letters(question.by)
    yield case.after(days=1, hour=9)
    case.take_up()
    yield case.after(days=3, hour=10)
    case.meet()
    case.knows_all(network)
    case.note(
        "De schuur staat vol gereedschap, alles geslepen. Hij was veertig jaar timmerman en liet mij elke schaaf zien."
    )
    work, eat = yield from _planned_at_the_workbench(case)
    yield from _weeks_at_the_workbench(case, work, eat)
    yield from _risen(case, work, eat)


def _planned_at_the_workbench(case: PlayedCase) -> Part[tuple[Goal, Goal]]:
    yield case.after(weeks=2, hour=14)
    oma = case.organisation("Bij de Oma's")
    work = case.goal("Ik wil weer timmeren, en niet alleen", oma)
    eat = case.goal("Ik wil twee keer per week met een ander eten", INWONER)
    case.plan(
        "Niet de zorg ontbreekt maar gezelschap, en iets om voor op te staan. Meneer kan veel en wil gevraagd worden. "
        "Dagopvang is het antwoord niet."
    )
    yield case.after(days=2, hour=10)
    need = "Een plek aan de werkbank voor een timmerman die alleen is komen te staan."
    offer = case.offer(oma, need, goals=[work])
    yield case.after(days=2, hour=11)
    case.accepted(offer, "middenveld")
    yield case.after(days=1, hour=15)
    case.start(case.later(weeks=14))
    return work, eat


def _weeks_at_the_workbench(case: PlayedCase, work: Goal, eat: Goal) -> Moments:
    yield case.after(weeks=2, hour=12)
    words = "Hij kwam drie keer en zat eerst aan de koffietafel. Nu repareert hij onze stoelen."
    case.tell(work, words, "middenveld")
    case.tell(eat, "Hij eet op donderdag mee aan de buurttafel.", score=-1)
    yield case.after(weeks=4, hour=12)
    words = "Elke dinsdag en vrijdag. Twee jongens van de middelbare school leren van hem zagen."
    case.tell(work, words, "middenveld")
    case.tell(eat, "Dinsdag en donderdag schuift hij aan. Hij neemt soms een ander mee.", score=0)
    yield case.after(weeks=5, hour=12)
    case.tell(work, "Hij heeft de sleutel en maakt zelf het rooster van de werkplaats.", "middenveld")


def _risen(case: PlayedCase, work: Goal, eat: Goal) -> Moments:
    yield case.after(weeks=2, hour=10)
    offer = case.offer(INWONER, "Hij leidt de werkplaats nu zelf. De vraag is weer van hem.")
    yield case.after(days=1, hour=16)
    case.accepted(offer, who="meneer Groenewegen", how="in de werkplaats, tussen de krullen")
    yield case.after(weeks=3, hour=9.5)
    told = {
        work.public_id: (2, "Er staat een bord aan de deur: 'Teun, dinsdag en vrijdag'."),
        eat.public_id: (1, "Vaker samen dan alleen, zegt hij."),
    }
    case.step("evaluate", told=told)
    case.take(work, "achieve")
    case.take(eat, "achieve")
    yield case.after(days=2, hour=11)
    case.close("eigen_kracht", "Hij vroeg om opvang en vangt nu anderen op.", "burger")
    case.summaries()
