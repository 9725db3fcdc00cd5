"""One process of `beside.py` and `flames.py`: does a thing of the product when told its name, and answers how long that
took; told a number too, it makes so many ready, and does them all at the next line.

Started by its path in the folder of the code that is measured, which need not be the code that this file is of.
"""

import gc
import os
import sys
import time
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path[0] = str(Path.cwd())  # not where this file is: the code that is measured
sys.path.append(str(Path(__file__).parent))  # for `somebody`, which that code need not have

import django  # noqa: E402

django.setup()

from django.conf import settings  # noqa: E402  after setup
from django.db import connection  # noqa: E402
from django.utils import timezone  # noqa: E402
from somebody import CITIZEN, FIFTY, citizen, somebody  # noqa: E402

from casework.appointments.models import Appointment  # noqa: E402
from casework.appointments.operations import make_appointment  # noqa: E402
from casework.engine.door import perform  # noqa: E402
from casework.law.models import clock  # noqa: E402
from roles.models import User  # noqa: E402
from tests.bench import steps  # noqa: E402
from tests.bench.http import Server, Visitor  # noqa: E402
from tests.bench.pages import CONSULENT, HEAD, LEADER  # noqa: E402

reported = getattr(steps, "reported", None) or steps._reported  # its name in the code before
settings.ROOT_URLCONF = "tests.bench.urls"
# what was collected is of this code, and the code before may ask for other files
plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
settings.STORAGES = {**settings.STORAGES, "staticfiles": plain}
connection.settings_dict["CONN_MAX_AGE"] = None  # its work is counted from beginning to end


class Rounds:
    """What can be done, each time with something fresh that was made before the clock runs."""

    def __init__(self) -> None:
        self.who, server = User.objects.get(username=CONSULENT), Server()
        self.visitor, self.leader = Visitor(server, CONSULENT), Visitor(server, LEADER)
        self.head, self.fifty_places = Visitor(server, HEAD), Visitor(server, somebody(FIFTY))
        self.citizen, self.own_case = Visitor(server, somebody(CITIZEN)), citizen().content_object.citizen_url

    def door(self) -> Callable[[], Any]:
        case = reported(1)[0]
        return lambda: perform(case, "take_up", by=self.who, token=uuid.uuid4())

    def form(self) -> Callable[[], Any]:
        case = reported(1)[0]
        sent = {"expected": case.phase, "token": str(uuid.uuid4())}
        return lambda: self.visitor.post(f"{case.get_absolute_url()}stap/pak-op/", **sent)

    def child(self) -> Callable[[], Any]:
        case = reported(1)[0]
        make_appointment(case, by=self.who, person=self.who, on=timezone.localdate(), what="Bel")
        one = Appointment.objects.filter(case=case).latest("pk")
        return lambda: perform(one, "fulfil", by=self.who, token=uuid.uuid4(), text="Gebeld")

    def list(self) -> Callable[[], Any]:
        return lambda: self.visitor.get("/")

    def team(self) -> Callable[[], Any]:
        return lambda: self.leader.get("/?lijst=team")

    def municipality(self) -> Callable[[], Any]:
        return lambda: self.head.get("/?lijst=alles")

    def fifty(self) -> Callable[[], Any]:
        return lambda: self.fifty_places.get("/?lijst=team")

    def own(self) -> Callable[[], Any]:
        return lambda: self.citizen.get(self.own_case)

    def triangle_of_all(self) -> Callable[[], Any]:
        return lambda: self.head.get("/driehoek/")

    def triangle(self) -> Callable[[], Any]:
        return lambda: self.visitor.get("/driehoek/")

    def page(self) -> Callable[[], Any]:
        case = reported(1)[0]
        return lambda: self.visitor.get(case.get_absolute_url())


def main() -> None:
    rounds = Rounds()
    gc.collect()
    gc.freeze()  # as the server of either code does with what is loaded
    print("ready", flush=True)
    for line in sys.stdin:
        thing, _, number = line.strip().partition(" ")
        acts = [getattr(rounds, thing)() for _ in range(int(number or 1))]
        if number:
            print("ready", flush=True)
            sys.stdin.readline()
        clock()  # terms and days off are read once a minute: not now
        begun, worked = time.perf_counter(), _worked()
        for act in acts:
            act()
        print((time.perf_counter() - begun) * 1000, (_worked() - worked) * 1000, flush=True)


def _worked() -> float:
    """Seconds of work until now, ours and that of the database for us; of the latter the kernel counts hundredths."""
    stat = Path(f"/proc/{connection.connection.info.backend_pid}/stat")
    fields = stat.read_text().rpartition(")")[2].split() if stat.exists() else []
    theirs = sum(map(int, fields[11:13])) / os.sysconf("SC_CLK_TCK") if fields else 0.0
    return time.process_time() + theirs


main()
