# syntax=docker/dockerfile:1

# The digest makes a rebuild start from the same image. `make pin-image` replaces it by that of the newest one.
ARG BASE_IMAGE=python:3.13-slim@sha256:ffb752e139c0a19692a43af8d8523b274222dd68eebad5d583b45c2201c6e30a

FROM ${BASE_IMAGE} AS build
WORKDIR /build
RUN python -m venv /venv
COPY requirements.lock requirements-postgres.lock ./
# The lock file pins versions and hashes, so that a rebuild installs the same packages.
RUN /venv/bin/pip install --no-cache-dir --require-hashes --requirement requirements.lock --requirement requirements-postgres.lock

FROM ${BASE_IMAGE}
ENV PATH="/venv/bin:$PATH" \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    BOT_HOST=0.0.0.0 \
    BOT_PORT=8080 \
    BOT_LOG_FORMAT=json \
    DATABASE_URL=sqlite:////data/reminders.db \
    SIMULATOR_LEDGER=/data/simulator.db
RUN useradd --system --uid 10001 --home-dir /app --no-create-home bot \
    && mkdir --mode 0700 /data \
    && chown bot /data
WORKDIR /app
COPY --from=build /venv /venv
COPY config.toml ./
COPY bot ./bot
USER 10001
VOLUME /data
EXPOSE 8080
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=3s --start-period=20s \
    CMD ["python", "-c", "import urllib.request as u; u.urlopen('http://127.0.0.1:8080/healthz', timeout=2)"]
CMD ["python", "-m", "bot", "serve"]
