"""Official papers as text: their parts, and what is checked before they are issued."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dutyroom.papers.sample_official import sample_official
from dutyroom.rules.official_check import SENTENCES, check_official
from dutyroom.rules.official_text import OfficialText, read_official

TODAY = date(2026, 11, 20)
NOTICES = Path(__file__).resolve().parents[2].parent / "shared" / "real" / "notices"
GOOD = OfficialText(
    title="示例市人民政府办公室关于做好值班工作的通知",
    number="示政办〔2026〕12号",
    addressee="各区县（市）人民政府：",
    body=("一、落实值班。各单位按规定值班。", "（一）人员。不少于2人。", "二、报送信息。"),
    annexes=("值班表",),
    issuers=("示例市人民政府办公室",),
    date="2026年11月5日",
    copies_to="市委办公室，市人大常委会办公室。",
)
HAN = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=1, max_size=30)


def codes(text, form="document"):
    return [finding.code for finding in check_official(text, form, TODAY)]


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"title": ""}, "official.title.empty"),
        ({"title": "值班工作"}, "official.title.form"),
        ({"title": "关于值班工作的通知。"}, "official.title.stop"),
        ({"title": "关于值班工作的请示"}, "official.signers.empty"),
        ({"number": ""}, "official.number.empty"),
        ({"number": "示政办〔2026〕第12号"}, "official.number.di"),
        ({"number": "示政办〔2026〕012号"}, "official.number.zero"),
        ({"number": "示政办[2026]12号"}, "official.number.brackets"),
        ({"addressee": ""}, "official.addressee.empty"),
        ({"addressee": "各区县:"}, "official.addressee.colon"),
        ({"body": ()}, "official.body.empty"),
        ({"body": ("请按时报送,不得迟报。",)}, "official.text.half"),
        ({"body": ("根据示政办（2026）3号文件要求。",)}, "official.text.year"),
        ({"body": ("一、甲", "三、乙")}, "official.text.order"),
        ({"body": ("一、甲", "（一）乙", "（三）丙")}, "official.text.order"),
        ({"annexes": ("值班表。",)}, "official.annex.stop"),
        ({"annexes": ("《值班表》",)}, "official.annex.book"),
        ({"issuers": ()}, "official.issuer.empty"),
        ({"date": ""}, "official.date.empty"),
        ({"date": "二〇二六年十一月五日"}, "official.date.figures"),
        ({"date": "2026年11月05日"}, "official.date.zero"),
        ({"date": "2026年11月31日"}, "official.date.none"),
        ({"date": "2025年11月5日"}, "official.date.far"),
        ({"copies_to": "市委办公室"}, "official.copies.stop"),
    ],
)
def test_each_slip_is_found_and_nothing_else(wrong, code):
    assert codes(GOOD) == []
    assert codes(replace(GOOD, **wrong)) == [code]
    assert code in SENTENCES


def test_what_a_form_does_not_have_is_not_missed():
    assert codes(replace(GOOD, addressee="", issuers=()), "minutes") == []


def test_the_parts_of_the_samples_are_read():
    text = sample_official("document").text
    assert (text.copy_number, text.secrecy, text.urgency) == ("000012", "机密★1年", "特急")
    assert text.number == "示政办〔2026〕12号"
    assert text.annexes == ("政务值班工作检查表（示例）", "突发事件信息报送要素表（示例）")
    assert (text.issuers, text.date, text.note) == (("示例市人民政府办公室",), "2026年11月5日", "（此件公开发布）")
    assert text.printed_by == "示例市人民政府办公室"
    assert [each.mark for each in text.attached] == ["附件1", "附件2"]
    assert len(text.body) == 14
    letter = sample_official("letter").text
    assert letter.note.startswith("（联系人")
    assert [what for what, _ in sample_official("minutes").text.present] == ["出席", "请假", "列席"]


@given(title=HAN, lines=st.lists(HAN, max_size=6))
def test_every_line_of_a_text_stands_in_one_part(title, lines):
    text = read_official("\n".join([title, *lines]))
    parts = [text.title, text.addressee, *text.body, *text.annexes, *text.issuers, text.date, text.note]
    assert "".join(sorted("".join(parts))) == "".join(sorted("".join([title, *lines])))


@given(st.text(max_size=300))
def test_any_text_is_read_and_checked(text):
    for finding in check_official(read_official(text), "document", TODAY):
        assert finding.code in SENTENCES


@pytest.mark.skipif(not NOTICES.is_dir(), reason="the real notices are not on this machine")
def test_real_notices_keep_their_text_and_are_told_what_they_lack():
    for path in sorted(NOTICES.glob("*.txt")):
        said = path.read_text("utf-8")
        text = read_official(said)
        assert text.title
        assert text.title in said
        assert sum(map(len, text.body)) > 0.8 * len("".join(said.split())) - len(text.title) - len(text.addressee)
        assert "official.number.empty" in codes(text)
