"""ClamAV is asked over its own protocol: a server that we speak to byte by byte, and clamd itself where it is there."""

import io
import os
import shutil
import socket
import socketserver
import subprocess
import threading
import time
from contextlib import contextmanager
from pathlib import Path

import pytest

from casework.engine import scanner
from casework.engine.scanner import Infected, ScannerAway, scan
from tests.casework.pieces.files import EICAR


class Clamd(socketserver.BaseRequestHandler):
    """Hears what it is told, piece by piece, and says what the test wants."""

    def handle(self):
        self.request.settimeout(5)
        line = self.request.makefile("rb")
        self.server.heard.append(line.read(10))
        whole = b""
        while (length := int.from_bytes(line.read(4), "big")) and len(whole) < self.server.most:
            whole += line.read(length)
        self.server.heard.append(whole)
        for part in self.server.says:
            time.sleep(self.server.slow)
            self.request.sendall(part)


@contextmanager
def clamd(settings, *says: bytes, slow: float = 0, most: int = 10**9):
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Clamd) as server:
        server.heard, server.says, server.slow, server.most = [], says, slow, most
        threading.Thread(target=server.serve_forever, daemon=True).start()
        settings.CLAMAV_URL = f"tcp://127.0.0.1:{server.server_address[1]}"
        yield server.heard
        server.shutdown()


def test_where_none_is_configured_nothing_is_asked(settings):
    settings.CLAMAV_URL = ""
    assert scan(io.BytesIO(b"x")) is False


def test_the_whole_file_is_told_in_pieces(settings):
    content = bytes(range(256)) * 1000
    file = io.BytesIO(content)
    file.seek(77)
    with clamd(settings, b"stream: ", b"OK\0") as heard:
        assert scan(file) is True
    assert heard == [b"zINSTREAM\0", content]
    assert file.tell() == 0


def test_what_it_finds_has_a_name(settings):
    with (
        clamd(settings, b"stream: Win.Test.EICAR_HDB-1 FOUND\0"),
        pytest.raises(Infected, match=r"Win\.Test\.EICAR_HDB-1"),
    ):
        scan(io.BytesIO(EICAR))


@pytest.mark.parametrize(
    "says", [b"INSTREAM size limit exceeded. ERROR\0", b"", b"x" * 5000, b"stream: \xff\xfe\0", b"OK FOUND?"]
)
def test_another_answer_is_no_answer(settings, says):
    with clamd(settings, says), pytest.raises(ScannerAway):
        scan(io.BytesIO(b"x"))


def test_one_that_has_heard_enough_still_says_why(settings):
    """It closes its ear before all was told."""
    with clamd(settings, b"INSTREAM size limit exceeded. ERROR\0", most=1), pytest.raises(ScannerAway):
        scan(io.BytesIO(bytes(30_000_000)))


def test_it_isnt_waited_for_longer_than_somebody_waits_for_a_page(settings):
    with clamd(settings, *[b"s"] * 50, slow=0.1):
        began = time.monotonic()
        with pytest.raises(ScannerAway):
            scan(io.BytesIO(b"x"), patience=0.3)
        assert time.monotonic() - began < 2


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:1", "unix:///nergens/clamd.ctl"])
def test_one_that_isnt_there_is_away(settings, address):
    settings.CLAMAV_URL = address
    with pytest.raises(ScannerAway):
        scan(io.BytesIO(b"x"))


@pytest.fixture
def real(settings, tmp_path: Path):
    """Debian's clamd with a list of its own, that knows one file: the lists of ClamAV can't be fetched everywhere."""
    if shutil.which("clamd") is None:
        pytest.skip("clamd is not installed")
    lists = tmp_path / "lists"
    lists.mkdir()
    (lists / "eicar.ndb").write_text(f"Eicar-Test-Signature:0:*:{EICAR.hex()}\n")
    ear = tmp_path / "clamd.ctl"
    config = tmp_path / "clamd.conf"
    as_root = "User root\n" if os.getuid() == 0 else ""
    config.write_text(
        f"Foreground yes\nLocalSocket {ear}\nDatabaseDirectory {lists}\nStreamMaxLength 12M\nLogFile {tmp_path}/log\n"
        f"OfficialDatabaseOnly no\n{as_root}"
    )
    daemon = subprocess.Popen(["clamd", "-c", str(config)], stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    try:
        for _ in range(200):
            if ear.exists() and _answers(ear):
                break
            assert daemon.poll() is None, daemon.stdout.read().decode()
            time.sleep(0.1)
        settings.CLAMAV_URL = f"unix://{ear}"
        yield
    finally:
        daemon.terminate()
        daemon.wait(10)
        daemon.stdout.close()


def _answers(ear: Path) -> bool:
    try:
        with socket.socket(socket.AF_UNIX) as line:
            line.connect(str(ear))
            line.sendall(b"zPING\0")
            return line.recv(10) == b"PONG\0"
    except OSError:
        return False


@pytest.mark.slow  # a daemon starts
def test_clamd_itself_is_understood(real):
    assert scan(io.BytesIO(b"een brief"), patience=20) is True
    with pytest.raises(Infected, match="Eicar-Test-Signature"):
        scan(io.BytesIO(EICAR), patience=20)
    with pytest.raises(ScannerAway, match="size limit"):
        scan(io.BytesIO(bytes(14 * 1024 * 1024)), patience=20)
    assert scanner.is_configured()
