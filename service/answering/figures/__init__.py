"""Answers that are typed figures: which of a clause answer, and how they are said."""
