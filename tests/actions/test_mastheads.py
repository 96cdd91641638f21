"""The office's own templates on a real store: kept, used by every paper of the kind, met, imported, taken back."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from dutyroom.actions.briefing_compose import compose, compose_briefing
from dutyroom.actions.briefing_facts import briefing_facts, composed_facts
from dutyroom.actions.filled_papers import filled_facts, form_of, office_of
from dutyroom.actions.mastheads import (
    as_import,
    change_template,
    import_templates,
    proposed_changes,
    read_template_file,
    shipped_template,
    template_rows,
    write_template_file,
)
from dutyroom.data.queries.journal import entry_in_full, last_entries
from dutyroom.data.queries.office import office_settings
from dutyroom.data.verify import check_store
from dutyroom.rules.paper_template import ChangeTemplate, ImportTemplates
from dutyroom.rules.refusal import Refusal
from tests.actions.briefings import CITY, DAILY, MINUTES, full, issue, ready

KIND = "minutes"


def row_of(room, kind=KIND):
    return next(row for row in room.read(template_rows) if row.kind == kind)


def own(kind=KIND, **head):
    shipped = shipped_template(kind)
    return replace(
        shipped, head=replace(shipped.head, **head), to=("秘书三处",), copies=("各处室（样例）",), contact="55500001"
    )


def keep(room, template, kind=KIND, version=None):
    version = row_of(room, kind).version if version is None else version
    room.do(change_template, ChangeTemplate(kind=kind, version=version, template=template), by="王建国")


def newest(room):
    return room.read(entry_in_full, room.read(last_entries, 1)[0].seq)


def test_a_template_of_the_office_stands_on_every_paper_of_its_kind(room):
    keep(room, own(zh="  {office}例会纪要 ", colour="black"))
    assert row_of(room).is_own
    number = room.do(compose_briefing, MINUTES)
    facts = room.read(lambda session: briefing_facts(session, full(room, number)))
    assert facts.head is not None
    assert (facts.head.zh, facts.head.colour) == ("{office}例会纪要", "black")
    assert (facts.to, facts.copies, facts.contact) == (("秘书三处",), ("各处室（样例）",), "55500001")
    assert full(room, number).recipients[0].unit_id is not None, "a name of the directory is that unit"
    on_the_fly = room.read(lambda session: composed_facts(session, compose(session, MINUTES, room.now)))
    assert (on_the_fly.head, on_the_fly.to, on_the_fly.contact) == (facts.head, facts.to, facts.contact)
    assert "head" not in form_of(KIND)
    filled = filled_facts(KIND, {"title": "例会"}, room.read(office_of), room.now, issued=True)
    assert filled.head == facts.head
    other = room.read(lambda session: composed_facts(session, compose(session, DAILY, room.now)))
    assert other.head is None


def test_an_empty_list_is_as_the_last_paper_went_or_nobody_as_the_office_says(room):
    issue(room, ready(room))  # to CITY
    shipped = shipped_template(KIND)
    keep(room, replace(shipped, contact="1"))
    assert [one.name for one in full(room, room.do(compose_briefing, MINUTES)).recipients] == [CITY.name]
    keep(room, replace(shipped, to_empty="nobody"))
    assert full(room, room.do(compose_briefing, MINUTES)).recipients == ()
    assert row_of(room).template.to_empty == "nobody"


def test_each_change_is_one_entry_and_the_store_stays_sound(room):
    keep(room, own(zh="例会纪要"))
    entry = newest(room)
    assert entry.event == "paper.template_changed"
    assert ["zh", "值班工作会议纪要", "例会纪要"] in json.loads(entry.payload)["changes"]
    before = room.read(last_entries, 1)[0].seq
    keep(room, own(zh="例会纪要"))
    assert room.read(last_entries, 1)[0].seq == before, "what stands so is not written again"
    keep(room, None)
    assert newest(room).event == "paper.template_restored"
    assert row_of(room).template == shipped_template(KIND)
    assert row_of(room).version == 2
    assert room.read(office_settings).name_zh, "the office's settings are read as before"
    assert room.read(lambda session: check_store(session, room.store.attachments)).ok


def test_two_who_change_the_same_kind_meet_also_after_a_reset(room):
    keep(room, own(zh="甲"))
    keep(room, None)
    for version in (0, 1):
        with pytest.raises(Refusal) as caught:
            keep(room, own(zh="乙"), version=version)
        assert caught.value.code == "record.changed_meanwhile"
    assert not row_of(room).is_own


def test_only_a_leader_or_an_administrator_changes_it(room):
    with pytest.raises(Refusal) as caught:
        room.do(change_template, ChangeTemplate(kind=KIND, version=0, template=own()), by="张伟")
    assert (caught.value.code, caught.value.facts["role"]) == ("right.missing", "leader")


def test_templates_go_out_to_a_file_and_come_in_from_one_all_or_none(room, tmp_path):
    file = tmp_path / "templates.toml"
    keep(room, own(zh="例会纪要"))
    write_template_file(file, room.read(template_rows))
    read, office = read_template_file(file), room.read(office_settings)
    assert not proposed_changes(room.read(template_rows), read, office)
    file.write_text(file.read_text("utf-8").replace("例会纪要", "周会纪要").replace("值班快报", "快报"), "utf-8")
    read, rows = read_template_file(file), room.read(template_rows)
    told = proposed_changes(rows, read, office)
    assert [(each.kind, each.name, each.then) for each in told] == [("express", "zh", "快报"), (KIND, "zh", "周会纪要")]
    asked = as_import(file.name, rows, read)
    assert room.do(import_templates, asked, by="王建国") == 2
    entry = newest(room)
    assert (entry.event, sorted(json.loads(entry.payload)["kinds"])) == ("paper.templates_imported", ["express", KIND])
    assert not row_of(room, "spot-check").is_own, "what the file leaves as shipped stays the shipped one"
    bad = ImportTemplates(
        file="bad.toml",
        changes=(
            ChangeTemplate(kind="express", version=row_of(room, "express").version, template=None),
            ChangeTemplate(kind=KIND, version=row_of(room).version, template=own(zh="{year}")),
        ),
    )
    with pytest.raises(Refusal) as caught:
        room.do(import_templates, bad, by="王建国")
    assert (caught.value.field, caught.value.facts["kind"]) == ("zh", KIND)
    assert row_of(room, "express").is_own, "nothing of a refused file is kept"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (None, "template.absent"),
        (b"", "template.none"),
        (b"[express\n", "template.toml"),
        (b"[express]\nzh = '\xff'", "template.utf8"),
        (b"#" * 300_000, "template.large"),
        ("[express]\nzh = '快报'".encode(), "masthead.missing"),
    ],
)
def test_a_file_that_is_none_is_refused_by_name(tmp_path, content, code):
    file = tmp_path / "templates.toml"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(Refusal) as caught:
        read_template_file(file)
    assert caught.value.code == code
