"""Files as people send them."""

import io
import zipfile
from email.message import EmailMessage

from PIL import Image

PDF = b"%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF"
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


def picture(kind: str = "JPEG", size: tuple[int, int] = (1200, 800), **more) -> bytes:
    made = io.BytesIO()
    Image.new("RGB", size, "white").save(made, kind, **more)
    return made.getvalue()


def archive(**parts: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as zipped:
        for name, words in parts.items():
            zipped.writestr(name, words)
    return made.getvalue()


def docx(**more: str) -> bytes:
    return archive(**{"[Content_Types].xml": "<Types/>", "word/document.xml": "<w/>"} | more)


def odt(**more: str) -> bytes:
    return archive(**{"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<o/>"} | more)


def mail(
    subject: str = "De huur van maart",
    sender: str = "Woningstichting <huur@wonen.example>",
    text: str = "Geachte heer,\n\nUw huur is te laat.",
    *,
    html: str = "",
    attached: bytes = b"",
) -> bytes:
    made = EmailMessage()
    made["From"], made["To"], made["Subject"] = sender, "wijkteam@voorbeeld.example", subject
    made["Date"] = "Tue, 03 Mar 2026 14:05:00 +0100"
    if text:
        made.set_content(text)
    if html:
        made.add_alternative(html, subtype="html") if text else made.set_content(html, subtype="html")
    if attached:
        made.add_attachment(attached, maintype="application", subtype="pdf", filename="overzicht.pdf")
    return made.as_bytes()
