"""Document numbers as they are typed, and the one form they are kept in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dutyroom.rules.document_number import first_number, normal_number, whole_number
from dutyroom.rules.passage import levelled

WRITTEN = {
    "豫政办〔2026〕12号": [
        "豫政办〔2026〕12号", "豫政办[2026]12号", "豫政办(2026)12号", "豫政办（2026）12号", "豫政办【2026】12号", "豫政办﹝2026﹞12号",
        "豫政办［２０２６］１２号", "豫政办2026〕12号", "豫政办〔2026 12号", "豫政办〔2026〕第12号", "豫政办〔2026〕012号", "豫政办〔2026〕第 012 号",
        "豫 政 办 〔 2026 〕 12 号", "豫政办\n〔2026〕12号", "豫政办〔2026〕\n12号", "豫政辦〔2026〕12號", "（豫政办〔2026〕12号）", "豫政办〔2 0 2 6〕1 2号",
        "文号：豫政办〔2026〕12号", "特急　豫政办〔2026〕12号", "根据豫政办〔2026〕12号", "豫政办〔二〇二六〕12号", "豫政办〔2026〕十二号",
    ],
    "国办发明电〔2021〕3号": ["国办发明电〔2021〕3号", "国办发明电[2021]第3号", "国办发明\n电〔2021〕3号", "特提·明电　国办发明电〔2021〕3号"],
    "京财采购〔2007〕173号": ["京财采购 [2007]173号"],
    "〔2026〕3号": ["〔2026〕3号", "（2026）3号"],
    "汛电12号": ["汛电12号", "汛电 第 12 号"],
    "第12号": ["第12号", "（第12号）", "第十二号"],
    "2026年第3号": ["2026年第3号", "（2026年第3号）", "二〇二六年第3号"],
    "示例省人民政府令第212号": ["示例省人民政府令第212号", "示例省人民政府令\n第 212 号"],
    "第18期": ["第18期", "值班快报第18期"],
    "2026年第5次": ["（2026年第5次）"],
}  # fmt: skip
NONE = ["", "无文号", "豫政办〔2026〕号", "2026年11月25日", "传真件", "12号楼", "豫政办12", "〔2026〕", "第3条"]


@pytest.mark.parametrize(("number", "text"), [(number, text) for number, texts in WRITTEN.items() for text in texts])
def test_every_way_of_writing_becomes_one(number: str, text: str) -> None:
    assert normal_number(text) == number


@pytest.mark.parametrize("text", NONE)
def test_what_is_no_number_is_kept_as_it_was_typed(text: str) -> None:
    assert first_number(levelled(text)) is None
    assert normal_number(f"  {text} ") == text


def test_the_place_is_that_of_the_number_alone() -> None:
    text = "特急 豫政办明电〔2026〕12号 签发人：王示例"
    found = first_number(levelled(text))
    assert found is not None
    assert text[found[1] : found[2]] == "豫政办明电〔2026〕12号"
    assert whole_number(levelled(text)) is None


@given(
    st.text("豫政办国发电〔〕[]（）【】第号期次年 0123456789１２一二十〇令公告\n关于的通知根据特急", max_size=30)
    | st.text(max_size=20)
)
def test_normalising_twice_changes_nothing(text: str) -> None:
    once = normal_number(text)
    assert normal_number(once) == once


@given(st.text("豫政办国水应急厅函发电", min_size=1, max_size=8), st.integers(1990, 2099), st.integers(1, 99999))
def test_a_number_in_the_standards_form_stays(organ: str, year: int, serial: int) -> None:
    number = f"{organ}〔{year}〕{serial}号"
    assert normal_number(number) == number
    assert normal_number(f"{organ}（{year}）第{serial:06}号") == number
