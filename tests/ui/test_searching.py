"""Searching as one types: newest question only, both registers, stubs last; jobs keep through the courier."""

from __future__ import annotations

import threading

import pytest

from dutyroom.data.trouble import Trouble
from dutyroom.rules.refusal import Refusal
from dutyroom.ui.searching import NewestQuestion, Searching
from tests.actions.matters import Flow
from tests.ui.plans_kept import FLOOD, keep, library, settled


@pytest.fixture
def answers():
    return []


@pytest.fixture
def searching(courier):
    return Searching(courier, courier)


KINDS = [
    *(
        "briefing",
        "directory",
        "hotline",
        "incident",
        "journal",
        "knowledge",
        "notice",
        "plan",
        "preparation",
        "supervision",
    ),
    "warning",
]


def test_words_are_found_in_plans_notices_and_log(qtbot, courier, room, searching, answers):
    plans = library(room)
    room.start()
    flow = Flow(room, title="关于启动四级响应的通知（示例）")
    seq = room.write("二七区嵩山路积水，启动Ⅳ级响应")
    searching.ask("四级响应", lambda kind, hits: answers.append((kind, hits)))
    settled(qtbot, courier, lambda: len(answers) == len(KINDS))
    found = dict(answers)
    assert [hit.id for hit in found["notice"]] == [flow.id]
    assert found["supervision"] == found["incident"] == []
    assert {hit.id for hit in found["plan"]} == {plans["flood"], plans["quake"], plans["stub"]}
    assert [hit.text_missing for hit in found["plan"]] == sorted(hit.text_missing for hit in found["plan"])
    assert found["plan"][-1].id == plans["stub"]
    assert next(hit.id for hit in found["journal"]) == seq
    assert found["plan"][0].section_id is not None


def test_terms_of_a_filter_narrow_matters_and_one_that_cannot_be_finds_nothing(
    qtbot, courier, room, searching, answers
):
    room.start()
    flow = Flow(room, title="关于启动四级响应的通知（示例）")
    for words, found in (("四级响应 state:open", [flow.id]), ("四级响应 state:over", []), ("响应 state:bar", [])):
        answers.clear()
        searching.ask(words, lambda kind, hits: answers.append((kind, hits)))
        settled(qtbot, courier, lambda: len(answers) == len(KINDS))
        assert [hit.id for kind, hits in answers for hit in hits] == found
        assert {kind for kind, hits in answers if hits} <= {"notice"}


def test_only_the_newest_words_are_answered(qtbot, courier, room, searching):
    library(room)
    heard = []
    for words in ("防", "防汛", "防汛应", "地震"):
        searching.ask(words, lambda kind, hits, words=words: heard.append((words, kind)))
    settled(qtbot, courier, lambda: len(heard) >= 7)
    assert sorted(heard) == [("地震", kind) for kind in KINDS]


def test_blanks_are_answered_at_once_and_overtake_what_was_asked(qtbot, courier, room, searching, answers):
    library(room)
    searching.ask("防汛", lambda kind, hits: answers.append((kind, len(hits))))
    searching.ask("  ", lambda kind, hits: answers.append((kind, len(hits))))
    assert sorted(answers) == [(kind, 0) for kind in KINDS]
    settled(qtbot, courier)
    assert len(answers) == len(KINDS)


def test_of_many_questions_while_one_is_under_way_only_the_last_is_asked(qtbot, courier, answers):
    asked = []
    gate = threading.Event()

    def slow(_session, number):
        asked.append(number)
        gate.wait(5)
        return number

    question = NewestQuestion(courier, courier)
    for number in range(20):
        question.ask(slow, number, then=answers.append)
    gate.set()
    settled(qtbot, courier, lambda: answers == [19])
    assert asked == [0, 19]


def test_a_question_that_fails_is_announced_and_the_next_is_answered(qtbot, courier, answers):
    def broken(_session):
        raise Trouble("store.locked", path="x")

    question = NewestQuestion(courier, courier)
    with qtbot.waitSignal(courier.troubled):
        question.ask(broken, then=answers.append)
    question.ask(lambda _session: "well", then=answers.append)
    settled(qtbot, courier, lambda: answers == ["well"])


def test_a_job_keeps_on_the_writing_thread_and_waits_for_it(qtbot, courier, room, answers):
    names = []

    def kept(desk, title):
        names.append(threading.current_thread().name)
        desk.journal("plan.imported", text=title)
        return title

    def job():
        names.append(threading.current_thread().name)
        return courier.keep(kept, "one"), courier.keep(kept, "two")

    with qtbot.waitSignals([courier.changed, courier.changed]):
        courier.work_long(courier, job, then=answers.append)
    settled(qtbot, courier, lambda: answers == [("one", "two")])
    assert [name.rsplit("_", 1)[0] for name in names] == ["long work", "writing", "writing"]


def test_what_is_refused_to_a_job_is_raised_there_and_leaves_nothing(qtbot, courier, room, answers):
    before = keep(room, "河南省防汛应急预案", FLOOD)

    def refuse(desk):
        desk.journal("plan.imported", text="never")
        raise Refusal("plan.unknown", id=before)

    def job():
        try:
            courier.keep(refuse)
        except Refusal as refusal:
            return refusal.code
        return "kept"

    courier.work_long(courier, job, then=answers.append)
    settled(qtbot, courier, lambda: answers == ["plan.unknown"])


def test_a_paper_does_not_wait_for_a_long_job(qtbot, courier, answers):
    gate = threading.Event()
    courier.work_long(courier, gate.wait, 10, then=answers.append)
    courier.work(courier, lambda: "paper", then=answers.append)
    qtbot.waitUntil(lambda: answers == ["paper"])
    assert not courier.is_idle()
    gate.set()
    settled(qtbot, courier, lambda: answers == ["paper", True])
