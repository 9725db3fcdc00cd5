"""`./dev bench --before COMMIT --flames FOLDER`: where the time of a step and of Werkvoorraad goes, as flame graphs, by the
code of that commit and by this one. Needs py-spy (`pipx install py-spy`), and the right to look into another process."""

import re
import shutil
import signal
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Final

from tests.bench.beside import WITHOUT_DISK, Code, versions

THINGS: Final = {"door": "stap", "list": "werkvoorraad"}
MANY: Final = 300
RATE: Final = 500  # looks per second
LONGEST: Final = 300  # seconds
_TITLE: Final = re.compile(r'(<text id="title"[^>]*>)[^<]*')


def draw(before: str, cases: int, folder: Path, say: Callable[[str], object]) -> None:
    spy = shutil.which("py-spy")
    if not spy:
        raise SystemExit("Hiervoor is py-spy nodig: pipx install py-spy.")
    folder.mkdir(parents=True, exist_ok=True)
    with versions(before, cases, say) as found, found.both(WITHOUT_DISK) as codes:
        for thing, words in THINGS.items():
            for name, code in codes.items():
                picture = folder / f"{words}-{name}.svg"
                _draw(spy, code, thing, picture)
                _name(picture, f"{words.capitalize()}, {name}")
                say(f"  {picture}")


def _draw(spy: str, code: Code, thing: str, picture: Path) -> None:
    code.make_ready(thing, 20)
    code.take_ready()  # warm
    code.make_ready(thing, MANY)
    command = [spy, "record", "--pid", str(code.process.pid), "--output", str(picture), "--rate", str(RATE)]
    looking = subprocess.Popen(
        [*command, "--duration", str(LONGEST), "--nonblocking"],
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    )  # fmt: skip
    assert looking.stdout
    said = looking.stdout.readline()  # it looks from now on
    code.take_ready()
    looking.send_signal(signal.SIGINT)
    said += looking.communicate()[0]
    if not picture.exists():
        raise SystemExit(f"py-spy tekende niets: {said}")


def _name(picture: Path, title: str) -> None:
    """In place of the command that drew it, with the folders of this machine."""
    drawn = picture.read_text()
    picture.write_text(_TITLE.sub(lambda found: f"{found[1]}{title}", drawn, count=1))
