"""The two buttons under an answer: what they send, and where they lead."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html
from starlette.testclient import TestClient

from service.feedback.limits import FeedbackLimit
from service.feedback.receiving import FeedbackDesk
from service.feedback.records import Feedback

Kept = Callable[[], list[Feedback]]
ANSWERED = "/?q=临河市高压用户办电要多久"
REFUSED = "/?q=临河市养狗证办理要多久"


def form_of(page: Any) -> tuple[Any, dict[str, str]]:
    """Return the form under an answer, and what it sends along whatever is pressed."""
    (form,) = html.fromstring(page.text).xpath("//section[contains(@class, 'answer')]//form")
    hidden = form.xpath(".//input[@type='hidden']")
    return form, {field.get("name"): field.get("value") for field in hidden}


def press(site: TestClient, path: str, button: int, **typed: str) -> Any:
    """Press a button under the answer of a page, as a browser without scripts does."""
    form, sent = form_of(site.get(path))
    pressed = form.xpath(".//button")[button]
    sent[pressed.get("name")] = pressed.get("value")
    origin = {"origin": "http://testserver"}
    return site.post(form.get("action"), data=sent | {"comment": "", **typed}, headers=origin)


def counted_in(site: TestClient, name: str) -> float:
    """Return what /metrics says of a name."""
    lines = site.get("/metrics").text.splitlines()
    return sum(float(line.removeprefix(name)) for line in lines if line.startswith(name))


@pytest.mark.parametrize(
    ("path", "button", "verdict"),
    [
        (ANSWERED, 0, "right"),
        (ANSWERED, 1, "wrong"),
        (REFUSED, 0, "right"),
        (REFUSED, 1, "should_answer"),
    ],
)
def test_a_button_says_what_the_answer_was_worth(
    site: TestClient, kept: Kept, path: str, button: int, verdict: str
) -> None:
    counted = f'zhengda_feedback_total{{verdict="{verdict}"}} '
    before = counted_in(site, counted)
    assert press(site, path, button, comment="一\r\n二").status_code == 303
    assert counted_in(site, counted) == before + 1
    (feedback,) = kept()
    assert (feedback.verdict, feedback.comment) == (verdict, "一\n二")
    assert feedback.question == path.partition("=")[2]
    assert (feedback.clause_id is not None) is (path is ANSWERED)
    assert (feedback.answer or "").startswith(
        "临河区" if path is ANSWERED else "临河区的文件中没有"
    )


def test_it_is_known_which_answer_it_was(site: TestClient, kept: Kept) -> None:
    page = site.get(ANSWERED, headers={"X-Request-ID": "seen-by-a-reader"})
    form, sent = form_of(page)
    assert site.post(form.get("action"), data=sent | {"verdict": "right"}).status_code == 303
    (feedback,) = kept()
    asked = site.post("/v1/ask", json={"question": feedback.question}).json()
    assert feedback.request_id == page.headers["x-request-id"] == "seen-by-a-reader"
    assert feedback.generation == asked["generation"]
    assert feedback.clause_id == asked["citations"][0]["clause"]["id"]
    assert feedback.answer == asked["answer"]


def test_it_leads_back_to_the_same_question_with_thanks(site: TestClient) -> None:
    path = "/?q=办电要多久&region=临河&as_of=2022-01-01&lang=en"
    back = urlsplit(press(site, path, 0).headers["location"])
    assert (back.path, back.fragment) == ("/", "feedback")
    asked = parse_qs(urlsplit(path).query)
    assert parse_qs(back.query) == asked | {"feedback": ["thanks"]}
    page = html.fromstring(site.get(f"/?{back.query}").text)
    (said,) = page.xpath("//*[@id='feedback']//*[@role='status']")
    assert "Thank you" in said.text_content()
    assert page.xpath("//*[@id='feedback']//button") == []


def test_what_could_not_be_kept_is_said_and_can_be_sent_again(site: TestClient, kept: Kept) -> None:
    state = site.app.state  # type: ignore[attr-defined]
    desk = state.feedback_desk
    state.feedback_desk = FeedbackDesk(desk.ledger, FeedbackLimit(1))
    state.feedback_desk.limit.take(None)
    try:
        answer = press(site, ANSWERED, 0)
    finally:
        state.feedback_desk = desk
    assert answer.status_code == 303
    assert kept() == []
    page = html.fromstring(site.get(answer.headers["location"]).text)
    assert page.xpath("//*[@id='feedback']//*[@role='alert']")
    assert len(page.xpath("//*[@id='feedback']//button")) == 2


def test_a_clause_that_was_replaced_meanwhile_is_left_out(site: TestClient, kept: Kept) -> None:
    sent = {"q": "办电", "verdict": "wrong", "clause_id": "replaced"}
    assert site.post("/feedback", data=sent).status_code == 303
    assert (kept()[0].clause_id, kept()[0].document_id) == (None, None)


@pytest.mark.parametrize(
    ("headers", "body", "status"),
    [
        ({"origin": "https://elsewhere.example"}, "q=a&verdict=right", 403),
        ({"sec-fetch-site": "cross-site"}, "q=a&verdict=right", 403),
        ({"content-type": "text/plain"}, "q=a&verdict=right", 415),
        ({}, "q=a&verdict=nice", 422),
        ({}, "q=a", 422),
        ({}, "verdict=right", 422),
        ({}, "q=a&verdict=right&comment=" + "x" * 1001, 422),
        ({}, "q=a&verdict=right&generation=" + "9" * 30, 422),
        ({}, "&".join(f"f{number}=1" for number in range(40)), 422),
    ],
)
def test_what_no_form_of_ours_sends_is_refused(
    site: TestClient, kept: Kept, headers: dict[str, str], body: str, status: int
) -> None:
    headers = {"content-type": "application/x-www-form-urlencoded", **headers}
    response = site.post("/feedback", content=body, headers=headers)
    assert response.status_code == status
    assert response.headers["content-type"] == "application/problem+json"
    assert kept() == []


def test_odd_fields_do_no_harm(site: TestClient, kept: Kept) -> None:
    body = "q=%FF%E5%8A&verdict=right&generation=%E4%B8%80&region=%0d%0aSet-Cookie:a&lang=fr"
    headers = {"content-type": "application/x-www-form-urlencoded"}
    response = site.post("/feedback", content=body, headers=headers)
    assert response.status_code == 303
    assert "set-cookie" not in response.headers
    assert response.headers["location"].isascii()
    assert len(kept()) == 1


def test_where_no_answer_is_shown_nothing_is_asked_about_it(site: TestClient) -> None:
    assert 'id="feedback"' not in site.get("/").text
    assert 'id="feedback"' not in site.get("/?q=办电&issuer=nobody").text


@settings(max_examples=60, deadline=None)
@given(
    st.binary(max_size=200) | st.binary(max_size=60).map(lambda rest: b"verdict=right&q=" + rest)
)
def test_whatever_a_form_sends_is_kept_or_refused(site: TestClient, body: bytes) -> None:
    headers = {"content-type": "application/x-www-form-urlencoded"}
    response = site.post("/feedback", content=body, headers=headers)
    assert response.status_code in (303, 422)
