"""Residents in front of their requests."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.test import Client

from accounts.models import User
from tests.factories.accounts import UserFactory


@pytest.fixture
def resident(db) -> User:
    return UserFactory(email="ada@example.org")


@pytest.fixture
def browser(resident) -> Client:
    """A browser in which the resident is signed in."""
    client = Client()
    client.force_login(resident, settings.AUTHENTICATION_BACKENDS[0])
    return client
