"""The three stories of the booklet, start to end."""

from casework.demo.scene import INWONER, Ask, Scene, Someone
from casework.demo.timeline import Play


def piershil(s: Scene) -> Play:
    """Chapter 6: help at the kitchen table; then the neighbours and the church take over."""
    yield s.weeks(15, 14.5)
    s.report(Ask(
        Someone("Adriana", "van der Waal", 84, "Sluisjesdijk 14"), "Piershil",
        "Mijn man is vannacht gevallen en ligt in het ziekenhuis. Ik zie bijna niets meer. Alleen thuisblijven durf ik "
        "niet, vooral 's nachts niet.",
        by="eerstecontact", channel="huisbezoek", more={"urgent": True},
    ))  # fmt: skip
    help_ = s.draft(
        "Hulp bij opstaan, eten en naar bed gaan, en iemand die 's nachts komt als zij belt", "Heemzicht",
        "drie keer per dag, en 's nachts op afroep", "385.00", by="eerstecontact",
        why="Zij kan niet alleen zijn nu haar man in het ziekenhuis ligt. De dochter woont in Zwolle.",
        agreed="mevrouw Van der Waal, en buurvrouw Ria die erbij zat",
    )  # fmt: skip
    s.take(help_, "issue", "eerstecontact")
    s.letters("eerstecontact", how="uitgereikt")  # the letter is there before she leaves

    yield s.after(days=1, hour=9)
    s.take(help_, "confirm_start", "eerstecontact", started_on=s.on)
    s.take(help_, "review", ok=True)
    s.step("take_up")
    s.appointment("Bel de dochter over de komende weken", s.later(days=2))
    call = s.case.appointments.get()

    yield s.after(days=2, hour=10.5)
    s.meet()
    s.take(call, "fulfil", text="Zij komt de weekenden. Door de week kan zij niet.")
    s.knows("Els van der Waal", "dochter in Zwolle", "familie", 3)
    ria = s.knows("Ria Kooijman", "buurvrouw, heeft de sleutel", "familie", 3)
    s.knows("Corrie Bijl", "diaken", "kerk", 2, "Protestantse gemeente Piershil")
    s.knows("Huisarts De Vaart", "huisarts", "eerstelijn", 2, "Huisartsenpraktijk De Vaart")
    s.note(
        "Mevrouw wil in haar eigen huis blijven. De trap is het grootste gevaar; beneden slapen kan, er is een kamer."
    )

    yield s.after(weeks=2, hour=11)
    s.note("Haar man gaat naar het revalidatiecentrum, zes weken. Ria en twee andere buren willen een rooster maken.")
    home = s.goal("Ik wil thuis blijven wonen, met elke dag iemand die binnenloopt", ria)
    church = s.goal("Ik wil op zondag weer naar de kerk", s.organisation("Protestantse gemeente Piershil"))
    care = s.goal("Ik wil veilig opstaan en naar bed gaan", s.organisation("Heemzicht"), ground="wmo_maatwerk",
                  budget=3000, every=14)  # fmt: skip
    s.plan(
        "Mevrouw ziet slecht en is bang alleen. Overdag redt zij zich, met iemand die langskomt. De buurt wil helpen, "
        "als niet alles op één mens neerkomt. De nachten zijn over zodra haar man thuis is.",
        name="mevrouw Van der Waal, met haar dochter",
    )
    yield s.after(days=2, hour=14)
    s.start(s.later(weeks=7))

    yield s.after(weeks=2, hour=15)
    s.tell(care, "Opstaan en naar bed gaat goed. 's Nachts heeft zij nog twee keer gebeld.", "uitvoerder", score=0)
    s.tell(church, "Corrie haalt haar op zondag op. Zij drinkt na de dienst koffie mee.")
    takeover = s.offer(ria, "Elke dag iemand die even binnenloopt. Ria maakt het rooster met de buren van de dijk.")
    yield s.after(days=2, hour=16)
    s.accepted(takeover, who="Ria Kooijman", how="aan de keukentafel, met het rooster erbij")

    yield s.after(days=2, hour=10)
    s.take(
        help_, "withdraw", until=s.later(days=7), heard_on=s.on,
        heard_how="aan de keukentafel, met haar man en Ria erbij",
        why="Haar man is weer thuis en de buren lopen elke dag binnen. Mevrouw vindt de hulp niet meer nodig.",
    )  # fmt: skip
    s.letters()
    yield s.after(weeks=1, hour=9.5)
    s.tell(care, "Laatste dag. Zij staat zelf op; haar man helpt met de kousen.", "uitvoerder", score=1)
    s.take(care, "achieve")

    yield s.after(weeks=2, hour=13)
    s.step(
        "evaluate",
        told={
            home.public_id: (1, "Het rooster loopt. Zij bakt koek voor wie langskomt."),
            church.public_id: (0, "Elke zondag, behalve met de gladheid."),
        },
    )
    s.take(home, "achieve")
    s.take(church, "achieve")
    yield s.after(days=1, hour=11)
    s.close(
        "netwerk", "De buren en de kerk hebben het overgenomen. Zij weten ons te vinden als het verandert.", "burger"
    )
    s.summaries()


