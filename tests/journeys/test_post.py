"""The post of a team in a real browser: printed at one go, said to be sent at one go; by keyboard, on a phone and a desk."""

import pytest

from casework.documents import press
from casework.documents.content import letter_content
from casework.documents.kinds import kind_of
from casework.documents.models import Document
from tests.factories import today

pytestmark = [pytest.mark.slow]


@pytest.fixture
def letters(town, settings, tmp_path) -> dict[str, Document]:
    settings.MEDIA_ROOT = tmp_path / "media"
    made = {}
    for name, secret in (("Bakker", False), ("Visser", False), ("Smit", True)):
        case = town.case("onderzoek", person=town.person(name, secret_address=secret))
        for kind in ("bevestiging", "wie_u_nu_helpt")[: 2 if name == "Bakker" else 1]:
            made[f"{name} {kind}"] = town.document(
                case, kind, snapshot=letter_content(kind_of(kind), case, None, on=today())
            )
    return made


def test_all_of_it_is_printed_and_sent(people, letters) -> None:
    desk = people("administratie").go("/post/").sees("Bakker", "Wie u nu helpt", "Geef zelf", "Smit").shot("postlijst")
    page = desk.page
    page.focus("button[formaction='/post/printen/']")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    batch = Document.objects.get(kind="post")
    press.render(batch.pk)  # by the worker, which isn't there in the tests
    said = desk.at(batch).shot("post-geprint").pdf(batch)
    assert "2. Wie u nu helpt" in said
    desk.go("/post/").fill(dag="2099-01-01").press("Alles verstuurd").sees("Vul een dag in tot en met").shot(
        "post-fout"
    )
    page.fill("#dag", f"{today()}")
    page.focus("text=Alles verstuurd")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    desk.sees("3 brieven", "Geef zelf", "Smit").misses("bakker").shot("post-verstuurd")
    assert Document.objects.filter(state="verstuurd", sent_on=today()).count() == 3
