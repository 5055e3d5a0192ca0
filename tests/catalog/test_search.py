from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from catalog.actions import build_site, translate_page
from catalog.search import highlight, terms_of
from tests.factories.content import make_faq, make_help_page, make_service

pytestmark = pytest.mark.django_db


def found(client, query, **more):
    response = client.get(reverse("search"), {"q": query, **more})
    assert response.status_code == 200
    soup = BeautifulSoup(response.content, "html.parser")
    return [title.get_text().strip() for title in soup.select(".ec-hit__title")]


def test_the_beginning_of_a_word_finds_a_service(client):
    make_service(title="Resident parking permit")
    make_service(title="Dog licence")

    assert found(client, "park") == ["Resident parking permit"]


def test_each_word_may_be_a_beginning(client):
    make_service(title="Bulky waste pick-up")

    assert found(client, "bul was") == ["Bulky waste pick-up"]


def test_words_of_the_editor_find_a_service_that_does_not_contain_them(client):
    make_service(title="Bulky waste pick-up", search_words="sofa, mattress")

    assert found(client, "old sofa") == ["Bulky waste pick-up"]


def test_a_plural_and_small_words_do_not_hide_the_service(client):
    make_service(title="Birth certificate")

    assert found(client, "how do I get birth certificates") == ["Birth certificate"]


def test_a_title_counts_more_than_a_summary(client):
    make_service(title="Change of address", summary="Also for your parking permit.")
    make_service(title="Parking permit", summary="For your street.")

    assert found(client, "parking permit") == ["Parking permit", "Change of address"]


def test_help_and_questions_are_found_too(client):
    make_service(title="Licence for dogs")
    make_help_page(title="How to renew a licence")
    make_faq(question="Where is my licence number?")

    assert set(found(client, "licence")) == {
        "Licence for dogs",
        "How to renew a licence",
        "Where is my licence number?",
    }


def test_a_question_is_linked_to_its_place_on_the_help_page(client):
    make_service()
    faq = make_faq(question="Where is my number?")

    response = client.get(reverse("search"), {"q": "number"})

    assert f'href="/help/#{faq.anchor}"' in response.content.decode()


def test_drafts_and_private_pages_stay_hidden(client):
    draft = make_service(title="Secret permit")
    draft.unpublish()
    make_faq(question="Secret question?").unpublish()

    assert found(client, "secret") == []


def test_each_language_searches_its_own_texts(client):
    build_site()
    translate_page(make_service(title="Dog licence"), "es", title="Licencia de perro")

    assert found(client, "perro") == []
    response = client.get("/es/search/", {"q": "perro"})
    assert "/es/services/" in response.content.decode()


def test_hits_are_marked_and_everything_else_is_escaped(client):
    make_service(title="Parking <b>permit</b>", summary="Ünicode & parking")

    content = client.get(reverse("search"), {"q": "parking"}).content.decode()

    assert "<mark>Parking</mark> &lt;b&gt;permit&lt;/b&gt;" in content
    assert "Ünicode &amp; <mark>parking</mark>" in content


def test_a_mark_ignores_accents_and_case():
    assert highlight("Código de CÓDIGOS", ["codigo"]) == (
        "<mark>Código</mark> de <mark>CÓDIGOS</mark>"
    )


def test_a_misspelt_word_gets_a_suggestion(client):
    make_service(title="Resident parking permit")

    content = client.get(reverse("search"), {"q": "parkign permitt"}).content.decode()

    assert 'href="/search/?q=parking%20permit"' in content


@pytest.mark.parametrize(
    "query",
    ['"', "'", "a\x00b", "NEAR(", "parking AND", "*", "-", "% %s %(x)s", "\\", ":& |!", "a" * 5000],
)
def test_no_query_breaks_the_search(client, query):
    make_service(title="Parking permit")

    assert client.get(reverse("search"), {"q": query}).status_code == 200
    assert client.get(reverse("search_suggestions"), {"q": query}).status_code == 200


@pytest.mark.parametrize("page", ["0", "-1", "x", "999", ""])
def test_a_page_that_is_not_there_shows_one_that_is(client, page):
    make_service(title="Parking permit")

    assert found(client, "parking", page=page) == ["Parking permit"]


def test_ten_hits_make_a_page(client):
    for number in range(12):
        make_service(title=f"Permit {number:02}")

    assert len(found(client, "permit")) == 10
    assert found(client, "permit", page=2) == ["Permit 10", "Permit 11"]


def test_suggestions_name_services_whose_title_fits_best(client):
    make_service(title="Parking permit", slug="parking")
    make_service(title="Dog licence")

    answer = client.get(reverse("search_suggestions"), {"q": "par"}).json()

    assert answer == {"suggestions": ["Parking permit"]}


def test_at_most_eight_words_are_looked_up():
    assert len(terms_of("one two three four five six seven eight nine ten")) == 8


@pytest.mark.parametrize("hits", [1, 3])
def test_the_number_of_queries_does_not_grow_with_the_hits(client, django_assert_num_queries, hits):
    for number in range(hits):
        make_service(title=f"Parking {number}")
        make_help_page(title=f"Parking help {number}")
        make_faq(question=f"Parking question {number}?")
    client.get(reverse("search"), {"q": "parking"})

    with django_assert_num_queries(14):
        client.get(reverse("search"), {"q": "parking"})
