"""Icons and badges: small, few, and always beside a word."""

from functools import cache
from typing import Final

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from lucide.templatetags.lucide import lucide

register = template.Library()


@register.simple_tag
def icon(name: str, size: int = 16) -> SafeString:
    """An icon of Lucide, drawn in the page: `{% icon "phone" %}`. What it means stands beside it in words."""
    return _drawn(name, size)


@cache
def _drawn(name: str, size: int) -> SafeString:
    looks = {"class": f"wt-icon wt-icon--{name}", "aria_hidden": "true", "focusable": "false"}
    return mark_safe(lucide(name, size=size, stroke_width="1.75", **looks))  # noqa: S308  our own file, without values


# what it is called on the page: the component and its kind, the icon, the words where they are always the same
_BADGES: Final = {
    "spoed": ("utrecht-status-badge utrecht-status-badge--danger", "zap", "Spoed"),
    "let_op": ("utrecht-status-badge utrecht-status-badge--warning", "circle-alert", "Let op"),
    "dicht": ("utrecht-status-badge utrecht-status-badge--neutral", "lock", ""),
    "muur": ("utrecht-status-badge utrecht-status-badge--warning", "brick-wall", "Muur"),
    "goed": ("utrecht-status-badge utrecht-status-badge--valid", "check", ""),
    "stand": ("utrecht-data-badge", "", ""),
}


@register.simple_tag
def badge(kind: str, words: object = "") -> SafeString:
    """`{% badge "spoed" %}`, `{% badge "dicht" "Afgeschermd" %}`, `{% badge "stand" one.get_state_display %}`."""
    look, name, said = _BADGES[kind]
    drawn = _drawn(name, 16) if name else ""
    return mark_safe(f'<span class="{look} wt-badge">{drawn}{escape(words or said)}</span>')  # noqa: S308  escaped
