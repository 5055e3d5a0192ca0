"""Officers at the desk, for the tests of its pages."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.conf import settings
from django.test import Client

from accounts.models import User


@pytest.fixture
def at_desk() -> Callable[[User], Client]:
    """Make a browser in which this person is signed in."""

    def sign_in(person: User) -> Client:
        client = Client()
        client.force_login(person, settings.AUTHENTICATION_BACKENDS[0])
        return client

    return sign_in
