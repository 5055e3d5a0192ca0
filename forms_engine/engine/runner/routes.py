"""The written list of the runner's pages, for the floor above to hang under its own addresses."""

from __future__ import annotations

from forms_engine.engine.runner.door import Entered
from forms_engine.engine.runner.files import download, remove, upload
from forms_engine.engine.runner.pages import check, done, pay, start
from forms_engine.engine.runner.resume import later, resume
from forms_engine.engine.runner.saving import save
from forms_engine.engine.runner.wizard import step

# Path below the service's ``apply/``, the view (called with an `Entry`), the name. Steps come last:
# no step can have one of the other names (`definition.RESERVED_SLUGS`).
ROUTES: list[tuple[str, Entered, str]] = [
    ("", start, "apply"),
    ("check/", check, "apply_check"),
    ("pay/", pay, "apply_pay"),
    ("done/", done, "apply_done"),
    ("save/", save, "apply_save"),
    ("files/<uuid:attachment_id>/", download, "apply_file"),
    ("files/<uuid:attachment_id>/remove/", remove, "apply_file_remove"),
    ("files/<slug:key>/", upload, "apply_upload"),
    ("resume/", later, "apply_resume"),
    ("resume/<str:token>/", resume, "apply_resume_link"),
    ("<slug:step>/", step, "apply_step"),
]
