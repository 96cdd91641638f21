"""Search as the window asks it against bare FTS5 on the same index, and against Recoll where it is installed."""

from __future__ import annotations

import os
import shutil
import sqlite3
import statistics
import subprocess
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path

from sqlalchemy.orm import Session

from benchmarks.measure import Ratio, in_turn, ms, seconds
from dutyroom.actions.importing import import_plans
from dutyroom.actions.plans import keep_plan
from dutyroom.data.queries.search import search_journal
from dutyroom.data.queries.search_near import search_plans_widely
from dutyroom.data.startup import open_store
from dutyroom.data.store import DATABASE, Store
from dutyroom.readers.reading import Reader, gather_files
from dutyroom.rules.terms import match_query

REAL = Path(__file__).resolve().parents[2] / "shared" / "real"
WORDS = ("四级应急响应", "防汛", "人员 转移", "电话", "指挥部", "物资", "雨", "嵩山路", "停电 居民", "level")
LIMIT = 12
ROUNDS = 15
RECOLL_MOST = 20_000
_PLANS = (
    "SELECT rowid, bm25(plan_index, 10.0, 1.0) AS score FROM plan_index WHERE plan_index MATCH ? ORDER BY score LIMIT ?"
)
_JOURNAL = "SELECT rowid FROM journal_index WHERE journal_index MATCH ? ORDER BY rowid DESC LIMIT ?"
_TEXTS = (
    "SELECT text FROM journal WHERE seq = ?",
    "SELECT s.body, s.title, p.title FROM plan_section s JOIN plan_text t ON t.id = s.text_id"
    " JOIN plan p ON p.id = t.plan_id WHERE s.id = ?",
)
_COUNTS = (
    "SELECT count(*) FROM (SELECT rowid FROM journal_index WHERE journal_index MATCH ? LIMIT 1001)",
    "SELECT count(*) FROM (SELECT rowid FROM plan_index WHERE plan_index MATCH ? LIMIT 1001)",
)


def search_ratios(folder: Path, work: Path, entries: int) -> list[Ratio]:
    """Both registers for each of ten questions; real plans where they stand beside the checkout."""
    store = open_store(folder)
    try:
        plans = _import_real(store)
        lines = [_against_fts(store, entries, plans)]
        if shutil.which("recollindex") and shutil.which("recollq"):
            lines.append(_against_recoll(store, work, entries, plans))
    finally:
        store.close()
    return lines


def _import_real(store: Store) -> int:
    with store.reading() as session:
        kept = session.connection().exec_driver_sql("SELECT count(*) FROM plan").scalar_one()
    if not REAL.is_dir():
        return int(kept)

    def keep(plan: object) -> object:
        with store.desk() as desk:
            return keep_plan(desk, plan)  # type: ignore[arg-type]

    with Reader() as reader:
        done = import_plans(gather_files([REAL / "plans_zh", REAL / "plans_en", REAL / "laws"]), reader, keep)  # type: ignore[arg-type]
    return int(kept) + sum(each.result == "imported" for each in done)


def _ask(session: Session, words: str) -> None:
    search_plans_widely(session, words, LIMIT)
    search_journal(session, words, LIMIT)


def _bare(connection: sqlite3.Connection, words: str) -> None:
    """What any program must do: find, fetch the rows shown, count."""
    query = match_query(words)
    for ask, text, count in zip((_JOURNAL, _PLANS), _TEXTS, _COUNTS, strict=True):
        found = connection.execute(ask, (query, LIMIT)).fetchall()
        for row in found:
            connection.execute(text, (row[0],)).fetchone()
        if len(found) == LIMIT:
            connection.execute(count, (query,)).fetchone()


def _against_fts(store: Store, entries: int, plans: int) -> Ratio:
    path = store.path
    with store.reading() as session, closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as bare:
        works: list[Callable[[], object]] = []
        for words in WORDS:
            works += [partial(_ask, session, words), partial(_bare, bare, words)]
        taken = in_turn(works, ROUNDS)
    ours, theirs = taken[::2], taken[1::2]
    at = f"{entries:,} entries, {plans} plans, {len(WORDS)} questions, all {ms(sum(ours))} / {ms(sum(theirs))}, "
    at += f"median question {ms(statistics.median(ours))} / {ms(statistics.median(theirs))}"
    return Ratio("search, plans and log", sum(ours) / sum(theirs), 1.5, "bare FTS5 on the same index", at)


def _against_recoll(store: Store, work: Path, entries: int, plans: int) -> Ratio:
    """Recoll as a process for each question, as its own users ask it; ours likewise, inside the open program."""
    texts, conf = work / "texts", work / "recoll"
    texts.mkdir(parents=True)
    conf.mkdir()
    told = _write_texts(store, texts)
    (conf / "recoll.conf").write_text(f"topdirs = {texts}\n", encoding="utf-8")
    env = {**os.environ, "RECOLL_CONFDIR": str(conf)}
    subprocess.run(["recollindex"], env=env, check=True, capture_output=True, timeout=1200)

    def recoll(words: str) -> None:
        subprocess.run(
            ["recollq", "-n", str(LIMIT), "-A", words],
            env=env,
            check=False,
            capture_output=True,
            timeout=60,
        )

    ours, theirs = [], []
    with store.reading() as session:
        for words in WORDS:
            for _ in range(3):
                ours.append(seconds(partial(_ask, session, words)))
                theirs.append(seconds(partial(recoll, words)))
    one, other = statistics.median(ours), statistics.median(theirs)
    at = f"ours over {entries:,} entries and {plans} plans, Recoll over {told:,} texts of them, {ms(one)} / {ms(other)}"
    return Ratio("search, plans and log", one / other, 1.0, "Recoll, one process a question", at)


def _write_texts(store: Store, folder: Path) -> int:
    """Plans whole and the newest entries as files, for an indexer of files."""
    told = 0
    with closing(sqlite3.connect(store.folder / DATABASE)) as read:
        sections = (
            "SELECT text_id, group_concat(title || char(10) || body, char(10)) FROM plan_section GROUP BY text_id"
        )
        for number, text in read.execute(sections):
            (folder / f"plan-{number}.txt").write_text(text or "", encoding="utf-8")
            told += 1
        for seq, text in read.execute("SELECT seq, text FROM journal ORDER BY seq DESC LIMIT ?", (RECOLL_MOST,)):
            (folder / f"{seq}.txt").write_text(text or "", encoding="utf-8")
            told += 1
    return told
