"""What is proposed from the text of a plan: actions by level and role, contacts, bodies, starts; nothing that is not there."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dutyroom.rules.phone import normal_phone
from dutyroom.rules.plan_actions import proposed_actions
from dutyroom.rules.plan_bodies import proposed_bodies
from dutyroom.rules.plan_contacts import DirectoryNumber, Standing, is_stale, likely_numbers, same_number, standing_of
from dutyroom.rules.plan_contents import FIRST_MOST, LEVELS, said_with_role
from dutyroom.rules.plan_contents_proposal import propose
from dutyroom.rules.plan_levels import levels_in
from dutyroom.rules.plan_phones import proposed_contacts
from dutyroom.rules.plan_repeated import says_number
from dutyroom.rules.plan_roles import role_of
from dutyroom.rules.plan_starts import proposed_starts
from tests.rules.plan_marks import REAL, Score, real_plan, scores

NOON = datetime(2026, 11, 23, 4, tzinfo=UTC)
with_real = pytest.mark.skipif(not REAL.is_dir(), reason=f"the real documents are not at {REAL}")


@dataclass(frozen=True)
class Sec:
    level: int
    number: str
    title: str
    body: str


@pytest.mark.parametrize(
    ("heading", "levels"),
    [
        ("5.1 四级应急响应", "Ⅳ"),
        ("Ⅰ级响应", "Ⅰ"),
        ("II级响应", "Ⅱ"),
        ("1级响应", "Ⅰ"),
        ("Ⅰ、Ⅱ级响应", "ⅠⅡ"),
        ("Ⅰ至Ⅲ级响应", "ⅠⅡⅢ"),
        ("红色响应", "Ⅰ"),
        ("特别重大事件响应", "Ⅰ"),
        ("重大灾害应急响应", "Ⅱ"),
        ("Severity 2", "Ⅱ"),
        ("Level III incident", "Ⅲ"),
        ("启动一级以上", ""),
        ("二级单位", "Ⅱ"),
        ("五级响应", ""),
        ("红色预警信号", ""),
        ("第一节 总则", ""),
    ],
)
def test_levels_are_known_however_they_are_written(heading, levels):
    assert "".join(levels_in(heading)) == levels


@pytest.mark.parametrize(
    ("sentence", "role"),
    [
        ("市防汛办立即报告市政府。", "市防汛办"),
        ("发生险情后，工程管理单位要立即抢险。", "工程管理单位"),
        ("市应急局、市水利局、市城管局、市公安局等单位做好准备。", "市应急局、市水利局、市城管局等"),
        ("省指指挥长或常务副指挥长主持会商，各成员单位参加。", "省指指挥长或常务副指挥长"),
        ("由市气象局每日报告雨情。", "市气象局"),
        ("派出由市长带队的工作组。", ""),
        ("组织会商，各单位负责人参加。", ""),
        ("第一时间调集救援队伍赶赴现场。", ""),
        ("成立现场指挥部统一指挥。", ""),
    ],
)
def test_who_acts_is_the_subject_and_not_who_is_only_named(sentence, role):
    assert role_of(sentence) == role


def test_a_list_is_cut_where_somebody_else_begins_to_act_and_takes_its_lead_for_the_rest():
    sections = [
        Sec(1, "4", "应急响应", "应急响应分为Ⅰ、Ⅱ、Ⅲ、Ⅳ四级。"),
        Sec(2, "4.1", "Ⅲ级响应", ""),
        Sec(3, "4.1.1", "启动条件", "出现下列情况之一：\n（1）水位超警戒。"),
        Sec(
            3,
            "4.1.2",
            "响应措施",
            "市防指及其成员单位采取以下措施：\n（1）召开会商会，研判形势。\n（2）市水利局调度水库。市公安局管控交通；市卫健委派出医疗队。\n（3）其他",
        ),
        Sec(2, "4.2", "响应终止", "（1）市防指宣布终止响应。"),
        Sec(1, "5", "应急保障", "市财政局负责经费保障。"),
    ]
    found = [(a.section, a.level, a.role, a.text) for a in proposed_actions("某市预案", sections)]
    assert found == [
        (3, "Ⅲ", "市防指及其成员单位", "召开会商会，研判形势。"),
        (3, "Ⅲ", "市水利局", "市水利局调度水库。"),
        (3, "Ⅲ", "市公安局", "市公安局管控交通"),
        (3, "Ⅲ", "市卫健委", "市卫健委派出医疗队。"),
    ]


def test_levels_within_a_section_without_headings_of_their_own_are_told_apart():
    body = "Ⅰ级响应：\n（1）市长坐镇指挥。\nⅡ级响应：市防办立即报告。\n（1）副市长主持会商。"
    found = proposed_actions("某市预案", [Sec(1, "四", "响应措施", body)])
    assert [(a.level, a.text[:5]) for a in found] == [("Ⅰ", "市长坐镇指"), ("Ⅱ", "市防办立即"), ("Ⅱ", "副市长主持")]


CONTACTS = [
    Sec(
        1,
        "附件1",
        "成员单位联系电话",
        "序号 | 单位 | 联系人 | 职务 | 办公电话 | 手机\n1 | 示例水利局 | 张某 | 副局长 | 0371-60000001 | 13800000001\n"
        "2 | 示例应急局 | 李某某 | 科长 | 60000002转801 | 13900000002/13700000003\n3 |  | 王某 |  |  | 136 0000 0004",
    ),
    Sec(
        1,
        "附件2",
        "通讯录",
        "示例区政府 赵样例 值班员 0371-60000005\n示例供电公司值班室：60000006（24小时）\n消防 119\n总值班室 电话 67180000 传真 67180001",
    ),
    Sec(
        1,
        "3",
        "信息报告",
        "事发单位应当立即向市政府总值班室报告（值班电话：0371-60000008）。2021年投入50000000元，人口12345678人，编号20210711。"
        "市应急局24小时值班电话为60000010，群众可拨打12345热线。",
    ),
    Sec(
        1,
        "",
        "Contacts",
        "Role | Contact Information\nIncident Commander pager | +1 555 010 0199\nSecurity team | {{ROSTER}}",
    ),
]


def test_numbers_are_taken_from_tables_lists_and_sentences_with_whose_they_are():
    found = [(c.section, c.unit, c.name, c.post, c.phone) for c in proposed_contacts(CONTACTS)]
    assert found == [
        (0, "示例水利局", "张某", "副局长", "0371-60000001"),
        (0, "示例水利局", "张某", "副局长", "13800000001"),
        (0, "示例应急局", "李某某", "科长", "60000002转801"),
        (0, "示例应急局", "李某某", "科长", "13900000002"),
        (0, "示例应急局", "李某某", "科长", "13700000003"),
        (0, "示例应急局", "王某", "", "136 0000 0004"),
        (1, "示例区政府", "赵样例", "值班员", "0371-60000005"),
        (1, "示例供电公司值班室", "", "", "60000006"),
        (1, "消防", "", "", "119"),
        (1, "总值班室", "", "", "67180000"),
        (1, "总值班室", "", "", "67180001"),
        (2, "市政府总值班室", "", "", "0371-60000008"),
        (2, "市应急局", "", "", "60000010"),
        (2, "群众可拨打", "", "", "12345"),
        (3, "", "", "Incident Commander pager", "+1 555 010 0199"),
    ]


def test_a_body_has_its_head_members_and_duties_however_it_says_them():
    sections = [
        Sec(1, "2", "组织指挥体系及职责", ""),
        Sec(
            2,
            "2.1",
            "市防汛抗旱指挥部组成及职责",
            "指挥长：市长 副指挥长：分管副市长\n成员：市水利局、市应急局。\n主要职责：领导全市防汛。",
        ),
        Sec(2, "2.2", "抢险救灾组", "由市水利局牵头，市应急局、市公安局等有关部门参加。\n主要职责：组织抢险。"),
        Sec(2, "2.3", "专家组", "市防指组长由总工程师担任，成员由有关专家担任，提供技术支撑。"),
        Sec(2, "2.4", "成员单位职责", "（1）市水利局：负责水库调度和雨情监测。\n市公安局负责交通管制和治安。"),
    ]
    found = {body.name: (body.head, body.members, body.duties) for body in proposed_bodies("某市预案", sections)}
    assert found["市防汛抗旱指挥部"] == ("指挥长：市长\n副指挥长：分管副市长", "市水利局、市应急局", "领导全市防汛。")
    assert found["抢险救灾组"] == ("牵头：市水利局", "市应急局、市公安局", "组织抢险。")
    assert found["专家组"][0] == "组长：总工程师"
    assert found["市水利局"][2] == "负责水库调度和雨情监测。"
    assert found["市公安局"][2] == "负责交通管制和治安。"


def test_starts_stand_by_level_with_who_decides():
    sections = [
        Sec(1, "5", "应急响应", "一级响应由市长签发启动，二级响应由副市长签发启动。"),
        Sec(2, "5.1", "二级响应", ""),
        Sec(3, "5.1.1", "启动条件", "出现下列情况之一的：\n（1）发布红色预警；\n（2）水库出险。"),
        Sec(
            2,
            "5.2",
            "一级响应",
            "符合下列条件之一的，启动一级响应：\n（1）堤防决口。\n市防指采取以下措施：\n（1）转移群众。",
        ),
        Sec(2, "5.3", "响应终止", "出现下列情况之一的，终止响应：\n（1）雨停。"),
    ]
    found = [(s.level, s.conditions, s.authority) for s in proposed_starts(sections)]
    assert found == [
        ("Ⅰ", "（1）堤防决口。", "一级响应由市长签发启动"),
        ("Ⅱ", "（1）发布红色预警；\n（2）水库出险。", "二级响应由副市长签发启动"),
    ]


def test_the_first_five_are_what_the_first_minutes_need():
    body = "（1）市防办立即报告市政府。\n（2）市防办通知成员单位到岗。\n（3）市防指启动响应。\n（4）市公安局立即转移群众。\n（5）市应急局派出工作组。\n（6）灾情稳定后，市应急局组织评估。"
    proposal = propose("某市预案", [Sec(1, "1", "先期处置", body)])
    assert [proposal.actions[place].text[:6] for place in proposal.first] == [
        "市防办立即报",
        "市防办通知成",
        "市防指启动响",
        "市公安局立即",
        "市应急局派出",
    ]


_texts = st.text(
    alphabet=st.sampled_from(
        "市水利局应急办立即报告召开会商（1）2.3、，。；：|\n \tⅠⅡ级响应启动条件下列情况之一电话1380000000167180000-转abc-*"
    )
    | st.characters(),
    max_size=120,
)
_sections = st.lists(
    st.builds(
        Sec,
        st.integers(0, 4),
        st.sampled_from(("", "1", "2.1")),
        st.sampled_from(("响应措施", "启动条件", "组织机构", "Checklist", "通讯录", "")) | _texts,
        _texts,
    ),
    max_size=6,
)


@given(_sections)
def test_whatever_the_text_proposals_stand_in_it_and_are_well_formed(sections):
    proposal = propose("Role: 某", sections)
    squeezed = ["".join(section.body.split()) for section in sections]
    for action in proposal.actions:
        assert action.text.strip()
        assert action.level in ("", *LEVELS)
        assert "".join(action.text.split())[:20] in squeezed[action.section]
    for contact in proposal.contacts:
        assert normal_phone(contact.phone)
    assert len(proposal.first) == len(set(proposal.first)) <= FIRST_MOST
    assert all(0 <= place < len(proposal.actions) for place in proposal.first)
    assert len({start.level for start in proposal.starts}) == len(proposal.starts)
    assert propose("Role: 某", sections) == proposal


@given(st.sampled_from(("67180000", "0371-67180000", "（0371）6718 0000", "+86 371 67180000")))
def test_a_number_is_the_same_however_it_is_written(phone):
    entry = DirectoryNumber(
        id=7, phone="0371-67180000", label="duty", name="", post="", unit="示例水利局", active=True, checked_at=None
    )

    @dataclass
    class Quoted:
        phone: str
        name: str = ""
        unit: str = "示例水利局值班室"
        post: str = ""
        entry: DirectoryNumber | None = None

    quoted = Quoted(phone)
    assert standing_of(quoted) is Standing.UNLINKED
    assert same_number(quoted, [entry]) == 7
    assert likely_numbers(quoted, [entry]) == [entry]
    assert likely_numbers(Quoted("999"), [entry]) == [entry], "by the unit, though its desk is named"
    assert likely_numbers(Quoted("999", unit="别的局"), [entry]) == []
    quoted.entry = entry
    assert standing_of(quoted) is Standing.SAME
    assert is_stale(quoted, NOON), "nobody ever called it"
    quoted.entry = replace(entry, checked_at=NOON)
    assert is_stale(quoted, NOON)
    assert not is_stale(quoted, NOON - timedelta(seconds=1))
    quoted.entry = replace(entry, active=False)
    assert standing_of(quoted) is Standing.RETIRED
    assert not is_stale(quoted, NOON)
    assert says_number(f"值班电话 {phone}。", "67180000")


def test_an_action_says_who_acts_once():
    assert said_with_role("市防办", "报告市政府") == "市防办：报告市政府"
    assert said_with_role("Scribe", "Note it") == "Scribe: Note it"
    assert said_with_role("市防办等", "市防办、市水利局报告") == "市防办、市水利局报告"


@with_real
def test_of_the_real_plans_most_actions_are_found_and_most_proposals_are_right():
    whole = Score()
    for name, found, misses in scores():
        assert found.recall >= 0.85, (name, misses)
        assert found.precision >= 0.85, (name, misses)
        whole += found
    assert whole.marks > 350
    assert whole.recall >= 0.94
    assert whole.precision >= 0.96
    assert whole.of_roles >= 0.95


@with_real
@pytest.mark.parametrize(
    ("name", "starts"),
    [
        ("01-", {"Ⅰ": (4, "国家减灾委"), "Ⅱ": (4, "副主任"), "Ⅲ": (4, "秘书长"), "Ⅳ": (4, "常务副主任")}),
        ("09-", {"Ⅰ": (4, "市长"), "Ⅱ": (4, "分管副市长")}),
        ("16-", {"Ⅰ": (6, "指挥长"), "Ⅱ": (5, "常务副指挥长"), "Ⅲ": (5, "副指挥长"), "Ⅳ": (5, "常务副主任")}),
        ("24-", {"": (0, "防指决定")}),
        ("22-", {}),
    ],
)
def test_starts_of_the_real_plans(name, starts):
    found = {
        each.level: (len(each.conditions.splitlines()), each.authority)
        for each in proposed_starts(real_plan(name).sections)
    }
    assert {level: count for level, (count, _) in found.items()} == {
        level: count for level, (count, _) in starts.items()
    }
    assert all(who in found[level][1] for level, (_, who) in starts.items())


@with_real
@pytest.mark.parametrize(
    ("name", "count", "body", "head", "member"),
    [
        ("16-", 9, "省防汛抗旱指挥部", "指挥长：省长", "省水利厅"),
        ("24-", 14, "应急指挥部", "指挥长：省人民政府分管副省长", "省气象局"),
        ("24-", 14, "医疗救护组", "牵头：省卫生计生委", "省商务厅"),
        ("role-1-commander", 1, "Incident Commander (IC)", "", ""),
        ("counteractive/during", 3, "Command Team", "", "Scribe"),
    ],
)
def test_bodies_of_the_real_plans(name, count, body, head, member):
    plan = real_plan(name.rsplit("/", 1)[-1] if name != "counteractive/during" else "during.md")
    found = {each.name: each for each in proposed_bodies(plan.title, plan.sections)}
    assert len(found) == count
    assert head in found[body].head
    assert member in found[body].members
