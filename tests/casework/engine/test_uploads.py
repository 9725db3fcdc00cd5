"""A file is what its content is: not what it is called, and not what a browser says that it is."""

import contextlib
import io
import struct
import zipfile

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from casework.engine import pictures, uploads
from tests.casework.pieces import files as f

ALL = (uploads.PDF, uploads.JPG, uploads.PNG, uploads.DOCX, uploads.ODT, uploads.EML)


def sent(content: bytes, name: str = "iets.exe") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, content_type="text/html")


@pytest.mark.parametrize(
    ("content", "ending"),
    [
        (f.PDF, "pdf"),
        (f.picture(), "jpg"),
        (f.picture("PNG"), "png"),
        (f.docx(), "docx"),
        (f.odt(), "odt"),
        (f.mail(), "eml"),
        (b"From huur@wonen.example Tue Mar  3 14:05:00 2026\n" + f.mail(), "eml"),
        (b"Received: from a\r\nFrom: a@b.example\r\nMessage-ID: <1>\r\n\r\n", "eml"),
    ],
)
def test_it_is_what_it_holds(content, ending):
    assert uploads.kind_of(sent(content), ALL).ending == ending


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"MZ\x90\x00", "Kies een PDF, JPG, PNG, Word"),
        (b"<html><script>alert(1)</script>", "Kies een PDF"),
        (b"GIF89a", "Kies een PDF"),
        (b"\0\0\0\x18ftypheic\0\0", "HEIC-foto"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "van Outlook"),
        (f.archive(**{"a.txt": "a"}), "ingepakt bestand"),
        (f.docx(**{"word/vbaProject.bin": "x"}), "macro"),
        (f.odt(**{"Basic/Standard/Module1.xml": "x"}), "macro"),
        (b"PK\x03\x04 not a whole one", "ingepakt bestand"),
        (f.docx()[:-40], "ingepakt bestand"),
        (b"Beste: Jan\n\nGeen e-mail maar een briefje.", "Kies een PDF"),
        (b"From: a@b.example\r\nDate: x\0\r\n\r\n", "Kies een PDF"),
    ],
)
def test_what_is_something_else_is_refused_with_what_would_help(content, words):
    with pytest.raises(ValidationError, match=words):
        uploads.kind_of(sent(content, "brief.pdf"), ALL)


def test_how_large_it_may_be_is_a_setting(settings):
    settings.UPLOAD_MAX_MB = 1
    with pytest.raises(ValidationError, match="hoogstens 1 MB"):
        uploads.kind_of(sent(b"%PDF-" + bytes(1024 * 1024)), ALL)


def test_its_name_tells_nothing_afterwards(settings):
    settings.CLAMAV_URL = ""
    upload = uploads.safe(sent(f.PDF, "../../Jansen, 3-2-1950.exe"), uploads.RECEIPT)
    assert upload.name.endswith(".pdf")
    assert "Jansen" not in upload.name
    assert upload.read() == f.PDF


# --- pictures ----------------------------------------------------------------------------------------------------


def test_a_picture_is_made_small_and_upright_and_says_nothing_of_where_it_was_made():
    exif = Image.Exif()
    exif[0x0112] = 6  # turned
    exif.get_ifd(0x8825)[2] = (51.8, 0.0, 0.0)  # where
    made = pictures.small(io.BytesIO(f.picture(size=(1200, 800), exif=exif)))
    with Image.open(io.BytesIO(made)) as small:
        assert (small.format, small.size, len(small.getexif())) == ("JPEG", (213, 320), 0)


def test_a_transparent_picture_stands_on_white():
    made = io.BytesIO()
    Image.new("RGBA", (50, 50), (0, 0, 0, 0)).save(made, "PNG")
    with Image.open(io.BytesIO(pictures.small(made))) as small:
        assert min(small.getpixel((25, 25))) > 250


@pytest.mark.parametrize(
    "content", [f.picture()[:2000], b"\xff\xd8\xff", f.picture("PNG")[:60], b"\x89PNG\r\n\x1a\n" * 9]
)
def test_half_a_picture_is_told(content):
    with pytest.raises(pictures.Broken):
        pictures.small(io.BytesIO(content))


@pytest.mark.parametrize("size", [(30_000, 30_000), (60_000, 60_000)])
def test_a_small_file_that_says_it_is_a_huge_picture_isnt_decoded(size, monkeypatch):
    """900 million pixels in some kilobytes: the head alone is read."""
    head = bytearray(f.picture("PNG", (8, 8)))
    head[16:24] = size[0].to_bytes(4, "big") + size[1].to_bytes(4, "big")
    import zlib

    head[29:33] = zlib.crc32(bytes(head[12:29])).to_bytes(4, "big")
    monkeypatch.setattr(Image.Image, "thumbnail", lambda *_: pytest.fail("it was decoded"))
    assert pictures.small(io.BytesIO(bytes(head))) is None


def test_a_photo_with_half_of_what_a_camera_writes_is_no_trouble():
    made = io.BytesIO()
    Image.new("RGB", (40, 40)).save(made, "JPEG", dpi=(72, 72), exif=b"Exif\0\0II*\0")
    with contextlib.suppress(pictures.Broken):
        pictures.small(made)


def _zip(parts: int, comment: bytes = b"") -> bytes:
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as file:
        for name in ("[Content_Types].xml", "word/document.xml", *(f"word/{one}" for one in range(parts))):
            file.writestr(name, "")
        file.comment = comment
    return whole.getvalue()


def test_how_many_parts_there_are_is_known_before_any_is_read(monkeypatch) -> None:
    """A file of a few megabytes can list hundreds of thousands of them."""
    few, many = _zip(10), _zip(uploads.MOST_PARTS + 1)
    assert uploads.kind_of(sent(few), (uploads.DOCX,)) is uploads.DOCX
    assert uploads.kind_of(sent(_zip(10, b"PK en meer")), (uploads.DOCX,)) is uploads.DOCX
    read = []
    monkeypatch.setattr(uploads.zipfile, "ZipFile", lambda *args: read.append(args))
    at = many.rfind(uploads.END_MARK)
    lying = many[: at + 8] + struct.pack("<HH", 3, 3) + many[at + 12 :]  # it says three, and lists them all
    large = few[: few.rfind(uploads.END_MARK)] + uploads.LARGE_MARK + b"\0" * 16 + few[few.rfind(uploads.END_MARK) :]
    for content in (many, _long(lying), large, few[:40], b"PK\x03\x04" + b"x" * 100):
        with pytest.raises(ValidationError):
            uploads.kind_of(sent(content), (uploads.DOCX,))
    assert read == []


def _long(content: bytes) -> bytes:
    """Whose list is longer than so few parts can make it."""
    at = content.rfind(uploads.END_MARK)
    return content[: at + 12] + struct.pack("<L", uploads.MOST_PARTS * uploads.LONGEST_ENTRY + 1) + content[at + 16 :]
