"""What a form asks scrolls where the room is low; its buttons stay in sight below."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from dutyroom.ui.parts.form import Form
from dutyroom.ui.theme import put_look

_LEAST = 60


class FieldsArea(QScrollArea):
    """Takes the fields out of ``form`` and stands in their place; ``above`` scrolls with them.

    It wants to be as tall as its fields are in this width, and can be as low as one field.
    """

    def __init__(self, form: Form, above: QWidget | None = None) -> None:
        super().__init__(form)
        self._inside = inside = QWidget(self.viewport())
        put_look(inside, look="page")
        self.setWidget(inside)  # while it is empty: all that is in it would be given its look once more
        form.outer_box.takeAt(form.outer_box.indexOf(form.fields_box))
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(8)
        if above is not None:
            column.addWidget(above)
        column.addLayout(form.fields_box)
        column.addStretch(1)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        form.outer_box.insertWidget(0, self, 1)

    def sizeHint(self) -> QSize:
        """As tall as what is asked."""
        wide = self._inside.sizeHint().width()
        tall = self._inside.heightForWidth(self.viewport().width())
        return QSize(wide, tall if tall > 0 else self._inside.sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """One field."""
        return QSize(self._inside.minimumSizeHint().width(), _LEAST)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Beside a bar that came the fields are narrower: Qt leaves them as they were where their height follows."""
        super().resizeEvent(event)
        wide = self.viewport().width()
        self._inside.setMaximumWidth(max(wide, self._inside.minimumSizeHint().width()))
        if self._inside.width() < wide:  # a form that was hidden till now was kept as narrow as it was made
            self._inside.resize(wide, self._inside.height())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A note that comes or goes, or lines that break elsewhere, make it taller or lower."""
        if watched is self.widget() and event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Resize):
            self.updateGeometry()
        return super().eventFilter(watched, event)
