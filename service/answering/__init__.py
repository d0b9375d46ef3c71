"""Answers of verbatim spans and typed figures, each cited, or an honest “not found”."""
