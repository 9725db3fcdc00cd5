"""What a task costs by hand: screens and clicks, counted while it is done in a real browser.

A click is a tap, a choice, a tick or Enter; typing is free. A field is what has a name in a form: its boxes together
are one. A screen is a page or a panel that is reached, the last one included; the list where one begins is not. Whoever comes back on the page where they were hasn't reached another.
"""

from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Locator, Page

Cost = tuple[int, int]  # screens, clicks


class Hand:
    """Somebody's hand on mouse and keyboard."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.screens = self.clicks = 0
        self._filled: set[tuple[str, str | None]] = set()
        self._at = self._place()

    @property
    def cost(self) -> Cost:
        return self.screens, self.clicks

    @property
    def fields(self) -> int:
        return len(self._filled)

    def tap(self, what: Locator, *, panel: bool = False) -> "Hand":
        """A click or a tap. `panel`: it opens a part of this page, which is a screen too."""
        return self._act(what.click, panel)

    def tick(self, what: Locator) -> "Hand":
        """A choice among a few, or a box."""
        self._fills(what)
        return self._act(what.check)

    def choose(self, what: Locator, value: str) -> "Hand":
        self._fills(what)
        return self._act(lambda: what.select_option(value))

    def enter(self, what: Locator) -> "Hand":
        return self._act(lambda: what.press("Enter"))

    def type(self, what: Locator, words: str) -> "Hand":
        """Free; also a day, an amount, a file that is dropped."""
        self._fills(what)
        what.fill(words)
        return self

    def _fills(self, what: Locator) -> None:
        self._filled.add((self._place(), what.get_attribute("name")))

    def _act(self, do: Any, panel: bool = False) -> "Hand":
        self.clicks += 1
        do()
        self.page.wait_for_load_state("networkidle")
        here = self._place()
        if panel or here != self._at:
            self.screens += 1
        self._at = here
        return self

    def _place(self) -> str:
        return urlsplit(self.page.url).path
