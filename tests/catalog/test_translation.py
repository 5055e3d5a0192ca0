from __future__ import annotations

import pytest
from wagtail.models import Locale
from wagtail_localize.models import StringTranslation, Translation, TranslationSource
from wagtail_localize.operations import TranslationCreator

from catalog.actions import build_site
from tests.factories.accounts import UserFactory
from tests.factories.content import make_service

pytestmark = pytest.mark.django_db


def test_an_editor_translates_a_new_service_segment_by_segment(
    client, django_capture_on_commit_callbacks
):
    build_site()
    spanish = Locale.objects.get(language_code="es")
    body = [("heading", {"text": "The zones", "level": "h2"}), ("text", "<p>There are four.</p>")]
    service = make_service(
        slug="parking", title="Parking permit", cost="<p>€84 for one year.</p>", body=body
    )

    TranslationCreator(UserFactory(), [spanish]).create_translations(service)
    source = TranslationSource.objects.get_for_instance(service)
    for segment in source.stringsegment_set.select_related("string", "context"):
        StringTranslation.objects.create(
            translation_of=segment.string,
            locale=spanish,
            context=segment.context,
            data=f"ES {segment.string.data}",
        )
    with django_capture_on_commit_callbacks(execute=True):
        Translation.objects.get(source=source).save_target(publish=True)

    page = client.get("/es/services/parking/").content.decode()
    assert "ES Parking permit" in page
    assert "ES €84 for one year" in page
    assert "ES The zones" in page
    assert "ES There are four." in page
