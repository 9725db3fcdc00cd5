"""The log holds nothing personal."""

import logging
import sys

from wijkteam.logs import PlainFormatter


def record_of(name, number):
    """A log record of an error within an error, both about a person."""
    try:
        try:
            raise KeyError(number)
        except KeyError as error:
            raise ValueError(name) from error
    except ValueError:
        return logging.getLogger().makeRecord("proef", logging.ERROR, "", 1, "Mis", (), sys.exc_info())


def test_the_text_of_an_error_is_left_out():
    text = PlainFormatter().format(record_of("mevrouw De Wit", "999990019"))
    assert "builtins.ValueError" in text
    assert "builtins.KeyError" in text
    assert "test_logs.py" in text
    assert "De Wit" not in text
    assert "999990019" not in text
