"""Some hundred past requests in all states, made through the engine's own actions."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Mapping
from random import Random
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import F
from django.utils import timezone
from django_q.models import OrmQ
from guardian.shortcuts import get_users_with_perms
from PIL import Image

from accounts.models import User
from accounts.notifications import Notification
from catalog.demo.answers import walk
from catalog.demo.payment import pay
from catalog.demo.texts import read
from catalog.models import ServicePage
from forms_engine.casework.actions import change_state, claim, note
from forms_engine.casework.models import Case, CaseEvent
from forms_engine.casework.permissions import WORK
from forms_engine.casework.states import State
from forms_engine.engine.actions import submit
from forms_engine.engine.actions.attachments import keep_attachment
from forms_engine.engine.fields import FieldType
from forms_engine.engine.models import Document, FormVersion, Submission

REQUESTS = 320
OLDEST_DAYS = 120

# How often each service is used, beside 2 for the others.
USE = {
    "report-pothole-street-light": 8,
    "resident-parking-permit": 7,
    "bulky-waste": 6,
    "noise-complaint": 4,
    "dog-licence": 4,
}

MESSAGES: dict[State, list[str]] = {
    State.WAITING: [
        "The photo of the papers is too dark to read. Bring or post us a new one.",
        "One page is missing. Bring it to our desk, or send it by post.",
    ],
    State.APPROVED: ["All is in order. Thank you for your patience.", ""],
    State.REFUSED: [
        "The address lies outside the area. You can appeal within 30 days; the help page says how.",
    ],
    State.DONE: ["Done. Tell us if anything is still wrong.", ""],
}
NOTES = ["Called, nobody answered.", "Compared with last year's papers: the same.", "Seen on site."]


def load() -> None:
    """Send the requests of the past months and let officers work through them."""
    chance = Random(20261124)  # noqa: S311  (invented data that is the same each time)
    people = [
        {name: str(part) for name, part in entry.items()} for entry in read("people")["person"]
    ]
    versions = _newest_versions()
    slugs = [slug for slug in versions for _ in range(USE.get(slug, 2))]
    resident = User.objects.get(email="resident@demo.city")
    officers: dict[int, list[User]] = {}
    for number in range(REQUESTS):
        age = OLDEST_DAYS * (1 - number / REQUESTS) ** 1.6
        own = number % 28 == 0
        person = people[0] if own else chance.choice(people[1:])
        version = versions[chance.choice(slugs)]
        sent = _send(version, person, chance, resident if own else None)
        if sent is None:
            continue
        case = Case.objects.filter(submission=sent).select_related("queue").first()
        if case:
            if case.queue_id not in officers:
                officers[case.queue_id] = _officers(case)
            _handle(case, officers[case.queue_id], age, chance)
        _move_into_the_past(sent, dt.timedelta(days=age, minutes=chance.randint(0, 600)))
    _leave_drafts(versions, people[0], chance, resident)
    _settle_old_deliveries()


def _newest_versions() -> dict[str, FormVersion]:
    """The newest version of each form by the slug of the service it belongs to."""
    pages = ServicePage.objects.exclude(form=None).filter(locale__language_code="en")
    found = {}
    for page in pages:
        version = FormVersion.objects.filter(form_id=page.form_id).select_related("form").first()
        if version is not None:
            found[page.slug] = version
    return found


def _draft(
    version: FormVersion, person: Mapping[str, str], chance: Random, applicant: User | None
) -> Submission:
    """A draft with every question of the way answered."""
    service = ServicePage.objects.filter(form_id=version.form_id).values_list("slug", flat=True)
    draft = Submission.objects.create(
        version=version,
        applicant=applicant,
        language=person["language"] if person["language"] in version.languages else "en",
        service_slug=service[0],
        email=applicant.email if applicant else "",
    )

    def hand_in(field: FieldType) -> Any:
        picture = io.BytesIO()
        shade = tuple(chance.randint(90, 200) for _ in range(3))
        Image.new("RGB", (320, 240), shade).save(picture, "JPEG")
        file = SimpleUploadedFile(f"{field.key}.jpg", picture.getvalue(), "image/jpeg")
        return [keep_attachment(submission_id=draft.pk, field_key=field.key, file=file)]

    answers: dict[str, Any] = {}
    for _attempt in range(60):
        answers, done = walk(draft.definition, person, chance, hand_in)
        draft.answers, draft.done = answers, done
        draft.__dict__.pop("journey", None)
        if draft.journey.is_complete:
            break
    draft.save()
    return draft


def _send(
    version: FormVersion, person: Mapping[str, str], chance: Random, applicant: User | None
) -> Submission | None:
    """Send one request and pay its fee, now and then not; None when the person is not entitled."""
    draft = _draft(version, person, chance, applicant)
    if not draft.journey.is_complete:
        draft.delete()
        return None
    sent = submit(submission_id=draft.pk)
    if sent.status == Submission.Status.AWAITING_PAYMENT and chance.random() < 0.95:
        pay(sent)
        sent.refresh_from_db()
    return sent


def _officers(case: Case) -> list[User]:
    people = get_users_with_perms(case.queue, only_with_perms_in=[WORK.split(".")[1]])
    return sorted(people, key=lambda person: person.pk)


def _handle(case: Case, officers: list[User], age: float, chance: Random) -> None:
    """Work on the case as far as one gets in so many days; some wait, some are late."""
    share = age / max(case.queue.days_promised, 1)
    if not officers or share < 0.15 or (share < 0.6 and chance.random() < 0.4):
        return
    officer = chance.choice(officers)
    case = claim(case, officer)
    case = _change(case, officer, State.IN_PROGRESS, chance)
    if chance.random() < 0.35:
        note(case, officer, chance.choice(NOTES))
    if chance.random() < 0.12:
        case = _change(case, officer, State.WAITING, chance)
        if chance.random() < 0.6:
            return
    if share > 0.8 + chance.random() * 0.5:
        end = chance.choices([State.APPROVED, State.DONE, State.REFUSED], [6, 5, 1])[0]
        _change(case, officer, end, chance)


def _change(case: Case, officer: User, state: State, chance: Random) -> Case:
    message = chance.choice(MESSAGES.get(state, [""]))
    return change_state(case, officer, state, version=case.version, message=message)


def _move_into_the_past(sent: Submission, age: dt.timedelta) -> None:
    """The actions stamp the present; shift all of it so that the request came in back then."""
    now = timezone.now()
    Submission.objects.filter(pk=sent.pk).update(
        created_at=F("created_at") - age, updated_at=now - age, submitted_at=now - age
    )
    case = Case.objects.filter(submission=sent).select_related("queue").first()
    if case is None:
        return
    events = list(case.events.all())
    # Spread what officers did over the time they had, at most what the queue promises.
    had = min(age, dt.timedelta(days=case.queue.days_promised))
    for number, event in enumerate(events):
        at = now - age + had * (number / max(len(events), 1)) * 0.9
        CaseEvent.objects.filter(pk=event.pk).update(at=at)
    opened = now - age
    Case.objects.filter(pk=case.pk).update(
        opened_at=opened,
        due_at=opened + dt.timedelta(days=case.queue.days_promised),
        closed_at=None if case.is_open else opened + had * 0.9,
    )


def _leave_drafts(
    versions: Mapping[str, FormVersion],
    person: Mapping[str, str],
    chance: Random,
    resident: User,
) -> None:
    """Two requests that the demo resident has begun."""
    for slug in ("tree-felling", "dog-licence"):
        if slug in versions:
            draft = _draft(versions[slug], person, chance, resident)
            last = list(draft.done)[-1]
            del draft.done[last]
            draft.save(update_fields=["done"])


def _settle_old_deliveries() -> None:
    """Mails of the past count as sent, and their receipts are made when somebody asks for one."""
    now = timezone.now()
    Notification.objects.filter(status=Notification.Status.WAITING).update(
        status=Notification.Status.DONE, done_at=now
    )
    Document.objects.filter(status=Document.Status.WAITING).update(
        next_try_at=now + dt.timedelta(days=3650)
    )
    OrmQ.objects.all().delete()
