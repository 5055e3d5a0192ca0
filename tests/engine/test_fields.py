"""The contract that every field type keeps; a new one only adds its sample."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from forms_engine.engine.blocks import fields_block
from forms_engine.engine.definition import Step
from forms_engine.engine.fields import FIELD_TYPES, DefinitionError
from forms_engine.engine.logic import OPERATORS, evaluate, parse
from forms_engine.engine.snapshot import fields_json, fields_stream
from forms_engine.engine.step_form import StepForm
from tests.engine.field_samples import SAMPLES

PERSON = {
    "first": "Ada",
    "last": "O’Neill",
    "email": "ada@example.org",
    "phone": "+351912345678",
    "street": "Bell Lane 16",
    "postcode": "4100-030",
    "city": "Lindenport",
}

HOSTILE: list[Any] = [
    "", " ", "\x00", "a\x00b", "<script>alert(1)</script>", "'; drop table", "\u202egnp", "🐕" * 50,
    "9" * 500, "-", "1e999", "NaN", "١٢٣", "true", "{}", "[]", "é" * 3000, "\ud800",
]  # fmt: skip

STORED: list[Any] = [
    None, "", "text", 0, -1, 1.5, True, False, [], ["a"], [1], [{}], [{"name": "x"}], {}, {"a": 1},
    {"first": 3}, "2024-13-45", "9" * 50,
]  # fmt: skip

types = pytest.mark.parametrize("slug", FIELD_TYPES)
asking = pytest.mark.parametrize(
    "slug", [slug for slug, kind in FIELD_TYPES.items() if kind.holds_answer]
)


def _raw(slug: str, **more: Any) -> dict[str, Any]:
    return {"type": slug, "key": "q", "label": "Question", **SAMPLES[slug].options, **more}


def _field(slug: str, **more: Any) -> Any:
    return FIELD_TYPES[slug].load(_raw(slug, **more), {})


def _form(slug: str, post: dict[str, Any], files: Any = None, **more: Any) -> StepForm:
    data = QueryDict(mutable=True)
    for end, value in post.items():
        data.setlist(f"q{end}", value if isinstance(value, list) else [value])
    step = Step(slug="s", title="S", fields=(_field(slug, **more),))
    return StepForm(data, files or MultiValueDict(), step=step, known={}, answers={})


def _stored(form: StepForm) -> Any:
    return form.stored(lambda file: {"id": "new", "name": file.name, "size": file.size})["q"]


def test_every_type_has_a_sample():
    assert set(SAMPLES) == set(FIELD_TYPES)


@types
def test_it_describes_itself(slug):
    kind = FIELD_TYPES[slug]
    assert kind.slug == slug
    assert str(kind.name)
    assert set(kind.operators) <= set(OPERATORS)
    assert list(_field(slug).problems()) == []


@types
def test_what_the_editor_stores_is_the_definition(slug):
    """Definition → StreamField → definition loses and adds nothing that matters."""
    condition = [{"type": "compare", "key": "before", "operator": "is", "value": "x"}]
    raw = _raw(slug, visible_if=condition)
    block = fields_block()
    stored = block.get_prep_value(block.to_python(fields_stream([raw])))

    [back] = fields_json(block.to_python(stored))

    before = {"before": FIELD_TYPES["text"].load({"type": "text", "key": "before"}, {})}
    assert FIELD_TYPES[slug].load(back, before) == FIELD_TYPES[slug].load(raw, before)


@types
def test_an_unknown_attribute_is_named(slug):
    with pytest.raises(DefinitionError) as refusal:
        _field(slug, labell="x")
    assert refusal.value.path == "/labell"


@types
@pytest.mark.parametrize("value", [None, [], {}, "abc", -5, 10**9, "∞"])
def test_an_option_of_the_wrong_kind_is_refused_or_harmless(slug, value):
    paths: list[str] = []
    for name in SAMPLES[slug].options:
        try:
            field = _field(slug, **{name: value})
        except DefinitionError as error:
            paths.append(error.path)
            continue
        if field.holds_answer:
            field.form_field()
            _form(slug, {"": "x"}, **{name: value}).is_valid()
    assert set(paths) <= {f"/{name}" for name in SAMPLES[slug].options}


@asking
def test_good_posts_are_stored_as_json_that_its_schema_allows(slug):
    for post, expected in SAMPLES[slug].good:
        form = _form(slug, post, required=False)
        assert form.is_valid(), (post, form.errors)
        assert _stored(form) == expected, post


@asking
def test_stored_answers_come_back_into_the_same_boxes(slug):
    for post, expected in SAMPLES[slug].good:
        if expected is None or not post:
            continue
        field = _field(slug)
        step = Step(slug="s", title="S", fields=(field,))
        bound = StepForm(step=step, known={}, answers={"q": expected})["q"]
        assert bound.initial is not None
        again = {}
        widget = bound.field.widget
        if hasattr(widget, "decompress"):
            for part, value in zip(widget.parts, widget.decompress(bound.initial), strict=True):
                again[f"_{part}"] = str(value)
        else:
            value = bound.initial
            again[""] = value if isinstance(value, list) else str(value)
        if slug == "consent":
            again = {"": "on"}
        form = _form(slug, again)
        assert form.is_valid(), (again, form.errors)
        assert _stored(form) == expected


@asking
def test_bad_posts_are_refused_with_words_that_say_what_to_do(slug):
    for post in SAMPLES[slug].bad:
        form = _form(slug, post)
        assert not form.is_valid(), post
        messages = [str(message) for message in form.errors["q"]]
        assert messages
        assert not any("nvalid" in m or "lease" in m for m in messages), messages


@asking
def test_a_missing_answer_is_asked_for_by_the_name_of_the_question(slug):
    form = _form(slug, {})
    assert not form.is_valid()
    [message] = form.errors["q"]
    expected = "I agree" if slug == "consent" else "Question"
    assert expected in message


@asking
@pytest.mark.parametrize("value", HOSTILE)
def test_hostile_posts_are_refused_or_stored_and_never_raise(slug, value):
    widget = _field(slug).form_field().widget
    ends = [f"_{part}" for part in getattr(widget, "parts", [])] or [""]
    form = _form(slug, dict.fromkeys(ends, value))
    if form.is_valid():
        answer = _stored(form)
        field = _field(slug)
        assert len(field.csv_cells(answer)) == len(field.csv_columns())


@asking
@pytest.mark.parametrize("raw", STORED)
def test_any_stored_value_can_be_shown(slug, raw):
    """Answers of old versions, or of another type under the same key, must not break a page."""
    field = _field(slug)
    assert isinstance(field.display(raw), str)
    assert isinstance(field.search_text(raw), str)
    cells = field.csv_cells(raw)
    assert len(cells) == len(field.csv_columns())
    assert all(isinstance(cell, str) for cell in cells)
    step = Step(slug="s", title="S", fields=(field,))
    StepForm(step=step, known={}, answers={"q": raw})["q"].value()


@asking
def test_answers_are_shown_in_words(slug):
    for raw, words in SAMPLES[slug].shown:
        assert _field(slug).display(raw) == words


@asking
def test_an_example_is_an_answer_that_the_field_takes(slug):
    field = _field(slug)
    for seed in range(30):
        answer = field.example(Random(seed), PERSON)
        if answer is not None:
            assert field.display(answer)


@asking
def test_each_operator_can_be_asked_of_it(slug):
    field = _field(slug)
    values = {"number": "3", "date": "2024-01-01", "boolean": "true"}
    for name in field.operators:
        value = values.get(field.comparable, "a")
        raw = {"type": "compare", "key": "q", "operator": name, "value": value}
        condition = parse([raw], {"q": field})
        for stored in STORED:
            assert evaluate(condition, {"q": stored}) in {True, False}


@pytest.mark.parametrize(
    ("name", "content", "accepted"),
    [
        ("a.pdf", b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer<<>>\n%%EOF", True),
        ("a.pdf", b"MZ\x90\x00 this is a program", False),
        ("program.exe", b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF", True),
        ("a.pdf", b"", False),
        ("page.pdf", b"<html><script>alert(1)</script></html>", False),
    ],
)
def test_a_file_is_judged_by_its_content_and_not_by_its_name(name, content, accepted):
    files = MultiValueDict({"q": [SimpleUploadedFile(name, content)]})
    form = _form("files", {}, files)
    assert form.is_valid() is accepted, form.errors
    if not accepted:
        assert name in form.errors["q"][0]


def test_only_so_many_files_are_taken():
    pdf = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF"
    files = MultiValueDict({"q": [SimpleUploadedFile(f"{n}.pdf", pdf) for n in range(3)]})
    form = _form("files", {}, files)
    assert "at most 2" in form.errors["q"][0]


def test_a_sum_has_the_decimals_of_the_citys_currency(settings):
    settings.CURRENCY = "JPY"
    money = FIELD_TYPES["money"](key="sum", label="How much?")

    assert money.to_json(money.form_field().clean("1 500")) == "1500"
    assert money.display("1500") == "¥1,500"
    with pytest.raises(ValidationError):
        money.form_field().clean("1500.5")
