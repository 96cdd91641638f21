"""What the sample duty room begins with: settings, units, people, plans."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from dutyroom.actions.hotline_classes import LAID_NOW as CLASSES_LAID_NOW
from dutyroom.actions.hotline_classes import class_values, shipped_classes
from dutyroom.actions.pinyin import pinyin_of
from dutyroom.actions.required_plans import LAID_NOW, shipped_required
from dutyroom.actions.sample_directory import put_directory
from dutyroom.actions.sample_plan_contents import put_contents
from dutyroom.data.bulk import BulkWriter
from dutyroom.data.queries.hotline_classes import LAID as CLASSES_LAID
from dutyroom.data.queries.required_plans import LAID
from dutyroom.data.resources import resource_path
from dutyroom.data.tables import HotlineClass, Officer, Plan, PlanText, RequiredPlan, Setting
from dutyroom.rules.canon import canonical_json
from dutyroom.rules.entry import Kind
from dutyroom.rules.office import OfficeSettings
from dutyroom.rules.officer import Role

SAMPLE_PASSWORD: Final = "sample12"  # noqa: S105  # known to everyone: it opens nothing but the sample
_SALT: Final = b"dutyroom, sample"
_MINUTE: Final = 60_000_000


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody of the sample: number, name, post."""

    id: int
    name: str
    post: str


@dataclass(frozen=True, slots=True)
class Team:
    """The three who stand on a shift."""

    leader: Person
    chief: Person
    deputy: Person


@dataclass(frozen=True, slots=True)
class People:
    """Everyone who matters for the log: the teams in turn, and who keeps the plans."""

    teams: tuple[Team, ...]
    emergency: Person


def entry_values(
    event: str, at: int, author: Person | None, text: str, *, kind: Kind = Kind.SYSTEM, **others: Any
) -> dict[str, Any]:
    """A journal entry by column name; ``at`` is both times unless ``happened_at`` says another."""
    values: dict[str, Any] = {
        "kind": kind.value,
        "event": event,
        "happened_at": at,
        "written_at": at,
        "author_id": author.id if author else None,
        "author_name": author.name if author else "system",
        "shift_id": None,
        "record_kind": None,
        "record_id": None,
        "amends": None,
        "important": False,
        "paper_number": None,
        "paper_writer": None,
        "text": text,
        "unit": None,
        "person": None,
        "phone": None,
        "payload": None,
    }
    values.update(others)
    return values


def set_up(writer: BulkWriter, office: OfficeSettings, at: int, plans: Sequence[Mapping[str, Any]] = ()) -> People:
    """Settings, the directory, the lists of required plans and of classes, and the people: one entry vouches for all of them.

    ``plans`` are those that will be kept next, in this order.
    """
    for number, (key, value) in enumerate(office.plain().items(), 1):
        writer.put(Setting, {"id": number, "key": key, "value": canonical_json(value)})
    put_directory(writer, at)
    _put_required(writer, plans)
    _put_classes(writer)
    people = _put_people(writer, at)
    writer.journal(entry_values("office.set_up", at, None, office.name_zh, payload=office.plain()))
    return people


def _put_required(writer: BulkWriter, plans: Sequence[Mapping[str, Any]]) -> None:
    """The shipped list, with the sample's plans where they fill it; the others are gaps."""
    filled = {title: number for number, plan in enumerate(plans, 1) for title in plan.get("fills", ())}
    for number, line in enumerate(shipped_required(), 1):
        initials, pinyin = pinyin_of(line["title"])
        row: dict[str, Any] = {"level": "", "category": "", "subtype": "", "lead_unit": "", "source": "", **line}
        row |= {"id": number, "position": number - 1, "active": True, "reason": ""}
        row |= {"plan_id": filled.get(line["title"]), "checked": line["title"] in filled}
        writer.put(RequiredPlan, {**row, "initials": initials, "pinyin": pinyin})
    writer.note(LAID, LAID_NOW)


def _put_classes(writer: BulkWriter) -> None:
    """The shipped table of classes of the mayor's telephone."""
    for number, facts in enumerate(shipped_classes(), 1):
        writer.put(HotlineClass, {"id": number, "active": True, **class_values(facts)})
    writer.note(CLASSES_LAID, CLASSES_LAID_NOW)


