"""A document as PDF, set by typst with Times New Roman or its metric twin TeX Gyre Termes."""

from __future__ import annotations

import importlib.util
import json
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict
from datetime import UTC, datetime, time
from functools import cache
from pathlib import Path
from shutil import copy
from tempfile import TemporaryDirectory

import typst

from ..blocks import Document
from .typeface import UnprintableError

_TEMPLATE = Path(__file__).with_name("report.typ")


@cache
def _font_folder() -> str:
    """Where the typeface's wheel lies. Never imported: it would pull in a typesetter.

    Raises:
        FileNotFoundError: the wheel is not installed (requirements-fonts.txt).
    """
    spec = importlib.util.find_spec("rinoh_typeface_texgyretermes")
    if spec is None or not spec.submodule_search_locations:
        raise FileNotFoundError("requirements-fonts.txt is not installed")
    return spec.submodule_search_locations[0]


def _data(document: Document) -> str:
    data = {
        "title": document.title,
        "author": document.summary.committee.name,
        "blocks": [asdict(block) for block in document.blocks],
    }
    return json.dumps(data, default=str)


@contextmanager
def _template_beside(pictures: Mapping[str, bytes]) -> Iterator[str]:
    """The template's path, in a folder with the pictures: the typesetter reads files from there."""
    with TemporaryDirectory() as folder:
        for name, content in pictures.items():
            Path(folder, name).write_bytes(content)
        yield str(copy(_TEMPLATE, folder))


def render(document: Document) -> bytes:
    """PDF/A-2a and PDF/UA-1: tagged, titled, in its language; dated by the report, not a clock.

    Raises:
        UnprintableError: the typeface lacks a letter; an archive takes no text with holes.
    """
    try:
        with _template_beside(document.pictures) as template:
            pdf = typst.compile(
                template,
                font_paths=[_font_folder()],
                sys_inputs={"document": _data(document)},
                pdf_standards=["a-2a", "ua-1"],
                timestamp=datetime.combine(document.summary.as_of, time(), UTC),
            )
    except typst.TypstError as error:
        if missing := re.search(r'the text `"(.+?)"` could not be displayed', str(error)):
            raise UnprintableError(missing[1]) from error
        raise
    if not isinstance(pdf, bytes):  # a list of pages only for the picture formats
        raise TypeError(type(pdf))
    return pdf


def pages(document: Document) -> list[bytes]:
    """The same pages as PNG pictures for the screen, where proposed texts have a colour."""
    with _template_beside(document.pictures) as template:
        drawn = typst.compile(
            template,
            font_paths=[_font_folder()],
            sys_inputs={"document": _data(document), "screen": "yes"},
            format="png",
            ppi=96,
        )
    return drawn if isinstance(drawn, list) else [drawn]
