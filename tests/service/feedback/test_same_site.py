"""Which posts of a form come from a page of this service."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.feedback.same_site import CrossSitePost, refuse_other_sites

HOST = "policies.example.gov.cn"


def is_taken(headers: dict[str, str]) -> bool:
    try:
        refuse_other_sites({"host": HOST, **headers})
    except CrossSitePost:
        return False
    return True


@pytest.mark.parametrize(
    ("headers", "taken"),
    [
        ({"sec-fetch-site": "same-origin"}, True),
        ({"sec-fetch-site": "none"}, True),
        ({"sec-fetch-site": "same-site"}, False),
        ({"sec-fetch-site": "cross-site"}, False),
        ({"sec-fetch-site": "cross-site", "origin": f"https://{HOST}"}, False),
        ({"sec-fetch-site": ""}, False),
        ({"origin": f"https://{HOST}"}, True),
        ({"origin": f"http://{HOST.upper()}"}, True),
        ({"origin": f"http://{HOST}:8000"}, False),
        ({"origin": f"http://{HOST}:8000", "host": f"{HOST}:8000"}, True),
        ({"origin": f"https://{HOST}.evil.example"}, False),
        ({"origin": f"https://evil.example/{HOST}"}, False),
        ({"origin": f"https://{HOST}@evil.example"}, False),
        ({"origin": "null"}, False),
        ({"origin": ""}, False),
        ({"origin": "http://[::1"}, False),
        ({}, True),
    ],
)
def test_a_post_is_taken_from_a_page_of_this_service_or_from_no_browser(
    headers: dict[str, str], taken: bool
) -> None:
    assert is_taken(headers) is taken


@given(st.text().filter(lambda origin: HOST not in origin.lower()))
def test_no_origin_that_does_not_name_this_host_is_taken(origin: str) -> None:
    assert not is_taken({"origin": origin})
