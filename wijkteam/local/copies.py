"""A database with its files as one file, and back: whole, or not at all.

The file is a tar with `database.dump`, the files under `media/`, and last `contents.json`: what must come out of it, to
the row and the byte. The keys aren't in it (docs/adr/0012).
"""

import contextlib
import datetime as dt
import hashlib
import io
import json
import os
import shutil
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, Any, Final

from wijkteam.machine import Stop

DUMP: Final = "database.dump"
MEDIA: Final = "media"
CONTENTS: Final = "contents.json"
FORM: Final = 1

Tables = dict[str, list[Any]]  # per table: how many rows, and a sum over all that stands in them


@dataclass(frozen=True)
class Place:
    """Where a database and its files are."""

    binaries: Path
    host: str
    user: str
    database: str
    media: Path

    def connect(self, database: str = "", **options: Any) -> Any:
        import psycopg  # only where the packages are installed

        # so that the same rows give the same text
        settings = "-c timezone=UTC -c datestyle=ISO -c extra_float_digits=1 -c bytea_output=hex"
        name = database or self.database
        return psycopg.connect(host=self.host, user=self.user, dbname=name, options=settings, **options)

    def run(self, program: str, *arguments: object) -> None:
        """One of PostgreSQL's own programs. Raises Stop with what it said."""
        command = [self.binaries / program, "-h", self.host, "-U", self.user, *arguments]
        env = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
        done = subprocess.run(
            [str(part) for part in command], env=env, stdin=subprocess.DEVNULL, capture_output=True, text=True
        )
        if done.returncode:
            raise Stop(f"{program} is mislukt:\n{done.stderr[-2000:]}")


@dataclass(frozen=True)
class Contents:
    """What is in a copy."""

    made_at: str
    keys: list[str]  # the fingerprints of those that are needed to read it
    tables: Tables
    files: dict[str, str]  # name -> sha256
    form: int = FORM

    @property
    def rows(self) -> int:
        return sum(count for count, _ in self.tables.values())


# --- Making one ---------------------------------------------------------------


def write_copy(place: Place, file: Path) -> Contents:
    """Beside people who work. The database first, the files after it: files are only ever added, so what the database
    names is there."""
    made_at = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
    beside = file.with_name(f".{file.name}.{os.getpid()}")
    beside.mkdir(mode=0o700)
    try:
        keys, tables = dump(place, beside / DUMP)
        with open_private(beside / "whole") as whole, tarfile.open(fileobj=whole, mode="w") as tar:
            tar.add(beside / DUMP, DUMP)
            (beside / DUMP).unlink()
            contents = Contents(made_at, keys, tables, dict(add_files(tar, place.media)))
            add_text(tar, CONTENTS, json.dumps(asdict(contents)))
        with (beside / "whole").open("rb") as whole:
            os.fsync(whole.fileno())
        os.link(beside / "whole", file)  # unlike a rename this never replaces another
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    return contents


def dump(place: Place, file: Path) -> tuple[list[str], Tables]:
    """At one moment: the rows that are counted are those that are copied."""
    import psycopg

    with place.connect() as db:
        db.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        (moment,) = db.execute("SELECT pg_export_snapshot()").fetchone()
        place.run("pg_dump", "--format=custom", f"--snapshot={moment}", f"--file={file}", place.database)
        return needed_keys(db), counted(db)


def needed_keys(db: Any) -> list[str]:
    if db.execute("SELECT to_regclass('casework_fieldkey')").fetchone()[0] is None:
        return []
    return [key for (key,) in db.execute("SELECT fingerprint FROM casework_fieldkey ORDER BY 1")]


def counted(db: Any) -> Tables:
    from psycopg import sql

    named = "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' ORDER BY 1"
    count = sql.SQL("SELECT count(*), coalesce(sum(hashtextextended(t::text, 0)), 0)::text FROM {} t")
    return {
        name: list(db.execute(count.format(sql.Identifier("public", name))).fetchone())
        for (name,) in db.execute(named).fetchall()
    }


