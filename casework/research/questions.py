"""What the law wants asked or told besides the parts, one key each; and when it matters at all."""

from collections.abc import Iterator
from enum import nonmember
from typing import Any

from django.db import models


class Question(models.TextChoices):
    IDENTITEIT = "identiteit", "Identiteit gezien (paspoort, identiteitskaart of rijbewijs)"
    PLAN = "persoonlijk_plan", "Persoonlijk plan meegenomen"
    ONDERSTEUNING = "ondersteuning", "Cliëntondersteuning genoemd: gratis en onafhankelijk"
    ONDERSTEUNING_NAASTE = "ondersteuning_naaste", "Cliëntondersteuning genoemd, ook voor de mantelzorger"
    VORM = "vorm", "Zorg in natura of pgb uitgelegd"
    PGB_BEKWAAM = "pgb_bekwaam", "Kan de taken van een pgb aan, zelf of met hulp"
    PGB_GEMOTIVEERD = "pgb_gemotiveerd", "Zegt waarom een pgb beter past"
    PGB_KWALITEIT = "pgb_kwaliteit", "De hulp uit het pgb is goed, veilig en op de inwoner gericht"

    PGB = nonmember(("pgb_bekwaam", "pgb_gemotiveerd", "pgb_kwaliteit"))

    @property
    def article(self) -> str:
        """Where it stands in the Wmo 2015."""
        return _ARTICLES[self.value]

    @property
    def asks(self) -> str:
        """As it stands among what is still missing."""
        return _ASKS[self.value]


_ARTICLES = {
    "identiteit": "2.3.4 lid 1",
    "persoonlijk_plan": "2.3.2 lid 5",
    "ondersteuning": "2.3.2 lid 3",
    "ondersteuning_naaste": "2.3.2 lid 3",
    "vorm": "2.3.2 lid 6",
    "pgb_bekwaam": "2.3.6 lid 2, a",
    "pgb_gemotiveerd": "2.3.6 lid 2, b",
    "pgb_kwaliteit": "2.3.6 lid 2, c",
}
_ASKS = {
    "identiteit": "identiteit gezien?",
    "persoonlijk_plan": "persoonlijk plan meegenomen?",
    "ondersteuning": "cliëntondersteuning genoemd?",
    "ondersteuning_naaste": "cliëntondersteuning genoemd, ook voor de mantelzorger?",
    "vorm": "zorg in natura of pgb uitgelegd?",
}


def that_matter(case: Any, *, carer: bool, left: bool) -> Iterator[Question]:
    """What must have been asked here. `carer`: somebody gives care; `left`: something is left for the municipality.

    What holds of a pgb alone is asked where somebody wants one, and is never missing: the decision judges it.
    """
    yield Question.IDENTITEIT
    if case.personal_plan_on:
        yield Question.PLAN
    yield Question.ONDERSTEUNING
    if carer:
        yield Question.ONDERSTEUNING_NAASTE
    if left:
        yield Question.VORM
