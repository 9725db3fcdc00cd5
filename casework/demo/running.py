"""Questions that are open today: each stands somewhere else, and waits for somebody."""

from decimal import Decimal

from casework.cases import operations as file
from casework.demo.scenarios import Bill, Care, Company, Web, opened, web
from casework.demo.scene import INWONER, Ask, Scene
from casework.demo.timeline import Play
from casework.demo.town import WEST
from casework.network.models import Contact
from roles.matrix import GrantKind

# --- just come in ----------------------------------------------------------------------------------------------


def arrived(s: Scene, ask: Ask, *, days: int, hour: float = 11, sent: bool = True) -> Play:
    """Reported, some working days ago; nobody has begun."""
    yield s.days(days, hour)
    s.report(ask)
    s.letters(ask.by, sent=sent)


def urgent_today(s: Scene, ask: Ask, care: Care) -> Play:
    """At a kitchen table this morning: reported, and the temporary help still a draft."""
    yield s.just(55)
    s.report(ask)
    s.draft(care.what, care.provider, care.frequency, care.per_week, why=care.now, agreed=s.name, by=ask.by)
    s.letters(ask.by, sent=False)


def helped_since_yesterday(s: Scene, ask: Ask, care: Care, rows: Web) -> Play:
    """Issued by the district nurse alone: somebody must look at it with fresh eyes."""
    yield s.days(1, 15)
    s.report(ask)
    help_ = s.draft(care.what, care.provider, care.frequency, care.per_week, why=care.now, agreed=s.name, by=ask.by)
    s.take(help_, "issue", ask.by)
    s.letters(ask.by, how="uitgereikt")
    yield s.just(150)
    s.step("take_up")
    web(s, rows)


def put_to_a_colleague(s: Scene, ask: Ask, care: Care) -> Play:
    """A member of the team without that mandate leads the case; a consultant decides today."""
    yield s.days(2, 10)
    s.report(ask)
    s.letters(ask.by)
    yield s.days(1, 9)
    s.step("assign", "teamleider", regisseur=s.who())
    s.step("take_up")
    yield s.just(95)
    s.meet()
    help_ = s.draft(care.what, care.provider, care.frequency, care.per_week, why=care.now, agreed=s.name)
    s.take(help_, "submit", submitted_to=s.who("consulent"))


# --- being researched ------------------------------------------------------------------------------------------


def not_met_yet(s: Scene, ask: Ask) -> Play:
    """Taken up, but nobody answers the door: too late, and the call of yesterday wasn't made."""
    yield s.days(10, 14)
    s.report(ask)
    s.letters(ask.by)
    yield s.days(8, 9)
    s.step("take_up")
    yield s.days(3, 16)
    s.note("Drie keer gebeld en een kaartje in de bus gedaan. De bovenbuurvrouw zegt dat hij 's avonds thuis is.")
    s.appointment("Ga na het eten langs, na zes uur", s.workday(-1))
    s.open_to("consulent3", GrantKind.READ_ALONG, "Kende meneer in Heinenoord, voor hij verhuisde", s.later(weeks=8))


def dementia(s: Scene, ask: Ask, bill: Bill, rows: Web) -> Play:
    """Two people who manage together, until now; a mentor speaks for her. One colleague knows the family."""
    yield from opened(s, ask, s.weeks(3, 10))
    s.town.cases["dementie"] = s.case
    s.represented("mentor", "Mr. J. Kleijwegt", "Postbus 214, 3260 AE Oud-Beijerland", "0186 55 61 20")
    web(s, rows)
    file.recuse(s.case, by=s.who("consulent2"), at=s.at)
    yield s.days(6, 15)
    s.note("Zij vertelt prachtig over vroeger. De soep stond op een leeg vuur. Hij zegt: 'Ik let wel op.'")
    s.note("De zoon vraagt om geld te lenen van zijn ouders. Zij heeft daar last van en durft het niet te zeggen.",
           shielded="de relatie met de zoon; zij vroeg erom")  # fmt: skip
    s.appointment("Bel de casemanager dementie", s.workday(0))
    yield s.days(1, 11)
    s.money(bill.purpose, bill.amount, bill.payee, why=bill.why)


