import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from ingest.metadata.facts import read_metadata
from ingest.records import Status
from ingest.text.alignment import AlignedText
from ingest.text.cleaning import clean

NOTICE = """\
津水规〔2021〕8号
天津市水务局关于印发天津市
节约用水实施办法的通知
各区水务局:
现将《天津市节约用水实施办法》印发给你们,请遵照执行。
天津市水务局
2021年3月4日
(此件公开发布)
天津市节约用水实施办法
第一条 为了节约用水,根据《某条例》(国办发〔2019〕39号),制定本办法。
第二条 滨海新区可以先行先试。
第三条 本办法自2021年4月1日起施行,有效期5年。原《天津市节水暂行办法》(津水规〔2016〕2号)同时废止。
天津市水务局办公室 2021年3月5日印发
"""


def _read(raw, **kwargs):
    text = clean(raw)
    return text, read_metadata(text, name=kwargs.pop("name", "a.txt"), **kwargs)


def _lines(text, metadata):
    return [text.text[start:end] for start, end in metadata.title_lines]


def test_a_notice_with_its_plan_is_read_whole():
    text, found = _read(NOTICE)
    assert found.title == "天津市水务局关于印发天津市节约用水实施办法的通知"
    assert found.inner_title == "天津市节约用水实施办法"
    assert found.document_number == "津水规〔2021〕8号"
    assert found.issuers == ("天津市水务局",)
    assert found.region is not None
    assert found.region.full_name == "天津市"
    assert found.issued_on == dt.date(2021, 3, 4)
    assert found.effective_on == dt.date(2021, 4, 1)
    assert found.expires_on == dt.date(2026, 3, 31)
    assert found.status is Status.IN_FORCE
    assert found.status_basis is not None
    assert "有效期5年" in found.status_basis
    assert text.text[found.body_start :].startswith("各区水务局:")
    assert _lines(text, found) == [
        "津水规〔2021〕8号",
        "天津市水务局关于印发天津市",
        "节约用水实施办法的通知",
        "天津市水务局",
        "2021年3月4日",
        "(此件公开发布)",
        "天津市节约用水实施办法",
        "天津市水务局办公室2021年3月5日印发",
    ]


def test_ending_another_document_does_not_end_this_one():
    _, found = _read(NOTICE)
    (record,) = found.supersedes
    assert (record.kind, record.title) == ("repeals", "天津市节水暂行办法")
    assert record.document_number == "津水规〔2016〕2号"
    assert NOTICE[record.span.start : record.span.end].startswith("原《天津市节水暂行办法》")
    assert found.status is Status.IN_FORCE


def test_a_number_that_is_only_cited_is_not_the_documents_own():
    _, found = _read("襄阳市供水办法\n第一条 根据国办发〔2019〕39号文件,制定本办法。")
    assert found.document_number is None
    assert found.number_key is None


def test_a_table_above_the_text_states_its_facts():
    raw = (
        "文 号:青水〔2020〕55 号 | 签发单位: |\n签发时间:2020-11-23 | 生效时间:2020-12-01 |\n"
        "为了供水,我区制定本方案。全区要落实。\n一、供水\n附件:1.成都市青羊区供水实施方案任务分工"
    )
    text, found = _read(raw, name="002_0a1b2c3d4e5f6071.txt")
    assert found.title == "成都市青羊区供水实施方案"
    assert found.number_key == "青水〔2020〕55号"
    assert found.issued_on == dt.date(2020, 11, 23)
    assert found.effective_on == dt.date(2020, 12, 1)
    assert found.region is not None
    assert found.region.full_name == "四川省成都市青羊区"
    assert text.text[found.body_start :].startswith("为了供水")


def test_an_issuer_without_its_place_is_completed_from_the_title():
    raw = "市人民政府办公室关于印发襄阳市供水方案的通知\n各县:\n现印发给你们。\n2020年6月19日\n一、供水"
    _, found = _read(raw)
    assert found.issuers == ("襄阳市人民政府办公室",)
    assert found.region is not None
    assert found.region.name == "襄阳市"
    assert found.issued_on == dt.date(2020, 6, 19)


