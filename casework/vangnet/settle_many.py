"""Settling many requests in one go: each by the step itself, whole or not at all, under its own lock.

What one lacks keeps no other back: of each it is said what came of it, and what was typed stays beside what couldn't be.
"""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from casework.engine.door import perform
from casework.engine.errors import NotAllowed, NotNow, Overtaken
from casework.engine.fields import read_euros
from casework.engine.words import euros
from casework.vangnet.forms import SettleForm
from casework.vangnet.models import VangnetRequest
from casework.vangnet.states import VangnetState
from roles.actions import Action
from roles.policy import Sight, may, which

AT_ONCE: Final = 50  # as many as stand on a page
CHOSEN: Final = "verreken"
NOTHING: Final = "Vink ten minste één aanvraag aan."
FIRST: Final = "Een collega was u voor: deze aanvraag is al verrekend."
NOT_YET: Final = "Deze aanvraag is nog niet verantwoord."
NOT_YOURS: Final = "U kunt deze aanvraag niet verrekenen."
NO_SUM: Final = "Vul in wat er binnen is."
_KEY: Final = 16  # characters of a request's own


@dataclass(slots=True)
class Row:
    """One request that can be settled here: whether it is ticked, what came back, and what came of it."""

    request: Any
    form: SettleForm
    chosen: bool = False
    done: bool = False
    why_not: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        self.amount.field.help_text = ""  # of the step's own page

    @property
    def key(self) -> str:
        return str(self.request.public_id)

    @property
    def amount(self) -> Any:
        return self.form["returned_amount"]

    @property
    def why(self) -> Any:
        return self.form["why"]

    @property
    def returned(self) -> Decimal:
        """As it was typed, in euros."""
        return read_euros(str(self.amount.value())) or Decimal(0)

    def refuse(self, *reasons: str) -> None:
        """Beside the amount."""
        self.why_not = reasons
        for reason in reasons if self.form.is_bound else ():  # ticked without an amount
            self.form.add_error("returned_amount", reason)


class Sheet:
    """What was ticked and typed; nothing of it before it was sent."""

    def __init__(self, sight: Sight, given: Any) -> None:
        self.sight, self._given, self.sent = sight, given, False
        keys = [] if given is None else list(dict.fromkeys(_keys(given)))
        self.rows = [Row(one, self._form(one), chosen=True) for one in _payable(sight, keys)] if keys else []
        self.gone = len(keys) - len(self.rows)

    def _form(self, one: Any) -> SettleForm:
        was_typed = self._given is not None and f"{one.public_id}-returned_amount" in self._given
        return SettleForm(self._given if was_typed else None, obj=one, sight=self.sight, prefix=one.public_id)

    def row_of(self, one: Any) -> Row | None:
        """Of a request on the page: as it was sent, or as it begins; None where it isn't this person's to settle now."""
        if one.state != VangnetState.VERANTWOORD or not may(self.sight, Action.PAY_VANGNET, one):
            return None
        return next((row for row in self.rows if row.request.pk == one.pk), None) or Row(one, self._form(one))

    def settle(self, token: uuid.UUID | None) -> None:
        self.sent = True
        for row in self.rows:
            if row.request.state != VangnetState.VERANTWOORD:
                self._settle(row, token, {})  # the same form again, or a colleague was first
            elif row.form.is_valid():
                self._settle(row, token, row.form.given())
            else:
                row.why_not = tuple(str(error) for errors in row.form.errors.values() for error in errors) or (NO_SUM,)

    def _settle(self, row: Row, token: uuid.UUID | None, details: dict[str, Any]) -> None:
        """By its own token under the form's: a second click finds each."""
        mine = uuid.uuid5(token, row.key) if token else None
        try:
            perform(
                row.request, "settle", by=self.sight, expected=VangnetState.VERANTWOORD.value, token=mine, **details
            )
        except Overtaken as now:
            row.refuse(FIRST if now.state == VangnetState.VERREKEND else NOT_YET)
        except NotNow as later:
            row.refuse(*(one.text for one in later.reasons))
        except NotAllowed:
            row.refuse(NOT_YOURS)
        else:
            row.done = True

    @property
    def done(self) -> list[Row]:
        return [row for row in self.rows if row.done]

    @property
    def left(self) -> list[Row]:
        return [row for row in self.rows if not row.done]

    @property
    def refused(self) -> str:
        return NOTHING if self.sent and not self.rows and not self.gone else ""

    @property
    def all_went_well(self) -> bool:
        return bool(self.done) and not self.left and not self.gone

    @property
    def told(self) -> str:
        """By number, without a name: a message passes through the browser."""
        each = ", ".join(f"{row.request.case.ref} {euros(row.returned)}" for row in self.done)
        return f"Verrekend: {each}. Samen {euros(sum((row.returned for row in self.done), Decimal(0)))}."


def _keys(given: Any) -> Iterator[str]:
    for key in given.getlist(CHOSEN)[:AT_ONCE]:
        yield key[: _KEY + 1].replace("\x00", "")


def _payable(sight: Sight, keys: list[str]) -> list[Any]:
    """Of these the ones that this person settles, in any state: what a colleague did meanwhile is told."""
    rows = VangnetRequest.objects.visible_to(sight).filter(which(sight, Action.PAY_VANGNET, "case__"))
    rows = rows.filter(public_id__in=keys).exclude(recover_from="")
    along = rows.select_related("case__person", "case__team", "budget__team").prefetch_related("entries")
    return sorted(along, key=lambda one: keys.index(one.public_id))
