# The site as an image; deploy/compose.yml runs it beside PostgreSQL. Another base with Debian's Python 3.11
# serves too: --build-arg BASE=...
ARG BASE=python:3.11-slim-bookworm

FROM ${BASE} AS packages
COPY requirements.lock /tmp/requirements.lock
RUN python3.11 -m venv /srv/venv \
    && /srv/venv/bin/pip install --no-cache-dir --disable-pip-version-check --require-hashes \
        -r /tmp/requirements.lock

FROM ${BASE}
ENV PATH=/srv/venv/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    BIND=0.0.0.0:8000
RUN groupadd --gid 10001 hdnd \
    && useradd --uid 10001 --gid hdnd --no-create-home --home-dir /srv/hdnd --shell /usr/sbin/nologin hdnd \
    && install -d -o hdnd -g hdnd -m 0755 /srv/hdnd/var \
    && install -d -o hdnd -g hdnd -m 0700 /srv/hdnd/var/private \
    && install -d -o hdnd -g hdnd -m 0755 /srv/hdnd/press \
    && install -d -o hdnd -g hdnd -m 0750 /srv/hdnd/log-export
COPY --from=packages /srv/venv /srv/venv
WORKDIR /srv/hdnd
COPY . .
# Static files belong to the image: they change with the code. The key is of no use after this line.
RUN SECRET_KEY=only-to-collect-static-files ALLOWED_HOSTS=localhost python manage.py collectstatic --noinput
USER 10001:10001
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=10s --start-period=30s --retries=3 \
    CMD ["python", "deploy/healthcheck.py"]
CMD ["gunicorn", "-c", "deploy/gunicorn.conf.py", "hdnd_site.wsgi"]
