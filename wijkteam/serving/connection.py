"""What is said over one connection, in waitress' words where it has them.

Waitress reads a head and a body without holding a thread. Here stands what it lacks: an end to that reading, answers of
our own instead of its English ones, and an answer that also reaches who is still sending.
"""

import io
import logging
import socket
import sys
import time
from typing import Any, Final

from waitress.channel import ClientDisconnected, HTTPChannel
from waitress.parser import HTTPRequestParser, ParsingError
from waitress.server import TcpWSGIServer
from waitress.task import WSGITask
from waitress.utilities import BadRequest

from wijkteam.serving import OLDEST, REFUSED

LONGEST_LINE: Final = 8190  # bytes of method and address together
LONGEST_HEAD: Final = 65536
HEAD_SECONDS: Final = 10
BODY_SECONDS: Final = 180  # a photo of 10 MB by a bad telephone
IDLE_SECONDS: Final = 30  # between two requests of one browser
QUIET_SECONDS: Final = 5
AT_ONCE: Final = 16
log = logging.getLogger(__name__)  # waitress' own lines say what was asked for
LAST_RESORT: Final = (
    b'<!doctype html><html lang="nl"><meta charset="utf-8"><title>Er ging iets mis</title>'
    b"<h1>Er ging iets mis</h1><p>Dat ligt aan ons, niet aan u. Probeer het over een paar minuten opnieuw.</p></html>"
)


class AddressTooLong(BadRequest):
    code = 414
    reason = "URI Too Long"


class Request(HTTPRequestParser):
    refused = 0  # the status, where it is refused without asking a page
    first_line = b""
    error: Any = None

    def received(self, data: bytes) -> int:
        consumed: int = super().received(data)
        if self.error:
            self.expect_continue = False
        if self.error and self.error.code == 431 and b"\n" not in self.header_plus[: LONGEST_LINE + 2]:
            self.error = AddressTooLong("")
        elif self.headers_finished and not self.error and len(self.first_line) > LONGEST_LINE:
            self.error, self.completed = AddressTooLong(""), True
        return consumed

    def parse_header(self, header_plus: bytes) -> None:
        try:
            super().parse_header(header_plus)
        except ValueError:  # '[' in an address, a length of five thousand digits
            raise ParsingError("") from None


class Page(WSGITask):
    """A request that the application answers."""

    def get_environment(self) -> dict[str, Any]:
        environ: dict[str, Any] = super().get_environment()
        environ["wsgi.multiprocess"] = True
        if self.request.refused:
            environ[REFUSED] = self.request.refused
        environ[OLDEST] = self.channel.server.task_dispatcher.oldest()
        return environ

    def execute(self) -> None:
        try:
            super().execute()
        except (OSError, ClientDisconnected):
            raise
        except Exception:
            log.exception("A page ended without an answer.")
            raise


class Refusal(WSGITask):
    """What could not be read as a request. The application makes the page, and hears nothing but the status."""

    def get_environment(self) -> dict[str, Any]:
        return {
            "REQUEST_METHOD": "GET", "SCRIPT_NAME": "", "PATH_INFO": "/", "QUERY_STRING": "",
            "SERVER_NAME": self.channel.server.server_name, "SERVER_PORT": str(self.channel.server.effective_port),
            "SERVER_PROTOCOL": "HTTP/1.1", "REMOTE_ADDR": self.channel.addr[0],
            "wsgi.version": (1, 0), "wsgi.input": io.BytesIO(), "wsgi.errors": io.StringIO(),
            # No redirect to https: there is nothing to go back to.
            "wsgi.url_scheme": "https",
            "wsgi.multithread": True, "wsgi.multiprocess": True, "wsgi.run_once": False,
            REFUSED: self.request.error.code,
        }  # fmt: skip

    def execute(self) -> None:
        self.set_close_on_finish()
        try:
            super().execute()
        except Exception:
            if self.wrote_header:
                raise
            self.complete, self.status = True, "500 Internal Server Error"
            self.response_headers = [("Content-Type", "text/html; charset=utf-8"), ("Connection", "close")]
            self.content_length = len(LAST_RESORT)
            self.write(LAST_RESORT)


class Connection(HTTPChannel):
    parser_class = Request
    task_class = Page
    error_task_class = Refusal
    began = 0.0  # when the first of a request came that isn't whole yet
    lingers = False  # we have said all, and hear out who still speaks

    def received(self, data: bytes) -> bool:
        if self.request is None:
            self.began = time.time()
        return bool(super().received(data))

    # Closing on who is still sending makes the network throw away the answer. So first only our side is closed.

    def handle_write(self) -> None:
        if self.will_close or self.lingers or not self.close_when_flushed:
            super().handle_write()
            return
        if self.total_outbufs_len:
            self._flush_exception(self._flush_some)
        if self.connected and not self.total_outbufs_len:
            self.lingers, self.began = True, time.time()
            try:
                self.socket.shutdown(socket.SHUT_WR)
            except OSError:
                self.handle_close()

    def writable(self) -> bool:
        return bool(self.will_close or (not self.lingers and super().writable()))

    def readable(self) -> bool:
        return bool(not self.will_close and (self.lingers or super().readable()))

    def handle_read(self) -> None:
        if not self.lingers:
            super().handle_read()
            return
        self.last_activity = time.time()
        try:
            self.recv(1 << 16)  # closes by itself where the other side did
        except OSError:
            self.handle_close()

    def has_waited_enough(self, now: float) -> bool:
        silent = now - self.last_activity
        if self.lingers:
            return silent > QUIET_SECONDS or now - self.began > BODY_SECONDS
        if self.requests:
            return False
        if self.request is None or self.total_outbufs_len:
            return silent > IDLE_SECONDS
        return now - self.began > (BODY_SECONDS if self.request.headers_finished else HEAD_SECONDS)

    def waits_for_client(self) -> bool:
        return not self.requests and not self.total_outbufs_len and not self.will_close

    def handle_error(self) -> None:
        log.error("A connection broke off: %s", sys.exc_info()[1])
        self.handle_close()


class Door(TcpWSGIServer):
    """Where connections come in. Whoever says nothing makes room for who does."""

    channel_class = Connection
    most = 1000

    def maintenance(self, now: float) -> None:
        for channel in list(self.active_channels.values()):
            if channel.has_waited_enough(now):
                channel.will_close = True

    def handle_accept(self) -> None:
        """Some at a time: looking who rings costs as much as letting in. Not all: others listen here too."""
        for _ in range(AT_ONCE):
            before = len(self.active_channels)
            if before >= self.most:
                self.make_room()
            super().handle_accept()
            if len(self.active_channels) <= before:
                return

    def make_room(self) -> None:
        silent = [one for one in self.active_channels.values() if one.waits_for_client()]
        if silent:
            min(silent, key=lambda one: one.last_activity).will_close = True

    # Whoever leaves while coming in doesn't close the door behind them.

    def handle_error(self) -> None:
        log.error("Nobody came in: %s", sys.exc_info()[1])

    def handle_close(self) -> None:
        pass
