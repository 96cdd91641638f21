"""Who signed, and what proves later that the log was not rewritten."""

from __future__ import annotations

from typing import Final

from dutyroom.papers.blocks import Block
from dutyroom.papers.facts import HandoverFacts, SignatureFact
from dutyroom.papers.form import FIELD, NAME, NARROW, SHADE, SMALL, Form
from dutyroom.papers.grid import Cell, Grid, Row
from dutyroom.papers.lines import Style
from dutyroom.papers.phrases import grouped
from dutyroom.papers.qr import QrBlock

_HEAD: Final = Style(role="song", size=11, leading=16)
_REASONS_SHORT: Final = 300
"""Characters; so much stands on one page with the head."""
_SIDE: Final = Style(role="hei", size=11, leading=16, align="center")


def signature_block(form: Form, facts: HandoverFacts) -> Grid:
    """Both sides beside one another, with names, times and reasons; lines to sign on where nobody has yet."""
    say = form.phrases.say
    given = [signed for signed in facts.signatures if signed.role in ("give", "give-addendum")]
    taken = [signed for signed in facts.signatures if signed.role == "take"]
    reviewed = [signed for signed in facts.signatures if signed.role == "review"]
    sides = Row([Cell([form.text(name, _SIDE)], 1, SHADE) for name in (say("Handed over by"), say("Taken over by"))])
    rows = [Row([_signed(form, given), _signed(form, taken)], 76)]
    if reviewed:
        rows.append(Row([Cell([form.text(say("Seen by the leader"), NARROW), *_lines(form, reviewed)], 2)]))
    # The head proves what was signed, so it does not stand on a page of its own; long reasons must be free to break.
    is_short = sum(len(signed.reason or "") for signed in facts.signatures) <= _REASONS_SHORT
    stays = bool(facts.head) and is_short
    return Grid((1.0, 1.0), [sides, *rows], space_before=4, together=True, stays_with_next=stays)


def _signed(form: Form, signatures: list[SignatureFact]) -> Cell:
    if signatures:
        return Cell(_lines(form, signatures))
    say = form.phrases.say
    empty = [say("Signature:"), say("Time:")]
    return Cell([form.text(line, FIELD, gap=16) for line in empty])


def _lines(form: Form, signatures: list[SignatureFact]) -> list[Block]:
    say, phrases = form.phrases.say, form.phrases
    blocks: list[Block] = []
    for number, signed in enumerate(signatures):
        blocks.append(form.text(signed.name, NAME, gap=8 if number else 0))
        if signed.post:
            blocks.append(form.text(signed.post, NARROW))
        if signed.role == "give-addendum":
            blocks.append(form.text(say("for what happened between giving and taking"), SMALL))
        if signed.on_behalf_of:
            blocks.append(form.text(say("on behalf of {name}", name=signed.on_behalf_of), NARROW))
        if signed.reason:
            blocks.append(form.text(say("Reason: {reason}", reason=signed.reason), NARROW))
        at = f"{phrases.moment(signed.signed_at, year=True)}:{signed.signed_at.astimezone(phrases.zone):%S}"
        blocks.append(form.text(say("Signed {time}", time=at), NARROW))
    return blocks


def proof_block(form: Form, facts: HandoverFacts) -> list[Block]:
    """Entry count and head of the chain, to read and to scan; nothing while the shift is not handed over."""
    if not facts.head:
        return []
    say = form.phrases.say
    half = len(facts.head) // 2
    told: list[Block] = [
        form.text(say("Entries covered: {n}", n=facts.entry_count), FIELD),
        form.text(say("Head of the chain (SHA-256):"), FIELD, gap=2),
        form.text(grouped(facts.head[:half]) + "\n" + grouped(facts.head[half:]), _HEAD),
        form.text(say("To check: dutyroom check --head, then the code above or the one to scan."), SMALL, gap=2),
    ]
    cells = [Cell(told, place="middle"), Cell([QrBlock(facts.head)], place="middle")]
    return [Grid((4.6, 1.0), [Row(cells)], space_before=6, together=True)]
