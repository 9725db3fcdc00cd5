"""Each kind of letter against the hand-written table: what it says, that it is read aloud, and that the same snapshot gives
the same bytes in another process, at another time, in another language, without the fonts of the machine."""

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from pypdf import PdfReader

from casework.documents.content import copied, letter_content, with_part
from casework.documents.envelopes import frozen
from casework.documents.kinds import POST, kind_of, letters
from casework.documents.press import pages_of
from casework.wording.texts import paragraphs_of
from tests.casework.documents import paper_fixtures as f
from tests.casework.documents.about import about
from tests.casework.documents.test_aloud import wrong
from tests.pages.tree import tree_of
from tests.rules.letters_table import ADVISER, CLAUSE, KINDS, PERSON

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

ROOT = Path(__file__).parents[3]
# another process prints all of them, two years from now
PRINT = """
import base64, datetime, json, sys, time
now = time.time
time.time = lambda: now() + 6e7
class Later(datetime.datetime):
    @classmethod
    def now(cls, tz=None):
        return cls.fromtimestamp(time.time(), tz)
    @classmethod
    def utcnow(cls):
        return cls.now(datetime.UTC)
datetime.datetime = Later
import django
django.setup()
from casework.documents.press import printed
print(json.dumps({key: base64.b64encode(printed(one)).decode() for key, one in json.load(sys.stdin).items()}))
"""
NO_FONTS = (
    '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><cachedir>{}</cachedir></fontconfig>'
)


def snapshots(office) -> dict[str, dict]:
    """Of every kind, as the database gives it back; and an envelope of three."""
    found = {}
    for kind in letters():
        case = f.case(office)
        obj = about(office, case, kind)
        step = f.step_taken(obj) if kind_of(kind).clause else None
        found[kind] = letter_content(kind_of(kind), case, obj, on=f.ON, step=step)
    three = [found["indicatie_afgegeven"], found["bevestiging"], found["afspraak"]]
    envelope = [type("Letter", (), {"snapshot": one})() for one in three]
    found[POST] = three[1] | {"kind": POST, "envelopes": [frozen(envelope)]}
    to = found["bevestiging"]["to"] | {"name": "Mr. Vos", "stands_in": "curator"}
    found["kopie"] = copied(found["indicatie_afgegeven"], to, sent_on=f.ON, object_until=f.ON)
    found["samen"] = with_part(found["indicatie_afgegeven"], found["afsluiting"], at=f.moment(f.ON))
    return json.loads(json.dumps(found, sort_keys=True))


def elsewhere(made: dict[str, dict], folder: Path) -> dict[str, bytes]:
    import base64

    settings = folder / "fonts.conf"
    settings.write_text(NO_FONTS.format(folder))
    differs = {"FONTCONFIG_FILE": str(settings), "TZ": "Pacific/Auckland", "LANG": "C", "LC_ALL": "C"}
    environment = os.environ | differs | {"DJANGO_SETTINGS_MODULE": "wijkteam.settings"}
    done = subprocess.run(
        [sys.executable, "-c", PRINT],
        cwd=ROOT,
        env=environment,
        input=json.dumps(made).encode(),
        capture_output=True,
    )
    assert done.returncode == 0, done.stderr.decode()[-2000:]
    return {key: base64.b64decode(pdf) for key, pdf in json.loads(done.stdout).items()}


ADDRESSED = {
    PERSON: ("Geachte Bep van der Waal,", "Bep van der Waal Voorstraat 12 3265 BT Piershil"),
    ADVISER: ("Geachte adviseur,", "Argonaut Dijk 3 3261 AB Oud-Beijerland"),
}


def test_every_letter(office, tmp_path) -> None:
    assert set(KINDS) == set(letters())
    made = snapshots(office)
    printed = {key: f.printed(one) for key, one in made.items()}
    for kind, row in KINDS.items():
        said, this = f.words(printed[kind]), kind_of(kind)
        assert (this.clause, this.appeal, this.joins) == (row.clause, row.appeal, row.joins), kind
        assert [one.key for one in paragraphs_of(this)] == [*row.own, "eigen"], kind
        for part in (
            this.label,
            *ADDRESSED[row.to],
            "telefoon 0186 12 34 56",
            *row.says,
            *(CLAUSE if row.clause else ()),
        ):
            assert f.stands_in(part, said), f"{kind}: {part}"
        for part in () if row.clause or row.appeal else CLAUSE:
            assert not f.stands_in(part, said), f"{kind}: {part}"
        for never in ("[", "kopie", "In deze envelop", " .", " ,"):
            assert never not in said, f"{kind}: {never}"
        _furniture(printed[kind], made[kind]["ref"])
    _one_envelope(printed[POST], made)
    together = f.words(printed["samen"])
    assert together.index("Wij sluiten uw zaak af") < together.index("Wie heeft dit besloten?")
    copy = f.words(printed["kopie"])
    assert "Wij stuurden deze brief op 20 november 2026 aan Bep van der Waal." in copy
    assert "bezwaar maken kan tot en met vrijdag 20 november 2026" in copy
    assert "U krijgt deze brief als curator van Bep van der Waal." in copy
    for key, pdf in printed.items():
        assert list(dict.fromkeys(wrong(pdf))) == [], key
    _own_words(made)
    there = elsewhere(made, tmp_path)
    assert [key for key, pdf in printed.items() if there[key] != pdf] == []


def _own_words(made: dict[str, dict]) -> None:
    """Each paragraph there is, stands in the letter: whatever a municipality writes there, its readers get. Of one kind
    it is read from the paper: how a paragraph looks is the same for all."""
    for kind, row in KINDS.items():
        own = {key: f"Zo zegt de gemeente het bij {key}." for key in (*row.own, "eigen")}
        letter = made[kind] | {"texts": own}
        said = ["".join(tree_of("".join(html for html, _ in pages_of(letter))).itertext())]
        if kind == "indicatie_afgegeven":
            said.append(f.words(f.printed(letter)))
        for text in said:
            assert [key for key, words in own.items() if not f.stands_in(words, text)] == [], kind


def _furniture(pdf: bytes, ref: str) -> None:
    pages = PdfReader(io.BytesIO(pdf)).pages
    for number, page in enumerate(pages, 1):
        text = f.page_words(page)
        for part in ("Gemeente Hoeksche Waard", ref, f"Pagina {number} van {len(pages)}"):
            assert part in text, (ref, part)


def _one_envelope(pdf: bytes, made: dict[str, dict]) -> None:
    """The address once, what is in it on the first page, and each letter whole, with its own number and pages."""
    said = f.words(pdf)
    assert said.count("Voorstraat 12") == 1
    first = f.page_words(PdfReader(io.BytesIO(pdf)).pages[0])
    assert "1. U krijgt tijdelijk hulp" in first
    assert "3. Bevestiging van uw afspraak" in first
    for kind in ("indicatie_afgegeven", "bevestiging", "afspraak"):
        assert f"Ons kenmerk {made[kind]['ref']}" in said
    assert said.count("Pagina 1 van") == 3
    assert said.count("de voorzieningenrechter van de rechtbank") == 1
