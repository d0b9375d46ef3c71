"""Answers made of verbatim spans and typed figures, each with its citation, or an honest "not found"."""
