"""Pinned plans, past searches, words that mean the same: each officer's own, the office's with its entries."""

from __future__ import annotations

import pytest

from dutyroom.actions.plan_reading import KEPT_MOST, clear_searches, note_search, pin_plan, unpin_plan
from dutyroom.actions.plans import void_plan
from dutyroom.actions.search_words import add_search_words, change_search_words, restore_search_words
from dutyroom.data.queries.journal import last_entries
from dutyroom.data.queries.plan_reading import past_searches, pinned_plans
from dutyroom.data.queries.search_near import search_plans_widely
from dutyroom.data.queries.search_words import understood, word_groups
from dutyroom.rules.alike import AddSearchWords, ChangeSearchWords, RestoreSearchWords
from dutyroom.rules.plan import VoidPlan
from dutyroom.rules.refusal import Refusal
from tests.samples import Room
from tests.ui.plans_kept import keep

ONE = ((1, "1", "总则", "组织群众疏散，准备沙袋。"), (1, "2", "电话", "拨打火警。"))


@pytest.fixture
def plan(room: Room) -> int:
    return keep(room, "示例市抗震应急预案", ONE)


def officer(room: Room, name: str) -> int:
    return room.people[name].id


def do(room: Room, name: str, action, *args):
    return room.do(action, *args, by=name)


def test_pins_are_each_officers_own_and_withdrawn_plans_leave(room: Room, plan: int) -> None:
    do(room, "李秀英", pin_plan, plan)
    do(room, "李秀英", pin_plan, plan)
    assert room.read(pinned_plans, officer(room, "李秀英")) == [plan]
    assert room.read(pinned_plans, officer(room, "张伟")) == []
    assert room.read(pinned_plans, None) == []
    room.do(void_plan, VoidPlan(id=plan, reason="示例"))
    assert room.read(pinned_plans, officer(room, "李秀英")) == []
    do(room, "李秀英", unpin_plan, plan)
    with pytest.raises(Refusal):
        do(room, "李秀英", pin_plan, 999)


def test_searches_are_kept_once_the_last_first_and_forgotten(room: Room) -> None:
    for words in ("沙袋", "群众 疏散", " 沙袋 ", "水"):
        do(room, "李秀英", note_search, words)
        room.wait(minutes=1)
    mine = officer(room, "李秀英")
    assert room.read(past_searches, mine) == ["沙袋", "群众 疏散"]
    assert room.read(past_searches, officer(room, "张伟")) == []
    for n in range(KEPT_MOST + 3):
        do(room, "李秀英", note_search, f"词语{n}")
        room.wait(minutes=1)
    kept = room.read(past_searches, mine, 200)
    assert (len(kept), kept[0]) == (KEPT_MOST, f"词语{KEPT_MOST + 2}")
    do(room, "李秀英", clear_searches)
    assert room.read(past_searches, mine) == []


def found(room: Room, words: str) -> list[str]:
    return [hit.section for hit in room.read(search_plans_widely, words).hits]


def test_shipped_words_are_changed_switched_off_and_put_back(room: Room, plan: int) -> None:
    assert found(room, "撤离群众") == [] or "1 总则" in found(room, "群众撤离")
    assert found(room, "撤离") == ["1 总则"]
    group = next(group for group in room.read(word_groups) if group.key == "evacuate")
    do(room, "李秀英", change_search_words, ChangeSearchWords(words=group.words, active=False, key=group.key))
    assert found(room, "撤离") == []
    entry = room.read(last_entries, 1)[0]
    assert "疏散" in (entry.text or "")
    off = next(group for group in room.read(word_groups) if group.key == "evacuate")
    assert (off.active, off.is_changed) == (False, True)
    with pytest.raises(Refusal) as refused:
        do(room, "李秀英", change_search_words, ChangeSearchWords(words=group.words, key=group.key))
    assert refused.value.code == "record.changed_meanwhile"
    do(room, "李秀英", restore_search_words, RestoreSearchWords(key="evacuate", version=off.version))
    assert found(room, "撤离") == ["1 总则"]
    with pytest.raises(Refusal):
        do(room, "李秀英", restore_search_words, RestoreSearchWords(key="none-such", version=1))


def test_words_of_the_office_count_at_once_and_stand_below_the_word_itself(room: Room, plan: int) -> None:
    keep(room, "示例市物资预案", ((1, "1", "物资", "备好麻袋。"),))
    assert found(room, "麻袋") == ["1 物资"]
    number = do(room, "李秀英", add_search_words, AddSearchWords(words=("沙袋", "麻袋", " ")))
    assert found(room, "麻袋") == ["1 物资", "1 总则"]
    assert room.read(understood, "麻袋")[0].alike == ("沙袋",)
    own = next(group for group in room.read(word_groups) if group.id == number)
    assert own.words == ("沙袋", "麻袋")
    asked = ChangeSearchWords(words=("沙袋", "草袋"), id=number, version=own.version)
    do(room, "李秀英", change_search_words, asked)
    assert found(room, "麻袋") == ["1 物资"]
    with pytest.raises(Refusal) as refused:
        do(room, "李秀英", add_search_words, AddSearchWords(words=("沙袋",)))
    assert (refused.value.code, refused.value.field) == ("words.few", "words")
    with pytest.raises(Refusal):
        do(room, "李秀英", change_search_words, ChangeSearchWords(words=("一二", "三四"), id=999))
