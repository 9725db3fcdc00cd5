"""What the HTML of a page says to somebody who doesn't see it: the rules that need no browser."""

import re
from collections import defaultdict
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from tests.pages.tree import tree_of

HIDDEN_TYPES = ("hidden", "submit", "button", "image")
PHONE = re.compile(
    r"(?<![\w-])0\d{1,3}[ -]\d{2,8}(?: \d{2,4})*(?![\w-])"
)  # with a space or a hyphen where it would break


class Page:
    """One page, as its HTML says it."""

    def __init__(self, html: str) -> None:
        self.root = tree_of(html)
        self.above = {child: one for one in self.root.iter() for child in one}
        self.by_id = {one.get("id"): one for one in self.root.iter() if one.get("id")}

    @property
    def title(self) -> str:
        found = self.root.find(".//title")
        return "" if found is None else squeezed("".join(found.itertext()))

    def ancestors(self, one: Element) -> Iterator[Element]:
        while (one := self.above.get(one)) is not None:
            yield one

    def within(self, one: Element, *tags: str) -> bool:
        return any(up.tag in tags for up in self.ancestors(one))

    def shown(self, one: Element) -> bool:
        """Not away for everybody: a dialog that isn't open, what has `hidden`."""
        return not any(
            up.get("hidden") is not None or (up.tag == "dialog" and up.get("open") is None) or up.tag == "noscript"
            for up in (one, *self.ancestors(one))
        )

    def heard(self, one: Element) -> bool:
        return self.shown(one) and not any(up.get("aria-hidden") == "true" for up in (one, *self.ancestors(one)))

    def text(self, one: Element, seen: bool = False) -> str:
        """What is read aloud of it; or, of that, what is on the screen too."""
        if one.get("aria-hidden") == "true" or one.get("hidden") is not None or not isinstance(one.tag, str):
            return one.tail or ""
        if seen and "wt-sr" in (one.get("class") or "").split():
            return one.tail or ""
        said = one.get("aria-label") if one.tag == "svg" else None
        inner = (
            said if said is not None and not seen else (one.text or "") + "".join(self.text(sub, seen) for sub in one)
        )
        if one.tag == "img":
            inner = one.get("alt") or ""
        return f"{inner}{one.tail or ''}"

    def own_text(self, one: Element, seen: bool = False) -> str:
        return squeezed(self.text(one, seen).removesuffix(one.tail or "") if one.tail else self.text(one, seen))

    def name(self, one: Element) -> str:
        """The name of a link, a button, a group."""
        if label := one.get("aria-label"):
            return squeezed(label)
        if ids := one.get("aria-labelledby"):
            return squeezed(" ".join(self.own_text(self.by_id[part]) for part in ids.split() if part in self.by_id))
        if one.tag == "input":
            return one.get("value") or ""
        return self.own_text(one) or (one.get("title") or "")

    def content(self) -> Element:
        found = self.by_id.get("inhoud")
        if found is None:
            found = self.by_id.get("content")
        assert found is not None, "no main content"
        return found

    def each(self, *tags: str) -> list[Element]:
        return [one for one in self.root.iter() if one.tag in tags]


