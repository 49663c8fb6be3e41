"""Uploaded pictures made fit to be kept. What an upload says of itself is not believed."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from io import BytesIO
from threading import Lock

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError
from pillow_heif import register_heif_opener

register_heif_opener()

LARGEST = 15 * 1024 * 1024  # bytes
MOST_PIXELS = 64_000_000  # phones take up to 50; decoded, this is some 200 MB
FORMATS = ("JPEG", "PNG", "WEBP", "HEIF")
# Long sides in pixels: to look at, in a report, in a list.
LARGE, MEDIUM, SMALL = 2560, 1280, 480
QUALITY = 85

# Of a process: a large PNG or HEIC takes hundreds of megabytes until it is shrunk.
_ONE_AT_A_TIME = Lock()
_SRGB = ImageCms.createProfile("sRGB")


@dataclass(frozen=True, slots=True)
class CleanPicture:
    """JPEGs in three sizes: upright, in sRGB, and nothing but pixels. Width and height of large."""

    large: bytes
    medium: bytes
    small: bytes
    width: int
    height: int


def clean_picture(upload: UploadedFile) -> CleanPicture:
    """The first frame of a JPEG, PNG, WebP or HEIC.

    Raises:
        ValidationError: it is none of these, too large, or broken.
    """
    if (upload.size or 0) > LARGEST:
        raise ValidationError(_("ảnh lớn hơn 15 MB."))
    try:
        with _ONE_AT_A_TIME, Image.open(upload, formats=FORMATS) as image:
            if image.width * image.height > MOST_PIXELS:
                raise Image.DecompressionBombError
            clean = _upright(image)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise ValidationError(_("ảnh có quá nhiều điểm ảnh (tối đa 64 triệu).")) from error
    except UnidentifiedImageError as error:
        raise ValidationError(_("không phải là ảnh JPEG, PNG, WebP hay HEIC.")) from error
    except Exception as error:  # whatever a broken file makes the decoders stumble over
        raise ValidationError(_("ảnh bị hỏng hoặc tải lên chưa trọn.")) from error
    return CleanPicture(
        large=_jpeg(clean, LARGE),
        medium=_jpeg(clean, MEDIUM),
        small=_jpeg(clean, SMALL),
        width=clean.width,
        height=clean.height,
    )


def _upright(image: Image.Image) -> Image.Image:
    """Decoded no larger than it is kept, turned as it was taken, on white, in sRGB."""
    profile = image.info.get("icc_profile")
    image.draft("RGB", (LARGE, LARGE))  # a JPEG is decoded at half its size or less
    if image.mode not in ("L", "LA", "RGB", "RGBA", "CMYK"):  # the others shrink badly
        image = image.convert("RGBA" if image.has_transparency_data else "RGB")
    image.thumbnail((LARGE, LARGE))
    ImageOps.exif_transpose(image, in_place=True)  # now that it is small: turning takes a copy
    if image.has_transparency_data:
        white = Image.new("RGBA", image.size, "white")
        image = Image.alpha_composite(white, image.convert("RGBA")).convert("RGB")
    image = _in_srgb(image, profile)
    image.info.clear()  # Pillow would carry a comment over
    return image


def _in_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    # A profile that fits no picture is no reason to refuse this one.
    with suppress(ImageCms.PyCMSError, OSError):
        of_camera = ImageCms.ImageCmsProfile(BytesIO(profile or b""))
        if converted := ImageCms.profileToProfile(image, of_camera, _SRGB, outputMode="RGB"):
            return converted
    return image.convert("RGB")


def _jpeg(image: Image.Image, side: int) -> bytes:
    smaller = image.copy()
    smaller.thumbnail((side, side))
    buffer = BytesIO()
    smaller.save(buffer, "JPEG", quality=QUALITY, optimize=True)
    return buffer.getvalue()
