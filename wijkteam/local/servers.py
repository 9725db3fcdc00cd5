"""PostgreSQL and Valkey together on one folder, one run at a time, and the environment that leads to them."""

import base64
import fcntl
import hashlib
import json
import os
import secrets
import shutil
import tempfile
from pathlib import Path

from wijkteam.local import broker, postgres
from wijkteam.local.places import binaries, server_user
from wijkteam.local.processes import Child
from wijkteam.machine import Stop

LONGEST_SOCKET = 100  # the kernel stops at 107 bytes


class Servers:
    """The two servers of one folder; use it with `with`."""

    def __init__(self, folder: Path, *, durable: bool = True) -> None:
        self.folder, self.durable = folder, durable
        self.children: list[Child] = []
        self.lock: int | None = None

    def make_folder(self, name: str, *, of_server: bool = False) -> Path:
        path = self.folder / name
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
        user = server_user()
        if of_server and user is not None:
            os.chown(path, user.pw_uid, user.pw_gid)
        return path

    @property
    def sockets(self) -> Path:
        """Where the sockets are. A deep checkout makes their names too long; then beside it."""
        path = self.folder / "run"
        if len(str(path / f".s.PGSQL.{postgres.SOCKET_PORT}.lock")) <= LONGEST_SOCKET:
            return path
        short = hashlib.sha256(str(path).encode()).hexdigest()[:12]
        return Path(tempfile.gettempdir()) / f"wijkteam-{os.geteuid()}-{short}"

    def make_sockets_folder(self) -> Path:
        sockets = self.sockets
        if sockets.parent == self.folder:
            return self.make_folder("run", of_server=True)
        sockets.mkdir(mode=0o700, exist_ok=True)
        if sockets.is_symlink() or sockets.stat().st_uid != os.geteuid():
            raise Stop(f"De map {sockets} is van iemand anders: verwijder hem en probeer het opnieuw.")
        return sockets

    def take_lock(self) -> bool:
        """One run per folder. The lock ends with the process, also when that is killed."""
        self.folder.mkdir(mode=0o711, parents=True, exist_ok=True)
        handle = os.open(self.folder / "lock", os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(handle)
            return False
        self.lock = handle
        return True

    def __enter__(self) -> "Servers":
        if self.lock is None and not self.take_lock():
            raise Stop(f"De servers in {self.folder} draaien al: stop eerst de andere ./dev.")
        try:
            self.start()
        except BaseException:
            self.stop()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def start(self) -> None:
        postgres_binaries, valkey = binaries()
        log = self.make_folder("log")
        sockets = self.make_sockets_folder()
        data = self.make_folder("postgres", of_server=True)
        if not (data / "PG_VERSION").exists():
            postgres.make_cluster(postgres_binaries, data)
        postgres.end_earlier_run(data)
        kept = self.make_folder("valkey", of_server=True)
        self.children.append(broker.start(valkey, kept, sockets, log / "valkey.log"))
        server = postgres.start(postgres_binaries, data, sockets, log / "postgres.log", durable=self.durable)
        self.children.append(server)
        server.wait_until_ready()

    def stop(self) -> None:
        for child in reversed(self.children):
            child.stop(30)
        self.children = []
        if self.sockets.parent != self.folder:
            shutil.rmtree(self.sockets, ignore_errors=True)

    @property
    def secrets_file(self) -> Path:
        return self.folder / "secrets.json"

    def secrets(self) -> dict[str, str]:
        """Made once and kept: another FIELD_KEY would lose every BSN."""
        path = self.secrets_file
        if not path.exists():
            made = {
                "SECRET_KEY": secrets.token_urlsafe(64),
                "FIELD_KEY": base64.urlsafe_b64encode(os.urandom(32)).decode(),
            }
            with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT, 0o600), "w") as file:
                json.dump(made, file)
        return dict(json.loads(path.read_text()))

    def environment(self, **more: str) -> dict[str, str]:
        """What settings.py reads. Whatever a shell had set for another database does not count."""
        ours = {"ALLOWED_HOSTS", "DEBUG", "EMAIL_URL", "DATABASE_PASSWORD", "TRUSTED_PROXIES", "BIND"}
        ours |= {"MIGRATE_DATABASE_URL", "MIGRATE_DATABASE_PASSWORD", "CONN_MAX_AGE"}
        base = {key: value for key, value in os.environ.items() if key not in ours and not key.endswith("_FILE")}
        return (
            base
            | {
                "DJANGO_SETTINGS_MODULE": "wijkteam.settings",
                "WIJKTEAM_DEMO": "1",
                "DATABASE_URL": f"postgres://{postgres.DATABASE}@/{postgres.DATABASE}?host={self.sockets}",
                "REDIS_URL": f"redis+socket://{self.sockets}/valkey.sock",
                "MEDIA_ROOT": str(self.make_folder("media")),
                "STATIC_ROOT": str(self.make_folder("static")),
            }
            | self.secrets()
            | more
        )
