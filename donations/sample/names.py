"""The names of Tỉnh Mẫu, and the drives of its usual year. None of them is real."""

from __future__ import annotations

from dataclasses import dataclass

SYMBOL = "BCĐHMTM"
NAME = "Ban Chỉ đạo vận động hiến máu tình nguyện các khu công nghiệp Tỉnh Mẫu"
INVENTED = "số liệu giả định để dùng thử"

GENERAL = "Bệnh viện Đa khoa Tỉnh Mẫu"
CENTRE = "Trung tâm Truyền máu Tỉnh Mẫu"
NORTH = "Bệnh viện Khu vực phía Bắc Tỉnh Mẫu"
FACILITIES = (GENERAL, CENTRE, NORTH)

ZONES = ("Bắc Sông", "Nam Cầu", "Đồng Mây", "Gò Nắng", "Bến Trăng", "Rừng Thông Mẫu")
BAC_SONG, NAM_CAU, DONG_MAY, GO_NANG, BEN_TRANG, RUNG_THONG = ZONES

SEWING = "Công ty TNHH May Mẫu Số 1"
SHOES = "Công ty Cổ phần Giày Mẫu Phương Bắc"
LIGHTS = "Công ty TNHH Đèn Mẫu Ánh Trăng"
CABLES = "Công ty TNHH Dây cáp Mẫu Số 6"
TOYS = "Công ty TNHH Đồ chơi Mẫu Cầu Vồng"
MOTORS = "Công ty TNHH Động cơ Mẫu Số 2"
PAPER = "Công ty Cổ phần Bao bì Mẫu Lá Xanh"
GLASS = "Công ty TNHH Kính Mẫu Trong Suốt"
# As long as the longest that a table has to bear: 120 characters.
LONGEST = (
    "Công ty Cổ phần Sản xuất, Lắp ráp và Kinh doanh Linh kiện Điện tử, Thiết bị Viễn thông Mẫu "
    "Đông Tây Nam Bắc - Cơ sở Số 7"
)
STEEL = "Công ty TNHH Thép Mẫu Vững Chãi"
FOOD = "Công ty Cổ phần Thực phẩm Mẫu Mùa Vàng"
YARN = "Công ty TNHH Sợi Mẫu Số 3"
BICYCLES = "Công ty TNHH Xe đạp Mẫu Đường Xa"
PLASTIC = "Công ty TNHH Nhựa Mẫu Bền Lâu"
TOOLS = "Công ty TNHH Dụng cụ Mẫu Khéo Tay"
MILK = "Công ty Cổ phần Sữa Mẫu Đồng Cỏ"

COMPANIES: dict[str, str | None] = {
    SEWING: BAC_SONG,
    SHOES: BAC_SONG,
    LIGHTS: BAC_SONG,
    CABLES: BAC_SONG,
    "Công ty TNHH Bút Mẫu Nét Thanh": BAC_SONG,
    TOYS: NAM_CAU,
    MOTORS: NAM_CAU,
    PAPER: NAM_CAU,
    "Công ty TNHH In Mẫu Chữ Đẹp": NAM_CAU,
    "Công ty Cổ phần Sơn Mẫu Bảy Màu": NAM_CAU,
    GLASS: DONG_MAY,
    LONGEST: DONG_MAY,
    STEEL: DONG_MAY,
    "Công ty TNHH Khuôn Mẫu Chính Xác": DONG_MAY,
    FOOD: GO_NANG,
    YARN: GO_NANG,
    "Công ty TNHH Gạch Mẫu Số 4": GO_NANG,
    BICYCLES: BEN_TRANG,
    PLASTIC: BEN_TRANG,
    "Công ty TNHH Thuyền Mẫu Sóng Êm": BEN_TRANG,
    TOOLS: RUNG_THONG,
    "Công ty TNHH Gỗ Mẫu Số 5": RUNG_THONG,
    MILK: None,
    "Công ty TNHH Vận tải Mẫu Đúng Giờ": None,
    "Công ty Cổ phần Suất ăn Mẫu Ba Bữa": None,
}


