"""What a page or a step is for and who is next, in a few sentences: read from docs/uitleg.md, which says the same."""

import re
from functools import cache
from pathlib import Path
from typing import Final

from django.conf import settings

SOURCE: Final = Path("docs") / "uitleg.md"
_ENTRY: Final = re.compile(r"- \*\*(?P<name>.+?)\*\* `(?P<key>[\w.-]+)`: (?P<text>.+)")


@cache
def explained() -> dict[str, tuple[str, str]]:
    """Of each address by its name, and of each step as 'noun.step': what it is called there, and the text."""
    lines = (Path(settings.BASE_DIR) / SOURCE).read_text(encoding="utf-8").splitlines()
    found = [_ENTRY.fullmatch(line) for line in lines if line.startswith("- ")]
    return {one["key"]: (one["name"], one["text"]) for one in found if one}
