"""Officers as choices of a picker, and the three posts of a shift as fields of a form."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from dutyroom.rules.officer import Role
from dutyroom.rules.shift import Posts
from dutyroom.ui.parts.choices import Choice
from dutyroom.ui.parts.form import Form
from dutyroom.ui.parts.person_picker import PersonPicker

if TYPE_CHECKING:
    from dutyroom.data.queries.officers import OfficerRow

POSTS = ("leader_id", "chief_id", "deputy_id")


def choices_of(officers: Iterable[OfficerRow]) -> list[Choice]:
    """Officers as they are picked: by name, pinyin or initials; the post stands beside."""
    return [Choice(row.id, row.name, (row.pinyin, row.initials), row.post) for row in officers]


def leaders_first(officers: Sequence[OfficerRow]) -> list[OfficerRow]:
    """The same officers, those who lead a shift before the others."""
    return sorted(officers, key=lambda row: Role.LEADER not in row.roles)


def officers_first(officers: Sequence[OfficerRow]) -> list[OfficerRow]:
    """The same officers, those who keep the desk before the others."""
    return sorted(officers, key=lambda row: Role.OFFICER not in row.roles)


class PostsForm(Form):
    """A form with the pickers of leader, chief and deputy; a subclass adds what else its step needs."""

    def add_posts(self) -> None:
        """Add the three pickers below what is there."""
        self.leader_id, self.chief_id, self.deputy_id = (PersonPicker(self) for _ in POSTS)
        for name in POSTS:
            self.add_field(name, getattr(self, name))

    def word_posts(self) -> None:
        """Word the three pickers."""
        hint = self.tr("Type initials, for example lh for 李华")
        self.word_field("leader_id", self.tr("Leader in charge"), hint)
        self.word_field("chief_id", self.tr("Chief officer"))
        self.word_field("deputy_id", self.tr("Deputy officer"))

    def offer_people(self, officers: Sequence[OfficerRow]) -> None:
        """Offer these officers for the posts; who was picked stays picked."""
        self.leader_id.set_choices(choices_of(leaders_first(officers)))
        desk = choices_of(officers_first(officers))
        self.chief_id.set_choices(desk)
        self.deputy_id.set_choices(desk)

    def propose(self, due: Mapping[str, int]) -> None:
        """Pick who stands on the roster, where nobody was picked yet; it can be changed like anything typed."""
        for name, number in due.items():
            picker = getattr(self, name)
            if picker.choice_id() is None and not picker.text():
                picker.set_choice(number)

    def posts(self) -> Posts:
        """Who was picked; 0 where nobody was."""
        return Posts(
            leader_id=self.leader_id.choice_id() or 0,
            chief_id=self.chief_id.choice_id() or 0,
            deputy_id=self.deputy_id.choice_id(),
        )
