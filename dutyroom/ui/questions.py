"""What the window asks the store from its first moment on; see :mod:`dutyroom.ui.later`.

A page that is loaded later may import its own questions from ``dutyroom.data.queries``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dutyroom.ui.later import later

if TYPE_CHECKING:
    from dutyroom.actions.drill import drill_marks as drill_marks
    from dutyroom.actions.handover import read_checklist as read_checklist
    from dutyroom.actions.incident_reading import read_report as read_report
    from dutyroom.data.queries.briefing_counts import briefing_counts as briefing_counts
    from dutyroom.data.queries.directory_find import read_directory as read_directory
    from dutyroom.data.queries.directory_find import search_snapshot as search_snapshot
    from dutyroom.data.queries.drafts import drafts_of as drafts_of
    from dutyroom.data.queries.drafts import drafts_of_others as drafts_of_others
    from dutyroom.data.queries.drills import drill_in_full as drill_in_full
    from dutyroom.data.queries.journal import clock_behind as clock_behind
    from dutyroom.data.queries.journal import entry_rows as entry_rows
    from dutyroom.data.queries.knowledge import search_knowledge as search_knowledge
    from dutyroom.data.queries.log import desk_state as desk_state
    from dutyroom.data.queries.office import office_settings as office_settings
    from dutyroom.data.queries.officers import officer_named as officer_named
    from dutyroom.data.queries.officers import officer_rows as officer_rows
    from dutyroom.data.queries.officers import sign_in_wait as sign_in_wait
    from dutyroom.data.queries.open_items import open_items as open_items
    from dutyroom.data.queries.plan_contacts import count_changed_numbers as count_changed_numbers
    from dutyroom.data.queries.plan_due import due_counts as due_counts
    from dutyroom.data.queries.register import count_matters as count_matters
    from dutyroom.data.queries.search import search_journal as search_journal
    from dutyroom.data.queries.search_briefings import search_briefings as search_briefings
    from dutyroom.data.queries.search_hotline import search_hotline as search_hotline
    from dutyroom.data.queries.search_hotline import search_narrowed_hotline as search_narrowed_hotline
    from dutyroom.data.queries.search_matters import search_incidents as search_incidents
    from dutyroom.data.queries.search_matters import search_narrowed as search_narrowed
    from dutyroom.data.queries.search_matters import search_notices as search_notices
    from dutyroom.data.queries.search_matters import search_preparations as search_preparations
    from dutyroom.data.queries.search_matters import search_supervision as search_supervision
    from dutyroom.data.queries.search_matters import search_warnings as search_warnings
    from dutyroom.data.queries.search_near import search_plans_widely as search_plans_widely
    from dutyroom.data.queries.shifts import running_shift as running_shift
    from dutyroom.data.queries.units import unit_rows as unit_rows
else:
    briefing_counts = later("dutyroom.data.queries.briefing_counts", "briefing_counts")
    search_briefings = later("dutyroom.data.queries.search_briefings", "search_briefings")
    drill_in_full = later("dutyroom.data.queries.drills", "drill_in_full")
    drill_marks = later("dutyroom.actions.drill", "drill_marks")
    read_checklist = later("dutyroom.actions.handover", "read_checklist")
    read_report = later("dutyroom.actions.incident_reading", "read_report")
    read_directory = later("dutyroom.data.queries.directory_find", "read_directory")
    search_snapshot = later("dutyroom.data.queries.directory_find", "search_snapshot")
    drafts_of = later("dutyroom.data.queries.drafts", "drafts_of")
    drafts_of_others = later("dutyroom.data.queries.drafts", "drafts_of_others")
    clock_behind = later("dutyroom.data.queries.journal", "clock_behind")
    entry_rows = later("dutyroom.data.queries.journal", "entry_rows")
    search_knowledge = later("dutyroom.data.queries.knowledge", "search_knowledge")
    desk_state = later("dutyroom.data.queries.log", "desk_state")
    office_settings = later("dutyroom.data.queries.office", "office_settings")
    officer_rows = later("dutyroom.data.queries.officers", "officer_rows")
    sign_in_wait = later("dutyroom.data.queries.officers", "sign_in_wait")
    open_items = later("dutyroom.data.queries.open_items", "open_items")
    count_changed_numbers = later("dutyroom.data.queries.plan_contacts", "count_changed_numbers")
    due_counts = later("dutyroom.data.queries.plan_due", "due_counts")
    count_matters = later("dutyroom.data.queries.register", "count_matters")
    search_journal = later("dutyroom.data.queries.search", "search_journal")
    search_plans_widely = later("dutyroom.data.queries.search_near", "search_plans_widely")
    search_hotline = later("dutyroom.data.queries.search_hotline", "search_hotline")
    search_narrowed_hotline = later("dutyroom.data.queries.search_hotline", "search_narrowed_hotline")
    search_narrowed = later("dutyroom.data.queries.search_matters", "search_narrowed")
    search_notices = later("dutyroom.data.queries.search_matters", "search_notices")
    search_incidents = later("dutyroom.data.queries.search_matters", "search_incidents")
    search_preparations = later("dutyroom.data.queries.search_matters", "search_preparations")
    search_supervision = later("dutyroom.data.queries.search_matters", "search_supervision")
    search_warnings = later("dutyroom.data.queries.search_matters", "search_warnings")
    running_shift = later("dutyroom.data.queries.shifts", "running_shift")
    unit_rows = later("dutyroom.data.queries.units", "unit_rows")
    officer_named = later("dutyroom.data.queries.officers", "officer_named")
