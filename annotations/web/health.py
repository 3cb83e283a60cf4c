"""Is the process alive, and can it write?"""

import shutil
from datetime import timedelta

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from annotations.models import HistoryEntry, IdempotencyKey
from annotations.services.transactions import writing

MAY_BE_SLOW = timedelta(minutes=5)  # the clock of another server process


@login_not_required
@require_safe
def alive(request: HttpRequest) -> JsonResponse:
    """The process answers; nothing else is asked."""
    return JsonResponse({"status": "ok"})


@login_not_required
@require_safe
def ready(request: HttpRequest) -> JsonResponse:
    """The database takes writes durably, the migrations are applied, the clock has not gone back, the disk has room.

    Answers 503 with codes otherwise.
    """
    reasons = [*_database_troubles(), *_disk_troubles()]
    return JsonResponse({"status": "unready" if reasons else "ok", "reasons": reasons}, status=503 if reasons else 200)


def _database_troubles() -> list[str]:
    try:
        with writing():
            IdempotencyKey.objects.filter(pk=0).delete()
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            return ["migrations_missing"]
        return [*_durability_troubles(), *_clock_troubles()]
    except DatabaseError:
        return ["database_unavailable"]


def _durability_troubles() -> list[str]:
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA synchronous")
            return [] if cursor.fetchone()[0] >= 2 else ["database_not_durable"]
    off = []
    with connection.cursor() as cursor:
        for name in ("fsync", "full_page_writes", "synchronous_commit"):
            cursor.execute(f"SHOW {name}")
            off += [name] if cursor.fetchone()[0] == "off" else []
    return ["database_not_durable"] if off else []


def _clock_troubles() -> list[str]:
    """What happened last cannot lie ahead: what is written now would stand before it, and links end too late."""
    last = HistoryEntry.objects.order_by("-pk").values_list("at", flat=True).first()
    return ["clock_behind"] if last and last - timezone.now() > MAY_BE_SLOW else []


def _disk_troubles() -> list[str]:
    usage = shutil.disk_usage(settings.DATA_DIR)
    return ["disk_nearly_full"] if usage.free < usage.total * 0.05 else []
