"""The sixty cases: who asks what, who leads it, and which scenario it follows."""

from collections.abc import Callable
from typing import Any

from casework.demo import running, scenarios, stories
from casework.demo.scenarios import Bill, Care, Company
from casework.demo.scene import Ask, Scene, Someone
from casework.demo.timeline import Play, Timeline
from casework.demo.town import INWONER, Town


class Cast:
    """Scenes with the play each follows."""

    def __init__(self, town: Town, line: Timeline) -> None:
        self.town, self.line = town, line
        self.scenes: list[tuple[Scene, Play]] = []

    def add(self, lead: str, scenario: Callable[..., Play], *args: Any, **more: Any) -> None:
        scene = Scene(self.town, self.line, lead)
        self.scenes.append((scene, scenario(scene, *args, **more)))


def cast(town: Town, line: Timeline) -> Cast:
    """All sixty."""
    found = Cast(town, line)
    for part in (_stories, _answered, _ended, _new, _researched, _planned, _carried_out, _looked_back):
        part(found)
    return found


def _stories(c: Cast) -> None:
    c.add("consulent", stories.piershil)
    c.add("consulent", stories.tillift)
    c.add("consulent", stories.rising)


def _answered(c: Cast) -> None:
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
        found="Hij loopt nog een halve kilometer en rijdt auto. Voor de winkel is er de scootmobielpool bij het dorpshuis.",
        why="Met de scootmobielpool en de regiotaxi komt u waar u wilt zijn. Een eigen scootmobiel is daarvoor niet nodig.",
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
            partner="Zorgwaard",
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
            "Wij willen van het oude gemaalhuisje een buurtkamer maken, drie middagen per week. De sleutel krijgen wij; "
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


def _ended(c: Cast) -> None:
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
        words="Zij heeft blijvend dag en nacht zorg nodig: dat is de Wlz. Samen aangevraagd bij het CIZ; de dochter krijgt "
        "intussen hulp van de wijkverpleging.",
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


