"""Places that are in no list of divisions: other countries, their cities, the planets.

Who asks how long a connection takes in 新加坡 or on 火星 must not be told how long it takes here.
As people (美国公司, 日本籍) they are asked about like anybody, so a name that whom or what comes
from there follows does not count.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from index import Hit, QueryInfo

_COUNTRIES: Final = (
    "美国 英国 法国 德国 日本 韩国 朝鲜 印度 俄罗斯 加拿大 澳大利亚 澳洲 "
    "新西兰 新加坡 马来西亚 泰国 越南 老挝 柬埔寨 缅甸 菲律宾 印度尼西亚 "
    "印尼 巴基斯坦 孟加拉国 尼泊尔 斯里兰卡 哈萨克斯坦 乌兹别克斯坦 蒙古国 "
    "伊朗 伊拉克 沙特 阿联酋 卡塔尔 以色列 土耳其 埃及 南非 尼日利亚 肯尼亚 "
    "埃塞俄比亚 摩洛哥 意大利 西班牙 葡萄牙 荷兰 比利时 瑞士 瑞典 挪威 丹麦 "
    "芬兰 波兰 捷克 奥地利 匈牙利 希腊 爱尔兰 乌克兰 墨西哥 巴西 阿根廷 "
    "智利 秘鲁 哥伦比亚 古巴 欧洲 非洲 美洲 南美 北美 中东 东南亚 欧盟"
)
_CITIES: Final = (
    "东京 大阪 首尔 平壤 曼谷 河内 胡志明市 吉隆坡 雅加达 马尼拉 新德里 "
    "孟买 迪拜 莫斯科 伦敦 巴黎 柏林 法兰克福 慕尼黑 罗马 米兰 马德里 "
    "里斯本 阿姆斯特丹 布鲁塞尔 日内瓦 苏黎世 维也纳 布拉格 华沙 雅典 "
    "伊斯坦布尔 开罗 内罗毕 纽约 华盛顿 洛杉矶 旧金山 硅谷 芝加哥 波士顿 "
    "西雅图 多伦多 温哥华 悉尼 墨尔本 奥克兰 圣保罗 里约热内卢 布宜诺斯艾利斯 "
    "墨西哥城"
)
_HEAVEN: Final = "火星 月球 月亮 水星 金星 木星 土星 天王星 海王星 冥王星 太空 外太空 银河系"
_NAMES: Final = "|".join(
    sorted(" ".join((_COUNTRIES, _CITIES, _HEAVEN)).split(), key=lambda name: (-len(name), name))
)
_OPENING: Final = r"(?:请问|想问一?下|问一?下|我想问|在|我在|我们在|到|去)?"
_BEGINS: Final = re.compile(rf"{_OPENING}({_NAMES})")
_OF_PEOPLE: Final = re.compile(
    r"\A的?(?:企业|公司|人|商|籍|客|资|投资|专家|护照|签证|产|货|品牌|进口)"
    # What bears the name wherever it is: 朝鲜族, 日本料理, 德国牧羊犬, 法国梧桐.
    r"|\A的?(?:族|裔|侨|语|文|留学|学[历位生]|回[国来]|归|料理|菜|餐|烤|[一-鿿]{0,3}犬|狗|猫|梧桐|白蛾)"
)


def far_place(query: QueryInfo, hits: Iterable[Hit]) -> str | None:
    """Return the place beyond any list of divisions that a question begins with; None for none.

    None too where a clause found names it, or the title of its document.
    """
    if query.regions:
        return None
    found = _BEGINS.match(query.normalized)
    if found is None or _OF_PEOPLE.match(query.normalized[found.end() :]):
        return None
    name = found[1]
    held = any(name in hit.document.title or name in hit.clause.text for hit in hits)
    return None if held else name
