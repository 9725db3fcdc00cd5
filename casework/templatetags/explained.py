"""The '?' of a page or a step."""

from typing import Any

from django import template
from django.db.models import Model

from casework.engine.explained import explained as texts
from casework.engine.machine import Step
from casework.engine.registry import verb_of

register = template.Library()


@register.simple_tag(takes_context=True)
def explained(context: template.Context) -> str:
    """The text of the step that is taken here, else that of the page; '' where there is none."""
    if context.get("exception") is not None:
        return ""  # what was asked for isn't there
    step, obj = context.get("step"), context.get("obj")
    if isinstance(step, Step) and isinstance(obj, Model):
        return _text(verb_of(type(obj), step.name))
    match: Any = getattr(context.get("request"), "resolver_match", None)
    if not match or not match.url_name:
        return ""
    return _text(_in_beheer(context, match.url_name) if match.app_names else match.url_name)


def _in_beheer(context: template.Context, url_name: str) -> str:
    """Its pages of one kind of row (the list, one of them, its history) have one text; where it opens is 'beheer'."""
    kind = context.get("opts")
    if kind is not None:
        return f"beheer.{kind.model_name}"
    return "beheer" if url_name in ("index", "app_list") else f"beheer.{url_name}"


def _text(key: str) -> str:
    return texts().get(key, ("", ""))[1]
