"""The directory: units that the desk talks to, people, their numbers, and groups for one-key lists."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from dutyroom.data.tables.base import ADDED, Instant, Table


class Unit(Table):
    """A body that calls or is called: an office of the house, an area, a bureau, a superior body, a partner."""

    __tablename__ = "unit"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[str]
    name: Mapped[str]
    short: Mapped[str] = mapped_column(default="")
    name_en: Mapped[str] = mapped_column(default="")
    initials: Mapped[str]
    pinyin: Mapped[str]
    position: Mapped[int]
    active: Mapped[bool] = mapped_column(default=True)
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"), info=ADDED)
    functions: Mapped[str | None] = mapped_column(Text, info=ADDED)
    """What it is responsible for, one a line."""
    functions_en: Mapped[str | None] = mapped_column(Text, info=ADDED)
    fields: Mapped[str | None] = mapped_column(Text, info=ADDED)
    """The fields whose papers it handles, one a line."""
    fields_en: Mapped[str | None] = mapped_column(Text, info=ADDED)
    address: Mapped[str | None] = mapped_column(Text, info=ADDED)
    note: Mapped[str | None] = mapped_column(Text, info=ADDED)
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012  # SQLAlchemy's own idiom


class Person(Table):
    """Somebody of a unit; ``position`` is the order of protocol."""

    __tablename__ = "person"
    __table_args__ = (Index("ix_person_unit_id", "unit_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    name: Mapped[str]
    post: Mapped[str] = mapped_column(default="")
    fields: Mapped[str] = mapped_column(Text, default="")
    """What the person is in charge of, one a line."""
    initials: Mapped[str]
    pinyin: Mapped[str]
    position: Mapped[int] = mapped_column(default=0)
    note: Mapped[str] = mapped_column(Text, default="")
    active: Mapped[bool] = mapped_column(default=True)
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012  # SQLAlchemy's own idiom


class Contact(Table):
    """A number of a unit or of a person, kept from an entry or from the directory.

    ``person`` names whoever has it where there is no ``person_id``; ``label`` is one of the directory's kinds of
    number (duty, office, mobile, home, fax, secure fax, e-mail), None where it was kept from an entry.
    """

    __tablename__ = "contact"

    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    person: Mapped[str] = mapped_column(default="")
    phone: Mapped[str]
    active: Mapped[bool] = mapped_column(default=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), info=ADDED)
    label: Mapped[str | None] = mapped_column(info=ADDED)
    is_day_and_night: Mapped[bool | None] = mapped_column(info=ADDED)
    checked_at: Mapped[datetime | None] = mapped_column(Instant, info=ADDED)
    """When somebody last found that it answers."""
    note: Mapped[str | None] = mapped_column(Text, info=ADDED)
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012  # SQLAlchemy's own idiom


class ContactGroup(Table):
    """A list that is called by one key: all areas, the flood office's members."""

    __tablename__ = "contact_group"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    purpose: Mapped[str] = mapped_column(Text, default="")
    position: Mapped[int] = mapped_column(default=0)
    active: Mapped[bool] = mapped_column(default=True)
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012  # SQLAlchemy's own idiom


class GroupMember(Table):
    """A unit or a person in a group."""

    __tablename__ = "group_member"
    __table_args__ = (Index("ix_group_member_group_id", "group_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    group_id: Mapped[int] = mapped_column(ForeignKey("contact_group.id"))
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    position: Mapped[int]
    active: Mapped[bool] = mapped_column(default=True)
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012  # SQLAlchemy's own idiom
