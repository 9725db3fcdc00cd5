"""What the components of our pages look like on each other, as a browser computes it: in our theme by day and by night, and
in that of another municipality, which says only what differs.
"""

import re
from pathlib import Path
from typing import Final

import pytest

from tests.wijkteam.test_look import OWN, STATIC, contrast

INK, PAPER, SUBTLE = "utrecht-document-color", "utrecht-document-background-color", "basis-color-default-bg-subtle"
LINK = "utrecht-link-color"
_BUTTON, _FIELD, _BADGE = "utrecht-button", "utrecht-form-control", "utrecht-status-badge"
# text and what it stands on (WCAG 1.4.3)
TEXT: Final = (
    (INK, PAPER),
    (INK, SUBTLE),
    *((INK, f"basis-color-{hue}-bg-subtle") for hue in ("negative", "warning", "positive", "info")),
    (INK, "basis-color-action-1-bg-default"),
    *((f"utrecht-link{how}-color", PAPER) for how in ("", "-hover", "-active", "-focus")),
    *((LINK, f"basis-color-{hue}-bg-subtle") for hue in ("default", "negative", "warning", "positive", "info")),
    (LINK, "basis-color-action-1-bg-default"),
    *(
        (f"{_BUTTON}-{kind}-action{how}-color", f"{_BUTTON}-{kind}-action{how}-background-color")
        for kind in ("primary", "secondary")
        for how in ("", "-hover", "-active", "-focus")
    ),
    (f"{_BUTTON}-color", f"{_BUTTON}-background-color"),
    *((f"{_FIELD}{how}-color", f"{_FIELD}{how}-background-color") for how in ("", "-hover", "-focus", "-disabled")),
    (f"{_FIELD}-placeholder-color", f"{_FIELD}-background-color"),
    ("utrecht-form-label-color", PAPER),
    *(
        (f"{_BADGE}-{kind}-color", f"{_BADGE}-{kind}-background-color")
        for kind in ("danger", "warning", "neutral", "valid")
    ),
    ("utrecht-data-badge-color", "utrecht-data-badge-background-color"),
    *((f"basis-color-{hue}-color-default", ground) for hue in ("negative", "warning") for ground in (PAPER, SUBTLE)),
    ("basis-color-positive-color-default", PAPER),
    *(("basis-color-default-color-default", ground) for ground in (PAPER, SUBTLE)),
)
# what shows that something is there to be pressed, filled in or read, and what it stands beside (WCAG 1.4.11)
PARTS: Final = (
    (f"{_FIELD}-border-color", PAPER),
    (f"{_FIELD}-border-color", SUBTLE),
    (f"{_FIELD}-focus-border-color", PAPER),
    (f"{_FIELD}-invalid-border-color", PAPER),
    (f"{_BUTTON}-primary-action-background-color", PAPER),
    (f"{_BUTTON}-secondary-action-border-color", PAPER),
    ("utrecht-focus-outline-color", "basis-focus-background-color"),
    ("basis-color-negative-color-default", PAPER),  # the ring of what is late, on its own ground
    (INK, "basis-color-default-border-subtle"),  # a dot in its band
)


_OURS: Final = (STATIC / "theme.css", STATIC / "dark.css")


def tokens(part: str) -> dict[str, str]:
    return dict(re.findall(r"--([a-z0-9-]+):\s*([^;{}]+);", re.sub(r"/\*.*?\*/", "", part, flags=re.DOTALL)))


def colour(name: str, said: dict[str, str]) -> str:
    """Six digits, by way of every name that it is said by."""
    value = said[name].strip()
    if to := re.fullmatch(r"var\(--([a-z0-9-]+)\)", value):
        return colour(to[1], said)
    assert re.fullmatch(r"#([0-9a-f]{3}|[0-9a-f]{6})", value), f"{name} is no colour: {value}"
    digits = value[1:]
    return digits if len(digits) == 6 else "".join(2 * one for one in digits)


def themes() -> dict[str, dict[str, str]]:
    day, night, theirs = (tokens(Path(one).read_text()) for one in (*_OURS, OWN / "theme.css"))
    return {"by day": day, "by night": day | night, "of another municipality": day | theirs}


@pytest.mark.parametrize("said", themes().values(), ids=themes().keys())
@pytest.mark.parametrize(("one", "other", "least"), [*((*two, 4.5) for two in TEXT), *((*two, 3.0) for two in PARTS)])
def test_one_can_be_told_from_the_other(said: dict[str, str], one: str, other: str, least: float) -> None:
    assert contrast(colour(one, said), colour(other, said)) >= least
