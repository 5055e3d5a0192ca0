"""Where residents see what became of their requests."""

from django.urls import path

from forms_engine.dashboard import my, status

urlpatterns = [
    path("my/", my.dashboard, name="my"),
    path("my/requests/<uuid:submission_id>/", my.request_detail, name="my_request"),
    path("status/", status.status, name="status"),
    path("status/open/", status.unlock, name="status_unlock"),
]
