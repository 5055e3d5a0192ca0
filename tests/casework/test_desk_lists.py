"""The desk's lists: what they hold, how they are narrowed down, and what they cost."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from forms_engine.casework.actions import claim
from forms_engine.casework.models import Case
from forms_engine.casework.states import State
from tests.factories.casework import case, officer, queue

pytestmark = pytest.mark.django_db


def shown(answer) -> list[str]:
    """The references in the list, in order."""
    table = answer.text.partition("<tbody>")[2].partition("</tbody>")[0]
    return re.findall(r'dir="ltr">([\w-]+)</a></th>', table)


def counts(answer) -> dict[str, list[int]]:
    """The counts of the left pane, by the words beside them."""
    found: dict[str, list[int]] = {}
    pattern = r"<span>([^<]+)</span> <span class=\"desk-count[^\"]*\">(\d+)</span>"
    for label, number in re.findall(pattern, answer.text):
        found.setdefault(label, []).append(int(number))
    return found


def due(opened: Case, **ahead: float) -> Case:
    opened.due_at = timezone.now() + dt.timedelta(**ahead)
    opened.save(update_fields=["due_at"])
    return opened


def reference(opened: Case) -> str:
    return opened.submission.written_reference


def test_the_front_page_shows_my_open_cases_and_no_others(at_desk):
    person = officer()
    mine, done, _free = claim(case(), person), claim(case(), person), case()
    Case.objects.filter(pk=done.pk).update(state=State.APPROVED)

    assert shown(at_desk(person).get(reverse("desk:mine"))) == [reference(mine)]


def test_the_pane_counts_what_its_lists_hold(at_desk):
    person = officer()
    usual, other = queue(), queue("assistance-dogs")
    late, soon, later = due(case(), days=-2), due(case(), days=3), due(case(), days=30)
    claim(late, person)
    Case.objects.update(queue=usual)
    Case.objects.filter(pk=late.pk).update(state=State.WAITING)
    Case.objects.filter(pk=later.pk).update(queue=other)
    Case.objects.filter(pk=due(case(), days=1).pk).update(queue=usual, state=State.DONE)
    browser = at_desk(person)

    page = browser.get(reverse("desk:mine"))

    expected = {
        "My cases": [1],
        "Waiting for resident": [1],
        "All my queues": [3],
        "Unassigned": [1, 1],
        "Due this week": [0, 1],
        "Overdue": [0, 1],
        "All open": [1, 2],
    }
    assert counts(page) == expected
    url = reverse("desk:queue", args=[usual.slug])
    assert shown(browser.get(f"{url}?assignee=nobody")) == [reference(soon)]
    assert shown(browser.get(f"{url}?due=week")) == [reference(soon)]
    assert shown(browser.get(f"{url}?due=overdue")) == [reference(late)]
    assert shown(browser.get(url)) == [reference(late), reference(soon)]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["fresh", "waiting"]),
        ("?state=waiting", ["waiting"]),
        ("?state=decided", ["done"]),
        ("?state=any", ["done", "fresh", "waiting"]),
        ("?assignee=me", ["waiting"]),
        ("?assignee=others", []),
        ("?state=any&assignee=others", ["done"]),
        ("?sort=-due", ["waiting", "fresh"]),
        ("?sort=-applicant&state=any", ["waiting", "done", "fresh"]),
        ("?q=zebra&state=any", ["done"]),
        ("?state=nonsense&assignee=7&due=x&sort=password&page=x", ["fresh", "waiting"]),
    ],
)
def test_a_list_is_narrowed_down_and_sorted_by_its_address(at_desk, query, expected):
    person = officer()
    cases = {"done": case(), "fresh": case(), "waiting": case()}
    for number, opened in enumerate(cases.values()):
        due(opened, days=number + 1)
    claim(cases["waiting"], person)
    claim(cases["done"], officer(email="b@example.org"))
    rows = Case.objects.all()
    rows.filter(pk=cases["done"].pk).update(
        state=State.DONE, search_text="a zebra", applicant_name="M"
    )
    rows.filter(pk=cases["fresh"].pk).update(applicant_name="A")
    rows.filter(pk=cases["waiting"].pk).update(state=State.WAITING, applicant_name="Z")

    answer = at_desk(person).get(reverse("desk:cases") + query)

    assert shown(answer) == [reference(cases[name]) for name in expected]


def test_a_filter_is_a_chip_that_takes_itself_off(at_desk):
    opened = case()
    url = reverse("desk:queue", args=[opened.queue.slug])

    page = at_desk(officer()).get(f"{url}?q=rex&state=received&sort=-opened").text

    chips = re.findall(r'class="desk-chip" href="([^"]+)"', page)
    assert chips == [f"{url}?state=received&amp;sort=-opened", f"{url}?q=rex&amp;sort=-opened"]


@pytest.mark.parametrize("text", ["{reference}", "o’neill", "rex ada", "ADA@example.org"])
def test_a_case_is_found_by_reference_name_and_any_answer(at_desk, text):
    opened = case()
    text = text.format(reference=reference(opened).lower())
    answer = at_desk(officer()).get(reverse("desk:cases"), {"q": text})
    assert shown(answer) == [reference(opened)]


@pytest.mark.parametrize(
    "text", ["\0", "a\0b", "%", "_", "'; --", "🦄", "x" * 10_000, "a " * 5_000, "<script>", "٣"]
)
def test_a_hostile_search_finds_nothing_and_breaks_nothing(at_desk, text):
    case()
    for name in ("desk:cases", "desk:mine"):
        answer = at_desk(officer(email=f"{name}@example.org")).get(reverse(name), {"q": text})
        assert answer.status_code == 200
        assert "<script>" not in answer.text.replace('<script src="', "")
        assert shown(answer) in ([], [reference(Case.objects.get())])


def test_pages_keep_the_filters_and_a_page_beyond_the_end_is_the_last_one(at_desk, monkeypatch):
    monkeypatch.setattr("forms_engine.casework.desk.listing.PAGE_SIZE", 2)
    opened = [due(case(), days=number) for number in (1, 2, 3)]
    browser = at_desk(officer())
    url = reverse("desk:cases")

    first = browser.get(f"{url}?state=received")
    last = browser.get(f"{url}?state=received&page=99")

    assert shown(first) == [reference(one) for one in opened[:2]]
    assert f'href="{url}?state=received&amp;page=2"' in first.text
    assert shown(last) == [reference(opened[2])]


def test_an_address_with_a_case_shows_it_at_the_side(at_desk):
    first, second = due(case(), days=1), due(case(), days=2)
    browser = at_desk(officer())

    def side(query: str) -> str:
        return browser.get(reverse("desk:cases") + query).text.partition("data-glance-pane")[2]

    assert reference(first) in side("")
    assert reference(second) in side(f"?case={second.pk}")
    assert reference(first) in side("?case=nonsense")


def cost(browser, url: str) -> int:
    browser.get(url)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert browser.get(url).status_code == 200
    return len(queries)


def test_a_list_costs_the_same_with_one_case_and_with_three(at_desk):
    browser = at_desk(officer())
    url = reverse("desk:queue", args=[case().queue.slug])
    assert cost(browser, url) == 11
    case(), case()
    assert cost(browser, url) == 11


def test_a_list_costs_the_same_with_one_queue_and_with_three(at_desk):
    browser = at_desk(officer())
    opened = case()
    assert cost(browser, reverse("desk:cases")) == 11
    for slug in ("second", "third"):
        Case.objects.filter(pk=case().pk).update(queue=queue(slug))
    assert cost(browser, reverse("desk:cases")) == 11
    assert opened.queue.cases.count() == 1


def test_take_next_gives_what_is_due_first_and_nobody_has(at_desk):
    person, colleague = officer(), officer(email="b@example.org")
    taken, first, second = due(case(), days=1), due(case(), days=2), due(case(), days=3)
    claim(taken, colleague)
    browser = at_desk(person)

    answer = browser.post(reverse("desk:take"))

    assert answer.url == reverse("desk:case", args=[first.pk])
    first.refresh_from_db()
    assert first.assignee == person
    assert browser.post(reverse("desk:take")).url == reverse("desk:case", args=[second.pk])
    assert browser.post(reverse("desk:take")).url == reverse("desk:mine")
    assert "Nothing waits" in browser.get(reverse("desk:mine")).text


def test_take_next_on_a_queues_page_takes_from_that_queue(at_desk):
    due(case(), days=1)
    other = queue("assistance-dogs")
    wanted = due(case(), days=9)
    Case.objects.filter(pk=wanted.pk).update(queue=other)

    answer = at_desk(officer()).post(reverse("desk:take"), {"queue": other.slug})

    assert answer.url == reverse("desk:case", args=[wanted.pk])
