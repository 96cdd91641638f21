"""Search over matters: titles before texts, void ones left out, secret ones by their title, an index that is rebuilt."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest

from dutyroom.actions.supervision import set_up_supervision
from dutyroom.data.index import renew_index
from dutyroom.data.queries.search_matters import search_notices, search_supervision
from dutyroom.data.verify import check_store
from dutyroom.rules.matter import StepKind
from dutyroom.rules.supervision import Basis, SetUpSupervision
from tests.actions.matters import Flow


@pytest.fixture
def register(room):
    """Two notices about sandbags, one in its text only; a void one; a supervised matter."""
    Flow(room, title="防汛值守", document_number="豫汛〔2026〕1号", content="请各区县清点沙袋并报数")
    Flow(room, title="沙袋调拨", document_number="豫汛〔2026〕2号", required="今晚到位")
    Flow(room, title="沙袋登记错误", document_number="").plain(StepKind.VOID, "重复")
    asked = SetUpSupervision(basis=Basis.MEETING, title="泵站改造（示例）", asked="备足沙袋", source="常务会议")
    room.do(set_up_supervision, asked)
    return room


def titles(room, words: str, search=search_notices) -> list[str]:
    return [hit.title for hit in room.read(search, words).hits]


def test_a_title_that_says_the_word_stands_before_a_text(register):
    assert titles(register, "沙袋") == ["沙袋调拨", "防汛值守"]
    hit = register.read(search_notices, "沙袋").hits[1]
    assert "清点沙袋并报数" in hit.snippet
    start, end = hit.marks[0]
    assert hit.snippet[start:end] == "沙袋"
    assert hit.kind == "notice"
    assert "收〔2026〕1号" in hit.section
    assert hit.at == register.now


def test_a_notice_is_found_by_its_document_number_and_its_sender(register):
    assert titles(register, "豫汛〔2026〕2号") == ["沙袋调拨"]
    assert set(titles(register, "防汛抗旱指挥部")) == {"沙袋调拨", "防汛值守"}


def test_supervision_is_found_apart(register):
    assert titles(register, "沙袋", search_supervision) == ["泵站改造（示例）"]
    assert titles(register, "泵站") == []


def test_what_is_asked_beyond_the_limit_is_counted(register):
    found = register.read(search_notices, "沙袋", 1)
    assert (len(found.hits), found.count, found.more) == (1, 2, False)
    assert register.read(search_notices, " ").hits == ()


def test_a_lost_index_is_noticed_and_rebuilt_as_it_was(register):
    path = register.folder / "dutyroom.db"
    asked = ("沙袋", "豫汛〔2026〕2号", "防汛抗旱指挥部", "今晚到位")
    before = [titles(register, words) for words in asked]
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("DELETE FROM matter_index WHERE rowid = 2")
        connection.commit()
    with register.store.reading() as session:
        problems = check_store(session, register.store.attachments).problems
    assert [problem.code for problem in problems] == ["index.missing"]
    assert titles(register, "沙袋") == ["防汛值守"]
    renew_index(path)
    assert [titles(register, words) for words in asked] == before
    assert titles(register, "沙袋", search_supervision) == ["泵站改造（示例）"]
    with register.store.reading() as session:
        assert check_store(session, register.store.attachments).ok
