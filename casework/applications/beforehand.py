"""The letter of a decision as it would be if it were taken now, also where something of it is still missing."""

import re
from copy import copy
from dataclasses import dataclass
from typing import Any, Final

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from casework.applications import just_changed
from casework.applications.decision_paper import DECISION
from casework.applications.lines import total_per_week
from casework.documents.content import Deciding, letter_content
from casework.documents.kinds import kind_of
from casework.documents.on_screen import on_screen
from casework.documents.read_first import told_about
from casework.engine.mandates import covers
from casework.engine.words import Json
from roles.actions import Action
from roles.models import User
from roles.policy import Sight, basis

_GAP: Final = re.compile(r"\[\[([^\[\]<>]{1,80})\]\]")


@dataclass(frozen=True, slots=True)
class Preview:
    """`html` with what is missing marked, and what isn't as it was; `words` is what it says; `about`: where it speaks
    about whom it is sent to."""

    html: SafeString
    words: str
    about: tuple[str, ...]


def preview(application: Any, content: Json, sight: Sight, mandates: list[Any], *, opened: str = "") -> Preview | None:
    """None where there is nobody to write to. Without the visitor's name where another decides. `opened`: the words of
    it when its page was opened."""
    person = application.case.person
    if person is None or person.deceased_on is not None:
        return None
    as_if = copy(application)
    as_if.content = content
    step = _deciding(application, content, sight, mandates)
    snapshot = letter_content(kind_of(DECISION), application.case, as_if, on=sight.on, step=step)
    about = told_about(snapshot)
    html = _marked(str(on_screen(snapshot)), about)
    return Preview(just_changed.marked(html, opened), just_changed.words_in(html), about)


def _deciding(application: Any, content: Json, sight: Sight, mandates: list[Any]) -> Deciding | None:
    amount = total_per_week(content["lines"])
    mandate = next((one for one in mandates if covers(one, amount=amount)), None)
    if mandate is None:
        return None
    ground = basis(sight, Action.DECIDE_APPLICATION, application)
    return Deciding(User.objects.get(pk=sight.user_id), ground.role.label if ground else "", mandate)


def _marked(html: str, about: tuple[str, ...]) -> SafeString:
    """What is between our marks was typed by nobody, or escaped before it came here."""
    html = _GAP.sub(rf"{just_changed.GAP}\1</mark>", html)
    for words in about:
        said = escape(words)
        html = re.sub(rf"(?<!\w){re.escape(said)}(?!\w)", f'<mark class="wt-besluit__over">{said}</mark>', html)
    return mark_safe(html)  # noqa: S308
