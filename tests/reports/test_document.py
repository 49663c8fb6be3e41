"""The half-year report of 2024, whole, as a draft; and the same in HTML, Word and PDF."""

from __future__ import annotations

import io
import json
import re
from datetime import date
from html.parser import HTMLParser

import docx
import pypdf
import pytest
from docx.table import Table
from docx.text.paragraph import Paragraph

from campaigns.models import Committee
from reports.document import report_document
from reports.letter import draft_letter
from reports.periods import preset_period
from reports.renderers import FORMATS, html
from reports.summary import summarise

TODAY = date(2026, 11, 22)

# `_` stands for a no-break space: the room in which a draft is filled in by hand.
REPORT = """
DỰ THẢO
BAN QUẢN LÝ CÁC KHU CÔNG NGHIỆP TỈNH HƯNG YÊN
BAN CHỈ ĐẠO VẬN ĐỘNG HIẾN MÁU TÌNH NGUYỆN CÁC KHU CÔNG NGHIỆP TỈNH HƯNG YÊN
BÁO CÁO
Kết quả tuyên truyền, vận động và tổ chức hiến máu tình nguyện trong các khu công nghiệp tỉnh 6 tháng đầu năm 2024; phương hướng, nhiệm vụ 6 tháng cuối năm 2024
Kính gửi:
- Ủy ban nhân dân tỉnh Hưng Yên;
- Ban Chỉ đạo vận động hiến máu tình nguyện tỉnh Hưng Yên.
Thực hiện Kế hoạch số 03/KH-BCĐHMKCN ngày 05/3/2024 của Ban Chỉ đạo vận động hiến máu tình nguyện các khu công nghiệp tỉnh Hưng Yên (sau đây gọi tắt là Ban Chỉ đạo) về tuyên truyền, vận động và tổ chức hiến máu tình nguyện trong các khu công nghiệp tỉnh năm 2024, Ban Chỉ đạo báo cáo kết quả 6 tháng đầu năm 2024 (từ ngày 01/01/2024 đến ngày 30/6/2024) và phương hướng, nhiệm vụ 6 tháng cuối năm 2024 như sau:
I. CÔNG TÁC CHỈ ĐẠO VÀ TUYÊN TRUYỀN
Ban Chỉ đạo đã ban hành và triển khai Kế hoạch số 03/KH-BCĐHMKCN; tuyên truyền, vận động hưởng ứng Ngày toàn dân hiến máu tình nguyện 07/4/2024, với thông điệp “Hiến giọt máu đào - Trao đời sự sống”.
II. KẾT QUẢ TỔ CHỨC
1. Kết quả các Ngày hội hiến máu tình nguyện
Trong 6 tháng đầu năm 2024, Ban Chỉ đạo đã phối hợp với Viện Huyết học - Truyền máu Trung ương và Bệnh viện Hữu nghị Việt Đức tổ chức 05 Ngày hội hiến máu tình nguyện trong các khu công nghiệp trên địa bàn tỉnh, với trên 1.500 người tham dự, thu được 1.265 đơn vị máu, đạt 105% kế hoạch UBND tỉnh giao, cụ thể:
- Đợt 1: Ngày 09/4/2024, tổ chức tập trung tại khu công nghiệp Phố Nối A, thu được 263 đơn vị máu;
- Đợt 2: Ngày 11/4/2024, tổ chức tại Công ty TNHH TOTO Việt Nam - Chi nhánh Hưng Yên, khu công nghiệp Thăng Long II, thu được 119 đơn vị máu;
- Đợt 3: Ngày 24/4/2024, tổ chức tập trung tại khu công nghiệp Thăng Long II, thu được 560 đơn vị máu;
- Đợt 4: Ngày 23/5/2024, tổ chức tại Công ty TNHH Sews-Components Việt Nam, khu công nghiệp Thăng Long II, thu được 143 đơn vị máu;
- Đợt 5: Ngày 27/5/2024, tổ chức tại Công ty TNHH Mektec Manufacturing (Việt Nam), khu công nghiệp Thăng Long II, thu được 180 đơn vị máu.
Chi tiết từng đợt tại Phụ lục kèm theo Báo cáo này.
2. So với kế hoạch được giao
Lũy kế từ ngày 01/01/2024 đến ngày 30/6/2024 thu được 1.265 đơn vị máu, đạt 105% kế hoạch UBND tỉnh giao năm 2024 (1.200 đơn vị máu [chưa nhập văn bản giao chỉ tiêu]), vượt 65 đơn vị máu.
III. ĐÁNH GIÁ CHUNG
Đến hết ngày 30/6/2024, số đơn vị máu thu được đã vượt kế hoạch UBND tỉnh giao cả năm 2024. Trong 05 Ngày hội, có 02 Ngày hội tổ chức tập trung tại khu công nghiệp, thu được 823 đơn vị máu; 03 Ngày hội tổ chức tại doanh nghiệp, thu được 442 đơn vị máu; bình quân mỗi Ngày hội thu được 253 đơn vị máu. Tại khu công nghiệp Phố Nối A thu được 263 đơn vị máu, tại khu công nghiệp Thăng Long II thu được 1.002 đơn vị máu.
Hạn chế: số người tham dự được tổng hợp chung cả kỳ, chưa theo dõi riêng từng Ngày hội; đơn vị tiếp nhận máu chưa được ghi nhận riêng từng Ngày hội.
IV. PHƯƠNG HƯỚNG, NHIỆM VỤ 6 THÁNG CUỐI NĂM 2024
Theo Kế hoạch số 03/KH-BCĐHMKCN, trong 6 tháng cuối năm 2024, Ban Chỉ đạo triển khai các nhiệm vụ sau:
1. Tiếp tục tuyên truyền, vận động hưởng ứng Chiến dịch Những giọt máu hồng - hè và Chương trình Hành trình Đỏ lần thứ XII.
2. Phối hợp với các đơn vị liên quan tổ chức Ngày hội hiến máu tình nguyện tại Công ty TNHH Điện tử Canon Việt Nam, khu công nghiệp Phố Nối A, dự kiến tháng 7/2024.
3. Tổ chức lại Ngày hội hiến máu tình nguyện đã hoãn tại Công ty TNHH Regina Miracle International Hưng Yên (dự kiến ban đầu ngày 06/6/2024), thời gian chưa ấn định.
Trên đây là kết quả tuyên truyền, vận động và tổ chức hiến máu tình nguyện trong các khu công nghiệp tỉnh 6 tháng đầu năm 2024 và phương hướng, nhiệm vụ 6 tháng cuối năm 2024, Ban Chỉ đạo trân trọng báo cáo./.
Nơi nhận:
- Như trên;
- Lãnh đạo Ban Quản lý các khu công nghiệp tỉnh;
- Hội Chữ thập đỏ tỉnh;
- Thành viên Ban Chỉ đạo;
- Lưu: VT, BCĐ.
TM. BAN CHỈ ĐẠO
TRƯỞNG BAN
PHÓ TRƯỞNG BAN QUẢN LÝ CÁC KHU CÔNG NGHIỆP TỈNH
Nguyễn Văn A
Phụ lục
KẾT QUẢ CÁC NGÀY HỘI HIẾN MÁU TÌNH NGUYỆN 6 THÁNG ĐẦU NĂM 2024
(Kèm theo Báo cáo số_______/BC-BCĐHMKCN ngày______tháng______năm______của Ban Chỉ đạo vận động hiến máu tình nguyện các khu công nghiệp tỉnh Hưng Yên)
Đợt Ngày Khu công nghiệp (địa điểm) Doanh nghiệp nơi tổ chức Đơn vị tiếp nhận máu Đăng ký (người) Tham dự (người) Số đơn vị máu Lũy kế (đơn vị máu) Tỷ lệ so với kế hoạch UBND tỉnh giao (%)
1 09/4/2024 Phố Nối A - ... ... ... 263 263 21,9
2 11/4/2024 Thăng Long II Công ty TNHH TOTO Việt Nam - Chi nhánh Hưng Yên ... ... ... 119 382 31,8
3 24/4/2024 Thăng Long II - ... ... ... 560 942 78,5
4 23/5/2024 Thăng Long II Công ty TNHH Sews-Components Việt Nam ... ... ... 143 1.085 90,4
5 27/5/2024 Thăng Long II Công ty TNHH Mektec Manufacturing (Việt Nam) ... ... ... 180 1.265 105,4
Tổng cộng ... trên 1.500 1.265 1.265 105,4
Ghi chú:
- Dấu “-” ở cột doanh nghiệp: Ngày hội tổ chức tập trung tại khu công nghiệp. Dấu “...”: không có số liệu riêng.
- Số người tham dự được tổng hợp chung cả kỳ. Đơn vị tiếp nhận máu trong kỳ: Viện Huyết học - Truyền máu Trung ương và Bệnh viện Hữu nghị Việt Đức.
- Kế hoạch UBND tỉnh giao năm 2024: 1.200 đơn vị máu. Tỷ lệ tính trên số lũy kế, lấy một chữ số thập phân, không làm tròn lên./.
""".strip().replace("_", "\u00a0").splitlines()  # fmt: skip

