"""Wagtail's choosers without their inline script, which the content security policy forbids.

``BaseChooser.render`` appends a ``<script>`` to every chooser in a form, and offers no template
to override. The replacement writes the same call as data, and ``accounts/admin-start.js`` makes
it. ``tests/accounts/test_admin_policy.py`` fails as soon as Wagtail needs this no longer.
"""

from __future__ import annotations

import re
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail.admin.widgets import BaseChooser

# ``new PageChooser("id", {…});`` or ``createTaskChooser("id");``
CALL = re.compile(r"(?:new )?(?P<start>\w+)\((?P<arguments>.*)\);?", re.DOTALL)


def render(
    self: BaseChooser, name: str, value: Any, attrs: dict[str, Any], renderer: Any = None
) -> SafeString:
    """Draw the chooser, and beside it how to start it."""
    value_data = self.get_value_data(value)
    html = self.render_html(name, value_data, attrs)
    call = CALL.fullmatch(self.render_js_init(attrs["id"], name, value_data).strip())
    if call is None:
        raise ValueError(f"{type(self).__name__} starts in an unknown way")
    return format_html(
        '{}<template data-start="{}" data-arguments="[{}]"></template>',
        html,
        call["start"],
        call["arguments"],
    )


def install() -> None:
    """Put ``render`` in the place of Wagtail's, for every kind of chooser."""
    BaseChooser.render = render
