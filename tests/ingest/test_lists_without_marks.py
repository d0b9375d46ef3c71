"""Lines that say something whole though no mark ends them: lists of sums, one line for each group."""

from __future__ import annotations

import pytest

from ingest.pipeline import parse
from ingest.readers import read_bytes
from ingest.structure.lines import read_lines
from ingest.text.alignment import AlignedText
from ingest.text.cleaning import fold_punctuation

SENTENCE = "津贴由街道办事处受理，区民政局审核，市民政局复核，审核通过的次月起按季度发放到老年人本人的社会保障卡。\n"


def joined(text: str) -> list[str]:
    """Return the lines that go on with the one above."""
    lines = read_lines(AlignedText.of(text), fold_punctuation(text), text)
    return [text[line.start : line.end] for line in lines if line.continues]


LISTS = {
    "the same opening": (
        "全市80周岁以上不满90周岁户籍老年人，每人每年发放津贴360元\n"
        "全市90周岁以上不满100周岁户籍老年人，每人每年发放津贴600元\n"
        "全市100周岁以上户籍老年人，每人每月发放保健金不少于300元\n"
    ),
    "numbers at the opening": (
        "70周岁至79周岁的云桥户籍老年人，每人每月领取50元\n"
        "80周岁至89周岁的云桥户籍老年人，每人每月100元以上\n"
        "90周岁以上的云桥户籍老年人，由区里发放慰问金每年2000元\n"
    ),
    "classes at the opening": (
        "一类地区包括云桥市区和石湾区，月最低工资标准为2280元\n"
        "二类地区包括青田县、白沙县等县，小时标准为20元/小时\n"
    ),
    "the same closing": (
        "博士研究生到本市企业工作的，每人每月发放生活补贴3000元\n"
        "全日制本科生到本市企业工作满一年的，每人每月发放补贴1500元\n"
    ),
    "labels": (
        "申请对象：在云桥参保的灵活就业人员、失业人员和零就业家庭\n"
        "补贴标准：养老保险和医疗保险费的三分之二，最长三年\n"
    ),
}


@pytest.mark.parametrize("name", LISTS)
def test_each_line_of_a_list_is_a_statement(name: str) -> None:
    assert joined(f"云桥市津贴标准\n{LISTS[name]}") == []


@pytest.mark.parametrize("name", ["the same opening", "numbers at the opening"])
def test_a_list_is_left_where_running_text_goes_on(name: str) -> None:
    text = f"云桥市津贴标准\n{SENTENCE}{LISTS[name]}领取津贴的老年人户口迁出本市的，次月起停发。\n"
    assert joined(text) == []


def test_a_figure_is_said_of_the_group_of_its_own_line() -> None:
    text = f"云桥市津贴标准\n{SENTENCE}{LISTS['the same opening']}"
    (clause,) = parse(read_bytes(text.encode(), uri="a.txt", name="a.txt")).clauses
    quotes = [clause.text[part.start : part.end] for part in clause.parts]
    assert "全市90周岁以上不满100周岁户籍老年人，每人每年发放津贴600元" in quotes
    assert not any("360元" in quote and "600元" in quote for quote in quotes)


def test_many_lines_of_one_width_are_a_list_where_they_close_alike() -> None:
    groups = ["博士", "硕士", "本科", "专科", "技师", "技工", "中技", "中专"]
    text = "".join(
        f"{group}毕业生到云桥企业工作的，每人每月发放补贴{at}50元\n"
        for at, group in enumerate(groups, start=1)
    )
    assert joined(f"云桥市人才补贴标准\n{text}") == []


def test_a_short_line_among_long_ones_was_not_cut() -> None:
    text = (
        "外卖骑手送餐时受伤，平台企业是否应当承担赔偿责任\n基本案情\n"
        f"{SENTENCE}{SENTENCE}咨询电话请拨区民政局养老服务科：38620000\n区卫生健康局基层科：38621111\n"
    )
    assert joined(text) == []


@pytest.mark.parametrize(
    ("above", "below"),
    [
        # 的 and punctuation go on with the words above
        ("对经济困难的高龄老年人，按照每人每月100元", "的标准发放护理补贴。"),
        ("对参加职业技能培训的人员，给予补贴每人500元", "、每班不超过2万元的补贴。"),
        # neither the opening nor the closing is alike, and no line is wider
        ("本市户籍老年人乘坐公共汽车的，每人每月补助30元", "由财政部门按季度拨付到公交企业。"),
        # no figure before the break, and no line is wider
        ("残疾人两项补贴由乡镇人民政府受理，县级残联审", "核，县级民政部门审定后发放。"),
        # a break after a comma
        ("全市80周岁以上老年人，每人每年发放津贴360元，", "全市90周岁以上老年人600元。"),
    ],
)
def test_a_broken_sentence_is_still_joined(above: str, below: str) -> None:
    assert joined(f"云桥市补贴办法\n{above}\n{below}\n") == [below]


def test_an_open_bracket_goes_on() -> None:
    text = f"{SENTENCE}{SENTENCE}本办法所称高龄老年人，是指年满80周岁（以身份\n证登记的出生日期为准）的老年人。\n"
    assert joined(text) == ["证登记的出生日期为准）的老年人。"]


def test_a_line_cut_at_the_width_of_the_text_is_joined_after_a_figure() -> None:
    width = 28
    words = (
        "云桥市对年满八十周岁的户籍老年人发放高龄津贴，八十至八十九周岁的，每人每月100元"
        "由区财政承担，九十周岁以上的，每人每月200元由市财政承担，一百周岁以上的，每人每月"
        "另外发放长寿保健金，标准由市民政局会同市财政局拟订，报市人民政府批准后公布施行，"
        "所需资金列入年度预算，专款专用，任何单位和个人不得截留、挤占、挪用，违反规定的由"
        "主管部门责令退回，并对直接负责的主管人员和其他直接责任人员依法给予处分，构成犯罪的"
        "依法追究刑事责任，本通知自公布之日起施行"
    )
    lines = [words[at : at + width] for at in range(0, len(words), width)]
    text = "\n".join(lines)
    assert joined(text) == lines[1:]


@pytest.mark.parametrize("piece", ["全市老年人，每人每年发放津贴360元\n"])
def test_time_is_linear(assert_linear, piece: str) -> None:  # type: ignore[no-untyped-def]
    assert_linear(joined, piece)
