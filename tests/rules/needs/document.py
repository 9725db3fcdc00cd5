"""The document: what each of its steps needs, and what is read where that is missing."""

import datetime as dt
from typing import Any, Final

from casework.documents.content import addressee
from casework.documents.models import Document
from tests.factories import World, today
from tests.rules.needs.taking import Before, But, Take, changed

TOMORROW = today() + dt.timedelta(days=1)


def letter(world: World) -> Document:
    return world.document(world.case())


def now(**columns: Any) -> Before:
    return lambda world, document: changed(document, **columns)


def person_died(world: World, document: Document) -> None:
    changed(document.case.person, deceased_on=today())


def to_where_they_lived(world: World, document: Document) -> None:
    changed(document, snapshot={"to": addressee(document.case, today()) | {"lines": ["Oude straat 1"]}})


def without_an_address(world: World, document: Document) -> None:
    document.case.person.secret_address = True
    document.case.person.save(update_fields=["secret_address"])  # what they are found by goes along
    changed(document, snapshot={"to": addressee(document.case, today())})


NO_LETTER: Final = But("Dit is geen brief", before=now(kind="samenvatting_professional"))
DECEASED: Final = But("De inwoner is overleden: er wordt niets verstuurd", before=person_died)


def failed(world: World) -> Document:
    return world.document(world.case(), state="mislukt")


def lost(world: World) -> Document:
    return world.document(world.case(), file="documenten/zoek.pdf")


TAKES: Final = (
    Take(
        "retry",
        failed,
        but={
            "none_waits_already": But(
                "Dit document wordt al gemaakt",
                before=lambda world, document: world.document(document.case, state="gevraagd"),
            )
        },
    ),
    Take(
        "reprint",
        lost,
        but={"its_file_is_gone": But("Het bestand is er nog", before=now(file=""))},
    ),
    Take(
        "send",
        letter,
        {"sent_on": today(), "sent_how": "post"},
        but={
            "is_a_letter": NO_LETTER,
            "nothing_to_the_deceased": DECEASED,
            "sent_after_made": But("Een brief is verstuurd nadat hij was gemaakt", sent_on=TOMORROW),
            "addressed_as_it_is_now": But("Naam, adres of vertegenwoordiger is veranderd", before=to_where_they_lived),
            "tells_what_was_agreed": But(
                "Deze afspraak is verzet of vervallen", before=now(kind="afspraak", about="weg")
            ),
            "nothing_is_left_open": But(
                "In deze brief is nog niet ingevuld: [telefoon] (alinea ‘Bovenaan’)",
                before=now(snapshot={"unfilled": [["telefoon", "Bovenaan"]]}),
            ),
            "posted_to_an_address": But("Op deze brief staat geen adres", before=without_an_address),
        },
    ),
    Take(
        "drop",
        letter,
        {"why": "De naam is fout"},
        but={"is_a_letter": NO_LETTER, "says_why": But("Zeg waarom.", why=" ")},
    ),
    Take(
        "remake",
        letter,
        but={
            "is_a_letter": NO_LETTER,
            "nothing_to_the_deceased": DECEASED,
            "no_newer_letter": But(
                "Deze brief is al opnieuw gemaakt", before=lambda world, document: world.document(document.case)
            ),
        },
    ),
)