def _new(c: Cast) -> None:
    c.add(
        "consulent",
        running.urgent_today,
        Ask(
            Someone("Arend", "Bezuijen", 81, "Raadhuisstraat 3"),
            "Piershil",
            "Mijn vrouw is vanmorgen opgenomen. Zij deed alles. Ik weet niet eens hoe het fornuis aangaat.",
            by="eerstecontact",
            channel="huisbezoek",
            more={"urgent": True},
        ),
        Care(
            what="Hulp bij eten, medicijnen en naar bed gaan",
            provider="Heemzicht",
            frequency="vier keer per dag een half uur",
            per_week="365.00",
            now="Hij heeft suikerziekte, spuit niet zelf en is vanavond alleen.",
        ),
    )
    c.add(
        "consulent",
        running.arrived,
        Ask(
            Someone("Marrigje", "de Heus", 86, "Steegjesdijk 12"),
            "Piershil",
            "Sinds de herfst ben ik drie keer gevallen. Ik durf de tuin niet meer in.",
            by="marit.groeneveld",
            channel="partner",
            behalf="professional",
        ),
        days=1,
        hour=15,
    )
    c.add(
        "consulent",
        running.arrived,
        Ask(
            Someone("Ton", "Weeda", 63, "Boezemweg 19"),
            "Nieuw-Beijerland",
            "Ik ben sinds mijn ontslag twee jaar thuis en kom er niet meer uit. Mijn zus zegt dat ik moet bellen.",
        ),
        days=7,
    )
    c.add(
        "consulent",
        running.arrived,
        Ask(
            Someone("Jannie", "Koert", 69, "Langeweg 5"),
            "Zuid-Beijerland",
            "Waar kan mijn man overdag heen als ik naar het ziekenhuis moet?",
            kind="vraag",
        ),
        days=4,
        hour=9,
    )
    c.add(
        "consulent",
        running.arrived,
        Ask(
            Someone("Evert", "in 't Veld", 75, "Buitendijk 77"),
            "Numansdorp",
            "Deze klant koopt sinds een maand alleen nog katjesdrop en jenever. Hij was altijd zo netjes.",
            by="nadia.bouchar",
            kind="signaal",
            channel="partner",
            behalf="ander",
            more={
                "reporter_name": "bedrijfsleider van de supermarkt",
                "reporter_shielded": True,
                "citizen_knows": "nee",
            },
        ),
        days=1,
        hour=16.5,
    )
    c.add(
        "consulent",
        running.arrived,
        Ask(
            Someone("Maartje", "Schipper", 81, "Kreupeleweg 2"),
            "Klaaswaal",
            "Mijn buurvrouw stond om vier uur 's nachts in haar nachthemd bij mij aan de deur.",
            behalf="ander",
            more={"reporter_name": "de buurvrouw"},
        ),
        days=1,
        hour=9.75,
    )
    c.add(
        "consulent3",
        running.arrived,
        Ask(
            Someone("Fatima", "Ait Said", 48, "Poortwijkplein 30"),
            "Oud-Beijerland Poortwijk",
            "Mijn rug is op van het tillen. Mijn zoon van twintig kan niet zelf uit bed.",
            by="nadia.bouchar",
            channel="loket",
        ),
        days=2,
    )
    c.add(
        "consulent3",
        running.arrived,
        Ask(
            Someone("Rinus", "Kleinjan", 80, "Hofweg 44"),
            "Heinenoord",
            "Wij lopen 's avonds langs en zien hem al dagen in dezelfde stoel. Hij zwaait niet terug.",
            by="nadia.bouchar",
            kind="signaal",
            channel="partner",
            behalf="ander",
            more={"reporter_name": "Buurtpreventie Heinenoord", "reporter_shielded": True},
        ),
        days=6,
    )
    c.add(
        "sabine.polderman",
        running.arrived,
        Ask(
            "Moestuin achter het oude station",
            "Maasdam",
            "Wij willen met de straat een moestuin beginnen waar ook de kinderen van de opvang komen. Wie beslist over de grond?",
            by="kees.overbeeke",
            kind="vraag",
            channel="loket",
            behalf="ander",
            more={"reporter_name": "de straat"},
        ),
        days=2,
        hour=14,
    )
    c.add(
        "noor.vingerling",
        running.arrived,
        Ask(
            Someone("Daan", "Kooij", 13, "Sportlaan 61"),
            "Puttershoek",
            "Hij gaat sinds de herfst niet meer naar school en zegt niet waarom.",
            by="marit.groeneveld",
            behalf="naaste",
            more={"reporter_name": "zijn moeder"},
        ),
        days=1,
    )


