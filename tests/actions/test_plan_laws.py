"""The shelf of laws on a real file: versions of one record whatever the order, repealed ones marked."""

from dataclasses import replace
from datetime import date
from itertools import permutations
from pathlib import Path

import pytest

from dutyroom.actions.importing import ImportJob, import_plans, run_import
from dutyroom.actions.opening import look_inside
from dutyroom.actions.plan_laws import keep_reading, mark_repealed
from dutyroom.data.queries.journal import last_entries
from dutyroom.data.queries.plan_versions import Standing, plan_versions, version_in_full
from dutyroom.data.queries.plans import plan_in_full, plan_rows
from dutyroom.data.queries.search_plans import search_plans
from dutyroom.data.verify import check_store
from dutyroom.readers.reading import Reader, gather_files
from dutyroom.rules.law import MarkRepealed
from dutyroom.rules.plan import KeepPlan
from dutyroom.rules.plan_compare import Fate, compare
from dutyroom.rules.refusal import Refusal

TODAY = date(2026, 11, 23)
LAWS = Path(__file__).resolve().parents[2].parent / "shared" / "real" / "laws"


def law(year, title="示例防汛条例", clause="", word="甲"):
    text = (
        (0, "", "", f"{year}年1月8日示例会通过"),
        (1, "第一章", "总则", ""),
        (2, "第一条", "", f"为了做好{word}项工作，制定本条例。"),
        (2, "第二条", "", clause or f"本条例自{year}年3月1日起施行。"),
    )
    return KeepPlan(
        title=title, kind="law", issuer="示例会", number="", issued_on=None, text_missing=False, sections=text,
        file_name=f"{title}.txt", path="",
    )  # fmt: skip


def test_whatever_the_order_one_record_holds_the_law_and_the_one_of_today_is_in_force(room):
    texts = {
        2005: law(2005, word="乙"),
        2020: law(2020, "中华人民共和国示例防汛条例（2020年修订）"),
        2030: law(2030, word="丙"),
    }
    for number, order in enumerate(permutations(texts), 1):
        title = f"示例{'甲乙丙丁戊己'[number - 1]}防汛条例"
        kept = {
            room.do(keep_reading, _renamed(texts[year], title, suffix="（2020年修订）" if year == 2020 else "")).plan
            for year in order
        }
        assert kept == {number}
        shown = room.read(plan_in_full, number).plan
        assert shown.issued_on == date(2020, 1, 8), order
        known = room.read(plan_versions, number, TODAY)
        assert {v.issued_on.year: v.standing for v in known.versions} == {
            2005: Standing.FORMER,
            2020: Standing.IN_FORCE,
            2030: Standing.AHEAD,
        }
    assert room.read(check_store, room.store.attachments).ok


def _renamed(keep, title, *, suffix):
    return replace(keep, title=f"{title}{suffix}")


def test_the_same_text_of_a_law_is_kept_once(room):
    assert room.do(keep_reading, law(2020)).result == "imported"
    assert room.do(keep_reading, law(2020)).result == "same"
    assert len(room.read(plan_versions, 1, TODAY).versions) == 1


def test_a_law_follows_its_date_when_the_store_is_opened(room):
    room.do(keep_reading, law(2005))
    room.do(keep_reading, law(2027, word="丁"))
    look_inside(room.store)
    assert room.read(plan_in_full, 1).plan.current == 1
    room.wait(days=120)
    look_inside(room.store)
    look_inside(room.store)
    assert room.read(plan_in_full, 1).plan.current == 2
    entries = [entry.event for entry in room.read(last_entries, 9)]
    assert entries.count("plan.came_into_force") == 1
    assert room.read(search_plans, "丁项工作").hits[0].id == 1


def test_what_a_law_repeals_is_marked_and_can_be_taken_back(room):
    room.do(keep_reading, law(2001, "示例河道办法"))
    clause = "本条例自2020年3月1日起施行。《示例河道办法》同时废止。"
    room.do(keep_reading, law(2020, clause=clause))
    old = room.read(plan_in_full, 1).plan
    assert (old.ends_on, old.replaced_by) == (date(2020, 3, 1), 2)
    assert "同时废止" in room.read(last_entries, 1)[0].text
    for asked, code in (
        (MarkRepealed(plan_id=1, seen=old.version, ends_on=None, reason=" "), r"law\.repeal\.reason"),
        (MarkRepealed(plan_id=1, seen=old.version, ends_on=date(2000, 1, 1), reason="因"), r"law\.repeal\.before"),
        (MarkRepealed(plan_id=1, seen=old.version - 1, ends_on=None, reason="因"), r"record\.changed_meanwhile"),
        (MarkRepealed(plan_id=9, seen=1, ends_on=None, reason="因"), r"plan\.unknown"),
    ):
        with pytest.raises(Refusal, match=code):
            room.do(mark_repealed, asked)
    room.do(mark_repealed, MarkRepealed(plan_id=1, seen=old.version, ends_on=None, reason="仍有效"))
    back = room.read(plan_in_full, 1).plan
    assert (back.ends_on, back.replaced_by) == (None, None)
    assert room.read(check_store, room.store.attachments).ok


