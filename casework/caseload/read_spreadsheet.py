"""An .xlsx: the values of its first sheet, each as somebody would type it."""

import datetime as dt
import warnings
import zipfile
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from openpyxl import load_workbook

from casework.caseload.report import Mistake, Refused

_LARGEST: Final = 1 << 30  # bytes when unpacked: a small file can hold endlessly many zeros


def is_spreadsheet(begin: bytes) -> bool:
    return begin.startswith(b"PK\x03\x04")


def is_old_or_locked(begin: bytes) -> bool:
    """The container of the old .xls; a password puts an .xlsx in one too."""
    return begin.startswith(b"\xd0\xcf\x11\xe0")


def spreadsheet_lines(path: Path) -> Iterator[tuple[int, list[str]]]:
    """Each row with its number, the header first; of a formula, what it last came to. Raises Refused."""
    try:
        with zipfile.ZipFile(path) as file:
            size = sum(one.file_size for one in file.infolist())
        if size > _LARGEST:
            raise Refused(Mistake(0, "", "Dit bestand is te groot. Splits het, of sla het op als CSV (UTF-8)."))
        yield from _lines(path)
    except Refused:
        raise
    except Exception as error:  # whatever a broken file makes of the library
        words = "Dit bestand is beschadigd of geen .xlsx. Open het, en sla het opnieuw op als .xlsx of als CSV (UTF-8)."
        raise Refused(Mistake(0, "", words)) from error


def _lines(path: Path) -> Iterator[tuple[int, list[str]]]:
    with path.open("rb") as file:  # by name, the library would go by how that ends
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of styles and the like, which nobody reads here
            book = load_workbook(file, read_only=True, data_only=True, keep_links=False)
        sheet = book.worksheets[0]
        sheet.reset_dimensions()  # some programs write how large it is before they know
        for line, values in enumerate(sheet.iter_rows(values_only=True), start=1):
            yield line, [_typed(value) for value in values]


def _typed(value: Any) -> str:
    """As one would type it here: 31-12-2026, 450 or 12,5, ja or nee."""
    match value:
        case None:
            return ""
        case bool():
            return "ja" if value else "nee"
        case dt.datetime():
            return f"{value:%d-%m-%Y}" if value.time() == dt.time() else f"{value:%d-%m-%Y %H:%M}"
        case dt.date():
            return f"{value:%d-%m-%Y}"
        case float():
            return f"{Decimal(repr(value)):f}".removesuffix(".0").replace(".", ",")
    return str(value)
