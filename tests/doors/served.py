"""The application's settings for a server of the tests, which serves no static files and so needs none collected."""

from factcheck.settings import *  # noqa: F403
from factcheck.settings import STORAGES

STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