def _researched(c: Cast) -> None:
    c.add(
        "consulent",
        running.dementia,
        Ask(
            Someone("Maartje", "Schipper", 81, "Kreupeleweg 2"),
            "Klaaswaal",
            "Mijn vrouw raakt de weg kwijt in haar eigen straat. Ik ben tweeëntachtig en slaap met één oog open.",
            by="eerstecontact",
            channel="huisbezoek",
            behalf="naaste",
            more={"lies_with_team": True},
        ),
        Bill(
            purpose="Sleutelkluis en een klok die de dag zegt",
            amount="185.00",
            payee="Sleutelmaker Klaaswaal",
            why="De thuiszorg staat soms voor een dichte deur.",
        ),
        (
            ("Arie Schipper", "haar man", "familie", 3, ""),
            ("Petra Hoogvliet", "casemanager", "tweedelijn", 2, "Zorgwaard"),
            ("Roos Kleinjan", "van de schilderclub", "kunst", 2, "Atelier De Kleikamer"),
        ),
    )
    c.add(
        "consulent",
        running.not_met_yet,
        Ask(
            Someone("Jeroen", "Palsgraaf", 41, "Havenkade 8"),
            "Numansdorp",
            "Ik slaap slecht, ik drink te veel en ik wil dat dat ophoudt.",
            by="marit.groeneveld",
            channel="partner",
        ),
    )
    c.add(
        "consulent",
        running.helped_since_yesterday,
        Ask(
            Someone("Pietje", "Vogelaar", 87, "Marktveld 11"),
            "Goudswaard",
            "Ik ben gisteren uit het ziekenhuis gekomen en kan mijn steunkousen niet aan.",
            by="eerstecontact",
            channel="huisbezoek",
        ),
        Care(
            what="Hulp bij wassen, kousen en medicijnen",
            provider="Alerimus",
            frequency="elke ochtend en elke avond",
            per_week="290.00",
            now="Zij is alleen en viel vannacht uit bed.",
        ),
        (("Annie Vogelaar", "schoonzus, komt op zondag", "familie", 2, ""),),
    )
    c.add(
        "consulent2",
        running.help_runs_out,
        Ask(
            Someone("Sjaan", "Koppelaar", 78, "Achterweg 33"),
            "Piershil",
            "Na mijn beroerte kan ik met links niets. Aardappels schillen, een knoop, het lukt niet.",
            by="eerstecontact",
            channel="huisbezoek",
        ),
        Care(
            what="Hulp bij koken en aankleden",
            provider="Heemzicht",
            frequency="elke ochtend een uur",
            found="De ergotherapeut oefent met haar. Nog zes weken hulp lijkt genoeg.",
            per_week="245.00",
            now="Zij woont alleen en at drie dagen niet warm.",
        ),
        left=6,
        rows=(("Kees Koppelaar", "broer", "familie", 2, ""),),
    )
    c.add(
        "carolien.de.ruiter",
        running.prolonged,
        Ask(
            Someone("Neeltje", "Andeweg", 83, "Molendijk 101"),
            "Zuid-Beijerland",
            "Mijn been wil niet genezen en ik mag er niet op staan.",
            by="eerstecontact",
            channel="huisbezoek",
        ),
        Care(
            what="Hulp in huis en bij het eten",
            provider="Alerimus",
            frequency="elke dag een uur",
            found="Het been geneest langzaam. Haar zoon wil in het weekend koken.",
            per_week="210.00",
            now="Zij mag zes weken niet staan.",
        ),
        (
            ("Henk Andeweg", "zoon", "familie", 3, ""),
            ("Huisarts De Vaart", "verbindt het been", "eerstelijn", 2, "Huisartsenpraktijk De Vaart"),
        ),
    )
    c.add(
        "wilco.huisman",
        running.regisseur_left,
        Ask(
            Someone("Bram", "Tuk", 59, "Kreekstraat 15"),
            "Zuid-Beijerland",
            "Ik maak de post niet meer open. Ik denk dat het al te laat is.",
            by="nadia.bouchar",
            channel="loket",
        ),
        (
            ("Lies Tuk", "zijn vrouw", "familie", 3, ""),
            ("Arjan Pieterman", "van de Maatjes", "gemeente", 1, "Schuldhulp Maatjes Hoeksche Waard"),
        ),
    )
    c.add(
        "consulent2",
        running.help_runs_out,
        Ask(
            Someone("Huib", "Stolk", 74, "Westdijk 60"),
            "Nieuw-Beijerland",
            "Mijn pols is gebroken en ik ben de mantelzorger van mijn vrouw.",
            by="eerstecontact",
            channel="huisbezoek",
        ),
        Care(
            what="Hulp bij het wassen van zijn vrouw",
            provider="Zorgwaard",
            frequency="elke ochtend",
            found="De pols zit uit het gips. Zij kan niet zonder hem en hij wil niemand in huis.",
            per_week="260.00",
            now="Met één hand kan hij haar niet tillen.",
        ),
        left=-2,
        weeks=7.5,
        rows=(("Mina Stolk", "zijn vrouw", "familie", 3, ""),),
    )
    c.add(
        "consulent",
        running.hoarding,
        Ask(
            Someone("Theo", "van Gemert", 64, "Nieuwstraat 29"),
            "Klaaswaal",
            "Zijn balkon staat zo vol dat ik bang ben dat het naar beneden komt.",
            by="nadia.bouchar",
            kind="signaal",
            channel="partner",
            behalf="ander",
            more={"reporter_name": "de wijkconsulent", "citizen_knows": "nog niet"},
        ),
        (
            ("Linda Troost", "wijkconsulent", "wonen", 1, "Hoeksche Waard Wonen"),
            ("Moeder van Theo", "overleden in mei", "familie", 3, ""),
        ),
    )
    c.add(
        "consulent3",
        running.waits_for_papers,
        Ask(
            Someone("Bets", "Reijerkerk", 76, "Oranje Nassaustraat 14"),
            "Oud-Beijerland Croonenburgh",
            "Ik was mij aan de gootsteen omdat ik de trap niet op kom.",
            by="gonnie.roos",
        ),
        (("Corien Reijerkerk", "dochter", "familie", 2, ""),),
    )
    c.add(
        "rachid.el.haddaoui",
        running.hidden,
        Ask(
            Someone(
                "Samira",
                "Benali",
                29,
                "Koninginneweg 6",
                more={
                    "secret_address": True,
                    "language": "Nederlands en Tarifit",
                    "safe_moment": "op werkdagen tussen 9 en 11 uur",
                },
            ),
            "Oud-Beijerland Zoomwijck",
            "Ik wil met mijn zoontje opnieuw beginnen en weet niet waar.",
            channel="loket",
            by="nadia.bouchar",
            more={"lies_with_team": True},
        ),
        (("Esra Demir", "wijkagent", "veiligheid", 2, "Wijkagent Oud-Beijerland"),),
    )
    c.add(
        "consulent3",
        running.help_runs_out,
        Ask(
            Someone("Rook", "Zwartbol", 85, "Smidsweg 7"),
            "Mijnsheerenland",
            "Mijn ogen worden slechter en ik durf geen gas meer aan te steken.",
            by="gonnie.roos",
            channel="huisbezoek",
        ),
        Care(
            what="Warme maaltijd en toezicht",
            provider="Alerimus",
            frequency="elke dag een half uur",
            found="Inductie koken leren kan. De ergotherapeut komt over twee weken.",
            per_week="175.00",
            now="Er was vorige week een pan in brand.",
        ),
        left=2,
        rows=(("Wout Zwartbol", "neef", "familie", 1, ""),),
    )
    c.add(
        "dirkjan.leenheer",
        running.reopened,
        Ask(
            Someone("Maarten", "Kap", 62, "Langestraat 45"),
            "'s-Gravendeel",
            "Ik kan niet goed lezen. Mijn vrouw deed altijd de post.",
            by="kees.overbeeke",
            channel="loket",
        ),
        Company(
            partner="Taalhuis 's-Gravendeel",
            need="Een vrijwilliger die met hem leert lezen, eerst zijn eigen post.",
            goal="Ik wil mijn eigen post lezen",
            found="Hij is laaggeletterd en schaamt zich. Met zijn handen kan hij alles.",
            told=("Hij komt elke week en las de brief van de bank voor.",),
        ),
    )
    c.add(
        "noor.vingerling",
        running.at_the_youth_team,
        Ask(
            Someone("Sem", "Hordijk", 16, "Mookhoek 5"),
            "Strijen",
            "Ik slaap overdag en leef 's nachts. School lukt niet meer.",
            by="marit.groeneveld",
            channel="partner",
        ),
        (
            ("Petra Hordijk", "zijn moeder", "familie", 3, ""),
            ("Oom Ruud", "repareert met hem brommers", "familie", 3, ""),
        ),
    )
    c.add(
        "peter.van.prooijen",
        running.put_to_a_colleague,
        Ask(
            Someone("Jopie", "Verkerk", 80, "Weststraat 18"),
            "Piershil",
            "Mijn man zorgt voor mij, maar hij wordt morgen geopereerd.",
            more={"urgent": True},
        ),
        Care(
            what="Wassen, aankleden en eten",
            provider="Heemzicht",
            frequency="drie keer per dag",
            per_week="420.00",
            now="Haar man ligt vanaf morgen tien dagen in het ziekenhuis.",
        ),
    )


