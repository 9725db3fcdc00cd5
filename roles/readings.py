"""The rows of who looked; `reading_log` writes them."""

import pgtrigger
from django.db import models

from roles.append_only import NotEmptied, OnlyTheAccountGoes
from roles.people import User


class Reading(models.Model):
    """One look at a file, or a refused attempt: who, in which role, what part, why they could. Append-only."""

    at = models.DateTimeField("wanneer", auto_now_add=True)
    by = models.ForeignKey(User, verbose_name="wie", on_delete=models.SET_NULL, null=True, related_name="+")
    by_name = models.CharField("naam", max_length=150)
    role = models.CharField("in welke rol", max_length=40)
    case_id = models.BigIntegerField(null=True)
    ref = models.CharField("zaak", max_length=20)
    part = models.CharField("welk deel", max_length=60)
    why = models.CharField("waarom het mocht", max_length=200)
    refused = models.BooleanField("geweigerd", default=False)
    rows = models.PositiveIntegerField("aantal regels", null=True)

    class Meta:
        verbose_name = "inzage"
        verbose_name_plural = "inzagen"
        ordering = ("-at", "-id")
        indexes = (
            models.Index(fields=("case_id", "-at")),
            models.Index(fields=("-at",)),
            models.Index(fields=("ref",), name="readings_by_ref"),
        )
        triggers = (
            OnlyTheAccountGoes(name="readings_are_append_only"),
            pgtrigger.Protect(name="readings_are_not_deleted", operation=pgtrigger.Delete),
            NotEmptied(name="readings_are_not_emptied"),
        )

    def __str__(self) -> str:
        return f"{self.ref} {self.part}"
