"""Authorities that issue documents: names told apart, recognised in titles and signatures."""

from __future__ import annotations

import re

from ingest.places.gazetteer import NATION, everyday_form
from ingest.places.regions import find_regions, is_listed_name
from ingest.places.unlisted_places import names_at_start, start_of_place, unlisted_region, zone_at
from ingest.records import Region

_HAN = r"\u4e00-\u9fff"

_BODY_END = (
    r"(?:人民政府|政府|办公厅|办公室|政府办|委办|委员会|常务委员会|常委会|人民代表大会|代表大会|领导小组|指挥部|工作专班|"
    r"管委会|工委|党委|市委|区委|县委|省委|州委|旗委|自治区党委|党组|团委|纪委|监委|政法委|宣传部|组织部|统战部|"
    r"局|厅|部|委|署|办|院|会|处|所|站|社|台|法院|检察院|中心|总队|支队|大队|分行|支行|银行|集团|公司|海关|联席会议|联防联控机制|"
    r"联合会|总工会|妇联|残联|国务院|中共中央|中央军委|军区|街道|大学|学院|军事委员会)"
)
_BODY = re.compile(rf"(?:中国)?[{_HAN}]{{1,38}}?{_BODY_END}(?:\([{_HAN}]{{1,12}}\))?\Z")
_IS_END = re.compile(rf"{_BODY_END}(?:\([{_HAN}]{{1,12}}\))?\Z")

# 某区推进“放管服”改革协调小组办公室: named after its task, which a sentence could name, too.
_TASK_FORCE = re.compile(
    rf"(?!.*关于)[{_HAN}]{{1,8}}?[省市县区州旗](?:推进|加强|促进|完善)[{_HAN}“”]{{2,36}}"
    r"(?:领导|协调|工作)小组(?:办公室)?"
)
_TASK_FORCE_ENDS = ("小组", "小组办公室")
_NOT_IN_BODIES = re.compile(
    r"[,。;:!?《》“”\"0-9A-Za-z]|关于|通知|意见|办法|联系|各[区市县级省镇街有部]|请|如下|附件|为了|根据|进行|"
    r"加强|推进|完善|建立|印发|责任|牵头|主办|工作会|政府各|委各|总体|要求"
)

_MINISTRY = (
    r"(?:外交|国防|发展改革|教育|科学技术|科技|工业和信息化|公安|国家安全|民政|司法|财政|人事|劳动|劳动和社会保障|"
    r"人力资源和?社会保障|自然资源|国土资源|生态环境|环境保护|住房和?城乡建设|建设|交通|交通运输|铁道|信息产业|水利|"
    r"农业|农业农村|林业|商务|对外贸易经济合作|文化|文化和旅游|卫生|退役军人|退役军人事务|应急管理|监察|化学工业|电力工业|"
    r"邮电|冶金工业|机械工业|煤炭工业|国内贸易|地质矿产|民政|纺织工业|轻工业|电子工业|广播电影电视|审计|"
    r"中央宣传|中央组织|中央统战)部"
)
_NATIONAL = re.compile(
    rf"(?:中华人民共和国|国务院|国家(?!级)|中共中央|中央|最高人民|全国|{_MINISTRY}|审计署|海关总署|税务总局|"
    r"市场监管总局|[\u4e00-\u9fff]{2,12}总局|中国人民(?:银行|解放军)|中国(?:证券|银行|保险|银保|民用|气象|地震|科学|工程|残疾人|"
    r"民航|证监|银保监|国家|红十字)|政务院|中央军委|人力资源社会保障部|农业农村部|发展改革委|证监会|银保监会)"
)

_WITH_LOCAL_OFFICES = ("国家税务总局", "国家统计局", "中国人民银行")
"""Central bodies whose name opens that of their local offices: 国家税务总局广州市税务局."""

_LOCAL_OFFICE = re.compile(
    rf"[{_HAN}]{{2,12}}?(?:监管分?局|监察分?局|分局|监管支局|中心支行|分行|支行|调查队|专员办|海事局|通信管理局)"
)
_SHORT_PLACE = re.compile(rf"[{_HAN}]{{0,4}}?[省市县区州](?=[{_HAN}])")
_GENERIC_START = re.compile(r"[省市区县州旗](?=人民政府|政府|委|人大|政协|纪委)")
_GENERIC = re.compile(r"(?:中共)?(?:本)?([省市区县州旗])(?![场域])")


def split_bodies(text: str) -> tuple[str, ...]:
    """Return the authorities that a piece of text names, or none if it holds anything else.

    They may be set apart by spaces or 、 or run together: 甲市财政局甲市教育局.
    """
    folded = text.replace("（", "(").replace("）", ")").replace("\u3000", " ").strip()
    if folded.endswith(_TASK_FORCE_ENDS) and _TASK_FORCE.fullmatch(folded):
        return (folded,)
    if not folded or _NOT_IN_BODIES.search(folded):
        return ()
    bodies: list[str] = []
    for chunk in re.split(r"[\s、|]+", folded):
        bodies.extend(_run_apart(chunk))
    if not bodies or not all(is_body(body) for body in bodies):
        return ()
    return tuple(dict.fromkeys(bodies))


def is_body(name: str) -> bool:
    """Say whether a text reads as the name of an authority."""
    return 3 <= len(name) <= 40 and bool(_BODY.match(name)) and not _NOT_IN_BODIES.search(name)


def is_national(body: str) -> bool:
    """Say whether an authority is one of the central state: 国务院, 公安部, 最高人民法院."""
    return bool(_NATIONAL.match(body.removeprefix("中共"))) and not body.startswith("全国性")


