"""Addresses that only a demo has; mounted under ``/demo/mail/``."""

from django.urls import path

from accounts import demo_mail

app_name = "demo_mail"
urlpatterns = [
    path("", demo_mail.mail_list, name="list"),
    path("<str:name>/", demo_mail.mail_detail, name="detail"),
    path("<str:name>/html/", demo_mail.mail_html, name="html"),
]
