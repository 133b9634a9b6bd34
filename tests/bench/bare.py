"""The least that can answer over WSGI: one constant answer, from the environment, to whatever is asked."""

import json
import os
from pathlib import Path

BODY = Path(os.environ["BARE_BODY"]).read_bytes()
HEADERS = [(name, value) for name, value in json.loads(os.environ["BARE_HEADERS"])]


def application(environ, start_response):
    start_response("200 OK", HEADERS)
    return [BODY]
