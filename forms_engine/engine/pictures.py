"""Photos that residents hand in: bounded, upright, and without what a camera writes into them."""

from __future__ import annotations

import io
import warnings
from typing import IO, Any

import pillow_heif
from django.utils.translation import gettext as _
from PIL import Image, ImageOps

# A photo of today's largest phones is well below; a decompression bomb is far above.
MAX_PIXELS = 64_000_000
# JPEG decodes to a smaller size at no cost, so a huge one is only made smaller.
LARGEST_SIDE = 6000

# The format in which each kind of picture is kept. Desks cannot open HEIC, so it becomes JPEG.
KEPT_AS = {
    "image/jpeg": "JPEG",
    "image/png": "PNG",
    "image/webp": "WEBP",
    "image/heif": "JPEG",
}
_READERS = ("JPEG", "PNG", "WEBP", "HEIF", "MPO")

pillow_heif.register_heif_opener()


class PictureError(ValueError):
    """The picture cannot be taken; the text says what to do."""


def check_picture(file: IO[Any]) -> None:
    """Look at the picture's head only. Raises `PictureError`."""
    file.seek(0)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", Image.DecompressionBombWarning)
        try:
            with Image.open(file, formats=_READERS) as picture:
                pixels = picture.width * picture.height
        except Image.DecompressionBombError:
            pixels = MAX_PIXELS + 1
        except (OSError, ValueError, SyntaxError, EOFError) as error:
            raise PictureError(_("It cannot be read as a picture")) from error
        finally:
            file.seek(0)
    if pixels > MAX_PIXELS:
        raise PictureError(_("The picture has too many pixels. Make it smaller"))


def clean_picture(file: IO[Any], content_type: str) -> tuple[bytes, str]:
    """The picture encoded anew, upright, and nothing but its pixels; with its content type.

    Raises `PictureError` when its data turn out to be broken.
    """
    check_picture(file)
    kept_as = KEPT_AS[content_type]
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(file, formats=_READERS) as opened:
                opened.draft("RGB", (LARGEST_SIDE, LARGEST_SIDE))
                picture = ImageOps.exif_transpose(opened)
    except (OSError, ValueError, SyntaxError, EOFError) as error:
        raise PictureError(_("It cannot be read as a picture")) from error
    finally:
        file.seek(0)
    if kept_as == "JPEG" and picture.mode not in {"RGB", "L"}:
        picture = picture.convert("RGB")
    colours = picture.info.get("icc_profile")
    picture.info = {}
    target = io.BytesIO()
    options: dict[str, Any] = {"quality": 88} if kept_as != "PNG" else {}
    if colours and kept_as != "PNG":
        options["icc_profile"] = colours
    picture.save(target, kept_as, **options)
    return target.getvalue(), f"image/{kept_as.lower()}"
