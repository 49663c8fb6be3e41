"""Tỉnh Mẫu: a committee of pure invention, with six years that end in the one of today.

Beside the facts of Hưng Yên (``donations.demo``) it gives whoever tries the program something to
compare: years, companies, facilities, what was registered and what was given, what is to come.
"""

from __future__ import annotations

from .rows import create_sample

__all__ = ["create_sample"]