def bodies_in_title(title: str) -> tuple[str, ...]:
    """Return who issues a document by its title: 天津市人民政府 in 天津市人民政府关于…的通知."""
    prefix = re.split(r"关于|印发|转发|批转|发布|公告|通告|通知|令|决定|\d", title, maxsplit=1)[0]
    if len(prefix) == len(title):
        return ()
    return split_bodies(prefix)


def region_of_body(body: str) -> Region | None:
    """Return the place whose authority this is, from the name alone.

    A place that no list holds is known by the form of the name: 云桥市人民政府.
    """
    unlisted = _unlisted_region_of(body)
    if unlisted:
        return unlisted
    mentions = find_regions(body)
    if mentions:
        return mentions[-1].region if len(mentions) == 1 else _deepest(body)
    return NATION if is_national(body) else None


def with_place(body: str, region: Region | None) -> str:
    """Complete a name that leaves its place out: 市人民政府办公室 -> 襄阳市人民政府办公室."""
    if region is None or region.level == "nation" or region_of_body(body):
        return body
    match = _GENERIC.match(body)
    if not match:
        return body
    chain = (*region.parents, region.name)
    unit = match.group(1)
    name = next((place for place in reversed(chain) if _is_unit(place, unit)), None)
    if name is None:
        return body
    lead = "中共" if body.startswith("中共") else ""
    # 市委 and 区委 keep the place's last character: 威海市 + 市委 is 威海市委.
    return f"{lead}{name}{body[match.end() :]}"


def same_body(one: str, other: str) -> bool:
    """Say whether two names stand for one authority, with or without its place or 人民."""
    first, second = _bare(one), _bare(other)
    return first == second or first.endswith(second) or second.endswith(first)


def _unlisted_region_of(body: str) -> Region | None:
    """Return the place of an authority when its name goes on where the listed names end."""
    start = start_of_place(body)
    if is_national(body) and not start:
        return None
    mentions = find_regions(body, keep_ambiguous=True)
    above, position = None, start
    for mention in mentions:
        if mention.start != position:
            break
        above, position = mention.region, mention.end
    if any(mention.alternatives and mention.start < position for mention in mentions):
        return None  # a listed name that several places share
    names, end = names_at_start(body, position)
    edges = {position + len("".join(names[:count])) for count in range(len(names))}
    if any(position <= at.start < end and at.start not in edges for at in mentions):
        return None  # a listed name inside: 大襄阳市
    if names and above is None and is_listed_name(names[0]):
        return None
    chain = (*above.parents, above.name) if above and above is not NATION else ()
    zone = zone_at(body, end, has_parent=bool(chain or names))
    chain = (*chain, *names)
    if zone:
        # 高新区 is the name of hundreds: the place above makes it one.
        own = "" if zone.own else everyday_form(chain[-1])
        chain = (*chain, own + zone.name)
    elif not names:
        return None
    return unlisted_region(chain[-1], chain[:-1])


def _bare(body: str) -> str:
    body = re.sub(r"^(?:中国共产党|中共|中华人民共和国)|人民(?=政府)", "", body)
    # 人大常委会 is 人民代表大会常务委员会.
    body = body.replace("人民代表大会", "人大").replace("常务委员会", "常委会")
    # 发展和改革委员会 is 发展改革委, 人力资源和社会保障局 is 人力资源社会保障局.
    return re.sub(r"(?<!常务)(?<=.{3})委员会\Z", "委", body.replace("和", ""))


def _is_unit(place: str, unit: str) -> bool:
    if unit == "省":
        return place.endswith(("省", "自治区"))
    return place.endswith(unit) and not place.endswith("自治区")


def _deepest(body: str) -> Region:
    """Return the last place of the chain that opens the name; 驻北京办事处 names two chains."""
    mentions = find_regions(body)
    last = mentions[0]
    for mention in mentions[1:]:
        if mention.start - last.end > 1:
            break
        last = mention
    return last.region


def _run_apart(chunk: str) -> list[str]:
    """Split names that run together: after the end of one, where a place or 中共 opens the next."""
    starts = {
        match.start()
        for match in re.finditer(
            r"中共|中国共产党|最高人民|国家|国务院|税务总局|海关总署|中国人民银行", chunk
        )
    }
    places = {mention.start for mention in find_regions(chunk)} | _repeats_of_place(chunk)
    starts |= places
    starts |= {match.start() for match in re.finditer(_MINISTRY, chunk)}
    starts |= {match.start() for match in _GENERIC_START.finditer(chunk)}
    pieces: list[str] = []
    begin = 0
    for start in sorted(starts):
        if start in places and _has_local_office(chunk, begin, start):
            continue
        if start <= begin or not _IS_END.search(chunk[begin:start]):
            continue
        if not is_body(chunk[begin:start]) and chunk[begin:start] != "国务院":
            continue
        pieces.append(chunk[begin:start])
        begin = start
    return [*pieces, chunk[begin:]]


def _has_local_office(chunk: str, begin: int, start: int) -> bool:
    """Say whether a place in a name goes on with the local office of the central body before it."""
    central = chunk[begin:start]
    if central in _WITH_LOCAL_OFFICES:
        return True
    return is_national(central) and bool(_LOCAL_OFFICE.match(chunk, start))


def _repeats_of_place(chunk: str) -> set[int]:
    """Return where the place that opens a chunk comes back: 岫川市委办公室|岫川市人民政府."""
    start = start_of_place(chunk)
    names, end = names_at_start(chunk, start)
    if not names:
        unit = _SHORT_PLACE.match(chunk, start)
        if unit is None:
            return set()
        end = unit.end()  # 市教育局|市财政局
    return {match.start() for match in re.finditer(re.escape(chunk[start:end]), chunk)}
