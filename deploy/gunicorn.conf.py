"""How gunicorn serves the site: `gunicorn -c deploy/gunicorn.conf.py hdnd_site.wsgi`, behind nginx."""

import os

bind = os.environ.get("BIND", "127.0.0.1:8000")
workers = int(os.environ.get("WEB_WORKERS", "2"))
threads = int(os.environ.get("WEB_THREADS", "4"))
worker_class = "gthread"
# The longest honest request is an upload of pictures; nginx has already received it whole.
timeout = 60
graceful_timeout = 30
keepalive = 5
# A worker is replaced now and then, so that a slow leak never fills the memory.
max_requests = 5000
max_requests_jitter = 500
# Whose word on the visitor counts, as for the application (editorial/origins.py).
forwarded_allow_ips = os.environ.get("TRUSTED_PROXIES", "127.0.0.1,::1")
# The heartbeat must not wait for a disk.
worker_tmp_dir = "/dev/shm"  # noqa: S108
# nginx writes the access log; here only what went wrong. Where no nginx stands in front, the clock can count readers
# from this one (WEB_ACCESS_LOG the same file as ACCESS_LOG): in the usual format, but without the reader's address.
accesslog = os.environ.get("WEB_ACCESS_LOG") or None
access_log_format = '- - - %(t)s "%(r)s" %(s)s %(b)s "-" "%(a)s"'
errorlog = "-"
control_socket_disable = True
