"""The site is ready when database, migrations and a living worker are there, and only then."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from django.db import OperationalError, connection
from django_q.conf import Conf

from config import health

pytestmark = pytest.mark.django_db


@pytest.fixture
def workers(monkeypatch):
    """The states that workers have written; one idle worker at the start."""
    states = [SimpleNamespace(status=Conf.IDLE, workers=[1])]
    monkeypatch.setattr(health.Stat, "get_all", lambda: states)
    return states


def test_ready_when_everything_is_there(client, workers):
    response = client.get("/healthz/ready")
    assert response.status_code == 200
    assert response.json() == {"database": True, "migrations": True, "worker": True}
    assert "no-store" in response["Cache-Control"]


def test_not_ready_without_a_worker(client, workers):
    workers.clear()
    response = client.get("/healthz/ready")
    assert response.status_code == 503
    assert response.json() == {"database": True, "migrations": True, "worker": False}


@pytest.mark.parametrize("status", [Conf.STARTING, Conf.STOPPING, Conf.STOPPED])
def test_a_worker_that_starts_or_stops_does_not_count(client, workers, status):
    workers[0].status = status
    assert client.get("/healthz/ready").status_code == 503


def test_not_ready_while_a_migration_is_missing(client, workers, monkeypatch):
    monkeypatch.setattr(health, "_migrated", False)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'accounts'")
    response = client.get("/healthz/ready")
    assert response.status_code == 503
    assert response.json()["migrations"] is False


def test_not_ready_without_a_database(client, workers, monkeypatch):
    def refuse():
        raise OperationalError

    monkeypatch.setattr(health.connection, "cursor", refuse)
    response = client.get("/healthz/ready")
    assert response.status_code == 503
    assert response.json() == {"database": False, "migrations": False, "worker": True}


def test_the_process_lives_even_without_worker_and_database(client, workers, monkeypatch):
    workers.clear()
    assert client.get("/healthz/live").status_code == 200


def test_health_is_only_read(client):
    assert client.post("/healthz/ready").status_code == 405
