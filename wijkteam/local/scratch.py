"""Servers for one run alone: gone when it ends, and without care for what a crash loses."""

import contextlib
import hashlib
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from wijkteam.local.places import data_folder
from wijkteam.local.processes import NEW_DATABASE, run
from wijkteam.local.servers import Servers
from wijkteam.machine import ROOT, say


@contextlib.contextmanager
def scratch(*, migrated: bool = False) -> Iterator[Servers]:
    """Servers on a folder of this run alone, so that two runs don't meet."""
    sweep()
    servers = new_servers()
    try:
        if migrated:
            copy_migrated(servers)
        with servers:
            yield servers
    finally:
        shutil.rmtree(servers.folder, ignore_errors=True)


def new_servers() -> Servers:
    servers = Servers(Path(tempfile.mkdtemp(prefix="test-", dir=data_folder())), durable=False)
    servers.folder.chmod(0o711)
    return servers


def sweep() -> None:
    """What a killed run left: nobody holds its lock any more."""
    for folder in data_folder().glob("test-*"):
        if time.time() - folder.stat().st_mtime < 60:
            continue  # it may be just starting
        left = Servers(folder)
        if left.take_lock():
            shutil.rmtree(folder, ignore_errors=True)


def copy_migrated(servers: Servers) -> None:
    """Begins with a database that is migrated already: seconds less for each run and each test process.

    It is kept by a fingerprint of all that it depends on; Django copies it (see TEST in settings.py).
    """
    kept = data_folder() / f"migrated-{fingerprint()}"
    if not kept.is_dir() and not make_migrated(kept):
        return  # the tests themselves will tell what is wrong with the migrations
    kept.touch()
    subprocess.run(["cp", "-a", str(kept), str(servers.folder / "postgres")], check=True)


def fingerprint() -> str:
    """Changes with whatever could make a migrated database another one."""
    parts = [*sorted(ROOT.glob("*/migrations/*.py")), ROOT / "requirements.txt"]
    parts += [Path(__file__).with_name(name) for name in ("scratch.py", "postgres.py", "new_database.py")]
    return hashlib.sha256(b"\0".join(part.read_bytes() for part in parts)).hexdigest()[:16]


def make_migrated(kept: Path) -> bool:
    say("Database voor de tests maken (één keer voor deze migraties) …")
    building = new_servers()
    try:
        with building:
            if run(*NEW_DATABASE, env=building.environment()):
                return False
        with contextlib.suppress(OSError):  # another run was first
            (building.folder / "postgres").rename(kept)
    finally:
        shutil.rmtree(building.folder, ignore_errors=True)
    for old in sorted(data_folder().glob("migrated-*"), key=lambda path: path.stat().st_mtime)[:-3]:
        shutil.rmtree(old, ignore_errors=True)
    return kept.is_dir()
