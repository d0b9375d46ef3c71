import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.metadata.issuers import (
    bodies_in_title,
    is_national,
    region_of_body,
    same_body,
    split_bodies,
    with_place,
)
from ingest.places.regions import resolve_region


@pytest.mark.parametrize(
    ("text", "bodies"),
    [
        ("襄阳市人民政府", ("襄阳市人民政府",)),
        ("中共威海市委办公室威海市人民政府办公室", ("中共威海市委办公室", "威海市人民政府办公室")),
        ("市委办公室 市政府办公室", ("市委办公室", "市政府办公室")),
        ("市委办公室市政府办公室", ("市委办公室", "市政府办公室")),
        ("襄阳市财政局襄阳市公安局", ("襄阳市财政局", "襄阳市公安局")),
        ("最高人民法院、最高人民检察院", ("最高人民法院", "最高人民检察院")),
        ("国家发展改革委财政部", ("国家发展改革委", "财政部")),
        ("财政部税务总局", ("财政部", "税务总局")),
        ("国务院", ("国务院",)),
        ("区优化营商环境领导小组", ("区优化营商环境领导小组",)),
        ("各区人民政府", ()),
        ("加强组织领导", ()),
        ("联系电话:市财政局", ()),
        ("", ()),
    ],
)
def test_authorities_are_told_apart(text, bodies):
    assert split_bodies(text) == bodies


@pytest.mark.parametrize(
    ("title", "bodies"),
    [
        ("襄阳市人民政府关于印发某某计划的通知", ("襄阳市人民政府",)),
        ("市人民政府办公室关于印发某某方案的通知", ("市人民政府办公室",)),
        ("国务院办公厅转发某部关于某事意见的通知", ("国务院办公厅",)),
        ("襄阳市公园条例", ()),
        ("关于做好某项工作的通知", ()),
    ],
)
def test_a_title_names_who_issues(title, bodies):
    assert bodies_in_title(title) == bodies


@pytest.mark.parametrize(
    ("body", "place", "completed"),
    [
        ("市人民政府办公室", "襄阳市", "襄阳市人民政府办公室"),
        ("市委办公室", "威海市", "威海市委办公室"),
        ("中共市委办公室", "乳山市", "中共乳山市委办公室"),
        ("区政务服务办", "滨海新区", "滨海新区政务服务办"),
        ("省财政厅", "襄阳市", "湖北省财政厅"),
        ("襄阳市财政局", "威海市", "襄阳市财政局"),
        ("国务院", "襄阳市", "国务院"),
        ("县教育局", "襄阳市", "县教育局"),
    ],
)
def test_a_name_without_its_place_is_completed(body, place, completed):
    assert with_place(body, resolve_region(place)) == completed


def test_the_name_tells_the_place():
    assert region_of_body("四川省成都市青羊区人民政府").name == "青羊区"
    assert region_of_body("公安部").level == "nation"
    assert region_of_body("市财政局") is None


def test_the_central_state_is_known():
    assert is_national("国务院办公厅")
    assert is_national("最高人民法院")
    assert not is_national("襄阳市人民政府")
    assert not is_national("市委宣传部")


def test_short_and_long_forms_are_one_authority():
    assert same_body("市政府办公室", "威海市人民政府办公室")
    assert same_body("威海市委办公室", "中共威海市委办公室")
    assert not same_body("威海市财政局", "威海市公安局")


@given(
    st.text(alphabet=st.sampled_from("襄阳市人民政府财政局中共委办公室、 国务院部()"), max_size=40)
)
def test_no_text_breaks_the_splitting(text):
    for body in split_bodies(text):
        assert body
        with_place(body, resolve_region("襄阳市"))
