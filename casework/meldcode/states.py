"""The five steps of the meldcode, and the answers that its forms choose from."""

from typing import Final

from django.db import models


class MeldcodeState(models.TextChoices):
    """Named by the step that comes now."""

    SIGNALEN = "signalen", "1. Signalen in kaart"
    ADVIES = "advies", "2. Advies vragen"
    GESPREK = "gesprek", "3. Gesprek"
    WEGEN = "wegen", "4. Wegen"
    BESLISSEN = "beslissen", "5. Beslissen"
    AFGEROND = "afgerond", "Afgerond"


OPEN: Final = tuple(one for one in MeldcodeState if one is not MeldcodeState.AFGEROND)


class Advised(models.TextChoices):
    COLLEGA = "collega", "Een deskundige collega"
    VEILIG_THUIS = "veilig_thuis", "Veilig Thuis"
    BEIDE = "beide", "Allebei"


class Weighed(models.TextChoices):
    """The first questions of the afwegingskader; from the second on, reporting is the professional norm."""

    GEEN = "geen", "Geen vermoeden meer van geweld of mishandeling"
    ONVEILIG = "onveilig", "Een vermoeden, geen acute of structurele onveiligheid"
    STRUCTUREEL = "structureel", "Structurele onveiligheid"
    ACUUT = "acuut", "Acute onveiligheid"


MUST_REPORT: Final = (Weighed.STRUCTUREEL, Weighed.ACUUT)
