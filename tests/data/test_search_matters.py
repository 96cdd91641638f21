"""Search over matters: titles before texts, void ones left out, secret ones by their title, an index that is rebuilt."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest

from dutyroom.actions.matters import close
from dutyroom.actions.notices import correct_notice
from dutyroom.actions.supervision import set_up_supervision
from dutyroom.data.index import renew_index
from dutyroom.data.queries.search_matters import search_notices, search_supervision
from dutyroom.data.startup import open_store
from dutyroom.data.verify import check_store
from dutyroom.rules.matter import StepKind
from dutyroom.rules.matter_steps import Close
from dutyroom.rules.notice import CorrectNotice
from dutyroom.rules.supervision import Basis, SetUpSupervision
from tests.actions.matters import Flow, a_notice


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


def test_what_a_step_says_is_found_and_how_the_matter_ended(room):
    flow = Flow(room, title="水库值守", content="请加密巡查")
    flow.propose("拟请示范水务处牵头")
    flow.assign("水务处")
    flow.answer("水务处", "溢洪道已清淤完毕")
    flow.close("闸门检修完成，可以销号")
    for words in ("示范水务处", "溢洪道", "销号", "加密巡查"):
        assert titles(room, words) == ["水库值守"], words
    assert "溢洪道已清淤完毕" in room.read(search_notices, "溢洪道").hits[0].snippet


def test_a_correction_keeps_what_the_steps_said(room):
    flow = Flow(room, title="水库值守")
    flow.propose("拟请示范水务处牵头")
    facts = a_notice(title="水库值班")
    room.do(correct_notice, CorrectNotice(id=flow.id, version=flow.full.matter.version, facts=facts, reason="误记"))
    assert titles(room, "示范水务处") == titles(room, "值班") == ["水库值班"]
    assert titles(room, "水库值守") == []


def test_supervision_is_found_by_its_outcome(register):
    register.do(close, Close(id=4, text="三座泵站已验收", despite="限期内已报"))
    assert titles(register, "已验收", search_supervision) == ["泵站改造（示例）"]


def test_a_store_of_an_earlier_version_gets_the_words_of_its_steps_at_the_next_start(room):
    Flow(room, title="水库值守").propose("拟请示范水务处牵头")
    room.store.close()
    with closing(sqlite3.connect(room.store.path)) as connection, connection:
        connection.execute("UPDATE matter_index SET words = ''")
        connection.execute("DELETE FROM store_note WHERE key = 'step_words'")
    for _ in range(2):
        store = open_store(room.folder)
        with store.reading() as session:
            assert [hit.title for hit in search_notices(session, "示范水务处").hits] == ["水库值守"]
        store.close()
