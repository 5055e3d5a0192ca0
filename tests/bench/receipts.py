"""What a receipt costs against WeasyPrint alone."""

from __future__ import annotations

from tests.bench._inside import database, ratio
from tests.figures import figure

ROUNDS = 20


@figure("receipt-vs-weasyprint", at_most=1.1)
def receipt_vs_weasyprint() -> float:
    """Making a receipt from the database's rows, against laying out the very same HTML."""
    with database():
        from weasyprint import CSS, HTML
        from weasyprint.text.fonts import FontConfiguration

        from forms_engine.engine.actions import submit
        from forms_engine.engine.receipts import render
        from forms_engine.engine.receipts.issue import issue_receipt
        from tests.factories.engine import complete_draft

        document = issue_receipt(submit(submission_id=complete_draft().pk))
        html = render.receipt_html(document)
        pictures = render.pictures_of(document)

        def ours() -> None:
            assert render.receipt_pdf(document)

        def bare() -> None:
            fetcher, fonts = render.PackagedFetcher(pictures), FontConfiguration()
            style = (render.FOLDER / "receipt.css").read_text(encoding="utf-8")
            css = CSS(string=style, font_config=fonts, url_fetcher=fetcher, base_url="asset:")
            page = HTML(string=html, url_fetcher=fetcher, base_url="asset:")
            assert page.write_pdf(stylesheets=[css], font_config=fonts, pdf_variant="pdf/ua-1")

        return ratio(ours, bare, rounds=ROUNDS)
