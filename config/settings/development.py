"""A developer's machine: the demo city with tracebacks, and styles served as they are built."""

from config.settings.base import STORAGES
from config.settings.demo import *  # noqa: F403  (settings files build on each other)

DEBUG = True
STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
