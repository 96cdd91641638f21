"""The plan library on a real file, read by a real reader."""

import sqlite3
from datetime import date
from pathlib import Path

import pytest

from dutyroom.actions.importing import import_plans
from dutyroom.actions.plans import change_plan, index_plans, keep_in_slices, keep_plan, restore_plan, void_plan
from dutyroom.data.index import waiting_texts
from dutyroom.data.queries.plans import plan_in_full, plan_rows
from dutyroom.data.queries.search_near import search_plans_widely
from dutyroom.data.queries.search_plans import search_plans
from dutyroom.data.startup import open_store
from dutyroom.data.verify import attachment_path, check_store
from dutyroom.readers.reading import Reader, gather_files
from dutyroom.rules.plan import ChangePlan, KeepPlan, VoidPlan
from dutyroom.rules.refusal import Refusal

FLOOD = """城市防汛应急预案（测试）
1 总则
1.1 编制目的
为做好城区内涝处置，制定本预案。
2 响应措施
2.1 Ⅳ级响应
防汛办应急响应启动后，泵站值守人员十五分钟内到岗。
2.2 Ⅲ级响应
转移低洼地区群众。
"""


@pytest.fixture
def shelf(tmp_path: Path):
    """A folder of files to import, apart from the store."""
    (tmp_path / "shelf").mkdir()
    return tmp_path / "shelf"


def _import(room, *paths):
    with Reader() as reader:
        return import_plans(gather_files(paths), reader, lambda keep: room.do(keep_plan, keep))


def test_a_file_becomes_a_plan_with_sections_that_are_found(room, shelf):
    path = shelf / "防汛.txt"
    path.write_text(FLOOD, encoding="gb18030")
    (result,) = _import(room, path)
    assert (result.result, result.plan) == ("imported", 1)
    plan = room.read(plan_in_full, 1)
    assert [(s.level, s.number, s.title) for s in plan.sections] == [
        (1, "1", "总则"),
        (2, "1.1", "编制目的"),
        (1, "2", "响应措施"),
        (2, "2.1", "Ⅳ级响应"),
        (2, "2.2", "Ⅲ级响应"),
    ]
    for words in ("四级响应", "IV级响应", "4级响应", "四级应急响应", "泵", "泵站 到岗", "防汛应急预案"):
        found = room.read(search_plans, words)
        assert found.hits, words
        assert found.hits[0].id == 1
    assert room.read(search_plans, "四级响应").hits[0].section == "2.1 Ⅳ级响应"
    assert room.read(search_plans, "群众低洼").hits == ()
    near = room.read(search_plans_widely, "群众低洼")
    assert near.near
    assert [hit.section for hit in near.hits] == ["2.2 Ⅲ级响应"]
    assert [near.hits[0].snippet[start:end] for start, end in near.hits[0].marks] == ["低洼", "群众"]
    assert not room.read(search_plans_widely, "低洼地区").near
    assert room.read(search_plans_widely, "火星登陆器失联").hits == ()
    assert room.read(check_store, room.store.attachments).ok
    assert attachment_path(room.store.attachments, plan.plan.attachment).read_bytes() == path.read_bytes()


def test_the_same_text_in_another_file_is_the_same_plan(room, shelf):
    (shelf / "a.txt").write_text(FLOOD, encoding="utf-8")
    (shelf / "b.txt").write_text(FLOOD, encoding="utf-16")
    assert [(r.result, r.plan) for r in _import(room, shelf)] == [("imported", 1), ("same", 1)]
    assert len(room.read(plan_rows)) == 1


def test_headings_without_text_are_a_stub_and_bad_files_stop_nothing(room, shelf):
    (shelf / "1.txt").write_text(
        "某市城镇燃气应急预案\n1 总则 1.1 目的\n1.2 依据\n2 响应 2.1 分级\n2.2 措施\n3 附则\n", encoding="utf-8"
    )
    (shelf / "2.pdf").write_bytes(b"%PDF-1.4 broken")
    (shelf / "3.docx").write_bytes(b"\x89PNG\r\n\x1a\n" + b"\0" * 100)
    (shelf / "4.txt").write_text(FLOOD, encoding="utf-8")
    assert [r.result for r in _import(room, shelf)] == ["stub", "damaged", "unsupported", "imported"]
    assert {p.title: p.text_missing for p in room.read(plan_rows)} == {
        "城市防汛应急预案（测试）": False,
        "某市城镇燃气应急预案": True,
    }