def _planned(c: Cast) -> None:
    c.add(
        "consulent",
        running.offered,
        Ask(
            Someone("Nel", "Barendregt", 71, "Wilhelminastraat 6"),
            "Numansdorp",
            "Sinds ik gestopt ben in de winkel, is elke dag hetzelfde.",
            channel="loket",
        ),
        Company(
            partner="Bij de Oma's",
            need="Iemand die veertig jaar achter de toonbank stond, en weer onder de mensen wil zijn.",
            goal="Ik wil weer ergens verwacht worden",
            found="Zij mist de praatjes, niet het werk. Organiseren kan zij als de beste.",
        ),
        (
            ("Bep Barendregt", "zus", "familie", 2, ""),
            ("Mark Boender", "oude klant, nu de supermarkt", "ondernemers", 1, "Supermarkt Plus Numansdorp"),
        ),
        days=3,
    )
    c.add(
        "consulent",
        running.asks_for_money,
        Ask(
            Someone("Kevin", "Rosmolen", 22, "Sportlaan 3"),
            "Klaaswaal",
            "Ik moet mijn kamer uit en heb overal schuld. Ik wil wel werken.",
            by="nadia.bouchar",
            channel="loket",
        ),
        Company(
            partner="Schuldhulp Maatjes Hoeksche Waard",
            goal="Ik wil weten wat ik schuldig ben en aan wie",
            found="Negen schuldeisers, de meeste klein. Hij begint over een week bij de kringloop als de huur is geregeld.",
        ),
        Bill(
            purpose="Twee maanden achterstallige huur, zodat hij kan blijven",
            amount="1850.00",
            payee="Hoeksche Waard Wonen",
            why="De ontruiming is over negen dagen.",
            schemes="Schuldhulpverlening: intake over drie weken. Bijzondere bijstand: niet voor schulden. Noodfonds: op.",
            more={"recover_from": "schuldregeling, zodra die er is"},
        ),
        (
            ("Opa Rosmolen", "bij hem mag hij eten", "familie", 3, ""),
            ("Fatma Yildiz", "heeft werk voor hem", "ondernemers", 2, "Kringloopwinkel Het Tweede Leven"),
        ),
        weeks=5,
        days=1,
    )
    c.add(
        "consulent3",
        running.asks_for_money,
        Ask(
            Someone("Yusuf", "Kaya", 38, "Beetslaan 90"),
            "Oud-Beijerland Croonenburgh",
            "Na de brand kan mijn dochter in haar rolstoel het huis niet in. Wij slapen bij mijn ouders op de grond.",
            by="nadia.bouchar",
            more={"lies_with_team": True, "urgent": True},
        ),
        Company(
            goal="Wij willen met ons vijven in ons eigen huis",
            found="De verzekering keert pas uit na het onderzoek. De helling en de badkamer moeten er eerder zijn.",
        ),
        Bill(
            purpose="Helling en aangepaste badkamer na de brand",
            amount="12500.00",
            payee="Aannemersbedrijf Van der Linden",
            why="Vijf mensen in één kamer, en zij mist haar therapie.",
            schemes="Wmo-woningaanpassing: wacht op de verzekeraar. Verzekeraar: betaalt na het "
            "brandonderzoek, over drie maanden.",
            more={"recover_from": "opstalverzekering van de verhuurder"},
        ),
        (
            ("Opa en oma Kaya", "slapen nu bij hen", "familie", 3, ""),
            ("Youssef Amrani", "de moskee zamelde in", "kerk", 2, "Moskee Al Waard"),
        ),
        weeks=5,
        days=1,
    )
    c.add(
        "consulent",
        running.turned_down,
        Ask(
            Someone("Willy", "Mijnster", 67, "Commandeurstraat 12"),
            "Numansdorp",
            "Mijn man is vorig jaar overleden. Ik kook voor twee en gooi de helft weg.",
        ),
        Company(
            partner="Buurttafel De Buitensluis",
            need="Een plek aan tafel, en later misschien in de keuken.",
            goal="Ik wil niet meer alleen eten",
            found="Zij kookt graag en goed. Alleen eten is het ergste moment van de dag.",
            by="henk.barendregt",
        ),
        Bill(
            purpose="Tweedehands fiets",
            amount="175.00",
            payee="Fietsenmaker Klaaswaal",
            why="Zonder fiets komt zij er niet.",
            schemes="Wmo: een fiets is algemeen gebruikelijk.",
        ),
        (("Coby Mijnster", "zus in Strijen", "familie", 2, ""),),
    )
    c.add(
        "rachid.el.haddaoui",
        running.refused_money,
        Ask(
            Someone("Gerrit", "Blaak", 57, "Dorpsstraat 9"),
            "Westmaas",
            "Ik zit in een uitkering en wil een computer om te solliciteren.",
            channel="loket",
        ),
        Company(
            goal="Ik wil elke week twee keer solliciteren",
            found="Hij kan bij de bibliotheek terecht; dat wist hij niet.",
        ),
        Bill(
            purpose="Laptop",
            amount="899.00",
            payee="Computerwinkel",
            why="Vacatures staan alleen nog op internet.",
            schemes="Participatiewet: nog niet gevraagd.",
            more={"own_request": True},
        ),
        (("Marga Blaak", "zus, wil mee naar de bibliotheek", "familie", 2, ""),),
        leader="teamleider3",
        why="Bij de bibliotheek kunt u elke dag achter een computer. Voor een eigen laptop kunt u eerst "
        "bijzondere bijstand vragen.",
    )


