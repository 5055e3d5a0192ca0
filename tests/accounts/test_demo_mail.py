"""``/demo/mail/`` shows what a demo would have sent, and gives a mail no power over the page."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from django.core.mail import EmailMultiAlternatives, get_connection
from django.urls import reverse

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(settings, tmp_path: Path) -> Path:
    settings.MAIL_DIR = tmp_path
    return tmp_path


def send(folder: Path, subject: str, *, html: str = "", text: str = "Hello", age: int = 0) -> str:
    """Write a mail as the demo does, into a file of its own and of that age in seconds."""
    backend = "django.core.mail.backends.filebased.EmailBackend"
    connection = get_connection(backend, file_path=str(folder))
    mail = EmailMultiAlternatives(subject, text, to=["ada@example.org"], connection=connection)
    if html:
        mail.attach_alternative(html, "text/html")
    mail.send()
    (written,) = folder.glob("2*.log")
    path = written.rename(folder / f"mail-{len(list(folder.iterdir()))}.log")
    os.utime(path, (1_800_000_000 - age, 1_800_000_000 - age))
    return f"{path.stem}.0"


def test_mails_are_listed_newest_first(client, folder):
    send(folder, "The older one", age=60)
    send(folder, "The newer one", age=0)

    page = client.get("/demo/mail/").content.decode()

    assert page.index("The newer one") < page.index("The older one")
    assert "ada@example.org" in page


def test_several_mails_in_one_file_are_several_mails(client, folder):
    backend = "django.core.mail.backends.filebased.EmailBackend"
    connection = get_connection(backend, file_path=str(folder))
    for subject in ("First of two", "Second of two"):
        message = EmailMultiAlternatives(subject, "x", to=["a@example.org"], connection=connection)
        message.send()
    for path in folder.glob("*.log"):
        assert path.read_bytes().count(b"Subject:") == 2

    page = client.get("/demo/mail/").content.decode()

    assert page.index("Second of two") < page.index("First of two")


def test_a_mail_shows_its_text_with_links_that_work(client, folder):
    name = send(folder, "Grüße 👋", text="Go to http://localhost:8000/my/ — ça va? <b>&</b>")

    page = client.get(reverse("demo_mail:detail", args=[name])).content.decode()

    assert 'href="http://localhost:8000/my/"' in page
    assert "Grüße 👋" in page
    assert "ça va? &lt;b&gt;&amp;&lt;/b&gt;" in page


def test_the_html_of_a_mail_may_do_nothing(client, folder):
    name = send(folder, "Hostile", html="<script>alert(1)</script><p style='color:red'>Hi</p>")

    page = client.get(reverse("demo_mail:detail", args=[name])).content.decode()
    frame = client.get(reverse("demo_mail:html", args=[name]))

    assert "<script>alert" not in page
    assert 'sandbox="allow-popups' in page
    policy = frame["Content-Security-Policy"]
    assert "script-src 'none'" in policy
    assert "sandbox allow-popups" in policy
    assert "frame-ancestors 'self'" in policy


def test_a_name_is_never_a_path(client, folder):
    (folder.parent / "secret.log").write_text("Subject: secret\n\nsecret")

    for name in ("..%2Fsecret", "../secret", "..", "no-such-mail", "%00"):
        assert client.get(f"/demo/mail/{name}/").status_code in (404, 400), name


def test_a_long_list_has_pages(client, folder):
    for number in range(51):
        send(folder, f"Mail {number}", age=number)

    first = client.get("/demo/mail/").content.decode()
    second = client.get("/demo/mail/?page=2").content.decode()

    assert "Mail 49" in first
    assert "Mail 50" not in first
    assert "Mail 50" in second
    assert client.get("/demo/mail/?page=x").status_code == 200


def test_without_mails_it_says_so(client, settings, tmp_path):
    settings.MAIL_DIR = tmp_path / "not-there-yet"

    assert "Nothing yet" in client.get("/demo/mail/").content.decode()


def test_a_real_city_has_no_such_page():
    """The address is mounted in ``config/urls.py`` only where ``settings.DEMO`` is set."""
    source = Path("config/urls.py").read_text()

    mount = source.index('include("accounts.demo_urls")')
    assert "if settings.DEMO:" in source[:mount].rpartition("\n\n")[2]
