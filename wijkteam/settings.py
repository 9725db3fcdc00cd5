"""One settings file, fed by the environment.

Each secret may come from a file instead: SECRET_KEY_FILE, FIELD_KEY_FILE and
so on. Without WIJKTEAM_DEMO=1 this is production, and production refuses to
start insecurely, with one sentence for each reason.
"""

import os
import re
import sys
from datetime import time
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import django_stubs_ext
import environ
from cryptography.fernet import Fernet
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from psycopg import IsolationLevel

from casework.vangnet.account_number import refusal
from wijkteam.serving.address import bind, on_loopback

django_stubs_ext.monkeypatch()  # TextField[str, str] and the like, at run time

BASE_DIR = Path(__file__).resolve().parent.parent

env = environ.FileAwareEnv()
refusals: list[str] = []


def required(name: str, why: str) -> str:
    """The value of an environment variable; a refusal when it is missing."""
    value = str(env.str(name, default="")).strip()
    if not value:
        refusals.append(f"{name} ontbreekt: {why}.")
    return value


def valid_field_key(key: str) -> bool:
    try:
        Fernet(key)
    except ValueError:
        return False
    return True


def working_hours(name: str, default: str) -> tuple[time, time]:
    """From when until when people work; a refusal where it says no day of work."""
    text = str(env.str(name, default=default)).strip()
    of_two_digits = re.fullmatch(r"[0-9]{2}:[0-9]{2}-[0-9]{2}:[0-9]{2}", text)
    try:
        opens, closes = map(time.fromisoformat, text.split("-") if of_two_digits else ())
    except ValueError:
        opens = closes = time()
    if opens >= closes:
        refusals.append(f"{name} is geen werkdag: schrijf van en tot met twee cijfers, zoals {default}.")
    return opens, closes


# --- What kind of run this is --------------------------------------------

DEMO = env.bool("WIJKTEAM_DEMO", default=False)  # known passwords, plain HTTP on loopback
TESTING = "PYTEST_VERSION" in os.environ
LOOPBACK = ["localhost", "127.0.0.1", "[::1]"]

DEBUG = env.bool("DEBUG", default=False)
ALLOWED_HOSTS: list[str] = env.list("ALLOWED_HOSTS", default=LOOPBACK if DEMO else [])

SECRET_KEY = required("SECRET_KEY", "een lange willekeurige tekst die niemand kent")
# The key that a BSN is encrypted with. Losing it is losing every BSN. While it is being changed there are more: the first
# writes, all read (see docs/running.md).
field_key = required("FIELD_KEY", "de Fernet-sleutel waarmee een BSN wordt versleuteld")
FIELD_KEYS = tuple(field_key.replace(",", " ").split())
if not all(map(valid_field_key, FIELD_KEYS)):
    refusals.append("FIELD_KEY is geen geldige Fernet-sleutel (32 bytes, url-veilig base64).")

database_url = required("DATABASE_URL", "het adres van de PostgreSQL-database")
owner_url = env.str("MIGRATE_DATABASE_URL", default="").strip()  # the same database, as the owner of its tables
REDIS_URL = required("REDIS_URL", "het adres van de Redis-server")

# The address that links in e-mail start with; the worker has no request to ask.
if DEMO:
    ADDRESS = env.str("WIJKTEAM_ADDRESS", default="http://127.0.0.1:8000").rstrip("/")
    if not TESTING and not set(ALLOWED_HOSTS) <= {*LOOPBACK, "::1"}:
        refusals.append(
            "WIJKTEAM_DEMO mag alleen op dit apparaat zelf: de wachtwoorden van de demo zijn"
            " bekend, laat ALLOWED_HOSTS dus weg."
        )
    if not TESTING and not on_loopback(bind):
        refusals.append(
            "WIJKTEAM_DEMO mag niet op het netwerk luisteren: de wachtwoorden van de demo zijn bekend, laat BIND dus"
            " weg of begin het met 127.0.0.1."
        )
