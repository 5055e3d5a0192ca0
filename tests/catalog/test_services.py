from __future__ import annotations

import datetime as dt
import json

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from catalog.actions import build_site, rewrite, translate_page
from catalog.models import LifeEvent, RelatedService, ServiceFaq, ServicePage
from forms_engine.engine.models import Form
from tests.factories.accounts import DepartmentFactory, UserFactory
from tests.factories.content import make_category, make_faq, make_service
from tests.factories.engine import published_form

pytestmark = pytest.mark.django_db

TODAY = dt.date(2026, 11, 24)


def soup_of(response):
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


@pytest.fixture
def form():
    """A form that is published."""
    return published_form()


@pytest.mark.parametrize(
    ("opens_on", "closes_on", "is_open"),
    [
        (None, None, True),
        (TODAY, None, True),
        (TODAY + dt.timedelta(days=1), None, False),
        (None, TODAY, True),
        (None, TODAY - dt.timedelta(days=1), False),
        (TODAY - dt.timedelta(days=1), TODAY + dt.timedelta(days=1), True),
    ],
)
def test_a_service_is_open_from_its_first_to_its_last_day(opens_on, closes_on, is_open):
    page = make_service(opens_on=opens_on, closes_on=closes_on)

    assert page.is_open(TODAY) is is_open
    assert ServicePage.objects.open(TODAY).filter(pk=page.pk).exists() is is_open


def test_the_last_day_cannot_lie_before_the_first():
    page = make_service()
    page.opens_on, page.closes_on = TODAY, TODAY - dt.timedelta(days=1)

    with pytest.raises(ValidationError) as caught:
        page.full_clean()

    assert "closes_on" in caught.value.error_dict


def test_empty_parts_are_not_shown(client):
    make_service(slug="bare")

    headings = [
        h.get_text(strip=True) for h in soup_of(client.get("/services/bare/")).select("article h2")
    ]

    assert headings == []


def test_each_part_is_shown_once_filled_in(client):
    make_service(
        slug="full",
        who_can_apply="<p>Anyone.</p>",
        what_you_need="<ul><li>A dog</li></ul>",
        cost="<p>€25 for one year. Puppies are free.</p>",
        duration="<p>3 days. Then you get a letter.</p>",
        apply_in_person="<p>Come by.</p>",
        apply_by_phone="<p>Call us.</p>",
        department=DepartmentFactory(name="Revenue Office", email="revenue@lindenport.example"),
    )

    soup = soup_of(client.get("/services/full/"))

    assert [h.get_text(strip=True) for h in soup.select("article h2")] == [
        "Who can apply",
        "What you need",
        "What it costs",
        "How long it takes",
        "Without the internet",
    ]
    facts = [dd.get_text(strip=True) for dd in soup.select(".ec-facts dd")]
    assert facts == ["€25 for one year", "3 days"]
    assert soup.select_one('a[href="mailto:revenue@lindenport.example"]')


def test_the_start_button_leads_to_the_form(client, form):
    make_service(slug="dog-licence", form=form)

    button = soup_of(client.get("/services/dog-licence/")).select_one(".govuk-button--start")

    assert button["href"] == "/services/dog-licence/apply/"


def test_there_is_no_start_button_while_the_form_is_a_draft(client):
    draft = Form.objects.create(
        slug="dog", title="Dog licence", department=DepartmentFactory(), live=False
    )
    make_service(slug="dog-licence", form=draft)

    assert not soup_of(client.get("/services/dog-licence/")).select(".govuk-button--start")


def test_the_start_button_goes_when_the_form_is_taken_down(client, form):
    make_service(slug="dog-licence", form=form)

    form.unpublish()

    assert not soup_of(client.get("/services/dog-licence/?fresh")).select(".govuk-button--start")


def test_a_service_that_opens_later_says_when(client, form):
    first = timezone.localdate() + dt.timedelta(days=10)
    make_service(slug="school", form=form, opens_on=first)

    soup = soup_of(client.get("/services/school/"))

    assert not soup.select(".govuk-button--start")
    assert "You can apply from" in soup.get_text()
    assert str(first.year) in soup.select_one(".ec-call-out").get_text()


def test_a_service_that_has_closed_says_so(client, form):
    last = timezone.localdate() - dt.timedelta(days=1)
    make_service(slug="school", form=form, closes_on=last)

    soup = soup_of(client.get("/services/school/"))

    assert not soup.select(".govuk-button--start")
    assert "The last day was" in soup.get_text()


def test_a_service_without_a_form_says_how_else_to_get_it(client):
    make_service(slug="wedding", apply_by_phone="<p>Call us.</p>")

    link = soup_of(client.get("/services/wedding/")).select_one('a[href="#other-ways"]')

    assert link.get_text(strip=True) == "Do it by phone"


