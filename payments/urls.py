"""Addresses of the pages around paying. Who knows a payment's number may see it."""

from django.urls import path

from payments import views
from payments.sandbox.views import checkout

app_name = "payments"
urlpatterns = [
    path("sandbox/<str:token>/", checkout, name="sandbox"),
    path("<uuid:payment_id>/", views.payment, name="payment"),
    path("<uuid:payment_id>/back/", views.back, name="back"),
    path("<uuid:payment_id>/state/", views.state, name="state"),
]