def test_who_reposts_is_kept_apart_from_who_issues():
    raw = (
        "中共威海市委办公室威海市人民政府办公室关于印发供水方案的通知\n各区:\n"
        "中共威海市委办公室威海市人民政府办公室2018年8月1日\n一、供水"
    )
    head = "发布日期:2021-10-15\n文章来源:乳山市自然资源局"
    _, found = _read(raw, head=head)
    assert found.issuers == ("中共威海市委办公室", "威海市人民政府办公室")
    assert found.region is not None
    assert found.region.name == "威海市"
    assert found.issued_on == dt.date(2018, 8, 1)
    assert found.reposted_by == "乳山市自然资源局"
    assert found.reposted_on == dt.date(2021, 10, 15)


def test_the_owner_of_the_site_reposts_unless_the_place_is_its_own():
    raw = "襄阳市人民政府关于供水的意见\n襄阳市人民政府\n2020年6月19日\n一、供水"
    _, elsewhere = _read(raw, tail="主办单位:湖北省中小企业服务中心")
    assert elsewhere.reposted_by == "湖北省中小企业服务中心"
    _, own = _read(raw, tail="主办单位:襄阳市水务局")
    assert own.reposted_by is None


def test_an_order_on_two_lines_gives_number_and_issuer():
    raw = (
        "襄阳市人民政府令\n第179号\n《襄阳市供水办法》已经市政府通过,现予公布,自2021年5月1日起施行。\n"
        "市长:张三\n2021年1月29日\n襄阳市供水办法\n第一条 为了供水,制定本办法。"
    )
    _, found = _read(raw)
    assert found.title == "襄阳市供水办法"
    assert found.number_key == "襄阳市人民政府令第179号"
    assert found.issuers == ("襄阳市人民政府",)
    assert found.issued_on == dt.date(2021, 1, 29)
    assert found.effective_on == dt.date(2021, 5, 1)


def test_an_order_that_is_one_line_gives_what_it_can():
    raw = (
        "襄阳市人民政府令第179号　　《襄阳市供水办法》已经市政府常务会议通过，现予公布，自2021年5月1日起施行。"
        "　　市长：张三　　2021年1月29日　　襄阳市供水办法　　第一条 为了供水，制定本办法。"
    )
    _, found = _read(raw)
    assert found.title == "襄阳市供水办法"
    assert found.number_key == "襄阳市人民政府令第179号"
    assert found.issuers == ("襄阳市人民政府",)
    assert found.issued_on == dt.date(2021, 1, 29)


def test_a_law_is_read_from_its_history():
    raw = (
        "# 襄阳市供水条例\n\n2019年12月23日 襄阳市第十七届人民代表大会常务委员会第五次会议通过\n\n"
        "<!-- INFO END -->\n\n第一条 为了供水。\n第二条 本条例自2020年3月1日起施行。"
    )
    text, found = _read(raw, name="襄阳市供水条例(2020-01-10).md")
    assert found.title == "襄阳市供水条例"
    assert found.issuers == ("襄阳市人民代表大会常务委员会",)
    assert found.issued_on == dt.date(2020, 1, 10)
    assert found.effective_on == dt.date(2020, 3, 1)
    assert text.text[found.body_start :].startswith("第一条")


def test_what_the_page_states_counts():
    hints = {
        "title": "国务院办公厅关于供水的意见",
        "document_number": "国办发〔2018〕126号",
        "issuer": "国务院办公厅",
        "issued_on": "2018-12-23",
        "published_on": "2019-01-08",
        "validity": "已失效",
    }
    _, found = _read("各省、自治区、直辖市人民政府:\n一、供水", hints=hints)
    assert found.title == "国务院办公厅关于供水的意见"
    assert found.number_key == "国办发〔2018〕126号"
    assert found.region is not None
    assert found.region.level == "nation"
    assert found.issued_on == dt.date(2018, 12, 23)
    assert found.published_on == dt.date(2019, 1, 8)
    assert found.status is Status.EXPIRED
    assert found.status_basis == "已失效"


def test_a_guide_that_nobody_signed_belongs_to_the_source_its_site_names():
    hints = {"title": "供水报装指南", "site": "襄阳市水务局网站", "content_source": "市水务局"}
    _, found = _read("一、申请\n带身份证。", hints=hints)
    assert found.issuers == ("襄阳市水务局",)
    assert found.region is not None
    assert found.region.name == "襄阳市"


def test_a_repealed_document_says_so_in_its_title():
    _, found = _read("襄阳市供水办法(已废止)\n第一条 供水。")
    assert found.title == "襄阳市供水办法"
    assert found.status is Status.REPEALED
    assert found.status_basis is not None


