"""Asks the public site for its home page as nginx would; ends with 0 only if it is served (HEALTHCHECK)."""

import os
import urllib.request
from urllib.parse import urlsplit

host = urlsplit(os.environ.get("SITE_ORIGIN", "")).netloc or "localhost"
port = os.environ.get("BIND", "127.0.0.1:8000").rpartition(":")[2]
request = urllib.request.Request(f"http://127.0.0.1:{port}/", headers={"Host": host, "X-Forwarded-Proto": "https"})
direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
direct.open(request, timeout=5).close()
