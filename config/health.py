"""Whether this installation lives: asked by supervisors, balancers and `make demo`."""

from __future__ import annotations

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from django_q.conf import Conf
from django_q.status import Stat

ALIVE = (Conf.IDLE, Conf.WORKING)

# Once all migrations were seen applied they stay so for the life of this process.
_migrated = False


@never_cache
@require_safe
def live(request: HttpRequest) -> JsonResponse:
    """Answer 200 as long as the web process answers at all."""
    return JsonResponse({"live": True})


@never_cache
@require_safe
def ready(request: HttpRequest) -> JsonResponse:
    """Answer 200 when residents can be served: database, migrations and a living worker are there.

    Otherwise 503; the body says which of the three is missing.
    """
    database = _database_answers()
    state = {
        "database": database,
        "migrations": database and _is_migrated(),
        "worker": _worker_lives(),
    }
    return JsonResponse(state, status=200 if all(state.values()) else 503)


def _database_answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return False
    return True


def _is_migrated() -> bool:
    global _migrated  # noqa: PLW0603  (a fact about this process)
    if not _migrated:
        executor = MigrationExecutor(connection)
        _migrated = not executor.migration_plan(executor.loader.graph.leaf_nodes())
    return _migrated


def _worker_lives() -> bool:
    """A worker writes its state to the shared cache twice a second, and it fades after three."""
    return any(stat.status in ALIVE and stat.workers for stat in Stat.get_all())