def _carried_out(c: Cast) -> None:
    c.add(
        "consulent",
        running.own_case,
        Ask(
            Someone(*INWONER, 67, "Havendijk 21"),
            "Numansdorp",
            "Na mijn beroerte praat ik traag en loop ik slecht. De hond moet er drie keer per dag uit.",
            by="eerstecontact",
            channel="huisbezoek",
        ),
        Care(
            what="Dagbehandeling: spreken en lopen",
            provider="Heemzicht",
            frequency="twee dagdelen per week",
            goal="Ik wil weer hele zinnen zeggen",
            found="Hij begrijpt alles en zoekt naar woorden. Oefenen helpt, en mensen die de tijd nemen.",
            why="Zonder oefening gaat achteruit wat hij net heeft teruggewonnen.",
            per_week="240.00",
            now="Het ziekenhuis stopt vandaag en de revalidatie heeft een wachtlijst.",
            budget=4200,
        ),
        (
            ("Lisa Maaskant", "dochter", "familie", 3, ""),
            ("Bo", "de hond", "familie", 3, ""),
            ("Ton Schouten", "van het wandelvoetbal", "vereniging", 2, "Voetbalvereniging NSVV"),
        ),
    )
    c.add(
        "consulent",
        running.held_by_partner,
        Ask(
            Someone("Ali", "Özdemir", 58, "Burgemeester de Zeeuwstraat 70"),
            "Numansdorp",
            "Ik ben afgekeurd en mis mijn collega's. Thuis loop ik in de weg.",
            by="nadia.bouchar",
            channel="loket",
        ),
        Company(
            partner="Bij de Oma's",
            need="Iemand die kan lassen en koken, en die graag gevraagd wordt.",
            goal="Ik wil mijn handen gebruiken en mensen zien",
            found="Hij kan geen acht uur werken, wel twee. Hij wil iets doen dat een ander nodig heeft.",
            told=("Hij kwam kijken en bleef de hele middag.", "Hij maakt een buitenkeuken, met drie anderen."),
            by="middenveld",
        ),
        (("Ayşe Özdemir", "zijn vrouw", "familie", 3, ""), ("Zus in Izmir", "belt elke week", "familie", 2, "")),
    )
    c.add(
        "consulent",
        running.at_the_provider,
        Ask(
            Someone("Henk", "Maliepaard", 78, "Sluisweg 4"),
            "Piershil",
            "Mijn man kan niet meer alleen zijn en ik kom nergens meer.",
            behalf="naaste",
            by="marit.groeneveld",
            more={"lies_with_team": True},
        ),
        Care(
            what="Dagopvang voor mensen met dementie",
            provider="Heemzicht",
            frequency="dinsdag en donderdag",
            goal="Ik wil bezig zijn, buiten",
            found="Hij was tuinder en wordt onrustig binnen. Zij heeft twee dagen nodig om het vol te houden.",
            why="Met twee dagen opvang kan hij thuis blijven wonen.",
            budget=6800,
        ),
        (
            ("Coby Maliepaard", "zijn vrouw", "familie", 3, ""),
            ("Basisschool De Pijler", "hij leerde kinderen zaaien", "onderwijs", 2, "Basisschool De Pijler"),
        ),
    )
    c.add(
        "consulent2",
        running.overloaded,
        Ask(
            Someone("Anja", "Groenendijk", 54, "Oudeweg 16"),
            "Nieuw-Beijerland",
            "Ik zorg voor mijn moeder, mijn kleinkind en mijn werk. Ik huil in de auto.",
            by="nadia.bouchar",
            channel="loket",
        ),
        Company(
            partner="Mantelzorgsteunpunt Hoeksche Waard",
            need="Iemand die op woensdag bij haar moeder is, zodat zij kan zwemmen.",
            goal="Ik wil één avond per week voor mijzelf",
            found="Zij doet alles en vraagt niets. Haar broer wist niet hoe het ging.",
        ),
        Bill(
            purpose="Twee nachten logeeropvang voor haar moeder",
            amount="340.00",
            payee="Hof van Maasdam",
            why="Zij heeft drie weken niet geslapen.",
            schemes="Zvw eerstelijnsverblijf: geen medische grond. Wmo-logeeropvang: wachtlijst.",
        ),
        (("Peter Groenendijk", "broer", "familie", 1, ""), ("Moeder Groenendijk", "82, woont in", "familie", 3, "")),
    )
    c.add(
        "consulent3",
        running.learning_to_live_alone,
        Ask(
            Someone("Jaimy", "Stok", 19, "Poortwijklaan 8"),
            "Oud-Beijerland Poortwijk",
            "Ik ben uit het gezinshuis en sta er nu alleen voor.",
            channel="partner",
            behalf="professional",
        ),
        Company(
            partner="Kringloopwinkel Het Tweede Leven",
            need="Een plek in de werkplaats, drie dagen, met iemand die geduld heeft.",
            goal="Ik wil elke ochtend een reden om op te staan",
            found="Hij wil werken en kan goed met zijn handen. Met brieven niet.",
            told=("Hij is elke dag op tijd en sjouwt als de beste.",),
            by="fatma.yildiz",
        ),
        Bill(
            purpose="Borg voor de kamer",
            amount="900.00",
            payee="Hoeksche Waard Wonen",
            why="Zonder borg gaat de kamer naar een ander.",
            schemes="Bijzondere bijstand: het besluit duurt acht weken.",
            more={"recover_from": "bijzondere bijstand"},
        ),
        (("Gezinshuismoeder Wil", "hij eet er op zondag", "familie", 3, ""),),
    )
    c.add(
        "rachid.el.haddaoui",
        running.advanced,
        Ask(
            Someone("Bas", "Nijhof", 61, "Zinkweg 121"),
            "Oud-Beijerland Zoomwijck",
            "Ik moet drie keer per week dialyseren en mijn vrouw rijdt niet.",
            by="gonnie.roos",
        ),
        Company(
            goal="Ik wil op tijd bij de dialyse zijn zonder mijn vrouw op te jagen",
            found="De verzekeraar beslist over zes weken; de eerste rit is maandag.",
            told=("De chauffeur is vast en praat over duiven.",),
        ),
        Bill(
            purpose="Rolstoelvervoer naar de dialyse, acht weken",
            amount="1120.00",
            payee="Taxi Waard",
            why="De eerste rit is maandag.",
            schemes="Zvw zittend ziekenvervoer: de aanvraag loopt, antwoord over zes weken.",
            more={"recover_from": "zorgverzekeraar, zittend ziekenvervoer", "recover_on": c.line.workday(-4)},
        ),
        (("Joke Nijhof", "zijn vrouw", "familie", 3, ""),),
    )
    c.add(
        "sabine.polderman",
        running.with_the_family,
        Ask(
            Someone("Gerrie", "Kruijs", 84, "Trambaan 31"),
            "Strijen",
            "Mijn boodschappen worden duurder en ik kan de tas niet meer dragen.",
            by="gonnie.roos",
        ),
        Company(
            partner="Ondernemersvereniging Strijen",
            need="Boodschappen aan huis, één keer per week.",
            goal="Elke week boodschappen, en zelf kiezen",
            found="Zij wil zelf naar de winkel, niet alleen laten brengen. Haar kleinzoon heeft een auto.",
            told=("Elke zaterdag samen naar de winkel, en daarna taart.",),
        ),
        (("Mitchel Kruijs", "kleinzoon", "familie", 3, ""),),
    )
    c.add(
        "consulent",
        running.partner_of,
        Ask(
            Someone("Coby", "Maliepaard", 75, "Sluisweg 4"),
            "Piershil",
            "Ik ben mijn man aan het kwijtraken terwijl hij nog naast mij zit.",
            by="marit.groeneveld",
        ),
        Company(
            partner="Bij de Oma's",
            need="Een plek voor iemand die thuis voor haar man zorgt, op de dagen dat hij weg is.",
            goal="Ik wil op dinsdag iets voor mijzelf",
            found="Zij wil niet praten over ziekte maar iets maken. Vroeger naaide zij alles zelf.",
            told=("Zij naait gordijnen voor de werkplaats en lacht weer.",),
            by="middenveld",
        ),
    )


