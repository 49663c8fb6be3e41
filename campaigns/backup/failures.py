"""What hinders a backup or a restore, in words for whoever runs it."""

from __future__ import annotations

import errno
import signal
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from django.core.management.base import CommandError
from django.db import Error as DatabaseError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

FULL = gettext_lazy("đĩa đã đầy")
REASONS = {
    errno.ENOSPC: FULL,
    errno.EDQUOT: gettext_lazy("đã dùng hết phần đĩa được cấp"),
    errno.EACCES: gettext_lazy("không có quyền"),
    errno.EPERM: gettext_lazy("không có quyền"),
    errno.EROFS: gettext_lazy("đĩa này chỉ đọc được"),
    errno.ENOENT: gettext_lazy("không có tệp hoặc thư mục này"),
    errno.ENOTDIR: gettext_lazy("một phần của đường dẫn không phải là thư mục"),
    errno.EISDIR: gettext_lazy("đây là một thư mục"),
}


class BackupError(Exception):
    """Said in Vietnamese; nothing was changed unless it says so."""


@contextmanager
def failures_told() -> Iterator[None]:
    """What can be expected to fail ends a command with a sentence, never with a traceback.

    Raises:
        CommandError: instead of what was raised inside.
    """
    # As when somebody presses Ctrl+C, so that what is half done is taken away.
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    except KeyboardInterrupt as stopped:
        raise CommandError(_("Đã dừng giữa chừng, không để lại gì.")) from stopped
    except BackupError as error:
        raise CommandError(str(error)) from error
    except OSError as error:
        raise CommandError(_of_the_disk(error)) from error
    except (DatabaseError, sqlite3.Error) as error:
        raise CommandError(_of_the_database(error)) from error
    finally:
        signal.signal(signal.SIGTERM, before)


def _of_the_disk(error: OSError) -> str:
    why = REASONS.get(error.errno or 0, error.strerror or error)
    if error.filename is None:
        return _("Không đọc hoặc ghi được tệp: %(why)s.") % {"why": why}
    told = _("Không đọc hoặc ghi được %(file)s: %(why)s.")
    return told % {"file": error.filename, "why": why}


def _of_the_database(error: Exception) -> str:
    is_full = getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_FULL
    why = FULL if is_full else str(error).strip()
    return _("Cơ sở dữ liệu báo lỗi: %(why)s.") % {"why": why}
