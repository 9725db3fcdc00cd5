"""What an e-mail says is read as text; what it carries stays shut; whatever comes, nothing breaks."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.pieces.mail import LONGEST, read_mail, sender
from tests.casework.pieces import files as f


def test_from_whom_about_what_and_when():
    found = read_mail(f.mail(attached=f.PDF))
    assert found == {
        "from": "Woningstichting <huur@wonen.example>",
        "to": "wijkteam@voorbeeld.example",
        "subject": "De huur van maart",
        "date": "2026-03-03",
        "text": "Geachte heer,\n\nUw huur is te laat.",
        "attached": ["overzicht.pdf"],
    }
    assert sender(found["from"]) == "Woningstichting"
    assert sender("huur@wonen.example") == "huur@wonen.example"


def test_of_a_page_only_its_words():
    html = "<html><head><title>t</title><style>p{}</style></head><body><p>Uw <b>huur</b></p><script>alert(1)</script><!-- <b>weg</b> -->&lt;b&gt;<br>ok</body></html>"
    assert read_mail(f.mail(text="", html=html))["text"] == "Uw huur<b>\nok"
    assert read_mail(f.mail(text="gewoon", html=html))["text"] == "gewoon"


def test_words_in_another_writing():
    assert (
        read_mail(f.mail(subject="Büyük soru: kira?", sender="Şule Öz <s@x.example>"))["subject"] == "Büyük soru: kira?"
    )


@pytest.mark.parametrize(
    "head",
    [
        b"Content-Type: text/plain; charset=geen-schrift\r\n",
        b"Content-Type: text/plain; charset*=x''\xff\r\n",
        b"Content-Type: multipart/mixed\r\n",
        b"Content-Transfer-Encoding: base64\r\n",
        b"Date: Tue, 99 Foo 99999 99:99:99 +9999\r\n",
        b"Date: Tue, 03 Mar 0001 14:05:00 +0100\r\n",
        b"From: =?utf-8?q?=00=01?= <@@>\r\n",
        b"Subject: =?geen?b?!!!?=\r\n",
    ],
)
def test_an_odd_mail_tells_what_can_be_read(head):
    found = read_mail(b"From: Jan <jan@x.example>\r\n" + head + b"\r\nDag\x00 \xe2\x80\xaeom")
    assert "\0" not in str(found)
    assert "\u202e" not in str(found)


def test_a_long_mail_is_kept_short_beside_its_file():
    assert len(read_mail(f.mail(text="woord " * 10_000))["text"]) == LONGEST


@pytest.mark.parametrize(
    "content",
    [
        b"From: a@b.example\r\nTo: " + b"x@y.example, " * 500_000 + b"\r\n\r\nDag",
        b"From: a@b.example\r\nContent-Type: text/plain; " + b"a=b; " * 500_000 + b"\r\n\r\nDag",
        b"From: a@b.example\r\nContent-Type: text/html\r\n\r\n" + b"<!--" * 500_000,
        b"From: a@b.example\r\n"
        + b"".join(b'Content-Type: multipart/mixed; boundary="%d"\r\n\r\n--%d\r\n' % (one, one) for one in range(3000)),
    ],
    ids=["to", "type", "page", "parts"],
)
def test_a_mail_that_would_take_minutes_is_left_unread(content):
    began = time.monotonic()
    read_mail(content)
    assert time.monotonic() - began < 10, "on a busy machine; it takes a tenth of a second"


@given(st.binary(max_size=600))
def test_nothing_breaks(content):
    assert set(read_mail(b"From: a@b.example\r\n" + content)) == {"from", "to", "subject", "date", "text", "attached"}


@given(
    st.lists(
        st.sampled_from(
            [
                b"From:",
                b"To: ",
                b"Content-Type:",
                b"multipart/mixed;boundary=x",
                b"\r\n",
                b"--x",
                b"\r\n\r\n",
                b"=?utf-8?b?",
                b"?=",
                b"charset=",
                b"\xff",
                b"text/html",
                b"<script",
                b"Date: ",
                b'"',
                b"(",
                b"name*0*=",
            ]
        ),
        max_size=25,
    )
)
def test_nothing_breaks_on_what_nearly_is_mail(parts):
    read_mail(b"".join(parts))


def test_a_day_in_no_year_that_there_is():
    assert read_mail(b"Date: Mon, 1 Jan 99999999999 00:00:00 +0000\r\nSubject: Dag\r\n\r\nHallo")["date"] == ""
