"""The law as lists: how long a term is, on which days nothing ends, and on which ground somebody may know."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db import transaction
from django.utils import timezone

from casework.applications.rules import DecisionRules
from casework.engine.registry import rules
from casework.law.models import DayOff, Ground, LegalTerm
from roles.periods import running
from wijkteam.admin.base import BeheerAdmin
from wijkteam.admin.fields import StrictForm
from wijkteam.admin.site import site
from wijkteam.called import term_called


class LegalTermForm(StrictForm):
    """A new length follows on the one that runs on that day, and ends where that one would have ended: no holes."""

    former: LegalTerm | None = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "code" in self.fields:
            known = sorted({rule.code for rule in rules()})
            self.fields["code"] = forms.ChoiceField(
                label="Termijn", choices=[(code, term_called(code)) for code in known]
            )

    def clean(self) -> Any:
        data = super().clean() or self.cleaned_data
        if data.get("length") == 0:
            self.add_error("length", "Vul een lengte boven nul in.")
        code, since = data.get("code"), data.get("since")
        if self.instance.pk or not code or not since:
            return data
        self.former = LegalTerm.objects.filter(running(since), code=code).first()
        if self.former is None:
            self.add_error("since", "Op die dag geldt deze termijn nog niet. Kies een latere dag.")
        elif self.former.since == since:
            self.add_error("since", "Vanaf die dag geldt al een lengte.")
        else:
            self.instance.until = self.former.until
        return data

    def _post_clean(self) -> None:
        """The former one makes room in the same transaction; a form that is refused after all leaves it alone."""
        if self.former is None or self.errors:
            super()._post_clean()
            return
        before = transaction.savepoint()
        LegalTerm.objects.filter(pk=self.former.pk).update(until=self.cleaned_data["since"])
        super()._post_clean()
        if self.errors:
            transaction.savepoint_rollback(before)
        else:
            transaction.savepoint_commit(before)


class TermFilter(admin.SimpleListFilter):
    """By what it is about, not by its code."""

    title = "termijn"
    parameter_name = "code"

    def lookups(self, request: Any, model_admin: Any) -> list[tuple[str, str]]:
        known = LegalTerm.objects.order_by("code").values_list("code", flat=True).distinct()
        return sorted(((code, term_called(code)) for code in known), key=lambda pair: pair[1])

    def queryset(self, request: Any, queryset: Any) -> Any:
        return queryset.filter(code=self.value()) if self.value() else queryset


@admin.register(LegalTerm, site=site)
class LegalTermAdmin(BeheerAdmin):
    changes_roster = True
    form = LegalTermForm
    list_display = ("termijn", "lengte", "since", "until", "article", "source")
    list_filter = (TermFilter,)
    search_fields = ("code", "article")

    @admin.display(description="termijn", ordering="code")
    def termijn(self, term: LegalTerm) -> str:
        return term_called(term.code)

    @admin.display(description="lengte")
    def lengte(self, term: LegalTerm) -> str:
        return f"{term.length} {term.unit}"

    def get_fields(self, request: Any, obj: Any = None) -> Any:
        dates = ("since", "until") if obj else ("since",)
        return ("termijn" if obj else "code", "length", "unit", "rolls", *dates, "article", "source")

    def get_readonly_fields(self, request: Any, obj: Any = None) -> Any:
        """What has been in force can't be counted otherwise afterwards."""
        if obj is None:
            return ()
        begun = obj.since <= timezone.localdate()
        return ("termijn", "since", "until", *(("length", "unit", "rolls") if begun else ()))


@admin.register(DayOff, site=site)
class DayOffAdmin(BeheerAdmin):
    changes_roster = True
    fields = ("day", "name", "source")
    list_display = ("day", "name", "source")


@admin.register(Ground, site=site)
class GroundAdmin(BeheerAdmin):
    fields = ("code", "name", "article", "maatwerk", "active")
    list_display = ("name", "article", "maatwerk", "active")

    def get_readonly_fields(self, request: Any, obj: Any = None) -> Any:
        return ("code",) if obj else ()


@admin.register(DecisionRules, site=site)
class DecisionRulesAdmin(BeheerAdmin):
    """What has been in force stays as it was decided by: from a day on new rules hold, and the former end."""

    fields = (
        "since",
        "until",
        "four_eyes",
        "second_for_refusals",
        "second_above",
        "second_above_once",
        "contribution",
        "exceptions",
        "articles",
        "source",
    )
    list_display = ("since", "until", "four_eyes", "second_for_refusals", "second_above", "source")

    def get_readonly_fields(self, request: Any, obj: Any = None) -> Any:
        begun = obj is not None and obj.since < timezone.localdate()
        return tuple(one for one in self.fields if one != "until") if begun else ()
