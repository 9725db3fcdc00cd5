"""A list that leaves as a file for a spreadsheet, .csv or .ods: a row at a time, however many there are."""

import csv
import datetime as dt
import re
import tempfile
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from html import escape
from typing import IO, Any, Final

from django.http import FileResponse, StreamingHttpResponse
from django.utils import timezone

Cell = str | int | Decimal | dt.date | None
IN_MEMORY: Final = 1 << 20  # bytes of a file that is being made; beyond that it is on disk
ODS: Final = "application/vnd.oasis.opendocument.spreadsheet"
_UNWRITABLE: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # in XML, in any form


def as_csv(name: str, columns: Sequence[str], rows: Iterable[Sequence[Cell]]) -> StreamingHttpResponse:
    """`name` is what the file is called, before the day."""
    response = StreamingHttpResponse(_lines(columns, rows), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{_named(name, "csv")}"'
    response.headers["Cache-Control"] = "private, no-store"
    return response


def as_ods(name: str, columns: Sequence[str], rows: Iterable[Sequence[Cell]]) -> FileResponse:
    """The same as OpenDocument (ISO/IEC 26300): days and numbers are what they are, words never a formula."""
    made: Any = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115  closed with the answer
    _write_ods(made, columns, rows)
    made.seek(0)
    response = FileResponse(made, as_attachment=True, filename=_named(name, "ods"), content_type=ODS)
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _named(name: str, ending: str) -> str:
    return f"{name}-{timezone.localdate():%Y-%m-%d}.{ending}"


# --- .csv --------------------------------------------------------------------------------------------------------


class _Echo:
    """A file for the csv writer that hands each line straight on."""

    def write(self, line: str) -> str:
        return line


def _lines(columns: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Iterator[str]:
    writer = csv.writer(_Echo(), delimiter=";")
    yield "\ufeff" + writer.writerow(columns)  # a spreadsheet then reads it as UTF-8
    for row in rows:
        yield writer.writerow([_tame(cell) for cell in row])


def _tame(cell: Cell) -> Any:
    """A name that begins like a formula must not become one in a spreadsheet."""
    if isinstance(cell, dt.date):
        return f"{cell:%d-%m-%Y}"
    if isinstance(cell, Decimal):
        return str(cell).replace(".", ",")  # as a spreadsheet here reads a number
    return f"'{cell}" if isinstance(cell, str) and cell[:1] in ("=", "+", "-", "@", "\t", "\r") else cell


# --- .ods --------------------------------------------------------------------------------------------------------

_MANIFEST: Final = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3">'
    f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{ODS}"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
    "</manifest:manifest>"
)
_BEGIN: Final = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<office:document-content office:version="1.3"'
    ' xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"'
    ' xmlns:number="urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0"'
    ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
    ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">'
    "<office:automatic-styles>"
    '<number:date-style style:name="day"><number:day number:style="long"/><number:text>-</number:text>'
    '<number:month number:style="long"/><number:text>-</number:text><number:year number:style="long"/>'
    "</number:date-style>"
    '<number:number-style style:name="cents"><number:number number:decimal-places="2" number:min-decimal-places="2"'
    ' number:min-integer-digits="1" number:grouping="true"/></number:number-style>'
    '<style:style style:name="euros" style:family="table-cell" style:data-style-name="cents"/>'
    '<style:style style:name="on" style:family="table-cell" style:data-style-name="day"/>'
    "</office:automatic-styles>"
    '<office:body><office:spreadsheet><table:table table:name="Lijst">'
)
_END: Final = "</table:table></office:spreadsheet></office:body></office:document-content>"


def _write_ods(to: IO[bytes], columns: Sequence[str], rows: Iterable[Sequence[Cell]]) -> None:
    with zipfile.ZipFile(to, "w", zipfile.ZIP_DEFLATED) as file:
        # first, and not compressed: by that it is known what it is
        file.writestr("mimetype", ODS, compress_type=zipfile.ZIP_STORED)
        file.writestr("META-INF/manifest.xml", _MANIFEST)
        with file.open("content.xml", "w") as content:
            content.write(_BEGIN.encode())
            content.write(f'<table:table-column table:number-columns-repeated="{len(columns)}"/>'.encode())
            content.write(_ods_row(columns).encode())
            for row in rows:
                content.write(_ods_row(row).encode())
            content.write(_END.encode())


def _ods_row(cells: Sequence[Cell]) -> str:
    return f"<table:table-row>{''.join(_ods_cell(one) for one in cells)}</table:table-row>"


def _ods_cell(cell: Cell) -> str:
    if cell is None or cell == "":
        return "<table:table-cell/>"
    if isinstance(cell, dt.date):
        shown = f'office:value-type="date" office:date-value="{cell:%Y-%m-%d}" table:style-name="on"'
        return f"<table:table-cell {shown}><text:p>{cell:%d-%m-%Y}</text:p></table:table-cell>"
    if isinstance(cell, int):
        return f'<table:table-cell office:value-type="float" office:value="{cell}"><text:p>{cell}</text:p></table:table-cell>'
    if isinstance(cell, Decimal):
        shown = f'office:value-type="float" office:value="{cell}" table:style-name="euros"'
        return f"<table:table-cell {shown}><text:p>{str(cell).replace('.', ',')}</text:p></table:table-cell>"
    words = "".join(f"<text:p>{escape(line)}</text:p>" for line in _UNWRITABLE.sub("", cell).splitlines())
    return f'<table:table-cell office:value-type="string">{words}</table:table-cell>'
