"""Figures and blocks as plain data, and back: what an issued report keeps of itself.

What was kept stays readable when a fact is added later, as long as the new field has a default.
"""

from __future__ import annotations

from dataclasses import fields
from datetime import time
from typing import Any

from cattrs.preconf.json import make_converter
from cattrs.strategies import configure_tagged_union

from .blocks import Block
from .facts import Summary


def _kind(block: type[Block]) -> str:
    return next(str(field.default) for field in fields(block) if field.name == "kind")


_converter = make_converter()
_converter.register_unstructure_hook(time, time.isoformat)
_converter.register_structure_hook(time, lambda text, _: time.fromisoformat(text))
configure_tagged_union(
    Block,
    _converter,
    tag_name="kind",
    tag_generator=_kind,
)


def plain_summary(summary: Summary) -> dict[str, Any]:
    plain: dict[str, Any] = _converter.unstructure(summary, Summary)
    return plain


def read_summary(plain: dict[str, Any]) -> Summary:
    return _converter.structure(plain, Summary)


def plain_blocks(blocks: tuple[Block, ...]) -> list[dict[str, Any]]:
    plain: list[dict[str, Any]] = _converter.unstructure(blocks, tuple[Block, ...])
    return plain


def read_blocks(plain: list[dict[str, Any]]) -> tuple[Block, ...]:
    return _converter.structure(plain, tuple[Block, ...])
