"""The sample duty room: reproducible, sound, and alive."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import product

import pytest
from sqlalchemy import select

from dutyroom.actions.handover import handover_facts
from dutyroom.actions.officers import sign_in
from dutyroom.actions.sample import LEAST, SAMPLE_PASSWORD, fill_sample
from dutyroom.data.queries.catalogue import find_in_catalogue
from dutyroom.data.queries.journal import JournalSearch, entry_rows, find_entries
from dutyroom.data.queries.matter_papers import ledger_rows
from dutyroom.data.queries.officers import officer_rows
from dutyroom.data.queries.open_items import open_items
from dutyroom.data.queries.plans import plan_rows
from dutyroom.data.queries.register import MatterSearch, count_matters, find_matters, notice_rows
from dutyroom.data.queries.relays import find_relays, relay_rows
from dutyroom.data.queries.returns import call_in_full, find_calls
from dutyroom.data.queries.shifts import acceptances, count_shifts, last_handed_over, running_shift
from dutyroom.data.startup import open_store
from dutyroom.data.tables import Assignment, Matter, ReturnsCall
from dutyroom.data.verify import check_store, find_head
from dutyroom.papers.facts import HandoverFacts, from_json, to_json
from dutyroom.rules.catalogue import CatalogueFilter
from dutyroom.rules.due import Stage, stage_of
from dutyroom.rules.matter import MatterKind, State
from dutyroom.rules.matter_filter import read_matter_filter
from dutyroom.rules.office import OfficeSettings
from dutyroom.rules.officer import SignIn
from dutyroom.rules.returns import Return, read_times, rounds, standing

UNTIL = datetime(2026, 7, 14, 7, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def room(tmp_path_factory):
    folder = tmp_path_factory.mktemp("room")
    fill_sample(folder, entries=700, seed=11, until=UNTIL)
    store = open_store(folder, clock=lambda: UNTIL)
    yield store
    store.close()


def test_its_plans_have_particulars_and_some_of_the_required_ones_are_missing(room):
    with room.reading() as session:
        found = find_in_catalogue(session, CatalogueFilter(), "kind", UNTIL.date())
    plans = [row for row in found.rows if not row.is_gap]
    assert {row.level for row in plans} >= {"city", "district", "unit"}
    assert {row.is_public for row in plans} >= {True, False}
    assert any(row.filed_on for row in plans)
    assert not all(row.filed_on for row in plans)
    filled = {row.title for row in plans if row.required is not None}
    assert "示例市防汛应急预案（示例数据）" in filled
    assert 20 < found.gaps < 45


@pytest.mark.parametrize(
    ("entries", "until"),
    [
        *product(
            [1, LEAST, 47],
            [UNTIL, datetime(2026, 1, 1, 0, 35, 59, 7, tzinfo=UTC), datetime(2026, 1, 1, 0, 52, tzinfo=UTC)],
        ),
        (300, datetime(2026, 1, 1, 0, 35, 59, 7, tzinfo=UTC)),
    ],
)
def test_any_length_and_any_hour_is_sound(tmp_path, entries, until):
    filled = fill_sample(tmp_path, entries=entries, seed=2, until=until)
    store = open_store(tmp_path)
    with store.reading() as session:
        result = check_store(session, store.attachments)
        rows = entry_rows(session, find_entries(session, JournalSearch()))
        shift = running_shift(session)
    store.close()
    assert result.problems == ()
    assert result.entries == filled.entries == max(entries, LEAST)
    assert [row.written_at for row in rows] == sorted(row.written_at for row in rows)
    assert rows[-1].written_at <= until
    assert all(row.happened_at <= row.written_at for row in rows)
    assert until - timedelta(hours=25) < shift.started_at <= until


def test_the_same_seed_and_end_give_the_same_chain(room, tmp_path):
    heads = {}
    for name, entries, seed in (("again", 700, 11), ("few", 47, 11), ("others", 47, 12)):
        fill_sample(tmp_path / name, entries=entries, seed=seed, until=UNTIL)
        store = open_store(tmp_path / name)
        with store.reading() as session:
            heads[name] = check_store(session, store.attachments).head
        store.close()
    with room.reading() as session:
        assert find_head(session, bytes.fromhex(heads["again"])).seq == 700, (
            "another test may have signed somebody in since"
        )
    assert heads["few"] != heads["others"]


def test_the_desk_is_not_empty(room):
    with room.reading() as session:
        items = open_items(session)
        stages = [stage_of(item.due_at, UNTIL, warn=timedelta(minutes=15)) for item in items]
        plans = plan_rows(session)
    assert room.kind == "sample"
    assert Stage.OVERDUE in stages
    assert Stage.WARNING in stages
    assert Stage.CALM in stages
    assert any(item.urgent for item in items)
    assert any(plan.text_missing for plan in plans)
    assert {plan.kind for plan in plans} >= {"special", "playbook"}


def test_its_matters_stand_in_every_state(room):
    asked = {
        kind: MatterSearch(kind=kind, now=UNTIL, zone=OfficeSettings().zone, filter=read_matter_filter(""))
        for kind in MatterKind
    }
    with room.reading() as session:
        notices = notice_rows(session, list(find_matters(session, asked[MatterKind.NOTICE])))
        void = session.scalars(select(Matter.state).where(Matter.state == "void")).all()
        supervised = ledger_rows(session, UNTIL - timedelta(days=300))
        relay = relay_rows(session, find_relays(session))[-1]
        call = call_in_full(session, find_calls(session)[0])
        _, late = count_matters(session, MatterKind.NOTICE, UNTIL)
    states = {row.matter.state for row in notices} | set(void)
    assert states == {state.value for state in State} - {State.MERGED, State.REFUSED}, (
        "only cases are merged or refused"
    )
    assert late >= 1
    assert any(row.matter.secrecy for row in notices)
    assert any(row.matter.waiting_for for row in notices)
    assert (relay.done, relay.state) == (6, "running")
    assert relay.count > relay.done + 2
    stands = {standing(answer, due, UNTIL) for (_, due), answer in call.answers.items()}
    assert stands == {Return.IN_TIME, Return.LATE, Return.MISSING}
    assert sorted(row.colour for row in supervised) == ["", "", "", "", "orange"], (
        "two of them are instructions on incidents, one is of what a drill found"
    )
    titles = [row.matter.title for row in notices] + [row.title for row in supervised]
    assert all("示例" in title for title in titles)


def test_every_shift_but_the_running_one_was_handed_over_by_two_signatures(room):
    with room.reading() as session:
        shifts = count_shifts(session)
        assert last_handed_over(session).id == shifts - 1
        for number in range(1, shifts):
            facts = handover_facts(session, number)
            assert from_json(HandoverFacts, to_json(facts)) == facts
            assert [signature.role for signature in facts.signatures] == ["give", "take"]
            assert facts.signatures[0].name != facts.signatures[1].name
            assert find_head(session, bytes.fromhex(facts.head)).seq == facts.entry_count
            answers = {a.open_item_id: a.manner for a in acceptances(session, number + 1) if a.open_item_id}
            assert {item.id: item.acceptance for item in facts.open_items} == answers
            assert {a.entry_seq for a in acceptances(session, number + 1)} - {None} == {e.seq for e in facts.addendum}


def test_the_frozen_report_says_what_the_log_says(room):
    with room.reading() as session:
        facts = handover_facts(session, 2)
        rows = {row.seq: row for row in entry_rows(session, find_entries(session, JournalSearch(shift_id=2)))}
    assert [(e.text, e.unit, e.author, e.happened_at, e.written_at) for e in facts.entries] == [
        (row.text, row.unit, row.author, row.happened_at, row.written_at)
        for row in (rows[e.seq] for e in facts.entries)
    ]
    assert sum(count for _, count in facts.counts) == len(facts.entries)
    assert {e.seq: e.amended_by for e in facts.entries} == {e.seq: rows[e.seq].amended_by for e in facts.entries}


def test_the_log_has_amendments_paper_sheets_and_no_two_alike(room):
    with room.reading() as session:
        rows = entry_rows(session, find_entries(session, JournalSearch()))
    assert [row for row in rows if row.amends]
    sheets = [row for row in rows if row.paper_number]
    assert len(sheets) == 3
    assert all(row.paper_writer and row.written_at - row.happened_at >= timedelta(minutes=30) for row in sheets)
    texts = [row.text for row in rows]
    assert len(set(texts)) > 0.6 * len(texts)


def test_everyone_is_recognisable_and_signs_in_with_the_known_password(room):
    with room.reading() as session:
        officers = officer_rows(session)
    assert all("例" in officer.name for officer in officers)
    with room.desk() as desk:
        assert sign_in(desk, SignIn(officer_id=officers[3].id, password=SAMPLE_PASSWORD)).name == officers[3].name


def test_the_times_of_matters_follow_one_another(room):
    """What is asked for by a notice is due after it came; what is assigned is assigned before its limit."""
    with room.reading() as session:
        calls = list(session.scalars(select(ReturnsCall).where(ReturnsCall.matter_id.is_not(None))))
        assert calls
        for call in calls:
            came = session.get_one(Matter, call.matter_id).received_at
            first = rounds(call.first_on, call.first_on, read_times(call.times), OfficeSettings().zone)[0]
            assert came < call.began_at < first
        held = session.execute(select(Matter, Assignment).join(Assignment, Assignment.matter_id == Matter.id)).all()
        assert held
        for matter, assignment in held:
            # what a drill found is set up and assigned in one step
            assert matter.received_at <= assignment.assigned_at
            if matter.due_at is not None and matter.kind == MatterKind.SUPERVISION:
                assert assignment.assigned_at < matter.due_at