def test_questions_and_related_services_keep_the_editors_order(client):
    tax, waste = make_service(title="Property tax"), make_service(title="Bulky waste")
    page = make_service(slug="dog-licence")
    page.faqs = [
        ServiceFaq(faq=make_faq(question="Second?"), sort_order=1),
        ServiceFaq(faq=make_faq(question="First?"), sort_order=0),
    ]
    page.related_services = [
        RelatedService(service=waste, sort_order=1),
        RelatedService(service=tax, sort_order=0),
    ]
    rewrite(page)

    soup = soup_of(client.get("/services/dog-licence/"))

    assert [q.get_text() for q in soup.select(".ec-faq__question")] == ["First?", "Second?"]
    assert [a.get_text() for a in soup.select('[aria-labelledby="related"] a')] == [
        "Property tax",
        "Bulky waste",
    ]


def test_search_engines_read_what_the_service_is(client, form):
    department = DepartmentFactory(name="Revenue Office", phone="+351 200 555 060")
    make_service(slug="dog-licence", title="Dog licence", form=form, department=department)

    blocks = soup_of(client.get("/services/dog-licence/")).select("script")
    data = {d["@type"]: d for d in (json.loads(block.string) for block in blocks if block.string)}

    service = data["GovernmentService"]
    assert service["name"] == "Dog licence"
    assert service["provider"]["name"] == "Revenue Office"
    assert service["provider"]["telephone"] == "+351 200 555 060"
    assert service["availableChannel"]["serviceUrl"] == (
        "http://localhost:8000/services/dog-licence/apply/"
    )


def test_an_editor_is_offered_the_life_events_of_the_pages_language(client):
    page = make_service()
    spanish = make_category(language="es").locale
    LifeEvent.objects.create(title="Moving", slug="moving", locale=page.locale)
    LifeEvent.objects.create(title="Mudarse", slug="moving", locale=spanish)
    client.force_login(UserFactory(admin=True))

    soup = soup_of(client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])))

    boxes = soup.select('input[type="checkbox"][name="life_events"]')
    assert [box.parent.get_text(strip=True) for box in boxes] == ["Moving"]


@pytest.fixture
def shelves():
    homes, waste = (
        make_category(title="Homes", slug="homes"),
        make_category(title="Waste", slug="waste"),
    )
    moving = LifeEvent.objects.create(title="Moving", slug="moving", locale=homes.locale)
    permit = make_service(title="Building permit", category=homes, life_events=[moving])
    make_service(title="Report a bin", category=waste, kind="report")
    return permit


def titles(response):
    return [a.get_text() for a in soup_of(response).select(".ec-services__title a")]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["Building permit", "Report a bin"]),
        ("?category=waste", ["Report a bin"]),
        ("?event=moving", ["Building permit"]),
        ("?kind=report", ["Report a bin"]),
        ("?kind=pay", []),
        ("?category=unknown&kind=%00", ["Building permit", "Report a bin"]),
    ],
)
def test_the_list_is_narrowed_by_the_address(client, shelves, query, expected):
    assert titles(client.get(f"/services/{query}")) == expected


def test_the_list_of_a_language_holds_only_its_services(client, shelves):
    build_site()
    translate_page(shelves, "es", title="Licencia de obras")
    page = make_category(title="Vivienda", slug="homes", language="es")
    rewrite(translate_page(shelves, "es"), category=page)

    assert titles(client.get("/es/services/")) == ["Licencia de obras"]


def test_the_home_page_has_a_door_only_for_what_exists(client, shelves):
    soup = soup_of(client.get("/"))

    doors = [a.get_text() for a in soup.select(".ec-door__title")]
    assert doors[:2] == ["Apply", "Report"]
    assert "Pay" not in doors
    assert [a.get_text() for a in soup.select(".ec-subject__title a")] == ["Homes", "Waste"]


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(("address", "queries"), [("/?again", 16), ("/services/?again", 16)])
def test_lists_take_as_many_queries_for_three_services_as_for_one(
    client, django_assert_num_queries, count, address, queries
):
    for _ in range(count):
        make_service(category=make_category())
    client.get(address)

    with django_assert_num_queries(queries):
        client.get(address)


@pytest.mark.parametrize("count", [1, 3])
def test_a_service_takes_as_many_queries_for_three_questions_as_for_one(
    client, django_assert_num_queries, count, form
):
    page = make_service(slug="dog-licence", form=form, department=form.department)
    page.faqs = [ServiceFaq(faq=make_faq()) for _ in range(count)]
    page.related_services = [RelatedService(service=make_service()) for _ in range(count)]
    rewrite(page)
    client.get("/services/dog-licence/?again")

    with django_assert_num_queries(20):
        client.get("/services/dog-licence/?again")
