"""What official texts say for everyday words that dictionaries keep apart: 不够 is 不足.

Only where the one is usually written for the other; what a word may mean besides is no name.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

_SAID: Final = {
    "申请": ("申领",),
    "申领": ("申请", "领取"),
    "领取": ("申领",),
    "免费": (
        "零费用",
        "零收费",
        "零成本",
        "免收",
        "免缴",
        "不收费",
        "不收取费用",
        "不收取任何费用",
    ),
    "领钱": ("领取", "领待遇"),
    "不够": ("不足", "不满", "未满", "未达到"),
    "报名": ("信息登记", "网上登记"),
    "错过": ("逾期", "未按时", "未及时", "未按规定"),
    "丢了": ("遗失", "丢失", "补领", "灭失"),
    "补办": ("补领", "补发", "遗失", "丢失"),
    "买房": ("购房", "购买住房", "购买自住住房", "购买新建商品住房", "购买商品住房"),
    "盖房": ("建房", "建造", "翻建"),
    "结了婚": ("已婚", "结婚"),
    "没结婚": ("未婚", "非婚"),
    "孩子": ("子女", "儿童", "婴儿", "婴幼儿"),
    "小孩": ("子女", "儿童", "婴儿", "婴幼儿"),
    "老人": ("老年人",),
    "改名": ("变更姓名", "更改姓名"),
    "改名字": ("变更姓名", "更改姓名"),
    "看病": ("就医", "就诊", "门诊"),
    "外地": ("异地", "市外", "非本市", "非本县"),
    "剖腹产": ("剖宫产",),
    "城里": ("城区", "市区", "主城区"),
    "乡下": ("农村", "乡镇"),
    "大学生": ("高校毕业生", "本科"),
    "辞退": ("解除劳动合同", "终止劳动合同"),
    "断电": ("停电",),
    "漏气": ("泄漏",),
    "暖气": ("供热", "供暖", "热费"),
    "单台": ("单机",),
    "每台": ("单机",),
    "疫苗": ("免疫",),
    "起付线": ("起付标准",),
    "起付标准": ("起付线",),
}
EVERYDAY: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(_SAID)
"""By the everyday word, what official texts say for it."""
