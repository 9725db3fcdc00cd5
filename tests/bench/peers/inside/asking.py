"""One product in a process of its own: `asking.py PRODUCT load FILE` fills its database, `asking.py PRODUCT serve`
answers each line of its input with the milliseconds of that request.

It runs in the environment of that product, so it imports only Django and what any Python has.
"""

import gc
import importlib
import json
import os
import platform
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from importlib import metadata
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import parse_qs, urlencode, urlsplit

CSRF = "b" * 32
WORKER, HEAD = "consulent001a", "afdelingshoofd"
PER_TEAM = "abcde"  # five people
SOUGHT, FOUND = "bakker", "Bakker"
BATCH = 2000

Item = dict[str, Any]


class Question(NamedTuple):
    """What is asked; what must be there before is made ready outside the clock."""

    ask: Callable[[Any], str]
    prepare: Callable[[], Any] = lambda: None


# --- settings ------------------------------------------------------------------------------------------------------


def database() -> dict[str, Any]:
    url = urlsplit(os.environ["DATABASE_URL"])
    host = parse_qs(url.query).get("host", [url.hostname or ""])[0]
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": url.path.lstrip("/"),
        "USER": url.username or "",
        "HOST": host,
        "CONN_MAX_AGE": None,  # as Django advises: a connection is kept
    }


def settings(apps: list[str], urls: str, **more: Any) -> dict[str, Any]:
    """What Django's own checklist for production asks; an adapter adds what its product recommends."""
    return {
        "DEBUG": False,
        "SECRET_KEY": "peers" * 10,
        "ALLOWED_HOSTS": ["127.0.0.1"],
        "DATABASES": {"default": database()},
        "DEFAULT_AUTO_FIELD": "django.db.models.BigAutoField",
        "ROOT_URLCONF": urls,
        "USE_TZ": True,
        "TIME_ZONE": "Europe/Amsterdam",
        "LANGUAGE_CODE": "nl",
        "STATIC_URL": "/static/",
        "EMAIL_BACKEND": "django.core.mail.backends.dummy.EmailBackend",
        "LOGGING": {
            "version": 1,
            "disable_existing_loggers": False,
            "handlers": {"console": {"class": "logging.StreamHandler"}},
            "root": {"level": "ERROR", "handlers": ["console"]},
        },
        "INSTALLED_APPS": [
            "django.contrib.auth",
            "django.contrib.contenttypes",
            "django.contrib.sessions",
            "django.contrib.messages",
            "django.contrib.staticfiles",
            *apps,
        ],
        "MIDDLEWARE": [
            "django.middleware.security.SecurityMiddleware",
            "django.contrib.sessions.middleware.SessionMiddleware",
            "django.middleware.locale.LocaleMiddleware",
            "django.middleware.common.CommonMiddleware",
            "django.middleware.csrf.CsrfViewMiddleware",
            "django.contrib.auth.middleware.AuthenticationMiddleware",
            "django.contrib.messages.middleware.MessageMiddleware",
            "django.middleware.clickjacking.XFrameOptionsMiddleware",
        ],
        "TEMPLATES": [
            {
                "BACKEND": "django.template.backends.django.DjangoTemplates",
                "APP_DIRS": True,  # without DEBUG these are cached
                "OPTIONS": {
                    "context_processors": [
                        "django.template.context_processors.request",
                        "django.contrib.auth.context_processors.auth",
                        "django.contrib.messages.context_processors.messages",
                    ]
                },
            }
        ],
        **more,
    }


# --- filling -------------------------------------------------------------------------------------------------------


def worker_of(item: Item) -> str:
    """Who of the team has it."""
    return f"consulent{item['team']:03d}{PER_TEAM[item['number'] % len(PER_TEAM)]}"


def team_of(user: Any) -> int:
    """The same, told by the name."""
    return int(user.username.removeprefix("consulent")[:3])


def batches(objects: Iterable[Any]) -> Iterator[list[Any]]:
    batch: list[Any] = []
    for one in objects:
        batch.append(one)
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def insert(objects: Iterable[Any]) -> None:
    """As `bulk_create`, also of models with parents, which Django's own refuses. Keys are given beforehand."""
    from django.db import connection

    last: type | None = None
    for batch in batches(objects):
        last = type(batch[0])
        for model in _levels(last):
            _insert_level(connection, model, batch)
    if last is not None:
        _reset_sequences(connection, last)


def _levels(model: Any) -> list[Any]:
    """The tables that one object is spread over, the first parent's first."""
    return [one for one in reversed(model.__mro__) if hasattr(one, "_meta") and not one._meta.abstract]


def _insert_level(connection: Any, model: Any, batch: list[Any]) -> None:
    fields = model._meta.local_concrete_fields
    root = _levels(type(batch[0]))[0]._meta.pk.attname
    for one in batch:
        for link in model._meta.parents.values():
            setattr(one, link.attname, getattr(one, root))
    quote = connection.ops.quote_name
    columns = ", ".join(quote(field.column) for field in fields)
    with (
        connection.cursor() as cursor,
        cursor.copy(f"COPY {quote(model._meta.db_table)} ({columns}) FROM STDIN") as copy,
    ):
        for one in batch:
            copy.write_row([field.get_db_prep_save(field.pre_save(one, True), connection) for field in fields])


