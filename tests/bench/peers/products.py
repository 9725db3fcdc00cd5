"""Who are measured, what is asked of them, and what each leaves out: that stands beside its figures."""

from dataclasses import dataclass

LIST, LIST_ALL, OPEN, FIND, FIND_ALL, STEP = "list", "list_all", "open", "find", "find_all", "step"


@dataclass(frozen=True)
class Question:
    key: str
    name: str
    goal: float  # how many times as fast as the better complete product


@dataclass(frozen=True)
class Product:
    key: str
    name: str
    complete: bool = True  # a product to work in; else a library, which does less
    asked: str = ""  # what the figures of its pages hold
    lacks: str = ""  # what its step doesn't do that ours does


QUESTIONS = (
    Question(LIST, "Lijst, eigen werk", 15),
    Question(LIST_ALL, "Lijst, van allen", 15),
    Question(OPEN, "Eén openen", 6),
    Question(FIND, "Vinden op naam", 6),
    Question(FIND_ALL, "Vinden, in alles", 6),
    Question(STEP, "Eén stap", 4),
)

OURS = Product(
    "wijkteam",
    "Wijkteam",
    asked="Werkvoorraad, Zaak; vinden is de POST en de pagina waar die heen stuurt; alles met het leeslogboek erbij.",
    lacks="Pak op: rechten per zaak, de rij op slot, gebeurtenis die niet meer weg kan, taken naar wie ze moet doen, "
    "termijnen, meldingen, geschiedenis door de database, een tweede klik doet niets.",
)

PEERS = (
    Product(
        "helpdesk",
        "django-helpdesk",
        asked="de pagina en de rijen die haar tabel meteen opvraagt (25); rechten per wachtrij.",
        lacks="geen slot op de rij, geen termijnen, geen taken naar anderen, geen leeslogboek; wat gebeurde kan weg. "
        "De mail is uitgezet.",
    ),
    Product(
        "lino",
        "Lino Welfare",
        asked="alleen de JSON van één scherm (15 rijen; bij openen zonder de losse tabellen in het scherm): tekenen doet "
        "de browser. Wie mag zoeken, zoekt in alles.",
        lacks="geen rechten per dossier, geen slot, geen termijnen, geen taken naar anderen, geen leeslogboek; "
        "wel een begeleiding, een bericht en het bijhouden van wijzigingen.",
    ),
    Product(
        "viewflow",
        "Viewflow",
        complete=False,
        asked="haar eigen Inbox, proceslijst, procespagina en zoeklijst (25 rijen).",
        lacks="geen rechten per zaak, geen logboek dat niet weg kan, geen termijnen, geen meldingen, geen leeslogboek; "
        "wel een slot op het proces.",
    ),
    Product(
        "joeflow",
        "joeflow",
        complete=False,
        asked="zij heeft geen lijst en geen zoeken: dat is de kale ListView van Django (25 rijen), op een kaal sjabloon.",
        lacks="geen rechten, geen slot bij de stap van een mens, geen gebeurtenis, geen termijnen, geen taken naar "
        "iemand, geen meldingen; de taak van de machine gebeurt meteen, binnen het verzoek.",
    ),
)
