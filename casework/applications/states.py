"""The states of an application, and on what its term stands still."""

from enum import nonmember

from django.db import models


class ApplicationState(models.TextChoices):
    ONTVANGEN = "ontvangen", "Ontvangen"
    VOORBEREID = "voorbereid", "Besluit voorbereid"
    BESLOTEN = "besloten", "Besloten"
    INGETROKKEN = "ingetrokken", "Ingetrokken"
    BUITEN_BEHANDELING = "buiten_behandeling", "Buiten behandeling gelaten"

    OPEN = nonmember(("ontvangen", "voorbereid"))  # nobody decided yet


class SuspensionGround(models.TextChoices):
    """Awb 4:15 lid 1 and 2."""

    GEGEVENS = "gegevens", "De inwoner vult de aanvraag aan (lid 1, a)"
    BUITENLAND = "buitenland", "Wij wachten op informatie uit het buitenland (lid 1, b)"
    INSTEMMING = "instemming", "De inwoner stemt schriftelijk in met uitstel (lid 2, a)"
    TOEDOEN = "toedoen", "De vertraging komt door de inwoner (lid 2, b)"
    OVERMACHT = "overmacht", "Overmacht (lid 2, c)"

    # these end with the term that was set, whatever came of it; the others last as long as their cause
    WITH_ITS_TERM = nonmember(("gegevens", "instemming"))
    # of these the end is told too, with the day by which the decision must be there (lid 4)
    END_IS_TOLD = nonmember(("buitenland", "toedoen", "overmacht"))
