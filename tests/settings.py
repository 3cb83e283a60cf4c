"""The application's settings, in a throwaway data folder, with a fast password hasher and plain static files."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

# In memory where there is room: a commit then waits for no disk, and every commit of a test would wait for one.
MEMORY = Path("/dev/shm")
in_memory = MEMORY.is_dir() and os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > 2 * 1024**3
os.environ["FACTCHECK_DATA"] = tempfile.mkdtemp(prefix="factcheck-tests-", dir=MEMORY if in_memory else None)
atexit.register(shutil.rmtree, os.environ["FACTCHECK_DATA"], ignore_errors=True)
_NOT_OURS = ("HOST", "DEBUG", "PROXY", "ARCHIVE")
for _name in ("SECRET_KEY", "SECRET_KEY_FILE", *(f"FACTCHECK_{_end}" for _end in _NOT_OURS)):
    os.environ.pop(_name, None)

from factcheck.settings import *  # noqa: E402, F403
from factcheck.settings import DATA_DIR, DATABASES, INSTALLED_APPS, MIDDLEWARE, STORAGES  # noqa: E402

ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
WHITENOISE_AUTOREFRESH = WHITENOISE_USE_FINDERS = True
if DATABASES["default"]["ENGINE"].endswith("postgresql"):
    DATABASES["default"]["OPTIONS"]["pool"] = {"min_size": 1, "max_size": 24, "timeout": 20}
else:
    # A file, as in real use: threads of one test then wait for one another as writers do, which they cannot in memory.
    DATABASES["default"]["TEST"] = {"NAME": DATA_DIR / "tests.sqlite3"}

# Every request of a test is watched: asking the database the same question row by row fails it.
INSTALLED_APPS = [*INSTALLED_APPS, "zeal"]
MIDDLEWARE = ["zeal.middleware.zeal_middleware", *MIDDLEWARE]
# One act may name two people, or change a session: each by one question of its own.
ZEAL_ALLOWLIST = [
    {"model": "annotations.ReviewerKey", "field": "get()"},
    {"model": "annotations.User", "field": "get()"},
    {"model": "sessions.Session", "field": "get()"},
]