def help_runs_out(s: Scene, ask: Ask, care: Care, *, left: int, rows: Web, weeks: float = 7) -> Play:
    """Temporary help that ends in `left` days; nothing is decided yet."""
    yield s.weeks(weeks, 11.5)
    s.report(ask)
    help_ = s.draft(
        care.what, care.provider, care.frequency, care.per_week, why=care.now, agreed=s.name, by=ask.by,
        until=s.later_than_today(left),
    )  # fmt: skip
    s.take(help_, "issue", ask.by)
    s.letters(ask.by, how="uitgereikt")
    yield s.after(days=1, hour=9.25)
    s.step("take_up")
    s.take(help_, "confirm_start", ask.by, started_on=s.on)
    s.take(help_, "review", ok=True)
    yield s.after(days=2, hour=14)
    s.meet()
    web(s, rows)
    yield s.after(weeks=3, hour=10)
    s.note(care.found)
    if left > 0:
        s.step("agree_later", research_until=s.workday(6), how="afgesproken aan tafel: eerst zien hoe het herstelt")
    else:  # it lapsed the day after its end: the letter about that is ready
        yield s.just(170)
        s.letters(sent=False)


def prolonged(s: Scene, ask: Ask, care: Care, rows: Web) -> Play:
    """Temporary help extended once; the research is too late, and the regisseur is ill: a colleague covers."""
    yield s.weeks(10, 9.5)
    s.report(ask)
    help_ = s.draft(care.what, care.provider, care.frequency, care.per_week, why=care.now, agreed=s.name, by=ask.by)
    s.take(help_, "issue", ask.by)
    s.letters(ask.by, how="uitgereikt")
    yield s.after(days=1, hour=13)
    s.step("take_up")
    s.take(help_, "confirm_start", started_on=s.on)
    s.take(help_, "review", "consulent", ok=False, review_why="Elke dag is veel: kijk of drie keer per week ook gaat.")
    yield s.after(days=3, hour=10)
    s.meet()
    web(s, rows)
    yield s.after(weeks=4, hour=15)
    s.step("agree_later", research_until=s.workday(-2), how="met haar en haar zoon afgesproken, aan de telefoon")
    yield s.after(weeks=1, hour=10)
    s.take(help_, "extend", "consulent", until=s.later_than_today(24))
    s.letters("consulent")
    s.note(care.found)


def regisseur_left(s: Scene, ask: Ask, rows: Web) -> Play:
    """Whoever watched over this case works elsewhere now."""
    yield from opened(s, ask, s.weeks(4, 13))
    web(s, rows)
    yield s.after(weeks=1, hour=16)
    s.note("Eerste gesprek over de rekeningen. Drie schoenendozen, ongeopend. Afgesproken: samen openmaken.")


def hoarding(s: Scene, ask: Ask, rows: Web) -> Play:
    """Asked without a name first; the partner can help, so now the name may be told, if he agrees."""
    yield s.weeks(5, 15)
    s.report(ask)
    yield s.after(days=1, hour=10)
    s.step("convert", kind="melding", citizen_knows="verteld aan de deur; hij vond het eerst niets, toen wel goed")
    s.letters()
    s.step("take_up")
    yield s.after(days=3, hour=11)
    s.meet()
    web(s, rows)
    s.note("Eén looppad, van de deur naar het bed. Het fornuis is vrij. De brandweer is langs geweest en gaf advies.")
    s.note("De wijkagent meldde een ruzie over de gang met de buurman.", shielded="gegevens van een ander")
    yield s.after(weeks=1, hour=14)
    down = s.offer(s.town.teams[WEST], "Iemand van het team die elke week meekijkt en meedoet.",
                   reason="Hij kan het niet alleen en wil geen vreemden.")  # fmt: skip
    s.accepted(down, "lotte.bijkerk")
    yield s.days(4, 10)
    offer = s.offer(
        s.organisation("Kringloopwinkel Het Tweede Leven"),
        "Wilt u met iemand een huis vol spullen uitzoeken, kamer voor kamer, in zijn tempo?", anonymous=True,
    )  # fmt: skip
    yield s.days(2, 15)
    s.take(offer, "promise", "fatma.yildiz", text="Ja, op woensdag. Twee van ons hebben dit vaker gedaan.")


def waits_for_papers(s: Scene, ask: Ask, rows: Web) -> Play:
    """The decision stands still until the resident's papers are in."""
    yield from opened(s, ask, s.weeks(8, 10))
    web(s, rows)
    yield s.after(weeks=4, hour=13)
    s.step("send_report", sent_on=s.on, found="De badkamer is boven en de trap lukt niet meer. Verhuizen wil zij niet.")
    yield s.weeks(2.5, 11)
    application = s.applied("Een badkamer beneden, of een traplift")
    yield s.after(days=2, hour=10)
    s.take(application, "suspend", ground="gegevens", asked_until=s.later_than_today(5))
    s.note("De verhuurder moet schriftelijk toestemmen. Zij vraagt het zelf aan.")


