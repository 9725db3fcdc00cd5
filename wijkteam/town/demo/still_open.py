"""The cases that are open today, from just come in to looking back."""

from wijkteam.town.demo.case_list import Cast
from wijkteam.town.demo.municipality import INWONER
from wijkteam.town.demo.played_case import Ask, Someone
from wijkteam.town.demo.scenarios import running
from wijkteam.town.demo.scenarios.parts import Bill, Care, Company


def new(c: Cast) -> None:
    """Nobody has begun, in time or too late."""
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
            "Wij willen een moestuin beginnen, ook voor de kinderen van de opvang. Wie gaat over de grond?",
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


def researched(c: Cast) -> None:
    """What is going on? Often with temporary help meanwhile."""
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


def planned(c: Cast) -> None:
    """Agreed on paper, waiting for a partner or for money."""
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
            found="Negen schuldeisers, de meeste klein. Hij begint bij de kringloop zodra de huur is geregeld.",
        ),
        Bill(
            purpose="Twee maanden achterstallige huur, zodat hij kan blijven",
            amount="1850.00",
            payee="Hoeksche Waard Wonen",
            why="De ontruiming is over negen dagen.",
            schemes="Schuldhulpverlening: intake over drie weken. Bijstand: niet voor schulden. Noodfonds: op.",
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


def carried_out(c: Cast) -> None:
    """It is being done: by partners, family, providers and themselves."""
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


def looked_back(c: Cast) -> None:
    """How did it go?"""
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
