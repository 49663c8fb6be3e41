"""How reading an old text grows with its length: `make bench`. No database is asked.

Each row is a piece repeated; four times the text should take about four times as long.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from time import process_time

import django

# Each repeated to some ten pages: what could make a phrase try the same words over and over.
TIRING = [
    *("a", "1", "1.", "1.111.", "(", '"', "\n", "Phố ", "- ", "A. ", "\u0301\u0316", "5\t"),
    *("ngày 9/4/2024, ", "9/4/2024 - ", "Đợt 1: ", "263 đơn vị máu ", "thu được 263 đơn vị máu, "),
    *("tại Công ty A ", "tại Công ty a", "tại khu công nghiệp A ", "gần 5 người ", "Chiến dịch "),
    *("đạt 5% kế hoạch (5 đơn vị), ", "sau 5 đợt thu được 5 đơn vị máu; ", "vượt 5 đơn vị máu, "),
    *("6 tháng đầu năm 2024 ", "Kế hoạch số 03/KH-BCĐ ngày 5/3/2024 của a về ", "Bệnh viện A, "),
    *("ngày 9/4/2024 hoãn sang ngày 10/4/2024 ", "phối hợp với Bệnh viện A, ", "7 giờ 30 phút "),
    *(
        "Đợt\tNgày\tSố đơn vị máu\n1\t9/4/2024\t5\n",
        "1\t9/4/2024\t5\n",
        "thông điệp “a",
        "lũy kế, ",
    ),
    "Ngày 9/4/2024 hiến máu tại khu công nghiệp A thu được 263 đơn vị máu. ",
]


def main() -> None:
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings_for_tests")
    django.setup()
    from donations.texts import LONGEST
    from tests.donations.reading_aloud import HALF_YEAR

    print(f"{LONGEST} ký tự; gấp mấy lần một phần tư của nó")
    for piece in (HALF_YEAR, *TIRING):
        quarter, whole = (_seconds(piece, length) for length in (LONGEST // 4, LONGEST))
        print(f"{whole:6.2f} s  {whole / quarter:4.1f} ×  {piece[:50]!r}")


def _seconds(piece: str, length: int) -> float:
    from donations.texts import read_text

    text = (piece * (length // len(piece) + 1))[:length]
    start = process_time()
    read_text(text)
    return process_time() - start


if __name__ == "__main__":
    main()
