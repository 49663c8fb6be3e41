"""What every PDF has in common: typst, its typeface, an archive's standards."""

from __future__ import annotations

import importlib.util
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from functools import cache
from pathlib import Path
from shutil import copy
from tempfile import TemporaryDirectory

import typst

from .typeface import UnprintableError

_FOLDER = Path(__file__).parent
_SHARED = "paper.typ"  # what the templates import


@cache
def font_folder() -> str:
    """Where the typeface's wheel lies. Never imported: it would pull in a typesetter.

    Raises:
        FileNotFoundError: the wheel is not installed (requirements-fonts.txt).
    """
    spec = importlib.util.find_spec("rinoh_typeface_texgyretermes")
    if spec is None or not spec.submodule_search_locations:
        raise FileNotFoundError("requirements-fonts.txt is not installed")
    return spec.submodule_search_locations[0]


@contextmanager
def template_beside(name: str, pictures: Mapping[str, bytes]) -> Iterator[str]:
    """The template's path, in a folder with the pictures: the typesetter reads files from there."""
    with TemporaryDirectory() as folder:
        for picture, content in pictures.items():
            Path(folder, picture).write_bytes(content)
        copy(_FOLDER / _SHARED, folder)
        yield str(copy(_FOLDER / name, folder))


def typeset(name: str, data: str, at: datetime, pictures: Mapping[str, bytes]) -> bytes:
    """The template ``name`` with its JSON as PDF/A-2a and PDF/UA-1, dated ``at`` and no clock.

    Raises:
        UnprintableError: the typeface lacks a letter; an archive takes no text with holes.
    """
    try:
        with template_beside(name, pictures) as template:
            pdf = typst.compile(
                template,
                font_paths=[font_folder()],
                sys_inputs={"document": data},
                pdf_standards=["a-2a", "ua-1"],
                timestamp=at,
            )
    except typst.TypstError as error:
        if missing := re.search(r'the text `"(.+?)"` could not be displayed', str(error)):
            raise UnprintableError(missing[1]) from error
        raise
    if not isinstance(pdf, bytes):  # a list of pages only for the picture formats
        raise TypeError(type(pdf))
    return pdf
