"""The desk's addresses, below ``/desk/``."""

from django.urls import path

from forms_engine.casework.desk import case_page, glance, handling, listing

app_name = "desk"

urlpatterns = [
    path("", listing.mine, name="mine"),
    path("cases/", listing.everything, name="cases"),
    path("queues/<slug:slug>/", listing.queue, name="queue"),
    path("take/", handling.take_next, name="take"),
    path("cases/<int:pk>/", case_page.case_page, name="case"),
    path("cases/<int:pk>/glance/", glance.glance, name="glance"),
    path("cases/<int:pk>/receipt/", case_page.receipt, name="receipt"),
    path("cases/<int:pk>/files/<uuid:file_id>/", case_page.file, name="file"),
    path("cases/<int:pk>/claim/", handling.claim, name="claim"),
    path("cases/<int:pk>/release/", handling.release, name="release"),
    path("cases/<int:pk>/note/", handling.note, name="note"),
    path("cases/<int:pk>/move/", handling.move, name="move"),
    path("cases/<int:pk>/state/", handling.change_state, name="state"),
    path("cases/<int:pk>/deliveries/<uuid:delivery_id>/", handling.retry, name="retry"),
]
