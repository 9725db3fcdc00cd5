"""What somebody chooses for themselves: colours, and what reaches them by mail."""

import pytest

from roles.models import ByMail, NoticeKind
from roles.notices import chosen_by
from tests.factories import World, fresh
from tests.pages.browser import as_, words

pytestmark = pytest.mark.django_db
DARK = 'dark.css" media="screen"'
AS_THE_DEVICE = 'dark.css" media="screen and (prefers-color-scheme: dark)"'


def test_by_mail_per_kind(client, world: World) -> None:
    as_(client, world.consulent)
    html = words(client.get("/voorkeuren/"))
    assert all(kind.label in html for kind in NoticeKind)
    typed = dict.fromkeys(NoticeKind.values, "nooit") | {"werk": "ochtend"}
    assert client.post("/voorkeuren/", typed).status_code == 303
    chosen = chosen_by(fresh(world.consulent))
    assert chosen[NoticeKind.WORK] == ByMail.MORNING
    assert {how for kind, how in chosen.items() if kind != NoticeKind.WORK} == {ByMail.NEVER}
    assert chosen_by(fresh(world.consulent2))[NoticeKind.ANSWER] == ByMail.AT_ONCE


def test_an_odd_choice_changes_nothing(client, world: World) -> None:
    as_(client, world.consulent)
    typed = dict.fromkeys(NoticeKind.values, "nooit") | {"werk": "elk\0uur", "antwoord": "x" * 10_000}
    answer = client.post("/voorkeuren/", typed)
    assert answer.status_code == 200
    assert "Dit klopt nog niet" in words(answer) or "wt-error" in words(answer)
    assert fresh(world.consulent).mails == {}


@pytest.mark.parametrize(("chosen", "dark"), [("", AS_THE_DEVICE), ("donker", DARK), ("licht", None)])
def test_colours_stand_in_the_page_itself(client, world: World, chosen: str, dark: str | None) -> None:
    as_(client, world.inwoner)
    client.post("/voorkeuren/kleuren/", {"kleuren": chosen})
    html = words(client.get("/voorkeuren/"))
    assert (dark in html) if dark else ("dark.css" not in html)
    assert html.count('aria-pressed="true"') == 2  # in the bar, and in the menu of a phone


def test_back_to_where_one_was_and_nowhere_else(client, world: World) -> None:
    as_(client, world.consulent)
    for where, leads in (
        ("/casussen/?stand=wacht", "/casussen/?stand=wacht"),
        ("https://kwaad.example/", "/voorkeuren/"),
        ("//kwaad.example/", "/voorkeuren/"),
        ("/\\kwaad.example", "/voorkeuren/"),
        ("", "/voorkeuren/"),
        ("/\0", "/voorkeuren/"),
    ):
        answer = client.post("/voorkeuren/kleuren/", {"kleuren": "donker", "waar": where})
        assert (answer.status_code, answer["Location"]) == (303, leads), where
    client.post("/voorkeuren/kleuren/", {"kleuren": "paars\0"})
    assert fresh(world.consulent).theme == "donker"
    assert client.get("/voorkeuren/kleuren/").status_code == 405