def hidden(s: Scene, ask: Ask, rows: Web) -> Play:
    """A secret address, and a time at which one may call."""
    yield from opened(s, ask, s.weeks(7, 9.5), pick_up=0, meet=1, how="uitgereikt")
    web(s, rows)
    s.note("Veilig Thuis is betrokken. Nooit een bericht achterlaten en geen post sturen.", shielded="haar veiligheid")
    yield s.after(weeks=3, hour=10)
    s.step("send_report", sent_on=s.on, found="Zij en haar zoontje staan er alleen voor en bouwen iets nieuws op.")
    yield s.weeks(2, 14)
    application = s.applied("Begeleiding bij het opzetten van een eigen huishouden")
    yield s.days(3, 10)
    s.take(application, "delay", until=s.workday(4), why="Eerst overleggen met Veilig Thuis over een veilige plek.")


def reopened(s: Scene, ask: Ask, company: Company) -> Play:
    """Closed in spring; the old question came back."""
    yield from opened(s, ask, s.weeks(30, 11))
    s.knows("Wim Baars", "van het Taalhuis", "onderwijs", 2, "Taalhuis 's-Gravendeel")
    yield s.after(weeks=2, hour=10)
    goal = s.goal(company.goal, s.organisation(company.partner))
    s.plan(company.found)
    yield s.after(days=1, hour=14)
    offer = s.offer(s.organisation(company.partner), company.need, goals=[goal])
    s.accepted(offer, who="Wim Baars", how="aan de telefoon")
    s.start(s.later(weeks=8))
    yield s.after(weeks=6, hour=19)
    s.tell(goal, company.told[0])
    yield s.after(weeks=2, hour=10)
    s.step("evaluate", told={})
    yield s.after(days=1, hour=11)
    s.close("middenveld", "Hij leest zijn post weer zelf.", "middenveld")
    yield s.weeks(2, 15)
    s.step("reopen", why="Zijn vrouw is opgenomen. De post blijft weer liggen en er is een brief van de deurwaarder.")
    yield s.after(days=2, hour=10)
    s.meet()
    s.step(
        "agree_later", research_until=s.later(weeks=8), how="hij wil wachten tot zijn vrouw thuis is, aan de telefoon"
    )


def at_the_youth_team(s: Scene, ask: Ask, rows: Web) -> Play:
    """Sixteen, with a parent who speaks for him; the first partner was told the name too soon for his liking."""
    yield from opened(s, ask, s.weeks(5, 16))
    s.represented("ouder", "Petra Hordijk", "")
    web(s, rows)
    yield s.after(weeks=1, hour=15)
    offer = s.offer(s.organisation("Scholengemeenschap Waardlanden"), "Een rustige plek om in te halen wat hij miste.")
    s.accepted(offer, who="Robin Verschoor, stagecoördinator", how="in een gesprek op school")
    yield s.days(5, 14)
    s.consent_withdrawn()
    s.note("Hij wil niet dat school het weet. Zijn moeder begrijpt dat. We zoeken iemand buiten school.")


# --- with a plan -----------------------------------------------------------------------------------------------


def offered(s: Scene, ask: Ask, company: Company, rows: Web, *, days: int) -> Play:
    """Offered to a partner some working days ago, who still has to say yes."""
    yield from opened(s, ask, s.weeks(6, 13))
    web(s, rows)
    yield s.days(days + 1, 11)
    goal = s.goal(company.goal, s.organisation(company.partner))
    s.plan(company.found)
    yield s.days(days, 10)
    s.offer(s.organisation(company.partner), company.need, goals=[goal])


def turned_down(s: Scene, ask: Ask, company: Company, bill: Bill, rows: Web) -> Play:
    """Refused by a partner yesterday, and a request for money taken back."""
    yield from opened(s, ask, s.weeks(6, 15.5))
    web(s, rows)
    yield s.days(8, 11)
    s.goal(company.goal, s.organisation(company.partner))
    s.plan(company.found)
    request = bill.asked(s)
    yield s.days(6, 10)
    s.take(request, "withdraw")
    s.note("Het geld is niet nodig: haar zus heeft nog een fiets staan.")
    offer = s.offer(s.organisation(company.partner), company.need)
    yield s.days(1, 12)
    s.take(offer, "refuse", company.by, why="Onze groep zit vol tot het voorjaar. Vraag gerust nog eens in maart.")


