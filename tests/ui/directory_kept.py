"""The directory's page with the water bureau in it, for tests that drive it by keys."""

from __future__ import annotations

from dutyroom.actions.directory import add_number, add_person
from dutyroom.data.queries.directory import units_by_name
from dutyroom.rules.directory import AddNumber, AddPerson, PersonFacts
from dutyroom.rules.phone import Label
from dutyroom.ui.registers.directory import DirectoryPage
from tests.ui.acting import settle, type_into


def water_bureau(room):
    """The water bureau with a duty phone and two people."""
    number = room.read(units_by_name)["水利局"]
    room.do(add_number, AddNumber(phone="0371-67181234", label=Label.DUTY, unit_id=number, is_day_and_night=True))
    for name, post in (("张样例", "局长"), ("李样例", "副局长")):
        person = room.do(add_person, AddPerson(person=PersonFacts(name=name, unit_id=number, post=post)))
        room.do(add_number, AddNumber(phone=f"1380013800{person}", label=Label.MOBILE, person_id=person))
    return number


def shown_directory(qtbot, tools, courier, room):
    """The page, an administrator at the desk."""
    courier.sign(room.author("王建国"))
    made = DirectoryPage(tools)
    courier.changed.connect(made.heard)
    qtbot.addWidget(made)
    made.resize(1100, 640)
    made.show()
    made.arrive(None)
    calm(qtbot, made)
    return made


def calm(qtbot, page):
    """Until nothing is asked and no timer of the page is about to ask."""
    settle(qtbot, page.tools)


def seek(qtbot, page, words):
    type_into(page.view.search, words)
    calm(qtbot, page)


def press(page, name):
    next(command for command in page.commands() if command.name == f"directory.{name}").run()
