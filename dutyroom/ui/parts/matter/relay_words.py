"""How a list of recipients is put into words: its columns, how far it is, and its text for telephone or message."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from dutyroom.data.queries.relays import RelayInFull, RelayLineRow, RelayRow
from dutyroom.rules.relay import LINE_WORDS, RELAY_WORDS, WAITED_FOR, LineState, RelayState
from dutyroom.rules.wording import mark
from dutyroom.ui.parts.entry_words import translated
from dutyroom.ui.parts.matter.words import channel_said, due_said
from dutyroom.ui.parts.register_model import Column, Tone
from dutyroom.ui.parts.said_time import moment_said

Clock = Callable[[], datetime]
Zone = Callable[[], ZoneInfo]
_TONES: Final[dict[str, Tone]] = {
    LineState.WAITING: "warning",
    LineState.SENT: "info",
    LineState.ACKNOWLEDGED: "done",
    LineState.WITHDRAWN: "secondary",
}


def is_waited_for(line: RelayLineRow) -> bool:
    """Whether this recipient must still be told or must still acknowledge."""
    return line.state in WAITED_FOR


def in_turn(lines: Sequence[RelayLineRow]) -> list[RelayLineRow]:
    """The recipients as the list shows them: whoever is waited for on top, then the told, then those taken off."""
    return sorted(lines, key=lambda line: (not is_waited_for(line), line.state == LineState.WITHDRAWN))


def line_columns(clock: Clock, zone: Zone) -> tuple[Column, ...]:
    """Unit, phone, state, channel, who took it, read back, acknowledged at, attempts."""

    def acknowledged(line: RelayLineRow) -> str:
        return moment_said(line.acknowledged_at, clock(), zone()) if line.acknowledged_at else ""

    return (
        Column(key="unit", title=mark("Unit"), text=lambda line: line.unit, width=150, stretches=True, struck=_is_off),
        Column(key="phone", title=mark("Phone"), text=lambda line: line.phone, width=136),
        Column(key="state", title=mark("State"), text=_state, tone=_tone, width=180, tooltip=lambda line: line.remark),
        Column(key="channel", title=mark("Told by"), text=_channel, width=80, drop_order=2),
        Column(key="taken_by", title=mark("Who took it"), text=lambda line: line.taken_by, width=104),
        Column(key="read_back", title=mark("Read back"), text=_read_back, width=88, drop_order=3),
        Column(key="acknowledged", title=mark("Acknowledged at"), text=acknowledged, width=128, drop_order=4),
        Column(
            key="attempts",
            title=mark("Attempts"),
            text=lambda line: str(line.attempts) if line.attempts else "",
            width=76,
            align="right",
            drop_order=1,
        ),
    )


def line_said(state: str) -> str:
    """How far a recipient is, as words."""
    return translated(LINE_WORDS.get(state, state))


def count_said(relay: RelayRow) -> str:
    """How many have acknowledged; how it ended where it is over."""
    words = translated(mark("{done} of {count} acknowledged")).format(done=relay.done, count=relay.count)
    if relay.state == RelayState.RUNNING:
        return words
    return f"{words} · {translated(RELAY_WORDS.get(relay.state, relay.state))}"


def time_left_said(relay: RelayRow, now: datetime, zone: ZoneInfo) -> tuple[str, Tone]:
    """The time left until all must have acknowledged, and its colour; empty when it is over or has no limit."""
    if relay.state != RelayState.RUNNING or relay.acknowledge_by is None:
        return relay.void_reason, "secondary"
    return due_said(relay.acknowledge_by, now, zone), "overdue" if relay.acknowledge_by <= now else "info"


def link_said(relay: RelayRow) -> str:
    """A relay in one line."""
    return f"{relay.number} {relay.title} · {count_said(relay)}"


def words_to_pass_on(full: RelayInFull) -> str:
    """Title and text as they are read out or sent."""
    return f"{full.relay.title}\n{full.relay.text}"


def _state(line: RelayLineRow) -> str:
    word = line_said(line.state)
    if line.state == LineState.WAITING and line.attempts:
        return translated(mark("{state}, tried {count}×")).format(state=word, count=line.attempts)
    return word


def _tone(line: RelayLineRow) -> Tone:
    return _TONES.get(line.state, "")


def _channel(line: RelayLineRow) -> str:
    return channel_said(line.channel) if line.channel else ""


def _read_back(line: RelayLineRow) -> str:
    return translated(mark("yes, read back")) if line.read_back else ""


def _is_off(line: RelayLineRow) -> bool:
    return line.state == LineState.WITHDRAWN
