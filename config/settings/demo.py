"""The demo city on one machine: `make demo`, and what `manage.py` uses unless told otherwise."""

from config.env import DATA_DIR, env, kept_secret
from config.settings.base import *  # noqa: F403  (settings files build on each other)
from config.settings.base import Q_CLUSTER

DEMO = True
SECRET_KEY = env("SECRET_KEY", default="") or kept_secret("secret_key")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])

# Mail goes to files, and `/demo/mail/` shows them.
MAIL_DIR = DATA_DIR / "mail"
if not env("EMAIL_URL", default=""):
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = MAIL_DIR

# On the screen of `make demo` only what went wrong.
Q_CLUSTER["log_level"] = "WARNING"
