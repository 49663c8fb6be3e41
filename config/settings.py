"""Settings, read from the environment; ``.env.example`` lists every variable."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parent.parent

env = environ.Env()
env.read_env(BASE_DIR / ".env")  # real environment variables win over the file

DEBUG = env.bool("DEBUG", default=False)
# No default: a deployment without a key must fail at start, not run insecurely.
SECRET_KEY = env.str("SECRET_KEY", default="")
if not SECRET_KEY:
    raise ImproperlyConfigured(
        "Chưa có SECRET_KEY trong môi trường hay tệp .env; .env.example nói cách tạo."
    )
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])

INSTALLED_APPS = [
    "config.apps.GiotHongAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    # Before staticfiles, whose development server would take the files from whitenoise.
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "axes",
    "csp",
    "simple_history",
    "campaigns",
    "donations",
    "reports",
]

MIDDLEWARE = [
    # Those that only add headers come first: whatever is refused further in carries them too.
    "config.middleware.close_what_is_not_used",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    # A page reaches a phone in a factory yard in a fifth of its size. Django pads it at random,
    # and masks its tokens, so that lengths tell nothing (BREACH).
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "config.middleware.refuse_null_bytes",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    # Every page asks for a login unless it says otherwise (the login page, /healthz).
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "config.middleware.ask_for_own_password",
    "django.contrib.messages.middleware.MessageMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

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
            ],
        },
    },
]

DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{BASE_DIR / 'db.sqlite3'}")}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # Readers go on while one writes; a writer waits its turn instead of failing half-way. FULL: a
    # power cut takes nothing that was answered as saved (NORMAL may lose the last commits).
    options = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
    }
else:
    DATABASES["default"]["CONN_MAX_AGE"] = env.int("CONN_MAX_AGE", default=60)
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
    # A server that no longer answers would hold a thread for minutes, a lock for ever; the four
    # threads of `make run` would soon be used up. So long, then "Thử lại".
    options = {
        "connect_timeout": 5,  # seconds
        "tcp_user_timeout": 10_000,  # milliseconds
        "keepalives_idle": 30,
        "options": "-c lock_timeout=20s",  # as long as SQLite waits
    }
# What the address itself says (?timeout=5) wins.
DATABASES["default"]["OPTIONS"] = options | DATABASES["default"].get("OPTIONS", {})
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "campaigns.User"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
# The first for new passwords; whoever still has an older hash gets a new one at the next log-in.
PASSWORD_HASHERS = [
    "config.hashers.LeanArgon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
LOGIN_URL = "login"
LOGOUT_REDIRECT_URL = "login"

# Wrong passwords are counted in the database, so that all workers know of them.
AXES_HANDLER = "campaigns.throttle.Throttle"
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_FAILURE_LIMIT = 5  # of one name from one address
ADDRESS_FAILURE_LIMIT = 50  # of all names from one address: an office may sit behind one router
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_USERNAME_CALLABLE = "campaigns.throttle.counted_name"
AXES_CLIENT_IP_CALLABLE = "campaigns.throttle.client_address"
AXES_LOCKOUT_CALLABLE = "campaigns.throttle.locked_page"
AXES_RESET_ON_SUCCESS = True
# Who keeps trying while locked does not wait longer for it.
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
# Nobody reads them: ``last_login`` says when somebody was here.
AXES_DISABLE_ACCESS_LOG = True
AXES_ENABLE_ADMIN = AXES_VERBOSE = False
# How many proxies of our own stand in front, each adding the address it saw to X-Forwarded-For.
TRUSTED_PROXIES = env.int("TRUSTED_PROXIES", default=0)

# Vietnamese for everybody: no LocaleMiddleware, which would give an English browser English.
LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt")]
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = ["config.formats"]
# USE_THOUSAND_SEPARATOR stays off: it would print the year as 2.024. Use |intcomma.
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
STATICFILES_DIRS = [BASE_DIR / "static", ("help", BASE_DIR / "docs/help/images")]
# Uploads have no address of their own: views hand them to members only.
MEDIA_ROOT = env.str("MEDIA_ROOT", default=str(BASE_DIR / "uploads"))
# At Django's hundred a whole album is answered by a bare 400, below by the form's own sentence.
DATA_UPLOAD_MAX_NUMBER_FILES = 500
# The list of a drive with 300 companies sends 7 fields a row, and where two have edited every field
# of it 12 more: 5.700. At Django's thousand a bare 400 would lose all that was typed.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
STORAGES = {
    # Whatever storage all machines share: nothing asks an upload for its path.
    "default": {
        "BACKEND": env.str("UPLOADS_BACKEND", default="campaigns.storage.WholeFileStorage"),
        "OPTIONS": env.json("UPLOADS_OPTIONS", default={}),
    },
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# Neither inline nor foreign sources, on any page, the admin included.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
# By default they lie in a cookie that is signed, not sealed: one of them is a temporary password.
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
SECURE_REFERRER_POLICY = "same-origin"
# Lax: a link to a report in a letter leads there without a new log-in, and nothing else does.
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
# A phone that nobody gave back is logged out in a week at the latest.
SESSION_COOKIE_AGE = int(timedelta(days=7).total_seconds())
# HTTPS=1 where a proxy in front speaks it; on plain http a secure cookie would lock everybody out.
HTTPS = env.bool("HTTPS", default=False)
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
if HTTPS:
    # A browser takes such a name only over HTTPS and from this very host: no neighbouring name
    # under the same domain can put its own session or token in place of ours.
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-sessionid", "__Host-csrftoken"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "config.logs.JsonLines"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", default="INFO")},
    "loggers": {
        # Django's own handlers mail administrators whom nobody has named, and write other lines.
        "django": {"handlers": [], "propagate": True},
        "django.server": {"handlers": [], "propagate": True},
        "axes": {"level": "WARNING"},  # four lines a log-in otherwise
        # An account of who did what is kept whatever else is of interest.
        "giothong.deeds": {"level": "INFO"},
    },
}

# Preloading is a promise for every name under the domain, for years: not ours to give.
SILENCED_SYSTEM_CHECKS = ["security.W021"]
