"""Pages, through the whole stack, against a bare view that only does their SQL."""

from dataclasses import dataclass

from casework.models import Case
from casework.states import Phase
from tests.bench.http import Server, Visitor
from tests.bench.watch import Measured, watched

CONSULENT, LEADER, HEAD = "consulent001a", "teamleider001", "afdelingshoofd"


@dataclass(frozen=True)
class Page:
    name: str
    who: str
    address: str
    most: int | None = None  # statements, at most


PAGES = (
    Page("Werkvoorraad", CONSULENT, "/", 12),
    Page("Werkvoorraad van het team", LEADER, "/?lijst=team", 12),
    Page("Werkvoorraad van de gemeente", HEAD, "/?lijst=alles", 12),
    Page("Driehoek", CONSULENT, "/driehoek/", 12),
    Page("Driehoek van de gemeente", HEAD, "/driehoek/", 12),
    Page("Zaak", CONSULENT, "{case}", 20),
    Page("Zoeken op naam", CONSULENT, "/zaken/?q=bakker"),
    Page("Zoeken op naam in de gemeente", HEAD, "/zaken/?q=bakker"),
)


def own_case() -> Case:
    """The same case in a small and in a large database: each is made from a seed of its own."""
    mine = Case.objects.filter(regisseur__username=CONSULENT, phase=Phase.UITVOERING)
    return mine.select_related("team").order_by("received_on", "ref")[4]


def of(page: Page, server: Server) -> Measured:
    """The page, and its floor."""
    visitor, address = Visitor(server, page.who), page.address.format(case=own_case().get_absolute_url())
    for _ in range(3):
        visitor.get(address)
    with watched() as statements:
        visitor.get(address)
    return Measured(len(statements), lambda: visitor.get(address), server.floor_of(statements))
