"""The states of an objection, how it came in, why nobody was heard, and what became of costs and of a measure at the court."""

from typing import Final

from django.db import models


class ObjectionState(models.TextChoices):
    ONTVANGEN = "ontvangen", "Ontvangen"
    IN_BEHANDELING = "in_behandeling", "In behandeling"
    GEGROND = "gegrond", "Gegrond"
    DEELS_GEGROND = "deels_gegrond", "Deels gegrond"
    ONGEGROND = "ongegrond", "Ongegrond"
    NIET_ONTVANKELIJK = "niet_ontvankelijk", "Niet-ontvankelijk"
    INGETROKKEN = "ingetrokken", "Ingetrokken"


OPEN = (ObjectionState.ONTVANGEN, ObjectionState.IN_BEHANDELING)
REVOKES = (ObjectionState.GEGROND, ObjectionState.DEELS_GEGROND)  # something comes in the place of what was decided
DECIDED = (*REVOKES, ObjectionState.ONGEGROND, ObjectionState.NIET_ONTVANKELIJK)
OUTCOMES = [(one.value, one.label) for one in DECIDED]


class CameBy(models.TextChoices):
    POST = "post", "Per post"
    GEGEVEN = "gegeven", "Persoonlijk gegeven"
    DIGITAAL = "digitaal", "Digitaal"


class RepairKind(models.TextChoices):
    """What can be missing (Awb 6:5, 6:6, 2:1), or must be heard first (6:11)."""

    GRONDEN = "gronden", "Waarom de inwoner het niet eens is"
    MACHTIGING = "machtiging", "Een machtiging"
    TE_LAAT = "te_laat", "Waarom het te laat kwam"
    ANDERS = "anders", "Iets anders, zoals een handtekening"


class HearingBy(models.TextChoices):
    PLEK = "plek", "Op een plek"
    TELEFOON = "telefoon", "Aan de telefoon"


class Waived(models.TextChoices):
    """Awb 7:3: when hearing can be left out."""

    A = "a", "Het bezwaar is kennelijk niet-ontvankelijk (a)"
    B = "b", "Het bezwaar is kennelijk ongegrond (b)"
    C = "c", "De inwoner wil niet worden gehoord (c)"
    D = "d", "De inwoner zei niet op tijd dat hij of zij gehoord wil worden (d)"
    E = "e", "Wij geven de inwoner helemaal gelijk, en niemand anders heeft er nadeel van (e)"


# the same, to who objected
NOT_HEARD: Final = {
    Waived.A: "Uw bezwaar is kennelijk niet-ontvankelijk: het was meteen duidelijk dat wij het niet kunnen behandelen",
    Waived.B: "Uw bezwaar is kennelijk ongegrond: het was meteen duidelijk dat u geen gelijk krijgt",
    Waived.C: "U wilde niet worden gehoord",
    Waived.D: "U liet ons niet op tijd weten dat u gehoord wilde worden",
    Waived.E: "U krijgt helemaal gelijk, en niemand anders heeft daar nadeel van",
}


class Costs(models.TextChoices):
    """Awb 7:15: costs of somebody who helps professionally, where the decision is revoked because it was wrong."""

    NIET_GEVRAAGD = "", "Niet om gevraagd"
    VERGOED = "vergoed", "Wij vergoeden ze"
    NIET_VERGOED = "niet_vergoed", "Wij vergoeden ze niet"


class Measure(models.TextChoices):
    """What the court did with the request for a provisional measure (Awb 8:81)."""

    LOOPT = "loopt", "Nog geen uitspraak"
    TOEGEWEZEN = "toegewezen", "Toegewezen"
    AFGEWEZEN = "afgewezen", "Afgewezen"
    INGETROKKEN = "ingetrokken", "Het verzoek is ingetrokken"
