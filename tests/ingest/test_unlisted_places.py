import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.metadata.issuers import region_of_body, split_bodies, with_place
from ingest.metadata.jurisdiction import document_region
from ingest.places.regions import ancestors, contains, find_regions, is_unlisted, resolve_region
from ingest.places.unlisted_places import name_in_title, unlisted_region


@pytest.mark.parametrize(
    ("body", "full_name", "level"),
    [
        ("云桥市人民政府", "云桥市", "city"),
        ("中共岫川市委办公室", "岫川市", "city"),
        ("国家税务总局岫川市税务局", "岫川市", "city"),
        ("望鹭市市场监督管理局", "望鹭市", "city"),
        ("柏屿县县级机关事务局", "柏屿县", "county"),
        ("示例省第十三届人民代表大会常务委员会", "示例省", "province"),
        ("云桥市石笏区人民政府", "云桥市石笏区", "county"),
        ("云桥市鼓楼区人民政府", "云桥市鼓楼区", "county"),
        ("云南省大桥市人民政府", "云南省大桥市", "city"),
        ("云岭新城管理委员会", "云岭新城", "county"),
        ("襄阳高新区管委会", "湖北省襄阳市襄阳高新区", "county"),
        ("襄阳市高新区管委会", "湖北省襄阳市襄阳高新区", "county"),
    ],
)
def test_an_authority_names_its_place_though_no_list_holds_it(body, full_name, level):
    region = region_of_body(body)
    assert region is not None
    assert (region.full_name, region.level, is_unlisted(region)) == (full_name, level, True)


@pytest.mark.parametrize(
    "body",
    [
        "市人民政府办公室",
        "区市场监督管理局",
        "城市管理局",
        "住房和城市建设局",
        "农村社区建设办公室",
        "三峡库区管理局",
        "开发区管委会",
        "高新区管委会",
        "经济技术开发区管委会",
        "自由贸易试验区管委会",
        "设区的市人民政府",
        "县级人民政府",
        "各区人民政府",
        "鼓楼区人民政府",  # in the list, more than once
        "优化营商环境领导小组",
    ],
)
def test_ordinary_words_and_shared_names_make_no_place(body):
    assert region_of_body(body) is None


def test_listed_places_stay_what_they_are():
    assert region_of_body("天津市滨海新区人民政府") == resolve_region("滨海新区")
    assert region_of_body("湖北襄阳市财政局") == resolve_region("襄阳市")
    assert region_of_body("国家税务总局广州市税务局") == resolve_region("广州市")


@pytest.mark.parametrize(
    ("text", "bodies"),
    [
        (
            "中共岫川市委办公室岫川市人民政府办公室",
            ("中共岫川市委办公室", "岫川市人民政府办公室"),
        ),
        ("望鹭市财政局望鹭市金融工作局", ("望鹭市财政局", "望鹭市金融工作局")),
        ("国家税务总局岫川市税务局", ("国家税务总局岫川市税务局",)),
        ("国家税务总局广州市税务局广州市财政局", ("国家税务总局广州市税务局", "广州市财政局")),
    ],
)
def test_the_place_that_comes_back_tells_authorities_apart(text, bodies):
    assert split_bodies(text) == bodies


def test_an_unlisted_place_completes_a_name():
    assert with_place("市人民政府办公室", unlisted_region("澜渡市")) == "澜渡市人民政府办公室"
    assert with_place("望鹭市财政局", unlisted_region("澜渡市")) == "望鹭市财政局"


_BODY = "我市企业办事由市财政局和市税务局受理,全市一体推进。"


