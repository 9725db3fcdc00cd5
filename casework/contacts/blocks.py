"""The text blocks from which somebody who writes on a case may choose: of its team, and of all teams."""

from typing import Any, Final

from django.db.models import Q

from casework.contacts.models import TextBlock

LARGEST_KEY: Final = 2**63 - 1  # that the database can look for


def blocks_for(case: Any) -> Any:
    return TextBlock.objects.filter(Q(team=None) | Q(team=case.team_id), active=True)


def text_of(case: Any, key: str) -> str:
    """The words of the block with this key; empty where there is none for this case."""
    if int(key) > LARGEST_KEY:
        return ""
    return str(blocks_for(case).filter(pk=int(key)).values_list("text", flat=True).first() or "")
