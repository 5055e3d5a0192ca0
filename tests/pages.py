"""Pages as people read them."""

from __future__ import annotations

import re
from typing import Any


def text_of(answer: Any) -> str:
    """The words of the page, without its tags; entities stay as they are."""
    page = re.sub(r"<(script|style|svg).*?</\1>", " ", answer.content.decode(), flags=re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", page).replace("&nbsp;", " ").split())
