"""``dutyroom plans``: import, list, show; and finding what was imported."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile

PLAN = """示例市防空警报试鸣方案

一、总则
为做好试鸣工作，制定本方案。

二、组织实施
（一）时间
每年九月十八日上午十时。
（二）步骤
预先警报、空袭警报、解除警报依次鸣放。
"""


def test_import_makes_a_store_and_names_each_file(dutyroom, typed, tmp_path):
    folder = tmp_path / "plans"
    folder.mkdir()
    (folder / "a.txt").write_text(PLAN, encoding="gb18030")
    (folder / "b.md").write_text(PLAN.replace("一、", "# 一、"), encoding="utf-8")
    (folder / "c.txt").write_text(PLAN, encoding="utf-16")
    (folder / "d.bin").write_bytes(b"\x7fELF\x02\x01\x01" + bytes(200))
    (folder / "e.pdf").write_bytes(b"%PDF-1.4\n%broken")
    ran = dutyroom("plans", "import", folder, "--json")
    assert (ran.returncode, ran.stderr) == (0, "")
    results = json.loads(ran.stdout)
    assert [set(result) for result in results] == [{"file", "result", "plan", "detail"}] * 5
    by_name = {result["file"].rsplit("/", 1)[-1]: result for result in results}
    assert by_name["a.txt"]["result"] == "imported"
    assert by_name["c.txt"] == by_name["c.txt"] | {"result": "same", "plan": by_name["a.txt"]["plan"]}
    assert by_name["d.bin"]["result"] == "unsupported"
    assert by_name["e.pdf"]["result"] == "damaged"
    assert by_name["e.pdf"]["detail"]

    plan = by_name["a.txt"]["plan"]
    listed = json.loads(typed("plans", "list", "--json").stdout)
    assert {"id", "title", "kind", "version", "sections"} <= set(listed[0])
    assert plan in [row["id"] for row in listed]
    outline = json.loads(typed("plans", "show", plan, "--outline", "--json").stdout)
    assert [(h["level"], h["number"], h["title"]) for h in outline] == [
        (1, "一、", "总则"),
        (1, "二、", "组织实施"),
        (2, "（一）", "时间"),
        (2, "（二）", "步骤"),
    ]
    found = json.loads(typed("search", "解除警报", "--in", "plans", "--json").stdout)
    assert {"kind", "id", "title", "section", "snippet", "score", "at"} <= set(found[0])
    assert plan in [hit["id"] for hit in found]
    assert found[0]["section_id"] in [h["section"] for h in outline] or found[0]["id"] != plan
    assert json.loads(typed("check", "--json").stdout)["ok"]


def test_a_path_that_is_not_there_is_bad_input(typed, tmp_path):
    ran = typed("plans", "import", tmp_path / "nowhere", "--json")
    assert (ran.returncode, ran.stdout) == (2, "")


def test_import_into_a_live_store_asks_who_writes(typed, live, tmp_path):
    (tmp_path / "a.txt").write_text(PLAN, encoding="utf-8")
    words = ("plans", "import", tmp_path / "a.txt", "--json")
    assert typed(*words).returncode == 4
    assert typed(*words, "--as", "李二").returncode == 4  # no terminal, no password
    assert typed(*words, "--as", "李二", password="wrong").returncode == 4
    assert typed(*words, "--as", "张三", password="secret2").returncode == 4
    ran = typed(*words, "--as", "李二", password="secret2")
    assert json.loads(ran.stdout)[0]["result"] == "imported"
    assert typed("export", "journal", "-o", tmp_path / "j.json").returncode == 0
    newest = json.loads((tmp_path / "j.json").read_text("utf-8"))[-1]
    assert (newest["event"], newest["author_name"]) == ("plan.imported", "李二")


def test_a_name_that_nobody_has_is_refused_in_a_sample_too(typed, sample, tmp_path):
    plan = tmp_path / "plan.md"
    plan.write_text("# 示例应急预案\n\n## 1 总则\n\n为做好防汛工作。\n", "utf-8")
    ran = typed("plans", "import", plan, "--as", "查无此人", password="wrong")
    assert ran.returncode == 4
    assert "查无此人" in ran.stderr
    assert "the system writes" in " ".join(typed("plans", "import", "--help").stdout.split())


def test_contents_are_proposed_from_the_text_and_listed_as_they_are_kept(typed, tmp_path):
    text = PLAN.replace(
        "（二）步骤\n",
        "（二）响应措施\n（1）示例防空办立即通知各区。\n（2）示例广电台播发警报。\n（三）联系电话\n示例防空办 0371-60000001\n",
    )
    (tmp_path / "plan.txt").write_text(text, encoding="utf-8")
    plan = json.loads(typed("plans", "import", tmp_path / "plan.txt", "--json").stdout)[0]["plan"]
    kept = json.loads(typed("plans", "contents", str(plan), "--json").stdout)
    assert (kept["plan"], kept["actions"], kept["contacts"]) == (plan, [], [])
    found = json.loads(typed("plans", "contents", str(plan), "--proposed", "--json").stdout)
    assert [(line["role"], line["state"]) for line in found["actions"]] == [
        ("示例防空办", "proposed"),
        ("示例广电台", "proposed"),
    ]
    assert [(line["unit"], line["phone"]) for line in found["contacts"]] == [("示例防空办", "0371-60000001")]
    shown = typed("--lang", "en", "plans", "contents", str(plan), "--proposed").stdout
    assert "unchecked  [1]  示例防空办立即通知各区。" in shown
    assert typed("plans", "contents", "99").returncode == 2


def test_an_archive_is_imported_file_by_file_with_a_report(typed, tmp_path):
    archive = tmp_path / "各区.zip"
    with zipfile.ZipFile(archive, "w") as made:
        made.writestr("中原区/预案.txt", PLAN)
        made.writestr("二七区/预案.txt", PLAN.replace("示例市", "示例区"))
        made.writestr("图.png", b"\x89PNG\r\n\x1a\n" + bytes(100))
    for ending in ("csv", "xlsx"):
        ran = typed("plans", "import", archive, "--json", "--report", tmp_path / f"report.{ending}")
        assert ran.returncode == 0, ran.stderr
        results = json.loads(ran.stdout)
        assert [set(result) for result in results] == [{"file", "result", "plan", "detail"}] * 3
        assert [result["file"].removeprefix(f"{archive}/") for result in results] == [
            "中原区/预案.txt",
            "二七区/预案.txt",
            "图.png",
        ]
    rows = (tmp_path / "report.csv").read_text("utf-8-sig").splitlines()
    assert rows[0] == "file,result,plan,detail"
    assert len(rows) == 4
    with zipfile.ZipFile(tmp_path / "report.xlsx") as book:
        assert "xl/workbook.xml" in book.namelist()
    assert typed("plans", "import", archive, "--report", tmp_path / "report.pdf").returncode == 2


def test_an_import_that_was_killed_goes_on(typed, tmp_path):
    folder = tmp_path / "plans"
    folder.mkdir()
    for n in range(30):
        (folder / f"{n:02}.txt").write_text(PLAN.replace("示例市", f"第{n}号"), encoding="utf-8")
    assert typed("plans", "import", "--resume").returncode != 0
    command = [sys.executable, "-m", "dutyroom", "--data", str(tmp_path / "store"), "--lang", "en", "plans", "import"]
    running = subprocess.Popen([*command, str(folder)], stdout=subprocess.PIPE, text=True, encoding="utf-8")
    assert running.stdout is not None
    seen = [running.stdout.readline() for _ in range(4)]
    assert "03.txt" in seen[-1]
    running.kill()
    running.communicate()
    ran = typed("plans", "import", "--resume", "--json")
    assert (ran.returncode, ran.stderr) == (0, "")
    results = json.loads(ran.stdout)
    assert [result["file"].rsplit("/", 1)[-1] for result in results] == [f"{n:02}.txt" for n in range(30)]
    assert {result["result"] for result in results} == {"imported"}
    assert len(json.loads(typed("plans", "list", "--json").stdout)) == 30
    ran = typed("plans", "import", "--resume")
    assert ran.returncode != 0
    assert "broken off" in ran.stderr
    assert typed("plans", "import", folder, "--resume").returncode == 2
    assert typed("plans", "import").returncode == 2


def test_versions_are_made_at_once_where_that_is_asked_for(typed, tmp_path):
    long = PLAN + "".join(
        f"第{n}条由第{n}队执行，并于{n}时前报告示例局值班室，逾期未报的予以通报。\n" for n in range(40)
    )
    (tmp_path / "a.txt").write_text(long, encoding="utf-8")
    (tmp_path / "b.txt").write_text(long.replace("通报", "通报批评", 3), encoding="utf-8")
    (first,) = json.loads(typed("plans", "import", tmp_path / "a.txt", "--json").stdout)
    (like,) = json.loads(typed("plans", "import", tmp_path / "b.txt", "--json").stdout)
    assert like["result"] == "imported"
    assert f"version of plan {first['plan']} (" in like["detail"]
    (tmp_path / "c.txt").write_text(long.replace("通报", "约谈", 5), encoding="utf-8")
    (kept,) = json.loads(typed("plans", "import", tmp_path / "c.txt", "--json", "--versions").stdout)
    assert (kept["result"], kept["plan"] in (first["plan"], like["plan"])) == ("imported", True)
    assert kept["detail"] == f"Kept as version 2 of plan {kept['plan']}."
