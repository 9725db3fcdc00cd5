"""`./dev backup` and `./dev restore`: the demo's data in one file, its keys in another."""

import argparse
import json
import os
from pathlib import Path

from casework.people.fingerprint import fingerprint
from wijkteam.local import copies
from wijkteam.local.copies import Contents, Place
from wijkteam.local.demo import examples_made, migrate
from wijkteam.local.places import binaries, data_folder
from wijkteam.local.postgres import DATABASE
from wijkteam.local.processes import MANAGE, run
from wijkteam.local.servers import Servers
from wijkteam.machine import Stop, say, timed


def backup(args: list[str]) -> int:
    asked = parsed("backup", args, "dit bestand ontstaat, met de database en de documenten", "ook de sleutels, hierin")
    for file in filter(None, (asked.file, asked.keys)):
        if file.exists():
            raise Stop(f"{file} bestaat al: kies een andere naam, er wordt niets overschreven.")
        if not file.parent.is_dir():
            raise Stop(f"De map {file.parent} is er niet: maak hem eerst.")
    servers = Servers(data_folder() / "demo")
    if not examples_made(servers).exists():
        raise Stop("Er zijn nog geen gegevens: start eerst ./dev demo.")
    if not servers.take_lock():
        return make(servers, asked.file, asked.keys)  # the demo is running
    with servers:
        return make(servers, asked.file, asked.keys)


def make(servers: Servers, file: Path, keys: Path | None) -> int:
    with timed("Back-up"):
        try:
            contents = copies.write_copy(place_of(servers), file)
        except OSError as error:
            raise Stop(f"{file} kon niet worden geschreven: {error.strerror}.") from error
    say(f"{file}: {contents.rows} rijen in {len(contents.tables)} tabellen, {len(contents.files)} bestanden.")
    if keys is None:
        say(f"De sleutels staan er niet in. Zonder deze is geen BSN te lezen: {servers.secrets_file}")
    else:
        with copies.open_private(keys) as written:
            written.write(json.dumps(servers.secrets()).encode())
        say(f"De sleutels: {keys}. Bewaar dat bestand op een andere plaats dan de back-up.")
    return run(*MANAGE, "check_files", env=servers.environment())


def restore(args: list[str]) -> int:
    asked = parsed("restore", args, "de back-up", "de sleutels, als die hier niet meer staan")
    for file in filter(None, (asked.file, asked.keys)):
        if not file.is_file():
            raise Stop(f"{file} is er niet.")
    servers = Servers(data_folder() / "demo")
    if not servers.take_lock():
        raise Stop("De demo draait nog: stop hem eerst met Ctrl-C.")
    with copies.unpacked(asked.file, servers.folder) as (folder, contents):
        keys = read_keys(servers, asked.keys)
        refuse_other_keys(keys, contents)
        with servers:
            with timed("Terugzetten"):
                copies.put_back(place_of(servers), folder, contents)
            keep_keys(servers, keys)
            examples_made(servers).touch()
            env = servers.environment()
            migrate(env)  # a copy of before an update
            wrong = run(*MANAGE, "check_files", env=env)
    say(f"Teruggezet: de stand van {contents.made_at}, {contents.rows} rijen en {len(contents.files)} bestanden.")
    return wrong


def parsed(command: str, args: list[str], file: str, keys: str) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog=f"./dev {command}")
    parser.add_argument("file", type=Path, metavar="BESTAND", help=file)
    parser.add_argument("--keys", type=Path, metavar="SLEUTELBESTAND", help=keys)
    return parser.parse_args(args)


def place_of(servers: Servers) -> Place:
    return Place(binaries()[0], str(servers.sockets), DATABASE, DATABASE, servers.folder / "media")


def read_keys(servers: Servers, file: Path | None) -> dict[str, str]:
    """Those that are given, else those that are here; none on a new machine."""
    path = file or servers.secrets_file
    if not path.exists():
        return {}
    try:
        found = json.loads(path.read_text())
        return {name: str(found[name]) for name in ("SECRET_KEY", "FIELD_KEY")}
    except (ValueError, KeyError, TypeError):
        raise Stop(f"{path} is geen sleutelbestand. Er is niets veranderd.") from None


def refuse_other_keys(keys: dict[str, str], contents: Contents) -> None:
    """Before anything is touched: what can't be read needn't be put back."""
    given = {fingerprint(key) for key in keys.get("FIELD_KEY", "").replace(",", " ").split()}
    if missing := [needed[:8] for needed in contents.keys if needed not in given]:
        raise Stop(
            f"Voor deze back-up is een andere FIELD_KEY nodig ({', '.join(missing)}): geef het sleutelbestand dat erbij"
            " hoort met --keys. Er is niets veranderd."
        )


def keep_keys(servers: Servers, keys: dict[str, str]) -> None:
    if keys and keys != servers.secrets():
        beside = servers.secrets_file.with_suffix(f".{os.getpid()}")
        with copies.open_private(beside) as file:
            file.write(json.dumps(keys).encode())
        beside.rename(servers.secrets_file)
