#!/bin/sh
# Brings the database up to date, then becomes the server. Creates no account; other commands are run as they are.
set -eu
umask 077
if [ "${1:-}" = gunicorn ]; then
    python manage.py migrate --no-input --verbosity 0
fi
exec "$@"
