"""Which side of a matter a question asks about, and whether the draft says anything of that side.

The sides are those that a guide to a public service has to state (what it costs, what to bring,
where, when it is open, how long the licence holds, what happens to who breaks the rule) and a few
that citizens ask beside them. A clause on the matter that is silent on the side asked about is the
commonest near miss: who asks what a meter costs is not answered by how soon it is connected.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

_MONEY: Final = r"[\d一二两三四五六七八九十百千万亿]元|‰|[%％]"
_FREE: Final = r"免费|免[收交缴征]|不收|不得收|零(?:费用|成本|收费)|全免|减半|不付费|不再付费"

_SIDES: Final = tuple(
    (re.compile(asked, re.IGNORECASE), re.compile(answer, re.IGNORECASE))
    for asked, answer in (
        # What it costs to who has it done.
        (
            r"(?:收|交|付|花|掏|出)(?:多少|几)(?:钱|元|块|费)|[费价](?:用|格|钱)?(?:是"
            r"|要|得|标准)?(?:多少|几)|怎么收费|收费吗|[要花掏交付出]钱[吗不么]|要不要[花掏交付出给]?钱|多少钱一"
            r"|免费[的办]?[吗么]|免不免费|是不是免费|[收要]不[收要](?:费|钱|交钱)"
            r"|(?:租金|工本费|押金|电价|气价|水价|票价)[^,。?]{0,4}(?:多少(?![天日月年])|怎么)"
            r"|一[个张台度方吨次平]?多少钱|[买租](?:一)?[个张台]?[^,。?]{0,4}多少钱"
            r"|\b(?:cost|charge|fee|tariff)s?\b|\bprice of\b",
            rf"{_MONEY}|{_FREE}|费|价|承担|负担|出资|出钱|租金|付",
        ),
        (
            r"(?:劳务费|工资|薪水|薪资|月薪|待遇|补助费)[^,。?]{0,6}(?:多少|几|怎么)"
            r"|拿多少(?:工资|劳务费)|\b(?:salary|wages?)\b",
            r"工资|薪|报酬|劳务|待遇|补[贴助]|养老金",
        ),
        # What happens to who breaks the rule, and what is paid for harm.
        (
            r"罚(?:多少|款(?:是|要)?多少|几|什么|不罚)|(?:怎么|如何|什么|会不会"
            r"|啥)处[罚分]|(?:被|受到?)(?:怎么|如何|什么|啥)样?的?处理|怎么罚"
            r"|扣(?:多少|几)(?:分|钱|[奖绩])|滞纳金"
            r"|受(?:什么|啥|哪些)?处[罚分]|什么后果|\bpenalt(?:y|ies) for\b|\bfined\b|\bpunish\w*"
            r"|\b(?:what|any|how (?:much|big|high))\b.{0,20}\b(?:fines?|penalt(?:y|ies))\b",
            r"罚|处分|处罚|追究|扣|滞纳|约谈|通报|责任|曝光|退还|清退|取消|责令|惩戒"
            r"|追责|问责|不得(?:再|申报)|年内不|暂停|撤销|收回|没收|加收|注销|失信|每[日天]",
        ),
        (
            r"赔(?:偿|付)?[^,。?]{0,4}(?:多少|几|什么|吗|不)|\bcompensat\w*",
            r"赔|补[偿贴助]|退[补还]|承担|负责|减免|抚恤|违约金|工伤|倍",
        ),
        # What is given.
        (
            r"(?:奖励?|补贴|补助|资助|贴息)(?:金额|资金|标准)?[^,。?]{0,3}(?:多少|几"
            r"|什么)|[奖补](?:多少|几)|\bhow (?:much|large|big"
            r"|high)\b.{0,40}\b(?:subsid\w+|grant|reward|bonus)\b",
            r"奖|补[贴助]|资助|贴息|支持|扶持|发放|减免|返还",
        ),
        (
            r"(?:征收率|税率|利率|费率)\W*\Z|(?:税率|利率|费率|利息|年息"
            r"|日息)[^,。?]{0,6}(?:多少|几|怎么)|[几多少]个点的?利|\b(?:interest|tax"
            r"|vat|duty) rate\b|\bcustoms duty",
            r"[%％‰]|百分之|率|息|按.{0,10}(?:收取|计)",
        ),
        # What to bring.
        (
            r"(?:哪些|什么|哪几[样种项]|啥|几[份样]|多少份|要准备"
            r"|需要准备)[^,。?]{0,6}(?:证件|材料|资料|单据|证明)|(?:带|交|提交"
            r"|准备)(?:哪[些几]|几|什么)[样种项份]?(?:东西|文件|手续)|(?<![具配设])[带交提备](?:齐"
            r"|上|交|供)?(?:什么|啥|哪些)(?!税|费)"
            r"|(?:申请|申报|办理|所需|需要的?)材料(?:清单|有哪些|是什么)?\W*\Z"
            r"|\b(?:which|what) (?:papers|documents|materials|forms?)\b",
            r"(?:提交|提供|凭|(?<![支主坚保维扶])持(?!续)|携带|出示|附|补齐|只需|仅需|上传|填写|出具).{0,40}"
            r"|(?:材料|证明|资料)[,，]?(?:应当?|需)?(?:有|包括|为|清单|[:：])|无需"
            r"|不再(?:要求|提交|提供)|免(?:提交|予提交|申报)|零材料|[\d一二两三四五]\s*(?:项|份|种"
            r"|样)(?:申请)?(?:材料|资料)|材料.{0,8}\d\s*[项份种样]|承诺书|取得.{0,20}证|报送|备案",
        ),
        # How it is worked out.
        (
            r"(?<!会)(?:怎么|如何)(?:样)?(?:计算|核算|核定|算(?!数|是|不))|计算(?:方法|方式|公式)|怎么计发",
            r"计算|按.{1,20}(?:计|标准|[%％]|确定|发|给|支付)|乘|除以|[×÷=]|基数|[%％]|倍|之和|标准为|\d\s*元|分之",
        ),
        # Where, and how to reach somebody.
        (
            r"网址|哪个(?:网站|网页|平台|软件|[aA][pP][pP])|什么(?:网站|平台|软件"
            r"|[aA][pP][pP])|(?:在|去|上|到)哪(?:里|儿|个网|个平台)?(?:下载|登录|申报"
            r"|申请|查询?|提交)"
            r"|\b(?:which|what) (?:website|app)\b",
            r"平台|网站|官网|网厅|网上(?!提交|可办|办理率|开户|立案率)|系统|app|小程序"
            r"|公众号|客户端|“[^”]{2,10}[办通网税窗]”|专区|窗口|大厅|中心|机构|街道|社区"
            r"|派出所|银行|医院|向.{2,12}[局所委会院站]",
        ),
        # When somebody is there.
        (
            r"几点|(?:上|开|下)班时间(?:是|\W*\Z)|什么时候(?:上|开|下)[班门]|(?:星期|周"
            r"|礼拜)[天日六末一二三四五][^,。?]{0,6}(?:上|开|有没有人|办|休)"
            r"|\bopening hours\b|\bwhat time\b|\bopen on\b",
            r"\d{1,2}\s*[:：]\s*\d{2}|[\d一二三四五六七八九十][点时](?!限)|\d\s*小时|全天|昼夜|周[日末]|节假日",
        ),
        # What is done within the time asked about; to be done at all (办好, 下来) names nothing.
        (
            # Possessive: 可以内 is parted in one way only, else a question could keep it busy.
            r"(?:几|多少)个?(?:工作)?[天日月年](?:[之以]?内|才|能|可以?|要|得"
            r"|会)*+退(?!税|休|出)|(?:多久|多长时间)(?:才|能|会|之?内)*退(?!税|休|出)"
            r"|退(?:还|回|款|给我)?(?:要|得)?(?:多久|几天|多少天)|\brefund\w*",
            r"退|返还|赔",
        ),
        (r"延(?:期|长)?(?:多久|几|多少)", r"延|缓|宽限|顺延|推迟|以内|最长"),
        (r"公示(?:期)?(?:是|要|满)?(?:几|多少|多久|多长)", r"公示|公告"),
        (
            r"(?:几|多少)个?(?:工作)?[天日月年](?:之?内|以内)(?:要|必须|得)?(?:改|整改"
            r"|补正|补齐)|\bcorrected within",
            r"改|补[正齐]",
        ),
        (
            r"(?:几|多少)个?(?:工作)?[天日](?:之?内|才|能|可以?)*(?:送|寄)|(?:多久"
            r"|几时)(?:才|能)*(?:送|寄)到",
            r"送达|寄|邮|配送|投递",
        ),
        (
            r"(?:几|多少)个?(?:工作)?[天日](?:之?内|才|能|可以?|会)*(?:到账|放款|打款"
            r"|发钱|拨付)|(?:多久|几时)(?:才|能|会)*(?:到账|放款|打款)",
            r"到账|拨|放款|支付|付款|兑现|退|发放|打款|账户|资金",
        ),
        # How long what was given holds.
        (
            r"有效期|(?:几|多少|多久|多长)(?:个?[年月天])?(?:内)?有效|(?:能|可以?"
            r"|好)?(?:管|用|保)(?:(?:几|多少)个?[年月]|多久\W*\Z)|多久(?:换|年检|续"
            r"|更新)一次|几年(?:一换|要换)"
            r"|\bvalid (?:for|until)\b|\bvalidity\b|\bhow long\b.{0,40}\bvalid\b|\bexpires?\b",
            r"有效|长期|永久|试行|年检|续期|延续|届满|到期|施行之?日?.{0,8}年|保存"
            r"|[一二三四五六七八九十\d]个?[年月]|每[天日周月季年]",
        ),
        # Somebody lost it, wants it again, or disagrees.
        (
            r"(?<!走)丢(?:了|失)(?!工作)|遗失|弄丢|不见[咗了]|补(?:办|领|发|一个|一张)"
            r"|\blost (?:my|our|the)\b",
            r"丢|遗失|补[办领发换]|挂失|损毁",
        ),
        (
            r"不服|复议|申诉|质疑(?!件)|上诉|\bappeal\b",
            r"复议|诉|质疑|异议|复核|申辩|听证|终局|仲裁|再次",
        ),
        (
            r"再(?:次)?申请|重新申请|第二次|(?:被)?(?:退回|驳回)[^,。?]{0,8}(?:再|重)"
            r"|\bsecond (?:time|violation)",
            r"再次|重新|第二|再申请|二次|重复|再犯|两次|逾期|年内不|一次|首次",
        ),
        # Who may have it, and how it is had.
        (
            r"(?:什么|哪些|啥|有何)(?:样的?)?(?:条件|资格|门槛|要求)"
            r"|什么(?:样的?)?(?:人|企业|公司|单位|项目)(?:才)?(?:可以|能|有资格|符合)"
            r"|\b(?:who|which \w+) (?:is|are) eligible|\beligib\w+",
            r"条件|符合|应当|以上|不(?:超过|低于|少于)|以内|须|的[,，]|具备|凡|对象|未"
            r"|取得|注册",
        ),
        (
            r"(?:怎么|如何|咋|怎样)(?:才能)?(?:申请|报名|预约|参加|调取|查询|申报"
            r"|办(?!案|\W*\Z)|投诉|举报|领|加入)|什么手续|哪些手续|什么流程|流程(?:是|有)"
            r"|\bhow (?:do|can|to|should) (?:i|we|one)\b",
            r"申请|报名|预约|提[交出]|登录|拨打|通过|凭|向|填写|平台|窗口|网上|线上"
            r"|在线|受理|一次|可以|举报|投诉|领取|自助",
        ),
        # Names of those who take part.
        (
            r"(?:哪|什么|啥)[几些家所个]{0,2}(?:大学|高校|学校|公司|企业|银行|报纸"
            r"|医院|品牌|部门|单位|机构)|\bwhich (?:bank|universit\w+|compan\w+"
            r"|hospital|newspaper)",
            r"局|委|部门|单位|公司|银行|机关|机构|大学|学院|中心|办公室|政府|法院|海关"
            r"|支队|协会|联合会|[、]",
        ),
        (
            r"(?<!打)(?:电话|号码|热线)(?:到底)?(?:是|号码|号)?(?:多少|几号|什么|哪个|\W*\Z)|(?:打"
            r"|拨)(?:哪个|什么|几)(?!折)|哪个(?:电话|号码|热线)|\bphone number\b|\bnumber do\b",
            r"(?<!\d)(?:\d{3,4}-)?\d{5,11}(?!\d)",
        ),
        # A name; nothing that a clause holds is anybody's.
        (
            r"(?:[市区县局处科校行院会]长|主任|书记|老总|领导|责任人|经理)"
            r"[^,。?]{0,3}(?:是谁|叫什么|是?哪位|姓名|名字)"
            r"|\b(?:name of|who is) the (?:mayor|director|head|manager)\b",
            r"(?!)",
        ),
        (
            r"(?:地址|位置)(?=是|在|有)|(?:^|[\s的])(?:地址|位置)\W*\Z"
            r"|在哪(?:条|个)?[街路里儿楼]|(?:哪条)?[街路](?:上)?(?:几号)"
            r"|几楼|第几层|\bstreet address\b",
            r"[路街道]\d+号|\d[楼层](?!次)|位于|地址|设在|设立在"
            r"|(?:在|向|到).{1,12}(?:中心|大厅|窗口|位置|场所|首页|网站|平台|[局所院站厅])",
        ),
    )
)


# Things counted by one word or another: who asks 几趟 is answered by 一次.
_COUNTERS: Final = (
    "人名位个",
    "家户个",
    "次回趟遍批",
    "份项种样类个",
    "台辆部套个",
    "座所处个",
    "张本枚套册",
    "间套",
    "分",
    "亩平㎡",
)
_COUNTED: Final = re.compile(
    r"(?<!哪)(?:几|多少)个?(?:周|公)?([人名位家户次回趟遍份台辆座所处张本枚间亩折岁斤克里米]"
    r"|分(?![钟之类配成别公局]))(?![天日月年])"
)
# What answers without the counter: 每月 says how often, 三分之二 how many people.
_COUNTED_ELSE: Final = {
    "次回趟遍": "|每[天日周月季年]",
    "人户家名": "|分之|过半|[%％]",
    "折": "|[%％]|减半|半[价费]",
}
_ASKED: Final = re.compile(r"谁|什么|哪|怎么|如何|为何|([一-鿿])不\1|可不可以|[吗么]\W*\Z")
_NUMBER: Final = r"[\d零一二两三四五六七八九十百千万半]\s*(?:多|余)?(?:万|亿)?\s*个?"


def side_missing(text: str, said: str) -> float:
    """Return the share of the sides asked about of which a text says nothing; 0 when none is asked.

    Args:
        text: The question, canonical and in lower case.
        said: What the draft says and cites, in lower case.
    """
    asked = [answer for wanted, answer in _SIDES if wanted.search(text)]
    if counted := _counted(text):
        asked.append(_counting(counted))
    missing = sum(answer.search(said) is None for answer in asked)
    return missing / len(asked) if asked else 0.0


def is_some(text: str, found: re.Match[str]) -> bool:
    """Say whether 几 means some, and something else is asked: 几个人合租, 谁来申报."""
    return "几" in found[0] and _ASKED.search(text, found.end()) is not None


def _counted(text: str) -> str | None:
    """Return the counter of what is to be counted."""
    found = _COUNTED.search(text)
    return None if found is None or is_some(text, found) else found[1]


@cache
def _counting(word: str) -> re.Pattern[str]:
    words = {word}.union(*(family for family in _COUNTERS if word in family))
    else_ = "".join(more for family, more in _COUNTED_ELSE.items() if word in family)
    return re.compile(rf"{_NUMBER}(?:周|公)?[{''.join(sorted(words))}]{else_}")
