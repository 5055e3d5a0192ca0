"""Messages, lists and ways in their states."""

from __future__ import annotations

from django.utils.html import format_html

from config.gallery.controls import ERROR
from config.gallery.specimen import Shelf, Specimen

MESSAGES = Shelf(
    "Messages",
    [
        Specimen(
            "error_summary",
            "What to mend",
            {
                "title_text": "There is a problem",
                "error_list": [{**ERROR, "href": "#plate-2"}],
                "disable_auto_focus": True,
            },
        ),
        Specimen(
            "notification_banner",
            "It worked",
            {"type": "success", "role": "region", "text": "We have saved your address."},
        ),
        Specimen(
            "notification_banner",
            "Something to know",
            {"title_id": "note", "text": "Water is off in Harbour Quarter until 16:00."},
        ),
        Specimen(
            "panel",
            "Sent",
            {
                "title_text": "We have your request",
                "heading_level": 3,
                "html": format_html(
                    'Your reference<br><strong class="ec-reference">{}</strong>', "K7QM-2XHP-9"
                ),
            },
        ),
        Specimen("inset_text", "A remark", {"text": "Permits are for one vehicle each."}),
        Specimen("warning_text", "A warning", {"text": "You pay again if you change the zone."}),
        Specimen(
            "details",
            "More",
            {"summary_text": "Where is the number?", "text": "In field A of the papers."},
        ),
    ],
)
LISTS = Shelf(
    "Lists and ways",
    [
        Specimen("back_link", "Back", {"href": "#"}),
        Specimen(
            "breadcrumbs",
            "Where am I?",
            {"items": [{"text": "Home", "href": "#"}, {"text": "Parking"}]},
        ),
        Specimen(
            "summary_list",
            "Answers",
            {
                "rows": [
                    {
                        "key": {"text": key},
                        "value": {"text": value},
                        "actions": {
                            "items": [{"text": "Change", "href": "#", "visually_hidden_text": key}]
                        },
                    }
                    for key, value in (("Registration", "LP 482 K"), ("Owner", "My employer"))
                ]
            },
        ),
        Specimen(
            "task_list",
            "Things to do",
            {
                "items": [
                    {
                        "title": {"text": "Your vehicle"},
                        "href": "#",
                        "status": {"text": "Done"},
                    },
                    {
                        "title": {"text": "Where you live"},
                        "href": "#",
                        "hint": {"text": "The address where you are registered"},
                        "status": {"tag": {"text": "To do"}},
                    },
                ]
            },
        ),
        Specimen(
            "table",
            "Table",
            {
                "caption": "Fees",
                "caption_classes": "govuk-table__caption--m",
                "first_cell_is_header": True,
                "head": [{"text": "Zone"}, {"text": "A year", "format": "numeric"}],
                "rows": [
                    [{"text": "Blue"}, {"text": "€84.00", "format": "numeric"}],
                    [{"text": "Harbour"}, {"text": "€126.00", "format": "numeric"}],
                ],
            },
        ),
        Specimen(
            "pagination",
            "Pages",
            {
                "previous": {"href": "#"},
                "next": {"href": "#"},
                "items": [
                    {"number": 1, "href": "#"},
                    {"number": 2, "href": "#", "current": True},
                    {"ellipsis": True},
                    {"number": 9, "href": "#"},
                ],
            },
        ),
    ],
)
