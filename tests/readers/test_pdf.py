"""PDF files, made here with reportlab."""

from __future__ import annotations

from pathlib import Path

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from dutyroom.readers.document import ReadFailure
from dutyroom.readers.opening import open_reading
from dutyroom.readers.pdf import read_pdf

WORDS = ["river", "gauge", "water", "level", "leader", "sluice", "pump", "storm", "watch", "boat", "road", "bridge"]


def body(page: int) -> list[str]:
    """Three lines cut at one margin, different on every page."""
    first, second = WORDS[page % 12], WORDS[(page * 5 + 3) % 12]
    return [
        f"When the {first:7}rises over the mark the duty officer calls the gauge keeper",
        f"and reads the {second:7}twice, writes both into the log and tells the leaders at",
        f"once; the leader of the {first} decides within ten minutes.",
    ]


def made(path: Path, pages: int, encrypt: StandardEncryption | None = None) -> Path:
    canvas = Canvas(str(path), pagesize=A4, encrypt=encrypt)
    for page in range(1, pages + 1):
        canvas.drawString(72, 800, "Duty room handbook 2026")
        canvas.drawString(72, 760, f"{page} Chapter number {page}")
        for row, text in enumerate(body(page)):
            canvas.drawString(72, 730 - 16 * row, text)
        canvas.drawString(280, 40, f"- {page} -")
        canvas.showPage()
    canvas.save()
    return path


def test_running_heads_and_page_numbers_go_and_paragraphs_are_joined(tmp_path: Path) -> None:
    lines = [" ".join(line.text.split()) for line in read_pdf(made(tmp_path / "plan.pdf", 4)).lines]
    assert lines == [
        text
        for page in range(1, 5)
        for text in (f"{page} Chapter number {page}", " ".join(" ".join(body(page)).split()))
    ]


def test_the_outline_of_a_pdf(tmp_path: Path) -> None:
    plan = open_reading(made(tmp_path / "plan.pdf", 3), plan=True).plan
    assert plan is not None
    assert [(s.level, s.number, s.title) for s in plan.sections] == [
        (1, str(page), f"Chapter number {page}") for page in (1, 2, 3)
    ]


def result(path: Path) -> tuple[str, str]:
    with pytest.raises(ReadFailure) as failure:
        read_pdf(path)
    return failure.value.result, failure.value.detail


def test_a_password_is_named(tmp_path: Path) -> None:
    path = made(tmp_path / "plan.pdf", 1, StandardEncryption("secret", canPrint=1))
    assert result(path) == ("encrypted", "file.encrypted")


def test_a_scan_has_no_text(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "scan.pdf"))
    canvas.rect(72, 72, 200, 200, fill=1)
    canvas.showPage()
    canvas.save()
    assert result(tmp_path / "scan.pdf") == ("no-text", "file.scanned")


@pytest.mark.parametrize("share", [0.3, 0.7, 0.95])
def test_a_truncated_file_is_damaged_and_not_half_imported(tmp_path: Path, share: float) -> None:
    path = made(tmp_path / "plan.pdf", 60)
    content = path.read_bytes()
    path.write_bytes(content[: int(len(content) * share)])
    assert result(path)[0] == "damaged"


def test_a_chinese_plan_cut_at_the_margin_over_two_pages(tmp_path: Path) -> None:
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    canvas = Canvas(str(tmp_path / "预案.pdf"), pagesize=A4)
    text = "坚持人民至上、生命至上，以维护人民群众生命财产安全和社会大局稳定为防汛工作的出发点，" * 6 + "完毕。"
    rows = [
        "某市防汛应急预案",
        "1 总则",
        "1.1 编制目的",
        *(text[at : at + 30] for at in range(0, len(text), 30)),
        "2 附则",
    ]
    for number, page in enumerate((rows[:7], rows[7:]), start=1):
        canvas.setFont("STSong-Light", 14)
        for row, line in enumerate(page):
            canvas.drawString(72, 760 - 20 * row, line)
        canvas.drawString(290, 40, f"— {number} —")
        canvas.showPage()
    canvas.save()
    plan = open_reading(tmp_path / "预案.pdf", plan=True).plan
    assert plan is not None
    assert plan.title == "某市防汛应急预案"
    assert [(s.level, s.title, s.body) for s in plan.sections] == [
        (1, "总则", ""),
        (2, "编制目的", text),
        (1, "附则", ""),
    ]


def printed(path: Path, pages: list[list[tuple[float, float, str]]], *, size: float = 12, title: str = "") -> Path:
    """A Chinese PDF of these texts, each at its place."""
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    canvas = Canvas(str(path), pagesize=A4)
    if title:
        canvas.setTitle(title)
    for page in pages:
        for x, y, text in page:
            canvas.setFont("STSong-Light", size if len(text) > 1 or not text.isdigit() else 9)
            canvas.drawString(x, y, text)
        canvas.showPage()
    canvas.save()
    return path


