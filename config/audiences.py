"""Who may open what: one line for each part of the site. What is not listed here, nobody may.

``tests/test_audiences.py`` walks every address of the site, fails for one that no line covers,
and knocks at each of them in every role. A new address needs a line here, or stands below one.
"""

from __future__ import annotations

from enum import Enum


class Audience(Enum):
    """For whom an address is; a finer right may still be asked for behind it."""

    ANYONE = "anyone, signed in or not"
    RESIDENT = "everybody who is signed in"
    HOLDER = "whose it is: the person, the browser or the department that it belongs to"
    OFFICER = "who works for a department, and administrators"
    EDITOR = "who may enter the Wagtail admin"
    ADMIN = "administrators"


# Routes as Django writes them, without the language. The longest beginning that fits decides.
AUDIENCES: dict[str, Audience] = {
    # Public pages
    "^((?:[\\w\\-]+/)*)$": Audience.ANYONE,  # Wagtail's pages
    "search/": Audience.ANYONE,
    "services/": Audience.ANYONE,
    "status/": Audience.ANYONE,
    "verify/": Audience.ANYONE,
    "receipts/": Audience.HOLDER,
    "payments/": Audience.HOLDER,
    "brand.css": Audience.ANYONE,
    "^media/(?P<path>(?:images|original_images)/.+)$": Audience.ANYONE,
    "robots.txt": Audience.ANYONE,
    "sitemap.xml": Audience.ANYONE,
    "documents/": Audience.ANYONE,
    "healthz/": Audience.ANYONE,
    "_util/": Audience.ANYONE,
    "components/": Audience.ANYONE,  # exists in a demo only
    "demo/mail/": Audience.ANYONE,  # exists in a demo only
    # Residents
    "account/": Audience.RESIDENT,
    "account/login/": Audience.ANYONE,
    "account/logout/": Audience.ANYONE,
    "account/signup/": Audience.ANYONE,
    "account/inactive/": Audience.ANYONE,
    "account/confirm-email/": Audience.ANYONE,
    "account/password/reset/": Audience.ANYONE,
    "my/": Audience.RESIDENT,
    # Staff
    "desk/": Audience.OFFICER,
    "admin/": Audience.EDITOR,
    "admin/login/": Audience.ANYONE,
    "admin/logout/": Audience.ANYONE,
    "admin/password_reset/": Audience.ANYONE,  # switched off: 404
    "admin/jsi18n/": Audience.ANYONE,
    "admin/sprite/": Audience.ANYONE,
    "admin/departments/": Audience.ADMIN,
    "admin/payments/": Audience.ADMIN,
    "admin/person_chooser/": Audience.ADMIN,
    "admin/users/": Audience.ADMIN,
    "admin/groups/": Audience.ADMIN,
    "admin/sites/": Audience.ADMIN,
    "admin/locales/": Audience.ADMIN,
    "admin/redirects/": Audience.ADMIN,
}


def audience_of(route: str) -> Audience | None:
    """For whom this route is, or None where nobody has said so."""
    fitting = [beginning for beginning in AUDIENCES if route.startswith(beginning)]
    return AUDIENCES[max(fitting, key=len)] if fitting else None
