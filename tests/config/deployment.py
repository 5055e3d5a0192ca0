"""Production as `make check` looks at it: all but what only a city can say."""

from config.settings.production import *  # noqa: F403

# Which account takes the money is the city's to name; until it does, the check warns.
SILENCED_SYSTEM_CHECKS = ["payments.W001"]