# These stand beside others, so each format reads them at another place.
BESIDE = [
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "Độc lập - Tự do - Hạnh phúc",
    "Số:_______/BC-BCĐHMKCN".replace("_", "\u00a0"),
    "Hưng Yên, ngày______tháng______năm______".replace("_", "\u00a0"),
]


@pytest.fixture
def document(demo):
    period = preset_period("h1", 2024, Committee.Calendar.STATISTICAL)
    summary = summarise(demo, period, as_of=TODAY)
    return report_document(summary, draft_letter(demo, today=TODAY))


def squeeze(text: str) -> str:
    """Without white space, which each format breaks as it likes."""
    return re.sub(r"\s+", "", text)


def assert_reads_as_the_report(text: str) -> None:
    """Every line of the report is there, whole and in its order."""
    rest = squeeze(text)
    for line in BESIDE:
        assert squeeze(line) in rest, line
    for line in REPORT:
        _before, found, rest = rest.partition(squeeze(line))
        assert found, f"missing or out of order: {line}"


def html_text(source: str) -> str:
    class Reader(HTMLParser):
        def __init__(self) -> None:
            super().__init__()
            self.text: list[str] = []

        def handle_data(self, data: str) -> None:
            self.text.append(data)

    reader = Reader()
    reader.feed(source)
    return " ".join(reader.text)