@dataclass(frozen=True, slots=True)
class Slot:
    """A drive that comes back each year about this day, from the year ``since`` (0-5) on.

    ``units`` is what it is planned with in the first year.
    """

    month: int
    day: int
    where: str  # a company, or a zone for a drive of the whole zone
    units: int
    facilities: tuple[str, ...] = (GENERAL,)
    since: int = 0

    @property
    def is_zone_wide(self) -> bool:
        return self.where in ZONES


# Over a week apart, and nobody is asked twice within 84 days.
SLOTS = (
    Slot(1, 8, SEWING, 90),
    Slot(1, 16, YARN, 60, (CENTRE,), since=3),
    Slot(2, 25, TOYS, 75, since=2),
    Slot(3, 4, BAC_SONG, 215, (GENERAL, CENTRE)),
    Slot(3, 13, SHOES, 130),
    Slot(4, 7, NAM_CAU, 240, (GENERAL, CENTRE)),
    Slot(4, 17, MOTORS, 80),
    Slot(5, 12, LONGEST, 110, (CENTRE,)),
    Slot(5, 22, PAPER, 45, (NORTH,)),
    Slot(6, 2, BICYCLES, 70),
    Slot(6, 13, DONG_MAY, 180, (GENERAL, CENTRE)),
    Slot(6, 24, PLASTIC, 55, (NORTH,), since=1),
    Slot(7, 9, CABLES, 65, since=5),
    Slot(7, 22, GO_NANG, 130, (GENERAL, NORTH)),
    Slot(8, 12, FOOD, 60),
    Slot(9, 9, BAC_SONG, 170, (GENERAL, CENTRE)),
    Slot(9, 23, STEEL, 85, (CENTRE,)),
    Slot(10, 7, SHOES, 105),
    Slot(11, 5, BEN_TRANG, 120, (GENERAL, NORTH), since=4),
    Slot(11, 19, LONGEST, 95, (CENTRE,), since=3),
    Slot(12, 2, MILK, 35, since=1),
    Slot(12, 10, LIGHTS, 70),
    # After 14/12: in the administrative calendar of the next year.
    Slot(12, 22, PLASTIC, 50, (NORTH,), since=4),
)


@dataclass(frozen=True, slots=True)
class Trouble:
    """What became of a year's slot instead; ``days`` later it is held after all, 0 if it is not."""

    month: int
    day: int
    reason: str
    days: int = 0


# By year, 0-5.
TROUBLES: dict[int, tuple[Trouble, ...]] = {
    0: (Trouble(8, 12, "doanh nghiệp ngừng sản xuất để bảo trì dây chuyền"),),
    1: (Trouble(4, 17, "doanh nghiệp đổi lịch sản xuất", 11),),
    2: (Trouble(6, 2, "nắng nóng gay gắt kéo dài", 32),),
    3: (
        Trouble(6, 24, "doanh nghiệp chưa bố trí được mặt bằng"),
        Trouble(3, 13, "đơn vị tiếp nhận máu bận đợt cấp cứu", 20),
    ),
    4: (Trouble(9, 23, "mưa bão, người lao động nghỉ làm", 22),),
    5: (
        Trouble(1, 16, "doanh nghiệp nghỉ Tết sớm", 33),
        Trouble(5, 22, "doanh nghiệp chuyển nhà xưởng"),
        Trouble(8, 12, "doanh nghiệp có đoàn kiểm tra", 14),
    ),
}

# Units that the province asks of each year; whether the last is reached stays open to the end.
TARGETS = (1650, 1850, 2100, 2300, 2500, 2650)
# Those years in which the national committee asks for more beside.
TARGETS_OF_THE_CENTRE = {3: 2400, 5: 2800}
