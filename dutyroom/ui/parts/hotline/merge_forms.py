"""Two cases that are the same demand: merged, every caller kept, and taken apart again where that was wrong."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from dutyroom.actions.hotline_merging import take_apart
from dutyroom.actions.hotline_naming import merge_into
from dutyroom.data.queries.hotline_rows import CaseInFull
from dutyroom.rules.hotline_record import MergeInto
from dutyroom.rules.hotline_steps import TakeApart
from dutyroom.ui.page import Tools
from dutyroom.ui.parts.hotline.case_form import CaseForm
from dutyroom.ui.parts.hotline.duplicates_field import DuplicatesField, Likely
from dutyroom.ui.parts.matter.kept_form import Run


class MergeForm(CaseForm):
    """This case is the same demand as another one, which stands for both; every caller is kept."""

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(tools, parent)
        self.into = DuplicatesField(self)
        self.add_field("into", self.into, tall=True)
        self.text = self.add_text()
        self.into.line.returnPressed.connect(self.send.click)
        self.retranslate()

    def begin(self, case: CaseInFull) -> None:
        """Nothing is likely until it was looked for."""
        self.into.show_likely(())
        super().begin(case)

    def propose(self, likely: Sequence[Likely]) -> None:
        """These cases may be the same demand."""
        was_dirty = self.is_dirty
        self.into.show_likely(likely)
        if not was_dirty:
            self.mark_clean()

    def command(self) -> Run:
        """See :class:`KeptForm`."""
        return merge_into, MergeInto(id=self.number or 0, number=self.into.value(), text=self.text.toPlainText())

    def retranslate(self) -> None:
        """Word the form anew."""
        super().retranslate()
        self.word_field("into", self.tr("The same demand as"))
        self.word_field("text", self.tr("Remark"), self.tr("every caller is kept; it can be taken apart again"))
        self.send.setText(self.tr("Merge the cases"))


class ApartForm(CaseForm):
    """A case that was merged is a demand of its own after all; the reason is written down."""

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(tools, parent)
        self.text = self.add_text()
        self.retranslate()

    def command(self) -> Run:
        """See :class:`KeptForm`."""
        return take_apart, TakeApart(id=self.number or 0, text=self.text.toPlainText())

    def retranslate(self) -> None:
        """Word the form anew."""
        super().retranslate()
        self.word_field("text", self.tr("Reason"))
        self.send.setText(self.tr("Take it apart again"))
