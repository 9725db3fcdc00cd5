"""The wijkweb on a page: what `picture.py` lays out, as an SVG.

By a function and not by a template: of a hundred lines of text that took more than all the rest of a citizen's page. Beside
it the page says the same in words, so nobody hears it twice.
"""

from collections.abc import Iterable
from typing import Final

from django.utils.safestring import SafeString, mark_safe

from casework.engine.words import escaped
from casework.network.picture import Dot, Field, Line, Web

_CLOSE: Final = "familie"
_PERSON: Final = (
    '<circle cx="48" cy="18" r="16"></circle><path d="M48 34V82M8 40L48 52L88 40M48 82L28 128M48 82L68 128"></path>'
)


def as_svg(picture: Web, *, base: str = "", sized: str = "") -> SafeString:
    """`base`: the address of the page, where fields and dots lead somewhere; only with a pointer, the list has the same
    links. `sized`: a size of its own ('sheet')."""
    look = f" wt-web--{escaped(sized)}" if sized else ""
    left, top = picture.figure
    threads = "".join(
        f'<line class="wt-web__thread" x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}"></line>'
        for x1, y1, x2, y2 in picture.threads
    )
    fields = "".join(_field(one, escaped(base)) for one in picture.drawn)
    return mark_safe(  # noqa: S308  all that people wrote is escaped by `_lines`; the rest are our numbers
        f'<svg class="wt-web{look}" viewBox="{picture.view_box}" aria-hidden="true" focusable="false">\n'
        f"{threads}{fields}{_lines(picture.name, 'person')}"
        f'<g class="wt-web__figure" transform="translate({left} {top}) scale({picture.figure_scale})">{_PERSON}</g>\n</svg>'
    )


def _field(field: Field, base: str) -> str:
    empty, close = " is-empty" if field.empty else "", field.code == _CLOSE
    frame = (
        f'<rect class="wt-web__frame{empty}{" is-close" if close else ""}" x="{field.x}" y="{field.y}"'
        f' width="{field.width}" height="{field.height}" rx="{24 if close else 8}"></rect>{_lines(field.label)}'
    )
    rules = "".join(
        f'<line class="wt-web__rule" x1="{x1}" y1="{y}" x2="{x2}" y2="{y}"></line>' for x1, x2, y in field.rules
    )
    dots = "".join(_dot(one, base) for one in field.dots)
    return f"{_link('field', f'{base}erbij={field.code}', frame, base)}{rules}{dots}{_lines(field.more, 'about')}\n"


def _dot(dot: Dot, base: str) -> str:
    ended = " is-ended" if dot.ended else ""
    drawn = f'<circle class="wt-web__dot{ended}" cx="{dot.x}" cy="{dot.y}" r="{dot.r}"></circle>{_lines(dot.lines)}'
    if not base:
        return drawn
    x, y, width, height = dot.reach
    reach = f'<rect class="wt-web__reach" x="{x}" y="{y}" width="{width}" height="{height}"></rect>'
    return _link("tie", f"{base}wijzig={dot.key}", reach + drawn, base)


def _link(name: str, url: str, what: str, base: str) -> str:
    return f'<a class="wt-web__{name}" href="{url}#formulier" tabindex="-1">{what}</a>' if base else what


def _lines(lines: Iterable[Line], kind: str = "") -> str:
    return "".join(
        f'<text class="wt-web__{kind or one.kind}" x="{one.x}" y="{one.y}" font-size="{one.size}">{escaped(one.text)}</text>'
        for one in lines
    )
