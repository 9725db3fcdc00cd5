"""People in a real browser, on a live server, with a real worker behind it."""

import io
import os
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import connection
from django.test import Client
from playwright.sync_api import Page
from pypdf import PdfReader

from roles.models import User
from tests.factories import World
from tests.journeys.looks import wrong_by_axe

PASSWORD = "wijkteam"
SHOTS = os.environ.get("SCREENSHOTS")  # a folder: every page a journey names is kept there, small and wide

STICKS_OUT = """width => [...document.body.querySelectorAll("*")]
    .filter(one => one.getBoundingClientRect().right > width)
    .map(one => `${one.tagName}.${one.className} ${one.textContent.trim().slice(0, 60)}`)"""


UNFOLD = """words => document.querySelectorAll("main details:not([open])").forEach(fold => {
    const inside = [...fold.querySelectorAll("a, button")];
    if (inside.some(one => one.textContent.trim() === words)) fold.open = true;
})"""


class Person:
    """Somebody with a browser of their own."""

    def __init__(self, page: Page, address: str, name: str) -> None:
        self.page, self.address, self.name = page, address, name
        self.failures: list[str] = []
        page.on("response", lambda answer: self.failures.append(answer.url) if answer.status >= 500 else None)
        self.measured = False  # axe tries styles of its own on some pages
        page.on("console", lambda line: self.failures.append(line.text) if self._blocked(line.text) else None)

    def _blocked(self, text: str) -> bool:
        return "Content Security" in text and not self.measured

    def log_in(self) -> "Person":
        """By the form, to where one lands."""
        self.go("/inloggen/")
        self.page.fill("[name=login]", self.name)
        self.page.fill("[name=password]", PASSWORD)
        self.page.click("main button[type=submit]")
        self.page.wait_for_url(lambda url: "/inloggen/" not in url)
        return self

    def come_in(self) -> "Person":
        """With a session that runs already; on no page yet."""
        client = Client()
        client.force_login(User.objects.get(username=self.name))
        name = settings.SESSION_COOKIE_NAME
        self.page.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": self.address}])
        return self

    def go(self, path: str) -> "Person":
        self.page.goto(self.address + path)
        return self

    def at(self, obj: object) -> "Person":
        return self.go(obj.get_absolute_url())

    def fill(self, **fields: str | bool | list[str]) -> "Person":
        for name, value in fields.items():
            field = self.page.locator(f"main [name={name}]")
            if self.page.locator(f"main [name={name}_year]").count():
                self._fill_boxes(name, str(value))
            elif field.first.get_attribute("type") in ("radio", "checkbox"):
                if isinstance(value, list):
                    for one in value:
                        self.page.locator(f"main [name={name}][value='{one}']").check()
                elif value is True:
                    field.first.check()
                else:
                    self.page.locator(f"main [name={name}][value='{value}']").check()
            elif field.evaluate("element => element.tagName") == "SELECT":
                field.select_option(label=value) if not str(value).islower() else field.select_option(value)
            elif field.get_attribute("type") == "file":
                field.set_input_files(value)
            else:
                field.fill(str(value))
        return self

    def _fill_boxes(self, name: str, value: str) -> None:
        """A day in its three boxes; `value` as '1942-05-01'."""
        for part, typed in zip(("year", "month", "day"), value.split("-"), strict=True):
            self.page.fill(f"main [name={name}_{part}]", typed)

    def press(self, words: str) -> "Person":
        """A button, or a link that looks like one; where it is folded away, unfolded first."""
        self.page.evaluate(UNFOLD, words)
        named = re.sub(r"([:,])", r" ?\1", re.escape(words))  # what is heard beside it begins after a space
        button = self.page.locator("main").get_by_role("button", name=re.compile(f"^{named}$"))
        # a link may go on to tell which: 'Stel het verslag vast, kzqr'
        link = self.page.locator("main").get_by_role("link", name=re.compile(f"^{named}( ?, .*)?$"))
        one = (button if button.count() else link).first
        if one.get_attribute("hx-get"):  # it opens where it stands
            one.click()
            self._wait_until_opened()
            return self
        with self.page.expect_navigation():  # the click itself doesn't wait for the answer
            one.click()
        return self

    def _wait_until_opened(self) -> None:
        """In its place, or on its own page where the script wasn't there yet."""
        for _ in range(150):
            if "/stap/" in self.page.url or self.page.locator(".wt-inplace form").count():
                return self.page.wait_for_load_state()
            self.page.wait_for_timeout(100)
        raise AssertionError(f"nothing opened on {self.page.url}")

    def send(self) -> "Person":
        """The button of the form that was opened here, or of the form on this page."""
        submits = "form button[type=submit]:not([name=bekijk])"
        opened = self.page.locator(f".wt-inplace {submits}")
        with self.page.expect_navigation():
            (opened if opened.count() else self.page.locator(f"main {submits}")).last.click()
        return self

    def sees(self, *words: str) -> "Person":
        text = re.sub(r"\s+", " ", self.page.inner_text("body"))
        for one in words:
            assert one.lower() in text.lower(), f"{self.name} misses {one!r} on {self.page.url}:\n{text[:3000]}"
        return self

    def misses(self, *words: str) -> "Person":
        text = self.page.inner_text("body").lower()
        for one in words:
            assert one.lower() not in text, f"{self.name} sees {one!r} on {self.page.url}"
        return self

    def shot(self, name: str) -> "Person":
        """Nothing sticks out, axe has nothing to say; and a picture, where asked for, on a phone and on a desk."""
        for width, height in ((375, 740), (1440, 900)):
            self.page.set_viewport_size({"width": width, "height": height})
            wide = self.page.evaluate("document.documentElement.scrollWidth")
            assert wide <= width, f"{self.page.url} at {width}: {self.page.evaluate(STICKS_OUT, width)}"
            if SHOTS:
                Path(SHOTS).mkdir(exist_ok=True, parents=True)
                self.page.screenshot(path=f"{SHOTS}/{name}-{width}.png", full_page=True)
        self.measured = True
        found = wrong_by_axe(self.page)
        self.measured = False
        assert found.violations_count == 0, f"{self.page.url}\n{found.generate_report()}"
        return self

    def pdf(self, document: object) -> str:
        """The words of a document, fetched through the browser's own session."""
        answer = self.page.request.get(f"{self.address}{document.get_absolute_url()}bestand/")
        assert answer.status == 200
        if SHOTS:
            Path(f"{SHOTS}/{document.kind}.pdf").write_bytes(answer.body())
        pages = PdfReader(io.BytesIO(answer.body())).pages
        return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in pages))


@pytest.fixture(scope="session", autouse=True)
def nobody_is_left(django_db_setup, django_db_blocker):
    """A thread of the server may still be connected when the last journey is over: the database could not be dropped."""
    yield
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


@pytest.fixture
def town(transactional_db) -> World:
    world = World()
    User.objects.update(password=make_password(PASSWORD))
    return world


@pytest.fixture
def people(town, live_server, browser):
    """`people('consulent')` gives somebody with a browser, logged in and on no page yet."""
    contexts, everyone = [], []

    def come(name: str) -> Person:
        context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="nl-NL")
        context.set_default_timeout(15_000)
        contexts.append(context)
        person = Person(context.new_page(), live_server.url, name)
        everyone.append(person)
        return person.come_in()

    yield come
    for context in contexts:
        context.close()
    assert [one.failures for one in everyone if one.failures] == []
