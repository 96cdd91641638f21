"""Tables of registers: headings in any order and language, titles above them, rows that say something or nothing."""

from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

import pytest

from dutyroom.rules.contact_table import Sheet
from dutyroom.rules.matter import MatterKind, State, StepKind
from dutyroom.rules.matter_import import ImportedMatter, Reading, RowFault, read_row
from dutyroom.rules.matter_table import field_of, read_tables
from dutyroom.rules.notice import Channel
from dutyroom.rules.refusal import Refusal

HOW = Reading(datetime(2026, 11, 23, 7, tzinfo=UTC), ZoneInfo("Asia/Shanghai"), time(18))
HEADS = ("序号", "收文日期", "来文单位", "文　　号", "标 题", "密级", "紧急程度", "承办单位", "办结时限", "办理结果")


def table_of(*rows, heads=HEADS, name="Sheet1", above=()):
    return read_tables([Sheet(name, (*above, heads, *rows))])


def row_of(**cells):
    usual = {"标题": "关于防汛的通知", "来文单位": "省防指", "收文日期": "2026-11-02"}
    said = {**usual, **cells}
    table = read_tables([Sheet("s", (tuple(said), tuple(said.values())))])
    return read_row(table.records[0], HOW)


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("标 题", "title"), ("文件标题", "title"), ("Title", "title"), ("发文字号", "document_number"),
        ("文　　号：", "document_number"), ("document_number", "document_number"), ("收文日期（年月日）", "received_at"),
        ("Received at", "received_at"), ("承办处室*", "lead"), ("紧急\n程度", "urgency"), ("领导批示意见", "instruction"),
        ("序号", None), ("联系电话", None),
    ],
)  # fmt: skip
def test_a_heading_is_known_with_blanks_brackets_and_in_both_languages(heading, field):
    assert field_of(heading) == field


def test_the_headings_are_found_under_a_merged_title_and_the_year_is_taken_from_it():
    title = ("某市政府办公室2026年收文登记簿",) * len(HEADS)
    table = table_of(("1", "1月5日", "省政府办公厅", "豫政办[2026]1号", "通知"), above=(title, ()))
    assert (table.records[0].row, table.records[0].year) == (4, 2026)
    assert table.columns["序号"] is None
    assert table.headings["document_number"] == "文 号"
    row = read_row(table.records[0], HOW)
    assert isinstance(row, ImportedMatter)
    assert row.notice.document_number == "豫政办〔2026〕1号"
    assert row.received_at.astimezone(HOW.zone).date().isoformat() == "2026-01-05"


def test_blank_rows_repeated_headings_and_month_lines_are_no_rows():
    table = table_of(("",) * 10, HEADS, ("一月份",) * 10, ("1", "2026-01-05", "省政府", "", "通知"))
    assert [record.row for record in table.records] == [5]


def test_vague_headings_take_what_the_others_leave():
    alone = read_tables([Sheet("s", (("日期", "内容", "来文单位"), ("2026-1-5", "通知", "省政府")))])
    assert alone.headings == {"received_at": "日期", "title": "内容", "source": "来文单位"}
    beside = read_tables(
        [Sheet("s", (("收文日期", "来文日期", "标题", "内容"), ("2026-1-5", "2026-1-4", "通知", "报送")))]
    )
    assert beside.headings == {
        "received_at": "收文日期", "document_on": "来文日期", "title": "标题", "required": "内容",
    }  # fmt: skip


def test_a_table_without_headings_is_refused_with_the_way_out():
    with pytest.raises(Refusal) as refused:
        read_tables([Sheet("s", (("甲", "乙"), ("1", "2")))])
    assert refused.value.code == "import.matter.headings"


@pytest.mark.parametrize(
    ("cells", "state"),
    [
        ({}, State.RECEIVED),
        ({"拟办意见": "拟请水务处办理"}, State.PROPOSED),
        ({"领导批示": "同意"}, State.INSTRUCTED),
        ({"承办单位": "市水利局"}, State.ASSIGNED),
        ({"承办单位": "市水利局", "办结日期": "2026-11-10"}, State.CLOSED),
        ({"办理结果": "已办结"}, State.CLOSED),
        ({"办理结果": "正在办理"}, State.RECEIVED),
        ({"归档号": "2026-永久-1"}, State.FILED),
        ({"状态": "在办"}, State.IN_HAND),
        ({"状态": "已作废"}, State.VOID),
    ],
)
def test_how_far_it_is_follows_from_what_is_filled_in(cells, state):
    assert row_of(**cells).state is state


