"""What can be done from the window at its first moment; see :mod:`dutyroom.ui.later`.

A page that is loaded later may import its own actions from ``dutyroom.actions``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dutyroom.ui.later import later

if TYPE_CHECKING:
    from dutyroom.actions.drafts import adopt_drafts as adopt_drafts
    from dutyroom.actions.drafts import drop_draft as drop_draft
    from dutyroom.actions.drafts import save_draft as save_draft
    from dutyroom.actions.drill import end_drill as end_drill
    from dutyroom.actions.drill import play_in as play_in
    from dutyroom.actions.drill import start_drill as start_drill
    from dutyroom.actions.entries import close_item as close_item
    from dutyroom.actions.entries import put_off as put_off
    from dutyroom.actions.entries import write_entry as write_entry
    from dutyroom.actions.office import set_up_office as set_up_office
    from dutyroom.actions.officers import sign_in as sign_in
    from dutyroom.actions.officers import sign_out as sign_out
    from dutyroom.actions.opening import open_for_work as open_for_work
    from dutyroom.actions.papers import day_log_pdf as day_log_pdf
    from dutyroom.actions.papers import note_printed as note_printed
    from dutyroom.actions.papers import shift_log_pdf as shift_log_pdf
    from dutyroom.data.backup import restore_backup as restore_backup
    from dutyroom.data.startup import create_store as create_store
    from dutyroom.data.startup import daily_backup as daily_backup
else:
    end_drill = later("dutyroom.actions.drill", "end_drill")
    play_in = later("dutyroom.actions.drill", "play_in")
    start_drill = later("dutyroom.actions.drill", "start_drill")
    adopt_drafts = later("dutyroom.actions.drafts", "adopt_drafts")
    drop_draft = later("dutyroom.actions.drafts", "drop_draft")
    save_draft = later("dutyroom.actions.drafts", "save_draft")
    close_item = later("dutyroom.actions.entries", "close_item")
    put_off = later("dutyroom.actions.entries", "put_off")
    write_entry = later("dutyroom.actions.entries", "write_entry")
    sign_in = later("dutyroom.actions.officers", "sign_in")
    sign_out = later("dutyroom.actions.officers", "sign_out")
    day_log_pdf = later("dutyroom.actions.papers", "day_log_pdf")
    note_printed = later("dutyroom.actions.papers", "note_printed")
    shift_log_pdf = later("dutyroom.actions.papers", "shift_log_pdf")
    daily_backup = later("dutyroom.data.startup", "daily_backup")
    create_store = later("dutyroom.data.startup", "create_store")
    open_for_work = later("dutyroom.actions.opening", "open_for_work")
    restore_backup = later("dutyroom.data.backup", "restore_backup")
    set_up_office = later("dutyroom.actions.office", "set_up_office")
