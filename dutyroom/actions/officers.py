"""Officers and accounts."""

from __future__ import annotations

from datetime import datetime

from dutyroom.actions.pinyin import pinyin_of
from dutyroom.data.desk import Desk
from dutyroom.data.queries.officers import OfficerRow, officer_in_full, officer_named, officer_rows
from dutyroom.data.tables import Officer, SignInTrouble
from dutyroom.rules.entry import clean_text
from dutyroom.rules.officer import (
    AddOfficer,
    ChangeOfficer,
    Role,
    SetPassword,
    SignIn,
    check_officer,
    check_password,
    require,
    wait_after,
)
from dutyroom.rules.refusal import Refusal


def add_officer(desk: Desk, add: AddOfficer) -> int:
    """Add a person; returns the number. Needs an administrator."""
    require(desk.author, Role.ADMINISTRATOR)
    return keep_officer(desk, add)


def keep_officer(desk: Desk, add: AddOfficer, *, journal: bool = True) -> int:
    """Add a person without asking for a right: for the first run and the sample."""
    name = clean_text(add.name)
    check_officer(name, add.roles)
    if officer_named(desk.session, name):
        raise Refusal("officer.name.taken", field="name", name=name)
    if add.password is not None:
        check_password(add.password)
    initials, pinyin = pinyin_of(name, person=True)
    officer = Officer(
        name=name,
        initials=add.initials.strip().lower() or initials,
        pinyin=add.pinyin.strip().lower() or pinyin,
        post=clean_text(add.post),
        phone=add.phone.strip(),
        roles=_kept(add.roles),
        password_hash=hash_password(add.password) if add.password is not None else None,
        active=True,
        created_at=desk.now,
    )
    desk.session.add(officer)
    desk.session.flush()
    if journal:
        desk.journal("officer.added", text=name, record=("officer", officer.id), payload={"roles": officer.roles})
    return officer.id


def change_officer(desk: Desk, change: ChangeOfficer) -> None:
    """Correct a person's entry. Needs an administrator; the last one cannot step down."""
    require(desk.author, Role.ADMINISTRATOR)
    name = clean_text(change.name)
    check_officer(name, change.roles)
    officer = desk.session.get(Officer, change.id)
    if officer is None:
        raise Refusal("officer.unknown", field="name", name=change.name)
    if officer.version != change.version:
        raise Refusal("record.changed_meanwhile", field="name")
    namesake = officer_named(desk.session, name)
    if namesake is not None and namesake.id != change.id:
        raise Refusal("officer.name.taken", field="name", name=name)
    stays = change.active and Role.ADMINISTRATOR in change.roles and officer.password_hash is not None
    if not stays and _administrators(desk) == {officer.id}:
        raise Refusal("officer.last_administrator", field="roles", name=officer.name)
    if name != officer.name:
        officer.pinyin = pinyin_of(name, person=True)[1]
    officer.name, officer.post, officer.phone = name, clean_text(change.post), change.phone.strip()
    officer.roles, officer.active = _kept(change.roles), change.active
    officer.initials = change.initials.strip().lower() or officer.initials
    desk.session.flush()
    desk.journal("officer.changed", text=officer.name, record=("officer", officer.id), payload={"roles": officer.roles})


def set_password(desk: Desk, change: SetPassword) -> None:
    """Give somebody a new password: the own one, or as an administrator anybody's."""
    if desk.author.id != change.officer_id:
        require(desk.author, Role.ADMINISTRATOR)
    check_password(change.password)
    officer = desk.session.get(Officer, change.officer_id)
    if officer is None:
        raise Refusal("officer.unknown", name=change.officer_id)
    officer.password_hash = hash_password(change.password)
    desk.session.flush()
    desk.journal("officer.password_set", text=officer.name, record=("officer", officer.id))


def prove(desk: Desk, officer_id: int, password: str, *, field: str = "password") -> OfficerRow:
    """Check a password; wrong ones make the same person wait longer, and are kept even when the command is refused.

    Raises ``Refusal`` (``password.wrong``, ``password.wait``, ``password.none``).
    """
    row = officer_in_full(desk.session, officer_id)
    officer = desk.session.get(Officer, officer_id)
    if row is None or officer is None:
        raise Refusal("officer.unknown", field="officer", name=officer_id)
    if not row.active:
        raise Refusal("officer.inactive", field="officer", name=row.name)
    if officer.password_hash is None:
        raise Refusal("password.none", field=field, name=row.name)
    trouble = desk.session.get(SignInTrouble, officer_id)
    if trouble and trouble.wait_until > desk.now:
        seconds = int((trouble.wait_until - desk.now).total_seconds()) + 1
        raise Refusal("password.wait", field=field, name=row.name, failures=trouble.failures, seconds=seconds)
    if not _matches(officer.password_hash, password):
        failures = (trouble.failures if trouble else 0) + 1
        desk.keep_despite(_count_failure, officer_id, failures, desk.now + wait_after(failures))
        raise Refusal("password.wrong", field=field, name=row.name)
    if trouble:
        desk.session.delete(trouble)
    return row


def sign_in(desk: Desk, sign: SignIn) -> OfficerRow:
    """Somebody sits down at the desk."""
    row = prove(desk, sign.officer_id, sign.password)
    desk.author = row.author
    desk.journal("officer.signed_in", text=row.name, record=("officer", row.id))
    return row


def sign_out(desk: Desk) -> None:
    """Whoever sits at the desk leaves it."""
    if desk.author.id is not None:
        desk.journal("officer.signed_out", text=desk.author.name, record=("officer", desk.author.id))


def hash_password(password: str) -> str:
    """An argon2id hash with the library's defaults (64 MiB, t=3)."""
    from argon2 import PasswordHasher  # noqa: PLC0415  # slow import

    return PasswordHasher().hash(password)


def _matches(hashed: str, password: str) -> bool:
    from argon2 import PasswordHasher  # noqa: PLC0415  # slow import
    from argon2.exceptions import InvalidHashError, VerificationError  # noqa: PLC0415  # slow import

    try:
        return PasswordHasher().verify(hashed, password)
    except (VerificationError, InvalidHashError):
        return False


def _count_failure(desk: Desk, officer_id: int, failures: int, wait_until: datetime) -> None:
    trouble = desk.session.get(SignInTrouble, officer_id)
    if trouble is None:
        desk.session.add(SignInTrouble(officer_id=officer_id, failures=failures, wait_until=wait_until))
    else:
        trouble.failures, trouble.wait_until = failures, wait_until


def _administrators(desk: Desk) -> set[int]:
    return {row.id for row in officer_rows(desk.session) if Role.ADMINISTRATOR in row.roles and row.has_account}


def _kept(roles: frozenset[Role]) -> str:
    return " ".join(role for role in Role if role in roles)
