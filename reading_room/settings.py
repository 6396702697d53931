"""The one module of settings. Everything that differs between rooms comes from the environment (README, “Settings”)."""

from __future__ import annotations

import os
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from reading_room import environment

PROJECT = Path(__file__).resolve().parent.parent

# --- What the operator decides -------------------------------------------------------------------------------------

DATA_FOLDER = environment.data_folder(os.environ, PROJECT / "var")
SECRET_KEY = environment.secret_key(os.environ, DATA_FOLDER)
DEBUG = environment.flag(os.environ, "READING_ROOM_DEBUG")
DATABASES = {"default": environment.database(os.environ, DATA_FOLDER)}
SNAPSHOT_OPTIONS = environment.snapshot_options(DATABASES["default"])  # for backups
TIME_ZONE = environment.time_zone(os.environ)
PORT = environment.whole_number(os.environ, "PORT", 8000, least=1, most=65535)

_url = environment.public_url(os.environ, PORT)
READING_ROOM_URL = f"{_url.scheme}://{_url.netloc}"
READING_ROOM_PUBLIC = environment.choice(os.environ, "READING_ROOM_PUBLIC", environment.PUBLIC_CHOICES, "texts")
READING_ROOM_DEMO = environment.flag(os.environ, "READING_ROOM_DEMO")
ALLOWED_HOSTS = environment.allowed_hosts(os.environ, _url)

# Proxies in front of the room whose X-Forwarded-For and X-Forwarded-Proto may be believed; 0 believes nobody.
TRUSTED_PROXY = environment.whole_number(os.environ, "TRUSTED_PROXY", 0, least=0, most=9)
ALLAUTH_TRUSTED_PROXY_COUNT = TRUSTED_PROXY
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if TRUSTED_PROXY else None

globals().update(environment.email(os.environ))

# --- Size of what people send (bytes) ------------------------------------------------------------------------------

UPLOAD_LIMIT = 10 * 1024 * 1024  # one file at the upload desk; the form refuses more with a sentence
BATCH_LIMIT = 40 * 1024 * 1024  # several files in one form, or an archive of them
PASTE_LIMIT = 4 * 1024 * 1024  # pasted text, of the same form
DATA_UPLOAD_MAX_MEMORY_SIZE = PASTE_LIMIT * 3 + 65_536  # percent-encoding triples a non-Latin text
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5_000  # the check page of a long upload has one row of fields for each block
DATA_UPLOAD_MAX_NUMBER_FILES = 500  # as many as an archive may hold
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
FILE_UPLOAD_TEMP_DIR = DATA_FOLDER / "incoming"  # larger ones while they arrive: nothing is written anywhere else

# --- The house -----------------------------------------------------------------------------------------------------

INSTALLED_APPS = [
    "statements",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "taggit",
    "allauth",
    "allauth.account",
    "django_tasks",
    "django_tasks_db",
]

LANGUAGES = [("en", _("English"))]
_choose_language = ["django.middleware.locale.LocaleMiddleware"] if len(LANGUAGES) > 1 else []

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "reading_room.middleware.security_headers",
    "reading_room.middleware.keep_out_of_search_engines",
    "reading_room.middleware.refuse_too_large",
    "reading_room.middleware.refuse_charset",
    "reading_room.middleware.refuse_nul",
    "reading_room.middleware.say_whose",
    "reading_room.middleware.compress_pages",
    "django.contrib.sessions.middleware.SessionMiddleware",
    *_choose_language,
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    # django_htmx is no installed app: we need its middleware, not its static files (older than ours; one of them names
    # a file that is not there, at which collectstatic fails)
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]

ROOT_URLCONF = "reading_room.urls"
WSGI_APPLICATION = "reading_room.wsgi.application"
ASGI_APPLICATION = "reading_room.asgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PROJECT / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]

CACHES = {
    "default": environment.cache(os.environ),
    # Parts of pages, kept in each process. Nothing here can go stale, but who edits templates wants to see it at once.
    "fragments": {
        "BACKEND": f"django.core.cache.backends.{'dummy.DummyCache' if DEBUG else 'locmem.LocMemCache'}",
        "LOCATION": "fragments",
        "TIMEOUT": None,
        "OPTIONS": {"MAX_ENTRIES": 1_000},
    },
}

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# --- Search engines ------------------------------------------------------------------------------------------------

# Addresses that begin so are never to be listed, nor worth collecting (middleware, robots.txt).
UNLISTED = (
    *("/search/", "/compare/", "/concordance/", "/notebook/", "/annotations/", "/notes/", "/drafts/", "/uploads/"),
    *("/accounts/", "/account/", "/invitations/", "/teams/", "/inbox/", "/watches/", "/activity/", "/admin/", "/api/"),
)

# --- Language and time ---------------------------------------------------------------------------------------------

LANGUAGE_CODE = "en"
LOCALE_PATHS = [PROJECT / "locale"]
# With one language there is nothing to look up for each of a page's words.
USE_I18N = len(LANGUAGES) > 1
USE_TZ = True

# --- Files ---------------------------------------------------------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = DATA_FOLDER / "static"
STATICFILES_DIRS = [PROJECT / "static"]
# In this order; the sheets of single areas follow them.
STYLES_OF_EVERY_PAGE = [f"css/{name}.css" for name in ("tokens", "fonts", "base", "parts", "marks", "notes")]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "reading_room.storage.HashedStorage"},
}

# --- People --------------------------------------------------------------------------------------------------------

AUTH_USER_MODEL = "statements.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "statements.forms.account.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "email", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_UNIQUE_EMAIL = True
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # strangers' mail addresses get no mail from us
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    "login_failed": "20/m/ip,6/300s/key",
    "change_password": "5/m/user",
    "reset_password": "20/m/ip,5/m/key",
    "reset_password_from_key": "20/m/ip",
}

# --- Safety --------------------------------------------------------------------------------------------------------

# The names of Django 6, so that our own middleware can go when the framework brings it.
SECURE_CSP = {
    "default-src": ["'none'"],
    "script-src": ["'self'"],
    "style-src": ["'self'"],
    "img-src": ["'self'"],
    "font-src": ["'self'"],
    "connect-src": ["'self'"],
    "form-action": ["'self'"],
    "base-uri": ["'none'"],
    "frame-ancestors": ["'none'"],
}
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_TRUSTED_ORIGINS = [READING_ROOM_URL]
CSRF_FAILURE_VIEW = "statements.views.csrf.csrf_failure"
if _url.scheme == "https":
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SECURE_SSL_REDIRECT = True
    SECURE_REDIRECT_EXEMPT = [r"^healthz$"]  # asked from inside, past the proxy
    SECURE_HSTS_SECONDS = 365 * 24 * 3600
    # One room cannot promise https for every name below its host, nor enter that host in browsers' preload lists.
    SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]

# --- Taggit --------------------------------------------------------------------------------------------------------

TAGGIT_CASE_INSENSITIVE = True
TAGGIT_STRIP_UNICODE_WHEN_SLUGIFYING = False  # 外空 keeps its characters

# --- Logging -------------------------------------------------------------------------------------------------------

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": ["stderr"], "level": "WARNING", "propagate": False},
        # Answers of the 4xx kind are the room's ordinary talk (sign in first, not yours), not for the operator's log.
        "django.request": {"handlers": ["stderr"], "level": "ERROR", "propagate": False},
        "statements": {"handlers": ["stderr"], "level": "INFO", "propagate": False},
    },
}
