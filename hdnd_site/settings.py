"""Settings: SQLite and debugging by default, production by environment (docs/operations.md).

Production is whatever sets SECRET_KEY; without one the site serves this machine only, with DEBUG on.
"""

from pathlib import Path
from urllib.parse import urlsplit

import dj_database_url

from hdnd_site import env

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = Path(env.text("VAR_DIR", str(BASE_DIR / "var")))
PRIVATE_DIR = VAR_DIR / "private"
# The public tree and its lock; a place of its own when only that is shared with the web server.
PRESS_DIR = Path(env.text("PRESS_DIR", str(VAR_DIR)))
PUBLIC_DIR = PRESS_DIR / "public"

VAR_DIR.mkdir(parents=True, exist_ok=True)

SECRET_KEY = env.text("SECRET_KEY")
DEBUG = env.flag("DEBUG", default=not SECRET_KEY)
if DEBUG:
    SECRET_KEY = SECRET_KEY or "only-for-this-machine-" + "x" * 40
ALLOWED_HOSTS = env.items("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]" if DEBUG else "")
CSRF_TRUSTED_ORIGINS = env.items("CSRF_TRUSTED_ORIGINS")
SITE_ORIGIN = env.text("SITE_ORIGIN", "http://127.0.0.1:8000")
# Where the board and contributors work, when it is another host than the public site's (hdnd_site/hosts.py).
DESK_ORIGIN = env.text("DESK_ORIGIN") or SITE_ORIGIN
# The province or city whose council this is: where slips are signed, and whose name codes and passkeys carry.
PROVINCE = env.text("PROVINCE", "Đồng Tháp")
# Who may say in X-Forwarded-For and X-Client-Port where a visitor comes from (editorial/origins.py): nginx.
TRUSTED_PROXIES = env.items("TRUSTED_PROXIES", "127.0.0.1,::1")
# Whether pages are printed and served from the public tree; off, as in development, every page is answered by its view.
PRESS = env.flag("PRESS", default=not DEBUG)
# Half of a process's threads (deploy/gunicorn.conf.py): the others stay for the desk, however many people search.
SEARCHES_AT_ONCE = max(int(env.text("WEB_THREADS", "4")) // 2, 1)
# Whether the clock asks the web if links of open work still live; it is the one thing here that calls outside.
LINK_CHECK = env.flag("LINK_CHECK")
# For how long what was typed and never saved is kept for its person.
AUTOSAVE_DAYS = env.number("AUTOSAVE_DAYS", 30)
# For how long a citizen's letter is kept after it was answered; the clock then erases name, contact and words.
LETTER_DAYS = max(env.number("LETTER_DAYS", 365), 1)
# Where holes are told of (security.txt): mail or web addresses; empty: the mail address of the imprint.
SECURITY_CONTACT = env.items("SECURITY_CONTACT")
# A further file of passwords that are known from breaches, one a line; empty: none.
COMMON_PASSWORDS = env.text("COMMON_PASSWORDS")
# The web server's log from which the clock counts readers; empty: nothing is counted.
ACCESS_LOG = env.text("ACCESS_LOG")

# Where the clock writes the log, as JSON lines that something else sends off this machine; empty: nowhere.
LOG_EXPORT_DIR = env.text("LOG_EXPORT_DIR")
# For how long the address and port of a decision are kept (at least 12 months: NĐ 333/2026 Đ16.6).
ORIGIN_MONTHS = env.number("ORIGIN_MONTHS", 24)
# Refusals of one person that are entries of the log within a minute; then one entry says that there were more.
REFUSALS_A_MINUTE = env.number("REFUSALS_A_MINUTE", 60)

# clamd, which looks at every upload: its socket (/run/clamav/clamd.ctl) or host:port; empty: there is none.
VIRUS_SCANNER = env.text("VIRUS_SCANNER")
# What one person may send in a day (the board five times as much), and how much of the disk uploads leave free.
UPLOAD_FILES_PER_DAY = env.number("UPLOAD_FILES_PER_DAY", 200)
UPLOAD_MB_PER_DAY = env.number("UPLOAD_MB_PER_DAY", 500)
UPLOAD_FREE_MB = env.number("UPLOAD_FREE_MB", 1024)

# The server that takes the desk's mail; empty: no mail is sent. The clock must not wait for it long.
EMAIL_HOST = env.text("EMAIL_HOST")
EMAIL_PORT = env.number("EMAIL_PORT", 587)
EMAIL_HOST_USER = env.text("EMAIL_HOST_USER")
EMAIL_HOST_PASSWORD = env.text("EMAIL_HOST_PASSWORD")
EMAIL_USE_SSL = env.flag("EMAIL_USE_SSL")
EMAIL_USE_TLS = env.flag("EMAIL_USE_TLS", default=not EMAIL_USE_SSL)
EMAIL_TIMEOUT = 4
# When the mail of those who want it twice or once a day goes out (once: the first), on working days.
DIGEST_HOURS = env.items("DIGEST_HOURS", "07:30,13:30")
DEFAULT_FROM_EMAIL = env.text("MAIL_FROM") or f"khong-tra-loi@{urlsplit(SITE_ORIGIN).hostname}"

INSTALLED_APPS = [
    "news",
    "editorial",
    "ckeditor",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "hdnd_site.staticfiles.SiteStaticFiles",
    "django.contrib.humanize",
]

MIDDLEWARE = [
    "editorial.middleware.SecurityHeadersMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "hdnd_site.hosts.HostsMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "editorial.accounts.middleware.PersonMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "editorial.middleware.KeepTypedMiddleware",
    "editorial.refusing.LogRefusalsMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "news.press.middleware.PressMiddleware",
]

ROOT_URLCONF = "hdnd_site.urls"
WSGI_APPLICATION = "hdnd_site.wsgi.application"

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
                "news.context.site",
            ],
        },
    },
]