def _looked_back(c: Cast) -> None:
    c.add(
        "consulent",
        running.looking_back,
        Ask(
            Someone("Toos", "Vermaat", 73, "Lange Singel 27"),
            "Klaaswaal",
            "Ik durf de straat niet meer op sinds ik beroofd ben.",
            by="marit.groeneveld",
        ),
        Company(
            goal="Ik wil weer alleen naar de markt",
            found="De angst zit in het dorp, niet in huis. Met iemand naast haar gaat het.",
            told=("Zij liep tot de hoek, met haar nicht.", "Met zijn tweeën tot de bakker. Alleen nog niet."),
        ),
        (
            ("Sandra Vermaat", "nicht", "familie", 3, ""),
            ("Kees Vermaas", "wijkagent, belde drie keer", "veiligheid", 2, "Wijkagent Numansdorp en Klaaswaal"),
        ),
        weeks=15,
        days=4,
        adjusted="Ik wil met Sandra naar de markt, en zelf afrekenen",
        bill=Bill(
            purpose="Alarmknop met gps, een half jaar",
            amount="260.00",
            payee="Meldkamer Waard",
            why="Zij durft alleen met de knop op zak.",
            schemes="Zorgverzekeraar: alleen bij valgevaar.",
        ),
        approved_by="teamleider",
    )
    c.add(
        "consulent3",
        running.looking_back,
        Ask(
            Someone("Ewout", "de Bondt", 46, "Karel Doormanstraat 2"),
            "Oud-Beijerland Croonenburgh",
            "Mijn hoofd staat nooit stil en het huishouden stapelt zich op.",
            channel="email",
        ),
        Company(
            partner="Steungroep Samen Verder",
            need="Een wandelmaatje dat ook weet wat rouw is.",
            goal="Ik wil één kamer waar het rustig is",
            found="Hij verloor zijn vrouw en daarna het overzicht. Met één ding tegelijk lukt het.",
            told=("De slaapkamer is leeg op het bed na.", "De slaapkamer bleef leeg. Nu de keuken."),
        ),
        (("Annelore de Bondt", "dochter van elf", "familie", 3, ""),),
        weeks=17,
        days=13,
        bill=Bill(
            purpose="Opruimcoach, vier ochtenden",
            amount="740.00",
            payee="Netjes en Zo",
            why="De dochter slaapt bij een vriendin tot het opgeruimd is.",
            schemes="Wmo-begeleiding: wachtlijst van negen weken.",
        ),
    )
    c.add(
        "dirkjan.leenheer",
        running.looking_back,
        Ask(
            Someone("Lenie", "van der Stel", 79, "Sint Antoniestraat 8"),
            "Puttershoek",
            "Ik hoor niet meer bij het koor, want ik zie de noten niet.",
            by="gonnie.roos",
        ),
        Company(
            partner="Popkoor Puttershoek",
            need="Een plek tussen twee vriendinnen, en de noten groot.",
            goal="Ik wil blijven zingen",
            found="Zij kent de helft uit het hoofd. Vergroten helpt voor de rest.",
            told=("Zij zingt op gehoor, tussen twee vriendinnen in.", "Zij zong het solo in de kerk, uit haar hoofd."),
        ),
        (("Astrid in 't Veld", "dirigent", "kunst", 3, "Popkoor Puttershoek"),),
        weeks=14,
        days=3,
    )
