"""The account pages that allauth does not bring."""

from __future__ import annotations

from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse, translate_url
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.forms import ProfileForm
from accounts.users import User


def _person(request: HttpRequest) -> User:
    """Who is signed in, read anew: a form that fails must not change ``request.user``."""
    return User.objects.get(email=request.user.get_username())


@login_required
@never_cache
@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """Everything about one's own account, and where to change it."""
    person = _person(request)
    context = {
        "memberships": person.memberships.select_related("department"),
        "language_name": dict(settings.LANGUAGES).get(person.language or request.LANGUAGE_CODE),
    }
    return render(request, "account/overview.html", context)


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def profile(request: HttpRequest) -> HttpResponse:
    """Change names and language; the next page already speaks the new language."""
    person = _person(request)
    if not person.language:
        person.language = request.LANGUAGE_CODE
    form = ProfileForm(request.POST or None, instance=person)
    if request.method == "POST" and form.is_valid():
        form.save()
        with override(person.language):
            messages.success(request, _("Your profile is saved."))
        return redirect(translate_url(reverse("accounts:overview"), person.language))
    status = 422 if form.is_bound else 200
    return render(request, "account/profile.html", {"form": form}, status=status)


def sign_in(request: HttpRequest) -> HttpResponseRedirect:
    """Send other frameworks' sign-in pages to the one that counts attempts.

    Wagtail sends people here as well who are signed in and have no business in the admin:
    signing in once more would not help them, so they are told.
    """
    wanted = request.GET.get("next", "")
    if request.user.is_authenticated:
        raise PermissionDenied
    address = reverse("account_login")
    return redirect(f"{address}?{urlencode({'next': wanted})}" if wanted else address)