def _reset_sequences(connection: Any, model: Any) -> None:
    from django.core.management.color import no_style

    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), _levels(model)):
            cursor.execute(statement)


def _tidy() -> None:
    """As the autovacuum would have done by then."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


# --- asking --------------------------------------------------------------------------------------------------------


class Visitor:
    """Someone who is logged in, with a session in the database."""

    def __init__(self, username: str) -> None:
        from django.conf import settings as django_settings
        from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY, get_user_model
        from django.core.wsgi import get_wsgi_application

        self.handler = get_wsgi_application()
        user = get_user_model()._default_manager.get(username=username)
        session = importlib.import_module(django_settings.SESSION_ENGINE).SessionStore()
        session[SESSION_KEY] = str(user.pk)
        session[BACKEND_SESSION_KEY] = django_settings.AUTHENTICATION_BACKENDS[0]
        session[HASH_SESSION_KEY] = user.get_session_auth_hash()
        session.save()
        self.user = user
        self.cookie = (
            f"{django_settings.SESSION_COOKIE_NAME}={session.session_key}; {django_settings.CSRF_COOKIE_NAME}={CSRF}"
        )

    def get(self, address: str) -> str:
        status, _, body = self._call("GET", address)
        assert status == 200, f"{address}: {status} {body[:2000]}"
        return body

    def post(self, address: str, *, status: tuple[int, ...] = (302, 303), **fields: Any) -> str:
        """Where it sends us, or what it answered."""
        form = urlencode({"csrfmiddlewaretoken": CSRF, **fields}, doseq=True).encode()
        answer, location, body = self._call("POST", address, form)
        assert answer in status, f"{address}: {answer} {body[:2000]}"
        return location or body

    def _call(self, method: str, address: str, form: bytes = b"") -> tuple[int, str, str]:
        parts = urlsplit(address)
        environ = {
            "REQUEST_METHOD": method, "PATH_INFO": parts.path, "QUERY_STRING": parts.query, "SCRIPT_NAME": "",
            "SERVER_NAME": "127.0.0.1", "SERVER_PORT": "8000", "SERVER_PROTOCOL": "HTTP/1.1",
            "REMOTE_ADDR": "127.0.0.1", "HTTP_HOST": "127.0.0.1:8000", "HTTP_COOKIE": self.cookie,
            "HTTP_ACCEPT_LANGUAGE": "nl", "CONTENT_LENGTH": str(len(form)),
            "HTTP_X_CSRFTOKEN": CSRF, "HTTP_X_REQUESTED_WITH": "XMLHttpRequest" if form else "",
            "CONTENT_TYPE": "application/x-www-form-urlencoded" if form else "",
            "wsgi.input": BytesIO(form), "wsgi.url_scheme": "http", "wsgi.errors": sys.stderr,
            "wsgi.version": (1, 0), "wsgi.multithread": False, "wsgi.multiprocess": True, "wsgi.run_once": False,
        }  # fmt: skip
        answer: list[Any] = []
        result = self.handler(environ, lambda status, headers, exc=None: answer.extend((status, headers)))
        body = b"".join(result)
        result.close()
        location = next((value for name, value in answer[1] if name.lower() == "location"), "")
        return int(answer[0].split()[0]), location, body.decode(errors="replace")


class Statements:
    """Counts what Django sends to the database."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        self.count += 1
        return execute(sql, params, many, context)

    def __len__(self) -> int:
        return self.count


@contextmanager
def watched() -> Iterator[Statements]:
    from django.db import connection

    statements = Statements()
    with connection.execute_wrapper(statements):
        yield statements


def statements_of(question: Question, watch: Any) -> int:
    """Twice to warm up, once to count."""
    for _ in range(2):
        question.ask(question.prepare())
    ready = question.prepare()
    with watch() as statements:
        question.ask(ready)
    return len(statements)


def versions(packages: Iterable[str]) -> dict[str, str]:
    found = {name: metadata.version(name) for name in packages}
    return found | {"Python": platform.python_version()}


def serve(adapter: Any) -> None:
    questions = adapter.questions()
    watch = getattr(adapter, "watched", watched)
    counted = {key: statements_of(question, watch) for key, question in questions.items()}
    gc.collect()
    gc.freeze()  # for all: ours does so in life, and whoever loads an application before it is split off is advised to
    print(json.dumps({"ready": True, "versions": versions(adapter.PACKAGES), "statements": counted}), flush=True)
    for line in sys.stdin:
        question = questions[line.strip()]
        ready = question.prepare()
        begun = time.perf_counter()
        body = question.ask(ready)
        took = time.perf_counter() - begun
        print(json.dumps({"ms": 1000 * took, "size": len(body)}), flush=True)


def main(product: str, what: str, *rest: str) -> None:
    adapter = importlib.import_module(f"of_{product}")
    adapter.set_up()
    if what == "load":
        adapter.load([json.loads(line) for line in Path(rest[0]).read_text(encoding="utf-8").splitlines()])
        _tidy()
    else:
        serve(adapter)


if __name__ == "__main__":
    main(*sys.argv[1:])
