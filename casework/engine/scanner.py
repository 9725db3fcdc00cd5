"""Whether a file carries malware, asked of a ClamAV daemon where one is configured (CLAMAV_URL).

Its protocol (clamd(8), INSTREAM): `zINSTREAM` and a zero byte; pieces, each after its length in four bytes, the highest
first; a piece of length zero; and then one line, ended by a zero byte.
"""

import socket
import time
from collections.abc import Iterator
from typing import IO, Final
from urllib.parse import unquote, urlsplit

from django.conf import settings

CHUNK: Final = 64 * 1024
PATIENCE: Final = 5.0  # seconds for all of it: somebody waits for the page
ANSWER: Final = 1024  # bytes; a longer one is none of clamd's
PORT: Final = 3310


class Infected(Exception):
    """It found something. `args[0]` is what the scanner calls it."""


class ScannerAway(Exception):
    """Nobody knows: the scanner isn't there, doesn't answer in time, or couldn't look at it."""


def is_configured() -> bool:
    return bool(settings.CLAMAV_URL)


def scan(file: IO[bytes], *, patience: float = PATIENCE) -> bool:
    """Whether this was looked at and nothing was found; False where no scanner is configured.

    Raises Infected, ScannerAway. The file is read from its beginning, and stands there again afterwards.
    """
    if not is_configured():
        return False
    file.seek(0)
    try:
        answer = _asked(settings.CLAMAV_URL, file, time.monotonic() + patience)
    except OSError as error:
        raise ScannerAway(type(error).__name__) from error
    finally:
        file.seek(0)
    return _judged(answer)


def _judged(answer: str) -> bool:
    """'stream: OK', 'stream: Eicar-Test-Signature FOUND', 'INSTREAM size limit exceeded. ERROR'."""
    words = answer.removeprefix("stream: ")
    if words == "OK":
        return True
    if words.endswith(" FOUND"):
        raise Infected(words.removesuffix(" FOUND"))
    raise ScannerAway(words or "no answer")


def _asked(address: str, file: IO[bytes], until: float) -> str:
    with _reached(address, until) as line:
        try:
            line.sendall(b"zINSTREAM\0")
            for piece in _pieces(file):
                line.settimeout(_left(until))
                line.sendall(len(piece).to_bytes(4, "big") + piece)
            line.sendall(bytes(4))
        except (BrokenPipeError, ConnectionResetError):
            pass  # it has heard enough, and says why
        return _answer(line, until)


def _reached(address: str, until: float) -> socket.socket:
    parts = urlsplit(address)
    if parts.scheme == "unix":
        line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        line.settimeout(_left(until))
        try:
            line.connect(unquote(parts.path))
        except OSError:
            line.close()
            raise
        return line
    return socket.create_connection((parts.hostname, parts.port or PORT), timeout=_left(until))


def _pieces(file: IO[bytes]) -> Iterator[bytes]:
    while piece := file.read(CHUNK):
        yield piece


def _answer(line: socket.socket, until: float) -> str:
    heard = b""
    while not heard.endswith(b"\0") and len(heard) < ANSWER:
        line.settimeout(_left(until))
        if not (more := line.recv(ANSWER)):
            break
        heard += more
    return heard.rstrip(b"\0").decode("ascii", "replace").strip()


def _left(until: float) -> float:
    if (left := until - time.monotonic()) <= 0:
        raise TimeoutError
    return left
