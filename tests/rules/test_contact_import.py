"""What an import makes of a contact: new, there already, completed, left out; nothing that is ours is lost."""

from hypothesis import given
from hypothesis import strategies as st

from dutyroom.rules.contact_card import Card, CardNumber, written_post
from dutyroom.rules.contact_import import Known, KnownPerson, KnownUnit, decide
from dutyroom.rules.phone import Label

NAMES = st.sampled_from(["张样例", "李样例", "王样例", "John Sample", ""])
UNITS = st.sampled_from(["水利局", "郑州市水利局", "二七区", "二七区人民政府", "示例公司", ""])
NUMBERS = st.sampled_from(["13800138000", "0371-67181234", "67181234", "待定", "1"])
CARDS = st.lists(
    st.builds(
        lambda unit, name, numbers, post: Card(
            row=1, unit=unit, name=name, post=post, numbers=tuple(CardNumber(text=n) for n in numbers)
        ),
        UNITS,
        NAMES,
        st.lists(NUMBERS, max_size=3),
        st.sampled_from(["", "科长", "处长"]),
    ),
    max_size=8,
)


def directory():
    water = KnownUnit(1, "水利局", ("水利局", "Water Bureau"))
    erqi = KnownUnit(2, "二七区", ("二七区",))
    gone = KnownUnit(3, "粮食局", ("粮食局",), active=False)
    zhang = KnownPerson(1, "张样例", water, post="科长", numbers={"13800138000"})
    left = KnownPerson(2, "刘样例", water, active=False)
    return Known([water, erqi, gone], [zhang, left])


def one(**said):
    numbers = tuple(CardNumber(text=text) for text in said.pop("numbers", ()))
    return decide(directory(), Card(row=1, numbers=numbers, **said))


def test_somebody_new_in_a_known_unit_however_the_unit_is_written():
    for name in ("水利局", "郑州市水利局", "Water Bureau", "水利局"):
        decision = one(unit=name, name="李样例", numbers=["67181234"])
        assert (decision.result, decision.unit.id, decision.person.id) == ("imported", 1, None)
    assert one(unit="二七区人民政府", name="李样例").unit.id == 2
    assert one(unit="示例公司", name="李样例").unit.id is None


def test_somebody_known_with_the_same_number_written_otherwise_is_the_same():
    assert one(unit="水利局", name="张样例", post="科长", numbers=["+86 138-0013-8000"]).result == "same"


def test_a_new_number_completes_and_another_post_is_kept_as_ours():
    decision = one(unit="水利局", name="张样例", post="处长", numbers=["13800138000", "67181234"])
    assert decision.result == "changed"
    assert [number.text for number in decision.numbers] == ["67181234"]
    assert [(d.field, d.ours, d.theirs) for d in decision.differs] == [("post", "科长", "处长")]


def test_without_a_unit_the_number_tells_who_it_is():
    assert one(name="张样例", numbers=["13800138000"]).person.id == 1
    assert one(name="张样例", numbers=["13911112222"]).person.id is None
    known = directory()
    assert decide(known, Card(row=1, name="张样例")).person.id is None
    again = decide(known, Card(row=2, name="张样例", numbers=(CardNumber(text="13800138000"),)))
    assert again.person.id == 1, "also beside a namesake without a unit"


def test_what_is_left_out_says_why():
    assert one(numbers=["67181234"]).code == "import.nobody"
    assert one(unit="粮食局", name="李样例").code == "import.unit_retired"
    assert one(unit="水利局", name="刘样例").code == "import.person_retired"
    assert one(unit="水利局", name="12345").code == "import.no_name"
    assert one(unit="水利局", name="张" * 300).code == "import.long"
    assert decide(directory(), Card(row=1, problem="import.card.cut")).code == "import.card.cut"


def test_a_number_that_cannot_be_read_is_kept_in_the_note():
    decision = one(unit="水利局", name="李样例", numbers=["待定"])
    assert (decision.numbers, decision.person.note) == ((), "待定")


def test_a_fax_on_the_line_of_a_telephone_is_a_number_of_its_own():
    numbers = (CardNumber(text="67181234", label=Label.OFFICE), CardNumber(text="67181234", label=Label.FAX))
    decision = decide(directory(), Card(row=1, unit="水利局", numbers=numbers))
    assert [number.label for number in decision.numbers] == [Label.OFFICE, Label.FAX]


def test_department_and_post_read_as_one():
    assert written_post("指挥中心", "主任") == "指挥中心主任"
    assert written_post("Accounting", "Money Counter") == "Accounting, Money Counter"
    assert written_post("指挥中心", "") == "指挥中心"
    assert written_post("指挥中心", "指挥中心主任") == "指挥中心主任"


@given(CARDS)
def test_the_same_file_a_second_time_brings_nothing_new(cards):
    known = directory()
    first = [decide(known, card) for card in cards]
    again = [decide(known, card) for card in cards]
    for before, after in zip(first, again, strict=True):
        assert (after.result == "skipped") == (before.result == "skipped")
        assert after.numbers == ()
        assert after.result in ("same", "changed", "skipped")
        if after.result == "changed":
            assert after.differs
            assert not after.fill


@given(CARDS)
def test_no_number_is_added_twice_to_anybody(cards):
    known = directory()
    added = []
    for card in cards:
        decision = decide(known, card)
        owner = id(decision.person or decision.unit)
        added += [(owner, number.text.replace("0371-", ""), number.label) for number in decision.numbers]
    assert len(added) == len(set(added))
