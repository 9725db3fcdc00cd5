"""A process with columns of its own, as the guide does for what is searched."""

from django.conf import settings
from django.db import models
from viewflow.workflow.models import Process


class CaseProcess(Process):
    name = models.CharField("Naam", max_length=100, db_index=True)
    subject = models.CharField("Onderwerp", max_length=100)
    question = models.TextField("Vraag")
    note = models.TextField("Notitie", blank=True)
    team = models.IntegerField("Team", db_index=True)
    worker = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "zaak"
        verbose_name_plural = "zaken"
