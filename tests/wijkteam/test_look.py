"""What every page looks like: light, from here alone, readable in light and dark, and a municipality's own where it wants."""

import gzip
import re
from pathlib import Path

import pytest
from django.template import Context, Template

from casework.templatetags.look import badge, icon
from wijkteam.look import OURS

STATIC = Path(__file__).parents[2] / "wijkteam" / "static"
OWN = Path(__file__).parent / "polder"
MOST = 150_000  # bytes of a first visit, compressed
# what stands on what, by the names of the theme, and how far apart they are at least (WCAG 1.4.3 and 1.4.11)
TEXT = (
    ("color-default-color-document", "color-default-bg-document"),
    ("color-default-color-document", "color-default-bg-subtle"),
    ("color-default-color-document", "color-action-1-bg-default"),
    ("color-default-color-default", "color-default-bg-document"),
    ("color-default-color-default", "color-default-bg-subtle"),
    ("color-default-color-default", "color-action-1-bg-default"),
    ("color-action-1-inverse-color-default", "color-action-1-inverse-bg-default"),
    ("color-action-1-inverse-color-default", "color-action-1-inverse-bg-hover"),
    ("color-action-1-color-default", "color-default-bg-document"),
    ("color-action-1-color-default", "color-action-1-bg-hover"),
    ("color-action-2-color-default", "color-default-bg-document"),
    ("color-action-2-color-default", "color-default-bg-subtle"),
    ("color-action-2-color-default", "color-negative-bg-subtle"),
    ("color-action-2-color-default", "color-warning-bg-subtle"),
    ("color-action-2-color-default", "color-info-bg-subtle"),
    ("color-negative-color-default", "color-default-bg-document"),
    ("color-negative-color-default", "color-default-bg-subtle"),
    ("color-negative-inverse-color-default", "color-negative-inverse-bg-default"),
    ("color-warning-color-default", "color-default-bg-document"),
    ("color-warning-color-default", "color-action-1-bg-default"),
    ("color-warning-color-default", "color-warning-bg-subtle"),
    ("color-positive-color-default", "color-default-bg-document"),
    ("focus-outline-color", "focus-background-color"),
)
LINES = (
    ("color-default-border-default", "color-default-bg-document"),
    ("color-default-border-default", "color-default-bg-subtle"),
)


DARK = '"/static/dark.css" media="screen and (prefers-color-scheme: dark)"'


def theme(name: str = "theme.css") -> str:
    return (STATIC / name).read_text()


def tokens(part: str) -> dict[str, str]:
    """Its colours: name → six digits."""
    found = dict(re.findall(r"--basis-([a-z0-9-]+): #([0-9a-f]{3,6});", part))
    return {name: value if len(value) == 6 else "".join(2 * one for one in value) for name, value in found.items()}


def light_and_dark() -> list[dict[str, str]]:
    light, dark = tokens(theme()), tokens(theme("dark.css"))
    return [light, light | dark]


def brightness(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((brightness(one), brightness(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("colours", light_and_dark(), ids=["light", "dark"])
@pytest.mark.parametrize(
    ("ink", "ground", "least"), [*((*pair, 4.5) for pair in TEXT), *((*pair, 3.0) for pair in LINES)]
)
def test_what_stands_there_can_be_read(colours, ink, ground, least):
    assert contrast(colours[ink], colours[ground]) >= least


def test_the_dark_has_every_colour_of_the_light():
    assert set(tokens(theme())) - set(tokens(theme("dark.css"))) == {"focus-background-color"}


def first_visit(client) -> dict[str, bytes]:
    """What a browser fetches for the page to log in: each address with what comes."""
    page = client.get("/inloggen/").content
    names = re.findall(rb'(?:href|src)="/static/([^"?]+)"', page)
    here = {name.decode(): STATIC / name.decode() for name in names if b"django_htmx" not in name}
    return {"/inloggen/": page} | {name: file.read_bytes() for name, file in here.items()}


@pytest.mark.django_db
def test_a_first_visit_is_light(client):
    fetched = first_visit(client)
    assert {"theme.css", "vendor/utrecht.css", "wijkteam.css", "vendor/source-sans-3-latin.woff2"} <= set(fetched)
    size = sum(len(one if name.endswith("woff2") else gzip.compress(one)) for name, one in fetched.items())
    assert size + 17_000 <= MOST  # and htmx, on the page after it


@pytest.mark.django_db
def test_nothing_comes_from_elsewhere(client):
    for name, content in first_visit(client).items():
        if not name.endswith((".woff2", ".svg")):
            sources = re.findall(rb'(?:url\(|src=|href=|@import\s)["\']?((?:https?:)?//[^"\')]+)', content)
            assert sources == [], name


@pytest.mark.django_db
def test_of_itself_the_product_has_its_own_look(client):
    page = client.get("/inloggen/").content.decode()
    assert f'class="{OURS} wt-root"' in page
    assert DARK in page
    assert "gemeente/" not in page


@pytest.mark.django_db
def test_a_municipality_brings_its_theme_its_name_and_its_logo(client, settings):
    settings.WIJKTEAM_LOOK, settings.WIJKTEAM_THEME = str(OWN), "polder-theme"
    settings.WIJKTEAM_MUNICIPALITY = "Gemeente Polderland"
    page = client.get("/inloggen/").content.decode()
    assert f'class="{OURS} polder-theme wt-root"' in page
    assert "dark.css" not in page  # of its dark we know nothing
    assert "Gemeente Polderland" in page
    style, logo = (re.search(rf'"(/static/gemeente/{name}\?v=\w+)"', page)[1] for name in ("theme.css", "logo.svg"))
    assert page.index("/static/theme.css") < page.index(style) < page.index("/static/wijkteam.css")
    for address, kind, name in ((style, "text/css", "theme.css"), (logo, "image/svg+xml", "logo.svg")):
        answer = client.get(address)
        assert answer["Content-Type"].startswith(kind)
        assert b"".join(answer.streaming_content) == (OWN / name).read_bytes()


@pytest.mark.django_db
def test_a_folder_may_hold_only_one_of_the_two(client, settings, tmp_path):
    (tmp_path / "logo.svg").write_bytes((OWN / "logo.svg").read_bytes())
    settings.WIJKTEAM_LOOK, settings.WIJKTEAM_THEME = str(tmp_path), ""
    page = client.get("/inloggen/").content.decode()
    assert "gemeente/logo.svg" in page
    assert "gemeente/theme.css" not in page
    assert DARK in page


def test_every_icon_of_a_template_is_there():
    named = {
        name
        for file in (STATIC.parents[1] / "templates").rglob("*.html")
        for name in re.findall(r'{% icon "([^"]+)"', file.read_text())
    }
    assert named
    assert all(icon(name).startswith("<svg") and 'aria-hidden="true"' in icon(name) for name in named)


def test_a_badge_escapes_its_words():
    assert "&lt;b&gt;" in badge("stand", "<b>")
    shown = Template('{% load look %}{% badge "spoed" %}').render(Context())
    assert "Spoed" in shown
    assert "<svg" in shown


@pytest.mark.django_db
def test_every_part_of_the_look_stands_on_one_page(client):
    page = client.get("/stijl/").content.decode()
    ours = set(re.findall(r"wt-(?:badge|notice--\w+|late|soon|money|mark|dots|timeline|tabs|count|why--icon)\b", page))
    assert len(ours) >= 12
    assert page.count("utrecht-button--primary-action") >= 3
    assert "Dit veld is verplicht." in page