def set_in_columns(text: str, *, width: int = 36, indent: float = 24) -> list[tuple[float, str]]:
    """A paragraph cut at the margin, its first line indented by position and no sign at the head of a line."""
    lines, begin = [], 0
    room = width - int(indent // 12)
    while begin < len(text):
        end = begin + room
        while text[end : end + 1] and text[end] in "，。、；：”）":
            end -= 1
        lines.append((72 + (indent if begin == 0 else 0), text[begin:end]))
        begin, room = end, width
    return lines


PARTS = [
    ("h", "1 总则"),
    ("h", "1.1 编制目的"),
    ("p", "为建立“统一指挥、专常兼备、反应灵敏、上下联动”的应急管理体制，规范Ⅰ级、Ⅱ级、Ⅲ级、Ⅳ级应急响应行为，制定本预案。"),
    ("h", "2 应急响应"),
    ("h", "2.1 启动条件"),
    ("p", "（1）一次灾害过程出现下列情况之一的：死亡十人以上三十人以下；紧急转移安置或者需要紧急生活救助一万人以上十万人以下。"),
    ("p", "（2）派出由市应急局负责人带队、有关部门参加的工作组赴灾区核查灾情，指导和帮助当地政府开展抢险救援和受灾群众救助工作"),
    ("p", "短句。"),
    ("h", "2.2 响应措施"),
    ("p", "各成员单位“靠前一步”，按照职责分工做好抢险救援、医疗救治、物资调运、信息发布、善后处置等各项应急处置工作，直至响应终止为止。"),
    ("h", "3 附则"),
    ("p", "自印发之日起施行。"),
]  # fmt: skip


def laid_out() -> list[tuple[float, str]]:
    rows: list[tuple[float, str]] = []
    for kind, text in PARTS:
        rows += set_in_columns(text) if kind == "p" else [(72, text)]
    return rows


def test_paragraphs_indented_by_position_are_joined(tmp_path: Path) -> None:
    rows = laid_out()
    pages = [
        [(x, 740 - 20 * row, text) for row, (x, text) in enumerate(rows[at : at + 9])] for at in range(0, len(rows), 9)
    ]
    pages[0] = [(200, 780, "某市防汛应急预案"), *pages[0]]
    lines = [line.text for line in read_pdf(printed(tmp_path / "a.pdf", pages)).lines]
    assert lines == ["某市防汛应急预案", *(text for _, text in PARTS)]


def test_what_is_printed_here_reads_back_with_the_same_headings(tmp_path: Path) -> None:
    rows = laid_out()
    path = printed(tmp_path / "a.pdf", [[(x, 780 - 20 * row, text) for row, (x, text) in enumerate(rows)]])
    plan = open_reading(path, plan=True).plan
    assert plan is not None
    numbers = [f"{s.number} {s.title}" for s in plan.sections]
    assert numbers == ["1 总则", "1.1 编制目的", "2 应急响应", "2.1 启动条件", "2.2 响应措施", "3 附则"]


def headed(first: list[tuple[float, float, str]], head: str, *, on_first: bool) -> list[list[tuple[float, float, str]]]:
    """Four pages with a running head and different text."""
    signs = "江河湖泊水库堤坝闸泵站塘渠"
    text = [
        [(72, 700 - 20 * row, f"第{signs[page * 3 + row]}段各单位按照职责做好工作。") for row in range(3)]
        for page in range(4)
    ]
    running = [(220, 800, head)]
    return [[*(running if page or on_first else []), *(first if not page else []), *text[page]] for page in range(4)]


def test_a_title_that_later_pages_repeat_at_their_head_stays(tmp_path: Path) -> None:
    pages = headed([(200, 740, "某市防汛应急预案")], "某市防汛应急预案", on_first=False)
    lines = [line.text for line in read_pdf(printed(tmp_path / "a.pdf", pages)).lines]
    assert lines.count("某市防汛应急预案") == 1
    plan = open_reading(tmp_path / "a.pdf", plan=True).plan
    assert plan is not None
    assert (plan.title, plan.kind) == ("某市防汛应急预案", "special")


@pytest.mark.parametrize(
    ("head", "stated", "title"),
    [
        ("某市防汛应急预案", "", "某市防汛应急预案"),
        ("某市值班要则", "某市值班要则", "某市值班要则"),
        ("内部资料", "", "a"),
    ],
)
def test_a_title_that_stands_in_the_running_head_only(tmp_path: Path, head: str, stated: str, title: str) -> None:
    path = printed(tmp_path / "a.pdf", headed([], head, on_first=True), title=stated)
    assert all(head not in line.text for line in read_pdf(path).lines)
    plan = open_reading(path, plan=True).plan
    assert plan is not None
    assert plan.title == title


def test_of_two_pages_the_running_head_stays_on_the_first(tmp_path: Path) -> None:
    path = printed(
        tmp_path / "a.pdf",
        [[*page, (290, 40, str(n))] for n, page in enumerate(headed([], "第2号表", on_first=True)[:2], 1)],
    )
    lines = [line.text for line in read_pdf(path).lines]
    assert lines[0] == "第2号表"
    assert (lines.count("第2号表"), len(lines)) == (1, 7)


def test_a_running_head_is_not_the_title_where_the_page_has_one(tmp_path: Path) -> None:
    path = printed(tmp_path / "a.pdf", headed([(200, 740, "某市防汛应急预案")], "防汛工作手册", on_first=True))
    plan = open_reading(path, plan=True).plan
    assert plan is not None
    assert plan.title == "某市防汛应急预案"


def test_the_head_of_a_table_and_a_number_in_it_are_no_running_head(tmp_path: Path) -> None:
    pages = [
        [(72, 760, "某市值班电话"), (72, 740, "单位和电话"), (72, 720, f"甲{sign}局"), (72, 700, str(number))]
        for sign, number in zip("东南西北", (110, 119, 120, 122), strict=True)
    ]
    lines = [line.text for line in read_pdf(printed(tmp_path / "a.pdf", pages)).lines]
    assert [line for line in lines if line.isdigit()] == ["110", "119", "120", "122"]
    assert lines.count("单位和电话") == 4


def test_text_that_runs_up_the_page_is_joined_as_it_is_read(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "a.pdf"), pagesize=A4)
    canvas.rotate(90)
    rows = [text for page in range(1, 5) for text in (f"{page} Chapter number {page}", *body(page))]
    for row, text in enumerate(rows):
        canvas.drawString(72, -60 - 16 * row, text)
    canvas.showPage()
    canvas.save()
    lines = [" ".join(line.text.split()) for line in read_pdf(tmp_path / "a.pdf").lines]
    assert lines[:4:2] == ["1 Chapter number 1", "2 Chapter number 2"]
    assert lines[1] == " ".join(" ".join(body(1)).split())


