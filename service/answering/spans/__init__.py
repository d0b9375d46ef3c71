"""Answers that are verbatim sentences, lists and steps."""