@pytest.mark.parametrize(
    ("known", "place"),
    [
        ({"issuers": ["云桥市人民政府"], "number_key": "云政规〔2022〕6号"}, "云桥市"),
        (
            {
                "issuers": ["市人民政府办公室"],
                "title": "市人民政府办公室关于印发澜渡市某方案的通知",
                "body": _BODY,
            },
            "澜渡市",
        ),
        ({"title": "岫川市办事指南", "body": "由岫川市税务局受理。"}, "岫川市"),
        ({"title": "岫川市办事指南", "body": f"岫川市办事指南\n{_BODY}岫川市将改进。"}, "岫川市"),
        ({"title": "岫川市办事指南", "body": f"岫川市办事指南\n{_BODY}"}, None),
        ({"title": "百强县创建办法", "body": "百强县百强县,全县全县。"}, None),
        ({"title": "农贸市场管理办法", "body": "农贸市场由市场局管理,全市市政府市财政局。"}, None),
        ({"title": "海绵城市建设办法", "body": "海绵城市海绵城市,我市全市。"}, None),
        ({"title": "某措施", "body": "结合石笏区实际,制定。", "number_key": "石委办发〔2023〕18号"}, "石笏区"),
        ({"title": "某措施", "body": "结合石笏区实际,制定。"}, None),
        ({"title": "某措施", "body": "结合我区实际,制定。", "number_key": "我委发〔2023〕1号"}, None),
        (
            {"issuers": ["云桥市人民政府"], "body": "依据条例,示例省云桥市制定本办法。"},
            "示例省云桥市",
        ),
        (
            {"issuers": ["大桥市人民政府"], "body": "(湖北省大桥市)某办法。"},
            "湖北省大桥市",
        ),
        ({"title": "襄阳市与澜渡市合作方案", "body": "由澜渡市财政局负责。"}, "湖北省襄阳市"),
    ],
)  # fmt: skip
def test_the_place_that_a_document_states_is_its_own(known, place):
    region = document_region(**{"issuers": (), "title": "", "number_key": None, "body": ""} | known)
    assert (region and region.full_name) == place


def test_codes_tell_unlisted_places_apart_and_stay_the_same():
    one, other = unlisted_region("云桥市"), unlisted_region("澜渡市")
    assert one.code == unlisted_region("云桥市").code != other.code
    assert one.code != unlisted_region("云桥市", ("示例省",)).code
    assert not contains(one, other)
    assert contains(one, unlisted_region("云桥市"))


def test_containment_of_unlisted_places_follows_their_names():
    zone = region_of_body("襄阳高新区管委会")
    district = unlisted_region("石笏区", ("示例省", "云桥市"))
    assert zone is not None
    assert [region.name for region in ancestors(zone)] == ["中国", "湖北省", "襄阳市"]
    assert contains(resolve_region("湖北省"), zone)
    assert contains(resolve_region("襄阳市"), zone)
    assert not contains(resolve_region("威海市"), zone)
    assert not contains(zone, resolve_region("襄阳市"))
    assert contains(unlisted_region("云桥市", ("示例省",)), district)
    assert [region.name for region in ancestors(district)] == ["中国", "示例省", "云桥市"]


def test_extra_places_are_found_in_a_question_by_name_and_everyday_form():
    extra = frozenset({unlisted_region("云桥市"), unlisted_region("石笏区", ("云桥市",))})
    assert find_regions("云桥市办电要多久") == ()
    for question in ("云桥市办电要多久", "云桥办电要多久"):
        (found,) = find_regions(question, extra=extra)
        assert found.region == unlisted_region("云桥市")
    chain = find_regions("云桥市石笏区和襄阳市", extra=extra)
    assert [mention.region.name for mention in chain] == ["云桥市", "石笏区", "襄阳市"]
    assert find_regions("本市云桥接线", extra=extra) == ()


def test_the_place_above_an_extra_place_is_found_too():
    extra = frozenset({unlisted_region("云桥市", ("示例省",))})
    assert [m.region.name for m in find_regions("示例省怎么规定", extra=extra)] == ["示例省"]


def test_extra_places_of_one_name_are_alternatives_of_one_mention():
    bare, placed = unlisted_region("云桥市"), unlisted_region("云桥市", ("示例省",))
    (found,) = find_regions("云桥市办电", extra=(bare, placed), keep_ambiguous=True)
    assert {found.region, *found.alternatives} == {bare, placed}


@given(
    st.text(
        alphabet=st.sampled_from("云桥省市县区高新城局委办人民政府关于印发结合实际、"), max_size=30
    )
)
def test_no_text_breaks_the_recognition(text):
    name = name_in_title(text, text)
    assert name is None or name in text
    region = region_of_body(text)
    assert region is None or region.name
