"""Who issued a document, when and under which number, where the page says it in passing."""

from __future__ import annotations

import datetime as dt

import pytest

from ingest.metadata.front_matter import read_front_lines, whole_number
from ingest.metadata.law_history import read_history
from ingest.pipeline import parse
from ingest.readers import read_bytes
from ingest.records import Document


def document(text: str, name: str = "a.txt") -> Document:
    return parse(read_bytes(text.encode(), uri=f"folder/{name}", name=name)).document


def test_minutes_are_of_the_office_in_their_letterhead() -> None:
    found = document(
        "石笏县人民政府办公室\n〔2023〕14号\n县政府专题会议纪要\n"
        "3月22日下午，副县长主持召开专题会议，研究供水管网改造有关问题，纪要如下：\n"
        "一、关于改造范围。同意将两个街道纳入改造。\n二、关于工期。项目5月开工。\n"
    )
    assert found.issuers == ("石笏县人民政府办公室",)
    assert found.document_number == "石笏县人民政府办公室〔2023〕14号"


def test_questions_and_answers_are_of_the_source_whose_place_their_title_names() -> None:
    text = (
        "《云桥市加装电梯管理办法》政策问答\n发布日期：2022-11-03    信息来源：{}\n"
        "问题一：哪些住宅可以加装电梯？\n答：四层以上且无电梯的住宅可以申请加装电梯。\n"
    )
    own = document(text.format("云桥市住房和城乡建设局"))
    assert own.issuers == ("云桥市住房和城乡建设局",)
    assert own.issued_on == dt.date(2022, 11, 3)
    assert document(text.format("石笏县住房和城乡建设局")).issuers == ()


@pytest.mark.parametrize("beside", ["类别:B", "    签发人:王某", "密级:内部"])
def test_a_number_line_may_go_on_with_a_label(beside: str) -> None:
    found = whole_number(f"石自然资函〔2024〕77号{beside}")
    assert found
    assert found.key == "石自然资函〔2024〕77号"


@pytest.mark.parametrize(
    ("last", "first_issued_on"),
    [
        ("第十六届人民代表大会常务委员会第四次会议修订", dt.date(2023, 7, 28)),
        ("第十六届人民代表大会常务委员会第四次会议通过", dt.date(2023, 7, 28)),
        ("第十六届人民代表大会常务委员会第四次会议修正", dt.date(2000, 11, 3)),
        ("《云桥市人民政府关于修改部分规章的决定》第一次修订", dt.date(2000, 11, 3)),
    ],
)
def test_a_law_adopted_anew_counts_from_then(last: str, first_issued_on: dt.date) -> None:
    text = f"2000年11月3日云桥市第十一届人民代表大会常务委员会第二次会议通过\n2023年7月28日云桥市{last}"
    assert read_history(read_front_lines(text)).first_issued_on == first_issued_on


def test_the_columns_of_a_site_are_no_part_of_a_title() -> None:
    page = (
        "<html><head><title>石笏县人民政府 县政府文件 石笏县人民政府关于划定禁放区域的通告</title></head>"
        "<body><p>石笏县人民政府</p><p>关于划定禁放区域的通告</p>"
        "<p>为保障公共安全，现就划定禁止燃放烟花爆竹区域有关事项通告如下：</p>"
        "<p>一、禁止燃放区域为东至东环路，西至国道，面积约二十平方公里。</p>"
        "<p>石笏县人民政府</p><p>2023年12月29日</p></body></html>"
    )
    found = document(page, "a.html")
    assert found.title == "石笏县人民政府关于划定禁放区域的通告"
    assert found.issuers == ("石笏县人民政府",)


def test_a_city_whose_name_ends_in_zhou_has_offices() -> None:
    found = document(
        "关于拟认定企业名单的公示\n根据有关要求，现将拟认定的企业名单予以公示，公示期为五个工作日。\n"
        "岚州市工业和信息化局\n2024.9.6\n"
    )
    assert found.region
    assert found.region.name == "岚州市"


def test_a_report_says_who_made_it() -> None:
    found = document(
        "云桥县2023年政务公开工作年度报告\n本报告由云桥县人民政府办公室根据有关条例编制，数据截至2023年底。\n"
        "一、总体情况\n全年发布信息4126条，受理申请67件。\n"
    )
    assert found.issuers == ("云桥县人民政府办公室",)


def test_one_line_may_say_who_when_and_under_which_number() -> None:
    found = document(
        "云桥市文化市场处罚裁量基准\n云桥市文化和旅游局 2023年8月1日发布　云文旅规〔2023〕5号\n"
        "本基准自2023年9月1日起施行，有效期5年。\n一、适用规则\n从轻处罚的，应当在法定幅度的30%以下确定。\n"
    )
    assert found.issuers == ("云桥市文化和旅游局",)
    assert found.number_key == "云文旅规〔2023〕5号"
    assert found.issued_on == dt.date(2023, 8, 1)
    assert found.expires_on == dt.date(2028, 8, 31)


