"""The text of a key, `zd_<id>_<secret>`: how it is made, read, and recognised in a log line.

Of the secret only SHA-256 is kept. A slow hash would guard a password, which can be guessed; a
secret of 256 random bits cannot, and a slow hash would cost every request milliseconds.
"""

from __future__ import annotations

import hashlib
import re
import secrets
import string
from dataclasses import dataclass, field
from typing import Final

_ID_LETTERS: Final = string.ascii_lowercase + string.digits
_ID_LENGTH: Final = 8
_SECRET_LETTERS: Final = string.ascii_letters + string.digits
"""No others, so that a double click takes the whole key."""
_SECRET_LENGTH: Final = 43
"""log2(62) * 43 = 256.03 bits."""
_FORM: Final = re.compile(rf"zd_([a-z0-9]{{{_ID_LENGTH}}})_([A-Za-z0-9]{{{_SECRET_LENGTH}}})")
_LIKE_A_KEY: Final = re.compile(r"zd_([A-Za-z0-9]{1,20})_[A-Za-z0-9]+")
"""Also one that was cut or mistyped: most of its secret is right."""


@dataclass(frozen=True, slots=True)
class KeyText:
    """A key in its two parts."""

    id: str
    """Public: it names the key in lists and logs."""
    secret: str = field(repr=False)

    def __str__(self) -> str:
        return f"zd_{self.id}_{self.secret}"

    def digest(self) -> bytes:
        """Return what is kept of the secret."""
        return hashlib.sha256(self.secret.encode("ascii")).digest()


def new_key_text() -> KeyText:
    """Return a key that nobody can guess."""
    return KeyText(_random(_ID_LETTERS, _ID_LENGTH), _random(_SECRET_LETTERS, _SECRET_LENGTH))


def read_key_text(text: str) -> KeyText | None:
    """Return the parts of a key, or None for what has not its form."""
    found = _FORM.fullmatch(text)
    return KeyText(found[1], found[2]) if found else None


def hide_secrets(text: str) -> str:
    """Return a text with the secret of every key in it left out."""
    return _LIKE_A_KEY.sub(r"zd_\1_…", text) if "zd_" in text else text


def _random(letters: str, length: int) -> str:
    return "".join(secrets.choice(letters) for _ in range(length))