else:
    ADDRESS = required("WIJKTEAM_ADDRESS", "het adres van deze website, met https://").rstrip("/")
    required("EMAIL_URL", "de mailserver voor wachtwoorden en berichten")
    if DEBUG:
        refusals.append("DEBUG staat aan: foutpagina's tonen dan persoonsgegevens, zet het uit.")
    if not ALLOWED_HOSTS:
        refusals.append("ALLOWED_HOSTS ontbreekt: de namen waaronder deze website te vinden is.")
    if any(host.startswith("*") for host in ALLOWED_HOSTS):
        refusals.append("ALLOWED_HOSTS mag geen * bevatten: noem elke naam voluit.")
    if SECRET_KEY and (len(SECRET_KEY) < 50 or len(set(SECRET_KEY)) < 5):
        refusals.append("SECRET_KEY is te kort of te eenvoudig: gebruik minstens 50 tekens.")
    if ADDRESS and not ADDRESS.startswith("https://"):
        refusals.append("WIJKTEAM_ADDRESS begint niet met https://: dossiers mogen niet open over de lijn.")
# Who sends it may read /metrics; without it nobody may.
METRICS_TOKEN = env.str("METRICS_TOKEN", default="").strip()
if METRICS_TOKEN and len(METRICS_TOKEN) < 32:
    refusals.append("METRICS_TOKEN is te kort: gebruik minstens 32 tekens, of laat het weg.")
LOG_FORMAT = env.str("LOG_FORMAT", default="plain" if DEMO else "json")
if LOG_FORMAT not in {"plain", "json"}:
    refusals.append("LOG_FORMAT is iets anders dan plain (voor mensen) of json (voor machines).")
for _name, _url in (("DATABASE_URL", database_url), ("MIGRATE_DATABASE_URL", owner_url)):
    if _url and urlsplit(_url).scheme not in {"postgres", "postgresql"}:
        refusals.append(f"{_name} is geen PostgreSQL: sloten en beschermde tabellen horen bij de belofte.")
if owner_url and urlsplit(owner_url).username == urlsplit(database_url).username:
    refusals.append("MIGRATE_DATABASE_URL noemt dezelfde databaserol als DATABASE_URL: die mag geen eigenaar zijn.")

# A municipality's own look: a folder with theme.css (a theme of NL Design System, whose class stands in WIJKTEAM_THEME)
# and logo.svg; either may be left out. See docs/running.md.
WIJKTEAM_LOOK = env.str("WIJKTEAM_LOOK", default="").strip()
WIJKTEAM_THEME = env.str("WIJKTEAM_THEME", default="").strip()
if WIJKTEAM_LOOK and not Path(WIJKTEAM_LOOK).is_dir():
    refusals.append("WIJKTEAM_LOOK is geen map: daar staan theme.css en logo.svg van de gemeente.")
if WIJKTEAM_THEME and not re.fullmatch(r"[A-Za-z][\w -]*", WIJKTEAM_THEME):
    refusals.append("WIJKTEAM_THEME is geen naam van een thema: gebruik letters, cijfers en streepjes.")

# How large one file may be that somebody sends.
UPLOAD_MAX_MB = env.int("UPLOAD_MAX_MB", default=10)
if not 1 <= UPLOAD_MAX_MB <= 100:
    refusals.append("UPLOAD_MAX_MB moet tussen 1 en 100 liggen.")
# ClamAV's daemon, which looks at what comes in: tcp://host:3310 or unix:///run/clamav/clamd.ctl. Empty: nobody does.
CLAMAV_URL = env.str("CLAMAV_URL", default="").strip()
if CLAMAV_URL and not re.fullmatch(r"tcp://[^/?#@:]+(:[0-9]{1,5})?|unix:///[^?#]+", CLAMAV_URL):
    refusals.append("CLAMAV_URL moet tcp://naam:3310 zijn, of unix:///pad/naar/clamd.ctl.")

# The account from which the vangnet is paid by a file for the bank (IBAN, BIC, the name the bank knows). Without an account
# there are no such files; without a BIC the account says which bank it is; without a name it is the municipality's.
PAYMENTS_IBAN = env.str("PAYMENTS_IBAN", default="NL13TEST0123456789" if DEMO or TESTING else "").strip()
PAYMENTS_BIC = env.str("PAYMENTS_BIC", default="").strip()
PAYMENTS_NAME = env.str("PAYMENTS_NAME", default="").strip()
if PAYMENTS_IBAN and (not_payable := refusal(PAYMENTS_IBAN)):
    refusals.append(f"PAYMENTS_IBAN: {not_payable}")
if PAYMENTS_BIC and not re.fullmatch(r"[A-Z0-9]{4}[A-Z]{2}[A-Z0-9]{2}([A-Z0-9]{3})?", PAYMENTS_BIC):
    refusals.append("PAYMENTS_BIC is geen BIC: acht of elf hoofdletters en cijfers.")
