"""The people of the demo city: five logins, and a few officers in each department."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth.hashers import check_password, make_password
from django.contrib.auth.models import Group

from accounts.actions import assign
from accounts.models import Department, Membership, User
from cms.actions import EDITORS, PUBLISHERS

PARKING = "streets"

LOGINS = {
    "resident@demo.city": ("Nora", "Lindqvist"),
    "editor@demo.city": ("Tomás", "Rivera"),
    "officer@demo.city": ("Amara", "Osei"),
    "manager@demo.city": ("Jonas", "Weber"),
    "admin@demo.city": ("Ines", "Carvalho"),
}

OFFICERS = {
    "citizens": [("Petra", "Novak"), ("Luis", "Ferrer")],
    "streets": [("Hanna", "Sørensen"), ("Marek", "Zielinski")],
    "building": [("Claire", "Dubois"), ("Omar", "Haddad")],
    "business": [("Sofia", "Marchetti"), ("Daniel", "Okafor")],
    "family": [("Yuki", "Tanaka"), ("Elena", "Popescu")],
    "revenue": [("Ruben", "Vos"), ("Mirjam", "Keller")],
}


def load() -> None:
    """Make everybody, with verified addresses and the rights of their work."""
    hashed = make_password(demo_password())
    people = {email: _person(email, *names, password=hashed) for email, names in LOGINS.items()}
    parking = Department.objects.get(slug=PARKING)
    people["editor@demo.city"].groups.add(Group.objects.get(name=EDITORS))
    people["manager@demo.city"].groups.add(Group.objects.get(name=PUBLISHERS))
    assign(user=people["manager@demo.city"], department=parking, role=Membership.Role.MANAGER)
    assign(user=people["officer@demo.city"], department=parking, role=Membership.Role.OFFICER)
    admin = people["admin@demo.city"]
    admin.is_staff = admin.is_superuser = True
    admin.save(update_fields=["is_staff", "is_superuser"])
    for department in Department.objects.filter(slug__in=OFFICERS):
        for number, names in enumerate(OFFICERS[department.slug]):
            officer = _person(f"{department.slug}{number + 1}@demo.city", *names, password=hashed)
            role = Membership.Role.OFFICER if number else Membership.Role.MANAGER
            assign(user=officer, department=department, role=role)


def demo_password() -> str:
    """The one password of all demo logins: the environment's, or one made at the first use."""
    path = Path(settings.DATA_DIR) / "keys" / "demo_password"  # type: ignore[misc]
    wanted = os.environ.get("DEMO_PASSWORD", "")
    if not path.exists() or (wanted and path.read_text() != wanted):
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        path.touch(mode=0o600)
        path.write_text(wanted or _easy_to_type())
    return path.read_text()


def follow_password() -> None:
    """Give the demo logins the password of the environment when it has changed."""
    if not os.environ.get("DEMO_PASSWORD"):
        return
    logins = User.objects.filter(email__in=LOGINS)
    first = logins.first()
    if first is not None and not check_password(demo_password(), first.password):
        logins.update(password=make_password(demo_password()))


def _easy_to_type() -> str:
    letters = "abcdefghjkmnpqrstuvwxyz23456789"
    return "-".join("".join(secrets.choice(letters) for _ in range(4)) for _ in range(4))


def _person(email: str, first_name: str, last_name: str, *, password: str) -> User:
    user, _created = User.objects.get_or_create(
        email=email,
        defaults={"first_name": first_name, "last_name": last_name, "password": password},
    )
    EmailAddress.objects.get_or_create(
        user=user, email=email, defaults={"primary": True, "verified": True}
    )
    return user
