"""The guides for a first day: one for each who has one, each picture there is shown, and each shown is there."""

from pathlib import Path

import pytest

from docs.guide.__main__ import FOLDER, SHOWN, pictures_in
from roles.matrix import Role

GUIDES = sorted(path for path in FOLDER.glob("*.md") if path.name != "README.md")
# who has a guide: by its name, the roles it is for
FOR = {
    "administratie": {Role.ADMINISTRATIE},
    "beheer": {Role.BEHEER},
    "consulent": {Role.WMO_CONSULENT, Role.TEAMLID},
    "eerste-contact": {Role.EERSTE_CONTACT},
    "partner": {Role.MIDDENVELD},
    "privacy-officer": {Role.PRIVACY},
    "teamleider": {Role.TEAMLEIDER},
}


def test_each_of_them_has_one_and_the_list_names_all() -> None:
    assert [one.stem for one in GUIDES] == sorted(FOR)
    listed = (FOLDER / "README.md").read_text(encoding="utf-8")
    assert all(f"({one.name})" in listed for one in GUIDES)


@pytest.mark.parametrize("guide", GUIDES, ids=lambda path: path.stem)
def test_its_pictures_are_there_and_of_modest_size(guide: Path) -> None:
    shown = pictures_in(guide.read_text(encoding="utf-8"))
    assert shown
    for name in shown:
        assert name in SHOWN
        picture = FOLDER / "beelden" / f"{name}.png"
        assert picture.exists(), f"make it: ./dev guide {name}"
        assert picture.stat().st_size < 150_000


def test_no_picture_is_made_for_nothing() -> None:
    shown = {name for one in GUIDES for name in pictures_in(one.read_text(encoding="utf-8"))}
    assert shown == set(SHOWN)
    assert {path.stem for path in (FOLDER / "beelden").glob("*.png")} == shown


@pytest.mark.parametrize("guide", [*GUIDES, FOLDER / "README.md"], ids=lambda path: path.stem)
def test_it_says_u(guide: Path) -> None:
    words = guide.read_text(encoding="utf-8").lower().split()
    assert not {"je", "jij", "jouw", "jullie"} & set(words)
