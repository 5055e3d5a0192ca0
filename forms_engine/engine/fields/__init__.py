"""The field types. Adding one means one file, one line in `FIELD_TYPES`, one sample in its test."""

from forms_engine.engine.fields.address import Address
from forms_engine.engine.fields.base import Choice, DefinitionError, FieldType
from forms_engine.engine.fields.checkboxes import Checkboxes
from forms_engine.engine.fields.consent import Consent
from forms_engine.engine.fields.date import Date
from forms_engine.engine.fields.decimal import Decimal
from forms_engine.engine.fields.email import Email
from forms_engine.engine.fields.files import Files
from forms_engine.engine.fields.heading import Heading
from forms_engine.engine.fields.integer import Integer
from forms_engine.engine.fields.long_text import LongText
from forms_engine.engine.fields.money import Money
from forms_engine.engine.fields.name import Name
from forms_engine.engine.fields.phone import Phone
from forms_engine.engine.fields.radios import Radios
from forms_engine.engine.fields.select import Select
from forms_engine.engine.fields.static import Static
from forms_engine.engine.fields.text import Text
from forms_engine.engine.fields.yes_no import YesNo

# In the order in which the editor is offered them.
FIELD_TYPES: dict[str, type[FieldType]] = {
    kind.slug: kind
    for kind in (
        Text,
        LongText,
        Name,
        Email,
        Phone,
        Address,
        Integer,
        Decimal,
        Money,
        Date,
        YesNo,
        Radios,
        Checkboxes,
        Select,
        Files,
        Consent,
        Heading,
        Static,
    )
}

__all__ = ["FIELD_TYPES", "Choice", "DefinitionError", "FieldType"]
