# The image of the web service. It holds no secret: the key is made in /data on the first start.
FROM python:3.13-slim-trixie AS build
ENV PYTHONDONTWRITEBYTECODE=1
RUN python -m venv /opt/venv
COPY requirements.txt /tmp/requirements.txt
RUN /opt/venv/bin/pip install --no-cache-dir --require-hashes --only-binary=:all: -r /tmp/requirements.txt
WORKDIR /app
COPY . .
# The key that the settings make here stays in this stage's /tmp. Files may come from a strict umask: all may read them.
RUN FACTCHECK_DATA=/tmp/build /opt/venv/bin/python manage.py collectstatic --no-input --verbosity 0 \
    && /opt/venv/bin/python -m compileall -q annotations deploy factcheck \
    && chmod -R a+rX /app

FROM python:3.13-slim-trixie
RUN groupadd --gid 10001 factcheck \
    && useradd --uid 10001 --gid 10001 --no-create-home --home-dir /data --shell /usr/sbin/nologin factcheck \
    && install -d -o factcheck -g factcheck -m 0700 /data
COPY --from=build --chown=root:root /opt/venv /opt/venv
COPY --from=build --chown=root:root /app /app
ENV PATH=/opt/venv/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    FACTCHECK_DATA=/data
WORKDIR /app
USER 10001:10001
VOLUME ["/data"]
EXPOSE 8000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --retries=3 CMD ["python", "/app/deploy/health.py"]
ENTRYPOINT ["/app/deploy/entrypoint.sh"]
CMD ["gunicorn", "--config", "/app/deploy/gunicorn.py", "factcheck.wsgi"]
