"""The workflow of a case: reported, taken up by hand, told to the resident by a machine, looked into by hand."""

from django.conf import settings
from django.db import models
from joeflow import tasks
from joeflow.models import Workflow


class CaseWorkflow(Workflow):
    name = models.CharField("Naam", max_length=100, db_index=True)
    subject = models.CharField("Onderwerp", max_length=100)
    question = models.TextField("Vraag")
    note = models.TextField("Notitie", blank=True)
    told = models.BooleanField(default=False)
    team = models.IntegerField("Team", db_index=True)
    worker = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    report = tasks.StartView(fields=["name", "subject"])
    take_up = tasks.UpdateView(fields=["note"])

    def tell(self):
        self.told = True
        self.save(update_fields=["told"])

    look_into = tasks.UpdateView(fields=["note"])

    edges = [(report, take_up), (take_up, tell), (tell, look_into)]

    class Meta:
        ordering = ["-modified"]
