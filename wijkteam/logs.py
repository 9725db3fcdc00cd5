"""Log lines without personal data."""

import logging
import re
import traceback
from types import TracebackType
from typing import Any

LEFT_OUT = "(tekst weggelaten)"


class KindsOfErrors(logging.Filter):
    """Instead of an error in a log line what kind of error it is, whoever logs it."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg = kind(record.msg)
        args = record.args
        if isinstance(args, tuple):
            record.args = tuple(kind(value) for value in args)
        elif isinstance(args, dict):
            record.args = {name: kind(value) for name, value in args.items()}
            if "exc" in args:  # Celery's data, in which an error is a text already
                record.args |= {"exc": told_kind(str(args["exc"]), record.exc_info), "traceback": LEFT_OUT}
                vars(record).pop("data", None)  # the same, once more
        return True


def kind(value: Any) -> Any:
    return name_of(type(value)) if isinstance(value, BaseException) else value


def name_of(error: type[BaseException]) -> str:
    return f"{error.__module__}.{error.__qualname__} {LEFT_OUT}"


def told_kind(text: str, error: Any) -> str:
    """The kind of the error that goes with it; else the name in 'IntegrityError(…)', which is how Celery tells it."""
    if error and error[0]:
        return name_of(error[0])
    name = re.search(r"[A-Za-z_]\w*(?=\()", text)
    return f"{name[0]} {LEFT_OUT}" if name else LEFT_OUT


class PlainFormatter(logging.Formatter):
    """Where it went wrong and what kind of error it was, never the error's text.

    A refused INSERT carries its row in the text ('Key (bsn)=(…)'), and a
    template error carries the variable: both may be about a person.
    """

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s %(message)s")

    def formatException(  # noqa: N802  the name is the standard library's
        self,
        ei: tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None],
    ) -> str:
        error = ei[1]
        lines: list[str] = []
        while error is not None:
            lines += [line.rstrip() for line in traceback.format_tb(error.__traceback__)]
            lines.append(name_of(type(error)))
            error = error.__cause__ or error.__context__
        return "\n".join(lines)
