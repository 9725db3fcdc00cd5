"""`python -m wijkteam.serving`: the website, at the address of BIND, by WEB_WORKERS processes of WEB_THREADS each."""

import gc
import os
import sys
import time
from pathlib import Path

from wijkteam.serving.address import bind, listen
from wijkteam.serving.processes import keep


def wait_for_examples() -> None:
    """The demo lets the website wait, loaded, until its examples are there."""
    file = os.environ.get("OPENS_WITH")
    while file and not Path(file).exists():
        time.sleep(0.05)


def main() -> None:
    from django.conf import settings
    from django.db import connections

    from wijkteam.wsgi import application  # says that this process makes pages, before the settings are read

    wait_for_examples()
    from casework.people.field_key import refuse_wrong_key  # the application is loaded only now

    refuse_wrong_key(patience=60)
    connections.close_all()  # no process shares one with another
    gc.freeze()  # what is loaded stays, and is shared by all
    try:
        sockets = listen(bind)
    except (OSError, ValueError, OverflowError):
        sys.exit(f"De website kan niet luisteren op {bind}: dat adres bestaat niet, of is al in gebruik.")
    keep(
        application,
        sockets,
        int(os.environ.get("WEB_WORKERS", "2")),
        threads=int(os.environ.get("WEB_THREADS", "4")),
        static=settings.STATIC_URL,
        proxies=settings.TRUSTED_PROXIES,
        largest=settings.BODY_MAX_SIZE,
    )


if __name__ == "__main__":
    main()
