"""Rosters in a store: begun, filled, swapped, issued, void, restored; what stands on paper of them."""

from datetime import date

import pytest

from dutyroom.actions.roster_import import ImportRoster, import_roster
from dutyroom.actions.roster_papers import festival_meant, holiday_facts, month_facts, roster_pdf
from dutyroom.actions.rosters import (
    change_roster,
    fill_post,
    issue_roster,
    make_roster,
    swap_duty,
    void_duty,
    void_roster,
)
from dutyroom.data.catalogues import load_wording
from dutyroom.data.queries.journal import last_entries
from dutyroom.data.queries.rosters import due_at, duties_between, roster_in_full, roster_rows
from dutyroom.data.verify import check_store
from dutyroom.readers.document import ContactFile
from dutyroom.rules.contact_table import Sheet
from dutyroom.rules.refusal import Refusal
from dutyroom.rules.roster_check import Fault
from dutyroom.rules.roster_record import (
    ChangeRoster,
    FillPost,
    IssueRoster,
    MakeRoster,
    Named,
    RosterFacts,
    SwapDuty,
    VoidDuty,
    VoidRoster,
    read_people,
)
from tests.samples import NOON, Room

ZH = load_wording("zh_CN")
TODAY = date(2026, 11, 23)
FACTS = RosterFacts(first=date(2026, 11, 23), last=date(2026, 11, 24), title="两日值班表", posts=("带班领导", "主班"))


def _live(room: Room) -> int:
    number = room.do(make_roster, MakeRoster(facts=FACTS))
    for day, leader, chief in ((23, "王建国", "李秀英 13800001234"), (24, "王建国", "外聘样例")):
        for post, people in (("leader", leader), ("chief", chief)):
            fill(room, number, day, post, people)
    return number


@pytest.fixture
def kept(tmp_path):
    room = Room(tmp_path / "room").open(live=_live)
    yield room
    with room.store.reading() as session:
        assert check_store(session, room.store.attachments).problems == ()
    room.store.close()


def fill(room, number, day, post, people, **named):
    wish = FillPost(roster_id=number, day=date(2026, 11, day), post=post, people=read_people(people), **named)
    room.do(fill_post, wish)


def full(room):
    return room.read(roster_in_full, room.found)


def refused(room, action, wish):
    with pytest.raises(Refusal) as caught:
        room.do(action, wish)
    return caught.value.code


def test_who_is_known_is_joined_with_what_is_known_of_them_and_what_was_typed_wins(kept):
    row = full(kept)
    assert row.faults == ()
    chief, stranger = row.at(TODAY, "chief")[0], row.at(date(2026, 11, 24), "chief")[0]
    assert (chief.officer_id, chief.phone) == (kept.id("李秀英"), "13800001234")
    assert (stranger.officer_id, stranger.person_id, stranger.name) == (None, None, "外聘样例")
    assert [duty.name for duty in kept.read(due_at, NOON)] == ["王建国", "李秀英"]


def test_each_filling_is_one_entry_and_what_differs_not_at_all_is_refused(kept):
    entry = kept.read(last_entries, 1)[0]
    assert (entry.event, entry.text) == ("roster.filled", "2026-11-24 主班 外聘样例")
    with pytest.raises(Refusal, match=r"roster\.same"):
        fill(kept, kept.found, 24, "主班", "外聘样例")
    with pytest.raises(Refusal, match=r"roster\.post\.unknown"):
        fill(kept, kept.found, 24, "司机", "外聘样例")
    with pytest.raises(Refusal, match=r"roster\.day\.outside"):
        fill(kept, kept.found, 25, "主班", "外聘样例")


def test_a_post_may_be_held_by_several_and_emptied_again(kept):
    fill(kept, kept.found, 24, "chief", "外聘样例、张伟")
    assert [duty.name for duty in full(kept).at(date(2026, 11, 24), "chief")] == ["外聘样例", "张伟"]
    fill(kept, kept.found, 24, "chief", "")
    row = full(kept)
    assert [fault.fault for fault in row.faults] == [Fault.GAP]
    assert len(row.void) == 2


