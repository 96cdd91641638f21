"""The directory on the command line: imported from real cards and tables, written out and back, found, printed."""

import csv
import json

import pypdfium2
import pytest
import xlsxwriter

TABLE = (
    "单位,姓名,职务,手机,办公电话,序号\n"
    "郑州市水利局,张样例,科长,13800138000,0371-67181234,1\n"
    "示例物业公司,李样例,经理,13900139000/13700137000,,2\n"
    ",,,,67185678,3\n"
)


def imported(ran):
    assert ran.returncode == 0, ran.stderr
    return json.loads(ran.stdout)


@pytest.fixture
def table(tmp_path):
    path = tmp_path / "名单.csv"
    path.write_bytes(TABLE.encode("gb18030"))
    return path


def test_a_table_is_proposed_imported_and_the_second_time_there_already(dutyroom, typed, table):
    proposed = imported(typed("import", "directory", table, "--dry-run", "--json"))
    first = imported(dutyroom("import", "directory", table, "--json"))
    again = imported(typed("import", "directory", table, "--json"))
    assert proposed == first
    assert first["rows"] == 3
    assert (first["imported"], first["same"], first["changed"]) == (2, 0, 0)
    assert first["skipped"] == [{"row": 4, "reason": "There is neither a name nor a unit in this row."}]
    assert first["map"] == {
        "单位": "unit", "姓名": "name", "职务": "post", "手机": "mobile", "办公电话": "office", "序号": None,
    }  # fmt: skip
    assert (again["imported"], again["same"], again["changed"]) == (0, 2, 0)
    found = json.loads(dutyroom("search", "--in", "directory", "zyl", "--json").stdout)
    assert [(hit["kind"], hit["title"], hit["section"]) for hit in found] == [("person", "张样例", "水利局 科长")]
    assert set(found[0]) >= {"kind", "id", "title", "section", "snippet", "score", "at"}
    by_number = json.loads(typed("search", "--in", "all", "1370013", "--json").stdout)
    assert [hit["title"] for hit in by_number] == ["李样例"]
    assert json.loads(typed("check", "--json").stdout)["ok"]


def test_every_real_card_is_imported(typed, real):
    for path in sorted((real / "contacts").glob("*.vcf")):
        answer = imported(typed("import", "directory", path, "--json"))
        assert answer["rows"] == answer["imported"] + answer["changed"] == 1
        assert (answer["skipped"], answer["map"]) == ([], {})
    found = json.loads(typed("search", "--in", "directory", "Perreault", "--json").stdout)
    assert "+1-418-656-9254" in found[0]["snippet"]


def test_ours_is_kept_unless_the_file_is_told_to_win(typed, table, tmp_path):
    imported(typed("import", "directory", table, "--json"))
    table.write_bytes(TABLE.replace("科长", "处长").encode("gb18030"))
    told = typed("import", "directory", table)
    assert "kept “科长”; the file says “处长”" in told.stdout
    assert imported(typed("import", "directory", table, "--take-over", "--json"))["changed"] == 1
    assert imported(typed("import", "directory", table, "--json"))["same"] == 2


def test_a_map_of_somebodys_own(typed, tmp_path):
    path, chosen = tmp_path / "a.xlsx", tmp_path / "map.json"
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet()
    for row, cells in enumerate([("甲", "乙", "丙"), ("水利局", "张样例", 13800138000)]):
        sheet.write_row(row, 0, cells)
    book.close()
    refused = typed("import", "directory", path)
    assert (refused.returncode, refused.stdout) == (2, "")
    assert "No row of headings" in refused.stderr
    chosen.write_text(json.dumps({"甲": "unit", "乙": "name", "丙": "mobile"}), encoding="utf-8")
    answer = imported(typed("import", "directory", path, "--map", chosen, "--json"))
    assert (answer["imported"], answer["map"]) == (1, {"甲": "unit", "乙": "name", "丙": "mobile"})


@pytest.mark.parametrize("ending", ["csv", "json", "xlsx"])
def test_what_is_written_out_is_known_again(typed, sample, tmp_path, ending):
    target = tmp_path / f"out.{ending}"
    written = typed("export", "directory", "-o", target)
    assert written.returncode == 0, written.stderr
    answer = imported(typed("import", "directory", target, "--json"))
    assert answer["rows"] > 200
    assert (answer["same"], answer["imported"], answer["changed"]) == (answer["rows"], 0, 0)


