import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.metadata.front_matter import front_length, read_front_lines
from ingest.metadata.titles import folded, read_titles, title_of_file, wrapped_title


def _titles(text, *, name="a.txt", **hints):
    lines = read_front_lines(text)
    return read_titles(lines, front_length(lines), text, hints=hints, name=name)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("云中市公园条例\n第一条 为了……", "云中市公园条例"),
        ("云中市人民政府关于印发云中市\n优化营商环境\n三年行动计划的通知\n各区:", "云中市人民政府关于印发云中市优化营商环境三年行动计划的通知"),
        ("云中市财政局云中市公安局\n关于印发云中市某某办法的通知\n各区:", "云中市财政局云中市公安局关于印发云中市某某办法的通知"),
        ("关于印发云中市某条例\n实施办法的通知\n各区:", "关于印发云中市某条例实施办法的通知"),
        ("云政规〔2020〕7号《云中市人民政府关于某事的意见》\n一、总体要求", "云中市人民政府关于某事的意见"),
        ("云中市某某办法(试行)\n第一条", "云中市某某办法(试行)"),
        ("云中市某某办法(云政规〔2020〕7号)\n第一条", "云中市某某办法"),
        ("云中市某某办法(已废止)\n第一条", "云中市某某办法"),
        ("# 云中市公园条例\n\n## 第一章 总则", "云中市公园条例"),
        ("# 云中民法典\n\n# 总则\n\n第一条", "云中民法典 总则"),
        ("云政办〔2020〕1号\n2020年1月1日\n云中市供水服务指南\n一、申请", "云中市供水服务指南"),
    ],
)  # fmt: skip
def test_the_title_is_read_from_the_top(text, title):
    assert _titles(text).title == title


def test_a_notice_keeps_its_own_title_and_names_the_plan():
    text = (
        "云中市人民政府关于印发云中市供水计划的通知\n各区人民政府:\n现印发给你们。\n"
        "云中市人民政府\n2020年1月1日\n云中市供水计划\n一、目标"
    )
    titles = _titles(text)
    assert titles.title == "云中市人民政府关于印发云中市供水计划的通知"
    assert titles.inner == "云中市供水计划"
    assert [(group.first, group.last) for group in titles.groups] == [(0, 0), (5, 5)]


def test_a_title_that_stands_twice_is_known_twice():
    text = "云中市供水计划\n云中市供水计划\n一、目标"
    assert [group.first for group in _titles(text).groups] == [0, 1]


def test_who_passed_a_notice_on_does_not_name_it():
    text = (
        "海州关于转发《云中市供水方案》的通知\n"
        "云中市政府办公室关于印发《云中市供水方案》的通知\n各区:\n一、目标"
    )
    titles = _titles(text)
    assert titles.title == "云中市政府办公室关于印发《云中市供水方案》的通知"
    assert titles.repost == "海州关于转发《云中市供水方案》的通知"
    assert len(titles.groups) == 2


def test_an_official_notice_that_passes_something_on_keeps_its_title():
    text = "云中省政府办公厅转发省财政厅关于某事意见的通知\n各市:\n一、目标"
    titles = _titles(text)
    assert titles.title == "云中省政府办公厅转发省财政厅关于某事意见的通知"
    assert titles.repost is None


@pytest.mark.parametrize(
    ("hint", "title"),
    [
        ("云中市供水办法 - 云中市人民政府门户网站", "云中市供水办法"),
        ("云中市供水办法_政策文件_云中市人民政府", "云中市供水办法"),
        ("云中市水务局关于印发云中市供水办法的通知", "云中市水务局关于印发云中市供水办法的通知"),
        ("首页", "云中市供水办法"),
    ],
)
def test_what_the_page_says_counts_without_the_name_of_the_site(hint, title):
    assert _titles("云中市供水办法\n第一条 为了供水", title=hint).title == title


@pytest.mark.parametrize(
    ("hint", "title"),
    [
        ("政策文件", "云中市水务局关于供水的通告"),
        ("云中市政府信息公开", "云中市水务局关于供水的通告"),
        ("云中市供水新规来了", "云中市水务局关于供水的通告"),
        ("云中市供水办法", "云中市供水办法"),
    ],
)
def test_a_title_that_says_who_issues_wins_over_the_name_of_a_page(hint, title):
    assert _titles("云中市水务局关于供水的通告\n各区:\n一、目标", title=hint).title == title


def test_the_notice_below_a_page_heading_wins():
    text = "云中市供水办法\n云中市水务局关于印发云中市供水办法的通知\n各区:\n第一条"
    titles = _titles(text, title="云中市供水办法")
    assert titles.title == "云中市水务局关于印发云中市供水办法的通知"
    assert titles.inner == "云中市供水办法"
    assert len(titles.groups) == 2


@pytest.mark.parametrize(
    ("text", "name", "title"),
    [
        ("《云中市供水方案》已经市政府同意,现印发给你们。\n一、目标", "a.txt", "云中市供水方案"),
        ("为了供水,制定本方案。\n一、目标\n附件:1.云中市供水实施方案任务分工", "012_0a1b2c3d4e5f6071.txt", "云中市供水实施方案"),
        ("为了供水,制定本方案。\n一、目标", "03_云中市供水方案.docx", "云中市供水方案"),
        ("为了供水。\n一、目标", "云中市供水条例(2020-01-02).md", "云中市供水条例"),
        ("为了供水。\n一、目标", "000_0a1b2c3d4e5f6071.txt", "000_0a1b2c3d4e5f6071.txt"),
    ],
)  # fmt: skip
def test_a_text_without_a_title_line_is_named_all_the_same(text, name, title):
    assert _titles(text, name=name).title == title


@pytest.mark.parametrize(
    ("title", "inner"),
    [
        ("甲市关于印发《甲市办法》的通知", "甲市办法"),
        ("甲市关于印发甲市办法的通知", "甲市办法"),
        ("甲市关于印发《甲市〈条例〉办法》的通知", "甲市《条例》办法"),
        ("甲市关于做好供水工作的通知", None),
        ("甲市供水办法", None),
    ],
)
def test_a_notice_wraps_a_plan(title, inner):
    assert wrapped_title(title) == inner


def test_file_names_lose_order_digest_and_date():
    assert title_of_file("05_供水方案_2026.html") == "供水方案 2026"
    assert title_of_file("供水条例（2019-10-22）.md") == "供水条例"


def test_titles_compare_without_marks():
    assert folded("《甲市 办法》(试行)") == folded("甲市办法试行")


@given(
    st.text(
        alphabet=st.sampled_from("云中市关于印发通知办法《》()\n#,。:一、第条2020年1月日 "),
        max_size=80,
    )
)
def test_no_text_breaks_the_reading_and_a_title_is_never_empty(text):
    titles = _titles(text)
    assert titles.title.strip()
    count = len(read_front_lines(text))
    assert all(0 <= group.first <= group.last < count for group in titles.groups)
