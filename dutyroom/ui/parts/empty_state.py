"""What an empty page says: what belongs here, and the first step."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from dutyroom.ui.parts.focus import announce
from dutyroom.ui.theme import label_of


class EmptyState(QWidget):
    """A sentence in the middle and, where there is one, the first step as a button."""

    step_taken = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sentence: QLabel = label_of("secondary", parent=self)
        self.sentence.setWordWrap(True)
        self.sentence.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.sentence.setMaximumWidth(420)
        self.step = QPushButton(self)
        self.step.setObjectName("step")
        self.step.setVisible(False)
        self.step.clicked.connect(self.step_taken)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(12)
        column.addStretch(2)
        column.addWidget(self.sentence, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self.step, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)

    def set_words(self, sentence: str, step: str = "", *, keys: str = "") -> None:
        """Say this; ``step`` words the button (none where empty), ``keys`` stand in its tooltip."""
        changed = sentence != self.sentence.text()
        self.sentence.setText(sentence)
        self.sentence.setMinimumWidth(min(420, self.sentence.fontMetrics().horizontalAdvance(sentence) + 8))
        self.sentence.setMinimumHeight(max(0, self.sentence.heightForWidth(self.sentence.minimumWidth())))
        self.step.setText(step)
        self.step.setAccessibleName(step)
        self.step.setToolTip(f"{step}  {keys}".strip() if keys else "")
        self.step.setVisible(bool(step))
        self.setAccessibleName(sentence)
        if changed and self.isVisible():
            announce(self)
