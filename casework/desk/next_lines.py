"""The lines of *Wat nu?*: what is asked, by when, and the button by the name of the task. Made by functions: three lines and
twenty ways took templates a fifth of a case's page."""

from typing import Any, Final
from uuid import uuid4

from django import template
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import capfirst

from casework.desk.what_now import Line, Way
from casework.engine.words import escaped as _e
from casework.templatetags import look as looks
from casework.templatetags import words

register = template.Library()

_MARK: Final = 4  # letters of a key: enough to tell two of one name apart


@register.simple_tag(takes_context=True)
def next_line(context: template.Context, line: Line, place: int, look: str) -> SafeString:
    """`place`: where its form opens, below it. `look`: 'primary' for the first, else 'secondary'."""
    turn = line.turn
    about = "" if not turn.named or turn.named in turn.why else f' <span class="wt-soft">{_e(turn.named)}</span>'
    return mark_safe(  # noqa: S308  each value is escaped
        f'<li class="wt-next__line"><div class="wt-next__why">{_e(turn.why)}{about}</div>'
        f'<div class="wt-next__due">{_due(turn)}</div>'
        f'<div class="wt-next__do">{_do(context, line, place, look)}</div>'
        f'<div class="wt-inplace" id="plek-{place}"></div></li>'
    )


@register.simple_tag(takes_context=True)
def way_to(context: template.Context, way: Way, place: str | int) -> SafeString:
    """Something that can be done: a link, whose form may open at that place; a button, where nothing is asked."""
    if way.asks:
        html = f'<a href="{_e(way.url)}"{_opens(way, place)}>{_e(way.label)}</a>'
    else:
        html = _button(context, way.url, "wt-textbutton", way.label)
    return mark_safe(html)  # noqa: S308  each value is escaped


def _due(turn: Any) -> str:
    due = "wt-late" if words.is_overdue(turn) else "wt-soon" if words.is_soon(turn.due_on) else ""
    look_of_due = f' class="{due}"' if due else ""
    day, told = words.day(turn.due_on), f", {_e(turn.object_id[:_MARK])}" if turn.object_id else ""
    return (
        f"<span{look_of_due}>{words.time_left(turn)}</span> "
        f'<details class="wt-why wt-why--icon"><summary>{looks.icon("info")}<span class="wt-sr">{day}: hoe is dit geteld? '
        f"{_e(turn.what)}{told}</span></summary><p>{capfirst(day)}: {_e(turn.due_why)}</p></details>"
    )


def _do(context: template.Context, line: Line, place: int, look: str) -> str:
    turn, button = line.turn, f"utrecht-button utrecht-button--{look}-action wt-button"
    if line.choices:
        ways = "".join(f"<li>{way_to(context, one, place)}</li>" for one in line.choices)
        return (
            f'<details class="wt-choose"><summary class="{button}">{_e(turn.what)}<span class="wt-sr">: kies hoe</span>'
            f'{looks.icon("chevron-down")}</summary><ul class="wt-next__ways">{ways}</ul></details>'
        )
    way = line.way
    assert way is not None  # one without choices has one
    if not way.asks:
        return _button(context, way.url, button, turn.what)
    named = "".join(f", {_e(one)}" for one in (turn.named, turn.object_id[:_MARK]) if one)
    return (
        f'<a class="utrecht-button-link utrecht-button-link--html-a {button}" href="{_e(way.url)}"{_opens(way, place)}>'
        f'{_e(turn.what)}<span class="wt-sr">{named}</span></a>'
    )


def _opens(way: Way, place: str | int) -> str:
    return f' hx-get="{_e(way.url)}" hx-target="#plek-{place}"' if way.short else ""


def _button(context: template.Context, url: str, look: str, label: str) -> str:
    """It is taken at once: a form with nothing to fill in."""
    hidden = {"csrfmiddlewaretoken": context["csrf_token"], "token": uuid4(), "expected": context["case"].standing}
    fields = "".join(f'<input type="hidden" name="{name}" value="{_e(value)}">' for name, value in hidden.items())
    return (
        f'<form class="wt-inline" method="post" action="{_e(url)}">{fields}'
        f'<button class="{look}" type="submit">{_e(label)}</button></form>'
    )
