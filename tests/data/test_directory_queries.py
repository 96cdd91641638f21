"""The directory is read in few queries, whatever its size."""

import pytest
from sqlalchemy import event

from dutyroom.actions.directory_import import ImportCards, import_slice
from dutyroom.data.queries.directory import unit_record, units_by_name, units_in_full
from dutyroom.data.queries.directory_export import directory_records
from dutyroom.data.queries.directory_find import known_directory, read_directory
from dutyroom.data.queries.directory_groups import group_rows
from dutyroom.rules.contact_card import Card, CardNumber


def counted(room, query, *args):
    asked = []
    engine = room.store._reader

    def note(*_):
        asked.append(1)

    event.listen(engine, "before_cursor_execute", note)
    try:
        with room.store.reading() as session:
            answer = query(session, *args)
            if not isinstance(answer, list | tuple | dict):
                list(answer) if hasattr(answer, "__iter__") else answer
    finally:
        event.remove(engine, "before_cursor_execute", note)
    return len(asked)


@pytest.mark.parametrize("query", [units_in_full, read_directory, known_directory, group_rows, directory_records])
def test_as_many_queries_for_a_small_directory_as_for_a_large_one(room, query):
    small = counted(room, query)
    cards = tuple(
        Card(row=n, unit=f"示例公司{n % 40}", name=f"样例{n}", numbers=(CardNumber(text=f"1380000{n:04}"),))
        for n in range(400)
    )
    room.do(import_slice, ImportCards(file="x", cards=cards))
    assert counted(room, query) == small <= 10


def test_the_record_of_a_unit_costs_few_queries(room):
    assert counted(room, unit_record, room.read(units_by_name)["水利局"]) <= 7


def test_names_are_found_folded_in_both_languages_and_the_first_unit_keeps_a_name(room):
    names = room.read(units_by_name)
    units = {unit.key: unit.id for unit in room.read(units_in_full)}
    assert names["secretary office 3"] == units["secretary-3"]
    assert names["经开区"] == units["area-1"]
    assert names["气象局"] == units["partner-4"]
