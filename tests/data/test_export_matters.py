"""Exporting matters: as many queries for five as for fifty, read side by side, never held whole."""

from __future__ import annotations

from sqlalchemy import event

from dutyroom.data.queries.export_matters import matter_records, notice_records
from tests.actions.matters import Flow
from tests.samples import ZONE


def statements(room, query) -> tuple[int, list]:
    """How many statements the query runs, and its rows."""
    ran: list[str] = []

    def note(_connection, _cursor, statement, *_rest) -> None:
        ran.append(statement)

    with room.store.reading() as session:
        engine = session.get_bind()
        event.listen(engine, "before_cursor_execute", note)
        rows = list(query(session, ZONE))
        event.remove(engine, "before_cursor_execute", note)
    return len(ran), rows


def test_the_number_of_queries_does_not_grow_with_the_matters(room, monkeypatch):
    monkeypatch.setattr("dutyroom.data.queries.export_matters._AHEAD", 3)
    first = Flow(room, title="第一件", document_number="")
    first.propose("拟办")
    few, rows = statements(room, matter_records)
    assert [len(row["steps"]) for row in rows] == [2]
    for n in range(20):
        flow = Flow(room, title=f"第{n}件", document_number="")
        for _ in range(n % 3):
            flow.propose(f"{n}")
    many, rows = statements(room, matter_records)
    assert few == many
    assert [len(row["steps"]) for row in rows] == [2, *(1 + n % 3 for n in range(20))]
    assert {step["text"] for step in rows[6]["steps"][1:]} == {"5"}


def test_rows_come_before_everything_is_read(room, monkeypatch):
    monkeypatch.setattr("dutyroom.data.queries.export_matters._AHEAD", 2)
    for n in range(12):
        Flow(room, title=f"第{n}件", document_number="")
    with room.store.reading() as session:
        records = notice_records(session, ZONE)
        assert next(records)["title"] == "第0件"
        assert len(session.identity_map) <= 3 * 2
        assert len(list(records)) == 11
