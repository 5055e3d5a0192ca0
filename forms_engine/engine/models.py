"""Forms, their published versions, and what residents send."""

from forms_engine.engine.document import Document
from forms_engine.engine.form import Form, FormStep
from forms_engine.engine.submission import Attachment, Submission
from forms_engine.engine.version import FormVersion

__all__ = ["Attachment", "Document", "Form", "FormStep", "FormVersion", "Submission"]
