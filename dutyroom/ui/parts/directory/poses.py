"""States of the directory worth a picture."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Final

from dutyroom.actions.directory_import import Proposal
from dutyroom.data.queries.directory_find import Key
from dutyroom.rules.contact_card import Card, CardNumber
from dutyroom.rules.contact_import import Known, KnownPerson, KnownUnit, decide
from dutyroom.rules.contact_table import TableCards
from dutyroom.rules.directory import UnitKind
from dutyroom.rules.phone import Label
from dutyroom.ui.contact_import import ContactProposal
from dutyroom.ui.parts.directory.layout import GROUPS, UNITS, DirectoryLayout

_FOUND: Final = "yj"
_NOT_FOUND: Final = "沙漠"


def directory_poses(
    view: DirectoryLayout, propose: Callable[[ContactProposal], None], go: Callable[[Key], None]
) -> list[tuple[str, Callable[[], None]]]:
    """Each state by name, with what brings it about."""

    def start(words: str) -> None:
        view.show_preview(shown=False)
        view.record.changes.put_away()
        view.tabs.setCurrentIndex(UNITS)
        view.search.setText(words)
        view.to_search()

    def person() -> None:
        start("")
        go(("person", 1))

    def form(what: str) -> None:
        view.read_record()
        view.record.begin(what)

    def unit() -> None:
        start("")
        go(("unit", 60))

    def groups() -> None:
        start("")
        view.tabs.setCurrentIndex(GROUPS)
        view.read_record()

    return [
        ("directory-unit", unit),
        ("directory-unit-form", partial(form, "change")),
        ("directory-search", partial(start, _FOUND)),
        ("directory-person", person),
        ("directory-number-form", partial(form, "number")),
        ("directory-nothing", partial(start, _NOT_FOUND)),
        ("directory-groups", groups),
        ("directory-import", lambda: propose(_proposal())),
    ]


def _proposal() -> ContactProposal:
    """A file as it may come, compared with a small directory; nothing of it reaches the store."""
    unit = KnownUnit(1, "应急管理局", ("应急管理局",))
    somebody = KnownPerson(1, "王样例", unit, post="科长（示例）", numbers={"19900021001"})
    known = Known([unit], [somebody])
    mobile = partial(CardNumber, label=Label.MOBILE)
    cards = (
        Card(row=2, unit="示例热力公司", kind=UnitKind.PARTNER, short="热力", functions=("供热调度（示例）",)),
        Card(row=3, unit="郑州市应急管理局", name="王样例", post="处长（示例）", numbers=(mobile(text="19900021002"),)),
        Card(row=4, unit="郑州市应急管理局", name="李样例", post="科员（示例）", numbers=(mobile(text="19900021003"),)),
        Card(row=5, unit="郑州市应急管理局", name="", post="", numbers=()),
        Card(row=6, unit="示例物业公司", numbers=(CardNumber(text="0371-55500001", label=Label.DUTY),)),
        Card(row=7, unit="", name="", post="合计"),
    )
    columns = {"单位": "unit", "姓名": "name", "职务": "post", "手机": "mobile", "序号": None}
    proposal = Proposal(tuple(decide(known, card) for card in cards), columns)
    return ContactProposal(Path("通讯录（示例）.xlsx"), TableCards(cards, columns), proposal)
