"""Letters, photos and e-mails as they could have come in, made on the spot: the demo ships no files."""

import io
import textwrap
from email.message import EmailMessage
from typing import Final

from django.core.files.base import File
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw, ImageFont

PAPER: Final = (620, 877)  # A4 as somebody photographs it
INK: Final = (40, 40, 46)


def photo_of_a_letter(words: str, name: str = "IMG_2031.jpg") -> File[bytes]:
    """A page on a table, not quite straight."""
    page = Image.new("RGB", PAPER, (250, 249, 245))
    pen, font = ImageDraw.Draw(page), ImageFont.load_default(18)
    for number, line in enumerate(line for part in words.split("\n") for line in textwrap.wrap(part, 56) or [""]):
        pen.text((60, 80 + number * 28), line, fill=INK, font=font)
    table = Image.new("RGB", (760, 1000), (120, 92, 66))
    table.paste(page.rotate(1.5, expand=True, fillcolor=(120, 92, 66)), (60, 50))
    made = io.BytesIO()
    table.save(made, "JPEG", quality=80)
    return SimpleUploadedFile(name, made.getvalue())


def email(sender: str, subject: str, text: str, sent: str) -> File[bytes]:
    """As a mail program keeps it; `sent` as RFC 5322 writes a moment."""
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"], mail["Date"] = sender, "wijkteam@voorbeeld.example", subject, sent
    mail.set_content(text)
    return SimpleUploadedFile("bericht.eml", mail.as_bytes())
