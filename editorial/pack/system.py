"""What protects the site and what it runs on: settings by name, guards, versions. No secret is read."""

import json
import platform

import django
from django.conf import settings
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from editorial import guards, middleware
from editorial.pack.sheets import sheet

# By name, so that a setting added later stays out until somebody has thought of it.
SHOWN = (
    *(
        "DEBUG",
        "ALLOWED_HOSTS",
        "CSRF_TRUSTED_ORIGINS",
        "SITE_ORIGIN",
        "DESK_ORIGIN",
        "TIME_ZONE",
        "PRESS",
        "LINK_CHECK",
    ),
    *("MIDDLEWARE", "INSTALLED_APPS", "PASSWORD_HASHERS", "AUTH_PASSWORD_VALIDATORS", "AUTHENTICATION_BACKENDS"),
    *("SESSION_COOKIE_AGE", "SESSION_COOKIE_HTTPONLY", "SESSION_COOKIE_SAMESITE", "SESSION_COOKIE_SECURE"),
    *("SESSION_COOKIE_NAME", "SESSION_EXPIRE_AT_BROWSER_CLOSE", "CSRF_COOKIE_SECURE", "CSRF_COOKIE_SAMESITE"),
    *("SECURE_SSL_REDIRECT", "SECURE_HSTS_SECONDS", "SECURE_HSTS_INCLUDE_SUBDOMAINS", "SECURE_HSTS_PRELOAD"),
    *("SECURE_PROXY_SSL_HEADER", "SECURE_CONTENT_TYPE_NOSNIFF", "SECURE_REFERRER_POLICY", "X_FRAME_OPTIONS"),
    *("DATA_UPLOAD_MAX_MEMORY_SIZE", "DATA_UPLOAD_MAX_NUMBER_FIELDS", "EMAIL_USE_TLS", "EMAIL_USE_SSL"),
    *("UPLOAD_FILES_PER_DAY", "UPLOAD_MB_PER_DAY", "UPLOAD_FREE_MB"),
    *("TRUSTED_PROXIES", "ORIGIN_MONTHS", "REFUSALS_A_MINUTE", "AUTOSAVE_DAYS", "SILENCED_SYSTEM_CHECKS"),
)
# Of these only whether they are set.
WHETHER = ("VIRUS_SCANNER", "LOG_EXPORT_DIR", "EMAIL_HOST", "ACCESS_LOG")


def safe_settings() -> dict:
    """Give the settings that protect, by name; of some only whether there is one."""
    shown = {name: getattr(settings, name) for name in SHOWN if hasattr(settings, name)}
    policies = dict(middleware.EVERYWHERE)
    policies["Content-Security-Policy (biểu mẫu có trình soạn thảo)"] = middleware.EDITOR
    return {**shown, **{name: bool(getattr(settings, name)) for name in WHETHER}, "headers": policies}


def facts() -> dict:
    """Give the versions of what the site runs on, and the migrations that the database has."""
    applied = MigrationRecorder(connection).applied_migrations()
    return {
        "python": platform.python_version(),
        "django": django.get_version(),
        "database": {"kind": connection.vendor, "version": ".".join(map(str, connection.get_database_version()))},
        "system": platform.platform(),
        "migrations": [".".join(key) for key in sorted(applied)],
    }


def standing_guards() -> str:
    """Give every guard that the database should have, and whether it stands."""
    missing = set(guards.missing(connection))
    wanted = guards.guards(connection)
    rows = ((guard.name, guard.table, guard.event, guard.message, guard.name not in missing) for guard in wanted)
    return sheet(("Ràng buộc", "Bảng", "Chặn", "Lời báo", "Đang có"), rows)


def as_json(content) -> str:
    return json.dumps(content, ensure_ascii=False, indent=2, default=str) + "\n"
