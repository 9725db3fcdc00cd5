"""The vangnet budgets of the teams, with their ledger; and which schemes are looked at first."""

from decimal import Decimal
from typing import Any

from django.contrib import admin
from django.db.models import Sum
from django.utils import timezone
from django.utils.html import format_html, format_html_join

from casework.engine.fields import EurosField, WordsField
from casework.engine.words import euros
from casework.vangnet.models import VangnetBudget
from casework.vangnet.operations import provide_budget
from casework.vangnet.querysets import Balance
from casework.vangnet.schemes import Scheme
from roles.proposals import BUDGET
from wijkteam.admin.base import BeheerAdmin
from wijkteam.admin.fields import StrictForm
from wijkteam.admin.site import site
from wijkteam.second_person.changes import change as change_of

LEDGER_SHOWN = 50


class BudgetForm(StrictForm):
    amount = EurosField(
        label="Stel beschikbaar (euro)",
        required=False,
        least=Decimal("-9999999.99"),
        help_text="Een bedrag onder nul neemt terug wat nog vrij is.",
    )
    words = WordsField(
        label="Toelichting",
        required=False,
        help_text="Bijvoorbeeld: begroting 2026, raadsbesluit 12 van 4 november.",
    )

    def clean(self) -> Any:
        data = super().clean() or self.cleaned_data
        amount: Decimal | None = data.get("amount")
        if amount is None:
            return data
        if amount == 0:
            self.add_error("amount", "Vul een bedrag in dat niet nul is.")
        if not data.get("words"):
            self.add_error("words", "Zeg waar dit bedrag op rust.")
        free = self.instance.entries.balance().free if self.instance.pk else Decimal(0)
        if amount < 0 and free + amount < 0:
            self.add_error("amount", f"Er is {euros(free)} vrij: meer kan er niet terug.")
        return data


@admin.register(VangnetBudget, site=site)
class BudgetAdmin(BeheerAdmin):
    """The ledger can be read, and grows by what is made available; nothing in it is ever changed."""

    form = BudgetForm
    list_display = ("team", "jaar", "vrij", "gereserveerd", "uitgegeven")
    list_filter = ("team",)
    list_select_related = ("team",)

    def get_fields(self, request: Any, obj: Any = None) -> Any:
        if obj is None:
            return ("team", "year", "amount", "words")
        return ("team", "jaar", "vrij", "gereserveerd", "uitgegeven", "teruggekomen", "amount", "words", "boekingen")

    def get_readonly_fields(self, request: Any, obj: Any = None) -> Any:
        return ("team", "jaar", "vrij", "gereserveerd", "uitgegeven", "teruggekomen", "boekingen") if obj else ()

    @admin.display(description="jaar", ordering="year")
    def jaar(self, budget: VangnetBudget) -> str:
        return str(budget.year)

    def get_queryset(self, request: Any) -> Any:
        """With the balance: the sums of the ledger."""
        sums = {f"sum_{name}": Sum(f"entries__{name}", default=Decimal(0)) for name in Balance.__slots__}
        return super().get_queryset(request).annotate(**sums)

    @admin.display(description="vrij")
    def vrij(self, budget: Any) -> str:
        return euros(budget.sum_free)

    @admin.display(description="gereserveerd")
    def gereserveerd(self, budget: Any) -> str:
        return euros(budget.sum_reserved)

    @admin.display(description="uitgegeven")
    def uitgegeven(self, budget: Any) -> str:
        return euros(budget.sum_spent)

    @admin.display(description="teruggekomen")
    def teruggekomen(self, budget: Any) -> str:
        return euros(budget.sum_returned)

    @admin.display(description="laatste boekingen")
    def boekingen(self, budget: Any) -> str:
        """Amounts and moments, never what or whom a request is about."""
        rows = budget.entries.select_related("by")[:LEDGER_SHOWN]
        return format_html(
            "<table><caption class='visually-hidden'>Boekingen</caption><thead><tr><th scope='col'>Wanneer</th>"
            "<th scope='col'>Soort</th><th scope='col'>Vrij</th><th scope='col'>Gereserveerd</th>"
            "<th scope='col'>Uitgegeven</th><th scope='col'>Door</th><th scope='col'>Toelichting</th>"
            "</tr></thead><tbody>{}</tbody></table>",
            format_html_join(
                "",
                "<tr><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>",
                (
                    (
                        f"{timezone.localtime(row.at):%d-%m-%Y %H:%M}",
                        row.get_kind_display(),
                        euros(row.free),
                        euros(row.reserved),
                        euros(row.spent),
                        row.by.name if row.by else "het systeem",
                        row.words if row.request_id is None else "",
                    )
                    for row in rows
                ),
            ),
        )

    def save_model(self, request: Any, obj: VangnetBudget, form: Any, change: bool) -> None:
        """What is taken back is gone at once; what comes waits for a second person."""
        super().save_model(request, obj, form, change)
        amount, words = form.cleaned_data.get("amount"), form.cleaned_data["words"]
        if amount and amount < 0:
            provide_budget(obj.team, year=obj.year, amount=amount, by=request.user, words=words)
        elif amount:
            row = {"team": obj.team_id, "year": obj.year, "amount": str(amount), "words": words}
            request.waiting.append(change_of(BUDGET, None, {}, row, row))
            request.saves_nothing = change


@admin.register(Scheme, site=site)
class SchemeAdmin(BeheerAdmin):
    fields = ("name", "domain", "since", "until")
    list_display = ("name", "domain", "since", "until")
    search_fields = ("name",)