# Whom to ring in this region where a question can't wait, beside 112 and the numbers of the country.
WIJKTEAM_CRISIS_NUMBERS = env.str(
    "WIJKTEAM_CRISIS_NUMBERS", default="Huisartsenpost: 0186 710000; Crisisdienst ggz: 0186 710011" if DEMO else ""
).strip()
if not all(
    re.fullmatch(r"[^:;]+:\s*\+?[0-9][0-9 -]{1,18}[0-9]", one.strip())
    for one in WIJKTEAM_CRISIS_NUMBERS.split(";")
    if one.strip()
):
    refusals.append(
        "WIJKTEAM_CRISIS_NUMBERS noemt elk nummer met zijn naam: Huisartsenpost: 0186 710000; Crisisdienst: 0186 710011."
    )


# --- Names ----------------------------------------------------------------

PRODUCT = "Wijkteam"
WIJKTEAM_MUNICIPALITY = env.str("WIJKTEAM_MUNICIPALITY", default="Gemeente Hoeksche Waard")
# Where a letter to the college goes: every decision names it (Awb 3:45).
WIJKTEAM_POST_ADDRESS = env.str("WIJKTEAM_POST_ADDRESS", default="Postbus 2003, 3260 EA Oud-Beijerland")
# The court of the municipality, as a sentence goes on with it: every decision on an objection names it (Awb 3:45, 8:7).
WIJKTEAM_COURT = env.str(
    "WIJKTEAM_COURT", default="de rechtbank Rotterdam, team bestuursrecht, Postbus 50951, 3007 BM Rotterdam"
)
# Where somebody goes who isn't content with how a complaint was settled: every letter about that says so (Awb 9:12 lid 2).
WIJKTEAM_OMBUDSMAN = env.str("WIJKTEAM_OMBUDSMAN", default="").strip()
WIJKTEAM_OMBUDSMAN_ADDRESS = env.str("WIJKTEAM_OMBUDSMAN_ADDRESS", default="").strip()
if not WIJKTEAM_OMBUDSMAN:
    WIJKTEAM_OMBUDSMAN = "de Nationale ombudsman"
    WIJKTEAM_OMBUDSMAN_ADDRESS = "Postbus 93122, 2509 AC Den Haag, telefoon 0800 33 55 555 (gratis)"
elif not WIJKTEAM_OMBUDSMAN_ADDRESS:
    refusals.append(
        "WIJKTEAM_OMBUDSMAN_ADDRESS ontbreekt: een brief over een klacht zegt waar de ombudsman te vinden is."
    )
# When people work on an ordinary day, and within how many minutes of it an indicatie that is put to a colleague is decided.
WIJKTEAM_WORKING_HOURS = working_hours("WIJKTEAM_WORKING_HOURS", "08:30-17:00")
WIJKTEAM_DECIDE_WITHIN = env.int("WIJKTEAM_DECIDE_WITHIN", default=60)
if WIJKTEAM_DECIDE_WITHIN < 1:
    refusals.append("WIJKTEAM_DECIDE_WITHIN is geen aantal minuten: het is minstens 1.")
# Where a postcode and house number are looked up: the search address of PDOK's Locatieserver, or one that answers as it
# does; nothing: addresses are typed by hand
WIJKTEAM_ADDRESS_SERVICE = env.str("WIJKTEAM_ADDRESS_SERVICE", default="").strip()
if WIJKTEAM_ADDRESS_SERVICE and not re.match(r"https?://", WIJKTEAM_ADDRESS_SERVICE):
    refusals.append("WIJKTEAM_ADDRESS_SERVICE is geen webadres: het begint met https://.")
# Whom to tell what doesn't work for somebody: named in the statement on accessibility.
WIJKTEAM_ACCESSIBILITY_CONTACT = env.str("WIJKTEAM_ACCESSIBILITY_CONTACT", default="")

# After this nothing refuses any more: what is wrong is said all at once.
if refusals:
    raise ImproperlyConfigured("\n".join(["Wijkteam start niet.", *refusals]))


# --- Rooms ----------------------------------------------------------------

INSTALLED_APPS = [
    "wijkteam",
    "workers",
    "casework",
    "roles",
    "wijkweb",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "pgtrigger",
    "pghistory",
    "guardian",
    "allauth",
    "allauth.account",
    "csp",
    "django_htmx",
]

