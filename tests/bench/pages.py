"""Pages, through the whole stack, against a bare view that only does their SQL."""

from dataclasses import dataclass

from django.db import connection

from casework.cases.models import Case
from casework.cases.states import Phase
from tests.bench.http import Server, Visitor
from tests.bench.somebody import CITIZEN, FIFTY, ONE, citizen, somebody
from tests.bench.watch import Measured, watched

CONSULENT, LEADER, HEAD = "consulent001a", "teamleider001", "afdelingshoofd"


@dataclass(frozen=True)
class Page:
    name: str
    who: str
    address: str
    most: int | None = None  # statements, at most
    asks: str = ""  # what is looked for, where that is posted; {phone} and {born} are those of the consulent's own case
    steady: bool = True  # finding looks once more where few were found, and where there are too many
    status: int = 200
    against: str = ""  # the page that takes as long, if nothing can be told by it; else the floor is its own SQL
    beside: str = ""  # or who waits as long for the same page
    anew: bool = False  # on a connection that has no plans yet; its floor is the same page on one that is kept


PAGES = (
    Page("Werkvoorraad", CONSULENT, "/", 13),
    Page("Werkvoorraad van het team", LEADER, "/?lijst=team", 15),
    Page("Werkvoorraad van de gemeente", HEAD, "/?lijst=alles", 15),
    Page("Casussen", CONSULENT, "/casussen/", 13),
    Page("Casussen die wachten", CONSULENT, "/casussen/?stand=wacht", 13),
    Page("Maandag", LEADER, "/team/", 26),
    Page("Driehoek", CONSULENT, "/driehoek/", 14),
    Page("Driehoek van de gemeente", HEAD, "/driehoek/", 14),
    # with objections, whose term runs, and who else lives there: in the same round trip as the rest
    Page("Zaak", CONSULENT, "{case}", 26),
    Page("Tijdlijn, alleen besluiten", CONSULENT, "{case}?soort=besluiten", 26),
    # with the citizen's objections, complaints, meldcode and krachtenveld, in the same round trip too
    Page("Mijn zaak", CITIZEN, "{citizen}", 30),
    Page("Werkvoorraad met vijftig plekken ÷ één", FIFTY, "/?lijst=team", 14, beside=ONE),
    Page("Driehoek met vijftig plekken ÷ één", FIFTY, "/driehoek/", 14, beside=ONE),
    Page("Zaak met vijftig plekken ÷ één", FIFTY, "{case}", 26, beside=ONE),
    Page("Werkvoorraad op een nieuwe verbinding ÷ een bewaarde", CONSULENT, "/", 13, anew=True),
    Page("Zaak op een nieuwe verbinding ÷ een bewaarde", CONSULENT, "{case}", 26, anew=True),
    Page("404 van een ander zijn zaak", CONSULENT, "{hidden}", 12, status=404, against="/zaken/HW-2026-ZZZZZ/"),
    *(
        Page(f"Zoeken: {what}{where}", who, "/zaken/", 20, asks=asks, steady=False)
        for what, asks in (
            ("naam", "Jansen"),
            ("tikfout", "Jansne"),
            ("postcode", "1001 AB"),
            ("telefoon", "{phone}"),
            ("geboortedatum", "{born}"),
            ("woord uit de vraag", "alleen"),
            ("naam en jaar", "van den Berg 1950"),
            ("van alles", "jan alleen voorstraat 27"),
            ("wat overal in staat", "dorp jansen"),
            ("twee achternamen", "jansen de jong"),
        )
        for who, where in ((CONSULENT, ""), (HEAD, ", hele gemeente"))
    ),
)


def own_case() -> Case:
    """The same case in a small and in a large database: each is made from a seed of its own."""
    mine = Case.objects.filter(regisseur__username=CONSULENT, phase=Phase.UITVOERING)
    return mine.select_related("team").order_by("received_on", "ref")[4]


def hidden_case() -> Case:
    """Of another team: for the consulent it isn't there."""
    return Case.objects.exclude(team=own_case().team).order_by("received_on", "ref")[4]


def of(page: Page, server: Server) -> Measured:
    """The page, and its floor."""
    visitor = Visitor(server, somebody(page.who))
    address = page.address.format(
        case=own_case().get_absolute_url(),
        hidden=hidden_case().get_absolute_url(),
        citizen=citizen().content_object.citizen_url,
    )

    person = own_case().person
    asks = page.asks.format(phone=person.phone, born=f"{person.birth_date:%d-%m-%Y}") if person else page.asks

    def visit() -> None:
        found = visitor.post(address, q=asks) if asks else address
        visitor.get(found, status=page.status)

    def visit_anew() -> None:
        connection.close()
        visit()

    for _ in range(3):
        visit()
    with watched() as statements:
        visit()
    if page.against:
        return Measured(len(statements), visit, lambda: visitor.get(page.against, status=page.status))
    if page.anew:
        return Measured(len(statements), visit_anew, visit)
    if page.beside:
        other = Visitor(server, somebody(page.beside))
        return Measured(len(statements), visit, lambda: other.get(address, status=page.status))
    return Measured(len(statements), visit, server.floor_of(statements))
