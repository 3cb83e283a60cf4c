"""The application's configuration."""

from django.apps import AppConfig

from annotations import checks  # noqa: F401 (importing registers the checks)


class AnnotationsConfig(AppConfig):
    """Claims, verdicts, citations, notes and all that hangs on them."""

    name = "annotations"
    verbose_name = "factcheck"
