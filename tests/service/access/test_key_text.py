from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from service.access.key_text import KeyText, hide_secrets, new_key_text, read_key_text


def test_a_key_is_read_as_it_was_made() -> None:
    made = {str(new_key_text()) for _ in range(100)}
    assert len(made) == 100
    for text in made:
        assert re.fullmatch(r"zd_[a-z0-9]{8}_[A-Za-z0-9]{43}", text)
        assert str(read_key_text(text)) == text


def test_what_is_kept_is_no_part_of_the_secret() -> None:
    key = new_key_text()
    assert len(key.digest()) == 32
    assert key.digest() == KeyText("another1", key.secret).digest()
    assert key.digest() != KeyText(key.id, key.secret.swapcase()).digest()
    assert key.secret not in repr(key)


@given(st.text() | st.from_regex(r"zd_[a-z0-9]{7,9}_[A-Za-z0-9]{42,44}", fullmatch=True))
def test_only_what_has_the_form_is_a_key(text: str) -> None:
    key = read_key_text(text)
    assert (str(key) == text) if key else not re.fullmatch(r"zd_\w{8}_[A-Za-z0-9]{43}", text)


@given(st.text(alphabet=st.characters(exclude_characters="Qq")), st.text(), st.integers(1, 43))
def test_a_key_in_a_line_is_hidden_whatever_is_around_it(
    before: str, after: str, kept: int
) -> None:
    """Also one that was cut: what is left of its secret, here of the letter Q, is right."""
    line = hide_secrets(f"{before}zd_k1k2k3k4_{'Q' * kept}{after}")
    assert "Q" not in line.removesuffix(after)
    assert "zd_k1k2k3k4_…" in line
    assert hide_secrets(line) == line


def test_a_line_without_a_key_stays_as_it_is() -> None:
    assert hide_secrets("GET /v1/documents 200 zd_ zhengda") == "GET /v1/documents 200 zd_ zhengda"
    assert hide_secrets("/zd_k1k2k3k4_abc/x") == "/zd_k1k2k3k4_…/x"
