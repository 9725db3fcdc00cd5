"""What follows from a notice of default, and what a decision that went out does to it."""

import datetime as dt
from typing import Any

from casework.applications.models import Application
from casework.defaults import paper
from casework.defaults.models import DefaultNotice
from casework.defaults.states import DefaultState
from casework.documents.asking import letter
from casework.documents.models import Document
from casework.engine.writes import Write


def established(write: Write, notice: DefaultNotice, before: str, details: dict[str, Any]) -> None:
    letter(write, paper.DWANGSOM, notice)


def letter_sent(write: Write, document: Document, before: str, details: dict[str, Any]) -> None:
    """The decision may have gone out within the two weeks."""
    if document.case_id is not None and document.has_objection_clause and not document.is_copy:
        _lapse_in_time(write)


def application_withdrawn(write: Write, application: Application, before: str, details: dict[str, Any]) -> None:
    """Nothing is left to decide."""
    _lapse_in_time(write)


def stopped(write: Write, about: str, on: dt.date, *, withdrawn: bool = False) -> None:
    """For the noun that is late: what it decided went out, or nothing is left to decide. From that day nothing is owed."""
    found = DefaultNotice.objects.filter(case=write.anchor, about=about, about_stopped_on=None)
    if found.update(about_stopped_on=on, about_withdrawn=withdrawn):
        _lapse_in_time(write)


def _lapse_in_time(write: Write) -> None:
    rows = DefaultNotice.objects.filter(case=write.anchor, state=DefaultState.ONTVANGEN).select_related("application")
    in_time = [one for one in rows if one.due_on and one.stopped_on and one.stopped_on <= one.due_on]
    write.cascade(in_time, "lapse")


def file_is_closed_to_them(write: Write, case: Any, before: str, details: dict[str, Any]) -> None:
    """Who is kept from this case sees nothing of a file that it is in: it is another's turn for all of that file."""
    under_way = DefaultNotice.objects.filter(batch__isnull=False, paid_on=None)
    batches = under_way.filter(case=case).values("batch")
    write.elsewhere.update(under_way.filter(batch__in=batches).values_list("case_id", flat=True))
