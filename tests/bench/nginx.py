"""nginx as in operation, over plain HTTP on this machine: deploy/nginx.conf with its places and its port changed.

The public host is 127.0.0.1, the desk's is localhost; with `one_host` 127.0.0.1 is both, by the documented command.
"""

import os
import re
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.bench.machine import Server, free_port, need, serving
from tests.bench.site import ROOT, Site

PUBLIC_HOST, DESK_HOST = "127.0.0.1", "localhost"
ONE_HOST = r"/# two hosts$/d; s/# one host: //; /^# The desk.s host (two hosts, to the end)/,$d"  # docs/operations.md
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
    site: Site, folder: Path, *, port: int = 0, application: str = "http://127.0.0.1:1", one_host: bool = False
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
    (folder / "site.conf").write_text(_over_plain_http(site, port, application, folder, one_host=one_host))
    command = [need("nginx"), "-p", str(folder), "-c", str(folder / "nginx.conf")]
    with serving(command, f"http://127.0.0.1:{port}", log=folder / "nginx.log") as server:
        yield server, Server(f"http://127.0.0.1:{plain_port}", server.pid)


def _over_plain_http(site: Site, port: int, application: str, folder: Path, *, one_host: bool) -> str:
    """Give the configuration of operation without the redirect to HTTPS, its certificates and its fixed places."""
    conf = (ROOT / "deploy/nginx.conf").read_text()
    if one_host:
        conf = subprocess.run(["sed", ONE_HOST], input=conf, capture_output=True, text=True, check=True).stdout
    conf = re.sub(r"^server \{\n    listen 80;.*?^\}\n", "", conf, flags=re.MULTILINE | re.DOTALL)
    conf = re.sub(r"^ *(listen (\[::\]|80)|ssl_).*\n", "", conf, flags=re.MULTILINE)
    conf = re.sub(r"listen 443 ssl http2( default_server)?;", rf"listen 127.0.0.1:{port}\1;", conf)
    conf = conf.replace("server_name ban-bien-tap.hdnd.example.gov.vn;", f"server_name {DESK_HOST};")
    conf = conf.replace("server_name hdnd.example.gov.vn;", f"server_name {PUBLIC_HOST};")
    conf = conf.replace("server unix:/run/hdnd/web.sock;", f"server {application.removeprefix('http://')};")
    conf = re.sub(r"^ *access_log /var/log.*\n", "", conf, flags=re.MULTILINE)
    return _in_place(conf, site, folder)


def _in_place(conf: str, site: Site, folder: Path) -> str:
    """Give it with the places of this site; the snippets that name one are written beside it."""
    for name in ("server", "desk"):
        snippet = (ROOT / f"deploy/nginx-{name}.conf").read_text()
        (folder / f"{name}.conf").write_text(_at_home(snippet, site))
        conf = conf.replace(f"/etc/nginx/snippets/hdnd-{name}.conf", f"{folder}/{name}.conf")
    return _at_home(conf, site)


def _at_home(conf: str, site: Site) -> str:
    conf = conf.replace("/etc/nginx/snippets/hdnd-", f"{ROOT}/deploy/nginx-")
    return conf.replace("/var/lib/hdnd", str(site.folder))
