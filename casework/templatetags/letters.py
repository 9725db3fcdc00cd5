"""A letter as its reader has it before them, and in a letter the words of the municipality's own."""

from typing import Any

from django import template
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from casework.documents import read_first
from casework.documents.kinds import kind_of
from casework.engine.noun import ReadByOther
from casework.wording.texts import in_parts, said_in, said_in_order

register = template.Library()


@register.filter
def as_read(document: Any) -> ReadByOther:
    return read_first.as_read(document.snapshot)


@register.simple_tag
def wording(s: dict[str, Any], key: str) -> SafeString:
    """A paragraph of this letter, as it was frozen. Nothing where it was left empty."""
    return in_paragraphs(said_in(s, kind_of(s["kind"]), key))


@register.simple_tag
def wordings(s: dict[str, Any]) -> list[str]:
    """All its paragraphs, of a letter that says nothing else."""
    return said_in_order(s, kind_of(s["kind"]))


@register.filter
def in_paragraphs(text: str) -> SafeString:
    return format_html_join("\n", "<p>{}</p>", ((_lines(part),) for part in in_parts(text)))


def _lines(part: str) -> SafeString:
    return format_html_join(SafeString("<br/>"), "{}", ((line.strip(),) for line in part.splitlines()))
