"""The engine's own addresses. Forms are filled in under their service, so those hang elsewhere."""

from django.urls import path

from forms_engine.engine.receipts import views as receipts

urlpatterns = [
    path("receipts/<uuid:submission_id>/", receipts.receipt, name="receipt"),
    path("verify/", receipts.verify, name="verify"),
]
