"""What whoever it is shared with will be told, before it is written down: part by part, from the file as it stands."""

import datetime as dt
from collections.abc import Callable, Iterator
from typing import Any, Final

from django.template.loader import render_to_string
from django.utils import timezone

from casework.cases.models import Case
from casework.engine.noun import ReadByOther
from casework.engine.registry import hanging_on
from casework.engine.speaks_about import speaks_about
from casework.people.phones import shown_phone
from casework.sharing.models import Sharing
from casework.sharing.states import FilePart
from roles.policy import Sight


def _asked(sharing: Sharing) -> list[str]:
    """What is needed one writes with each offer; a goal reaches who carries it."""
    party = sharing.with_organisation
    carried = sharing.case.goals.filter(state__in=("voorgesteld", "loopt"), carrier_organisation=party)
    goals = [f"Doel: {one.wording}" for one in carried] if party else []
    return [sharing.case.subject, *goals]


def _reached(sharing: Sharing) -> list[str]:
    """An address that is kept secret is nobody's to pass on."""
    person = sharing.case.person
    assert person is not None  # of a provision nothing is shared
    place = f"{person.postcode} {person.town}".strip()
    address = "" if person.secret_address else ", ".join(filter(None, (person.street, place)))
    return [one for one in (address, shown_phone(person.phone)) if one]


def _helped(sharing: Sharing) -> list[str]:
    """Of each noun that gives help, as it holds today."""
    today = timezone.localdate()
    tellers = [noun.help_in_words for noun in hanging_on(Case) if noun.help_in_words is not None]
    return [line for tell in tellers for line in tell(sharing.case, today)]


# part of the file → what there is of it now
TOLD: Final[dict[FilePart, Callable[[Sharing], list[str]]]] = {
    FilePart.VRAAG: _asked,
    FilePart.BEREIKEN: _reached,
    FilePart.BESLUIT: _helped,
}
BY_HAND: Final = "Dit vertelt of stuurt u zelf: kies precies wat nodig is."


def told(sharing: Sharing) -> list[tuple[str, list[str]]]:
    """Each part with what it holds; what is no text of the file is told by hand."""
    parts = [part for part in FilePart if part in sharing.what]
    return [(part.label, TOLD[part](sharing) if part in TOLD else [BY_HAND]) for part in parts]


def read_by_others(made: Any, sight: Sight, since: dt.datetime) -> Iterator[ReadByOther]:
    if not isinstance(made, Sharing):
        return
    page = {"obj": made, "told": told(made)}
    yield ReadByOther(f"Dit krijgt {made.receiver_name}", render_to_string("sharing/read_by_other.html", page))
    html = render_to_string("sharing/read_by_citizen.html", {"obj": made})
    yield ReadByOther("Dit leest de inwoner op Mijn zaak", html, tuple(speaks_about(made.why, made.case.subject)))