MIDDLEWARE = [
    "wijkteam.request_code.RequestCodeMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "wijkteam.middleware.NeverNakedMiddleware",
    "wijkteam.look.StyleMiddleware",
    "wijkteam.metrics.MeasureMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    # What no page is asked to answer: it couldn't be read, or it is too busy.
    "wijkteam.refused.RefusedMiddleware",
    # Before anything reads a body: reading one puts its files on the disk.
    "wijkteam.middleware.BodySizeMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    # Before anything looks at who is there: after half an hour nobody is.
    "wijkteam.middleware.InactivityMiddleware",
    # Default no: a page is for people who logged in, unless it says otherwise.
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "roles.middleware.SightMiddleware",
    "pghistory.middleware.HistoryMiddleware",
    "wijkteam.once_more.OnceMoreMiddleware",
]

ROOT_URLCONF = "wijkteam.urls"
WSGI_APPLICATION = "wijkteam.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "wijkteam.context.names",
            ],
            # not among the others: what a page says after a step knows the lists, and no list knows a page; nor do those know
            # what a case's page offers
            "libraries": {
                "back_to_list": "casework.desk.back_to_list",
                "next_lines": "casework.desk.next_lines",
            },
        },
    },
]


# --- Database, sessions, cache --------------------------------------------


# No wait without a limit: a row that somebody holds, or a slow query, stops no other page for long. A command (an import,
# migrate, a copy) takes as long as it takes.
PROCESS = env.str("WIJKTEAM_PROCESS", default="worker" if "celery" in sys.argv[0] else "command")
TIME_LIMITS = {
    "page": {"statement_timeout": "10s", "lock_timeout": "5s", "idle_in_transaction_session_timeout": "20s"},
    "worker": {
        "statement_timeout": "60s",
        "lock_timeout": "10s",
        "idle_in_transaction_session_timeout": "120s",
        # A machine that is gone says no goodbye: what its worker was at is free after twenty seconds.
        "tcp_keepalives_idle": "5",
        "tcp_keepalives_interval": "5",
        "tcp_keepalives_count": "3",
    },
}


# Off where a pooler gives each transaction another connection: then what is read most is planned each time.
DATABASE_PREPARES = env.bool("DATABASE_PREPARES", default=True)


def database(url: str, password: str) -> dict[str, Any]:
    """What Django wants to know; the password may stand apart, under that name."""
    found: dict[str, Any] = env.db_url_config(url)
    options = found.setdefault("OPTIONS", {})
    # postgres://user@/name?host=/folder is a unix socket; Django wants it as HOST.
    found["HOST"] = options.pop("host", found["HOST"])
    found["PASSWORD"] = env.str(password, default="").strip() or found["PASSWORD"]
    # A new connection has no plans: whoever is first on it waits for those of their page. So it is kept, and looked at
    # before it is used; what lies between may not forget it meanwhile, and a machine that is gone is noticed: after
    # twenty seconds, also where something was sent to it. A command may have to wait for longer until all is taken.
    found["CONN_MAX_AGE"] = env.int("CONN_MAX_AGE", default=3600)
    found["CONN_HEALTH_CHECKS"] = True
    patience = {"connect_timeout": 5, "keepalives_idle": 5, "keepalives_interval": 5, "keepalives_count": 3}
    if PROCESS in TIME_LIMITS:
        patience["tcp_user_timeout"] = 20_000
    found["OPTIONS"] = options = patience | options
    options["isolation_level"] = IsolationLevel.READ_COMMITTED  # what is read after a lock is as it stands then
    # Most pages read one row with a dozen small tables beside it. Trying every order of eight joins takes the planner
    # 10 to 30 ms, of four 2 to 4, and the order in which Django writes them is good.
    # A prepared statement is looked up by keys: planning it once, for any, is as good as for these.
    # Compiling a plan, or starting helpers for it, takes longer than any of ours.
    ours = {
        "join_collapse_limit": "4",
        "plan_cache_mode": "force_generic_plan",
        "jit": "off",
        "max_parallel_workers_per_gather": "0",
        **TIME_LIMITS.get(PROCESS, {}),
    }
    theirs = options.get("options", "")  # of the address; what it says comes last, and counts
    options["options"] = " ".join([*(f"-c {name}={value}" for name, value in ours.items()), theirs]).strip()
    found["DISABLE_SERVER_SIDE_CURSORS"] = not DATABASE_PREPARES
    # ./dev test migrates once; each test process copies that database.
    found["TEST"] = {"TEMPLATE": env.str("TEST_TEMPLATE", default="") or None}
    return found