def test_an_empty_text_still_has_a_title():
    _, found = _read("", name="供水方案.txt")
    assert found.title == "供水方案"
    assert found.body_start == 0
    assert found.title_lines == ()


@given(
    st.lists(
        st.sampled_from(
            [*NOTICE.splitlines(), "", "# 标题", "文号:", "2020年2月31日", "一、", "《", "市长:"]
        ),
        max_size=16,
    )
)
def test_any_order_of_lines_is_read_and_the_spans_are_whole_lines(lines):
    raw = "\n".join(lines)
    text = AlignedText.of(raw)
    found = read_metadata(text, name="a.txt", head=raw, tail=raw)
    assert found.title
    assert 0 <= found.body_start <= len(raw)
    last = 0
    for start, end in found.title_lines:
        assert last <= start < end <= len(raw)
        assert "\n" not in raw[start:end]
        last = end


@given(st.text(max_size=120))
def test_no_text_breaks_the_reading(raw):
    assert read_metadata(clean(raw), name="x.txt", hints={"title": raw, "issued_on": raw}).title


def test_the_serial_below_a_title_is_the_number_of_its_bodies():
    _, metadata = _read(
        "国家税务总局 财政部\n关于优化退税服务有关事项的公告\n2019年第27号\n现将有关事项公告如下：\n一、正文。\n"
    )
    assert metadata.document_number == "2019年第27号"
    assert metadata.number_key == "国家税务总局财政部公告2019年第27号"
    assert metadata.title.endswith("关于优化退税服务有关事项的公告")


def test_a_ministry_with_an_and_in_its_name_issues_its_announcement():
    _, metadata = _read(
        "中华人民共和国住房和城乡建设部公告\n2021年 第114号\n住房和城乡建设部关于发布国家标准的公告\n现批准该标准。\n"
    )
    assert metadata.number_key == "住房和城乡建设部公告2021年第114号"
    assert metadata.title == "住房和城乡建设部关于发布国家标准的公告"


def test_the_local_office_of_a_central_body_leaves_the_place_local():
    _, metadata = _read(
        "关于调整信贷政策的通知\n一、正文。\n南平市住房和城乡建设局\n国家金融监督管理总局南平监管分局\n2024年5月18日\n"
    )
    assert metadata.issuers == ("南平市住房和城乡建设局", "国家金融监督管理总局南平监管分局")
    assert metadata.region is not None
    assert metadata.region.name == "南平市"


def test_a_signature_with_a_month_alone_tells_who_issues():
    _, metadata = _read(
        "北山县危房改造政策明白纸\n1.哪些人可以申请？\n低收入群体。\n北山县住房和城乡建设局\n2021年3月\n"
    )
    assert metadata.issuers == ("北山县住房和城乡建设局",)
    assert metadata.issued_on is None


def test_the_short_name_of_a_zone_is_no_second_issuer():
    _, metadata = _read(
        "高新区管委会关于印发行动方案的通知\n各部门：\n现印发给你们。\n江滨高新技术产业开发区管理委员会\n2022年8月25日\n"
    )
    assert metadata.issuers == ("江滨高新技术产业开发区管理委员会",)


def test_bodies_without_their_place_that_run_together_are_told_apart():
    _, metadata = _read(
        "市教育局 市发展改革委 市财政局关于做好课后服务的通知\n一、正文。\n"
        "云中市教育局　云中市发展和改革委员会　云中市财政局\n2021年8月27日\n"
    )
    assert metadata.issuers == ("云中市教育局", "云中市发展和改革委员会", "云中市财政局")


def test_a_guide_is_called_what_its_first_line_says():
    _, metadata = _read("【办事指南】老年人优待卡申领\n一、事项名称\n优待卡。\n", name="0f3a.txt")
    assert metadata.title == "老年人优待卡申领"


def test_an_order_of_two_bodies_has_both():
    _, metadata = _read(
        "民兵装备条例\n1995年6月3日 中华人民共和国国务院、中华人民共和国中央军事委员会令第178号发布\n第一章 总则\n第一条 正文。\n"
    )
    assert metadata.issuers == ("国务院", "中央军事委员会")


def test_all_who_made_a_text_known_together_issue_it():
    _, metadata = _read(
        "口岸监督办法\n1982年2月4日 卫生部、交通部、铁道部发布\n第一章 总则\n第一条 正文。\n第二条 本办法自发布之日起施行。\n"
    )
    assert metadata.issuers == ("卫生部", "交通部", "铁道部")
