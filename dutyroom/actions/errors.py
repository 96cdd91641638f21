"""What is said to a person when something cannot be done, for the window and the command line alike."""

from __future__ import annotations

from functools import cache
from zoneinfo import ZoneInfo

from dutyroom.data.trouble import SENTENCES as TROUBLES
from dutyroom.data.trouble import Trouble
from dutyroom.rules.refusal import Refusal
from dutyroom.rules.wording import Wording


def said(error: Refusal | Trouble, wording: Wording, zone: ZoneInfo) -> str:
    """The sentence for a refusal or a trouble, with the way out, in the user's language."""
    from dutyroom.rules.rule_fault import FAULTS, fault_said  # noqa: PLC0415  # slow import: nothing is refused yet
    from dutyroom.rules.sentences import sentence  # noqa: PLC0415  # slow import: as above

    if error.code in FAULTS:
        return fault_said(error.code, error.facts, wording)
    return sentence(error.code, error.facts, wording, zone, _all())


def said_of_file(detail: str, facts: dict[str, object], wording: Wording, zone: ZoneInfo) -> str:
    """The sentence for a file that could not be read; facts such as a kind of file are worded themselves."""
    from dutyroom.readers.document import SENTENCES as READING  # noqa: PLC0415  # slow import: as above
    from dutyroom.readers.look import SENTENCES as LOOKING  # noqa: PLC0415  # slow import: as above
    from dutyroom.rules.plan_import import SENTENCES as IMPORTING  # noqa: PLC0415  # slow import: as above
    from dutyroom.rules.plan_likeness import SENTENCES as LIKENESS  # noqa: PLC0415  # slow import: as above
    from dutyroom.rules.sentences import sentence  # noqa: PLC0415  # slow import: as above

    worded = {name: wording.say(value) if isinstance(value, str) else value for name, value in facts.items()}
    return sentence(detail, worded, wording, zone, {**READING, **LOOKING, **IMPORTING, **LIKENESS}) if detail else ""


@cache
def _all() -> dict[str, str]:
    """Every sentence but the readers': they and the store know a file that cannot be read, with facts of their own."""
    from dutyroom.rules.sentences import SENTENCES  # noqa: PLC0415  # slow import, as above

    return {**SENTENCES, **TROUBLES}
