"""A letter on the screen, and what in it speaks about its reader."""

from typing import Any

from django import template
from django.utils.safestring import SafeString

from casework.documents.on_screen import on_screen
from casework.documents.read_first import told_about

register = template.Library()
register.filter("told_about", told_about)


@register.filter
def as_read(document: Any) -> SafeString:
    return on_screen(document.snapshot)
