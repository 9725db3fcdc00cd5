"""A page as one looks at it: what stands where, by the selectors of its style sheet."""

from collections.abc import Iterator
from typing import Any

import cssselect2

from tests.pages.tree import tree_of


class LookedAt:
    """A page, or a part of it."""

    def __init__(self, html: str, *, part: Any = None) -> None:
        root = part if part is not None else tree_of(html)
        self.element = root if part is not None else cssselect2.ElementWrapper.from_html_root(root)

    def all(self, selector: str) -> list["LookedAt"]:
        return [LookedAt("", part=one) for one in self.element.query_all(selector)]

    def one(self, selector: str) -> "LookedAt":
        found = self.all(selector)
        assert found, f"there is no {selector}"
        return found[0]

    def has(self, selector: str) -> bool:
        return bool(self.all(selector))

    def __getitem__(self, attribute: str) -> str:
        return str(self.element.etree_element.get(attribute) or "")

    @property
    def text(self) -> str:
        """What is read of it, also what only is heard."""
        return " ".join("".join(self.element.etree_element.itertext()).split())

    @property
    def words(self) -> str:
        """What is seen of it."""
        return " ".join("".join(_seen(self.element.etree_element)).split())


def _seen(one: Any) -> Iterator[str]:
    if "wt-sr" in (one.get("class") or "").split():
        return
    yield one.text or ""
    for part in one:
        yield from _seen(part)
        yield part.tail or ""


def page_of(client: Any, who: Any, case: Any, tab: str = "") -> LookedAt:
    """A page of a case, for somebody who may see it."""
    client.force_login(who)
    answer = client.get(case.get_absolute_url() + tab)
    assert answer.status_code == 200
    return LookedAt(answer.content.decode())
