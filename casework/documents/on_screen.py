"""A letter on the screen, as its reader will read it: of the same content and template as the PDF."""

from typing import Any, Final
from xml.etree import ElementTree as ET

from django.utils.safestring import SafeString, mark_safe

from casework.documents.press import pages_of

# on a page that has a title and a main part of its own
_INSTEAD: Final = {"main": "div", "h1": "h3", "h2": "h4", "h3": "h5"}


def on_screen(snapshot: dict[str, Any]) -> SafeString:
    """What stands on the paper, to be put in a page under a heading of level two. People's words are escaped in it, by
    the template that the paper is made of."""
    html = "".join(part for part, _ in pages_of(snapshot))
    body = ET.fromstring(html.replace("<br>", "<br/>")).find("body")  # noqa: S314  our own, as for the paper
    assert body is not None
    tables = 0
    for one in body.iter():
        one.tag = _INSTEAD.get(one.tag, one.tag)
        if one.tag == "table":
            tables += 1
            caption = ET.Element("caption", {"class": "wt-sr"})
            caption.text = f"Gegevens in de brief, {tables}"
            one.insert(0, caption)
    return mark_safe("".join(ET.tostring(one, encoding="unicode", method="html") for one in body))  # noqa: S308
