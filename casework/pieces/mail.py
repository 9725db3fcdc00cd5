"""What an e-mail says, read without opening what is attached to it. Text only: HTML is never shown as a page."""

import datetime as dt
import email
import re
from email.message import EmailMessage, Message
from email.policy import default
from email.utils import parseaddr, parsedate_to_datetime
from html.parser import HTMLParser
from typing import Any, Final

from django.utils import timezone

LONGEST: Final = 20_000  # characters of its text that are kept beside the file
MOST_ATTACHED: Final = 30  # names that are told
# what the database doesn't keep, and marks that would turn the direction of the words after them
_ODD: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_UNREAD: Final = (
    LookupError,
    ValueError,
    AttributeError,
    TypeError,
    AssertionError,
)  # what the library makes of odd mail


def read_mail(content: bytes) -> dict[str, Any]:
    """Keys from, to, subject, date (ISO day or ''), text, attached (names). Never raises: what can't be read is ''."""
    try:
        mail = email.message_from_bytes(content, policy=default)
    except _UNREAD:
        return {"from": "", "to": "", "subject": "", "date": "", "text": "", "attached": []}
    sent = _day(_header(mail, "Date"))
    return {
        "from": _header(mail, "From"),
        "to": _header(mail, "To"),
        "subject": _header(mail, "Subject"),
        "date": sent.isoformat() if sent else "",
        "text": _text(mail)[:LONGEST],
        "attached": _attached(mail),
    }


def sender(address: str) -> str:
    """'Jan Jansen' of 'Jan Jansen <jan@voorbeeld.nl>'; else the address."""
    name, mailbox = parseaddr(address)
    return (name or mailbox or address)[:160]


def _header(mail: Message, name: str) -> str:
    try:
        return _plain(str(mail.get(name, "")))[:300]
    except _UNREAD:
        return ""


def _plain(words: str) -> str:
    return _ODD.sub("", words).replace("\r\n", "\n").strip()


def _day(words: str) -> dt.date | None:
    try:
        at = parsedate_to_datetime(words)
    except _UNREAD:
        return None
    try:
        day = timezone.localtime(at).date() if at.tzinfo else at.date()
    except (OverflowError, ValueError):
        return None
    return day if 1900 <= day.year <= timezone.localdate().year + 1 else None


def _text(mail: Message) -> str:
    try:
        part = mail.get_body(("plain", "html")) if isinstance(mail, EmailMessage) else None
        if part is None:
            return ""
        words = str(part.get_content())
        return _plain(_Words.of(words) if part.get_content_subtype() == "html" else words)
    except _UNREAD:
        return ""


def _attached(mail: Message) -> list[str]:
    names = []
    try:
        for part in mail.iter_attachments() if isinstance(mail, EmailMessage) else ():
            names.append(_plain(part.get_filename() or "zonder naam")[:120])
            if len(names) == MOST_ATTACHED:
                break
    except _UNREAD:
        pass
    return names


class _Words(HTMLParser):
    """The words of a page, without anything that does something."""

    SILENT: Final = frozenset({"script", "style", "head", "title"})
    BREAKS: Final = frozenset({"p", "br", "div", "tr", "li", "h1", "h2", "h3"})

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._silent = 0

    @classmethod
    def of(cls, page: str) -> str:
        words = cls()
        words.feed(page)
        words.close()
        return re.sub(r"\n\s*\n\s*", "\n\n", "".join(words.found))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._silent += tag in self.SILENT
        if tag in self.BREAKS:
            self.found.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in self.SILENT and self._silent:
            self._silent -= 1

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.found.append(data)
