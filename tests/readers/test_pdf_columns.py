"""PDF pages with two columns, with both, and with tables: read as a person reads them."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from dutyroom.readers.opening import open_document, open_reading
from dutyroom.readers.reading import Reader

FONT = "STSong-Light"
LEFT = [f"左栏第{n}段说明抢险队伍在接到通知之后应当立即到岗并向指挥部报到。" for n in range(1, 7)]
RIGHT = [f"右栏第{n}段说明物资仓库在接到通知之后应当立即装车并运往指定地点。" for n in range(1, 7)]
WIDE = 16


def rows_of(text: str, wide: int = WIDE) -> list[str]:
    text = "　　" + text
    return [text[at : at + wide] for at in range(0, len(text), wide)]


class Printing:
    """A page under the pen; text goes where it is told."""

    def __init__(self, path: Path) -> None:
        pdfmetrics.registerFont(UnicodeCIDFont(FONT))
        self.canvas = Canvas(str(path), pagesize=A4)
        self.begin()

    def begin(self) -> None:
        self.canvas.setFont(FONT, 12)

    def put(self, x: float, y: float, text: str) -> None:
        self.canvas.drawString(x, y, text)

    def columns(self, top: float, *, order: str) -> float:
        """Two columns from ``top`` down: written column by column, row by row, or in no order."""
        sides = [[row for text in texts for row in rows_of(text)] for texts in (LEFT, RIGHT)]
        pieces = [(x, top - 18 * n, row) for x, rows in ((60, sides[0]), (310, sides[1])) for n, row in enumerate(rows)]
        if order == "rows":
            pieces.sort(key=lambda piece: (-piece[1], piece[0]))
        elif order == "uneven rows":
            pieces = sorted(((x, y - (3 if x > 300 else 0), t) for x, y, t in pieces), key=lambda p: -p[1])
        elif order == "shuffled":
            random.Random(3).shuffle(pieces)
        for piece in pieces:
            self.put(*piece)
        return min(y for _, y, _ in pieces) - 30

    def turn(self) -> None:
        self.canvas.showPage()
        self.begin()


def lines(path: Path) -> list[str]:
    return ["".join(line.text.split("　")) for line in open_document(path).lines]


@pytest.mark.parametrize("order", ["columns", "rows", "uneven rows", "shuffled"])
def test_two_columns_are_read_one_after_the_other(tmp_path: Path, order: str) -> None:
    page = Printing(tmp_path / "a.pdf")
    page.columns(760, order=order)
    page.canvas.save()
    assert lines(tmp_path / "a.pdf") == [*LEFT, *RIGHT]


@pytest.mark.parametrize("order", ["columns", "rows"])
def test_lines_over_both_columns_part_them(tmp_path: Path, order: str) -> None:
    head = "以下是关于抢险队伍和物资仓库两个方面的说明，请各单位认真阅读并且遵照执行"
    middle = "以上是第一部分的全部内容，以下是第二部分的全部内容，两部分同样重要不可偏废"
    page = Printing(tmp_path / "a.pdf")
    page.put(60, 780, head)
    below = page.columns(750, order=order)
    page.put(60, below, middle)
    page.columns(below - 30, order=order)
    page.canvas.save()
    assert lines(tmp_path / "a.pdf") == [head, *LEFT, *RIGHT, middle, *LEFT, *RIGHT]


def test_pages_of_one_and_of_two_columns(tmp_path: Path) -> None:
    whole = [
        f"第{n}段通栏文字说明本预案适用于全市行政区域内洪涝灾害的预防和处置，各单位应当按照职责分工做好各项准备工作。"
        for n in range(1, 9)
    ]
    page = Printing(tmp_path / "a.pdf")
    for turn in range(2):
        for n, row in enumerate(row for text in whole for row in rows_of(text, 36)):
            page.put(72, 760 - 18 * n, row)
        page.turn()
        if not turn:
            page.columns(760, order="rows")
            page.turn()
    page.canvas.save()
    assert lines(tmp_path / "a.pdf") == [*whole, *LEFT, *RIGHT, *whole]


def test_rows_of_a_table_are_lines_with_their_cells_parted(tmp_path: Path) -> None:
    table = [("单位", "联系人", "电话"), ("示例局值班室", "张示例", "0371-60000001"), ("示例水务公司", "李示例", "13900000000"), ("示例医院", "王示例", "0371-60000003")]  # fmt: skip
    page = Printing(tmp_path / "a.pdf")
    page.put(72, 780, "附件 示例市防汛联系方式一览表")
    for n, cells in enumerate(table):
        for x, cell in zip((72, 240, 380), cells, strict=True):
            page.put(x, 740 - 24 * n, cell)
    page.put(72, 600, "以上号码每月核对一次，有变化的及时报告。")
    page.canvas.save()
    assert lines(tmp_path / "a.pdf") == [
        "附件 示例市防汛联系方式一览表",
        *(" | ".join(cells) for cells in table),
        "以上号码每月核对一次，有变化的及时报告。",
    ]


def test_a_contents_page_and_a_list_are_no_tables(tmp_path: Path) -> None:
    page = Printing(tmp_path / "a.pdf")
    page.put(260, 790, "目 录")
    for n, (title, number) in enumerate((("1 总则", "1"), ("2 组织体系", "3"), ("3 应急响应", "8"), ("4 附则", "12"))):
        page.put(72, 750 - 20 * n, title)
        page.put(500, 750 - 20 * n, number)
    for n in range(3):
        page.put(72, 600 - 20 * n, f"（{n + 1}）")
        page.put(130, 600 - 20 * n, f"第{n + 1}支队伍立即出发。")
    page.canvas.save()
    assert not any(" | " in line for line in lines(tmp_path / "a.pdf"))


def test_a_list_of_short_lines_beside_long_ones_is_no_column(tmp_path: Path) -> None:
    page = Printing(tmp_path / "a.pdf")
    for n in range(8):
        page.put(60, 760 - 20 * n, f"第{n}项")
        page.put(330, 760 - 20 * n, "说明")
    page.canvas.save()
    assert lines(tmp_path / "a.pdf")[:2] == ["第0项 | 说明", "第1项 | 说明"]


def a_pdf_of_pages(path: Path, count: int) -> Path:
    """A PDF whose pages all share one text, written by hand: its size does not grow with what is drawn."""
    text = b"BT /F1 12 Tf 72 700 Td (The plan applies to the whole city.) Tj ET"
    kids = " ".join(f"{number} 0 R" for number in range(5, 5 + count))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Count {count}/Kids[{kids}]>>".encode(),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        b"<</Length %d>>stream\n%b\nendstream" % (len(text), text),
        *[b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 3 0 R>>>>>>"] * count,
    ]
    made, places = bytearray(b"%PDF-1.4\n"), []
    for number, content in enumerate(objects, 1):
        places.append(len(made))
        made += b"%d 0 obj\n%b\nendobj\n" % (number, content)
    start = len(made)
    made += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    made += b"".join(b"%010d 00000 n \n" % place for place in places)
    made += b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    path.write_bytes(bytes(made))
    return path


def test_ten_thousand_pages_are_read_or_given_up_in_their_time(tmp_path: Path) -> None:
    path = a_pdf_of_pages(tmp_path / "endless.pdf", 10_000)
    (tmp_path / "next.txt").write_text("示例预案\n1 总则\n下一个文件适用本预案。\n", encoding="utf-8")
    with Reader(seconds=2) as reader:
        reading = reader.read_plan(path)
        assert (reading.result, reading.detail) in (("ok", ""), ("too-large", "file.time"))
        assert reader.read_plan(tmp_path / "next.txt").result == "ok"
    reading = open_reading(a_pdf_of_pages(tmp_path / "few.pdf", 3), plan=True)
    assert reading.result == "ok"
