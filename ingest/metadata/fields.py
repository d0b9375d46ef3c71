"""Labelled facts above a document: `文号: …`, `| 发布日期 | … |`."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from enum import Enum, auto

from ingest.text.cleaning import fold_punctuation


class Field(Enum):
    """What a `label: value` line states."""

    TITLE = auto()
    NUMBER = auto()
    ISSUER = auto()
    ISSUED_ON = auto()
    PUBLISHED_ON = auto()
    EFFECTIVE_ON = auto()
    EXPIRES_ON = auto()
    STATUS = auto()
    SOURCE = auto()
    HOST = auto()
    OTHER = auto()


_LABELS = {
    Field.TITLE: ("标题 名称 文件名称 文件标题 信息名称 Title"),
    Field.NUMBER: (
        "文号 发文字号 发文文号 文件编号 文件号 发文号 文件文号 公文字号 字号 发布文号 政策文号"
    ),
    Field.ISSUER: (
        "发文机关 发布机构 发布单位 发文单位 制定机关 签发单位 印发机关 颁布单位 "
        "成文机关 发布机关 公布机关 印发单位 发布部门 发文部门 制定单位 公开主体 "
        "责任部门 颁布部门 颁布机关 颁发部门 颁发单位 制定部门"
    ),
    Field.ISSUED_ON: (
        "成文日期 成文时间 签发时间 签发日期 发文日期 发文时间 印发日期 印发时间 "
        "制定日期 生成日期 颁发日期 颁布日期 颁布时间 公布日期"
    ),
    Field.PUBLISHED_ON: (
        "发布日期 发布时间 公告日期 公告时间 公开日期 公开时间 发文发布日期 更新时间 更新日期 "
        "时间 日期 Published_Time"
    ),
    Field.EFFECTIVE_ON: ("生效时间 生效日期 实施日期 实施时间 施行日期 施行时间 执行日期"),
    Field.EXPIRES_ON: ("失效日期 失效时间 有效期至 废止日期 废止时间 终止日期 有效期截止"),
    Field.STATUS: ("时效性 有效性 时效状态 是否有效 文件有效性 效力状态 文件状态 效力 状态"),
    Field.SOURCE: ("文章来源 信息来源 来源 稿件来源 转载自 出处 供稿单位 供稿"),
    Field.HOST: ("主办单位 主办 承办单位 版权所有"),
    Field.OTHER: (
        "索引号 主题分类 主题词 体裁分类 点击次数 查看次数 浏览次数 阅读次数 访问量 "
        "字体 字号大小 信息分类 公开方式 公开属性 公开形式 联系人 联系电话 联系方式 "
        "编辑 责任编辑 作者 关键词 点击数 浏览量 服务对象 组配分类 所属主题 分类 "
        "归档时间 归档日期 类别 法律效力 效力等级 效力级别 应用分类 "
        "文件类别 签发人 办理结果 办理类别 紧急程度 密级 "
        "统一编号 规范性文件编号 登记编号 登记号 统一登记号 规范性文件登记号 规范性文件统一编号 "
        "URL_Source"
    ),
}
_FIELD_OF = {
    label.replace("_", " "): kind for kind, labels in _LABELS.items() for label in labels.split()
}


def _spaced(label: str) -> str:
    """Return a pattern for a label that may be set with spaces: 文 号."""
    return label if label.isascii() else r"\s{0,3}".join(label)


_BY_LENGTH = sorted(_FIELD_OF, key=len, reverse=True)
_LABEL = "|".join(_spaced(label) for label in _BY_LENGTH)
# A label of four characters is one wherever it stands; shorter ones need an edge before them.
_LONG_LABEL = "|".join(_spaced(label) for label in _BY_LENGTH if len(label) >= 4)
# So is 文号 before a number, whose year may stand in any brackets.
_YEAR = r"\[\s?(?:19|20)\d\d\s?\]"
_STATUS = r"【已?(?:失效|废止|修改)】"
_LONG_LABEL += rf"|文\s{{0,3}}号(?=\s*:[一-鿿]{{1,12}}(?:[〔(]|{_YEAR}))"
_FIELD = re.compile(
    rf"(?:(?:(?<=[\s|·•\[【(日号\d])|^|(?<=[局府委厅网站])(?=时间|日期|来源))(?P<label>{_LABEL})|(?P<long>{_LONG_LABEL}))\s*(?::|[】\]]:?)\s*(?P<value>(?:{_YEAR}|{_STATUS}|[^|\n])*?)"
    rf"(?=\s*(?:\||$|[\]】]|(?!{_YEAR}|{_STATUS})[【\[]|(?:{_LONG_LABEL}|(?<=[日号\d])(?:{_LABEL})|(?<=[局府委厅网站])(?:时间|日期|来源))\s*:|(?<=\S)\s+[\u4e00-\u9fff]{{2,6}}:))",
    re.MULTILINE,
)
# Labels that a space alone set apart from a number: 文件编号北区政办发〔2020〕11号.
_BARE_NUMBER = re.compile(
    r"(?:发文字号|文件编号|发布文号|公文字号|发文文号)\s*(?P<value>[一-鿿]{1,12}[〔\[(]\s?(?:19|20)\d\d\s?[〕\])]"
    r"\s?第?\d{1,5}号)"
)
_ROW = re.compile(r"^[ \t]*\|(?P<cells>[^\n]+)\|[ \t]*$", re.MULTILINE)


def find_fields(text: str) -> Iterator[tuple[Field, str]]:
    """Yield what page headers and opening tables state: `label: value`, `| label | value |`."""
    folded = fold_punctuation(text)
    for match in _FIELD.finditer(folded) if _may_state(folded) else ():
        yield _FIELD_OF[_label(match["label"] or match["long"])], match["value"].strip(" |•\t")
    for match in _BARE_NUMBER.finditer(folded):
        yield Field.NUMBER, match["value"]
    for row in _ROW.finditer(folded):
        cells = [cell.strip() for cell in row["cells"].split("|")]
        for name, value in zip(cells[::2], cells[1::2], strict=False):
            kind = _FIELD_OF.get(_label(name.rstrip(":")))
            if kind:
                yield kind, value


def _may_state(text: str) -> bool:
    return ":" in text or "】" in text or "]" in text


def _label(text: str) -> str:
    return text if text.isascii() else re.sub(r"\s", "", text)


def is_field_line(text: str) -> bool:
    """Say whether a line only states fields: `文号: … | 签发单位: |`."""
    if "。" in text:
        return False
    if text.startswith("|"):
        return any(True for _ in find_fields(text))
    match = _FIELD.search(text) if _may_state(text) else None
    return match is not None and not text[: match.start()].strip(" |·•([【")


def collect_fields(pairs: Iterable[tuple[Field, str]]) -> Mapping[Field, list[str]]:
    """Gather the values of each field that are not empty; a field that is not stated has none."""
    fields: dict[Field, list[str]] = defaultdict(list)
    for field, value in pairs:
        if value:
            fields[field].append(value)
    return fields
