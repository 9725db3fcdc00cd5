"""`./dev guide` takes the pictures of the guides for a first day (docs/eerste-dag/) from the demo: all, or those named.

The guides are Markdown, written by hand; which picture stands where, they say themselves. It uses the demo that runs on
PORT (8000), or starts one for as long as it needs it.
"""

import re
import signal
import sys
from pathlib import Path
from typing import Final

from playwright.sync_api import sync_playwright

from docs.pictures.__main__ import QUIET, Page, running_demo, take
from wijkteam.machine import Stop, chromium, say

FOLDER: Final = Path(__file__).parents[1] / "eerste-dag"
WIDE: Final = (1280, 720)
PHONE: Final = (375, 667)
# name of the picture → who looks, where, what is followed there, and how large the screen is
SHOWN: Final = {
    "consulent-werkvoorraad": ("consulent", "", "", WIDE),
    "consulent-zaak": ("consulent", "/casussen/", "main a[href^='/zaken/HW-']", WIDE),
    "consulent-casussen": ("consulent", "/casussen/", "", WIDE),
    "eerste-contact-melding": ("eerstecontact", "/zaken/nieuw/", "", PHONE),
    "eerste-contact-werkvoorraad": ("eerstecontact", "", "", WIDE),
    "teamleider-team": ("teamleider", "/team/", "", (1440, 900)),
    "teamleider-afwezig": ("teamleider", "/team/afwezig/", "", WIDE),
    "administratie-post": ("administratie", "/post/", "", WIDE),
    "administratie-terugbelverzoeken": ("administratie", "/terugbelverzoeken/", "", WIDE),
    "privacy-inzage": ("privacy", "/inzage/", "", WIDE),
    "privacy-doorgehaald": ("privacy", "/inzage/doorgehaald/", "", WIDE),
    "beheer-begin": ("beheer", "/beheer/", "", WIDE),
    "beheer-bevestigen": ("beheer2", "/bevestigen/", "", WIDE),
    "partner-overdrachten": ("middenveld", "/overdrachten/", "", WIDE),
    "partner-doelen": ("middenveld", "/doelen/", "", WIDE),
}


def pictures_in(text: str) -> list[str]:
    """The names of the pictures that a guide shows, in order."""
    return re.findall(r"!\[[^\]]+\]\(beelden/([\w-]+)\.png\)", text)


def main(names: list[str]) -> int:
    if unknown := sorted(set(names) - set(SHOWN)):
        raise Stop(f"Onbekend: {', '.join(unknown)}. Er zijn: {', '.join(SHOWN)}.")
    program = chromium()
    if program is None:
        raise Stop("Er is geen Chromium: installeer het pakket chromium en probeer het opnieuw.")
    (FOLDER / "beelden").mkdir(exist_ok=True)
    with running_demo() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=list(QUIET))
        for name in names or SHOWN:
            login, path, follow, (width, height) = SHOWN[name]
            picture = take(browser, address, Page(login, path, width, height, follow=follow))
            (FOLDER / "beelden" / f"{name}.png").write_bytes(picture)
            say(f"docs/eerste-dag/beelden/{name}.png: {len(picture) // 1024} kB")
        browser.close()
    return 0


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that the demo is stopped too
    try:
        sys.exit(main(sys.argv[1:]))
    except Stop as stop:
        sys.exit(str(stop))