def test_what_does_not_fit_is_named_before_it_is_issued_and_may_be_accepted(kept):
    fill(kept, kept.found, 23, "leader", "李秀英")
    row = full(kept).row
    assert refused(kept, issue_roster, IssueRoster(id=row.id, version=row.version)) == "roster.faults"
    kept.do(issue_roster, IssueRoster(id=row.id, version=row.version, despite="仅此一日（样例）"))
    row = full(kept).row
    assert (row.state, row.issued_by, row.accepted) == ("issued", "李秀英", "仅此一日（样例）")
    assert refused(kept, issue_roster, IssueRoster(id=row.id, version=row.version)) == "roster.issued.already"


def test_once_issued_somebody_else_is_a_swap_with_a_reason(kept):
    row = full(kept).row
    kept.do(issue_roster, IssueRoster(id=row.id, version=row.version))
    with pytest.raises(Refusal, match=r"roster\.issued"):
        fill(kept, kept.found, 23, "chief", "张伟")
    fill(kept, kept.found, 23, "chief", "张伟", reason="外出培训")
    swapped = full(kept).at(TODAY, "chief")[0]
    assert (swapped.name, swapped.instead_of, swapped.swap_reason) == ("张伟", "李秀英", "外出培训")


def test_two_exchange_their_duties_and_each_says_instead_of_whom(kept):
    first, second = full(kept).at(TODAY, "chief")[0], full(kept).at(date(2026, 11, 24), "chief")[0]
    wish = SwapDuty(id=first.id, version=first.version, reason="", other_id=second.id)
    assert refused(kept, swap_duty, wish) == "roster.reason"
    kept.do(swap_duty, SwapDuty(id=first.id, version=first.version, reason="对调", other_id=second.id))
    now = {duty.id: duty for duty in full(kept).duties}
    assert (now[first.id].name, now[first.id].instead_of) == ("外聘样例", "李秀英")
    assert (now[second.id].name, now[second.id].instead_of) == ("李秀英", "外聘样例")
    assert now[second.id].officer_id == kept.id("李秀英")
    same = SwapDuty(id=first.id, version=now[first.id].version, reason="x", person=Named(name="外聘样例"))
    assert refused(kept, swap_duty, same) == "roster.swap.self"
    assert refused(kept, swap_duty, wish) == "record.changed_meanwhile"


def test_a_duty_is_void_with_a_reason_and_stands_again(kept):
    duty = full(kept).at(TODAY, "leader")[0]
    assert refused(kept, void_duty, VoidDuty(id=duty.id, version=duty.version)) == "roster.reason"
    kept.do(void_duty, VoidDuty(id=duty.id, version=duty.version, reason="误填"))
    (gone,) = full(kept).void
    assert (gone.id, gone.void_reason) == (duty.id, "误填")
    kept.do(void_duty, VoidDuty(id=gone.id, version=gone.version, back=True))
    assert full(kept).faults == ()


def test_two_rosters_share_no_day_until_one_is_void(kept):
    other = RosterFacts(first=date(2026, 11, 24), last=date(2026, 11, 30), title="另一份")
    assert refused(kept, make_roster, MakeRoster(facts=other)) == "roster.overlap"
    row = full(kept).row
    kept.do(void_roster, VoidRoster(id=row.id, version=row.version, reason="重排"))
    assert kept.read(roster_rows) == []
    assert kept.read(duties_between, TODAY, TODAY) == []
    with pytest.raises(Refusal, match=r"roster\.void"):
        fill(kept, kept.found, 24, "chief", "张伟")
    kept.do(make_roster, MakeRoster(facts=other))
    row = full(kept).row
    assert refused(kept, void_roster, VoidRoster(id=row.id, version=row.version, back=True)) == "roster.overlap"


def test_a_roster_does_not_leave_out_whom_it_has(kept):
    row = full(kept).row
    shorter = RosterFacts(first=TODAY, last=TODAY, title="一日")
    assert refused(kept, change_roster, ChangeRoster(id=row.id, version=row.version, facts=shorter)) == "roster.outside"
    fewer = RosterFacts(first=FACTS.first, last=FACTS.last, title="无主班", posts=("leader",))
    wish = ChangeRoster(id=row.id, version=row.version, facts=fewer)
    assert refused(kept, change_roster, wish) == "roster.post.unknown"
    more = RosterFacts(first=FACTS.first, last=date(2026, 11, 30), title="一周", posts=("leader", "chief", "司机"))
    kept.do(change_roster, ChangeRoster(id=row.id, version=row.version, facts=more))
    assert (full(kept).row.last, full(kept).row.posts) == (date(2026, 11, 30), ("leader", "chief", "driver"))


