"""What the roles are called on the screen."""

from __future__ import annotations

from typing import Final

from dutyroom.rules.officer import Role
from dutyroom.rules.wording import mark

ROLE_WORDS: Final[dict[Role, str]] = {
    Role.OFFICER: mark("Duty officer"),
    Role.LEADER: mark("Leader in charge"),
    Role.EMERGENCY: mark("Emergency officer"),
    Role.HOTLINE: mark("Hotline clerk"),
    Role.CLERK: mark("Clerk"),
    Role.ADMINISTRATOR: mark("Administrator"),
}
