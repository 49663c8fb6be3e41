"""Drives with their results, and the companies of one drive, as rows of a spreadsheet."""

from __future__ import annotations

from collections.abc import Callable

from campaigns.exporting import Column, Value, names
from campaigns.models import Drive

from .models import DriveResult, Hedge


def _number(name: str) -> Callable[[Drive], Value]:
    """A count of the drive's result; empty where it is unknown."""

    def read(drive: Drive) -> Value:
        value: Value = getattr(getattr(drive, "result", None), name, None)
        return value

    return read


def _attended(drive: Drive) -> Value:
    """A number, or with its hedge the words that the officer knows it by: ``trên 1.500``."""
    result: DriveResult | None = getattr(drive, "result", None)
    if result is None or result.attended is None or result.attended_hedge == Hedge.EXACT:
        return result.attended if result else None
    return f"{Hedge(result.attended_hedge).word} {result.attended}"


# The headers are a contract: the import reads them, and so do other people's sheets.
DRIVE_COLUMNS = [
    Column("Mã đợt", lambda drive: drive.code),
    Column("Ngày", lambda drive: drive.day_text if drive.day.is_month else drive.on),
    Column("Hình thức", lambda drive: str(drive.get_form_display())),
    Column("Khu công nghiệp", lambda drive: str(drive.zone or "")),
    Column("Doanh nghiệp", lambda drive: str(drive.host or "")),
    Column("Đơn vị tiếp nhận", lambda drive: names(drive.facilities.all())),
    Column("Đăng ký", _number("registered")),
    Column("Tham dự", _attended),
    Column("Số đơn vị máu", _number("units")),
    Column("Túi 250 ml", _number("bags_250")),
    Column("Túi 350 ml", _number("bags_350")),
    Column("Túi 450 ml", _number("bags_450")),
    Column("Trạng thái", lambda drive: str(drive.get_status_display())),
    Column("Ghi chú", lambda drive: drive.note),
]
# Where rows of several committees stand in one list.
COMMITTEE_COLUMN = Column("Ban Chỉ đạo", lambda row: str(row.committee))

# One row per company and no total: the import reads them back.
TURNOUT_COLUMNS = [
    Column("Doanh nghiệp", lambda row: row.company.name),
    Column("Khu công nghiệp", lambda row: str(row.company.zone or "")),
    Column("Người liên hệ", lambda row: row.company.contact_name),
    Column("Điện thoại", lambda row: row.company.contact_phone),
    Column("Ngày hỏi", lambda row: row.asked_on),
    Column("Ngày trả lời", lambda row: row.answered_on),
    Column("Đăng ký", lambda row: row.registered),
    Column("Tham dự", lambda row: row.attended),
    Column("Số đơn vị máu", lambda row: row.units),
    Column("Ghi chú", lambda row: row.note),
]
