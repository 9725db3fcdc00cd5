"""The states of a notice of default, how it came in, and why nothing can be owed after all."""

from typing import Final

from django.db import models


class DefaultState(models.TextChoices):
    ONTVANGEN = "ontvangen", "Ontvangen"
    VASTGESTELD = "vastgesteld", "Dwangsom vastgesteld"
    VERVALLEN = "vervallen", "Vervallen"
    GEEN_DWANGSOM = "geen_dwangsom", "Geen dwangsom mogelijk"


class CameBy(models.TextChoices):
    POST = "post", "Per post"
    MAIL = "mail", "Per e-mail"
    GEGEVEN = "gegeven", "Persoonlijk gegeven"


class NothingOwed(models.TextChoices):
    """Awb 4:17 lid 6."""

    TE_LAAT = "te_laat", "De ingebrekestelling kwam onredelijk laat (lid 6, a)"
    BELANG = "belang", "De aanvrager is geen belanghebbende (lid 6, b)"
    KENNELIJK = "kennelijk", "De aanvraag is kennelijk niet-ontvankelijk of ongegrond (lid 6, c)"


# the same, to the applicant ({of}: what is late), and the letter of lid 6
SAID: Final = {
    NothingOwed.TE_LAAT: ("Uw brief dat wij te laat waren, kwam onredelijk laat", "a"),
    NothingOwed.BELANG: ("U bent geen belanghebbende: het besluit gaat u niet rechtstreeks aan", "b"),
    NothingOwed.KENNELIJK: ("Uw {of} is kennelijk niet-ontvankelijk of ongegrond: dat was meteen duidelijk", "c"),
}
