"""The pieces of which editors build the body of a page."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageBlock
from wagtail.snippets.blocks import SnippetChooserBlock

from cms.choosers import DepartmentChooserBlock

TEXT_FEATURES = ["bold", "italic", "ol", "ul", "link", "document-link"]


class HeadingBlock(blocks.StructBlock):
    """A heading inside the page, of the second or third level."""

    text = blocks.CharBlock(label=_("Text"), max_length=120)
    level = blocks.ChoiceBlock(
        label=_("Level"),
        choices=[("h2", _("Section")), ("h3", _("Part of a section"))],
        default="h2",
    )

    class Meta:
        icon = "title"
        label = _("Heading")
        template = "cms/blocks/heading.html"


class PictureBlock(blocks.StructBlock):
    """A picture with the words that stand for it."""

    image = ImageBlock(label=_("Picture"))
    caption = blocks.CharBlock(label=_("Caption"), required=False, max_length=200)

    class Meta:
        icon = "image"
        label = _("Picture")
        template = "cms/blocks/picture.html"


class StepBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Step"), max_length=120)
    text = blocks.RichTextBlock(label=_("What to do"), features=TEXT_FEATURES, required=False)


class StepsBlock(blocks.StructBlock):
    """What to do, one thing after the other."""

    title = blocks.CharBlock(label=_("Heading"), required=False, max_length=120)
    steps = blocks.ListBlock(StepBlock(), label=_("Steps"), min_num=1)

    class Meta:
        icon = "list-ol"
        label = _("Steps")
        template = "cms/blocks/steps.html"


class CallOutBlock(blocks.StructBlock):
    """A frame around something that must not be overlooked."""

    tone = blocks.ChoiceBlock(
        label=_("Kind"),
        choices=[
            ("info", _("Good to know")),
            ("warning", _("Take care")),
            ("success", _("Tip")),
        ],
        default="info",
    )
    title = blocks.CharBlock(label=_("Heading"), required=False, max_length=120)
    text = blocks.RichTextBlock(label=_("Text"), features=TEXT_FEATURES)

    class Meta:
        icon = "warning"
        label = _("Call-out")
        template = "cms/blocks/call_out.html"


class ContactCardBlock(blocks.StructBlock):
    """How to reach one department."""

    department = DepartmentChooserBlock(label=_("Department"))
    note = blocks.CharBlock(label=_("Note"), required=False, max_length=200)

    class Meta:
        icon = "mail"
        label = _("Contact card")
        template = "cms/blocks/contact_card.html"


class FaqListBlock(blocks.StructBlock):
    """Some of the frequent questions, in an order of the editor's."""

    title = blocks.CharBlock(label=_("Heading"), required=False, max_length=120)
    faqs = blocks.ListBlock(SnippetChooserBlock("cms.Faq"), label=_("Questions"), min_num=1)

    class Meta:
        icon = "help"
        label = _("Frequent questions")
        template = "cms/blocks/faq_list.html"


class DownloadBlock(blocks.StructBlock):
    document = DocumentChooserBlock(label=_("File"))
    title = blocks.CharBlock(
        label=_("Name"),
        required=False,
        max_length=120,
        help_text=_("Empty: the file's title."),
    )


class DownloadsBlock(blocks.StructBlock):
    """Files to take along, each with its kind and size."""

    title = blocks.CharBlock(label=_("Heading"), required=False, max_length=120)
    files = blocks.ListBlock(DownloadBlock(), label=_("Files"), min_num=1)

    class Meta:
        icon = "download"
        label = _("Downloads")
        template = "cms/blocks/downloads.html"


class LinkBlock(blocks.StructBlock):
    page = blocks.PageChooserBlock(label=_("Page"))
    text = blocks.CharBlock(
        label=_("Text"),
        required=False,
        max_length=120,
        help_text=_("Empty: the page's title."),
    )


class LinksBlock(blocks.StructBlock):
    """Where to go from here."""

    title = blocks.CharBlock(label=_("Heading"), required=False, max_length=120)
    links = blocks.ListBlock(LinkBlock(), label=_("Links"), min_num=1)

    class Meta:
        icon = "link"
        label = _("Links")
        template = "cms/blocks/links.html"


class TableBlock(blocks.StructBlock):
    """Figures in rows and columns, with a caption that says what they are."""

    caption = blocks.CharBlock(label=_("Caption"), max_length=160)
    table = TypedTableBlock(
        [
            ("text", blocks.CharBlock(label=_("Text"), required=False)),
            ("number", blocks.CharBlock(label=_("Number or amount"), required=False)),
            (
                "rich_text",
                blocks.RichTextBlock(label=_("Rich text"), features=TEXT_FEATURES, required=False),
            ),
        ],
        label=_("Table"),
    )

    class Meta:
        icon = "table"
        label = _("Table")
        template = "cms/blocks/table.html"


class BodyBlock(blocks.StreamBlock):
    """Everything a page's body may hold."""

    heading = HeadingBlock()
    text = blocks.RichTextBlock(
        label=_("Text"),
        icon="pilcrow",
        features=TEXT_FEATURES,
        template="cms/blocks/text.html",
    )
    steps = StepsBlock()
    call_out = CallOutBlock()
    picture = PictureBlock()
    contact_card = ContactCardBlock()
    faqs = FaqListBlock()
    table = TableBlock()
    downloads = DownloadsBlock()
    links = LinksBlock()
