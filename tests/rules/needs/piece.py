"""The piece that came in: what each of its steps needs, and what is read where that is missing."""

from typing import Final

from django.utils import timezone

from casework.pieces.models import Piece
from tests.factories import World
from tests.rules.needs.taking import But, Take, changed


def there(world: World) -> Piece:
    return world.piece(world.case())


def struck(world: World) -> Piece:
    return world.piece(world.case(), "geschrapt")


SAYS_WHY: Final = But("Zeg waarom.", why=" ")
TAKES: Final = (
    Take("strike", there, {"why": "Het is van een ander"}, but={"says_why": SAYS_WHY}),
    Take(
        "restore",
        struck,
        {"why": "Toch wel"},
        but={
            "its_file_is_kept": But("Het bestand is weggegooid", before=lambda world, piece: changed(piece, file="")),
            "stays_not_away": But(
                "De privacy officer besliste", before=lambda world, piece: changed(piece, settled_at=timezone.now())
            ),
            "says_why": SAYS_WHY,
        },
    ),
)
