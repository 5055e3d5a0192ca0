"""The texts of the demo city are complete in both languages and point only at what exists."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

DEMO = Path(__file__).resolve().parents[2] / "catalog" / "demo"

SERVICE_TEXTS = (
    "title",
    "summary",
    "who_can_apply",
    "what_you_need",
    "cost",
    "how_long",
    "in_person",
    "by_phone",
    "body",
)
ALLOWED_TAGS = {"p", "ul", "ol", "li", "strong", "a", "h3"}
# Words the house style avoids; "invalid" blames people, "please" is noise.
AVOIDED = re.compile(r"\b(please|invalid|por favor|inválid[oa])\b", re.IGNORECASE)
LINK = re.compile(r'href="([^"]+)"')


def read(name: str) -> dict[str, Any]:
    return tomllib.loads((DEMO / f"{name}.toml").read_text(encoding="utf-8"))


def slugs(name: str, table: str) -> list[str]:
    return [row["slug"] for row in read(name)[table]]


def texts_in(value: Any) -> Iterator[str]:
    """Every string in a tree of lists and tables."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for child in value.values():
            yield from texts_in(child)
    elif isinstance(value, list):
        for child in value:
            yield from texts_in(child)


FILES = ("departments", "categories", "life_events", "services", "help", "faqs", "pages")
COUNTS = {
    ("departments", "department"): 6,
    ("categories", "category"): 8,
    ("life_events", "life_event"): 6,
    ("services", "service"): 20,
    ("help", "help"): 12,
    ("faqs", "faq"): 25,
}
PERSON = {
    "first",
    "last",
    "email",
    "phone",
    "street",
    "extra",
    "postcode",
    "city",
    "born",
    "language",
}


@pytest.mark.parametrize(("where", "count"), COUNTS.items(), ids=str)
def test_each_list_has_its_full_number_of_different_slugs(
    where: tuple[str, str], count: int
) -> None:
    found = slugs(*where)

    assert len(found) == count
    assert len(set(found)) == count


@pytest.mark.parametrize("service", read("services")["service"], ids=lambda row: row["slug"])
def test_a_service_says_everything_in_both_languages(service: dict[str, Any]) -> None:
    missing = [name for name in SERVICE_TEXTS if not service[name]]
    missing_es = [name for name in SERVICE_TEXTS if not service["es"].get(name)]

    assert (missing, missing_es) == ([], [])
    assert len(service["es"]["what_you_need"]) == len(service["what_you_need"])
    assert len(service["es"]["body"]) == len(service["body"])
    assert len(service["summary"]) <= 120
    assert service["keywords"]


@pytest.mark.parametrize("service", read("services")["service"], ids=lambda row: row["slug"])
def test_a_service_points_only_at_what_exists(service: dict[str, Any]) -> None:
    assert service["category"] in slugs("categories", "category")
    assert service["department"] in slugs("departments", "department")
    assert set(service["life_events"]) <= set(slugs("life_events", "life_event"))
    assert set(service["related"]) <= set(slugs("services", "service")) - {service["slug"]}
    assert set(service["faqs"]) <= set(slugs("faqs", "faq"))


def test_no_category_life_event_department_or_faq_is_without_a_service() -> None:
    services = read("services")["service"]

    assert {row["category"] for row in services} == set(slugs("categories", "category"))
    assert {row["department"] for row in services} == set(slugs("departments", "department"))
    assert {slug for row in services for slug in row["life_events"]} == set(
        slugs("life_events", "life_event")
    )
    assert {slug for row in services for slug in row["faqs"]} == set(slugs("faqs", "faq"))


@pytest.mark.parametrize(
    ("name", "table", "texts"),
    [
        ("departments", "department", ("name", "summary", "opening_hours")),
        ("categories", "category", ("title", "summary")),
        ("life_events", "life_event", ("title", "summary")),
        ("faqs", "faq", ("question", "answer")),
    ],
)
def test_short_texts_are_in_both_languages(name: str, table: str, texts: tuple[str, ...]) -> None:
    for row in read(name)[table]:
        for text in texts:
            assert row[text], (row["slug"], text)
            assert row[f"{text}_es"], (row["slug"], text)
            if text in {"summary", "opening_hours", "question"}:
                assert row[f"{text}_es"] != row[text], (row["slug"], text)


@pytest.mark.parametrize(("name", "table"), [("help", "help"), ("pages", "page")])
def test_long_pages_are_in_both_languages(name: str, table: str) -> None:
    for row in read(name)[table]:
        assert row["title"] and row["summary"] and row["body"], row["slug"]
        assert row["es"]["title"] and row["es"]["summary"], row["slug"]
        assert len(row["es"]["body"]) == len(row["body"]), row["slug"]


def test_the_home_page_and_its_alert_are_in_both_languages_and_lead_somewhere() -> None:
    pages = read("pages")

    for table, texts in {
        "home": ("title", "hero_title", "intro", "search_label", "search_description"),
        "alert": ("title", "text", "link_text"),
        "contact": ("title", "intro"),
    }.items():
        assert all(pages[table][text] and pages[table]["es"][text] for text in texts), table
    assert pages["alert"]["page"] in [row["slug"] for row in pages["page"]]
    assert set(pages["home"]["often_needed"]) <= set(slugs("services", "service"))


def test_addresses_and_numbers_are_invented() -> None:
    for row in read("departments")["department"]:
        assert row["email"].endswith("@lindenport.example")
        assert row["phone"].startswith("+351 200 555 ")
        assert len(row["summary"]) <= 250


@pytest.mark.parametrize("name", FILES)
def test_no_text_says_please_or_invalid(name: str) -> None:
    assert [text for text in texts_in(read(name)) if AVOIDED.search(text)] == []


class TagChecker(HTMLParser):
    """Notes tags that the site's rich text does not know and tags that are not closed."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.wrong: list[str] = []

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        self.open.append(tag)
        if tag not in ALLOWED_TAGS:
            self.wrong.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.wrong.append(f"/{tag}")


def html_mistakes(text: str) -> list[str]:
    checker = TagChecker()
    checker.feed(text)
    return [*checker.wrong, *checker.open]


@pytest.mark.parametrize("name", FILES)
def test_rich_text_is_well_formed_and_of_few_tags(name: str) -> None:
    wrong = {text: found for text in texts_in(read(name)) if (found := html_mistakes(text))}

    assert wrong == {}


def known_addresses() -> set[str]:
    helps = {f"/help/{slug}/" for slug in slugs("help", "help")}
    services = {f"/services/{slug}/" for slug in slugs("services", "service")}
    pages = {f"/{row['slug']}/" for row in read("pages")["page"]}
    return helps | services | pages | {"/status/", "/verify/", "/my/", "/contact/", "/help/"}


@pytest.mark.parametrize("name", FILES)
def test_links_lead_to_pages_of_this_site(name: str) -> None:
    found = {
        link.removeprefix("/es") for text in texts_in(read(name)) for link in LINK.findall(text)
    }

    assert found <= known_addresses()


def test_sixty_residents_have_addresses_that_nobody_has() -> None:
    people = read("people")["person"]

    assert len({row["email"] for row in people}) == len(people) == 60
    for row in people:
        assert row.keys() == PERSON
        assert row["first"] and row["street"] and row["postcode"]
        assert row["email"].isascii() and row["email"].endswith("@example.org")
        assert re.fullmatch(r"\+351900555[0-9]{3}", row["phone"])
        assert dt.date.fromisoformat(row["born"]) < dt.date(2008, 1, 1)
