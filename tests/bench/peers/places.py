"""Where the peers live: each in a virtual environment of its own, with databases of its own beside those of the bench.

Nothing of it is ever imported here: they are other processes.
"""

import datetime as dt
import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

from tests.bench.databases import copied, kept, server
from tests.bench.peers import content
from tests.bench.peers.products import OURS, Product
from wijkteam.local.places import data_folder
from wijkteam.machine import ROOT, TOOLS, find_pip

HERE = Path(__file__).parent
INSIDE = HERE / "inside"
KEPT, WORK = "wijkteam_peerload", "wijkteam_peers"
PASSED_ON = ("PATH", "HOME", "LANG", "TMPDIR")  # and nothing of the product's


class Failed(Exception):
    """A peer can't be had here; the text says why."""


def folder_of(product: Product) -> Path:
    folder = data_folder() / "bench" / "peers" / product.key
    folder.mkdir(parents=True, exist_ok=True)
    return folder


# --- environments ----------------------------------------------------------------------------------------------------


def python_of(product: Product) -> Path:
    """Its Python, with what its lock names."""
    if product is OURS:
        return Path(sys.executable)
    venv, lock = folder_of(product) / "venv", lock_of(product)
    python, stamp = venv / "bin" / "python", venv / ".lock"
    if not (stamp.exists() and stamp.read_bytes() == lock.read_bytes()):
        shutil.rmtree(venv, ignore_errors=True)
        _run([sys.executable, "-m", "venv", "--without-pip", str(venv)], product)
        _run([*_installer(python), "--require-hashes", "-r", str(lock)], product)
        stamp.write_bytes(lock.read_bytes())
    return python


def lock_of(product: Product) -> Path:
    return HERE / "requirements" / f"{product.key}.txt"


def _installer(python: Path) -> list[str]:
    uv = TOOLS / "bin" / "uv"
    if uv.exists():
        return [str(uv), "pip", "install", "-q", "--python", str(python)]
    pip = find_pip()
    if pip is None:
        raise Failed("er is geen pip")
    return [str(python), str(pip), "install", "-q", "--disable-pip-version-check"]


# --- processes -------------------------------------------------------------------------------------------------------


def command(product: Product, *what: str) -> list[str]:
    return [str(python_of(product)), "-P", "-m", "asking", product.key, *what]


def environment(product: Product, database: str, cases: int) -> dict[str, str]:
    url = urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{database}").geturl()
    if product is OURS:
        return os.environ | {"DATABASE_URL": url, "PYTHONPATH": os.pathsep.join([str(ROOT), str(INSIDE)])}
    folder = folder_of(product) / f"site_{cases}"
    folder.mkdir(exist_ok=True)
    base = {name: os.environ[name] for name in PASSED_ON if name in os.environ}
    return base | {"DATABASE_URL": url, "PYTHONPATH": str(INSIDE), "PEER_FOLDER": str(folder)}


def _run(arguments: list[str], product: Product, env: dict[str, str] | None = None) -> None:
    log = folder_of(product) / "log"
    with log.open("w") as said:
        done = subprocess.run(arguments, env=env, stdin=subprocess.DEVNULL, stdout=said, stderr=said)
    if done.returncode:
        raise Failed(last_lines(log))


def last_lines(log: Path) -> str:
    return "\n".join(log.read_text(errors="replace").strip().splitlines()[-8:])


# --- databases -------------------------------------------------------------------------------------------------------


def database(product: Product, cases: int, items: Path, tell: content.Tell) -> str:
    """The name of a copy to measure in, of one that is filled once and kept for the day and for this code."""
    source = kept(cases, tell) if product is OURS else _kept(product, cases, items, tell)
    return copied(source, f"{WORK}_{product.key}_{cases}")


def _kept(product: Product, cases: int, items: Path, tell: content.Tell) -> str:
    start = f"{KEPT}_{product.key}_{cases}_"
    name = start + _version(product)
    names = {row[0] for row in server("SELECT datname FROM pg_database")}
    for old in names - {name}:
        if old.startswith(start):
            server(f'DROP DATABASE "{old}" WITH (FORCE)')
    if name not in names:
        tell(f"{product.name} met {cases} zaken vullen …")
        _fill(product, cases, items, name)
    return name


def _fill(product: Product, cases: int, items: Path, name: str) -> None:
    """Under another name until it's whole."""
    work = f"{WORK}_{product.key}_{cases}"
    server(f'DROP DATABASE IF EXISTS "{work}" WITH (FORCE)')
    server(f'CREATE DATABASE "{work}"')
    if not items.exists():
        content.write(items, cases)
    _run(command(product, "load", str(items)), product, environment(product, work, cases))
    server(f'ALTER DATABASE "{work}" RENAME TO "{name}"')


def _version(product: Product) -> str:
    """What was filled: on which day, by which versions, by this code."""
    code = [*INSIDE.glob("asking.py"), *sorted(INSIDE.glob(f"**/*{product.key}*.py"))]
    code += [*sorted(INSIDE.glob(f"{product.key}_cases/**/*.py")), Path(content.__file__), lock_of(product)]
    parts = [repr(dt.datetime.now(dt.UTC).date()), *(one.read_text() for one in code)]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:8]
