"""From a frozen snapshot to a stored PDF: by one worker at a time, of nothing but the snapshot, handed in at the door.

May run twice, at the same time and after a kill: who is at it is known to the database, and the door takes one file.
"""

import datetime as dt
import hashlib
import logging
import re
from collections.abc import Callable, Iterator
from typing import Any, Final

from celery.exceptions import SoftTimeLimitExceeded
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import Error as DatabaseTrouble
from django.db import transaction
from django.db.models import F
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.crypto import salted_hmac

from casework.cases.models import Case
from casework.documents.kinds import kind_of
from casework.documents.layout import as_pdf, at_one_go, lay_out
from casework.documents.models import Document, SentHow
from casework.engine import door
from casework.engine.alone import alone
from casework.engine.errors import NotAllowed, NotNow
from casework.engine.holding import hold
from casework.engine.printable import printable
from casework.engine.stored_files import stored
from casework.engine.turns import NobodyThere

log = logging.getLogger(__name__)
PATIENCE: Final = dt.timedelta(seconds=20)  # before the next try, longer each time
ATTEMPTS: Final = 5
VACANT: Final = dt.timedelta(minutes=3)  # before it is looked for anew who may take what follows
TOO_LONG: Final = 2  # attempts of what takes too long: others wait for it
_AGAIN: Final = "Probeer het opnieuw; lukt het dan nog niet, meld het bij functioneel beheer."


class TakenOver(Exception):
    """The connection was gone for a moment and another worker has the document now; or it was asked for anew."""


def render(document_id: int, *, at: dt.datetime | None = None, pdf: bytes | None = None) -> None:
    """Make this document, unless it is made, gone, or in another worker's hands. `at` sets the moment (histories).

    `pdf` where it was made of the same snapshot beforehand.
    """
    with alone("document", document_id) as mine:
        document = _begun(document_id) if mine else None
        if document is not None:
            _make(document, at, pdf)


def _begun(document_id: int) -> Document | None:
    """Counted before it is tried: what kills its worker each time is given up."""
    waiting = Document.objects.waiting(timezone.now()).filter(pk=document_id)
    if not waiting.update(attempts=F("attempts") + 1):
        return None
    return Document.objects.filter(pk=document_id).first()


def _make(document: Document, at: dt.datetime | None, pdf: bytes | None) -> None:
    if document.attempts > ATTEMPTS:
        _give_up(document, f"Het maken werd {ATTEMPTS} keer afgebroken. {_AGAIN}")
        return
    try:
        _hand_in(document, pdf or _pdf(document), at)
    except (TakenOver, DatabaseTrouble) as away:
        log.warning("Document %s left to the next worker: %s", document.pk, type(away).__name__)
    except NobodyThere as vacant:
        _wait_for_somebody(document, vacant)
    except SoftTimeLimitExceeded as error:
        _try_later(document, error, TOO_LONG)
        raise
    except Exception as error:  # whatever WeasyPrint raises: the row tells it in plain words
        log.warning("Document %s, attempt %s: %s", document.pk, document.attempts, type(error).__name__)
        _try_later(document, error, ATTEMPTS)


def _still(document: Document) -> Any:
    """The row, as long as it is the one that was begun: nobody took it over, and it wasn't asked for anew."""
    return Document.objects.filter(pk=document.pk, attempts=document.attempts, asked_at=document.asked_at)


def _progress(document: Document, done: int) -> None:
    if not _still(document).update(done=done):
        raise TakenOver


def _hand_in(document: Document, pdf: bytes, at: dt.datetime | None) -> None:
    """Store the file and take the step. Where another was first, its file stands and this one goes."""
    name, sha256 = _name(document, document.attempts), hashlib.sha256(pdf).hexdigest()
    step = "reprinted" if document.to_reprint else "ready"
    try:
        with stored(document, "file", name, ContentFile(pdf)) as file, transaction.atomic():
            if document.case_id is not None:
                hold(Case, [document.case_id])  # whoever asks for it anew waits, or was before us
            if not _still(document).exists():
                raise TakenOver
            door.perform(document, step, by=None, at=at, file=file, sha256=sha256, size=len(pdf))
            if document.give_when_made:
                _give(document, at)
    except NobodyThere:
        raise
    except NotNow:
        return
    for attempt in range(1, ATTEMPTS + 1):  # of a worker that was killed after it stored
        if (other := _name(document, attempt)) != name:
            default_storage.delete(other)


