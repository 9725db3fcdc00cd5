"""A page as a tree of elements.

Read by lxml, in a hundredth of the time of a reader in Python that knows every mistake on the web. Ours are few: what is
left open or closed twice is mended in the same way, and a comment says nothing to anybody.
"""

from typing import Any
from xml.etree.ElementTree import Element

from lxml import etree

EMPTY = "<html><body></body></html>"
_READER = etree.HTMLParser(remove_comments=True, remove_pis=True, encoding="utf-8")


def tree_of(html: str) -> Element:
    return _as_elements(etree.fromstring((html.strip() or EMPTY).encode(), _READER))


def _as_elements(read: Any) -> Element:
    made = Element(read.tag, dict(read.attrib))
    made.text, made.tail = read.text, read.tail
    made.extend(map(_as_elements, read))
    return made