def test_the_paper_of_the_month_has_every_day_and_the_swaps(kept, font_cache):
    duty = full(kept).at(TODAY, "chief")[0]
    wish = SwapDuty(id=duty.id, version=duty.version, reason="培训", person=Named(name="张伟"))
    kept.do(swap_duty, wish)
    facts = kept.read(month_facts, 2026, 11, ZH, kept.now)
    assert (len(facts.days), facts.posts, facts.draft) == (30, ("带班领导", "主班"), True)
    day = facts.days[22]
    assert [(person.post, person.name) for person in day.people] == [("带班领导", "王建国"), ("主班", "张伟")]
    assert day.note == "主班替李秀英"
    assert roster_pdf(kept.store, kept.found, ZH, font_cache).startswith(b"%PDF")
    with pytest.raises(Refusal, match=r"roster\.none"):
        kept.read(month_facts, 2026, 10, ZH, kept.now)


def test_the_paper_of_a_holiday_takes_its_days_from_whatever_roster_has_them(kept):
    festival = kept.read(festival_meant, "国庆节", TODAY)
    assert (festival.first, festival.last) == (date(2026, 10, 1), date(2026, 10, 7))
    facts = RosterFacts(first=date(2026, 10, 1), last=date(2026, 10, 31), title="十月值班表")
    number = kept.do(make_roster, MakeRoster(facts=facts))
    wish = FillPost(roster_id=number, day=date(2026, 10, 1), post="leader", people=(Named(name="样例领导"),))
    kept.do(fill_post, wish)
    holiday = kept.read(holiday_facts, festival, ZH, kept.now)
    assert [len(day.people) for day in holiday.days] == [1, 0, 0, 0, 0, 0, 0]
    assert holiday.due_on == date(2026, 9, 26)
    with pytest.raises(Refusal, match=r"roster\.holiday"):
        kept.read(festival_meant, "没有这个节", TODAY)


def table(*rows):
    return ContactFile(sheets=(Sheet("2026年12月", tuple(tuple(row.split(",")) for row in rows)),))


def test_a_trial_judges_as_the_import_does_and_writes_nothing(kept):
    content = table(
        "日期,岗位,姓名,电话",
        "12月1日,主班,李秀英,138",
        "12月1日,主班,李秀英,138",
        "11月24日,主班,张伟,",
        "昨天,主班,张伟,",
    )
    trial = kept.do(import_roster, content, ImportRoster(file="表", dry_run=True))
    before = kept.read(last_entries, 1)[0].seq
    done = kept.do(import_roster, content, ImportRoster(file="表"))
    assert [each.result for each in trial.outcomes] == [each.result for each in done.outcomes]
    assert [each.result for each in done.outcomes] == ["added", "skipped", "changed", "skipped"]
    assert kept.read(last_entries, 1)[0].seq == before + 1
    newest = kept.read(roster_rows)[0]
    assert (newest.first, newest.last) == (date(2026, 12, 1), date(2026, 12, 31))


def test_what_an_import_would_take_from_an_issued_roster_is_left_out_with_why(kept):
    row = full(kept).row
    kept.do(issue_roster, IssueRoster(id=row.id, version=row.version))
    content = table("日期,主班", "2026年11月23日,张伟", "2026年11月24日,外聘样例")
    done = kept.do(import_roster, content, ImportRoster(file="表"))
    assert [(each.result, each.reason.code if each.reason else "") for each in done.outcomes] == [
        ("skipped", "roster.issued"),
        ("same", ""),
    ]


@pytest.mark.parametrize("heads", ["日期,备注", "姓名,电话", "甲,乙"])
def test_a_table_without_days_or_names_is_refused(kept, heads):
    content = table(heads, "2026-10-01,样例")
    assert (
        refused(kept, lambda desk, wish: import_roster(desk, content, wish), ImportRoster(file="表"))
        == "roster.table.heads"
    )