def asks_for_money(s: Scene, ask: Ask, company: Company, bill: Bill, rows: Web, *, weeks: float, days: int) -> Play:
    """A plan that waits for money from the vangnet, asked some working days ago."""
    yield from opened(s, ask, s.weeks(weeks, 10.5))
    near = web(s, rows)
    yield s.days(days + 6, 11)
    s.goal(company.goal, s.organisation(company.partner) if company.partner else near[0])
    s.plan(company.found)
    yield s.days(days, 9.75)
    bill.asked(s)


def refused_money(s: Scene, ask: Ask, company: Company, bill: Bill, rows: Web, *, leader: str, why: str) -> Play:
    """The resident asked for it and hears no, with a letter; meanwhile the plan should have begun."""
    yield from opened(s, ask, s.weeks(9, 11))
    near = web(s, rows)
    yield s.days(14, 10)
    s.goal(company.goal, near[0])
    s.plan(company.found)
    request = bill.asked(s)
    yield s.days(13, 9.5)
    s.take(request, "reject", leader, why=why)
    s.letters()


# --- being carried out -----------------------------------------------------------------------------------------


def own_case(s: Scene, ask: Ask, care: Care, rows: Web) -> Play:
    """The resident who can log in: follows his own case, tells how it goes, and is asked to take it back."""
    yield s.weeks(26, 10)
    s.report(ask)
    help_ = s.draft(care.what, care.provider, care.frequency, care.per_week, why=care.now, agreed=s.name, by=ask.by)
    s.take(help_, "issue", ask.by)
    s.letters(ask.by, how="uitgereikt")
    yield s.after(days=1, hour=9)
    s.step("take_up")
    s.take(help_, "confirm_start", ask.by, started_on=s.on)
    s.take(help_, "review", ok=True)
    yield s.after(days=2, hour=10)
    s.meet()
    s.open_to("inwoner", GrantKind.OWN, "Het is zijn eigen zaak; hij vroeg erom aan de keukentafel")
    file.receive_personal_plan(s.case, by=s.who(), on=s.on, at=s.at)
    s.note("Hij schreef zelf een plan, twee kantjes: 'Eerst lopen, dan praten, dan de hond.'")
    web(s, rows)
    yield s.after(weeks=2, hour=14)
    s.step("send_report", sent_on=s.on, found=care.found)
    yield s.after(days=2, hour=10)
    application = s.applied(care.what)
    yield s.after(days=5, hour=11)
    s.granted(application, care.frequency, care.why, weeks=52)
    walk = s.goal("Ik wil elke dag zelf met de hond langs de dijk", INWONER, every=14)
    talk = s.goal(care.goal, s.organisation(care.provider), ground="wmo_maatwerk", budget=care.budget)
    oma = s.goal("Ik wil weer onder de mensen, ook al praat ik langzaam", s.organisation("Bij de Oma's"))
    s.plan(care.found)
    yield s.after(days=2, hour=13)
    s.start(s.workday(9))
    for weeks, told_walk, told_talk, told_oma in (
        (16, "Tot de brug en terug, met de rollator.", "Hij oefent thuis met zijn dochter, elke avond.",
         "Jan komt op woensdag. Hij lacht meer dan hij zegt."),
        (10, "Nu zonder rollator. De hond trekt niet meer.", "Hij belt ons nu zelf als hij later komt.",
         "Hij zet de koffie en houdt de lijst bij."),
        (3.8, "Elke dag, ook met regen.", "Hele zinnen. Alleen de telefoon blijft lastig.",
         "Vorige week las hij voor aan drie mensen."),
    ):  # fmt: skip
        yield s.weeks(weeks, 11)
        s.tell(walk, told_walk, "inwoner")
        s.tell(talk, told_talk, "uitvoerder", score=0)
        s.tell(oma, told_oma, "middenveld")
    yield s.days(8, 19)
    s.tell(walk, "Drie keer per dag, en de laatste ronde met de buurman.", "inwoner")
    yield s.days(6, 10)
    s.take(oma, "achieve")
    s.summaries()
    s.town.cases["eigen zaak"] = s.case
    yield s.days(1, 14)
    s.offer(INWONER, "U loopt, praat en leest voor. Wilt u het zelf weer in de hand nemen? Wij blijven te bellen.")
    s.appointment("Bel Jan over het aanbod", s.workday(1))


