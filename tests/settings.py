"""The application's settings, in a throwaway data folder, with a fast password hasher and plain static files."""

import os
import tempfile

os.environ["FACTCHECK_DATA"] = tempfile.mkdtemp(prefix="factcheck-tests-")
for _name in ("FACTCHECK_HOST", "FACTCHECK_DEBUG", "FACTCHECK_PROXY", "SECRET_KEY", "SECRET_KEY_FILE"):
    os.environ.pop(_name, None)

from factcheck.settings import *  # noqa: E402, F403
from factcheck.settings import DATABASES, STORAGES  # noqa: E402

ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
WHITENOISE_AUTOREFRESH = True
if DATABASES["default"]["ENGINE"].endswith("postgresql"):
    DATABASES["default"]["OPTIONS"]["pool"] = {"min_size": 1, "max_size": 24, "timeout": 20}