def test_the_directory_as_csv_and_json_says_the_same(dutyroom, typed, sample, tmp_path):
    for call, ending in ((dutyroom, "csv"), (typed, "json")):
        assert call("export", "directory", "-o", tmp_path / f"out.{ending}").returncode == 0
    with (tmp_path / "out.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    records = json.loads((tmp_path / "out.json").read_text("utf-8"))
    for record in records:
        for name in ("numbers_in_full", "members"):
            record[name] = json.dumps(record[name], ensure_ascii=False) if record[name] else ""
    assert rows == records
    district = next(row for row in rows if row["unit"] == "二七区" and not row["name"])
    assert (district["kind"], district["unit_en"]) == ("area", "Erqi District")
    assert district["duty_phone"].startswith("0371-555")


def test_the_phone_list_of_everything_of_a_unit_and_of_a_group(typed, sample, tmp_path):
    pages = {}
    for named, ids in {"all": (), "unit": ("水利局",), "group": ("各区县市及开发区",)}.items():
        target = tmp_path / f"{named}.pdf"
        ran = typed("brief", "phone-list", *ids, "-o", target)
        assert ran.returncode == 0, ran.stderr
        with pypdfium2.PdfDocument(target) as document:
            pages[named] = len(document)
    assert pages["all"] > pages["group"] >= pages["unit"] == 1
    absent = typed("brief", "phone-list", "无此单位", "-o", tmp_path / "no.pdf")
    assert (absent.returncode, absent.stdout) == (2, "")
    assert "无此单位" in absent.stderr
    assert "phone-list" in json.loads(typed("brief", "--list", "--json").stdout)
    assert typed("brief", "phone-list", "--sample", "-o", tmp_path / "sample.pdf").returncode == 0


def test_a_store_with_accounts_asks_who_imports(typed, live, table):
    assert typed("import", "directory", table).returncode == 4
    assert typed("import", "directory", table, "--as", "李二", password="wrong1").returncode == 4
    answer = imported(typed("import", "directory", table, "--as", "李二", "--json", password="secret2"))
    assert answer["imported"] == 2


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (("import", "directory", "absent.csv"), 2, "absent.csv is not there."),
        (
            ("import", "supplies", "absent.csv"),
            2,
            "there are: directory, warnings, notices, incidents, matters, hotline, knowledge, hotline-classes, mastheads, roster.",
        ),
        (
            ("export", "supplies", "-o", "a.csv"),
            2,
            "there are: journal, directory, notices, incidents, matters, warnings, plan-events, preparations, briefings, roster, spot-checks,",
        ),
        (("import", "directory"), 2, "FILE"),
        (("brief", "letter", "-o", "a.pdf"), 2, "there are: handover, day-log,"),
        (("search", " "), 2, "Say what to look for"),
    ],
)
def test_what_is_typed_wrong(typed, words, status, said):
    ran = typed(*words)
    assert (ran.returncode, ran.stdout) == (status, "")
    assert said in ran.stderr
    assert len(ran.stderr.splitlines()) == 1


@pytest.mark.parametrize("content", ["[]", "{", '{"单位": 1}'])
def test_a_map_that_is_none(typed, table, tmp_path, content):
    chosen = tmp_path / "map.json"
    chosen.write_text(content, encoding="utf-8")
    ran = typed("import", "directory", table, "--map", chosen)
    assert ran.returncode == 2
    assert "is no map" in ran.stderr
    assert not (tmp_path / "store").exists(), "nothing is made for a command that fails"


@pytest.mark.parametrize("name", ["picture.csv", "half.xlsx", "empty.vcf"])
def test_a_file_that_cannot_be_read_is_said_in_one_line(typed, tmp_path, name):
    path = tmp_path / name
    path.write_bytes({"picture.csv": b"\x89PNG\x00\x00", "half.xlsx": b"PK\x03\x04", "empty.vcf": b""}[name])
    ran = typed("import", "directory", path)
    assert (ran.returncode, ran.stdout) == (2, "")
    assert ran.stderr.startswith(f"dutyroom: {name}: ")