def test_what_the_columns_tell_becomes_steps_and_nothing_is_lost():
    row = row_of(拟办意见="拟请水务处办理", 领导批示="同意", 承办单位="市水利局", 办理结果="正在办理", 备注="电话催过")
    assert [(step.kind, step.text or step.unit) for step in row.steps] == [
        (StepKind.RECEIVE, ""),
        (StepKind.PROPOSE, "拟请水务处办理"),
        (StepKind.INSTRUCT, "同意"),
        (StepKind.ASSIGN, "市水利局"),
        (StepKind.NOTE, "电话催过"),
        (StepKind.NOTE, "正在办理"),
    ]
    assert row.outcome == ""


def test_of_a_secret_paper_only_its_line_is_taken():
    row = row_of(密级="机密★5年", 办理要求="阅后收回", 备注="存保险柜", 领导批示="同意", 份号="000016")
    assert (row.notice.secrecy, row.notice.secrecy_years, row.notice.copy_numbers) == ("机密", 5, "000016")
    assert (row.notice.required, row.outcome, row.left_out) == ("", "", True)
    assert not any(step.text for step in row.steps)


@pytest.mark.parametrize(
    ("cells", "field", "code"),
    [
        ({"标题": ""}, "title", "matter.title.empty"),
        ({"来文单位": ""}, "source", "notice.source.empty"),
        ({"收文日期": ""}, "received_at", "import.matter.received"),
        ({"收文日期": "十一月"}, "received_at", "import.matter.day"),
        ({"收文日期": "2027-01-05"}, "received_at", "matter.received.future"),
        ({"紧急程度": "很急"}, "urgency", "import.matter.word"),
        ({"密级": "核心"}, "secrecy", "import.matter.word"),
        ({"份数": "若干"}, "copies", "import.matter.count"),
        ({"份数": "0"}, "copies", "notice.copies.wrong"),
        ({"来文方式": "鸽子"}, "channel", "import.matter.word"),
        ({"状态": "不详"}, "state", "import.matter.word"),
        ({"办结时限": "2026-11-01"}, "due_at", "notice.deadline.before"),
        ({"办结日期": "2026-11-01"}, "closed_at", "import.matter.closed"),
        ({"办理步骤": "[{}]"}, "steps", "import.matter.part"),
        ({"发文日期": "2026-11-20"}, "document_on", "notice.document_on.future"),
    ],
)
def test_a_row_that_cannot_be_registered_says_which_field_and_why(cells, field, code):
    fault = row_of(**{"备注": "一", **cells})
    assert isinstance(fault, RowFault)
    assert (fault.row, fault.field, fault.code) == (2, field, code)
    assert fault.value == next(iter(cells.values()))


@pytest.mark.parametrize(
    ("cells", "channel", "urgency"),
    [
        ({}, Channel.PAPER, ""),
        ({"紧急程度": "特提"}, Channel.TELEGRAM, "特提"),
        ({"紧急程度": "急件"}, Channel.PAPER, "加急"),
        ({"紧急程度": "平急", "来文方式": "传真"}, Channel.FAX, "平件"),
        ({"紧急程度": "普通", "来文方式": "来电"}, Channel.TELEPHONE, "平件"),
    ],
)
def test_channel_and_urgency_in_the_words_of_offices(cells, channel, urgency):
    row = row_of(**cells)
    assert (row.notice.channel, row.notice.urgency) == (channel, urgency)


@pytest.mark.parametrize(
    ("number", "numbered"),
    [
        ("收〔2026〕12号", (2026, 12)), ("收[2025]7号", (2025, 7)), ("0012", (2026, 12)), ("甲-3", None), ("", None),
    ],
)  # fmt: skip
def test_the_number_of_the_register_is_kept_where_it_is_one(number, numbered):
    row = row_of(收文号=number)
    assert (row.numbered, row.former, row.kind) == (numbered, number, MatterKind.NOTICE)
