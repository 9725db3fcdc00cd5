"""How gunicorn runs, in the demo and in the container."""

import os
import re
import time
from pathlib import Path


def on_loopback(address: str) -> bool:
    """Whether this address can only be reached from this machine. An address we can't read is not."""
    return re.fullmatch(r"(127\.\d+\.\d+\.\d+|localhost|\[::1\])(:\d+)?", address.strip()) is not None


bind = os.environ.get("BIND", "127.0.0.1:8000")
workers = int(os.environ.get("WEB_WORKERS", "2"))
threads = int(os.environ.get("WEB_THREADS", "4"))
worker_class = "gthread"
preload_app = True
timeout = 60
graceful_timeout = 8
# Workers say 'alive' through a file; a slow disk must not look like a dead worker.
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None
control_socket_disable = True
loglevel = "warning"
# No log of requests: what was looked at, and by whom, is in the reading log.
accesslog = None


def on_starting(server: object) -> None:
    """The website is loaded, its door not yet open. The demo lets it wait until its examples are there."""
    file = os.environ.get("OPENS_WITH")
    while file and not Path(file).exists():
        time.sleep(0.05)
    from django.db import connections

    from casework.people.field_key import refuse_wrong_key

    refuse_wrong_key(patience=60)
    connections.close_all()  # no worker shares one with another
