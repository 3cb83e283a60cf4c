"""The WSGI entry point, for gunicorn: `gunicorn factcheck.wsgi`. On SQLite the worker is a thread of this process."""

import os
import threading

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "factcheck.settings")

application = get_wsgi_application()

from django.conf import settings  # noqa: E402 (the application is loaded first)

from annotations.tasks import work  # noqa: E402

if settings.WORKER_THREAD:
    threading.Thread(target=work, args=(threading.Event(),), kwargs={"alone": True}, name="worker", daemon=True).start()
