"""What is typed and has no letters on paper: told by name, and in words where it would be an empty box."""

import pytest

from casework.engine import printable as fonts
from casework.engine.printable import OTHER, PICTURE, missing, printable

WESTERN = "".join(chr(sign) for sign in range(0xA1, 0x17F) if sign != 0xAD)


def test_what_is_taken_for_plain_is_in_every_font() -> None:
    plain = {chr(sign) for sign in range(0x20, 0x17F) if chr(sign).isprintable() and fonts._is_plain(chr(sign))}
    assert [sign for sign in sorted(plain | fonts._MARKS) if not fonts._is_printable(sign)] == []
    assert max(fonts._wide(sign) for sign in plain | fonts._MARKS) <= 1


@pytest.mark.parametrize("text", [WESTERN, "Łódź, Şahin, Đặng, Ștefan", "Ελένη", "Борис", "“–…€” ½ ✓ →", "e\u0301"])
def test_names_and_marks_of_europe_are_printed(text: str) -> None:
    assert missing(text) == ""


@pytest.mark.parametrize(
    ("typed", "signs", "read"),
    [
        ("Fijn 😊👍🏽 zo", "😊👍", f"Fijn {PICTURE} zo"),
        ("ሰላም ለዓለም, zei zij", "ሰላምለዓ", f"{OTHER}, zei zij"),
        ("中文 en 👨\u200d👩\u200d👧", "中文👨👩👧", f"{OTHER} en {PICTURE}"),
        ("محمد", "محمد".replace("م", "م", 1)[0] + "حد", OTHER),
    ],
)
def test_other_signs_are_named_and_read_as_words(typed: str, signs: str, read: str) -> None:
    assert missing(typed) == signs
    assert printable(typed) == read


def test_a_printed_text_stays_as_it_is() -> None:
    assert printable(read := printable("Goed 😊 – € 10")) == read
