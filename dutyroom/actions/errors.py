"""What is said to a person when something cannot be done, for the window and the command line alike."""

from __future__ import annotations

from typing import Final
from zoneinfo import ZoneInfo

from dutyroom.data.trouble import SENTENCES as TROUBLES
from dutyroom.data.trouble import Trouble
from dutyroom.readers.document import SENTENCES as READING
from dutyroom.readers.look import SENTENCES as LOOKING
from dutyroom.rules.refusal import Refusal
from dutyroom.rules.rule_fault import FAULTS, fault_said
from dutyroom.rules.sentences import SENTENCES, sentence
from dutyroom.rules.wording import Wording

# Both readers and the store know a file that cannot be read, each with facts of its own: kept apart.
_ALL: Final = {**SENTENCES, **TROUBLES}
_OF_FILES: Final = {**READING, **LOOKING}


def said(error: Refusal | Trouble, wording: Wording, zone: ZoneInfo) -> str:
    """The sentence for a refusal or a trouble, with the way out, in the user's language."""
    if error.code in FAULTS:
        return fault_said(error.code, error.facts, wording)
    return sentence(error.code, error.facts, wording, zone, _ALL)


def said_of_file(detail: str, facts: dict[str, object], wording: Wording, zone: ZoneInfo) -> str:
    """The sentence for a file that could not be read; facts such as a kind of file are worded themselves."""
    worded = {name: wording.say(value) if isinstance(value, str) else value for name, value in facts.items()}
    return sentence(detail, worded, wording, zone, _OF_FILES) if detail else ""
