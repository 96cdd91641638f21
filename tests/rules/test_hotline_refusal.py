"""Where a caller is told to turn to, and who takes a call at once, by the rules of the office."""

from dataclasses import replace
from datetime import date

from dutyroom.data.rule_book import shipped_rules
from dutyroom.rules.hotline import Refused
from dutyroom.rules.hotline_refusal import TRANSFER_UNITS, TURN_TO, own_number, transfer_units, turn_to_of, turns

TODAY = date(2026, 11, 27)


def own(key, value):
    book = shipped_rules()
    return book.with_own([replace(book.rule(key, TODAY), value=value, begins=TODAY)], [])


def test_every_reason_that_needs_somebody_to_turn_to_has_somebody_to_be_confirmed():
    book = shipped_rules()
    assert {reason for reason in Refused if not turn_to_of(book, reason, TODAY)} == {Refused.SECRET, Refused.OTHER}
    assert all(told and not told.startswith(" ") for told in turns(book, TODAY).values())
    for reason in turns(book, TODAY):
        assert not book.rule(f"{TURN_TO}{reason}", TODAY).checked


def test_the_offices_own_address_takes_the_place_of_the_shipped_one():
    book = own(f"{TURN_TO}court", "金水区人民法院立案庭")
    assert turn_to_of(book, "court", TODAY) == "金水区人民法院立案庭"
    assert turn_to_of(book, "court", date(2026, 11, 26)) != "金水区人民法院立案庭"


def test_those_who_take_a_call_at_once_keep_the_order_of_their_rule_and_have_their_unit():
    book = shipped_rules()
    named = transfer_units(book, TODAY)
    assert tuple(named) == book.words("hotline.transfer", TODAY)
    assert (named["119"], named["供水"]) == ("消防救援支队", "自来水公司")
    assert transfer_units(own(TRANSFER_UNITS, ("119＝消防救援局", "120")), TODAY)["119"] == "消防救援局"
    assert transfer_units(own(TRANSFER_UNITS, ("119＝消防救援局", "120")), TODAY)["120"] == ""
    assert [own_number(name) for name in ("110", "供水")] == ["110", ""]
