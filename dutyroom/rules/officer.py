"""Officers: who may do what, and what may be asked of an account."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum
from typing import Final

from dutyroom.rules.refusal import Refusal
from dutyroom.rules.wording import mark

SENTENCES: Final[dict[str, str]] = {
    "officer.name.empty": mark("Enter the name."),
    "officer.name.taken": mark("There is already an officer called {name}. Add something that tells them apart."),
    "officer.roles.empty": mark("Choose at least one role."),
    "officer.last_administrator": mark("{name} is the last administrator; make somebody else one first."),
    "officer.unknown": mark("There is no officer called {name}."),
    "officer.inactive": mark("{name} is no longer active. An administrator can change that in Settings."),
    "password.short": mark("The password needs at least {least} characters."),
    "password.differs": mark("The two passwords differ. Type the same one twice."),
    "password.wrong": mark("That is not the password of {name}. Check Caps Lock and the keyboard's language."),
    "password.wait": mark("After {failures} wrong passwords {name} can try again in {seconds} s. Others can sign in at once."),
    "password.none": mark("{name} has no password yet. An administrator sets one in Settings."),
    "right.missing": mark("{name} may not do this: it needs the role {role}."),
}  # fmt: skip

PASSWORD_LEAST: Final = 6


class Role(StrEnum):
    """What a person is at the desk; one person may be several."""

    OFFICER = "officer"
    LEADER = "leader"
    EMERGENCY = "emergency"
    HOTLINE = "hotline"
    CLERK = "clerk"
    ADMINISTRATOR = "administrator"


@dataclass(frozen=True, slots=True)
class Author:
    """Who writes: an officer, or the system where there are no accounts."""

    id: int | None
    name: str
    roles: frozenset[Role] = frozenset()


SYSTEM: Final = Author(None, "system", frozenset(Role))


@dataclass(frozen=True, slots=True, kw_only=True)
class AddOfficer:
    """A person joins; with a password there is an account. Empty initials are proposed from the name."""

    name: str
    roles: frozenset[Role]
    password: str | None = None
    post: str = ""
    phone: str = ""
    initials: str = ""
    pinyin: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeOfficer:
    """A person's entry is corrected; ``version`` is the one that was shown."""

    id: int
    version: int
    name: str
    roles: frozenset[Role]
    post: str = ""
    phone: str = ""
    initials: str = ""
    active: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class SetPassword:
    """A new password for somebody."""

    officer_id: int
    password: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class SignIn:
    """Somebody sits down at the desk, or proves it again for a signature."""

    officer_id: int
    password: str = field(repr=False)


def check_officer(name: str, roles: frozenset[Role]) -> None:
    """Refuse an officer without a name or a role."""
    if not name.strip():
        raise Refusal("officer.name.empty", field="name")
    if not roles:
        raise Refusal("officer.roles.empty", field="roles")


def check_password(password: str) -> None:
    """Refuse a password that is too short."""
    if len(password) < PASSWORD_LEAST:
        raise Refusal("password.short", field="password", least=PASSWORD_LEAST)


def wait_after(failures: int) -> timedelta:
    """How long the same person waits after so many wrong passwords in a row: none for two, then 2, 4, 8 … 60 s."""
    return timedelta(seconds=0 if failures < 3 else min(60, 2 ** (failures - 2)))


def require(author: Author, *roles: Role) -> None:
    """Refuse an author who has none of the roles."""
    if not author.roles.intersection(roles):
        raise Refusal("right.missing", name=author.name, role=roles[0].value)
