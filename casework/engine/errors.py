"""What can be expected to go wrong at the door, in words a colleague can act on."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import models

from casework.law.terms import NoRule


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that stands in the way. `where` names the tab or page where it can be put right, or a `#section` of it."""

    text: str
    where: str = ""

    @property
    def place(self) -> str:
        """The address of that, below the anchor."""
        page, mark, section = self.where.partition("#")
        return f"{page}/{mark}{section}"

    def __str__(self) -> str:
        return self.text


class NotNow(Exception):
    """The step isn't possible yet (or any more): all reasons at once."""

    def __init__(self, reasons: Sequence[Reason]) -> None:
        self.reasons = tuple(reasons)
        super().__init__("; ".join(reason.text for reason in self.reasons))


class MovedAway(NotNow):
    """It went to another anchor while we waited: what holds of the one that is held doesn't hold of it any more."""

    def __init__(self) -> None:
        super().__init__([Reason("Dit staat hier niet meer. Een collega was u voor.")])


def refuse_invalid(obj: models.Model, given: Iterable[str]) -> None:
    """Judge the fields that were given, and the constraints, as a form would. Raises NotNow with all reasons."""
    fields = {one.name for one in obj._meta.fields}
    try:
        obj.clean_fields(exclude=fields - set(given))
        # its anchor is locked, so that one at a time is judged by the step or operation itself, in better words
        obj.validate_constraints(exclude={getattr(obj, "anchor_field", "")} & fields)
    except ValidationError as error:
        raise NotNow([Reason(message) for message in error.messages]) from error


def refuse(*sentences: str) -> None:
    """Stop at sentences that are not empty. Raises NotNow with all of them."""
    reasons = [Reason(error) for error in sentences if error]
    if reasons:
        raise NotNow(reasons)


@contextmanager
def no_term_is_a_refusal() -> Iterator[None]:
    """A day from before the law, or in a gap of its configuration, is answered in words instead of a crash."""
    try:
        yield
    except NoRule as gap:
        raise NotNow([Reason(str(gap))]) from gap


class Overtaken(Exception):
    """A colleague was first: the object is no longer in the state the user saw."""

    def __init__(self, state: str) -> None:
        self.state = state
        super().__init__("Een collega was u voor.")


class NotAllowed(Exception):
    """This person may not take this step on this object. Remembered by the page, outside the transaction."""


class OutsideTheDoor(Exception):
    """Code called a transition directly instead of through `door.perform`."""


class LockOrder(Exception):
    """Code asked for a lock after one that comes later. Everybody takes them in one order, or two can get stuck."""


class Repeated(Exception):
    """The same form, sent twice: the first one counted. `url` is where that led."""

    def __init__(self, url: str, label: str) -> None:
        self.url, self.label = url, label
        super().__init__(label)


class SaidBefore(Repeated):
    """The same words by the same person a moment ago, in a form that was opened anew (back in the browser)."""
