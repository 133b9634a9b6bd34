"""nginx as in operation, over plain HTTP on this machine: deploy/nginx.conf with its places and its port changed."""

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.bench.machine import Server, free_port, need, serving
from tests.bench.site import ROOT, Site

FRAME = """{user} daemon off; include {root}/deploy/nginx-main.conf; pid {folder}/nginx.pid; error_log stderr;
worker_processes auto;
events {{ worker_connections 1024; }}
http {{
    include /etc/nginx/mime.types;
    sendfile on; tcp_nopush on;
    access_log off;
    client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
    server {{
        listen 127.0.0.1:{plain_port};
        root {folder};
        location /dressed/ {{
            include {root}/deploy/nginx-headers.conf;
            add_header Cache-Control no-cache always;
        }}
    }}
    include {folder}/site.conf;
}}
"""


@contextmanager
def nginx(
    site: Site, folder: Path, *, port: int = 0, application: str = "http://127.0.0.1:1"
) -> Iterator[tuple[Server, Server]]:
    """Give nginx as it serves the site, and as it serves the files of `folder` with hardly a setting.

    Those under dressed/ go out with the headers of a page, those under plain/ without. Both are servers of the same
    processes. The application is asked for what is not printed.
    """
    port, plain_port = port or free_port(), free_port()
    for name in ("plain", "dressed"):
        (folder / name).mkdir(parents=True)
    user = "user root;" if os.geteuid() == 0 else ""  # or its workers could not enter a private folder
    (folder / "nginx.conf").write_text(FRAME.format(user=user, root=ROOT, folder=folder, plain_port=plain_port))
    (folder / "site.conf").write_text(_over_plain_http(site, port, application))
    command = [need("nginx"), "-p", str(folder), "-c", str(folder / "nginx.conf")]
    with serving(command, f"http://127.0.0.1:{port}", log=folder / "nginx.log") as server:
        yield server, Server(f"http://127.0.0.1:{plain_port}", server.pid)


def _over_plain_http(site: Site, port: int, application: str) -> str:
    """Give the configuration of operation without the redirect to HTTPS, its certificates and its fixed places."""
    conf = (ROOT / "deploy/nginx.conf").read_text()
    conf = re.sub(r"^server \{\n    listen 80;.*?^\}\n", "", conf, flags=re.MULTILINE | re.DOTALL)
    conf = re.sub(r"^ *(listen \[::\]:443|ssl_).*\n", "", conf, flags=re.MULTILINE)
    conf = re.sub(r"listen 443[^;]*;", f"listen 127.0.0.1:{port};", conf)
    conf = conf.replace("server 127.0.0.1:8000;", f"server {application.removeprefix('http://')};")
    conf = conf.replace("/etc/nginx/snippets/hdnd-", f"{ROOT}/deploy/nginx-")
    conf = re.sub(r"^ *access_log /var/log.*\n", "", conf, flags=re.MULTILINE)
    return conf.replace("/var/lib/hdnd", str(site.folder))