def test_a_short_label_may_follow_a_date_without_a_space() -> None:
    found = document(
        "云桥市停车收费标准公示\n发布机构：云桥市发展和改革委员会　发布时间：2024年11月20日　文号：云发改价〔2024〕61号\n"
        "一、道路停车\n首小时4元，24小时最高收费30元。\n二、监督方式\n投诉电话：12345。\n"
    )
    assert found.number_key == "云发改价〔2024〕61号"
    assert found.issued_on == dt.date(2024, 11, 20)


def test_which_version_a_title_is_of_is_no_clause() -> None:
    text = (
        "云桥市城市管理局关于公开征求意见的公告\n现就有关办法向社会公开征求意见，时间为30日。\n"
        "附件：云桥市餐厨垃圾管理办法（征求意见稿）\n云桥市城市管理局\n2024年4月30日\n附件\n"
        "云桥市餐厨垃圾管理办法\n（征求意见稿）\n第一条　为加强餐厨垃圾管理，制定本办法。\n"
        "第二条　产生单位应当建立台账。\n"
    )
    clauses = parse(read_bytes(text.encode(), uri="folder/a.txt", name="a.txt")).clauses
    assert all(clause.text != "（征求意见稿）" for clause in clauses)


NOTICE = "云桥市公安局关于印发《云桥市电动自行车管理规定》的通知"


@pytest.mark.parametrize(
    "above",
    [
        "统一登记号：YQCR-2031-00007",
        "规范性文件登记号：YQDR-2031-01005",
        "已废止",
        "【已失效】",
        "公安局 2031年第6号",
        "YQCC00-2031-0004",
    ],
)
def test_a_serial_or_a_status_above_a_title_is_no_part_of_it(above: str) -> None:
    found = document(f"{above}\n{NOTICE}\n各支队：\n现印发给你们。\n云桥市公安局\n2031年3月3日\n")
    assert found.title == NOTICE
    assert found.issuers == ("云桥市公安局",)


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        (
            "云桥市贯彻落实\n国务院关于稳定就业意见的实施方案",
            "云桥市贯彻落实国务院关于稳定就业意见的实施方案",
        ),
        ("关于转发\n云中省财政厅关于某事意见的通知", "关于转发云中省财政厅关于某事意见的通知"),
        ("对第0187号\n建议的答复", "对第0187号建议的答复"),
        ("云桥市公安局\n关于废止部分文件的通知", "云桥市公安局关于废止部分文件的通知"),
        ("云桥市公安局公告", "云桥市公安局公告"),
    ],
)
def test_lines_of_a_title_stay_together(lines: str, title: str) -> None:
    assert document(f"{lines}\n一、内容。\n二、其他。\n").title == title


def test_who_announces_may_fill_the_lines_above_a_title() -> None:
    found = document(
        "云中省财政厅　国家税务总局云中省税务局\n公　告\n2031年第3号\n\n关于税收扣减限额标准的公告\n"
        "现将有关事项公告如下：\n一、每户每年24000元。\n"
    )
    assert found.title == "关于税收扣减限额标准的公告"
    assert found.document_number == "云中省财政厅国家税务总局云中省税务局公告2031年第3号"


def test_labels_above_a_reply_are_no_part_of_it() -> None:
    text = (
        "关于第56号建议的答复\n签发人：马国庆\n办理结果：A\n李雪梅代表：\n您提出的建议收悉，现答复如下。\n"
        "云桥市城市管理局\n2031年7月21日\n"
    )
    parsed = parse(read_bytes(text.encode(), uri="a.txt", name="a.txt"))
    assert parsed.clauses[0].text.startswith("李雪梅代表")


NAMES = ["交通运输部", "国家发展改革委", "国家卫生健康委", "国家铁路局", "中国民用航空局"]
NAMES += ["国家邮政局", "公安部", "商务部"]
JOINT = "关于统筹做好错峰返程运输保障工作的通知"


def test_a_joint_notice_names_all_who_issue_it_however_many_lines_they_fill() -> None:
    text = "\n".join([*NAMES, JOINT, "交运〔2031〕44号", "各省交通运输厅：", "现通知如下。"])
    found = document(text)
    assert found.title == "".join(NAMES) + JOINT
    assert found.issuers == tuple(NAMES)


def test_a_letterhead_that_names_them_first_is_no_part_of_the_title() -> None:
    names = ["云桥市财政局", "云桥市公安局"]
    text = "\n".join([*names, *names, JOINT, "云财〔2031〕4号", "各区财政局：", "现通知如下。"])
    found = document(text)
    assert found.title == "".join(names) + JOINT
    assert found.issuers == tuple(names)
