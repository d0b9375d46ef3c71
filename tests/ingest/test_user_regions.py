from concurrent.futures import ThreadPoolExecutor

import pytest

from ingest.errors import InvalidRegionList
from ingest.places.gazetteer import reset_gazetteer
from ingest.places.regions import (
    RegionRow,
    add_regions,
    ancestors,
    contains,
    find_regions,
    find_romanized,
    load_user_regions,
    resolve_region,
)

_TABLE = """\
# invented places
name\tlevel\tparents\tromanised\taliases
石笏区\tcounty\t示例省|云桥市\tshihu\t
云桥市\tcity\t示例省\tyunqiao\t云桥|旧桥市
示例省\tprovince\t\tshili
大桥新区\tcounty\t湖北省|襄阳市
"""


@pytest.fixture(autouse=True)
def _as_packaged():
    yield
    reset_gazetteer()


@pytest.fixture
def table(tmp_path):
    path = tmp_path / "regions.tsv"
    path.write_text(_TABLE, encoding="utf-8")
    return path


def test_places_of_a_file_are_known_like_those_of_the_list(table):
    assert resolve_region("云桥市") is None
    assert [region.full_name for region in load_user_regions(table)] == [
        "示例省",
        "示例省云桥市",
        "示例省云桥市石笏区",
        "湖北省襄阳市大桥新区",
    ]
    yunqiao = resolve_region("云桥市")
    assert yunqiao is not None
    assert resolve_region("旧桥市") == resolve_region("Yunqiao") == yunqiao
    assert resolve_region("云桥市石笏区").full_name == "示例省云桥市石笏区"
    assert [mention.region for mention in find_regions("云桥办电要多久")] == [yunqiao]
    assert [m.region.name for m in find_romanized("power in Yunqiao city")] == ["云桥市"]
    assert contains(resolve_region("示例省"), yunqiao)
    assert [region.name for region in ancestors(yunqiao)] == ["中国", "示例省"]
    assert contains(resolve_region("襄阳市"), resolve_region("大桥新区"))


def test_an_everyday_form_counts_only_when_it_is_given(table):
    load_user_regions(table)
    assert find_regions("示例办电要多久") == ()


def test_loading_again_changes_nothing(table):
    assert load_user_regions(table) == load_user_regions(table)
    assert resolve_region("云桥市").full_name == "示例省云桥市"


def test_a_row_of_a_listed_place_gives_it_more_names():
    before = resolve_region("襄阳市")
    add_regions(
        [RegionRow(name="襄阳市", level="city", parents=("湖北省",), aliases=("襄城府市",))]
    )
    assert resolve_region("襄城府市") == resolve_region("襄阳市") == before


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("云桥市\tcity\n", "first line"),
        ("", "first line"),
        ("name\tlevel\tparents\tromanised\taliases\n云桥市\ttown\n", "level"),
        ("name\tlevel\tparents\tromanised\taliases\n云桥市\n", "line 2"),
        ("name\tlevel\tparents\tromanised\taliases\n石笏区\tcounty\t无名市\n", "无名市"),
    ],
)
def test_a_file_that_cannot_be_used_adds_nothing(tmp_path, text, reason):
    path = tmp_path / "regions.tsv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InvalidRegionList, match=reason):
        load_user_regions(path)
    assert resolve_region("云桥市") is None


def test_a_missing_file_or_wrong_encoding_is_said(tmp_path):
    with pytest.raises(InvalidRegionList):
        load_user_regions(tmp_path / "none.tsv")
    path = tmp_path / "regions.tsv"
    path.write_bytes(_TABLE.encode("gb18030"))
    with pytest.raises(InvalidRegionList):
        load_user_regions(path)


def test_threads_that_add_and_look_up_lose_no_place():
    names = [f"云{char}市" for char in "甲乙丙丁戊己庚辛"]

    def add(name):
        add_regions([RegionRow(name=name, level="city")])
        return find_regions(f"{name}人民政府")[0].region.name

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(add, names)) == names
    assert all(resolve_region(name) for name in names)
