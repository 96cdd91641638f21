"""The marked queries over the real documents: at least as well as when they were last looked at."""

from __future__ import annotations

import pytest

from tests.data.query_marks import FOLDERS, REAL, filled_store, marked, ours, places_of, score

pytestmark = pytest.mark.skipif(not REAL.is_dir(), reason="the real documents are not here")


def test_the_file_marks_enough_and_names_what_there_is() -> None:
    queries = marked()
    assert len(queries) >= 120
    assert len({one.query for one in queries}) == len(queries)
    unseen = [one for one in queries if one.is_unseen]
    assert 0.25 <= len(unseen) / len(queries) <= 0.42
    paths = [str(path) for name in FOLDERS for path in (REAL / name).rglob("*") if path.is_file()]
    for one in queries:
        assert all(len(answer) == 2 for answer in one.answers), one.query
        assert any(file in path for file, _ in one.answers for path in paths), one.query


def test_the_passages_come_up(tmp_path) -> None:
    store = filled_store(tmp_path / "store")
    try:
        find = ours(store, places_of(store))
        parts = {unseen: [one for one in marked() if one.is_unseen is unseen] for unseen in (False, True)}
        tuned, unseen = score(parts[False], find), score(parts[True], find)
    finally:
        store.close()
    assert (tuned.at_1, tuned.at_5, tuned.mrr) >= (0.80, 0.92, 0.85), tuned.said()
    assert tuned.at_5 >= 0.92, tuned.said()
    assert unseen.at_5 >= 0.82, unseen.said()
    assert unseen.mrr >= 0.74, unseen.said()