def test_a_law_is_marked_too_when_the_one_that_repeals_it_came_in_before_it(room):
    clause = "本条例自2020年3月1日起施行。《示例河道办法》同时废止。"
    room.do(keep_reading, law(2020, clause=clause))
    room.do(keep_reading, law(2001, "示例河道办法"))
    old = room.read(plan_in_full, 2).plan
    assert (old.ends_on, old.replaced_by) == (date(2020, 3, 1), 1)
    room.do(mark_repealed, MarkRepealed(plan_id=2, seen=old.version, ends_on=None, reason="仍有效"))
    room.do(keep_reading, law(2003, "示例河道办法", word="乙"))
    assert room.read(plan_in_full, 2).plan.ends_on is None, "what a person said is not said otherwise by a further text"
    room.do(keep_reading, law(2021, "示例河道办法（2021年）", word="丙"))
    assert room.read(plan_in_full, 2).plan.ends_on is None


def test_a_law_of_a_later_day_is_not_the_one_that_was_repealed(room):
    clause = "本条例自2020年3月1日起施行。《示例河道办法》同时废止。"
    room.do(keep_reading, law(2020, clause=clause))
    room.do(keep_reading, law(2024, "示例河道办法"))
    assert room.read(plan_in_full, 2).plan.ends_on is None


@pytest.mark.skipif(not LAWS.is_dir(), reason="the real laws are not on this machine")
def test_the_real_law_of_2007_and_2024_is_one_record_and_its_texts_compare(room):
    with Reader() as reader:
        results = import_plans(gather_files([LAWS]), reader, lambda keep: room.do(keep_reading, keep))
    assert {result.result for result in results} == {"imported"}
    rows = room.read(plan_rows)
    assert len(rows) == len(results) - 1
    (row,) = [row for row in rows if "突发事件应对法" in row.title]
    known = room.read(plan_versions, row.id, TODAY)
    assert [(v.issued_on.year, v.effective_on) for v in known.versions if v.is_current] == [(2024, date(2024, 11, 1))]
    texts = {}
    for version in known.versions:
        full = room.read(version_in_full, row.id, version.number)
        texts[version.issued_on.year] = [(s.level, s.number, s.title, s.body) for s in full.sections]
    articles = {year: [s[1] for s in text if s[1].endswith("条")] for year, text in texts.items()}
    assert {year: len(numbers) for year, numbers in articles.items()} == {2007: 70, 2024: 106}
    found = compare(texts[2007], texts[2024])
    pairs = {
        (texts[2007][c.old][1], texts[2024][c.new][1]): c
        for c in found.sections
        if c.old is not None and c.new is not None
    }
    assert pairs["第四十九条", "第七十三条"].fate is Fate.CHANGED
    assert pairs["第四十二条", "第六十三条"].fate is Fate.SAME
    assert pairs["第四条", "第十六条"].fate is Fate.MOVED  # from the first chapter to the new second one
    assert pairs["第四十八条", "第七十二条"].reworded
    assert {texts[2024][c.new][1] for c in found.sections if c.fate is Fate.ADDED} >= {"第四条", "第二章", "第八十一条"}
    assert {texts[2007][c.old][1] for c in found.sections if c.fate is Fate.REMOVED} >= {"第三十一条", "第五十四条"}


def test_an_import_makes_another_text_of_a_law_a_version_and_says_so(room, tmp_path):
    folder = tmp_path / "laws"
    folder.mkdir()
    for year in (2005, 2020):
        lines = [
            f"示例防汛条例\n（{year}年1月8日示例会通过）\n第一章 总则\n第一条 为了{year}年的防汛工作，制定本条例。"
        ]
        lines += [f"第二条 {year}年的堤防由示例局负责管理和维护。\n第二章 附则\n第三条 本条例自{year}年3月1日起施行。"]
        (folder / f"{2030 - year}.txt").write_text("\n".join(lines), encoding="utf-8")
    told = []
    with Reader() as reader:
        run_import(ImportJob(do=room.do, store=room.store, readers=[reader], progress=told.append), [folder])
    assert [(result.result, result.plan, result.detail) for result in told][-1] == ("imported", 1, "plan.like.kept")
    assert len(room.read(plan_rows)) == 1
    known = room.read(plan_versions, 1, TODAY)
    assert {version.issued_on: version.is_current for version in known.versions} == {
        date(2020, 1, 8): True,
        date(2005, 1, 8): False,
    }
