"""Queries as duty officers type them, each with the passages that must come up, and how well they do.

    python -m tests.data.query_marks            recall at 1 and 5 and mean reciprocal rank, tuned and unseen queries apart,
                                                beside bare FTS5 and, where it is installed, Recoll on the same sections
    python -m tests.data.query_marks --misses   the tuned queries whose passage is not the first, too

A third of the queries, chosen by a hash of the query, is *unseen*: nobody looks at what is found for them while the
search is changed. The file holds queries and headings only; the documents lie beside the checkout.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import shutil
import sqlite3
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from dutyroom.actions.importing import import_plans
from dutyroom.actions.plans import keep_in_slices
from dutyroom.data.queries.search_near import search_plans_widely
from dutyroom.data.startup import create_store
from dutyroom.data.store import Store
from dutyroom.readers.reading import Reader, gather_files
from dutyroom.rules.terms import match_query

REAL: Final = Path(__file__).resolve().parents[3] / "shared" / "real"
FOLDERS: Final = ("plans_zh", "plans_en", "laws", "notices")
QUERIES: Final = Path(__file__).with_name("query_marks.txt")
MOST: Final = 20
_UNSEEN_OF: Final = 3
Place = tuple[str, str, str]
"""A section: the path of its file, its number, its title."""
Finder = Callable[[str], list[Place]]


@dataclass(frozen=True, slots=True)
class Marked:
    """A query and its answers, as pairs of a part of the file's path and of the heading."""

    query: str
    answers: tuple[tuple[str, str], ...]

    @property
    def is_unseen(self) -> bool:
        return hashlib.sha256(self.query.encode()).digest()[0] % _UNSEEN_OF == 0

    def is_answer(self, place: Place) -> bool:
        """Whether a section is one of those that must come up."""
        return any(_fits(place, file, heading) for file, heading in self.answers)


@dataclass(frozen=True, slots=True)
class Score:
    """Of so many queries: how many had an answer first, among the first five; and the mean reciprocal rank."""

    queries: int
    at_1: float
    at_5: float
    mrr: float

    def said(self) -> str:
        return f"{self.queries:4}  {self.at_1:6.1%}  {self.at_5:6.1%}  {self.mrr:.3f}"


def _fits(place: Place, file: str, heading: str) -> bool:
    path, number, title = place
    if file not in path:
        return False
    if heading == "*" or (heading == "-" and not (number or title)):
        return True
    bare = number.rstrip(".、 ")
    return heading.rstrip("、 ") == bare or (len(heading) > 1 and not heading[0].isdigit() and heading in title)


def marked() -> list[Marked]:
    """Every query of the file."""
    found = []
    for line in QUERIES.read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            query, _, answers = line.partition("\t")
            pairs = tuple(tuple(answer.strip().split("#", 1)) for answer in answers.split("|"))
            found.append(Marked(query, pairs))  # type: ignore[arg-type]  # two parts each: test_query_marks looks
    return found


def filled_store(folder: Path) -> Store:
    """A store with every real file in it that can be read."""
    store = create_store(folder)

    def do(action: Callable[..., object], *args: object) -> object:
        with store.desk() as desk:
            return action(desk, *args)

    with Reader() as reader:
        files = gather_files([REAL / name for name in FOLDERS])
        import_plans(files, reader, lambda keep: keep_in_slices(do, folder, keep))  # type: ignore[arg-type]
    return store


def places_of(store: Store) -> dict[int, Place]:
    """Each section by its number."""
    asked = (
        "SELECT s.id, t.file_name, p.id, s.number, s.title FROM plan_section s JOIN plan_text t ON t.id = s.text_id"
        " JOIN plan p ON p.id = t.plan_id ORDER BY s.id"
    )
    with closing(sqlite3.connect(store.path)) as read:
        paths = dict(_paths(read))
        return {row[0]: (paths[row[2]], row[3], row[4]) for row in read.execute(asked)}


def _paths(read: sqlite3.Connection) -> Iterator[tuple[int, str]]:
    """The path of each plan's file: names alone are not one of a kind, so the files are walked as the import did."""
    by_content = {
        hashlib.sha256(path.read_bytes()).digest(): str(path)
        for name in FOLDERS
        for path in (REAL / name).rglob("*")
        if path.is_file()
    }
    for plan, held, name in read.execute("SELECT plan_id, attachment, file_name FROM plan_text"):
        yield plan, by_content.get(held, name)


def ours(store: Store, places: dict[int, Place]) -> Finder:
    """The search as the window and the command line ask it."""

    def find(query: str) -> list[Place]:
        with store.reading() as session:
            found = search_plans_widely(session, query, MOST)
        return [places[hit.section_id] for hit in found.hits if hit.section_id in places]

    return find


