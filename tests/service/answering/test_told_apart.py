"""What must never answer for another: cities of one rule, kinds of insurance, claiming and ending."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from index import Store
from service.answering.answering import ask
from service.answering.asked.kinds import asked_kind, canonical
from service.answering.draft import Assessment, Draft
from service.answering.records import Answer, AskedKind
from service.answering.wording.subjects import acts, asked_acts, insurances, subjects_of

WAGES = """湖北省人民政府关于调整最低工资标准的通知
鄂政发〔2023〕12号
一、标准。全省最低工资标准为每月：武汉市2310元，宜昌市、襄阳市2050元，其他市州1900元。
二、分档。最低工资分两档：第一档2310元，适用于武汉市；第二档1900元，适用于恩施州、随州市。
三、扶持。对带动就业的企业，按最低工资标准的60%给予每人1200元补贴。
湖北省人民政府
2023年8月20日
"""
WAGES_IN_A_TABLE = """山东省人民政府关于公布最低工资标准的通知
鲁政发〔2023〕8号
一、全省最低工资标准如下：
| 档次 | 月最低工资标准（元） | 适用地区 |
| 第一档 | 2200 | 济南市、威海市 |
| 第二档 | 2010 | 枣庄市、泰安市 |
山东省人民政府
2023年9月10日
"""
GUIDE = """泸州市社会保险办事指南
泸府发〔2023〕3号
一、申领失业保险金。申领失业保险金的，本人持身份证到区县窗口提出，当月审核。
二、停领失业保险金。停领失业保险金的，应当在重新就业当月到区县窗口申请办理，填写停领表。
三、医疗保险缴费。城乡居民每人每年缴费380元，由税务部门征收。
四、养老保险缴费。城乡居民养老保险每年缴费分200元、500元、1000元三档，由本人选择。
五、收费减免。停车收费标准为每小时5元。低保家庭凭低保证到窗口办理停车收费减免。
六、住房贷款。住房公积金贷款利息按每月1000元的标准定额扣除。
七、申请材料。申请安置补助应当提交下列材料：
（一）本人签名的申请表，由所在街道加盖公章并注明日期，一式三份，一份由街道留存；
（二）身份证原件和复印件，复印件由本人签名并注明与原件一致，正反两面印在一张纸上；
（三）户口簿首页和本人页的原件和复印件，复印件由本人签名并注明与原件一致；
（四）结婚证原件和复印件，离异的提交离婚证和离婚协议，丧偶的提交配偶的死亡证明；
（五）房产证原件和复印件，没有房产的提交不动产登记中心出具的无房证明；
（六）银行卡复印件，户名应当与申请人一致，并注明开户银行的全称；
（七）近期免冠照片两张，背面写上本人姓名和身份证号码；
（八）学历证书原件和复印件，在境外取得学历的提交教育部门出具的认证书；
（九）劳动合同原件和复印件，合同期限应当自申请之日起不少于一年；
（十）社会保险清单，由社会保险经办机构打印并加盖业务专用章；
（十一）个人收入证明，由所在单位出具，注明近十二个月的收入，包括：
1.工资性收入；
2.经营性收入；
（十二）个人所得税纳税证明，由税务部门出具，时间不少于十二个月；
（十三）其他材料。
泸州市人民政府
2023年8月20日
"""


RULES = """泸州市人才和社会保障规定
泸府发〔2024〕5号
第一条 人才入户申请，部门5个工作日内未作审核的，第6个工作日视为受理。人才入户申请自受理之日起15个工作日内审核完毕。
第二条 组织毕业2年内毕业生参加见习的，给予见习扶持。见习最长不超过12个月。
第三条 提前退休的，缴费应当满15年，并提前一个月告知单位。
第四条 护理险待遇支付限额标准为每人每月900元。护理险个人缴费按月缴费基数的0.02%缴纳。
第五条 有本市户籍的，凭户口簿参保。非本市户籍的，凭就业登记证明参保。
第六条 小学新生家长于2024年5月7日至11日在网上报名。因病等特殊原因逾期未报名的，可于8月25日到小学补报名。
第七条 按时缴费的，自2025年1月1日起至12月31日享受护理险待遇。护理险集中缴费时间为2024年9月1日至12月20日。
第八条 毕业生符合条件之一的，可申请求职补贴。求职补贴由毕业生向所在学校提出申请。
第九条 实行注册资本实缴登记制的公司的发起人、股东虚假出资，未交付或者未按期交付作为出资的货币的，或者在公司成立后抽逃出资的，由登记机关责令改正，处虚假出资金额5%以上的罚款。
第十一条 毕业学年学生有下列情形之一的，每人能领3000元钱。特困人员、残疾人、家庭贫困的可以领。
第十二条 供养特困人员，由区财政负担，分散供养和集中供养的分别核算，具体办法另行制定。
第十三条 抚恤金由遗属通过微信小程序（路径：首页-社会保障-抚恤优待-遗属待遇-抚恤金申领-填写信息-上传材料-提交）、政务服务网（路径：首页-个人办事-社会保障-抚恤优待-遗属待遇-抚恤金申领-填写信息-上传材料-提交）线上申领，也可凭身份证、户口簿、死亡证明、亲属关系证明和银行卡等材料前往街道窗口办理，由街道工作人员核对后当场录入。抚恤金自受理申请之日起7个工作日内审核办结。
第十四条 领吸纳补助的企业与其签订1年以上劳动合同，领吸纳补助的期限不超过24个月。
第十五条 照料险鉴定费用按以下标准执行：
（一）长期人员的失能鉴定费用
收费标准为每人每次200元，由所在街道代收，鉴定后三日内缴入专户。
（二）延续人员的延续鉴定费用
照料险延续鉴定收费标准为每人每次100元。
第十条 案例：张先生可以以离职材料申请失业金吗？张先生凭离职材料和身份证申请失业金，经办机构应当受理。
泸州市人民政府
2024年3月2日
"""
POOLS = """泸州市体育中心关于办理2026年游泳卡的通告
一、办理时间
2026年1月2日起办理。
二、收费标准
（一）在校学生
个人收费标准为每人30元，凭学生证购买。学生证由学校开具。
（二）其他人员
个人收费标准为每人50元，凭身份证购买。身份证由本人保管。
（三）教练
在校学生：教练收费标准为每人70元。教练由场馆安排。
三、办理地点
各游泳馆窗口均可办理。
泸州市体育中心
2025年12月2日
"""
LEASES = """泸州市房屋租赁登记指引
一、办理方式。房屋租赁登记向街道申请，也可以在网上平台申请。
泸州市住房和城乡建设局
2024年3月2日
"""
HOUSING = """阳渚市人才安居办法
阳渚府发〔2024〕8号
第一条 购房补贴标准：硕士10万元，本科5万元。
第二条 申请人应当在入职之日起6个月内提出申请，并提交劳动合同和学历证书。
第三条 主管部门自受理之日起15个工作日内完成审核。
阳渚市人民政府
2024年3月2日
"""
LICENCES = """阳渚市营业登记指南
阳渚府发〔2024〕9号
一、设立登记。当场办结。
二、变更与注销。登记事项变化后10个工作日内申请变更；终止经营的，应当在30个工作日内申请注销。
三、异地就医。未备案的，门诊报销比例降低15个百分点。
四、生育津贴。生育津贴发放158天。单位应当在分娩后12个月内申请，经办机构自受理之日起8个工作日内拨付。
阳渚市人民政府
2024年3月2日
"""


@pytest.fixture(scope="module")
def rules(
    store_of: Callable[..., Store], always: Callable[[Draft], Assessment]
) -> Callable[[str], Answer]:
    stores = {
        "rules": store_of({"a.txt": RULES}),
        "leases": store_of({"b.txt": LEASES}),
        "pools": store_of({"c.txt": POOLS}),
        "housing": store_of({"d.txt": HOUSING, "e.txt": LICENCES}),
    }

    def asked(question: str) -> Answer:
        named = {"租房": "leases", "游泳": "pools", "阳渚": "housing"}
        store = stores[next((to for word, to in named.items() if word in question), "rules")]
        return ask(store, question, decision=always)

    return asked


@pytest.fixture(scope="module")
def told(
    store_of: Callable[..., Store], always: Callable[[Draft], Assessment]
) -> Callable[[str], Answer]:
    store = store_of({"a.txt": WAGES, "b.txt": WAGES_IN_A_TABLE, "c.txt": GUIDE})
    return lambda question: ask(store, question, decision=always)


@pytest.mark.parametrize(
    ("question", "says", "silent"),
    [
        ("宜昌最低工资", "2050", ("2310", "1900")),
        ("武汉最低工资是多少", "2310", ("2050", "1900")),
        ("恩施最低工资", "1900", ("2310", "2050")),
        ("威海最低工资是多少", "2200", ("2010",)),
        ("泰安市最低工资标准", "2010", ("2200",)),
    ],
)
def test_of_several_cities_only_the_one_asked_about_is_told(
    told: Callable[[str], Answer], question: str, says: str, silent: tuple[str, ...]
) -> None:
    text = told(question).text
    assert says in text
    assert [figure for figure in silent if figure in text] == []


def test_who_asks_for_all_gets_every_tier_that_a_colon_announces(
    told: Callable[[str], Answer],
) -> None:
    text = told("湖北最低工资").text
    assert "2310" in text
    assert "1900" in text
    assert "1200" not in text  # a grant measured by it is no 最低工资


@pytest.mark.parametrize(
    ("question", "silent"),
    [
        ("城乡居民养老保险每年缴多少钱", "380"),
        ("城乡居民医疗保险每年缴多少钱", "500"),
        ("工伤保险每年缴多少钱", "380"),
        ("住房公积金贷款额度是多少", "1000"),
        ("失业保险金怎么申请", "停领"),
        ("怎么停领失业保险金", "持身份证"),
    ],
)
def test_neighbours_do_not_answer(
    told: Callable[[str], Answer], question: str, silent: str
) -> None:
    assert silent not in told(question).text


def test_each_insurance_has_its_own_figure(told: Callable[[str], Answer]) -> None:
    assert "500 元" in told("城乡居民养老保险每年缴多少钱").text
    assert "380 元" in told("城乡居民医疗保险每年缴多少钱").text


def test_how_a_charge_is_reduced_is_no_sum(told: Callable[[str], Answer]) -> None:
    assert "凭低保证到窗口办理" in told("停车收费怎么减免").text


def test_a_long_list_says_how_many_there_are_and_where_the_rest_stands(
    told: Callable[[str], Answer],
) -> None:
    text = told("申请安置补助要交哪些材料").text
    assert "共 13 项" in text
    assert "「七申请材料」" in text.replace("、", "")
    assert text.count("工资性收入") <= 1


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("收费怎么减免", AskedKind.HOW),
        ("期限怎么延长", AskedKind.HOW),
        ("费用怎么退", AskedKind.HOW),
        ("收费怎么定", AskedKind.HOW_MUCH),
        ("物业费怎么收", AskedKind.HOW_MUCH),
        ("期限如何规定", AskedKind.HOW_LONG),
        ("本市最低工资", AskedKind.HOW_MUCH),
        ("个人所得税起征点", AskedKind.HOW_MUCH),
        ("特困供养标准是什么", AskedKind.HOW_MUCH),
        ("如何提高缴费基数", AskedKind.HOW),
    ],
)
def test_what_is_done_about_a_figure_is_no_figure(question: str, kind: AskedKind) -> None:
    assert asked_kind(canonical(question)) is kind


@pytest.mark.parametrize(
    ("question", "says", "silent"),
    [
        ("人才入户申请多少天审核完", "15 个工作日", "5 个工作日内未"),
        ("见习最长多久", "12个月", "2 年"),
        ("提前多久告知单位", "1 个月", "15 年"),
        ("护理险个人每月缴多少", "0.02%", "900"),
        ("没有本地户口的能参保吗", "就业登记证明", "凭户口簿"),
        ("小学什么时候报名", "5月7日", "8月25日"),
        ("护理险什么时候截止缴费", "12月20日", "12月31日"),
        ("求职补贴找谁申请", "所在学校", "符合条件之一"),
        ("吸纳补助能领多久", "24 个月", "1 年"),
        ("照料险失能鉴定要多少钱", "200 元", "@"),
        ("特困人员能领多少钱", "财政负担", "3000"),
        ("抚恤金怎么申请", "微信小程序", "7个工作日内审核"),
        ("注册资本必须实缴吗", "责令改正", "@"),
    ],
)
def test_a_figure_or_sentence_in_another_part_does_not_answer(
    rules: Callable[[str], Answer], question: str, says: str, silent: str
) -> None:
    text = rules(question).text
    assert says in text
    assert silent not in text


def test_the_cases_of_a_figure_that_are_clauses_of_their_own_are_told_with_their_groups(
    rules: Callable[[str], Answer],
) -> None:
    both = rules("2026年游泳卡个人交多少钱").text
    assert "在校学生" in both
    assert "其他人员" in both
    assert both.count("泸州市") == 1
    one = rules("在校学生2026年游泳卡个人交多少钱").text
    assert "30" in one
    assert "50" not in one
    assert "在校学生,每人" in rules("游泳教练收多少钱").text


def test_an_age_is_asked_for_in_years_of_age(rules: Callable[[str], Answer]) -> None:
    answer = rules("人才入户年龄上限是多少")
    assert "5 个工作日" not in answer.text


def test_a_printed_question_answers_nothing(rules: Callable[[str], Answer]) -> None:
    assert "可以以离职材料申请失业金吗" not in rules("失业金可以凭离职材料申请吗").text


def test_who_asks_for_a_grant_is_told_of_none_where_there_is_none(
    rules: Callable[[str], Answer],
) -> None:
    assert rules("租房补贴怎么申请").statements == ()


@pytest.mark.parametrize(
    ("question", "says"),
    [
        ("阳渚购房补贴入职后多久内申请", "6 个月"),
        ("阳渚购房补贴审核要多久", "15 个工作日"),
        ("阳渚登记事项变更多久内申请", "10 个工作日"),
    ],
)
def test_steps_of_a_grant_and_changes_beside_endings_are_told(
    rules: Callable[[str], Answer], question: str, says: str
) -> None:
    answer = rules(question).text
    assert says in answer
    assert "万元" not in answer
    assert "30 个工作日" not in answer


@pytest.mark.parametrize(
    ("question", "says"),
    [
        ("阳渚生育津贴拨付要几天", "8 个工作日"),
        ("阳渚生育津贴分娩后多久内申请", "12 个月"),
        ("阳渚生育津贴几天能拨付", "8 个工作日"),
        ("阳渚生育津贴发多少天", "158 天"),
    ],
)
def test_each_step_has_its_own_time(
    rules: Callable[[str], Answer], question: str, says: str
) -> None:
    (measure,) = rules(question).measures
    assert says in f"{measure.measure.value} {measure.measure.unit}"


def test_by_how_much_a_rate_changes_is_no_rate(rules: Callable[[str], Answer]) -> None:
    assert not rules("阳渚门诊报销比例是多少").measures
    assert "降低15个百分点" in rules("阳渚异地就医门诊报销比例降低多少").text


def test_subjects_are_read_from_their_names() -> None:
    assert insurances("居家养老服务") == frozenset()
    assert insurances("职工基本医疗保险（含生育保险）") == {"medical", "maternity"}
    assert acts("有下列情形之一的，停止领取失业保险金") == {"end"}
    assert acts("申领后应当停领") == {"begin", "end"}
    assert asked_acts("公司怎么注销") == {"end"}
    assert asked_acts("营业执照丢了怎么申请补办") == {"begin"}
    assert acts("发给注销确认函") == frozenset()
    assert asked_acts("破产清算怎么申请") == frozenset()
    assert asked_acts("不给停保,失业金还能领吗") == frozenset()


def test_a_title_speaks_for_an_insurance_and_what_is_run_with_it() -> None:
    title = ("关于城乡居民基本医疗保险缴费的通告",)
    assert subjects_of("养老保险交多少").are_told_of_another("每人380元", titles=title)
    assert not subjects_of("生育保险待遇").are_told_of_another("每人380元", titles=title)
    assert not subjects_of("医保交多少").are_told_of_another("每人380元", titles=title)