def held_by_partner(s: Scene, ask: Ask, company: Company, rows: Web) -> Play:
    """The question rests with the partner; what is told about it comes from there."""
    yield from opened(s, ask, s.weeks(13, 14))
    web(s, rows)
    yield s.after(weeks=2, hour=11)
    oma = s.organisation(company.partner)
    goal = s.goal(company.goal, oma)
    s.goal("Ik bel mijn zus elke week, ook als het goed gaat", INWONER, every=90)
    s.plan(company.found)
    offer = s.offer(oma, company.need, goals=[goal])
    yield s.after(days=3, hour=10)
    s.accepted(offer, company.by)
    s.start(s.workday(22))
    for text in company.told:
        yield s.after(weeks=4, hour=16)
        s.tell(goal, text, company.by)


def at_the_provider(s: Scene, ask: Ask, care: Care, rows: Web) -> Play:
    """Day care on a decision; the evaluation is today, and the provider should have told how it goes."""
    yield from opened(s, ask, s.weeks(24, 10))
    s.town.cases["dagopvang"] = s.case
    web(s, rows)
    yield s.after(weeks=3, hour=15)
    s.step("send_report", sent_on=s.on, found=care.found)
    yield s.after(days=2, hour=11)
    application = s.applied(care.what)
    yield s.after(days=6, hour=9.5)
    s.granted(application, care.frequency, care.why, starts=s.later(days=5))
    goal = s.goal(care.goal, s.organisation(care.provider), ground="wmo_maatwerk", budget=care.budget)
    s.plan(care.found, "naaste", "zijn vrouw Coby")
    yield s.after(weeks=1, hour=10)
    s.start(s.workday(0))
    for text, score in (("Hij moest wennen en liep twee keer weg.", -1), ("Hij helpt in de tuin en eet mee.", 0)):
        yield s.after(weeks=4, hour=15)
        s.tell(goal, text, "uitvoerder", score=score)
    yield s.weeks(5, 15)
    s.tell(goal, "Vaste dagen doen hem goed. De chauffeur kent hem nu.", "uitvoerder", score=1)


def partner_of(s: Scene, ask: Ask, company: Company) -> Play:
    """The wife of the one above: her own case, her own decisions, linked."""
    yield from opened(s, ask, s.weeks(9, 11))
    file.link_case(s.case, s.town.cases["dagopvang"], by=s.who(), at=s.at)
    s.knows("Trudie Bestman", "vriendin van het koor", "kunst", 2)
    yield s.after(weeks=2, hour=13)
    goal = s.goal(company.goal, s.organisation(company.partner), every=21)
    s.plan(company.found)
    yield s.after(days=1, hour=10)
    s.start(s.workday(3))
    yield s.weeks(4, 12)
    s.tell(goal, company.told[0], company.by)
    yield s.days(2, 9.5)
    s.offer(s.organisation(company.partner), company.need, anonymous=True)


def overloaded(s: Scene, ask: Ask, company: Company, bill: Bill, rows: Web) -> Play:
    """A daughter who does everything; one goal was offered on, and nobody answers."""
    yield from opened(s, ask, s.weeks(12, 16))
    near = web(s, rows)
    yield s.after(weeks=2, hour=10)
    shared = s.goal("Mijn broer doet het weekend", near[0], every=42)
    breathe = s.goal(company.goal, s.who(), every=42)
    s.plan(company.found, "naaste", near[1].name)
    yield s.after(days=3, hour=14)
    s.start(s.workday(6))
    yield s.weeks(6, 10)
    help_ = s.draft("Huishoudelijke hulp bij haar moeder", "Alerimus", "twee uur per week", "70.00", agreed=s.name,
                    why="Zij houdt het zo geen week meer vol.")  # fmt: skip
    s.take(help_, "discard")
    s.note("Haar broer betaalt een hulp voor hun moeder. De voorlopige indicatie is niet nodig.")
    request = bill.asked(s)
    yield s.after(hour=15)
    s.take(request, "approve", "teamleider")
    yield s.after(days=1, hour=11)
    s.paid(request, "325.00")  # a little less than was approved: the rest is free again
    yield s.weeks(5, 15)
    s.tell(shared, "Hij komt om het weekend. Dat is al iets.", score=-1)
    s.tell(breathe, "Zij sliep twee nachten door, in een logeerbed.", score=0)
    yield s.days(12, 11)
    s.offer(s.organisation(company.partner), company.need, goal=breathe)