APP_DATABASE = database(database_url, "DATABASE_PASSWORD")
# These two alone change tables and rights. All else connects as a role that can't (docs/adr/0004), also where the
# owner's address stands in the same environment.
AS_OWNER = bool(owner_url) and sys.argv[1:2] in (["migrate"], ["grant_app_role"])
DATABASES = {"default": database(owner_url, "MIGRATE_DATABASE_PASSWORD") if AS_OWNER else APP_DATABASE}
PGHISTORY_APPEND_ONLY = True  # the tables with the history refuse UPDATE and DELETE
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Sessions and cache live in PostgreSQL: the broker may be away and people
# can still log in and work.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "wijkteam_cache",
        # The limits on logging in are counted here. With Django's 300 rows anybody
        # washes a blocked name away by failing for a few hundred others.
        "OPTIONS": {"MAX_ENTRIES": 100_000, "CULL_FREQUENCY": 100},
    }
}
SESSION_ENGINE = "wijkteam.sessions"
# A working day from logging in, whatever one does: wijkteam.middleware ends it
# then. Django itself counts this from the last time the session was written.
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_IDLE_SECONDS = env.int("SESSION_IDLE_SECONDS", default=30 * 60)


# --- Who is there ---------------------------------------------------------

AUTH_USER_MODEL = "roles.User"
AUTHENTICATION_BACKENDS = [
    "wijkteam.backends.ModelBackend",
    "wijkteam.backends.AuthenticationBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
PASSWORD_RESET_TIMEOUT = 24 * 60 * 60
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "account_login"
ANONYMOUS_USER_NAME = None  # guardian: there is no anonymous person
GUARDIAN_MONKEY_PATCH_USER = False
# guardian's own backend is left out on purpose: roles.policy reads the grants.
SILENCED_SYSTEM_CHECKS = ["guardian.W001"]

ACCOUNT_ADAPTER = "wijkteam.accounts.AccountAdapter"
ACCOUNT_FORMS = {"reset_password": "wijkteam.accounts.PasswordMailForm"}
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_SESSION_REMEMBER = False  # shared computers: closing the browser ends it
ACCOUNT_DEFAULT_HTTP_PROTOCOL = ADDRESS.partition("://")[0] or "https"
# A whole town hall comes from one address, so what counts is wrong passwords for a name at a place (an address, or a
# browser where that name logged in before): the wait grows from minutes to an hour to a day. From all places together,
# apart from such browsers, a name can be guessed at a hundred times a day.
ACCOUNT_RATE_LIMITS = {
    "login": "300/m/ip",
    "login_failed": "100/m/ip,5/5m/key,15/h/key,30/d/key",
    "login_failed_anywhere": "100/d/key",
    "login_failed_in_known_browser": "5/5m/key,15/h/key,30/d/key",
    "reset_password": "20/m/ip,5/h/key",
    "reset_password_from_key": "20/m/ip",
    "change_password": "5/m/user",
    "reauthenticate": "10/m/user",
    "agenda": "120/m/ip,60/h/key",  # somebody's calendar asks some times an hour, and many from one place
}


# --- Headers --------------------------------------------------------------

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}
PERMISSIONS_POLICY: dict[str, list[str]] = {
    feature: []
    for feature in (
        "accelerometer", "autoplay", "camera", "display-capture", "encrypted-media", "fullscreen",
        "geolocation", "gyroscope", "magnetometer", "microphone", "midi", "payment", "usb",
        "xr-spatial-tracking",
    )
}  # fmt: skip
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "wijkteam.once_more.not_ours"
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$", r"^metrics$"]  # asked from inside, over plain HTTP
if not DEMO:
    SECURE_SSL_REDIRECT = True
    SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
    SECURE_HSTS_INCLUDE_SUBDOMAINS = env.bool("HSTS_INCLUDE_SUBDOMAINS", default=False)
    SESSION_COOKIE_SECURE = True
    SESSION_COOKIE_NAME = "__Host-wijkteam"
    CSRF_COOKIE_SECURE = True
    CSRF_COOKIE_NAME = "__Host-csrf"
    CSRF_TRUSTED_ORIGINS = [ADDRESS]
