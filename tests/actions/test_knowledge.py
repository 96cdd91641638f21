"""The knowledge shelf in a store: put on, changed, checked, taken off, put back, undone, found."""

from datetime import date

import pytest

from dutyroom.actions.hotline_classes import complete_classes
from dutyroom.actions.knowledge import (
    add_knowledge,
    change_knowledge,
    check_knowledge,
    undo_knowledge,
    withdraw_knowledge,
)
from dutyroom.actions.search_words import add_search_words
from dutyroom.data.index import renew_index
from dutyroom.data.queries.journal import last_entries
from dutyroom.data.queries.knowledge import (
    KnowledgeSearch,
    find_knowledge,
    knowledge_item,
    knowledge_rows,
    search_knowledge,
    suggest_knowledge,
)
from dutyroom.data.verify import check_store
from dutyroom.rules.alike import AddSearchWords
from dutyroom.rules.knowledge import (
    AddKnowledge,
    ChangeKnowledge,
    CheckKnowledge,
    KnowledgeFacts,
    Stale,
    WithdrawKnowledge,
)
from dutyroom.rules.refusal import Refusal
from tests.samples import Room

TODAY = date(2026, 11, 23)
PERMIT = KnowledgeFacts(
    question="居住证怎么办理？",
    answer="带身份证和租房合同到居住地派出所申请，十五个工作日内领取。",
    code="100203",
    unit="公安局",
    source="公安局告知单（样例）",
)
HEAT = KnowledgeFacts(
    question="今年什么时候开始供暖？",
    answer="十一月十五日开始，室温不低于十八度。",
    code="030402",
    unit="热力公司",
    source="供热用热条例（样例）",
    valid_until=date(2027, 3, 15),
)
BUS = KnowledgeFacts(
    question="老年人坐公交要钱吗？", answer="六十五岁以上免费。", unit="公交公司", source="公交公司（样例）"
)


def shelved(room):
    complete_classes(room.store)
    for facts in (PERMIT, HEAT, BUS):
        room.do(add_knowledge, AddKnowledge(facts=facts))


@pytest.fixture
def room(tmp_path):
    room = Room(tmp_path / "room").open(live=shelved)
    yield room
    room.store.close()


def item(room, question):
    return next(row for row in room.read(knowledge_rows, TODAY) if row.question == question)


def found(room, words):
    return [hit.title for hit in room.read(search_knowledge, words, 20, TODAY).hits]


def refused(room, action, *asked):
    with pytest.raises(Refusal) as refusal:
        room.do(action, *asked)
    return refusal.value.code


def test_what_is_put_on_the_shelf_is_checked_by_who_wrote_it_and_stands_in_the_journal(room):
    row = item(room, PERMIT.question)
    assert row.facts == PERMIT
    assert (row.checked_on, row.checked_by, row.stale) == (TODAY, "李秀英", Stale.NOT)
    assert row.class_name() == "公共安全 / 户籍和出入境 / 居住证"
    entry = room.read(last_entries, 1)[0]
    assert (entry.event, entry.text) == ("knowledge.added", BUS.question)
    assert room.read(check_store, room.store.attachments).ok


@pytest.mark.parametrize(
    ("words", "titles"),
    [
        ("居住证", [PERMIT.question]),
        ("租房合同", [PERMIT.question]),
        ("派出所 居住", [PERMIT.question]),
        ("热力公司", [HEAT.question]),
        ("jzz", [PERMIT.question]),
        ("zzzm", [PERMIT.question]),
        ("kaishigongnuan", [HEAT.question]),
        ("zm", []),
        ("没有这样的", []),
    ],
)
def test_an_item_is_found_by_question_answer_unit_and_pinyin_from_any_syllable_on(room, words, titles):
    assert found(room, words) == titles


def test_the_search_takes_words_that_mean_the_same_as_every_other_search_does(room):
    assert found(room, "暂住证") == []
    room.do(add_search_words, AddSearchWords(words=("暂住证", "居住证")))
    assert found(room, "暂住证") == [PERMIT.question]


def test_the_index_written_anew_finds_the_same(room):
    before = {words: found(room, words) for words in ("居住证", "jzz", "公司", "免费")}
    renew_index(room.store.path)
    assert {words: found(room, words) for words in before} == before
    assert room.read(check_store, room.store.attachments).ok


def test_a_caller_s_sentence_is_answered_by_what_says_most_of_it_and_nothing_by_a_sentence_about_nothing(room):
    def suggested(typed, **named):
        return [row.question for row in room.read(suggest_knowledge, typed, TODAY, **named)]

    assert suggested("我外地来的想问一下居住证在哪里办理")[0] == PERMIT.question
    assert suggested("家里暖气还没来，供暖是什么时候开始")[0] == HEAT.question
    assert suggested("路上有一条狗") == []
    assert suggested("你") == []
    assert suggested("公司", limit=1) == suggested("公司")[:1]