def learning_to_live_alone(s: Scene, ask: Ask, company: Company, bill: Bill, rows: Web) -> Play:
    """Nineteen, a room of his own; money approved that must still be paid."""
    yield from opened(s, ask, s.weeks(11, 13))
    web(s, rows)
    yield s.after(weeks=1, hour=15)
    work = s.goal(company.goal, s.organisation(company.partner), every=42)
    post = s.goal("Ik maak mijn post open op de dag dat die komt", INWONER, every=42)
    s.plan(company.found)
    offer = s.offer(s.organisation(company.partner), company.need, goals=[work])
    yield s.after(days=2, hour=11)
    s.accepted(offer, company.by)
    s.start(s.workday(15))
    yield s.weeks(4, 10)
    s.tell(work, company.told[0], company.by)
    s.tell(post, "Hij zette een bakje bij de deur.", score=0)
    yield s.days(3, 9.5)
    s.take(bill.asked(s), "approve", "teamleider3")


def advanced(s: Scene, ask: Ask, company: Company, bill: Bill, rows: Web) -> Play:
    """Paid and accounted for; the insurer should have paid it back by now."""
    yield from opened(s, ask, s.weeks(20, 10))
    near = web(s, rows)
    yield s.after(weeks=2, hour=11)
    s.step("send_report", sent_on=s.on, found=company.found)
    application = s.applied("Vervoer naar de dialyse")
    yield s.after(days=2, hour=10)
    s.take(application, "withdraw", why="De zorgverzekeraar gaat erover. Hij vraagt het daar aan.")
    goal = s.goal(company.goal, near[0], every=84)
    s.plan(company.found)
    yield s.after(days=2, hour=13)
    s.start(s.workday(12))
    request = bill.asked(s)
    yield s.after(hour=15.5)
    s.take(request, "approve", "teamleider3")
    yield s.after(days=1, hour=9)
    s.paid(request, bill.amount)
    yield s.after(weeks=8, hour=10)
    s.accounted(request, "Alle ritten gereden. Hij miste geen behandeling.")
    s.tell(goal, company.told[0], score=0)
    yield s.weeks(2, 14)
    s.take(request, "recover", "financien", returned_amount=Decimal(bill.amount) / 2)


def with_the_family(s: Scene, ask: Ask, company: Company, rows: Web) -> Play:
    """Held by a grandson; one offer to a partner was taken back when he stepped in."""
    yield from opened(s, ask, s.weeks(14, 9))
    near: Contact = web(s, rows)[0]
    yield s.after(weeks=1, hour=10)
    goal = s.goal(company.goal, near, every=60)
    s.plan(company.found, "naaste", near.name)
    offer = s.offer(s.organisation(company.partner), company.need)
    yield s.after(days=3, hour=14)
    s.take(offer, "withdraw", why="Zijn kleinzoon wil het zelf doen, samen met zijn vriendin.")
    again = s.offer(near, "Elke week boodschappen, en op zondag eten.")
    s.accepted(again, who=near.name, how="aan de telefoon, hij belde zelf")
    yield s.after(days=2, hour=11)
    s.start(s.workday(30))
    yield s.weeks(5, 16)
    s.tell(goal, company.told[0], score=1)


# --- looking back ----------------------------------------------------------------------------------------------


def looking_back(s: Scene, ask: Ask, company: Company, rows: Web, *, weeks: float, days: int, adjusted: str = "",
                 bill: Bill | None = None, approved_by: str = "") -> Play:  # fmt: skip
    """The evaluation began `days` working days ago; perhaps a goal got new words, or money was asked for."""
    yield from opened(s, ask, s.weeks(weeks, 13))
    near = web(s, rows)
    yield s.after(weeks=2, hour=10)
    goal = s.goal(company.goal, s.organisation(company.partner) if company.partner else near[0], every=56)
    s.plan(company.found)
    if company.need:
        partner = s.organisation(company.partner)
        s.accepted(s.offer(partner, company.need, goals=[goal]), who=partner.contact, how="aan de telefoon")
    yield s.after(days=2, hour=15)
    s.start(s.workday(-days))
    yield s.after(weeks=4, hour=11)
    s.tell(goal, company.told[0], score=-1)
    yield s.days(days, 10)
    s.step("evaluate", told={goal.public_id: (0, company.told[1])})
    if adjusted:
        s.take(goal, "adjust", wording=adjusted, why="Het eerste doel was te groot.")
    if bill:
        yield s.days(4, 11)
        request = bill.asked(s)
        if approved_by:
            s.take(request, "approve", approved_by)
