"""Queues and routing as an administrator sets them up in the admin."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.contrib.auth.models import Group
from guardian.models import GroupObjectPermission

from forms_engine.casework.actions import set_routing
from forms_engine.casework.models import Queue, Routing
from forms_engine.casework.permissions import queues_of
from forms_engine.engine.actions import submit
from tests.casework.test_cases import ASSISTANCE
from tests.factories.accounts import UserFactory
from tests.factories.casework import case, officer, queue
from tests.factories.engine import complete_draft, department, draft, published_form
from tests.pages import text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(at_desk):
    return at_desk(UserFactory(admin=True))


def compare(**values: str) -> dict[str, str]:
    return {"key": "kind", "operator": "is", "value": "assistance", **values}


def rules(default: Queue, *rules: tuple[dict[str, str] | None, Queue]) -> dict[str, Any]:
    """What the routing's page sends: pairs of a comparison and its queue."""
    sent: dict[str, Any] = {
        "default_queue": default.pk,
        "rules-TOTAL_FORMS": len(rules),
        "rules-INITIAL_FORMS": 0,
        "rules-MIN_NUM_FORMS": 0,
        "rules-MAX_NUM_FORMS": 1000,
    }
    for number, (condition, target) in enumerate(rules):
        own = f"rules-{number}"
        sent |= {f"{own}-queue": target.pk, f"{own}-ORDER": number + 1, f"{own}-DELETE": ""}
        sent[f"{own}-condition-count"] = 1 if condition else 0
        if condition:
            block = f"{own}-condition-0"
            sent |= {f"{block}-type": "compare", f"{block}-deleted": "", f"{block}-order": "0"}
            sent |= {f"{block}-value-{name}": value for name, value in condition.items()}
    return sent


# --- queues ------------------------------------------------------------------------------------


def test_a_saved_queue_is_open_to_its_department_and_to_no_other(admin):
    revenue, parks = officer("revenue"), officer("parks")
    sent = {"name": "Trees", "slug": "trees", "days_promised": 7}

    admin.post("/admin/queues/new/", {**sent, "department": department("revenue").pk})
    made = Queue.objects.get()
    assert list(queues_of(revenue)) == [made]
    assert list(queues_of(parks)) == []

    admin.post(f"/admin/queues/edit/{made.pk}/", {**sent, "department": department("parks").pk})
    assert list(queues_of(revenue)) == []
    assert list(queues_of(parks)) == [made]


def test_a_queue_with_cases_is_kept_and_the_administrator_is_told(admin):
    used = case().queue
    answer = admin.post(f"/admin/queues/delete/{used.pk}/", follow=True)
    assert "Cases or rules still belong to this queue." in text_of(answer)
    assert Queue.objects.get() == used
    assert queues_of(officer()).exists()


def test_with_a_queue_go_the_rights_to_it(admin):
    unused = queue()
    assert GroupObjectPermission.objects.filter(object_pk=str(unused.pk)).exists()
    admin.post(f"/admin/queues/delete/{unused.pk}/")
    assert not Queue.objects.exists()
    assert not GroupObjectPermission.objects.filter(object_pk=str(unused.pk)).exists()


@pytest.mark.parametrize("group", ["Editors", "Moderators"])
def test_whoever_edits_pages_sets_up_no_queues(at_desk, group):
    person = UserFactory()
    person.groups.add(Group.objects.get(name=group))
    browser = at_desk(person)
    form = published_form()
    routing = set_routing(form, default=queue())
    for url in ("queues/", "queues/new/", "routing/", f"routing/edit/{routing.pk}/"):
        assert browser.get(f"/admin/{url}").url == "/admin/"


# --- routing -----------------------------------------------------------------------------------


def test_first_the_form_is_chosen_and_then_the_rules_are_made(admin):
    form = published_form()
    usual, special = queue(), queue("assistance-dogs")

    first = admin.post("/admin/routing/new/", {"form": form.pk, "default_queue": usual.pk})
    routing = Routing.objects.get()
    page = admin.get(first.url)
    assert first.url == f"/admin/routing/edit/{routing.pk}/"
    data = page.text.partition('<script id="authoring-data" type="application/json">')[2]
    known = json.loads(data.partition("</script>")[0])["questions"]
    assert [question["key"] for question in known][:3] == ["dog_name", "kind", "trainer"]

    answer = admin.post(first.url, rules(usual, (compare(), special)))

    assert answer.status_code == 302, text_of(answer)
    assert submit(submission_id=complete_draft(form, **ASSISTANCE).pk).case.queue == special
    assert submit(submission_id=complete_draft(form).pk).case.queue == usual


@pytest.mark.parametrize(
    ("condition", "message"),
    [
        (compare(key="gone"), "No question before this one has the key “gone”."),
        (compare(operator="more_than"), "cannot be asked of the question “kind”."),
        (compare(value=""), "Say which value “kind” is compared with."),
        (None, "Add a condition."),
    ],
)
def test_a_rule_that_cannot_work_is_refused_beside_the_rule(admin, condition, message):
    usual, special = queue(), queue("assistance-dogs")
    routing = set_routing(published_form(), default=usual)

    sent = rules(usual, (compare(), special), (condition, special))
    answer = admin.post(f"/admin/routing/edit/{routing.pk}/", sent)

    assert answer.status_code == 200
    assert routing.rules.count() == 0
    forms = answer.context["form"].formsets["rules"].forms
    assert not forms[0].errors
    assert message in told(forms[1].errors["condition"].as_data()[0])


def told(error: Any) -> str:
    """All that a block's error says, however deep."""
    inner = getattr(error, "block_errors", None)
    if inner:
        return " ".join(told(part) for part in inner.values())
    data = error.as_data() if hasattr(error, "as_data") else [error]
    return " ".join(message for part in data for message in part.messages)


def test_a_rule_may_read_the_newest_version_and_not_the_draft(admin):
    form = published_form()
    draft(form)
    usual = queue()
    routing = set_routing(form, default=usual)
    newer = published_form(
        steps=[
            {
                "slug": "x",
                "title": "X",
                "fields": [{"type": "text", "key": "fresh", "label": "Fresh"}],
            }
        ],
        settings={},
    )
    assert newer == form

    url = f"/admin/routing/edit/{routing.pk}/"
    old = admin.post(url, rules(usual, (compare(), usual)))
    new = admin.post(url, rules(usual, (compare(key="fresh", value="x"), usual)))

    assert (old.status_code, new.status_code) == (200, 302)
