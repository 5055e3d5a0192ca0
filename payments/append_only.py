"""The database's own guard of the ledger, for whoever comes past Django.

PostgreSQL refuses to change and to delete an entry. SQLite refuses to change one; it cannot tell
the emptying of a whole table (`manage.py flush`, the test suite) from the deletion of a row.
"""

from __future__ import annotations

from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections

POSTGRESQL = """
CREATE OR REPLACE FUNCTION payments_ledger_append_only() RETURNS trigger AS $$
BEGIN
  RAISE EXCEPTION 'The ledger is append-only' USING ERRCODE = 'restrict_violation';
END
$$ LANGUAGE plpgsql;
CREATE OR REPLACE TRIGGER payments_ledger_append_only
BEFORE UPDATE OR DELETE ON payments_ledgerentry
FOR EACH ROW EXECUTE FUNCTION payments_ledger_append_only();
"""
SQLITE = """
CREATE TRIGGER IF NOT EXISTS payments_ledger_append_only
BEFORE UPDATE ON payments_ledgerentry
BEGIN
  SELECT RAISE(ABORT, 'The ledger is append-only');
END
"""
STATEMENTS = {"postgresql": POSTGRESQL, "sqlite": SQLITE}


def guard_ledger(*, using: str = DEFAULT_DB_ALIAS, **kwargs: Any) -> None:
    """Put the guard in place. Safe to repeat.

    Runs after every migration, because SQLite forgets the triggers of a table that it rebuilds.
    """
    connection = connections[using]
    if "payments_ledgerentry" not in connection.introspection.table_names():
        return  # migrated back to before there was a ledger
    with connection.cursor() as cursor:
        cursor.execute(STATEMENTS[connection.vendor])
