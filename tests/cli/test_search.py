"""``dutyroom search``: the same finds as in the window, no more than were asked for."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dutyroom.data.queries.search_near import search_plans_widely
from dutyroom.data.startup import open_store

EVERYWHERE = "电话"


def hits(ran) -> list[dict[str, object]]:
    assert (ran.returncode, ran.stderr) == (0, "")
    return json.loads(ran.stdout)


@pytest.mark.parametrize("limit", [1, 2, 3, 5])
def test_the_limit_holds_for_all_registers_together(typed, sample: Path, limit: int):
    found = hits(typed("search", EVERYWHERE, "--limit", limit, "--json"))
    assert len(found) == limit
    order = ["unit", "person", "plan", "notice", "supervision", "journal"]
    places = [order.index(str(hit["kind"])) for hit in found]
    assert places == sorted(places), "contacts and plans before matters, the log last"


def test_what_one_register_leaves_over_the_other_fills(typed, sample: Path):
    alone = hits(typed("search", EVERYWHERE, "--in", "plans", "--limit", 1000, "--json"))
    both = hits(typed("search", EVERYWHERE, "--limit", len(alone) * 2 + 20, "--json"))
    assert [hit["kind"] for hit in both].count("plan") == len(alone)
    assert len(both) > len(alone) * 2


def test_words_that_are_said_nowhere_find_the_nearest_passages_as_in_the_window(typed, sample: Path):
    words = "群众转移低洼"
    store = open_store(sample)
    with store.reading() as session:
        window = search_plans_widely(session, words, 5)
    store.close()
    assert window.near
    found = hits(typed("search", words, "--in", "plans", "--limit", 5, "--json"))
    assert [(hit["id"], hit["section_id"]) for hit in found] == [(hit.id, hit.section_id) for hit in window.hits]
    assert all(hit["near"] for hit in found)
    said = typed("search", words, "--in", "plans").stdout
    assert said.startswith("Nowhere in these words; the nearest passages\n")
    assert not any(hit["near"] for hit in hits(typed("search", EVERYWHERE, "--json")))


def test_what_the_limit_leaves_no_room_for_is_named_once(typed, sample: Path):
    said = typed("search", EVERYWHERE, "--limit", 1).stdout.splitlines()
    assert not any(line.startswith("0 of") for line in said)
    assert said[-1].startswith("Not shown: ")
    assert "plans " in said[-1]


def plan_hits(ran) -> list[tuple[object, object]]:
    return [(hit["id"], hit["section_id"]) for hit in hits(ran)]


def test_the_order_is_that_of_the_window(typed, sample: Path):
    store = open_store(sample)
    with store.reading() as session:
        window = {
            words: [(hit.id, hit.section_id) for hit in search_plans_widely(session, words, 30).hits]
            for words in ("应急响应", "转移", "电话", "fangxun")
        }
    store.close()
    for words, order in window.items():
        assert plan_hits(typed("search", words, "--in", "plans", "--limit", 30, "--json")) == order, words


def test_plans_are_narrowed_and_only_they_answer(typed, sample: Path):
    found = hits(typed("search", "应急", "--kind", "special", "--json", "--limit", 100))
    assert found
    assert {hit["kind"] for hit in found} == {"plan"}
    assert {"what", "in_force", "old_version", "near", "meant", "score", "snippet", "at"} <= found[0].keys()
    assert hits(typed("search", "应急", "--in", "plans", "--until", "1949-01-01", "--json")) == []
    for wrong in (("--kind", "novel"), ("--since", "tomorrow"), ("--level", "planet")):
        ran = typed("search", "应急", *wrong)
        assert (ran.returncode, ran.stdout) == (2, "")
        assert wrong[0] in ran.stderr
    ran = typed("search", "应急", "--in", "journal", "--in-force")
    assert (ran.returncode, ran.stderr.count("\n")) == (2, 1)


def test_another_spelling_is_said_and_searched_for(typed, sample: Path, tmp_path: Path):
    text = tmp_path / "plan.txt"
    text.write_text("Evacuation plan\n\n1. Evacuation\n\nEvacuate the building at once.\n", encoding="utf-8")
    assert typed("plans", "import", text).returncode == 0
    ran = typed("search", "evacuaton", "--in", "plans")
    assert "Did you mean: evacuation" in ran.stdout
    assert {hit["meant"] for hit in hits(typed("search", "evacuaton", "--in", "plans", "--json"))} == {"evacuation"}