DATABASES = {
    "default": dj_database_url.parse(
        env.text("DATABASE_URL", f"sqlite:///{VAR_DIR / 'hdnd.sqlite3'}"),
        conn_max_age=60,
        conn_health_checks=True,
    )
}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # IMMEDIATE: two writers wait for each other instead of failing with "database is locked".
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 10,
        "init_command": (
            "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;PRAGMA mmap_size=134217728;"
            "PRAGMA journal_size_limit=27103364;PRAGMA cache_size=-20000;"
        ),
    }
# The role of PostgreSQL that the site runs as, and the owner of its tables gives rights to (editorial/grants.py).
DATABASE_SITE_ROLE = env.text("DATABASE_SITE_ROLE")
# Whether the server runs the clock itself, so that the embedded default is one process to start.
CLOCK_INSIDE = env.flag("CLOCK_INSIDE", default=DATABASES["default"]["ENGINE"].endswith("sqlite3"))
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Nothing is cached: what counts is counted in the database, by all processes alike.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}

AUTH_USER_MODEL = "editorial.User"
AUTHENTICATION_BACKENDS = ["editorial.accounts.backends.DeskBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("username", "full_name", "email", "phone")},
    },
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "editorial.accounts.passwords.LeakedPasswordValidator"},
    {"NAME": "editorial.accounts.passwords.VietnamesePasswordValidator"},
]
if COMMON_PASSWORDS:
    AUTH_PASSWORD_VALIDATORS.append(
        {"NAME": "hdnd_site.passwords.ListedPasswordValidator", "OPTIONS": {"password_list_path": COMMON_PASSWORDS}}
    )
CSRF_FAILURE_VIEW = "editorial.autosave_views.csrf_failure"
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "desk"
LOGOUT_REDIRECT_URL = "account_login"

