"""What is done towards somebody within a time, where the words name several bodies or things.

向省、自治区的质量监督机构申请复检 asks for 申请复检, and a list of whom or what comes before it.
"""

from __future__ import annotations

import re

_WORDS = r"[^,;。()|:!?\n\d]"
_BODY = (
    r"(?:机关|部门|机构|政府|法院|检察院|委员会|办事处|仲裁委|代表大会|[院局署会厅室部处所站社]|公司|银行|学校|中心|单位|企业"
    r"|组织|当事人|申请人|(?<!或)者|[员人方]|公众)"
)
_ACT = (
    r"(?:(?:书面|如实|及时|依法|同时)?(?:申请|申报|申诉|提出|提起|提交|提供|报告|报送|报备|报请|备案|办理|登记|缴纳|交纳|移交|移送|通报"
    r"|通知|反馈|起诉|上诉|投诉|举报|递交|送交|送达|公布|公告|公示|说明|请求|作出|支付|偿付|告知|转交|发出|发放|出具|汇报|答复|交付|推送)(?!书(?!面)|单))"
)
_ADDRESSED = re.compile(
    rf"^(?:后|[之以]?前)?[,、]?(?:应当?)?向(?P<whom>{_WORDS}{{2,60}}?{_BODY})(?P<act>{_ACT}(?:(?![、并和]){_WORDS}){{0,16}})"
)
_HANDED = re.compile(
    rf"^[,、]?(?:应当?)?将(?P<what>{_WORDS}{{2,60}}?)"
    r"(?P<act>(?:报送|报告|报(?!告)|送达|送交|送(?!达)|移交|移送|通知|通报|告知|转交|提交|退还|返还|发给|抄送|公布|公示|公告|上传|录入|存入|提供给)(?!书(?!面)|[单和与及、的]))"
)
_MAX = 36


def addressed(after: str, *, beyond: int) -> str | None:
    """Return what is done towards a list of bodies: 备案 of 向省、自治区人民政府备案.

    Args:
        after: The words after a time limit.
        beyond: Where the list goes on; an act that stands before it is none of these.
    """
    match = _ADDRESSED.match(after)
    return match["act"].rstrip("的") if match and match.end("whom") > beyond else None


def handed(after: str) -> str | None:
    """Return what is handed over, where words too long to be read whole say to whom."""
    if said := addressed(after, beyond=0):
        return said
    match = _HANDED.match(after)
    if match is None:
        return None
    first = re.split("[、和及与]", match["what"])[0]
    what = match["what"] if len(match["what"]) <= _MAX else first
    return f"{what}{match['act']}" if len(what) <= _MAX else match["act"]