def test_a_stale_answer_is_flagged_and_suggested_after_a_fresh_one(room):
    room.wait(days=181)
    today = date(2027, 5, 23)
    rows = {row.question: row.stale for row in room.read(knowledge_rows, today)}
    assert rows == {PERMIT.question: Stale.OLD, HEAT.question: Stale.EXPIRED, BUS.question: Stale.OLD}
    hits = room.read(search_knowledge, "公司", 20, today).hits
    assert {hit.title: hit.stale for hit in hits} == {HEAT.question: "expired", BUS.question: "old"}
    fresh = KnowledgeFacts(question="居住证如何办理？", answer="网上申请。", source="公安局（样例）")
    room.do(add_knowledge, AddKnowledge(facts=fresh))
    likely = room.read(suggest_knowledge, "请问我的居住证怎么办理才好", today)
    assert [row.question for row in likely] == [fresh.question, PERMIT.question]


def test_a_changed_item_is_found_by_its_new_words_only_and_one_key_undoes_it(room):
    row = item(room, BUS.question)
    facts = KnowledgeFacts(question="老人乘车优惠", answer="六十岁半价。", unit="公交公司", source="公交公司（样例）")
    undo = room.do(change_knowledge, ChangeKnowledge(id=row.id, version=row.version, facts=facts))
    assert (found(room, "免费"), found(room, "半价")) == ([], [facts.question])
    again = room.do(undo_knowledge, undo)
    assert (found(room, "免费"), found(room, "半价")) == ([BUS.question], [])
    room.do(undo_knowledge, again)
    assert found(room, "半价") == [facts.question]
    assert refused(room, undo_knowledge, undo) == "record.changed_meanwhile"
    assert room.read(check_store, room.store.attachments).ok


def test_two_who_change_the_same_item_meet(room):
    row = item(room, BUS.question)
    change = ChangeKnowledge(id=row.id, version=row.version, facts=HEAT)
    mine = ChangeKnowledge(id=row.id, version=row.version, facts=BUS, checked=False)
    assert refused(room, change_knowledge, change) == "knowledge.question.twice"
    assert refused(room, change_knowledge, mine) == "knowledge.same"
    room.do(check_knowledge, CheckKnowledge(id=row.id, version=row.version, until=date(2027, 1, 1)))
    assert refused(room, change_knowledge, mine) == "record.changed_meanwhile"


def test_a_check_makes_a_stale_answer_fresh_until_its_new_day(room):
    room.wait(days=181)
    today = date(2027, 5, 23)
    row = next(row for row in room.read(knowledge_rows, today) if row.question == HEAT.question)
    past = CheckKnowledge(id=row.id, version=row.version, until=date(2027, 3, 15))
    assert refused(room, check_knowledge, past) == "knowledge.until.past"
    room.do(check_knowledge, CheckKnowledge(id=row.id, version=row.version, until=date(2028, 3, 15)))
    now = room.read(knowledge_item, row.id, today)
    assert (now.stale, now.valid_until, now.checked_on) == (Stale.NOT, date(2028, 3, 15), today)


def test_what_is_taken_off_the_shelf_is_found_no_more_and_one_key_puts_it_back(room):
    row = item(room, PERMIT.question)
    assert refused(room, withdraw_knowledge, WithdrawKnowledge(id=row.id, version=row.version)) == "knowledge.reason"
    undo = room.do(withdraw_knowledge, WithdrawKnowledge(id=row.id, version=row.version, reason="改为网上办理"))
    assert found(room, "居住证") == []
    off = room.read(knowledge_item, row.id, TODAY)
    assert (off.active, off.reason) == (False, "改为网上办理")
    assert [each.id for each in room.read(find_knowledge, KnowledgeSearch(withdrawn=True, words="居住"), TODAY)] == [
        row.id
    ]
    change = ChangeKnowledge(id=row.id, version=off.version, facts=PERMIT)
    assert refused(room, change_knowledge, change) == "knowledge.withdrawn"
    room.do(undo_knowledge, undo)
    assert found(room, "居住证") == [PERMIT.question]
    assert room.read(check_store, room.store.attachments).ok


def test_the_filter_narrows_by_class_unit_and_what_is_stale_and_words_bring_the_best_first(room):
    def kept(**named):
        return [row.question for row in room.read(find_knowledge, KnowledgeSearch(**named), TODAY)]

    assert kept() == [HEAT.question, PERMIT.question, BUS.question], "by class, those without one last"
    assert kept(code="03") == [HEAT.question]
    assert kept(unit="公司") == [HEAT.question, BUS.question]
    assert kept(stale=True) == []
    assert kept(words="公交") == [BUS.question]
    assert kept(words="公交", code="03") == []


def test_what_cannot_stand_on_the_shelf_is_refused(room):
    assert refused(room, add_knowledge, AddKnowledge(facts=PERMIT)) == "knowledge.question.twice"
    wrong = KnowledgeFacts(question="问", answer="答", source="源", code="999999")
    assert refused(room, add_knowledge, AddKnowledge(facts=wrong)) == "knowledge.class"
    assert refused(room, check_knowledge, CheckKnowledge(id=99, version=1)) == "knowledge.unknown"
