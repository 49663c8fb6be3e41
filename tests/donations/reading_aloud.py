"""What tests of reading ask of a text: what a fact's words say."""

from __future__ import annotations

from donations.texts.facts import Reading, Words

# Our own sentences around the items of a half-year's news.
HALF_YEAR = """Tin hoạt động 6 tháng đầu năm 2024.

Thực hiện Kế hoạch số 03/KH-BCĐHMKCN ngày 5/3/2024 của Ban Chỉ đạo về tuyên truyền và tổ chức hiến \
máu tình nguyện năm 2024, Ban Chỉ đạo đã hưởng ứng “Ngày toàn dân hiến máu tình nguyện 07/4/2024” \
với thông điệp Hiến giọt máu đào - Trao đời sự sống”.

Trong 6 tháng đầu năm 2024, Ban Chỉ đạo phối hợp với Viện Huyết học - Truyền máu Trung ương, \
Bệnh viện Hữu nghị Việt Đức đã tổ chức được 05 Ngày hội, trên 1.500 người tham dự, thu được 1.265 \
đơn vị máu, đạt 105% kế hoạch UBND tỉnh được giao, cụ thể:

- Đợt 1: Ngày 9/4/2024 tổ chức tập trung tại khu công nghiệp Phố Nối A thu được 263 đơn vị máu.
- Đợt 2: Ngày 11/4/2024 tổ chức tại Công ty TNHH TOTO Việt Nam - Chi nhánh Hưng Yên, khu công \
nghiệp Thăng Long II thu được 119 đơn vị máu.
- Đợt 3: Ngày 24/4/2024 tổ chức tập trung tại khu công nghiệp Thăng Long II thu được 560 đơn vị máu.
- Đợt 4: Ngày 23/5/2024, tổ chức tại Công ty TNHH Sews-Components Việt Nam, khu công nghiệp Thăng \
Long II thu được 143 đơn vị máu.
- Đợt 5: Ngày 27/5/2024, tổ chức tại Công ty TNHH Mektec Manufacturing (Việt Nam), khu công nghiệp \
Thăng Long II thu được 180 đơn vị máu.

Thời gian tới, Ban Chỉ đạo sẽ thực hiện Chiến dịch những giọt máu hồng - hè và Chương trình \
“Hành trình đỏ” lần thứ XII; tổ chức Ngày hội tại Công ty TNHH Điện tử Canon Việt Nam, khu công \
nghiệp Phố Nối A dự kiến vào tháng 7 năm 2024.
"""


def said(reading: Reading, *words: Words) -> list[str]:
    return [reading.text[each.start : each.end] for each in words]


def unread(reading: Reading) -> list[str]:
    return said(reading, *reading.unread)


def findings(reading: Reading) -> list[str]:
    return [found.text for found in reading.contradictions]
