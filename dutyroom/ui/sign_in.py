"""Signing in, and the cover over a locked desk: who, the password, and how long to wait after wrong ones."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from dutyroom.actions.errors import said
from dutyroom.data.trouble import Trouble
from dutyroom.rules.office import OfficeSettings
from dutyroom.rules.officer import SignIn
from dutyroom.rules.refusal import Refusal
from dutyroom.rules.wording import Wording
from dutyroom.ui.courier import Courier
from dutyroom.ui.deeds import sign_in
from dutyroom.ui.icons import icon_picture
from dutyroom.ui.parts.choices import Choice
from dutyroom.ui.parts.cover_duties import CoverDuties
from dutyroom.ui.parts.field_note import FieldNote
from dutyroom.ui.parts.focus import enter_presses, is_enter
from dutyroom.ui.parts.password_field import PasswordField
from dutyroom.ui.parts.person_picker import PersonPicker
from dutyroom.ui.parts.said_time import clock_said, day_said
from dutyroom.ui.questions import officer_rows, sign_in_wait
from dutyroom.ui.theme import is_look_change, label_of, put_look, tokens_in_use

if TYPE_CHECKING:
    from dutyroom.data.queries.officers import OfficerRow

SAMPLE_PASSWORD: Final = "sample12"  # noqa: S105  # said on the screen; only in sample stores


@dataclass(frozen=True, slots=True)
class Door:
    """What signing in needs of the store and the house."""

    courier: Courier
    clock: Callable[[], datetime]
    office: Callable[[], OfficeSettings]
    wording: Callable[[], Wording]

    @property
    def is_sample(self) -> bool:
        """Whether this is the sample, whose passwords are no secret."""
        return self.courier.store.kind == "sample"


def officer_choices(officers: list[OfficerRow]) -> list[Choice]:
    """Officers as a picker knows them: found by name, pinyin and initials."""
    return [
        Choice(row.id, row.name, keys=tuple(k for k in (row.initials, row.pinyin) if k), note=row.post)
        for row in officers
    ]


class SignInCover(QWidget):
    """Covers the desk until somebody proves who they are; what was typed stays underneath."""

    signed_in = Signal(object)
    """The officer's row."""
    language_asked = Signal(str)

    def __init__(self, door: Door, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sign_in")
        self._door = door
        self._waits: dict[int, datetime] = {}
        self._names: dict[int, str] = {}
        self._proving = 0
        self._locked_by = ""
        self.mark = QLabel(self)
        self.office, self.title = label_of("page", parent=self), label_of("strong", parent=self)
        self.title.setWordWrap(True)
        self.now, self.duties = label_of("secondary", parent=self), CoverDuties(self)
        self.officer, self.password = PersonPicker(self), PasswordField(self)
        self.officer.setObjectName("officer")
        self.password.setObjectName("password")
        self.officer_label, self.password_label = label_of("secondary", parent=self), label_of("secondary", parent=self)
        self.officer_label.setBuddy(self.officer)
        self.password_label.setBuddy(self.password)
        self.note, self.wait, self.hint = FieldNote(self), FieldNote(self), FieldNote(self)
        self.enter, self.language = QPushButton(self), QPushButton(self)
        put_look(self.enter, look="primary")
        put_look(self.language, look="link")
        self._second = QTimer(self, interval=500)
        self._second.timeout.connect(self.tick)
        self._lay_out()
        self.officer.textChanged.connect(self._other_officer)
        self.officer.chosen.connect(self._chosen)
        self.password.textEdited.connect(lambda _: self._calm())
        self.enter.clicked.connect(self.prove)
        self.language.clicked.connect(lambda: self.language_asked.emit("en" if self._is_chinese() else "zh_CN"))
        self.retranslate()

    def ask_who(self, officer_id: int | None, *, locked_by: str = "") -> None:
        """Ask for a password; ``officer_id`` is proposed, ``locked_by`` names whose desk is locked."""
        self._locked_by = locked_by
        self._calm()
        self.password.take()
        self._door.courier.ask(self, officer_rows, then=lambda rows: self._offer(rows, officer_id))
        self._second.start()
        self.retranslate()

    def prove(self) -> None:
        """Sign in with what stands in the fields; an empty password is no attempt, the cursor goes there."""
        chosen = self.officer.choice_id()
        if chosen is None:
            self._say(self.tr("Choose who you are: type the name or its pinyin initials."))
            self.officer.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        if not self.password.text():
            self.password.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        if self._proving or self._seconds_left(chosen) > 0:
            return
        self._proving = chosen
        self.enter.setEnabled(False)
        self._door.courier.do(
            self,
            sign_in,
            SignIn(officer_id=chosen, password=self.password.text()),
            then=self._proved,
            refused=self._refused,
            failed=self._failed,
        )

    def retranslate(self) -> None:
        """Word the page anew; what is typed stays."""
        office = self._door.office()
        self.office.setText(office.name_zh if self._is_chinese() else office.name_en)
        self.title.setText(
            self.tr("Locked by {name}. What was typed is kept.").format(name=self._locked_by)
            if self._locked_by
            else self.tr("Who sits at the desk?")
        )
        self.officer_label.setText(self.tr("Duty officer"))
        self.officer.setAccessibleName(self.tr("Duty officer"))
        self.officer.setPlaceholderText(self.tr("Name or pinyin initials"))
        self.password_label.setText(self.tr("Password"))
        self.password.setAccessibleName(self.tr("Password"))
        self.enter.setText(self.tr("Unlock") if self._locked_by else self.tr("Sign in"))
        self.language.setText("English" if self._is_chinese() else "中文")
        self.hint.say(self._hint(), "info")
        self.tick()

    def changeEvent(self, event: QEvent) -> None:
        """Follow language and scheme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        elif is_look_change(event):
            self._tint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter signs in, on the link it switches the language; nothing behind the cover hears a key."""
        if is_enter(event) and not enter_presses(event, self):
            self.prove()
        event.accept()

    def _lay_out(self) -> None:
        card = QFrame(self)
        card.setProperty("look", "card")
        card.setFixedWidth(400)
        inside = QVBoxLayout(card)
        inside.setContentsMargins(28, 24, 28, 24)
        inside.setSpacing(6)
        for part in (self.title, self.officer_label, self.officer, self.password_label, self.password):
            inside.addWidget(part)
        for quiet in (self.note, self.wait):
            inside.addWidget(quiet)
        inside.addSpacing(8)
        inside.addWidget(self.enter)
        inside.addWidget(self.hint)
        self.office.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.office.setWordWrap(True)
        self.office.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.language)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 16)
        column.setSpacing(12)
        centre = Qt.AlignmentFlag.AlignHCenter
        column.addStretch(2)
        column.addWidget(self.mark, 0, centre)
        column.addWidget(self.office)
        column.addWidget(self.now, 0, centre)
        column.addWidget(self.duties)
        column.addSpacing(8)
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(card)
        middle.addStretch(1)
        column.addLayout(middle)
        column.addStretch(3)
        column.addLayout(foot)
        self._tint()

    def _tint(self) -> None:
        self.mark.setPixmap(icon_picture("lock", 32, tokens_in_use().secondary, self.devicePixelRatioF()))

    def _hint(self) -> str:
        """Whose password is asked, where that is not plain."""
        if self._door.is_sample:
            words = self.tr("Sample data: the password of everybody is {password}.")
        elif self._door.courier.store.kind == "drill":
            words = self.tr(
                "A drill: everybody has the password of the desk it was made at; in one of the sample data it is {password}."
            )
        else:
            return ""
        return words.format(password=SAMPLE_PASSWORD)

    def _is_chinese(self) -> bool:
        return self._door.wording().language != "en"

    def _offer(self, rows: list[OfficerRow], officer_id: int | None) -> None:
        self._names = {row.id: row.name for row in rows}
        with_account = [row for row in rows if row.has_account]
        self.officer.set_choices(officer_choices(with_account))
        if officer_id is not None and not self.officer.text():
            self.officer.set_choice(officer_id)
        if self._door.is_sample and not self.password.text():
            self.password.setText(SAMPLE_PASSWORD)
        if self.isVisible() and not self.password.text():
            target = self.password if self.officer.text() else self.officer
            target.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.isVisible():
            self.enter.setFocus(Qt.FocusReason.OtherFocusReason)

    def _proved(self, officer: OfficerRow) -> None:
        self._stop_proving()
        self.password.take()
        self._calm()
        self._waits.pop(officer.id, None)
        self._second.stop()
        self.signed_in.emit(officer)

    def _refused(self, refusal: Refusal) -> None:
        chosen = self._proving
        self._stop_proving()
        self._say(said(refusal, self._door.wording(), self._door.office().zone))
        self.password.selectAll()
        self.password.setFocus(Qt.FocusReason.OtherFocusReason)
        courier, now = self._door.courier, self._door.clock()
        courier.ask(self, sign_in_wait, chosen, now, then=lambda seconds: self._wait(chosen, seconds))

    def _failed(self, error: Exception) -> None:
        self._stop_proving()
        if isinstance(error, Trouble):
            self._say(said(error, self._door.wording(), self._door.office().zone))

    def _stop_proving(self) -> None:
        self._proving = 0
        self.enter.setEnabled(True)

    def _wait(self, officer_id: int, seconds: float) -> None:
        if seconds > 0:
            self._waits[officer_id] = self._door.clock() + timedelta(seconds=seconds)
        self.tick()

    def _seconds_left(self, officer_id: int | None) -> int:
        until = self._waits.get(officer_id or 0)
        return max(0, -int(-(until - self._door.clock()).total_seconds() // 1)) if until else 0

    def _chosen(self, _officer: int) -> None:
        """Somebody was picked in the line, by Enter or in the list: the password is next."""
        self.tick()
        if self.officer.hasFocus():
            self.password.setFocus(Qt.FocusReason.TabFocusReason)

    def _other_officer(self) -> None:
        self._calm()
        self.tick()

    def tick(self) -> None:
        """Show what time it is, what is due, and how long somebody must wait."""
        office = self._door.office()
        now = self._door.clock()
        self.now.setText(f"{day_said(now, office.zone)}  {clock_said(now, office.zone, seconds=True)}")
        self.duties.tick(now, office.zone)
        name = self.officer.text().strip()
        left = next((self._seconds_left(number) for number in self._waits if self._names.get(number) == name), 0)
        waiting = self.tr("{name} can try again in {seconds} s. Others can sign in at once.")
        self.wait.say(waiting.format(name=name, seconds=left) if left else "", "warning")
        self.enter.setEnabled(not left and not self._proving)

    def _calm(self) -> None:
        self.note.be_silent()
        put_look(self.password, refused="")

    def _say(self, sentence: str) -> None:
        self.note.say(sentence)
        put_look(self.password, refused="true")