def _put_people(writer: BulkWriter, at: int) -> People:
    listed = tomllib.loads(resource_path("samples/people.toml").read_text("utf-8"))
    secret = _hashed(listed["password"])
    kept: dict[str, list[Person]] = {}
    number = 0
    for group in ("leader", "officer", "emergency", "clerk"):
        for somebody in listed[group]:
            number += 1
            person = Person(number, somebody["name"], somebody["post"])
            kept.setdefault(group, []).append(person)
            _put_officer(writer, person, _roles(group, somebody), secret, at)
    leaders, officers = kept["leader"], kept["officer"]
    teams = tuple(
        Team(
            leaders[place % len(leaders)],
            officers[2 * place % len(officers)],
            officers[(2 * place + 1) % len(officers)],
        )
        for place in range(len(leaders) * len(officers))
    )
    return People(teams, kept["emergency"][0])


def _roles(group: str, somebody: Mapping[str, Any]) -> str:
    roles = {
        "leader": (Role.LEADER,),
        "officer": (Role.OFFICER,),
        "emergency": (Role.OFFICER, Role.EMERGENCY),
        "clerk": (Role.HOTLINE,),
    }[group]
    own = {*roles, Role.ADMINISTRATOR} if somebody.get("administrator") else set(roles)
    return " ".join(role for role in Role if role in own)


def _put_officer(writer: BulkWriter, person: Person, roles: str, secret: str, at: int) -> None:
    initials, pinyin = pinyin_of(person.name, person=True)
    officer = {"id": person.id, "name": person.name, "initials": initials, "pinyin": pinyin, "post": person.post}
    officer |= {"phone": f"1990001{person.id:04}", "roles": roles, "password_hash": secret}
    writer.put(Officer, {**officer, "active": True, "created_at": at})


@cache  # the work that makes guessing dear; what is always the same need not be worked out again
def _hashed(password: str) -> str:
    """The password's hash with a fixed salt: it is public anyway, and the same sample needs the same rows."""
    from argon2.low_level import Type, hash_secret  # noqa: PLC0415  # slow import

    hashed = hash_secret(
        password.encode(), _SALT, time_cost=3, memory_cost=65536, parallelism=4, hash_len=32, type=Type.ID
    )
    return hashed.decode()


def sample_plans() -> list[dict[str, Any]]:
    """The plans that the sample is shipped with."""
    plans: list[dict[str, Any]] = tomllib.loads(resource_path("samples/plans.toml").read_text("utf-8"))["plan"]
    return plans


def keep_plans(writer: BulkWriter, plans: Sequence[Mapping[str, Any]], by: Person, at: int) -> None:
    """Keep the plans, one entry each, a minute apart."""
    first = 1
    for number, plan in enumerate(plans, 1):
        moment = at + (number - 1) * _MINUTE
        sections = [(level, no, title, body) for level, no, title, body in plan["sections"]]
        text_hash = writer.add_sections(number, sections, plan["title"])
        missing = bool(plan.get("text_missing", False))
        row = {key: plan[key] for key in ("title", "kind", "issuer", "number", "issued_on")}
        row |= {"id": number, "text_missing": missing, "current": 1, "state": "kept", "void_reason": ""}
        initials, pinyin = pinyin_of(plan["title"])
        row |= {"initials": initials, "pinyin": pinyin, **plan.get("particulars", {})}
        writer.put(Plan, row)
        text = {"id": number, "plan_id": number, "number": 1, "file_name": plan["file"], "attachment": None}
        text |= {"text_hash": text_hash, "section_count": len(sections), "imported_at": moment}
        writer.put(PlanText, text)
        places = {no: first + place for place, (_, no, _, _) in enumerate(sections)}
        put_contents(writer, plan["title"], number, places, by.name, moment)
        first += len(sections)
        payload = {"file": plan["file"], "sections": len(sections), "text_missing": missing}
        writer.journal(
            entry_values(
                "plan.imported", moment, by, plan["title"], record_kind="plan", record_id=number, payload=payload
            )
        )
