"""Finding matters: every filter, the orders, and how many queries it takes."""

from datetime import timedelta

import pytest

from dutyroom.actions.matters import wait
from dutyroom.data.queries.matter_search import asked
from dutyroom.data.queries.matters import matter_rows
from dutyroom.data.queries.notices import notice_in_full
from dutyroom.data.queries.register import MatterSearch, count_matters, find_matters, matter_counts, notice_rows
from dutyroom.rules.matter import MatterKind, StepKind
from dutyroom.rules.matter_filter import read_matter_filter
from dutyroom.rules.matter_steps import Wait
from dutyroom.rules.notice import Channel
from dutyroom.ui.parts.notice_counts import FILTERS
from tests.actions.matters import Flow, replied_by
from tests.samples import ZONE


def found(room, written: str = "", order: str = "received") -> list[str]:
    search = MatterSearch(
        kind=MatterKind.NOTICE, now=room.now, zone=ZONE, filter=read_matter_filter(written), order=order
    )
    numbers = room.read(find_matters, search)
    return [row.matter.title for row in room.read(notice_rows, list(numbers))]


def _four_notices(room):
    room.now -= timedelta(days=3)
    flood = Flow(room, title="强降雨防范", limits=(replied_by(room, hours=2),), content="请转移低洼地区群众")
    flood.assign("水利局")
    room.wait(days=1)
    flu = Flow(room, title="禽流感防控", channel=Channel.TELEGRAM, urgency="平急", document_number="", for_reading=True)
    room.do(wait, Wait(id=flu.id, waiting_for="农业农村局", text="等名单"))
    room.wait(days=2)
    fire = Flow(room, title="秸秆禁烧", source="省政府办公厅", urgency="加急", document_number="", document_kind="意见")
    fire.close()
    void = Flow(room, title="登记错误", document_number="")
    void.plain(StepKind.VOID, "重复")


@pytest.fixture
def life(request):
    return _four_notices if "register" in request.fixturenames else None


@pytest.fixture
def register(room):
    """Four notices, an hour apart: flood, bird flu, fire, and one that is void."""
    return room


@pytest.mark.parametrize(
    ("written", "titles"),
    [
        ("", ["秸秆禁烧", "禽流感防控", "强降雨防范"]),
        ("state:open", ["禽流感防控", "强降雨防范"]),
        ("state:over", ["秸秆禁烧"]),
        ("state:void", ["登记错误"]),
        ("urgency:特急", ["强降雨防范"]),
        ("office:水利", ["强降雨防范"]),
        ("source:办公厅", ["秸秆禁烧"]),
        ("channel:telegram", ["禽流感防控"]),
        ("kind:意见", ["秸秆禁烧"]),
        ("is:late", ["强降雨防范"]),
        ("is:waiting", ["禽流感防控"]),
        ("is:reading", ["禽流感防控"]),
        ("is:action state:open", ["强降雨防范"]),
        ("is:unassigned", ["禽流感防控"]),
        ("is:secret", []),
        ("in:12h", ["秸秆禁烧"]),
        ("in:3d", ["秸秆禁烧", "禽流感防控", "强降雨防范"]),
        ("due:8h", ["禽流感防控", "强降雨防范"]),
        ("due:..2026-11-01", []),
        ("转移群众", []),
        ("低洼地区", ["强降雨防范"]),
        ("豫汛办电 12号", ["强降雨防范"]),
        ("收〔2026〕3号", ["秸秆禁烧"]),
        ("降雨 state:over", []),
    ],
)
def test_each_filter_lets_through_what_it_says(register, written, titles):
    assert found(register, written) == titles


def test_by_time_left_what_has_no_limit_comes_last(register):
    assert found(register, "state:open", order="due")[0] == "强降雨防范"
    assert found(register, order="number")[0] == "秸秆禁烧"


def test_the_counts_are_what_the_register_shows(register):
    assert register.read(count_matters, MatterKind.NOTICE, register.now) == (2, 1)
    counts = register.read(matter_counts, MatterKind.NOTICE, register.now)
    shown = {name: len(found(register, written)) for name, written in FILTERS.items()}
    assert {"open": counts.open, "late": counts.late, "waiting": counts.waiting} == shown
    assert shown == {"open": 2, "late": 1, "waiting": 1}


def test_a_row_says_all_that_the_store_holds_of_a_notice(register):
    search = MatterSearch(kind=MatterKind.NOTICE, now=register.now, zone=ZONE, filter=read_matter_filter("state:over"))
    numbers = register.read(find_matters, search)
    row = register.read(notice_rows, list(numbers))[0]
    assert row.matter == register.read(matter_rows, list(numbers))[0]
    facts = register.read(notice_in_full, row.id).facts
    assert (row.channel, row.document_kind, row.for_reading) == (facts.channel, facts.document_kind, False)


def plan_of(room, written: str, order: str = "received") -> str:
    search = MatterSearch(
        kind=MatterKind.NOTICE, now=room.now, zone=ZONE, filter=read_matter_filter(written), order=order
    )
    statement, values = asked(search)
    with room.store.reading() as session:
        connection = session.connection()
        built = statement.built(connection.dialect)
        explained = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {built.sql}", built.values(values))
        return "\n".join(row[3] for row in explained)


@pytest.mark.parametrize(
    ("written", "order", "index"),
    [
        ("", "received", "ix_matter_kind_received_at"),
        ("urgency:特急", "received", "ix_matter_kind_received_at"),
        ("防汛", "received", "matter USING INTEGER PRIMARY KEY (rowid=?)"),
        ("防汛 urgency:特急 in:60d", "received", "matter USING INTEGER PRIMARY KEY (rowid=?)"),
        ("防汛 state:open", "received", "ix_matter_kind_state_due_at (kind=? AND state=?)"),
        ("due:8h", "received", "ix_matter_kind_state_due_at (kind=? AND state=? AND due_at<?)"),
        ("is:waiting", "received", "ix_matter_kind_state_due_at (kind=? AND state=?)"),
        ("in:8h", "received", "ix_matter_kind_received_at (kind=? AND received_at>?)"),
        ("state:open", "received", "ix_matter_kind_state_due_at (kind=? AND state=?)"),
        ("is:late", "due", "ix_matter_kind_state_due_at (kind=? AND state=? AND due_at<?)"),
    ],
)
def test_the_register_is_read_along_an_index(room, written, order, index):
    plan = plan_of(room, written, order)
    assert index in plan
    assert "SCAN matter\n" not in f"{plan}\n"


def test_newest_first_needs_no_sorting(room):
    assert "TEMP B-TREE" not in plan_of(room, "")
    assert "TEMP B-TREE" not in plan_of(room, "urgency:特急 in:2d")


@pytest.mark.parametrize("many", [1, 3, 60])
def test_a_page_of_the_register_costs_two_queries_whatever_its_length(room, many):
    for n in range(many):
        Flow(room, title=f"第{n}件", document_number="")
    sent = room.asked()
    assert len(found(room)) == many
    assert len([sql for sql in sent if "SELECT" in sql]) == 2
