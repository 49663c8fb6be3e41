"""What becomes of an uploaded picture, whatever it says of itself."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from time import sleep

import pytest
from django.core.exceptions import ValidationError
from PIL import Image, ImageCms, ImageOps
from PIL.ExifTags import GPS, IFD, Base
from PIL.PngImagePlugin import PngInfo

from campaigns import pictures
from campaigns.pictures import clean_picture
from tests.uploads import BLUE, RED, picture, upload

WHITE = (255, 255, 255)


def opened(content: bytes) -> Image.Image:
    return Image.open(BytesIO(content))


def near(color: tuple[int, ...], other: tuple[int, ...]) -> bool:
    return all(abs(one - two) < 12 for one, two in zip(color, other, strict=True))


def refusal(content: bytes, name: str = "anh.jpg") -> str:
    with pytest.raises(ValidationError) as caught:
        clean_picture(upload(content, name))
    return caught.value.messages[0]


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "HEIF"])
def test_every_kind_becomes_a_jpeg_whatever_its_name(kind):
    clean = clean_picture(upload(picture((640, 480), kind), "tai-lieu.docx"))

    kept = opened(clean.large)
    assert (kept.format, kept.mode, kept.size) == ("JPEG", "RGB", (640, 480))
    assert near(kept.getpixel((320, 240)), RED)


def test_a_large_picture_is_kept_in_three_sizes():
    clean = clean_picture(upload(picture((4000, 3000))))

    sizes = [opened(each).size for each in (clean.large, clean.medium, clean.small)]
    assert sizes == [(2560, 1920), (1280, 960), (480, 360)]
    assert (clean.width, clean.height) == (2560, 1920)


def test_a_small_picture_is_not_blown_up():
    clean = clean_picture(upload(picture((100, 50))))

    assert opened(clean.large).size == opened(clean.small).size == (100, 50)


def test_a_picture_is_turned_upright():
    exif = Image.Exif()
    exif[Base.Orientation] = 6  # taken with the phone upright: to be turned clockwise

    clean = clean_picture(upload(picture((80, 40), left=BLUE, exif=exif)))

    kept = opened(clean.large)
    assert kept.size == (40, 80)
    assert near(kept.getpixel((20, 10)), BLUE)
    assert near(kept.getpixel((20, 70)), RED)


def test_place_camera_and_comments_are_gone():
    exif = Image.Exif()
    exif[Base.Make] = "Samsung"
    exif.get_ifd(IFD.GPSInfo)[GPS.GPSLatitudeRef] = "N"
    exif.get_ifd(IFD.GPSInfo)[GPS.GPSLatitude] = (20.0, 39.0, 0.0)
    xmp = b"<x:xmpmeta xmlns:x='adobe:ns:meta/'>Nguyen Van A</x:xmpmeta>"
    content = picture(exif=exif, xmp=xmp, comment=b"bi mat")
    assert b"Samsung" in content
    assert b"Nguyen Van A" in content
    assert b"bi mat" in content

    clean = clean_picture(upload(content))

    for each in (clean.large, clean.medium, clean.small):
        kept = opened(each)
        assert not dict(kept.getexif())
        assert set(kept.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
        assert not any(left in each for left in (b"Samsung", b"Nguyen Van A", b"bi mat", b"Exif"))


def test_the_text_in_a_png_is_gone():
    told = PngInfo()
    told.add_text("Author", "Nguyen Van A")

    clean = clean_picture(upload(picture(kind="PNG", pnginfo=told)))

    assert b"Nguyen Van A" not in clean.large


@pytest.mark.parametrize(
    ("mode", "color"), [("RGBA", (0, 0, 0, 0)), ("LA", (0, 0))], ids=["colour", "grey"]
)
def test_what_is_transparent_becomes_white(mode, color):
    clean = clean_picture(upload(picture(kind="PNG", mode=mode, color=color)))

    assert near(opened(clean.large).getpixel((5, 5)), WHITE)


@pytest.mark.parametrize(
    ("mode", "kind"),
    [("L", "PNG"), ("P", "PNG"), ("1", "PNG"), ("I;16", "PNG"), ("CMYK", "JPEG"), ("L", "JPEG")],
)
def test_every_mode_becomes_rgb(mode, kind):
    clean = clean_picture(upload(picture(kind=kind, mode=mode, color=0)))

    assert opened(clean.large).mode == "RGB"


SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
# sRGB with red and blue changed over: under it the numbers of red mean blue.
SWAPPED = SRGB.replace(b"rXYZ", b"----").replace(b"bXYZ", b"rXYZ").replace(b"----", b"bXYZ")
NOT_FOR_PICTURES = ImageCms.ImageCmsProfile(ImageCms.createProfile("XYZ")).tobytes()


@pytest.mark.parametrize(
    ("profile", "color"),
    [(SRGB, RED), (SWAPPED, RED[::-1]), (NOT_FOR_PICTURES, RED), (b"no profile", RED)],
    ids=["sRGB", "another", "of no picture", "broken"],
)
def test_colours_are_brought_into_srgb_and_the_profile_is_dropped(profile, color):
    kept = opened(clean_picture(upload(picture(icc_profile=profile))).large)

    assert near(kept.getpixel((5, 5)), color)
    assert "icc_profile" not in kept.info


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_of_an_animation_the_first_frame_is_kept(kind):
    frames = [Image.new("RGB", (20, 20), color) for color in (RED, BLUE)]
    buffer = BytesIO()
    frames[0].save(buffer, kind, save_all=True, append_images=frames[1:])

    clean = clean_picture(upload(buffer.getvalue()))

    assert near(opened(clean.large).getpixel((5, 5)), RED)


SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


@pytest.mark.parametrize(
    "content",
    [
        SVG,
        b"<!doctype html><script>alert(1)</script>",
        b"%PDF-1.7",
        b"",
        picture(kind="GIF"),
        picture(kind="TIFF"),
        picture(kind="BMP"),
    ],
    ids=["SVG", "HTML", "PDF", "empty", "GIF", "TIFF", "BMP"],
)
def test_what_is_no_picture_of_the_four_kinds_is_refused(content):
    assert refusal(content) == "không phải là ảnh JPEG, PNG, WebP hay HEIC."


def test_html_behind_a_picture_is_not_kept():
    clean = clean_picture(upload(picture() + b"<script>alert(1)</script>"))

    assert b"script" not in clean.large


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "HEIF"])
def test_a_picture_that_is_cut_short_is_refused(kind):
    noise = Image.effect_noise((400, 300), 80).convert("RGB")
    buffer = BytesIO()
    noise.save(buffer, kind)

    assert (
        refusal(buffer.getvalue()[: len(buffer.getvalue()) // 2])
        == "ảnh bị hỏng hoặc tải lên chưa trọn."
    )


def test_a_file_of_more_than_15_mb_is_refused_unread():
    large = upload(picture() + b"x" * (15 * 1024 * 1024))
    large.file = None

    with pytest.raises(ValidationError, match="lớn hơn 15 MB"):
        clean_picture(large)


@pytest.mark.parametrize(
    "side", [8_001, 10_000, 14_000], ids=["over ours", "Pillow warns", "Pillow refuses"]
)
def test_a_small_file_with_too_many_pixels_is_refused_undecoded(side, monkeypatch):
    bomb = picture((side, side), "PNG", mode="1", color=0)
    monkeypatch.setattr(pictures, "_upright", None)
    assert len(bomb) < 100_000

    assert "quá nhiều điểm ảnh" in refusal(bomb)


def test_large_pictures_are_decoded_one_at_a_time(monkeypatch):
    at_work, most, real = [], [], pictures._upright

    def noted(image):
        at_work.append(image)
        sleep(0.05)
        most.append(len(at_work))
        at_work.remove(image)
        return real(image)

    monkeypatch.setattr(pictures, "_upright", noted)
    with ThreadPoolExecutor(4) as people:
        list(people.map(lambda _each: clean_picture(upload(picture())), range(4)))

    assert most == [1, 1, 1, 1]


def test_a_picture_is_turned_when_it_is_small(monkeypatch):
    turned, real = [], ImageOps.exif_transpose
    monkeypatch.setattr(pictures, "LARGE", 100)
    monkeypatch.setattr(
        pictures.ImageOps,
        "exif_transpose",
        lambda image, **how: [turned.append(max(image.size)), real(image, **how)],
    )

    clean_picture(upload(picture((400, 300), "PNG")))

    assert turned == [100]
