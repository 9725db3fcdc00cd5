"""What the tab of the browser says: the part, whom it is about, the product; and first that something is wrong.

`<title>{% wrong %}{% block title %}{% endblock %}{% about_whom %}{% which_page %} – {{ product }}</title>`: a page names
its part, the rest follows from what it shows. No two pages share a title, so it ends with a mark of its own.
"""

import re
from typing import Any, Final

from django import template
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString

from casework.engine.lookup import is_own, sees_anchor

register = template.Library()

FAULT: Final = "Fout: "
_MARK: Final = 4  # letters of a key: enough to tell two of a name apart
_PAGE: Final = "pagina"
# lists that stand on a page with others, by the name in the address
LISTS: Final = (
    _PAGE, "beslissen", "berichten", "betalen", "eerder", "gebeurd", "gekoppeld", "knelpunten", "lopend", "naam", "notities",
    "papieren", "stukken",
)  # fmt: skip
_A_PAGE: Final = re.compile(r"[2-9]|[1-9][0-9]{1,5}")  # the first needs no number, and no list has a million


@register.simple_tag(takes_context=True)
def wrong(context: template.Context) -> str:
    """'Fout: ' on a form that came back, and on a page that says that something can't be."""
    form = context.get("form")
    if getattr(form, "errors", None) or context.get("overtaken") or context.get("changed"):
        return FAULT
    request = context.get("request")
    sent = request is not None and request.method == "POST"
    return FAULT if sent and (context.get("reasons") or context.get("refused")) else ""


@register.simple_tag(takes_context=True)
def about_whom(context: template.Context) -> SafeString | str:
    """', Toos Vermaat, HW-2026-B3QKB': the name only for whom it is meant."""
    anchor = context.get("anchor") or context.get("case")
    if anchor is None or not hasattr(anchor, "key_field"):
        return ""
    obj = context.get("obj") or context.get("of") or anchor
    request = context.get("request")
    sight = getattr(request, "sight", None)
    named = context.get("named")
    if named is None:
        named = sight is not None and (sees_anchor(sight, anchor) or is_own(sight, anchor))
    parts = [str(anchor.subject)] if named and getattr(anchor, "subject", "") else []
    return conditional_escape("".join(f", {one}" for one in (*parts, _mark(obj, anchor))))


def _mark(obj: Any, anchor: Any) -> str:
    key = str(getattr(obj, obj.key_field)) if hasattr(obj, "key_field") else str(anchor)
    return key if obj is anchor else key[:_MARK]


@register.simple_tag(takes_context=True)
def which_page(context: template.Context) -> str:
    """', bladzijde 2' of a list, and where a page has more lists which of them."""
    request = context.get("request")
    if request is None:
        return ""
    numbers = [(name, value) for name, value in request.GET.items() if name in LISTS and _A_PAGE.fullmatch(value)]
    return "".join(f", {'' if name == _PAGE else f'{name} '}bladzijde {value}" for name, value in numbers)
