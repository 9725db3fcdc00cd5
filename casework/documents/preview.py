"""A kind of letter as it will read, of nobody: what is filled in for somebody stands there as its name."""

import datetime as dt
from collections.abc import Mapping

from django.conf import settings
from django.utils.safestring import SafeString

from casework.documents.content import letterhead
from casework.documents.on_screen import on_screen
from casework.engine.noun import Letter
from casework.engine.words import length_in_words
from casework.wording.texts import worded
from roles.models import Team, TeamKind


def preview(kind: Letter, said: Mapping[str, str], *, on: dt.date) -> SafeString:
    """With these words for its paragraphs. The facts of a case aren't there: beheer sees no file."""
    team = Team.objects.exclude(kind=TeamKind.GEMEENTE).order_by("pk").first()
    content = letterhead(kind, None, on, team) | {
        "ref": "[kenmerk]",
        "to": {
            "name": "[naam]",
            "greeting": "Geachte [naam]",
            "person": "[naam]",
            "stands_in": "",
            "lines": ["[straat en nummer]", "[postcode en plaats]"],
        },
    }
    if kind.clause:
        content |= {"decided": {"by": "", "on": "[dag]"}, "objection": {"within": length_in_words("bezwaar", on)}}
    if kind.appeal:
        appeal = {"within": length_in_words("beroep", on), "court": settings.WIJKTEAM_COURT}
        content |= {"decided": {"by": "", "on": "[dag]"}, "appeal": appeal}
    return on_screen(content | worded(kind, content, said))