def squeezed(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


def wrong_names(page: Page) -> Iterator[str]:
    """Rule 3: unique within the content, and beginning with what one sees."""
    leads: dict[str, set[str]] = defaultdict(set)
    body = page.root.find("body")
    chrome = {one for area in page.each("header", "footer", "nav") if page.above[area] is body for one in area.iter()}
    for number, one in enumerate(page.root.iter()):
        presses = one.tag in ("button", "summary") or (one.tag == "input" and one.get("type") in ("submit", "button"))
        if not (presses or (one.tag == "a" and one.get("href"))) or not page.heard(one):
            continue
        name = page.name(one)
        if not name:
            yield f"a {one.tag} without a name: {one.attrib}"
        seen = page.own_text(one, seen=True)
        if one.get("aria-label") and seen and one.tag != "input" and not name.lower().startswith(seen.lower()):
            yield f"‘{name}’ doesn’t begin with ‘{seen}’"
        if one not in chrome:
            leads[name.lower()].add(one.get("href", "") if one.tag == "a" else f"{one.tag} {number}")
    for name, places in leads.items():
        if len(places) > 1:
            yield f"{len(places)} × ‘{name}’: {sorted(places)[:3]}"


def wrong_tables(page: Page) -> Iterator[str]:
    """Rule 8."""
    for table in page.each("table"):
        caption = table.find("caption")
        if caption is None or not page.own_text(caption):
            yield f"a table without caption: {page.own_text(table)[:60]}"
        for cell in table.iter("th"):
            if not (page.own_text(cell) or cell.findall(".//input")):
                yield "an empty th"
            if cell.get("scope") not in ("col", "row", "colgroup", "rowgroup"):
                yield f"a th without scope: {page.own_text(cell)}"


def wrong_pictures(page: Page) -> Iterator[str]:
    """Rule 9. A picture of links is a group with a name."""
    for svg in page.each("svg"):
        if not page.heard(svg) or svg.find("symbol") is not None:  # (drawn where it is used)
            continue
        named = bool(svg.get("aria-label") or svg.get("aria-labelledby"))
        links = any(one.tag == "a" for one in svg.iter())
        if not named or svg.get("role") not in ("img", "group") or (svg.get("role") == "group") != links:
            yield f"a picture that says nothing: {svg.attrib}"
    for image in page.each("img"):
        if image.get("alt") is None:
            yield f"an image without alt: {image.attrib}"


def wrong_fields(page: Page) -> Iterator[str]:
    """Rule 4: a label, groups with a legend, what is wrong said with the field, and which are required."""
    labels = {one.get("for") for one in page.each("label") if page.own_text(one)}
    for field in page.each("input", "select", "textarea"):
        if field.get("type") in HIDDEN_TYPES or not page.shown(field):
            continue
        if field.get("placeholder"):
            yield f"a placeholder: {field.get('placeholder')}"
        wrapped = any(up.tag == "label" for up in page.ancestors(field))
        if not (field.get("id") in labels or wrapped or field.get("aria-label") or field.get("aria-labelledby")):
            yield f"a field without label: {field.attrib}"
        if field.get("type") == "radio" and not page.within(field, "fieldset"):
            yield f"a choice outside a group: {field.get('name')}"
        for part in (field.get("aria-describedby") or "").split():
            if part not in page.by_id:
                yield f"{field.get('name')} is described by {part}, which isn’t there"
    for group in page.each("fieldset"):
        legend = group.find("legend")
        if "module" in (group.get("class") or ""):  # of Django's own forms, without a name where there is one group
            continue
        if legend is None or not page.own_text(legend):
            yield "a group without legend"
    classes = {name for one in page.root.iter() for name in (one.get("class") or "").split()}
    if "wt-field" in classes and not classes & {"wt-asks", "wt-required"}:
        yield "a form that doesn’t say what is required"


def wrong_ids(page: Page) -> Iterator[str]:
    seen: set[str] = set()
    for one in page.root.iter():
        if (key := one.get("id")) and key in seen:
            yield f"#{key} stands here twice"
        seen.add(one.get("id") or "")


def wrong_signs(page: Page) -> Iterator[str]:
    """Rule 12: what isn't read aloud, and what breaks over two lines."""
    body = page.root.find("body")
    assert body is not None
    for one in body.iter():
        if one.tag in ("script", "style", "textarea", "option") or not isinstance(one.tag, str):
            continue
        for text, holder in ((one.text or "", one), *((sub.tail or "", one) for sub in one)):
            if re.search(r"[–-]\s*€|€\s*[–-]\s*\d", text):
                yield f"a dash for min: {squeezed(text)}"
            if re.search("[→←↑↓]", text) and page.heard(holder):
                yield f"an arrow: {squeezed(text)}"
            if (found := PHONE.search(text)) and not _stays_whole(page, holder):
                yield f"a number that breaks: {found[0]}"


def _stays_whole(page: Page, one: Element) -> bool:
    return any(
        "wt-nowrap" in (up.get("class") or "")
        or (up.get("href") or "").startswith("tel:")
        or "wt-words" in (up.get("class") or "")
        for up in (one, *page.ancestors(one))
    )


def wrong_frame(page: Page) -> Iterator[str]:
    """Rules 2 and 13: where what happens is said, and the way to the explanation, everywhere the same."""
    said = [one for one in page.root.iter() if one.get("role") == "status"]
    if len(said) != 1 or page.own_text(said[0]):
        yield f"{len(said)} × role=status: {[page.own_text(one) for one in said]}"
    if live := [one for one in page.root.iter() if one.get("aria-live") not in (None, "off")]:
        yield f"aria-live beside it: {live[0].attrib}"
    links = [(page.name(one), one.get("href")) for foot in page.each("footer") for one in foot.iter("a")]
    if links != [("Uitleg", "/uitleg/"), ("Toegankelijkheid", "/toegankelijkheid/")]:
        yield f"the footer has {links}"


CHECKS = (wrong_names, wrong_tables, wrong_pictures, wrong_fields, wrong_ids, wrong_signs, wrong_frame)
