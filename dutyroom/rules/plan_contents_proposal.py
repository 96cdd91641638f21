"""All that the program proposes from the text of a plan, in one go."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dutyroom.rules.plan_actions import proposed_actions
from dutyroom.rules.plan_bodies import proposed_bodies
from dutyroom.rules.plan_contents import ContentKind
from dutyroom.rules.plan_first import first_actions
from dutyroom.rules.plan_phones import proposed_contacts
from dutyroom.rules.plan_proposed import ProposedAction, ProposedBody, ProposedContact, ProposedStart, Text
from dutyroom.rules.plan_starts import proposed_starts

Proposed = ProposedAction | ProposedContact | ProposedBody | ProposedStart


@dataclass(frozen=True, slots=True)
class Proposal:
    """What was found; ``first`` are places among the actions, in the order of the card."""

    actions: tuple[ProposedAction, ...] = ()
    first: tuple[int, ...] = ()
    contacts: tuple[ProposedContact, ...] = ()
    bodies: tuple[ProposedBody, ...] = ()
    starts: tuple[ProposedStart, ...] = ()

    @property
    def count(self) -> int:
        """How many lines there are."""
        return len(self.actions) + len(self.contacts) + len(self.bodies) + len(self.starts)

    def by_kind(self) -> Mapping[ContentKind, Sequence[Proposed]]:
        """The lines of each kind."""
        return {
            ContentKind.ACTION: self.actions,
            ContentKind.CONTACT: self.contacts,
            ContentKind.BODY: self.bodies,
            ContentKind.START: self.starts,
        }


def propose(title: str, sections: Sequence[Text]) -> Proposal:
    """Read the plan's text for its actions, contacts, bodies and start conditions; nothing of it is checked."""
    actions = proposed_actions(title, sections)
    headings = [sections[action.section].title for action in actions]
    return Proposal(
        actions=tuple(actions),
        first=tuple(first_actions(actions, headings)),
        contacts=tuple(proposed_contacts(sections)),
        bodies=tuple(proposed_bodies(title, sections)),
        starts=tuple(proposed_starts(sections)),
    )
