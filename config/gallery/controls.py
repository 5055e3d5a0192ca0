"""Buttons, boxes and choices in their states."""

from __future__ import annotations

from typing import Any

from config.gallery.specimen import Shelf, Specimen

ERROR = {"text": "Enter the registration as on the plate, for example LP 482 K"}
OWNERS: list[dict[str, Any]] = [
    {"value": "me", "text": "I do"},
    {"value": "employer", "text": "My employer", "hint": {"text": "You will need a letter"}},
    {"value": "hire", "text": "A hire or sharing company"},
]
HINT = {"text": "It is on the plates and in the vehicle's papers"}


def _box(id_: str, label: str, **more: Any) -> dict[str, Any]:
    return {"id": id_, "name": id_, "label": {"text": label}, **more}


def _choice(id_: str, question: str, **more: Any) -> dict[str, Any]:
    fieldset = {"legend": {"text": question}}
    return {"id_prefix": id_, "name": id_, "fieldset": fieldset, "items": OWNERS, **more}


BUTTONS = Shelf(
    "Buttons",
    [
        Specimen("button", "Main", {"text": "Continue", "prevent_double_click": True}),
        Specimen("button", "Start", {"text": "Start now", "is_start_button": True, "href": "#"}),
        Specimen(
            "button", "Second", {"text": "Finish later", "classes": "govuk-button--secondary"}
        ),
        Specimen(
            "button", "Destroys", {"text": "Delete draft", "classes": "govuk-button--warning"}
        ),
        Specimen("button", "Not now", {"text": "Continue", "disabled": True}),
    ],
)
BOXES = Shelf(
    "Boxes",
    [
        Specimen("input", "Text", _box("plate", "Registration number", hint=HINT, value="LP 482")),
        Specimen(
            "input",
            "Text with an error",
            _box("plate-2", "Registration number", hint=HINT, value="482", error_message=ERROR),
        ),
        Specimen(
            "input",
            "Money",
            _box(
                "fee",
                "Estimated cost",
                prefix={"text": "€"},
                classes="govuk-input--width-10",
                inputmode="decimal",
            ),
        ),
        Specimen(
            "input",
            "With a unit",
            _box("area", "Floor area", suffix={"text": "m²"}, classes="govuk-input--width-5"),
        ),
        Specimen("password_input", "Password", _box("password", "Password", value="harbour")),
        Specimen(
            "character_count",
            "Text that counts",
            _box("why", "What should we know?", maxlength=200, value="The lamp is out."),
        ),
        Specimen(
            "textarea", "Several lines", _box("more", "Anything else?", hint={"text": "No names"})
        ),
        Specimen(
            "select",
            "List",
            _box(
                "zone",
                "Parking zone",
                items=[{"value": z, "text": f"Zone {z}"} for z in ("Blue", "Green", "Harbour")],
            ),
        ),
        Specimen(
            "select",
            "List with search",
            _box(
                "street",
                "Street",
                attributes={"data-search": ""},
                items=[{"value": "", "text": "Choose"}]
                + [{"value": str(n), "text": f"{n}. Quay Street"} for n in range(1, 40)],
            ),
        ),
        Specimen(
            "date_input",
            "Date",
            {
                "id": "born",
                "name_prefix": "born",
                "fieldset": {"legend": {"text": "Date of birth"}},
                "hint": {"text": "For example, 27 3 2007"},
            },
        ),
        Specimen(
            "date_input",
            "Date with an error",
            {
                "id": "moved",
                "name_prefix": "moved",
                "fieldset": {"legend": {"text": "When did you move in?"}},
                "error_message": {"text": "Enter the year with four digits"},
                "values": {"moved-day": "3", "moved-month": "11", "moved-year": "26"},
                "year": {"error": True},
            },
        ),
        Specimen("file_upload", "File", _box("papers", "Photo of the papers", hint=HINT)),
    ],
)
CHOICES = Shelf(
    "Choices",
    [
        Specimen("radios", "One of a few", _choice("owner", "Who owns it?", value="me")),
        Specimen(
            "radios",
            "With an error",
            _choice("owner-wrong", "Who owns it?", error_message={"text": "Choose who owns it"}),
        ),
        Specimen(
            "radios",
            "Short answers side by side",
            _choice(
                "again",
                "Have you had a permit before?",
                classes="govuk-radios--inline",
                items=[{"value": "y", "text": "Yes"}, {"value": "n", "text": "No"}],
            ),
        ),
        Specimen(
            "checkboxes", "Several of a few", _choice("who", "Who may drive it?", values=["me"])
        ),
        Specimen(
            "checkboxes",
            "With an error and one that cannot be chosen",
            _choice(
                "who-wrong",
                "Who may drive it?",
                error_message={"text": "Choose at least one"},
                items=[*OWNERS[:2], {**OWNERS[2], "disabled": True}],
            ),
        ),
    ],
)
