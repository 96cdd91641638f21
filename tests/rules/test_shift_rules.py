"""Pure rules of the desk: alarms, shifts, entries, accounts, wording."""

import unicodedata
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dutyroom.data.trouble import SENTENCES as TROUBLES
from dutyroom.rules.canon import canonical_json, instant, microseconds
from dutyroom.rules.due import Spoken, Stage, alarming, stage_of, to_sound
from dutyroom.rules.entry import clean_text
from dutyroom.rules.office import DAY_AND_NIGHT, WHOLE_DAY, OfficeSettings, check_office, planned_shift
from dutyroom.rules.officer import wait_after
from dutyroom.rules.refusal import Refusal
from dutyroom.rules.sentences import SENTENCES, sentence
from dutyroom.rules.wording import ENGLISH, Wording

ZONE = ZoneInfo("Asia/Shanghai")
NOW = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)
WARN = timedelta(minutes=15)
INSTANTS = st.integers(-(10**15), 4 * 10**15).map(instant)


@dataclass
class _Item:
    id: int
    due_at: datetime | None
    put_off_until: datetime | None = None


@given(INSTANTS, st.integers(-10_000, 10_000))
def test_a_clock_only_runs_forward_through_its_stages(due, minutes):
    now = due + timedelta(minutes=minutes)
    stage = stage_of(due, now, warn=WARN)
    assert stage == (Stage.OVERDUE if minutes >= 0 else Stage.WARNING if minutes >= -15 else Stage.CALM)
    assert stage_of(due, now + timedelta(minutes=1), warn=WARN) >= stage


def test_an_alarm_repeats_until_put_off_and_speaks_at_once_at_a_new_stage():
    items = [_Item(1, NOW + timedelta(minutes=10)), _Item(2, NOW - timedelta(minutes=1)), _Item(3, None)]
    standing = alarming(items, NOW, warn=WARN)
    assert [(item.id, stage) for item, stage in standing] == [(2, Stage.OVERDUE), (1, Stage.WARNING)]
    repeat = timedelta(minutes=5)
    assert len(to_sound(standing, {}, NOW, repeat=repeat)) == 2
    spoken = {1: Spoken(NOW, Stage.WARNING), 2: Spoken(NOW, Stage.WARNING)}
    assert [i.id for i, _ in to_sound(standing, spoken, NOW + timedelta(minutes=1), repeat=repeat)] == [2]
    assert [i.id for i, _ in to_sound(standing, spoken, NOW + timedelta(minutes=5), repeat=repeat)] == [2, 1]
    items[1].put_off_until = NOW + timedelta(minutes=5)
    assert [i.id for i, _ in alarming(items, NOW, warn=WARN)] == [1]


@given(INSTANTS, st.sampled_from([WHOLE_DAY, DAY_AND_NIGHT]))
def test_the_planned_shift_is_the_one_that_begins_nearest(now, templates):
    template, start, end = planned_shift(templates, now, ZONE)
    assert abs(start - now) <= timedelta(hours=max(t.hours for t in templates) / 2)
    assert end - start == timedelta(hours=template.hours)


def test_a_successor_ten_minutes_early_gets_the_coming_shift():
    _, start, _ = planned_shift(WHOLE_DAY, datetime(2026, 11, 24, 8, 20, tzinfo=ZONE), ZONE)
    assert start == datetime(2026, 11, 24, 8, 30, tzinfo=ZONE)


@pytest.mark.parametrize("failures", range(1, 20))
def test_the_wait_grows_and_is_never_a_lock_out(failures):
    assert wait_after(failures) <= wait_after(failures + 1) <= timedelta(seconds=60)


@given(st.text())
def test_clean_text_is_stable_and_has_no_controls(text):
    cleaned = clean_text(text)
    assert clean_text(cleaned) == cleaned
    assert not any(ord(c) < 32 and c not in "\n\t" for c in cleaned)


def test_the_text_of_the_field_survives_cleaning():
    assert clean_text("𬱖䶮喆 Ⅲ级\t🚒") == "𬱖䶮喆 Ⅲ级\t🚒"
    assert clean_text("👩\u200d🚒") == "👩\u200d🚒"


BIDI = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
TURNING = [*"\u061c\u200e\u200f", *(chr(c) for c in range(0x110000) if unicodedata.bidirectional(chr(c)) in BIDI)]


@pytest.mark.parametrize("char", TURNING)
def test_nothing_in_a_text_turns_the_order_it_is_read_in(char):
    assert clean_text(f"死亡{char}0人，受伤{char}3人") == "死亡0人，受伤3人"


@given(INSTANTS)
def test_instants_survive_as_microseconds(when):
    assert instant(microseconds(when)) == when


def test_the_canon_is_one_text_for_equal_values():
    assert canonical_json({"b": NOW, "a": [b"\x01", None, True]}) == '{"a":["01",null,true],"b":1795406400000000}'


def test_settings_read_back_as_they_were_kept():
    settings = OfficeSettings(templates=DAY_AND_NIGHT, warn_minutes=30)
    assert OfficeSettings.from_plain(settings.plain()) == settings
    with pytest.raises(Refusal, match=r"office\.template\.same"):
        check_office(OfficeSettings(templates=(*DAY_AND_NIGHT, WHOLE_DAY[0], WHOLE_DAY[0])))
    assert planned_shift(WHOLE_DAY, NOW, ZONE)[0].start == time(8, 30)


def test_sentences_name_the_value_in_the_offices_time():
    said = sentence("entry.due.past", {"time": NOW}, ENGLISH, ZONE)
    assert said == "The due time 2026-11-23 12:00 has passed already. Enter a later one."
    chinese = Wording("zh_CN", {SENTENCES["entry.text.empty"]: "请填写内容。"})
    assert sentence("entry.text.empty", {}, chinese, ZONE) == "请填写内容。"
    assert not SENTENCES.keys() & TROUBLES.keys()
