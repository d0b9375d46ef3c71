"""Places that the list of divisions lacks, known by how authorities and titles name them.

New zones, renamed districts and places of later years stand in no list, but 云桥市人民政府 names
its place all the same. Only the form decides here, so ordinary words of that form (社区, 超市,
百强县) are ruled out one way or the other, and a title alone is no evidence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from ingest.records import Region
from ingest.text.lazy_patterns import lazy_pattern

UNLISTED_MARK = "x"
"""First character of the code of a place that has no official one."""

_HAN = "\u4e00-\u9fff"
_LEVELS = {"省": "province", "市": "city", "州": "city", "盟": "city"}

# The first of these characters ends the name, unless it opens one of the words listed after it.
_DIVISION = (
    r"(?:自治[区州县旗]|新区|省(?![级际域会直略份])|市(?![场容价值面域郊镇级直属长]|民(?!政[局厅]|族|宗|防办)|政(?!府|协|务|法|数))|"
    r"县(?![级域乡城直长])|区(?![域划块间别级位直长块]))"
)
# 州 before 市 belongs to the name: 徐州市教育局; 延边州市场监管局 is one of 延边州.
_RARE_DIVISION = rf"[州盟旗](?![市县区](?!场|政府|政管|容))(?=人民|政府|委|[{_HAN}]{{1,12}}局)"
_PIECE = lazy_pattern(
    rf"(?P<base>[{_HAN}]{{1,7}}?)(?P<unit>{_DIVISION}|{_RARE_DIVISION})(?=[{_HAN}])"
)
_ZONE = lazy_pattern(
    rf"(?P<own>[{_HAN}]{{2,4}}?)??(?P<kind>(?:高新技术产业|高新|新技术|经济技术|经济|产业|国家级|临空|空港)*"
    r"(?:开发区|高新区|经开区|新区|新城|示范区|试验区|保税区|保税港区|度假区|先行区|合作区|科学城))"
    r"(?=管理委员会|管委会|党工委|工委|党委)"
)
_LEADS = lazy_pattern(
    r"(?:中国共产党|中共|国家税务总局|国家统计局|中国人民银行|共青团|中国人民政治协商会议|政协)?"
)

_NO_NAME = lazy_pattern(
    r"[各全本我该省市县区和与及或等的在将把其跨设向按凡驻局厅委办府院署处]|关于|印发|转发|国家|中华|全国|管理|建设|"
    r"发展|服务|工作|领导|自由|贸易|综合|保税|经济|技术|产业|工业|高新|示范|试验|实验|保护|功能|度假|"
    r"开发|核心|集聚|聚集|合作|先行|百强|贫困|文明|特色|平安|智慧|海绵|森林|园林|卫生|旅游|重点|试点|先进|"
    r"革命|民族|农村|基层|行政|有关|相关|部分|直辖|沿海|边境|大中|中小|超大|特大|现代"
)
_NO_PLACE = re.compile(r"(?:[城都超门股楼夜集上菜]市|[社园景小片街校厂辖灾疫政营选病]区)\Z")
_UNSURE = re.compile(r"[山林牧库矿地老城郊海湖港军战特片居库]区\Z")
"""Names of districts, but words as well: a government may bear one, a title is no proof of it."""
_OF_DIVISION = re.compile(r"人民|政府|委|人大|纪|监察|法院|检察")

_AUTHORITY_OF = rf"{{name}}(?:人民政府|人民代表大会|人大常委会|委员会|[{_HAN}]{{{{2,8}}}}[局委厅])"
_OWN = rf"[我本全]{{unit}}(?!级)|(?<![{_HAN}]){{unit}}(?:人民)?政府|{{unit}}[{_HAN}]{{{{2,8}}}}局"
"""A text that speaks of such a place as its own: 我市, 市政府, 市财政局."""

_ANNOUNCES = re.compile(
    r"(?:印发|转发|发布|公布|下发|批转|关于(?!印发|转发|发布|公布|下发|批转))《?"
)
_OWN_CIRCUMSTANCES = lazy_pattern(rf"结合(?P<name>[{_HAN}]{{2,8}}?[省市县区州旗])(?:的)?实际")


def unlisted_region(name: str, parents: Sequence[str] = (), *, level: str | None = None) -> Region:
    """Return a place that has no official code, with one made of its names.

    Equal names under equal parents give equal codes, in any process.
    """
    digest = sha256("\n".join((*parents, name)).encode()).hexdigest()
    return Region(
        code=UNLISTED_MARK + digest[:11],
        name=name,
        level=level or _level(name, parents),
        parents=tuple(parents),
    )


def is_unlisted(region: Region) -> bool:
    """Say whether a place has no official code."""
    return region.code.startswith(UNLISTED_MARK)


@dataclass(frozen=True, slots=True)
class Zone:
    """A zone named in the name of its authority: 东湖 + 开发区, or 高新区 alone."""

    own: str
    kind: str

    @property
    def name(self) -> str:
        """The name as stated."""
        return self.own + self.kind


def names_at_start(body: str, position: int) -> tuple[tuple[str, ...], int]:
    """Return the names at a position of an authority's name, the largest first, and their end.

    云桥市石笏区人民政府 gives 云桥市, 石笏区; nothing is looked up in any list.
    """
    names: list[str] = []
    while match := _PIECE.match(body, position):
        name = match["base"] + match["unit"]
        if not _may_be_name(match["base"], name):
            break
        if _UNSURE.search(name) and not _OF_DIVISION.match(body, match.end()):
            break
        names.append(name)
        position = match.end()
    return tuple(names), position


def start_of_place(body: str) -> int:
    """Return where the place begins in the name of an authority: after 中共, 国家税务总局."""
    match = _LEADS.match(body)
    return match.end() if match else 0


def zone_at(body: str, position: int, *, has_parent: bool) -> Zone | None:
    """Return the zone that an authority's name goes on with: 高新区 in 襄阳|高新区管委会.

    One without a name of its own needs a place above it.
    """
    match = _ZONE.match(body, position)
    if match is None:
        return None
    own = match["own"] or ""
    if own and _NO_NAME.search(own):
        return None
    return Zone(own, match["kind"]) if own or has_parent else None


def name_in_title(title: str, text: str, *, issuers: Sequence[str] = ()) -> str | None:
    """Return the place that a title opens with or announces a plan of, when the text bears it out.

    Args:
        title: 关于印发澜渡市…方案的通知, 岫川市…指南.
        text: The whole document. An authority of that place must be named in it, or the name
            must come back outside the title in a text that speaks of such a place as its own.
        issuers: Who issued it; 市人民政府办公室 says that the city of the title is its own.
    """
    for start in (0, *(match.end() for match in _ANNOUNCES.finditer(title))):
        match = _PIECE.match(title, start)
        if match is None:
            continue
        name = match["base"] + match["unit"]
        if not _may_be_name(match["base"], name) or _UNSURE.search(name):
            continue
        by_division = any(issuer.removeprefix("中共").startswith(name[-1]) for issuer in issuers)
        if _is_borne_out(name, title, text, by_division=by_division):
            return name
    return None


def name_of_circumstances(text: str, number_key: str | None) -> str | None:
    """Return the place whose circumstances a text fits: 结合石笏区实际.

    The number must begin with a character of the name, or the name come back.
    """
    for match in _OWN_CIRCUMSTANCES.finditer(text):
        name = match["name"]
        if not _may_be_name(name[:-1], name) or _UNSURE.search(name):
            continue
        if text.count(name) > 2 or (number_key or " ")[0] in name[:-1]:
            return name
    return None


def parent_in_text(name: str, text: str) -> str | None:
    """Return the place that the text names right before this one, if it is always the same.

    示例省云桥市 anywhere in the text gives 示例省.
    """
    before = re.compile(
        rf"(?<![{_HAN}])(?P<parent>(?P<base>[{_HAN}]{{2,7}}?)(?:省|自治区|市|自治州))(?={name})"
    )
    found = {
        match["parent"]
        for match in before.finditer(text)
        if _may_be_name(match["base"], match["parent"])
    }
    return found.pop() if len(found) == 1 else None


def _may_be_name(base: str, name: str) -> bool:
    return len(base) >= 2 and not _NO_NAME.search(base) and not _NO_PLACE.search(name)


def _is_borne_out(name: str, title: str, text: str, *, by_division: bool) -> bool:
    if re.search(_AUTHORITY_OF.format(name=name), text):
        return True
    is_own = len(re.findall(_OWN.format(unit=name[-1]), text)) >= 2
    return is_own and (by_division or text.count(name) > title.count(name))


def _level(name: str, parents: Sequence[str]) -> str:
    if name.endswith("自治区"):
        return "province"
    level = _LEVELS.get(name[-1], "county")
    under_city = any(parent.endswith(("市", "州", "盟", "地区")) for parent in parents)
    return "county" if level == "city" and under_city else level
