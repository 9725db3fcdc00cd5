"""`./dev rooms` draws docs/rooms.svg; with `--check` it says whether the picture there is current."""

import sys
from typing import Final

from docs.rooms.draw import picture
from docs.rooms.read import ROOT, read_imports

PICTURE: Final = ROOT / "docs" / "rooms.svg"


def main(args: list[str]) -> int:
    drawn = picture(read_imports())
    if args == ["--check"]:
        if PICTURE.exists() and PICTURE.read_text(encoding="utf-8") == drawn:
            return 0
        sys.stderr.write("docs/rooms.svg is oud: teken de kamers opnieuw met ./dev rooms.\n")
        return 1
    if args:
        sys.stderr.write("Gebruik: ./dev rooms [--check]\n")
        return 2
    PICTURE.write_text(drawn, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
