"""A worker's settings in ``test_worker.py``: the demo's, with a mail server that can hang."""

from config.env import DATA_DIR
from config.settings.demo import *  # noqa: F403

EMAIL_BACKEND = "tests.accounts.hanging_mail.EmailBackend"
EMAIL_FILE_PATH = DATA_DIR / "mail"
