"""Search of a library of 3 500 documents as it is typed, beside bare FTS5 and, where it is installed, Recoll."""

from __future__ import annotations

import os
import shutil
import sqlite3
import statistics
import subprocess
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from functools import partial
from pathlib import Path
from time import perf_counter
from typing import Final

from sqlalchemy.orm import Session

from benchmarks.measure import Ratio, ms
from benchmarks.plans_fill import DOCUMENTS, TEXT_MB, fill_library, sources
from dutyroom.data.queries.search_near import search_plans_widely
from dutyroom.data.startup import open_store
from dutyroom.data.store import Store
from dutyroom.rules.terms import match_query
from dutyroom.ui.parts.plans.opening import open_plan

AIM_S: Final = 0.030
"""To the first results at the 95th percentile."""
OPEN_AIM_S: Final = 0.150
"""To a plan of 300 kB that is read at a passage, without painting it."""
INDEX_AIM: Final = 2.5
"""The index in sizes of the text."""
LIMIT: Final = 12
LONG: Final = 300_000
ASKED: Final = (
    "河南防汛 四级响应", "防汛物资储备", "一级应急响应", "指挥部成员单位", "群众转移安置", "应急响应终止", "119 电话",
    "地铁进水停运", "燃气泄漏抢修", "防洪法45条", "应对法 预警级别", "Ⅱ級響應 啟動", "fxyjya", "fangxun",
    "信息报送时限", "水库垮坝", "山洪灾害", "旅客滞留", "evacuation", "incident commander", "ransomware", "phising",
    "notify customers", "郑州市地震", "暴雨红色预警", "救灾物资", "防指办职责", "每日18时报告", "13800138000", "专家组",
)  # fmt: skip
"""Queries as they are typed; each is asked letter by letter, one to eight characters."""
_ROUNDS: Final = 3
_BARE: Final = (
    "SELECT s.id, s.title, s.body FROM (SELECT rowid, bm25(plan_index, 10.0, 1.0) AS score FROM plan_index"
    " WHERE plan_index MATCH ? ORDER BY score LIMIT ?) f JOIN plan_section s ON s.id = f.rowid"
)


def plans_search_ratios(
    folder: Path, work: Path, documents: int = DOCUMENTS, megabytes: float = TEXT_MB
) -> list[Ratio]:
    """Fill a library into ``folder`` unless one is there, and measure; nothing where the real documents are not here."""
    if not sources():
        return []
    if not (folder / "dutyroom.db").exists():
        fill_library(folder, documents, megabytes=megabytes)
    store = open_store(folder)
    try:
        lines = [*_typed(store), _index_size(store), _opened(store)]
        if shutil.which("recollindex") and shutil.which("recollq"):
            lines.append(_recoll(store, work))
    finally:
        store.close()
    return lines


def begun(queries: Sequence[str] = ASKED) -> list[str]:
    """The beginnings of the queries, one to eight characters, each once."""
    return sorted({query[:length].strip() for query in queries for length in range(1, 9)} - {""}, key=len)


def _typed(store: Store) -> Iterator[Ratio]:
    ours: list[float] = []
    bare: list[float] = []
    with store.reading() as session, closing(sqlite3.connect(f"file:{store.path}?mode=ro", uri=True)) as driver:
        plans, sections, size = driver.execute(
            "SELECT (SELECT count(*) FROM plan), count(*), total(length(CAST(body AS BLOB))) FROM plan_section"
        ).fetchone()
        _ask(session, "zz")  # the names of the plans are read once
        for words in begun():
            ours.append(_best(partial(_ask, session, words)))
            bare.append(_best(partial(_bare, driver, words)))
    at = f"{plans:,} plans, {sections:,} sections, {size / 1e6:.0f} MB; {len(ours)} beginnings of {len(ASKED)} queries"
    high, theirs = _high(ours), _high(bare)
    median = f"median {ms(statistics.median(ours))} / {ms(statistics.median(bare))}"
    yield Ratio(
        "plans: first results, 95th percentile",
        high / AIM_S,
        1.0,
        f"{ms(AIM_S)}, the aim",
        f"{at}; {ms(high)}, {median}",
    )
    yield Ratio(
        "plans: first results, 95th percentile", high / theirs, 1.0, "bare FTS5 ranked by bm25 on the same index",
        f"{at}; {ms(high)} / {ms(theirs)}, {median}",
    )  # fmt: skip


