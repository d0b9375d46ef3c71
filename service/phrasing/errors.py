"""What can go wrong between us and a language model."""

from __future__ import annotations


class PhrasingFailed(Exception):
    """The endpoint gave no usable reply; the extractive answer is given instead.

    The reason holds no key, no question and no text of a document, so it may be logged.
    """

    def __init__(self, reason: str) -> None:
        """Say why, in words that may be logged."""
        super().__init__(reason)
        self.reason = reason
