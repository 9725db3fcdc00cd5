"""The cases that are closed: the three stories, questions that were answered, and what ended otherwise."""

from wijkteam.town.demo.case_list import Cast
from wijkteam.town.demo.played_case import Ask, Someone
from wijkteam.town.demo.scenarios import booklet as stories
from wijkteam.town.demo.scenarios import parts as scenarios
from wijkteam.town.demo.scenarios.parts import Bill, Care, Company


def told_before(c: Cast) -> None:
    """The booklet's own."""
    c.add("consulent", stories.piershil)
    c.add("consulent", stories.tillift)
    c.add("consulent", stories.rising)


def answered(c: Cast) -> None:
    """One way or another, somebody was helped."""
    c.add(
        "consulent",
        scenarios.enquiry,
        Ask(
            Someone("Aad", "Verolme", 68, "Torensteelaan 8"),
            "Klaaswaal",
            "Hoe vraag ik een parkeerkaart aan? Ik loop nog hoogstens honderd meter.",
            kind="vraag",
            channel="loket",
        ),
        weeks=21,
        answer="Uitgelegd hoe het bij het loket gaat, en dat de huisarts een verklaring geeft. Hij gaat zelf.",
    )
    c.add(
        "nadia.bouchar",
        scenarios.enquiry,
        Ask(
            Someone("Ineke", "Snaauw", 74, "Jacob Catsstraat 55"),
            "Oud-Beijerland Croonenburgh",
            "Wie kan mij leren beeldbellen? Mijn dochter woont in Canada.",
            by="nadia.bouchar",
            kind="vraag",
            channel="loket",
        ),
        weeks=12,
        outcome="algemeen",
        by="nadia.bouchar",
        answer="Samen naar de bibliotheek gelopen: elke dinsdag is er hulp met de computer. Zij begint morgen.",
    )
    c.add(
        "rachid.el.haddaoui",
        scenarios.worry,
        Ask(
            Someone("Gijsbert", "Notenboom", 71, "Dorpsstraat 140"),
            "Heinenoord",
            "De gordijnen zijn al een week dicht en de krant steekt uit de bus. Ik maak mij zorgen om mijn buurman.",
            by="nadia.bouchar",
            kind="signaal",
            behalf="ander",
            more={"reporter_name": "een buurvrouw", "reporter_shielded": True, "citizen_knows": "nee, nog niet"},
        ),
        weeks=17,
        found="Hij was bij zijn broer in Drenthe. Hij vond het aardig dat er iemand keek. Krant opgezegd.",
    )
    c.add(
        "consulent",
        scenarios.decided,
        Ask(
            Someone("Leendert", "Kranenburg", 79, "Molendijk 22"),
            "Goudswaard",
            "Mijn heup is gebroken geweest en nu thuis lukt het wassen en koken niet. Mijn zoon werkt op zee.",
            by="eerstecontact",
            channel="huisbezoek",
        ),
        Care(
            what="Hulp bij wassen, aankleden en de warme maaltijd",
            provider="Heemzicht",
            frequency="elke ochtend een uur, zeven dagen",
            goal="Ik wil mij weer zelf wassen en zelf koken",
            found="Hij kan veel zelf als het niet gehaast hoeft. De keuken is te "
            "hoog ingericht; een kruk helpt. Zijn zoon belt elke avond.",
            why="Meneer kan dit nu niet zelf en heeft niemand in de buurt die het dagelijks kan.",
            per_week="310.00",
            now="Hij komt vanmiddag thuis uit het revalidatiecentrum en er is niemand.",
        ),
        weeks=44,
        running=12,
        closing="Hij wast zich weer zelf en kookt voor twee: de buurman eet mee.",
        rows=(
            ("Jaap Kranenburg", "zoon, vaart", "familie", 3, ""),
            ("Buurman Nelis", "kijkt of het licht aan is", "familie", 2, ""),
        ),
    )
    c.add(
        "sabine.polderman",
        scenarios.decided,
        Ask(
            Someone("Hennie", "Bijl", 72, "Molenwal 9"),
            "'s-Gravendeel",
            "De trap op gaan lukt niet meer. Ik slaap al drie weken op de bank.",
            by="nadia.bouchar",
            behalf="naaste",
        ),
        Care(
            what="Traplift",
            provider="Hoeksche Waard Wonen",
            frequency="blijvend, met onderhoud",
            goal="Ik wil weer in mijn eigen bed slapen",
            found="Boven zijn bad en bed. Verhuizen is bekeken: niets vrij in het dorp voor wat zij betaalt.",
            why="De lift is nodig om in haar eigen huis te blijven; verhuizen kan nu niet.",
        ),
        weeks=40,
        running=8,
        closing="De lift hangt er. Zij slaapt boven en de bank is weer een bank.",
        rows=(("Jolanda Bijl", "dochter, werkt in de zorg", "familie", 3, ""),),
    )
    c.add(
        "consulent3",
        scenarios.rejected,
        Ask(
            Someone("Wim", "Trouwborst", 70, "Laan van Moerkerken 101"),
            "Mijnsheerenland",
            "Ik wil graag een scootmobiel, want fietsen durf ik niet meer.",
        ),
        weeks=31,
        what="Scootmobiel",
        found="Hij loopt nog een halve kilometer en rijdt auto. Voor de winkel is er de scootmobielpool in het dorp.",
        why="Met de scootmobielpool en de regiotaxi komt u waar u wilt zijn. Een eigen scootmobiel is niet nodig.",
        closing="Hij leent nu twee keer per week de scootmobiel van de pool en vindt het gezellig daar.",
    )
    c.add(
        "consulent",
        scenarios.joined,
        Ask(
            Someone("Gré", "Visbeen", 82, "Voorstraat 63"),
            "Numansdorp",
            "Ik eet al maanden alleen brood. Koken voor één mens, daar heb ik geen zin in.",
            by="eerstecontact",
            channel="huisbezoek",
        ),
        Company(
            partner="Buurttafel De Buitensluis",
            need="Twee keer per week een bord erbij, en iemand die haar de eerste keer haalt.",
            goal="Ik wil twee keer per week warm eten, met anderen",
            found="Zij kan koken en was er goed in. Wat ontbreekt is iemand om het voor te doen.",
            told=(
                "Zij kwam vier keer. De eerste keer haalde ik haar op.",
                "Zij kookt nu een keer per maand mee.",
                "Elke dinsdag en donderdag, en zij brengt haar buurvrouw mee.",
            ),
            by="henk.barendregt",
            closing="Zij eet mee en kookt mee. Ons heeft zij niet meer nodig.",
        ),
        weeks=29,
        rows=(
            ("Truus van Es", "buurvrouw", "familie", 2, ""),
            ("Henk Barendregt", "gastheer", "familie", 1, "Buurttafel De Buitensluis"),
        ),
    )
    c.add(
        "dirkjan.leenheer",
        scenarios.family,
        Ask(
            Someone("Cor", "Hitzert", 77, "Schouteneinde 17"),
            "Puttershoek",
            "Mijn vrouw vergeet haar pillen en ik zie de letters niet. Wie helpt ons daarmee?",
            by="gonnie.roos",
        ),
        Company(
            need="Elke avond even bellen of de pillen op zijn.",
            goal="De pillen gaan elke dag goed",
            found="De apotheek kan een rol per week maken. De kleindochter woont om de hoek en wil elke avond bellen.",
            told=("De rol werkt. Eén keer een avond vergeten.", "Het loopt vanzelf. Zij belt ook als er niets is."),
            closing="De kleindochter doet het en de apotheek helpt. Zij kunnen het samen.",
        ),
        weeks=26,
        rows=(
            ("Romy Hitzert", "kleindochter", "familie", 3, ""),
            ("Apotheek", "maakt de medicijnrol", "eerstelijn", 2, ""),
        ),
    )
    c.add(
        "consulent",
        scenarios.at_once,
        Ask(
            Someone("Shanti", "Ramdin", 34, "Rijksstraatweg 12"),
            "Numansdorp",
            "De wasmachine is kapot en ik heb drie kinderen. Het loon komt pas over drie weken.",
            kind="vraag",
            channel="loket",
        ),
        Bill(
            purpose="Tweedehands wasmachine",
            amount="240.00",
            payee="Kringloopwinkel Het Tweede Leven",
            why="Drie kinderen, de oudste plast nog in bed, en geen was.",
            schemes="Bijzondere bijstand: antwoord na acht weken, en dan alleen als lening.",
            more={"urgent": True, "own_request": True},
        ),
        weeks=10,
        result="De machine draait. Met Schuldhulp Maatjes maakt zij een potje voor de volgende keer.",
    )
    c.add(
        "dirkjan.leenheer",
        scenarios.initiative,
        Ask(
            "Buurtkamer Strijensas",
            "Strijensas",
            "Wij willen van het oude gemaalhuisje een buurtkamer maken, drie middagen per week. Een sleutel is er; "
            "voor de koffiemachine en de stoelen is er geen geld.",
            by="kees.overbeeke",
            kind="vraag",
            channel="partner",
            behalf="ander",
            more={"reporter_name": "vijf buren"},
        ),
        Bill(
            purpose="Stoelen en koffiemachine voor de buurtkamer",
            amount="1180.00",
            payee="Burenhulp Strijensas",
            why="De zaal is alleen deze maand vrij en de vrijwilligers staan klaar.",
            schemes="Subsidie bewonersinitiatief: twee keer per jaar, de volgende ronde is over vijf maanden.",
        ),
        weeks=49,
        partner="Burenhulp Strijensas",
        closing="De buurtkamer draait en is van de buurt.",
    )


