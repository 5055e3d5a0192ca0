"""Every address of the site. Each app brings its own; this page only says where they hang."""

from __future__ import annotations

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from accounts.views import sign_in
from config import health
from config.gallery.views import gallery
from payments.views import webhook

urlpatterns = [
    path("healthz/live", health.live),
    path("healthz/ready", health.ready),
    path("admin/login/", sign_in),
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("", include("cms.urls")),
    path("payments/webhook/<slug:alias>/", webhook, name="payments_webhook"),
    *i18n_patterns(
        path("account/", include("accounts.urls")),
        path("account/", include("allauth.urls")),
        path("_util/login/", sign_in),
        path("payments/", include("payments.urls")),
        path("", include("forms_engine.engine.urls")),
        path("", include("forms_engine.dashboard.urls")),
        path("desk/", include("forms_engine.casework.desk.urls")),
        path("", include("catalog.urls")),
        path("", include(wagtail_urls)),
        prefix_default_language=False,
    ),
]

if settings.DEMO:
    urlpatterns.insert(0, path("demo/mail/", include("accounts.demo_urls")))
    urlpatterns.insert(0, path("components/", gallery, name="gallery"))

handler400 = "forms_engine.engine.runner.refusals.bad_request"
