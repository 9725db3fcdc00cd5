"""A CSV as spreadsheets and old systems save it."""

import codecs
import csv
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final, TextIO

from casework.caseload.report import Mistake, Refused

_AT_ONCE: Final = 1 << 20
_BROKEN: Final = re.compile("[\udc80-\udcff]")  # how a byte that is no letter comes out of decoding
_WHOLE: Final = re.compile("[^\0-\x7f\udc80-\udcff]")


def csv_lines(path: Path, names: list[str]) -> Iterator[tuple[int, list[str]]]:
    """Each row with the line it begins on, the header first: UTF-8 with or without a mark, UTF-16 with one, or Windows;
    semicolons, commas or tabs. `names` are those the header may have. Raises Refused.
    """
    encoding = _encoding(path)
    errors = "replace" if encoding == "utf-16" else "surrogateescape"
    with path.open(encoding=encoding, errors=errors, newline="") as file:
        delimiter, before = _delimiter(file, names)
        reader = csv.reader(file, delimiter=delimiter)
        start = before + 1
        try:
            for values in reader:
                yield start, values
                start = before + reader.line_num + 1
        except csv.Error as error:
            words = "Vanaf hier is het bestand niet te lezen. Controleer de aanhalingstekens."
            raise Refused(Mistake(start, "", words)) from error


def _encoding(path: Path) -> str:
    """One odd byte doesn't make another file of it: what most of the letters that aren't ASCII say, counts."""
    with path.open("rb") as file:
        begin = file.read(3)
        if begin.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            return "utf-16"
        if begin == codecs.BOM_UTF8:
            return "utf-8-sig"
        file.seek(0)
        decoder = codecs.getincrementaldecoder("utf-8")(errors="surrogateescape")
        whole = broken = 0
        while raw := file.read(_AT_ONCE):
            text = decoder.decode(raw)
            if not text.isascii():
                whole += len(_WHOLE.findall(text))
                broken += len(_BROKEN.findall(text))
    return "utf-8" if whole >= broken else "cp1252"


def _delimiter(file: TextIO, names: list[str]) -> tuple[str, int]:
    """What stands between the cells, and how many lines come before the header: a spreadsheet may begin with `sep=;`."""
    first = file.readline(_AT_ONCE)
    told = re.fullmatch(r'"?sep=([;,\t])"?\s*', first, re.IGNORECASE)
    if told:
        return told[1], 1
    file.seek(0)
    plain = first.lower()
    return max(";,\t", key=lambda mark: _known(plain.split(mark), names)), 0


def _known(cells: list[str], names: list[str]) -> tuple[int, int]:
    return sum(cell.strip('" \t\r\n').replace(" ", "_") in names for cell in cells), len(cells)
