"""Light and dark: the palette, the stylesheet and the font, following the system or the person."""

from __future__ import annotations

from typing import Final, Literal

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QDateTimeEdit, QLabel, QStyleFactory, QWidget

from dutyroom.ui.fonts import interface_family, interface_font
from dutyroom.ui.stylesheet import stylesheet
from dutyroom.ui.tokens import DARK, LIGHT, Tokens

Scheme = Literal["light", "dark", "system"]
_SPIN_INSET: Final = 8


def palette_of(tokens: Tokens) -> QPalette:
    """The palette of one scheme, for what the style draws itself."""
    role = QPalette.ColorRole
    colours = {
        role.Window: tokens.ground,
        role.WindowText: tokens.text,
        role.Base: tokens.surface,
        role.AlternateBase: tokens.ground,
        role.Text: tokens.text,
        role.PlaceholderText: tokens.secondary,
        role.Button: tokens.surface,
        role.ButtonText: tokens.text,
        role.BrightText: tokens.overdue,
        role.Highlight: tokens.accent,
        role.HighlightedText: tokens.on_accent,
        role.Accent: tokens.accent,
        role.Link: tokens.accent,
        role.LinkVisited: tokens.accent,
        role.ToolTipBase: tokens.raised,
        role.ToolTipText: tokens.text,
        role.Light: tokens.raised,
        role.Midlight: tokens.line,
        role.Mid: tokens.line,
        role.Dark: tokens.field_line,
        role.Shadow: tokens.field_line,
    }
    palette = QPalette()
    for each, colour in colours.items():
        palette.setColor(each, QColor(colour))
    for each in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, each, QColor(tokens.disabled))
    return palette


def tokens_in_use() -> Tokens:
    """The tokens of the scheme that the window shows now, for widgets that paint themselves."""
    return DARK if QGuiApplication.palette().color(QPalette.ColorRole.Window).lightness() < 128 else LIGHT


def is_look_change(event: QEvent) -> bool:
    """Whether a ``changeEvent`` says that colours may have changed (re-tint icons then)."""
    return event.type() in (QEvent.Type.StyleChange, QEvent.Type.PaletteChange)


def put_look(widget: QWidget, **properties: str) -> None:
    """Give a widget a look of the stylesheet (``type``, ``look``, ``tone``) and repaint if that changed.

    Before it was ever shown there is nothing to take back: it gets its look when it is.
    """
    changed = False
    for name, value in properties.items():
        if widget.property(name) != value:
            widget.setProperty(name, value)
            changed = True
    if changed and widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
        style = widget.style()
        style.unpolish(widget)
        style.polish(widget)
        if isinstance(widget, QLabel):
            widget.setFrameStyle(widget.frameStyle())  # else it keeps the padding of its former look
        widget.update()


def set_in(*fields: QAbstractSpinBox) -> None:
    """Let the text of these begin where that of a line does: padding of the stylesheet does not reach it."""
    for field in fields:
        if not (isinstance(field, QDateTimeEdit) and field.calendarPopup()):  # that one is drawn as a box of choices
            field.lineEdit().setTextMargins(_SPIN_INSET, 0, 0, 0)


def label_of(type_: str, text: str = "", parent: QWidget | None = None) -> QLabel:
    """A label in one of the types of the stylesheet: page, section, strong, secondary, small, countdown."""
    label = QLabel(text, parent)
    label.setProperty("type", type_)
    return label


class Theme(QObject):
    """Keeps the application's look; ``changed`` comes after the new look is in place."""

    changed = Signal(bool)

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._app = app
        self._scheme: Scheme = "system"
        self._scale = 1.0
        self._shown: tuple[Tokens, float] | None = None
        app.setStyle(QStyleFactory.create("Fusion"))
        self._family = interface_family()
        app.styleHints().colorSchemeChanged.connect(self._follow)

    @property
    def scheme(self) -> Scheme:
        """What was asked for; ``system`` follows the desktop."""
        return self._scheme

    @property
    def tokens(self) -> Tokens:
        """The tokens of the scheme that is meant now."""
        if self._scheme == "system":
            return DARK if self._app.styleHints().colorScheme() == Qt.ColorScheme.Dark else LIGHT
        return DARK if self._scheme == "dark" else LIGHT

    def choose(self, scheme: Scheme, scale: float = 1.0) -> None:
        """Show this scheme; ``scale`` enlarges all type (1.0 is usual, 0.8 to 2.0)."""
        self._scheme = scheme
        self._scale = min(max(scale, 0.8), 2.0)
        hints = self._app.styleHints()
        if scheme == "system":
            hints.unsetColorScheme()
        else:
            hints.setColorScheme(Qt.ColorScheme.Dark if scheme == "dark" else Qt.ColorScheme.Light)
        self._follow()

    def _follow(self) -> None:
        wanted = (self.tokens, self._scale)
        if wanted == self._shown:
            return
        self._shown = wanted
        self._app.setFont(interface_font(self._family, self._scale))
        self._app.setPalette(palette_of(self.tokens))
        self._app.setStyleSheet(stylesheet(self.tokens, self._scale))
        self.changed.emit(self.tokens.is_dark)


def apply_theme(app: QApplication, scheme: Scheme = "system", *, scale: float = 1.0) -> Theme:
    """Give the application its look, now and when the desktop changes between light and dark."""
    theme = app.findChild(Theme) or Theme(app)
    theme.choose(scheme, scale)
    return theme
