"""Spot checks in a store: noted, corrected, linked, void; the bulletin that is composed from them."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from dutyroom.actions.briefing_compose import compose, compose_briefing, drafted_again
from dutyroom.actions.spot_checks import add_spot_check, change_spot_check, link_spot_check, void_spot_check
from dutyroom.actions.supervision import set_up_supervision
from dutyroom.data.queries.journal import last_entries
from dutyroom.data.queries.spot_checks import SpotSearch, spot_check, spot_rows
from dutyroom.data.tables import Briefing
from dutyroom.data.verify import check_store
from dutyroom.rules.briefing import BriefingKind, ComposeBriefing
from dutyroom.rules.entry import Kind
from dutyroom.rules.refusal import Refusal
from dutyroom.rules.spot_check import AddSpotCheck, ChangeSpotCheck, LinkSpotCheck, SpotFacts, VoidSpotCheck
from dutyroom.rules.supervision import Basis, SetUpSupervision
from tests.samples import NOON, Room

LATE = SpotFacts(
    unit="样例区政府值班室",
    phone="0371-00000000",
    answerer="赵样例",
    answerer_post="值班员",
    rings=5,
    leader_reached=True,
    called_at=NOON - timedelta(hours=10),
)


def _live(room: Room) -> int:
    room.start()
    number = room.do(add_spot_check, AddSpotCheck(facts=LATE))
    silent = SpotFacts(unit="样例局值班室", is_answered=False, called_at=NOON - timedelta(hours=9))
    room.do(add_spot_check, AddSpotCheck(facts=silent))
    return int(number)


@pytest.fixture
def kept(tmp_path):
    room = Room(tmp_path / "room").open(live=_live)
    yield room
    with room.store.reading() as session:
        assert check_store(session, room.store.attachments).problems == ()
    room.store.close()


def row(room):
    return room.read(spot_check, room.found)


def test_a_call_is_noted_with_what_it_says_by_itself_and_stands_in_the_log_at_its_time(kept):
    found = row(kept)
    assert (found.caller, found.finding, found.is_on_time) == ("李秀英", "late", False)
    entry = kept.read(last_entries, 2)[0]
    assert (entry.event, entry.kind, entry.happened_at) == ("spot_check.added", Kind.INSPECTION, LATE.called_at)
    assert entry.text == "抽查样例区政府值班室：接听迟缓"
    assert (entry.person, entry.phone) == ("赵样例", "0371-00000000")


def test_the_latest_stands_first_and_the_filter_narrows(kept):
    assert [each.unit for each in kept.read(spot_rows)] == ["样例局值班室", "样例区政府值班室"]
    assert [each.id for each in kept.read(spot_rows, SpotSearch(finding="late"))] == [kept.found]
    assert kept.read(spot_rows, SpotSearch(unit="区", until=LATE.called_at)) == []


def test_a_correction_is_judged_anew_and_the_same_is_refused(kept):
    found = row(kept)
    wish = ChangeSpotCheck(id=found.id, version=found.version, facts=replace(found.facts, rings=2, finding=""))
    kept.do(change_spot_check, wish)
    assert (row(kept).finding, row(kept).is_on_time) == ("ok", True)
    with pytest.raises(Refusal, match=r"record\.changed_meanwhile"):
        kept.do(change_spot_check, wish)
    with pytest.raises(Refusal, match=r"spot_check\.same"):
        kept.do(change_spot_check, replace(wish, version=row(kept).version))


def test_a_call_is_void_with_a_reason_and_counts_again(kept):
    found = row(kept)
    with pytest.raises(Refusal, match=r"spot_check\.reason"):
        kept.do(void_spot_check, VoidSpotCheck(id=found.id, version=found.version))
    kept.do(void_spot_check, VoidSpotCheck(id=found.id, version=found.version, reason="打错号码"))
    assert len(kept.read(spot_rows)) == 1
    found = row(kept)
    with pytest.raises(Refusal, match=r"spot_check\.void"):
        kept.do(change_spot_check, ChangeSpotCheck(id=found.id, version=found.version, facts=LATE))
    kept.do(void_spot_check, VoidSpotCheck(id=found.id, version=found.version, back=True))
    assert len(kept.read(spot_rows)) == 2


def test_a_call_leads_to_a_matter_under_supervision_and_to_no_other(kept):
    asked = SetUpSupervision(basis=Basis.MEETING, title="整改值班（样例）", asked="限期整改（样例）")
    matter = kept.do(set_up_supervision, asked)
    found = row(kept)
    with pytest.raises(Refusal, match=r"spot_check\.matter"):
        kept.do(link_spot_check, LinkSpotCheck(id=found.id, version=found.version, matter_id=999))
    kept.do(link_spot_check, LinkSpotCheck(id=found.id, version=found.version, matter_id=matter))
    assert row(kept).matter.startswith("督")
    assert row(kept).matter in (kept.read(last_entries, 1)[0].text or "")


def test_the_bulletin_tells_of_every_call_of_the_duty_day_with_the_entry_it_comes_from(kept):
    asked = ComposeBriefing(kind=BriefingKind.SPOT_CHECK, day=date(2026, 11, 22))
    with kept.store.reading() as session:
        parts = compose(session, asked, kept.now).parts
    assert [part.key for part in parts[:2]] == ["head:checks", "checks"]
    checks = parts[1]
    assert "2个单位值班室2次：接听1次，及时接听0次（共2次）；询问带班领导1次，联系到1次" in checks.text
    assert [line[6] for line in checks.rows] == ["结果", "接听迟缓", "无人接听"]
    seqs = [entry.seq for entry in kept.read(last_entries, 2)]
    assert [source.id for source in checks.sources] == seqs
    assert [part.sources[0].id for part in parts if part.key.startswith("spot:")] == seqs


def test_a_kept_bulletin_is_held_against_the_register_later(kept):
    number = kept.do(compose_briefing, ComposeBriefing(kind=BriefingKind.SPOT_CHECK, day=date(2026, 11, 22)))
    found = row(kept)
    kept.do(void_spot_check, VoidSpotCheck(id=found.id, version=found.version, reason="打错号码"))
    with kept.store.reading() as session:
        again = drafted_again(session, session.get(Briefing, number))
    assert len(again["checks"].rows) == 2


def test_a_day_without_calls_says_so(kept):
    asked = ComposeBriefing(kind=BriefingKind.SPOT_CHECK, day=date(2026, 11, 1))
    with kept.store.reading() as session:
        parts = compose(session, asked, kept.now).parts
    assert parts[-1].text.endswith("未开展值班抽查。")
