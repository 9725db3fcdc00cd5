"""One of many: in a transaction of its own. What is the matter with it is told in the log; the next one isn't to blame."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from celery.exceptions import SoftTimeLimitExceeded
from django.db import transaction

log = logging.getLogger(__name__)


@contextmanager
def apart(what: str) -> Iterator[None]:
    try:
        with transaction.atomic():
            yield
    except SoftTimeLimitExceeded:  # the worker must stop: that is no matter of this one's
        raise
    except Exception as error:  # its kind alone: its words may hold what is nobody's business
        log.warning("%s: %s", what, type(error).__name__)
