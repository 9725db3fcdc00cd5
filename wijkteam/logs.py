"""Log lines without personal data: for machines as JSON, for people as text, each with where it belongs.

`request` is the code that the page of an error shows; `task` the id of what a worker does.
"""

import datetime as dt
import json
import logging
import re
import traceback
from types import TracebackType
from typing import Any, Final

from celery import current_task

from wijkteam.request_code import current

LEFT_OUT = "(tekst weggelaten)"
REFUSALS: Final = range(401, 500)  # in the reading log, where they belong to somebody


class KindsOfErrors(logging.Filter):
    """Instead of an error in a log line what kind of error it is, whoever logs it."""

    def filter(self, record: logging.LogRecord) -> bool:
        error = record.exc_info[1] if isinstance(record.exc_info, tuple) else None
        record.msg = kind(record.msg, error)
        args = record.args
        if isinstance(args, tuple):
            record.args = tuple(kind(value, error) for value in args)
        elif isinstance(args, dict):
            record.args = {name: kind(value, error) for name, value in args.items()}
            if "exc" in args:  # Celery's data, in which an error is a text already
                record.args |= {"exc": told_kind(str(args["exc"]), record.exc_info), "traceback": LEFT_OUT}
                vars(record).pop("data", None)  # the same, once more
        return True


def kind(value: Any, error: BaseException | None = None) -> Any:
    """Of an error its kind, also where its text stands in its place, as Django tells of what it refuses."""
    if error is not None and isinstance(value, str) and value and value == str(error):
        value = error
    return name_of(type(value)) if isinstance(value, BaseException) else value


def name_of(error: type[BaseException]) -> str:
    return f"{error.__module__}.{error.__qualname__} {LEFT_OUT}"


def told_kind(text: str, error: Any) -> str:
    """The kind of the error that goes with it; else the name in 'IntegrityError(…)', which is how Celery tells it."""
    if error and error[0]:
        return name_of(error[0])
    name = re.search(r"[A-Za-z_]\w*(?=\()", text)
    return f"{name[0]} {LEFT_OUT}" if name else LEFT_OUT


class Where(logging.Filter):
    """To which request or task a line belongs. And the kind of address instead of the address itself: that may be a
    link by which somebody chooses a password."""

    def filter(self, record: logging.LogRecord) -> bool:
        told = vars(record)
        request = told.get("request")
        record.code = getattr(request, "code", "") or current()
        record.task_id = getattr(getattr(current_task, "request", None), "id", None) or ""
        path = getattr(request, "path", None)
        if path and isinstance(record.args, tuple):
            record.args = tuple(route(request) if value == path else value for value in record.args)
        if record.name == "django.request" and told.get("status_code", 500) < 500:
            record.exc_info = None  # what somebody sent wrongly: where we noticed tells nothing
            return told["status_code"] not in REFUSALS
        return True


def route(request: Any) -> str:
    """'zaken/<ref:ref>/', or nothing that was typed."""
    found = getattr(request, "resolver_match", None)
    return str(found.route) if found else "(onbekend adres)"


class PlainFormatter(logging.Formatter):
    """Where it went wrong and what kind of error it was, never the error's text.

    A refused INSERT carries its row in the text ('Key (bsn)=(…)'), and a
    template error carries the variable: both may be about a person.
    """

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s %(message)s")

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802  the name is the standard library's
        return " ".join(filter(None, (super().formatMessage(record), _bracketed(record))))

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


def _bracketed(record: logging.LogRecord) -> str:
    told = {"verzoek": getattr(record, "code", ""), "taak": getattr(record, "task_id", "")}
    return " ".join(f"[{name} {value}]" for name, value in told.items() if value)


class JsonFormatter(PlainFormatter):
    """One object on one line. Only these names: what else somebody gives along may be about a person."""

    def format(self, record: logging.LogRecord) -> str:
        at = dt.datetime.fromtimestamp(record.created, dt.UTC).isoformat(timespec="milliseconds")
        line = {"at": at, "level": record.levelname, "logger": record.name, "message": record.getMessage()}
        told = {"request": getattr(record, "code", ""), "task": getattr(record, "task_id", "")}
        line |= {name: value for name, value in told.items() if value}
        if record.exc_info and record.exc_info[0]:
            line["error"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)
