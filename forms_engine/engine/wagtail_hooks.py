"""What forms add to the Wagtail admin."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.snippets.models import register_snippet

from forms_engine.engine.authoring.addresses import NAMESPACE
from forms_engine.engine.authoring.viewset import FormViewSet
from forms_engine.engine.form import Form

register_snippet(FormViewSet)


@hooks.register("before_delete_snippet")
def keep_published_forms(request: HttpRequest, instances: Sequence[Any]) -> HttpResponse | None:
    """Requests hang on the versions of a form, so what was ever public is not deleted."""
    forms = [form.pk for form in instances if isinstance(form, Form)]
    public = Form.objects.filter(pk__in=forms, versions__isnull=False).distinct()
    if not public:
        return None
    text = _("“%(titles)s” cannot be deleted, because it was public: take it back instead.")
    messages.error(request, text % {"titles": "”, “".join(form.title for form in public)})
    return redirect(reverse(f"{NAMESPACE}:list"))