def _give(document: Document, at: dt.datetime | None) -> None:
    """Recorded as handed over, by who said so when they asked for it, the same day; nobody sees it in between. Where that
    can't be, it is ready and their turn: as any letter that waits to be sent."""
    today = timezone.localdate(at or timezone.now())
    if document.asked_by is None or timezone.localdate(document.asked_at) != today:
        return
    try:
        with transaction.atomic():
            door.perform(document, "send", by=document.asked_by, at=at, sent_on=today, sent_how=SentHow.UITGEREIKT)
    except (NotAllowed, NotNow) as refused:
        log.info("Document %s isn't handed over by itself: %s", document.pk, type(refused).__name__)


def _name(document: Document, attempt: int) -> str:
    """A name nobody can guess, but which the next worker can find again."""
    secret = salted_hmac("casework.documents", f"{document.public_id}:{attempt}", algorithm="sha256").hexdigest()
    return f"documenten/{document.asked_at:%Y/%m}/{secret[:32]}.pdf"


def _try_later(document: Document, error: Exception, tries: int) -> None:
    """Each next try waits longer; the sweep wakes it. After the last one, why in plain words and a button."""
    if document.attempts >= tries:
        _give_up(document, f"{_plain(error)} {_AGAIN}")
        return
    _still(document).update(claimed_until=timezone.now() + PATIENCE * 2**document.attempts)


def _wait_for_somebody(document: Document, vacant: NobodyThere) -> None:
    """No fault of the document: it is tried again, as often as it takes, until beheer has filled the place."""
    log.error("Document %s waits: %s", document.pk, vacant)
    _still(document).update(attempts=0, claimed_until=timezone.now() + VACANT)


def _give_up(document: Document, why: str) -> None:
    if document.to_reprint:  # what it is stays as it is: only its file isn't there
        _still(document).update(to_reprint=False, trouble=why[:200])
        return
    try:
        door.perform(document, "fail", by=None, trouble=why[:200])
    except NobodyThere as vacant:
        _wait_for_somebody(document, vacant)
    except NotNow:
        pass  # somebody made it after all


def _plain(error: Exception) -> str:
    match error:
        case SoftTimeLimitExceeded():
            return "Het maken duurde te lang."
        case OSError():
            return "Het bestand kon niet worden opgeslagen of een bibliotheek voor PDF's ontbreekt."
    return "De PDF kon niet worden opgemaakt."


# what XML and PDF can't hold, and marks that would turn the direction of the words after them
_ILLEGAL: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")


def _pdf(document: Document) -> bytes:
    return printed(document.snapshot, lambda done: _progress(document, done))


def printed(snapshot: dict[str, Any], tell: Callable[[int], object] = lambda done: None) -> bytes:
    """The same snapshot gives the same text; on one machine the same bytes. `tell` hears how many cases are done."""
    pages: list[Any] = []
    first, content = None, _content(snapshot)
    with at_one_go():
        for html, done in _pages(content):
            part = lay_out(html)
            first = first or part
            pages += part.pages
            if done:
                tell(done)
        assert first is not None
        pdf = as_pdf(first.copy(pages))
    bound = kind_of(content["kind"]).bound
    return bound(content, pdf) if bound else pdf


def pages_of(snapshot: dict[str, Any]) -> Iterator[tuple[str, int]]:
    """The document as HTML, in parts: each with the number of cases it completes (0 where there is no progress)."""
    yield from _pages(_content(snapshot))


def _content(snapshot: dict[str, Any]) -> dict[str, Any]:
    content: dict[str, Any] = clean(snapshot)
    reads = kind_of(content["kind"]).reads
    return reads(content) if reads else content


def _pages(content: dict[str, Any]) -> Iterator[tuple[str, int]]:
    kind = kind_of(content["kind"])
    if kind.pages is not None:
        yield from kind.pages(content)
    else:
        yield render_to_string(kind.template, {"s": content}), 0


# Where a word may break is looked for along all that is left of it, for each line: nine thousand letters on end took a
# second. In pieces of some lines it takes nothing.
_ENDLESS: Final = re.compile(r"\S{400}(?=\S)")


def clean(value: Any) -> Any:
    """Texts without what can't be printed, in words what the fonts don't have, and with places to break in what has none; everything else as it is."""
    match value:
        case str():
            return _ENDLESS.sub(lambda part: part[0] + "\n", printable(_ILLEGAL.sub("", value)))
        case list():
            return [clean(one) for one in value]
        case dict():
            return {key: clean(one) for key, one in value.items()}
    return value


def warm() -> None:
    """Before a worker splits into processes: everything that is slow the first time."""
    as_pdf(lay_out('<html lang="nl"><title>warm</title><p>a <b>b</b> <i>c</i> – ‘€’</p></html>'))