def ended(c: Cast) -> None:
    """Without an answer here, each for another reason."""
    c.add(
        "sabine.polderman",
        scenarios.moved_away,
        Ask(
            Someone("Ad", "Roodenburg", 66, "Kerkstraat 88"),
            "Strijen",
            "Na de operatie kan ik zes weken niets tillen. Wie helpt mij met het huis?",
            by="gonnie.roos",
            channel="huisbezoek",
        ),
        Care(
            what="Hulp in huis, licht en zwaar werk",
            provider="Alerimus",
            frequency="twee keer per week drie uur",
            per_week="150.00",
            now="Hij woont alleen en mag niet bukken of tillen.",
        ),
        weeks=27,
        words="Hij is bij zijn zus in Dordrecht gaan wonen. De gemeente daar weet ervan.",
    )
    c.add(
        "consulent",
        scenarios.died,
        Ask(
            Someone("Klaas", "Barendrecht", 88, "Schuringsedijk 40"),
            "Numansdorp",
            "Ik wil nog een keer met het orkest mee. Hoe kom ik daar?",
            by="marit.groeneveld",
        ),
        Company(
            partner="Muziekvereniging Wilhelmina",
            need="Vervoer naar de repetitie op vrijdag.",
            goal="Ik wil nog een keer meespelen",
            found="Hij blies vijftig jaar de tuba. Zijn hart is zwak; zitten kan hij goed.",
            told=("Hij was er en speelde twee marsen. Iedereen stond.",),
        ),
        Bill(
            purpose="Taxi naar de repetitie, vier keer",
            amount="160.00",
            payee="Taxi Waard",
            why="Het concert is over vijf weken.",
            schemes="Regiotaxi: rijdt niet na tien uur 's avonds.",
            more={"own_request": True},
        ),
        weeks=18,
        words="Meneer is thuis overleden. Het orkest speelde bij het afscheid.",
    )
    c.add(
        "consulent3",
        scenarios.ended,
        Ask(
            Someone("Dirkje", "Leeuwestein", 90, "Beneden Oostdijk 4"),
            "Oud-Beijerland Zoomwijck",
            "Moeder kan dag en nacht niet meer alleen zijn.",
            behalf="naaste",
            by="gonnie.roos",
            more={"lies_with_team": True},
        ),
        weeks=22,
        reason="andere_wet",
        rows=(("Jeanne Leeuwestein", "dochter, doet alles", "familie", 3, ""),),
        words="Zij heeft blijvend dag en nacht zorg nodig: dat is de Wlz. Samen aangevraagd bij het CIZ; haar dochter "
        "krijgt intussen hulp van de wijkverpleging.",
    )
    c.add(
        "sabine.polderman",
        scenarios.unheard,
        Ask(
            Someone("Ronald", "Pijl", 44, "Strijensedijk 3"),
            "Maasdam",
            "Ik kom er niet meer uit met alles.",
            channel="email",
        ),
    )
    c.add(
        "consulent",
        scenarios.merged,
        Ask(
            Someone("Bram", "Tuk", 59, "Kreekstraat 15"),
            "Zuid-Beijerland",
            "Mijn man krijgt brieven van een deurwaarder. Ik had u al gebeld, geloof ik.",
            by="ellen.spruit",
            behalf="naaste",
        ),
        days=9,
    )
    c.add(
        "rachid.el.haddaoui",
        scenarios.not_agreed,
        Ask(
            Someone("Freek", "Hollaar", 52, "Stougjesdijk 210"),
            "Westmaas",
            "Er brandt de hele nacht licht en hij praat hard tegen niemand. Ik vertrouw het niet.",
            by="nadia.bouchar",
            kind="signaal",
            behalf="ander",
            more={"reporter_name": "iemand uit de straat", "reporter_shielded": True},
        ),
        weeks=14,
        words="Hij wil geen hulp en is niet in gevaar. Hij heeft het nummer van de ggz en van mij.",
    )
    c.add(
        "noor.vingerling",
        scenarios.ended,
        Ask(
            Someone("Lieke", "Stout", 15, "Gorsstraat 6"),
            "Oud-Beijerland Poortwijk",
            "Ik wil met iemand praten over thuis, maar mijn ouders mogen het eerst nog niet weten.",
            channel="loket",
            by="marit.groeneveld",
        ),
        weeks=16,
        reason="ingetrokken",
        after_weeks=2,
        rows=(("Mentor van school", "zij durft met haar te praten", "onderwijs", 2, ""),),
        words="Zij heeft het zelf thuis verteld, met haar mentor erbij. Zij wil nu eerst zien hoe het gaat.",
    )
