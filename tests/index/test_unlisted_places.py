from __future__ import annotations

from index.questions.places import StorePlaces
from index.questions.query import analyze
from ingest.places.unlisted_places import unlisted_region


def test_a_place_that_only_the_store_knows_is_found_in_questions() -> None:
    place = unlisted_region("云桥市")
    known = analyze("云桥办电要多久", places=StorePlaces.of({place}))
    assert known.regions == (place,)
    assert known.info.regions == ("云桥市",)
    assert analyze("云桥办电要多久").regions == ()


def test_its_everyday_name_is_found_between_any_words() -> None:
    places = StorePlaces.of({unlisted_region("云桥市"), unlisted_region("石笏区", ["云桥市"])})
    for question in ("在云桥打官司要多久", "云桥市石笏区办电", "我们石笏盖厂房审批几天"):
        assert analyze(question, places=places).regions
    assert len(analyze("云桥市石笏区办电", places=places).regions) == 2


def test_an_everyday_name_that_is_a_word_needs_more_than_its_characters() -> None:
    places = StorePlaces.of({unlisted_region("高新区", ["云桥市"]), unlisted_region("阳光区")})
    assert analyze("推行阳光采购的高新企业有补贴吗", places=places).regions == ()
