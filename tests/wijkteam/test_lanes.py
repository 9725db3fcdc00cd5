"""Who is served when, and for how long somebody is waited for: our server around an application of a few lines."""

import errno
import socket
import threading
import time

import pytest

from tests.wijkteam.website import Line, asked, until
from wijkteam.serving import OLDEST, REFUSED, address, connection, lanes
from wijkteam.serving.processes import Server, Signs


class Running:
    """One server in a thread. Its pages wait until `go` is set."""

    def __init__(self, threads: int = 2, proxies: int = 0) -> None:
        self.go, self.served = threading.Event(), []
        listening = address.listen("127.0.0.1:0")
        self.port = listening[0].getsockname()[1]
        how = {"threads": threads, "static": "/static/", "proxies": proxies, "largest": 1000}
        self.server = Server(self.answer, listening, Signs(1), 0, **how)
        self.thread = threading.Thread(target=self.server.run, daemon=True)
        self.thread.start()

    def answer(self, environ, start):
        path = environ["PATH_INFO"]
        if path.startswith("/page") and not environ.get(REFUSED):
            self.go.wait(20)
        if path == "/breaks":
            raise ZeroDivisionError
        self.served.append(path)
        told = [str(environ.get(name, "-")) for name in (REFUSED, "HTTP_X_FORWARDED_FOR", "REMOTE_ADDR")]
        body = " ".join([*told, str(environ[OLDEST] > 0.2 if OLDEST in environ else "-")]).encode()
        start("200 OK", [("Content-Type", "text/plain"), ("Content-Length", str(len(body)))])
        return [body]

    def line(self, address: str, *headers: str) -> Line:
        return Line(self.port, asked(address, *headers))

    def said(self, address: str, *headers: str) -> str:
        return self.line(address, *headers).hear().page


@pytest.fixture
def running():
    made = []

    def run(**how) -> Running:
        made.append(Running(**how))
        return made[-1]

    yield run
    for one in made:
        one.go.set()
        one.server.stop(15, None)
        one.thread.join(10)
        for door in one.server.doors:
            door.close()


def test_pages_that_wait_keep_nobody_from_what_needs_no_page(running) -> None:
    site = running()
    waiting = [site.line(f"/page/{number}") for number in range(5)]
    until(lambda: site.server.lanes.pages.waiting)
    time.sleep(1)
    assert site.said("/static/sheet.css") == "- - 127.0.0.1 True"
    assert site.said("/healthz").endswith("True")  # and hears that a page waits
    site.go.set()
    assert [line.hear().status for line in waiting] == [200] * 5


def test_nobody_waits_longer_than_that(running, monkeypatch) -> None:
    """What was expected wasn't so: who has waited the longest that anybody should, is refused too."""
    site = running(threads=1)
    first = site.line("/page/1")
    until(lambda: site.server.lanes.pages.serving)
    late = site.line("/page/2")
    until(lambda: site.server.lanes.pages.waiting)
    monkeypatch.setattr(lanes, "LONGEST", 0.3)
    answer = late.hear()
    assert answer.page.startswith("503")
    assert answer.seconds < 3
    site.go.set()
    assert first.hear().status == 200


def test_how_long_it_will_be_follows_from_how_long_it_takes() -> None:
    lane = lanes.Lane("test", 2)

    class Channel:
        def service(self) -> None:
            time.sleep(0.1)

    for _ in range(60):
        lane.add(Channel())
    until(lane.is_idle)
    assert 0.09 < lane.takes < 0.2
    assert lane.works < 0.05
    assert lane.expected() == lane.takes  # nobody waits
    for _ in range(42):
        lane.add(Channel())
    assert 1.5 < lane.expected() < 4


def test_a_page_that_breaks_without_an_answer_gets_one_in_dutch(running) -> None:
    answer = running().line("/breaks").hear()
    assert answer.page.startswith("500")  # the application is asked for the page of that


def test_where_even_that_breaks_there_is_a_page(running, monkeypatch) -> None:
    site = running()
    monkeypatch.setattr(site.server.doors[0], "application", lambda environ, start: 1 / 0)
    answer = site.line("/").hear()
    assert answer.status == 500
    assert "Er ging iets mis" in answer.page


def test_whoever_left_gets_no_page_made(running) -> None:
    site = running(threads=1)
    first = site.line("/page/1")
    until(lambda: site.server.lanes.pages.serving)
    site.line("/page/2").close()
    third = site.line("/page/3")
    time.sleep(0.3)
    site.go.set()
    assert first.hear().status == third.hear().status == 200
    assert site.served == ["/page/1", "/page/3"]


@pytest.mark.parametrize("half", ["GET / HT", "POST / HTTP/1.1\r\nContent-Length: 9\r\n\r\nx", ""])
def test_half_a_word_is_waited_for_only_so_long(running, monkeypatch, half) -> None:
    """Also when it comes a letter at a time."""
    monkeypatch.setattr(connection, "HEAD_SECONDS", 0.5)
    monkeypatch.setattr(connection, "BODY_SECONDS", 0.5)
    monkeypatch.setattr(connection, "IDLE_SECONDS", 0.5)
    line = Line(running().port, half.encode())
    until(line.is_closed, seconds=4)


def test_whoever_leaves_while_coming_in_does_not_close_the_door(running, monkeypatch) -> None:
    site = running()
    broken = ConnectionResetError(errno.ECONNRESET, "gone")
    with monkeypatch.context() as patch:
        patch.setattr(connection.Door, "channel_class", raising(broken))
        Line(site.port, b"GET").close()
        time.sleep(0.3)
    assert site.said("/").startswith("-")


def raising(error):
    def raise_it(*args, **named):
        raise error

    return raise_it


def test_whoever_says_nothing_makes_room(running, monkeypatch) -> None:
    monkeypatch.setattr(connection.Door, "most", 10)
    site = running()
    silent = [Line(site.port, b"GET") for _ in range(25)]
    assert site.said("/").startswith("-")
    assert sum(line.is_closed() for line in silent) >= 15


@pytest.mark.parametrize(("proxies", "heard"), [(0, "- - 127.0.0.1"), (1, "- 10.1.2.3 127.0.0.1")])
def test_what_a_proxy_tells_counts_where_there_is_one(running, proxies, heard) -> None:
    assert running(proxies=proxies).said("/", "X-Forwarded-For: 10.1.2.3").startswith(heard)


def test_several_requests_over_one_line(running) -> None:
    site = running()
    site.go.set()
    line = Line(site.port, b"".join(f"GET /page/{n} HTTP/1.1\r\n\r\n".encode() for n in range(9)) + asked("/last"))
    assert line.hear().raw.count(b"HTTP/1.1 200 OK") == 10
    assert site.served[-1] == "/last"


@pytest.mark.parametrize("text", ["127.0.0.1:0", "127.0.0.1:0, [::1]:0", "localhost:0"])
def test_addresses_to_listen_on(text) -> None:
    sockets = address.listen(text)
    assert len(sockets) == text.count(",") + 1
    for one in sockets:
        with socket.create_connection(one.getsockname()[:2]):
            pass
        one.close()


def test_who_is_silent_is_seen() -> None:
    signs = Signs(2)
    signs.tick(0, 0.0)
    signs.tick(1, 3.0)
    assert 3 <= signs.oldest() < 4
    assert not signs.is_silent(0)
    signs.ticked[0] -= 60
    assert signs.is_silent(0)
