"""`./dev pictures` takes the pictures of the README from the demo: all of them, or those named.

`./dev pictures pages` takes the main pages at 1440 and at 375 pixels, to look at: in docs/pictures/pages/, which isn't kept.

It uses the demo that runs on PORT (8000), or starts one for as long as it needs it.
"""

import contextlib
import io
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from wijkteam.machine import ROOT, Stop, chromium, say

FOLDER: Final = Path(__file__).parent
PASSWORD: Final = "wijkteam"  # noqa: S105  of the demo only
START: Final = 600  # seconds a first start may take: it makes a year of examples
QUIET: Final = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
                "--disable-component-update", "--disable-sync")  # fmt: skip


@dataclass(frozen=True)
class Page:
    """What somebody sees at an address, in pixels of the screen; `scale` of them are drawn for each."""

    login: str
    path: str  # "": where one lands after logging in; without a login: what everybody may see
    width: int
    height: int
    scale: int = 1
    follow: str = ""  # the first link like this, where a page has no address of its own in every demo


PAGES: Final = {
    "werkvoorraad": Page("consulent", "", 1440, 900),
    "mijn-zaak": Page("inwoner", "", 375, 812, scale=2),
}
# name → who looks, where, and what is followed there
LOOKED_AT: Final = {
    "inloggen": ("", "/inloggen/", ""),
    "stijl": ("", "/stijl/", ""),
    "werkvoorraad": ("consulent", "", ""),
    "werkvoorraad-team": ("consulent", "/?lijst=team", ""),
    "zaak": ("consulent", "/zaken/", ".wt-row__what"),
    "driehoek": ("consulent", "/driehoek/", ""),
    "melding": ("consulent", "/zaken/nieuw/", ""),
    "kern": ("consulent", "/kernen/", "main tbody a"),
    "vangnet": ("teamleider", "/vangnet/", ""),
    "maandag": ("teamleider", "/team/", ""),
    "mijn-zaak": ("inwoner", "", ""),
}
SIZES: Final = ((1440, 900), (375, 667))


# --- a demo to look at ---------------------------------------------------------------------------------------------


def answers(address: str) -> bool:
    try:
        with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(f"{address}/healthz", timeout=2) as got:
            return bool(got.status == 200)
    except (OSError, urllib.error.URLError):
        return False


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextlib.contextmanager
def running_demo() -> Iterator[str]:
    """The address of the demo that is there, else of one that lives as long as this block. Raises Stop."""
    address = f"http://127.0.0.1:{os.environ.get('PORT', '8000')}"
    if answers(address):
        yield address
        return
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    demo = subprocess.Popen([ROOT / "dev", "demo"], env=os.environ | {"PORT": str(port)})
    try:
        wait_for(demo, address)
        yield address
    finally:
        demo.send_signal(signal.SIGINT)
        demo.wait()


def wait_for(demo: "subprocess.Popen[bytes]", address: str) -> None:
    until = time.monotonic() + START
    while not answers(address):
        if demo.poll() is not None or time.monotonic() > until:
            raise Stop("De demo start niet (zie hierboven). Draait hij al op een andere poort? Zet die dan in PORT.")
        time.sleep(0.5)


# --- the pictures --------------------------------------------------------------------------------------------------


def take(browser: Browser, address: str, page: Page) -> bytes:
    """A PNG in few colours: a page of text needs no more, and the repository keeps every version."""
    context = browser.new_context(
        viewport={"width": page.width, "height": page.height}, device_scale_factor=page.scale, locale="nl-NL"
    )
    tab = context.new_page()
    if page.login:
        tab.goto(f"{address}/inloggen/")
        tab.fill("[name=login]", page.login)
        tab.fill("[name=password]", PASSWORD)
        tab.click("main button[type=submit]")
        tab.wait_for_url(lambda url: "/inloggen/" not in url)
    if page.path:
        tab.goto(address + page.path)
    if page.follow:
        tab.goto(f"{address}{tab.locator(page.follow).first.get_attribute('href')}")
    tab.wait_for_load_state("networkidle")
    shot = Image.open(io.BytesIO(tab.screenshot()))
    context.close()
    small = io.BytesIO()
    shot.convert("RGB").quantize(colors=128, dither=Image.Dither.NONE).save(small, "PNG", optimize=True)
    return small.getvalue()


def wanted(names: list[str]) -> dict[str, Page]:
    """What is to be taken, by the name of its file. Raises Stop."""
    if names == ["pages"]:
        (FOLDER / "pages").mkdir(exist_ok=True)
        return {
            f"pages/{name}-{width}": Page(login, path, width, height, follow=follow)
            for name, (login, path, follow) in LOOKED_AT.items()
            for width, height in SIZES
        }
    if unknown := sorted(set(names) - set(PAGES)):
        raise Stop(f"Onbekend: {', '.join(unknown)}. Er zijn: {', '.join(PAGES)}, en pages voor alle bladzijden.")
    return {name: PAGES[name] for name in names or PAGES}


def main(names: list[str]) -> int:
    pages = wanted(names)
    program = chromium()
    if program is None:
        raise Stop("Er is geen Chromium: installeer het pakket chromium en probeer het opnieuw.")
    with running_demo() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=list(QUIET))
        for name, page in pages.items():
            picture = take(browser, address, page)
            (FOLDER / f"{name}.png").write_bytes(picture)
            say(f"docs/pictures/{name}.png: {len(picture) // 1024} kB")
        browser.close()
    return 0


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that the demo is stopped too
    try:
        sys.exit(main(sys.argv[1:]))
    except Stop as stop:
        sys.exit(str(stop))