def bare_fts(store: Store, places: dict[int, Place], tokenise: str) -> Finder:
    """A table of FTS5 as it comes: plan's title, heading and text of each section, all words required, best first."""
    memory = sqlite3.connect(":memory:")
    memory.execute(f"CREATE VIRTUAL TABLE bare USING fts5(title, body, tokenize='{tokenise}')")
    for number, (title, body) in _texts(store).items():
        memory.execute("INSERT INTO bare(rowid, title, body) VALUES (?, ?, ?)", (number, title, body))

    def find(query: str) -> list[Place]:
        asked = " AND ".join('"{}"'.format(word.replace('"', '""')) for word in query.split())
        rows = memory.execute(
            "SELECT rowid FROM bare WHERE bare MATCH ? ORDER BY bm25(bare, 10, 1) LIMIT ?", (asked, MOST)
        )
        return [places[number] for (number,) in rows]

    return find


def bare_pairs(store: Store, places: dict[int, Place]) -> Finder:
    """Our own index asked as FTS5 ranks it, without anything on top."""

    def find(query: str) -> list[Place]:
        asked = match_query(query)
        with closing(sqlite3.connect(store.path)) as read:
            rows = read.execute(
                "SELECT rowid FROM plan_index WHERE plan_index MATCH ? ORDER BY bm25(plan_index, 10, 1) LIMIT ?",
                (asked, MOST),
            )
            return [places[number] for (number,) in rows]

    return find


def recoll(store: Store, places: dict[int, Place], folder: Path) -> Finder:
    """Recoll over one file a section: plan's title, heading, text."""
    texts, conf = folder / "texts", folder / "conf"
    texts.mkdir()
    conf.mkdir()
    for number, (title, body) in _texts(store).items():
        (texts / f"{number}.txt").write_text(f"{title}\n{body}", encoding="utf-8")
    (conf / "recoll.conf").write_text(f"topdirs = {texts}\n", encoding="utf-8")
    env = {**os.environ, "RECOLL_CONFDIR": str(conf), "LC_ALL": "C.UTF-8"}
    subprocess.run(["recollindex", "-z"], env=env, check=True, capture_output=True, timeout=600)

    def find(query: str) -> list[Place]:
        asked = ["recollq", "-b", "-n", str(MOST), query]
        ran = subprocess.run(asked, env=env, check=False, capture_output=True, text=True, timeout=60)
        numbers = [line.rsplit("/", 1)[-1].removesuffix(".txt") for line in ran.stdout.splitlines()]
        return [places[int(number)] for number in numbers if number.isdigit()]

    return find


def _texts(store: Store) -> dict[int, tuple[str, str]]:
    asked = (
        "SELECT s.id, p.title || ' ' || s.number || ' ' || s.title, s.body FROM plan_section s"
        " JOIN plan_text t ON t.id = s.text_id JOIN plan p ON p.id = t.plan_id"
    )
    with closing(sqlite3.connect(store.path)) as read:
        return {number: (title, body) for number, title, body in read.execute(asked)}


def rank_of(one: Marked, find: Finder) -> int | None:
    """Where the first answer stands, from 1; None where none comes up."""
    return next((at for at, place in enumerate(find(one.query), 1) if one.is_answer(place)), None)


def score(queries: list[Marked], find: Finder) -> Score:
    """How well a search does on queries."""
    ranks = [rank_of(one, find) for one in queries]
    many = max(1, len(queries))
    return Score(
        len(queries),
        sum(rank == 1 for rank in ranks) / many,
        sum(rank is not None and rank <= 5 for rank in ranks) / many,
        sum(1 / rank for rank in ranks if rank) / many,
    )


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--misses", action="store_true")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        store = filled_store(folder / "store")
        places = places_of(store)
        finders: dict[str, Finder] = {"dutyroom": ours(store, places)}
        if not asked.misses:
            finders["FTS5 over pairs"] = bare_pairs(store, places)
            finders["FTS5 unicode61"] = bare_fts(store, places, "unicode61")
            finders["FTS5 trigram"] = bare_fts(store, places, "trigram")
            if shutil.which("recollindex") and shutil.which("recollq"):
                finders["Recoll"] = recoll(store, places, folder)
        parts = {"tuned": [one for one in marked() if not one.is_unseen]}
        parts["unseen"] = [one for one in marked() if one.is_unseen]
        print(f"{'search':16} {'part':8}    n     at 1     at 5    mrr")
        for name, find in finders.items():
            for part, queries in parts.items():
                print(f"{name:16} {part:8} {score(queries, find).said()}")
        if asked.misses:
            for one in parts["tuned"]:
                rank = rank_of(one, finders["dutyroom"])
                if rank != 1:
                    first = finders["dutyroom"](one.query)[:2]
                    shown = "; ".join(f"{Path(p).name[:14]} {n} {t[:20]}" for p, n, t in first)
                    print(f"{rank or '-':>3}  {one.query}   [{shown}]")
        store.close()


if __name__ == "__main__":
    main()
