"""What the log does not tell."""

from __future__ import annotations

import logging
import re

FEED_ADDRESS = re.compile(r"(/calendar/)[\w%-]{16,}")


class NoFeedKeys(logging.Filter):
    """Leaves out of every line the secret in a calendar's address: who reads logs needs none.

    Django names the address of whatever it refuses, or fails at.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        told = record.getMessage()
        if FEED_ADDRESS.search(told):
            record.msg, record.args = FEED_ADDRESS.sub(r"\1…", told), ()
        return True
