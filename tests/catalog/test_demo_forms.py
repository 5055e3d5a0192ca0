"""The demo city's forms load, are whole in both languages, survive the editor and find a queue."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from accounts.models import Department
from forms_engine.engine.actions.import_form import import_form
from forms_engine.engine.definition import Definition, mistakes
from forms_engine.engine.fields import FIELD_TYPES
from forms_engine.engine.journey import Journey
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
def test_a_form_leaves_it_to_the_page_to_say_what_is_optional(slug: str) -> None:
    assert [text for text in texts_in(raw_form(slug)) if re.search(r"\(op[tc]ional\)", text)] == []


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


def compares(value: Any) -> Iterator[dict[str, Any]]:
    """Every comparison in a tree of JSON."""
    if isinstance(value, dict):
        if value.get("type") == "compare":
            yield value
        value = list(value.values())
    if isinstance(value, list):
        for child in value:
            yield from compares(child)


def routes_of(slug: str) -> list[dict[str, Any]]:
    return [row for row in routing("route") if row["form"] == slug]


@pytest.mark.parametrize("slug", SLUGS)
def test_conditions_compare_choices_only_with_options_that_exist(slug: str) -> None:
    raw = raw_form(slug)
    options = {
        field["key"]: {option["value"] for option in field["options"]}
        for step in raw["steps"]
        for field in step["fields"]
        if "options" in field
    }

    for node in compares([raw, routes_of(slug)]):
        if node["key"] in options and "value" in node:
            value = node["value"]
            assert set(value if isinstance(value, list) else [value]) <= options[node["key"]], node


ELIGIBLE = {
    "adult": True,
    "lives_here": True,
    "months_here": 6,
    "tenure": "rent",
    "household_income": "2800.00",
}


@pytest.mark.parametrize(
    ("answers", "stop"),
    [
        ({}, None),
        ({"adult": False}, "This help starts at 18"),
        ({"lives_here": False}, "This help is for people who live in Lindenport"),
        ({"months_here": 5}, "You can apply when you have lived here for 6 months"),
        ({"tenure": "own"}, "This help is for people who rent"),
        ({"tenure": "guest"}, "This help is for people who pay rent"),
        ({"tenure": "none"}, "You need a home first, and we help with that"),
        ({"household_income": "2800.01"}, "Your household earns more than €2,800 a month"),
    ],
)
def test_housing_support_stops_whom_it_cannot_help(
    answers: dict[str, Any], stop: str | None
) -> None:
    definition = Definition.load(raw_form("housing-support"))

    journey = Journey(definition, ELIGIBLE | answers, {"can-i-apply": list(ELIGIBLE)})

    assert (journey.stop.title if journey.stop else None) == stop


@pytest.mark.parametrize(
    ("kind", "step"),
    [
        ("new_building", "new-building"),
        ("extension", "extension"),
        ("change_of_use", "new-use"),
        ("demolition", "demolition"),
    ],
)
def test_a_building_permit_takes_the_route_of_its_kind(kind: str, step: str) -> None:
    definition = Definition.load(raw_form("building-permit"))

    journey = Journey(definition, {"kind": kind})

    slugs = [stage.slug for stage in journey.stages]
    assert slugs == ["work", "plot", step, "plans", "you"]


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


@pytest.mark.parametrize("slug", SLUGS)
def test_the_queue_keeps_the_promise_of_the_services_page_and_of_the_form(slug: str) -> None:
    days_of = {row["slug"]: row["days"] for row in routing("queue")}
    days = next(days_of[row["queue"]] for row in routing("default") if row["form"] == slug)
    service = next(row for row in read("services")["service"] if row["slug"] == slug)
    raw = raw_form(slug)

    english = [service["how_long"], raw["settings"]["next_steps"]]
    spanish = [service["es"]["how_long"], raw["translations"]["es"]["settings.next_steps"]]

    assert all(re.search(rf"\b{days}\b", text) for text in english), english
    assert all(re.search(rf"\b{days}\b", text) for text in spanish), spanish
