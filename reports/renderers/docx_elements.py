"""Elements of a Word file made directly: python-docx looks about before it adds each one."""

from __future__ import annotations

from collections.abc import Iterator

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from ..blocks import runs
from .typeface import unbroken


def element(name: str, *children: BaseOxmlElement, **attributes: object) -> BaseOxmlElement:
    """The element ``w:name``; its children in the order that the format wants."""
    made = OxmlElement(f"w:{name}")
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), str(value))
    made.extend(children)
    return made


def text_runs(text: str) -> Iterator[BaseOxmlElement]:
    """The runs of ``text``, its gaps highlighted."""
    for part in runs(unbroken(text)):
        written = element("t")
        written.text = part.text
        written.set(qn("xml:space"), "preserve")
        gap = [element("rPr", element("highlight", val="yellow"))] if part.is_gap else []
        yield element("r", *gap, written)