def test_an_import_can_be_stopped_between_files(room, shelf):
    for n in range(3):
        (shelf / f"{n}.txt").write_text(FLOOD + f"第{n}版。", encoding="utf-8")
    seen = []
    with Reader() as reader:
        results = import_plans(
            gather_files([shelf]),
            reader,
            lambda keep: room.do(keep_plan, keep),
            progress=lambda count, _: seen.append(count),
            cancelled=lambda: len(seen) == 2,
        )
    assert (len(results), seen) == (2, [1, 2])


def test_a_changed_section_or_file_is_found_by_the_check(room, shelf):

    (shelf / "a.txt").write_text(FLOOD, encoding="utf-8")
    _import(room, shelf / "a.txt")
    with sqlite3.connect(room.store.path) as connection:
        connection.execute("UPDATE plan_section SET body = '别的' WHERE id = 2")
    next(p for p in room.store.attachments.rglob("*") if p.is_file()).write_text("换掉", encoding="utf-8")
    codes = {p.code for p in room.read(check_store, room.store.attachments).problems}
    assert codes == {"plan.changed", "attachment.changed"}


def test_a_withdrawn_plan_is_not_found_and_can_come_back(room):
    keep = KeepPlan(
        title="燃气预案",
        kind="special",
        issuer="",
        number="",
        issued_on=None,
        text_missing=False,
        sections=((1, "一、", "总则", "燃气泄漏处置。"),),
        file_name="",
        path="",
    )
    room.do(keep_plan, keep)
    with pytest.raises(Refusal, match=r"plan\.void\.empty"):
        room.do(void_plan, VoidPlan(id=1, reason=""))
    room.do(void_plan, VoidPlan(id=1, reason="已被新版代替"))
    assert room.read(search_plans, "燃气").hits == ()
    assert [(p.state, p.void_reason) for p in room.read(plan_rows, kept_only=False)] == [("void", "已被新版代替")]
    room.do(restore_plan, 1)
    room.do(change_plan, ChangePlan(id=1, version=3, title="燃气应急预案", kind="special", issued_on=date(2026, 1, 5)))
    assert [(p.title, p.issued_on) for p in room.read(plan_rows)] == [("燃气应急预案", date(2026, 1, 5))]
    assert room.read(check_store, room.store.attachments).ok


def test_the_real_plans_are_found_by_what_they_say(room, real: Path):
    results = _import(room, real / "plans_zh", real / "plans_en" / "pagerduty")
    assert {Path(r.file).name[:2]: r.result for r in results if r.file.endswith(".txt")} == {
        "01": "imported",
        "09": "imported",
        "16": "imported",
        "22": "stub",
        "24": "imported",
        "25": "imported",
    }
    titles = {p.id: p.title for p in room.read(plan_rows)}
    for words, plan in {
        "启动Ⅳ级响应": "国家自然灾害救助应急预案",
        "汛期 值班": "防汛",
        "incident commander": "",
        "蓄滞洪区": "防汛",
    }.items():
        hits = room.read(search_plans, words).hits
        assert hits, words
        assert plan in titles[hits[0].id]


def _plan(title="燃气预案", number="", *sections, file_name="", path="", missing=False):
    return KeepPlan(
        title=title,
        kind="special",
        issuer="",
        number=number,
        issued_on=None,
        text_missing=missing,
        sections=sections or ((1, "一、", "总则", "燃气泄漏处置。"),),
        file_name=file_name,
        path=path,
    )


def test_the_same_text_under_another_title_or_number_is_another_plan(room):
    kept = [
        room.do(keep_plan, _plan(*named))
        for named in [
            ("甲市燃气预案", "甲政〔2023〕1号"),
            ("乙市燃气预案", "甲政〔2023〕1号"),
            ("甲市燃气预案", "甲政〔2024〕2号"),
        ]
    ]
    assert [(k.result, k.plan) for k in kept] == [("imported", 1), ("imported", 2), ("imported", 3)]
    again = room.do(keep_plan, _plan("甲市 燃氣预案", "甲政〔2024〕2号"))
    assert (again.result, again.plan) == ("same", 3)
    assert room.read(check_store, room.store.attachments).ok


def test_the_same_file_is_the_same_plan_whatever_it_is_called(room, shelf):
    (shelf / "a.txt").write_text("应急发电机由值班员启动。", encoding="utf-8")
    (shelf / "b.txt").write_text("应急发电机由值班员启动。", encoding="utf-8")
    (shelf / "c.txt").write_text("应急发电机由值班员启动。", encoding="utf-16")
    assert [(r.result, r.plan) for r in _import(room, shelf)] == [("imported", 1), ("same", 1), ("imported", 2)]


