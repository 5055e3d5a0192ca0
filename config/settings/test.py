"""The test suite: fast hashing, mail in memory, files and database in a folder that goes away."""

import tempfile
from pathlib import Path

from config.env import env
from config.settings.base import *  # noqa: F403  (settings files build on each other)
from config.settings.base import DATABASES, STORAGES

DEMO = True
SECRET_KEY = "only-for-tests-" + "x" * 40
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "testserver"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"

TEST_DIR = Path(tempfile.mkdtemp(prefix="passport-test-"))
STATIC_ROOT = TEST_DIR / "static"
STATIC_ROOT.mkdir()
MAIL_DIR = TEST_DIR / "mail"
MEDIA_ROOT = TEST_DIR / "media"
PRIVATE_ROOT = TEST_DIR / "private"
STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    "private": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": str(PRIVATE_ROOT), "base_url": None},
    },
}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

# `make test` runs the suite on both databases at once, a worker of pytest each (docs/testing.md).
if env("TEST_DATABASE", default="") == "postgresql":
    DATABASES["default"] = env.db("TEST_POSTGRESQL_URL")
elif DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # A file and not memory: the live server's threads need connections of their own.
    DATABASES["default"]["TEST"] = {"NAME": TEST_DIR / "test.sqlite3"}
    DATABASES["default"]["OPTIONS"]["init_command"] = (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF;"
    )