def add_files(tar: tarfile.TarFile, folder: Path) -> Iterator[tuple[str, str]]:
    for path in sorted(folder.rglob("*")):
        # one that is half made may go again
        with contextlib.suppress(FileNotFoundError):
            if path.is_file() and not path.is_symlink():
                name = path.relative_to(folder).as_posix()
                with path.open("rb") as file:
                    found = hashlib.file_digest(file, "sha256").hexdigest()
                    file.seek(0)
                    tar.addfile(tar.gettarinfo(arcname=f"{MEDIA}/{name}", fileobj=file), file)
                yield name, found


def add_text(tar: tarfile.TarFile, name: str, text: str) -> None:
    content = text.encode()
    info = tarfile.TarInfo(name)
    info.size = len(content)
    tar.addfile(info, io.BytesIO(content))


def open_private(path: Path) -> IO[bytes]:
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb")


# --- Putting one back ------------------------------------------------------------


@contextlib.contextmanager
def unpacked(file: Path, beside: Path) -> Iterator[tuple[Path, Contents]]:
    """A folder with all of it, found whole: before anything that is there is touched. Raises Stop."""
    folder = Path(tempfile.mkdtemp(prefix="restore-", dir=beside))
    try:
        try:
            with tarfile.open(file) as tar:
                tar.extractall(folder, filter="data")
            contents = Contents(**json.loads((folder / CONTENTS).read_text()))
            whole = contents.form == FORM and (folder / DUMP).is_file() and digests(folder / MEDIA) == contents.files
        except (tarfile.TarError, FileNotFoundError, ValueError, TypeError) as error:
            raise Stop(f"{file} is geen hele back-up ({type(error).__name__}). Er is niets veranderd.") from error
        if not whole:
            raise Stop(f"{file} is beschadigd: niet elk bestand is wat het was. Er is niets veranderd.")
        yield folder, contents
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def digests(folder: Path) -> dict[str, str]:
    found = {}
    for path in folder.rglob("*"):
        if path.is_file():
            with path.open("rb") as file:
                found[path.relative_to(folder).as_posix()] = hashlib.file_digest(file, "sha256").hexdigest()
    return found


def put_back(place: Place, folder: Path, contents: Contents) -> None:
    """In the place of what is there, once all of it stands beside that and is what it was. Raises Stop, and then what
    was there still is. Nobody else may be using it."""
    beside, before = f"{place.database}_restored", f"{place.database}_before"
    with place.connect("postgres", autocommit=True) as server:
        drop(server, beside)
        drop(server, before)
        create(server, beside)
        try:
            # a dump knows no roles: the rights of the website are given by `grant_app_role`
            place.run("pg_restore", "--no-owner", "--no-acl", "--exit-on-error", f"--dbname={beside}", folder / DUMP)
            with place.connect(beside) as db:
                if counted(db) != contents.tables:
                    raise Stop("Wat uit de back-up kwam, is niet wat erin ging. Er is niets veranderd.")
            with place.connect(beside, autocommit=True) as db:
                db.execute("ANALYZE")
        except BaseException:
            drop(server, beside)
            raise
        swap_files(folder / MEDIA, place.media)
        rename(server, place.database, before)
        rename(server, beside, place.database)
        drop(server, before)
    shutil.rmtree(place.media.with_name(f"{place.media.name}.before"), ignore_errors=True)


def swap_files(new: Path, media: Path) -> None:
    before = media.with_name(f"{media.name}.before")
    shutil.rmtree(before, ignore_errors=True)
    new.mkdir(mode=0o700, exist_ok=True)
    if media.exists():
        media.rename(before)
    new.rename(media)
    media.chmod(0o700)


def create(server: Any, name: str) -> None:
    from psycopg import sql

    server.execute(sql.SQL("CREATE DATABASE {} TEMPLATE template0").format(sql.Identifier(name)))


def drop(server: Any, name: str) -> None:
    from psycopg import sql

    server.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


def rename(server: Any, name: str, to: str) -> None:
    """Nothing where there is none by that name: what is put back may have been destroyed."""
    from psycopg import sql

    if server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
        server.execute(sql.SQL("ALTER DATABASE {} RENAME TO {}").format(sql.Identifier(name), sql.Identifier(to)))
