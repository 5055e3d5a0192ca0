from __future__ import annotations

import json

import pytest
from django.core.management import CommandError, call_command

from forms_engine.engine.models import Form
from tests.factories.engine import DOG_LICENCE, department

pytestmark = pytest.mark.django_db


def _written(path, definition):
    path.write_text(json.dumps(definition))
    return path


def test_export_import_export_is_byte_identical(tmp_path, capsys):
    department()
    call_command("import_form", _written(tmp_path / "a.json", DOG_LICENCE))
    capsys.readouterr()
    call_command("export_form", "dog-licence")
    first = capsys.readouterr().out

    (tmp_path / "b.json").write_text(first)
    call_command("import_form", tmp_path / "b.json")
    capsys.readouterr()
    call_command("export_form", "dog-licence")

    assert capsys.readouterr().out == first


def test_a_dry_run_stores_nothing(tmp_path):
    department()
    call_command("import_form", _written(tmp_path / "a.json", DOG_LICENCE), "--dry-run")
    assert not Form.objects.exists()


def test_a_wrong_file_gets_every_mistake_with_its_place(tmp_path):
    department()
    wrong = {**DOG_LICENCE, "steps": [{"slug": "Bad", "title": "", "fields": [{"type": "no"}]}]}

    with pytest.raises(CommandError) as refusal:
        call_command("import_form", _written(tmp_path / "a.json", wrong))

    text = str(refusal.value)
    assert "/steps/0/slug" in text
    assert "/steps/0/title" in text
    assert "/steps/0/fields/0/type" in text
    assert "/settings/applicant_field" in text
    assert not Form.objects.exists()


def test_receipts_go_to_a_question_that_asks_for_an_address(tmp_path):
    department()
    wrong = {**DOG_LICENCE, "settings": {"contact_email_field": "dog_name"}}
    with pytest.raises(CommandError, match=r"/settings/contact_email_field.*e-mail address"):
        call_command("import_form", _written(tmp_path / "a.json", wrong))


def test_a_file_that_is_not_json_is_refused_with_the_place(tmp_path):
    (tmp_path / "a.json").write_text("{")
    with pytest.raises(CommandError, match="is not JSON"):
        call_command("import_form", tmp_path / "a.json")
