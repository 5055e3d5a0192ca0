"""The screen on which a form's texts are translated, one step at a time."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.conf import settings
from django.http import Http404
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.admin.rich_text import get_rich_text_editor_widget
from wagtail.admin.widgets import AdminAutoHeightTextInput

from forms_engine.engine.authoring.addresses import screen
from forms_engine.engine.authoring.editing import PartEditView
from forms_engine.engine.authoring.preview import workable
from forms_engine.engine.definition import Definition
from forms_engine.engine.fields.static import RICH_TEXT_FEATURES

# The part with the texts of the form as a whole.
WHOLE = "form"


@dataclass(frozen=True)
class Text:
    """One text: its path in `Definition.texts`, what it says, and where it stands."""

    path: str
    source: str

    @property
    def is_rich(self) -> bool:
        last = self.path.rsplit(".", 1)[-1]
        return last in {"intro", "next_steps", "body"}

    @property
    def name(self) -> str:
        """The name of its box, in letters only: the rich text editor makes a selector of it."""
        return f"text-{hashlib.sha256(self.path.encode()).hexdigest()[:16]}"


def parts(definition: Definition) -> dict[str, list[Text]]:
    """The texts of the form as a whole, then those of each step by its slug."""
    step_of = {item.key: step.slug for step in definition.steps for item in step.fields}
    found: dict[str, list[Text]] = {WHOLE: []}
    for step in definition.steps:
        found[f"step:{step.slug}"] = []
    for path, source in definition.texts():
        kind, _dot, rest = path.partition(".")
        name = rest.split(".")[0]
        if kind == "steps":
            found[f"step:{name}"].append(Text(path, source))
        elif kind == "fields":
            found[f"step:{step_of[name]}"].append(Text(path, source))
        else:
            found[WHOLE].append(Text(path, source))
    return found


class TranslationForm(forms.Form):
    """One box a text. An empty one leaves the text as it is in the form's own language."""

    def __init__(
        self, *args: Any, texts: list[Text], known: dict[str, str], language: str, **kwargs: Any
    ) -> None:
        kwargs.pop("instance", None)
        super().__init__(*args, **kwargs)
        self.texts = texts
        for text in texts:
            widget = (
                get_rich_text_editor_widget(features=RICH_TEXT_FEATURES)
                if text.is_rich
                else AdminAutoHeightTextInput()
            )
            widget.attrs |= {"lang": language, "aria-label": text.source[:120]}
            self.fields[text.name] = forms.CharField(
                required=False, widget=widget, initial=known.get(text.path, "")
            )

    def rows(self) -> Iterator[tuple[Text, Any]]:
        for text in self.texts:
            yield text, self[text.name]

    @property
    def translated(self) -> dict[str, str]:
        return {text.path: self.cleaned_data[text.name].strip() for text in self.texts}


class TranslationsView(PartEditView):
    screen_name = "translations"
    template_name = "forms_engine/authoring/translations.html"
    form_class = TranslationForm

    def setup(self, request: Any, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        codes = [code for code, _name in self.languages]
        self.language = request.GET.get("language") or next(iter(codes), "")
        if self.language not in codes:
            raise Http404
        self.part = request.GET.get("part") or WHOLE

    @property
    def languages(self) -> list[tuple[str, Any]]:
        return [(code, name) for code, name in settings.LANGUAGES if code != self.object.language]

    @cached_property
    def parts(self) -> dict[str, list[Text]]:
        definition = workable(self.object.definition_json)
        return parts(definition) if definition else {WHOLE: []}

    def part_title(self) -> str:
        return _("Translations")

    def get_edit_url(self) -> str:
        query = urlencode({"language": self.language, "part": self.part})
        return f"{screen(self.screen_name, self.object)}?{query}"

    def get_form_class(self) -> Any:
        return TranslationForm

    def get_form_kwargs(self) -> dict[str, Any]:
        return {
            **super().get_form_kwargs(),
            "texts": self.parts.get(self.part, []),
            "known": self.object.translations.get(self.language, {}),
            "language": self.language,
        }

    def put(self, form: Any) -> None:
        known = {**self.object.translations.get(self.language, {}), **form.translated}
        kept = {path: text for path, text in known.items() if text}
        self.object.translations = {**self.object.translations, self.language: kept}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        known = self.object.translations.get(self.language, {})
        titles = {f"step:{step.slug}": step.title for step in self.object.steps.all()}
        return {
            **context,
            "language": self.language,
            "languages": self.languages,
            "source_language": dict(settings.LANGUAGES).get(
                self.object.language, self.object.language
            ),
            "target_language": dict(settings.LANGUAGES)[self.language],
            "part": self.part,
            "parts": [
                {
                    "name": name,
                    "title": titles.get(name, _("The form as a whole")),
                    "done": sum(bool(known.get(text.path)) for text in texts),
                    "all": len(texts),
                }
                for name, texts in self.parts.items()
            ],
            "rows": list(self.form.rows()),
        }