def test_a_hyphen_at_the_end_of_a_line_is_lost_within_a_word_only(tmp_path: Path) -> None:
    rows = ["本预案自2026年10月1日-", "7日试行，电话由甲-", "乙线接转。", "The evacu-", "ation starts."]
    path = printed(tmp_path / "a.pdf", [[(72, 760 - 20 * row, text) for row, text in enumerate(rows)]])
    said = "".join(line.text for line in read_pdf(path).lines)
    assert "10月1日-7日" in said
    assert "甲-乙线" in said
    assert "evacuation" in said


@pytest.mark.parametrize("angle", [90, -90])
def test_a_line_that_runs_up_or_down_beside_upright_text_is_kept(tmp_path: Path, angle: int) -> None:
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    aside = ["附件3 应急物资一览表", "值班电话见封底"]
    canvas = Canvas(str(tmp_path / "a.pdf"), pagesize=A4)
    for text in aside:
        canvas.setFont("STSong-Light", 12)
        canvas.saveState()
        canvas.translate(560 if angle > 0 else 30, 300)
        canvas.rotate(angle)
        canvas.drawString(0, 0, text)
        canvas.restoreState()
        for row in range(12):
            canvas.drawString(80, 740 - 20 * row, f"第{row}组{text[:2]}由街道办事处落实人员和车辆。")
        canvas.showPage()
    canvas.save()
    lines = [line.text for line in read_pdf(tmp_path / "a.pdf").lines]
    assert [line for line in lines if line in aside] == aside
    assert len(lines) == 26


def test_rows_that_reach_the_margin_are_not_joined(tmp_path: Path) -> None:
    rows = [f"某某街道办事处 {sign}某某 主任 0371-6718123{n}" for n, sign in enumerate("赵钱孙李周吴郑王")]
    path = printed(tmp_path / "a.pdf", [[(72, 760 - 20 * row, text) for row, text in enumerate(rows)]])
    assert [line.text for line in read_pdf(path).lines] == rows


def test_two_columns_keep_their_own_margins(tmp_path: Path) -> None:
    rows = [(x - 40, text) for x, text in (part for _, said in PARTS[2::3] for part in set_in_columns(said, width=18))]
    left = [(x, 780 - 18 * row, text) for row, (x, text) in enumerate(rows)]
    right = [(x + 270, y, text) for x, y, text in left]
    lines = [line.text for line in read_pdf(printed(tmp_path / "a.pdf", [[*left, *right]])).lines]
    assert lines == [text for _, text in PARTS[2::3]] * 2


def test_articles_stay_apart_and_a_number_in_a_cut_sentence_is_no_heading(tmp_path: Path) -> None:
    said = [
        "第三十条",
        "违反本办法规定，有下列行为之一的，由应急管理部门责令限期改正，并按照本办法第二十八条第（一）项的规定予以处理",
        "第三十一条",
        "违反本办法第十二条第一款、第十三条第二款、第十四条规定的，由有关主管部门按照各自职责责令改正，对第十六条第（二）项所列情形从重处理。",
    ]
    rows = [row for text in said for row in (set_in_columns(text) if len(text) > 8 else [(72, text)])]
    path = printed(tmp_path / "a.pdf", [[(x, 760 - 20 * row, text) for row, (x, text) in enumerate(rows)]])
    assert [line.text for line in read_pdf(path).lines] == said


def test_page_numbers_in_words_go(tmp_path: Path) -> None:
    pages = [[*page, (270, 40, f"Page {n} of 4")] for n, page in enumerate(headed([], "手册", on_first=True), 1)]
    assert not any("Page" in line.text for line in read_pdf(printed(tmp_path / "a.pdf", pages)).lines)