def test_two_scans_with_the_same_few_words_are_two_stubs(room, shelf):
    (shelf / "a.pdf").write_bytes(b"one scan")
    (shelf / "b.pdf").write_bytes(b"another scan")
    kept = [
        room.do(keep_plan, _plan("某市预案", "", file_name=name, path=str(shelf / name), missing=True))
        for name in ("a.pdf", "b.pdf", "a.pdf")
    ]
    assert [(k.result, k.plan) for k in kept] == [("stub", 1), ("stub", 2), ("same", 1)]
    texts = [
        room.do(keep_plan, _plan("某镇预案", "", file_name=name, missing=True)) for name in ("a.txt", "b.md", "c.docx")
    ]
    assert [(k.result, k.plan) for k in texts] == [("stub", 3), ("same", 3), ("stub", 4)]


def test_withdrawn_plans_take_no_place_among_the_hits(room):
    many = tuple((1, str(n), f"第{n}条", "转移群众，转移群众，转移群众。") for n in range(200))
    room.do(keep_plan, _plan("旧预案", "", *many))
    room.do(
        keep_plan, _plan("新预案", "", (1, "1", "总则", "各街道办事处负责组织本辖区内低洼地段的居民和单位转移群众。"))
    )
    room.do(void_plan, VoidPlan(id=1, reason="已被新版代替"))
    found = room.read(search_plans, "转移群众", 20)
    assert ([hit.title for hit in found.hits], found.count, found.more) == (["新预案"], 1, False)
    one = room.read(search_plans, "转移群众", 1)
    assert (len(one.hits), one.count, one.more) == (1, 1, False)
    assert [hit.title for hit in room.read(search_plans_widely, "低洼地段群众").hits] == ["新预案"]


def test_a_corrected_title_is_found_and_the_old_one_is_not(room):
    room.do(
        keep_plan, _plan("燃器预案", "", (1, "一、", "总则", "泄漏处置。"), (1, "二、", "附则", "自印发之日起施行。"))
    )
    for title, old in (("城镇燃气预案", "燃器"), ("城镇供热预案", "燃气")):
        version = room.read(plan_rows)[0].version
        room.do(change_plan, ChangePlan(id=1, version=version, title=title, kind="special"))
        assert room.read(search_plans, old).hits == ()
        assert [hit.title for hit in room.read(search_plans, title).hits] == [title]
    assert len(room.read(search_plans, "泄漏处置").hits) == 1
    assert room.read(check_store, room.store.attachments).ok


LONG = tuple((1, str(n), f"第{n}节", f"第{n}号闸门由值守人员开启。" * 200) for n in range(60))


def test_a_long_plan_is_indexed_in_short_transactions(room, shelf):
    steps = []

    def do(action, *args):
        answer = room.do(action, *args)
        with room.store.reading() as session:
            steps.append((action.__name__, waiting_texts(session)))
        return answer

    (shelf / "a.txt").write_text("闸门", encoding="utf-8")
    kept = keep_in_slices(do, room.store.folder, _plan("闸门手册", "", *LONG, path=str(shelf / "a.txt")))
    assert kept.result == "imported"
    assert steps[0] == ("keep_plan", [1])
    assert len(steps) > 5
    assert steps[-1] == ("index_plans", [])
    assert len(room.read(search_plans, "59号闸门").hits) == 1
    assert room.read(search_plans, "值守人员").count == 60
    assert not [path for path in room.store.attachments.iterdir() if path.suffix == ".part"]
    assert room.read(check_store, room.store.attachments).ok


def test_an_index_left_half_done_is_finished_at_the_next_start(room):
    class Stopped(Exception):
        pass

    def do(action, *args):
        if action is index_plans:
            raise Stopped
        return room.do(action, *args)

    with pytest.raises(Stopped):
        keep_in_slices(do, room.store.folder, _plan("闸门手册", "", *LONG))
    assert room.read(search_plans, "59号闸门").hits == ()
    assert room.read(check_store, room.store.attachments).ok
    room.store.close()
    store = open_store(room.folder)
    with store.reading() as session:
        assert len(search_plans(session, "59号闸门").hits) == 1
        assert waiting_texts(session) == []
        assert check_store(session, store.attachments).ok
    store.close()


def test_titles_corrected_by_an_earlier_version_are_found_after_the_next_start(room):
    room.do(keep_plan, _plan("燃器预案"))
    room.store.close()
    with sqlite3.connect(room.store.path) as connection:
        connection.execute("UPDATE plan SET title = '城镇燃气预案', version = 2")
        connection.execute("DELETE FROM store_note WHERE key = 'current_titles'")
    for _ in range(2):
        store = open_store(room.folder)
        with store.reading() as session:
            assert len(search_plans(session, "城镇燃气").hits) == 1
            assert search_plans(session, "燃器").hits == ()
        store.close()
