from __future__ import annotations

import json
from xml.etree import ElementTree

import pytest
from bs4 import BeautifulSoup
from wagtail.images.models import Image
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Locale

from accounts.models import Department
from catalog.actions import build_site, rewrite
from cms.models import DepartmentText, HelpPageFaq, StandardPage
from cms.structured_data import script
from tests.factories.accounts import DepartmentFactory
from tests.factories.content import make_faq, make_help_page, make_service

pytestmark = pytest.mark.django_db


def soup_of(response):
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def structured(soup):
    blocks = soup.select('script[type="application/ld+json"]')
    return {data["@type"]: data for data in (json.loads(block.string) for block in blocks)}


@pytest.mark.parametrize(
    "address", ["/", "/services/", "/help/", "/contact/", "/privacy/", "/accessibility/"]
)
@pytest.mark.parametrize("prefix", ["", "/es"])
def test_each_page_of_the_fixed_tree_is_there_in_each_language(client, address, prefix):
    build_site()

    soup = soup_of(client.get(prefix + address))

    assert len(soup.find_all("h1")) == 1
    assert soup.html["lang"] == ("es" if prefix else "en")


def test_the_tree_is_built_once():
    first = build_site()

    second = build_site()

    assert [page.pk for page in first] == [page.pk for page in second]
    assert StandardPage.objects.count() == 4


def test_a_page_names_its_own_address_and_its_translations(client):
    build_site()

    soup = soup_of(client.get("/es/help/?utm_source=x"))

    assert soup.select_one('link[rel="canonical"]')["href"] == "http://localhost:8000/es/help/"
    alternates = {
        link["hreflang"]: link["href"] for link in soup.select('link[rel="alternate"][hreflang]')
    }
    assert alternates == {
        "en": "http://localhost:8000/help/",
        "es": "http://localhost:8000/es/help/",
        "x-default": "http://localhost:8000/help/",
    }


def test_breadcrumbs_lead_from_the_home_page_to_here(client):
    make_help_page(title="Keep your reference", slug="reference")

    crumbs = structured(soup_of(client.get("/help/reference/")))["BreadcrumbList"]

    assert [(c["position"], c["name"], c["item"]) for c in crumbs["itemListElement"]] == [
        (1, "Home", "http://localhost:8000/"),
        (2, "Help", "http://localhost:8000/help/"),
        (3, "Keep your reference", "http://localhost:8000/help/reference/"),
    ]


def test_a_help_page_shows_its_questions_in_their_order(client):
    page = make_help_page(slug="reference")
    page.faqs = [
        HelpPageFaq(faq=make_faq(question="Second?"), sort_order=1),
        HelpPageFaq(faq=make_faq(question="First?"), sort_order=0),
    ]
    rewrite(page)

    soup = soup_of(client.get("/help/reference/"))

    assert [q.get_text() for q in soup.select(".ec-faq__question")] == ["First?", "Second?"]
    questions = structured(soup)["FAQPage"]["mainEntity"]
    assert [question["name"] for question in questions] == ["First?", "Second?"]


def test_the_help_index_lists_pages_and_questions_of_its_language_only(client):
    build_site()
    make_help_page(title="Keep your reference")
    make_faq(question="Where do I sign in?")
    make_faq(question="¿Dónde entro?", language="es")
    make_faq(question="Not yet?").unpublish()

    text = soup_of(client.get("/help/")).get_text()

    assert "Keep your reference" in text
    assert "Where do I sign in?" in text
    assert "¿Dónde entro?" not in text
    assert "Not yet?" not in text


def test_the_contact_page_lists_the_departments_in_the_readers_language(client):
    build_site()
    department = DepartmentFactory(name="Revenue Office", phone="+351 200 555 060")
    DepartmentText.objects.create(
        department=department,
        locale=Locale.objects.get(language_code="es"),
        name="Oficina de Tributos",
    )

    english = soup_of(client.get("/contact/")).get_text()
    spanish = soup_of(client.get("/es/contact/")).get_text()

    assert "Revenue Office" in english
    assert "Oficina de Tributos" in spanish
    assert "Revenue Office" not in spanish
    assert "+351 200 555 060" in spanish


