"""What a decision says, line by line: one kind of help each, granted in full, in part or refused.

It is kept as plain JSON, as it was typed and with the names of that day: a decision that is prepared opens again with the
same words, and the letter is made of the same rows that were decided on. Days are ISO, amounts text.
"""

import datetime as dt
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Final

from django.db import models

from casework.engine.words import Json
from casework.products.models import Unit


class Outcome(models.TextChoices):
    TOEGEKEND = "toegekend", "Toegekend"
    DEELS = "deels", "Voor een deel"
    AFGEWEZEN = "afgewezen", "Afgewezen"


class Kind(models.TextChoices):
    """Help that goes on, or something that is given once (Wmo 2015, 1.1.1)."""

    HULP = "hulp", "Hulp die doorloopt"
    HULPMIDDEL = "hulpmiddel", "Hulpmiddel, eenmalig"
    WONING = "woning", "Woningaanpassing, eenmalig"


class Form(models.TextChoices):
    ZIN = "zin", "Zorg in natura"
    PGB = "pgb", "Pgb"


class Period(models.TextChoices):
    WEEK = "week", "per week"
    FOUR_WEEKS = "vier_weken", "per vier weken"
    MONTH = "maand", "per maand"


class PgbMet(models.TextChoices):
    """What must hold for a pgb (Wmo 2015, 2.3.6 lid 2)."""

    BEKWAAM = "bekwaam", "kan het pgb zelf, of met hulp, beheren (a)"
    GEMOTIVEERD = "gemotiveerd", "zegt waarom een pgb beter past (b)"
    KWALITEIT = "kwaliteit", "de hulp die wordt ingekocht is goed (c)"


class LookedAt(models.TextChoices):
    """What is looked at before anything is granted."""

    WOONT = "woont", "Woont in de gemeente (Wmo 2015, 1.2.1)"
    VERBLIJF = "verblijf", "Verblijft rechtmatig in Nederland (Wmo 2015, 1.2.2)"
    WLZ = "wlz", "Kan geen hulp uit de Wlz krijgen (Wmo 2015, 2.3.5 lid 6)"


LONGEST_NAME: Final = 160  # of help, in words of its own
GRANTED: Final = (Outcome.TOEGEKEND, Outcome.DEELS)
_WEEKS: Final = {Period.WEEK: Decimal(1), Period.FOUR_WEEKS: Decimal(4), Period.MONTH: Decimal(52) / Decimal(12)}

# what a line holds, each as an empty form has it
EMPTY: Final[Json] = {
    "outcome": "",
    "kind": "hulp",
    "what": "",
    "product": None,
    "product_name": "",
    "unit": "",
    "form": "zin",
    "provider": None,
    "provider_name": "",
    "amount": "",
    "period": "week",
    "frequency": "",
    "price": "",
    "lent": "",
    "owner_heard": "",
    "starts_on": "",
    "ends_on": "",
    "review_on": "",
    "pgb_tariff": "",
    "pgb_holder": "",
    "pgb_met": [],
    "motivation": "",
    "ground": None,
    "ground_name": "",
    "article": "",
    "verordening": "",
    "contribution": "ja",
    "no_contribution_why": "",
}


def line(**given: Any) -> Json:
    """One line of a decision, of what was chosen and typed: rows, days and amounts become plain."""
    return EMPTY | _of_rows(given) | {name: _plain(value) for name, value in given.items() if name not in _ROWS}


_ROWS: Final = ("product", "provider", "ground")


def _of_rows(given: dict[str, Any]) -> Json:
    """The keys of rows, with the names they have today."""
    product, provider, ground = (given.get(name) for name in _ROWS)
    made: Json = {name: getattr(given[name], "pk", None) for name in _ROWS if name in given}
    if product is not None:
        made |= {"product_name": product.name, "unit": str(product.unit)}
    if provider is not None:
        made["provider_name"] = provider.name
    if ground is not None:
        made |= {"ground_name": ground.name, "article": ground.article}
    return made


def _plain(value: Any) -> Any:
    match value:
        case dt.date():
            return value.isoformat()
        case Decimal():
            return f"{value.normalize():f}"
        case str():
            return str(value)  # of a choice its value
        case bool() | None:
            return "" if value is None else value
    return value


# --- what follows from a line ------------------------------------------------------------------------------------


def is_granted(one: Json) -> bool:
    return one["outcome"] in GRANTED


def is_once(one: Json) -> bool:
    return bool(one["kind"] != Kind.HULP)


def called(one: Json) -> str:
    """What the help is called: in words of its own, else as the product is."""
    return str(one["what"] or one["product_name"])


def number_of(text: str) -> Decimal | None:
    return Decimal(text) if text else None


def day_of(text: str) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


def how_much(one: Json) -> str:
    """'3 uur per week'; empty where that isn't filled in, or where it is given once."""
    number = number_of(one["amount"])
    if number is None or is_once(one):
        return ""
    counted = Unit(one["unit"]).counted(number) if one["unit"] in Unit.values else f"{number:f}".replace(".", ",")
    return f"{counted} {Period(one['period']).label}" if one["period"] in Period.values else counted


def unit_price(one: Json) -> Decimal | None:
    """In euros: of a pgb its tariff, else what the provider asks."""
    return number_of(one["pgb_tariff"] if one["form"] == Form.PGB else one["price"])


def per_week(one: Json) -> Decimal | None:
    """In euros and cents; None where it is given once, refused, or not known (yet)."""
    price, number = unit_price(one), number_of(one["amount"])
    if not is_granted(one) or is_once(one) or price is None or number is None or one["period"] not in _WEEKS:
        return None
    return _cents(price * number / _WEEKS[Period(one["period"])])


def at_once(one: Json) -> Decimal | None:
    """What something that is given once costs, in euros."""
    return unit_price(one) if is_granted(one) and is_once(one) else None


def total_per_week(lines: list[Json]) -> Decimal | None:
    """Of all that is granted together; None where nothing of it goes on."""
    amounts = [amount for one in lines if (amount := per_week(one)) is not None]
    return sum(amounts, Decimal(0)) if amounts else None


def _cents(amount: Decimal) -> Decimal:
    return amount.quantize(Decimal("0.01"), ROUND_HALF_UP)


def in_short(content: Json) -> str:
    """'Begeleiding thuis: toegekend. Traplift: afgewezen.' For the timeline."""
    return " ".join(f"{called(one)}: {Outcome(one['outcome']).label.lower()}." for one in content["lines"])