def tillift(s: Scene) -> Play:
    """Chapter 7: no budget line fits, procedure would take months; help first, settle afterwards."""
    yield s.weeks(38, 9.25)
    s.report(Ask(
        "Tillift van het Sportfondsenbad", "Numansdorp",
        "De tillift van het zwembad is stuk. Repareren kost meer dan een nieuwe en staat niet in de begroting. Zonder "
        "lift ligt het zwemmen voor mensen met een beperking maanden stil.",
        by="consulent", kind="vraag", channel="partner", behalf="professional",
        more={"reporter_name": "Anouk Reedijk, bedrijfsleider"},
    ))  # fmt: skip
    s.knows("Anouk Reedijk", "bedrijfsleider van het bad", "vereniging", 3, "Sportfondsenbad Numansdorp")
    s.knows(
        "Gerda Maliepaard", "secretaris, zwemt met vijftien mensen", "vereniging", 3, "Stichting Gehandicapten Sport"
    )
    s.knows("Carla Nieuwstraten", "Alerimus: hun bewoners zwemmen mee", "tweedelijn", 2, "Alerimus")
    s.note("Alerimus wil het voorschieten, als zij het dan wel terugkrijgen.")
    request = s.money(
        "Nieuwe tillift voor het zwembad", "4850.00", "Alerimus, die het voorschiet",
        why="Het zwemmen op donderdag valt weg voor ruim veertig mensen. De leverancier houdt de lift tot morgen vast.",
        schemes="Begroting van het bad: geen post. Gemeente, onderhoud accommodaties: past wel, maar het besluit duurt "
        "drie maanden. Sportfonds: sluit pas in het najaar open.",
        recover_from="gemeente, onderhoud accommodaties", recover_on=s.later(weeks=24),
    )  # fmt: skip
    s.take(request, "request")
    yield s.after(hour=13.5)
    s.take(request, "approve", "teamleider")

    yield s.after(days=1, hour=10)
    s.paid(request, "4850.00")
    yield s.after(weeks=2, hour=15)
    s.note("De lift hangt. Donderdag waren er weer zestien zwemmers.")
    s.accounted(request, "De nieuwe tillift hangt er. Het zwemmen op donderdag is nul keer uitgevallen.")
    s.step("advise", outcome="vangnet", advice="De lift is er. De verrekening met de gemeente loopt door.")

    yield s.after(weeks=22, hour=11)
    s.take(request, "settle", "financien", returned_amount=request.amount, why="")


def rising(s: Scene) -> Play:
    """Chapters 4 and 5: from a request for day care to the workshop he now runs himself."""
    yield s.weeks(34, 11)
    s.report(Ask(
        Someone("Teun", "Groenewegen", 76, "Middelsluissedijk 31"), "Numansdorp",
        "Kan ik een paar dagen naar de dagopvang? Sinds mijn vrouw er niet meer is, zit ik de hele dag voor het raam.",
        channel="loket", more={"lies_with_team": True},
    ))  # fmt: skip
    s.letters("ellen.spruit")
    yield s.after(days=1, hour=9)
    s.step("take_up")
    yield s.after(days=3, hour=10)
    s.meet()
    s.knows("Marco Groenewegen", "zoon, woont in Rotterdam", "familie", 2)
    s.knows("Piet Hokke", "oud-collega, ook timmerman", "vereniging", 2, "Biljartclub De Hoek")
    s.knows("Maarten Hordijk", "kwam na de begrafenis langs", "kerk", 1, "Hervormde gemeente Numansdorp")
    s.note(
        "De schuur staat vol gereedschap, alles geslepen. Hij was veertig jaar timmerman en liet mij elke schaaf zien."
    )

    yield s.after(weeks=2, hour=14)
    oma = s.organisation("Bij de Oma's")
    goal = s.goal("Ik wil weer timmeren, en niet alleen", oma)
    eat = s.goal("Ik wil twee keer per week met een ander eten", INWONER)
    s.plan(
        "Niet de zorg ontbreekt maar gezelschap, en iets om voor op te staan. Meneer kan veel en wil gevraagd worden. "
        "Dagopvang is het antwoord niet."
    )
    yield s.after(days=2, hour=10)
    offer = s.offer(oma, "Een plek aan de werkbank voor een timmerman die alleen is komen te staan.", goals=[goal])
    yield s.after(days=2, hour=11)
    s.accepted(offer, "middenveld")
    yield s.after(days=1, hour=15)
    s.start(s.later(weeks=14))

    yield s.after(weeks=2, hour=12)
    s.tell(goal, "Hij kwam drie keer en zat eerst aan de koffietafel. Nu repareert hij onze stoelen.", "middenveld")
    s.tell(eat, "Hij eet op donderdag mee aan de buurttafel.", score=-1)
    yield s.after(weeks=4, hour=12)
    s.tell(goal, "Elke dinsdag en vrijdag. Twee jongens van de middelbare school leren van hem zagen.", "middenveld")
    s.tell(eat, "Dinsdag en donderdag schuift hij aan. Hij neemt soms een ander mee.", score=0)
    yield s.after(weeks=5, hour=12)
    s.tell(goal, "Hij heeft de sleutel en maakt zelf het rooster van de werkplaats.", "middenveld")

    yield s.after(weeks=2, hour=10)
    up = s.offer(INWONER, "Hij leidt de werkplaats nu zelf. De vraag is weer van hem.")
    yield s.after(days=1, hour=16)
    s.accepted(up, who="meneer Groenewegen", how="in de werkplaats, tussen de krullen")
    yield s.after(weeks=3, hour=9.5)
    s.step("evaluate", told={
        goal.public_id: (2, "Er staat een bord aan de deur: 'Teun, dinsdag en vrijdag'."),
        eat.public_id: (1, "Vaker samen dan alleen, zegt hij."),
    })  # fmt: skip
    s.take(goal, "achieve")
    s.take(eat, "achieve")
    yield s.after(days=2, hour=11)
    s.close("eigen_kracht", "Hij vroeg om opvang en vangt nu anderen op.", "burger")
    s.summaries()
