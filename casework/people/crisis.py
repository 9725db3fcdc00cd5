"""Whom to ring now, before anything is written down. The numbers of the country are the same everywhere; those of the
region stand in `WIJKTEAM_CRISIS_NUMBERS` ('Huisartsenpost: 0186 710000; Crisisdienst ggz: 0186 710011')."""

from dataclasses import dataclass
from typing import Final

from django.conf import settings

from casework.people.phones import shown_phone


@dataclass(frozen=True)
class CrisisNumber:
    number: str
    name: str

    @property
    def dialled(self) -> str:
        return "".join(sign for sign in self.number if sign in "+0123456789")

    @property
    def shown(self) -> str:
        """In one piece, as it is written here; a short number stays as it is."""
        return shown_phone(self.number).replace(" ", "\N{NO-BREAK SPACE}")


LIFE: Final = CrisisNumber("112", "bij levensgevaar")
COUNTRY: Final = (
    CrisisNumber("0800 2000", "Veilig Thuis, dag en nacht"),
    CrisisNumber("0800 0113", "bij gedachten aan zelfdoding"),
    CrisisNumber("0900 8844", "politie, geen spoed"),
)


def crisis_numbers() -> list[CrisisNumber]:
    """First 112, then those of the region, then those of the country."""
    return [LIFE, *_of_the_region(settings.WIJKTEAM_CRISIS_NUMBERS), *COUNTRY]


def _of_the_region(configured: str) -> list[CrisisNumber]:
    pairs = (one.rpartition(":") for one in configured.split(";") if one.strip())
    return [CrisisNumber(number.strip(), name.strip()) for name, _, number in pairs]
