from __future__ import annotations

from index.query import analyze
from ingest.unlisted_places import unlisted_region


def test_a_place_that_only_the_store_knows_is_found_in_questions() -> None:
    place = unlisted_region("云桥市")
    known = analyze("云桥办电要多久", places=frozenset({place}))
    assert known.regions == (place,)
    assert known.info.regions == ("云桥市",)
    assert analyze("云桥办电要多久").regions == ()
