"""`./dev demo`, with `reset` and `manage`: the product with example data, on this machine alone."""

import contextlib
import os
import shutil
import socket
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

from wijkteam.local.places import data_folder
from wijkteam.local.processes import MANAGE, NEW_DATABASE, Child, Interrupted, run, started
from wijkteam.local.servers import Servers
from wijkteam.machine import Stop, say, timed

LOGINS = (
    "eerstecontact administratie consulent consulent2 consulent3 teamleider teamleider3 afdelingshoofd"
    " middenveld uitvoerder financien financien2 inwoner beheer beheer2 privacy bezwaar bezwaar2"
)

WORKERS = (("letters", "brieven en mail"), ("later", "samenvattingen"), ("night", "de nacht"))  # see workers/queues.py


def demo(args: list[str]) -> int:
    servers = Servers(data_folder() / "demo")
    if not servers.take_lock():
        raise Stop("De demo van deze map draait al: gebruik die, of stop hem met Ctrl-C.")
    port = wanted_port()
    address = f"http://127.0.0.1:{port}"
    env = servers.environment(WIJKTEAM_ADDRESS=address)
    say("De demo start …")
    apps: list[Child] = []
    try:
        with started(*MANAGE, "collectstatic", "--noinput", "--clear", "-v", "0", env=env) as static:
            with timed("Database"):
                servers.start()
                if examples_made(servers).exists():
                    migrate(env)
            with examples(servers, env):
                if static.wait():
                    raise Stop("De opmaak kon niet worden klaargezet (zie hierboven).")
                apps.append(start_web(servers, env, port))
        with timed("Website"):
            wait_for_web(apps[0], address)
        apps += start_workers(servers, env)
        welcome(servers, address)
        watch(servers, apps)
    except Interrupted:
        say("\nDe demo stopt …")
    finally:
        for child in reversed(apps):
            child.stop()
        servers.stop()
    return 0


def welcome(servers: Servers, address: str) -> None:
    say(f"\nWijkteam draait op {address}\n")
    say("Inloggen kan als (wachtwoord steeds: wijkteam)")
    for name in LOGINS.split():
        say(f"  {name}")
    say(f"\nLogboeken: {servers.folder / 'log'}\nCtrl-C stopt alles; de gegevens blijven bewaard.")


def reset(args: list[str]) -> int:
    servers = Servers(data_folder() / "demo")
    if not servers.take_lock():
        raise Stop("De demo draait nog: stop hem eerst met Ctrl-C.")
    shutil.rmtree(servers.folder)
    say("De gegevens van de demo zijn weg; ./dev demo begint opnieuw.")
    return 0


def manage(args: list[str]) -> int:
    servers = Servers(data_folder() / "demo")
    if servers.take_lock():
        with servers:
            return run(*MANAGE, *args, env=servers.environment())
    return run(*MANAGE, *args, env=servers.environment())  # the demo is running


def wanted_port() -> int:
    text = os.environ.get("PORT", "8000")
    if not text.isdigit() or not 0 < int(text) < 65536:
        raise Stop(f"PORT={text} is geen poortnummer: kies er een tussen 1024 en 65535.")
    port = int(text)
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except PermissionError:
            raise Stop(
                f"Poort {port} mag ik niet openen: kies een andere, bijvoorbeeld PORT=8000 ./dev demo."
            ) from None
        except OSError:
            raise Stop(
                f"Poort {port} is al in gebruik: kies een andere, bijvoorbeeld PORT={port + 1} ./dev demo."
            ) from None
    return port


def migrate(env: dict[str, str]) -> None:
    if run(*NEW_DATABASE, env=env):
        raise Stop(
            "Het bijwerken van de database is mislukt: hierboven staat waarom. Helpt niets, dan begint u met ./dev reset"
            " opnieuw, zonder de gegevens die er nu staan."
        )


def examples_made(servers: Servers) -> Path:
    """The file that is there once the examples are."""
    return servers.folder / "seeded"


@contextlib.contextmanager
def examples(servers: Servers, env: dict[str, str]) -> Iterator[None]:
    """Makes the tables and the example data, once, while other things are done. What was broken off is done again."""
    marker = examples_made(servers)
    if marker.exists():
        yield
        return
    say("Voorbeeldgegevens maken (één keer) …")
    with timed("Voorbeeldgegevens"), started(*NEW_DATABASE, "seed_demo", env=env) as making:
        yield
        if making.wait():
            raise Stop(
                "Het maken van de voorbeeldgegevens is mislukt (zie hierboven); met ./dev reset begint u opnieuw."
            )
        marker.touch()


def start_web(servers: Servers, env: dict[str, str], port: int) -> Child:
    """Loads the website; it answers once the examples are there."""
    counted = servers.folder / "run" / "metrics"
    shutil.rmtree(counted, ignore_errors=True)  # of processes that are gone
    opens = {"BIND": f"127.0.0.1:{port}", "OPENS_WITH": str(examples_made(servers))}
    return Child(
        "De webserver",
        [sys.executable, "-m", "wijkteam.serving"],
        env=env | opens | {"PROMETHEUS_MULTIPROC_DIR": str(counted)},
        log=servers.folder / "log" / "web.log",
        shows_output=True,
        restarts=True,
    )


def start_workers(servers: Servers, env: dict[str, str]) -> list[Child]:
    """A worker for each queue, as on a server; each does one thing at a time, because it is one machine."""
    celery = [sys.executable, "-m", "celery", "-q", "-A", "workers.app:app"]
    worker = ["worker", "--loglevel", "INFO", "--concurrency", "1", "--without-gossip", "--without-mingle"]
    log = servers.folder / "log"
    children = [
        Child(
            f"De worker voor {words}",
            [*celery, *worker, "-Q", queue, "-n", f"{queue}@%h"],
            env=env,
            log=log / f"worker-{queue}.log",
            restarts=True,
        )
        for queue, words in WORKERS
    ]
    beat = [*celery, "beat", "--loglevel", "INFO"]
    return [*children, Child("De klok", beat, env=env, log=log / "beat.log", restarts=True)]


def answers(url: str) -> bool:
    try:
        with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(url, timeout=2) as response:
            return bool(response.status == 200)
    except OSError:
        return False


def wait_for_web(web: Child, address: str) -> None:
    for _ in range(600):
        if answers(f"{address}/healthz"):
            return
        if not web.alive():
            break
        time.sleep(0.05)
    raise Stop(f"De webserver start niet; het logboek {web.log} eindigt zo:\n{web.tail()}")


def watch(servers: Servers, apps: list[Child]) -> None:
    """Until someone stops us: whatever falls over starts again, or ends everything."""
    while True:
        for child in [*servers.children, *apps]:
            if not child.alive() and not child.revive():
                raise Stop(f"{child.name} is gestopt; het logboek {child.log} eindigt zo:\n{child.tail()}")
        time.sleep(0.5)
