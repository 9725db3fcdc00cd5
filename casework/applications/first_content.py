"""What a decision says before anybody typed a word of it."""

from typing import Any

from casework.applications.lines import line
from casework.engine.words import Json


def first_content(application: Any) -> Json:
    """One line, of what was asked."""
    return {"lines": [line(what=application.what)], "looked_at": [], "care": ""}
