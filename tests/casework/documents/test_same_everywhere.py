"""A document has the same words on the same pages on a machine that has no fonts at all."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from casework.desk.summary import summary
from casework.documents.content import letter_content
from casework.documents.kinds import kind_of
from tests.casework.documents import paper_fixtures as f

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

ROOT = Path(__file__).parents[3]
PRINT = """
import json, sys
import django
django.setup()
from casework.documents.press import printed
sys.stdout.buffer.write(printed(json.load(sys.stdin)))
"""
NO_FONTS = (
    '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><cachedir>{}</cachedir></fontconfig>'
)


def without_fonts(snapshot: dict, folder: Path) -> bytes:
    """Printed by a process that finds no fonts on its machine."""
    settings = folder / "fonts.conf"
    settings.write_text(NO_FONTS.format(folder))
    environment = os.environ | {"FONTCONFIG_FILE": str(settings), "DJANGO_SETTINGS_MODULE": "wijkteam.settings"}
    done = subprocess.run(
        [sys.executable, "-c", PRINT],
        cwd=ROOT,
        env=environment,
        input=json.dumps(snapshot).encode(),
        capture_output=True,
    )
    assert done.returncode == 0, done.stderr.decode()[-2000:]
    return done.stdout


def a_letter(office) -> dict:
    return letter_content(kind_of("bevestiging"), f.case(office, question="Ik val vaak. " * 60), None, on=f.ON)


def a_summary(office) -> dict:
    return summary(f.full_case(office), for_citizen=True, shielded=False, on=f.ON)


@pytest.mark.parametrize("make", [a_letter, a_summary])
def test_words_and_pages_are_the_same_without_fonts_of_the_machine(office, tmp_path, make):
    snapshot = json.loads(json.dumps(make(office)))
    here, there = f.printed(snapshot), without_fonts(snapshot, tmp_path)
    assert f.words(here) == f.words(there)
    assert len(f.PdfReader(f.io.BytesIO(here)).pages) == len(f.PdfReader(f.io.BytesIO(there)).pages)
