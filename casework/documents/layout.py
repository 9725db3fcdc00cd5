"""HTML laid out on pages by WeasyPrint, which is given no more than our own paper needs: that is what it takes time for.

Its reader of HTML takes any page of the web, and so does its style sheet for the elements: five marks for each (of lists
and notes) that our paper hasn't. Ours are read as XML, and `elements.css` has the elements that are on paper.
"""

import atexit
import gc
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any, Final
from xml.etree import ElementTree as ET

from django.conf import settings

from casework.engine.printable import FONTS

VARIANT: Final = "pdf/ua-1"
POINTS: Final = 0.75  # in a pixel
LOGO: Final = "wijkteam:logo"  # an address of nothing outside: what stands under it was read from disk
A_LOGO: Final = "@page { @top-left-corner { padding: 8mm 2mm 8mm 4mm } }"  # larger than our mark, and of any shape
SHEETS: Final = Path(settings.BASE_DIR) / "templates" / "documents" / "pdf"


class LaidOut(str):
    """HTML with what came of it, where it was laid out to see how long it is: that isn't done again to print it."""

    document: Any


def laid_out(html: str) -> LaidOut:
    done = LaidOut(html)
    done.document = lay_out(html)
    return done


def lay_out(html: str) -> Any:
    """A WeasyPrint document. Nothing is fetched from anywhere: the style sheets are our own, read from disk before."""
    if isinstance(html, LaidOut):
        return html.document
    printer, paper, fonts = _press()
    return printer(html).render(stylesheets=[paper], font_config=fonts, pdf_variant=VARIANT)


def as_pdf(document: Any) -> bytes:
    pdf: bytes = document.write_pdf(pdf_variant=VARIANT, finisher=_boxes_on_their_page)
    return pdf


def _boxes_on_their_page(document: Any, pdf: Any) -> None:
    """Where a figure stands, in points from below, as PDF counts: WeasyPrint says pixels from above, off the page."""
    for one in pdf.objects:
        if not (isinstance(one, dict) and one.get("S") == "/Figure" and "A" in one):
            continue
        page = pdf.objects[int(one["Pg"].split()[0])]
        left, top, right, bottom = (float(side) * POINTS for side in one["A"]["BBox"])
        height = float(page["MediaBox"][3])
        one["A"]["BBox"][:] = [round(side, 2) for side in (left, height - bottom, right, height - top)]


@contextmanager
def at_one_go() -> Iterator[None]:
    """Without looking for rubbish meanwhile: of the boxes of a page nothing is rubbish until the page is written."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


@cache
def _press() -> tuple[Any, Any, Any]:
    """WeasyPrint, with its style sheets and fonts read once per process. Slow to import, so only where it prints."""
    from cssselect2 import ElementWrapper
    from weasyprint import CSS, HTML, images
    from weasyprint.text import line_break
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    from casework.documents.drawn_words import Picture
    from casework.documents.kept_lines import Kept

    images.SVG, line_break.Layout = Picture, Kept
    fonts = FontConfiguration()
    logo, mark = _logo(), (SHEETS / "mark.svg").read_bytes()

    class Nothing(URLFetcher):
        """An address in a text stays text: none is allowed, but that of the mark or the municipality's own logo."""

        def fetch(self, url: str, headers: Any = None) -> Any:
            if url == LOGO:
                return URLFetcherResponse(url, logo or mark, {"Content-Type": "image/svg+xml"})
            return super().fetch(url, headers)

    nothing = Nothing(allowed_protocols=())
    shipped = URLFetcher(allowed_protocols=("file",))  # of our own style sheet alone: the fonts beside it
    elements = CSS(string=(SHEETS / "elements.css").read_text(encoding="utf-8"))

    class Paper(HTML):
        def __init__(self, html: str) -> None:
            self.base_url = None
            self.url_fetcher = nothing
            self.media_type = "print"
            self.wrapper_element = ElementWrapper.from_html_root(_read(html))
            self.etree_element = self.wrapper_element.etree_element

        def _ua_stylesheets(self, forms: bool = False) -> list[Any]:
            return [elements]

    atexit.register(_press.cache_clear)  # its fonts are closed while Python still can
    paper = CSS(
        string=(SHEETS / "paper.css").read_text(encoding="utf-8") + (A_LOGO if logo else ""),
        base_url=f"{FONTS.as_uri()}/",
        font_config=fonts,
        url_fetcher=shipped,
    )
    return Paper, paper, fonts


def _logo() -> bytes:
    """That of the municipality, where it has one: it stands in the place of our mark."""
    file = Path(settings.WIJKTEAM_LOOK) / "logo.svg"
    return file.read_bytes() if settings.WIJKTEAM_LOOK and file.is_file() else b""


def _read(html: str) -> Any:
    """Well-formed, as our templates are. What people typed is escaped in it, so it can't open or close anything."""
    return ET.fromstring(html.replace("<br>", "<br/>"))  # noqa: S314  our own; Django's filters write <br>