def word_text(source: bytes) -> str:
    word = docx.Document(io.BytesIO(source))
    parts = []
    for block in word.iter_inner_content():
        if isinstance(block, Paragraph):
            parts.append(block.text)
        elif isinstance(block, Table):
            for row in block.rows:
                cells = dict.fromkeys(cell._tc for cell in row.cells)  # a merged cell once
                parts += ["".join(node.text or "" for node in tc.iter() if node.tag.endswith("}t"))
                          for tc in cells]  # fmt: skip
    return " ".join(parts)


def pdf_text(source: bytes) -> str:
    """Without the page numbers, each of which stands first on its page."""
    pages = pypdf.PdfReader(io.BytesIO(source)).pages
    return " ".join(re.sub(r"^\s*\d\s*\n", "", page.extract_text()) for page in pages)


def test_the_html_reads_as_the_report(document):
    assert_reads_as_the_report(html_text(html.render(document)))


def test_the_word_file_reads_as_the_report(document):
    assert_reads_as_the_report(word_text(FORMATS["docx"].render(document)))


def test_the_pdf_reads_as_the_report(document):
    assert_reads_as_the_report(pdf_text(FORMATS["pdf"].render(document)))


def test_nothing_but_the_report_is_printed(document):
    """The HTML holds no word that the expected text has not."""
    rest = squeeze(html_text(html.render(document)))
    for line in [*BESIDE, *REPORT]:
        rest = rest.replace(squeeze(line), "", 1)

    assert rest == ""


def test_gaps_are_marked_and_proposed_texts_told_apart(document):
    source = html.render(document)

    assert "<mark>[chưa nhập văn bản giao chỉ tiêu]</mark>" in source
    assert source.count('class="body proposed"') == 3


def test_the_word_file_is_a_vietnamese_a4_page_of_our_own(document):
    word = docx.Document(io.BytesIO(FORMATS["docx"].render(document)))
    section = word.sections[0]

    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    assert word.styles["Normal"].font.name == "Times New Roman"
    assert word.core_properties.author == document.summary.committee.name
    assert word.core_properties.created.year > 2013
    assert word.core_properties.language == "vi-VN"
    assert word.core_properties.comments == ""


def test_the_pdf_is_tagged_titled_and_in_the_times_face(document):
    reader = pypdf.PdfReader(io.BytesIO(FORMATS["pdf"].render(document)))
    root = reader.trailer["/Root"]
    fonts = {
        str(font.get_object()["/BaseFont"])
        for page in reader.pages
        for font in page["/Resources"]["/Font"].values()
    }

    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "vi-VN"
    assert reader.metadata.title.startswith("Báo cáo kết quả tuyên truyền")
    assert all("TeXGyreTermes" in font or "TimesNewRoman" in font for font in fonts)


def test_the_json_keeps_its_contract(document):
    data = json.loads(FORMATS["json"].render(document))

    assert data["period"] == {
        "name": "6 tháng đầu năm 2024",
        "from": "2024-01-01",
        "to": "2024-06-30",
    }
    assert data["units"] == 1265
    assert data["drives"][1] | {"facilities": []} == {
        "round": 2,
        "date": "2024-04-11",
        "form": "company",
        "zone": "Thăng Long II",
        "host": "Công ty TNHH TOTO Việt Nam - Chi nhánh Hưng Yên",
        "venue": None,
        "facilities": [],
        "units": 119,
        "cumulative": 382,
        "registered": None,
        "attended": None,
        "attended_hedge": None,
    }
    assert data["targets"] == [
        {
            "assigned_by": "UBND tỉnh",
            "year": 2024,
            "units": 1200,
            "reached": 1265,
            "percent": "105.4",
        }
    ]
    assert [each["date"] for each in data["upcoming"]] == ["2024-07"]
    assert [each["date"] for each in data["postponed"]] == ["2024-06-06"]
    assert data["warnings"]