# Only behind a proxy that overwrites these headers itself.
TRUSTED_PROXIES = env.int("TRUSTED_PROXIES", default=0)
if TRUSTED_PROXIES:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    ALLAUTH_TRUSTED_PROXY_COUNT = TRUSTED_PROXIES
# All of a request, files too: three of the largest, or a dozen photos of a phone, with what goes with them.
BODY_MAX_SIZE = (3 * UPLOAD_MAX_MB + 1) * 1024 * 1024
# Text that is too long is for its field to refuse, which says how long it may be and keeps the rest.
DATA_UPLOAD_MAX_MEMORY_SIZE = 11 * 1024 * 1024


# --- Language and time ----------------------------------------------------

LANGUAGE_CODE = "nl"
USE_I18N = True  # for the Dutch of Django itself; our own texts are simply Dutch
USE_TZ = True
TIME_ZONE = "Europe/Amsterdam"
USE_THOUSAND_SEPARATOR = True


# --- Files ----------------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = Path(env.str("STATIC_ROOT", default=str(BASE_DIR / ".static")))
# Documents of cases. Never served by address: a page that checks hands them out.
MEDIA_ROOT = Path(env.str("MEDIA_ROOT", default=str(BASE_DIR / ".media")))
MEDIA_URL = ""
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o700
STORAGES = {
    "default": {"BACKEND": "wijkteam.storage.KeptFiles"},
    "staticfiles": {"BACKEND": "wijkteam.static_files.Compressed"},
}
if DEMO:  # compressing takes seconds at each start, and saves none on one machine
    STORAGES["staticfiles"] = {"BACKEND": "wijkteam.static_files.Plain"}


# --- E-mail and workers ---------------------------------------------------

EMAIL_CONFIG = env.email_url("EMAIL_URL", default="consolemail://")
vars().update(EMAIL_CONFIG)
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="Wijkteam <wijkteam@localhost>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL

# Mails that are more than 'look in the product', by their kind: each is made when it is sent.
MAILS = {
    "melding_opgepakt": "casework.cases.reporter.told_it_is_taken_up",
    "melding_afgehandeld": "casework.cases.reporter.told_it_is_settled",
    "wachtwoord": "wijkteam.account_mails.choose_a_password",
    "oud_adres": "wijkteam.account_mails.address_was_changed",
    "wachtwoord_gewijzigd": "wijkteam.account_mails.password_was_changed",
}

SWEEP_SECONDS = 10  # what a killed worker left is found within these
CELERY_BROKER_URL = REDIS_URL
# Test processes share one broker; each hears only its own messages.
CELERY_KEY_PREFIX = env.str("BROKER_PREFIX", default=os.environ.get("PYTEST_XDIST_WORKER", ""))


# --- Log: nothing personal ------------------------------------------------

# No request bodies, no query strings, and no texts of errors: PostgreSQL puts
# the value that was refused in them.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "plain": {"()": "wijkteam.logs.PlainFormatter"},
        "json": {"()": "wijkteam.logs.JsonFormatter"},
    },
    "filters": {"kinds": {"()": "wijkteam.logs.KindsOfErrors"}, "where": {"()": "wijkteam.logs.Where"}},
    "handlers": {
        # On the handler, so that it holds for every logger.
        "console": {
            "class": "logging.StreamHandler",
            "filters": ["kinds", "where"],
            "formatter": LOG_FORMAT,
            "stream": sys.stderr,
        },
        "nowhere": {"class": "logging.NullHandler"},
    },
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", default="INFO")},
    "loggers": {
        # Django's own handlers would mail the whole request to ADMINS.
        "django": {"handlers": ["console"], "level": "INFO", "propagate": False},
        # Of the refusals only 400: see wijkteam.logs.
        "django.request": {"handlers": ["console"], "level": "WARNING", "propagate": False},
        "django.security.DisallowedHost": {"handlers": ["nowhere"], "propagate": False},
        "waitress": {"handlers": ["nowhere"], "propagate": False},  # says what was asked for: wijkteam.serving tells
        "weasyprint": {"level": "ERROR"},
        "fontTools": {"level": "ERROR"},
    },
}


# --- Tests ----------------------------------------------------------------

if TESTING:
    # No collectstatic before a test, and logging in costs nothing.
    STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
