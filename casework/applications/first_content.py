"""What a decision says before anybody typed a word of it: made of what the research left over, and of what was asked."""

from collections.abc import Iterator
from typing import Any, Final

from casework.applications.lines import LONGEST_NAME, Outcome, line
from casework.engine.words import Json
from casework.research.models import Need, Research

# in the order of the courts; what is left is what is granted or refused
_PARTS: Final = ("extent", "own", "network", "kern", "other_law", "left")


def first_content(application: Any) -> Json:
    """A line for each need of which something is left; else one, of what was asked.

    A need is no name of help: 'U krijgt: de trap op komen'. The way that the citizen chose is; else whoever decides says
    which help it is, as a product or in words.
    """
    lines = [_granted(what=_chosen(one), motivation=why_of(one)) for one in left_over(application.case)]
    return {"lines": lines or [_granted(what=application.what)], "looked_at": [], "care": ""}


def _granted(**given: Any) -> Json:
    """What is left is what help is for: whoever decides otherwise says so."""
    return line(outcome=Outcome.TOEGEKEND, **given)


def _chosen(need: Need) -> str:
    way = next((one.what for one in need.options.all() if one.chosen_on), "")
    return way if len(way) <= LONGEST_NAME else ""


def left_over(case: Any) -> Iterator[Need]:
    """What the newest research of the case found that nothing else is enough for."""
    newest = Research.objects.filter(case=case).order_by("-pk").first()
    if newest is not None:
        yield from (one for one in newest.needs.prefetch_related("options") if one.left.strip())


def why_of(need: Need) -> str:
    """What is needed, and what was written of it in the research: one after the other, each as a sentence of its own."""
    said = (need.what.strip(), *(getattr(need, name).strip() for name in _PARTS))
    return " ".join(words if words.endswith((".", "!", "?")) else f"{words}." for words in said if words)