def test_every_block_of_the_body_is_shown(client):
    department = DepartmentFactory(name="Revenue Office")
    faq = make_faq(question="Why so much?")
    target = make_service(title="Property tax")
    image = Image.objects.create(title="Harbour", file=get_test_image_file())
    page = make_help_page(slug="all-blocks")
    rewrite(page, body=_every_block(department, faq, target, image))

    soup = soup_of(client.get("/help/all-blocks/"))

    text = soup.get_text()
    for words in (
        "A heading",
        "A text",
        "First step",
        "Take care of this",
        "Revenue Office",
        "Why so much?",
        "Prices",
        "€84",
        "Property tax",
    ):
        assert words in text, words
    assert soup.select_one("figure img")["alt"] == "Boats in the harbour"
    assert soup.select_one("table caption").get_text(strip=True) == "Prices"


def _every_block(department: Department, faq, target, image):
    cells = [{"type": "text", "value": "A car"}, {"type": "number", "value": "€84"}]
    return json.dumps(
        [
            {"type": "heading", "value": {"text": "A heading", "level": "h2"}},
            {"type": "text", "value": "<p>A text</p>"},
            {"type": "steps", "value": {"title": "", "steps": [{"title": "First step"}]}},
            {
                "type": "call_out",
                "value": {"tone": "warning", "title": "Take care of this", "text": "<p>Now.</p>"},
            },
            {
                "type": "picture",
                "value": {
                    "image": {"image": image.pk, "alt_text": "Boats in the harbour"},
                    "caption": "",
                },
            },
            {"type": "contact_card", "value": {"department": department.pk, "note": "Ring."}},
            {"type": "faqs", "value": {"title": "", "faqs": [faq.pk]}},
            {
                "type": "table",
                "value": {
                    "caption": "Prices",
                    "table": {
                        "columns": [
                            {"type": "text", "heading": "What"},
                            {"type": "number", "heading": "Price"},
                        ],
                        "rows": [{"values": [cell["value"] for cell in cells]}],
                        "caption": "",
                    },
                },
            },
            {"type": "links", "value": {"title": "", "links": [{"page": target.pk}]}},
        ]
    )


def test_structured_data_cannot_end_its_element():
    text = script({"name": "</script><script>alert(1)</script>&<!--"})

    assert "<" not in text.removeprefix("<script").removesuffix("</script>")[1:]
    inside = BeautifulSoup(text, "html.parser").script.string
    assert json.loads(inside) == {"name": "</script><script>alert(1)</script>&<!--"}


def test_the_sitemap_names_every_public_page_with_its_translations(client):
    build_site()
    hidden = make_service(slug="hidden")
    hidden.unpublish()

    response = client.get("/sitemap.xml")

    names = {
        "s": "http://www.sitemaps.org/schemas/sitemap/0.9",
        "x": "http://www.w3.org/1999/xhtml",
    }
    urls = ElementTree.fromstring(response.content).findall("s:url", names)
    places = {url.findtext("s:loc", namespaces=names): url for url in urls}
    assert "http://localhost:8000/services/" in places
    assert "http://localhost:8000/es/services/" in places
    assert not [place for place in places if "hidden" in place]
    links = places["http://localhost:8000/services/"].findall("x:link", names)
    assert {link.get("hreflang") for link in links} == {"en", "es"}


def test_robots_learn_where_the_sitemap_is_and_what_is_not_for_them(client):
    text = client.get("/robots.txt").content.decode()

    assert "Sitemap: http://localhost:8000/sitemap.xml" in text
    assert "Disallow: /desk/" in text


@pytest.mark.parametrize("count", [1, 3])
def test_the_help_index_takes_as_many_queries_for_three_pages_as_for_one(
    client, count, django_assert_num_queries
):
    for _ in range(count):
        make_help_page()
        make_faq()
    client.get("/help/")

    with django_assert_num_queries(15):
        client.get("/help/?again")