def _ask(session: Session, words: str) -> None:
    search_plans_widely(session, words, LIMIT)


def _bare(driver: sqlite3.Connection, words: str) -> None:
    asked = match_query(words)
    if asked is not None:
        driver.execute(_BARE, (asked, LIMIT)).fetchall()


def _best(work: Callable[[], None]) -> float:
    taken = []
    for _ in range(_ROUNDS):
        start = perf_counter()
        work()
        taken.append(perf_counter() - start)
    return min(taken)


def _high(taken: list[float]) -> float:
    return sorted(taken)[min(len(taken) - 1, round(len(taken) * 0.95))]


def _index_size(store: Store) -> Ratio:
    with closing(sqlite3.connect(f"file:{store.path}?mode=ro", uri=True)) as driver:
        text = driver.execute("SELECT total(length(CAST(title || body AS BLOB))) FROM plan_section").fetchone()[0]
        index = sum(
            driver.execute(f"SELECT total(length(block)) FROM {name}_data").fetchone()[0]  # our own names
            for name in ("plan_index", "plan_content_index")
        )
    at = f"{index / 1e6:.0f} MB over {text / 1e6:.0f} MB of text"
    return Ratio("plans: size of the index", index / text / INDEX_AIM, 1.0, f"{INDEX_AIM} times the text, the aim", at)


def _opened(store: Store) -> Ratio:
    """The longest plan there is, up to 300 kB, read at its last section with the hits marked in it."""
    with closing(sqlite3.connect(f"file:{store.path}?mode=ro", uri=True)) as driver:
        plan, size, section = driver.execute(
            "SELECT t.plan_id, total(length(CAST(s.body AS BLOB))) AS size, max(s.id) FROM plan_section s"
            " JOIN plan_text t ON t.id = s.text_id GROUP BY t.id HAVING size <= ? ORDER BY size DESC LIMIT 1",
            (LONG,),
        ).fetchone()
    with store.reading() as session:
        taken = statistics.median(_best(partial(_open, session, plan, section)) for _ in range(5))
    at = f"{size / 1e3:.0f} kB in {ms(taken)}, read and marked on the reading thread"
    return Ratio("plans: open a long one at a passage", taken / OPEN_AIM_S, 1.0, f"{ms(OPEN_AIM_S)}, the aim", at)


def _open(session: Session, plan: int, section: int) -> None:
    open_plan(session, plan, section, "应急响应")


def _recoll(store: Store, work: Path) -> Ratio:
    """Recoll over one file a plan, a process a question as its users ask it; ours inside the open program."""
    texts, conf = work / "plan-texts", work / "plan-recoll"
    texts.mkdir(parents=True)
    conf.mkdir()
    with closing(sqlite3.connect(f"file:{store.path}?mode=ro", uri=True)) as driver:
        whole = "SELECT text_id, group_concat(title || char(10) || body, char(10)) FROM plan_section GROUP BY text_id"
        for number, text in driver.execute(whole):
            (texts / f"{number}.txt").write_text(text or "", encoding="utf-8")
    (conf / "recoll.conf").write_text(f"topdirs = {texts}\n", encoding="utf-8")
    env = {**os.environ, "RECOLL_CONFDIR": str(conf), "LC_ALL": "C.UTF-8"}
    subprocess.run(["recollindex", "-z"], env=env, check=True, capture_output=True, timeout=1800)

    def ask(words: str) -> None:
        asked = ["recollq", "-n", str(LIMIT), "-A", words]
        subprocess.run(asked, env=env, check=False, capture_output=True, timeout=60)

    with store.reading() as session:
        ours = [_best(partial(_ask, session, words)) for words in ASKED]
    theirs = [_best(partial(ask, words)) for words in ASKED]
    one, other = statistics.median(ours), statistics.median(theirs)
    return Ratio("plans: search", one / other, 1.0, "Recoll, one process a question", f"{ms(one)} / {ms(other)}")