# Both factors (editorial/accounts/): django-allauth holds the ceremonies, the house the rules around them.
SITE_NAME = env.text("SITE_NAME") or f"HĐND tỉnh {PROVINCE}"  # as an application for codes or a phone lists it
# The first one encrypts the secrets of second factors, all of them decrypt (docs/operations.md says how to change it).
FACTOR_KEYS = env.items("FACTOR_KEYS") or [SECRET_KEY]
# Idle limits and the age of a confirmation, in seconds (domain.md §2: 5 minutes for who keeps accounts, 15 else).
IDLE_SECONDS_TECHNICAL = 5 * 60
IDLE_SECONDS = 15 * 60
CONFIRM_SECONDS = 5 * 60
ENROL_SECONDS = 15 * 60
# Set by `manage.py demo` alone, for its own process: the page that asks for a code shows the one that fits.
DEMONSTRATION = False
ACCOUNT_ADAPTER = "editorial.accounts.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = True  # as long as SESSION_COOKIE_AGE and the idle limits let it
ACCOUNT_REAUTHENTICATION_METHODS = ["mfa"]
ACCOUNT_REAUTHENTICATION_TIMEOUT = CONFIRM_SECONDS
ACCOUNT_RATE_LIMITS = False  # bounded in the database: editorial/accounts/throttle.py
ACCOUNT_FORMS = {"login": "editorial.accounts.forms.LoginForm"}
MFA_ADAPTER = "editorial.accounts.adapters.FactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn"]  # recovery codes are the house's: editorial/accounts/recovery.py
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_USER_VERIFICATION = "required"
# Half minutes before and after its own in which a code counts too (RFC 6238 §5.2 allows one; ASVS 6.5.5 none).
MFA_TOTP_TOLERANCE = max(env.number("TOTP_TOLERANCE", 0), 0)
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_RATE_LIMITS = False
MFA_FORMS = {
    "authenticate": "editorial.accounts.forms.CodeForm",
    "reauthenticate": "editorial.accounts.forms.ConfirmCodeForm",
    "activate_totp": "editorial.accounts.forms.AddTotpForm",
    "add_webauthn": "editorial.accounts.forms.AddPasskeyForm",
}

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt")]
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = ["hdnd_site.formats"]
USE_I18N = True
# Off: it would write numbers inside addresses and form fields too; texts use the intcomma filter.
USE_THOUSAND_SEPARATOR = False
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        # Pictures and files are never served from here by the web server: news/views/files.py asks first.
        "OPTIONS": {"location": PRIVATE_DIR},
    },
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = DEBUG
# What browsers ask for by a name of their own: /favicon.ico.
WHITENOISE_ROOT = BASE_DIR / "static" / "root"
# One request never brings more than this: an attachment of 20 MB with its form.
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 60 * 60
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
if not DEBUG:
    SECURE_SSL_REDIRECT = env.flag("SECURE_SSL_REDIRECT", default=True)
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 31_536_000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True
    # A browser takes such a cookie only over HTTPS, from this very host and for all of it.
    SESSION_COOKIE_NAME = "__Host-sessionid"
    CSRF_COOKIE_NAME = "__Host-csrftoken"
    MESSAGE_STORAGE = "hdnd_site.messages.Messages"

# The editor's known advisories and why they do not apply here: SECURITY.md.
SILENCED_SYSTEM_CHECKS = ["ckeditor.W001"]
CKEDITOR_CONFIGS = {
    "default": {
        "language": "vi",
        "width": "100%",
        "height": 420,
        "toolbar": "article",
        "toolbar_article": [
            ["Format", "Bold", "Italic", "RemoveFormat"],
            ["NumberedList", "BulletedList", "Blockquote"],
            ["Link", "Unlink"],
            ["Image", "Table", "SpecialChar"],
            ["Undo", "Redo", "PasteFromWord", "Source", "Maximize"],
        ],
        "format_tags": "p;h2;h3;h4",
        "extraPlugins": "divarea,image2,uploadimage",
        "removePlugins": (
            "exportpdf,scayt,wsc,preview,iframe,flash,smiley,forms,save,newpage,print,about,templates,"
            "language,bidi,font,colorbutton,colordialog,div,docprops,codesnippet,codesnippetgeshi,"
            "wysiwygarea,image,elementspath"
        ),
        "allowedContent": (
            "p h2 h3 h4 strong em u s sub sup br hr blockquote ul ol li figcaption caption thead tbody"
            " tfoot tr colgroup col;figure(image);a[!href,title];img[!src,alt,width,height];"
            "table;td th[colspan,rowspan,scope];"
            "*[data-widget,data-cke-upload-id]"  # how the editor knows a picture on its way
        ),
        # Nothing there to set; and the upload tab would start a frame with a script of its own.
        "removeDialogTabs": "link:upload;link:advanced;link:target;image2:Upload;table:advanced",
        "disableNativeSpellChecker": False,
        "entities": False,
        "forcePasteAsPlainText": False,
        "clipboard_handleImages": False,
        "linkDefaultProtocol": "https://",
        "uploadUrl": "/anh/tai-len/",
        "imageUploadUrl": "/anh/tai-len/",
    }
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"},
        "bare": {"format": "{message}", "style": "{"},
    },
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "line"},
        "security": {"class": "logging.StreamHandler", "formatter": "bare"},
    },
    "root": {"handlers": ["console"], "level": env.text("LOG_LEVEL", "INFO")},
    "loggers": {
        "django.request": {"level": "ERROR"},
        "django.security": {"level": "WARNING"},
        # Decisions, logins and refusals as JSON lines, for whoever collects what the services say (journald, syslog).
        "hdnd.security": {
            "handlers": ["security"],
            "level": "INFO" if env.flag("SECURITY_STREAM", default=not DEBUG) else "CRITICAL",
            "propagate": False,
        },
    },
}
