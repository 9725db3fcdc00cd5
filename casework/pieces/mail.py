"""What an e-mail says, read without opening what is attached to it. Text only: HTML is never shown as a page."""

import datetime as dt
import email
import re
from email.errors import MessageError
from email.message import EmailMessage, Message
from email.policy import default
from email.utils import parseaddr, parsedate_to_datetime
from html import unescape
from typing import Any, Final

from django.utils import timezone

LONGEST: Final = 20_000  # characters of its text that are kept beside the file
MOST_ATTACHED: Final = 30  # names that are told
# what the database doesn't keep, and marks that would turn the direction of the words after them
_ODD: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
# what the library makes of odd mail
_UNREAD: Final = (
    *(LookupError, ValueError, AttributeError, TypeError, AssertionError, RecursionError),
    *(OverflowError, MessageError),  # a year of eleven figures
)
# what it takes minutes over: headers that it reads for every part, of a length that nobody writes, and parts in parts
_OF_A_PART: Final = re.compile(rb"^content-[a-z-]{1,30}:[^\r\n]*(?:\r?\n[ \t][^\r\n]*)*", re.IGNORECASE | re.MULTILINE)
_HEADER: Final = 4_000  # bytes
_PARTS: Final = 100
_PAGE: Final = 200_000  # characters of HTML


def read_mail(content: bytes) -> dict[str, Any]:
    """Keys from, to, subject, date (ISO day or ''), text, attached (names). Never raises: what can't be read is ''."""
    try:
        _refuse_the_endless(content)
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


def _refuse_the_endless(content: bytes) -> None:
    """Raises ValueError."""
    if content.lower().count(b"multipart/") > _PARTS:
        raise ValueError
    if any(len(one[0]) > _HEADER for one in _OF_A_PART.finditer(content)):
        raise ValueError


def sender(address: str) -> str:
    """'Jan Jansen' of 'Jan Jansen <jan@voorbeeld.nl>'; else the address."""
    name, mailbox = parseaddr(address)
    return (name or mailbox or address)[:160]


def _header(mail: Message, name: str) -> str:
    try:
        if any(len(value) > _HEADER for key, value in mail.raw_items() if key.lower() == name.lower()):
            return ""
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
        return _plain(_words_of(words[:_PAGE]) if part.get_content_subtype() == "html" else words)
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


_SILENT: Final = frozenset({"script", "style", "head", "title"})
_BREAKS: Final = frozenset({"p", "br", "div", "tr", "li", "h1", "h2", "h3"})
_TOKEN: Final = re.compile(r"<(?P<tag>/?[a-zA-Z][a-zA-Z0-9]*|!--)?[^<>]*>?|[^<]+")


def _words_of(page: str) -> str:
    """The words of a page, without anything that does something.

    Read in one pass: the parser of the library takes minutes over what is begun many times and never ended.
    """
    found: list[str] = []
    silent, remark = "", False
    for token in _TOKEN.finditer(page):
        text, tag = token[0], (token["tag"] or "").lower()
        if remark or tag == "!--":
            _, end, after = text.partition("-->")
            remark = not end
            found.append(unescape(after))
        elif silent:
            silent = "" if tag == f"/{silent}" else silent
        elif tag in _SILENT:
            silent = tag
        elif text.startswith("<"):
            found.append("\n" if tag in _BREAKS else "")
        else:
            found.append(unescape(text))
    return re.sub(r"\n\s*\n\s*", "\n\n", "".join(found))
