"""How far a joint meeting is written down."""

from enum import nonmember

from django.db import models


class MeetingState(models.TextChoices):
    CONCEPT = "concept", "Wordt opgeschreven"
    VASTGELEGD = "vastgelegd", "Vastgelegd"
    VERVALLEN = "vervallen", "Vervallen"

    STANDS = nonmember(("concept", "vastgelegd"))
