"""What people say, do and are called in the load data."""

from typing import Final

ADDRESSEE: Final = {
    "name": "De inwoner",
    "person": "De inwoner",
    "stands_in": "",
    "lines": ["Straat 1", "3265 AA Dorp"],
}
FAMILIES: Final = (
    "de Jong", "Jansen", "de Vries", "van den Berg", "van Dijk", "Bakker", "Janssen", "Visser", "Smit", "Meijer",
    "de Boer", "Mulder", "de Groot", "Bos", "Vos", "Peters", "Hendriks", "van Leeuwen", "Dekker", "Brouwer",
)  # fmt: skip
PREFIXES: Final = ("", "", "", "van ", "de ", "van der ", "in 't ", "ten ")
STEMS: Final = (
    "Noord", "Kamper", "Wester", "Zuid", "Barend", "Klaas", "Heer", "Veld", "Molen", "Hoek", "Brand", "Kerk", "Vlas",
    "Polder", "Schip", "Winter", "Ooster", "Linden", "Rozen", "Steen", "Bouw", "Waal", "Mees", "Tuin", "Dijk",
    "Sluis",
)  # fmt: skip
ENDS: Final = ("man", "huis", "berg", "stra", "kamp", "ink", "dam", "veen", "horst", "sma", "broek", "donk", "water")
GIVEN: Final = (
    "Bep", "Piet", "Corrie", "Jan", "Maria", "Kees", "Anna", "Gerrit", "Willemien", "Arie", "Truus", "Henk", "Fatima",
    "Mohammed", "Ria", "Joop", "Sjaan", "Wim", "Annie", "Leen", "Jannie", "Dirk", "Nel", "Aad", "Greet", "Bram",
)  # fmt: skip
STREETS: Final = ("Voorstraat", "Dorpsstraat", "Molendijk", "Kerkstraat", "Oranjestraat", "Achterweg", "Havenlaan")
CHANNELS: Final = ("huisbezoek", "telefoon", "telefoon", "loket", "email", "partner")
QUESTIONS: Final = (
    "Ik red het niet meer alleen in huis sinds mijn val. De was en de boodschappen blijven liggen en ik durf niet meer "
    "onder de douche zonder dat er iemand in de buurt is.",
    "Sinds mijn vrouw is overleden zit ik alleen thuis. Ik zou graag overdag ergens heen willen waar ik iets kan doen.",
    "Mijn moeder vergeet steeds meer. Zij wil thuis blijven wonen, maar ik kan er niet elke dag zijn.",
    "Ik kan de trap niet meer op en slaap nu in de woonkamer.",
    "Wij komen niet meer rond en weten niet meer welke rekening we eerst moeten betalen.",
    "De zorg voor mijn zoon wordt mij te veel. Ik zoek iemand die af en toe een middag kan overnemen.",
)
FOUND: Final = (
    "Er is meer mogelijk met het eigen netwerk dan eerst gedacht. De buren willen helpen met boodschappen; voor de "
    "middagen is gezelschap gewenst. De woning is met een kleine aanpassing geschikt.",
    "Het gaat vooral om eenzaamheid. De inwoner was timmerman en wil graag iets betekenen voor anderen.",
    "Hulp bij het huishouden blijft nodig. De dochter neemt de administratie over.",
)
NEEDED: Final = (
    # what, its extent, what one can do oneself, and what is left for the municipality
    ("Warm eten", "U kunt niet lang staan. Elke dag.", "Brood smeren lukt.", ""),
    ("Wassen en aankleden", "U kunt niet bij uw voeten. Elke ochtend.", "Uw gezicht en armen wast u zelf.", ""),
    ("Een schoon huis", "Stofzuigen en ramen lukken niet.", "Afwassen en opruimen doet u zelf.", "2 uur per week"),
    ("De dag vullen", "U zit hele dagen alleen.", "Lezen en puzzelen doet u graag.", "2 dagdelen per week"),
    ("Post en geld", "U overziet uw rekeningen niet meer.", "Uw post maakt u open.", ""),
    ("Naar buiten", "U kunt niet meer fietsen en loopt slecht.", "Tot de brievenbus lukt met uw stok.", ""),
)
NOTES: Final = (
    "Gebeld met de dochter. Zij komt twee keer per week en kan de administratie overnemen.",
    "Op huisbezoek geweest. De drempels zijn een probleem; er is al een beugel geplaatst.",
    "De buurvrouw let op of de gordijnen open zijn en belt als dat om tien uur niet zo is.",
    "De inwoner wil liever op maandag worden gebeld, na het middageten.",
)
GOALS: Final = (
    "Ik wil weer timmeren, het liefst samen met anderen",
    "Ik wil elke week iemand zien met wie ik kan praten",
    "Ik wil zelf mijn boodschappen kunnen doen",
    "Ik wil dat het huis schoon is zonder dat mijn dochter alles doet",
    "Ik wil rond kunnen komen van wat er binnenkomt",
)
REPORTS: Final = (
    "Het gaat goed, hij komt elke week en neemt nu ook zijn buurman mee.",
    "Nog wat onwennig, maar zij is er bijna elke keer bij.",
    "Deze maand twee keer afgezegd. We bellen haar maandag.",
)
NEEDS: Final = ("Gezelschap en iets te doen, twee middagen per week.", "Iemand die meegaat naar de winkel.")
RELATIONS: Final = ("dochter", "zoon", "buurvrouw", "oud-collega", "kerkganger", "huisarts", "vriend")
DOMAINS: Final = ("familie", "familie", "wonen", "kerk", "vereniging", "eerstelijn", "kunst")
OUTCOMES: Final = ("eigen_kracht", "netwerk", "middenveld", "algemeen", "maatwerk", "vangnet")
