from __future__ import annotations

import pytest


@pytest.fixture(autouse=True)
def _known_address(settings):
    """Absolute addresses are the same on every machine."""
    settings.BASE_URL = "http://localhost:8000"
