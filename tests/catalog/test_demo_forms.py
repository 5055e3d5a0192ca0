"""The demo city's forms load, are whole in both languages, survive the editor and find a queue."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from accounts.models import Department
from forms_engine.engine.actions.import_form import import_form
from forms_engine.engine.definition import Definition, mistakes
from forms_engine.engine.fields import FIELD_TYPES
from forms_engine.engine.logic import parse
from tests.catalog.test_demo_texts import (
    AVOIDED,
    LINK,
    html_mistakes,
    known_addresses,
    read,
    texts_in,
)

FORMS = Path(__file__).resolve().parents[2] / "catalog" / "demo" / "forms"
SLUGS = sorted(path.stem for path in FORMS.glob("*.json"))


def raw_form(slug: str) -> dict[str, Any]:
    raw: dict[str, Any] = json.loads((FORMS / f"{slug}.json").read_text(encoding="utf-8"))
    return raw


def test_there_are_fourteen_forms_and_each_belongs_to_the_service_of_its_name() -> None:
    services = {row["slug"]: row for row in read("services")["service"]}

    assert len(SLUGS) == 14
    assert sorted(row["form"] for row in services.values() if row["form"]) == SLUGS
    for slug in SLUGS:
        raw = raw_form(slug)
        assert services[slug]["form"] == raw["slug"] == slug
        assert services[slug]["department"] == raw["department"]


@pytest.mark.parametrize("slug", SLUGS)
def test_a_form_has_no_mistakes(slug: str) -> None:
    assert [(error.path, error.message) for error in mistakes(raw_form(slug))] == []


@pytest.mark.parametrize("slug", SLUGS)
def test_a_form_is_whole_in_spanish(slug: str) -> None:
    raw = raw_form(slug)

    english = dict(Definition.load(raw).texts())
    spanish = dict(Definition.load(raw, "es").texts())

    assert raw["translations"]["es"].keys() == english.keys()
    same = [
        path for path, text in english.items() if spanish[path] == text and ".options." not in path
    ]
    assert same == []


@pytest.mark.parametrize("slug", SLUGS)
def test_a_form_uses_plain_words_sound_html_and_known_links(slug: str) -> None:
    texts = list(texts_in(raw_form(slug)))

    links = {link.removeprefix("/es") for text in texts for link in LINK.findall(text)}
    assert [text for text in texts if AVOIDED.search(text)] == []
    assert [text for text in texts if html_mistakes(text)] == []
    assert links <= known_addresses()


@pytest.mark.parametrize("slug", SLUGS)
def test_a_form_says_what_happens_next_and_whom_to_write_to(slug: str) -> None:
    definition = Definition.load(raw_form(slug))
    own = definition.settings

    assert own.declaration and own.next_steps
    assert FIELD_TYPES["email"] is type(definition.fields[own.contact_email_field])
    assert FIELD_TYPES["name"] is type(definition.fields[own.applicant_field])
    assert 1 <= len(own.summary_fields) <= 3
    assert list(own.summary_fields) == raw_form(slug)["settings"]["summary_fields"]


@pytest.mark.parametrize("slug", SLUGS)
def test_the_fee_is_the_one_on_the_services_page(slug: str) -> None:
    fee = raw_form(slug)["settings"].get("fee", 0)
    cost = next(row["cost"] for row in read("services")["service"] if row["slug"] == slug)

    first_sum = re.match(r"<p>€([0-9]+)\b", cost)
    assert fee == (int(first_sum[1]) * 100 if first_sum else 0)
    assert bool(fee) != cost.startswith("<p>Free")


def test_the_forms_show_every_field_type_the_engine_began_with() -> None:
    steps = [step for slug in SLUGS for step in raw_form(slug)["steps"]]

    used = {field["type"] for step in steps for field in step["fields"]}

    assert len(used) >= 18


@pytest.mark.django_db
@pytest.mark.parametrize("slug", SLUGS)
def test_a_form_comes_out_of_the_editor_as_it_went_in(slug: str) -> None:
    raw = raw_form(slug)
    Department.objects.create(slug=raw["department"], name=raw["department"])

    form = import_form(raw)

    stored = form.latest_revision.as_object().definition_json
    assert Definition.load(stored) == Definition.load(raw)
    assert Definition.load(stored, "es") == Definition.load(raw, "es")


def routing(table: str) -> list[dict[str, Any]]:
    text = (FORMS.parent / "routing.toml").read_text(encoding="utf-8")
    rows: list[dict[str, Any]] = tomllib.loads(text)[table]
    return rows


def test_each_form_has_one_default_queue_of_its_department() -> None:
    queues = {row["slug"]: row["department"] for row in routing("queue")}

    assert len(queues) == len(routing("queue"))
    assert sorted(row["form"] for row in routing("default")) == SLUGS
    for row in [*routing("default"), *routing("route")]:
        assert queues[row["queue"]] == raw_form(row["form"])["department"], row


def test_no_queue_is_without_a_form_and_each_promises_days() -> None:
    used = {row["queue"] for row in [*routing("default"), *routing("route")]}

    assert used == {row["slug"] for row in routing("queue")}
    assert all(1 <= row["days"] <= 60 for row in routing("queue"))


def test_routes_read_only_questions_of_their_form() -> None:
    for row in routing("route"):
        fields = Definition.load(raw_form(row["form"])).fields
        parse(row["when"], fields)  # raises on an unknown key or an unfit operator
