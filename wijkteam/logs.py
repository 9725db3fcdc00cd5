"""Log lines without personal data."""

import logging
import traceback
from types import TracebackType


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
            lines.append(f"{type(error).__module__}.{type(error).__qualname__} (tekst weggelaten)")
            error = error.__cause__ or error.__context__
        return "\n".join(lines)
