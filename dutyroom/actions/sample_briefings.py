"""The sample's issued papers: yesterday's situation, a bulletin as a draft, a notice that was withdrawn and corrected."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from dutyroom.actions.briefing_compose import compose_briefing
from dutyroom.actions.briefing_facts import maker, undrawable
from dutyroom.actions.briefing_parts import edit_briefing, paper_of, set_recipients
from dutyroom.actions.briefings import (
    correct_briefing,
    issue_briefing,
    note_receipt,
    sign_briefing,
    submit_briefing,
    withdraw_briefing,
)
from dutyroom.actions.papers import default_cache
from dutyroom.data.desk import Desk
from dutyroom.data.queries.briefing_day import incidents_between
from dutyroom.data.queries.briefings import recipients_of
from dutyroom.data.queries.office import office_settings
from dutyroom.rules.briefing import (
    Addressee,
    BriefingKind,
    ComposeBriefing,
    CorrectBriefing,
    EditBriefing,
    IssueBriefing,
    NoteReceipt,
    RecipientRole,
    SetRecipients,
    SignBriefing,
    SubmitBriefing,
    TypedPart,
    WithdrawBriefing,
)

BRIEFING_ENTRIES: Final = 18
"""The entries of their steps."""
_ACCEPTED: Final = "示例数据，名称均为虚构"
_LEADERS: Final = (
    Addressee(name="市长样例", channel="机要"),
    Addressee(name="秘书长样例", channel="机要"),
    Addressee(name="市应急管理局样例", role=RecipientRole.COPY, channel="传真"),
)
_UNITS: Final = (
    Addressee(name="各区县（市）政府值班室样例", channel="传真"),
    Addressee(name="市直有关部门值班室样例", channel="传真"),
)
_FIELDS: Final = (
    ("时间", "下周一上午9时"),
    ("地点", "市政府第三会议室（样例）"),
    ("参加人员", "各单位值班负责人（样例）"),
)
_BODY: Final = (
    TypedPart(text="定于下周召开值班工作会议（样例）。现将有关事项通知如下："),
    TypedPart(text="请各单位于会前一日将参会人员名单报总值班室（样例）。"),
)


def add_sample_briefings(desk: Desk, leader: int, password: str) -> None:
    """Compose them and take them through their life; ``leader`` signs with the sample's password."""
    writer = _Writer(desk, leader, password)
    today = desk.now.astimezone(office_settings(desk.session).zone).date()
    daily = ComposeBriefing(kind=BriefingKind.DAILY_SITUATION, day=today - timedelta(days=1))
    number = writer.issued(daily, _LEADERS)
    copy = recipients_of(desk.session, number)[-1]
    note_receipt(desk, NoteReceipt(id=copy.id, by="丁样例"))
    newest = incidents_between(desk.session, desk.now - timedelta(days=30), desk.now)[-1]
    compose_briefing(desk, ComposeBriefing(kind=BriefingKind.EXPRESS, matter_id=newest))
    asked = ComposeBriefing(
        kind=BriefingKind.MEETING_NOTICE, title="关于召开值班工作会议的通知（样例）", fields=_FIELDS, parts=_BODY
    )
    writer.corrected(writer.issued(asked, _UNITS))


class _Writer:
    def __init__(self, desk: Desk, leader: int, password: str) -> None:
        from dutyroom.papers.fonts import open_faces  # noqa: PLC0415  # slow import

        self.desk, self.leader, self.password = desk, leader, password
        faces = open_faces(default_cache())
        self.make, self.glyphs = maker(faces), undrawable(faces)

    def issued(self, asked: ComposeBriefing, recipients: tuple[Addressee, ...]) -> int:
        number = compose_briefing(self.desk, asked)
        wanted = SetRecipients(id=number, version=self.seen(number), recipients=recipients)
        set_recipients(self.desk, wanted)
        self.through(number)
        return number

    def through(self, number: int) -> None:
        submit_briefing(self.desk, SubmitBriefing(id=number, version=self.seen(number)))
        signature = SignBriefing(
            id=number,
            version=self.seen(number),
            leader_id=self.leader,
            signer_id=self.leader,
            password=self.password,
        )
        sign_briefing(self.desk, signature)
        wish = IssueBriefing(id=number, version=self.seen(number), accepted=_ACCEPTED)
        issue_briefing(self.desk, wish, self.make, self.glyphs)

    def corrected(self, number: int) -> None:
        reason = "会议地点有误（样例）"
        withdraw_briefing(self.desk, WithdrawBriefing(id=number, version=self.seen(number), reason=reason))
        later = correct_briefing(self.desk, CorrectBriefing(id=number))
        title = paper_of(self.desk, later).title
        fields = tuple((label, text.replace("第三", "第一")) for label, text in _FIELDS)
        edit_briefing(self.desk, EditBriefing(id=later, version=self.seen(later), title=title, fields=fields))
        self.through(later)

    def seen(self, number: int) -> int:
        return paper_of(self.desk, number).version
