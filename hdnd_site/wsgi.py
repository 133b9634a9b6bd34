"""The door that gunicorn knocks at: printed pages first, Django for the rest; and the clock, where none runs beside."""

import os
import threading

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hdnd_site.settings")

application = get_wsgi_application()

from django.conf import settings  # noqa: E402 (only now are there settings)

from editorial.clock import run  # noqa: E402
from hdnd_site import hosts  # noqa: E402
from news.press.serve import PublicTree  # noqa: E402

if settings.PRESS:
    https = getattr(settings, "SECURE_SSL_REDIRECT", False)
    application = PublicTree(str(settings.PUBLIC_DIR), application, over_https=https, desk=hosts.desk_of_its_own())
if settings.CLOCK_INSIDE:
    threading.Thread(target=run, name="clock", daemon=True).start()
