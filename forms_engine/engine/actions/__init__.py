"""What happens to forms and submissions: one whole thing a function, safe to repeat."""

from forms_engine.engine.actions.freeze import freeze_version
from forms_engine.engine.actions.import_form import ImportRefusedError, import_form
from forms_engine.engine.actions.submit import IncompleteSubmissionError, settle_fee, submit

__all__ = [
    "ImportRefusedError",
    "IncompleteSubmissionError",
    "freeze_version",
    "import_form",
    "settle_fee",
    "submit",
]
