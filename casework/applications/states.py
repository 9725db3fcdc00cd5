"""The states of an application."""

from enum import nonmember

from django.db import models


class ApplicationState(models.TextChoices):
    ONTVANGEN = "ontvangen", "Ontvangen"
    VOORBEREID = "voorbereid", "Besluit voorbereid"
    BESLOTEN = "besloten", "Besloten"
    INGETROKKEN = "ingetrokken", "Ingetrokken"

    OPEN = nonmember(("ontvangen", "voorbereid"))  # nobody decided yet
