"""Every address is for somebody, and opens for nobody else: ``config/audiences.py``."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from django.conf import settings
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.urls.resolvers import LocalePrefixPattern
from django.utils.regex_helper import normalize

from config.audiences import AUDIENCES, Audience, audience_of
from tests.factories.accounts import MembershipFactory, UserFactory

ALLOWED = {
    Audience.ANYONE: {"anonymous", "resident", "officer", "editor", "admin"},
    Audience.RESIDENT: {"resident", "officer", "editor", "admin"},
    Audience.HOLDER: set(),
    Audience.OFFICER: {"officer", "admin"},
    Audience.EDITOR: {"editor", "admin"},
    Audience.ADMIN: {"admin"},
}
ROLES = ["anonymous", "resident", "officer", "editor", "admin"]
SAMPLES = {
    "int": "987654321",
    "uuid": str(uuid.UUID(int=7)),
    "slug": "x",
    "str": "987654321",  # Wagtail takes a primary key as text, and fails on one that is no number
    "path": "x",
}
WAGTAIL_PAGES = r"^((?:[\w\-]+/)*)$"
# Wagtail's page that shows what a crash looks like, and the way out.
NOT_KNOCKED_AT = ("admin/failwhale/", "admin/logout/", "account/logout/")


@dataclass(frozen=True)
class Place:
    route: str

    @property
    def address(self) -> str:
        """An address that fits the route, naming things that do not exist."""
        parts = [_sample(part) for part in re.split(r"(?=\^)", self.route)]
        return "/" + "".join(parts)


def _sample(route: str) -> str:
    if not route.startswith("^") and "(?P<" not in route:
        return re.sub(r"<(?:(\w+):)?\w+>", lambda match: SAMPLES[match[1] or "str"], route)
    if route == WAGTAIL_PAGES:
        return "no-such-page/"
    pattern, names = normalize(route)[0]
    return pattern % dict.fromkeys(names, SAMPLES["int"])


def places(resolver: URLResolver | None = None, beginning: str = "") -> Iterator[Place]:
    for pattern in (resolver or get_resolver()).url_patterns:
        own = "" if isinstance(pattern.pattern, LocalePrefixPattern) else str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            yield Place(beginning + own)
        else:
            yield from places(pattern, beginning + own)


@pytest.fixture
def visitors(db) -> dict[str, Client]:
    editor = UserFactory()
    editor.groups.add(Group.objects.get(name="Editors"))
    people = {
        "resident": UserFactory(),
        "officer": MembershipFactory().user,
        "editor": editor,
        "admin": UserFactory(admin=True),
    }
    visitors = {role: Client(raise_request_exception=False) for role in ROLES}
    for role, person in people.items():
        visitors[role].force_login(person, settings.AUTHENTICATION_BACKENDS[0])
    return visitors


def is_turned_away(response) -> bool:
    """Sent to sign in, or back to the front of the admin, or told no."""
    if response.status_code in (301, 302):
        doors = (reverse("account_login"), "/admin/login/")
        back = response.url.partition("?")[0]
        return back in doors or back == "/admin/"
    return response.status_code in (401, 403, 404, 405)


def test_every_address_has_an_audience():
    undeclared = sorted({place.route for place in places() if audience_of(place.route) is None})

    assert undeclared == []


def test_no_line_is_left_over():
    routes = {place.route for place in places()}
    unused = [line for line in AUDIENCES if not any(route.startswith(line) for route in routes)]

    assert unused == []


@pytest.mark.filterwarnings("ignore::django.core.paginator.UnorderedObjectListWarning")
@pytest.mark.parametrize("role", ROLES)
def test_an_address_opens_for_its_audience_and_for_nobody_else(role, visitors):
    visitor = visitors[role]
    wrong = []
    for place in sorted(set(places()), key=lambda place: place.route):
        audience = audience_of(place.route)
        assert audience is not None, place.route
        if place.route in NOT_KNOCKED_AT:
            continue
        answer = visitor.get(place.address)
        if answer.status_code == 500:
            wrong.append((place.address, answer.status_code))
        if role in ALLOWED[audience]:
            if audience is not Audience.ANYONE and _was_asked_to_sign_in(answer):
                wrong.append((place.address, "turned away"))
        else:
            posted = visitor.post(place.address)
            if not (is_turned_away(answer) and is_turned_away(posted)):
                wrong.append((place.address, answer.status_code, posted.status_code))
    assert wrong == []


def _was_asked_to_sign_in(response) -> bool:
    doors = (reverse("account_login"), "/admin/login/")
    return response.status_code in (301, 302) and response.url.partition("?")[0] in doors
