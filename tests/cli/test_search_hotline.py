"""``dutyroom search --in hotline``: words, numbers, terms; callers only with the right, logged and masked."""

import json

import pytest
from sqlalchemy import select

from dutyroom.actions.sample import fill_sample
from dutyroom.data.startup import open_store
from dutyroom.data.tables import HotlineLook, JournalEntry
from tests.cli.conftest import UNTIL
from tests.ready_made import furnished


def _fill(folder) -> None:
    fill_sample(folder, entries=260, seed=3, until=UNTIL)


@pytest.fixture
def sample(tmp_path):
    """A sample store that is large enough to hold cases."""
    folder = tmp_path / "store"
    furnished(folder, "sample with cases", _fill)
    return folder


@pytest.fixture
def run(sample, typed):
    def asked(*words: str) -> tuple[int, str, str]:
        found = typed("search", *words)
        return found.returncode, found.stdout, found.stderr

    return asked


def looks(folder) -> list[tuple[str, str, int]]:
    store = open_store(folder)
    try:
        with store.reading() as session:
            asked = select(HotlineLook.what, JournalEntry.text, HotlineLook.cases)
            return [
                tuple(row)
                for row in session.execute(asked.join(JournalEntry, JournalEntry.seq == HotlineLook.entry_seq))
            ]
    finally:
        store.close()


def test_words_find_cases_and_say_nothing_of_callers(run):
    status, said, _ = run("夜市", "--in", "hotline", "--json")
    (hit,) = json.loads(said)
    assert status == 0
    assert hit["kind"] == "hotline"
    assert "夜市" in hit["snippet"]
    assert "周五样例" not in said
    assert "19900000015" not in said
    assert "夜市" in run("夜市")[1]


def test_numbers_and_terms_find_cases(run):
    number = json.loads(run("夜市", "--in", "hotline", "--json")[1])[0]["section"]
    assert [hit["section"] for hit in json.loads(run(number, "--in", "hotline", "--json")[1])] == [number]
    outside = json.loads(run("202600001234", "--in", "hotline", "--json")[1])
    assert [hit["title"] for hit in outside] == ["建议在样例公园增设直饮水点（示例）"]
    praise = json.loads(run("demand:表扬", "--json")[1])
    assert [hit["title"] for hit in praise] == ["感谢样例路环卫班组拾金不昧（示例）"]
    _, _, wrong = run("demand:抱怨", "--in", "hotline")
    assert "demand:抱怨" in wrong
    assert "complaint" in wrong


def test_a_caller_is_looked_for_only_where_it_is_logged(run, sample):
    assert json.loads(run("199 0000 0026", "--in", "hotline", "--json")[1]) == []
    before = looks(sample)
    status, said, _ = run("199 0000 0026", "--in", "hotline", "--caller", "--json")
    assert status == 0
    assert [hit["title"] for hit in json.loads(said)] == ["示范路口信号灯故障（示例）"]
    assert "19900000026" not in said
    assert "杨样例" not in said
    (look,) = looks(sample)[len(before) :]
    assert look[0] == "search"
    assert look[2] == 1
    assert "26" not in look[1]
    assert json.loads(run("韩样例", "--in", "hotline", "--caller", "--json")[1])
    assert len(looks(sample)) == len(before) + 2


def test_callers_are_nowhere_else(run):
    status, _, wrong = run("韩样例", "--in", "notices", "--caller")
    assert status != 0
    assert "--in hotline" in wrong


def test_generic_exports_leave_cases_to_their_own(sample, typed, tmp_path):
    goal = tmp_path / "matters.json"
    assert typed("export", "matters", "-o", goal).returncode == 0
    assert sample.exists()
    assert "hotline" not in {row["kind"] for row in json.loads(goal.read_text("utf-8"))}
