"""The states of a call-back."""

from django.db import models


class CallBackState(models.TextChoices):
    OPEN = "open", "Wacht op een telefoontje"
    GEBELD = "gebeld", "Teruggebeld"
    VERVALLEN = "vervallen", "Vervallen"
