"""What title and text propose of a plan's particulars, and what they are too unsure for."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dutyroom.rules.incident import SUBTYPE_OF, Category
from dutyroom.rules.plan import LEVEL_WORDS
from dutyroom.rules.plan_proposal import class_of, lead_of, level_of, propose_particulars


@pytest.mark.parametrize(
    ("title", "level"),
    [
        ("国家森林草原火灾应急预案", "national"),
        ("河南省防汛应急预案", "province"),
        ("上海市自然灾害救助应急预案", "province"),
        ("内蒙古自治区呼和浩特市地震应急预案", "city"),
        ("郑州市市场价格异常波动应急预案", "city"),
        ("郑州市社区防汛预案", "city"),
        ("郑州市学校突发事件应急预案", "city"),
        ("上海市浦东新区暴雨应急预案", "district"),
        ("巩义市城镇燃气应急预案", "district"),
        ("新郑市龙湖镇防汛预案", "township"),
        ("郑州市第一中学消防应急预案", "unit"),
        ("某某燃气有限公司现场处置方案", "unit"),
        ("城区防汛应急预案", None),
        ("防汛应急预案", None),
        ("Incident Response Plan", None),
    ],
)
def test_the_level_is_that_of_the_narrowest_place_at_the_front(title, level):
    found = level_of(title, areas=("巩义市",))
    assert (found.value if found else None) == level
    assert found is None or title.startswith(found.words)


def test_the_level_of_a_title_without_a_place_is_that_of_who_issued_it():
    assert level_of("防汛应急预案", "河南省人民政府").value == "province"
    assert level_of("防汛应急预案", "应急管理部").value == "national"


@pytest.mark.parametrize(
    ("title", "found"),
    [
        ("郑州市防汛抗旱应急预案", "natural/flood"),
        ("黄河防汛预案", "natural/"),
        ("森林草原火灾应急预案", "natural/wildfire"),
        ("火灾事故应急预案", "accident/fire"),
        ("突发公共卫生事件应急预案", "health/"),
        ("重大动物疫情应急预案", "health/animal"),
        ("自然灾害救助应急预案", "natural/"),
        ("地震引发燃气事故应急预案", None),
        ("总体应急预案", None),
    ],
)
def test_a_class_is_proposed_where_the_title_names_one_only(title, found):
    proposal = class_of(title)
    assert (proposal.value if proposal else None) == found


def test_who_explains_the_plan_leads_it_unless_that_is_the_government():
    assert lead_of("本预案由市应急管理局负责解释。", ("应急管理局",)).value == "应急管理局"
    assert lead_of("本预案由省水利厅解释。").value == "省水利厅"
    assert lead_of("本预案由市人民政府办公室负责解释。指挥部办公室设在市水利局，").value == "市水利局"
    assert lead_of("指挥部办公室设在市水利局。现场指挥部办公室设在区住建局。") is None
    assert lead_of("由有关部门牵头处置。") is None


def test_days_come_from_the_text_and_the_date_of_issue():
    said = "本预案自印发之日起施行，有效期5年。"
    found = propose_particulars("防汛预案", "special", [said], issued_on=date(2024, 2, 29))
    assert (found["effective_on"].value, found["ends_on"].value) == ("2024-02-29", "2029-03-01")
    assert found["effective_on"].words in said
    fixed = propose_particulars("防汛预案", "special", ["本预案自2025年3月1日起施行。"])
    assert fixed["effective_on"].value == "2025-03-01"
    assert "effective_on" not in propose_particulars("防汛预案", "special", [said])
    assert "effective_on" not in propose_particulars("防汛预案", "special", ["自2025年3月1日接报后"])


def test_a_law_has_no_particulars_and_an_overall_plan_no_class():
    assert propose_particulars("防汛条例", "law", ["自2025年3月1日起施行。"]) == {}
    assert "event_class" not in propose_particulars("地震总体应急预案", "overall", [])


@given(
    st.text(
        alphabet="国家河南省郑州市金水区防汛地震燃气公司学校应急预案（）自2025年3月1日起施行 由负责解释abc", max_size=60
    )
)
def test_whatever_stands_there_is_known_and_comes_from_what_stands_there(text):
    for name, proposal in propose_particulars(text, "special", [text], issued_on=date(2025, 1, 1)).items():
        if name == "level":
            assert proposal.value in LEVEL_WORDS
        if name == "event_class":
            category, _, subtype = proposal.value.partition("/")
            assert category in set(Category)
            assert not subtype or SUBTYPE_OF[subtype].category == category
            assert all(word in text for word in proposal.words.split("、"))
        elif name.endswith("_on"):
            date.fromisoformat(proposal.value)
        else:
            assert proposal.words in text
