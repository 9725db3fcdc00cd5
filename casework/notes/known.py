"""What was said and noted, for who researches."""

from collections.abc import Iterator
from typing import Any, Final

from django.utils import timezone

from casework.cases.for_one import OF_ALL
from casework.engine.noun import Known
from casework.engine.words import day_in_words
from casework.notes.models import Note
from roles.policy import Sight

LATEST: Final = 5


def known(case: Any, sight: Sight) -> Iterator[Known]:
    """The latest that all who read along may read: they read the report too."""
    rows = Note.objects.visible_to(sight).filter(OF_ALL, case=case, shielded=False).select_related("contact_moment")
    for one in rows.order_by("-at", "-pk")[:LATEST]:
        how = one.contact_moment.get_kind_display().lower() if one.contact_moment else "notitie"
        yield Known(str(one.pk), one.text, f"{how} van {one.by_name}, {day_in_words(timezone.localdate(one.at))}")
